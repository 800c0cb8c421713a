// Outside the building: headquarters and peered VNets across bridges to the east, the street and its houses to the south.
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import type { Box, Point } from '../projection.ts';
import type { Placed } from './types.ts';

export interface Outside {
  readonly building: Box;
  readonly trunkX: number;
  readonly root: Point;
  readonly frontDoor: Point;
  readonly gateways: readonly Placed[];
}

/** Headquarters and peered VNets to the east, the street to the south. */
export function placeOutside(
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
