// Edit: the closed union of plain values that every gesture, form, YAML text and command becomes. applyEdit is pure and reversible.
import type { KubernetesResource } from '../model/kubernetes.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { findObject, type NetworkSpec, type ObjectRef, refOf } from '../model/spec.ts';

export type Edit =
  | { readonly type: 'putObject'; readonly resource: KubernetesResource }
  | { readonly type: 'removeObject'; readonly ref: ObjectRef }
  | { readonly type: 'putNetwork'; readonly network: NetworkDocument }
  /** The player's answer to a question of the level (`find`); '' takes it back. */
  | { readonly type: 'answer'; readonly goal: string; readonly answer: string }
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
  if (edit.type === 'answer') return { spec: withAnswer(spec, edit), inverse: withdraw(spec.answers, edit.goal) };
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
  let answered = spec;
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
      if (edit.type === 'answer') {
        const inverse = withdraw(answered.answers, edit.goal);
        answered = withAnswer(answered, edit);
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
      if (changed.size === 0) return { ...answered, network };
      const objects = new Map(Object.entries(spec.objects));
      for (const [namespace, group] of changed) {
        if (group.size > 0) objects.set(namespace, Object.fromEntries(group));
        else objects.delete(namespace);
      }
      return { ...answered, network, objects: Object.fromEntries(objects) };
    },
  };
}

function withAnswer(spec: NetworkSpec, { goal, answer }: Extract<Edit, { type: 'answer' }>): NetworkSpec {
  const { answers: given = {}, ...rest } = spec;
  const answers = new Map(Object.entries(given));
  if (answer === '') answers.delete(goal);
  else answers.set(goal, answer);
  return answers.size === 0 ? rest : { ...rest, answers: Object.fromEntries(answers) };
}

function withdraw(answers: NetworkSpec['answers'], goal: string): Edit {
  return { type: 'answer', goal, answer: answers && Object.hasOwn(answers, goal) ? (answers[goal] ?? '') : '' };
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
