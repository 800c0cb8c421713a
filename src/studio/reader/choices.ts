// What the form offers to choose from: who is there to be let through, and the ports that somebody listens on. Rules: NP20–NP24, NP31.
import type { PodPlan } from '../../engine/dataplane/plan.ts';
import type { NetworkPolicyPeer } from '../../engine/model/kubernetes.ts';
import type { Labels } from '../../engine/model/labels.ts';
import { groupPods } from '../matrix.ts';
import { writePeer, writePort } from '../sentence/writeSentences.ts';
import { NAME_LABEL } from '../sentence/vocabulary.ts';

export interface PeerChoice {
  /** As a sentence says it. */
  readonly text: string;
  readonly peer: NetworkPolicyPeer;
}

/** Labels that a controller gives each pod or each revision anew: no policy should lean on them. */
const PASSING = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
]);

export function lastingLabels(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !PASSING.has(key)));
}

/** Workloads first, then whole namespaces, then everybody in the cluster; each once. */
export function listPeers(plan: readonly PodPlan[], own: string): PeerChoice[] {
  const groups = groupPods(
    plan.filter(({ hostNetwork }) => !hostNetwork),
    'workload',
  );
  const spaces = [...new Set(groups.map(({ namespace }) => namespace))];
  const byName = (name: string): NetworkPolicyPeer => ({ namespaceSelector: { matchLabels: { [NAME_LABEL]: name } } });
  const workloads = groups.flatMap(({ namespace, labels }): NetworkPolicyPeer[] => {
    const matchLabels = lastingLabels(labels);
    if (Object.keys(matchLabels).length === 0) return [];
    return [{ ...(namespace === own ? {} : byName(namespace)), podSelector: { matchLabels } }];
  });
  const peers = [...workloads, ...spaces.map(byName), { namespaceSelector: {} }];
  return [...new Map(peers.map((peer) => [writePeer(peer), peer])).entries()].map(([text, peer]) => ({ text, peer }));
}

/** `TCP 5432`, of these pods; of all of them when none is named. */
export function listPorts(plan: readonly PodPlan[], among: readonly string[]): string[] {
  const known = new Set(among);
  const pods = known.size === 0 ? plan : plan.filter(({ namespace, name }) => known.has(`${namespace}/${name}`));
  return [...new Set(pods.flatMap(({ ports }) => ports.map(({ port, protocol }) => writePort({ port, protocol }))))];
}
