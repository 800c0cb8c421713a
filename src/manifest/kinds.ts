// The kinds we read, the kinds that real manifests also hold, and the groups whose kinds we know all of (so that a typo is a typo).
import { nearestWord } from './nearest.ts';

/** Kind → its apiVersion. */
export const KINDS: ReadonlyMap<string, string> = new Map([
  ['Namespace', 'v1'],
  ['Pod', 'v1'],
  ['Service', 'v1'],
  ['Deployment', 'apps/v1'],
  ['StatefulSet', 'apps/v1'],
  ['DaemonSet', 'apps/v1'],
  ['EndpointSlice', 'discovery.k8s.io/v1'],
  ['NetworkPolicy', 'networking.k8s.io/v1'],
  ['Ingress', 'networking.k8s.io/v1'],
  ['IngressClass', 'networking.k8s.io/v1'],
  ['Secret', 'v1'],
  ['GatewayClass', 'gateway.networking.k8s.io/v1'],
  ['Gateway', 'gateway.networking.k8s.io/v1'],
  ['HTTPRoute', 'gateway.networking.k8s.io/v1'],
  ['ReferenceGrant', 'gateway.networking.k8s.io/v1beta1'],
  ['Network', 'cidr.house/v1'],
  ['Removal', 'cidr.house/v1'],
]);

/** Older or newer versions that are served beside it, with the same fields. */
const ALSO_SERVED: ReadonlySet<string> = new Set([
  'gateway.networking.k8s.io/v1beta1 GatewayClass',
  'gateway.networking.k8s.io/v1beta1 Gateway',
  'gateway.networking.k8s.io/v1beta1 HTTPRoute',
  'gateway.networking.k8s.io/v1 ReferenceGrant',
]);

const NO_EFFECT =
  'ConfigMap ServiceAccount PersistentVolume PersistentVolumeClaim Role RoleBinding ClusterRole ClusterRoleBinding HorizontalPodAutoscaler PodDisruptionBudget LimitRange ResourceQuota Event Lease StorageClass PriorityClass CustomResourceDefinition ControllerRevision MutatingWebhookConfiguration ValidatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding APIService ComponentStatus PodTemplate VolumeAttachment CSIDriver CSINode CSIStorageCapacity RuntimeClass CertificateSigningRequest FlowSchema PriorityLevelConfiguration';
const LATER =
  'Job CronJob ReplicaSet ReplicationController Endpoints Node ServiceCIDR IPAddress GRPCRoute TLSRoute TCPRoute UDPRoute BackendTLSPolicy GlobalNetworkPolicy NetworkSet GlobalNetworkSet Tier HostEndpoint IPPool CiliumNetworkPolicy CiliumClusterwideNetworkPolicy AdminNetworkPolicy BaselineAdminNetworkPolicy ClusterNetworkPolicy NginxIngressController StaticGatewayConfiguration';
const OTHER_KINDS: ReadonlyMap<string, 'ignored' | 'unsupported'> = new Map([
  ...NO_EFFECT.split(' ').map((kind) => [kind, 'ignored'] as const),
  ...LATER.split(' ').map((kind) => [kind, 'unsupported'] as const),
]);

/** API groups of Kubernetes itself ('' is the core group), and ours. */
const KNOWN_GROUPS: ReadonlySet<string> = new Set([
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apps',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'cidr.house',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'extensions',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

/** 'known': one we read; a treatment: a real kind that we do not; a message: no such thing. */
export type KindVerdict =
  | 'known'
  | 'ignored'
  | 'unsupported'
  | { readonly field: 'apiVersion' | 'kind'; readonly message: string };

export function judgeKind(apiVersion: string, kind: string): KindVerdict {
  const expected = KINDS.get(kind);
  if (expected === apiVersion || ALSO_SERVED.has(`${apiVersion} ${kind}`)) return 'known';
  const parts = apiVersion.split('/');
  const version = parts.at(-1) ?? '';
  const group = parts.length === 2 ? (parts[0] ?? '') : '';
  const wellFormed =
    parts.length <= 2 &&
    /^v\d+((alpha|beta)\d+)?$/.test(version) &&
    /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?)?$/.test(group) &&
    !apiVersion.startsWith('/');
  if (!wellFormed) {
    const meant = expected === undefined ? '' : `; ${kind} is in "${expected}"`;
    return {
      field: 'apiVersion',
      message: `"${apiVersion.slice(0, 80)}" is not an apiVersion such as "v1" or "apps/v1"${meant}`,
    };
  }
  const foreign = !KNOWN_GROUPS.has(group);
  // Calico and others have kinds of the same name.
  if (foreign && group.includes('.') && expected !== undefined && !looksLike(group, expected)) return 'unsupported';
  if (expected !== undefined)
    return {
      field: 'apiVersion',
      message: `no matches for kind "${kind}" in version "${apiVersion}"; ${kind} is in "${expected}"`,
    };
  const other = OTHER_KINDS.get(kind);
  if (other) return other;
  // A custom resource of somebody's operator: real, and nothing to us.
  if (foreign && group.includes('.')) return 'ignored';
  const near = nearestWord(kind, [...KINDS.keys(), ...OTHER_KINDS.keys()]);
  return {
    field: 'kind',
    message: `no matches for kind "${kind.slice(0, 80)}" in version "${apiVersion}"${near === undefined ? '' : `; did you mean "${near}"?`}`,
  };
}

/** A group that is nearly the right one is a slip, not somebody else's kind. */
function looksLike(group: string, expected: string): boolean {
  return nearestWord(group, [expected.split('/')[0] ?? '']) !== undefined;
}
