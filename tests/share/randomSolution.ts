// Seeded random worlds for the link tests: valid, defaulted objects of every kind, as manifest/ would build them.
import { hashText } from '../../src/engine/net/hash.ts';
import { applyEdit, type Edit } from '../../src/engine/edit/edit.ts';
import type {
  KubernetesResource,
  NetworkPolicyPeer,
  NetworkPolicyRule,
  PodSpec,
  Service,
} from '../../src/engine/model/kubernetes.ts';
import { DEFAULT_NETWORK, EMPTY_SPEC, type NetworkSpec } from '../../src/engine/model/spec.ts';

export interface Random {
  /** 0 ≤ n < limit. */
  below(limit: number): number;
  pick<const Items extends readonly [unknown, ...unknown[]]>(items: Items): Items[number];
  chance(oneIn: number): boolean;
}

export function createRandom(seed: number): Random {
  let count = 0;
  const below = (limit: number): number => hashText(String(count++), seed) % limit;
  return {
    below,
    pick: (items) => items[below(items.length)],
    chance: (oneIn) => below(oneIn) === 0,
  };
}

const NAMESPACES = ['shop', 'data', 'kube-system', 'valueof', 'team-42'] as const;
const NAMES = ['web', 'api', 'db', 'allow-dns', 'default-deny', 'x', 'very-long-name-of-something', 'tostring'] as const;
const VALUES = ['web', 'api', '', 'v1.2_3', 'UPPER', 'constructor', '0'] as const;
const KEYS = ['app', 'tier', 'app.kubernetes.io/name', 'valueOf', 'toString', 'A'] as const;
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;

export function randomSpec(random: Random, size: number): NetworkSpec {
  let spec: NetworkSpec = EMPTY_SPEC;
  for (let index = 0; index < size; index++) spec = applyEdit(spec, { type: 'putObject', resource: randomResource(random) }).spec;
  return random.chance(2) ? spec : applyEdit(spec, randomNetworkEdit(random)).spec;
}

/** Some objects of `spec` changed, some removed, some new. */
export function randomlyChanged(random: Random, spec: NetworkSpec): NetworkSpec {
  let current = random.chance(3) ? applyEdit(spec, randomNetworkEdit(random)).spec : spec;
  for (const group of Object.values(spec.objects)) {
    for (const resource of Object.values(group)) {
      if (!random.chance(3)) continue;
      const { namespace, name } = resource.metadata;
      current = applyEdit(current, { type: 'removeObject', ref: { kind: resource.kind, namespace, name } }).spec;
    }
  }
  for (let index = random.below(6); index > 0; index--) {
    current = applyEdit(current, { type: 'putObject', resource: randomResource(random) }).spec;
  }
  return current;
}

function randomNetworkEdit(random: Random): Edit {
  const count = 1 + random.below(9);
  const [cluster] = DEFAULT_NETWORK.managedClusters;
  if (!cluster) throw new Error('the default network has a cluster');
  const networkPolicy = random.pick(['none', 'azure', 'calico', 'spec']);
  return {
    type: 'putNetwork',
    network: {
      ...DEFAULT_NETWORK,
      managedClusters: [
        {
          ...cluster,
          networkProfile: { ...cluster.networkProfile, networkPolicy },
          agentPoolProfiles: [{ name: 'nodepool1', count, vnetSubnet: 'aks-subnet' }],
        },
      ],
    },
  };
}

export function randomResource(random: Random): KubernetesResource {
  const metadata = { name: random.pick(NAMES), namespace: random.pick(NAMESPACES), labels: labels(random) };
  const kind = random.below(7);
  if (kind === 0)
    return {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: random.pick(NAMESPACES), namespace: '', labels: labels(random) },
    };
  if (kind === 1) return { apiVersion: 'v1', kind: 'Pod', metadata, spec: podSpec(random) };
  if (kind === 2) {
    const app = { app: random.pick(['web', 'api']) };
    const template = { metadata: { labels: app }, spec: podSpec(random) };
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { replicas: random.below(5), selector: { matchLabels: app }, template },
    };
  }
  if (kind === 3) return randomService(random, metadata);
  const types = random.pick([['Ingress'], ['Egress'], ['Ingress', 'Egress']] as const);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: {
      podSelector: random.chance(3) ? {} : { matchLabels: labels(random) },
      policyTypes: types,
      ...(types.some((type) => type === 'Ingress') ? { ingress: rules(random) } : {}),
      ...(types.some((type) => type === 'Egress') ? { egress: rules(random) } : {}),
    },
  };
}

function randomService(random: Random, metadata: Service['metadata']): Service {
  const type = random.pick(['ClusterIP', 'NodePort', 'LoadBalancer'] as const);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: {
      type,
      selector: labels(random),
      ports: [{ name: 'http', port: 80, targetPort: random.chance(2) ? 'http' : 8080, protocol: 'TCP' }],
      ...(type === 'LoadBalancer' && random.chance(2) ? { externalTrafficPolicy: 'Local' as const } : {}),
    },
  };
}

function podSpec(random: Random): PodSpec {
  return {
    containers: [
      {
        name: 'main',
        image: 'example/app:1',
        ports: [{ name: 'http', containerPort: 1 + random.below(65535), protocol: random.pick(PROTOCOLS) }],
      },
    ],
    ...(random.chance(4) ? { hostNetwork: true } : {}),
  };
}

function labels(random: Random): Record<string, string> {
  return Object.fromEntries(Array.from({ length: 1 + random.below(2) }, () => [random.pick(KEYS), random.pick(VALUES)]));
}

function rules(random: Random): NetworkPolicyRule[] {
  return Array.from({ length: 1 + random.below(2) }, () => ({
    ...(random.chance(3) ? {} : { peers: Array.from({ length: 1 + random.below(2) }, () => peer(random)) }),
    ...(random.chance(2)
      ? {}
      : { ports: [{ protocol: random.pick(PROTOCOLS), port: random.chance(3) ? 'http' : 1 + random.below(60000) }] }),
  }));
}

function peer(random: Random): NetworkPolicyPeer {
  const kind = random.below(4);
  if (kind === 0) return { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } };
  if (kind === 1)
    return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': random.pick(NAMESPACES) } }, podSelector: {} };
  if (kind === 2) return { podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] } };
  return { podSelector: { matchLabels: labels(random) } };
}
