// Rings on the floor round what is selected and what the pointer is over.
import type { Placed } from '../layout/types.ts';
import type { Box } from '../projection.ts';
import { flat, type FlatName } from './atlas.ts';
import { LAWN_Z } from './houses.ts';
import type { Mesh } from './mesh.ts';
import { addFloor } from './solids.ts';

export function addRing(mesh: Mesh, thing: Placed, colour: FlatName): void {
  const flatThing = thing.height === 0;
  // Round a room outside its partitions, round a zone inside its line.
  const grow = thing.kind === 'room' ? 0.15 : flatThing ? -0.1 : 0.17;
  const line = flatThing ? 0.12 : 0.09;
  const { x, y, width, depth } = thing.box;
  const outer: Box = { x: x - grow, y: y - grow, width: width + 2 * grow, depth: depth + 2 * grow };
  const z = ['house', 'supplier', 'postbox'].includes(thing.kind) ? LAWN_Z : 0.004;
  const swatch = flat(colour);
  addFloor(mesh, { ...outer, depth: line }, z, swatch);
  addFloor(mesh, { ...outer, y: outer.y + outer.depth - line, depth: line }, z, swatch);
  addFloor(mesh, { ...outer, y: outer.y + line, width: line, depth: outer.depth - 2 * line }, z, swatch);
  addFloor(
    mesh,
    { ...outer, x: outer.x + outer.width - line, y: outer.y + line, width: line, depth: outer.depth - 2 * line },
    z,
    swatch,
  );
}
