// Connecting on the board: a handle at what is chosen, a ring round whatever fits, a line from one end to the other that snaps, and a tick or
// a cross at its end. Nothing is allocated while the line is pulled.
import type { Connecting } from '../store/connectState.ts';
import type { AppState } from '../store/state.ts';
import { flatCell, type FlatName, flatNames, iconCell, PILL_MARGIN, PILL_RADIUS, pillCell, signCell } from './layers/atlas.ts';
import type { Mesh } from './layers/mesh.ts';
import { addRing } from './layers/rings.ts';
import { putLine, putQuad, type QuadRect, type ScreenMesh } from './layers/screenMesh.ts';
import type { Layout, Placed } from './layout/types.ts';
import { isFlat } from './picking.ts';
import { type Camera, type Point, projectX, projectY, screenBounds } from './projection.ts';

export interface View {
  readonly camera: Camera;
  readonly ratio: number;
}

export interface ConnectLayer {
  /** True when the rings must be drawn anew. */
  show(layout: Layout, state: AppState): boolean;
  drawRings(mesh: Mesh): void;
  drawLine(mesh: ScreenMesh, view: View): void;
  /** Where the pointer has pulled the line to; undefined when it is let go. Device pixels. */
  pull(to: Point | undefined): void;
  pulling(): boolean;
  /** The end that a pointer means: what it is over if that fits, else the nearest that does, else what it is over. */
  snap(view: View, at: Point, under: Placed | undefined): string | undefined;
  /** Is the handle under the pointer? */
  onHandle(view: View, at: Point): boolean;
  takeDirty(): boolean;
}

/** The middle of a flat colour's cell. */
function inner(name: FlatName): QuadRect {
  const { x, y } = flatCell(flatNames().indexOf(name));
  return { x: x + 3, y: y + 3, width: 2, height: 2 };
}

const PAPER = inner('paper');
const INK = inner('ink');
const GOOD = inner('select');
const BAD = inner('fail');
const HANDLE = 30;
const REACH = 44;
const MARK = 22;

/** Things that gestures mean something for. */
export function isConnectable({ selection, kind }: Placed): boolean {
  return kind !== 'house' && kind !== 'postbox' && kind !== 'tower' && !selection.startsWith('host:');
}

