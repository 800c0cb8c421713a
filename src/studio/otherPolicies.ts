// Policies of other makers: they judge too (and the matrix counts them), but sentences and the form are for NetworkPolicy alone. Rules: D-12, ANP1.
import type { PolicyResource } from '../engine/model/kubernetes.ts';
import { allObjects, formatRef, type NetworkSpec, refOf } from '../engine/model/spec.ts';

const OTHER_KINDS: ReadonlySet<string> = new Set<Exclude<PolicyResource['kind'], 'NetworkPolicy'>>([
  'CalicoNetworkPolicy',
  'GlobalNetworkPolicy',
  'CiliumNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'ClusterNetworkPolicy',
]);

/** `CiliumNetworkPolicy/pay/till`, as the editor names them. */
export function listOtherPolicies(spec: NetworkSpec): string[] {
  return allObjects(spec)
    .filter(({ kind }) => OTHER_KINDS.has(kind))
    .map((resource) => formatRef(refOf(resource)));
}
