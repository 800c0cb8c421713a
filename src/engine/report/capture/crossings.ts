// Where a finished trace crosses an interface somebody can capture at, and what the packet looks like there.
// Rules: aks.md 0.2, PW19, PW20; A-3 (the node's NIC shows what the node stamped); nothing here decides anything.
import type { Hop, Place, Step, Trace } from '../../forward/trace.ts';
import type { Packet } from '../../net/packet.ts';
import { nodeInterface, type PodWires } from './nodeInterfaces.ts';

export interface Crossing {
  /** Index of the trace's hop. */
  readonly hop: number;
  readonly place: Place;
  readonly interface: string;
  readonly direction: 'in' | 'out';
  readonly packet: Packet;
  /** Routers passed so far: each takes one from the TTL. */
  readonly routers: number;
  /** Microseconds since the sender wrote the packet. */
  readonly delay: number;
}

export interface Gate {
  readonly place: Place;
  /** It hands on what it gets. */
  readonly passes: boolean;
}

/** What a trace does not say by itself. */
export interface CaptureFacts {
  /** Cilium translates at the socket: the client's pod never sees the ClusterIP (PW19). */
  readonly socketTranslation: boolean;
  /** `ns/name` of pods in their node's own network: they have no interface of their own. */
  readonly hostNetwork: ReadonlySet<string>;
  /** The node of each pod, by `ns/name`. */
  readonly nodeOf: ReadonlyMap<string, string>;
  /** What joins a pod to its node. */
  readonly wires: PodWires;
  /** Who may get answers to questions they never saw, by the name that the walk of the answer has for them. */
  readonly gates: ReadonlyMap<string, readonly Gate[]>;
}

/** Places one can capture at; a load balancer, a NAT gateway and the fabric itself have no interface for that. */
const ENDS: ReadonlySet<string> = new Set(['pod', 'virtualMachine', 'onPremisesHost', 'internetHost']);
const ROUTERS: ReadonlySet<string> = new Set(['virtualNetworkGateway', 'onPremises', 'azureFirewall', 'firewall']);

/** Microseconds from the place before, by what is entered; illustrative. */
const DELAY: Readonly<Record<string, number>> = {
  pod: 15,
  node: 180,
  loadBalancer: 90,
  virtualNetworkGateway: 1200,
  onPremises: 7500,
  internet: 8000,
};
const OTHER_DELAY = 150;

/** Everything a packet crosses, and how long and over how many routers it goes. */
export interface Passage {
  readonly crossings: readonly Crossing[];
  readonly routers: number;
  readonly delay: number;
}

export function passageOf(trace: Pick<Trace, 'hops'>, facts: CaptureFacts): Passage {
  const crossings: Crossing[] = [];
  let routers = 0;
  let delay = 0;
  const sent = trace.hops[0]?.steps.find((step) => step.type === 'send')?.after;
  // Whoever writes to their own address has it within, and no wire sees it.
  const loops = sent !== undefined && (sent.destinationIP.startsWith('127.') || sent.destinationIP === sent.sourceIP);
  trace.hops.forEach((hop, index) => {
    if (loops && index > 0) return;
    if (index > 0) delay += delayOf(hop.at, trace.hops[index - 1]?.at);
    const see: See = (direction, packet, name = 'eth0', place = hop.at) => {
      crossings.push({ hop: index, place, interface: name, direction, packet, routers, delay });
    };
    const pass = (): void => void (routers += 1);
    if (loops) see('out', sent, 'lo', ownPlace(hop.at, facts));
    else if (hop.at.kind === 'node') crossNode(trace.hops, index, { see, pass, facts });
    else if (ROUTERS.has(hop.at.kind)) crossRouter(hop, { see, pass });
    else if (ENDS.has(hop.at.kind)) crossEnd(trace.hops, index, { see, pass, facts });
  });
  return { crossings, routers, delay };
}

/** A pod in its node's own network looks out of the node. */
function ownPlace(at: Place, { hostNetwork, nodeOf }: CaptureFacts): Place {
  const node = hostNetwork.has(at.name) ? nodeOf.get(at.name) : undefined;
  return node === undefined ? at : { kind: 'node', name: node };
}

function delayOf(at: Place, before: Place | undefined): number {
  if (at.kind === 'node' && before?.kind === 'pod') return DELAY['pod'] ?? 0;
  return DELAY[at.kind] ?? OTHER_DELAY;
}

type See = (direction: 'in' | 'out', packet: Packet, name?: string, place?: Place) => void;

/**
 * The sender's own interface shows what it wrote, the receiver's what arrived, a machine in between both. A pod in its node's own network has
 * the node's interface.
 */
