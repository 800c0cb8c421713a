// Traps of who is meant: a policy that selects nobody, labels with a slip, peers of another namespace, namespaces by a label they do not have,
// pods on their node's network. Rules: NP1, NP11, NP20, NP24, NP25, NP38; traps 9–11, 21.
import type { NetworkPolicy, NetworkPolicyPeer } from '../../engine/model/kubernetes.ts';
import type { LabelSelector, Labels } from '../../engine/model/labels.ts';
import { listObjects } from '../../engine/model/spec.ts';
import { nearestWord } from '../../manifest/nearest.ts';
import { changePolicy } from '../reader/change.ts';
import { isEmpty, writePeer, writeSelector } from '../sentence/writeSentences.ts';
import { NAME_LABEL } from '../sentence/vocabulary.ts';
import { type Lint, type LintCase, type LintedPeer, makeLint, peersOf } from './lint.ts';
import { labelsWorn } from './planIndex.ts';

export function lintSelections(input: LintCase): Lint[] {
  return [...lintSubject(input), ...lintHostNetwork(input), ...peersOf(input.policy).flatMap((peer) => lintPeer(input, peer))];
}

export function subjectsOf({ policy, facts }: LintCase): readonly string[] {
  return facts.selects({ selector: policy.spec.podSelector, namespace: policy.metadata.namespace });
}

/** Pods that a peer means; an `ipBlock` means none. */
export function meantBy({ policy, facts }: LintCase, peer: NetworkPolicyPeer): readonly string[] {
  if (peer.ipBlock) return [];
  const { podSelector = {}, namespaceSelector } = peer;
  const where = namespaceSelector ? { namespaceSelector } : { namespace: policy.metadata.namespace };
  return facts.selects({ selector: podSelector, ...where });
}

function lintSubject(input: LintCase): Lint[] {
  const { policy, facts, plan } = input;
  const { podSelector } = policy.spec;
  const { namespace } = policy.metadata;
  if (subjectsOf(input).length > 0) return [];
  const selector = writeSelector(podSelector);
  const common = { severity: 'warning', field: 'spec.podSelector' } as const;
  if (isEmpty(podSelector))
    return [makeLint('emptyNamespace', policy, { ...common, severity: 'info', rules: ['NP11'], params: { namespace } })];
  const away = spacesOf(facts.selects({ selector: podSelector }));
  if (away.length > 0) {
    const params = { selector, namespace, others: away.join(', ') };
    const [only] = away;
    const moved = { ...policy, metadata: { ...policy.metadata, namespace: only ?? namespace } };
    const ref = { kind: policy.kind, namespace, name: policy.metadata.name };
    const lint = makeLint('elsewhere', policy, { ...common, rules: ['NP11', 'T11'], params, repaired: moved });
    if (away.length > 1 || !lint.fix) {
      const { fix: _fix, ...plain } = lint;
      return [plain];
    }
    return [{ ...lint, fix: [{ type: 'removeObject', ref }, ...lint.fix] }];
  }
  const labels = plan.pods.filter((pod) => pod.namespace === namespace).map((pod) => pod.labels);
  const meant = mend(podSelector, labels, (selected) => facts.selects({ selector: selected, namespace }).length > 0);
  if (!meant) return [makeLint('nobody', policy, { ...common, rules: ['NP11'], params: { selector, namespace } })];
  const params = { selector, namespace, meant: writeSelector(meant) };
  const repaired = changePolicy(policy, { type: 'setSubject', selector: meant });
  return [makeLint('slip', policy, { ...common, rules: ['NP11', 'NP25'], params, repaired })];
}

/** Trap 21: pods on their node's network are never subjects. */
function lintHostNetwork({ policy, plan, facts }: LintCase): Lint[] {
  const { podSelector } = policy.spec;
  const { namespace } = policy.metadata;
  // By the labels alone, whatever network the pod is on.
  const named = isEmpty(podSelector) ? undefined : new Set(facts.selects({ selector: podSelector, namespace, by: 'service' }));
  const hosts = plan.pods
    .filter((pod) => pod.hostNetwork && pod.namespace === namespace && (named?.has(`${namespace}/${pod.name}`) ?? true))
    .map(({ name }) => name);
  if (hosts.length === 0) return [];
  const params = { pods: hosts.slice(0, 5).join(', '), count: hosts.length };
  return [
    makeLint('hostNetwork', policy, { severity: 'info', rules: ['NP1', 'NP38', 'T21'], field: 'spec.podSelector', params }),
  ];
}

