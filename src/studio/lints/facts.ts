// What lints ask the engine: whom a selector selects, and whether a pod may write to another. Lints are pure: what is not known yet is noted,
// asked across the worker, and the lints are read again (lintPolicies.ts). There is one evaluator, and it is not here.
import type { PolicyQuery } from '../../engine/api.ts';
import type { FactQuestion } from '../../engine/report/facts.ts';
import type { SelectionQuestion } from '../../engine/report/selection.ts';

export type Question = Extract<FactQuestion, { readonly type: 'selects' | 'allows' }>;

export type Known = Map<string, readonly string[] | boolean>;

export interface Facts {
  /** `ns/name` of pods; nobody as long as it is not known. */
  selects(question: SelectionQuestion): readonly string[];
  /** Undefined as long as it is not known, or where the engine has no answer. */
  allows(query: PolicyQuery): boolean | undefined;
}

export interface Asking extends Facts {
  /** What was asked and is not known, once each. */
  readonly open: ReadonlyMap<string, Question>;
}

/** A namespace of a thousand policies asks no more than this at once. */
const MOST_QUESTIONS = 4000;

export function openFacts(known: Known): Asking {
  const open = new Map<string, Question>();
  const note = (key: string, question: Question): void => {
    if (open.size < MOST_QUESTIONS) open.set(key, question);
  };
  return {
    open,
    selects: (selection) => {
      const key = `selects ${JSON.stringify(selection)}`;
      const answer = known.get(key);
      if (answer === undefined) note(key, { type: 'selects', selection });
      return Array.isArray(answer) ? (answer as readonly string[]) : [];
    },
    allows: (query) => {
      const key = `allows ${JSON.stringify(query)}`;
      const answer = known.get(key);
      if (answer === undefined) note(key, { type: 'allows', query });
      return typeof answer === 'boolean' ? answer : undefined;
    },
  };
}
