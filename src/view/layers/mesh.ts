// World geometry as quads in painter's order: corners in floor units, a swatch of the atlas each. Projected into a vertex array in place;
// nothing is allocated while the building morphs or the camera moves.
import type { Camera } from '../projection.ts';

/** Where a swatch lies in the atlas: the middle of a flat one, or a whole patterned tile. */
export interface Swatch {
  readonly u0: number;
  readonly v0: number;
  readonly u1: number;
  readonly v1: number;
}

export interface Mesh {
  /** x, y, z per corner. */
  readonly world: number[];
  /** x, y, u, v per corner: what Mesh2D draws. */
  readonly vertices: number[];
  /** Pairs of triangles p,q,r / q,r,s with their page. */
  readonly indices: number[];
}

export function createMesh(): Mesh {
  return { world: [], vertices: [], indices: [] };
}

export function clearMesh(mesh: Mesh): void {
  mesh.world.length = 0;
  mesh.vertices.length = 0;
  mesh.indices.length = 0;
}

/** Corners in reading order: top left, top right, bottom left, bottom right (x, y, z each). */
export function addQuad(mesh: Mesh, corners: readonly number[], swatch: Swatch): void {
  const first = mesh.vertices.length / 4;
  mesh.world.push(...corners);
  mesh.vertices.push(
    0,
    0,
    swatch.u0,
    swatch.v0,
    0,
    0,
    swatch.u1,
    swatch.v0,
    0,
    0,
    swatch.u0,
    swatch.v1,
    0,
    0,
    swatch.u1,
    swatch.v1,
  );
  mesh.indices.push(first, first + 1, first + 2, 0, first + 1, first + 2, first + 3, 0);
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly depth: number;
}

/** A rectangle lying at a height. */
export function addFloor(mesh: Mesh, { x, y, width, depth }: Rect, z: number, swatch: Swatch): void {
  addQuad(mesh, [x, y, z, x + width, y, z, x, y + depth, z, x + width, y + depth, z], swatch);
}

export interface BoxColours {
  readonly top: Swatch;
  readonly left: Swatch;
  readonly right: Swatch;
}

/** The three faces of a box that the viewer sees at this quarter turn: its two near sides, then its top. */
export function addBox(
  mesh: Mesh,
  rect: Rect & { readonly z: number; readonly height: number },
  turn: number,
  colours: BoxColours,
): void {
  const { x, y, width, depth, z, height } = rect;
  const [e, s] = [x + width, y + depth];
  const h = z + height;
  const sides: Readonly<Record<'north' | 'east' | 'south' | 'west', readonly number[]>> = {
    south: [x, s, h, e, s, h, x, s, z, e, s, z],
    east: [e, s, h, e, y, h, e, s, z, e, y, z],
    north: [e, y, h, x, y, h, e, y, z, x, y, z],
    west: [x, y, h, x, s, h, x, y, z, x, s, z],
  };
  const [left, right] = nearSides(turn);
  addQuad(mesh, sides[left], colours.left);
  addQuad(mesh, sides[right], colours.right);
  addFloor(mesh, rect, h, colours.top);
}

export type Side = 'north' | 'east' | 'south' | 'west';
const NEAR: readonly (readonly [Side, Side])[] = [
  ['south', 'east'],
  ['east', 'north'],
  ['north', 'west'],
  ['west', 'south'],
];

/** The sides that face the viewer, the one on the left of the screen first. */
export function nearSides(turn: number): readonly [Side, Side] {
  return NEAR[turn] ?? ['south', 'east'];
}

/** Puts every corner where the camera sees it. */
export function projectMesh(mesh: Mesh, camera: Camera): void {
  const cos = Math.cos(camera.yaw) * camera.scale;
  const sin = Math.sin(camera.yaw) * camera.scale;
  const ground = Math.sin(camera.pitch);
  const rise = Math.cos(camera.pitch) * camera.scale;
  const { world, vertices } = mesh;
  for (let corner = 0, at = 0; corner < world.length; corner += 3, at += 4) {
    const x = world[corner] ?? 0;
    const y = world[corner + 1] ?? 0;
    const z = world[corner + 2] ?? 0;
    vertices[at] = x * cos - y * sin + camera.offsetX;
    vertices[at + 1] = (x * sin + y * cos) * ground - z * rise + camera.offsetY;
  }
}
