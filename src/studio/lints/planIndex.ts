// What every lint of every policy asks of the same plan: pods by name, their addresses as numbers, which of them are alike, labels that are worn.
// Found once for each plan. Rules: NP2, NP26.
import type { PodPlan } from '../../engine/dataplane/plan.ts';
import type { Labels } from '../../engine/model/labels.ts';
import { type Ipv4, parseIpv4 } from '../../engine/net/ipv4.ts';
import { groupPods } from '../matrix.ts';

type Pods = readonly PodPlan[];

export const podsByName: (pods: Pods) => ReadonlyMap<string, PodPlan> = once(
  (pods) => new Map(pods.map((pod) => [nameOf(pod), pod])),
);

export const addressesOf: (pods: Pods) => readonly { readonly pod: PodPlan; readonly address: Ipv4 | undefined }[] = once(
  (pods) => pods.map((pod) => ({ pod, address: parseIpv4(pod.ip) })),
);

/** Every set of labels that a pod wears, each once. */
export const labelsWorn: (pods: Pods) => readonly Labels[] = once((pods) => [
  ...new Map(pods.map(({ labels }) => [JSON.stringify(labels), labels] as const)).values(),
]);

const kindOfPod = once((pods): ReadonlyMap<string, { readonly place: number; readonly kind: number }> => {
  const kinds = new Map(groupPods(pods, 'workload').flatMap((group, kind) => group.pods.map((name) => [name, kind] as const)));
  return new Map(pods.map((pod, place) => [nameOf(pod), { place, kind: kinds.get(nameOf(pod)) ?? -1 }]));
});

/** The first pod of each kind among these, in the plan's order. */
export function firstOfKinds(pods: Pods, among: readonly string[], most: number): string[] {
  const known = kindOfPod(pods);
  const found = among.flatMap((name) => {
    const at = known.get(name);
    return at ? [{ name, ...at }] : [];
  });
  const seen = new Set<number>();
  const first = found.sort((a, b) => a.place - b.place).filter(({ kind }) => !seen.has(kind) && seen.add(kind));
  return first.slice(0, most).map(({ name }) => name);
}

function nameOf({ namespace, name }: PodPlan): string {
  return `${namespace}/${name}`;
}

function once<T>(make: (pods: Pods) => T): (pods: Pods) => T {
  const made = new WeakMap<Pods, { readonly value: T }>();
  return (pods) => {
    let known = made.get(pods);
    if (!known) made.set(pods, (known = { value: make(pods) }));
    return known.value;
  };
}
