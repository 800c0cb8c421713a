// Hints: for each failing goal, the smallest change that would help, found by trying. Candidates come from report/counterfactual*;
// each is applied to a copy of the player's world, compiled and judged. Budgeted, deterministic, and blind to the level.
import { type Candidate, stepsOf } from '../report/counterfactual.ts';
import { type Failing as FailingGoal, listCandidates, listWelcome } from './candidates.ts';
import type { Goal, GoalResult } from './goal.ts';
import { judgeGoal, judgeGoals } from './judge.ts';
import { withEdits, type World } from './world.ts';

/** Same shape as `Hint` of api.ts, which this file may not import. */
export interface FoundHint {
  readonly code: string;
  readonly goal: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly ref?: string;
}

/** Trials of one call, over all goals; each is a compile and a judgement. */
const TRIALS = 120;
/** Goals looked at with trials; later ones get their first finding. */
const TRIALS_PER_GOAL = 40;

/** One hint for each failing goal, the shown goals first; `most`: the first few, which are the same whatever follows. */
export function findHints(world: World, goals: readonly Goal[], most: number = Infinity): FoundHint[] {
  const results = judgeGoals(world, goals);
  const failing = goals.flatMap((goal, index) => {
    const result = results[index];
    return result && !result.pass ? [{ goal, result }] : [];
  });
  const ordered = [...failing.filter(({ goal }) => goal.hidden !== true), ...failing.filter(({ goal }) => goal.hidden === true)];
  const welcome = listWelcome(world, goals);
  let left = TRIALS;
  return ordered.slice(0, most).map(({ goal, result }) => {
    const candidates = listCandidates({ world, goal, result }, welcome);
    const tried = candidates.filter(({ edits }) => edits !== undefined).slice(0, Math.min(left, TRIALS_PER_GOAL));
    left -= tried.length;
    const best =
      chooseBest({ world, goals, goal, result }, tried) ??
      candidates.find(({ edits }) => edits === undefined) ??
      candidates[0] ??
      fallback(goal, result);
    const { code, params, ref } = best;
    return ref === undefined ? { code, goal: goal.id, params } : { code, goal: goal.id, params, ref };
  });
}

interface Failing extends FailingGoal {
  readonly goals: readonly Goal[];
}

/** A repair that makes the goal hold, and most others with it; else one that lets the letter get further; else none. */
function chooseBest({ world, goals, goal, result }: Failing, tried: readonly Candidate[]): Candidate | undefined {
  // A load run takes longer than all trials together.
  const quick = goals.filter(({ type }) => type !== 'load');
  let best: { readonly candidate: Candidate; readonly worth: number } | undefined;
  for (const candidate of tried) {
    const changed = withEdits(world, candidate.edits ?? []);
    const after = judgeGoal(changed, goal, goals);
    const worth = after.pass
      ? 2 + judgeGoals(changed, quick).filter(({ pass }) => pass).length
      : isFurther(result, after)
        ? 1
        : 0;
    if (worth > (best?.worth ?? 0)) best = { candidate, worth };
  }
  return best?.candidate;
}

/** The letter got further, or fewer letters fail. */
export function isFurther(before: GoalResult, after: GoalResult): boolean {
  // It did arrive, at somebody else: a letter that is lost instead is no step forward.
  if (before.failure?.code.startsWith('goal.receiver') === true) return false;
  if (after.failed < before.failed) return true;
  const steps = (result: GoalResult): number => (result.trace ? stepsOf(result.trace).length : 0);
  return steps(after) > steps(before) && after.failure?.code !== before.failure?.code;
}

/** What most connections of a run died of, where it has a hint of its own. */
const LOAD_HINTS: ReadonlyMap<string, string> = new Map([
  ['snat-exhausted', 'snat.exhausted'],
  ['idle-timeout', 'snat.idle'],
]);

/** Nothing was found to change: say at least what broke. */
function fallback(goal: Goal, { failure }: GoalResult): Candidate {
  const params = failure?.params ?? {};
  const { code } = failure ?? {};
  if (goal.type === 'find') return { code: /^goal\.(find\.\w+)$/.exec(code ?? '')?.[1] ?? 'find.open', params };
  if (goal.type === 'exposure') return { code: 'goal.tooOpen', params };
  if (code === 'goal.load.refused')
    return { code: Number(params['ports']) % 8 === 0 ? 'snat.maxNodes' : 'snat.multiple', params };
  if (goal.type === 'load') return { code: LOAD_HINTS.get(String(params['reason'])) ?? 'goal.load', params };
  if (goal.type === 'redirects' && code?.startsWith('goal.redirect')) return { code: 'goal.redirect', params };
  if (code === 'goal.senderIn') return { code: 'goal.sender', params };
  if (code === 'goal.sender' || code === 'goal.target' || code === 'goal.via') return { code, params };
  if (code?.startsWith('goal.reply')) return { code: 'route.reply', params };
  if (goal.type === 'mustNotArrive') return { code: 'goal.mustNot', params };
  return { code: goal.type === 'addressesSuffice' ? 'ipam.invalid' : 'goal.must', params };
}
