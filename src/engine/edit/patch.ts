// Patch: fields of one object, or of the Network document, as they shall be, whatever else the world holds. Elements of lists go by their
// name. What a level says beside the player's work ("if there were one room more") must not undo that work.
import type { KubernetesResource } from '../model/kubernetes.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { findObject, formatRef, type NetworkSpec, type ObjectRef } from '../model/spec.ts';
import { applyEdit, type Edit } from './edit.ts';

/** A field, or the element of that name in a list of named things. */
export type PatchStep = string | { readonly element: string };

export interface PatchChange {
  readonly path: readonly PatchStep[];
  /** Absent: taken away. */
  readonly value?: unknown;
  /** The field is a key of a map of texts (labels, annotations), which is made where there is none. */
  readonly inMap?: true;
}

export interface Patch {
  readonly type: 'patch';
  readonly target: 'Network' | ObjectRef;
  readonly changes: readonly PatchChange[];
  /** Where the target, or an element on the way, is missing, nothing changes. */
  readonly optional?: true;
}

/** What a goal is judged under. */
export type GivenEdit = Edit | Patch;

export type Patched = { readonly spec: NetworkSpec } | { readonly absent: string };

const MISSING = Symbol('missing');

/** `absent` names what should be patched and is not there. */
export function applyPatch(spec: NetworkSpec, patch: Patch): Patched {
  const edit = editOfPatch(spec, patch);
  if ('absent' in edit) return patch.optional ? { spec } : edit;
  return { spec: applyEdit(spec, edit).spec };
}

function editOfPatch(spec: NetworkSpec, { target, changes }: Patch): Edit | { readonly absent: string } {
  let value: unknown = target === 'Network' ? spec.network : findObject(spec, target);
  if (value === undefined) return { absent: nameOf(target) };
  for (const change of changes) {
    value = write(value, change, 0);
    if (value === MISSING) return { absent: `${nameOf(target)}: ${formatPatchPath(change.path)}` };
  }
  return target === 'Network'
    ? { type: 'putNetwork', network: value as NetworkDocument }
    : { type: 'putObject', resource: value as KubernetesResource };
}

function nameOf(target: Patch['target']): string {
  return target === 'Network' ? target : formatRef(target);
}

/** `managedClusters.aks.agentPoolProfiles.nodepool1.count` */
export function formatPatchPath(path: readonly PatchStep[]): string {
  return path.map((step) => (typeof step === 'string' ? step : step.element)).join('.');
}

/** The value with one change made in it; MISSING where a step on the way leads nowhere. */
function write(value: unknown, change: PatchChange, at: number): unknown {
  const step = change.path[at];
  if (step === undefined) return change.value;
  const isLast = at === change.path.length - 1;
  const takes = isLast && !('value' in change);
  if (value === undefined && takes) return value;
  return typeof step === 'string'
    ? writeField(value, { change, at, step, takes })
    : writeElement(value, { change, at, name: step.element, takes });
}

interface Place {
  readonly change: PatchChange;
  readonly at: number;
  readonly takes: boolean;
}

function writeField(value: unknown, { change, at, step, takes }: Place & { readonly step: string }): unknown {
  const makes = value === undefined && change.inMap === true && at === change.path.length - 1;
  if (!makes && (typeof value !== 'object' || value === null || Array.isArray(value))) return MISSING;
  const fields = new Map<string, unknown>(makes ? [] : Object.entries(value as object));
  if (takes) fields.delete(step);
  else {
    const below = write(fields.get(step), change, at + 1);
    if (below === MISSING) return MISSING;
    if (below !== undefined) fields.set(step, below);
  }
  return Object.fromEntries(fields);
}

function writeElement(value: unknown, { change, at, name, takes }: Place & { readonly name: string }): unknown {
  const isLast = at === change.path.length - 1;
  if (value === undefined && isLast) return [change.value];
  if (!Array.isArray(value)) return MISSING;
  const items = value as readonly unknown[];
  const index = items.findIndex((item) => typeof item === 'object' && item !== null && 'name' in item && item.name === name);
  if (takes) return items.filter((_, position) => position !== index);
  if (index < 0) return isLast ? [...items, change.value] : MISSING;
  const below = write(items[index], change, at + 1);
  return below === MISSING ? MISSING : items.with(index, below);
}
