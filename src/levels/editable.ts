// What a player may change in a level: every edit is held against the level's editable list before it is made.
import { type Edit, applyEdit } from '../engine/edit/edit.ts';
import { findObject, formatRef, type NetworkSpec, type ObjectRef, refOf } from '../engine/model/spec.ts';
import { sameValue } from '../engine/model/sameValue.ts';
import type { Editable, Level } from './level.ts';
import { listChangedPaths } from './networkPaths.ts';

export interface Refusal {
  readonly code: 'refused.object' | 'refused.create' | 'refused.remove' | 'refused.network' | 'refused.answer';
  readonly params: Readonly<Record<string, string | number>>;
}

/** Undefined when the edit is allowed. Edits that change nothing are allowed, so that a whole namespace can be pasted back. */
export function checkEditable(level: Level, spec: NetworkSpec, edit: Edit): Refusal | undefined {
  if (edit.type === 'batch') {
    let current = spec;
    for (const part of edit.edits) {
      const refusal = checkEditable(level, current, part);
      if (refusal) return refusal;
      current = applyEdit(current, part).spec;
    }
    return undefined;
  }
  if (edit.type === 'putNetwork') {
    const path = listChangedPaths(spec.network, edit.network).find((changed) => !allowsPath(level.editable, changed));
    return path === undefined ? undefined : { code: 'refused.network', params: { path } };
  }
  if (edit.type === 'answer') return checkAnswer(level, edit.goal);
  return edit.type === 'putObject' ? checkPut(level, spec, edit) : checkRemoval(level, spec, edit.ref);
}

function checkPut(level: Level, spec: NetworkSpec, edit: Extract<Edit, { type: 'putObject' }>): Refusal | undefined {
  const ref = refOf(edit.resource);
  const current = findObject(spec, ref);
  if (current && sameValue(current, edit.resource)) return undefined;
  const entries = matchingEntries(level.editable, ref);
  if (current) return entries.length > 0 ? undefined : { code: 'refused.object', params: { object: formatRef(ref) } };
  // What the start had may always be put back where it was.
  const original = findObject(level.start, ref);
  if (original && entries.length > 0 && sameValue(original, edit.resource)) return undefined;
  return entries.some((entry) => entry.create === true)
    ? undefined
    : { code: 'refused.create', params: { kind: ref.kind, namespace: ref.namespace } };
}

function checkRemoval(level: Level, spec: NetworkSpec, ref: ObjectRef): Refusal | undefined {
  if (!findObject(spec, ref)) return undefined;
  const entries = matchingEntries(level.editable, ref);
  // What the player added may always be taken away again.
  const added = findObject(level.start, ref) === undefined && entries.length > 0;
  return added || entries.some((entry) => entry.remove === true)
    ? undefined
    : { code: 'refused.remove', params: { object: formatRef(ref) } };
}

/** Only what is asked may be answered. */
function checkAnswer(level: Level, goal: string): Refusal | undefined {
  const asked = level.goals.some(({ id, type }) => id === goal && type === 'find');
  return asked ? undefined : { code: 'refused.answer', params: { goal } };
}

function matchingEntries(editable: Editable, ref: ObjectRef): Editable['objects'] {
  return editable.objects.filter(
    (entry) =>
      entry.kind === ref.kind &&
      (entry.namespace === '*' || entry.namespace === ref.namespace) &&
      (entry.name === undefined || entry.name === '*' || entry.name === ref.name),
  );
}

/** May this part of the Network document be changed? Without a level anything may. */
export function allowsNetworkPath(level: Pick<Level, 'editable'> | undefined, path: string): boolean {
  return level === undefined || allowsPath(level.editable, path);
}

/** The first part of what lies between two networks that a level keeps as it is. */
export function keptBetween(level: Level | undefined, before: unknown, after: unknown): string | undefined {
  return listChangedPaths(before, after).find((path) => !allowsNetworkPath(level, path));
}

function allowsPath(editable: Editable, path: string): boolean {
  return editable.network.some((allowed) => path === allowed || path.startsWith(`${allowed}.`));
}
