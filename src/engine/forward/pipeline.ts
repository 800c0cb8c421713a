// The ordered stages of a node, as data: what happens to a packet on it, in the kernel's order. Later devices get tables of their own.
// Rules: section 3 (PW1–PW3): nat before the filter, the filter before POSTROUTING.
import type { Owner } from '../dataplane/topology.ts';
import { judgeEgress, judgeIngress } from './stagePolicy.ts';
import { type NodeVisit, translateService } from './stageService.ts';
import { stampSource } from './stageSource.ts';
import { UNKNOWN_NODE, type WalkState } from './walkState.ts';

export type NodeStage = (state: WalkState, visit: NodeVisit) => void;

/** PREROUTING or OUTPUT, then FORWARD (egress of a local sender, ingress of a local receiver), then POSTROUTING. */
export const NODE_STAGES: readonly NodeStage[] = [
  translateService,
  (state, visit) => {
    if (visit.origin === 'pod') judgeEgress(state);
  },
  (state, visit) => {
    const owner = ownerNow(state);
    if (owner.type === 'pod' && nodeOf(state, owner) === visit.node) judgeIngress(state, owner.pod);
  },
  (state, visit) => stampSource(state, visit, ownerNow(state)),
];

/** Who has the destination, as a node of the cluster sees it. */
export function ownerNow(state: WalkState): Owner {
  return state.dataplane.topology.ownerInside(state.destination);
}

/** The node an owner is on, or is; undefined for what is no part of the cluster. */
export function nodeOf(state: WalkState, owner: Owner): number | undefined {
  if (owner.type === 'node') return owner.node;
  return owner.type === 'pod' ? (state.dataplane.placement.pods[owner.pod]?.nodeIndex ?? UNKNOWN_NODE) : undefined;
}
