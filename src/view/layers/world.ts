// The building as geometry: ground, street, floor, zones, rooms with cut-away walls, desks with laptops, reception, machines, headquarters.
// Painter's order: flat things first; then whole rooms from far to near, each with far walls, desks from far to near, and low near walls.
import { depthOf, isoAngles } from '../projection.ts';
import type { Layout, Placed } from '../layout/types.ts';
import { flat, type FlatName, hueFlat, huePattern } from './atlas.ts';
import { addBox, addFloor, addQuad, type BoxColours, type Mesh, nearSides, type Rect, type Side } from './mesh.ts';

const WALL = 0.9;
const LOW = 0.22;
const THICK = 0.14;

export function buildWorld(mesh: Mesh, layout: Layout, turn: number, selection: string | undefined): void {
  const angles = isoAngles((turn % 4) as 0 | 1 | 2 | 3);
  const camera = { ...angles, scale: 1, offsetX: 0, offsetY: 0 };
  const near = (rect: Rect): number => depthOf(camera, rect.x + rect.width / 2, rect.y + rect.depth / 2);
  drawGround(mesh, layout, turn);
  const flats = layout.things.filter((thing) => thing.kind === 'zone');
  for (const zone of flats) addFloor(mesh, zone.box, 0.012, flat(zone.priority > 35 ? 'zone' : 'zoneOther'));
  const rooms = layout.things.filter((thing) => thing.kind === 'room');
  for (const room of rooms) addFloor(mesh, room.box, 0.02, flat(room.trouble ? 'roomDark' : 'room'));
  const selected = layout.things.find((thing) => thing.selection === selection);
  if (selected) outline(mesh, selected.box, 0.03, 'select');
  drawWalls(mesh, layout.building, turn, { side: 'far', height: 1.5, windows: true });
  const desks = layout.things.filter((thing) => thing.kind === 'desk').sort((a, b) => near(a.box) - near(b.box));
  for (const room of [...rooms].sort((a, b) => near(a.box) - near(b.box))) {
    drawWalls(mesh, room.box, turn, { side: 'far', height: WALL, windows: false });
    for (const desk of desks) if (inside(room.box, desk.box)) drawDesk(mesh, desk, turn);
    drawWalls(mesh, room.box, turn, { side: 'near', height: LOW, windows: false });
  }
  const solids = layout.things.filter((thing) =>
    ['reception', 'helpDesk', 'machine', 'gateway', 'tower', 'house'].includes(thing.kind),
  );
  const inner = solids.filter((thing) => inside(layout.building, thing.box));
  for (const thing of inner.sort((a, b) => near(a.box) - near(b.box))) drawSolid(mesh, thing, turn);
  drawWalls(mesh, layout.building, turn, { side: 'near', height: LOW, windows: false });
  const outer = solids.filter((thing) => !inner.includes(thing));
  const green = trees(layout);
  const outside = [...outer.map((thing) => ({ box: thing.box, thing })), ...green.map((box) => ({ box, thing: undefined }))];
  for (const { box, thing } of outside.sort((a, b) => near(a.box) - near(b.box))) {
    if (thing) drawSolid(mesh, thing, turn);
    else drawTree(mesh, box, turn);
  }
}

function inside(outer: Rect, inner: Rect): boolean {
  const x = inner.x + inner.width / 2;
  const y = inner.y + inner.depth / 2;
  return x > outer.x && x < outer.x + outer.width && y > outer.y && y < outer.y + outer.depth;
}

function colours(top: FlatName, left: FlatName, right: FlatName): BoxColours {
  return { top: flat(top), left: flat(left), right: flat(right) };
}

function drawGround(mesh: Mesh, layout: Layout, turn: number): void {
  addBox(mesh, { ...layout.ground, z: -0.9, height: 0.5 }, turn, colours('grass', 'grassEdge', 'grassEdge'));
  addFloor(mesh, layout.street, -0.39, flat('road'));
  const dashY = layout.street.y + layout.street.depth / 2;
  for (let x = layout.street.x + 1; x < layout.street.x + layout.street.width - 1.6; x += 2.6) {
    addFloor(mesh, { x, y: dashY - 0.06, width: 1.2, depth: 0.12 }, -0.385, flat('roadLine'));
  }
  const { frontDoor, building } = layout;
  addFloor(
    mesh,
    { x: frontDoor.x - 0.7, y: building.depth, width: 1.4, depth: layout.street.y - building.depth },
    -0.38,
    flat('road'),
  );
  for (const bridge of layout.bridges)
    addBox(mesh, { ...bridge, z: -0.4, height: 0.38 }, turn, colours('road', 'slabSide', 'slabDark'));
  shadow(mesh, building, 0.7);
  addBox(mesh, { ...building, z: -0.4, height: 0.4 }, turn, colours('slab', 'slabSide', 'slabDark'));
  for (const plot of layout.neighbours) {
    shadow(mesh, plot, 0.5);
    addBox(mesh, { ...plot, z: -0.4, height: 0.38 }, turn, colours('slab', 'slabSide', 'slabDark'));
  }
}

