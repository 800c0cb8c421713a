// What ought to be there and is not: an outline in the colour of warning, its floor in dashes, with nothing in it but a sign of what it is.
import type { AbsentKind } from '../../store/absent.ts';
import type { Placed } from '../layout/types.ts';
import type { Turn } from '../projection.ts';
import { flat, sign, type SignName } from './atlas.ts';
import { addQuad, type Mesh } from './mesh.ts';
import { uprightCorners } from './roofs.ts';
import { addBox, addFloor, type Solid } from './solids.ts';

const BAR = 0.05;
const HEIGHT = 0.56;
const SIGNS: Partial<Record<AbsentKind, SignName>> = {
  policyEngine: 'lock',
  controller: 'screen',
  secret: 'keyhole',
  natGateway: 'post',
  firewall: 'shield',
  zoneLink: 'link',
};

export function drawAbsent(mesh: Mesh, thing: Placed, turn: Turn): void {
  const { x, y, width, depth } = thing.box;
  // A post at a zone's entrance is as thin as what it stands for.
  const post = width < 0.4;
  const bar = post ? 0.035 : BAR;
  const high = post ? thing.height : HEIGHT;
  const colour = flat('warn');
  const faces = { top: colour, left: colour, right: colour };
  const mark = SIGNS[thing.missing ?? 'service'];
  if (mark)
    addQuad(
      mesh,
      uprightCorners({ x: x + width / 2, y: y + depth / 2, size: Math.min(width, depth) * 0.9, z: 0.003 }, turn),
      sign(mark),
    );
  // The floor it would stand on, in dashes.
  for (let at = 0; at + 0.12 <= width; at += 0.24)
    for (const dy of [0, depth - bar]) addFloor(mesh, { x: x + at, y: y + dy, width: 0.14, depth: bar }, 0.003, colour);
  for (let at = 0; at + 0.12 <= depth; at += 0.24)
    for (const dx of [0, width - bar]) addFloor(mesh, { x: x + dx, y: y + at, width: bar, depth: 0.14 }, 0.003, colour);
  const corner = (dx: number, dy: number): Solid => ({ x: x + dx, y: y + dy, width: bar, depth: bar, z: 0, height: high });
  for (const [dx, dy] of [
    [0, 0],
    [width - bar, 0],
    [0, depth - bar],
    [width - bar, depth - bar],
  ] as const)
    addBox(mesh, corner(dx, dy), turn, faces);
  const rim = (part: Pick<Solid, 'x' | 'y' | 'width' | 'depth'>): void => {
    addBox(mesh, { ...part, z: high - bar, height: bar }, turn, faces);
  };
  rim({ x, y, width, depth: bar });
  rim({ x, y, width: bar, depth });
  rim({ x: x + width - bar, y, width: bar, depth });
  rim({ x, y: y + depth - bar, width, depth: bar });
}
