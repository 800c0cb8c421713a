// The clock of a drill: what costs how much, what is still closed until the cause is named, what judging says of a change. No clock of the wall:
// minutes go by when somebody looks or changes something, the same in every replay.
import type { Judgement } from '../engine/api.ts';
import type { Level } from '../levels/level.ts';
import type { Drill } from './drillTypes.ts';
import type { SessionState } from './state.ts';

/** Minutes. `useless` comes on top of `change` when the goals do not all hold after it. */
export const DRILL_MINUTES = { change: 10, useless: 10, wrongName: 5, hint: 5, tool: 8 } as const;

export const FIRST_DRILL: Drill = { attempt: 1, spent: [] };
export const MOST_SPENT = 2_000;

/** Tabs that show no more than what staff see, or that are paid for by the line or the letter. */
const FREE_TOOLS: ReadonlySet<string> = new Set(['bottom.trace', 'bottom.terminal', 'bottom.changes']);

type Played = Pick<SessionState, 'level' | 'shared' | 'drill' | 'solutionViewed'>;

export function minutesSpent(drill: Drill | undefined): number {
  return (drill?.spent ?? []).reduce((sum, { minutes }) => sum + minutes, 0);
}

/** Changes after which the report was still true. */
export function uselessChanges(drill: Drill | undefined): number {
  return (drill?.spent ?? []).filter((item) => item.type === 'change' && item.cured === false).length;
}

export function isDrill({ level, shared }: Pick<SessionState, 'level' | 'shared'>): boolean {
  return level?.incident !== undefined && shared === undefined;
}

/** The cause is not named yet: looking still has a price, and goals do not say why they fail. */
export function isClosed(session: Played): boolean {
  const cause = session.level?.incident?.cause;
  if (cause === undefined || !isDrill(session) || session.solutionViewed) return false;
  return !(session.drill?.spent ?? []).some((item) => item.type === 'name' && item.goal === cause && item.right === true);
}

/** Minutes that a tool costs when it is opened now; 0 for what is open. */
export function toolPrice(session: Played, tool: string): number {
  if (!isClosed(session) || FREE_TOOLS.has(tool)) return 0;
  const open = (session.drill?.spent ?? []).some((item) => item.type === 'open' && item.tool === tool);
  return open ? 0 : DRILL_MINUTES.tool;
}

/** Minutes for watching a letter; one that was watched is seen again until something is changed. */
export function watchPrice(session: Played, flow: { readonly from: string; readonly to: string }): number {
  if (!isClosed(session)) return 0;
  const spent = session.drill?.spent ?? [];
  const since = spent.slice(spent.findLastIndex(({ type }) => type === 'change' || type === 'undo' || type === 'redo') + 1);
  const seen = since.some((item) => item.type === 'watch' && item.from === flow.from && item.to === flow.to);
  return seen ? 0 : DRILL_MINUTES.tool;
}

/** 1 cured; 2 opens no more than the author's cure and no change missed; 3 within the minutes, unaided. Cost and number of changes are not starred. */
export function drillStars(level: Level, judgement: Judgement, session: Pick<Played, 'drill' | 'solutionViewed'>): 0 | 1 | 2 | 3 {
  if (judgement.goals.some((goal) => !goal.pass)) return 0;
  if (judgement.scores.exposure > level.par.exposure || uselessChanges(session.drill) > 0) return 1;
  const inTime = session.drill !== undefined && minutesSpent(session.drill) <= (level.incident?.par ?? 0);
  return inTime && !session.solutionViewed ? 3 : 2;
}
