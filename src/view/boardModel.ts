// What the board shows, kept in step with the store: layout per revision, camera per view, labels per rest, envelope per playback.
import { flattenTrace } from '../store/playback.ts';
import type { Actions, AppState } from '../store/state.ts';
import { createCameraMotion } from './cameraMotion.ts';
import { createEnvelopeLayer } from './envelopeLayer.ts';
import { envelopeWay } from './envelopeWay.ts';
import type { Hands } from './interaction.ts';
import { createLabelLayer } from './labelLayer.ts';
import { clearMesh } from './layers/mesh.ts';
import { addDots } from './layers/paths.ts';
import { buildWorld } from './layers/world.ts';
import { buildLayout } from './layout/buildLayout.ts';
import type { Layout } from './layout/types.ts';
import { nextThing, pickThing } from './picking.ts';
import type { Turn } from './projection.ts';
import type { BoardScene } from './scenes/BoardScene.ts';
import { DAY, NIGHT, type Palette } from './tokens.ts';

export interface ModelOptions {
  readonly scene: BoardScene;
  readonly store: { getState(): AppState & { readonly actions: Actions } };
  readonly parent: HTMLElement;
  readonly ratio: () => number;
}

export interface BoardModel {
  readonly hands: Hands;
  changed(): void;
  resized(): void;
}

const MORPH_MS = 400;

