// tcpdump's filter language → a tree. `and` and `or` bind alike, from the left; `not` binds tighter; an id alone takes the qualifiers of the one
// before it (`host a or b`). Language: pcap-filter(7). At most 200 tokens and 32 levels.
import { type Filter, type FilterDirection, type FilterProtocol } from './filter.ts';
import { isArithmeticAt, parseRelation } from './filterArithmetic.ts';
import { type Cursor, type FilterFailure, fail, isWord, openCursor, peek, take, takeWord, within } from './filterCursor.ts';
import { type Kind, primitiveOf, type Qualifiers } from './filterPrimitives.ts';
import { readTokens, type Token } from './filterTokens.ts';

export type ParsedFilter = { readonly ok: true; readonly filter: Filter } | FilterFailure;

/** What was parsed, and the qualifiers that an id after it inherits. */
interface Parsed {
  readonly filter: Filter;
  readonly qualifiers?: Qualifiers;
}

const PROTOCOLS: readonly string[] = ['ether', 'ip', 'tcp', 'udp', 'icmp', 'sctp', 'arp', 'rarp', 'ip6'];
const KINDS: readonly string[] = ['host', 'net', 'port', 'portrange', 'proto'];
/** Of links and protocols that this network does not have. */
const NOT_SIMULATED: readonly string[] = (
  'gateway broadcast multicast vlan mpls pppoes wlan inbound outbound ifname protochain ' +
  'icmp6 igmp esp ah pim vrrp type subtype geneve stp lat decnet link fddi tr'
).split(' ');

/** An empty filter passes everything. */
export function parseFilter(text: string): ParsedFilter {
  const read = readTokens(text);
  if (!read.ok) return read;
  const cursor = openCursor(read.tokens);
  if (peek(cursor).type === 'end') return { ok: true, filter: { type: 'all' } };
  const parsed = parseExpression(cursor);
  if (!parsed) return cursor.failure ?? fail(cursor, 'syntax');
  return peek(cursor).type === 'end' ? { ok: true, filter: parsed.filter } : fail(cursor, 'syntax');
}

/** `before`: what an id would take on if it stood here. */
function parseExpression(cursor: Cursor, before?: Qualifiers): Parsed | undefined {
  return within(cursor, () => {
    let left = parseTerm(cursor, before);
    while (left && (isWord(cursor, 'and') || isWord(cursor, 'or'))) {
      const type = take(cursor).text === 'and' ? 'and' : 'or';
      const right = startsId(cursor) ? parseInherited(cursor, left.qualifiers) : parseTerm(cursor, left.qualifiers);
      if (!right) return undefined;
      left = { ...right, filter: { type, left: left.filter, right: right.filter } };
    }
    return left;
  });
}

function parseTerm(cursor: Cursor, before: Qualifiers | undefined): Parsed | undefined {
  return within(cursor, () => {
    if (takeWord(cursor, 'not')) {
      const inner = parseTerm(cursor, before);
      return inner && { ...inner, filter: { type: 'not', inner: inner.filter } };
    }
    if (isArithmeticAt(cursor, cursor.at)) {
      const filter = parseRelation(cursor);
      return filter && { filter };
    }
    if (isWord(cursor, '(')) {
      take(cursor);
      const inner = parseExpression(cursor, before);
      // What stands in parentheses gives nothing on: after them counts what stood before them.
      return inner && takeWord(cursor, ')')
        ? { filter: inner.filter, ...(before ? { qualifiers: before } : {}) }
        : syntax(cursor);
    }
    return parsePrimitive(cursor);
  });
}

function parsePrimitive(cursor: Cursor): Parsed | undefined {
  const first = peek(cursor);
  if (isWord(cursor, 'less') || isWord(cursor, 'greater')) return parseLength(cursor);
  if (first.type === 'word' && first.escaped !== true && NOT_SIMULATED.includes(first.text)) {
    fail(cursor, 'notSimulated');
    return undefined;
  }
  const protocol = takeOneOf(cursor, PROTOCOLS) as FilterProtocol | undefined;
  const direction = parseDirection(cursor);
  const kind = takeOneOf(cursor, KINDS) as Kind | undefined;
  if (cursor.failure) return undefined;
  if (direction === undefined && kind === undefined) {
    if (protocol === 'ether') fail(cursor, 'linkLayer', first);
    return protocol === undefined || protocol === 'ether' ? syntax(cursor) : { filter: primitiveOfProtocol(protocol) };
  }
  const qualifiers: Qualifiers = {
    kind: kind ?? 'host',
    direction: direction ?? 'either',
    ...(protocol === undefined ? {} : { protocol }),
  };
  return parseId(cursor, qualifiers);
}

