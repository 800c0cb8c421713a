// One line of a policy sentence as tokens with their columns, and a cursor over them. A problem is a code and a column; words/ has the sentence.
import { isKept } from './vocabulary.ts';

export interface SentenceProblem {
  /** Key of words/: `sentence.verb` … */
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

interface Token {
  readonly text: string;
  readonly quoted: boolean;
  readonly column: number;
}

/** Thrown to stop reading at the first thing that is not understood; caught by parseSentences alone. */
export function notUnderstood(problem: SentenceProblem): Error {
  return new Error('not understood', { cause: problem });
}

/** What stopped the reading; undefined for any other error. */
export function problemOf(error: unknown): SentenceProblem | undefined {
  return error instanceof Error && error.message === 'not understood' ? (error.cause as SentenceProblem) : undefined;
}

export interface Cursor {
  /** Reads the word if it stands here; never one in quotes. */
  take(...words: readonly string[]): string | undefined;
  /** Is this the next word, `ahead` places on? */
  sees(word: string, ahead?: number): boolean;
  /** A name, in quotes or not; refused with `code` where none stands. */
  name(code: string): { readonly text: string; readonly quoted: boolean; readonly column: number };
  expect(word: string, code: string): void;
  fail(code: string, params?: SentenceProblem['params'], column?: number): never;
  readonly atEnd: () => boolean;
  readonly column: () => number;
}

const TOKEN = /\s*(?:"([^"]*)"|([A-Za-z0-9._/:*-]+)|([=,()!]))/y;

export function readLine(text: string, line: number): Cursor {
  const tokens = tokenize(text, line);
  let at = 0;
  const isWord = (token: Token | undefined, word: string): boolean =>
    token !== undefined && !token.quoted && token.text.toLowerCase() === word;
  const column = (): number => tokens[at]?.column ?? text.trimEnd().length + 1;
  const fail: Cursor['fail'] = (code, params = {}, where = column()) => {
    throw notUnderstood({ code, params, line, column: where });
  };
  return {
    take: (...words) => {
      const found = words.find((word) => isWord(tokens[at], word));
      if (found !== undefined) at++;
      return found;
    },
    sees: (word, ahead = 0) => isWord(tokens[at + ahead], word),
    name: (code) => {
      const token = tokens[at];
      if (!token || (!token.quoted && (isKept(token.text) || /^[=,()!]$/.test(token.text)))) return fail(code);
      at++;
      return token;
    },
    expect: (word, code) => {
      if (!isWord(tokens[at], word)) fail(code);
      at++;
    },
    fail,
    atEnd: () => at >= tokens.length,
    column,
  };
}

function tokenize(text: string, line: number): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  let end = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    end = TOKEN.lastIndex;
    const value = match[1] ?? match[2] ?? match[3] ?? '';
    const quoted = match[1] !== undefined;
    tokens.push({ text: value, quoted, column: end - value.length - (quoted ? 1 : 0) + (quoted ? 0 : 1) });
  }
  const rest = text.slice(end);
  if (rest.trim() !== '') {
    const column = end + rest.length - rest.trimStart().length + 1;
    const code = rest.trimStart().startsWith('"') ? 'sentence.quote' : 'sentence.letter';
    throw notUnderstood({ code, params: { letter: rest.trim()[0] ?? '' }, line, column });
  }
  return tokens;
}
