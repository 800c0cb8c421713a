// load: the plan of a level run to its end; what fails for good counts, what failed most is named. Bounded: a plan that is too much is not judged.
// Rules: B-21, E-10…E-13, S22, S23.
import { type LoadRun, openRun, resultOf, stepRun } from '../report/load/run.ts';
import type { Ending } from '../report/load/tally.ts';
import type { Goal, GoalResult } from './goal.ts';
import type { World } from './world.ts';

/** Events of one run: a few seconds' worth, since every edit is judged anew. */
const MOST_EVENTS = 5_000_000;
const SLICE = 500_000;

/** A division of ports that Azure does not accept never comes into force (E-10). */
const REFUSED = 'InvalidLoadBalancerProfileAllocatedOutboundPorts';

export function judgeLoad(world: World, goal: Extract<Goal, { readonly type: 'load' }>): GoalResult {
  const refused = world.dataplane.diagnostics.find(({ code }) => code === REFUSED);
  if (refused)
    return { id: goal.id, pass: false, checked: 1, failed: 1, failure: { code: 'goal.load.refused', params: refused.params } };
  const opened = openRun(world, goal.plan);
  const result = opened.ok ? finish(opened.run) : undefined;
  if (!result) {
    const field = opened.ok ? 'events' : opened.problem.field;
    return { id: goal.id, pass: false, checked: 1, failed: 1, failure: { code: 'goal.load.unjudged', params: { field } } };
  }
  const failures = result.endings.filter(({ outcome }) => outcome !== 'completed' && outcome !== 'open');
  const lost = failures.reduce((sum, { count }) => sum + count, 0);
  // A plan that nobody sends proves nothing.
  const silent = goal.plan.flows.find(({ name, rate }) => rate > 0 && !result.endings.some(({ flow }) => flow === name));
  const checked = Math.max(1, result.connections);
  if (silent)
    return {
      id: goal.id,
      pass: false,
      checked,
      failed: 1,
      failure: { code: 'goal.sender', params: { from: silent.from, namespace: silent.from.split('/')[0] ?? '' } },
    };
  if (lost <= (goal.lost ?? 0)) return { id: goal.id, pass: true, checked, failed: 0 };
  return {
    id: goal.id,
    pass: false,
    checked,
    failed: lost,
    failure: failureOf(failures, { lost, connections: result.connections }),
  };
}

function finish(run: LoadRun): ReturnType<typeof resultOf> | undefined {
  for (let spent = 0; !run.done && !run.beyond && spent < MOST_EVENTS; ) spent += stepRun(run, SLICE);
  return run.done && !run.beyond ? resultOf(run) : undefined;
}

function failureOf(
  failures: readonly Ending[],
  counts: { readonly lost: number; readonly connections: number },
): NonNullable<GoalResult['failure']> {
  const worst = failures.toSorted((a, b) => b.count - a.count)[0];
  const { rule, flow = '–', outcome = '–', reason = '' } = worst ?? {};
  return {
    code: rule ? 'goal.load.by' : 'goal.load',
    params: {
      ...counts,
      flow,
      outcome,
      reason: reason === '' ? outcome : reason,
      ...(rule ? { object: rule.object, field: rule.field } : {}),
    },
    ...(rule ? { rule } : {}),
  };
}
