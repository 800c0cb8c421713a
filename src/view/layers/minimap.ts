// The minimap of a large world, in the lower right of the free area once the camera is close: rooms by what fills them, and the part of the
// floor that is seen. North is always up. A click on it goes there. Where it stands and what it shows are pure.
import type { Layout } from '../layout/types.ts';
import { type Box, type Camera, type Point, type ScreenBox, unproject } from '../projection.ts';
import { flatCell, type FlatName, flatNames, toneCell } from './atlas.ts';
import { putLine, putQuad, type QuadRect, type ScreenMesh } from './screenMesh.ts';

export interface Minimap {
  readonly box: ScreenBox;
  /** Device pixels per floor unit, and where the floor's origin lies. */
  readonly scale: number;
  readonly origin: Point;
}

/** CSS pixels. */
const WIDTH = 168;
const HEIGHT = 124;
const MARGIN = 12;
const PAD = 7;
/** Smaller worlds are seen whole. */
const MANY_ROOMS = 7;
const CLOSE = 1.15;

/** Undefined where the world is small, seen whole, or has no room for a map beside it. */
export function planMinimap(
  layout: Layout,
  view: { readonly free: ScreenBox; readonly ratio: number; readonly zoom: number },
): Minimap | undefined {
  const { free, ratio, zoom } = view;
  if (layout.rooms.length < MANY_ROOMS || zoom < CLOSE) return undefined;
  const most = { width: WIDTH * ratio, height: HEIGHT * ratio };
  if (free.right - free.left < 2.2 * most.width || free.bottom - free.top < 2.2 * most.height) return undefined;
  const { ground } = layout;
  const pad = PAD * ratio;
  const scale = Math.min((most.width - 2 * pad) / ground.width, (most.height - 2 * pad) / ground.depth);
  const right = free.right - MARGIN * ratio;
  const bottom = free.bottom - MARGIN * ratio;
  const box: ScreenBox = {
    left: Math.round(right - ground.width * scale - 2 * pad),
    top: Math.round(bottom - ground.depth * scale - 2 * pad),
    right,
    bottom,
  };
  return { box, scale, origin: { x: box.left + pad - ground.x * scale, y: box.top + pad - ground.y * scale } };
}

/** The floor under a point of the map; undefined beside it. */
export function minimapPoint({ box, scale, origin }: Minimap, at: Point): Point | undefined {
  if (at.x < box.left || at.x > box.right || at.y < box.top || at.y > box.bottom) return undefined;
  return { x: (at.x - origin.x) / scale, y: (at.y - origin.y) / scale };
}

/** The corners of the floor that the free area shows, in map pixels, kept inside the map. */
export function seenOnMinimap(map: Minimap, camera: Camera, free: ScreenBox): readonly Point[] {
  const { box, scale, origin } = map;
  return [
    { x: free.left, y: free.top },
    { x: free.right, y: free.top },
    { x: free.right, y: free.bottom },
    { x: free.left, y: free.bottom },
  ].map((corner) => {
    const at = unproject(camera, corner);
    return {
      x: Math.min(box.right - 2, Math.max(box.left + 2, origin.x + at.x * scale)),
      y: Math.min(box.bottom - 2, Math.max(box.top + 2, origin.y + at.y * scale)),
    };
  });
}

export function drawMinimap(
  mesh: ScreenMesh,
  map: Minimap,
  view: { readonly layout: Layout; readonly camera: Camera; readonly free: ScreenBox; readonly ratio: number },
): void {
  const { box, scale, origin } = map;
  const { layout, camera, free, ratio } = view;
  const put = (area: Box, cell: QuadRect): void =>
    putQuad(
      mesh,
      {
        x: origin.x + area.x * scale,
        y: origin.y + area.y * scale,
        width: Math.max(1, area.width * scale),
        height: Math.max(1, area.depth * scale),
      },
      cell,
    );
  const frame = (grow: number, name: FlatName): void =>
    putQuad(
      mesh,
      { x: box.left - grow, y: box.top - grow, width: box.right - box.left + 2 * grow, height: box.bottom - box.top + 2 * grow },
      solidCell(name),
    );
  frame(ratio, 'pillLine');
  frame(0, 'lobby');
  put(layout.road, solidCell('road'));
  put(layout.building, solidCell('zone'));
  for (const plot of layout.plots) put(plot.box, solidCell('slab'));
  for (const room of layout.rooms) {
    put(room.thing.box, solidCell(room.thing.trouble ? 'fail' : 'room'));
    for (const strip of room.strips) put(strip.box, inner(toneCell(strip.hue, 'base')));
    for (const desk of room.desks) put(desk.box, desk.trouble ? solidCell('fail') : inner(toneCell(desk.hue, 'base')));
  }
  for (const thing of layout.things)
    if (thing.height > 0 && thing.kind !== 'desk') put(thing.box, solidCell(thing.trouble ? 'fail' : 'deviceRight'));
  const corners = seenOnMinimap(map, camera, free);
  corners.forEach((from, index) => {
    const to = corners[(index + 1) % corners.length];
    if (to) putLine(mesh, { from, to, width: 2 * ratio }, solidCell('select'));
  });
}

function inner({ x, y }: QuadRect): QuadRect {
  return { x: x + 3, y: y + 3, width: 2, height: 2 };
}

function solidCell(name: FlatName): QuadRect {
  return inner(flatCell(flatNames().indexOf(name)));
}
