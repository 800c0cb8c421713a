// The lobby: counters in rows between the last corridor and the front door. Receptions (LoadBalancer Services) and the mail room stand
// nearest the door, help desks (other Services) behind them, laptops without a desk wait at the end. Pure.
import type { Plan } from '../../engine/dataplane/plan.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import type { Absent } from '../../store/absent.ts';
import type { Box, Point } from '../projection.ts';
import { addLane, type Draft, type Placed } from './types.ts';

const SLOT = 1.95;
const COUNTER = { width: 1.35, depth: 0.6 };
const ROW = 1.6;
const HEAD = 0.3;
const FOOT = 0.75;
/** Half of the way kept free before the front door. */
const PASSAGE = 0.7;
const MOST_COUNTERS = 150;
const MOST_WAITING = 24;
const MOST_NAT = 8;

type Counter = Pick<Placed, 'selection' | 'kind' | 'name' | 'note' | 'hue' | 'trouble' | 'priority' | 'missing'>;

export interface LobbyPlan {
  readonly counters: readonly Counter[];
  readonly rows: number;
  readonly depth: number;
}

export interface CounterSource {
  readonly plan: Plan;
  readonly network: NetworkDocument;
  /** What ought to stand here. */
  readonly absent: readonly Absent[];
  readonly hueOf: (namespace: string) => number;
}

export function countersOf({ plan, network, absent, hueOf }: CounterSource): readonly Counter[] {
  const services = plan.services.slice(0, MOST_COUNTERS).map((service): Counter => {
    const reception = service.type === 'LoadBalancer';
    const address = service.externalIP ?? (service.clusterIP === 'None' ? '' : service.clusterIP);
    return {
      selection: `service:${service.namespace}/${service.name}`,
      kind: reception ? 'reception' : 'helpDesk',
      name: service.name,
      note: address,
      hue: hueOf(service.namespace),
      trouble: service.type !== 'ExternalName' && service.endpoints.length === 0,
      priority: reception ? 56 : 52,
    };
  });
  const waiting = plan.podsUnplaced.slice(0, MOST_WAITING).map(({ pod }): Counter => {
    const [namespace = '', name = ''] = pod.split('/');
    return { selection: `pod:${pod}`, kind: 'waiting', name, note: '', hue: hueOf(namespace), trouble: true, priority: 40 };
  });
  const missing = absent.map(({ kind, selection, name }): Counter => {
    const [namespace = '', own = ''] = kind === 'service' ? name.split('/') : ['', name];
    return {
      selection,
      kind: 'absent',
      missing: kind,
      name: own,
      note: namespace,
      hue: kind === 'service' ? hueOf(namespace) : -1,
      trouble: true,
      priority: 54,
    };
  });
  return [
    ...services.filter((item) => item.kind === 'reception'),
    ...mailrooms(network),
    ...services.filter((item) => item.kind !== 'reception'),
    ...missing,
    ...waiting,
  ];
}

/** What mail leaves by, spelled as traces spell it: AKS's own way out, and NAT gateways of the player's own. */
function mailrooms(network: NetworkDocument): Counter[] {
  const outbound = network.managedClusters[0]?.networkProfile.outboundType ?? 'loadBalancer';
  const managed = outbound === 'loadBalancer' ? 'lb:kubernetes' : outbound === 'managedNATGateway' ? 'natgw:managed' : undefined;
  const used = new Set(network.virtualNetworks.flatMap((vnet) => vnet.subnets.flatMap((subnet) => subnet.natGateway ?? [])));
  const counter = (kind: 'mailroom' | 'natGateway', name: string, idle: boolean): Counter => ({
    selection: `device:${name}`,
    kind,
    name,
    note: '',
    hue: -1,
    trouble: idle,
    priority: 30,
  });
  return [
    ...(managed === undefined ? [] : [counter(managed === 'natgw:managed' ? 'natGateway' : 'mailroom', managed, false)]),
    // One that no subnet names serves nobody.
    ...(network.natGateways ?? []).slice(0, MOST_NAT).map(({ name }) => counter('natGateway', name, !used.has(name))),
  ];
}

