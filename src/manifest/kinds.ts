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
  ['NginxIngressController', 'approuting.kubernetes.azure.com/v1alpha1'],
  ['Secret', 'v1'],
  ['GatewayClass', 'gateway.networking.k8s.io/v1'],
  ['Gateway', 'gateway.networking.k8s.io/v1'],
  ['HTTPRoute', 'gateway.networking.k8s.io/v1'],
  ['ReferenceGrant', 'gateway.networking.k8s.io/v1beta1'],
  ['CalicoNetworkPolicy', 'projectcalico.org/v3'],
  ['GlobalNetworkPolicy', 'projectcalico.org/v3'],
  ['Tier', 'projectcalico.org/v3'],
  ['NetworkSet', 'projectcalico.org/v3'],
  ['GlobalNetworkSet', 'projectcalico.org/v3'],
  ['CiliumNetworkPolicy', 'cilium.io/v2'],
  ['CiliumClusterwideNetworkPolicy', 'cilium.io/v2'],
  ['AdminNetworkPolicy', 'policy.networking.k8s.io/v1alpha1'],
  ['BaselineAdminNetworkPolicy', 'policy.networking.k8s.io/v1alpha1'],
  ['ClusterNetworkPolicy', 'policy.networking.k8s.io/v1alpha2'],
  ['Network', 'cidr.house/v1'],
  ['Removal', 'cidr.house/v1'],
  ['Patch', 'cidr.house/v1'],
  ['Answers', 'cidr.house/v1'],
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
  'Job CronJob ReplicaSet ReplicationController Endpoints Node ServiceCIDR IPAddress GRPCRoute TLSRoute TCPRoute UDPRoute BackendTLSPolicy HostEndpoint IPPool StaticGatewayConfiguration';
const OTHER_KINDS: ReadonlyMap<string, 'ignored' | 'unsupported'> = new Map([
  ...NO_EFFECT.split(' ').map((kind) => [kind, 'ignored'] as const),
  ...LATER.split(' ').map((kind) => [kind, 'unsupported'] as const),
]);

/** Calico's kinds also come as its datastore keeps them. */
const CALICO_GROUPS: ReadonlySet<string> = new Set(['projectcalico.org/v3', 'crd.projectcalico.org/v1']);
/** Groups of which we read the policies; a slip there is a slip, any other kind somebody else's. */
const POLICY_GROUPS: ReadonlySet<string> = new Set([
  'projectcalico.org',
  'crd.projectcalico.org',
  'cilium.io',
  'policy.networking.k8s.io',
]);

/** Kinds without a namespace, ours and the common ones that are skipped. */
const CLUSTER_SCOPED =
  /^(?:Namespace|Node|Network|PersistentVolume|StorageClass|IngressClass|NginxIngressController|GatewayClass|PriorityClass|CustomResourceDefinition|APIService|Tier|Cluster\w+|CiliumClusterwide\w+|Global\w+|\w*AdminNetworkPolicy)$/;

/** Documents about a world, which no cluster holds. */
export function isDocumentKind(kind: string): boolean {
  return kind === 'Network' || kind === 'Removal' || kind === 'Patch' || kind === 'Answers';
}

export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED.test(kind);
}

/** Our own name of a kind: Calico and Kubernetes both have a NetworkPolicy. */
export function innerKind(apiVersion: string, kind: string): string {
  return kind === 'NetworkPolicy' && CALICO_GROUPS.has(apiVersion) ? 'CalicoNetworkPolicy' : kind;
}

/** The kind as manifests spell it. */
export function writtenKind(kind: string): string {
  return kind === 'CalicoNetworkPolicy' ? 'NetworkPolicy' : kind;
}

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
  const served = expected === apiVersion || ALSO_SERVED.has(`${apiVersion} ${kind}`);
  if (served || (expected === 'projectcalico.org/v3' && CALICO_GROUPS.has(apiVersion))) return 'known';
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
  const near = nearestWord(kind, [...KINDS.keys(), ...OTHER_KINDS.keys()]);
  // A custom resource of somebody's operator: real, and nothing to us.
  if (foreign && group.includes('.') && !(POLICY_GROUPS.has(group) && near !== undefined)) return 'ignored';
  return {
    field: 'kind',
    message: `no matches for kind "${kind.slice(0, 80)}" in version "${apiVersion}"${near === undefined ? '' : `; did you mean "${near}"?`}`,
  };
}

/** A group that is nearly the right one is a slip, not somebody else's kind. */
function looksLike(group: string, expected: string): boolean {
  return nearestWord(group, [expected.split('/')[0] ?? '']) !== undefined;
}
