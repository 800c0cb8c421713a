// kubectl patch: strategic on the lists that Kubernetes merges by a key, JSON merge (RFC 7386), JSON patch (RFC 6902).
import { parsePatchText } from './patchText.ts';
import { findObject } from '../../engine/model/spec.ts';
import { sameValue } from '../../engine/model/sameValue.ts';
import { applyMergePatch, type Plain } from '../mergePatch.ts';
import { resourceToPlain } from '../plainObjects.ts';
import { type CommandAnswer, refuse, said } from './commandTypes.ts';
import { one } from './flagTable.ts';
import { applyJsonPatch } from './jsonPatch.ts';
import type { KubectlCall } from './kubectl.ts';
import { namespaceOf, notFound, refsOf } from './kubectlTargets.ts';
import { putPlain } from './objectEdits.ts';

export function patchObject({ spec, given, words, session }: KubectlCall): CommandAnswer {
  const targets = refsOf(words, namespaceOf(given));
  if (!targets.ok) return targets;
  const [ref] = targets.refs;
  if (!ref || targets.refs.length !== 1) return said('error: patch takes one resource: patch TYPE NAME');
  const type = one(given, 'type') ?? 'strategic';
  if (!['strategic', 'merge', 'json'].includes(type))
    return said(`error: --type must be one of [json merge strategic], not "${type.slice(0, 40)}"`);
  const file = one(given, 'patch-file');
  const text = one(given, 'patch') ?? (file === undefined ? undefined : session.files.get(file));
  if (text === undefined) return said('error: must specify --patch or --patch-file containing the contents of the patch');
  const patch = parsePatchText(text);
  if (!patch.ok) return refuse('badJson', { flag: '--patch' });
  const resource = findObject(spec, ref);
  if (!resource) return notFound(spec, ref);
  const plain = resourceToPlain(resource);
  const patched = patchedBy(plain, patch.value, type);
  if (typeof patched === 'string') return said(patched);
  const moved = ['kind', 'apiVersion'].find((field) => !sameValue(plain[field], patched[field]));
  const meta = patched['metadata'] as Plain | undefined;
  if (moved !== undefined || meta?.['name'] !== ref.name || (ref.namespace !== '' && meta['namespace'] !== ref.namespace))
    return said('error: the name, the namespace and the kind of an object may not be patched');
  return putPlain(spec, patched, namespaceOf(given));
}

/** The patched object, or a sentence. */
function patchedBy(plain: Plain, patch: unknown, type: string): Plain | string {
  if (type === 'json') return applyJsonPatch(plain, patch);
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return 'error: the patch must be an object';
  return (type === 'merge' ? applyMergePatch(plain, patch) : strategic(plain, patch, { key: '', depth: 0 })) as Plain;
}

/** Lists that Kubernetes merges item by item, and by which field. Any other list is replaced whole. */
const MERGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  'Service ports': ['port', 'protocol'],
  'containers ports': ['containerPort', 'protocol'],
};

interface At {
  readonly key: string;
  readonly depth: number;
}

function strategic(target: unknown, patch: unknown, at: At): unknown {
  if (at.depth > 64) return patch;
  if (Array.isArray(patch)) {
    const keys = Object.hasOwn(MERGE_KEYS, at.key) ? MERGE_KEYS[at.key] : undefined;
    return keys && Array.isArray(target) ? mergeList(target, patch, { keys, at }) : patch.filter((item) => !isDirective(item));
  }
  if (!isPlain(patch)) return patch;
  const from = isPlain(target) && patch['$patch'] !== 'replace' ? target : {};
  const merged = new Map(Object.entries(from));
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) continue;
    if (value === null) merged.delete(key);
    else merged.set(key, strategic(merged.get(key), value, { key: listName(key, at, from), depth: at.depth + 1 }));
  }
  return Object.fromEntries(merged);
}

function listName(key: string, at: At, holder: Plain): string {
  if (key !== 'ports') return key;
  return at.key === 'containers' || at.key === 'initContainers'
    ? 'containers ports'
    : 'clusterIP' in holder || 'selector' in holder || 'type' in holder
      ? 'Service ports'
      : key;
}

function mergeList(
  target: readonly unknown[],
  patch: readonly unknown[],
  how: { readonly keys: readonly string[]; readonly at: At },
): unknown[] {
  const { keys, at } = how;
  const idOf = (item: unknown): string =>
    JSON.stringify(keys.map((key) => (isPlain(item) ? (item[key] ?? (key === 'protocol' ? 'TCP' : undefined)) : item)));
  const merged = new Map(target.map((item) => [idOf(item), item]));
  for (const item of patch) {
    const id = idOf(item);
    if (isPlain(item) && item['$patch'] === 'delete') merged.delete(id);
    else if (!isDirective(item))
      merged.set(
        id,
        strategic(merged.get(id), item, { key: at.key.replace('initContainers', 'containers'), depth: at.depth + 1 }),
      );
  }
  return [...merged.values()];
}

function isDirective(item: unknown): boolean {
  return isPlain(item) && Object.hasOwn(item, '$patch') && Object.keys(item).length === 1;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
