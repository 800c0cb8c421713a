// Changes: objects that differ between start and now, however they were edited. An undone try costs nothing.
// Of the Network document each changed element (a cluster, a virtual network, a site) counts one, and each changed plain field one.
import type { NetworkDocument } from '../model/networkDocument.ts';
import { allObjects, findObject, formatRef, type NetworkSpec, refOf } from '../model/spec.ts';
import { sameValue } from '../model/sameValue.ts';

/** `Service/shop/web`, `managedClusters/aks`, in a stable order. */
export function listChanges(start: NetworkSpec, now: NetworkSpec): string[] {
  const touched = allObjects(now)
    .filter((resource) => !sameValue(resource, findObject(start, refOf(resource))))
    .map((resource) => formatRef(refOf(resource)));
  const removed = allObjects(start)
    .filter((resource) => !findObject(now, refOf(resource)))
    .map((resource) => formatRef(refOf(resource)));
  return [...listNetworkChanges(start.network, now.network), ...touched, ...removed];
}

function listNetworkChanges(start: NetworkDocument, now: NetworkDocument): string[] {
  const before = new Map<string, unknown>(Object.entries(start));
  const after = new Map<string, unknown>(Object.entries(now));
  const sections = [...new Set([...before.keys(), ...after.keys()])];
  return sections.flatMap((section) => listSectionChanges(section, before.get(section), after.get(section)));
}

function listSectionChanges(section: string, before: unknown, after: unknown): string[] {
  if (sameValue(before, after)) return [];
  const [left, right] = [byName(before), byName(after)];
  if (!left || !right) return [section];
  const names = [...new Set([...left.keys(), ...right.keys()])];
  const changed = names.filter((name) => !sameValue(left.get(name), right.get(name)));
  // The same elements in another order are one change.
  return changed.length > 0 ? changed.map((name) => `${section}/${name}`) : [section];
}

function byName(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (value === undefined) return new Map();
  if (!Array.isArray(value)) return undefined;
  return new Map(value.map((item: unknown, index) => [nameOf(item) ?? String(index), item]));
}

function nameOf(item: unknown): string | undefined {
  return typeof item === 'object' && item !== null && 'name' in item && typeof item.name === 'string' ? item.name : undefined;
}
