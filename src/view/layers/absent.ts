// What ought to be there and is not: a counter's outline in the colour of warning, its floor marked, with nothing in it.
import type { Placed } from '../layout/types.ts';
import type { Turn } from '../projection.ts';
import { flat } from './atlas.ts';
import type { Mesh } from './mesh.ts';
import { addBox, addFloor, type Solid } from './solids.ts';

const BAR = 0.05;
const HEIGHT = 0.56;

export function drawAbsent(mesh: Mesh, thing: Placed, turn: Turn): void {
  const { x, y, width, depth } = thing.box;
  const colour = flat('warn');
  const faces = { top: colour, left: colour, right: colour };
  // The floor it would stand on, in dashes.
  for (let at = 0; at + 0.12 <= width; at += 0.24)
    for (const dy of [0, depth - BAR]) addFloor(mesh, { x: x + at, y: y + dy, width: 0.14, depth: BAR }, 0.003, colour);
  for (let at = 0; at + 0.12 <= depth; at += 0.24)
    for (const dx of [0, width - BAR]) addFloor(mesh, { x: x + dx, y: y + at, width: BAR, depth: 0.14 }, 0.003, colour);
  const post = (dx: number, dy: number): Solid => ({ x: x + dx, y: y + dy, width: BAR, depth: BAR, z: 0, height: HEIGHT });
  for (const [dx, dy] of [
    [0, 0],
    [width - BAR, 0],
    [0, depth - BAR],
    [width - BAR, depth - BAR],
  ] as const)
    addBox(mesh, post(dx, dy), turn, faces);
  const rim = (part: Pick<Solid, 'x' | 'y' | 'width' | 'depth'>): void => {
    addBox(mesh, { ...part, z: HEIGHT - BAR, height: BAR }, turn, faces);
  };
  rim({ x, y, width, depth: BAR });
  rim({ x, y, width: BAR, depth });
  rim({ x: x + width - BAR, y, width: BAR, depth });
  rim({ x, y: y + depth - BAR, width, depth: BAR });
}
