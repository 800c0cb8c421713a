// What lies outside the building: headquarters and peered VNets on plots in the east, the street with its houses in the south. Pure.
import type { NetworkDocument, VirtualNetwork } from '../../engine/model/networkDocument.ts';
import type { Box, Point } from '../projection.ts';
import { type Piece, piecesIn } from './pieces.ts';
import { addLane, type Draft, type Placed, type PlacedKind } from './types.ts';

const GAP = 1.7;
const CELL = 1.75;
const MACHINE = 0.72;
const TOWER = { width: 2.3, depth: 1.7, height: 2.9 };
const MOST_HOSTS = 12;
const MOST_HOUSES = 24;

export interface PlotPlan {
  readonly selection: string;
  readonly kind: 'tower' | 'annex';
  readonly name: string;
  readonly note: string;
  readonly hosts: readonly Piece[];
  /** Joined to the cluster's VNet by a bridge (gateway) or a corridor (peering). */
  readonly bridged: 'gateway' | 'peering' | undefined;
  readonly width: number;
  readonly depth: number;
  readonly columns: number;
}

export function planPlots(network: NetworkDocument, home: string): readonly PlotPlan[] {
  const plots: PlotPlan[] = [];
  const shape = (hosts: number): Pick<PlotPlan, 'width' | 'depth' | 'columns'> => {
    const columns = Math.max(2, Math.min(4, hosts));
    return {
      columns,
      width: Math.max(TOWER.width + 1.2, columns * CELL + 0.6),
      depth: TOWER.depth + 1.25 + Math.ceil(hosts / columns) * 1.3,
    };
  };
  for (const site of network.onPremises ?? []) {
    const hosts = site.hosts.slice(0, MOST_HOSTS).map(
      ({ name, ipAddress }): Piece => ({
        selection: `host:${name}`,
        kind: 'machine',
        name,
        note: ipAddress,
        height: 0.95,
        priority: 46,
        trouble: false,
        width: MACHINE,
        depth: MACHINE,
      }),
    );
    const bridged = network.virtualNetworkGateways?.some((gateway) => gateway.connections.includes(site.name))
      ? 'gateway'
      : undefined;
    plots.push({
      selection: `site:${site.name}`,
      kind: 'tower',
      name: site.name,
      note: site.addressSpace[0] ?? '',
      hosts,
      bridged,
      ...shape(hosts.length),
    });
  }
  for (const vnet of network.virtualNetworks) {
    if (vnet.name === home) continue;
    const hosts = machinesOf(network, vnet);
    const size = shape(hosts.length);
    plots.push({
      selection: `site:${vnet.name}`,
      kind: 'annex',
      name: vnet.name,
      note: vnet.addressSpace[0] ?? '',
      hosts,
      bridged: peered(network, vnet, home) ? 'peering' : undefined,
      ...size,
    });
  }
  return [...plots.filter((plot) => plot.bridged === 'gateway'), ...plots.filter((plot) => plot.bridged !== 'gateway')];
}

function machinesOf(network: NetworkDocument, vnet: VirtualNetwork): PlotPlan['hosts'] {
  return vnet.subnets.flatMap((subnet) => piecesIn(network, vnet.name, subnet.name)).slice(0, MOST_HOSTS);
}

function peered(network: NetworkDocument, vnet: VirtualNetwork, home: string): boolean {
  const house = network.virtualNetworks.find((item) => item.name === home);
  return (
    (vnet.peerings ?? []).some((peering) => peering.remoteVirtualNetwork === home) ||
    (house?.peerings ?? []).some((peering) => peering.remoteVirtualNetwork === vnet.name)
  );
}

export interface OutsideSite {
  readonly building: Box;
  readonly trunkX: number;
  readonly gateway: Placed | undefined;
  /** Where a lane may leave the building eastwards without meeting anything. */
  readonly exits: readonly number[];
  readonly doorX: number;
  readonly frontY: number;
}

export interface Outside {
  readonly road: Box;
  readonly crossing: Box;
  readonly bridges: readonly Box[];
  readonly paths: readonly Box[];
  readonly sideDoors: readonly { readonly y: number }[];
  readonly edges: { readonly left: number; readonly right: number };
}

