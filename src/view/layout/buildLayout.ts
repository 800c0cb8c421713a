// Network and plan → placed things. Rooms in rows, a corridor before each row, one trunk corridor east of them that leads to the lobby in the
// south; other subnets east of the trunk, headquarters and peered VNets across bridges, the street before the front door. Deterministic.
import type { Plan, PodPlan } from '../../engine/dataplane/plan.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import type { Box, Point } from '../projection.ts';
import { deskGrid, type RoomSize, roomSize } from './rooms.ts';
import type { Layout, Placed } from './types.ts';

const CORRIDOR = 1.8;
const MARGIN = 1.2;
const LOBBY = 4.2;
const WING = 5.2;

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
  const building: Box = { x: 0, y: 0, width: zone.width + CORRIDOR + wing + 2 * MARGIN, depth: lobbyY + LOBBY };
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

interface Lobby {
  readonly building: Box;
  readonly lobbyY: number;
  readonly laneY: number;
  readonly root: Point;
  readonly hues: ReadonlyMap<string, number>;
}

/** Reception desks (load balancers) stand by the door, help desks (Services inside) along the lobby. */
function placeLobby(things: Placed[], plan: Plan, { building, lobbyY, laneY, root, hues }: Lobby): void {
  const shown = plan.services.slice(0, 60);
  const room = building.width - 2 * MARGIN;
  const step = Math.max(1.2, Math.min(3.4, room / Math.max(1, shown.length)));
  shown.forEach((service, index) => {
    const reception = service.type === 'LoadBalancer';
    const width = Math.min(reception ? 2.4 : 1.8, step - 0.4);
    const box: Box = {
      x: MARGIN + index * step + (step - width) / 2,
      y: lobbyY + (reception ? 2.2 : 1.5),
      width,
      depth: reception ? 1 : 0.8,
    };
    const centre: Point = { x: box.x + box.width / 2, y: box.y - 0.35 };
    things.push({
      selection: `service:${service.namespace}/${service.name}`,
      kind: reception ? 'reception' : 'helpDesk',
      box,
      height: reception ? 0.95 : 0.75,
      name: service.name,
      note: service.externalIP ?? service.clusterIP,
      hue: hues.get(service.namespace) ?? 0,
      trouble: service.type !== 'ExternalName' && service.endpoints.length === 0,
      priority: 50,
      way: [centre, { x: centre.x, y: laneY }, root],
    });
  });
}

interface OtherSubnet {
  readonly name: string;
  readonly prefix: string;
  readonly machines: readonly string[];
  readonly gateway?: string;
}

/** Subnets of the cluster's VNet that hold machines or the gateway, and those that wait empty. */
function otherSubnets(plan: Plan, network: NetworkDocument): OtherSubnet[] {
  const clusterSubnets = new Set(plan.nodes.map((node) => node.subnet));
  const vnet = network.virtualNetworks.find((item) => item.subnets.some((subnet) => clusterSubnets.has(subnet.name)));
  return (vnet?.subnets ?? [])
    .filter((subnet) => !clusterSubnets.has(subnet.name))
    .map((subnet) => {
      const machines = (network.virtualMachines ?? [])
        .filter((machine) => machine.subnet === subnet.name)
        .map((machine) => machine.name);
      const gateway =
        subnet.name === 'GatewaySubnet'
          ? network.virtualNetworkGateways?.find((item) => item.virtualNetwork === vnet?.name)?.name
          : undefined;
      return { name: subnet.name, prefix: subnet.addressPrefix, machines, ...(gateway === undefined ? {} : { gateway }) };
    })
    .filter((subnet) => subnet.machines.length > 0 || subnet.gateway !== undefined);
}

function placeWing(
  things: Placed[],
  subnets: readonly OtherSubnet[],
  at: { readonly x: number; readonly trunkX: number; readonly root: Point; readonly network: NetworkDocument },
): void {
  subnets.forEach((subnet, index) => {
    const box: Box = { x: at.x, y: MARGIN + index * 4.4, width: WING - 0.6, depth: 4 };
    const y = box.y + 2.2;
    const way: Point[] = [{ x: box.x + 0.6, y }, { x: at.trunkX, y }, at.root];
    things.push({
      selection: `subnet:${subnet.name}`,
      kind: 'zone',
      box,
      height: 0,
      name: subnet.name,
      note: subnet.prefix,
      hue: -1,
      trouble: false,
      priority: 30,
      way,
    });
    if (subnet.gateway !== undefined) {
      const gate: Box = { x: box.x + box.width - 2.4, y: y - 0.9, width: 1.5, depth: 1.5 };
      things.push({
        selection: `device:${subnet.gateway}`,
        kind: 'gateway',
        box: gate,
        height: 1.5,
        name: subnet.gateway,
        note: '',
        hue: -1,
        trouble: false,
        priority: 45,
        way: [{ x: gate.x - 0.3, y }, ...way.slice(1)],
      });
    }
    subnet.machines.slice(0, 4).forEach((name, place) => {
      const machine = at.network.virtualMachines?.find((item) => item.name === name);
      const spot: Box = { x: box.x + 0.8 + place * 1.2, y: y - 1.1, width: 0.8, depth: 0.8 };
      things.push({
        selection: `host:${name}`,
        kind: 'machine',
        box: spot,
        height: 1.2,
        name,
        note: machine?.ipAddress ?? '',
        hue: -1,
        trouble: false,
        priority: 45,
        way: [{ x: spot.x + 0.4, y: spot.y + 1.1 }, { x: at.trunkX, y: spot.y + 1.1 }, at.root],
      });
    });
  });
}

