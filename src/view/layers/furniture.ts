// Furniture: desks with laptops, counters, cabinets, machines, the gateway. Boxes and a few slanted faces, in painter's order each.
// A department shows by hue and pattern on the laptop's lid, the rug and a counter's front; what is out of order stays dark.
import type { Placed } from '../layout/types.ts';
import type { Box, Turn } from '../projection.ts';
import { flat, type FlatName, hueFlat, huePattern } from './atlas.ts';
import { addQuad, type Mesh, type Swatch } from './mesh.ts';
import { addBox, addFace, addFloor, type Faces, nearSides, type Solid } from './solids.ts';

export function faces(top: FlatName, left: FlatName, right: FlatName): Faces {
  return { top: flat(top), left: flat(left), right: flat(right) };
}

const WOOD = (): Faces => faces('desk', 'deskLeft', 'deskRight');
const DEVICE = (): Faces => faces('device', 'deviceLeft', 'deviceRight');
const DARK = (): Faces => faces('laptop', 'laptopDark', 'laptopDark');
const LEG = (): Faces => faces('leg', 'leg', 'leg');

function hueFaces(hue: number): Faces {
  return { top: hueFlat(hue, 'light'), left: hueFlat(hue, 'base'), right: hueFlat(hue, 'dark') };
}

/** The rug that shows a department on the floor, under the desk and its chair. */
export function drawRug(mesh: Mesh, desk: Placed): void {
  const { x, y, width, depth } = desk.box;
  const rug: Box = { x: x - 0.16, y: y - 0.12, width: width + 0.32, depth: depth + 0.48 };
  addFloor(mesh, rug, 0, hueFlat(desk.hue, 'rugLine'));
  addFloor(
    mesh,
    { x: rug.x + 0.045, y: rug.y + 0.045, width: rug.width - 0.09, depth: rug.depth - 0.09 },
    0,
    hueFlat(desk.hue, 'rug'),
  );
}

/** Corner marks of a desk that nobody has yet. */
export function drawSeat(mesh: Mesh, box: Box): void {
  const line = 0.045;
  const arm = 0.24;
  const swatch = flat('seat');
  for (const [x, sx] of [
    [box.x, 1],
    [box.x + box.width, -1],
  ] as const) {
    for (const [y, sy] of [
      [box.y, 1],
      [box.y + box.depth, -1],
    ] as const) {
      addFloor(mesh, { x: Math.min(x, x + sx * arm), y: Math.min(y, y + sy * line), width: arm, depth: line }, 0, swatch);
      addFloor(mesh, { x: Math.min(x, x + sx * line), y: Math.min(y, y + sy * arm), width: line, depth: arm }, 0, swatch);
    }
  }
}

const TABLE = 0.42;

export function drawDesk(mesh: Mesh, desk: Placed, turn: Turn, simple: boolean): void {
  const { box } = desk;
  if (simple) addBox(mesh, { ...box, z: 0, height: TABLE }, turn, WOOD());
  else {
    const side = { y: box.y + 0.04, depth: box.depth - 0.08, width: 0.09, z: 0, height: TABLE - 0.07 };
    const ends: readonly Solid[] = [
      { ...side, x: box.x + 0.06 },
      { ...side, x: box.x + box.width - 0.15 },
    ];
    const far = turn === 0 || turn === 1 ? ends : [...ends].reverse();
    for (const end of far) addBox(mesh, end, turn, LEG());
    addBox(mesh, { ...box, z: TABLE - 0.07, height: 0.07 }, turn, WOOD());
  }
  drawLaptop(
    mesh,
    { x: box.x + box.width / 2, y: box.y + box.depth / 2, z: TABLE },
    { turn, hue: desk.hue, off: desk.trouble, size: Math.min(0.56, box.width * 0.5) },
  );
}

interface LaptopLook {
  readonly turn: Turn;
  readonly hue: number;
  readonly off: boolean;
  readonly size: number;
}

