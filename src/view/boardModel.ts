// What the board shows, kept in step with the store: layout per revision, camera per view, labels at rest, envelope per playback.
import { isClosed } from '../store/drillClock.ts';
import { guiltyOf, wantedOf } from '../store/goalEnds.ts';
import { shownLoad } from '../store/loadPlanning.ts';
import { NO_STATES, type PieceStates, pieceStates } from '../store/pieceStates.ts';
import type { Actions, AppState } from '../store/state.ts';
import { createCameraMotion } from './cameraMotion.ts';
import { createEnvelopeLayer } from './envelopeLayer.ts';
import { type EnvelopeWay, envelopeWay } from './envelopeWay.ts';
import { buildGoals, drawGoalMarks, type GoalMark } from './goalLayer.ts';
import { createFreeArea, growth, inDevice } from './freeArea.ts';
import { createConnectLayer, markPlace, showTitle } from './connectLayer.ts';
import { createHands } from './hands.ts';
import type { Hands } from './interaction.ts';
import { createLabelLayer } from './labelLayer.ts';
import { loadDiffers } from './loadLayer.ts';
import { endsOf, firstNames, NOBODY } from './firstNames.ts';
import { deviceName, noteOf, passingTag, type Word } from './boardWords.ts';
import { clearMesh, projectMesh, shiftThing } from './layers/mesh.ts';
import { addRing, addStateRings } from './layers/rings.ts';
import { drawMinimap, type Minimap, minimapPoint, planMinimap } from './layers/minimap.ts';
import { beginQuads, endQuads } from './layers/screenMesh.ts';
import { buildFlats, buildSolids } from './layers/world.ts';
import { createOverlayLayer, overlaysDiffer } from './overlayLayer.ts';
import { type DepartmentKey, departmentKey } from './departmentKey.ts';
import { drawPlanSvg } from './planSvg.ts';
import { createTraffic, trafficDiffers } from './traffic.ts';
import { buildLayout } from './layout/buildLayout.ts';
import { createRouter, type Router } from './layout/route.ts';
import { placedAt } from './layout/tiles.ts';
import { sameLayout } from './layout/sameLayout.ts';
import type { Layout } from './layout/types.ts';
import { quarterOf, type ScreenBox, type Turn } from './projection.ts';
import type { BoardScene } from './scenes/BoardScene.ts';
import { type Look, lookOf } from './look.ts';
import { DAY, HUES } from './tokens.ts';
import { changesUnseen } from './unseen.ts';

export interface BoardStore {
  getState(): AppState & { readonly actions: Actions };
  subscribe(listener: () => void): () => void;
}

export interface ModelOptions {
  readonly scene: BoardScene;
  readonly store: BoardStore;
  readonly parent: HTMLElement;
  readonly ratio: () => number;
  /** Word of a key, or the network's own term. */
  readonly word: Word;
  readonly crowd?: number;
  readonly labels: boolean;
  readonly onLayout: ((layout: Layout) => void) | undefined;
}

export interface BoardModel {
  readonly hands: Hands;
  changed(): void;
  resized(): void;
  departments(): readonly DepartmentKey[];
  planSvg(): string;
  destroy(): void;
}

const MORPH_MS = 400;
const FADE_MS = 140;

