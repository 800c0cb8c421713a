// A level that a player made: goals, what may be edited, texts, a start and the solution that proves it can be won. Plain data, nothing to run.
import type { Scores } from '../../engine/api.ts';
import type { Edit } from '../../engine/edit/edit.ts';
import type { Goal } from '../../engine/goals/goal.ts';
import type { NetworkSpec } from '../../engine/model/spec.ts';
import type { Editable, Level, LevelText } from '../level.ts';

/** The goals that a player can ask for: what needs no file of its own. */
export type MadeGoal = Exclude<Goal, { readonly type: 'find' | 'load' }>;
export const MADE_GOAL_TYPES = [
  'mustArrive',
  'mustNotArrive',
  'arrivesWithSource',
  'passesThrough',
  'redirects',
  'addressesSuffice',
  'exposure',
] as const satisfies readonly MadeGoal['type'][];

export interface MadeLevel {
  readonly title: string;
  /** As its author calls themselves; nobody vouches for it. */
  readonly author: string;
  readonly briefing: readonly string[];
  /** Three at most, from vague to exact. */
  readonly hints: readonly string[];
  readonly debrief: readonly string[];
  readonly goals: readonly MadeGoal[];
  /** Sentences of goals, by id; the game says the others itself. */
  readonly says: Readonly<Record<string, string>>;
  readonly editable: Editable;
  readonly start: NetworkSpec;
  /** The author's winning edits over the start: at most one an object, sorted by object. */
  readonly solution: readonly Edit[];
}

/** Characters and counts; the schema and the builder's fields hold them both. */
export const MADE_CAPS = {
  title: 80,
  author: 40,
  paragraph: 600,
  paragraphs: 12,
  hint: 500,
  says: 200,
  goals: 32,
  ends: 16,
  end: 160,
  objects: 400,
  edits: 200,
  editable: 64,
  /** Of a file, and of what a link unpacks to. */
  bytes: 256 * 1024,
} as const;

/** Content hash: the same level has the same id everywhere. */
export const MADE_ID = /^made-[0-9a-f]{20}$/;

const NO_PAR: Scores = { exposure: 0, cost: 0, changes: 0 };

/** As the level screen plays it. `par`: what the author's solution scores, judged here and now. */
export function playMade(made: MadeLevel, id: string, par: Scores = NO_PAR): { readonly level: Level; readonly text: LevelText } {
  const flow = made.goals.find((goal): goal is Extract<MadeGoal, { from: readonly string[] }> => 'from' in goal);
  const [vague = '', nearer = '', exact = ''] = made.hints;
  return {
    level: {
      id,
      rev: 1,
      chapter: 0,
      order: 0,
      minutes: 5,
      rules: [],
      goals: made.goals,
      editable: made.editable,
      par,
      demo: { from: flow?.from[0] ?? '', to: flow?.to[0] ?? '' },
      solutions: [],
      start: made.start,
    },
    text: {
      title: made.title,
      subtitle: made.author,
      briefing: made.briefing,
      network: [],
      goals: made.says,
      hints: [vague, nearer, exact],
      debrief: made.debrief,
      analogyEnds: '',
      commands: [],
    },
  };
}
