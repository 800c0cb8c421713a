// Raw worlds: Kubernetes objects as the API spells them (from, to, nulls and absences included), and the same as a spec or as YAML text.
import type { KubernetesResource, NetworkPolicy, NetworkPolicyRule, Pod } from '../../src/engine/model/kubernetes.ts';
import type { LabelSelector } from '../../src/engine/model/labels.ts';
import type { NetworkDocument, PolicyEngine } from '../../src/engine/model/networkDocument.ts';
import { DEFAULT_NETWORK, formatRef, type NetworkSpec, refOf } from '../../src/engine/model/spec.ts';
import type { Protocol } from '../../src/engine/net/packet.ts';

export interface RawPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface RawPort {
  readonly protocol?: Protocol;
  readonly port?: number | string;
  readonly endPort?: number;
}

export interface RawRule {
  readonly from?: readonly RawPeer[] | null;
  readonly to?: readonly RawPeer[] | null;
  readonly ports?: readonly RawPort[] | null;
}

export interface RawPolicy {
  readonly namespace: string;
  readonly name: string;
  readonly podSelector?: LabelSelector | null;
  readonly policyTypes?: readonly ('Ingress' | 'Egress')[];
  readonly ingress?: readonly RawRule[] | null;
  readonly egress?: readonly RawRule[] | null;
}

export interface RawPod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ip: string;
  readonly node: string;
  readonly hostNetwork: boolean;
  readonly ports: readonly { readonly name?: string; readonly containerPort: number; readonly protocol?: Protocol }[];
}

export interface RawWorld {
  /** Declared namespaces; a pod or policy may be in one that is not declared. */
  readonly namespaces: readonly { readonly name: string; readonly labels: Readonly<Record<string, string>> }[];
  readonly nodes: readonly { readonly name: string; readonly ip: string }[];
  readonly pods: readonly RawPod[];
  readonly policies: readonly RawPolicy[];
}

/** The world as manifest/ would read it: policyTypes and protocols defaulted (NP12, NP30), `from` and `to` as `peers`. */
export function specOfRaw(raw: RawWorld, engine: PolicyEngine = 'spec'): NetworkSpec {
  const objects: Record<string, Record<string, KubernetesResource>> = {};
  const put = (resource: KubernetesResource): void => {
    const { namespace, name, kind } = refOf(resource);
    const group = (objects[namespace] ??= {});
    if (Object.hasOwn(group, `${kind}/${name}`)) throw new Error(`${formatRef(refOf(resource))} twice`);
    group[`${kind}/${name}`] = resource;
  };
  for (const { name, labels } of raw.namespaces) {
    put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, namespace: '', labels } });
  }
  for (const pod of raw.pods) put(podOfRaw(pod));
  for (const policy of raw.policies) put(policyOfRaw(policy));
  return { network: networkOfRaw(raw, engine), objects };
}

export function networkOfRaw(raw: RawWorld, engine: PolicyEngine): NetworkDocument {
  const [cluster] = DEFAULT_NETWORK.managedClusters;
  if (!cluster) throw new Error('the default network has a cluster');
  const networkProfile = { ...cluster.networkProfile, networkPolicy: engine };
  return { ...DEFAULT_NETWORK, managedClusters: [{ ...cluster, networkProfile, nodes: raw.nodes }] };
}

function podOfRaw({ namespace, name, labels, ip, node, hostNetwork, ports }: RawPod): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: {
      containers: [{ name: 'main', ports: ports.map((port) => ({ protocol: 'TCP' as const, ...port })) }],
      ...(node === '' ? {} : { nodeName: node }),
      ...(hostNetwork ? { hostNetwork } : {}),
    },
    status: { podIP: ip },
  };
}

export function policyOfRaw({ namespace, name, podSelector, policyTypes, ingress, egress }: RawPolicy): NetworkPolicy {
  const hasEgress = (egress?.length ?? 0) > 0;
  const types =
    policyTypes && policyTypes.length > 0 ? policyTypes : hasEgress ? (['Ingress', 'Egress'] as const) : (['Ingress'] as const);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: {
      podSelector: podSelector ?? {},
      policyTypes: types,
      ...(ingress ? { ingress: ingress.map((rule) => ruleOfRaw(rule.from, rule.ports)) } : {}),
      ...(egress ? { egress: egress.map((rule) => ruleOfRaw(rule.to, rule.ports)) } : {}),
    },
  };
}

function ruleOfRaw(
  peers: readonly RawPeer[] | null | undefined,
  ports: readonly RawPort[] | null | undefined,
): NetworkPolicyRule {
  return {
    ...(peers ? { peers } : {}),
    ...(ports ? { ports: ports.map((port) => ({ protocol: 'TCP' as const, ...port })) } : {}),
  };
}

/** The same world as a multi-document text (JSON is YAML), for the road through manifest/. */
export function textOfRaw(raw: RawWorld, engine: PolicyEngine = 'spec'): string {
  const documents: unknown[] = [networkOfRaw(raw, engine)];
  for (const { name, labels } of raw.namespaces)
    documents.push({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
  for (const { namespace, name, labels, ip, node, hostNetwork, ports } of raw.pods) {
    const spec = {
      ...(node === '' ? {} : { nodeName: node }),
      ...(hostNetwork ? { hostNetwork } : {}),
      containers: [{ name: 'main', image: 'example/app:1', ports }],
    };
    documents.push({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels }, spec, status: { podIP: ip } });
  }
  for (const { namespace, name, ...spec } of raw.policies) {
    documents.push({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec });
  }
  return documents.map((document) => JSON.stringify(document)).join('\n---\n');
}
