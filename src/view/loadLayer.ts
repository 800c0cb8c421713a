// A load run on the board: ribbons on the floor as thick as their share (unbroken where lines opened, dashes beside them where they failed), books of
// stamps and probe lamps over their things, and their numbers. Built when the run, its moment or the house changes; a frame builds nothing.
import { sampleAt, shownLoad } from '../store/loadPlanning.ts';
import type { AppState } from '../store/state.ts';
import type { Word } from './boardWords.ts';
import type { WayContext } from './envelopeWay.ts';
import { flat } from './layers/atlas.ts';
import { drawBooks, drawLamps } from './layers/loadIcons.ts';
import { addQuad, type Mesh, type Swatch } from './layers/mesh.ts';
import type { BoardTag } from './layers/routeArms.ts';
import type { ScreenMesh } from './layers/screenMesh.ts';
import {
  type BookMark,
  type LampMark,
  type LoadStretch,
  mergeStreams,
  planBooks,
  planLamps,
  planStreams,
  widthOf,
} from './loadPlan.ts';
import type { Camera, Point, ScreenBox } from './projection.ts';

export interface LoadPicture {
  readonly stretches: readonly LoadStretch[];
  readonly books: readonly BookMark[];
  readonly lamps: LampMark | undefined;
  readonly tags: readonly BoardTag[];
}

export const NO_LOAD: LoadPicture = { stretches: [], books: [], lamps: undefined, tags: [] };

/** Pages of a book, and rooms whose lamp is out, that are written out. */
const MOST_LINES = 3;

export function loadDiffers(state: AppState, old: AppState | undefined): boolean {
  return (
    shownLoad(state) !== (old && shownLoad(old)) ||
    (shownLoad(state) !== undefined &&
      (state.session.loadMoment !== old?.session.loadMoment ||
        state.session.words !== old?.session.words ||
        state.session.locale !== old?.session.locale))
  );
}

export function planLoadPicture(context: WayContext, state: AppState, word: Word): LoadPicture {
  const report = shownLoad(state);
  const sample = report && sampleAt(report.result, state.session.loadMoment);
  if (!report || !sample) return NO_LOAD;
  const books = planBooks(context.layout, report, sample);
  const lamps = planLamps(context.layout, report);
  return {
    stretches: mergeStreams(planStreams(context, report)),
    books,
    lamps,
    tags: [...books.map((mark) => bookTag(mark, word)), ...(lamps ? [lampTag(lamps, word)] : [])],
  };
}

function bookTag({ thing, pages }: BookMark, word: Word): BoardTag {
  return {
    thing,
    lines: pages.slice(0, MOST_LINES).map(({ node, used, capacity }) => ({
      head: node === '' ? word('board.load.stamps', 'SNAT') : node,
      value: word('board.load.left', `${used}/${capacity}`, { used, capacity, left: Math.max(0, capacity - used) }),
      changed: used >= capacity,
    })),
  };
}

function lampTag({ thing, lit, out }: LampMark, word: Word): BoardTag {
  const all = lit.length;
  const line = (head: string, value: string, changed: boolean): BoardTag['lines'][number] => ({ head, value, changed });
  return {
    thing,
    lines: [
      line(
        word('board.load.probe', 'probe'),
        word('board.load.lit', `${all - out.length}/${all}`, { lit: all - out.length, all }),
        false,
      ),
      ...out.slice(0, MOST_LINES).map((node) => line(node, word('board.load.out', 'out'), true)),
    ],
  };
}

const FLOOR = 0.012;
const DASH = 0.3;
const GAP = 0.18;
/** A line of its own around everything, so that ribbons stand out from every floor. */
const RIM = 0.035;

export function drawRibbons(mesh: Mesh, stretches: readonly LoadStretch[]): void {
  const sides = stretches.map((stretch) => ({ stretch, opened: widthOf(stretch.opened), refused: widthOf(stretch.refused) }));
  for (const { stretch, opened, refused } of sides)
    addBand(mesh, stretch, { aside: 0, width: opened + refused + 2 * RIM, swatch: flat('paper'), z: FLOOR });
  for (const { stretch, opened, refused } of sides) {
    const left = -(opened + refused) / 2;
    if (opened > 0) addBand(mesh, stretch, { aside: left + opened / 2, width: opened, swatch: flat('select'), z: FLOOR + 0.001 });
    if (refused > 0) addDashes(mesh, stretch, { aside: left + opened + refused / 2, width: refused });
  }
}

interface Band {
  /** From the line's middle, across it. */
  readonly aside: number;
  readonly width: number;
  readonly swatch: Swatch;
  readonly z: number;
}

/** A little beyond both ends, so that corners close. */
function addBand(mesh: Mesh, { from, to }: Ends, band: Band): void {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return;
  const beyond = band.width / 2 / length;
  addStrip(mesh, { from: between(from, to, -beyond), to: between(from, to, 1 + beyond) }, band);
}

function addDashes(mesh: Mesh, { from, to }: Ends, { aside, width }: Pick<Band, 'aside' | 'width'>): void {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  for (let along = 0; along < length - 0.02; along += DASH + GAP) {
    const ends = { from: between(from, to, along / length), to: between(from, to, Math.min(1, (along + DASH) / length)) };
    addStrip(mesh, ends, { aside, width, swatch: flat('fail'), z: FLOOR + 0.002 });
  }
}

type Ends = Pick<LoadStretch, 'from' | 'to'>;

function between(from: Point, to: Point, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function addStrip(mesh: Mesh, { from, to }: Ends, { aside, width, swatch, z }: Band): void {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return;
  const [nx, ny] = [-(to.y - from.y) / length, (to.x - from.x) / length];
  const at = (point: Point, across: number): readonly number[] => [point.x + nx * across, point.y + ny * across, z];
  const [near, far] = [aside - width / 2, aside + width / 2];
  addQuad(mesh, [...at(from, near), ...at(to, near), ...at(from, far), ...at(to, far)], swatch);
}

export function drawLoadIcons(
  mesh: ScreenMesh,
  { books, lamps }: LoadPicture,
  view: { readonly camera: Camera; readonly ratio: number },
): readonly ScreenBox[] {
  return [...drawBooks(mesh, books, view), ...drawLamps(mesh, lamps, view)];
}
