// Policies in layers: tiers in order, policies in order, rules in order, each of which may allow, deny or pass. Every maker's policies are
// compiled to this one shape and judged by this one reading. Rules: CAL2–CAL5, CIL2, CIL4, ANP1–ANP3, ANP5, NP5.
import type { CiliumHttpRule, CiliumName } from '../model/cilium.ts';
import type { WireProtocol } from '../net/packet.ts';
import type { Ipv4 } from '../net/ipv4.ts';
import { type Bitset, hasBit } from './bitset.ts';
import { nameHolds } from './learnedNames.ts';
import type { Direction } from './policyTables.ts';
import type { CompiledPolicy, Placement, PolicyDecision, PolicyPeer, PodEntry } from './tables.ts';

export interface LayerRule {
  readonly action: 'allow' | 'deny' | 'pass';
  readonly field: string;
  /** Pods it matches; hostNetwork pods among them are met by their node's address. */
  readonly pods: Bitset;
  /** Nodes, and whatever is no pod. */
  outside(address: Ipv4, node: number | undefined): boolean;
  /** Nodes that it matches besides, seen from the subject's (CIL7). */
  readonly nodes?: 'own' | 'other';
  /** Of the policy's subjects only these (a Calico rule may narrow its own side). */
  readonly only?: Bitset;
  /** The destination's ports (NP31); `destination` is undefined for what is no pod of the pod network. */
  ports(port: number, protocol: WireProtocol, destination: PodEntry | undefined): boolean;
  /** The answer of `ports` depends on the destination's names. */
  readonly named: boolean;
  /** What the request must say besides (CIL12). */
  readonly http?: readonly CiliumHttpRule[];
  /** Names whose addresses it matches, where they were learned (CIL9). */
  readonly names?: readonly CiliumName[];
  /** Names that the sender may ask for through it, and so learn (CIL9). */
  readonly dns?: readonly CiliumName[];
}

export interface LayerPolicy {
  readonly object: string;
  /** The field that says whom it selects. */
  readonly subjectField: string;
  readonly subjects: Bitset;
  readonly ingress: readonly LayerRule[] | undefined;
  readonly egress: readonly LayerRule[] | undefined;
  /** Being selected by it closes the end of its tier. */
  readonly closes: Readonly<Record<Direction, boolean>>;
}

export interface Tier {
  readonly policies: readonly LayerPolicy[];
  readonly cites: readonly string[];
}

/** The policies that select one pod in one direction, tier by tier; tiers without any are left out (CAL4). */
export type Layers = readonly Tier[];

export function layersOf(tiers: readonly Tier[], direction: Direction, pod: number): Layers {
  return tiers.flatMap((tier) => {
    const policies = tier.policies.filter((policy) => policy[direction] !== undefined && hasBit(policy.subjects, pod));
    return policies.length === 0 ? [] : [{ ...tier, policies }];
  });
}

function ruleHolds(
  placement: Placement,
  rule: LayerRule,
  { peer, subject, learned }: { readonly peer: PolicyPeer; readonly subject: number; readonly learned?: string | undefined },
): boolean {
  if (rule.only && !hasBit(rule.only, subject)) return false;
  if (peer.type === 'pod' && hasBit(rule.pods, peer.pod)) return true;
  const other = peer.type === 'pod' ? placement.pods[peer.pod] : undefined;
  if (rule.nodes !== undefined && (peer.type === 'node' || other?.hostNetwork)) {
    const node = peer.type === 'node' ? peer.node : other?.nodeIndex;
    const own = placement.pods[subject]?.nodeIndex;
    if (node !== undefined && (node === own) === (rule.nodes === 'own')) return true;
  }
  if (peer.type === 'pod') return false;
  if (peer.type === 'address' && learned !== undefined && rule.names?.some((name) => nameHolds(name, learned))) return true;
  return rule.outside(peer.address, peer.type === 'node' ? peer.node : undefined);
}

type Question = Parameters<CompiledPolicy['decide']>[0];

/** The literal reading, rule by rule: the first that allows or denies decides; the end of a tier closes it where one of its policies does. */
export function decideInLayers(placement: Placement, layers: Layers, question: Question): PolicyDecision {
  const { direction, pod, peer, port, protocol, learned } = question;
  const destination = direction === 'ingress' ? placement.pods[pod] : peerPod(placement, peer);
  const selecting = layers.flatMap(({ policies }) => policies.map(({ object }) => object));
  for (const { policies, cites } of layers) {
    let near: { object: string; field: string } | undefined;
    let passed = false;
    const http: { object: string; field: string; rules: readonly CiliumHttpRule[] }[] = [];
    const dns: { object: string; field: string; names: readonly CiliumName[] }[] = [];
    for (const policy of policies) {
      for (const rule of policy[direction] ?? []) {
        const met = ruleHolds(placement, rule, { peer, subject: pod, learned });
        const heard = rule.ports(port, protocol, destination);
        if (met && heard) {
          if (rule.action === 'pass') {
            passed = true;
            break;
          }
          const allowed = rule.action === 'allow';
          // A rule that asks nothing of the request makes those that do moot (CIL12).
          if (rule.http) {
            http.push({ object: policy.object, field: rule.field, rules: rule.http });
            continue;
          }
          if (rule.dns && allowed) {
            dns.push({ object: policy.object, field: rule.field, names: rule.dns });
            continue;
          }
          const named = { object: policy.object, field: rule.field };
          return { allowed, isolated: true, rule: named, selecting, cites, ...(allowed ? {} : { forbidden: true }) };
        }
        if (rule.action !== 'allow') continue;
        if (met) near = { object: policy.object, field: rule.field };
        else if (heard) near ??= { object: policy.object, field: rule.field };
      }
      if (passed) break;
    }
    const [first] = [...http, ...dns];
    if (first) {
      const rule = { object: first.object, field: first.field };
      const asks = { ...(http.length > 0 ? { http } : {}), ...(dns.length > 0 ? { dns } : {}) };
      return { allowed: true, isolated: true, rule, selecting, cites: [...cites, http.length > 0 ? 'CIL12' : 'CIL10'], ...asks };
    }
    const closing = passed ? undefined : policies.find((policy) => policy.closes[direction]);
    if (closing) {
      const rule = near ?? { object: closing.object, field: closing.subjectField };
      return { allowed: false, isolated: true, rule, selecting, cites };
    }
  }
  return { allowed: true, isolated: false, selecting, cites: ['NP5', ...(layers.at(-1)?.cites ?? [])] };
}

function peerPod(placement: Placement, peer: PolicyPeer): PodEntry | undefined {
  const pod = peer.type === 'pod' ? placement.pods[peer.pod] : undefined;
  return pod?.hostNetwork ? undefined : pod;
}