function lintPeer(input: LintCase, linted: LintedPeer): Lint[] {
  const { policy, facts } = input;
  const { peer, field, direction, index: rule, at } = linted;
  if (peer.ipBlock || meantBy(input, peer).length > 0) return [];
  const { namespace } = policy.metadata;
  const put = (changed: NetworkPolicyPeer): NetworkPolicy =>
    changePolicy(policy, { type: 'putPeer', direction, rule, at, peer: changed });
  const said = { peer: writePeer(peer), namespace };
  if (!peer.namespaceSelector) {
    const away = spacesOf(facts.selects({ selector: peer.podSelector ?? {} }));
    if (away.length > 0 && !isEmpty(peer.podSelector ?? {})) {
      const only = away.length === 1 ? away[0] : undefined;
      const params = { ...said, others: away.join(', ') };
      const repaired = only === undefined ? undefined : put({ ...peer, namespaceSelector: byName(only) });
      return [makeLint('peerElsewhere', policy, { severity: 'warning', rules: ['NP20', 'T10'], field, params, repaired })];
    }
  }
  const spaces = namespaceLabels(input);
  const named = peer.namespaceSelector && nameOfLabel(peer.namespaceSelector, spaces);
  if (named !== undefined) {
    const params = { ...said, name: named };
    const repaired = put({ ...peer, namespaceSelector: byName(named) });
    return [makeLint('nameLabel', policy, { severity: 'warning', rules: ['NP24', 'T9'], field, params, repaired })];
  }
  const meant = mendPeer(input, peer, spaces);
  const details = { severity: 'warning', field } as const;
  if (!meant) return [makeLint('peerNobody', policy, { ...details, rules: ['NP20', 'NP21'], params: said })];
  const params = { ...said, meant: writePeer(meant) };
  return [makeLint('peerSlip', policy, { ...details, rules: ['NP25'], params, repaired: put(meant) })];
}

function byName(name: string): LabelSelector {
  return { matchLabels: { [NAME_LABEL]: name } };
}

/** Trap 9: `name: pay`, where the label of the control plane was meant. */
function nameOfLabel({ matchLabels = {} }: LabelSelector, spaces: ReadonlyMap<string, Labels>): string | undefined {
  const keys = Object.keys(matchLabels);
  const [key] = keys;
  const value = key === undefined ? undefined : matchLabels[key];
  const worn = [...spaces.values()].some((labels) => key !== undefined && labels[key] === value);
  return keys.length === 1 && key !== NAME_LABEL && !worn && value !== undefined && spaces.has(value) ? value : undefined;
}

function mendPeer(input: LintCase, peer: NetworkPolicyPeer, spaces: ReadonlyMap<string, Labels>): NetworkPolicyPeer | undefined {
  const holds = (changed: NetworkPolicyPeer): boolean => meantBy(input, changed).length > 0;
  const { podSelector, namespaceSelector } = peer;
  const pods = labelsWorn(input.plan.pods);
  const ofPods = podSelector && mend(podSelector, pods, (selector) => holds({ ...peer, podSelector: selector }));
  if (ofPods) return { ...peer, podSelector: ofPods };
  const ofSpaces =
    namespaceSelector &&
    mend(namespaceSelector, [...spaces.values()], (selector) => holds({ ...peer, namespaceSelector: selector }));
  return ofSpaces ? { ...peer, namespaceSelector: ofSpaces } : undefined;
}

/** One label spelled as somebody wears it, such that somebody is selected: the engine is asked, never the labels. */
function mend(
  selector: LabelSelector,
  worn: readonly Labels[],
  holds: (selector: LabelSelector) => boolean,
): LabelSelector | undefined {
  const labels = selector.matchLabels ?? {};
  const tries = Object.entries(labels).flatMap(([key, value]): LabelSelector[] => {
    const { [key]: _slip, ...others } = labels;
    const values = new Set(worn.flatMap((each) => each[key] ?? []));
    const keys = new Set(worn.flatMap((each) => Object.keys(each).filter((other) => each[other] === value)));
    const [near, nearKey] = [nearestWord(value, values), nearestWord(key, keys)];
    return [
      ...(near !== undefined && near !== value ? [{ ...selector, matchLabels: { ...labels, [key]: near } }] : []),
      ...(nearKey !== undefined && nearKey !== key ? [{ ...selector, matchLabels: { ...others, [nearKey]: value } }] : []),
    ];
  });
  // Every one is asked about, so that one round of questions is enough.
  return tries.filter(holds)[0];
}

const spacesOfPlan = new WeakMap<
  LintCase['plan'],
  { readonly spec: LintCase['spec']; readonly labels: ReadonlyMap<string, Labels> }
>();

/** Namespaces and their labels; one that is used and not declared carries its name alone (NP24). */
function namespaceLabels({ spec, plan }: LintCase): ReadonlyMap<string, Labels> {
  const known = spacesOfPlan.get(plan);
  if (known?.spec === spec) return known.labels;
  const found = new Map<string, Labels>(plan.pods.map(({ namespace }) => [namespace, { [NAME_LABEL]: namespace }]));
  for (const { metadata } of listObjects(spec, 'Namespace'))
    found.set(metadata.name, { ...metadata.labels, [NAME_LABEL]: metadata.name });
  spacesOfPlan.set(plan, { spec, labels: found });
  return found;
}

function spacesOf(pods: readonly string[]): string[] {
  return [...new Set(pods.map((name) => name.split('/')[0] ?? ''))];
}
