// A place in a filter's tokens: looking ahead, taking, failing once, and never going deeper than 32 levels.
import type { FilterProblem, Token } from './filterTokens.ts';

export interface FilterFailure {
  readonly ok: false;
  readonly problem: FilterProblem;
}

export interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
  /** The first problem met; later ones follow from it. */
  failure?: FilterFailure;
}

export const MOST_DEPTH = 32;
const END: Token = { type: 'end', text: '', position: 0 };

export function openCursor(tokens: readonly Token[]): Cursor {
  return { tokens, at: 0, depth: 0 };
}

export function peek(cursor: Cursor, ahead = 0): Token {
  return cursor.tokens[cursor.at + ahead] ?? cursor.tokens[cursor.tokens.length - 1] ?? END;
}

export function take(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.at++;
  return token;
}

export function isWord(cursor: Cursor, text: string): boolean {
  const token = peek(cursor);
  return token.text === text && token.type !== 'end' && token.escaped !== true;
}

export function takeWord(cursor: Cursor, text: string): boolean {
  if (!isWord(cursor, text)) return false;
  cursor.at++;
  return true;
}

export function fail(cursor: Cursor, problem: FilterProblem['problem'], token: Token = peek(cursor)): FilterFailure {
  cursor.failure ??= { ok: false, problem: { problem, position: token.position, token: token.text } };
  return cursor.failure;
}

/** One level deeper; undefined and a failure below the deepest. */
export function within<T>(cursor: Cursor, parse: () => T | undefined): T | undefined {
  if (cursor.depth >= MOST_DEPTH) {
    fail(cursor, 'tooDeep');
    return undefined;
  }
  cursor.depth++;
  const parsed = parse();
  cursor.depth--;
  return parsed;
}
