// What lies under a pointer: the nearest solid thing whose outline holds the point, else the room or zone on the floor. And the next thing
// in a direction of the screen, for the arrow keys. Pure.
import { type Camera, depthOf, type Point, projectX, projectY } from './projection.ts';
import type { Layout, Placed } from './layout/types.ts';

/** Screen rectangle round a thing's eight corners. */
export function screenBounds(camera: Camera, thing: Placed): { left: number; top: number; right: number; bottom: number } {
  const { x, y, width, depth } = thing.box;
  const xs: number[] = [];
  const ys: number[] = [];
  for (const cx of [x, x + width]) {
    for (const cy of [y, y + depth]) {
      xs.push(projectX(camera, cx, cy));
      ys.push(projectY(camera, cx, cy, 0), projectY(camera, cx, cy, thing.height));
    }
  }
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** The screen point a label hangs over and an arrow key jumps to. */
export function anchorOf(camera: Camera, thing: Placed): Point {
  const { x, y, width, depth } = thing.box;
  const flat = thing.kind === 'room' || thing.kind === 'zone';
  const fx = x + width / 2;
  // A room's plate lies on its floor before the door; a zone's at its far edge.
  const fy = thing.kind === 'room' ? y + depth - 0.45 : thing.kind === 'zone' ? y + depth - 0.5 : y + depth / 2;
  return { x: projectX(camera, fx, fy), y: projectY(camera, fx, fy, flat ? 0 : thing.height + 0.45) };
}

export function pickThing(camera: Camera, layout: Layout, screen: Point): Placed | undefined {
  let best: Placed | undefined;
  let bestRank = -Infinity;
  for (const thing of layout.things) {
    const flat = thing.kind === 'room' || thing.kind === 'zone' || thing.kind === 'street';
    if (!(flat ? holdsFloor(camera, thing, screen) : holdsSolid(camera, thing, screen))) continue;
    const nearness = depthOf(camera, thing.box.x + thing.box.width / 2, thing.box.y + thing.box.depth / 2);
    const rank =
      (thing.kind === 'zone' ? 0 : thing.kind === 'room' ? 10_000 : thing.kind === 'street' ? 5_000 : 20_000) + nearness;
    if (rank > bestRank) {
      bestRank = rank;
      best = thing;
    }
  }
  return best;
}

function holdsFloor(camera: Camera, thing: Placed, screen: Point): boolean {
  const { x, y, width, depth } = thing.box;
  return inPolygon(screen, [
    corner(camera, x, y, 0),
    corner(camera, x + width, y, 0),
    corner(camera, x + width, y + depth, 0),
    corner(camera, x, y + depth, 0),
  ]);
}

/** Its footprint, its roof, or the band between them. */
function holdsSolid(camera: Camera, thing: Placed, screen: Point): boolean {
  const steps = 4;
  for (let step = 0; step <= steps; step++) {
    const { x, y, width, depth } = thing.box;
    const z = (thing.height * step) / steps;
    if (
      inPolygon(screen, [
        corner(camera, x, y, z),
        corner(camera, x + width, y, z),
        corner(camera, x + width, y + depth, z),
        corner(camera, x, y + depth, z),
      ])
    )
      return true;
  }
  return false;
}

function corner(camera: Camera, x: number, y: number, z: number): Point {
  return { x: projectX(camera, x, y), y: projectY(camera, x, y, z) };
}

function inPolygon(point: Point, polygon: readonly Point[]): boolean {
  let sign = 0;
  for (let index = 0; index < polygon.length; index++) {
    const a = polygon[index];
    const b = polygon[(index + 1) % polygon.length];
    if (!a || !b) continue;
    const cross = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);
    if (Math.abs(cross) < 1e-9) continue;
    if (sign === 0) sign = Math.sign(cross);
    else if (Math.sign(cross) !== sign) return false;
  }
  return sign !== 0;
}

/** The nearest thing in a direction: mostly ahead, little aside. Without a selection: the first desk, else the first thing. */
export function nextThing(camera: Camera, layout: Layout, from: string | undefined, direction: Point): Placed | undefined {
  const start = from === undefined ? undefined : layout.bySelection.get(from);
  if (!start) return layout.things.find((thing) => thing.kind === 'desk') ?? layout.things[0];
  const origin = anchorOf(camera, start);
  let best: Placed | undefined;
  let bestCost = Infinity;
  for (const thing of layout.things) {
    if (thing === start || thing.kind === 'zone') continue;
    const at = anchorOf(camera, thing);
    const along = (at.x - origin.x) * direction.x + (at.y - origin.y) * direction.y;
    const aside = Math.abs((at.x - origin.x) * direction.y - (at.y - origin.y) * direction.x);
    if (along <= 1) continue;
    const cost = along + 2 * aside;
    if (cost < bestCost) {
      bestCost = cost;
      best = thing;
    }
  }
  return best;
}
