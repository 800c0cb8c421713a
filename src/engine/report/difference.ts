// Difference: flows gained, lost and changed between two networks — every pair of pods, Services by name, and the named ends outside.
// Ends are matched by name, so pods may move, be renumbered, come and go. diff(a, a) is empty; diff(b, a) mirrors diff(a, b).
import { hasBit } from '../dataplane/bitset.ts';
import type { Dataplane } from '../dataplane/dataplane.ts';
import { refuse, type WalkAnswer } from '../forward/answer.ts';
import type { NetworkSpec } from '../model/spec.ts';
import { compareText } from '../net/hash.ts';
import { listChanges } from './changes.ts';
import { listeningPorts, listensAt, matrixPods, type PortColumn } from './connectivity.ts';
import type { OpenFlow } from './exposure.ts';
import { computeReach, type Reached, type ReachTable } from './reach.ts';

export interface FlowList {
  readonly count: number;
  /** The first of them, in the order of (from, to). */
  readonly flows: readonly OpenFlow[];
}

export interface FlowChange extends OpenFlow {
  readonly before: Reached;
  readonly after: Reached;
}

export interface Difference {
  readonly gained: FlowList;
  readonly lost: FlowList;
  /** Still arrives, seen from another address or by fewer or more of its ways. */
  readonly changed: { readonly count: number; readonly flows: readonly FlowChange[] };
  /** Objects that differ, `Service/shop/web`, `managedClusters/aks`. */
  readonly objects: readonly string[];
  /** Flows that one of the two cannot judge: they meet what is not simulated. */
  readonly unknown: number;
  /** False: there are more flows towards Services and outside ends than one comparison walks. */
  readonly complete: boolean;
}

/** One network as a difference sees it; its reach is walked once, however often it is compared. */
export interface Side {
  readonly spec: NetworkSpec;
  readonly dataplane: Dataplane;
  readonly reach: ReachTable;
}

export const MOST_FLOWS = 200;
/** Cells of the pods' matrix that one comparison may look at. */
const MOST_CELLS = 60_000_000;

export function sideOf({ spec, dataplane }: Pick<Side, 'spec' | 'dataplane'>, walks?: number): Side {
  return { spec, dataplane, reach: computeReach(spec, dataplane, walks === undefined ? {} : { walks }) };
}

export function findDifference(a: Side, b: Side, most: number = MOST_FLOWS): WalkAnswer<Difference> {
  const pods = unionOf(podNames(a), podNames(b));
  const ports = unionOfPorts(a.dataplane, b.dataplane);
  const cells = pods.length * pods.length * ports.length;
  if (cells > MOST_CELLS) return refuse('tooComplex', { cells, most: MOST_CELLS });
  const found = { gained: createList(most), lost: createList(most) };
  forEachChange(a.dataplane, b.dataplane, { pods, ports }, (from, to, { column, before }) => {
    const port = ports[column];
    const name = `${pods[to] ?? ''}:${port?.port}/${port?.protocol}`;
    (before ? found.lost : found.gained).add(pods[from] ?? '', name);
  });
  const walked = compareReach(a.reach, b.reach, { ...found, most });
  return {
    ok: true,
    value: {
      gained: found.gained.list(),
      lost: found.lost.list(),
      ...walked,
      objects: listChanges(a.spec, b.spec),
      complete: a.reach.complete && b.reach.complete,
    },
  };
}

interface Collector {
  add(from: string, to: string): void;
  list(): FlowList;
}

function createList(most: number): Collector {
  let count = 0;
  const flows: OpenFlow[] = [];
  return {
    add: (from, to) => {
      count++;
      if (flows.length < most) flows.push({ from, to });
    },
    list: () => ({ count, flows }),
  };
}

const NOWHERE: Reached = { ways: 'none', sources: [] };

