// Floor zones with nodes in them: rooms in rows, a corridor south of each row that ends at the trunk corridor in the east. Pure.
// A room with more pods than desks can show keeps its place and shows its departments as strips with counts instead.
import type { NodePlan, Plan, PodPlan, SubnetPlan } from '../../engine/dataplane/plan.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import type { Box, Point } from '../projection.ts';
import { standPosts } from './posts.ts';
import { aisleOf, deskAt, doorOffset, planRoom, ROOM_HEAD, type RoomPlan } from './seats.ts';
import { addLane, type Draft, type Placed, type Room } from './types.ts';

export const CORRIDOR = 1.15;
export const DOOR = 0.85;
const ZONE_HEAD = 0.78;
const PAD = 0.4;
const GAP = 0.3;
/** More pods than this in all, or in one room, and rooms show strips instead of desks. */
const MOST_DESKS = 1200;
const MOST_IN_ROOM = 140;

export interface FloorZone {
  readonly subnet: SubnetPlan | undefined;
  readonly name: string;
  readonly nodes: readonly NodePlan[];
}

export interface FloorPlan {
  readonly zones: readonly FloorZone[];
  readonly room: RoomPlan;
  readonly columns: number;
  readonly width: number;
  readonly depth: number;
  readonly collapsed: boolean;
}

/** Shape first: how many rooms stand side by side so that the whole house is as small as it can be. */
export function planFloors(plan: Plan, beside: { readonly width: number; readonly depth: number }): FloorPlan {
  const zones = zonesOf(plan);
  const counts = new Map<string, number>();
  for (const pod of plan.pods) counts.set(pod.node, (counts.get(pod.node) ?? 0) + 1);
  const fullest = Math.max(0, ...counts.values());
  const collapsed = fullest > MOST_IN_ROOM || plan.pods.length > MOST_DESKS;
  const room = collapsed ? { ...planRoom(2), width: 4, depth: 3.2 } : planRoom(fullest);
  let best: FloorPlan | undefined;
  let bestCost = Infinity;
  for (let columns = 1; columns <= Math.max(1, ...zones.map((zone) => zone.nodes.length)); columns++) {
    const rows = zones.map((zone) => Math.max(1, Math.ceil(zone.nodes.length / columns)));
    const width = columns * (room.width + GAP) - GAP + 2 * PAD;
    const depth = rows.reduce((sum, count) => sum + ZONE_HEAD + count * (room.depth + CORRIDOR), 0);
    const whole = { width: width + beside.width, depth: Math.max(depth, beside.depth) };
    // An empty place beside the last room costs a little too.
    const empty = zones.reduce((sum, zone, index) => sum + (rows[index] ?? 0) * columns - zone.nodes.length, 0);
    const cost = whole.width + whole.depth + 0.1 * Math.abs(whole.width - whole.depth - 4) + 0.8 * empty;
    if (cost < bestCost - 1e-9) {
      bestCost = cost;
      best = { zones, room, columns, width, depth, collapsed };
    }
  }
  return best ?? { zones, room, columns: 1, width: room.width + 2 * PAD, depth: ZONE_HEAD + room.depth + CORRIDOR, collapsed };
}

/** Subnets that hold nodes, in the plan's order; nodes without a subnet of their own stand in one more. */
function zonesOf(plan: Plan): FloorZone[] {
  const zones: FloorZone[] = [];
  for (const subnet of plan.subnets) {
    const nodes = plan.nodes.filter((node) => node.subnet === subnet.name);
    if (nodes.length > 0) zones.push({ subnet, name: subnet.name, nodes });
  }
  const known = new Set(plan.subnets.map((subnet) => subnet.name));
  const rest = plan.nodes.filter((node) => !known.has(node.subnet));
  if (rest.length > 0) zones.push({ subnet: undefined, name: rest[0]?.subnet ?? '', nodes: rest });
  const first = plan.subnets[0];
  if (zones.length === 0) zones.push({ subnet: first, name: first?.name ?? '', nodes: [] });
  return zones;
}