/** `place` learns where on the element the chosen thing is, in CSS pixels. */
export function createConnectLayer(place: (x: number, y: number) => void = () => undefined): ConnectLayer {
  let connecting: Connecting | undefined;
  let from: Placed | undefined;
  let over: Placed | undefined;
  let selected: Placed | undefined;
  let fitting: readonly Placed[] = [];
  let fits = new Set<string>();
  let seen: Layout | undefined;
  let quiet = false;
  let dirty = false;
  let pulled = false;
  const end = { x: 0, y: 0 };
  const start = { x: 0, y: 0 };
  const tip = { x: 0, y: 0 };
  const line = { from: start, to: tip, width: 1 };

  const topOf = ({ box, height }: Placed, camera: Camera, into: { x: number; y: number }): void => {
    const x = box.x + box.width / 2;
    const y = box.y + box.depth / 2;
    into.x = projectX(camera, x, y);
    into.y = projectY(camera, { x, y }, height / 2);
  };
  const handleAt = (thing: Placed, { camera, ratio }: View): Point => {
    const bounds = screenBounds(camera, thing.box, 0);
    return { x: (bounds.left + bounds.right) / 2, y: bounds.bottom + (HANDLE / 2) * ratio };
  };

  return {
    show: (layout, { session }) => {
      const relaid = layout !== seen;
      const before = connecting;
      connecting = session.connecting;
      seen = layout;
      const chosen = layout.bySelection.get(session.selection ?? '');
      const still = session.playback !== undefined || session.still === true;
      if (chosen !== selected || still !== quiet) dirty = true;
      selected = chosen;
      quiet = still;
      if (!relaid && before === connecting) return false;
      dirty = true;
      from = layout.bySelection.get(connecting?.from ?? '');
      over = layout.bySelection.get(connecting?.over ?? '');
      if (!connecting) pulled = false;
      if (relaid || before?.targets !== connecting?.targets) {
        fitting = (connecting?.targets ?? []).flatMap(({ selection, refusal }) =>
          refusal ? [] : (layout.bySelection.get(selection) ?? []),
        );
        fits = new Set(fitting.map(({ selection }) => selection));
      }
      return true;
    },
    drawRings: (mesh) => {
      for (const thing of fitting) if (thing !== over) addRing(mesh, thing, 'pass');
      if (over && connecting) addRing(mesh, over, fits.has(over.selection) ? 'select' : 'fail');
    },
    drawLine: (mesh, view) => {
      const { camera, ratio } = view;
      if (selected) {
        topOf(selected, camera, start);
        place(Math.round(start.x / ratio), Math.round(start.y / ratio));
      }
      if (!connecting) {
        if (selected && !quiet && isConnectable(selected)) drawHandle(mesh, handleAt(selected, view), ratio);
        return;
      }
      if (!from || (!pulled && !over)) return;
      topOf(from, camera, start);
      const held = over !== undefined && (!pulled || fits.has(over.selection));
      if (held && over) topOf(over, camera, tip);
      else {
        tip.x = end.x;
        tip.y = end.y;
      }
      const good = over === undefined ? undefined : fits.has(over.selection);
      line.width = 7 * ratio;
      putLine(mesh, line, PAPER);
      line.width = (good === true ? 4 : 2.5) * ratio;
      putLine(mesh, line, good === true ? GOOD : good === false ? BAD : INK);
      if (good === undefined) return;
      const size = MARK * ratio;
      const at = { x: tip.x - size / 2, y: tip.y - size / 2, width: size, height: size };
      putQuad(mesh, at, iconCell(good ? 'pass' : 'fail'));
    },
    pull: (to) => {
      pulled = to !== undefined;
      dirty = true;
      if (!to) return;
      end.x = to.x;
      end.y = to.y;
    },
    pulling: () => pulled,
    snap: ({ camera, ratio }, at, under) => {
      // Whatever is pointed at is meant, and says why where it does not fit.
      if (under && under !== from && (fits.has(under.selection) || (!pulled && !isFlat(under)))) return under.selection;
      let best: Placed | undefined;
      let bestAway = REACH * ratio;
      for (const thing of fitting) {
        if (thing === from || isFlat(thing)) continue;
        topOf(thing, camera, tip);
        const away = Math.hypot(tip.x - at.x, tip.y - at.y);
        if (away >= bestAway) continue;
        bestAway = away;
        best = thing;
      }
      if (best) return best.selection;
      return under && under !== from && (!isFlat(under) || (!pulled && under.kind === 'room')) ? under.selection : undefined;
    },
    onHandle: (view, at) => {
      if (connecting || !selected || quiet || !isConnectable(selected)) return false;
      const handle = handleAt(selected, view);
      return Math.hypot(handle.x - at.x, handle.y - at.y) <= (HANDLE / 2) * view.ratio;
    },
    takeDirty: () => {
      const was = dirty;
      dirty = false;
      return was;
    },
  };
}

/** A round button with two linked squares. */
function drawHandle(mesh: ScreenMesh, at: Point, ratio: number): void {
  const size = (PILL_RADIUS + PILL_MARGIN) * 2 * ratio;
  putQuad(mesh, { x: at.x - size / 2, y: at.y - size / 2, width: size, height: size }, pillCell('plain', ratio));
  const sign = 16 * ratio;
  putQuad(mesh, { x: at.x - sign / 2, y: at.y - sign / 2, width: sign, height: sign }, signCell('link'));
}

/** What the browser says where the pointer rests. */
export function showTitle(element: HTMLElement, title: string): void {
  if (element.title !== title) element.title = title;
}

/** Where the chosen thing is, for whoever looks from outside. */
export function markPlace(element: HTMLElement, place: string): void {
  if (element.dataset['boardSelected'] !== place) element.dataset['boardSelected'] = place;
}
