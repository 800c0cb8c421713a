// Solids of the board: boxes, slabs and pyramids as the faces a quarter shows, floors, and the shadows they throw.
// Light comes from the upper left of the screen: top light, left face mid, right face dark, shadows to the right.
import type { Box, Turn } from '../projection.ts';
import { addQuad, type Mesh, type Swatch } from './mesh.ts';

export interface Faces {
  readonly top: Swatch;
  readonly left: Swatch;
  readonly right: Swatch;
}

export type Side = 'north' | 'east' | 'south' | 'west';

const NEAR: Readonly<Record<Turn, readonly [Side, Side]>> = {
  0: ['south', 'east'],
  1: ['east', 'north'],
  2: ['north', 'west'],
  3: ['west', 'south'],
};

/** The sides that face the viewer, the one on the left of the screen first. */
export function nearSides(turn: Turn): readonly [Side, Side] {
  return NEAR[turn];
}

export interface Solid extends Box {
  readonly z: number;
  readonly height: number;
}

/** A rectangle lying at a height. */
export function addFloor(mesh: Mesh, { x, y, width, depth }: Box, z: number, swatch: Swatch): void {
  addQuad(mesh, [x, y, z, x + width, y, z, x, y + depth, z, x + width, y + depth, z], swatch);
}

/** The upright side of a box. */
export function addFace(mesh: Mesh, { x, y, width, depth, z, height }: Solid, side: Side, swatch: Swatch): void {
  const [e, s, h] = [x + width, y + depth, z + height];
  if (side === 'south') addQuad(mesh, [x, s, h, e, s, h, x, s, z, e, s, z], swatch);
  else if (side === 'east') addQuad(mesh, [e, s, h, e, y, h, e, s, z, e, y, z], swatch);
  else if (side === 'north') addQuad(mesh, [e, y, h, x, y, h, e, y, z, x, y, z], swatch);
  else addQuad(mesh, [x, y, h, x, s, h, x, y, z, x, s, z], swatch);
}

/** The three faces of a box that the viewer sees. */
export function addBox(mesh: Mesh, solid: Solid, turn: Turn, faces: Faces): void {
  const [left, right] = NEAR[turn];
  addFace(mesh, solid, left, faces.left);
  addFace(mesh, solid, right, faces.right);
  addFloor(mesh, solid, solid.z + solid.height, faces.top);
}

/** Four slopes to a point over the middle: two of them are seen from the side, all four from above. */
export function addPyramid(
  mesh: Mesh,
  solid: Solid,
  turn: Turn,
  faces: { readonly left: Swatch; readonly right: Swatch; readonly back: Swatch },
): void {
  const { x, y, width, depth, z, height } = solid;
  const [e, s, top] = [x + width, y + depth, z + height];
  const peak = [x + width / 2, y + depth / 2, top] as const;
  const slopes: Readonly<Record<Side, readonly number[]>> = {
    north: [...peak, ...peak, e, y, z, x, y, z],
    east: [...peak, ...peak, e, s, z, e, y, z],
    south: [...peak, ...peak, x, s, z, e, s, z],
    west: [...peak, ...peak, x, y, z, x, s, z],
  };
  const [left, right] = NEAR[turn];
  for (const side of ['north', 'east', 'south', 'west'] as const)
    if (side !== left && side !== right) addQuad(mesh, slopes[side], faces.back);
  addQuad(mesh, slopes[left], faces.left);
  addQuad(mesh, slopes[right], faces.right);
}

/** A ridge along x with two slopes and two gables. */
export function addRidge(mesh: Mesh, solid: Solid, turn: Turn, faces: Faces & { readonly gable: Faces }): void {
  const { x, y, width, depth, z, height } = solid;
  const [e, s, m, top] = [x + width, y + depth, y + depth / 2, z + height];
  const [left, right] = NEAR[turn];
  const tone = (side: Side, set: Faces): Swatch => (side === left ? set.left : side === right ? set.right : set.top);
  const slopes: readonly (readonly [Side, readonly number[]])[] = [
    ['north', [e, m, top, x, m, top, e, y, z, x, y, z]],
    ['south', [x, m, top, e, m, top, x, s, z, e, s, z]],
  ];
  const gables: readonly (readonly [Side, readonly number[]])[] = [
    ['east', [e, m, top, e, m, top, e, s, z, e, y, z]],
    ['west', [x, m, top, x, m, top, x, y, z, x, s, z]],
  ];
  const near = (side: Side): number => (side === left || side === right ? 1 : 0);
  for (const [side, corners] of [...slopes].sort((a, b) => near(a[0]) - near(b[0]))) addQuad(mesh, corners, tone(side, faces));
  for (const [side, corners] of gables) if (near(side)) addQuad(mesh, corners, tone(side, faces.gable));
}

/** Towards the lower right of the screen: away from the light. */
const SHADOW: Readonly<Record<Turn, readonly [number, number]>> = { 0: [1, 0], 1: [0, -1], 2: [-1, 0], 3: [0, 1] };

/** A soft shadow on the floor: the box's own outline, drawn away from the light by `length`. */
export function addShadow(
  mesh: Mesh,
  box: Box,
  z: number,
  options: { readonly turn: Turn; readonly length: number; readonly soft: Swatch },
): void {
  const [dx, dy] = SHADOW[options.turn];
  const blur = 0.16;
  const x = Math.min(0, dx) * options.length;
  const y = Math.min(0, dy) * options.length;
  addFloor(
    mesh,
    {
      x: box.x + x - blur,
      y: box.y + y - blur,
      width: box.width + Math.abs(dx) * options.length + 2 * blur,
      depth: box.depth + Math.abs(dy) * options.length + 2 * blur,
    },
    z,
    options.soft,
  );
}
