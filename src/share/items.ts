// The moves of a solution as the items of a link's list: a put object is the manifest itself, a removal is 'Kind/ns/name', the Network document is
// itself, an answer is {answer, goal}. One spelling for one value. Objects are rebuilt strictly by manifest/, handed in by the caller.
import type { Edit } from '../engine/edit/edit.ts';
import type { KubernetesKind, KubernetesResource } from '../engine/model/kubernetes.ts';
import type { NetworkDocument } from '../engine/model/networkDocument.ts';
import { formatRef, type ObjectRef } from '../engine/model/spec.ts';
import { rebuildAnswer } from './answer.ts';
import { canonicalJson, keepsAll } from './canonicalJson.ts';
import { editKey, sortEdits } from './difference.ts';
import { ENGINE_MAJOR } from './envelope.ts';
import type { LinkProblem } from './solution.ts';

export const MAX_EDITS = 2000;
export const MAX_OBJECTS = 200;

/** How objects become plain JSON and back. Rebuilding is strict: undefined for anything that is not exactly a known object. */
export interface PlainObjects {
  resourceToPlain(resource: KubernetesResource): unknown;
  networkToPlain(network: NetworkDocument): unknown;
  rebuildResource(plain: unknown): KubernetesResource | undefined;
  rebuildNetwork(plain: unknown): NetworkDocument | undefined;
}

export type ItemsResult =
  | { readonly ok: true; readonly edits: readonly Edit[] }
  | { readonly ok: false; readonly problem: LinkProblem };

const REMOVABLE: { readonly [Kind in KubernetesKind]: 'namespaced' | 'cluster' } = {
  Namespace: 'cluster',
  Pod: 'namespaced',
  Deployment: 'namespaced',
  StatefulSet: 'namespaced',
  DaemonSet: 'namespaced',
  Service: 'namespaced',
  EndpointSlice: 'namespaced',
  NetworkPolicy: 'namespaced',
  Ingress: 'namespaced',
  IngressClass: 'cluster',
  NginxIngressController: 'cluster',
  Secret: 'namespaced',
  GatewayClass: 'cluster',
  Gateway: 'namespaced',
  HTTPRoute: 'namespaced',
  ReferenceGrant: 'namespaced',
  CalicoNetworkPolicy: 'namespaced',
  GlobalNetworkPolicy: 'cluster',
  Tier: 'cluster',
  NetworkSet: 'namespaced',
  GlobalNetworkSet: 'cluster',
  CiliumNetworkPolicy: 'namespaced',
  CiliumClusterwideNetworkPolicy: 'cluster',
  AdminNetworkPolicy: 'cluster',
  BaselineAdminNetworkPolicy: 'cluster',
  ClusterNetworkPolicy: 'cluster',
};
const KINDS = new Map(Object.entries(REMOVABLE)) as ReadonlyMap<string, 'namespaced' | 'cluster'>;
const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/** Sorted by object, each as reading it back would give it. */
export function writeItems(edits: readonly Edit[], objects: PlainObjects): readonly unknown[] {
  return sortEdits(edits).map((edit) => plainEdit(inNormalForm(edit, objects), objects));
}

/** `engineMajor`: of the game that wrote them. An older one may have written fewer fields; of this one they come out the same to the byte. */
export function rebuildItems(
  items: readonly unknown[],
  { engineMajor, objects }: { readonly engineMajor: number; readonly objects: PlainObjects },
): ItemsResult {
  const counted = countProblem(items);
  if (counted) return { ok: false, problem: counted };
  const edits: Edit[] = [];
  for (const [index, item] of items.entries()) {
    const edit = rebuildEdit(item, objects);
    if (!edit) return refuse('badContent', { part: 'object', index, object: nameOf(item) });
    const previous = edits.at(-1);
    if (previous && editKey(previous) >= editKey(edit)) return refuse('notCanonical', { part: 'order', index });
    const again = plainEdit(edit, objects);
    const kept = engineMajor === ENGINE_MAJOR ? canonicalJson(again) === canonicalJson(item) : keepsAll(item, again);
    if (!kept) return refuse('notCanonical', { part: 'object', index, object: nameOf(item) });
    edits.push(edit);
  }
  return { ok: true, edits };
}

function plainEdit(edit: Edit, objects: PlainObjects): unknown {
  if (edit.type === 'putObject') return objects.resourceToPlain(edit.resource);
  if (edit.type === 'putNetwork') return objects.networkToPlain(edit.network);
  if (edit.type === 'answer') return { answer: edit.answer, goal: edit.goal };
  return editKey(edit);
}

/** As reading it back would give it: an object made by a gesture may have an empty map where a manifest has none. */
function inNormalForm(edit: Edit, objects: PlainObjects): Edit {
  return rebuildEdit(plainEdit(edit, objects), objects) ?? edit;
}

function rebuildEdit(item: unknown, objects: PlainObjects): Edit | undefined {
  if (typeof item === 'string') {
    const ref = parseRef(item);
    return ref && { type: 'removeObject', ref };
  }
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
  if ('kind' in item && item.kind === 'Network') {
    const network = objects.rebuildNetwork(item);
    return network && { type: 'putNetwork', network };
  }
  if (!('kind' in item)) return rebuildAnswer(item);
  const resource = objects.rebuildResource(item);
  return resource && { type: 'putObject', resource };
}

function parseRef(text: string): ObjectRef | undefined {
  const [kind = '', ...names] = text.split('/');
  const scope = KINDS.get(kind);
  if (!scope || names.length !== (scope === 'cluster' ? 1 : 2) || !names.every((name) => NAME.test(name))) return undefined;
  const ref = { kind: kind as KubernetesKind, namespace: scope === 'cluster' ? '' : (names[0] ?? ''), name: names.at(-1) ?? '' };
  return formatRef(ref) === text ? ref : undefined;
}

export function countProblem(items: readonly unknown[]): LinkProblem | undefined {
  if (items.length > MAX_EDITS) return { code: 'tooLarge', params: { edits: items.length, most: MAX_EDITS } };
  const puts = items.filter((item) => typeof item !== 'string').length;
  return puts > MAX_OBJECTS ? { code: 'tooLarge', params: { objects: puts, most: MAX_OBJECTS } } : undefined;
}

/** For the message only: what the refused item calls itself, shortened. */
function nameOf(item: unknown): string {
  if (typeof item === 'string') return item.slice(0, 80);
  const kind: unknown = typeof item === 'object' && item !== null && 'kind' in item ? item.kind : undefined;
  return typeof kind === 'string' ? kind.slice(0, 80) : '';
}

function refuse(code: 'badContent' | 'notCanonical', params: LinkProblem['params']): ItemsResult {
  return { ok: false, problem: { code, params } };
}
