// Merge patches over what the field table knows: as RFC 7386, but an object in the place of a list of named things changes its elements by
// name (`agentPoolProfiles: { nodepool1: { count: 4 } }`; null takes one away). Lists without names are replaced whole.
import type { PatchChange, PatchStep } from '../engine/edit/patch.ts';
import { fieldsOfType } from './fields.ts';
import { isRecord } from './isRecord.ts';

/** The value as it is after the patch. What the patch says wrongly is left for the strict reader to say. */
export function mergeKeyed(value: unknown, patch: unknown, type: string): unknown {
  if (!isRecord(patch)) return patch;
  if (isNamedList(type)) return mergeElements(Array.isArray(value) ? value : [], patch, type.slice(0, -2));
  const merged = new Map(Object.entries(isRecord(value) ? value : {}));
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) merged.delete(key);
    else merged.set(key, mergeKeyed(merged.get(key), change, fieldType(type, key)));
  }
  return Object.fromEntries(merged);
}

function mergeElements(items: readonly unknown[], patch: Readonly<Record<string, unknown>>, type: string): readonly unknown[] {
  let merged = items;
  for (const [name, change] of Object.entries(patch)) {
    const index = merged.findIndex((item) => isNamed(item, name));
    if (change === null) merged = merged.filter((_, position) => position !== index);
    else if (index >= 0) merged = merged.with(index, mergeKeyed(merged[index], change, type));
    else merged = [...merged, mergeKeyed({ name }, change, type)];
  }
  return merged;
}

/** Each field or element that a patch sets or takes away, as far down as the world it was made for has them. */
export function listPatchPaths(value: unknown, patch: unknown, type: string): Omit<PatchChange, 'value'>[] {
  if (!isRecord(patch)) return [];
  return Object.entries(patch).flatMap(([key, change]) => {
    const keyed = isNamedList(type);
    const step: PatchStep = keyed ? { element: key } : key;
    const below = keyed ? elementOf(value, key) : isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    const inner = keyed ? type.slice(0, -2) : fieldType(type, key);
    const goesOn = isRecord(change) && (isRecord(below) || (Array.isArray(below) && isNamedList(inner)));
    if (!goesOn) return [{ path: [step], ...(type === 'map' ? { inMap: true as const } : {}) }];
    return listPatchPaths(below, change, inner).map((rest) => ({ ...rest, path: [step, ...rest.path] }));
  });
}

/** What stands at a path of a value; undefined where there is nothing. */
export function readPatchPath(value: unknown, path: readonly PatchStep[]): unknown {
  let found = value;
  for (const step of path) {
    if (typeof step !== 'string') found = elementOf(found, step.element);
    else found = isRecord(found) && Object.hasOwn(found, step) ? found[step] : undefined;
  }
  return found;
}

function elementOf(list: unknown, name: string): unknown {
  return Array.isArray(list) ? list.find((item: unknown) => isNamed(item, name)) : undefined;
}

function isNamed(item: unknown, name: string): boolean {
  return isRecord(item) && item['name'] === name;
}

function isNamedList(type: string): boolean {
  return type.endsWith('[]') && fieldsOfType(type.slice(0, -2))?.has('name') === true;
}

function fieldType(type: string, field: string): string {
  return fieldsOfType(type)?.get(field)?.type ?? 'any';
}
