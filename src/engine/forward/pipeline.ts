// The ordered stages of a node, as data: what happens to a packet on it, in the kernel's order. Later devices get tables of their own.
// Rules: section 3 (PW1–PW3): nat before the filter, the filter before POSTROUTING.
import type { Owner } from '../dataplane/topology.ts';
import { cidrContains } from '../net/ipv4.ts';
import { judgeEgress, judgeIngress } from './stagePolicy.ts';
import { type NodeVisit, translateService } from './stageService.ts';
import { stampSource } from './stageSource.ts';
import type { WalkState } from './walkState.ts';

export type NodeStage = (state: WalkState, visit: NodeVisit) => void;

/** PREROUTING or OUTPUT, then FORWARD (egress of a local sender, ingress of a local receiver), then POSTROUTING. */
export const NODE_STAGES: readonly NodeStage[] = [
  translateService,
  (state, visit) => {
    if (visit.origin === 'pod') judgeEgress(state);
  },
  (state, visit) => {
    const owner = ownerNow(state);
    if (owner.type === 'pod' && state.dataplane.placement.pods[owner.pod]?.nodeIndex === visit.node)
      judgeIngress(state, owner.pod);
  },
  (state, visit) => stampSource(state, visit, ownerNow(state)),
];

/** Who has the destination, as this sender's own routes see it: a pod's pod CIDR hides whatever outside shares its addresses (A-9, S04). */
export function ownerNow(state: WalkState): Owner {
  const owner = state.dataplane.topology.ownerOf(state.destination);
  const { podCidr } = state.dataplane.placement;
  const outside = owner.type === 'host' || owner.type === 'site';
  if (outside && state.sender.type === 'pod' && podCidr && cidrContains(podCidr, state.destination)) return { type: 'podRange' };
  return owner;
}
