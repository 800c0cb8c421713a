// NetworkPolicy on a node's FORWARD path: the destination already translated, the source not yet (PW3).
// Rules: NP4, NP5, NP8, NP10, PW3–PW9, PW12, CIL9, CIL12, D-12, D-13, D-19, D-20.
import type { PolicyDecision } from '../dataplane/tables.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import type { Params } from './answer.ts';
import { requestHolds } from './requestRules.ts';
import { portOf } from '../net/packet.ts';
import { addStep, stop, type WalkState } from './walkState.ts';

/** Policies of one door that are named in a sentence. */
const MOST_NAMED = 3;

export function judgeEgress(state: WalkState): void {
  if (state.sender.type !== 'pod') return;
  const { pod } = state.sender;
  const { topology, placement } = state.dataplane;
  if (placement.pods[pod]?.hostNetwork) return;
  const owner = topology.ownerInside(state.destination);
  const peer =
    owner.type === 'pod'
      ? ({ type: 'pod', pod: owner.pod } as const)
      : owner.type === 'node'
        ? ({ type: 'node', node: owner.node, address: state.destination } as const)
        : ({ type: 'address', address: state.destination } as const);
  const learned = peer.type === 'address' ? learnedName(state, pod) : undefined;
  const { destinationPort: port, protocol, destinationIP } = state.packet;
  const ask = (name: string | undefined): PolicyDecision =>
    state.dataplane.policy.decide({ direction: 'egress', pod, peer, port, protocol, learned: name });
  const decision = ask(learned);
  const written = peer.type === 'address' && state.dns?.answers.includes(destinationIP) === true ? state.dns.question : undefined;
  const missed = decision.allowed || learned !== undefined || written === undefined ? undefined : ask(written);
  if (missed?.allowed === true && missed.rule) return unlearned(state, pod, missed.rule);
  record(state, 'egress', pod, decision);
}

/** A rule names the receiver, and no rule for the directory lets the pod learn its address (D-19, S39). */
function unlearned(state: WalkState, pod: number, { object, field }: RuleRef): void {
  const entry = state.dataplane.placement.pods[pod];
  const rule = { object, field: `${field.replace(/\.toPorts\[\d+\]$/, '')}.toFQDNs` };
  const params = {
    pod: `${entry?.namespace ?? ''}/${entry?.name ?? ''}`,
    name: state.dns?.question ?? '',
    object,
    field: rule.field,
  };
  addStep(state, {
    type: 'egressPolicy',
    effect: 'drop',
    code: 'policy.egress.unlearned',
    params,
    cites: ['CIL9', 'D-19'],
    rule,
  });
  stop(state, 'timeout', 'network-policy', rule);
}

/** The name whose answer this destination is, where FQDN rules may count it (CIL9, D-19). */
function learnedName(state: WalkState, pod: number): string | undefined {
  const { dns } = state;
  if (!dns?.answers.includes(state.packet.destinationIP)) return undefined;
  return state.dataplane.policy.learns?.(pod, dns.question) === true ? dns.question : undefined;
}

export function judgeIngress(state: WalkState, pod: number): void {
  if (state.dataplane.placement.pods[pod]?.hostNetwork) return;
  const decision = state.dataplane.policy.decide({
    direction: 'ingress',
    pod,
    peer: state.peer,
    port: state.packet.destinationPort,
    protocol: state.packet.protocol,
    translatedByNode: state.byNode,
  });
  record(state, 'ingress', pod, decision);
}

function record(state: WalkState, direction: 'egress' | 'ingress', pod: number, decision: PolicyDecision): void {
  const { policy, placement } = state.dataplane;
  const entry = placement.pods[pod];
  const name = `${entry?.namespace ?? ''}/${entry?.name ?? ''}`;
  const type = direction === 'egress' ? 'egressPolicy' : 'ingressPolicy';
  const params = {
    pod: name,
    source: state.packet.sourceIP,
    port: portOf(state.packet),
    protocol: state.packet.protocol,
    object: decision.rule?.object ?? '',
    field: decision.rule?.field ?? '',
    policies: decision.selecting.length,
    names: decision.selecting.slice(0, MOST_NAMED).join(', ') + (decision.selecting.length > MOST_NAMED ? ', …' : ''),
  };
  if (policy.engine === 'none') {
    const cluster = placement.cluster?.name ?? '';
    addStep(state, {
      type,
      effect: 'pass',
      code: 'policy.unplugged',
      params,
      cites: ['D-12', 'NP10'],
      rule: { object: `ManagedCluster/${cluster}`, field: 'networkProfile.networkPolicy' },
    });
    return;
  }
  if (decision.allowed) {
    const code = decision.isolated ? (`policy.${direction}.allowed` as const) : (`policy.${direction}.open` as const);
    if (readsRequest(state, { decision, direction, params })) return;
    addStep(state, { type, effect: 'pass', code, params, cites: decision.cites, rule: decision.rule });
    return;
  }
  addStep(state, {
    type,
    effect: 'drop',
    code: decision.forbidden ? `policy.${direction}.forbidden` : `policy.${direction}.denied`,
    params,
    cites: decision.cites,
    rule: decision.rule,
  });
  stop(state, 'timeout', 'network-policy', decision.rule);
}

interface Reading {
  readonly decision: PolicyDecision;
  readonly direction: 'egress' | 'ingress';
  readonly params: Params;
}

/** Envoy reads the request where a rule asks about it, and answers 403 itself (CIL12, D-20). True when it ends the walk. */
function readsRequest(state: WalkState, { decision, direction, params }: Reading): boolean {
  const { http } = state.packet;
  const [first] = decision.http ?? [];
  if (!http || !first) return false;
  const isPlain = http.scheme === 'http';
  const met = (decision.http ?? []).some(({ rules }) => rules.some((rule) => requestHolds(rule, http)));
  if (isPlain && met) return false;
  const rule = { object: first.object, field: `${first.field}.rules.http` };
  addStep(state, {
    type: direction === 'egress' ? 'egressPolicy' : 'ingressPolicy',
    effect: 'refuse',
    code: isPlain ? 'policy.http.forbidden' : 'policy.http.unreadable',
    params: { ...params, object: rule.object, field: rule.field, host: http.host, path: http.path },
    cites: ['CIL12', 'D-20'],
    rule,
  });
  if (isPlain) state.http = { status: 403, host: http.host, path: http.path };
  stop(state, isPlain ? 'http-403' : 'reset', 'network-policy', rule);
  return true;
}
