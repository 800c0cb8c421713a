// A NetworkPolicy as sentences, one a rule: "pods app=db in data accept TCP 5432 from pods app=shop in namespaces team=shop".
// parseSentences reads every one of them back. Rules: NP11–NP24, NP26, NP30–NP33.
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicyRule } from '../../engine/model/kubernetes.ts';
import type { LabelSelector, LabelSelectorRequirement } from '../../engine/model/labels.ts';
import { NAME_LABEL, spellName } from './vocabulary.ts';

export type Direction = 'ingress' | 'egress';

/** With its name first; what follows is the whole of `spec`. Labels and annotations of the object are not said. */
export function writePolicySentences(policy: NetworkPolicy): string {
  return [`policy ${spellName(policy.metadata.name)}`, ...listSentences(policy).map(({ text }) => text)].join('\n') + '\n';
}

export interface Sentence {
  readonly direction: Direction;
  /** Place in `spec.ingress` or `spec.egress`; absent: the direction has no rule at all. */
  readonly rule?: number;
  readonly text: string;
}

export function listSentences(policy: NetworkPolicy): Sentence[] {
  return [...sentencesOf(policy, 'ingress'), ...sentencesOf(policy, 'egress')];
}

function sentencesOf({ metadata, spec }: NetworkPolicy, direction: Direction): Sentence[] {
  const subject = `${writePods(spec.podSelector)} in ${spellName(metadata.namespace)}`;
  const verb = direction === 'ingress' ? 'accept' : 'send';
  const rules = spec[direction] ?? [];
  const inForce = spec.policyTypes.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  if (rules.length === 0) return inForce ? [{ direction, text: `${subject} ${verb} nothing` }] : [];
  // Rules whose direction is not listed are kept by the API server and do nothing (NP13).
  const mark = inForce ? '' : 'ignored: ';
  return rules.map((rule, index) => ({
    direction,
    rule: index,
    text: `${mark}${subject} ${verb} ${writeRule(rule, direction)}`,
  }));
}

function writeRule({ peers = [], ports = [] }: NetworkPolicyRule, direction: Direction): string {
  const what = ports.length === 0 ? 'everything' : listed(ports.map(writePort));
  const nobody = direction === 'ingress' ? 'anyone' : 'anywhere';
  const who = peers.length === 0 ? nobody : peers.map(writePeer).join(' or ');
  return `${what} ${direction === 'ingress' ? 'from' : 'to'} ${who}`;
}

export function writePort({ protocol, port, endPort }: NetworkPolicyPort): string {
  if (port === undefined) return `any ${protocol} port`;
  if (endPort !== undefined) return `${protocol} ${port}-${endPort}`;
  return `${protocol} ${typeof port === 'number' ? port : spellName(port)}`;
}

export function writePeer({ podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer): string {
  if (ipBlock) {
    const except = ipBlock.except ?? [];
    return `addresses ${ipBlock.cidr}${except.length === 0 ? '' : ` except ${listed(except)}`}`;
  }
  if (!podSelector) return writeNamespaces(namespaceSelector ?? {});
  const where = namespaceSelector ? writeNamespaces(namespaceSelector) : 'the same namespace';
  return `${writePods(podSelector)} in ${where}`;
}

function writePods(selector: LabelSelector): string {
  return isEmpty(selector) ? 'all pods' : `pods ${writeSelector(selector)}`;
}

function writeNamespaces(selector: LabelSelector): string {
  if (isEmpty(selector)) return 'all namespaces';
  const [only, ...more] = Object.entries(selector.matchLabels ?? {});
  const named = more.length === 0 && only?.[0] === NAME_LABEL && (selector.matchExpressions ?? []).length === 0;
  return named ? `namespace ${spellName(only[1])}` : `namespaces ${writeSelector(selector)}`;
}

export function isEmpty({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

export function writeSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const labels = Object.entries(matchLabels).map(([key, value]) => `${spellName(key)}=${value === '' ? '""' : spellName(value)}`);
  return [...labels, ...matchExpressions.map(writeExpression)].join(', ');
}

function writeExpression({ key, operator, values = [] }: LabelSelectorRequirement): string {
  const name = spellName(key);
  if (operator === 'Exists') return `has ${name}`;
  if (operator === 'DoesNotExist') return `lacks ${name}`;
  return `${name} ${operator === 'In' ? 'in' : 'not in'} (${values.map(spellName).join(', ')})`;
}

/** `a`, `a and b`, `a, b and c`. */
function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}
