// Seeded random worlds for the policy tests: few names and few numbers, so that selectors, ranges and ports meet often.
import type { LabelSelector } from '../../src/engine/model/labels.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { createRandom, type Random } from '../share/randomSolution.ts';
import { type RawPeer, type RawPod, type RawPolicy, type RawPort, type RawRule, type RawWorld, specOfRaw } from './rawWorld.ts';

const NAMESPACES = ['shop', 'pay', 'kube-system', 'team-42'] as const;
const KEYS = ['app', 'tier', 'team', 'toString'] as const;
const VALUES = ['web', 'db', ''] as const;
const PORTS = [53, 80, 443, 8080, 8081, 9090] as const;
const PORT_NAMES = ['http', 'dns', 'metrics'] as const;
const PROTOCOLS = ['TCP', 'TCP', 'UDP', 'SCTP'] as const;
const NODES = [
  { name: 'room-0', ip: '10.224.0.4' },
  { name: 'room-1', ip: '10.224.0.5' },
  { name: 'room-2', ip: '10.225.0.4' },
] as const;
const CIDRS = [
  '10.244.0.0/16',
  '10.244.1.0/24',
  '10.224.0.0/16',
  '10.224.0.5/32',
  '0.0.0.0/0',
  '203.0.113.0/24',
  '10.0.0.0/8',
  '10.244.2.0/30',
] as const;
const EXCEPTIONS = ['10.244.1.0/24', '10.224.0.5/32', '203.0.113.128/25', '10.244.0.0/17', '10.244.2.2/32'] as const;
const OUTSIDE = ['203.0.113.9', '203.0.113.200', '10.0.0.10', '172.20.1.10', '8.8.8.8', '10.224.9.9'] as const;

