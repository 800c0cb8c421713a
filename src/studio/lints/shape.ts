// Traps that stand in the policy itself, whoever it selects: dashes, empty lists, directions, rules apart. Rules: NP12–NP19, NP22, NP25, NP44;
// traps 1–5, 12, 13, 16–18, 23.
import { sameValue } from '../../engine/model/sameValue.ts';
import type { NetworkPolicy } from '../../engine/model/kubernetes.ts';
import { changePolicy, withRules } from '../reader/change.ts';
import { canJoin, DIRECTIONS, typeOf } from '../reader/rows.ts';
import { isEmpty, writePeer, writePort } from '../sentence/writeSentences.ts';
import { type Lint, type LintCase, makeLint, peersOf, rulesOf } from './lint.ts';

export function lintShape(input: LintCase): Lint[] {
  return [lintDashes, lintOpen, lintIgnored, lintApart, lintPorts, lintNamespaces, lintReplies].flatMap((lint) =>
    lint(input.policy),
  );
}

/** Trap 1: two dashes where one was meant. */
function lintDashes(policy: NetworkPolicy): Lint[] {
  return peersOf(policy).flatMap(({ rule, peer, at, direction, index, field }) => {
    const other = (rule.peers ?? []).findIndex((each, place) => place > at && canJoin(peer, each));
    const second = rule.peers?.[other];
    if (!second) return [];
    const repaired = changePolicy(policy, { type: 'joinPeers', direction, rule: index, at, other });
    const params = { first: writePeer(peer), second: writePeer(second) };
    return [makeLint('dash', policy, { severity: 'warning', rules: ['NP22', 'T1'], field, params, repaired })];
  });
}

/** Traps 2 and 3: an empty list of peers is everybody; an empty rule is everything. */
function lintOpen(policy: NetworkPolicy): Lint[] {
  const meansNo = /deny|block|isolat|lock/i.test(policy.metadata.name);
  return rulesOf(policy).flatMap(({ rule, direction, index, field, inForce }) => {
    if ((rule.peers ?? []).length > 0 || !inForce) return [];
    const ports = rule.ports ?? [];
    const params = { policy: policy.metadata.name, ports: ports.map(writePort).join(', '), direction };
    if (meansNo) {
      const repaired = changePolicy(policy, { type: 'removeRule', direction, rule: index });
      return [makeLint('denyAllows', policy, { severity: 'warning', rules: ['NP15', 'NP16', 'T3'], field, params, repaired })];
    }
    // Name servers are often allowed by port alone, wherever they are.
    if (direction === 'egress' && ports.length > 0 && ports.every(({ port }) => port === 53)) return [];
    const [code, cited] = ports.length === 0 ? ['everything', 'NP15'] : ['anyone', 'NP16'];
    return [makeLint(code, policy, { severity: 'info', rules: [cited, ports.length === 0 ? 'T3' : 'T2'], field, params })];
  });
}

/** Trap 5: rules whose direction is not in policyTypes. */
function lintIgnored(policy: NetworkPolicy): Lint[] {
  return DIRECTIONS.flatMap((direction) => {
    const rules = policy.spec[direction] ?? [];
    if (rules.length === 0 || policy.spec.policyTypes.includes(typeOf(direction))) return [];
    const repaired = changePolicy(policy, { type: 'setJudged', direction, judged: true });
    const params = { count: rules.length, type: typeOf(direction), direction };
    return [
      makeLint('ignored', policy, { severity: 'warning', rules: ['NP13', 'T5'], field: 'spec.policyTypes', params, repaired }),
    ];
  });
}

/** Trap 18: peers in one rule, ports in another. */
function lintApart(policy: NetworkPolicy): Lint[] {
  const rules = rulesOf(policy);
  return rules.flatMap((one) => {
    const peers = one.rule.peers ?? [];
    if (peers.length === 0 || (one.rule.ports ?? []).length > 0) return [];
    const other = rules.find(
      ({ direction, rule }) => direction === one.direction && (rule.peers ?? []).length === 0 && (rule.ports ?? []).length > 0,
    );
    if (!other) return [];
    const { direction, index } = one;
    const repaired = changePolicy(policy, { type: 'mergeRules', direction, rule: index, other: other.index });
    const params = {
      peers: peers.map(writePeer).join(' or '),
      ports: (other.rule.ports ?? []).map(writePort).join(', '),
      direction,
    };
    return [makeLint('apart', policy, { severity: 'warning', rules: ['NP19', 'T18'], field: one.field, params, repaired })];
  });
}

