// Difference: flows gained, lost and changed between two networks — every pair of pods, Services by name, and the named ends outside.
// Ends are matched by name, so pods may move, be renumbered, come and go. diff(a, a) is empty; diff(b, a) mirrors diff(a, b).
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
  const [left, right] = [cellsOf(a.dataplane, pods, ports), cellsOf(b.dataplane, pods, ports)];
  for (let from = 0; from < pods.length; from++) {
    for (let to = 0; to < pods.length; to++) {
      for (let column = 0; column < ports.length; column++) {
        const before = left(from, to, column);
        if (before === right(from, to, column)) continue;
        const port = ports[column];
        const name = `${pods[to] ?? ''}:${port?.port}/${port?.protocol}`;
        (before ? found.lost : found.gained).add(pods[from] ?? '', name);
      }
    }
  }
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
  for (const key of unionOf([...a.flows.keys()], [...b.flows.keys()])) {
    const [before, after] = [a.flows.get(key) ?? NOWHERE, b.flows.get(key) ?? NOWHERE];
    const [from = '', to = ''] = key.split(' > ');
    if (before.ways === 'unknown' || after.ways === 'unknown') unknown++;
    else if (before.ways === 'none' && after.ways === 'none') continue;
    else if (before.ways === 'none') found.gained.add(from, to);
    else if (after.ways === 'none') found.lost.add(from, to);
    else if (before.ways !== after.ways || before.sources.join() !== after.sources.join()) {
      count++;
      if (flows.length < found.most) flows.push({ from, to, before, after });
    }
  }
  return { changed: { count, flows }, unknown };
}

/** Does the pod of this name get through, listening and policy both considered? A pod that is not there does not. */
function cellsOf(
  dataplane: Dataplane,
  names: readonly string[],
  ports: readonly PortColumn[],
): (from: number, to: number, column: number) => boolean {
  const { pods } = dataplane.placement;
  const known = new Map(matrixPods(dataplane).map((index) => [`${pods[index]?.namespace}/${pods[index]?.name}`, index]));
  const indices = Int32Array.from(names, (name) => known.get(name) ?? -1);
  const listening = ports.map((port) => Uint8Array.from(indices, (index) => Number(listensAt(pods[index], port))));
  return (from, to, column) => {
    const [sender = -1, receiver = -1, port] = [indices[from], indices[to], ports[column]];
    if (!port || sender < 0 || receiver < 0 || listening[column]?.[to] !== 1) return false;
    return dataplane.policy.allowsPodToPod(sender, receiver, port.port, port.protocol);
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
