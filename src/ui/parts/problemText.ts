// A problem of a text in the player's language: by key where the words are ours, else as the API server or the tool says it.
import type { ManifestProblem } from '../../manifest/types.ts';

type Words = (key: string, params?: Readonly<Record<string, string | number>>) => string;

export function problemText({ says, message, code, params }: ManifestProblem, t: Words): string {
  if (says !== undefined) return t(says, params);
  return message === '' ? t(code, params) : message;
}
