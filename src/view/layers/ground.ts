// Everything that lies flat: lawn, road, paths, slabs, floors of lobby, zones and rooms, rugs, free desks, and the shadows on them.
import { tileBoxes } from '../layout/tiles.ts';
import type { Layout, Placed, Room } from '../layout/types.ts';
import type { Box, Turn } from '../projection.ts';
import { flat, type FlatName, hueFlat, soft } from './atlas.ts';
import { drawRug, drawSeat, faces } from './furniture.ts';
import { LAWN_Z } from './houses.ts';
import type { Mesh } from './mesh.ts';
import { painterOrder } from './painter.ts';
import { addBox, addFloor, addShadow } from './solids.ts';

const EARTH = 0.5;

export function drawGround(mesh: Mesh, layout: Layout, turn: Turn): void {
  const { road, crossing, building } = layout;
  for (const { box } of painterOrder(
    layout.lawns.map((lawn) => ({ box: lawn })),
    turn,
  )) {
    addBox(mesh, { ...box, z: LAWN_Z - EARTH, height: EARTH }, turn, faces('grass', 'grassLeft', 'grassRight'));
  }
  for (const path of layout.paths) addFloor(mesh, path, LAWN_Z, flat('path'));
  addFloor(mesh, { x: road.x, y: road.y - 0.62, width: road.width, depth: road.depth + 1.24 }, LAWN_Z, flat('kerb'));
  addFloor(mesh, road, LAWN_Z, flat('road'));
  drawRoadLines(mesh, road, crossing);
  for (const bridge of layout.bridges) {
    addShadow(mesh, bridge, LAWN_Z, { turn, length: 0.2, soft: soft('shadow') });
    addBox(mesh, { ...bridge, z: LAWN_Z, height: -LAWN_Z }, turn, faces('path', 'slabLeft', 'slabRight'));
  }
  for (const slab of [building, ...layout.plots.map((plot) => plot.box)]) {
    addShadow(mesh, slab, LAWN_Z, { turn, length: 0.35, soft: soft('shadow') });
    addBox(mesh, { ...slab, z: LAWN_Z, height: -LAWN_Z }, turn, faces('slab', 'slabLeft', 'slabRight'));
  }
}

function drawRoadLines(mesh: Mesh, road: Box, crossing: Box): void {
  const y = road.y + road.depth / 2;
  for (let x = road.x + 0.6; x + 0.9 < road.x + road.width; x += 1.8) {
    if (x + 0.9 > crossing.x - 0.1 && x < crossing.x + crossing.width + 0.1) continue;
    addFloor(mesh, { x, y: y - 0.045, width: 0.9, depth: 0.09 }, LAWN_Z, flat('roadLine'));
  }
  for (let at = 0.12; at + 0.14 < crossing.depth; at += 0.28)
    addFloor(mesh, { x: crossing.x, y: crossing.y + at, width: crossing.width, depth: 0.14 }, LAWN_Z, flat('roadLine'));
}

/** Floors inside the house, from the largest to the smallest. */
export function drawFloors(mesh: Mesh, layout: Layout, turn: Turn): void {
  addFloor(mesh, layout.building, 0, flat('lobby'));
  const noded = new Set(layout.rooms.map((room) => room.thing.group));
  for (const zone of layout.things) {
    if (zone.kind !== 'zone') continue;
    const home = noded.has(zone.selection) || noded.size === 0;
    drawZone(mesh, zone, home ? 'zone' : 'wing', home ? 'zoneLine' : 'wingLine');
  }
  // Tall walls at the back throw their shadow into the house.
  addShadow(mesh, backEdge(layout.building, turn), 0, { turn, length: 0.6, soft: soft('faint') });
  for (const room of layout.rooms) drawRoomFloor(mesh, room, turn);
}

/** The outer wall on the left of the screen's back. */
function backEdge(box: Box, turn: Turn): Box {
  if (turn === 0) return { ...box, width: 0.16 };
  if (turn === 1) return { ...box, y: box.y + box.depth - 0.16, depth: 0.16 };
  if (turn === 2) return { ...box, x: box.x + box.width - 0.16, width: 0.16 };
  return { ...box, depth: 0.16 };
}

function drawZone(mesh: Mesh, zone: Placed, floor: FlatName, line: FlatName): void {
  const { x, y, width, depth } = zone.box;
  addFloor(mesh, { x: x + 0.08, y: y + 0.08, width: width - 0.16, depth: depth - 0.16 }, 0, flat(line));
  addFloor(mesh, { x: x + 0.13, y: y + 0.13, width: width - 0.26, depth: depth - 0.26 }, 0, flat(floor));
}

function drawRoomFloor(mesh: Mesh, room: Room, turn: Turn): void {
  const { box, trouble } = room.thing;
  addShadow(mesh, box, 0, { turn, length: 0.1, soft: soft('shadow') });
  addFloor(mesh, box, 0, flat(trouble ? 'roomOff' : 'room'));
  if (!trouble) addFloor(mesh, { x: box.x + 0.09, y: box.y + 0.09, width: box.width - 0.18, depth: 0.55 }, 0, flat('roomHead'));
  // The mat before the door.
  addFloor(
    mesh,
    { x: room.door.x - room.door.width / 2 + 0.08, y: room.door.y - 0.1, width: room.door.width - 0.16, depth: 0.34 },
    0,
    flat('roomHead'),
  );
  for (const strip of room.strips) drawStrip(mesh, strip);
  for (const seat of room.free) drawSeat(mesh, seat);
  for (const desk of room.desks) drawRug(mesh, desk);
  for (const desk of room.desks) addShadow(mesh, desk.box, 0, { turn, length: 0.22, soft: soft('shadow') });
}

/** A department's share of a full room: a tile for every laptop, dark where one does not work. */
function drawStrip(mesh: Mesh, strip: Room['strips'][number]): void {
  const { hue, count, off } = strip;
  addFloor(mesh, strip.box, 0, hueFlat(hue, 'rugLine'));
  const tiles = { on: hueFlat(hue, 'base'), off: flat('laptopDark') };
  tileBoxes(strip).forEach((box, index) => addFloor(mesh, box, 0, index < count - off ? tiles.on : tiles.off));
}

/** Shadows of what stands alone: counters, machines, houses, trees. */
export function drawShadows(mesh: Mesh, layout: Layout, turn: Turn): void {
  for (const thing of layout.things) {
    if (thing.kind === 'zone' || thing.kind === 'room' || thing.kind === 'desk' || thing.kind === 'absent') continue;
    const outside = ['house', 'supplier', 'postbox'].includes(thing.kind);
    addShadow(mesh, thing.box, outside ? LAWN_Z : 0, { turn, length: Math.min(1.1, thing.height * 0.45), soft: soft('shadow') });
  }
  for (const lounge of layout.lounges)
    addShadow(mesh, { x: lounge.x - 0.7, y: lounge.y - 0.62, width: 1.4, depth: 0.86 }, 0, {
      turn,
      length: 0.12,
      soft: soft('shadow'),
    });
  for (const tree of layout.trees)
    addShadow(mesh, { x: tree.x - 0.25, y: tree.y - 0.25, width: 0.5, depth: 0.5 }, LAWN_Z, {
      turn,
      length: 0.35,
      soft: soft('shadow'),
    });
}
