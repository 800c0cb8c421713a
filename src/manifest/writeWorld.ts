// A whole world as one text: the Network document, then namespaces, then every object in the order of (namespace, kind, name).
import { allObjects, type NetworkSpec } from '../engine/model/spec.ts';
import { writeNetwork, writeResource } from './writeManifests.ts';

export function writeWorld(spec: NetworkSpec): string {
  return [writeNetwork(spec.network), ...allObjects(spec).map(writeResource)].join('---\n');
}
