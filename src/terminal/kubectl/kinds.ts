// What `kubectl get` may be asked for: kinds of the document, kinds that only a running cluster has, short names, and what is not kept here.
import { isClusterScoped, isDocumentKind, KINDS, writtenKind } from '../../manifest/kinds.ts';
import { kindNamed, pluralOf } from '../../manifest/commands/kubectlTargets.ts';

/** Kinds that nobody writes down and every cluster has. */
const RUNNING: ReadonlyMap<string, string> = new Map([
  ['node', 'Node'],
  ['nodes', 'Node'],
  ['no', 'Node'],
  ['endpoints', 'Endpoints'],
  ['endpoint', 'Endpoints'],
  ['ep', 'Endpoints'],
]);

/** Real kinds of which this world keeps none. */
const ABSENT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    configmaps: 'cm configmap',
    serviceaccounts: 'sa serviceaccount',
    events: 'ev event',
    replicasets: 'rs replicaset',
    jobs: 'job',
    cronjobs: 'cj cronjob',
    persistentvolumes: 'pv persistentvolume',
    persistentvolumeclaims: 'pvc persistentvolumeclaim',
    horizontalpodautoscalers: 'hpa horizontalpodautoscaler',
    poddisruptionbudgets: 'pdb poddisruptionbudget',
    customresourcedefinitions: 'crd crds customresourcedefinition',
    roles: 'role',
    rolebindings: 'rolebinding',
    clusterroles: 'clusterrole',
    clusterrolebindings: 'clusterrolebinding',
    nodenetworkconfigs: 'nnc nodenetworkconfig',
    componentstatuses: 'cs componentstatus',
    leases: 'lease',
    storageclasses: 'sc storageclass',
    captures: 'capture',
    ippools: 'ippool',
    ciliumendpoints: 'cep ciliumendpoint',
    ciliumidentities: 'ciliumidentity',
    ciliumnodes: 'cn ciliumnode',
  }).flatMap(([plural, others]) => [plural, ...others.split(' ')].map((name) => [name, plural] as const)),
);

export type KindAnswer =
  | { readonly ok: true; readonly kind: string }
  | { readonly ok: false; readonly absent?: string; readonly text: string };

export function readKind(text: string): KindAnswer {
  const [name = ''] = text.toLowerCase().split('.');
  const kind = RUNNING.get(name) ?? kindNamed(text);
  if (kind !== undefined) return { ok: true, kind };
  const absent = ABSENT.get(name);
  return { ok: false, text, ...(absent === undefined ? {} : { absent }) };
}

/** `all`, as kubectl has it. */
export const ALL: readonly string[] = ['Pod', 'Service', 'DaemonSet', 'Deployment', 'StatefulSet'];

export function isNamespaced(kind: string): boolean {
  return !isClusterScoped(kind);
}

export function groupOf(kind: string): string {
  const [group = '', version] = (KINDS.get(kind) ?? 'v1').split('/');
  return version === undefined ? '' : group;
}

/** `pod`, `deployment.apps`, `networkpolicy.networking.k8s.io`: what stands before the slash in kubectl's answers. */
export function typeName(kind: string): string {
  const group = groupOf(kind);
  const name = writtenKind(kind).toLowerCase();
  return group === '' ? name : `${name}.${group}`;
}

/** `pods`, `networkpolicies.networking.k8s.io`: as the API server complains about them. */
export function resourceName(kind: string): string {
  const group = groupOf(kind);
  return group === '' ? pluralName(kind) : `${pluralName(kind)}.${group}`;
}

export function pluralName(kind: string): string {
  if (kind === 'Endpoints') return 'endpoints';
  return kind === 'Node' ? 'nodes' : pluralOf(writtenKind(kind));
}

/** Every kind that can be listed, for completion. */
export function kindNames(): string[] {
  const own = [...KINDS.keys()].filter((kind) => !isDocumentKind(kind));
  return [...new Set([...own.map((kind) => pluralName(kind)), 'nodes', 'endpoints', 'all'])].sort();
}
