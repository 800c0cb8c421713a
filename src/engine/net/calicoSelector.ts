// Calico's selector language: parsed once, asked of any set of labels. Rules: CAL11, CAL12, VAL65 (its own error texts).
// Hostile input is normal: at most 1,024 letters, 32 parentheses deep, one pass over the tokens.
import { type SelectorToken, tokenizeSelector } from './calicoTokens.ts';

export type CalicoSelector =
  | { readonly type: 'all' }
  | { readonly type: 'global' }
  | { readonly type: 'has'; readonly key: string }
  | { readonly type: 'compare'; readonly key: string; readonly operator: Comparison; readonly values: readonly string[] }
  | { readonly type: 'not'; readonly of: CalicoSelector }
  | { readonly type: 'and' | 'or'; readonly of: readonly CalicoSelector[] };

type Comparison = '==' | '!=' | 'contains' | 'startsWith' | 'endsWith' | 'in' | 'notIn';

export type SelectorResult =
  | { readonly ok: true; readonly selector: CalicoSelector }
  | { readonly ok: false; readonly error: string };

export const MOST_LETTERS = 1024;
const MOST_DEPTH = 32;

/** What a selector is asked of. */
export interface Labelled {
  label(key: string): string | undefined;
  /** What `all()` means there: in a namespaceSelector, whatever is in a namespace (CAL13). */
  readonly all: boolean;
  readonly global: boolean;
}

/** One parse per text, whoever asks. */
export function parseCalicoSelector(text: string): SelectorResult {
  if (text.length > MOST_LETTERS) return { ok: false, error: `Too long: may not be more than ${MOST_LETTERS} bytes` };
  const tokens = tokenizeSelector(text);
  if (typeof tokens === 'string') return { ok: false, error: tokens };
  if (tokens[0]?.type === 'EOF') return { ok: true, selector: { type: 'all' } };
  const reader: Reader = { tokens, at: 0 };
  const selector = readOr(reader, 0);
  if (typeof selector === 'string') return { ok: false, error: selector };
  if (kindAt(reader) !== 'EOF') return { ok: false, error: `unexpected content at end of selector ${shown(tokenAt(reader))}` };
  return { ok: true, selector };
}

interface Reader {
  readonly tokens: readonly SelectorToken[];
  at: number;
}

/** A text is what went wrong. */
type Read = CalicoSelector | string;

function tokenAt(reader: Reader, ahead = 0): SelectorToken {
  return reader.tokens[Math.min(reader.at + ahead, reader.tokens.length - 1)] ?? { type: 'EOF', value: '' };
}

function kindAt(reader: Reader, ahead = 0): SelectorToken['type'] {
  return tokenAt(reader, ahead).type;
}

/** As Calico prints a token in its errors. */
function shown({ type, value }: SelectorToken): string {
  return `Tok${type}(${value})`;
}

function readOr(reader: Reader, depth: number): Read {
  return readChain(reader, { depth, separator: 'Or', type: 'or', read: readAnd });
}

function readAnd(reader: Reader, depth: number): Read {
  return readChain(reader, { depth, separator: 'And', type: 'and', read: readOperation });
}

interface Chain {
  readonly depth: number;
  readonly separator: SelectorToken['type'];
  readonly type: 'and' | 'or';
  readonly read: (reader: Reader, depth: number) => Read;
}

function readChain(reader: Reader, { depth, separator, type, read }: Chain): Read {
  const parts: CalicoSelector[] = [];
  for (;;) {
    const part = read(reader, depth);
    if (typeof part === 'string') return part;
    parts.push(part);
    if (kindAt(reader) !== separator) return parts.length === 1 ? part : { type, of: parts };
    reader.at++;
  }
}

function readOperation(reader: Reader, depth: number): Read {
  let negated = false;
  for (; kindAt(reader) === 'Not'; reader.at++) negated = !negated;
  const operation = readPlain(reader, depth);
  return typeof operation === 'string' || !negated ? operation : { type: 'not', of: operation };
}

function readPlain(reader: Reader, depth: number): Read {
  const token = tokenAt(reader);
  switch (token.type) {
    case 'Has':
      reader.at++;
      return { type: 'has', key: token.value };
    case 'All':
    case 'Global':
      reader.at++;
      return { type: token.type === 'All' ? 'all' : 'global' };
    case 'Label':
      return readComparison(reader, token.value);
    case 'LParen': {
      if (depth >= MOST_DEPTH) return `nested more than ${MOST_DEPTH} parentheses deep`;
      reader.at++;
      const inner = readOr(reader, depth + 1);
      if (typeof inner === 'string') return inner;
      if (kindAt(reader) !== 'RParen') return 'expected )';
      reader.at++;
      return inner;
    }
    default:
      return `unexpected token: ${shown(token)}`;
  }
}

const COMPARISONS: ReadonlyMap<SelectorToken['type'], Comparison> = new Map([
  ['Eq', '=='],
  ['Ne', '!='],
  ['Contains', 'contains'],
  ['StartsWith', 'startsWith'],
  ['EndsWith', 'endsWith'],
  ['In', 'in'],
  ['NotIn', 'notIn'],
]);

function readComparison(reader: Reader, key: string): Read {
  if (kindAt(reader, 1) === 'EOF') return 'unexpected end of string looking for op';
  const operator = COMPARISONS.get(kindAt(reader, 1));
  if (operator === undefined) return `expected == or != not: ${shown(tokenAt(reader, 1))}`;
  if (operator === 'in' || operator === 'notIn') {
    if (kindAt(reader, 2) !== 'LBrace') return 'expected set literal';
    reader.at += 3;
    const values: string[] = [];
    while (kindAt(reader) === 'StringLiteral') {
      values.push(tokenAt(reader).value);
      reader.at++;
      if (kindAt(reader) !== 'Comma') break;
      reader.at++;
    }
    if (kindAt(reader) !== 'RBrace') return 'expected }';
    reader.at++;
    return { type: 'compare', key, operator, values };
  }
  const value = tokenAt(reader, 2);
  if (value.type !== 'StringLiteral') return 'expected string';
  reader.at += 3;
  return { type: 'compare', key, operator, values: [value.value] };
}

export function calicoSelectorHolds(selector: CalicoSelector, of: Labelled): boolean {
  switch (selector.type) {
    case 'all':
      return of.all;
    case 'global':
      return of.global;
    case 'has':
      return of.label(selector.key) !== undefined;
    case 'not':
      return !calicoSelectorHolds(selector.of, of);
    case 'and':
      return selector.of.every((part) => calicoSelectorHolds(part, of));
    case 'or':
      return selector.of.some((part) => calicoSelectorHolds(part, of));
    case 'compare':
      return compares(selector.operator, of.label(selector.key), selector.values);
  }
}

/** A label that is not there equals nothing: `!=` and `not in` hold (CAL11). */
function compares(operator: Comparison, label: string | undefined, values: readonly string[]): boolean {
  const [value = ''] = values;
  if (label === undefined) return operator === '!=' || operator === 'notIn';
  switch (operator) {
    case '==':
      return label === value;
    case '!=':
      return label !== value;
    case 'contains':
      return label.includes(value);
    case 'startsWith':
      return label.startsWith(value);
    case 'endsWith':
      return label.endsWith(value);
    case 'in':
      return values.includes(label);
    case 'notIn':
      return !values.includes(label);
  }
}
