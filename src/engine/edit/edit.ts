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
  let current = spec;
  const inverses: Edit[] = [];
  for (const part of edit.edits) {
    const result = applyEdit(current, part);
    current = result.spec;
    inverses.unshift(result.inverse);
  }
  return { spec: current, inverse: { type: 'batch', edits: inverses } };
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
