// Pieces of a NetworkPolicy as repairs need them: one direction's rules replaced, a pod as a peer, ports and peers in words. Rules: NP19, NP24, NP33.
import type { PodPlan } from '../dataplane/plan.ts';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicyRule } from '../model/kubernetes.ts';
import { formatLabels } from './counterfactual.ts';

export type Direction = 'ingress' | 'egress';

export const NAME_LABEL = 'kubernetes.io/metadata.name';

export function withRules(policy: NetworkPolicy, direction: Direction, rules: readonly NetworkPolicyRule[]): NetworkPolicy {
  return { ...policy, spec: { ...policy.spec, [direction]: rules } };
}

export function peerOf(pod: PodPlan): NetworkPolicyPeer {
  return { namespaceSelector: { matchLabels: { [NAME_LABEL]: pod.namespace } }, podSelector: { matchLabels: pod.labels } };
}

export function typeOf(direction: Direction): 'Ingress' | 'Egress' {
  return direction === 'ingress' ? 'Ingress' : 'Egress';
}

export function formatPorts(ports: readonly NetworkPolicyPort[]): string {
  return ports
    .map(({ port, endPort, protocol }) => `${protocol} ${port ?? ''}${endPort === undefined ? '' : `–${endPort}`}`.trim())
    .join(', ');
}

export function formatPeer(peer: NetworkPolicyPeer): string {
  if (peer.ipBlock) return peer.ipBlock.cidr;
  return [formatLabels(peer.namespaceSelector?.matchLabels), formatLabels(peer.podSelector?.matchLabels)].join(' + ');
}
