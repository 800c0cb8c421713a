// Selection: which pods a selector would select before anything is saved, for live highlighting. Rules: NP1, NP11, NP20–NP25, SVC1.
import type { Dataplane } from '../dataplane/dataplane.ts';
import { isPolicyKind } from '../dataplane/policyKinds.ts';
import { selectorMatches } from '../dataplane/selectors.ts';
import type { LabelSelector } from '../model/labels.ts';
import type { ObjectRef } from '../model/spec.ts';

export interface SelectionQuestion {
  /** Of pods; absent selects every pod of the namespaces. */
  readonly selector?: LabelSelector;
  /** Of namespaces; absent means `namespace` alone. */
  readonly namespaceSelector?: LabelSelector;
  /** Where the policy or Service lives; absent with no `namespaceSelector`: every namespace. */
  readonly namespace?: string;
  /** A policy never selects a pod on its node's network (NP1, NP38); a Service may. Default `policy`. */
  readonly by?: 'policy' | 'service';
}

/** `ns/name`, in the order of (namespace, name); pods that have ended are nobody's. */
export function listSelection({ placement }: Dataplane, question: SelectionQuestion): string[] {
  const { selector = {}, namespaceSelector, namespace, by = 'policy' } = question;
  // A Service without a selector selects nobody (SVC1); a policy with an empty one selects everybody (NP11).
  if (by === 'service' && Object.keys(selector.matchLabels ?? {}).length === 0) return [];
  const spaces = new Map<string, boolean>();
  const isMeant = (name: string): boolean => {
    let meant = spaces.get(name);
    if (meant === undefined) {
      // A namespace that is used but not declared still carries the label the control plane sets (NP24).
      const labels = placement.namespaceLabels.get(name) ?? { 'kubernetes.io/metadata.name': name };
      meant = namespaceSelector ? selectorMatches(namespaceSelector, labels) : namespace === undefined || namespace === name;
      spaces.set(name, meant);
    }
    return meant;
  };
  return placement.pods.flatMap((pod) => {
    const ended = pod.virtual === true || pod.phase === 'Succeeded' || pod.phase === 'Failed';
    if (ended || (by === 'policy' && pod.hostNetwork) || !isMeant(pod.namespace)) return [];
    return selectorMatches(selector, pod.labels) ? [`${pod.namespace}/${pod.name}`] : [];
  });
}

/** Pods that a policy or a Service selects, `ns/name`; nothing for any other kind. */
export function listSelected(dataplane: Dataplane, ref: ObjectRef): readonly string[] {
  if (ref.kind === 'Service') {
    return (
      dataplane.plan.services.find((service) => service.namespace === ref.namespace && service.name === ref.name)?.selected ?? []
    );
  }
  if (!isPolicyKind(ref.kind)) return [];
  return dataplane.policy.selectedBy(ref).flatMap((index) => {
    const pod = dataplane.placement.pods[index];
    return pod ? `${pod.namespace}/${pod.name}` : [];
  });
}
