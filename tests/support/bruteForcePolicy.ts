// A literal reading of the NetworkPolicy rules (NP1–NP34, profile `spec`), written apart from the engine: own selectors, own ranges.
// It parses once and allocates nothing for a probe, so that it is an honest baseline too.
import type { LabelSelector } from '../../src/engine/model/labels.ts';
import type { Protocol } from '../../src/engine/net/packet.ts';
import type { RawPeer, RawPod, RawPolicy, RawPort, RawWorld } from './rawWorld.ts';

export interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

export interface Range {
  readonly base: number;
  readonly mask: number;
}

export interface Peer {
  /** Null: the policy's own namespace (NP20, NP23). */
  readonly namespaces: readonly Requirement[] | null;
  /** Null: every pod (NP21). */
  readonly pods: readonly Requirement[] | null;
  readonly block: Range | null;
  readonly except: readonly Range[];
}

export interface Rule {
  readonly peers: readonly Peer[];
  readonly ports: readonly RawPort[];
}

export interface Policy {
  readonly namespace: string;
  readonly subjects: readonly Requirement[];
  /** Null: the policy does not isolate in this direction. */
  readonly ingress: readonly Rule[] | null;
  readonly egress: readonly Rule[] | null;
}

export interface ParsedPod {
  readonly namespace: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly namespaceLabels: ReadonlyMap<string, string>;
  readonly hostNetwork: boolean;
  readonly ports: RawPod['ports'];
}

/** One end of a probe: a pod, a node, or an address that is neither. */
export interface End {
  readonly pod: ParsedPod | null;
  /** The node it is, or is on; '' for none. */
  readonly node: string;
  readonly address: number;
}

export interface BruteForce {
  /** `ns/pod`, `node:NAME` or an address. */
  end(text: string): End;
  allows(from: End, to: End, port: number, protocol: Protocol): boolean;
}

export function bruteForcePolicy(world: RawWorld): BruteForce {
  const ends = new Map<string, End>();
  const spaces = new Map(world.namespaces.map(({ name, labels }) => [name, labels]));
  for (const { name, ip } of world.nodes) {
    const end = { pod: null, node: name, address: addressOf(ip) };
    ends.set(`node:${name}`, end);
    ends.set(ip, end);
  }
  for (const pod of world.pods) {
    // The control plane sets this label on every namespace (NP24).
    const namespaceLabels = new Map(
      Object.entries({ ...spaces.get(pod.namespace), 'kubernetes.io/metadata.name': pod.namespace }),
    );
    const { namespace, hostNetwork, ports } = pod;
    const parsed = { namespace, labels: new Map(Object.entries(pod.labels)), namespaceLabels, hostNetwork, ports };
    const end = { pod: parsed, node: pod.node, address: addressOf(pod.ip) };
    ends.set(`${pod.namespace}/${pod.name}`, end);
    if (!pod.hostNetwork) ends.set(pod.ip, end);
  }
  const policies = world.policies.map(readPolicy);
  return {
    end: (text) => ends.get(text) ?? { pod: null, node: '', address: addressOf(text) },
    allows: (from, to, port, protocol) => {
      if (from.pod !== null && from.pod === to.pod) return true; // NP2
      if (isSubject(from) && !directionAllows(policies, 'egress', from, to, to, port, protocol)) return false;
      return !isSubject(to) || directionAllows(policies, 'ingress', to, from, to, port, protocol);
    },
  };
}

/** Only pod-network pods can be isolated (NP1, NP38). */
export function isSubject(end: End): boolean {
  return end.pod !== null && !end.pod.hostNetwork;
}

// oxlint-disable-next-line max-params -- an object of arguments would be an allocation a probe
function directionAllows(
  policies: readonly Policy[],
  direction: 'ingress' | 'egress',
  subject: End,
  peer: End,
  destination: End,
  port: number,
  protocol: Protocol,
): boolean {
  const { pod } = subject;
  if (pod === null) return true;
  if (!isSubject(peer) && peer.node !== '' && peer.node === subject.node) return true; // NP3, both ways in this profile
  let isolated = false;
  for (const policy of policies) {
    const rules = policy[direction];
    if (rules === null || policy.namespace !== pod.namespace || !holds(policy.subjects, pod.labels)) continue;
    isolated = true;
    for (const rule of rules) {
      // NP19: a peer and a port of the same rule.
      if (anyPeer(rule.peers, policy.namespace, peer) && anyPort(rule.ports, destination, port, protocol)) return true;
    }
  }
  return !isolated;
}

