// Where a thing's label may stand, best first: over it in the 3D view, beside the aisle in the plan, on the far edge of rooms and zones.
// Text is upright in both projections. Pure.
import type { Placed } from '../layout/types.ts';
import { type Box, type Camera, depthOf, type Point, project, screenBounds } from '../projection.ts';
import type { Form } from './declutter.ts';

export interface SpotOptions {
  readonly projection: 'iso' | 'plan';
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
  /** The house: what touches its back walls is named on their rim. */
  readonly building: Box;
}

export function spotsOf(camera: Camera, thing: Placed, options: SpotOptions): (form: Form) => readonly number[] {
  if (thing.kind === 'room' || thing.kind === 'zone')
    return options.projection === 'plan' ? planFloor(camera, thing, options.ratio) : isoFloor(camera, thing, options);
  return solid(camera, thing, options);
}

function solid(camera: Camera, thing: Placed, { projection, ratio }: SpotOptions): (form: Form) => readonly number[] {
  const bounds = screenBounds(camera, thing.box, thing.height);
  const x = (bounds.left + bounds.right) / 2;
  const middle = (bounds.top + bounds.bottom) / 2;
  const gap = 3 * ratio;
  return ({ width, height }) => {
    const left = x - width / 2;
    const above = bounds.top - height - gap;
    const below = bounds.bottom + gap;
    const near = Math.min(width / 2, 30 * ratio);
    const low = bounds.bottom - height * 0.6;
    const beside = [bounds.right + gap, middle - height / 2, bounds.left - gap - width, middle - height / 2];
    const corners = [bounds.right - gap, low, bounds.left + gap - width, low, x + near / 2, below, x - near / 2 - width, below];
    // In the plan the aisle below a desk is free for its name.
    if (projection === 'plan')
      return [
        left,
        below,
        left,
        above,
        x - near,
        below,
        x + near - width,
        below,
        ...beside,
        x - near,
        above,
        x + near - width,
        above,
      ];
    const spots = [left, above, x - near, above, x + near - width, above, ...beside, ...corners, left, below];
    // Farther away it has a line to its thing.
    for (let step = 1; step <= FAR_STEPS; step++) {
      const higher = above - step * (height * 0.7 + gap);
      spots.push(left, higher, x - near, higher, x + near - width, higher);
      if (step % 2 === 0) continue;
      const out = gap + step * 14 * ratio;
      spots.push(bounds.right + out, middle - height / 2, bounds.left - out - width, middle - height / 2);
      spots.push(left, bounds.bottom + step * (height * 0.7 + gap));
    }
    return spots;
  };
}

const FAR_STEPS = 22;

/** Over a point, farther and farther. */
function higher(at: Point, { width, height }: Form): readonly number[] {
  const spots: number[] = [];
  for (let step = 1; step <= 9; step++) {
    const y = at.y - height - step * height * 0.8;
    for (const share of [0.5, 0.15, 0.85]) spots.push(at.x - width * share, y);
  }
  return spots;
}

/** Where a line to a room ends: its far corner. */
export function cornerOf(camera: Camera, { box: { x, y, width, depth } }: Placed): Point {
  const corners: Point[] = [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + depth },
    { x, y: y + depth },
  ];
  const far = corners.reduce((best, point) => (depthOf(camera, point) < depthOf(camera, best) ? point : best));
  return project(camera, far, 0.3);
}

/** In the plan: inside the top edge, from the left. */
function planFloor(camera: Camera, thing: Placed, ratio: number): (form: Form) => readonly number[] {
  const { left, top, right, bottom } = screenBounds(camera, thing.box, 0);
  const pad = 4 * ratio;
  const head = (thing.kind === 'zone' ? 2 : 4) * ratio;
  return ({ width, height }) => {
    if (width > right - left - pad)
      return [0, 0.35, 0.5, 0.65, 1].flatMap((share) => [left + pad, top + head + share * (bottom - top - head - pad - height)]);
    const middle = (left + right - width) / 2;
    return [
      left + pad,
      top + head,
      right - pad - width,
      top + head,
      middle,
      top + head,
      left + pad,
      bottom - pad - height,
      right - pad - width,
      bottom - pad - height,
    ];
  };
}

/** In 3D: over the back corner, then along the back edges; a wall there is the name plate. */
function isoFloor(camera: Camera, thing: Placed, { ratio, building }: SpotOptions): (form: Form) => readonly number[] {
  const { x, y, width: w, depth: d } = thing.box;
  const corners: Point[] = [
    { x, y },
    { x: x + w, y },
    { x: x + w, y: y + d },
    { x, y: y + d },
  ];
  const [far, sideA, sideB, near] = [...corners].sort((a, b) => depthOf(camera, a) - depthOf(camera, b));
  if (!far || !sideA || !sideB || !near) return () => [];
  const zone = thing.kind === 'zone';
  const byWall = (point: Point): boolean =>
    Math.min(
      Math.abs(point.x - building.x),
      Math.abs(point.x - building.x - building.width),
      Math.abs(point.y - building.y),
      Math.abs(point.y - building.y - building.depth),
    ) < 0.5;
  const at = (side: Point, share: number): Point => {
    const point = { x: far.x + (side.x - far.x) * share, y: far.y + (side.y - far.y) * share };
    if (!zone) return project(camera, point, 0.4);
    if (byWall(point)) return project(camera, point, 1.25);
    // No wall to hang it on: a step into the zone, so that it is not taken for its neighbour's.
    return project(
      camera,
      {
        x: point.x + Math.sign(near.x - far.x) * Math.min(0.6, w / 3),
        y: point.y + Math.sign(near.y - far.y) * Math.min(0.6, d / 3),
      },
      0,
    );
  };
  const shares = zone ? [0.5, 0.3, 0.7, 0.15, 0.85] : [0, 0.2, 0.4, 0.6, 0.8];
  const inside = (across: number, along: number): Point => project(camera, { x: x + w * across, y: y + d * along }, 0);
  const anchors = shares.flatMap((share) => [at(sideA, share), at(sideB, share)]);
  if (zone) for (const along of [0.5, 0.25, 0.75]) for (const across of [0.5, 0.25, 0.75]) anchors.push(inside(across, along));
  // Inside, never on the next one's floor.
  if (!zone) for (const along of [0.15, 0.85, 0.5]) for (const across of [0.15, 0.85, 0.5]) anchors.push(inside(across, along));
  const front = project(camera, near, 0);
  return ({ width, height }) => [
    ...anchors.flatMap((point) => [point.x - width / 2, point.y - height * (zone ? 1.1 : 0.75)]),
    front.x - width / 2,
    front.y - height - 4 * ratio,
    ...(zone ? [] : higher(project(camera, far, 0.4), { width, height })),
  ];
}