function shadow(mesh: Mesh, rect: Rect, by: number): void {
  addFloor(mesh, { x: rect.x + by, y: rect.y + by, width: rect.width, depth: rect.depth }, -0.392, flat('shadow'));
}

function outline(mesh: Mesh, rect: Rect, z: number, colour: FlatName): void {
  const grown = { x: rect.x - 0.16, y: rect.y - 0.16, width: rect.width + 0.32, depth: rect.depth + 0.32 };
  addFloor(mesh, grown, z, flat(colour));
}

interface WallOptions {
  readonly side: 'far' | 'near';
  readonly height: number;
  readonly windows: boolean;
}

/** Two walls of a rectangle; the near ones stay low so that nothing behind them is hidden. The room's own door is a gap in its south wall. */
function drawWalls(mesh: Mesh, rect: Rect, turn: number, options: WallOptions): void {
  const near = nearSides(turn);
  const all: readonly Side[] = ['north', 'east', 'south', 'west'];
  const sides = all.filter((side) => near.includes(side) === (options.side === 'near'));
  for (const side of sides) {
    for (const part of wallParts(rect, side)) {
      addBox(mesh, { ...part, z: 0, height: options.height }, turn, colours('wallTop', 'wallLight', 'wallDark'));
      if (options.windows) drawWindows(mesh, part, side);
    }
  }
}

function wallParts(rect: Rect, side: Side): Rect[] {
  const { x, y, width, depth } = rect;
  if (side === 'north') return [{ x, y, width, depth: THICK }];
  if (side === 'west') return [{ x, y, width: THICK, depth }];
  if (side === 'east') return [{ x: x + width - THICK, y, width: THICK, depth }];
  const gap = 1.1;
  const half = (width - gap) / 2;
  const at = { y: y + depth - THICK, depth: THICK };
  return [
    { x, width: half, ...at },
    { x: x + half + gap, width: half, ...at },
  ];
}

function drawWindows(mesh: Mesh, wall: Rect, side: Side): void {
  const along = side === 'north' || side === 'south' ? wall.width : wall.depth;
  for (let at = 0.9; at + 1 < along; at += 2) {
    const [low, high] = [0.55, 1.2];
    if (side === 'north' || side === 'south') {
      const y = side === 'north' ? wall.y + wall.depth + 0.005 : wall.y - 0.005;
      addQuad(
        mesh,
        [wall.x + at, y, high, wall.x + at + 1, y, high, wall.x + at, y, low, wall.x + at + 1, y, low],
        flat('window'),
      );
    } else {
      const x = side === 'west' ? wall.x + wall.width + 0.005 : wall.x - 0.005;
      addQuad(
        mesh,
        [x, wall.y + at, high, x, wall.y + at + 1, high, x, wall.y + at, low, x, wall.y + at + 1, low],
        flat('window'),
      );
    }
  }
}

/** A desk, and the laptop on it: its lid in the department's colour and pattern. */
function drawDesk(mesh: Mesh, desk: Placed, turn: number): void {
  const { box } = desk;
  const top = 0.42;
  addBox(mesh, { ...box, z: 0, height: top }, turn, colours('desk', 'deskLight', 'deskDark'));
  const width = box.width * 0.52;
  const depth = box.depth * 0.56;
  const x = box.x + (box.width - width) / 2;
  const y = box.y + (box.depth - depth) / 2;
  const dark = desk.trouble;
  const lid = dark ? flat('wallDark') : huePattern(desk.hue);
  const light = dark ? flat('wallLight') : hueFlat(desk.hue, 'light');
  const shade = dark ? flat('wallDark') : hueFlat(desk.hue, 'dark');
  addBox(mesh, { x, y, width, depth, z: top, height: 0.05 }, turn, { top: light, left: shade, right: shade });
  const back = 0.07;
  addBox(mesh, { x, y, width, depth: back, z: top + 0.05, height: 0.46 }, turn, { top: lid, left: lid, right: shade });
  // Seen from above the lid lies open beside its keys, so that the colour and the pattern read in the plan too.
  addFloor(mesh, { x, y, width, depth: depth * 0.6 }, top + 0.052, lid);
}

