// Traps between policies: name servers shut off, the other end still shut, a "deny" that takes nothing away, ingress shut by the way.
// Verdicts are the engine's. Rules: NP4, NP6, NP7, NP12, NP44, D-3, D-9; traps 4, 6, 7, 20.
import type { PodPlan } from '../../engine/dataplane/plan.ts';
import type { NetworkPolicy, NetworkPolicyPort } from '../../engine/model/kubernetes.ts';
import { listObjects } from '../../engine/model/spec.ts';
import { changePolicy } from '../reader/change.ts';
import { DIRECTIONS, typeOf } from '../reader/rows.ts';
import { isEmpty, writePeer } from '../sentence/writeSentences.ts';
import { NAME_LABEL } from '../sentence/vocabulary.ts';
import { type Lint, type LintCase, makeLint, peersOf } from './lint.ts';
import { firstOfKinds, podsByName } from './planIndex.ts';
import { meantBy, subjectsOf } from './selections.ts';

export function lintEnds(input: LintCase): Lint[] {
  if (input.plan.policyEngine === 'none') return [];
  return [...lintDns(input), ...lintIngressShut(input), ...lintUnion(input), ...lintOtherEnd(input)];
}

/** Kinds of pods looked at for one policy; the rest are alike or too many to name. */
const MOST_KINDS = 5;

function kindsOf({ plan }: LintCase, among: readonly string[]): string[] {
  return firstOfKinds(plan.pods, among, MOST_KINDS);
}

/** The name server of a world that lists none, as the engine calls it. */
const STAND_IN = 'kube-system/coredns';

/** Trap 6: egress is shut and nobody lets them ask for names. */
function lintDns(input: LintCase): Lint[] {
  const { policy, plan, facts } = input;
  if (!policy.spec.policyTypes.includes('Egress')) return [];
  const directory = plan.pods.find(({ namespace, labels }) => namespace === 'kube-system' && labels['k8s-app'] === 'kube-dns');
  const to = directory ? `${directory.namespace}/${directory.name}` : STAND_IN;
  const asks = (from: string, protocol: 'UDP' | 'TCP'): boolean | undefined => facts.allows({ from, to, port: 53, protocol });
  const kinds = kindsOf(input, subjectsOf(input));
  const deaf = kinds.filter((from) => [asks(from, 'UDP'), asks(from, 'TCP')].every((answer) => answer === false));
  if (deaf.length === 0) return [];
  const peer = {
    namespaceSelector: { matchLabels: { [NAME_LABEL]: 'kube-system' } },
    podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
  };
  const ports = [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ] as const;
  const repaired = changePolicy(policy, { type: 'addRule', direction: 'egress', added: { peers: [peer], ports } });
  // Pods that may send nothing at all were perhaps meant to be silent.
  const severity = (policy.spec.egress ?? []).length > 0 ? 'warning' : 'info';
  const params = { pod: deaf[0] ?? '', count: deaf.length };
  return [makeLint('dns', policy, { severity, rules: ['NP44', 'D-9', 'T6'], field: 'spec.egress', params, repaired })];
}

/** Trap 4: rules for what goes out, none for what comes in, and both are judged. */
function lintIngressShut(input: LintCase): Lint[] {
  const { policy, spec } = input;
  const { ingress = [], egress = [], policyTypes } = policy.spec;
  if (policyTypes.length < 2 || ingress.length > 0 || egress.length === 0 || isEmpty(policy.spec.podSelector)) return [];
  const subjects = subjectsOf(input);
  const covered = listObjects(spec, 'NetworkPolicy').some(
    (other) => other !== policy && (other.spec.ingress ?? []).length > 0 && shares(input, other, subjects),
  );
  if (covered || subjects.length === 0) return [];
  const repaired = changePolicy(policy, { type: 'setJudged', direction: 'ingress', judged: false });
  return [
    makeLint('ingressShut', policy, {
      severity: 'warning',
      rules: ['NP12', 'D-3', 'T4'],
      field: 'spec.policyTypes',
      params: {},
      repaired,
    }),
  ];
}

/** Trap 7: a policy that denies, beside another that allows for the same pods. */
function lintUnion(input: LintCase): Lint[] {
  const { policy, spec } = input;
  // The usual default-deny of a whole namespace is meant to be opened by others.
  if (isEmpty(policy.spec.podSelector)) return [];
  return DIRECTIONS.flatMap((direction) => {
    if (!policy.spec.policyTypes.includes(typeOf(direction)) || (policy.spec[direction] ?? []).length > 0) return [];
    const subjects = subjectsOf(input);
    const other = listObjects(spec, 'NetworkPolicy').find(
      (each) =>
        each !== policy &&
        each.spec.policyTypes.includes(typeOf(direction)) &&
        (each.spec[direction] ?? []).length > 0 &&
        shares(input, each, subjects),
    );
    if (!other) return [];
    const params = { other: `${other.metadata.namespace}/${other.metadata.name}`, direction };
    return [makeLint('union', policy, { severity: 'info', rules: ['NP6', 'T7'], field: 'spec', params })];
  });
}

function shares({ facts }: LintCase, other: NetworkPolicy, subjects: readonly string[]): boolean {
  const { namespace } = other.metadata;
  if (!subjects[0]?.startsWith(`${namespace}/`)) return false;
  const theirs = new Set(facts.selects({ selector: other.spec.podSelector, namespace }));
  return subjects.some((name) => theirs.has(name));
}

/** Trap 20: this end is open by its own rule, and still nothing passes: the other end is shut. */
function lintOtherEnd(input: LintCase): Lint[] {
  const { policy, plan, facts } = input;
  const byName = podsByName(plan.pods);
  const [subject] = subjectsOf(input);
  if (subject === undefined) return [];
  return peersOf(policy).flatMap(({ peer, rule, direction, field, inForce }) => {
    const other = inForce ? kindsOf(input, meantBy(input, peer)).find((name) => name !== subject) : undefined;
    if (other === undefined) return [];
    const [from, to] = direction === 'ingress' ? [other, subject] : [subject, other];
    const door = portOf(byName.get(to), rule.ports);
    if (!door || facts.allows({ from, to, ...door }) !== false) return [];
    const params = { from, to, port: `${door.protocol} ${door.port}`, peer: writePeer(peer) };
    const code = direction === 'ingress' ? 'senderShut' : 'receiverShut';
    return [makeLint(code, policy, { severity: 'warning', rules: ['NP4', 'T20'], field, params })];
  });
}

/** A port of the receiver that the rule lets through, by number. */
function portOf(
  receiver: PodPlan | undefined,
  ports: readonly NetworkPolicyPort[] = [],
): { readonly port: number; readonly protocol: 'TCP' | 'UDP' | 'SCTP' } | undefined {
  const own = receiver?.ports ?? [];
  const found = ports.length === 0 ? own[0] : own.find((each) => ports.some((entry) => lets(entry, each)));
  return found && { port: found.port, protocol: found.protocol };
}

function lets({ port, endPort, protocol }: NetworkPolicyPort, door: PodPlan['ports'][number]): boolean {
  if (protocol !== door.protocol) return false;
  if (port === undefined || port === door.port || port === door.name) return true;
  return typeof port === 'number' && endPort !== undefined && door.port >= port && door.port <= endPort;
}
