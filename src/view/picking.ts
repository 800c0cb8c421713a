// What lies under a pointer: the nearest solid thing whose outline holds the point, else the room or zone on the floor. And the next thing
// in a direction of the screen, for the arrow keys. Pure.
import { placedAt, tileAt, tiledRoom, tilesOf } from './layout/tiles.ts';
import type { Layout, Placed } from './layout/types.ts';
import { type Camera, depthOf, type Point, project, screenBounds, unproject } from './projection.ts';

export function isFlat(thing: Placed): boolean {
  return thing.kind === 'room' || thing.kind === 'zone';
}

function middleOf(thing: Placed): Point {
  return { x: thing.box.x + thing.box.width / 2, y: thing.box.y + thing.box.depth / 2 };
}

/** Where an arrow key jumps to and from. */
export function anchorOf(camera: Camera, thing: Placed): Point {
  return project(camera, middleOf(thing), thing.height / 2);
}

/** Solids beat rooms, rooms beat zones; among the like, the nearest to the viewer. */
export function pickThing(camera: Camera, layout: Layout, screen: Point): Placed | undefined {
  let best: Placed | undefined;
  let bestRank = -1;
  let bestDepth = -Infinity;
  for (const thing of layout.things) {
    const rank = thing.kind === 'zone' ? 0 : thing.kind === 'room' ? 1 : 2;
    if (rank < bestRank || !holds(camera, thing, screen)) continue;
    const depth = depthOf(camera, middleOf(thing));
    if (rank === bestRank && depth <= bestDepth) continue;
    best = thing;
    bestRank = rank;
    bestDepth = depth;
  }
  const room = best?.kind === 'room' ? tiledRoom(layout, best) : undefined;
  return (room && tileAt(room, unproject(camera, screen))) ?? best;
}

/** Steps of a solid's outline between floor and roof; near enough for a pointer. */
const SLICES = 4;

function holds(camera: Camera, thing: Placed, screen: Point): boolean {
  const bounds = screenBounds(camera, thing.box, thing.height);
  if (screen.x < bounds.left || screen.x > bounds.right || screen.y < bounds.top || screen.y > bounds.bottom) return false;
  const slices = thing.height > 0 ? SLICES : 0;
  for (let slice = 0; slice <= slices; slice++)
    if (holdsSlice(camera, thing, { screen, z: slices === 0 ? 0 : (thing.height * slice) / slices })) return true;
  return false;
}

function holdsSlice(camera: Camera, thing: Placed, { screen, z }: { readonly screen: Point; readonly z: number }): boolean {
  const { x, y, width, depth } = thing.box;
  const corners = [
    project(camera, { x, y }, z),
    project(camera, { x: x + width, y }, z),
    project(camera, { x: x + width, y: y + depth }, z),
    project(camera, { x, y: y + depth }, z),
  ];
  let sign = 0;
  for (let index = 0; index < 4; index++) {
    const a = corners[index];
    const b = corners[(index + 1) % 4];
    if (!a || !b) return false;
    const cross = (b.x - a.x) * (screen.y - a.y) - (b.y - a.y) * (screen.x - a.x);
    if (Math.abs(cross) < 1e-9) continue;
    if (sign !== 0 && Math.sign(cross) !== sign) return false;
    sign = Math.sign(cross);
  }
  return sign !== 0;
}

/** The nearest thing in a direction of the screen: mostly ahead, little aside. Without a selection: the first desk, else the first thing. */
export function nextThing(camera: Camera, layout: Layout, from: string | undefined, direction: Point): Placed | undefined {
  const start = placedAt(layout, from);
  if (!start) return layout.things.find((thing) => thing.kind === 'desk') ?? layout.things[0];
  const origin = anchorOf(camera, start);
  let best: Placed | undefined;
  let bestCost = Infinity;
  // Tiles are walked among once one of them is chosen; their room is entered with Enter.
  const room = start.kind === 'desk' ? tiledRoom(layout, start) : undefined;
  for (const thing of room ? [...tilesOf(room), ...layout.things] : layout.things) {
    if (thing.selection === start.selection || thing.kind === 'zone') continue;
    const at = anchorOf(camera, thing);
    const along = (at.x - origin.x) * direction.x + (at.y - origin.y) * direction.y;
    const aside = Math.abs((at.x - origin.x) * direction.y - (at.y - origin.y) * direction.x);
    // Within 60° of the direction; a room's middle is a long way off, so its desks are met first.
    if (along <= (room ? 0.1 : 1) || aside > along * 1.8) continue;
    const cost = along + 1.6 * aside + (thing.kind === 'room' ? 8 : 0);
    if (cost < bestCost) {
      bestCost = cost;
      best = thing;
    }
  }
  return best;
}

/** The thing nearest to a screen point. */
export function nearestThing(camera: Camera, layout: Layout, screen: Point): Placed | undefined {
  let best: Placed | undefined;
  let bestAway = Infinity;
  for (const thing of layout.things) {
    if (isFlat(thing)) continue;
    const at = anchorOf(camera, thing);
    const away = Math.hypot(at.x - screen.x, at.y - screen.y);
    if (away < bestAway) {
      bestAway = away;
      best = thing;
    }
  }
  return best;
}
