// One object of any kind we know: audit first, then the reader of its kind. Also from plain JSON (links, saves), by the same rules.
import type { KubernetesResource } from '../engine/model/kubernetes.ts';
import type { NetworkDocument } from '../engine/model/networkDocument.ts';
import type { ObjectRef } from '../engine/model/spec.ts';
import { auditValue, isRecord, type Noted } from './audit.ts';
import { nearestWord } from './nearest.ts';
import { type Fail, type FieldProblem, invalid, plain, required } from './problems.ts';
import { readDaemonSet, readDeployment, readNamespace, readPod, readStatefulSet } from './readPods.ts';
import { readMeta } from './readMeta.ts';
import { readNetwork } from './readNetwork.ts';
import { readNetworkPolicy } from './readPolicies.ts';
import { readEndpointSlice, readService } from './readServices.ts';
import { type Rec, record, text } from './take.ts';

/** Kind → its apiVersion. */
const KINDS: Readonly<Record<string, string>> = {
  Namespace: 'v1',
  Pod: 'v1',
  Service: 'v1',
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  Network: 'cidr.house/v1',
  Removal: 'cidr.house/v1',
};

/** Kinds that real manifests hold and that change nothing here, or not yet. */
const OTHER_KINDS: Readonly<Record<string, 'ignored' | 'unsupported'>> = {
  ...Object.fromEntries(
    'ConfigMap Secret ServiceAccount PersistentVolume PersistentVolumeClaim Role RoleBinding ClusterRole ClusterRoleBinding HorizontalPodAutoscaler PodDisruptionBudget CronJob Job LimitRange ResourceQuota Event Lease StorageClass PriorityClass CustomResourceDefinition ReplicaSet ReplicationController Endpoints Node ControllerRevision MutatingWebhookConfiguration ValidatingWebhookConfiguration APIService ComponentStatus PodTemplate VolumeAttachment CSIDriver CSINode RuntimeClass'
      .split(' ')
      .map((kind) => [kind, 'ignored' as const]),
  ),
  ...Object.fromEntries(
    'Ingress IngressClass Gateway GatewayClass HTTPRoute GRPCRoute TLSRoute TCPRoute ReferenceGrant GlobalNetworkPolicy NetworkSet GlobalNetworkSet Tier HostEndpoint CiliumNetworkPolicy CiliumClusterwideNetworkPolicy AdminNetworkPolicy BaselineAdminNetworkPolicy ClusterNetworkPolicy ServiceCIDR IPAddress NginxIngressController StaticGatewayConfiguration'
      .split(' ')
      .map((kind) => [kind, 'unsupported' as const]),
  ),
};

export interface ReadObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly resource?: KubernetesResource;
  readonly network?: NetworkDocument;
  readonly removal?: ObjectRef;
  /** A known kind that is not read: why. */
  readonly skipped?: 'ignored' | 'unsupported';
  readonly problems: readonly FieldProblem[];
  readonly notes: readonly Noted[];
}

export function readObject(value: unknown, defaultNamespace: string): ReadObject {
  const problems: FieldProblem[] = [];
  const notes: Noted[] = [];
  const fail: Fail = (problem) => problems.push(problem);
  const nothing = { kind: '', name: '', namespace: '', problems, notes };
  if (!isRecord(value)) {
    fail(plain('VAL4', [], 'a manifest is a mapping with apiVersion, kind and metadata'));
    return nothing;
  }
  const kind = text(value, 'kind');
  const apiVersion = text(value, 'apiVersion');
  if (kind === undefined || apiVersion === undefined) {
    fail(plain('VAL4', [], `${kind === undefined ? 'kind' : 'apiVersion'}: Required value: every manifest says its apiVersion and kind`));
    return { ...nothing, kind: kind ?? '' };
  }
  const name = text(record(value['metadata']), 'name') ?? '';
  const namespace = text(record(value['metadata']), 'namespace') ?? defaultNamespace;
  const found = { kind, name, namespace, problems, notes };
  const expected = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  const calico = apiVersion.startsWith('projectcalico.org/') || apiVersion.startsWith('crd.projectcalico.org/');
  if (expected !== apiVersion) {
    if (calico && kind === 'NetworkPolicy') return { ...found, skipped: 'unsupported' };
    if (expected !== undefined) {
      fail(plain('VAL4', ['apiVersion'], `no matches for kind "${kind}" in version "${apiVersion}"; ${kind} is in "${expected}"`));
      return found;
    }
    const skipped = Object.hasOwn(OTHER_KINDS, kind) ? OTHER_KINDS[kind] : undefined;
    if (skipped) return { ...found, skipped };
    const near = nearestWord(kind, [...Object.keys(KINDS), ...Object.keys(OTHER_KINDS)]);
    const custom = apiVersion.includes('.') && near === undefined && !apiVersion.endsWith('k8s.io/v1') && apiVersion !== 'cidr.house/v1';
    // A custom resource of somebody's operator: real, and nothing to us.
    if (custom) return { ...found, skipped: 'ignored' };
    fail(plain('VAL4', ['kind'], `no matches for kind "${kind}" in version "${apiVersion}"${near === undefined ? '' : `; did you mean "${near}"?`}`));
    return found;
  }
  if (!auditValue({ kind, apiVersion, fail, note: (noted) => notes.push(noted) }, value, kind, [])) return found;
  if (kind === 'Network') return { ...found, namespace: '', network: readNetwork(fail, value) };
  if (kind === 'Removal') return { ...found, ...readRemoval(fail, value) };
  const metadata = readMeta(fail, value, kind, defaultNamespace);
  return { ...found, namespace: metadata.namespace, resource: readKind(fail, kind, value, metadata) };
}

function readKind(fail: Fail, kind: string, object: Rec, metadata: KubernetesResource['metadata']): KubernetesResource {
  switch (kind) {
    case 'Namespace':
      return readNamespace(metadata);
    case 'Pod':
      return readPod(fail, object, metadata);
    case 'Deployment':
      return readDeployment(fail, object, metadata);
    case 'StatefulSet':
      return readStatefulSet(fail, object, metadata);
    case 'DaemonSet':
      return readDaemonSet(fail, object, metadata);
    case 'Service':
      return readService(fail, object, metadata);
    case 'EndpointSlice':
      return readEndpointSlice(fail, object, metadata);
    default:
      return readNetworkPolicy(fail, object, metadata);
  }
}

function readRemoval(fail: Fail, object: Rec): { removal?: ObjectRef } {
  const target = text(object, 'target');
  if (target === undefined) {
    fail(required('removal', ['target']));
    return {};
  }
  const [kind = '', second, third] = target.split('/');
  const known = Object.hasOwn(KINDS, kind) && kind !== 'Network' && kind !== 'Removal';
  if (!known || second === undefined || target.split('/').length > 3 || (kind === 'Namespace') !== (third === undefined)) {
    fail(invalid('removal', ['target'], target, 'must be Kind/namespace/name, or Namespace/name'));
    return {};
  }
  return { removal: { kind: kind as ObjectRef['kind'], namespace: third === undefined ? '' : second, name: third ?? second } };
}
