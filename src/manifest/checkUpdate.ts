// What the API server does not let an update change. Rules: VAL44, VAL48, VAL50, VAL62. A new object has no such limits.
import { sameValue } from '../engine/model/sameValue.ts';
import type { KubernetesResource } from '../engine/model/kubernetes.ts';
import { formatRef, refOf } from '../engine/model/spec.ts';
import { type FieldProblem, forbidden, formatPath, invalid } from './problems.ts';

export interface UpdateProblem {
  readonly code: string;
  /** `Service/shop/web: spec.clusterIPs[0]`. */
  readonly path: string;
  readonly message: string;
}

const STATEFULSET =
  "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

/** Two states of one object; empty when the change is allowed. */
export function checkUpdate(before: KubernetesResource, after: KubernetesResource): readonly UpdateProblem[] {
  const problems: FieldProblem[] = [];
  const immutable = (path: readonly string[], was: unknown, is: unknown): void => {
    if (!sameValue(was, is)) problems.push(invalid('VAL62', path, is, 'field is immutable'));
  };
  if (before.kind === 'Service' && after.kind === 'Service') {
    const [was, is] = [before.spec.clusterIP, after.spec.clusterIP];
    const external = before.spec.type === 'ExternalName' || after.spec.type === 'ExternalName';
    // An address that was never written is the allocator's; writing it down for the first time is no change.
    if (!external && was !== undefined && is !== undefined && was !== is)
      problems.push(invalid('VAL44', ['spec', 'clusterIPs', 0], [is], 'may not change once set'));
    const bothBalanced = before.spec.type === 'LoadBalancer' && after.spec.type === 'LoadBalancer';
    if (bothBalanced) immutable(['spec', 'loadBalancerClass'], before.spec.loadBalancerClass, after.spec.loadBalancerClass);
    const bothChecked =
      bothBalanced && before.spec.externalTrafficPolicy === 'Local' && after.spec.externalTrafficPolicy === 'Local';
    const [checked, checks] = [before.spec.healthCheckNodePort, after.spec.healthCheckNodePort];
    // The allocator's number may be written down, as with addresses.
    if (bothChecked && checked !== undefined && checks !== undefined && checked !== checks)
      problems.push(forbidden('VAL48', ['spec', 'healthCheckNodePort'], 'field is immutable'));
  }
  if (before.kind === 'EndpointSlice' && after.kind === 'EndpointSlice')
    immutable(['addressType'], before.addressType, after.addressType);
  if ((before.kind === 'Deployment' || before.kind === 'DaemonSet') && after.kind === before.kind)
    immutable(['spec', 'selector'], before.spec.selector, after.spec.selector);
  if (before.kind === 'StatefulSet' && after.kind === 'StatefulSet') {
    const fixed = ({ spec }: typeof before): unknown => [spec.selector, spec.serviceName];
    if (!sameValue(fixed(before), fixed(after))) problems.push(forbidden('VAL62', ['spec'], STATEFULSET));
  }
  return problems.map(({ code, path, text }) => ({
    code,
    path: `${formatRef(refOf(after))}: ${formatPath(path)}`,
    message: `The ${after.kind} "${after.metadata.name}" is invalid: ${text}`,
  }));
}