export function createBoardModel({ scene, store, parent, ratio }: ModelOptions): BoardModel {
  const camera = createCameraMotion();
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let seen: AppState | undefined;
  let layout: Layout | undefined;
  let palette: Palette = DAY;
  const labels = createLabelLayer(scene, ratio);
  const envelope = createEnvelopeLayer({
    scene,
    ratio,
    calm: () => calm.matches,
    advancePlayback: () => store.getState().actions.seek((store.getState().session.playback?.position ?? 0) + 1),
  });

  const turnOf = (state: AppState): Turn => state.session.turn;
  const themeOf = (state: AppState): Palette => {
    const { theme } = state.session;
    return theme === 'night' || (theme === 'system' && dark.matches) ? NIGHT : DAY;
  };
  const aim = (milliseconds: number): void => {
    const state = store.getState();
    if (!layout) return;
    const { insets, projection } = state.session;
    const scale = ratio();
    const free = {
      x: insets.left * scale,
      y: insets.top * scale,
      width: Math.max(80, parent.clientWidth - insets.left - insets.right) * scale,
      height: Math.max(80, parent.clientHeight - insets.top - insets.bottom) * scale,
    };
    labels.setFree({ left: free.x, top: free.y, right: free.x + free.width, bottom: free.y + free.height });
    camera.aim(layout, { projection, turn: turnOf(state), free }, calm.matches ? 0 : milliseconds);
    scene.wake();
  };
  const rebuildWorld = (state: AppState): void => {
    if (!layout) return;
    clearMesh(scene.worldMesh);
    buildWorld(scene.worldMesh, layout, turnOf(state), state.session.selection);
    scene.meshChanged('world', camera.current);
    scene.wake();
  };
  const rebuildGhosts = (state: AppState): void => {
    clearMesh(scene.ghostMesh);
    if (layout && !state.session.playback) {
      for (const goal of state.results.judgement?.goals ?? []) {
        if (!goal.trace) continue;
        const { line } = envelopeWay(layout, goal.trace);
        addDots(scene.ghostMesh, line, { colour: goal.pass ? 'pass' : 'fail', size: 0.14, gap: 0.62, z: 0.05 });
      }
    }
    scene.meshChanged('ghosts', camera.current);
    scene.wake();
  };

  scene.frame = {
    advance: (milliseconds) => {
      const moved = camera.advance(milliseconds);
      if (moved) {
        scene.project(camera.current);
        labels.place(camera.current);
        parent.dataset['boardLabels'] = String(labels.count());
      }
      const walking = layout ? envelope.advance(milliseconds, camera.current) : false;
      return moved || walking || camera.moving;
    },
  };

  const changed = (): void => {
    const state = store.getState();
    const old = seen;
    seen = state;
    const compiled = state.results.compiled;
    const relaid =
      compiled !== undefined &&
      (compiled !== old?.results.compiled || state.document.spec.network !== old.document.spec.network || !layout);
    const nextPalette = themeOf(state);
    const repainted = nextPalette !== palette || !old;
    if (repainted) {
      palette = nextPalette;
      scene.paint(palette);
    }
    if (relaid && compiled) {
      layout = buildLayout(compiled.plan, state.document.spec.network);
      parent.dataset['boardReady'] = 'true';
      parent.dataset['boardRevision'] = String(compiled.revision);
    }
    if (!layout) return;
    const turned = old?.session.turn !== state.session.turn;
    const viewChanged =
      relaid || turned || old?.session.projection !== state.session.projection || old.session.insets !== state.session.insets;
    if (viewChanged) {
      parent.dataset['boardProjection'] = state.session.projection;
      // A new building is shown at once; the same one from another side is walked to.
      aim(!old?.results.compiled ? 0 : MORPH_MS);
    }
    const reselected = old?.session.selection !== state.session.selection;
    if (relaid || turned || reselected) rebuildWorld(state);
    if (relaid || repainted || reselected) {
      labels.write(layout, { palette, selection: state.session.selection });
      labels.place(camera.current);
      scene.wake();
    }
    const judged = old?.results.judgement !== state.results.judgement;
    const played = old?.session.playback?.trace !== state.session.playback?.trace;
    if (relaid || judged || played) rebuildGhosts(state);
    if (relaid || played || old?.session.playback !== state.session.playback) showPlayback(state);
  };

  const showPlayback = (state: AppState): void => {
    const { playback } = state.session;
    if (!layout || !playback) {
      envelope.clear();
      clearMesh(scene.wayMesh);
      scene.meshChanged('way', camera.current);
      scene.wake();
      return;
    }
    const arrived = playback.trace.verdict.outcome === 'delivered';
    const way = envelopeWay(layout, playback.trace);
    clearMesh(scene.wayMesh);
    addDots(scene.wayMesh, way.line, { colour: arrived ? 'pass' : 'fail', size: 0.2, gap: 0.48, z: 0.06 });
    scene.meshChanged('way', camera.current);
    envelope.show(way, {
      position: Math.min(playback.position, flattenTrace(playback.trace).length - 1),
      playing: playback.playing,
      speed: playback.speed,
    });
    scene.wake();
  };

  const hands: Hands = {
    onPick: (at) => {
      const scale = ratio();
      const thing = layout && pickThing(camera.current, layout, { x: at.x * scale, y: at.y * scale });
      store.getState().actions.select(thing?.selection);
    },
    onHover: (at) => {
      const scale = ratio();
      const thing = at && layout && pickThing(camera.current, layout, { x: at.x * scale, y: at.y * scale });
      parent.classList.toggle('over-thing', thing !== undefined && thing.kind !== 'zone');
    },
    onPan: (x, y) => {
      camera.panBy(x * ratio(), y * ratio());
      scene.wake();
    },
    onZoom: (factor, about) => {
      camera.zoomBy(factor, { x: about.x * ratio(), y: about.y * ratio() });
      scene.wake();
    },
    onWalk: (direction) => {
      if (!layout) return;
      const state = store.getState();
      const thing = nextThing(camera.current, layout, state.session.selection, direction);
      if (thing) state.actions.select(thing.selection);
    },
    onKey: (key) => {
      const { actions, session } = store.getState();
      if (key === 'frame') {
        camera.reset();
        aim(MORPH_MS);
      } else if (key === 'projection') actions.setProjection(session.projection === 'iso' ? 'plan' : 'iso');
      else if (key === 'clear') actions.select(undefined);
      else actions.setTurn(((session.turn + (key === 'turnRight' ? 1 : 3)) % 4) as Turn);
    },
  };
  dark.addEventListener('change', changed);
  return { hands, changed, resized: () => aim(0) };
}
