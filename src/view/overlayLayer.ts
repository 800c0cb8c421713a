// What lies over the building by the player's wish: the address plan, the signposts' routes, whom a laptop reaches, and whom a policy or
// Service selects. Says what to write beside things; spreads wave by wave, at once with reduced motion.
import type { AppState } from '../store/state.ts';
import type { Word } from './boardWords.ts';
import { drawAddressBar } from './layers/addressBars.ts';
import { clearMesh, type Mesh } from './layers/mesh.ts';
import { type DoorReader, doorReaders, drawReaders } from './layers/readers.ts';
import { drawHeat, drawReachIcons, type ReachMark, reachMarks, selectionMarks } from './layers/reach.ts';
import { type BoardTag, drawRouteWays, routeTags } from './layers/routeArms.ts';
import type { ScreenMesh } from './layers/screenMesh.ts';
import { drawLoadIcons, drawRibbons, loadDiffers, NO_LOAD, planLoadPicture } from './loadLayer.ts';
import type { Router } from './layout/route.ts';
import type { Layout } from './layout/types.ts';
import type { Camera, ScreenBox } from './projection.ts';

export interface OverlayLayer {
  show(context: { readonly layout: Layout; readonly router: Router }, state: AppState): void;
  /** True when it was drawn anew and must be projected. */
  advance(milliseconds: number, calm: boolean): boolean;
  /** True while waves are still to come. */
  spreading(): boolean;
  drawIcons(mesh: ScreenMesh, view: { readonly camera: Camera; readonly ratio: number }): readonly ScreenBox[];
  tags(): readonly BoardTag[];
}

const WAVE_MS = 550;

/** Whether two states differ in anything that overlays show. */
export function overlaysDiffer(state: AppState, old: AppState | undefined): boolean {
  return (
    loadDiffers(state, old) ||
    state.session.overlay !== old?.session.overlay ||
    state.results.spread !== old.results.spread ||
    state.results.readers !== old.results.readers ||
    state.results.marked !== old.results.marked
  );
}

export function createOverlayLayer(mesh: Mesh, word: Word): OverlayLayer {
  let marks: readonly ReachMark[] = [];
  let readers: readonly DoorReader[] = [];
  let load = NO_LOAD;
  let tags: readonly BoardTag[] = [];
  let steady: () => void = () => undefined;
  let spread: unknown;
  let last = 0;
  let wave = 0;
  let elapsed = 0;
  let dirty = false;
  const draw = (): void => {
    clearMesh(mesh);
    drawRibbons(mesh, load.stretches);
    steady();
    drawHeat(mesh, marks, wave);
  };
  return {
    show: ({ layout, router }, state) => {
      const { session, results, document } = state;
      const plan = results.compiled?.plan;
      const { network } = document.spec;
      const { marked } = results;
      const reached = session.overlay === 'reach' ? results.spread : undefined;
      if (spread !== reached) {
        spread = reached;
        elapsed = 0;
        wave = 1;
      }
      load = planLoadPicture({ layout, router }, state, word);
      tags = [...(session.overlay === 'routes' ? routeTags(layout, network) : []), ...load.tags];
      steady = () => {
        if (!plan) return;
        if (session.overlay === 'routes') drawRouteWays(mesh, layout, { network, router });
        if (session.overlay !== 'addresses') return;
        for (const subnet of plan.subnets) {
          const zone = layout.bySelection.get(`subnet:${subnet.name}`);
          if (zone) drawAddressBar(mesh, zone, subnet);
        }
      };
      readers = doorReaders(layout, results.readers ?? [], plan?.policyEngine !== 'none');
      // Picked by a Service and not rung.
      const asleep = new Set((plan?.pods ?? []).flatMap(({ namespace, name, ready }) => (ready ? [] : [`${namespace}/${name}`])));
      marks = [
        ...(marked
          ? selectionMarks(
              layout,
              marked.pods,
              marked.by === 'service' ? (pod) => (asleep.has(pod) ? 'pinHollow' : 'pin') : 'badge',
            )
          : []),
        ...(plan && reached ? reachMarks(layout, plan, reached) : []),
      ];
      last = Math.max(0, ...marks.map((mark) => mark.wave));
      dirty = true;
    },
    advance: (milliseconds, calm) => {
      if (wave < last) {
        elapsed += milliseconds;
        const next = calm ? last : Math.min(last, 1 + Math.floor(elapsed / WAVE_MS));
        if (next !== wave) dirty = true;
        wave = next;
      }
      if (!dirty) return false;
      dirty = false;
      draw();
      return true;
    },
    spreading: () => wave < last,
    drawIcons: (screen, view) => [
      ...drawReaders(screen, readers, view),
      ...drawReachIcons(screen, marks, { ...view, wave }),
      ...drawLoadIcons(screen, load, view),
    ],
    tags: () => tags,
  };
}
