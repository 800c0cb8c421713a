// Reach: who gets through beyond pod to pod — Services by name, machines, sites, the street — and whose address is seen there (A-3).
// Sources are told by role (`own`, `node`, …), so that two networks compare although every number in them moved.
import type { Dataplane } from '../dataplane/dataplane.ts';
import type { ServicePlan } from '../dataplane/plan.ts';
import type { HostEntry, PodEntry } from '../dataplane/tables.ts';
import type { Trace } from '../forward/trace.ts';
import type { NetworkSpec } from '../model/spec.ts';
import { compareText } from '../net/hash.ts';
import { formatIpv4 } from '../net/ipv4.ts';
import { matrixPods } from './connectivity.ts';
import { groupSenders } from './senders.ts';
import { rememberWalks } from './walkMemory.ts';

export interface Reached {
  /** Over every backend, node and answer; `unknown`: the walk meets what is not simulated, or too many ways. */
  readonly ways: 'all' | 'some' | 'none' | 'unknown';
  /** `own`, `node` (the sender's), `otherNode`, `public:ADDRESS`, or an address. */
  readonly sources: readonly string[];
}

export interface ReachTable {
  /** By `FROM > TO`, spelled as `OpenFlow` does, and `svc:ns/name:80/TCP` for a Service by its name. */
  readonly flows: ReadonlyMap<string, Reached>;
  /** False: there were more flows than walks to spend, and the last of them were left out. */
  readonly complete: boolean;
}

interface Ask {
  /** Names of all senders that this walk stands for. */
  readonly senders: readonly string[];
  readonly name: string;
  readonly from: string;
  /** One that gets through is enough (the same door at several nodes). */
  readonly to: readonly string[];
}

export interface ReachOptions {
  /** Walks to spend; 4,000 when absent. */
  readonly walks?: number;
  /** Every pod walks for itself: what the groups are held against. */
  readonly each?: boolean;
}

/** Walks of one table; each is every way of one flow. */
const MOST_WALKS = 4000;
const PREFIX = { virtualMachine: 'vm', onPremisesHost: 'onprem', internetHost: 'internet' } as const;

export function computeReach(
  spec: NetworkSpec,
  dataplane: Dataplane,
  { walks = MOST_WALKS, each = false }: ReachOptions = {},
): ReachTable {
  const pods = matrixPods(dataplane);
  const groups = each ? pods.map((index) => [index]) : groupSenders(spec, dataplane, pods);
  const asks = listAsks(dataplane, groups);
  const flows = new Map<string, Reached>();
  for (const ask of asks.slice(0, walks)) {
    const reached = reachOf(dataplane, ask);
    for (const sender of ask.senders) flows.set(`${sender} > ${ask.name}`, reached);
  }
  return { flows, complete: asks.length <= walks };
}

function listAsks(dataplane: Dataplane, groups: readonly (readonly number[])[]): Ask[] {
  const { hosts, pods } = dataplane.placement;
  const fromOutside = hosts.flatMap((host) => {
    const from = `${PREFIX[host.kind]}:${host.name}`;
    // Nobody on the street writes to a private number.
    const direct =
      host.kind === 'internetHost' ? [] : groups.flatMap((group) => group.flatMap((index) => podTargets(pods[index])));
    return [...listDoors(dataplane), ...direct].map(({ name, to }): Ask => ({ senders: [from], name, from, to }));
  });
  const outside = hostTargets(hosts);
  const inside = groups.flatMap((group): Ask[] => {
    const senders = group.map((index) => nameOf(pods[index]));
    const [from = ''] = senders;
    return [...serviceTargets(dataplane, from), ...outside].map(({ name, to }) => ({ senders, name, from, to }));
  });
  return [...fromOutside, ...inside];
}

/** Does this sender learn addresses of Services, whichever name server answers? Then the names need not be asked one by one. */
function learnsNames(dataplane: Dataplane, from: string): boolean {
  const known = dataplane.plan.services.find(hasAddress);
  const port = known?.ports[0];
  if (!known || !port) return false;
  const to = `${known.name}.${known.namespace}.svc.cluster.local.:${port.port}${suffix(port.protocol)}`;
  const ways = walk(dataplane, { from, to });
  return typeof ways !== 'string' && ways.every(({ learned }) => learned === known.clusterIP);
}

interface Way {
  /** It arrived, and so did its answer. */
  readonly answered: boolean;
  readonly role: string;
  /** What the name was answered with. */
  readonly learned?: string | undefined;
}

/** Every way of one flow, or why there is none. */
const walk = rememberWalks((answer, dataplane): readonly Way[] | string =>
  answer.ok
    ? answer.value.map((trace): Way => {
        const answered = isAnswered(trace);
        return { answered, role: answered ? roleOf(dataplane, trace) : '', learned: trace.dns?.answers.join() };
      })
    : answer.code,
);

