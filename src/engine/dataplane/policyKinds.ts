// Which engine counts which kind of policy: the rest exist and judge nothing, and a warning says so. Rules: D-12, ANP1, CAL1, CIL1.
import type { KubernetesKind, PolicyResource } from '../model/kubernetes.ts';
import type { PolicyEngine } from '../model/networkDocument.ts';
import { formatRef, listObjects, type NetworkSpec, refOf } from '../model/spec.ts';
import { writtenName } from '../model/writtenName.ts';
import { needsMore } from './ciliumLayers.ts';
import type { Placed, Report } from './validation.ts';

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

export function countsUnder(kind: KubernetesKind, engine: PolicyEngine): boolean {
  return isPolicyKind(kind) && POLICY_KINDS[kind].includes(engine);
}

/** A NetworkPolicy without an engine has a warning of its own, one for all. */
export function checkPolicyKinds(spec: NetworkSpec, placed: Placed, report: Report): void {
  const engine = placed.policyEngine;
  for (const kind of Object.keys(POLICY_KINDS) as PolicyResource['kind'][]) {
    if (kind === 'NetworkPolicy' || POLICY_KINDS[kind].includes(engine)) continue;
    for (const policy of listObjects(spec, kind))
      report('PolicyKindNotEnforced', formatRef(refOf(policy)), { kind: writtenName(policy), engine }, 'warning');
  }
  if (engine !== 'cilium') return;
  for (const policy of [...listObjects(spec, 'CiliumNetworkPolicy'), ...listObjects(spec, 'CiliumClusterwideNetworkPolicy')]) {
    const needs = needsMore(policy, placed);
    if (needs === 'networking') report('AdvancedNetworkingRequired', formatRef(refOf(policy)), {}, 'warning');
    else if (needs === 'namespaced') report('HttpRulesNotClusterwide', formatRef(refOf(policy)), {}, 'warning');
  }
}
