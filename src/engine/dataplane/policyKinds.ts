// Which engine counts which kind of policy: the rest exist and judge nothing, and a warning says so. Rules: D-12, D-13, D-15, ANP1, CAL1, CIL1.
import type { Diagnostic } from '../model/diagnostic.ts';
import type { KubernetesKind, NetworkPolicy, PolicyResource } from '../model/kubernetes.ts';
import type { PolicyEngine } from '../model/networkDocument.ts';
import { formatRef, listObjects, type NetworkSpec, type ObjectRef, refOf } from '../model/spec.ts';
import { writtenName } from '../model/writtenName.ts';
import { minorOf } from './nodes.ts';
import { needsMore } from './ciliumLayers.ts';
import { clusterPath, type Placed, type Report } from './validation.ts';

export const POLICY_KINDS: Readonly<Record<PolicyResource['kind'], readonly PolicyEngine[]>> = {
  NetworkPolicy: ['azure', 'calico', 'cilium', 'spec'],
  CalicoNetworkPolicy: ['calico'],
  GlobalNetworkPolicy: ['calico'],
  Tier: ['calico'],
  NetworkSet: ['calico'],
  GlobalNetworkSet: ['calico'],
  CiliumNetworkPolicy: ['cilium'],
  CiliumClusterwideNetworkPolicy: ['cilium'],
  AdminNetworkPolicy: ['calico', 'cilium', 'spec'],
  BaselineAdminNetworkPolicy: ['calico', 'cilium', 'spec'],
  ClusterNetworkPolicy: ['calico', 'cilium', 'spec'],
};

export function isPolicyKind(kind: KubernetesKind): kind is PolicyResource['kind'] {
  return Object.hasOwn(POLICY_KINDS, kind);
}

/** `Kind/ns/name`, or `Kind/name` without a namespace, as steps name policies; undefined for anything else. */
export function parsePolicyObject(object: string): (ObjectRef & { readonly kind: PolicyResource['kind'] }) | undefined {
  const [kind = '', first = '', second] = object.split('/');
  if (!Object.hasOwn(POLICY_KINDS, kind)) return undefined;
  const name = second ?? first;
  return { kind: kind as PolicyResource['kind'], namespace: second === undefined ? '' : first, name };
}

export function countsUnder(kind: KubernetesKind, engine: PolicyEngine): boolean {
  return isPolicyKind(kind) && POLICY_KINDS[kind].includes(engine);
}

/** The codes of `checkPolicies`. */
export const POLICY_CODES: ReadonlySet<string> = new Set([
  'PolicyNotEnforced',
  'PolicyKindNotEnforced',
  'AdvancedNetworkingRequired',
  'HttpRulesNotClusterwide',
  'PolicyManagerScale',
  'EndPortVersion',
]);

const MANAGER_NODES = 250;
const MANAGER_PODS = 20_000;
/** Minor version of Kubernetes whose Cilium reads `endPort` (D-15). */
const RANGES_SINCE = 32;

function hasRange({ spec }: NetworkPolicy): boolean {
  return [...(spec.ingress ?? []), ...(spec.egress ?? [])].some(({ ports = [] }) =>
    ports.some(({ endPort }) => endPort !== undefined),
  );
}

/** What is said of policies, and of nothing else: an edit of policies alone asks this anew. */
export function checkPolicies(spec: NetworkSpec, placement: Placed): Diagnostic[] {
  const found: Diagnostic[] = [];
  const report: Report = (code, path, params = {}, severity = 'error') => found.push({ code, severity, path, params });
  const engine = placement.policyEngine;
  // A NetworkPolicy without an engine has a warning of its own, one for all.
  if (engine === 'none' && listObjects(spec, 'NetworkPolicy').length > 0)
    report('PolicyNotEnforced', clusterPath(placement.cluster, 'networkProfile.networkPolicy'), {}, 'warning');
  const pods = placement.pods.filter(({ virtual }) => virtual !== true).length;
  // What Microsoft supports of Azure NPM (D-13, table D.2).
  if (engine === 'azure' && (placement.nodes.length > MANAGER_NODES || pods > MANAGER_PODS)) {
    const most = { nodes: placement.nodes.length, mostNodes: MANAGER_NODES, pods, mostPods: MANAGER_PODS };
    report('PolicyManagerScale', clusterPath(placement.cluster, 'networkProfile.networkPolicy'), most, 'warning');
  }
  for (const kind of Object.keys(POLICY_KINDS) as PolicyResource['kind'][]) {
    if (kind === 'NetworkPolicy' || POLICY_KINDS[kind].includes(engine)) continue;
    for (const policy of listObjects(spec, kind))
      report('PolicyKindNotEnforced', formatRef(refOf(policy)), { kind: writtenName(policy), engine }, 'warning');
  }
  if (engine !== 'cilium') return found;
  const version = placement.cluster?.kubernetesVersion ?? '';
  if ((minorOf(version) ?? RANGES_SINCE) < RANGES_SINCE) {
    for (const policy of listObjects(spec, 'NetworkPolicy').filter(hasRange))
      report('EndPortVersion', formatRef(refOf(policy)), { version, least: `1.${RANGES_SINCE}` }, 'warning');
  }
  for (const policy of [...listObjects(spec, 'CiliumNetworkPolicy'), ...listObjects(spec, 'CiliumClusterwideNetworkPolicy')]) {
    const needs = needsMore(policy, placement);
    if (needs === 'networking') report('AdvancedNetworkingRequired', formatRef(refOf(policy)), {}, 'warning');
    else if (needs === 'namespaced') report('HttpRulesNotClusterwide', formatRef(refOf(policy)), {}, 'warning');
  }
  return found;
}
