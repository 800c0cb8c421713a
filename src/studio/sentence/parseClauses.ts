// The parts of a policy sentence read back: selectors, peers, ports, ranges of addresses. What the API server would refuse is refused in its
// own words at the column where it stands. Rules: NP20–NP26, NP30–NP33, VAL11–VAL17, VAL22–VAL28.
import type { NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicyRule } from '../../engine/model/kubernetes.ts';
import type { LabelSelector, LabelSelectorRequirement } from '../../engine/model/labels.ts';
import { checkCidr, isStrictSubset, withoutLeadingZeros } from '../../manifest/addresses.ts';
import { checkPort, checkSelector } from '../../manifest/names.ts';
import type { Fail } from '../../manifest/problems.ts';
import type { Cursor } from './tokens.ts';
import { NAME_LABEL, PROTOCOL_WORDS } from './vocabulary.ts';

const MOST_ITEMS = 200;

/** `everything from anyone`, `TCP 80 and UDP 53 to namespace kube-system or addresses 10.0.0.0/8`. */
export function readRule(cursor: Cursor, verb: string, own: string): NetworkPolicyRule {
  const ports = cursor.take('everything') === undefined ? readPorts(cursor) : [];
  const word = verb === 'accept' ? 'from' : 'to';
  if (cursor.take(word) === undefined) cursor.fail('sentence.preposition', { word });
  const peers = cursor.take('anyone', 'anywhere') === undefined ? readPeers(cursor, word, own) : [];
  return { ...(peers.length > 0 ? { peers } : {}), ...(ports.length > 0 ? { ports } : {}) };
}

/** `pods app=db` or `all pods`; undefined when neither stands here. */
export function readPods(cursor: Cursor): LabelSelector | undefined {
  if (cursor.sees('all') && cursor.sees('pods', 1)) {
    cursor.take('all');
    cursor.take('pods');
    return {};
  }
  return cursor.take('pods') === undefined ? undefined : readSelector(cursor);
}

function separated<T>(cursor: Cursor, words: readonly string[], read: () => T): T[] {
  const items = [read()];
  while (cursor.take(...words) !== undefined) {
    if (items.length >= MOST_ITEMS) cursor.fail('sentence.many', { most: MOST_ITEMS });
    items.push(read());
  }
  return items;
}

function readPorts(cursor: Cursor): NetworkPolicyPort[] {
  return separated(cursor, [',', 'and'], () => readPort(cursor));
}

export function readPort(cursor: Cursor): NetworkPolicyPort {
  const any = cursor.take('any') !== undefined;
  const word = cursor.take(...PROTOCOL_WORDS.map((each) => each.toLowerCase()));
  const protocol = PROTOCOL_WORDS.find((each) => each.toLowerCase() === word);
  if (!protocol) return cursor.fail(any ? 'sentence.protocol' : 'sentence.what');
  if (any) {
    cursor.expect('port', 'sentence.anyPort');
    return { protocol };
  }
  const { text, quoted, column } = cursor.name('sentence.port');
  const [, from, to] = quoted ? [] : (/^(\d{1,9})-(\d{1,9})$/.exec(text) ?? []);
  const refused = refuse(cursor, column);
  if (from !== undefined && to !== undefined) {
    checkPort(refused, Number(from), ['port']);
    checkPort(refused, Number(to), ['endPort']);
    if (Number(to) < Number(from)) cursor.fail('sentence.range', { from, to }, column);
    return { protocol, port: Number(from), endPort: Number(to) };
  }
  const port = !quoted && /^\d{1,9}$/.test(text) ? Number(text) : text;
  checkPort(refused, port, ['port']);
  return { protocol, port };
}

function readPeers(cursor: Cursor, word: string, own: string): NetworkPolicyPeer[] {
  return separated(cursor, ['or'], () => {
    // "from a or from b" is said too.
    cursor.take(word);
    return readPeer(cursor, own);
  });
}