export function placeOutside(draft: Draft, network: NetworkDocument, plots: readonly PlotPlan[], site: OutsideSite): Outside {
  const { building, trunkX, gateway, exits, doorX, frontY } = site;
  const east = building.x + building.width;
  const bridges: Box[] = [];
  const sideDoors: { y: number }[] = [];
  const paths: Box[] = [];
  // As far south as they may: the 3D view is narrowest then.
  let y = Math.max(building.y, building.y + building.depth - plots.reduce((sum, plot) => sum + plot.depth + 0.6, 0));
  let right = east;
  const gateLane = gateway ? gateway.box.y - 0.25 : undefined;
  const placed: { box: Box; laneY: number }[] = [];
  for (const plot of plots) {
    // The lane between tower and hosts meets the bridge; the first plot with a bridge lines up with the gateway.
    const meet = plot.bridged === 'gateway' && bridges.length === 0 ? gateLane : undefined;
    const top = meet === undefined ? y : Math.max(building.y, meet - TOWER.depth - 0.75);
    const box: Box = { x: east + GAP, y: top, width: plot.width, depth: plot.depth };
    const laneY = top + TOWER.depth + 0.75;
    placePlot(draft, plot, box, laneY);
    placed.push({ box, laneY });
    if (plot.bridged !== undefined) {
      const inner = plot.bridged === 'gateway' && gateLane !== undefined ? gateLane : nearest(exits, laneY);
      bridges.push({ x: east, y: Math.min(inner, laneY) - 0.4, width: GAP, depth: Math.abs(inner - laneY) + 0.8 });
      sideDoors.push({ y: inner });
      addLane(
        draft,
        { x: trunkX, y: inner },
        { x: east + GAP / 2, y: inner },
        { x: east + GAP / 2, y: laneY },
        { x: box.x, y: laneY },
      );
    }
    right = Math.max(right, box.x + box.width);
    y = top + plot.depth + 0.6;
  }
  const south = building.y + building.depth;
  const lowest = Math.max(south, ...placed.map(({ box }) => box.y + box.depth));
  const houses = housesOf(network);
  const pavement = lowest + 0.75;
  const road: Box = { x: 0, y: lowest + 1.1, width: 0, depth: 1.7 };
  const farY = road.y + road.depth + 0.35;
  const left = building.x;
  const laneX = right + 0.4;
  right = Math.max(placed.length > 0 ? laneX + 0.4 : right, doorX + 1, doorX + 1.2 + houses.length * 2.3);
  addLane(draft, { x: left, y: pavement }, { x: right, y: pavement });
  addLane(draft, { x: left, y: farY }, { x: right, y: farY });
  addLane(draft, { x: doorX, y: frontY }, { x: doorX, y: farY });
  paths.push({ x: doorX - 0.45, y: south, width: 0.9, depth: road.y - south });
  // Headquarters has a street of its own too: what it sends to the internet need not cross our house.
  const first = placed[0];
  if (first) {
    for (const { box, laneY } of placed) addLane(draft, { x: box.x + box.width - 0.35, y: laneY }, { x: laneX, y: laneY });
    addLane(draft, { x: laneX, y: first.laneY }, { x: laneX, y: pavement });
    paths.push({ x: laneX - 0.3, y: first.laneY - 0.3, width: 0.6, depth: road.y - first.laneY + 0.3 });
  }
  placeHouses(draft, houses, { left, farY, doorX });
  return {
    road,
    crossing: { x: doorX - 0.55, y: road.y, width: 1.1, depth: road.depth },
    bridges,
    paths,
    sideDoors,
    edges: { left, right },
  };
}

function nearest(values: readonly number[], to: number): number {
  return values.reduce((best, value) => (Math.abs(value - to) < Math.abs(best - to) ? value : best), values[0] ?? to);
}

