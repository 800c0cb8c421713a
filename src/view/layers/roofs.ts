// What a device is, on its roof: so that the plan, where walls are not seen, tells a gate from a mail room. Upright on the screen in the plan.
import type { Placed, PlacedKind } from '../layout/types.ts';
import type { Box, Turn } from '../projection.ts';
import { sign, type SignName } from './atlas.ts';
import { LAWN_Z } from './houses.ts';
import { addQuad, type Mesh } from './mesh.ts';

interface Roof {
  readonly sign: SignName;
  /** Height of the roof over the floor that the thing stands on. */
  readonly z: (thing: Placed) => number;
  /** The part of the roof that is free. */
  readonly part?: (box: Box) => Box;
}

const ROOFS: Partial<Record<PlacedKind, Roof>> = {
  firewall: { sign: 'shield', z: ({ height }) => height },
  gateway: { sign: 'lock', z: () => 1.22 },
  mailroom: { sign: 'post', z: ({ height }) => height },
  privateDoor: { sign: 'keyhole', z: ({ height }) => height },
  machine: { sign: 'screen', z: ({ height }) => height },
  annex: { sign: 'link', z: ({ height }) => height + LAWN_Z },
  tower: {
    sign: 'tower',
    z: ({ height }) => height + LAWN_Z,
    part: ({ x, y, width, depth }) => ({ x: x + width * 0.56, y: y + depth * 0.45, width: width * 0.42, depth: depth * 0.5 }),
  },
  supplier: {
    sign: 'drum',
    z: () => LAWN_Z + 1.39,
    part: ({ x, y, width, depth }) => ({ x: x + width * 0.3, y: y + depth * 0.3, width: width * 0.4, depth: depth * 0.4 }),
  },
};
const SHARE = 0.78;
/** Above what lies on the roof already. */
const LIFT = 0.004;

export function putSign(mesh: Mesh, thing: Placed, turn: Turn): void {
  const roof = ROOFS[thing.kind];
  if (!roof) return;
  const { x, y, width, depth } = roof.part?.(thing.box) ?? thing.box;
  const size = Math.min(width, depth, 1.1) * SHARE;
  const onLawn = thing.kind === 'annex' || thing.kind === 'tower' || thing.kind === 'supplier';
  const raised = !onLawn && thing.group.startsWith('site:') ? LAWN_Z + 0.12 : 0;
  const z = roof.z(thing) + raised + LIFT;
  const middle = { x: x + width / 2, y: y + depth / 2, size, z };
  addQuad(mesh, uprightCorners(middle, turn), sign(roof.sign));
}

/** A square that lies flat and is read upright on the screen, in the plan and from every side. */
export function uprightCorners(
  { x, y, size, z }: { readonly x: number; readonly y: number; readonly size: number; readonly z: number },
  turn: Turn,
): readonly number[] {
  const [w, n] = [x - size / 2, y - size / 2];
  const [e, s] = [w + size, n + size];
  const corners: Readonly<Record<Turn, readonly number[]>> = {
    0: [w, n, z, e, n, z, w, s, z, e, s, z],
    1: [w, s, z, w, n, z, e, s, z, e, n, z],
    2: [e, s, z, w, s, z, e, n, z, w, n, z],
    3: [e, n, z, e, s, z, w, n, z, w, s, z],
  };
  return corners[turn];
}
