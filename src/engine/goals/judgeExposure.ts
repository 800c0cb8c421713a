// exposure: allowed flows that no goal needs, held against a bound; the first of them is named. Rules: D-1, NP2.
import { countExposedFlows, listExposedFlows } from '../report/exposure.ts';
import type { Goal, GoalResult } from './goal.ts';
import { listNeeded } from './needed.ts';
import type { World } from './world.ts';

/** More are counted only. */
const MOST_LISTED = 100_000;

export function judgeExposure(
  { dataplane, ...world }: World,
  goal: Extract<Goal, { readonly type: 'exposure' }>,
  goals: readonly Goal[],
): GoalResult {
  const needed = listNeeded({ dataplane, ...world }, goals);
  const open = countExposedFlows(dataplane, needed);
  if (open <= goal.most) return { id: goal.id, pass: true, checked: 1, failed: 0 };
  const [first] = open > MOST_LISTED ? [] : listExposedFlows(dataplane, needed);
  const params = { open, most: goal.most, from: first?.from ?? '–', to: first?.to ?? '–' };
  return { id: goal.id, pass: false, checked: 1, failed: 1, failure: { code: 'goal.exposure', params } };
}
