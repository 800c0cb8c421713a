// World geometry as quads in painter's order: corners in floor units, a swatch of the atlas each. Projected into a vertex array in place;
// nothing is allocated while the building morphs or the camera moves.
import type { Camera } from '../projection.ts';

/** Where a swatch lies in the atlas: the middle of a flat one, or a whole tile. v grows upwards. */
export interface Swatch {
  readonly u0: number;
  readonly v0: number;
  readonly u1: number;
  readonly v1: number;
}

export interface Mesh {
  /** Counts up with every change of `vertices`. */
  version: number;
  /** x, y, z per corner. */
  readonly world: number[];
  /** x, y, u, v per corner, four corners a quad: what is drawn. */
  readonly vertices: number[];
  /** First and last corner of what belongs to a thing, so that it alone can tremble. */
  readonly ranges: Map<string, { readonly from: number; readonly to: number }>;
}

export function createMesh(): Mesh {
  return { version: 0, world: [], vertices: [], ranges: new Map() };
}

export function clearMesh(mesh: Mesh): void {
  mesh.version++;
  mesh.world.length = 0;
  mesh.vertices.length = 0;
  mesh.ranges.clear();
}

/** Corners in reading order: top left, top right, bottom left, bottom right (x, y, z each). */
export function addQuad(mesh: Mesh, corners: readonly number[], swatch: Swatch): void {
  for (const value of corners) mesh.world.push(value);
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
}

/** Everything that `draw` adds belongs to one thing. */
export function addThing(mesh: Mesh, selection: string, draw: () => void): void {
  const from = mesh.world.length / 3;
  draw();
  mesh.ranges.set(selection, { from, to: mesh.world.length / 3 });
}

/** Puts every corner where the camera sees it. */
export function projectMesh(mesh: Mesh, camera: Camera): void {
  const cos = Math.cos(camera.yaw) * camera.scale;
  const sin = Math.sin(camera.yaw) * camera.scale;
  const ground = Math.sin(camera.pitch);
  const rise = Math.cos(camera.pitch) * camera.scale;
  mesh.version++;
  const { world, vertices } = mesh;
  for (let corner = 0, at = 0; corner < world.length; corner += 3, at += 4) {
    const x = world[corner] ?? 0;
    const y = world[corner + 1] ?? 0;
    const z = world[corner + 2] ?? 0;
    vertices[at] = x * cos - y * sin + camera.offsetX;
    vertices[at + 1] = (x * sin + y * cos) * ground - z * rise + camera.offsetY;
  }
}

/** Shifts one thing on the screen, after projecting; the next projection puts it back. */
export function shiftThing(mesh: Mesh, selection: string, by: number): void {
  const range = mesh.ranges.get(selection);
  if (!range) return;
  mesh.version++;
  for (let corner = range.from; corner < range.to; corner++) mesh.vertices[corner * 4] = (mesh.vertices[corner * 4] ?? 0) + by;
}
