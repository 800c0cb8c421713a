// NetworkSpec: the declared network, one value. Objects are keyed namespace → "Kind/name" so that one edit copies one small record.
import { compareText } from '../net/hash.ts';
import type { KubernetesKind, KubernetesResource } from './kubernetes.ts';
import type { NetworkDocument } from './networkDocument.ts';

export interface NetworkSpec {
  readonly network: NetworkDocument;
  /** namespace ('' for cluster-scoped) → "Kind/name" → object. */
  readonly objects: Readonly<Record<string, Readonly<Record<string, KubernetesResource>>>>;
  /** What the player answered to the questions of a level: goal id → answer. No packet depends on it. */
  readonly answers?: Readonly<Record<string, string>>;
}

export interface ObjectRef {
  readonly kind: KubernetesKind;
  readonly namespace: string;
  readonly name: string;
}

export function refOf(resource: KubernetesResource): ObjectRef {
  return { kind: resource.kind, namespace: resource.metadata.namespace, name: resource.metadata.name };
}

/** `Kind/namespace/name`, or `Kind/name` for a cluster-scoped object: the spelling used in rules, reports and links. */
export function formatRef(ref: ObjectRef): string {
  return ref.namespace === '' ? `${ref.kind}/${ref.name}` : `${ref.kind}/${ref.namespace}/${ref.name}`;
}

export function findObject(spec: NetworkSpec, ref: ObjectRef): KubernetesResource | undefined {
  const group = Object.hasOwn(spec.objects, ref.namespace) ? spec.objects[ref.namespace] : undefined;
  const key = `${ref.kind}/${ref.name}`;
  return group && Object.hasOwn(group, key) ? group[key] : undefined;
}

/** Every object of one kind, in the order of (namespace, name). */
export function listObjects<K extends KubernetesKind>(spec: NetworkSpec, kind: K): Extract<KubernetesResource, { kind: K }>[] {
  const found: Extract<KubernetesResource, { kind: K }>[] = [];
  for (const namespace of Object.keys(spec.objects).sort(compareText)) {
    for (const resource of byKind(spec.objects[namespace] ?? {}).get(kind) ?? [])
      if (isKind(resource, kind)) found.push(resource);
  }
  return found;
}

type Group = NetworkSpec['objects'][string];

const kinds = new WeakMap<Group, ReadonlyMap<KubernetesKind, readonly KubernetesResource[]>>();

/** The objects of one namespace in order, by kind. An edit makes a new record, so each is sorted once. */
function byKind(group: Group): ReadonlyMap<KubernetesKind, readonly KubernetesResource[]> {
  const known = kinds.get(group);
  if (known) return known;
  const sorted = new Map<KubernetesKind, KubernetesResource[]>();
  for (const key of Object.keys(group).sort(compareText)) {
    const resource = group[key];
    if (resource === undefined) continue;
    const list = sorted.get(resource.kind);
    if (list) list.push(resource);
    else sorted.set(resource.kind, [resource]);
  }
  kinds.set(group, sorted);
  return sorted;
}

/** Every object, in the order of (namespace, kind, name). */
export function allObjects(spec: NetworkSpec): KubernetesResource[] {
  return Object.keys(spec.objects)
    .sort(compareText)
    .flatMap((namespace) => {
      const group = spec.objects[namespace] ?? {};
      return Object.keys(group)
        .sort(compareText)
        .flatMap((key) => group[key] ?? []);
    });
}

function isKind<K extends KubernetesKind>(
  resource: KubernetesResource,
  kind: K,
): resource is Extract<KubernetesResource, { kind: K }> {
  return resource.kind === kind;
}

/** The cluster a folder of plain manifests runs in (world-format.md): VNet 10.224.0.0/12, Overlay, three nodes, profile `spec`. */
export const DEFAULT_NETWORK: NetworkDocument = {
  apiVersion: 'cidr.house/v1',
  kind: 'Network',
  metadata: { name: 'default' },
  virtualNetworks: [
    {
      name: 'aks-vnet',
      addressSpace: ['10.224.0.0/12'],
      subnets: [{ name: 'aks-subnet', addressPrefix: '10.224.0.0/16' }],
    },
  ],
  managedClusters: [
    {
      name: 'aks',
      networkProfile: {
        networkPlugin: 'azure',
        networkPluginMode: 'overlay',
        networkPolicy: 'spec',
        podCidr: '10.244.0.0/16',
        serviceCidr: '10.0.0.0/16',
        dnsServiceIP: '10.0.0.10',
        outboundType: 'loadBalancer',
      },
      agentPoolProfiles: [{ name: 'nodepool1', count: 3, vnetSubnet: 'aks-subnet' }],
    },
  ],
};

export const EMPTY_SPEC: NetworkSpec = { network: DEFAULT_NETWORK, objects: {} };
