// What a board draws of a load run: streams as thick as their share, merged where they share a corridor; stamp books with what is left of them; the
// lamps of the load balancer's probe. Pure. Rules: B-18, B-20 (who answers the probe), E-11, E-12 (ports of each node; who finds none is dropped).
import type { LoadReport, LoadWalk } from '../store/loadTypes.ts';
import type { Sample } from '../engine/report/load/tally.ts';
import { envelopeWay, type WayContext } from './envelopeWay.ts';
import { clipLine } from './layout/route.ts';
import type { Layout, Placed } from './layout/types.ts';
import type { Point } from './projection.ts';

export interface LoadStream {
  readonly line: readonly Point[];
  /** Of all attempts. */
  readonly share: number;
  readonly refused: boolean;
}

/** A stretch of floor and the shares of all that goes over it. */
export interface LoadStretch {
  readonly from: Point;
  readonly to: Point;
  readonly opened: number;
  readonly refused: number;
}

export interface BookMark {
  readonly thing: Placed;
  /** The book that has the least left, first; `node` is '' where one book serves all. */
  readonly pages: readonly { readonly node: string; readonly used: number; readonly capacity: number }[];
}

export interface LampMark {
  readonly thing: Placed;
  /** In the order of the nodes. */
  readonly lit: readonly boolean[];
  /** Nodes that do not answer. */
  readonly out: readonly string[];
}

/** What opened goes all the way; what failed goes as far as its walk; what found no port ends at the device. */
export function planStreams(context: WayContext, { walks }: Pick<LoadReport, 'walks'>): readonly LoadStream[] {
  const whole = walks.reduce((sum, { way }) => sum + way.opened + way.failed + way.noPort, 0);
  if (whole === 0) return [];
  return walks.flatMap((walk) => {
    const { opened, failed, noPort } = walk.way;
    const { line, forward, device } = measure(context, walk);
    const stream = (count: number, length: number, refused: boolean): LoadStream[] =>
      count === 0 ? [] : [{ line: clipLine(line, length), share: count / whole, refused }];
    return [...stream(opened, forward, false), ...stream(failed, forward, true), ...stream(noPort, device ?? forward, true)];
  });
}

function measure(
  context: WayContext,
  { way, trace }: LoadWalk,
): { readonly line: readonly Point[]; readonly forward: number; readonly device: number | undefined } {
  const { line, forward, stops } = envelopeWay(context, trace);
  const stop = stops.find(({ step }) => step.code === 'source.snat' && step.params['device'] === way.device);
  return { line, forward, device: stop?.along };
}

/** Every stretch once, with the sum of what goes over it in either direction. */
export function mergeStreams(streams: readonly LoadStream[]): readonly LoadStretch[] {
  const tracks = new Map<string, Piece[]>();
  for (const { line, share, refused } of streams) {
    line.forEach((to, index) => {
      const from = line[index - 1];
      if (!from || (from.x === to.x && from.y === to.y)) return;
      const { key, start, end, at } = trackOf(from, to);
      const track = tracks.get(key) ?? [];
      track.push({ start, end, share, refused, at });
      tracks.set(key, track);
    });
  }
  return [...tracks.values()].flatMap(cutTrack);
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly share: number;
  readonly refused: boolean;
  readonly at: (along: number) => Point;
}

/** The straight line that a piece lies on; a slanting one has a track of its own. */
function trackOf(a: Point, b: Point): Pick<Piece, 'start' | 'end' | 'at'> & { readonly key: string } {
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  const [ax, ay, bx, by] = [round(a.x), round(a.y), round(b.x), round(b.y)];
  if (ay === by) return { key: `h ${ay}`, start: Math.min(ax, bx), end: Math.max(ax, bx), at: (x) => ({ x, y: ay }) };
  if (ax === bx) return { key: `v ${ax}`, start: Math.min(ay, by), end: Math.max(ay, by), at: (y) => ({ x: ax, y }) };
  const [first, last] = ax < bx ? [a, b] : [b, a];
  return {
    key: `s ${[first.x, first.y, last.x, last.y].map(round).join(' ')}`,
    start: 0,
    end: 1,
    at: (along) => (along === 0 ? first : last),
  };
}

function cutTrack(pieces: readonly Piece[]): LoadStretch[] {
  const cuts = [...new Set(pieces.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const at = pieces[0]?.at;
  return cuts.flatMap((start, index) => {
    const end = cuts[index + 1];
    if (end === undefined || !at) return [];
    const over = pieces.filter((piece) => piece.start <= start && piece.end >= end);
    const sum = (refused: boolean): number =>
      over.reduce((whole, piece) => whole + (piece.refused === refused ? piece.share : 0), 0);
    return over.length === 0 ? [] : [{ from: at(start), to: at(end), opened: sum(false), refused: sum(true) }];
  });
}

const THIN = 0.05;
const THICK = 0.42;

/** Floor units: nothing at nothing, else in proportion above what can just be seen. */
export function widthOf(share: number): number {
  return share <= 0 ? 0 : THIN + (THICK - THIN) * Math.min(1, share);
}

/** One mark a device; of the load balancer, whose nodes have a book each, the emptiest first. */
export function planBooks(layout: Layout, { result }: Pick<LoadReport, 'result'>, sample: Sample): readonly BookMark[] {
  const marks = new Map<string, { readonly thing: Placed; readonly pages: BookMark['pages'][number][] }>();
  result.books.forEach(({ name, capacity }, index) => {
    const used = sample.ports[index];
    const [device = '', node = ''] = name.split(' ');
    const thing = layout.bySelection.get(device === 'OutboundNAT' ? `node:${node}` : `device:${device}`);
    if (used === undefined || !thing) return;
    const mark = marks.get(thing.selection) ?? { thing, pages: [] };
    mark.pages.push({ node, used, capacity });
    marks.set(thing.selection, mark);
  });
  const left = ({ used, capacity }: BookMark['pages'][number]): number => (capacity - used) / Math.max(1, capacity);
  return [...marks.values()].map(({ thing, pages }) => ({ thing, pages: pages.sort((a, b) => left(a) - left(b)) }));
}

export const STAMPS = 10;

/** Stamps of ten that are still in the book: none only when none is left. */
export function stampsLeft({ used, capacity }: { readonly used: number; readonly capacity: number }): number {
  return capacity <= 0 ? 0 : Math.ceil((STAMPS * Math.max(0, capacity - used)) / capacity);
}

export function planLamps(layout: Layout, { desk }: Pick<LoadReport, 'desk'>): LampMark | undefined {
  const thing = desk && layout.bySelection.get(`service:${desk.service}`);
  if (!thing) return undefined;
  return {
    thing,
    lit: desk.lamps.map(({ lit }) => lit),
    out: desk.lamps.flatMap(({ lit, node }) => (lit ? [] : [node])),
  };
}
