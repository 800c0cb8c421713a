// Edit: the closed union of plain values that every gesture, form, YAML text and command becomes. applyEdit is pure and reversible.
import type { KubernetesResource } from '../model/kubernetes.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { findObject, type NetworkSpec, type ObjectRef, refOf } from '../model/spec.ts';

export type Edit =
  | { readonly type: 'putObject'; readonly resource: KubernetesResource }
  | { readonly type: 'removeObject'; readonly ref: ObjectRef }
  | { readonly type: 'putNetwork'; readonly network: NetworkDocument }
  | { readonly type: 'batch'; readonly edits: readonly Edit[] };

export interface EditResult {
  readonly spec: NetworkSpec;
  /** Applying this to `spec` gives back the spec that the edit was applied to. */
  readonly inverse: Edit;
}

/** Applies one edit. Removing what is not there changes nothing (its inverse is an empty batch). */
export function applyEdit(spec: NetworkSpec, edit: Edit): EditResult {
  if (edit.type === 'putNetwork') {
    return { spec: { ...spec, network: edit.network }, inverse: { type: 'putNetwork', network: spec.network } };
  }
  if (edit.type === 'putObject') {
    const ref = refOf(edit.resource);
    return { spec: withObject(spec, ref, edit.resource), inverse: restore(spec, ref) };
  }
  if (edit.type === 'removeObject') {
    return { spec: withObject(spec, edit.ref, undefined), inverse: restore(spec, edit.ref) };
  }
  const draft = openDraft(spec);
  const inverses: Edit[] = [];
  // A list in place of recursion: batches may be nested deeper than calls can be.
  const ahead: Edit[] = edit.edits.toReversed();
  for (let part = ahead.pop(); part; part = ahead.pop()) {
    if (part.type === 'batch') for (let at = part.edits.length - 1; at >= 0; at--) ahead.push(part.edits[at] ?? part);
    else inverses.push(draft.apply(part));
  }
  return { spec: draft.close(), inverse: { type: 'batch', edits: inverses.reverse() } };
}

/** A document being changed: each namespace is copied once, however many edits follow. */
function openDraft(spec: NetworkSpec): {
  readonly apply: (edit: Exclude<Edit, { readonly type: 'batch' }>) => Edit;
  readonly close: () => NetworkSpec;
} {
  let { network } = spec;
  const changed = new Map<string, Map<string, KubernetesResource>>();
  const groupOf = (namespace: string): Map<string, KubernetesResource> => {
    let group = changed.get(namespace);
    if (!group) {
      const given = Object.hasOwn(spec.objects, namespace) ? spec.objects[namespace] : undefined;
      changed.set(namespace, (group = new Map(Object.entries(given ?? {}))));
    }
    return group;
  };
  return {
    apply: (edit) => {
      if (edit.type === 'putNetwork') {
        const inverse: Edit = { type: 'putNetwork', network };
        ({ network } = edit);
        return inverse;
      }
      const ref = edit.type === 'putObject' ? refOf(edit.resource) : edit.ref;
      const [group, key] = [groupOf(ref.namespace), `${ref.kind}/${ref.name}`];
      const previous = group.get(key);
      if (edit.type === 'putObject') group.set(key, edit.resource);
      else group.delete(key);
      return previous ? { type: 'putObject', resource: previous } : { type: 'removeObject', ref };
    },
    close: () => {
      if (changed.size === 0) return { ...spec, network };
      const objects = new Map(Object.entries(spec.objects));
      for (const [namespace, group] of changed) {
        if (group.size > 0) objects.set(namespace, Object.fromEntries(group));
        else objects.delete(namespace);
      }
      return { network, objects: Object.fromEntries(objects) };
    },
  };
}

function restore(spec: NetworkSpec, ref: ObjectRef): Edit {
  const previous = findObject(spec, ref);
  return previous ? { type: 'putObject', resource: previous } : { type: 'removeObject', ref };
}

function withObject(spec: NetworkSpec, ref: ObjectRef, resource: KubernetesResource | undefined): NetworkSpec {
  const group = new Map(Object.entries(Object.hasOwn(spec.objects, ref.namespace) ? (spec.objects[ref.namespace] ?? {}) : {}));
  const key = `${ref.kind}/${ref.name}`;
  if (resource) group.set(key, resource);
  else if (!group.delete(key)) return spec;
  const objects = new Map(Object.entries(spec.objects));
  if (group.size > 0) objects.set(ref.namespace, Object.fromEntries(group));
  else objects.delete(ref.namespace);
  return { ...spec, objects: Object.fromEntries(objects) };
}
