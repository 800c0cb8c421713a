// Where two Network documents differ, as paths: `managedClusters.aks.networkProfile.networkPlugin`. Elements of lists go by their name.
import { sameValue } from '../engine/model/sameValue.ts';

/** The changed paths, the shortest that say it: an element that came or went is one path. */
export function listChangedPaths(before: unknown, after: unknown): string[] {
  return changedBelow(before, after, '');
}

function changedBelow(before: unknown, after: unknown, path: string): string[] {
  if (sameValue(before, after)) return [];
  const left = fieldsOf(before);
  const right = fieldsOf(after);
  if (left === undefined || right === undefined) return [path];
  const changed = [...new Set([...left.keys(), ...right.keys()])].flatMap((key) => {
    const below = path === '' ? key : `${path}.${key}`;
    const [was, is] = [left.get(key), right.get(key)];
    // A list that is absent is an empty list: adding its first element is a change of that element.
    if (was === undefined && Array.isArray(is)) return changedBelow([], is, below);
    if (is === undefined && Array.isArray(was)) return changedBelow(was, [], below);
    return changedBelow(was, is, below);
  });
  // The same elements in another order.
  return changed.length > 0 ? changed : [path];
}

/** Fields of an object, or elements of a list of named things; undefined for anything else. */
function fieldsOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const named = value.map((item: unknown) => [nameOf(item), item] as const);
  const names = new Set(named.map(([name]) => name));
  if (names.has(undefined) || names.size !== value.length) return undefined;
  return new Map(named.map(([name, item]) => [name ?? '', item]));
}

function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('name' in value)) return undefined;
  return typeof value.name === 'string' ? value.name : undefined;
}