function anyPeer(peers: readonly Peer[], home: string, other: End): boolean {
  if (peers.length === 0) return true; // NP16
  for (const peer of peers) if (peerHolds(peer, home, other)) return true;
  return false;
}

export function peerHolds(peer: Peer, home: string, other: End): boolean {
  if (peer.block !== null) {
    if (!inRange(peer.block, other.address)) return false;
    for (const range of peer.except) if (inRange(range, other.address)) return false;
    return true;
  }
  if (other.pod === null || other.pod.hostNetwork) return false; // NP21, NP39
  if (peer.namespaces === null ? other.pod.namespace !== home : !holds(peer.namespaces, other.pod.namespaceLabels)) return false;
  return peer.pods === null || holds(peer.pods, other.pod.labels);
}

export function anyPort(ports: readonly RawPort[], destination: End, port: number, protocol: Protocol): boolean {
  if (ports.length === 0) return true; // NP17
  for (const entry of ports) {
    if ((entry.protocol ?? 'TCP') !== protocol) continue; // NP18, NP30
    if (entry.port === undefined) return true;
    if (typeof entry.port === 'number') {
      if (port >= entry.port && port <= (entry.endPort ?? entry.port)) return true; // NP33
    } else if (isNamed(entry.port, destination, port, protocol)) return true;
  }
  return false;
}

/** NP32: the number that the destination pod itself gives the name; no pod of the pod network, no match. */
function isNamed(name: string, destination: End, port: number, protocol: Protocol): boolean {
  if (destination.pod === null || destination.pod.hostNetwork) return false;
  for (const declared of destination.pod.ports) {
    if (declared.name === name && (declared.protocol ?? 'TCP') === protocol) return declared.containerPort === port;
  }
  return false;
}

/** NP25, literally. */
export function holds(requirements: readonly Requirement[], labels: ReadonlyMap<string, string>): boolean {
  for (const { key, operator, values } of requirements) {
    const value = labels.get(key);
    if (operator === 'Exists' && value === undefined) return false;
    if (operator === 'DoesNotExist' && value !== undefined) return false;
    if (operator === 'In' && (value === undefined || !values.includes(value))) return false;
    if (operator === 'NotIn' && value !== undefined && values.includes(value)) return false;
  }
  return true;
}

export function inRange(range: Range, address: number): boolean {
  return (address & range.mask) >>> 0 === range.base;
}

export function readPolicy(policy: RawPolicy): Policy {
  const named = policy.policyTypes ?? [];
  // NP12: absent or empty means Ingress, and Egress if there is at least one egress rule.
  const isolatesIngress = named.length === 0 || named.includes('Ingress');
  const isolatesEgress = named.length === 0 ? (policy.egress ?? []).length > 0 : named.includes('Egress');
  return {
    namespace: policy.namespace,
    subjects: requirementsOf(policy.podSelector ?? {}),
    ingress: isolatesIngress
      ? (policy.ingress ?? []).map((rule) => ({ peers: (rule.from ?? []).map(readPeer), ports: rule.ports ?? [] }))
      : null,
    egress: isolatesEgress
      ? (policy.egress ?? []).map((rule) => ({ peers: (rule.to ?? []).map(readPeer), ports: rule.ports ?? [] }))
      : null,
  };
}

function readPeer({ podSelector, namespaceSelector, ipBlock }: RawPeer): Peer {
  return {
    namespaces: namespaceSelector ? requirementsOf(namespaceSelector) : null,
    pods: podSelector ? requirementsOf(podSelector) : null,
    block: ipBlock ? rangeOf(ipBlock.cidr) : null,
    except: (ipBlock?.except ?? []).map(rangeOf),
  };
}

export function requirementsOf(selector: LabelSelector): Requirement[] {
  const equal = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => ({
    key,
    operator: 'In' as const,
    values: [value],
  }));
  return [
    ...equal,
    ...(selector.matchExpressions ?? []).map(({ key, operator, values }) => ({ key, operator, values: values ?? [] })),
  ];
}

export function rangeOf(text: string): Range {
  const [address = '', length = ''] = text.split('/');
  const mask = length === '0' ? 0 : (-1 << (32 - Number(length))) >>> 0;
  return { base: (addressOf(address) & mask) >>> 0, mask };
}

export function addressOf(text: string): number {
  return text.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