function compareReach(
  a: ReachTable,
  b: ReachTable,
  found: { readonly gained: Collector; readonly lost: Collector; readonly most: number },
): Pick<Difference, 'changed' | 'unknown'> {
  const flows: FlowChange[] = [];
  let count = 0;
  let unknown = 0;
  // Most of two thousand flows are as they were; only what differs is put in order.
  const differing = [...a.flows]
    .flatMap(([key, before]) => (isSame(before, b.flows.get(key) ?? NOWHERE) ? [] : [key]))
    .concat([...b.flows].flatMap(([key, after]) => (a.flows.has(key) || isSame(NOWHERE, after) ? [] : [key])));
  for (const key of differing.sort(compareText)) {
    const [before, after] = [a.flows.get(key) ?? NOWHERE, b.flows.get(key) ?? NOWHERE];
    const [from = '', to = ''] = key.split(' > ');
    if (before.ways === 'unknown' || after.ways === 'unknown') unknown++;
    else if (before.ways === 'none') found.gained.add(from, to);
    else if (after.ways === 'none') found.lost.add(from, to);
    else {
      count++;
      if (flows.length < found.most) flows.push({ from, to, before, after });
    }
  }
  return { changed: { count, flows }, unknown };
}

/** Nothing to tell of: what cannot be judged is told whether or not it changed. */
function isSame(before: Reached, after: Reached): boolean {
  if (before.ways === 'unknown' || before.ways !== after.ways) return false;
  return before === after || before.ways === 'none' || before.sources.join() === after.sources.join();
}

interface Ends {
  readonly pods: readonly string[];
  readonly ports: readonly PortColumn[];
}

/** Every (from, to, port) that one of the two lets through and the other does not, in this order. */
function forEachChange(
  a: Dataplane,
  b: Dataplane,
  { pods, ports }: Ends,
  visit: (from: number, to: number, change: { readonly column: number; readonly before: boolean }) => void,
): void {
  const [left, right] = [openRows(a, pods, ports), openRows(b, pods, ports)];
  for (let from = 0; from < pods.length; from++) {
    const [before, after] = [left(from), right(from)];
    for (let to = 0; to < pods.length; to++) {
      for (let column = 0; column < ports.length; column++) {
        const was = before(to, column);
        if (was !== after(to, column)) visit(from, to, { column, before: was });
      }
    }
  }
}

/** Does the pod of this name get through, listening and policy both considered? A pod that is not there does not. */
function openRows(
  dataplane: Dataplane,
  names: readonly string[],
  ports: readonly PortColumn[],
): (from: number) => (to: number, column: number) => boolean {
  const { pods } = dataplane.placement;
  const known = new Map(matrixPods(dataplane).map((index) => [`${pods[index]?.namespace}/${pods[index]?.name}`, index]));
  const indices = Int32Array.from(names, (name) => known.get(name) ?? -1);
  const listening = ports.map((port) => Uint8Array.from(indices, (index) => Number(listensAt(pods[index], port))));
  return (from) => {
    const sender = indices[from] ?? -1;
    if (sender < 0) return () => false;
    const rows = ports.map(({ port, protocol }) => dataplane.policy.reachedFrom(sender, port, protocol));
    return (to, column) => {
      const [receiver = -1, row] = [indices[to], rows[column]];
      return row !== undefined && receiver >= 0 && listening[column]?.[to] === 1 && hasBit(row, receiver);
    };
  };
}

function podNames({ dataplane }: Side): string[] {
  const { pods } = dataplane.placement;
  return matrixPods(dataplane).map((index) => `${pods[index]?.namespace}/${pods[index]?.name}`);
}

function unionOfPorts(a: Dataplane, b: Dataplane): PortColumn[] {
  const ports = [...listeningPorts(a), ...listeningPorts(b)].map((port) => [`${port.port}/${port.protocol}`, port] as const);
  return [...new Map(ports.toSorted(([left], [right]) => compareText(left, right))).values()];
}

function unionOf(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])].sort(compareText);
}
