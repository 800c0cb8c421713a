// The badge reader's form: what a NetworkPolicy says, as rows. Who may pass, at which ports, which way, and where AND and OR stand.
// Rules: NP12–NP19 (directions and rules), NP20–NP23 (one item is AND, two are OR).
import type { NetworkPolicy, NetworkPolicyPeer } from '../../engine/model/kubernetes.ts';
import { isEmpty, listSentences, type Direction, writePeer, writePort } from '../sentence/writeSentences.ts';

export interface ReaderPeer {
  /** `both`: pods by label in namespaces by label, in one item: AND. */
  readonly kind: 'pods' | 'namespaces' | 'both' | 'addresses';
  readonly text: string;
  /** Its two halves could stand as two items, and then either would do. */
  readonly splits: boolean;
  /** Place of another item of the same rule that this one could be one item with: AND in place of OR. */
  readonly joins?: number;
}

export interface ReaderRule {
  readonly sentence: string;
  /** Empty: anyone (NP16). */
  readonly peers: readonly ReaderPeer[];
  /** Empty: every port of every protocol (NP17). */
  readonly ports: readonly string[];
}

export interface ReaderSide {
  readonly direction: Direction;
  /** Not judged by this policy; judged and nothing passes; judged by rules; rules that do nothing (NP13). */
  readonly state: 'open' | 'shut' | 'rules' | 'ignored';
  readonly rules: readonly ReaderRule[];
}

export const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

export function typeOf(direction: Direction): 'Ingress' | 'Egress' {
  return direction === 'ingress' ? 'Ingress' : 'Egress';
}

export function readSides(policy: NetworkPolicy): readonly ReaderSide[] {
  return DIRECTIONS.map((direction) => readSide(policy, direction));
}

function readSide(policy: NetworkPolicy, direction: Direction): ReaderSide {
  const judged = policy.spec.policyTypes.includes(typeOf(direction));
  const rules = policy.spec[direction] ?? [];
  const sentences = listSentences(policy).filter((sentence) => sentence.direction === direction);
  return {
    direction,
    state: rules.length === 0 ? (judged ? 'shut' : 'open') : judged ? 'rules' : 'ignored',
    rules: rules.map(({ peers = [], ports = [] }, index) => ({
      sentence: sentences[index]?.text ?? '',
      peers: peers.map((peer, at) => readPeer(peers, peer, at)),
      ports: ports.map(writePort),
    })),
  };
}

function readPeer(peers: readonly NetworkPolicyPeer[], peer: NetworkPolicyPeer, at: number): ReaderPeer {
  const other = peers.findIndex((each, index) => index !== at && canJoin(peer, each));
  return {
    kind: peer.ipBlock ? 'addresses' : !peer.namespaceSelector ? 'pods' : peer.podSelector ? 'both' : 'namespaces',
    text: writePeer(peer),
    splits: peer.podSelector !== undefined && peer.namespaceSelector !== undefined,
    ...(other >= 0 ? { joins: other } : {}),
  };
}

/** One has pods alone and the other namespaces alone: the two dashes of the trap. */
export function canJoin(a: NetworkPolicyPeer, b: NetworkPolicyPeer): boolean {
  const [pods, spaces] = a.podSelector ? [a, b] : [b, a];
  return (
    pods.podSelector !== undefined &&
    !isEmpty(pods.podSelector) &&
    !pods.namespaceSelector &&
    spaces.namespaceSelector !== undefined &&
    !spaces.podSelector
  );
}