function primitiveOfProtocol(protocol: FilterProtocol): Filter {
  return protocol === 'arp' || protocol === 'rarp' || protocol === 'ip6' || protocol === 'sctp'
    ? { type: 'none' }
    : { type: 'protocol', protocol };
}

/** `less` and `greater` include the number itself. */
function parseLength(cursor: Cursor): Parsed | undefined {
  const operator = take(cursor).text === 'less' ? '<=' : '>=';
  const number = peek(cursor);
  if (number.type !== 'number') return syntax(cursor);
  take(cursor);
  return {
    filter: { type: 'relation', operator, left: { type: 'length' }, right: { type: 'number', value: Number(number.text) >>> 0 } },
  };
}

/** `src`, `dst`, `src or dst`, `src and dst`; the words that follow decide whether the `or` belongs to it. */
function parseDirection(cursor: Cursor): FilterDirection | undefined {
  const first = takeOneOf(cursor, ['src', 'dst']);
  if (first === undefined) return undefined;
  const joint = peek(cursor);
  const second = peek(cursor, 1);
  if (
    (joint.text === 'or' || joint.text === 'and') &&
    second.type === 'word' &&
    (second.text === 'src' || second.text === 'dst')
  ) {
    take(cursor);
    take(cursor);
    if (second.text === first) return first;
    return joint.text === 'or' ? 'either' : 'both';
  }
  return first === 'src' ? 'src' : 'dst';
}

/** An id, `not` id, or ids in parentheses: all under the same qualifiers. */
function parseId(cursor: Cursor, qualifiers: Qualifiers): Parsed | undefined {
  return within(cursor, () => {
    if (takeWord(cursor, 'not')) {
      const inner = parseId(cursor, qualifiers);
      return inner && { ...inner, filter: { type: 'not', inner: inner.filter } };
    }
    if (takeWord(cursor, '(')) {
      const inner = parseIds(cursor, qualifiers);
      return inner && takeWord(cursor, ')') ? inner : syntax(cursor);
    }
    const filter = primitiveOf(cursor, qualifiers);
    return filter && { filter, qualifiers };
  });
}

function parseIds(cursor: Cursor, qualifiers: Qualifiers): Parsed | undefined {
  let left = parseId(cursor, qualifiers);
  while (left && (isWord(cursor, 'and') || isWord(cursor, 'or'))) {
    const type = take(cursor).text === 'and' ? 'and' : 'or';
    const right = parseId(cursor, qualifiers);
    if (!right) return undefined;
    left = { filter: { type, left: left.filter, right: right.filter }, qualifiers };
  }
  return left;
}

function parseInherited(cursor: Cursor, qualifiers: Qualifiers | undefined): Parsed | undefined {
  return qualifiers ? parseId(cursor, qualifiers) : syntax(cursor);
}

/** Does an id stand here, rather than a primitive of its own? Looks through `not` and parentheses. */
function startsId(cursor: Cursor): boolean {
  let ahead = 0;
  for (;;) {
    if (isArithmeticAt(cursor, cursor.at + ahead)) return false;
    const token = peek(cursor, ahead);
    if (token.text !== 'not' && token.text !== '(') return isIdToken(token);
    if (token.escaped === true) return true;
    ahead++;
  }
}

const KEYWORDS: ReadonlySet<string> = new Set([
  ...PROTOCOLS,
  ...KINDS,
  ...NOT_SIMULATED,
  'src',
  'dst',
  'less',
  'greater',
  'len',
  'and',
  'or',
  'not',
  'mask',
]);

function isIdToken(token: Token): boolean {
  return token.type === 'number' || (token.type === 'word' && (token.escaped === true || !KEYWORDS.has(token.text)));
}

function takeOneOf(cursor: Cursor, words: readonly string[]): string | undefined {
  const token = peek(cursor);
  if (token.type !== 'word' || token.escaped === true || !words.includes(token.text)) return undefined;
  return take(cursor).text;
}

function syntax(cursor: Cursor): undefined {
  if (!cursor.failure) fail(cursor, 'syntax');
  return undefined;
}