/** A base and an open lid that leans north; closed and dark when its pod is not ready. */
function drawLaptop(
  mesh: Mesh,
  at: { readonly x: number; readonly y: number; readonly z: number },
  { turn, hue, off, size }: LaptopLook,
): void {
  const depth = size * 0.62;
  const base: Solid = { x: at.x - size / 2, y: at.y - depth / 2 + 0.05, width: size, depth, z: at.z, height: 0.035 };
  if (off) {
    addBox(mesh, { ...base, height: 0.06 }, turn, DARK());
    return;
  }
  addBox(mesh, base, turn, hueFaces(hue));
  const z = base.z + base.height;
  addFloor(
    mesh,
    { x: base.x + size * 0.12, y: base.y + depth * 0.3, width: size * 0.76, depth: depth * 0.38 },
    z,
    hueFlat(hue, 'dark'),
  );
  const lean = 0.14;
  const rise = size * 0.72;
  const lid = (inset: number, swatch: Swatch): void => {
    const [x, e] = [base.x + inset, base.x + size - inset];
    const low = z + inset;
    const high = z + rise - inset;
    const yOf = (height: number): number => base.y - lean * ((height - z) / rise);
    addQuad(mesh, [x, yOf(high), high, e, yOf(high), high, x, yOf(low), low, e, yOf(low), low], swatch);
  };
  const front = nearSides(turn).includes('south');
  lid(0, hueFlat(hue, front ? 'dark' : 'base'));
  lid(front ? 0.035 : 0.02, huePattern(hue));
}

/** A closed laptop on a stool: a pod that found no desk. */
export function drawWaiting(mesh: Mesh, thing: Placed, turn: Turn): void {
  const { x, y, width, depth } = thing.box;
  const stool: Solid = { x: x + width / 2 - 0.22, y: y + depth / 2 - 0.2, width: 0.44, depth: 0.4, z: 0, height: 0.3 };
  addBox(mesh, stool, turn, LEG());
  addBox(
    mesh,
    { x: stool.x - 0.03, y: stool.y + 0.03, width: 0.5, depth: 0.33, z: 0.3, height: 0.06 },
    turn,
    hueFaces(thing.hue),
  );
}

/** Reception (LoadBalancer): a counter in its department's colour with a bell. Help desk: a wooden one with a telephone. */
export function drawCounter(mesh: Mesh, thing: Placed, turn: Turn): void {
  const { x, y, width, depth } = thing.box;
  const reception = thing.kind === 'reception';
  const body: Solid = { x: x + 0.05, y: y + 0.05, width: width - 0.1, depth: depth - 0.1, z: 0, height: 0.56 };
  addBox(mesh, body, turn, reception ? hueFaces(thing.hue) : WOOD());
  const [left, right] = nearSides(turn);
  const band: Solid = { ...body, z: 0.14, height: 0.3 };
  for (const side of [left, right]) {
    const long = side === 'south' || side === 'north';
    if (long) addFace(mesh, inset(band, 0.12), side, reception ? flat('paper') : huePattern(thing.hue));
  }
  if (reception)
    for (const side of [left, right])
      if (side === 'south' || side === 'north')
        addFace(mesh, inset({ ...band, z: 0.18, height: 0.22 }, 0.2), side, huePattern(thing.hue));
  addBox(
    mesh,
    { x, y, width, depth, z: 0.56, height: 0.07 },
    turn,
    reception ? { top: hueFlat(thing.hue, 'light'), left: flat('wallLeft'), right: flat('wallRight') } : WOOD(),
  );
  const top = 0.63;
  // Seen from above a counter shows its department too.
  addFloor(mesh, { x: x + 0.06, y: y + depth - 0.2, width: width - 0.12, depth: 0.13 }, top, huePattern(thing.hue));
  const mid = { x: x + width / 2, y: y + depth / 2 };
  if (reception) {
    addBox(mesh, { x: x + 0.16, y: mid.y - 0.1, width: 0.5, depth: 0.08, z: top, height: 0.24 }, turn, hueFaces(thing.hue));
    addBox(
      mesh,
      { x: mid.x + 0.28, y: mid.y - 0.06, width: 0.16, depth: 0.16, z: top, height: 0.1 },
      turn,
      faces('windowLine', 'device', 'deviceLeft'),
    );
  } else {
    addBox(mesh, { x: mid.x - 0.16, y: mid.y - 0.13, width: 0.32, depth: 0.28, z: top, height: 0.08 }, turn, hueFaces(thing.hue));
    addBox(mesh, { x: mid.x - 0.2, y: mid.y - 0.05, width: 0.4, depth: 0.1, z: top + 0.08, height: 0.06 }, turn, DARK());
  }
}

function inset(solid: Solid, by: number): Solid {
  return { ...solid, x: solid.x + by, width: solid.width - 2 * by };
}

/** Pigeon holes: mail leaves here. */
export function drawMailroom(mesh: Mesh, thing: Placed, turn: Turn): void {
  const body: Solid = { ...thing.box, z: 0, height: thing.height };
  addBox(mesh, body, turn, DEVICE());
  drawHoles(mesh, body, turn);
}

