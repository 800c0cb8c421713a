// Many small questions at once: what lints of a hundred policies want to know crosses a worker in one piece. Rules: NP1, NP4, NP11, NP20–NP25.
import type { Dataplane } from '../dataplane/dataplane.ts';
import type { ObjectRef } from '../model/spec.ts';
import { listSelected, listSelection, type SelectionQuestion } from './selection.ts';
import { type PolicyQuestion, queryPolicy } from './serviceQueries.ts';

export type FactQuestion =
  | { readonly type: 'selects'; readonly selection: SelectionQuestion }
  | { readonly type: 'selectedBy'; readonly ref: ObjectRef }
  | { readonly type: 'allows'; readonly query: PolicyQuestion };

/** Pods by `ns/name`, or whether policies let it through; nobody where there is no answer. */
export type Fact = readonly string[] | boolean;

const MOST_QUESTIONS = 20_000;

export function answerFacts(dataplane: Dataplane, questions: readonly FactQuestion[]): Fact[] {
  return questions.slice(0, MOST_QUESTIONS).map((question): Fact => {
    if (question.type === 'selects') return listSelection(dataplane, question.selection);
    if (question.type === 'selectedBy') return listSelected(dataplane, question.ref);
    const answer = queryPolicy(dataplane, question.query);
    return answer.ok ? answer.value === 'allowed' : [];
  });
}
