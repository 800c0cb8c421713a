// Tokens of Calico's selector language: one left-to-right pass, no backtracking. Rules: CAL11, VAL65.

export interface SelectorToken {
  readonly type:
    | 'Label'
    | 'StringLiteral'
    | 'LBrace'
    | 'RBrace'
    | 'Comma'
    | 'Eq'
    | 'Ne'
    | 'In'
    | 'Not'
    | 'NotIn'
    | 'Contains'
    | 'StartsWith'
    | 'EndsWith'
    | 'All'
    | 'Has'
    | 'LParen'
    | 'RParen'
    | 'And'
    | 'Or'
    | 'Global'
    | 'EOF';
  readonly value: string;
}

const SINGLE: ReadonlyMap<string, SelectorToken['type']> = new Map([
  ['(', 'LParen'],
  [')', 'RParen'],
  ['{', 'LBrace'],
  ['}', 'RBrace'],
  [',', 'Comma'],
]);
const DOUBLE: ReadonlyMap<string, SelectorToken['type']> = new Map([
  ['==', 'Eq'],
  ['!=', 'Ne'],
  ['&&', 'And'],
  ['||', 'Or'],
]);
/** Read after a label only; elsewhere they are labels themselves. */
const WORDS: readonly (readonly [RegExp, SelectorToken['type']])[] = [
  [/contains/y, 'Contains'],
  [/starts[ \t]*with/y, 'StartsWith'],
  [/ends[ \t]*with/y, 'EndsWith'],
  [/not[ \t]*in/y, 'NotIn'],
  [/in/y, 'In'],
];
const SPACE = /[ \t]*/y;
const NAME = /[\w./-]+/y;
const HAS = /has\([ \t]*/y;
const CALL = /(all|global)\([ \t]*/y;

/** The tokens and an end, or what went wrong. */
export function tokenizeSelector(text: string): SelectorToken[] | string {
  const tokens: SelectorToken[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  for (;;) {
    take(SPACE);
    if (at >= text.length) {
      tokens.push({ type: 'EOF', value: '' });
      return tokens;
    }
    const letter = text[at] ?? '';
    const single = SINGLE.get(letter);
    const double = DOUBLE.get(text.slice(at, at + 2));
    if (single !== undefined) {
      tokens.push({ type: single, value: '' });
      at++;
    } else if (double !== undefined) {
      tokens.push({ type: double, value: '' });
      at += 2;
    } else if (letter === '"' || letter === "'") {
      const end = text.indexOf(letter, at + 1);
      if (end < 0) return 'unterminated string';
      tokens.push({ type: 'StringLiteral', value: text.slice(at + 1, end) });
      at = end + 1;
    } else if (letter === '!') {
      tokens.push({ type: 'Not', value: '' });
      at++;
    } else if (letter === '=' || letter === '&' || letter === '|') {
      return `expected ${letter}${letter}`;
    } else if (tokens.at(-1)?.type === 'Label') {
      const word = WORDS.find(([pattern]) => take(pattern) !== undefined);
      if (!word) return `unexpected characters after label '${tokens.at(-1)?.value ?? ''}', was expecting an operator`;
      tokens.push({ type: word[1], value: '' });
    } else if (take(HAS) !== undefined) {
      const key = take(NAME);
      if (key === undefined) return 'no label name in has( expression';
      take(SPACE);
      if (text[at] !== ')') return "no closing ')' after has(";
      at++;
      tokens.push({ type: 'Has', value: key });
    } else {
      const call = take(CALL);
      if (call !== undefined) {
        const name = call.startsWith('all') ? 'all' : 'global';
        if (text[at] !== ')') return `no closing ')' after ${name}(`;
        at++;
        tokens.push({ type: name === 'all' ? 'All' : 'Global', value: '' });
      } else {
        const name = take(NAME);
        if (name === undefined) return 'unexpected characters';
        tokens.push({ type: 'Label', value: name });
      }
    }
  }
}