export interface FloorSite {
  readonly plan: Plan;
  readonly network: NetworkDocument;
  readonly floors: FloorPlan;
  readonly at: Point;
  /** South edge that the last zone is stretched to. */
  readonly bottom: number;
  readonly trunkX: number;
  readonly hueOf: (namespace: string) => number;
}

/** Places the zones and answers the y of the last corridor, which the lobby opens to. */
export function placeFloors(draft: Draft, { plan, network, floors, at, bottom, trunkX, hueOf }: FloorSite): number {
  const byNode = groupPods(plan.pods);
  let y = at.y;
  let corridorY = y;
  floors.zones.forEach((zone, index) => {
    const rows = Math.max(1, Math.ceil(zone.nodes.length / floors.columns));
    const own = ZONE_HEAD + rows * (floors.room.depth + CORRIDOR);
    const last = index === floors.zones.length - 1;
    const box: Box = { x: at.x, y, width: floors.width, depth: last ? bottom - y : own };
    for (let row = 0; row < rows; row++) {
      const top = y + ZONE_HEAD + row * (floors.room.depth + CORRIDOR);
      const edge = last && row === rows - 1 ? bottom : top + floors.room.depth + CORRIDOR;
      corridorY = (top + floors.room.depth + edge) / 2;
      addLane(draft, { x: box.x + 0.3, y: corridorY }, { x: trunkX, y: corridorY });
      const here = zone.nodes.slice(row * floors.columns, (row + 1) * floors.columns);
      for (let column = here.length; column < floors.columns; column++) {
        const x = box.x + PAD + column * (floors.room.width + GAP);
        draft.lounges.push({ x: x + floors.room.width / 2, y: top + floors.room.depth / 2 });
      }
      here.forEach((node, column) => {
        const room: Box = {
          x: box.x + PAD + column * (floors.room.width + GAP),
          y: top,
          width: floors.room.width,
          depth: floors.room.depth,
        };
        placeRoom(draft, { node, room, floors, pods: byNode.get(node.name) ?? [], corridorY, hueOf });
      });
    }
    const post: Point = { x: box.x + box.width - 0.3, y: corridorY - 0.3 };
    const { subnet } = zone;
    draft.things.push({
      selection: `subnet:${zone.name}`,
      kind: 'zone',
      box,
      height: 0,
      name: zone.name,
      note: subnet ? `${subnet.addressPrefix}  ${subnet.used}/${subnet.usable}` : '',
      hue: -1,
      trouble: (subnet?.free ?? 0) < 0,
      priority: 44,
      port: post,
      group: '',
    });
    draft.spurs.push({ thing: `subnet:${zone.name}`, to: { x: post.x, y: corridorY } });
    standPosts(draft, network, zone.name, { x: post.x - 0.5, y: corridorY - 0.3, laneY: corridorY, step: -0.5 });
    y += own;
  });
  return corridorY;
}

function groupPods(pods: readonly PodPlan[]): ReadonlyMap<string, PodPlan[]> {
  const groups = new Map<string, PodPlan[]>();
  for (const pod of pods) {
    const group = groups.get(pod.node);
    if (group) group.push(pod);
    else groups.set(pod.node, [pod]);
  }
  return groups;
}

interface RoomSite {
  readonly node: NodePlan;
  readonly room: Box;
  readonly floors: FloorPlan;
  readonly pods: readonly PodPlan[];
  readonly corridorY: number;
  readonly hueOf: (namespace: string) => number;
}

