// Dotted ways on the floor: the envelope's own, and the goals' ghost lines. Small tiles in world space, so they morph with the building.
import type { Point } from '../projection.ts';
import type { FlatName } from './atlas.ts';
import { flat } from './atlas.ts';
import { addFloor, type Mesh } from './mesh.ts';

export interface DotStyle {
  readonly colour: FlatName;
  readonly size: number;
  readonly gap: number;
  readonly z: number;
}

export function addDots(mesh: Mesh, points: readonly Point[], style: DotStyle): void {
  let left = 0;
  for (let index = 1; index < points.length; index++) {
    const a = points[index - 1];
    const b = points[index];
    if (!a || !b) continue;
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    if (length === 0) continue;
    for (let at = left; at < length; at += style.gap) {
      const x = a.x + ((b.x - a.x) * at) / length;
      const y = a.y + ((b.y - a.y) * at) / length;
      addFloor(
        mesh,
        { x: x - style.size / 2, y: y - style.size / 2, width: style.size, depth: style.size },
        style.z,
        flat(style.colour),
      );
      left = at + style.gap;
    }
    left = Math.max(0, left - length);
  }
}
