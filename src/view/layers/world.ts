// The world as two meshes: what lies flat, and what stands on it in painter's order (groups first, then what stands in each group).
// Made anew per world edit and per quarter turn; between them only its corners are projected again.
import type { Layout, Placed, Room } from '../layout/types.ts';
import type { Box, Turn } from '../projection.ts';
import { drawAbsent } from './absent.ts';
import {
  drawCabinet,
  drawCounter,
  drawDesk,
  drawGateway,
  drawMachine,
  drawMailroom,
  drawLounge,
  drawWaiting,
} from './furniture.ts';
import {
  drawAppGateway,
  drawDirectory,
  drawFirewall,
  drawGuard,
  drawNatGateway,
  drawPrivateDoor,
  drawSignpost,
  drawSupplier,
} from './devices.ts';
import { drawFloors, drawGround, drawShadows } from './ground.ts';
import { drawAnnex, drawHouse, drawPostbox, drawTower, drawTree, LAWN_Z } from './houses.ts';
import { addThing, clearMesh, type Mesh } from './mesh.ts';
import { painterOrder } from './painter.ts';
import { putSign } from './roofs.ts';
import { drawOuterWalls, drawRoomWalls } from './walls.ts';

/** More desks than this are drawn without legs. */
const FINE_DESKS = 160;

export function buildFlats(mesh: Mesh, layout: Layout, turn: Turn): void {
  clearMesh(mesh);
  drawGround(mesh, layout, turn);
  drawFloors(mesh, layout, turn);
  drawShadows(mesh, layout, turn);
}

interface Group {
  readonly box: Box;
  readonly draw: () => void;
}

export function buildSolids(mesh: Mesh, layout: Layout, turn: Turn): void {
  clearMesh(mesh);
  const simple = layout.rooms.reduce((sum, room) => sum + room.desks.length, 0) > FINE_DESKS;
  const groups: Group[] = [
    { box: layout.building, draw: () => drawBuilding(mesh, layout, { turn, simple }) },
    ...layout.plots.map((plot): Group => ({ box: plot.box, draw: () => drawThings(mesh, plot.things, turn) })),
    ...layout.things
      .filter((thing) => ['house', 'supplier', 'postbox'].includes(thing.kind))
      .map((thing): Group => ({ box: thing.box, draw: () => drawThings(mesh, [thing], turn) })),
    ...layout.trees.map(
      (tree): Group => ({
        box: { x: tree.x - 0.36, y: tree.y - 0.36, width: 0.72, depth: 0.72 },
        draw: () => drawTree(mesh, tree, turn),
      }),
    ),
  ];
  for (const group of painterOrder(groups, turn)) group.draw();
}

interface Look {
  readonly turn: Turn;
  readonly simple: boolean;
}

function drawBuilding(mesh: Mesh, layout: Layout, look: Look): void {
  drawOuterWalls(mesh, layout, look.turn, 'far');
  const inner = layout.things.filter(
    (thing) => !['zone', 'room', 'desk'].includes(thing.kind) && within(layout.building, thing.box),
  );
  const groups: Group[] = [
    ...layout.rooms.map((room): Group => ({ box: room.thing.box, draw: () => drawRoom(mesh, room, look) })),
    ...layout.lounges.map(
      (lounge): Group => ({
        box: { x: lounge.x - 0.7, y: lounge.y - 0.62, width: 1.4, depth: 0.86 },
        draw: () => drawLounge(mesh, lounge, look.turn),
      }),
    ),
    ...inner.map((thing): Group => ({ box: thing.box, draw: () => drawThings(mesh, [thing], look.turn) })),
  ];
  for (const group of painterOrder(groups, look.turn)) group.draw();
  drawOuterWalls(mesh, layout, look.turn, 'near');
}

function within(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.depth <= outer.y + outer.depth
  );
}

function drawRoom(mesh: Mesh, room: Room, { turn, simple }: Look): void {
  drawRoomWalls(mesh, room, turn, 'far');
  const groups: Group[] = [
    ...room.desks.map(
      (desk): Group => ({ box: desk.box, draw: () => addThing(mesh, desk.selection, () => drawDesk(mesh, desk, turn, simple)) }),
    ),
    {
      box: room.cabinet,
      draw: () => addThing(mesh, room.thing.selection, () => drawCabinet(mesh, room.cabinet, turn, room.thing.trouble)),
    },
  ];
  for (const group of painterOrder(groups, turn)) group.draw();
  drawRoomWalls(mesh, room, turn, 'near');
}

function drawThings(mesh: Mesh, things: readonly Placed[], turn: Turn): void {
  for (const thing of painterOrder(things, turn))
    addThing(mesh, thing.selection, () => {
      drawThing(mesh, thing, turn);
      putSign(mesh, thing, turn);
    });
}

/** How each kind of piece is drawn; flat ones and desks have their own ways. */
function drawThing(mesh: Mesh, thing: Placed, turn: Turn): void {
  const z = thing.group.startsWith('site:') ? LAWN_Z + 0.12 : 0;
  switch (thing.kind) {
    case 'reception':
    case 'helpDesk':
      return drawCounter(mesh, thing, turn);
    case 'absent':
      return drawAbsent(mesh, thing, turn);
    case 'mailroom':
      return drawMailroom(mesh, thing, turn);
    case 'natGateway':
      return drawNatGateway(mesh, thing, turn);
    case 'waiting':
      return drawWaiting(mesh, thing, turn);
    case 'gateway':
      return drawGateway(mesh, thing, turn);
    case 'firewall':
      return drawFirewall(mesh, thing, turn, z);
    case 'privateDoor':
      return drawPrivateDoor(mesh, thing, turn, z);
    case 'appGateway':
      return drawAppGateway(mesh, thing, turn, z);
    case 'directory':
      return drawDirectory(mesh, thing, turn, z);
    case 'guard':
      return drawGuard(mesh, thing, turn);
    case 'signpost':
      return drawSignpost(mesh, thing, turn);
    case 'machine':
      return drawMachine(mesh, thing, turn, z);
    case 'tower':
      return drawTower(mesh, thing, turn);
    case 'annex':
      return drawAnnex(mesh, thing, turn);
    case 'house':
      return drawHouse(mesh, thing, turn);
    case 'supplier':
      return drawSupplier(mesh, thing, turn, LAWN_Z);
    case 'postbox':
      return drawPostbox(mesh, thing, turn);
    case 'zone':
    case 'room':
    case 'desk':
      return undefined;
  }
}