function drawSolid(mesh: Mesh, thing: Placed, turn: number): void {
  const rect = { ...thing.box, z: 0, height: thing.height };
  if (thing.kind === 'reception') {
    addBox(mesh, rect, turn, {
      top: hueFlat(thing.hue, 'light'),
      left: hueFlat(thing.hue, 'base'),
      right: hueFlat(thing.hue, 'dark'),
    });
    addBox(
      mesh,
      { x: rect.x + 0.1, y: rect.y + 0.1, width: rect.width - 0.2, depth: 0.3, z: rect.height, height: 0.1 },
      turn,
      colours('desk', 'deskLight', 'deskDark'),
    );
    return;
  }
  if (thing.kind === 'helpDesk') {
    addBox(mesh, rect, turn, colours('desk', 'deskLight', 'deskDark'));
    addBox(
      mesh,
      { x: rect.x + rect.width / 2 - 0.25, y: rect.y + 0.2, width: 0.5, depth: 0.35, z: rect.height, height: 0.16 },
      turn,
      {
        top: hueFlat(thing.hue, 'light'),
        left: huePattern(thing.hue),
        right: hueFlat(thing.hue, 'dark'),
      },
    );
    return;
  }
  if (thing.kind === 'tower') {
    addBox(mesh, rect, turn, colours('tower', 'towerLight', 'towerDark'));
    towerWindows(mesh, rect, turn);
    return;
  }
  if (thing.kind === 'house') {
    addBox(mesh, rect, turn, colours('tower', 'towerLight', 'towerDark'));
    return;
  }
  addBox(mesh, rect, turn, colours('device', 'deviceLight', 'deviceDark'));
  if (thing.kind === 'gateway')
    addBox(
      mesh,
      { x: rect.x + 0.3, y: rect.y + 0.3, width: rect.width - 0.6, depth: rect.depth - 0.6, z: rect.height, height: 0.35 },
      turn,
      colours('wallTop', 'wallLight', 'wallDark'),
    );
}

function towerWindows(mesh: Mesh, rect: Rect & { readonly height: number }, turn: number): void {
  const near = nearSides(turn);
  for (let z = 0.5; z + 0.4 < rect.height; z += 0.75) {
    for (let at = 0.3; at + 0.4 < rect.width; at += 0.75) {
      const x = rect.x + at;
      const y = near.includes('south') ? rect.y + rect.depth + 0.004 : rect.y - 0.004;
      addQuad(mesh, [x, y, z + 0.4, x + 0.4, y, z + 0.4, x, y, z, x + 0.4, y, z], flat('towerWindow'));
    }
    for (let at = 0.25; at + 0.35 < rect.depth; at += 0.7) {
      const y = rect.y + at;
      const x = near.includes('east') ? rect.x + rect.width + 0.004 : rect.x - 0.004;
      addQuad(mesh, [x, y, z + 0.4, x, y + 0.35, z + 0.4, x, y, z, x, y + 0.35, z], flat('towerWindow'));
    }
  }
}

/** Trees on the free grass east of the building and along the street: always the same ones, never in anybody's way. */
function trees(layout: Layout): Rect[] {
  const { ground, building, street } = layout;
  const spots: Rect[] = [];
  const free = (rect: Rect): boolean => {
    const grown = { x: rect.x - 0.6, y: rect.y - 0.6, width: rect.width + 1.2, depth: rect.depth + 1.2 };
    const taken = [building, street, ...layout.neighbours, ...layout.bridges, ...layout.things.map((thing) => thing.box)];
    return !taken.some((box) => meets(grown, box)) && Math.abs(rect.x - layout.frontDoor.x) > 1.6;
  };
  for (let row = 0; ground.y + 0.8 + row * 2.3 < ground.y + ground.depth - 0.8; row++) {
    for (let column = 0; ground.x + 0.5 + column * 2.9 < ground.x + ground.width - 0.8; column++) {
      // Every other place stays grass, in a pattern without rows.
      if ((row * 7 + column * 5) % 3 !== 0) continue;
      const rect = { x: ground.x + 0.5 + column * 2.9, y: ground.y + 0.5 + row * 2.3, width: 0.7, depth: 0.7 };
      if (free(rect)) spots.push(rect);
    }
  }
  return spots;
}

function meets(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.depth && b.y < a.y + a.depth;
}

function drawTree(mesh: Mesh, rect: Rect, turn: number): void {
  const { x, y, width, depth } = rect;
  addBox(
    mesh,
    { x: x + 0.26, y: y + 0.26, width: 0.18, depth: 0.18, z: -0.4, height: 0.45 },
    turn,
    colours('deskDark', 'deskDark', 'deskDark'),
  );
  addBox(mesh, { x, y, width, depth, z: 0.05, height: 0.5 }, turn, colours('leaf', 'leaf', 'leafDark'));
  addBox(
    mesh,
    { x: x + 0.14, y: y + 0.14, width: width - 0.28, depth: depth - 0.28, z: 0.55, height: 0.35 },
    turn,
    colours('leaf', 'leaf', 'leafDark'),
  );
}
