// One part of a sentence alone, as a field of the form takes it: who is at the other end, or a port. The same grammar, the same problems.
import type { NetworkPolicyPeer, NetworkPolicyPort } from '../../engine/model/kubernetes.ts';
import { readPeer, readPort } from './parseClauses.ts';
import { type Cursor, problemOf, readLine, type SentenceProblem } from './tokens.ts';

export type ParsedPart<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: SentenceProblem };

const MOST_LETTERS = 1000;

/** `own` is the policy's namespace. */
export function parsePeerText(text: string, own: string): ParsedPart<NetworkPolicyPeer> {
  return parsePart(text, (cursor) => readPeer(cursor, own));
}

export function parsePortText(text: string): ParsedPart<NetworkPolicyPort> {
  // A number alone is meant as TCP, as in YAML.
  return parsePart(/^\s*\d/.test(text) ? `TCP ${text.trim()}` : text, readPort);
}

function parsePart<T>(text: string, read: (cursor: Cursor) => T): ParsedPart<T> {
  try {
    const cursor = readLine(text.slice(0, MOST_LETTERS), 1);
    const value = read(cursor);
    return cursor.atEnd() ? { ok: true, value } : cursor.fail('sentence.end');
  } catch (error) {
    const problem = problemOf(error);
    if (problem) return { ok: false, problem };
    throw error;
  }
}