function crossEnd(hops: readonly Hop[], index: number, { see, pass, facts }: Crosser): void {
  const steps = hops[index]?.steps ?? [];
  const own = !facts.hostNetwork.has(hops[index]?.at.name ?? '');
  if (index === 0) {
    const sent = steps.find((step) => step.type === 'send')?.after;
    if (!sent) return;
    const written = facts.socketTranslation ? translatedAtSocket(sent, hops[1]) : sent;
    if (own) see('out', written);
    crossUntold(hops, index, { see, pass, facts }, written);
    return;
  }
  // A guard stands outside the machine: what it stops is never seen inside.
  if (steps.some((step) => step.type === 'nsg' && step.effect === 'drop')) return;
  const arrived = steps.find((step) => step.type !== 'nsg')?.before;
  if (arrived) crossUntold(hops, index, { see, pass, facts }, arrived);
  if (arrived && own) see('in', arrived);
  const last = steps[steps.length - 1];
  if (own && index < hops.length - 1 && last) see('out', last.after);
}

/** A pod's node that had nothing to say of a packet has no hop; the packet has crossed its interfaces all the same. */
function crossUntold(hops: readonly Hop[], index: number, { see, pass, facts }: Crosser, packet: Packet): void {
  const pod = hops[index]?.at;
  const sends = index === 0;
  const beside = hops[sends ? 1 : index - 1]?.at;
  const node = pod?.kind === 'pod' ? facts.nodeOf.get(pod.name) : undefined;
  if (!pod || node === undefined || beside === undefined || beside.kind === 'pod' || beside.name === node) return;
  const place: Place = { kind: 'node', name: node };
  const wire = facts.hostNetwork.has(pod.name) ? undefined : nodeInterface(facts.wires, pod.name);
  if (sends && wire !== undefined) {
    see('in', packet, wire, place);
    pass();
  }
  see(sends ? 'out' : 'in', packet, 'eth0', place);
  if (!sends && wire !== undefined) {
    pass();
    see('out', packet, wire, place);
  }
}

function translatedAtSocket(sent: Packet, node: Hop | undefined): Packet {
  const step = node?.steps.find((item) => item.code === 'service.clusterIP');
  if (!step) return sent;
  const { destinationIP, destinationPort } = step.after;
  return { ...sent, destinationIP, destinationPort };
}

interface Passing {
  readonly see: See;
  readonly pass: () => void;
}

interface Crosser extends Passing {
  readonly facts: CaptureFacts;
}

/**
 * A node's NIC: what comes from the wire before the node's own stages, what leaves it after them; local talk never touches it (PW5). The node's
 * ends of its pods' wires: what the pod sends before those stages, what it is given after them.
 */
function crossNode(hops: readonly Hop[], index: number, { see, pass, facts }: Crosser): void {
  const steps = hops[index]?.steps ?? [];
  const fromWire = index > 1 || (index === 1 && hops[0]?.at.kind !== 'pod');
  const first = fromWire ? steps.findIndex((step) => step.type !== 'nsg') : 0;
  const wireOf = (hop: Hop | undefined): string | undefined =>
    hop?.at.kind === 'pod' && !facts.hostNetwork.has(hop.at.name) ? nodeInterface(facts.wires, hop.at.name) : undefined;
  const arrived = steps[Math.max(first, 0)]?.before;
  const own = fromWire || index === 0 ? undefined : wireOf(hops[index - 1]);
  const written = arrived && facts.socketTranslation ? translatedAtSocket(arrived, hops[index]) : arrived;
  if (own !== undefined && written) see('in', written, own);
  if (fromWire) {
    const guard = steps.slice(0, first < 0 ? steps.length : first);
    if (guard.some(isEnd)) return;
    if (arrived) see('in', arrived);
  }
  if (first < 0) return;
  const leaving = steps.findIndex((step, at) => at >= first && isOutside(step));
  const stages = steps.slice(first, leaving < 0 ? steps.length : leaving);
  if (stages.some(isEnd)) return;
  const given = stages[stages.length - 1]?.after;
  const receiver = wireOf(hops[index + 1]);
  // A bridge hands a frame on as it is; only what is rewritten takes the way round through the node.
  if (leaving < 0 && own !== undefined && own === receiver && given && written && sameEnds(given, written)) return;
  if (index > 0 || leaving < 0) pass();
  const next = hops[index + 1]?.at.kind;
  if (leaving >= 0) {
    const out = steps[leaving]?.before;
    if (out) see('out', out);
  } else if (given && next === 'pod') {
    if (receiver !== undefined) see('out', given, receiver);
  } else if (given && next !== undefined) see('out', given);
}

function sameEnds(a: Packet, b: Packet): boolean {
  return (
    a.sourceIP === b.sourceIP &&
    a.sourcePort === b.sourcePort &&
    a.destinationIP === b.destinationIP &&
    a.destinationPort === b.destinationPort
  );
}

/** Steps of the fabric that stand in the hop of the node they follow: the packet has left its NIC by then. */
function isOutside(step: Step): boolean {
  return (
    step.type === 'nsg' ||
    step.type === 'loadBalance' ||
    step.code === 'source.snat' ||
    (step.type === 'route' && !step.code.endsWith('.sameNode'))
  );
}

function isEnd(step: Step): boolean {
  return step.effect === 'drop' || step.effect === 'refuse';
}

function crossRouter({ steps }: Hop, { see, pass }: Passing): void {
  const first = steps[0];
  const last = steps[steps.length - 1];
  if (!first || !last) return;
  see('in', first.before);
  if (steps.some(isEnd)) return;
  pass();
  see('out', last.after);
}
