// What depends on pods but not on their labels is worked out once for all lists that differ in labels alone (relabel.ts makes such lists).
import type { PodEntry } from './tables.ts';

type Pods = readonly PodEntry[];

const roots = new WeakMap<Pods, Pods>();

/** Lists that differ from each other in labels alone have one root. */
export function rootOf(pods: Pods): Pods {
  return roots.get(pods) ?? pods;
}

export function markRelabelled(pods: Pods, before: Pods): void {
  roots.set(pods, rootOf(before));
}

/** Made once for all lists of pods that differ in labels alone. */
export function perPlaces<T extends object>(make: (pods: Pods) => T): (pods: Pods) => T {
  const known = new WeakMap<Pods, T>();
  return (pods) => {
    const root = rootOf(pods);
    let made = known.get(root);
    if (!made) known.set(root, (made = make(root)));
    return made;
  };
}

/** Pods on their node's own network, by node. */
export const hostsByNode = perPlaces((pods): ReadonlyMap<number, readonly number[]> => {
  const found = new Map<number, number[]>();
  pods.forEach(({ hostNetwork, nodeIndex }, index) => {
    if (!hostNetwork || nodeIndex === undefined) return;
    const list = found.get(nodeIndex);
    if (list) list.push(index);
    else found.set(nodeIndex, [index]);
  });
  return found;
});