/** `passage`: how far from the west wall the way to the front door lies; counters stand on both sides of it. */
export function planLobby(counters: readonly Counter[], width: number, passage: number): LobbyPlan {
  const beside = (free: number): number => Math.max(0, Math.floor((free - PASSAGE) / SLOT + 1e-9));
  const perRow = Math.max(1, beside(passage) + beside(width - passage));
  const rows = Math.max(1, Math.ceil(counters.length / perRow));
  return { counters, rows, depth: HEAD + rows * ROW - (ROW - COUNTER.depth) + FOOT + 0.2 };
}

export interface LobbySite {
  readonly box: Box;
  readonly corridorY: number;
  /** West and east ends of the corridor that the lobby opens to. */
  readonly corridor: { readonly from: number; readonly to: number };
  readonly passageX: number;
}

/** Answers the y of the lane behind the front wall. */
export function placeLobby(draft: Draft, lobby: LobbyPlan, { box, corridorY, corridor, passageX }: LobbySite): number {
  const rowY = (row: number): number => box.y + HEAD + row * ROW;
  const laneY = (row: number): number =>
    row < 0 ? corridorY : rowY(row) + COUNTER.depth + (row === lobby.rows - 1 ? FOOT * 0.55 : (ROW - COUNTER.depth) / 2);
  const frontY = laneY(lobby.rows - 1);
  addLane(draft, { x: passageX, y: corridorY }, { x: passageX, y: frontY });
  for (let row = 0; row < lobby.rows; row++)
    addLane(draft, { x: box.x + 0.4, y: laneY(row) }, { x: box.x + box.width - 0.4, y: laneY(row) });
  const free = slotsOf(box, lobby.rows, passageX);
  const take = (nearDoor: boolean): (typeof free)[number] | undefined => {
    const order = [...free].sort(
      nearDoor ? (a, b) => b.row - a.row || a.away - b.away : (a, b) => a.row - b.row || a.away - b.away,
    );
    const slot = order[0];
    if (slot) free.splice(free.indexOf(slot), 1);
    return slot;
  };
  for (const counter of lobby.counters) {
    const slot = take(['reception', 'mailroom', 'natGateway'].includes(counter.kind));
    if (!slot) break;
    const y = rowY(slot.row);
    const width =
      counter.kind === 'waiting' ? 0.8 : counter.kind === 'mailroom' || counter.kind === 'natGateway' ? 0.9 : COUNTER.width;
    const counterBox: Box = { x: slot.x - width / 2, y, width, depth: COUNTER.depth };
    const port: Point = { x: slot.x, y: y + COUNTER.depth / 2 };
    draft.things.push({ ...counter, box: counterBox, height: counter.kind === 'waiting' ? 0.7 : 0.85, port, group: '' });
    // Mail is handed over the counter: from the street side and from the house side.
    draft.spurs.push({ thing: counter.selection, to: { x: slot.x, y: laneY(slot.row) } });
    const north = slot.row > 0 || (slot.x >= corridor.from && slot.x <= corridor.to);
    if (north) draft.spurs.push({ thing: counter.selection, to: { x: slot.x, y: laneY(slot.row - 1) } });
  }
  return frontY;
}

function slotsOf(box: Box, rows: number, passageX: number): { row: number; x: number; away: number }[] {
  const slots: { row: number; x: number; away: number }[] = [];
  for (let row = 0; row < rows; row++) {
    for (const side of [-1, 1]) {
      for (let count = 0; ; count++) {
        const x = passageX + side * (PASSAGE + SLOT / 2 + count * SLOT);
        if (x - SLOT / 2 < box.x - 1e-6 || x + SLOT / 2 > box.x + box.width + 1e-6) break;
        slots.push({ row, x, away: Math.abs(x - passageX) });
      }
    }
  }
  return slots;
}
