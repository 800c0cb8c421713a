// The way of each connection: the engine's own walk, once for each distinct series of choices (node, backend, DNS answer), remembered as a tree.
// A connection goes down the tree by hashes of its own; where a choice sticks to the source, by its source's. Nothing is decided here.
// Rules: B-10, B-22, SVC14, SVC15, GW9; the facts of a path: E-10…E-13, E-23, B-21.
import type { Dataplane } from '../../dataplane/dataplane.ts';
import type { Hop, Outcome, Trace } from '../../forward/trace.ts';
import { walkFlow } from '../../forward/walk.ts';
import { formatIpv4, parseIpv4 } from '../../net/ipv4.ts';
import { wayOf } from '../../net/hash.ts';
import type { WireProtocol } from '../../net/packet.ts';
import type { RuleRef } from '../../model/ruleRef.ts';
import { bookName } from './books.ts';
import { mix } from './chance.ts';
import { isBalanced, patienceOf } from './patience.ts';
import type { LoadFlow } from './plan.ts';

export interface LoadPath {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly rule: RuleRef | undefined;
  /** `ns/pod`, or another end. */
  readonly receiver: string | undefined;
  /** The node that a load balancer chose. */
  readonly entryNode: string | undefined;
  /** Who must live on for the connection to live: its pods, and nodes on the way. */
  readonly pods: readonly string[];
  readonly nodes: readonly string[];
  /** Firewalls on the way: they let pass only what they saw begin. */
  readonly gates: readonly string[];
  /** Where a port must be taken before the packet goes on, and towards whom. */
  readonly snat: { readonly device: string; readonly book: string; readonly destination: string } | undefined;
  /** Milliseconds of silence after which a device on the way forgets the connection. */
  readonly idle: number;
  readonly idleRule: RuleRef | undefined;
  /** A forgotten connection is answered with a reset, or with nothing. */
  readonly resets: boolean;
  readonly protocol: WireProtocol;
}

interface Fork {
  readonly sticky: boolean;
  readonly shares: readonly number[] | undefined;
  readonly ways: (Fork | LoadPath | undefined)[];
}

/** Trees of one phase, by flow and sender. */
export interface PathTrees {
  readonly dataplane: Dataplane;
  readonly roots: Map<LoadFlow, Map<string, Fork | LoadPath>>;
  /** Paths of all phases, each once: what was the same before a change is the same after it. */
  readonly known: Map<string, LoadPath>;
  walks: number;
}

/** Walks of one phase, and paths of a run, that are remembered; a world with more is too large to follow connection by connection. */
export const MOST_PATHS = 250_000;

export interface Chooser {
  readonly flow: LoadFlow;
  readonly sender: string;
  /** Hashes: of the connection's own ports, and of its source. */
  readonly key: number;
  readonly source: number;
}

const BY_TUPLE = /(?:TCP|UDP|SCTP|ICMP) \S+ \S+$/;

export function openTrees(dataplane: Dataplane, known: Map<string, LoadPath> = new Map()): PathTrees {
  return { dataplane, roots: new Map(), known, walks: 0 };
}

export function pathOf(trees: PathTrees, chooser: Chooser): LoadPath {
  let at = trees.roots.get(chooser.flow)?.get(chooser.sender);
  for (let depth = 0; at !== undefined && 'ways' in at; depth++)
    at = at.ways[wayOf(pick(chooser, at.sticky, depth), at.ways.length, at.shares)];
  return at ?? explore(trees, chooser);
}

function pick({ key, source }: Chooser, sticky: boolean, depth: number): number {
  return mix(sticky ? source : key, depth);
}

