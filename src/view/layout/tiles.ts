// Laptops of a room too full for desks: each has its tile on the floor, which can be pointed at, walked to and named like a desk. They are not
// among the layout's things: there are thousands, and nobody's mail walks to a tile. Pure.
import type { Box, Point } from '../projection.ts';
import type { Layout, Placed, Room } from './types.ts';

type Strip = Room['strips'][number];

interface Grid {
  readonly columns: number;
  readonly width: number;
  readonly depth: number;
}

/** Tiles are about square; the last row may be short. */
function gridOf({ box, count }: Pick<Strip, 'box' | 'count'>): Grid {
  const cell = Math.sqrt((box.width * box.depth) / Math.max(1, count));
  const columns = Math.max(1, Math.round(box.width / cell));
  return { columns, width: box.width / columns, depth: box.depth / Math.ceil(Math.max(1, count) / columns) };
}

/** A little less than its place. */
function boxOf({ box }: Pick<Strip, 'box'>, { columns, width, depth }: Grid, index: number): Box {
  return {
    x: box.x + ((index % columns) + 0.14) * width,
    y: box.y + (Math.floor(index / columns) + 0.14) * depth,
    width: width * 0.72,
    depth: depth * 0.72,
  };
}

/** What is drawn of each. */
export function tileBoxes(strip: Strip): readonly Box[] {
  const grid = gridOf(strip);
  return strip.pods.map((_pod, index) => boxOf(strip, grid, index));
}

function placedTile(room: Room, strip: Strip, index: number): Placed | undefined {
  const pod = strip.pods[index];
  if (!pod) return undefined;
  const box = boxOf(strip, gridOf(strip), index);
  return {
    selection: `pod:${pod.name}`,
    kind: 'desk',
    box,
    height: 0,
    name: pod.name.slice(pod.name.indexOf('/') + 1),
    note: pod.ip,
    hue: strip.hue,
    trouble: index >= strip.count - strip.off,
    priority: 20,
    port: { x: box.x + box.width / 2, y: box.y + box.depth / 2 },
    group: room.thing.selection,
  };
}

/** The tile under a floor point of its room; a point between two tiles belongs to the nearer. */
export function tileAt(room: Room, { x, y }: Point): Placed | undefined {
  for (const strip of room.strips) {
    const { box } = strip;
    if (x < box.x || y < box.y || x >= box.x + box.width || y >= box.y + box.depth) continue;
    const { columns, width, depth } = gridOf(strip);
    return placedTile(room, strip, Math.floor((y - box.y) / depth) * columns + Math.floor((x - box.x) / width));
  }
  return undefined;
}

export function tilesOf(room: Room): readonly Placed[] {
  return room.strips.flatMap((strip) => strip.pods.flatMap((_pod, index) => placedTile(room, strip, index) ?? []));
}

/** A thing of the house, or a laptop's tile. */
export function placedAt(layout: Layout, selection: string | undefined): Placed | undefined {
  if (selection === undefined) return undefined;
  const own = layout.bySelection.get(selection);
  if (own || !selection.startsWith('pod:')) return own;
  const name = selection.slice(4);
  for (const room of layout.rooms)
    for (const strip of room.strips) {
      const index = strip.pods.findIndex((pod) => pod.name === name);
      if (index >= 0) return placedTile(room, strip, index);
    }
  return undefined;
}

/** The room that a tile or a full room's own selection means. */
export function tiledRoom(layout: Layout, thing: Placed | undefined): Room | undefined {
  const room = thing && layout.rooms.find((one) => one.thing.selection === thing.group || one.thing === thing);
  return room && room.strips.length > 0 ? room : undefined;
}
