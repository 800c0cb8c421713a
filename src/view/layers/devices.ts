// The pieces around the cluster: security gate, mail room with its stamp book, private doors, receptionists outside, directories, guards,
// signposts, suppliers. Boxes and faces in painter's order each; one that does not work is dark.
import type { Placed } from '../layout/types.ts';
import type { Turn } from '../projection.ts';
import { flat } from './atlas.ts';
import { drawMailroom, faces } from './furniture.ts';
import type { Mesh } from './mesh.ts';
import { addBox, addFace, addFloor, addPyramid, type Faces, nearSides, type Side, type Solid } from './solids.ts';

const DEVICE = (): Faces => faces('device', 'deviceLeft', 'deviceRight');
const DARK = (): Faces => faces('laptop', 'laptopDark', 'laptopDark');
const GATE = (off: boolean): Faces => (off ? DARK() : faces('gate', 'gateLeft', 'gateRight'));
const DOOR = (off: boolean): Faces => (off ? DARK() : faces('vault', 'vaultLeft', 'vaultRight'));

const along = (side: Side): boolean => side === 'south' || side === 'north';

/** A part of an upright side, by its share from the left and its heights. */
function pane(body: Solid, side: Side, part: { from: number; to: number; low: number; high: number }): Solid {
  const { from, to, low, high } = part;
  return along(side)
    ? { ...body, x: body.x + body.width * from, width: body.width * (to - from), z: body.z + low, height: high - low }
    : { ...body, y: body.y + body.depth * from, depth: body.depth * (to - from), z: body.z + low, height: high - low };
}

/** The security gate: two towers, a lintel with a lamp, a scanner's arch between them. */
export function drawFirewall(mesh: Mesh, thing: Placed, turn: Turn, z: number): void {
  const { x, y, width, depth } = thing.box;
  const tower = (px: number): Solid => ({ x: px, y, width: 0.3, depth, z, height: thing.height - 0.2 });
  const [west, east] = [x, x + width - 0.3];
  const order = turn === 0 || turn === 1 ? [west, east] : [east, west];
  const [far, near] = order;
  if (far !== undefined) addBox(mesh, tower(far), turn, GATE(thing.trouble));
  // The scanner: a low belt that letters lie on.
  addBox(
    mesh,
    { x: x + 0.3, y: y + depth * 0.3, width: width - 0.6, depth: depth * 0.4, z, height: 0.24 },
    turn,
    faces('paper', 'deviceLeft', 'deviceRight'),
  );
  if (near !== undefined) addBox(mesh, tower(near), turn, GATE(thing.trouble));
  const lintel: Solid = { x, y, width, depth, z: z + thing.height - 0.2, height: 0.2 };
  addBox(mesh, lintel, turn, GATE(thing.trouble));
  for (const side of nearSides(turn))
    if (along(side)) {
      addFace(
        mesh,
        pane(lintel, side, { from: 0.42, to: 0.58, low: 0.05, high: 0.15 }),
        side,
        flat(thing.trouble ? 'fail' : 'deviceLamp'),
      );
      for (const at of [0.08, 0.82])
        addFace(mesh, pane({ ...lintel, z }, side, { from: at, to: at + 0.1, low: 0.5, high: 0.8 }), side, flat('paper'));
    }
}

/** The mail room of one's own: pigeon holes, and the stamp book open on top. */
export function drawNatGateway(mesh: Mesh, thing: Placed, turn: Turn): void {
  drawMailroom(mesh, thing, turn);
  const { x, y, width, depth } = thing.box;
  const top = thing.height;
  const book: Solid = { x: x + width / 2 - 0.26, y: y + depth / 2 - 0.16, width: 0.52, depth: 0.32, z: top, height: 0.05 };
  addBox(mesh, book, turn, DOOR(thing.trouble));
  const page = { y: book.y + 0.03, width: 0.2, depth: 0.26 };
  for (const px of [book.x + 0.04, book.x + 0.28]) addFloor(mesh, { ...page, x: px }, top + 0.051, flat('paper'));
  addBox(mesh, { x: book.x + 0.6, y: book.y, width: 0.12, depth: 0.12, z: top, height: 0.16 }, turn, GATE(thing.trouble));
}

/** A private door: a frame with a leaf in it, and a lamp that says whether it opens. */
export function drawPrivateDoor(mesh: Mesh, thing: Placed, turn: Turn, z: number): void {
  const frame: Solid = { ...thing.box, z, height: thing.height };
  addBox(mesh, frame, turn, DOOR(thing.trouble));
  for (const side of nearSides(turn)) {
    if (!along(side)) continue;
    addFace(mesh, pane(frame, side, { from: 0.2, to: 0.8, low: 0, high: thing.height - 0.18 }), side, flat('paper'));
    addFace(
      mesh,
      pane(frame, side, { from: 0.26, to: 0.74, low: 0.05, high: thing.height - 0.24 }),
      side,
      flat(thing.trouble ? 'laptop' : 'vaultLeft'),
    );
    addFace(
      mesh,
      pane(frame, side, { from: 0.62, to: 0.7, low: 0.36, high: 0.46 }),
      side,
      flat(thing.trouble ? 'fail' : 'deviceLamp'),
    );
  }
}

