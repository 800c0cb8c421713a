// What the badge reader's form can do to a policy, one closed union. Nothing here opens a door by the way: taking away the last peer takes the
// rule away (an empty list would be anyone, NP16), and the last port stays until "every port" is asked for (NP17).
import type { Edit } from '../../engine/edit/edit.ts';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicyRule } from '../../engine/model/kubernetes.ts';
import type { LabelSelector } from '../../engine/model/labels.ts';
import type { Direction } from '../sentence/writeSentences.ts';
import { canJoin, typeOf } from './rows.ts';

interface OfRule {
  readonly direction: Direction;
  readonly rule: number;
}

export type PolicyChange =
  | { readonly type: 'setSubject'; readonly selector: LabelSelector }
  /** Whether this policy judges the direction at all; the last one stays (NP12 would fill in Ingress). */
  | { readonly type: 'setJudged'; readonly direction: Direction; readonly judged: boolean }
  | { readonly type: 'addRule'; readonly direction: Direction; readonly added: NetworkPolicyRule }
  | ({ readonly type: 'removeRule' } & OfRule)
  | ({ readonly type: 'mergeRules'; readonly other: number } & OfRule)
  | ({ readonly type: 'addPeer'; readonly peer: NetworkPolicyPeer } & OfRule)
  | ({ readonly type: 'putPeer'; readonly at: number; readonly peer: NetworkPolicyPeer } & OfRule)
  | ({ readonly type: 'removePeer'; readonly at: number } & OfRule)
  /** One item becomes two: AND becomes OR. */
  | ({ readonly type: 'splitPeer'; readonly at: number } & OfRule)
  /** Two items become one: OR becomes AND. */
  | ({ readonly type: 'joinPeers'; readonly at: number; readonly other: number } & OfRule)
  | ({ readonly type: 'admitAnyone' } & OfRule)
  | ({ readonly type: 'addPort'; readonly port: NetworkPolicyPort } & OfRule)
  | ({ readonly type: 'putPort'; readonly at: number; readonly port: NetworkPolicyPort } & OfRule)
  | ({ readonly type: 'removePort'; readonly at: number } & OfRule)
  | ({ readonly type: 'everyPort' } & OfRule);

/** The same object with `spec` changed; metadata and whatever else it carries stay. A change of what is not there changes nothing. */
export function changePolicy(policy: NetworkPolicy, change: PolicyChange): NetworkPolicy {
  if (change.type === 'setSubject') return { ...policy, spec: { ...policy.spec, podSelector: change.selector } };
  if (change.type === 'setJudged') return setJudged(policy, change.direction, change.judged);
  const { direction } = change;
  const rules = policy.spec[direction] ?? [];
  if (change.type === 'addRule') return withRules(judgedToo(policy, direction), direction, [...rules, change.added]);
  const rule = rules[change.rule];
  if (!rule) return policy;
  if (change.type === 'mergeRules') {
    const other = rules[change.other];
    if (!other || change.other === change.rule) return policy;
    const merged = { ...other, ...rule };
    return withRules(
      policy,
      direction,
      replace(rules, change.rule, merged).filter((_each, at) => at !== change.other),
    );
  }
  const changed = change.type === 'removeRule' ? undefined : changeRule(rule, change);
  if (changed === rule) return policy;
  return withRules(policy, direction, changed ? replace(rules, change.rule, changed) : rules.filter((each) => each !== rule));
}

export function editOf(policy: NetworkPolicy): Edit {
  return { type: 'putObject', resource: policy };
}

type RuleChange = Exclude<PolicyChange, { readonly type: 'setSubject' | 'setJudged' | 'addRule' | 'removeRule' | 'mergeRules' }>;

/** Undefined: the rule goes. */
function changeRule(rule: NetworkPolicyRule, change: RuleChange): NetworkPolicyRule | undefined {
  const { peers = [], ports = [] } = rule;
  switch (change.type) {
    case 'addPeer':
      return { ...rule, peers: [...peers, change.peer] };
    case 'putPeer':
      return peers[change.at] ? { ...rule, peers: replace(peers, change.at, change.peer) } : rule;
    case 'removePeer':
      if (!peers[change.at]) return rule;
      return peers.length === 1 ? undefined : { ...rule, peers: peers.filter((_each, at) => at !== change.at) };
    case 'splitPeer': {
      const { podSelector, namespaceSelector } = peers[change.at] ?? {};
      if (!podSelector || !namespaceSelector) return rule;
      return { ...rule, peers: peers.toSpliced(change.at, 1, { podSelector }, { namespaceSelector }) };
    }
    case 'joinPeers': {
      const [one, two] = [peers[change.at], peers[change.other]];
      if (!one || !two || one === two || !canJoin(one, two)) return rule;
      const joined = { ...one, ...two };
      return { ...rule, peers: replace(peers, change.at, joined).filter((_each, at) => at !== change.other) };
    }
    case 'admitAnyone': {
      const { peers: _peers, ...rest } = rule;
      return rest;
    }
    case 'addPort':
      return { ...rule, ports: [...ports, change.port] };
    case 'putPort':
      return ports[change.at] ? { ...rule, ports: replace(ports, change.at, change.port) } : rule;
    case 'removePort':
      if (!ports[change.at] || ports.length === 1) return rule;
      return { ...rule, ports: ports.filter((_each, at) => at !== change.at) };
    default: {
      const { ports: _ports, ...rest } = rule;
      return rest;
    }
  }
}

function replace<T>(items: readonly T[], at: number, item: T): T[] {
  return items.map((each, index) => (index === at ? item : each));
}

function setJudged(policy: NetworkPolicy, direction: Direction, judged: boolean): NetworkPolicy {
  if (judged) return judgedToo(policy, direction);
  const policyTypes = policy.spec.policyTypes.filter((each) => each !== typeOf(direction));
  return policyTypes.length === 0 ? policy : { ...policy, spec: { ...policy.spec, policyTypes } };
}

function judgedToo(policy: NetworkPolicy, direction: Direction): NetworkPolicy {
  const { policyTypes } = policy.spec;
  if (policyTypes.includes(typeOf(direction))) return policy;
  const both = (['Ingress', 'Egress'] as const).filter((each) => each === typeOf(direction) || policyTypes.includes(each));
  return { ...policy, spec: { ...policy.spec, policyTypes: both } };
}

/** No rules at all are no field, as the reader of manifests has it. */
export function withRules(policy: NetworkPolicy, direction: Direction, rules: readonly NetworkPolicyRule[]): NetworkPolicy {
  const { [direction]: _rules, ...spec } = policy.spec;
  return { ...policy, spec: rules.length > 0 ? { ...spec, [direction]: rules } : spec };
}
