// Walls: tall and windowed at the back of the house, a kerb at its front, low partitions round rooms, all cut away so that nobody is hidden.
import type { Layout, Room } from '../layout/types.ts';
import type { Box, Turn } from '../projection.ts';
import { flat } from './atlas.ts';
import { faces } from './furniture.ts';
import type { Mesh } from './mesh.ts';
import { addBox, addFace, nearSides, type Side, type Solid } from './solids.ts';

const OUTER = 0.16;
const TALL = 1.2;
const KERB = 0.2;
const PARTITION = 0.09;
const BACK = 0.36;
const FRONT = 0.1;
const SIDES: readonly Side[] = ['north', 'east', 'south', 'west'];

interface Gap {
  readonly side: Side;
  /** Middle of the gap along the wall, in floor units, and its width. */
  readonly at: number;
  readonly width: number;
}

/** Strips of one wall, cut at its gaps. */
function wallParts(box: Box, side: Side, options: { readonly thick: number; readonly gaps: readonly Gap[] }): Box[] {
  const { x, y, width, depth } = box;
  const { thick } = options;
  const long = side === 'north' || side === 'south';
  const from = long ? x : y + thick;
  const to = long ? x + width : y + depth - thick;
  const cuts = options.gaps.filter((gap) => gap.side === side).sort((a, b) => a.at - b.at);
  const parts: Box[] = [];
  let start = from;
  const add = (a: number, b: number): void => {
    if (b - a < 0.02) return;
    parts.push(
      long
        ? { x: a, y: side === 'north' ? y : y + depth - thick, width: b - a, depth: thick }
        : { x: side === 'west' ? x : x + width - thick, y: a, width: thick, depth: b - a },
    );
  };
  for (const gap of cuts) {
    add(start, Math.max(start, gap.at - gap.width / 2));
    start = Math.max(start, gap.at + gap.width / 2);
  }
  add(start, to);
  return parts;
}

function sidesOf(turn: Turn, which: 'far' | 'near'): Side[] {
  const near = nearSides(turn);
  return SIDES.filter((side) => near.includes(side) === (which === 'near'));
}

export function drawOuterWalls(mesh: Mesh, layout: Layout, turn: Turn, which: 'far' | 'near'): void {
  const { building, frontDoor, sideDoors } = layout;
  const gaps: Gap[] = [
    { side: 'south', at: frontDoor.x, width: frontDoor.width },
    ...sideDoors.map((door): Gap => ({ side: 'east', at: door.y, width: 0.9 })),
  ];
  for (const side of sidesOf(turn, which)) {
    for (const part of wallParts(building, side, { thick: OUTER, gaps })) {
      const solid: Solid = { ...part, z: 0, height: which === 'far' ? TALL : KERB };
      addBox(mesh, solid, turn, faces('wallTop', 'wallLeft', 'wallRight'));
      if (which === 'far') drawPanes(mesh, solid, side);
    }
  }
}

const INWARD: Readonly<Record<Side, Side>> = { north: 'south', south: 'north', west: 'east', east: 'west' };

/** Windows on the inner face of a back wall. */
function drawPanes(mesh: Mesh, wall: Solid, side: Side): void {
  const long = side === 'north' || side === 'south';
  const span = long ? wall.width : wall.depth;
  const step = 1.7;
  const count = Math.floor((span - 0.5) / step);
  const start = (span - count * step) / 2;
  for (let index = 0; index < count; index++) {
    const at = start + index * step + 0.35;
    const pane = (inset: number): Solid => ({
      ...wall,
      z: 0.46 + inset,
      height: 0.5 - 2 * inset,
      ...(long ? { x: wall.x + at + inset, width: 1 - 2 * inset } : { y: wall.y + at + inset, depth: 1 - 2 * inset }),
    });
    addFace(mesh, pane(0), INWARD[side], flat('windowLine'));
    addFace(mesh, pane(0.05), INWARD[side], flat('window'));
  }
}

export function drawRoomWalls(mesh: Mesh, room: Room, turn: Turn, which: 'far' | 'near'): void {
  const gaps: Gap[] = [{ side: 'south', at: room.door.x, width: room.door.width }];
  for (const side of sidesOf(turn, which)) {
    for (const part of wallParts(room.thing.box, side, { thick: PARTITION, gaps })) {
      addBox(mesh, { ...part, z: 0, height: which === 'far' ? BACK : FRONT }, turn, faces('partTop', 'partLeft', 'partRight'));
    }
  }
}