/** Walks once and plants the forks it met. */
function explore(trees: PathTrees, chooser: Chooser): LoadPath {
  trees.walks++;
  const met: { readonly fork: Fork; readonly way: number }[] = [];
  const { flow, sender } = chooser;
  const result = walkFlow(trees.dataplane, { from: sender, to: flow.to }, (count, point, shares) => {
    const sticky = !BY_TUPLE.test(point);
    const way = wayOf(pick(chooser, sticky, met.length), count, shares);
    met.push({ fork: { sticky, shares, ways: Array.from({ length: count }, () => undefined) }, way });
    return way;
  });
  // A ping is no connection that could be held open.
  const code = result.ok ? (result.trace.tuple?.protocol === 'ICMP' ? 'ping' : undefined) : result.code;
  const path = remember(
    trees,
    result.ok && code === undefined ? factsOf(trees.dataplane, result.trace) : notSimulated(code ?? ''),
  );
  const roots = trees.roots.get(flow) ?? new Map<string, Fork | LoadPath>();
  trees.roots.set(flow, roots);
  let at: Fork | LoadPath | undefined = roots.get(sender);
  let hang = (here: Fork | LoadPath): void => void roots.set(sender, here);
  for (const { fork, way } of met) {
    if (at === undefined || !('ways' in at)) {
      at = fork;
      hang(fork);
    }
    const here = at;
    hang = (below) => void (here.ways[way] = below);
    at = here.ways[way];
  }
  hang(path);
  return path;
}

function remember({ known }: PathTrees, path: LoadPath): LoadPath {
  const key = JSON.stringify(path);
  const same = known.get(key);
  if (!same) known.set(key, path);
  return same ?? path;
}

function notSimulated(code: string): LoadPath {
  return {
    outcome: 'timeout',
    reason: code === 'badFlow' ? 'no-sender' : 'unsupported',
    receiver: undefined,
    entryNode: undefined,
    pods: [],
    nodes: [],
    gates: [],
    snat: undefined,
    rule: undefined,
    idle: Infinity,
    idleRule: undefined,
    resets: true,
    protocol: 'TCP',
  };
}

function factsOf(dataplane: Dataplane, trace: Trace): LoadPath {
  const { hops, verdict } = trace;
  const names = (kind: string): string[] => hops.flatMap(({ at }) => (at.kind === kind ? [at.name] : []));
  const balanced = hops.findIndex(({ steps }) => steps.some(isBalanced));
  const patience = patienceOf(dataplane, trace);
  return {
    outcome: verdict.outcome,
    reason: verdict.reason ?? '',
    rule: verdict.rule,
    receiver: trace.deliveredTo,
    entryNode: balanced < 0 ? undefined : hops.slice(balanced).find(({ at }) => at.kind === 'node')?.at.name,
    pods: names('pod'),
    nodes: names('node'),
    gates: names('azureFirewall'),
    snat: snatOf(dataplane, trace),
    idle: patience.after,
    idleRule: patience.rule,
    resets: patience.resets,
    protocol: trace.tuple?.protocol ?? 'TCP',
  };
}

/** Devices that keep ports: the load balancer and Windows by node, gateways and firewalls for all. UDP takes a port for each address it writes to (E-11). */
function snatOf(dataplane: Dataplane, { snat, hops, tuple }: Trace): LoadPath['snat'] {
  if (!snat || !tuple) return undefined;
  const at = hops.findIndex(({ steps }) =>
    steps.some(({ code, params }) => code === 'source.snat' && params['device'] === snat.device),
  );
  const node = hops.slice(0, at + 1).findLast((hop: Hop) => hop.at.kind === 'node')?.at.name;
  const last = hops[hops.length - 1]?.steps.at(-1)?.before;
  const address = last?.destinationIP ?? tuple.destinationIP;
  const destination =
    tuple.protocol === 'UDP'
      ? `UDP ${address}`
      : `${tuple.protocol} ${address}:${last?.destinationPort ?? tuple.destinationPort}`;
  return { device: snat.device, book: bookName(dataplane, snat.device, node), destination };
}

/** Everybody that `from` means. */
export function sendersOf({ placement }: Dataplane, { from, clients = 1 }: LoadFlow): readonly string[] {
  const workload = /^([^/:]+)\/(deploy|sts|ds)\/(.+)$/.exec(from);
  if (workload) {
    const kind = { deploy: 'Deployment', sts: 'StatefulSet', ds: 'DaemonSet' }[workload[2] ?? ''] ?? '';
    const owner = `${kind}/${workload[1]}/${workload[3]}`;
    return placement.pods.flatMap((pod) =>
      pod.owner === owner && pod.ready && !pod.terminating && pod.nodeIndex !== undefined ? `${pod.namespace}/${pod.name}` : [],
    );
  }
  const address = parseIpv4(from);
  if (address === undefined) return [from];
  return Array.from({ length: clients }, (_, index) => formatIpv4((address + index) >>> 0));
}
