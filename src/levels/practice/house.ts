// A working house for practice: names that change with the seed, and the plain manifests of its parts.
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import type { KubernetesResource } from '../../engine/model/kubernetes.ts';
import type { NetworkSpec } from '../../engine/model/spec.ts';
import { buildSpec } from '../../manifest/parseWorld.ts';
import { rebuildNetwork, rebuildResource } from '../../manifest/plainObjects.ts';
import type { MadeGoal } from '../made/madeLevel.ts';
import type { Random } from './random.ts';

export type Plain = Readonly<Record<string, unknown>>;

/** A workload: where it lives, what it is called, where it listens. */
export interface Staff {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
}

export interface House {
  readonly web: Staff;
  readonly api: Staff;
  readonly db: Staff;
  readonly watcher: Staff;
  readonly visitor: Staff;
  /** Second octet of the house's and of the hub's addresses. */
  readonly octets: { readonly house: number; readonly hub: number };
  readonly company: string;
  readonly engine: 'calico' | 'cilium';
  readonly objects: Plain[];
  readonly goals: MadeGoal[];
  readonly network: Record<string, unknown[]>;
  readonly subnets: Record<string, unknown>[];
  readonly nodesSubnet: Record<string, unknown>;
}

export function nameHouse(random: Random): House {
  const house = 11 + random.below(40);
  return {
    web: {
      namespace: random.pick(['shop', 'kiosk', 'market', 'counter']),
      name: random.pick(['web', 'window', 'front', 'pages']),
      port: random.pick([8080, 3000, 8000, 4200]),
    },
    api: {
      namespace: random.pick(['orders', 'trade', 'clerks', 'sales']),
      name: random.pick(['api', 'broker', 'desk', 'booking']),
      port: random.pick([9000, 7070, 8090, 5000]),
    },
    db: {
      namespace: random.pick(['data', 'vault', 'archive', 'cellar']),
      name: random.pick(['stock-db', 'ledger', 'records', 'card-index']),
      port: random.pick([5432, 3306, 1433, 6379]),
    },
    watcher: {
      namespace: random.pick(['ops', 'care', 'night-watch', 'tools']),
      name: random.pick(['watcher', 'probe', 'metrics']),
      port: 9100,
    },
    visitor: {
      namespace: random.pick(['lobby', 'guests', 'courtyard']),
      name: random.pick(['visitor', 'courier', 'guest']),
      port: 9200,
    },
    octets: { house, hub: 60 + random.below(30) },
    company: random.pick(['windfall', 'cider', 'orchard', 'juniper', 'quince', 'medlar']),
    engine: random.chance(3) ? 'cilium' : 'calico',
    objects: [],
    goals: [],
    network: {},
    subnets: [],
    nodesSubnet: { name: 'snet-nodes', addressPrefix: `10.${house}.0.0/24` },
  };
}

/** The world that was put together so far. Every object goes through the strict reader like a player's. */
export function buildHouse(house: House): NetworkSpec {
  const resources = house.objects.map((plain): KubernetesResource => {
    const resource = rebuildResource(plain);
    if (!resource) throw new Error(`not an object: ${JSON.stringify(plain)}`);
    return resource;
  });
  return buildSpec(resources, buildNetwork(house));
}

function buildNetwork(house: House): NetworkDocument {
  const { peerings = [], virtualNetworks = [], ...rest } = house.network;
  const plain = {
    apiVersion: 'cidr.house/v1',
    kind: 'Network',
    metadata: { name: house.company },
    location: 'westeurope',
    virtualNetworks: [
      {
        name: 'vnet-house',
        addressSpace: [`10.${house.octets.house}.0.0/16`],
        subnets: [house.nodesSubnet, ...house.subnets],
        ...(peerings.length > 0 ? { peerings } : {}),
      },
      ...virtualNetworks,
    ],
    ...rest,
    managedClusters: [
      {
        name: 'aks',
        kubernetesVersion: '1.34',
        networkProfile: {
          networkPlugin: 'azure',
          networkPluginMode: 'overlay',
          ...(house.engine === 'cilium' ? { networkDataplane: 'cilium' } : {}),
          networkPolicy: house.engine,
          podCidr: '10.244.0.0/16',
          serviceCidr: '10.100.0.0/16',
          dnsServiceIP: '10.100.0.10',
          outboundType: 'loadBalancer',
        },
        agentPoolProfiles: [{ name: 'room', count: 3, maxPods: 30, vnetSubnet: 'snet-nodes' }],
      },
    ],
  };
  const network = rebuildNetwork(plain);
  if (!network) throw new Error(`not a network: ${JSON.stringify(plain)}`);
  return network;
}

export function namespaceOf(name: string): Plain {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

export function deploymentOf({ namespace, name, port }: Staff, replicas: number): Plain {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { replicas, selector: { matchLabels: { app: name } }, template: templateOf(name, port) },
  };
}

export function statefulSetOf({ namespace, name, port }: Staff): Plain {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, namespace },
    spec: { replicas: 1, serviceName: name, selector: { matchLabels: { app: name } }, template: templateOf(name, port) },
  };
}

export function podOf({ namespace, name, port }: Staff): Plain {
  const { metadata, spec } = templateOf(name, port);
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, ...metadata }, spec };
}

function templateOf(name: string, port: number): { readonly metadata: Plain; readonly spec: Plain } {
  const container = { name, image: `registry.example/${name}:1`, ports: [{ name: 'main', containerPort: port }] };
  return { metadata: { labels: { app: name } }, spec: { containers: [container] } };
}

export function serviceOf({ namespace, name, port }: Staff, served: number, extra: Plain = {}): Plain {
  const { metadata = {}, ...spec } = extra as { metadata?: Plain };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, ...metadata },
    spec: { selector: { app: name }, ports: [{ port: served, targetPort: port }], ...spec },
  };
}

export function policyOf(namespace: string, name: string, spec: Plain): Plain {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec };
}

/** A peer: these laptops of that department. */
export function peerOf({ namespace, name }: Staff): Plain {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: { app: name } },
  };
}
