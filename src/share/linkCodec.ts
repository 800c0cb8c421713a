// Solution ⇄ link text. The body is a canonical JSON list: a put object is the manifest itself, a removal is 'Kind/ns/name', the Network
// document is itself, an answer is {answer, goal}. Objects are rebuilt strictly by manifest/, handed in by the caller, because share knows no Kubernetes fields.
import { strFromU8, strToU8 } from 'fflate';
import type { Edit } from '../engine/edit/edit.ts';
import type { KubernetesKind, KubernetesResource } from '../engine/model/kubernetes.ts';
import type { NetworkDocument } from '../engine/model/networkDocument.ts';
import { formatRef, type ObjectRef } from '../engine/model/spec.ts';
import { canonicalJson, keepsAll, parseCappedJson } from './canonicalJson.ts';
import { rebuildAnswer } from './answer.ts';
import { editKey, sortEdits } from './difference.ts';
import { ENGINE_MAJOR, isLevelId, MAX_LINK_CHARS, openEnvelope, sealEnvelope } from './envelope.ts';
import type { LinkProblem, LinkResult, Solution } from './solution.ts';

export const MAX_EDITS = 2000;
export const MAX_OBJECTS = 200;
const FILE = 'cidr-house-solution';
/** Characters of a solution file: twice what a link may unpack to, since a file is laid out for people. */
const MAX_FILE = 512 * 1024;

/** How objects become plain JSON and back. Rebuilding is strict: undefined for anything that is not exactly a known object. */
export interface PlainObjects {
  resourceToPlain(resource: KubernetesResource): unknown;
  networkToPlain(network: NetworkDocument): unknown;
  rebuildResource(plain: unknown): KubernetesResource | undefined;
  rebuildNetwork(plain: unknown): NetworkDocument | undefined;
}

export interface LinkCodec {
  /** `1.<base64url>`. What is too big makes a text that does not open again: ask `findProblem` before handing it out. */
  encodeSolution(solution: Solution): string;
  /** Why the link of this solution would not open, or undefined. */
  findProblem(solution: Solution): LinkProblem | undefined;
  /** Reads `1.…`, `#s=1.…` or a whole address. Never throws; every refusal is typed. */
  decodeLink(text: string): LinkResult;
  /** The same content as the text of a file, for what is too long for a chat. */
  writeFile(solution: Solution): string;
  readFile(text: string): LinkResult;
}

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

export function createLinkCodec(objects: PlainObjects): LinkCodec {
  const writeBody = (edits: readonly Edit[]): string =>
    canonicalJson(sortEdits(edits).map((edit) => plainEdit(inNormalForm(edit, objects), objects)));
  const encodeSolution = ({ level, rev, edits }: Solution): string => {
    if (!isLevelId(level)) throw new Error(`not a level id: ${level}`);
    return sealEnvelope({ level, rev, engineMajor: ENGINE_MAJOR, raw: strToU8(writeBody(edits)) });
  };

  const decodeLink = (text: string): LinkResult => {
    const opened = openEnvelope(findLinkText(text));
    if (!opened.ok) return opened;
    const { level, rev, engineMajor, raw } = opened.envelope;
    const body = strFromU8(raw);
    const parsed = parseCappedJson(body);
    if (!parsed || !Array.isArray(parsed.value)) return refuse('badContent', { part: 'json' });
    const items: readonly unknown[] = parsed.value;
    // One spelling for one value, compared as bytes so that no reading of UTF-8 can differ.
    const same = sameBytes(strToU8(canonicalJson(items)), raw);
    return countProblem(items) === undefined && !same
      ? refuse('notCanonical', { part: 'json' })
      : rebuildItems(items, { level, rev, engineMajor });
  };

  const rebuildItems = (
    items: readonly unknown[],
    { level, rev, engineMajor }: { readonly level: string; readonly rev: number; readonly engineMajor: number },
  ): LinkResult => {
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
    return { ok: true, solution: { level, rev, edits } };
  };

  const findProblem = (solution: Solution): LinkProblem | undefined => {
    const opened = decodeLink(encodeSolution(solution));
    return opened.ok ? undefined : opened.problem;
  };

  const writeFile = (solution: Solution): string => {
    const { level, rev, edits } = solution;
    const head = { format: FILE, version: 1, engineMajor: ENGINE_MAJOR, level, rev };
    return `${JSON.stringify({ ...head, edits: JSON.parse(writeBody(edits)) as unknown }, null, 2)}\n`;
  };

  const readFile = (text: string): LinkResult => {
    if (text.length > MAX_FILE) return refuse('tooLong', { arrived: text.length, most: MAX_FILE });
    const parsed = parseCappedJson(text);
    const { format, version, engineMajor, level, rev, edits, ...rest } = { ...(parsed?.value as Record<string, unknown> | null) };
    if (format !== FILE) return refuse('notALink', { arrived: text.length });
    if (version !== 1) return refuse('newerFormat', { found: String(version).slice(0, 20), known: 1 });
    if (typeof engineMajor !== 'number' || engineMajor > ENGINE_MAJOR)
      return refuse('newerFormat', { found: String(engineMajor).slice(0, 20), known: ENGINE_MAJOR });
    const whole = typeof rev === 'number' && Number.isInteger(rev) && rev >= 0 && rev < 2 ** 21;
    if (typeof level !== 'string' || !isLevelId(level) || !whole || !Array.isArray(edits) || Object.keys(rest).length > 0)
      return refuse('badContent', { part: 'header' });
    return rebuildItems(edits, { level, rev, engineMajor });
  };

  return { encodeSolution, decodeLink, findProblem, writeFile, readFile };
}

/** The part of a pasted text that is the link: after `#s=`, without what chats put around it. */
function findLinkText(text: string): string {
  if (text.length > MAX_LINK_CHARS * 2) return text;
  const marker = text.lastIndexOf('#s=');
  const fragment = marker >= 0 ? text.slice(marker + 3) : text;
  // An ellipsis is how chats show that they cut a link; what stands before it still says how much is missing.
  return fragment
    .trim()
    .replace(/^s=/, '')
    .replace(/(?:…|\.\.\.)$/, '');
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

function countProblem(items: readonly unknown[]): LinkProblem | undefined {
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

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function refuse(code: Exclude<LinkProblem['code'], 'cutOff'>, params: Readonly<Record<string, string | number>>): LinkResult {
  return { ok: false, problem: { code, params } };
}
