// How a judged goal's envelope ended, whatever the goal wanted: it arrived, it was stopped on its way, or it arrived with another sender than
// it should carry. Three shapes on the board, three sentences in the lists. Pure.
import type { GoalResult } from '../engine/goals/goal.ts';
import { selectionOfHop } from './places.ts';

export const GOAL_ENDS = ['arrived', 'stopped', 'stamped'] as const;
export type GoalEnd = (typeof GOAL_ENDS)[number];

export function goalEnd({ pass, trace, failure }: GoalResult): GoalEnd {
  if (trace?.verdict.outcome !== 'delivered') return 'stopped';
  return !pass && failure?.code.startsWith('goal.source') ? 'stamped' : 'arrived';
}

/** Pieces that make a goal fail: what decided, and where its envelope was kept. Others may rest without harm. */
export function guiltyOf(goals: readonly GoalResult[]): ReadonlySet<string> {
  const guilty = new Set<string>();
  for (const { pass, trace, failure, asks } of goals) {
    if (pass || asks) continue;
    const [, service] = /^Service\/(.+)$/.exec(failure?.rule?.object ?? '') ?? [];
    if (service !== undefined) guilty.add(`service:${service}`);
    const last = trace?.hops[trace.hops.length - 1];
    if (last && trace.verdict.outcome !== 'delivered') guilty.add(selectionOfHop(last));
  }
  return guilty;
}

/** Results that say whether something went as it should; of a question nobody wanted anything. */
export function wantedOf(judgement: { readonly goals: readonly GoalResult[] } | undefined): readonly GoalResult[] {
  return (judgement?.goals ?? []).filter(({ asks }) => asks !== true);
}