/** Traps 16 and 17: half of DNS, and "every port" that is every port of TCP. */
function lintPorts(policy: NetworkPolicy): Lint[] {
  return rulesOf(policy).flatMap(({ rule, direction, index, field }) => {
    const ports = rule.ports ?? [];
    const found: Lint[] = [];
    const any = ports.filter(({ port, protocol }) => port === undefined && protocol === 'TCP');
    if (any.length > 0 && !ports.some(({ port, protocol }) => port === undefined && protocol === 'UDP'))
      found.push(makeLint('tcpOnly', policy, { severity: 'info', rules: ['NP18', 'T17'], field: `${field}.ports`, params: {} }));
    const asked = (protocol: string): boolean => ports.some((each) => each.port === 53 && each.protocol === protocol);
    const lacking = asked('UDP') && !asked('TCP') ? 'TCP' : asked('TCP') && !asked('UDP') ? 'UDP' : undefined;
    const elsewhere = (policy.spec[direction] ?? []).some(
      (each) =>
        each !== rule &&
        sameValue(each.peers, rule.peers) &&
        each.ports?.some(({ port, protocol }) => port === 53 && protocol === lacking),
    );
    if (lacking && !elsewhere) {
      const repaired = changePolicy(policy, { type: 'addPort', direction, rule: index, port: { protocol: lacking, port: 53 } });
      const params = { present: lacking === 'TCP' ? 'UDP' : 'TCP', lacking };
      found.push(
        makeLint('halfDns', policy, {
          severity: 'warning',
          rules: ['NP44', 'T16', 'D-9'],
          field: `${field}.ports`,
          params,
          repaired,
        }),
      );
    }
    return found;
  });
}

/** Traps 12 and 13: every namespace is every pod, not everybody; NotIn takes those without the label as well. */
function lintNamespaces(policy: NetworkPolicy): Lint[] {
  return peersOf(policy).flatMap(({ peer, direction, index, at, rule, field }) => {
    const { namespaceSelector, podSelector } = peer;
    if (!namespaceSelector) return [];
    if (isEmpty(namespaceSelector) && direction === 'ingress' && (!podSelector || isEmpty(podSelector)))
      return [makeLint('allPods', policy, { severity: 'info', rules: ['NP21', 'NP39', 'T12'], field, params: {} })];
    const expressions = namespaceSelector.matchExpressions ?? [];
    const negative = expressions.find(
      ({ key, operator }) => operator === 'NotIn' && !expressions.some((each) => each.key === key && each.operator === 'Exists'),
    );
    if (!negative) return [];
    const matchExpressions = [...expressions, { key: negative.key, operator: 'Exists' as const }];
    const changed = { ...peer, namespaceSelector: { ...namespaceSelector, matchExpressions } };
    const peers = (rule.peers ?? []).map((each, place) => (place === at ? changed : each));
    const rules = (policy.spec[direction] ?? []).map((each, place) => (place === index ? { ...each, peers } : each));
    const params = { key: negative.key, values: (negative.values ?? []).join(', ') };
    return [
      makeLint('notIn', policy, {
        severity: 'info',
        rules: ['NP25', 'T13'],
        field,
        params,
        repaired: withRules(policy, direction, rules),
      }),
    ];
  });
}

/** Trap 23: a rule back for replies, which need none. */
function lintReplies(policy: NetworkPolicy): Lint[] {
  const { ingress = [], egress = [], policyTypes } = policy.spec;
  if (policyTypes.length < 2) return [];
  return egress.flatMap((rule, index) => {
    const peers = rule.peers ?? [];
    const mirrored = ingress.some((each) => peers.length > 0 && sameValue(each.peers, peers) && (rule.ports ?? []).length === 0);
    if (!mirrored) return [];
    const repaired = changePolicy(policy, { type: 'removeRule', direction: 'egress', rule: index });
    const params = { peers: peers.map(writePeer).join(' or ') };
    return [
      makeLint('reply', policy, { severity: 'info', rules: ['NP8', 'T23'], field: `spec.egress[${index}]`, params, repaired }),
    ];
  });
}