function placeRoom(draft: Draft, { node, room, floors, pods, corridorY, hueOf }: RoomSite): void {
  const south = room.y + room.depth;
  const doorX = room.x + doorOffset(floors.room);
  const selection = `node:${node.name}`;
  const lastAisle = floors.collapsed ? south - 0.5 : aisleOf(room, floors.room, floors.room.rows - 1);
  const cabinet: Box = { x: doorX + DOOR / 2 + 0.12, y: south - 0.3, width: 0.42, depth: 0.16 };
  const port: Point = { x: cabinet.x + cabinet.width / 2, y: cabinet.y + cabinet.depth / 2 };
  addLane(draft, { x: doorX, y: lastAisle }, { x: doorX, y: corridorY });
  const thing: Placed = {
    selection,
    kind: 'room',
    box: room,
    height: 0,
    name: node.name,
    note: node.ip,
    hue: -1,
    trouble: !node.ready,
    priority: 60,
    port,
    group: `subnet:${node.subnet}`,
  };
  draft.things.push(thing);
  const desks: Placed[] = [];
  const free: Box[] = [];
  const strips = floors.collapsed ? stripsOf(room, pods, hueOf) : [];
  addLane(
    draft,
    { x: Math.min(doorX, room.x + 0.5), y: lastAisle },
    { x: Math.max(port.x, room.x + room.width - 0.5), y: lastAisle },
  );
  draft.spurs.push({ thing: selection, to: { x: port.x, y: lastAisle } });
  if (!floors.collapsed) {
    if (floors.room.aisle > 0) {
      const first = aisleOf(room, floors.room, 0);
      addLane(draft, { x: doorX, y: first }, { x: doorX, y: lastAisle });
      for (let row = 0; row < floors.room.rows - 1; row++) {
        const y = aisleOf(room, floors.room, row);
        addLane(draft, { x: room.x + 0.5, y }, { x: room.x + room.width - 0.5, y });
      }
    }
    pods.forEach((pod, index) =>
      desks.push(placeDesk(draft, pod, { ...deskAt(room, floors.room, index), hue: hueOf(pod.namespace), group: selection })),
    );
    const seats = Math.min(node.maxPods, floors.room.columns * floors.room.rows);
    for (let index = pods.length; index < seats; index++) free.push(deskAt(room, floors.room, index).box);
  }
  draft.rooms.push({ thing, desks, free, cabinet, door: { x: doorX, y: south, width: DOOR }, strips, pods: pods.length });
}

function placeDesk(
  draft: Draft,
  pod: PodPlan,
  at: { readonly box: Box; readonly aisleY: number; readonly hue: number; readonly group: string },
): Placed {
  const port: Point = { x: at.box.x + at.box.width / 2, y: at.box.y + at.box.depth / 2 };
  const desk: Placed = {
    selection: `pod:${pod.namespace}/${pod.name}`,
    kind: 'desk',
    box: at.box,
    height: 0.8,
    name: pod.name,
    note: pod.ip,
    hue: at.hue,
    trouble: !pod.ready,
    priority: 20,
    port,
    group: at.group,
  };
  draft.things.push(desk);
  draft.spurs.push({ thing: desk.selection, to: { x: port.x, y: at.aisleY } });
  return desk;
}

/** Each department's share of a full room, side by side. */
function stripsOf(room: Box, pods: readonly PodPlan[], hueOf: (namespace: string) => number): Room['strips'] {
  const groups = new Map<number, PodPlan[]>();
  for (const pod of pods) {
    const hue = hueOf(pod.namespace);
    const group = groups.get(hue);
    if (group) group.push(pod);
    else groups.set(hue, [pod]);
  }
  const inner: Box = { x: room.x + 0.35, y: room.y + ROOM_HEAD, width: room.width - 0.7, depth: room.depth - ROOM_HEAD - 1 };
  let x = inner.x;
  return [...groups.entries()]
    .sort(([a], [b]) => a - b)
    .map(([hue, group]) => {
      const count = group.length;
      const dark = group.filter(({ ready }) => !ready);
      const width = (inner.width * count) / Math.max(1, pods.length);
      const box = { x, y: inner.y, width: Math.max(0.04, width - 0.05), depth: inner.depth };
      x += width;
      const own = [...group.filter(({ ready }) => ready), ...dark];
      return {
        box,
        hue,
        count,
        off: dark.length,
        pods: own.map(({ namespace, name, ip }) => ({ name: `${namespace}/${name}`, ip })),
      };
    });
}
