// kubectl label, annotate, delete, scale and set: small changes of objects that are there.
import type { Edit } from '../../engine/edit/edit.ts';
import type { KubernetesResource } from '../../engine/model/kubernetes.ts';
import { allObjects, findObject, refOf } from '../../engine/model/spec.ts';
import type { Plain } from '../mergePatch.ts';
import { applyMergePatch } from '../mergePatch.ts';
import { resourceToPlain } from '../plainObjects.ts';
import { type CommandAnswer, NOTHING, refuse, said } from './commandTypes.ts';
import { isOn, one } from './flagTable.ts';
import type { KubectlCall } from './kubectl.ts';
import { joined, readPairs } from './kubectlCreate.ts';
import { findTargets, nameOf, namespaceOf, notFound, refsOf } from './kubectlTargets.ts';
import { putPlain } from './objectEdits.ts';

/** The same merge over several objects, each judged by the strict reader. */
function mergeAll(
  { spec, given }: KubectlCall,
  resources: readonly KubernetesResource[],
  patchOf: (resource: KubernetesResource) => Plain,
): CommandAnswer {
  const edits: Edit[] = [];
  for (const resource of resources) {
    const merged = applyMergePatch(resourceToPlain(resource), patchOf(resource)) as Plain;
    const answer = putPlain(spec, merged, namespaceOf(given));
    if (!answer.ok) return answer;
    edits.push(answer.edit);
  }
  return edits.length === 0 ? NOTHING : { ok: true, edit: joined(edits) };
}

export function labelObjects(call: KubectlCall): CommandAnswer {
  return writeMeta(call, 'labels', 'label');
}

export function annotateObjects(call: KubectlCall): CommandAnswer {
  return writeMeta(call, 'annotations', 'annotation');
}

/** `key=value` sets, `key-` takes away; an other value needs `--overwrite`. */
function writeMeta(call: KubectlCall, field: 'labels' | 'annotations', what: string): CommandAnswer {
  const { words, given, spec } = call;
  const isChange = (word: string): boolean =>
    /=|-$/.test(word) && !word.includes('/') ? true : /^[^=]*\/[^=]*(=|-$)/.test(word);
  // The first change ends the names: a key may hold a slash as a name does.
  const at = words.findIndex((word, index) => index > 0 && isChange(word));
  const changes = at < 0 ? [] : words.slice(at);
  if (changes.length === 0) return said(`error: at least one ${what} update is required`);
  const found = findTargets(spec, given, words.slice(0, at));
  if (!found.ok) return found;
  const patch = new Map<string, string | null>();
  for (const change of changes) {
    const equals = change.indexOf('=');
    if (equals > 0) patch.set(change.slice(0, equals), change.slice(equals + 1));
    else if (equals < 0 && change.endsWith('-') && change.length > 1) patch.set(change.slice(0, -1), null);
    else return said(`error: invalid ${what} spec: ${change.slice(0, 120)}`);
  }
  for (const resource of found.resources) {
    const held = resource.metadata[field] ?? {};
    for (const [key, value] of patch) {
      const old = Object.hasOwn(held, key) ? held[key] : undefined;
      if (value !== null && old !== undefined && old !== value && !isOn(given, 'overwrite'))
        return said(`error: '${key}' already has a value (${old}), and --overwrite is false`);
    }
  }
  return mergeAll(call, found.resources, () => ({ metadata: { [field]: Object.fromEntries(patch) } }));
}

export function deleteObjects({ spec, given, words }: KubectlCall): CommandAnswer {
  const missing = isOn(given, 'ignore-not-found');
  const chosen = words.length === 1 && !(words[0] ?? '').includes('/');
  const refs = chosen ? undefined : refsOf(words, namespaceOf(given));
  if (refs && !refs.ok) return refs;
  const found = refs ? undefined : findTargets(spec, given, words);
  if (found && !found.ok) return found;
  const wanted = refs?.ok ? refs.refs : found?.ok ? found.resources.map(refOf) : [];
  if (wanted.length === 0 && refs) return said('error: You must provide one or more resources by argument or filename.');
  const edits: Edit[] = [];
  for (const ref of wanted) {
    const isThere = findObject(spec, ref) !== undefined;
    if (ref.kind === 'Namespace') {
      // What stands in a namespace goes with it.
      const inside = allObjects(spec).filter(({ metadata }) => metadata.namespace === ref.name);
      if (!isThere && inside.length === 0 && !missing) return notFound(spec, ref);
      edits.push(...inside.map((resource): Edit => ({ type: 'removeObject', ref: refOf(resource) })));
    } else if (!isThere && !missing) return notFound(spec, ref);
    if (isThere) edits.push({ type: 'removeObject', ref });
  }
  return edits.length === 0 ? NOTHING : { ok: true, edit: joined(edits) };
}

