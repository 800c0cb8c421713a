// A whole world as one text: the Network document, then namespaces, then every object in the order of (namespace, kind, name).
import { allObjects, formatRef, type NetworkSpec, refOf } from '../engine/model/spec.ts';
import { writeNetwork, writeResource } from './writeManifests.ts';

export function writeWorld(spec: NetworkSpec): string {
  return [writeNetwork(spec.network), ...allObjects(spec).map(writeResource)].join('---\n');
}

/** Some objects of a world by their keys (`Service/shop/web`, `Network`), in its order; keys that it has not are left out. */
export function writeObjects(spec: NetworkSpec, keys: readonly string[]): string {
  const wanted = new Set(keys);
  const objects = allObjects(spec).filter((resource) => wanted.has(formatRef(refOf(resource))));
  return [...(wanted.has('Network') ? [writeNetwork(spec.network)] : []), ...objects.map(writeResource)].join('---\n');
}