function placePlot(draft: Draft, plot: PlotPlan, box: Box, laneY: number): void {
  const things: Placed[] = [];
  const add = (
    thing: Pick<Placed, 'selection' | 'name' | 'note' | 'height' | 'priority'> & {
      readonly kind: PlacedKind;
      readonly trouble?: boolean;
      readonly box: Box;
      readonly x: number;
    },
  ): void => {
    const port: Point = { x: thing.x, y: thing.box.y + thing.box.depth / 2 };
    const { x: _x, ...rest } = thing;
    const placed: Placed = { trouble: false, ...rest, hue: -1, port, group: plot.selection };
    things.push(placed);
    draft.things.push(placed);
    draft.spurs.push({ thing: placed.selection, to: { x: port.x, y: laneOf(thing.box) } });
  };
  const laneOf = (own: Box): number => (own.y < laneY ? laneY : own.y - 0.3);
  const low = plot.kind === 'annex';
  const hall: Box = { x: box.x + 0.35, y: box.y + 0.3, width: low ? box.width - 1.1 : TOWER.width, depth: TOWER.depth };
  add({
    selection: plot.selection,
    kind: plot.kind,
    name: plot.name,
    note: plot.note,
    height: low ? 0.9 : TOWER.height,
    priority: 50,
    box: hall,
    x: hall.x + hall.width / 2,
  });
  addLane(draft, { x: box.x, y: laneY }, { x: box.x + box.width - 0.35, y: laneY });
  plot.hosts.forEach((host, index) => {
    const row = Math.floor(index / plot.columns);
    const centre = box.x + 0.3 + (index % plot.columns) * CELL + CELL / 2 - 0.1;
    const own: Box = { x: centre - host.width / 2, y: laneY + 0.3 + row * 1.3, width: host.width, depth: host.depth };
    if (row > 0 && index % plot.columns === 0) {
      const rowY = own.y - 0.3;
      addLane(draft, { x: box.x + 0.2, y: laneY }, { x: box.x + 0.2, y: rowY }, { x: box.x + box.width - 0.35, y: rowY });
    }
    const { width: _width, depth: _depth, ...thing } = host;
    add({ ...thing, box: own, x: centre });
  });
  draft.plots.push({ selection: plot.selection, box, things });
}

interface House {
  readonly selection: string;
  readonly kind: 'house' | 'supplier';
  readonly name: string;
  readonly note: string;
  readonly trouble: boolean;
}

/** Hosts of the street, then suppliers (PaaS): closed to the street where public access is off. */
function housesOf(network: NetworkDocument): readonly House[] {
  return [
    ...(network.internetHosts ?? []).map(
      ({ name, ipAddress }): House => ({ selection: `host:${name}`, kind: 'house', name, note: ipAddress, trouble: false }),
    ),
    ...(network.paasServices ?? []).map(
      ({ name, publicIPAddress = '' }): House => ({
        selection: `paas:${name}`,
        kind: 'supplier',
        name,
        note: publicIPAddress,
        trouble: false,
      }),
    ),
  ].slice(0, MOST_HOUSES);
}

/** The internet itself is the postbox across from the door; its hosts are houses along the far pavement. */
function placeHouses(
  draft: Draft,
  houses: readonly House[],
  at: { readonly left: number; readonly farY: number; readonly doorX: number },
): void {
  const add = (thing: Pick<Placed, 'selection' | 'kind' | 'name' | 'note' | 'height' | 'priority' | 'box'>): void => {
    const port: Point = { x: thing.box.x + thing.box.width / 2, y: thing.box.y + thing.box.depth / 2 };
    draft.things.push({ ...thing, hue: -1, trouble: false, port, group: '' });
    draft.spurs.push({ thing: thing.selection, to: { x: port.x, y: at.farY } });
  };
  add({
    selection: 'site:internet',
    kind: 'postbox',
    name: 'internet',
    note: '',
    height: 0.9,
    priority: 32,
    box: { x: at.doorX - 0.2, y: at.farY + 0.3, width: 0.4, depth: 0.4 },
  });
  // From across the door outwards, to the east first: that is where the 3D view has room.
  let east = at.doorX + 0.9;
  let west = at.doorX - 0.9 - 1.25;
  for (const host of houses) {
    const goWest = at.doorX - west < east - at.doorX - 4.8 && west > at.left + 0.4;
    const x = goWest ? west : east;
    if (goWest) west -= 2.3;
    else east += 2.3;
    add({
      selection: host.selection,
      kind: host.kind,
      name: host.name,
      note: host.note,
      height: host.kind === 'supplier' ? 1.5 : 1.15,
      priority: 47,
      box: { x, y: at.farY + 0.3, width: 1.25, depth: 1 },
    });
  }
}
