// Which engine counts which kind of policy: the rest exist and judge nothing, and a warning says so. Rules: D-12, ANP1, CAL1, CIL1.
import type { KubernetesKind, PolicyResource } from '../model/kubernetes.ts';
import type { PolicyEngine } from '../model/networkDocument.ts';
import { formatRef, listObjects, type NetworkSpec, refOf } from '../model/spec.ts';
import { writtenName } from '../model/writtenName.ts';
import type { Report } from './validation.ts';

export const POLICY_KINDS: Readonly<Record<PolicyResource['kind'], readonly PolicyEngine[]>> = {
  NetworkPolicy: ['azure', 'calico', 'cilium', 'spec'],
  CalicoNetworkPolicy: [],
  GlobalNetworkPolicy: [],
  Tier: [],
  NetworkSet: [],
  GlobalNetworkSet: [],
  CiliumNetworkPolicy: [],
  CiliumClusterwideNetworkPolicy: [],
  AdminNetworkPolicy: [],
  BaselineAdminNetworkPolicy: [],
  ClusterNetworkPolicy: [],
};

export function isPolicyKind(kind: KubernetesKind): kind is PolicyResource['kind'] {
  return Object.hasOwn(POLICY_KINDS, kind);
}

/** A NetworkPolicy without an engine has a warning of its own, one for all. */
export function checkPolicyKinds(spec: NetworkSpec, engine: PolicyEngine, report: Report): void {
  for (const kind of Object.keys(POLICY_KINDS) as PolicyResource['kind'][]) {
    if (kind === 'NetworkPolicy' || POLICY_KINDS[kind].includes(engine)) continue;
    for (const policy of listObjects(spec, kind))
      report('PolicyKindNotEnforced', formatRef(refOf(policy)), { kind: writtenName(policy), engine }, 'warning');
  }
}
