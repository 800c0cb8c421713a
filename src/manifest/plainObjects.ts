// Objects as the plain JSON that kubectl would show, and strictly back: what links, saves and the YAML writer are made of.
import type { KubernetesResource, NetworkPolicyRule } from '../engine/model/kubernetes.ts';
import type { NetworkDocument } from '../engine/model/networkDocument.ts';
import { readObject } from './readObject.ts';

type Plain = Readonly<Record<string, unknown>>;

export function resourceToPlain(resource: KubernetesResource): Plain {
  const { apiVersion, kind } = resource;
  const { name, namespace, labels, annotations, ownerReferences, deletionTimestamp } = resource.metadata;
  const metadata = {
    name,
    ...(namespace === '' ? {} : { namespace }),
    ...(labels ? { labels } : {}),
    ...(annotations ? { annotations } : {}),
    ...(ownerReferences ? { ownerReferences } : {}),
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
  };
  const head = { apiVersion, kind, metadata };
  if (resource.kind === 'Namespace') return head;
  if (resource.kind === 'NetworkPolicy') {
    const { podSelector, policyTypes, ingress, egress } = resource.spec;
    return {
      ...head,
      spec: {
        podSelector,
        policyTypes,
        ...(ingress ? { ingress: ingress.map((rule) => plainRule(rule, 'from')) } : {}),
        ...(egress ? { egress: egress.map((rule) => plainRule(rule, 'to')) } : {}),
      },
    };
  }
  if (resource.kind === 'EndpointSlice')
    return { ...head, addressType: resource.addressType, endpoints: resource.endpoints, ports: resource.ports };
  if (resource.kind === 'Pod') return { ...head, spec: resource.spec, ...(resource.status ? { status: resource.status } : {}) };
  return { ...head, spec: resource.spec };
}

function plainRule(rule: NetworkPolicyRule, side: 'from' | 'to'): Plain {
  return { ...(rule.peers ? { [side]: rule.peers } : {}), ...(rule.ports ? { ports: rule.ports } : {}) };
}

export function networkToPlain(network: NetworkDocument): Plain {
  const { deferred, ...rest } = network;
  return { ...rest, ...deferred };
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
