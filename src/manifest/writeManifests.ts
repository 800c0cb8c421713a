// Writing YAML as people write it: keys in the order of the documentation, defaults left out, texts quoted where YAML 1.1 would misread them.
import { stringify } from 'yaml';
import type { KubernetesResource } from '../engine/model/kubernetes.ts';
import type { NetworkDocument } from '../engine/model/networkDocument.ts';
import { networkToPlain, resourceToPlain } from './plainObjects.ts';

const OPTIONS = { version: '1.1', indentSeq: false, lineWidth: 0, aliasDuplicateObjects: false, singleQuote: true } as const;

export function writeResource(resource: KubernetesResource): string {
  return stringify(withoutDefaults(resourceToPlain(resource)), OPTIONS);
}

export function writeNetwork(network: NetworkDocument): string {
  return stringify(networkToPlain(network), OPTIONS);
}

/** Leaves out what the API server would fill in by itself and nobody writes: protocol TCP, a targetPort equal to its port. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== 'object' || value === null) return value;
  const source = value as Readonly<Record<string, unknown>>;
  const isPort = 'containerPort' in source || ('port' in source && 'targetPort' in source);
  const entries = Object.entries(source).filter(([key, item]) => {
    if (isPort && key === 'protocol' && item === 'TCP') return false;
    return !(key === 'targetPort' && item === source['port']);
  });
  const isClusterIP = 'ports' in source && 'type' in source && source['type'] === 'ClusterIP';
  return Object.fromEntries(entries.filter(([key]) => !(isClusterIP && key === 'type')).map(([key, item]) => [key, withoutDefaults(item)]));
}