/** A receptionist outside the cluster: a counter with a glass front and a sign over it. */
export function drawAppGateway(mesh: Mesh, thing: Placed, turn: Turn, z: number): void {
  const { x, y, width, depth } = thing.box;
  const body: Solid = { x, y, width, depth, z, height: 0.58 };
  addBox(mesh, body, turn, thing.trouble ? DARK() : DEVICE());
  for (const side of nearSides(turn))
    if (along(side)) addFace(mesh, pane(body, side, { from: 0.08, to: 0.92, low: 0.12, high: 0.46 }), side, flat('window'));
  const sign: Solid = { x: x + 0.12, y: y + depth / 2 - 0.05, width: width - 0.24, depth: 0.1, z: z + 0.74, height: 0.3 };
  for (const px of [x + 0.2, x + width - 0.26])
    addBox(
      mesh,
      { x: px, y: y + depth / 2 - 0.03, width: 0.06, depth: 0.06, z: z + 0.58, height: 0.18 },
      turn,
      faces('leg', 'leg', 'leg'),
    );
  addBox(mesh, sign, turn, thing.trouble ? DARK() : faces('paper', 'paper', 'wallRight'));
  for (const side of nearSides(turn))
    if (along(side)) addFace(mesh, pane(sign, side, { from: 0.1, to: 0.7, low: 0.12, high: 0.18 }), side, flat('ink'));
}

/** A directory of one's own: a lectern with an open book. */
export function drawDirectory(mesh: Mesh, thing: Placed, turn: Turn, z: number): void {
  const { x, y, width, depth } = thing.box;
  addBox(
    mesh,
    { x: x + width / 2 - 0.12, y: y + depth / 2 - 0.1, width: 0.24, depth: 0.2, z, height: 0.5 },
    turn,
    faces('leg', 'leg', 'leg'),
  );
  addBox(
    mesh,
    { x: x + 0.04, y: y + 0.04, width: width - 0.08, depth: depth - 0.08, z: z + 0.5, height: 0.1 },
    turn,
    faces('desk', 'deskLeft', 'deskRight'),
  );
  const top = z + 0.601;
  addFloor(mesh, { x: x + 0.1, y: y + 0.1, width: width / 2 - 0.13, depth: depth - 0.2 }, top, flat('paper'));
  addFloor(mesh, { x: x + width / 2 + 0.03, y: y + 0.1, width: width / 2 - 0.13, depth: depth - 0.2 }, top, flat('paper'));
  for (let line = 0; line < 3; line++)
    for (const px of [x + 0.14, x + width / 2 + 0.07])
      addFloor(mesh, { x: px, y: y + 0.16 + line * 0.1, width: width / 2 - 0.22, depth: 0.03 }, top + 0.001, flat('stem'));
}

/** The guard of a zone: a booth with a barred window. */
export function drawGuard(mesh: Mesh, thing: Placed, turn: Turn): void {
  const { x, y, width, depth } = thing.box;
  const body: Solid = { x, y, width, depth, z: 0, height: 0.42 };
  addBox(mesh, body, turn, GATE(false));
  for (const side of nearSides(turn))
    addFace(mesh, pane(body, side, { from: 0.2, to: 0.8, low: 0.2, high: 0.36 }), side, flat('paper'));
  addPyramid(mesh, { x: x - 0.03, y: y - 0.03, width: width + 0.06, depth: depth + 0.06, z: 0.42, height: 0.18 }, turn, {
    left: flat('gateLeft'),
    right: flat('gateRight'),
    back: flat('gate'),
  });
}

/** A signpost: a pole with two arms that point away from each other. */
export function drawSignpost(mesh: Mesh, thing: Placed, turn: Turn): void {
  const { x, y } = thing.port;
  const pole = { x: x - 0.03, y: y - 0.03, width: 0.06, depth: 0.06, z: 0, height: 0.78 };
  addBox(mesh, pole, turn, faces('leg', 'leg', 'leg'));
  const arm = (px: number, z: number): Solid => ({ x: px, y: y - 0.02, width: 0.24, depth: 0.04, z, height: 0.12 });
  for (const part of [arm(x - 0.13, 0.62), arm(x - 0.11, 0.44)]) addBox(mesh, part, turn, faces('paper', 'paper', 'wallRight'));
}

/** A supplier's building: a vault with pillars and a flat roof. */
export function drawSupplier(mesh: Mesh, thing: Placed, turn: Turn, z: number): void {
  const { x, y, width, depth } = thing.box;
  const body: Solid = { x: x + 0.06, y: y + 0.06, width: width - 0.12, depth: depth - 0.12, z, height: 1.05 };
  addBox(mesh, body, turn, DOOR(thing.trouble));
  for (const side of nearSides(turn)) {
    for (let pillar = 0; pillar < 4; pillar++) {
      const from = 0.08 + pillar * 0.24;
      addFace(mesh, pane(body, side, { from, to: from + 0.1, low: 0.1, high: 0.92 }), side, flat('paper'));
    }
  }
  addBox(mesh, { x, y, width, depth, z: z + 1.05, height: 0.14 }, turn, faces('wallTop', 'wallLeft', 'wallRight'));
  addBox(
    mesh,
    { x: x + width * 0.3, y: y + depth * 0.3, width: width * 0.4, depth: depth * 0.4, z: z + 1.19, height: 0.2 },
    turn,
    DOOR(thing.trouble),
  );
}
