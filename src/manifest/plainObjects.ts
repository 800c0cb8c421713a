// Objects as the plain JSON that kubectl would show, and strictly back: what links, saves and the YAML writer are made of.
import type { KubernetesResource, NetworkPolicyRule } from '../engine/model/kubernetes.ts';
import type { NetworkDocument } from '../engine/model/networkDocument.ts';
import { fieldsOfType } from './fields.ts';
import { writtenKind } from './kinds.ts';
import { readObject } from './readObject.ts';

type Plain = Readonly<Record<string, unknown>>;

/** The manifest of an object: `from` and `to` spelled right, fields in the order of the field table. */
export function resourceToPlain(resource: KubernetesResource): Plain {
  return inTableOrder(spell(resource), resource.kind) as Plain;
}

/** Also given what a save holds, which may be anything: the strict reader judges it afterwards. */
export function networkToPlain(network: NetworkDocument): Plain {
  return inTableOrder(network, 'Network') as Plain;
}

function spell(resource: KubernetesResource): Plain {
  const { namespace, ...meta } = resource.metadata;
  const metadata = namespace === '' ? meta : { ...meta, namespace };
  if (resource.kind !== 'NetworkPolicy') return { ...resource, kind: writtenKind(resource.kind), metadata };
  const { ingress, egress, ...spec } = resource.spec;
  return {
    ...resource,
    metadata,
    spec: {
      ...spec,
      ...(ingress ? { ingress: ingress.map((rule) => spellRule(rule, 'from')) } : {}),
      ...(egress ? { egress: egress.map((rule) => spellRule(rule, 'to')) } : {}),
    },
  };
}

function spellRule(rule: NetworkPolicyRule, side: 'from' | 'to'): Plain {
  return { ...(rule.peers ? { [side]: rule.peers } : {}), ...(rule.ports ? { ports: rule.ports } : {}) };
}

/** Fields that the table knows, in its order; anything else is left behind. Maps of texts keep theirs. */
function inTableOrder(value: unknown, type: string): unknown {
  if (Array.isArray(value))
    return type.endsWith('[]')
      ? value.map((item: unknown) => inTableOrder(item, type.slice(0, -2)))
      : [...(value as readonly unknown[])];
  const fields = fieldsOfType(type);
  if (!fields || typeof value !== 'object' || value === null) return value;
  const source = value as Plain;
  const kept = [...fields.values()].filter(({ name }) => Object.hasOwn(source, name) && source[name] !== undefined);
  return Object.fromEntries(kept.map((field) => [field.name, inTableOrder(source[field.name], field.type)]));
}

/** Undefined for anything that is not exactly one valid object of a known kind. */
export function rebuildResource(plain: unknown): KubernetesResource | undefined {
  const read = readObject(plain, 'default');
  return read.problems.some((problem) => problem.severity === 'error') ? undefined : read.resource;
}

export function rebuildNetwork(plain: unknown): NetworkDocument | undefined {
  const read = readObject(plain, 'default');
  return read.problems.some((problem) => problem.severity === 'error') ? undefined : read.network;
}
