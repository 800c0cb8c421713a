// The ends of a goal: a workload or a whole namespace means every pod of it, so that no goal passes by luck.
// Beyond the command line's ends: `ns/*` (every pod of a namespace, at least one) and `pods:ns/deploy/NAME:8080`, `pods:ns/*:8080`.
import type { Plan } from '../dataplane/plan.ts';

export interface Ends {
  readonly ends: readonly string[];
  /** An end that names nothing in this world. */
  readonly missing?: string;
}

const OWNERS: Readonly<Record<string, string>> = { deploy: 'Deployment', sts: 'StatefulSet', ds: 'DaemonSet' };
const OUTSIDE = /^(node|vm|onprem|internet|pod):|^\d/;

export function expandSenders(plan: Plan, from: readonly string[]): Ends {
  return expandEach(from, (end) => (OUTSIDE.test(end) ? [end] : podsOf(plan, end)));
}

/** Anything but `pods:` is passed on as it is; whether it exists is the walk's answer. */
export function expandTargets(plan: Plan, to: readonly string[]): Ends {
  return expandEach(to, (end) => {
    const each = /^pods:(.+):(\d+(?:\/(?:tcp|udp|sctp))?)$/i.exec(end);
    if (!each) return [end];
    return podsOf(plan, each[1] ?? '').map((pod) => `pod:${pod}:${each[2]}`);
  });
}

/** `ns/pod`, `ns/deploy/NAME`, `ns/sts/NAME`, `ns/ds/NAME` or `ns/*` as names of pods, in plan order; hostNetwork pods too. */
export function podsOf(plan: Plan, end: string): string[] {
  const [namespace = '', second = '', third] = end.split('/');
  const owner = third === undefined ? undefined : `${OWNERS[second] ?? ''}/${namespace}/${third}`;
  return plan.pods
    .filter((pod) => pod.namespace === namespace)
    .filter((pod) => (owner !== undefined ? pod.owner === owner : second === '*' || pod.name === second))
    .map((pod) => `${pod.namespace}/${pod.name}`);
}

function expandEach(names: readonly string[], expand: (name: string) => readonly string[]): Ends {
  const ends: string[] = [];
  for (const name of names) {
    const found = expand(name);
    if (found.length === 0) return { ends: [], missing: name };
    ends.push(...found);
  }
  return { ends };
}
