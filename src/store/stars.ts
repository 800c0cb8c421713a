// Stars: one for all goals; one more for exposure no worse than the author's; one more for cost and changes within par, unaided.
import type { Judgement } from '../engine/api.ts';
import type { Level } from '../levels/level.ts';
import { drillStars } from './drillClock.ts';
import type { SessionState } from './state.ts';

/** 0–3. `aided`: the solution was viewed, or a level that only asks was answered wrongly first. */
export function countStars(level: Level, judgement: Judgement, aided: boolean): 0 | 1 | 2 | 3 {
  if (judgement.goals.some((goal) => !goal.pass)) return 0;
  const { scores } = judgement;
  const exposure = scores.exposure <= level.par.exposure;
  const par = scores.cost <= level.par.cost && scores.changes <= level.par.changes && !aided;
  return exposure ? (par ? 3 : 2) : 1;
}

/** What is kept of the way to the answer: the solution was looked at, or a guess was wrong. */
export function isAided(
  level: Level,
  { solutionViewed, guessed }: { readonly solutionViewed: boolean; readonly guessed?: boolean },
): boolean {
  return solutionViewed || (guessed === true && level.goals.every(({ type }) => type === 'find'));
}

export type MissingStar = 'exposure' | 'cost' | 'changes' | 'guessed';

/** What the next star of a won level hangs on. A viewed solution says so by itself, and a drill tells its own story. */
export function missingStar(
  level: Level,
  { scores }: Judgement,
  session: Pick<SessionState, 'solutionViewed' | 'guessed'>,
): MissingStar | undefined {
  if (level.incident) return undefined;
  const over = (['exposure', 'cost', 'changes'] as const).find((score) => scores[score] > level.par[score]);
  if (over !== undefined || session.solutionViewed) return over;
  return isAided(level, session) ? 'guessed' : undefined;
}

/** Of a level as it was played; a drill counts its minutes. */
export function starsOf(
  level: Level,
  judgement: Judgement,
  session: Pick<SessionState, 'solutionViewed' | 'guessed' | 'drill'>,
): 0 | 1 | 2 | 3 {
  return level.incident ? drillStars(level, judgement, session) : countStars(level, judgement, isAided(level, session));
}
