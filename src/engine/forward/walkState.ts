// The walk as it goes: the packet, where it is, what it passed, and the choices it makes. One mutable value per walk, never shared.
import type { Dataplane } from '../dataplane/dataplane.ts';
import type { PolicyPeer } from '../dataplane/tables.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { formatIpv4, type Ipv4 } from '../net/ipv4.ts';
import type { Packet } from '../net/packet.ts';
import type { Params, Refusal } from './answer.ts';
import type { StepCode } from './codes.ts';
import type { Sender } from './ends.ts';
import type { DnsLookup, DropReason, Hop, Outcome, Place, Step, StepType, Verdict } from './trace.ts';

/** Picks one of `count` at a named point; the same point is asked in the same order on every walk of one flow. */
export type Chooser = (count: number, point: string) => number;

export type Location =
  /** A node with the packet on it: from a local pod or process, or from the wire. */
  | { readonly type: 'node'; readonly node: number; readonly origin: 'pod' | 'process' | 'wire' }
  /** The fabric: from a VNet, from a site (through its bridge), or from the street. */
  | { readonly type: 'fabric'; readonly from: 'vnet' | 'site' | 'internet'; readonly name: string };

export interface WalkState {
  readonly dataplane: Dataplane;
  readonly sender: Sender;
  readonly choose: Chooser;
  packet: Packet;
  destination: Ipv4;
  readonly hops: { at: Place; steps: Step[] }[];
  readonly via: string[];
  /** Who a policy takes for the sender; becomes a node once that node has stamped the packet and passed it on. */
  peer: PolicyPeer;
  /** Set by DNAT on this node: masquerade at its exit (the 0x4000 mark). */
  masquerade: RuleRef | undefined;
  translated: boolean;
  /** Came through a NodePort or load balancer with eTP Cluster (NPM's quirk). */
  byNode: boolean;
  snat?: { publicIP: string; device: string };
  dns?: DnsLookup;
  deliveredTo?: string;
  sourceSeen?: string;
  verdict?: Verdict;
  refusal?: Refusal;
}

export interface StepInput {
  readonly type: StepType;
  readonly effect: Step['effect'];
  readonly code: StepCode;
  readonly params?: Params;
  readonly cites: readonly string[];
  readonly rule?: RuleRef | undefined;
  /** The packet after this step; absent = unchanged. */
  readonly after?: Packet;
}

/** Opens a hop unless the walk is at that place already. */
export function enter(state: WalkState, at: Place): void {
  const last = state.hops[state.hops.length - 1];
  if (!last || last.at.kind !== at.kind || last.at.name !== at.name) state.hops.push({ at, steps: [] });
}

export function addStep(state: WalkState, input: StepInput): void {
  const before = state.packet;
  const after = input.after ?? before;
  const step: Step = {
    type: input.type,
    effect: input.effect,
    before,
    after,
    cites: input.cites,
    code: input.code,
    params: input.params ?? {},
    ...(input.rule ? { rule: input.rule } : {}),
  };
  state.hops[state.hops.length - 1]?.steps.push(step);
  state.packet = after;
}

/** Ends the walk. */
export function stop(state: WalkState, outcome: Outcome, reason?: DropReason, rule?: RuleRef): void {
  state.verdict = { outcome, ...(reason === undefined ? {} : { reason }), ...(rule ? { rule } : {}) };
}

export function withSource(packet: Packet, address: Ipv4): Packet {
  return { ...packet, sourceIP: formatIpv4(address) };
}

export function closedHops(state: WalkState): Hop[] {
  return state.hops.filter((hop) => hop.steps.length > 0);
}