/** A bench and a table: where a room would stand and none does. */
export function drawLounge(mesh: Mesh, at: { readonly x: number; readonly y: number }, turn: Turn): void {
  const bench = faces('device', 'deviceLeft', 'deviceRight');
  const far: Solid = { x: at.x - 0.7, y: at.y - 0.62, width: 1.4, depth: 0.3, z: 0, height: 0.3 };
  const table: Solid = { x: at.x - 0.42, y: at.y - 0.16, width: 0.84, depth: 0.4, z: 0, height: 0.24 };
  const parts = turn === 0 || turn === 3 ? [far, table] : [table, far];
  for (const part of parts) addBox(mesh, part, turn, part === table ? WOOD() : bench);
}

function drawHoles(mesh: Mesh, body: Solid, turn: Turn): void {
  for (const side of nearSides(turn)) {
    const long = side === 'south' || side === 'north';
    const span = long ? body.width : body.depth;
    for (let row = 0; row < 2; row++) {
      for (let at = 0.1; at + 0.18 < span; at += 0.26) {
        const hole: Solid = long
          ? { ...body, x: body.x + at, width: 0.18, z: 0.2 + row * 0.28, height: 0.18 }
          : { ...body, y: body.y + at, depth: 0.18, z: 0.2 + row * 0.28, height: 0.18 };
        addFace(mesh, hole, side, flat(row === 0 ? 'laptop' : 'paper'));
      }
    }
  }
}

/** The node's switchboard, on the wall beside its door. */
export function drawCabinet(mesh: Mesh, box: Box, turn: Turn, off: boolean): void {
  const body: Solid = { ...box, z: 0, height: 0.62 };
  addBox(mesh, body, turn, off ? DARK() : DEVICE());
  for (const side of nearSides(turn)) {
    if (side === 'east' || side === 'west') continue;
    for (let lamp = 0; lamp < 2; lamp++)
      addFace(
        mesh,
        { ...body, x: body.x + 0.08 + lamp * 0.16, width: 0.1, z: 0.4, height: 0.1 },
        side,
        flat(off ? 'fail' : lamp === 0 ? 'deviceLamp' : 'paper'),
      );
  }
}

/** A machine: a cabinet with drawers and a lamp. */
export function drawMachine(mesh: Mesh, thing: Placed, turn: Turn, z: number): void {
  const body: Solid = { ...thing.box, z, height: thing.height };
  addBox(mesh, body, turn, DEVICE());
  addFloor(mesh, { x: body.x + 0.12, y: body.y + 0.12, width: 0.14, depth: 0.14 }, z + thing.height, flat('deviceLamp'));
  const [left] = nearSides(turn);
  const long = left === 'south' || left === 'north';
  for (let drawer = 0; drawer < 3; drawer++) {
    const low = z + 0.12 + drawer * 0.27;
    const strip: Solid = long
      ? { ...body, x: body.x + 0.1, width: body.width - 0.2, z: low, height: 0.16 }
      : { ...body, y: body.y + 0.1, depth: body.depth - 0.2, z: low, height: 0.16 };
    addFace(mesh, strip, left, flat('laptop'));
    const lamp: Solid = long
      ? { ...strip, x: strip.x + 0.05, width: 0.08, z: low + 0.04, height: 0.08 }
      : { ...strip, y: strip.y + 0.05, depth: 0.08, z: low + 0.04, height: 0.08 };
    addFace(mesh, lamp, left, flat('deviceLamp'));
  }
}

/** A portal with a bar across: the VPN or ExpressRoute gateway. */
export function drawGateway(mesh: Mesh, thing: Placed, turn: Turn): void {
  const { x, y, width, depth } = thing.box;
  const post = (px: number): Solid => ({ x: px, y: y + 0.1, width: 0.2, depth: depth - 0.2, z: 0, height: 1 });
  const order = turn === 0 || turn === 1 ? [x, x + width - 0.2] : [x + width - 0.2, x];
  const [first, second] = order;
  if (first !== undefined) addBox(mesh, post(first), turn, DEVICE());
  addBox(
    mesh,
    { x: x + 0.2, y: y + depth / 2 - 0.05, width: width - 0.4, depth: 0.1, z: 0.4, height: 0.1 },
    turn,
    faces('paper', 'warn', 'warn'),
  );
  if (second !== undefined) addBox(mesh, post(second), turn, DEVICE());
  addBox(mesh, { x, y: y + 0.1, width, depth: depth - 0.2, z: 1, height: 0.22 }, turn, DEVICE());
}
