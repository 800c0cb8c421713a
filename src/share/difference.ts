// A solution is the sorted difference of two networks; applying it to the first gives the second.
import { applyEdit, type Edit } from '../engine/edit/edit.ts';
import { allObjects, findObject, formatRef, type NetworkSpec, refOf } from '../engine/model/spec.ts';
import { compareText } from '../engine/net/hash.ts';
import { sameValue } from '../engine/model/sameValue.ts';
import type { Solution } from './solution.ts';

export interface Difference {
  /** Level id, or 'sandbox'. */
  readonly level: string;
  readonly rev: number;
  /** Of a variant. */
  readonly seed?: number;
  readonly start: NetworkSpec;
  readonly now: NetworkSpec;
}

/** What turns `start` into `now`: at most one edit an object, the Network document first, then by object. */
export function solutionOf(input: Difference): Solution {
  const { start, now, ...head } = input;
  const edits: Edit[] = [];
  for (const resource of allObjects(now)) {
    const before = findObject(start, refOf(resource));
    if (!before || !sameValue(before, resource)) edits.push({ type: 'putObject', resource });
  }
  for (const resource of allObjects(start)) {
    const ref = refOf(resource);
    if (!findObject(now, ref)) edits.push({ type: 'removeObject', ref });
  }
  if (!sameValue(start.network, now.network)) edits.push({ type: 'putNetwork', network: now.network });
  const answers = new Map(Object.entries(now.answers ?? {}));
  for (const goal of Object.keys(start.answers ?? {})) if (!answers.has(goal)) answers.set(goal, '');
  for (const [goal, answer] of answers) if (start.answers?.[goal] !== answer) edits.push({ type: 'answer', goal, answer });
  return { ...head, edits: sortEdits(edits) };
}

/** Edits of a solution touch different objects, so their order changes nothing. */
export function applySolutionEdits(start: NetworkSpec, edits: readonly Edit[]): NetworkSpec {
  return applyEdit(start, { type: 'batch', edits }).spec;
}

export function sortEdits(edits: readonly Edit[]): Edit[] {
  return edits
    .map((edit) => ({ edit, key: editKey(edit) }))
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ edit }) => edit);
}

/** '' for the Network document, `Answer/goal` for an answer, else `Kind/ns/name`. */
export function editKey(edit: Edit): string {
  if (edit.type === 'putObject') return formatRef(refOf(edit.resource));
  if (edit.type === 'removeObject') return formatRef(edit.ref);
  if (edit.type === 'putNetwork') return '';
  if (edit.type === 'answer') return `Answer/${edit.goal}`;
  throw new Error('a solution holds no batch');
}