export function createBoardModel({ scene, store, parent, ratio, word, crowd, labels, onLayout }: ModelOptions): BoardModel {
  const { meshes } = scene;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const calm = (): boolean => still.matches;
  const camera = createCameraMotion(calm);
  let seen: AppState | undefined;
  let layout: Layout | undefined;
  let router: Router | undefined;
  let look: Look = { palette: DAY, hues: HUES };
  let paintedRatio = 0;
  let builtTurn: Turn | undefined;
  let way: EnvelopeWay | undefined;
  let goalMarks: readonly GoalMark[] = [];
  let states: PieceStates = NO_STATES;
  const traffic = createTraffic(meshes.streams, crowd);
  const overlay = createOverlayLayer(meshes.overlay, word);
  const connect = createConnectLayer((x, y) => markPlace(parent, `${x} ${y}`));
  let hovered: string | undefined;
  const names = createLabelLayer();
  let firstOnes = NOBODY;
  let guilty = NOBODY;
  let free: ScreenBox = { left: 0, top: 0, right: 1, bottom: 1 };
  const freeOf = createFreeArea();
  let map: Minimap | undefined;
  /** What icons and minimap cover; they change with the camera, the world and a tremble, not with a walking envelope. */
  let standing: readonly ScreenBox[] = [];
  let labelsDue = true;
  let labelAlpha = 1;
  let restKey = '';
  let projected = false;
  const envelope = createEnvelopeLayer({
    dots: meshes.way,
    calm,
    advancePlayback: () => {
      const { actions, session } = store.getState();
      actions.seek((session.playback?.position ?? 0) + 1);
    },
  });

  const aim = (milliseconds: number): void => {
    if (!layout) return;
    const { session } = store.getState();
    free = freeOf(parent, session, ratio());
    const area = { x: free.left, y: free.top, width: free.right - free.left, height: free.bottom - free.top };
    camera.aim(layout, { ...session, ratio: ratio(), free: area }, milliseconds);
    labelsDue = true;
  };

  const buildWorld = (turn: Turn): void => {
    if (!layout) return;
    builtTurn = turn;
    buildFlats(meshes.flats, layout, turn);
    buildSolids(meshes.solids, layout, turn);
    projected = false;
  };

  const buildRings = (selection: string | undefined): void => {
    clearMesh(meshes.rings);
    if (layout) addStateRings(meshes.rings, layout, { facts: states.facts, guilty });
    const [over, selected] = layout ? [placedAt(layout, hovered), placedAt(layout, selection)] : [];
    if (over && over !== selected) addRing(meshes.rings, over, 'hover');
    if (selected) addRing(meshes.rings, selected, 'select');
    connect.drawRings(meshes.rings);
    labelsDue = true;
    projected = false;
  };

  const drawStanding = (): void => {
    const view = { camera: camera.current, ratio: ratio() };
    const covered: ScreenBox[] = [];
    beginQuads(meshes.marks);
    if (!store.getState().session.playback) covered.push(...drawGoalMarks(meshes.marks, goalMarks, view));
    covered.push(...overlay.drawIcons(meshes.marks, view));
    endQuads(meshes.marks);
    map = layout && planMinimap(layout, { free, ratio: ratio(), zoom: camera.zoom });
    beginQuads(meshes.mini);
    if (layout && map) {
      drawMinimap(meshes.mini, map, { layout, free, ...view });
      covered.push(map.box);
    }
    endQuads(meshes.mini);
    const { legendBox } = store.getState().session;
    if (legendBox) covered.push(inDevice(legendBox, ratio()));
    standing = covered;
  };

  const drawActors = (): ScreenBox | undefined => {
    const view = { camera: camera.current, ratio: ratio() };
    beginQuads(meshes.actors);
    const box = envelope.draw(meshes.actors, view);
    connect.drawLine(meshes.actors, view);
    endQuads(meshes.actors);
    beginQuads(meshes.leaving);
    envelope.drawLeaving(meshes.leaving, view);
    endQuads(meshes.leaving);
    scene.setAlpha('leaving', envelope.leaving());
    return box;
  };

  const drawLabels = (keepClear: readonly ScreenBox[]): void => {
    if (!layout || !scene.sheet || !labels) return;
    const { projection, selection } = store.getState().session;
    const rest = envelope.resting();
    const around = keepClear[keepClear.length - 1];
    const atlas = ratio();
    const grown = atlas * growth(camera.current.scale / atlas);
    scene.sheet.use(look.palette, grown);
    const count = names.draw(
      { stems: meshes.stems, pills: meshes.pills, texts: meshes.texts, sheet: scene.sheet, atlas, ratio: grown },
      {
        layout,
        camera: camera.current,
        projection,
        selection,
        hovered,
        guilty,
        first: way && !store.getState().session.connecting ? NOBODY : firstOnes,
        free,
        keepClear,
        moreOf: (count) => word('ui.board.more', `+${count}`, { count }),
        walk: way && {
          trace: way,
          covers: envelope.covers({ camera: camera.current, ratio: atlas }),
          ends: endsOf(way),
        },
        tag: rest && around && passingTag(rest, around, word),
        nameOf: (thing) => deviceName(thing, word),
        noteOf: (thing) => noteOf(thing, store.getState(), word),
        tags: overlay.tags(),
      },
    );
    parent.dataset['boardLabels'] = String(count);
    labelsDue = false;
  };

  const advance = (milliseconds: number): boolean => {
    if (!layout) return false;
    const moved = camera.advance(milliseconds);
    const turn = quarterOf(camera.current.yaw);
    const building = turn !== builtTurn;
    if (building) buildWorld(turn);
    if (overlay.advance(milliseconds, calm())) {
      labelsDue = true;
      projected = false;
    }
    const walking = envelope.advance(milliseconds);
    const streaming = traffic.advance(calm() ? 0 : milliseconds);
    const tremble = envelope.tremble();
    if (moved || !projected || tremble) {
      for (const mesh of [meshes.flats, meshes.rings, meshes.overlay, meshes.ghosts, meshes.way, meshes.solids])
        projectMesh(mesh, camera.current);
      // One more frame after a tremble puts everything back.
      projected = tremble === undefined;
      if (tremble) shiftThing(meshes.solids, tremble.selection, tremble.by * ratio());
    }
    const rest = envelope.resting();
    const key = rest ? `${rest.along} ${rest.step.type} ${rest.step.code}` : 'walking';
    if (key !== restKey) {
      restKey = key;
      labelsDue = true;
    }
    const wanted = camera.morphing ? 0 : 1;
    const step = milliseconds / FADE_MS;
    const alpha =
      calm() || wanted === labelAlpha
        ? wanted
        : wanted > labelAlpha
          ? Math.min(1, labelAlpha + step)
          : Math.max(0, labelAlpha - step);
    if (moved || streaming || labelsDue) traffic.draw(camera.current, ratio());
    if (connect.takeDirty() || moved || walking || labelsDue || tremble) {
      if (moved || labelsDue || tremble) drawStanding();
      const box = drawActors();
      // Walls in one frame, names in the next: neither holds the page for long.
      if ((labelsDue || moved) && !camera.morphing && !building) drawLabels(box ? [...standing, box] : standing);
    }
    const fading = alpha !== labelAlpha;
    if (fading) {
      labelAlpha = alpha;
      for (const name of ['stems', 'pills', 'texts', 'marks'] as const) scene.setAlpha(name, alpha);
    }
    return (
      building || moved || walking || (streaming && !calm()) || fading || camera.morphing || overlay.spreading() || !projected
    );
  };
  scene.frame = { advance };

  const showPlayback = (state: AppState, relaid: boolean): void => {
    const { playback } = state.session;
    labelsDue = true;
    projected = false;
    if (!layout || !router || !playback) {
      way = undefined;
      envelope.clear();
      return;
    }
    if (relaid || !way || seen?.session.playback?.trace !== playback.trace) way = envelopeWay({ layout, router }, playback.trace);
    envelope.show(way, playback.trace, {
      position: Math.min(playback.position, way.stops.length - 1),
      playing: playback.playing,
      speed: playback.speed,
      unwelcome:
        playback.trace.verdict.outcome === 'delivered' &&
        wantedOf(state.results.judgement).some(({ id, pass }) => id === playback.goal && !pass),
    });
  };

  const changed = (): void => {
    const state = store.getState();
    const old = seen;
    if (old && changesUnseen(state, old)) {
      seen = state;
      return;
    }
    const { session, results, document } = state;
    const compiled = results.compiled;
    const due =
      compiled !== undefined &&
      (compiled !== old?.results.compiled || document.spec.network !== old.document.spec.network || !layout);
    const restated =
      due ||
      old?.session.playback !== session.playback ||
      old?.results.judgement !== results.judgement ||
      old?.session.drill !== session.drill ||
      old?.session.level !== session.level;
    if (restated) [states, guilty] = [pieceStates(state), guiltyOf(isClosed(session) ? [] : (results.judgement?.goals ?? []))];
    const planned = due ? buildLayout(compiled.plan, document.spec.network, states.absent) : undefined;
    if (planned) onLayout?.(planned);
    // Most edits move nothing: the house that stands stays, with its ways.
    const relaid = planned !== undefined && !(layout && sameLayout(layout, planned));
    const next = lookOf(session, dark.matches);
    if (next.palette !== look.palette || next.hues !== look.hues || paintedRatio !== ratio()) {
      look = next;
      paintedRatio = ratio();
      scene.paint(look, paintedRatio);
      builtTurn = undefined;
      labelsDue = true;
    }
    const first = !layout;
    if (relaid) {
      layout = planned;
      router = createRouter(layout);
      builtTurn = undefined;
      parent.dataset['boardReady'] = 'true';
    }
    if (due) {
      parent.dataset['boardRevision'] = String(compiled.revision);
      // Numbers beside names may be others in the same house.
      labelsDue = true;
    }
    if (layout) {
      const otherLevel = old?.session.levelId !== session.levelId || old?.session.screen !== session.screen;
      if (otherLevel) camera.reset();
      if (
        relaid ||
        otherLevel ||
        old?.session.turn !== session.turn ||
        old?.session.projection !== session.projection ||
        old?.session.insets !== session.insets
      ) {
        parent.dataset['boardProjection'] = session.projection;
        // A new building is shown at once; the same one from another side is walked to.
        aim(first || otherLevel ? 0 : MORPH_MS);
      }
      const joined = connect.show(layout, state);
      if (joined || relaid || old?.results.judgement !== results.judgement)
        firstOnes = firstNames(layout, wantedOf(results.judgement), session.connecting);
      if (restated || joined || old?.session.selection !== session.selection) buildRings(session.selection);
      if (relaid || old?.session.playback !== session.playback) showPlayback(state, relaid);
      const walked = old?.session.playback?.trace !== session.playback?.trace || loadDiffers(state, old);
      if (relaid || walked || old?.results.judgement !== results.judgement || old?.session.drill !== session.drill) {
        // Dashes of a lost goal over the ribbons of a load run would read as lost traffic.
        const context = router && !session.playback && !shownLoad(state) ? { layout, router } : undefined;
        goalMarks = buildGoals(meshes.ghosts, context, {
          // Where a letter of a drill ends is what one is on call to find.
          goals: isClosed(session) ? [] : wantedOf(results.judgement),
          listed: session.level?.goals ?? [],
        });
        projected = false;
        labelsDue = true;
      }
      if (relaid || trafficDiffers(state, old)) {
        traffic.show(router && { layout, router }, state);
        labelsDue = true;
      }
      if (router && (due || overlaysDiffer(state, old))) overlay.show({ layout, router }, state);
      // Devices and the tag follow the words that are switched; no name lies beneath the legend.
      if (old?.session.words !== session.words || old?.session.locale !== session.locale) labelsDue = true;
      if (old?.session.legendBox !== session.legendBox) labelsDue = true;
    }
    seen = state;
    scene.wake();
  };

  const hands = createHands({
    store,
    camera,
    ratio,
    layout: () => layout,
    wake: () => scene.wake(),
    frame: () => aim(MORPH_MS),
    pointAtHandle: (on) => showTitle(parent, on ? word('ui.connect.handle', '') : ''),
    hover: (selection) => {
      if (selection === hovered) return;
      hovered = selection;
      parent.classList.toggle('over-thing', selection !== undefined);
      buildRings(store.getState().session.selection);
      scene.wake();
    },
    connect,
    onLabel: (at) => (labelAlpha > 0.5 ? names.at(at) : undefined),
    onMap: (at) => map && minimapPoint(map, at),
    middle: () => ({ x: (free.left + free.right) / 2, y: (free.top + free.bottom) / 2 }),
  });
  dark.addEventListener('change', changed);
  return {
    hands,
    changed,
    resized: () => {
      aim(0);
      changed();
    },
    departments: () => {
      const plan = store.getState().results.compiled?.plan;
      return plan ? departmentKey(plan, look) : [];
    },
    planSvg: () => (layout ? drawPlanSvg(layout, look, (thing) => deviceName(thing, word)) : ''),
    destroy: () => dark.removeEventListener('change', changed),
  };
}