export function readPeer(cursor: Cursor, own: string): NetworkPolicyPeer {
  if (cursor.take('addresses') !== undefined) return { ipBlock: readBlock(cursor) };
  const podSelector = readPods(cursor);
  if (!podSelector) {
    const namespaceSelector = readNamespaces(cursor);
    return namespaceSelector ? { namespaceSelector } : cursor.fail('sentence.peer');
  }
  cursor.expect('in', 'sentence.where');
  const same = cursor.take('the') !== undefined;
  if (same || cursor.sees('same')) {
    cursor.expect('same', 'sentence.where');
    cursor.expect('namespace', 'sentence.where');
    return { podSelector };
  }
  const namespaceSelector = readNamespaces(cursor);
  if (namespaceSelector) return { podSelector, namespaceSelector };
  // The bare name of the policy's own namespace is that namespace; of another one, it is that one by its name (NP24).
  const { text } = cursor.name('sentence.where');
  return text === own ? { podSelector } : { podSelector, namespaceSelector: { matchLabels: { [NAME_LABEL]: text } } };
}

function readNamespaces(cursor: Cursor): LabelSelector | undefined {
  if (cursor.sees('all') && cursor.sees('namespaces', 1)) {
    cursor.take('all');
    cursor.take('namespaces');
    return {};
  }
  if (cursor.take('namespaces') !== undefined) return readSelector(cursor);
  if (cursor.take('namespace') === undefined) return undefined;
  const { text, column } = cursor.name('sentence.namespace');
  const selector = { matchLabels: { [NAME_LABEL]: text } };
  checkSelector(refuse(cursor, column), selector, ['namespaceSelector']);
  return selector;
}

function readSelector(cursor: Cursor): LabelSelector {
  const labels = new Map<string, string>();
  const matchExpressions: LabelSelectorRequirement[] = [];
  do {
    const column = cursor.column();
    const found = readRequirement(cursor);
    const label = typeof found === 'object' && 'value' in found ? found : undefined;
    const selector = label ? { matchLabels: { [label.key]: label.value } } : { matchExpressions: [found] };
    checkSelector(refuse(cursor, column), selector, []);
    if (!label) matchExpressions.push(found as LabelSelectorRequirement);
    else if (labels.has(label.key)) cursor.fail('sentence.twice', { key: label.key }, column);
    else labels.set(label.key, label.value);
    if (labels.size + matchExpressions.length > MOST_ITEMS) cursor.fail('sentence.many', { most: MOST_ITEMS });
  } while (cursor.take(',') !== undefined);
  return {
    ...(labels.size > 0 ? { matchLabels: Object.fromEntries(labels) } : {}),
    ...(matchExpressions.length > 0 ? { matchExpressions } : {}),
  };
}

function readRequirement(cursor: Cursor): LabelSelectorRequirement | { readonly key: string; readonly value: string } {
  if (cursor.take('has') !== undefined) return { key: cursor.name('sentence.selector').text, operator: 'Exists' };
  if (cursor.take('lacks', '!') !== undefined) return { key: cursor.name('sentence.selector').text, operator: 'DoesNotExist' };
  const key = cursor.name('sentence.selector').text;
  if (cursor.take('=') !== undefined) {
    cursor.take('=');
    return { key, value: cursor.name('sentence.value').text };
  }
  const negated = cursor.take('not') !== undefined || cursor.sees('notin');
  if (cursor.take('in', 'notin') === undefined || cursor.take('(') === undefined) return cursor.fail('sentence.label', { key });
  const values = separated(cursor, [','], () => cursor.name('sentence.value').text);
  if (cursor.take(')') === undefined) cursor.fail('sentence.bracket');
  return { key, operator: negated ? 'NotIn' : 'In', values };
}

function readBlock(cursor: Cursor): { readonly cidr: string; readonly except?: readonly string[] } {
  const cidr = readRange(cursor);
  if (cursor.take('except') === undefined) return { cidr };
  const except = separated(cursor, [',', 'and'], () => {
    const column = cursor.column();
    const range = readRange(cursor);
    if (!isStrictSubset(range, cidr)) cursor.fail('sentence.except', { except: range, cidr }, column);
    return range;
  });
  return { cidr, except };
}

function readRange(cursor: Cursor): string {
  const { text, column } = cursor.name('sentence.cidr');
  checkCidr(refuse(cursor, column), text, ['cidr']);
  return withoutLeadingZeros(text);
}

/** What the API server would refuse stops the reading; what it would only remark upon passes. */
function refuse(cursor: Cursor, column: number): Fail {
  return ({ severity, text }) => {
    if (severity === 'error') cursor.fail('sentence.refused', { message: text }, column);
  };
}
