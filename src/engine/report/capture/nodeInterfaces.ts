// The node's own end of a pod's wire, where `tcpdump -i` on the node finds the pod: named by who laid the wire. Azure CNI `azv…`, Cilium `lxc…`,
// another CNI `veth…`; kubenet joins all pods of a node at the bridge `cbr0`. The letters after the name are a hash and illustrate.
// Rules: H-7, PW5, PW19, A-1 (who lays the wires of each mode).
import type { Dataplane } from '../../dataplane/dataplane.ts';
import { hashText } from '../../net/hash.ts';

export type PodWires = 'cbr0' | 'azv' | 'lxc' | 'veth';

export function wiresOf({ placement }: Pick<Dataplane, 'placement'>): PodWires {
  const profile = placement.cluster?.networkProfile;
  if (profile?.networkDataplane === 'cilium') return 'lxc';
  if (placement.mode === 'kubenet') return 'cbr0';
  return placement.mode === 'none' ? 'veth' : 'azv';
}

const LETTERS: Readonly<Record<PodWires, number>> = { cbr0: 0, azv: 11, lxc: 12, veth: 8 };

/** `pod` as `ns/name`. */
export function nodeInterface(wires: PodWires, pod: string): string {
  const hex = (seed: number): string => hashText(pod, seed).toString(16).padStart(8, '0');
  return `${wires}${`${hex(11)}${hex(12)}`.slice(0, LETTERS[wires])}`;
}
