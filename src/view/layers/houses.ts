// What stands outside: headquarters' tower, the neighbour's hall, houses of internet hosts, the postbox, trees.
import type { Placed } from '../layout/types.ts';
import type { Point, Turn } from '../projection.ts';
import { flat } from './atlas.ts';
import { faces } from './furniture.ts';
import type { Mesh } from './mesh.ts';
import { addBox, addFace, addPyramid, addRidge, nearSides, type Solid } from './solids.ts';

/** Height of the lawn: the house's floor is 0. */
export const LAWN_Z = -0.12;

export function drawTower(mesh: Mesh, thing: Placed, turn: Turn): void {
  const body: Solid = { ...thing.box, z: LAWN_Z, height: thing.height };
  addBox(mesh, body, turn, faces('tower', 'towerLeft', 'towerRight'));
  for (let floor = 0; floor < 4; floor++)
    drawWindows(mesh, body, turn, {
      low: LAWN_Z + 0.42 + floor * 0.62,
      high: LAWN_Z + 0.42 + floor * 0.62 + 0.36,
      step: 0.46,
      width: 0.26,
      salt: floor,
    });
  const { x, y, width, depth } = thing.box;
  addBox(
    mesh,
    { x: x + width * 0.2, y: y + depth * 0.2, width: width * 0.35, depth: depth * 0.4, z: LAWN_Z + thing.height, height: 0.22 },
    turn,
    faces('wallTop', 'wallLeft', 'wallRight'),
  );
}

export function drawAnnex(mesh: Mesh, thing: Placed, turn: Turn): void {
  const body: Solid = { ...thing.box, z: LAWN_Z, height: thing.height };
  addBox(mesh, body, turn, faces('tower', 'towerLeft', 'towerRight'));
  drawWindows(mesh, body, turn, { low: LAWN_Z + 0.36, high: LAWN_Z + 0.66, step: 0.52, width: 0.32, salt: 7 });
}

interface WindowRow {
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly width: number;
  readonly salt: number;
}

function drawWindows(mesh: Mesh, body: Solid, turn: Turn, { low, high, step, width, salt }: WindowRow): void {
  nearSides(turn).forEach((side, index) => {
    const long = side === 'south' || side === 'north';
    const span = long ? body.width : body.depth;
    const count = Math.max(1, Math.floor((span - 0.2) / step));
    const start = (span - count * step + (step - width)) / 2;
    for (let window = 0; window < count; window++) {
      const at = start + window * step;
      const pane: Solid = {
        ...body,
        z: low,
        height: high - low,
        ...(long ? { x: body.x + at, width } : { y: body.y + at, depth: width }),
      };
      // Somebody always works late: which windows are lit is fixed by their place.
      const lit = (window * 5 + salt * 3 + index * 2) % 7 < 4;
      addFace(mesh, pane, side, flat(lit ? 'towerWindow' : 'towerWindowOff'));
    }
  });
}

export function drawHouse(mesh: Mesh, thing: Placed, turn: Turn): void {
  const { x, y, width, depth } = thing.box;
  const body: Solid = { x: x + 0.08, y: y + 0.08, width: width - 0.16, depth: depth - 0.16, z: LAWN_Z, height: 0.62 };
  const wall = faces('wallTop', 'wallLeft', 'wallRight');
  addBox(mesh, body, turn, wall);
  for (const side of nearSides(turn)) {
    const long = side === 'south' || side === 'north';
    const door: Solid = {
      ...body,
      z: LAWN_Z,
      height: 0.4,
      ...(long ? { x: body.x + 0.18, width: 0.24 } : { y: body.y + 0.14, depth: 0.22 }),
    };
    const pane: Solid = {
      ...body,
      z: LAWN_Z + 0.22,
      height: 0.22,
      ...(long ? { x: body.x + 0.6, width: 0.28 } : { y: body.y + 0.5, depth: 0.22 }),
    };
    if (long) addFace(mesh, door, side, flat('roofRight'));
    addFace(mesh, pane, side, flat('towerWindow'));
  }
  addRidge(mesh, { x, y, width, depth, z: LAWN_Z + 0.62, height: 0.46 }, turn, {
    ...faces('roof', 'roofLeft', 'roofRight'),
    gable: wall,
  });
}

/** The internet: where letters of the whole street go. */
export function drawPostbox(mesh: Mesh, thing: Placed, turn: Turn): void {
  const body: Solid = { ...thing.box, z: LAWN_Z, height: 0.66 };
  addBox(mesh, body, turn, faces('device', 'deviceLeft', 'deviceRight'));
  const [left, right] = nearSides(turn);
  for (const side of [left, right]) {
    const long = side === 'south' || side === 'north';
    addFace(
      mesh,
      {
        ...body,
        z: LAWN_Z + 0.42,
        height: 0.09,
        ...(long ? { x: body.x + 0.08, width: 0.24 } : { y: body.y + 0.08, depth: 0.24 }),
      },
      side,
      flat('paper'),
    );
  }
  addPyramid(mesh, { ...thing.box, z: LAWN_Z + 0.66, height: 0.16 }, turn, {
    left: flat('deviceLeft'),
    right: flat('deviceRight'),
    back: flat('device'),
  });
}

export function drawTree(mesh: Mesh, at: Point, turn: Turn): void {
  const trunk: Solid = { x: at.x - 0.05, y: at.y - 0.05, width: 0.1, depth: 0.1, z: LAWN_Z, height: 0.22 };
  addBox(mesh, trunk, turn, faces('trunk', 'trunk', 'trunk'));
  const tone = { left: flat('leafLeft'), right: flat('leafRight'), back: flat('leaf') };
  const crown = (size: number, z: number, height: number): void =>
    addPyramid(mesh, { x: at.x - size / 2, y: at.y - size / 2, width: size, depth: size, z: LAWN_Z + z, height }, turn, tone);
  crown(0.72, 0.2, 0.62);
  crown(0.52, 0.52, 0.55);
}
