// The walk as it goes: the packet, where it is, what it passed, and the choices it makes. One mutable value per walk, never shared.
import type { Dataplane } from '../dataplane/dataplane.ts';
import type { PolicyPeer } from '../dataplane/tables.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { formatIpv4, type Ipv4, parseIpv4 } from '../net/ipv4.ts';
import type { Packet, Protocol } from '../net/packet.ts';
import type { Params, Refusal } from './answer.ts';
import type { StepCode } from './codes.ts';
import type { Sender } from './ends.ts';
import type { DnsLookup, DnsQuery, DropReason, Hop, HttpSeen, Outcome, Place, Step, StepType, Verdict } from './trace.ts';

/** Picks one of `count` at a named point, evenly or by shares; the same point is asked in the same order on every walk of one flow. */
export type Chooser = (count: number, point: string, shares?: readonly number[]) => number;

/** The node of a pod that a record places on none we know: no address, nothing local to it. */
export const UNKNOWN_NODE = -1;

export type Location =
  /** A node with the packet on it: from a local pod or process, or from the wire. */
  | { readonly type: 'node'; readonly node: number; readonly origin: 'pod' | 'process' | 'wire' }
  /** The fabric: of a VNet (from one of its subnets), of a site, or of the street. */
  | {
      readonly type: 'fabric';
      readonly from: 'vnet' | 'site' | 'internet';
      readonly name: string;
      readonly subnet?: string | undefined;
      /** Somebody in this VNet passes on what is not its own (F-5). */
      readonly forwarded?: boolean;
    };

/** Where an answer leaves from, which decides by which routes. */
export type AnswerFrom =
  | { readonly type: 'vnet'; readonly vnet: string; readonly subnet: string | undefined }
  | { readonly type: 'site'; readonly site: string }
  | { readonly type: 'street' };

/** The packet came over a fabric into a place: hop `from` sent it, the place is hop `to`, and its answer leaves by `answer`. */
export interface Crossing {
  readonly from: number;
  readonly to: number;
  readonly answer: AnswerFrom;
}

export interface WalkState {
  readonly dataplane: Dataplane;
  readonly sender: Sender;
  readonly choose: Chooser;
  packet: Packet;
  destination: Ipv4;
  readonly hops: { at: Place; steps: Step[] }[];
  readonly via: string[];
  /** The packet as the sender wrote it. */
  sent?: Packet;
  /** The name it was written to, if it was a name: what TLS and HTTP carry along. */
  readonly writtenTo?: string | undefined;
  /** Asked for names in place of the sender's own servers. */
  readonly nameserver?: Ipv4 | undefined;
  /** Who a policy takes for the sender; becomes a node once that node has stamped the packet and passed it on. */
  peer: PolicyPeer;
  /** Set by DNAT on this node: masquerade at its exit (the 0x4000 mark). */
  masquerade: RuleRef | undefined;
  translated: boolean;
  /** Came through a NodePort or load balancer with eTP Cluster (NPM's quirk). */
  byNode: boolean;
  /** The node that put the packet on the fabric, if one did. */
  lastNode?: number;
  /** The hop that put the packet on the fabric it is on. */
  departed: number;
  /** Every fabric crossed so far: the answer finds its own way over each (E-27). */
  readonly crossings: Crossing[];
  snat?: { publicIP: string; device: string };
  dns?: DnsLookup;
  /** The entry of a directory that gave the address written to. */
  record?: RuleRef | undefined;
  /** Questions sent so far; entries are filled when their answer is known. */
  readonly queries: DnsQuery[];
  /** Walks another packet of this lookup through the same engine: a question on its way to a server. */
  readonly walkTo: (sender: Sender, to: { readonly address: Ipv4; readonly port: number; readonly protocol: Protocol }) => Leg;
  /** Legs that this walk has asked about already, by asker and server. */
  readonly legs: Map<string, Leg>;
  /** Opens a connection of its own from a router to a backend, with the same choices: the walk behind the walk. */
  readonly walkOn: (from: { readonly sender: Sender; readonly at: Place }, to: SecondTarget) => SecondLeg;
  /** Routers that the request came through to here. */
  readonly routers: number;
  http?: HttpSeen;
  deliveredTo?: string;
  sourceSeen?: string;
  verdict?: Verdict;
  /** The receiver said something: yes, or that nobody listens. */
  answered?: boolean;
  refusal?: Refusal;
}

export interface SecondTarget {
  readonly address: Ipv4;
  readonly port: number;
  readonly http: NonNullable<Packet['http']>;
}

/** A connection behind a router: its hops go behind those of the first. */
export type SecondLeg =
  | {
      readonly ok: true;
      readonly verdict: Verdict;
      readonly hops: readonly { at: Place; steps: Step[] }[];
      readonly via: readonly string[];
      /** The packet as the router wrote it. */
      readonly sent: Packet;
      readonly http?: HttpSeen;
      readonly deliveredTo?: string;
      readonly sourceSeen?: string;
    }
  | Refusal;

/** How a packet of its own fared. */
export type Leg = { readonly ok: true; readonly verdict: Verdict } | Refusal;

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

/** Ends the walk with an answer of the receiver. Whether the answer finds its way back is seen once it is walked. */
export function answer(state: WalkState, verdict: Verdict): void {
  state.verdict = verdict;
  state.answered = true;
}

/** The place of the last hop sends the packet on over a fabric. */
export function depart(state: WalkState): void {
  state.departed = Math.max(0, state.hops.length - 1);
}

/** The next place entered is where the packet leaves the fabric. */
export function arriveAt(state: WalkState, answerFrom: AnswerFrom): void {
  state.crossings.push({ from: state.departed, to: state.hops.length, answer: answerFrom });
}

/** Ends the walk without an answer: part of the way is not simulated yet. */
export function refuseWalk(state: WalkState, part: string, params: Params = {}): undefined {
  state.refusal = { ok: false, code: 'unsupported', params: { part, ...params } };
  return undefined;
}

/** One of `count`, by the packet's five-tuple (SVC14, B-22), or by its source alone where the choice sticks to it (SVC15, B-10). */
export function choose(
  state: WalkState,
  count: number,
  choice: { readonly point: string; readonly sticky?: boolean; readonly shares?: readonly number[] },
): number {
  if (count <= 1) return 0;
  const { protocol, sourceIP, sourcePort, destinationIP, destinationPort } = state.packet;
  const flow = choice.sticky === true ? sourceIP : `${protocol} ${sourceIP}:${sourcePort} ${destinationIP}:${destinationPort}`;
  return state.choose(count, `${choice.point} ${flow}`, choice.shares);
}

export function withSource(packet: Packet, address: Ipv4): Packet {
  return { ...packet, sourceIP: formatIpv4(address) };
}

export function sourceAddress(state: WalkState): Ipv4 {
  return parseIpv4(state.packet.sourceIP) ?? 0;
}

export function closedHops(state: WalkState): Hop[] {
  return state.hops.filter((hop) => hop.steps.length > 0);
}