export function scaleObjects(call: KubectlCall): CommandAnswer {
  const { spec, given, words } = call;
  const text = one(given, 'replicas');
  if (text === undefined) return said('error: required flag(s) "replicas" not set');
  if (!/^\d{1,9}$/.test(text))
    return said('error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0');
  const found = findTargets(spec, given, words);
  if (!found.ok) return found;
  const current = one(given, 'current-replicas');
  for (const resource of found.resources) {
    if (resource.kind !== 'Deployment' && resource.kind !== 'StatefulSet')
      return said(`error: cannot scale ${nameOf(resource)}: the server could not find the requested resource`);
    if (current !== undefined && current !== '-1' && Number(current) !== resource.spec.replicas)
      return said(`error: Expected replicas to be ${current.slice(0, 20)}, was ${resource.spec.replicas}`);
  }
  return mergeAll(call, found.resources, () => ({ spec: { replicas: Number(text) } }));
}

export function setFields(call: KubectlCall): CommandAnswer {
  const [what = '', ...words] = call.words;
  if (what === 'selector') return setSelector(call, words);
  if (what === 'image') return setImage(call, words);
  return refuse('notSimulated', { command: `kubectl set ${what.slice(0, 60)}` });
}

function setSelector(call: KubectlCall, words: readonly string[]): CommandAnswer {
  const text = words.at(-1) ?? '';
  const found = findTargets(call.spec, call.given, words.slice(0, -1));
  if (!found.ok) return found;
  const selector = readPairs(text.split(','));
  if (!selector) return said(`error: invalid selector "${text.slice(0, 120)}": KEY=VALUE, joined by commas`);
  const other = found.resources.find(({ kind }) => kind !== 'Service');
  if (other) return said(`error: selector is not simulated for ${nameOf(other)}: services alone have one that may change`);
  return mergeAll(call, found.resources, (resource) => {
    const old = resource.kind === 'Service' ? Object.keys(resource.spec.selector ?? {}) : [];
    return { spec: { selector: { ...Object.fromEntries(old.map((key) => [key, null])), ...selector } } };
  });
}

function setImage(call: KubectlCall, words: readonly string[]): CommandAnswer {
  const at = words.findIndex((word) => word.includes('='));
  const images = at < 0 ? undefined : readPairs(words.slice(at));
  if (!images) return said('error: at least one image update is required');
  const found = findTargets(call.spec, call.given, words.slice(0, at));
  if (!found.ok) return found;
  const edits: Edit[] = [];
  for (const resource of found.resources) {
    const plain = resourceToPlain(resource);
    const spec = plain['spec'] as Plain | undefined;
    const template = spec?.['template'] as Plain | undefined;
    const podSpec = (template ? template['spec'] : spec) as Plain | undefined;
    const containers = podSpec?.['containers'];
    if (!podSpec || !Array.isArray(containers)) return said(`error: ${nameOf(resource)} has no containers`);
    const named = containers as readonly Plain[];
    const lost = Object.keys(images).find((name) => name !== '*' && named.every((container) => container['name'] !== name));
    if (lost !== undefined) return said(`error: unable to find container named "${lost.slice(0, 80)}"`);
    const changed = named.map((container) => {
      const name = String(container['name']);
      const image = Object.hasOwn(images, name) ? images[name] : images['*'];
      return image === undefined ? container : { ...container, image };
    });
    const inner = { ...podSpec, containers: changed };
    const outer = template ? { ...spec, template: { ...template, spec: inner } } : inner;
    const answer = putPlain(call.spec, { ...plain, spec: outer }, namespaceOf(call.given));
    if (!answer.ok) return answer;
    edits.push(answer.edit);
  }
  return edits.length === 0 ? NOTHING : { ok: true, edit: joined(edits) };
}