export interface Probe {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

export function randomWorld(seed: number): RawWorld {
  const random = createRandom(seed);
  // The last namespace is used without being declared now and then (NP24).
  const declared = random.chance(2) ? NAMESPACES : NAMESPACES.slice(0, 3);
  return {
    namespaces: declared.map((name) => ({ name, labels: labels(random) })),
    nodes: NODES,
    pods: Array.from({ length: 2 + random.below(9) }, (_, index) => randomPod(random, index)),
    policies: Array.from({ length: 2 + random.below(9) }, (_, index) => randomPolicy(random, index)),
  };
}

export function randomPolicySpec(seed: number): NetworkSpec {
  return specOfRaw(randomWorld(seed));
}

/** Ends of every kind: pods, nodes, addresses outside, and pods by their address. */
export function randomProbe(random: Random, world: RawWorld): Probe {
  return {
    from: randomEnd(random, world),
    to: randomEnd(random, world),
    port: random.pick(PORTS),
    protocol: random.pick(PROTOCOLS),
  };
}

function randomEnd(random: Random, world: RawWorld): string {
  const kind = random.below(8);
  if (kind === 0) return `node:${random.pick(NODES).name}`;
  if (kind === 1) return random.pick(OUTSIDE);
  const pod = world.pods[random.below(world.pods.length)];
  if (!pod) throw new Error('a world has pods');
  return kind === 2 && !pod.hostNetwork ? pod.ip : `${pod.namespace}/${pod.name}`;
}

function randomPod(random: Random, index: number): RawPod {
  const node = random.pick(NODES);
  const hostNetwork = random.chance(9);
  const ports = Array.from({ length: random.below(4) }, (_, place) => ({
    containerPort: random.pick(PORTS),
    ...(random.chance(3) ? {} : { name: PORT_NAMES[place % PORT_NAMES.length] ?? 'http' }),
    ...(random.chance(2) ? {} : { protocol: random.pick(PROTOCOLS) }),
  }));
  return {
    namespace: random.pick(NAMESPACES),
    name: `pod-${index}`,
    labels: labels(random),
    ip: hostNetwork ? node.ip : `10.244.${random.below(3)}.${2 + index}`,
    node: !hostNetwork && random.chance(8) ? '' : node.name,
    hostNetwork,
    ports,
  };
}

function labels(random: Random): Record<string, string> {
  return Object.fromEntries(KEYS.flatMap((key) => (random.chance(2) ? [[key, random.pick(VALUES)] as const] : [])));
}

export function randomPolicy(random: Random, index: number): RawPolicy {
  const types = random.pick([undefined, undefined, [], ['Ingress'], ['Egress'], ['Ingress', 'Egress']] as const);
  const podSelector = random.pick([undefined, null, 'any', 'any', 'some', 'some'] as const);
  return {
    namespace: random.pick(NAMESPACES),
    name: `policy-${index}`,
    ...(podSelector === undefined
      ? {}
      : { podSelector: podSelector === null ? null : podSelector === 'any' ? {} : selector(random) }),
    ...(types === undefined ? {} : { policyTypes: types }),
    ...rulesOf(random, 'ingress'),
    ...rulesOf(random, 'egress'),
  };
}

function rulesOf(random: Random, direction: 'ingress' | 'egress'): Pick<RawPolicy, 'ingress' | 'egress'> {
  const form = random.below(8);
  if (form < 2) return {};
  const rules =
    form === 2
      ? null
      : form === 3
        ? []
        : form === 4
          ? [{}]
          : Array.from({ length: 1 + random.below(2) }, () => rule(random, direction));
  return { [direction]: rules };
}

function rule(random: Random, direction: 'ingress' | 'egress'): RawRule {
  const peerForm = random.below(8);
  const peers = peerForm === 0 ? null : peerForm === 1 ? [] : Array.from({ length: 1 + random.below(3) }, () => peer(random));
  const portForm = random.below(8);
  const ports =
    portForm === 0
      ? null
      : portForm === 1
        ? []
        : portForm === 2
          ? [{}]
          : Array.from({ length: 1 + random.below(2) }, () => port(random));
  const list = direction === 'ingress' ? 'from' : 'to';
  return { ...(random.chance(6) ? {} : { [list]: peers }), ...(random.chance(4) ? {} : { ports }) };
}

function peer(random: Random): RawPeer {
  const kind = random.below(5);
  if (kind === 0) {
    const except = random.chance(2) ? [] : [random.pick(EXCEPTIONS)];
    return { ipBlock: narrowed(random.pick(CIDRS), except) };
  }
  const pods = random.chance(3) ? {} : selector(random);
  const namespaces = random.chance(3) ? {} : namespaceSelector(random);
  if (kind === 1) return { namespaceSelector: namespaces };
  if (kind === 2) return { namespaceSelector: namespaces, podSelector: pods };
  return { podSelector: pods };
}

/** `except` lies within `cidr` or is left out (VAL22). */
function narrowed(cidr: string, except: readonly string[]): NonNullable<RawPeer['ipBlock']> {
  const inside = except.filter(
    (range) =>
      cidr === '0.0.0.0/0' ||
      (cidr === '10.0.0.0/8' && range.startsWith('10.')) ||
      (cidr === '10.244.0.0/16' && range.startsWith('10.244.')),
  );
  return inside.length > 0 ? { cidr, except: inside } : { cidr };
}

function selector(random: Random): LabelSelector {
  const expression = (): NonNullable<LabelSelector['matchExpressions']>[number] => {
    const key = random.pick(KEYS);
    const operator = random.pick(['In', 'NotIn', 'Exists', 'DoesNotExist'] as const);
    if (operator === 'Exists' || operator === 'DoesNotExist') return { key, operator };
    return { key, operator, values: random.chance(2) ? [random.pick(VALUES)] : ['web', random.pick(VALUES)] };
  };
  const form = random.below(3);
  return {
    ...(form === 0 ? {} : { matchLabels: { [random.pick(KEYS)]: random.pick(VALUES) } }),
    ...(form === 1 ? {} : { matchExpressions: Array.from({ length: 1 + random.below(2) }, expression) }),
  };
}

function namespaceSelector(random: Random): LabelSelector {
  return random.chance(3) ? { matchLabels: { 'kubernetes.io/metadata.name': random.pick(NAMESPACES) } } : selector(random);
}

function port(random: Random): RawPort {
  const protocol = random.chance(2) ? {} : { protocol: random.pick(PROTOCOLS) };
  const kind = random.below(4);
  if (kind === 0) return { ...protocol, port: random.pick(PORT_NAMES) };
  if (kind === 1) return { ...protocol, port: 80, endPort: random.pick([80, 443, 8080]) };
  return kind === 2 && random.chance(2) ? protocol : { ...protocol, port: random.pick(PORTS) };
}
