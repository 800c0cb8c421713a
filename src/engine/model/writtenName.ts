// How the world calls a kind that has another name inside: Calico and Kubernetes both have a NetworkPolicy (CAL1).
import type { KubernetesResource } from './kubernetes.ts';

export function writtenName({ kind }: Pick<KubernetesResource, 'kind'>): string {
  return kind === 'CalicoNetworkPolicy' ? 'NetworkPolicy (Calico)' : kind;
}