function hasAddress({ type, clusterIP }: ServicePlan): boolean {
  return type !== 'ExternalName' && clusterIP !== '' && clusterIP !== 'None';
}

interface Target {
  readonly name: string;
  readonly to: readonly string[];
}

function serviceTargets(dataplane: Dataplane, from: string): Target[] {
  const learned = learnsNames(dataplane, from);
  return dataplane.plan.services.flatMap((service) =>
    service.ports.map(({ port, protocol }): Target => {
      const { namespace, name, clusterIP } = service;
      // Absolute, so that no search list is walked through for each of them (G-2).
      const end = learned && hasAddress(service) ? clusterIP : `${name}.${namespace}.svc.cluster.local.`;
      return { name: `svc:${namespace}/${name}:${port}/${protocol}`, to: [`${end}:${port}${suffix(protocol)}`] };
    }),
  );
}

function hostTargets(hosts: readonly HostEntry[]): Target[] {
  return hosts.flatMap((host) =>
    host.ports.map(({ port, protocol }): Target => {
      const end = `${PREFIX[host.kind]}:${host.name}:${port}`;
      // A name of the street is asked for as an application would, so that its lookup counts.
      const named = host.kind === 'internetHost' && host.name.includes('.') && !/^[\d.]+$/.test(host.name);
      return { name: `${end}/${protocol}`, to: [`${named ? `${host.name}.:${port}` : end}${suffix(protocol)}`] };
    }),
  );
}

function podTargets(pod: PodEntry | undefined): Target[] {
  if (!pod || pod.hostNetwork) return [];
  return pod.ports.map(({ port, protocol }) => ({
    name: `${nameOf(pod)}:${port}/${protocol}`,
    to: [`${pod.ip}:${port}${suffix(protocol)}`],
  }));
}

function listDoors({ plan }: Dataplane): Target[] {
  const nodes = plan.nodes.flatMap(({ ip, ready }) => (ready && ip !== '' ? [ip] : []));
  return plan.services.flatMap(({ namespace, name, externalIP, ports }) =>
    ports.flatMap(({ port, protocol, nodePort }): Target[] => {
      const end = `${namespace}/${name}:${port}/${protocol}`;
      return [
        ...(externalIP === undefined ? [] : [{ name: `lb:${end}`, to: [`${externalIP}:${port}${suffix(protocol)}`] }]),
        ...(nodePort === undefined
          ? []
          : [{ name: `nodePort:${end}`, to: nodes.map((node) => `${node}:${nodePort}${suffix(protocol)}`) }]),
      ];
    }),
  );
}

function reachOf(dataplane: Dataplane, { from, to }: Ask): Reached {
  let best: Reached = { ways: 'none', sources: [] };
  for (const end of to) {
    const walked = walk(dataplane, { from, to: end });
    if (typeof walked === 'string') {
      // An end that is not there cannot be reached; one that cannot be judged proves nothing.
      if (walked !== 'badFlow' && best.ways === 'none') best = { ways: 'unknown', sources: [] };
      continue;
    }
    const arrived = walked.filter(({ answered }) => answered);
    if (arrived.length === 0) continue;
    const sources = [...new Set(arrived.map(({ role }) => role))].sort(compareText);
    const ways = arrived.length === walked.length ? 'all' : 'some';
    if (ways === 'all') return { ways, sources };
    best = { ways, sources };
  }
  return best;
}

/** It arrived, and so does its answer. */
export function isAnswered(trace: Trace): boolean {
  return trace.verdict.outcome === 'delivered' && (trace.reply?.verdict.outcome ?? 'delivered') === 'delivered';
}

/** Whose address the receiver sees, told by role. */
export function roleOf({ plan, placement }: Dataplane, { flow, sourceSeen = '', snat }: Trace): string {
  if (snat && snat.publicIP === sourceSeen) return `public:${sourceSeen}`;
  const pod = plan.pods.find((each) => nameOf(each) === flow.from);
  const node = pod && plan.nodes.find((each) => each.name === pod.node);
  if (pod && !pod.hostNetwork && sourceSeen === pod.ip) return 'own';
  if (node && sourceSeen === node.ip) return 'node';
  if (plan.nodes.some((each) => each.ip === sourceSeen)) return pod ? 'otherNode' : 'node';
  const [prefix, name] = flow.from.split(':');
  const host = placement.hosts.find((each) => PREFIX[each.kind] === prefix && each.name === name);
  return host && formatIpv4(host.address) === sourceSeen ? 'own' : sourceSeen;
}

function nameOf(pod: { readonly namespace: string; readonly name: string } | undefined): string {
  return pod ? `${pod.namespace}/${pod.name}` : '';
}

function suffix(protocol: string): string {
  return protocol === 'TCP' ? '' : `/${protocol.toLowerCase()}`;
}
