// Network and plan → placed things. Rooms in rows, a corridor before each row, one trunk corridor east of them that leads to the lobby in the
// south; other subnets east of the trunk, headquarters and peered VNets across bridges, the street before the front door. Deterministic.
import type { Plan, PodPlan } from '../../engine/dataplane/plan.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import type { Box, Point } from '../projection.ts';
import { placeLobby } from './lobby.ts';
import { CORRIDOR, EMPTY_LOBBY, LOBBY, MARGIN, WING } from './measures.ts';
import { placeOutside } from './outside.ts';
import { deskGrid, type RoomSize, roomSize } from './rooms.ts';
import type { Layout, Placed } from './types.ts';
import { otherSubnets, placeWing } from './wing.ts';

export function buildLayout(plan: Plan, network: NetworkDocument): Layout {
  const hues = hueIndex(plan);
  const byNode = new Map<string, PodPlan[]>();
  for (const pod of plan.pods) byNode.set(pod.node, [...(byNode.get(pod.node) ?? []), pod]);
  const most = Math.max(1, ...plan.nodes.map((node) => byNode.get(node.name)?.length ?? 0));
  const size = roomSize(most);
  const columns = roomColumns(plan.nodes.length, size);
  const rows = Math.max(1, Math.ceil(plan.nodes.length / columns));
  const rowDepth = size.depth + CORRIDOR;
  const zone: Box = { x: MARGIN, y: MARGIN, width: columns * (size.width + 0.6) + 0.6, depth: rows * rowDepth + 0.6 };
  const trunkX = zone.x + zone.width + CORRIDOR / 2;
  const others = otherSubnets(plan, network);
  const wing = others.length > 0 ? WING : 0;
  const upper = Math.max(zone.depth, others.length * 4.4);
  const lobbyY = MARGIN + upper + CORRIDOR;
  const building: Box = {
    x: 0,
    y: 0,
    width: zone.width + CORRIDOR + wing + 2 * MARGIN,
    depth: lobbyY + (plan.services.length > 0 ? LOBBY : EMPTY_LOBBY),
  };
  const laneY = lobbyY + 0.4;
  const root: Point = { x: trunkX, y: laneY };
  const things: Placed[] = [];

  const clusterSubnet = plan.nodes[0]?.subnet ?? plan.subnets[0]?.name ?? '';
  const subnet = plan.subnets.find((item) => item.name === clusterSubnet);
  things.push({
    selection: `subnet:${clusterSubnet}`,
    kind: 'zone',
    box: { ...zone, depth: upper },
    height: 0,
    name: clusterSubnet,
    note: subnet ? `${subnet.addressPrefix} · ${subnet.used}/${subnet.usable}` : '',
    hue: -1,
    trouble: (subnet?.free ?? 0) < 0,
    priority: 40,
    way: [root],
  });
  plan.nodes.forEach((node, index) => {
    const column = index % columns;
    const row = Math.floor(index / columns);
    const box: Box = {
      x: zone.x + 0.6 + column * (size.width + 0.6),
      y: zone.y + 0.6 + row * rowDepth,
      width: size.width,
      depth: size.depth,
    };
    const corridorY = box.y + box.depth + CORRIDOR / 2 - 0.2;
    const door: Point = { x: box.x + box.width / 2, y: box.y + box.depth - 0.5 };
    const way: Point[] = [door, { x: door.x, y: corridorY }, { x: trunkX, y: corridorY }, root];
    things.push({
      selection: `node:${node.name}`,
      kind: 'room',
      box,
      height: 0,
      name: node.name,
      note: roomNote(node.ip, byNode.get(node.name)?.length ?? 0),
      hue: -1,
      trouble: !node.ready,
      priority: 60,
      way,
    });
    placeDesks(things, { pods: byNode.get(node.name) ?? [], box, size, door, way, hues });
  });
  placeLobby(things, plan, { building, lobbyY, laneY, root, hues });
  placeWing(things, others, { x: trunkX + CORRIDOR / 2 + 0.3, trunkX, root, network });
  const frontDoor: Point = { x: trunkX, y: building.depth + 0.2 };
  const outside = placeOutside(things, network, {
    building,
    trunkX,
    root,
    frontDoor,
    gateways: things.filter((thing) => thing.kind === 'gateway'),
  });
  const all = [building, outside.street, ...outside.neighbours];
  const left = Math.min(...all.map((box) => box.x)) - 0.8;
  const right = Math.max(...all.map((box) => box.x + box.width)) + 0.8;
  const ground: Box = { x: left, y: -1.2, width: right - left, depth: outside.street.y + outside.street.depth + 1.4 + 1.2 };
  return {
    things,
    bySelection: new Map(things.map((thing) => [thing.selection, thing])),
    building,
    ground,
    street: { ...outside.street, x: ground.x, width: ground.width },
    neighbours: outside.neighbours,
    bridges: outside.bridges,
    frontDoor,
    bounds: { ...ground, height: 1.4 },
  };
}

/** Departments in the order of their names; kube-system and its like last, so that the story's colours stay put. */
function hueIndex(plan: Plan): ReadonlyMap<string, number> {
  const names = [
    ...new Set([...plan.pods.map((pod) => pod.namespace), ...plan.services.map((service) => service.namespace)]),
  ].sort();
  const ordered = [...names.filter((name) => !name.startsWith('kube-')), ...names.filter((name) => name.startsWith('kube-'))];
  return new Map(ordered.map((name, index) => [name, index]));
}

/** The number plate; a full room also says how many laptops stand in it. */
function roomNote(ip: string, pods: number): string {
  return pods > 12 ? `${ip} · ${pods}` : ip;
}

/** As near to a landscape as the rooms' own shape allows. */
function roomColumns(count: number, size: RoomSize): number {
  if (count <= 2) return Math.max(1, count);
  return Math.max(2, Math.min(count, Math.round(Math.sqrt((count * (size.depth + CORRIDOR)) / size.width) * 1.1)));
}

interface Desks {
  readonly pods: readonly PodPlan[];
  readonly box: Box;
  readonly size: RoomSize;
  readonly door: Point;
  readonly way: readonly Point[];
  readonly hues: ReadonlyMap<string, number>;
}

function placeDesks(things: Placed[], { pods, box, size, door, way, hues }: Desks): void {
  const cells = deskGrid(box, size);
  pods.forEach((pod, index) => {
    const cell = cells[index];
    if (!cell) return;
    const aisleY = cell.y + cell.depth + 0.28;
    const centre: Point = { x: cell.x + cell.width / 2, y: cell.y + cell.depth + 0.1 };
    things.push({
      selection: `pod:${pod.namespace}/${pod.name}`,
      kind: 'desk',
      box: cell,
      height: 1.05,
      name: pod.name,
      note: pod.ip,
      hue: hues.get(pod.namespace) ?? 0,
      trouble: !pod.ready,
      priority: 20,
      way: [centre, { x: centre.x, y: aisleY }, { x: door.x, y: aisleY }, ...way],
    });
  });
}
