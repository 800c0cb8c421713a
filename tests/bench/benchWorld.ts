// Worlds of the bench: namespaces of equal size, applications with labels, policies of the usual shapes. The same for the same numbers.
import { createRandom, type Random } from '../share/randomSolution.ts';
import type { RawPeer, RawPod, RawPolicy, RawPort, RawRule, RawWorld } from '../support/rawWorld.ts';

export const BENCH_PORTS = [80, 8080, 9090] as const;
const APPS = ['web', 'api', 'db', 'queue', 'cache', 'jobs', 'mail', 'auth', 'search', 'feed'] as const;
const TIERS = ['front', 'back', 'data'] as const;
const PORTS = [80, 80, 8080, 8080, 9090, 9090, 443, 53] as const;

export interface BenchSize {
  readonly pods: number;
  readonly policies: number;
  readonly seed?: number;
}

export function benchWorld({ pods, policies, seed = 1 }: BenchSize): RawWorld {
  const random = createRandom(seed);
  const spaces = Math.max(2, Math.round(pods / 50));
  const nodes = Array.from({ length: Math.max(3, Math.round(pods / 25)) }, (_, index) => ({
    name: `room-${index}`,
    ip: `10.224.${(4 + index) >> 8}.${(4 + index) & 255}`,
  }));
  const spaceName = (index: number): string => `team-${String(index % spaces).padStart(2, '0')}`;
  return {
    namespaces: Array.from({ length: spaces }, (_, index) => ({
      name: spaceName(index),
      labels: { env: index % 3 === 0 ? 'test' : 'prod', group: `g${index % 5}` },
    })),
    nodes,
    pods: Array.from({ length: pods }, (_, index): RawPod => {
      const node = nodes[index % nodes.length] ?? { name: '', ip: '' };
      const hostNetwork = index % 100 === 99;
      const app = random.pick(APPS);
      return {
        namespace: spaceName(index),
        name: `${app}-${index}`,
        labels: { app, tier: random.pick(TIERS), version: `v${random.below(3)}` },
        ip: hostNetwork ? node.ip : `10.${244 + (index >> 15)}.${(index >> 7) & 255}.${2 + (index & 127)}`,
        node: node.name,
        hostNetwork,
        ports: BENCH_PORTS.map((containerPort) => ({ containerPort, ...(containerPort === 8080 ? { name: 'http' } : {}) })),
      };
    }),
    policies: Array.from({ length: policies }, (_, index) => policy(random, spaceName(index), index)),
  };
}

function policy(random: Random, namespace: string, index: number): RawPolicy {
  const types = random.pick([['Ingress'], ['Ingress'], ['Egress'], ['Ingress', 'Egress']] as const);
  const rules = (list: 'from' | 'to'): RawRule[] => Array.from({ length: 1 + random.below(3) }, () => rule(random, list));
  return {
    namespace,
    name: `policy-${index}`,
    podSelector: random.chance(5)
      ? {}
      : { matchLabels: random.chance(2) ? { app: random.pick(APPS) } : { tier: random.pick(TIERS) } },
    policyTypes: types,
    ...(types.some((type) => type === 'Ingress') ? { ingress: rules('from') } : {}),
    ...(types.some((type) => type === 'Egress') ? { egress: rules('to') } : {}),
  };
}

function rule(random: Random, list: 'from' | 'to'): RawRule {
  const peers = Array.from({ length: 1 + random.below(3) }, () => peer(random));
  const ports = Array.from({ length: 1 + random.below(2) }, () => port(random));
  return { [list]: peers, ...(random.chance(3) ? {} : { ports }) };
}

function peer(random: Random): RawPeer {
  const kind = random.below(6);
  const podSelector = random.chance(3)
    ? {
        matchExpressions: [
          { key: 'version', operator: 'NotIn' as const, values: ['v0'] },
          { key: 'app', operator: 'In' as const, values: [random.pick(APPS), random.pick(APPS)] },
        ],
      }
    : { matchLabels: { app: random.pick(APPS) } };
  if (kind === 0) return { ipBlock: { cidr: '10.244.0.0/16', except: ['10.244.1.0/24'] } };
  if (kind === 1) return { namespaceSelector: { matchLabels: { env: random.pick(['test', 'prod']) } } };
  if (kind < 4) return { namespaceSelector: { matchLabels: { group: `g${random.below(5)}` } }, podSelector };
  return { podSelector };
}

function port(random: Random): RawPort {
  const kind = random.below(6);
  if (kind === 0) return { protocol: 'TCP', port: 'http' };
  if (kind === 1) return { protocol: 'TCP', port: 8000, endPort: 9100 };
  return { protocol: random.chance(8) ? 'UDP' : 'TCP', port: random.pick(PORTS) };
}
