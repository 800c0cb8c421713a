// An answer to a level's question, rebuilt strictly: links and saves are hostile.
import { tidyAnswer } from '../engine/edit/answer.ts';
import type { Edit } from '../engine/edit/edit.ts';

const GOAL = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MOST_GOAL = 200;

/** `{goal, answer}`; undefined when it is anything else. Of a save the rest of the record is left aside. */
export function rebuildAnswer(plain: object): Edit | undefined {
  const { goal, answer } = { goal: '', answer: undefined, ...plain } as { readonly goal: unknown; readonly answer: unknown };
  if (typeof goal !== 'string' || typeof answer !== 'string') return undefined;
  if (goal.length > MOST_GOAL || !GOAL.test(goal) || answer !== tidyAnswer(answer)) return undefined;
  return { type: 'answer', goal, answer };
}