interface Outside {
  readonly building: Box;
  readonly trunkX: number;
  readonly root: Point;
  readonly frontDoor: Point;
  readonly gateways: readonly Placed[];
}

/** Headquarters and peered VNets to the east, the street to the south. */
function placeOutside(
  things: Placed[],
  network: NetworkDocument,
  at: Outside,
): { street: Box; neighbours: Box[]; bridges: Box[] } {
  const { building, root, trunkX, frontDoor } = at;
  const east = building.x + building.width;
  const neighbours: Box[] = [];
  const bridges: Box[] = [];
  const gateway = at.gateways[0];
  const gateY = gateway ? (gateway.way[0]?.y ?? 2) : 2;
  let y = Math.max(0, gateY - 2.2);
  (network.onPremises ?? []).forEach((site) => {
    const plot: Box = { x: east + 3.2, y, width: Math.max(4.4, site.hosts.length * 1.6 + 1), depth: 4.4 };
    neighbours.push(plot);
    bridges.push({ x: east, y: gateY - 0.5, width: 3.2, depth: 1 });
    const lane: Point[] = [{ x: plot.x - 0.4, y: gateY }, { x: trunkX, y: gateY }, root];
    things.push({
      selection: `site:${site.name}`,
      kind: 'tower',
      box: { x: plot.x + 0.5, y: plot.y + 0.4, width: plot.width - 1, depth: 1.6 },
      height: 3,
      name: site.name,
      note: site.addressSpace[0] ?? '',
      hue: -1,
      trouble: false,
      priority: 48,
      way: lane,
    });
    site.hosts.forEach((host, index) => {
      const box: Box = { x: plot.x + 0.7 + index * 1.6, y: plot.y + 3, width: 0.8, depth: 0.8 };
      const own: Point = { x: box.x + 0.4, y: box.y - 0.35 };
      things.push({
        selection: `host:${host.name}`,
        kind: 'machine',
        box,
        height: 0.9,
        name: host.name,
        note: host.ipAddress,
        hue: -1,
        trouble: false,
        priority: 46,
        way: [own, { x: plot.x - 0.4, y: own.y }, ...lane],
      });
    });
    y += 6;
  });
  const clusterVnet = network.virtualNetworks[0]?.name;
  network.virtualNetworks
    .filter((vnet) => vnet.name !== clusterVnet)
    .forEach((vnet) => {
      const machines = (network.virtualMachines ?? []).filter((machine) =>
        vnet.subnets.some((subnet) => subnet.name === machine.subnet),
      );
      const plot: Box = { x: east + 3.2, y, width: 4.4, depth: 3.2 };
      neighbours.push(plot);
      const laneY = plot.y + 2.4;
      bridges.push({ x: east, y: laneY - 0.4, width: 3.2, depth: 0.8 });
      const lane: Point[] = [{ x: plot.x - 0.4, y: laneY }, { x: trunkX, y: laneY }, root];
      things.push({
        selection: `site:${vnet.name}`,
        kind: 'house',
        box: { x: plot.x + 0.3, y: plot.y + 0.3, width: plot.width - 0.6, depth: 0.8 },
        height: 0.9,
        name: vnet.name,
        note: vnet.addressSpace[0] ?? '',
        hue: -1,
        trouble: false,
        priority: 32,
        way: lane,
      });
      machines.slice(0, 3).forEach((machine, index) => {
        const box: Box = { x: plot.x + 0.5 + index * 1.3, y: plot.y + 1.3, width: 0.7, depth: 0.7 };
        things.push({
          selection: `host:${machine.name}`,
          kind: 'machine',
          box,
          height: 0.9,
          name: machine.name,
          note: machine.ipAddress ?? '',
          hue: -1,
          trouble: false,
          priority: 44,
          way: [{ x: box.x + 0.35, y: laneY }, ...lane],
        });
      });
      y += 4.6;
    });
  const streetY = Math.max(building.y + building.depth, ...neighbours.map((box) => box.y + box.depth)) + 1;
  const walkY = streetY + 1;
  const way: Point[] = [{ x: frontDoor.x, y: walkY }, frontDoor, { x: frontDoor.x, y: root.y }, root];
  things.push({
    selection: 'site:internet',
    kind: 'street',
    box: { x: frontDoor.x - 0.6, y: walkY - 0.6, width: 1.2, depth: 1.2 },
    height: 0,
    name: 'internet',
    note: '',
    hue: -1,
    trouble: false,
    priority: 25,
    way,
  });
  (network.internetHosts ?? []).slice(0, 12).forEach((host, index) => {
    const box: Box = { x: 0.6 + index * 3.6, y: streetY + 2.35, width: 1.3, depth: 1 };
    const own: Point = { x: box.x + 0.65, y: box.y - 0.3 };
    things.push({
      selection: `host:${host.name}`,
      kind: 'house',
      box,
      height: 1.3,
      name: host.name,
      note: host.ipAddress,
      hue: -1,
      trouble: false,
      priority: 46,
      way: [own, { x: own.x, y: walkY }, ...way],
    });
  });
  return { street: { x: -0.4, y: streetY, width: building.width + 0.8, depth: 2 }, neighbours, bridges };
}
