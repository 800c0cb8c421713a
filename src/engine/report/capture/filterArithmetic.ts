// The arithmetic of filters: `tcp[13] & 2 != 0`, `len > 100`, with C's precedence among its signs. Language: pcap-filter(7).
import type { Arithmetic, Filter, FilterProtocol } from './filter.ts';
import { type Cursor, fail, peek, take, takeWord, within } from './filterCursor.ts';

const RELATIONS: readonly string[] = ['=', '!=', '<', '<=', '>', '>='];
/** From the loosest to the tightest, as the grammar of libpcap lists them. */
const LEVELS: readonly (readonly string[])[] = [
  ['|', '&', '^'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const BINARY: ReadonlySet<string> = new Set(LEVELS.flat());
const INDEXABLE: readonly string[] = ['ether', 'ip', 'tcp', 'udp', 'icmp', 'sctp', 'arp', 'rarp', 'ip6'];

/** Names for fields and values of TCP and ICMP. */
const NAMES: ReadonlyMap<string, number> = new Map([
  ['tcpflags', 13],
  ['tcp-fin', 1],
  ['tcp-syn', 2],
  ['tcp-rst', 4],
  ['tcp-push', 8],
  ['tcp-ack', 16],
  ['tcp-urg', 32],
  ['tcp-ece', 64],
  ['tcp-cwr', 128],
  ['icmptype', 0],
  ['icmpcode', 1],
  ['icmp-echoreply', 0],
  ['icmp-unreach', 3],
  ['icmp-redirect', 5],
  ['icmp-echo', 8],
  ['icmp-timxceed', 11],
]);

/** Does a relation begin at this token? Looks at the sign after it, or after the parenthesis it opens. */
export function isArithmeticAt(cursor: Cursor, at: number): boolean {
  const token = cursor.tokens[at];
  const next = cursor.tokens[at + 1];
  if (!token || !next || token.escaped === true) return false;
  if (token.type === 'sign' && token.text === '-') return true;
  if (token.text === '(') return isOperator(cursor.tokens[closing(cursor, at) + 1]?.text);
  if (token.type === 'word' && INDEXABLE.includes(token.text)) return next.text === '[';
  if (token.text === 'len' || NAMES.has(token.text)) return true;
  // `10.0.0.0/8` and `10/8` are ranges of addresses, not divisions.
  return token.type === 'number' && next.text !== '/' && isOperator(next.text);
}

function isOperator(text: string | undefined): boolean {
  return text !== undefined && (RELATIONS.includes(text) || BINARY.has(text));
}

function closing(cursor: Cursor, open: number): number {
  let depth = 0;
  for (let at = open; at < cursor.tokens.length; at++) {
    const text = cursor.tokens[at]?.text;
    if (text === '(') depth++;
    if (text === ')' && --depth === 0) return at;
  }
  return cursor.tokens.length;
}

export function parseRelation(cursor: Cursor): Filter | undefined {
  const left = parseLevel(cursor, 0);
  if (!left) return undefined;
  const operator = peek(cursor);
  if (!RELATIONS.includes(operator.text)) return syntax(cursor);
  take(cursor);
  const right = parseLevel(cursor, 0);
  return right && { type: 'relation', operator: operator.text, left, right };
}

function parseLevel(cursor: Cursor, level: number): Arithmetic | undefined {
  const signs = LEVELS[level];
  if (!signs) return parseOperand(cursor);
  let left = parseLevel(cursor, level + 1);
  while (left && peek(cursor).type === 'sign' && signs.includes(peek(cursor).text)) {
    const sign = take(cursor);
    const operator = sign.text;
    const right = parseLevel(cursor, level + 1);
    if (!right) return undefined;
    if ((operator === '/' || operator === '%') && right.type === 'number' && right.value === 0) {
      fail(cursor, 'divisionByZero', sign);
      return undefined;
    }
    left = { type: 'binary', operator, left, right };
  }
  return left;
}

function parseOperand(cursor: Cursor): Arithmetic | undefined {
  return within(cursor, () => {
    const token = peek(cursor);
    if (takeWord(cursor, '-')) {
      const value = parseOperand(cursor);
      return value && { type: 'binary', operator: '-', left: { type: 'number', value: 0 }, right: value };
    }
    if (takeWord(cursor, '(')) {
      const value = parseLevel(cursor, 0);
      return value && takeWord(cursor, ')') ? value : syntax(cursor);
    }
    if (takeWord(cursor, 'len')) return { type: 'length' };
    if (token.type === 'number') return { type: 'number', value: numberOf(take(cursor).text) };
    const named = token.escaped === true ? undefined : NAMES.get(token.text);
    if (named !== undefined) {
      take(cursor);
      return { type: 'number', value: named };
    }
    return INDEXABLE.includes(token.text) ? parseBytes(cursor) : syntax(cursor);
  });
}

function parseBytes(cursor: Cursor): Arithmetic | undefined {
  const protocol = take(cursor).text as FilterProtocol;
  if (!takeWord(cursor, '[')) return syntax(cursor);
  const index = parseLevel(cursor, 0);
  if (!index) return undefined;
  let size: 1 | 2 | 4 = 1;
  if (takeWord(cursor, ':')) {
    const token = take(cursor);
    if (token.text !== '1' && token.text !== '2' && token.text !== '4') {
      fail(cursor, 'dataSize', token);
      return undefined;
    }
    size = token.text === '1' ? 1 : token.text === '2' ? 2 : 4;
  }
  return takeWord(cursor, ']') ? { type: 'bytes', protocol, index, size } : syntax(cursor);
}

/** Decimal, 0x hexadecimal, or octal with a leading zero. */
export function numberOf(text: string): number {
  const octal = /^0[0-7]+$/.test(text);
  return Number(octal ? `0o${text.slice(1)}` : text) >>> 0;
}

function syntax(cursor: Cursor): undefined {
  fail(cursor, 'syntax');
  return undefined;
}
