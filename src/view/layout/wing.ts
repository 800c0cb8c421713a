// The east wing: the subnets of the cluster's VNet that hold no nodes. Machines and devices, the gate of the bridge, zones that wait empty. Pure.
import type { Plan } from '../../engine/dataplane/plan.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import type { Absent } from '../../store/absent.ts';
import type { Box, Point } from '../projection.ts';
import { type Piece, piecesIn } from './pieces.ts';
import { isPost, standPosts } from './posts.ts';
import { addLane, type Draft, type Placed } from './types.ts';

export const WING_WIDTH = 3.7;
const HEAD = 0.75;
const CELL = { width: 1.65, depth: 1.5 };
const PER_ROW = 2;
const MOST_EMPTY = 4;
const MOST_PIECES = 24;

export interface WingZone {
  readonly name: string;
  readonly prefix: string;
  readonly trouble: boolean;
  readonly pieces: readonly Piece[];
  /** The bridge leaves from here. */
  readonly gate: Piece | undefined;
  readonly depth: number;
}

export function clusterVnet(plan: Plan, network: NetworkDocument): string {
  const held = new Set(plan.nodes.map((node) => node.subnet));
  const vnet =
    network.virtualNetworks.find((item) => item.subnets.some((subnet) => held.has(subnet.name))) ?? network.virtualNetworks[0];
  return vnet?.name ?? '';
}

/** `absent`: what is missing in one of these subnets stands there as an outline. */
export function planWing(plan: Plan, network: NetworkDocument, absent: readonly Absent[] = []): readonly WingZone[] {
  const vnet = network.virtualNetworks.find((item) => item.name === clusterVnet(plan, network));
  const noded = new Set(plan.nodes.map((node) => node.subnet));
  const first = plan.nodes.length === 0 ? plan.subnets[0]?.name : undefined;
  let empty = 0;
  const zones: WingZone[] = [];
  for (const subnet of vnet?.subnets ?? []) {
    const missing = absent.filter((item) => item.subnet === subnet.name && !isPost(item)).map(outlineOf);
    const all = [...missing, ...piecesIn(network, vnet?.name ?? '', subnet.name)].slice(0, MOST_PIECES);
    const gate = all.find((item) => item.kind === 'gateway');
    const pieces = all.filter((item) => item !== gate);
    const own = noded.has(subnet.name) || subnet.name === first;
    // What shares the nodes' subnet stands in the wing as well, in a part of that zone.
    if (own && pieces.length === 0) continue;
    if (pieces.length === 0 && gate === undefined && ++empty > MOST_EMPTY) continue;
    const used = plan.subnets.find((item) => item.name === subnet.name);
    const rows = Math.ceil(pieces.length / PER_ROW) + (gate === undefined ? 0 : 1);
    const note = used && used.used > 0 ? `${subnet.addressPrefix}  ${used.used}/${used.usable}` : subnet.addressPrefix;
    zones.push({
      name: own ? '' : subnet.name,
      prefix: note,
      trouble: (used?.free ?? 0) < 0,
      pieces,
      gate,
      depth: HEAD + Math.max(0.5, rows * CELL.depth) + 0.25,
    });
  }
  // The gateway is the southernmost: the bridge leaves from there.
  return [...zones.filter((zone) => zone.gate === undefined), ...zones.filter((zone) => zone.gate !== undefined)];
}

function outlineOf({ kind, selection, name }: Absent): Piece {
  return {
    kind: 'absent',
    missing: kind,
    selection,
    name,
    note: '',
    height: 0.85,
    priority: 54,
    trouble: true,
    width: 1.15,
    depth: 0.7,
  };
}

export function wingDepth(zones: readonly WingZone[]): number {
  return zones.reduce((sum, zone) => sum + zone.depth, 0);
}

/** Each zone's strip: stacked from the north, the last one stretched to the south edge with its contents there. */
export function wingStrips(
  zones: readonly WingZone[],
  north: number,
  south: number,
): readonly { readonly zone: WingZone; readonly y: number; readonly depth: number; readonly laneY: number }[] {
  let y = north;
  return zones.map((zone, index) => {
    const depth = index === zones.length - 1 ? south - y : zone.depth;
    const strip = { zone, y, depth, laneY: y + depth - zone.depth + HEAD + 0.25 };
    y += zone.depth;
    return strip;
  });
}

/** Places zones and what stands in them; their lanes lead west to the trunk corridor. Answers the gateway's place, if there is one. */
export function placeWing(
  draft: Draft,
  strips: ReturnType<typeof wingStrips>,
  at: { readonly x: number; readonly trunkX: number; readonly network: NetworkDocument },
): Placed | undefined {
  let gate: Placed | undefined;
  for (const { zone, y, depth, laneY } of strips) {
    const box: Box = { x: at.x, y, width: WING_WIDTH, depth };
    const group = zone.name === '' ? '' : `subnet:${zone.name}`;
    if (zone.name !== '') {
      const port: Point = { x: box.x + 0.45, y: laneY - 0.3 };
      draft.things.push({
        selection: group,
        kind: 'zone',
        box,
        height: 0,
        name: zone.name,
        note: zone.prefix,
        hue: -1,
        trouble: zone.trouble,
        priority: 34,
        port,
        group: '',
      });
      draft.spurs.push({ thing: group, to: { x: port.x, y: laneY } });
      standPosts(draft, at.network, zone.name, { x: box.x + 0.2, y: laneY - 0.3, laneY, step: 0.55 });
    }
    const rows = Math.max(1, Math.ceil(zone.pieces.length / PER_ROW) + (zone.gate === undefined ? 0 : 1));
    for (let row = 0; row < rows; row++)
      addLane(draft, { x: at.trunkX, y: laneY + row * CELL.depth }, { x: box.x + box.width - 0.35, y: laneY + row * CELL.depth });
    const stand = ({ width, depth: deep, ...thing }: Piece, index: number): Placed => {
      const lane = laneY + Math.floor(index / PER_ROW) * CELL.depth;
      const centre = box.x + 1 + (index % PER_ROW) * CELL.width;
      const own: Box = { x: centre - width / 2, y: lane + 0.25, width, depth: deep };
      const port: Point = { x: centre, y: own.y + own.depth / 2 };
      const placed: Placed = { ...thing, box: own, hue: -1, port, group };
      draft.things.push(placed);
      draft.spurs.push({ thing: placed.selection, to: { x: centre, y: lane } });
      return placed;
    };
    if (zone.gate) gate = stand(zone.gate, 1);
    zone.pieces.forEach((item, index) => stand(item, index + (zone.gate === undefined ? 0 : PER_ROW)));
  }
  return gate;
}
