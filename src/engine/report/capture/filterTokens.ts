// Words and signs of a capture filter, with their places. Hostile input ends early: at most 200 tokens. Language: pcap-filter(7).

export interface Token {
  readonly type: 'word' | 'number' | 'sign' | 'end';
  /** Signs in one spelling: `and`, `or`, `not` for `&&`, `||`, `!`; `=` for `==`. */
  readonly text: string;
  /** Counted from 1. */
  readonly position: number;
  /** Written with a backslash: a name, never a keyword. */
  readonly escaped?: boolean;
}

export interface FilterProblem {
  /** A word of `filter.*` sentences. */
  readonly problem:
    | 'syntax'
    | 'tooLong'
    | 'tooDeep'
    | 'unknownHost'
    | 'unknownPort'
    | 'badPort'
    | 'badAddress'
    | 'hostBits'
    | 'maskOfHost'
    | 'protocolOfHost'
    | 'qualifierOfPort'
    | 'portOfOther'
    | 'linkLayer'
    | 'divisionByZero'
    | 'dataSize'
    | 'notSimulated';
  readonly position: number;
  readonly token: string;
}

export type Tokens =
  | { readonly ok: true; readonly tokens: readonly Token[] }
  | { readonly ok: false; readonly problem: FilterProblem };

export const MOST_TOKENS = 200;
const MOST_LETTERS = 4096;
const PIECE = /\s+|\\?[A-Za-z0-9](?:[-_.A-Za-z0-9]*[.A-Za-z0-9])?|&&|\|\||<<|>>|<=|>=|==|!=|[-()[\]:/&|!<>=+*%^]/y;
const NUMBER = /^(?:0[xX][0-9A-Fa-f]+|\d+)$/;
const SAME: Readonly<Record<string, string>> = { '&&': 'and', '||': 'or', '!': 'not', '==': '=' };

export function readTokens(text: string): Tokens {
  if (text.length > MOST_LETTERS) return refused('tooLong', MOST_LETTERS, '');
  const tokens: Token[] = [];
  PIECE.lastIndex = 0;
  for (let at = 0; at < text.length; at = PIECE.lastIndex) {
    PIECE.lastIndex = at;
    const piece = PIECE.exec(text)?.[0];
    if (piece === undefined) return refused('syntax', at + 1, text.slice(at, at + 1));
    if (/^\s/.test(piece)) continue;
    if (tokens.length >= MOST_TOKENS) return refused('tooLong', at + 1, piece);
    tokens.push(tokenOf(piece, at + 1));
  }
  tokens.push({ type: 'end', text: '', position: text.length + 1 });
  return { ok: true, tokens };
}

function tokenOf(piece: string, position: number): Token {
  if (piece.startsWith('\\')) return { type: 'word', text: piece.slice(1), position, escaped: true };
  if (NUMBER.test(piece)) return { type: 'number', text: piece, position };
  if (/^[A-Za-z0-9]/.test(piece)) return { type: 'word', text: piece, position };
  const text = Object.hasOwn(SAME, piece) ? (SAME[piece] ?? piece) : piece;
  return { type: text === 'and' || text === 'or' || text === 'not' ? 'word' : 'sign', text, position };
}

function refused(problem: FilterProblem['problem'], position: number, token: string): Tokens {
  return { ok: false, problem: { problem, position, token } };
}
