// What a handed-in solution is worth, asked of the engine and of nobody else: refused where it changes what the level keeps or what Azure would not take,
// else goals, stars, the first mistake and the rules that stopped it. The same answer in a browser's worker and on a server.
import type { EngineApi, Judgement } from '../../engine/api.ts';
import { applyEdit, type Edit } from '../../engine/edit/edit.ts';
import type { GoalResult } from '../../engine/goals/goal.ts';
import type { Diagnostic } from '../../engine/model/diagnostic.ts';
import { hashText } from '../../engine/net/hash.ts';
import { checkEditable } from '../editable.ts';
import type { Level } from '../level.ts';

export interface LevelVerdict {
  /** In the level's order. */
  readonly goals: readonly { readonly id: string; readonly pass: boolean }[];
  /** Without a look at how it was found: no minutes, no hints. */
  readonly stars: 0 | 1 | 2 | 3;
  /** Hint code of the first failing goal. */
  readonly mistake?: string;
  /** Rules that the level teaches and that its failing goals met. */
  readonly missed: readonly string[];
  /** Of the whole judgement: two machines compare. */
  readonly hash: string;
}

export type Verified =
  | { readonly ok: true; readonly verdict: LevelVerdict }
  /** `code`: a key of words/. */
  | { readonly ok: false; readonly code: string; readonly params: Readonly<Record<string, string | number>> };

const MOST_RULES = 12;

export function verifySolution(engine: EngineApi, level: Level, edits: readonly Edit[]): Verified {
  const { start, goals } = level;
  const batch: Edit = { type: 'batch', edits };
  const refused = checkEditable(level, start, batch);
  if (refused) return { ok: false, code: refused.code, params: refused.params };
  const before = diagnosticsOfStart(engine, level);
  const after = engine.load({ spec: applyEdit(start, batch).spec, revision: 2 });
  const wrong = findNewError(before, after.diagnostics);
  if (wrong) return { ok: false, code: `diagnostic.${wrong.code}`, params: wrong.params };
  const judged = engine.judge({ revision: 2, goals, start });
  if (!judged.ok) return { ok: false, code: `flow.${judged.code}`, params: judged.params };
  const lost = judged.value.goals.filter(({ pass }) => !pass);
  const hints = lost.length > 0 ? engine.hints({ revision: 2, goals, most: 1 }) : undefined;
  const mistake = hints?.ok ? hints.value[0]?.code : undefined;
  return {
    ok: true,
    verdict: {
      goals: judged.value.goals.map(({ id, pass }) => ({ id, pass })),
      stars: countStars(level, judged.value),
      ...(mistake === undefined ? {} : { mistake }),
      missed: [...new Set(lost.flatMap((goal) => missedBy(goal, level.rules)))].slice(0, MOST_RULES),
      hash: hashOf(judged.value),
    },
  };
}

/** A level is judged a thousand times from the same start, and the engine says the same of it each time. */
const ofStart = new WeakMap<Level, readonly Diagnostic[]>();

function diagnosticsOfStart(engine: EngineApi, level: Level): readonly Diagnostic[] {
  let known = ofStart.get(level);
  if (!known) {
    known = engine.load({ spec: level.start, revision: 1 }).diagnostics;
    ofStart.set(level, known);
  }
  return known;
}

/** One star for all goals, one for exposure no worse than the author's, one for cost and changes within par. */
export function countStars({ par }: Pick<Level, 'par'>, { goals, scores }: Judgement): 0 | 1 | 2 | 3 {
  if (!goals.every(({ pass }) => pass)) return 0;
  if (scores.exposure > par.exposure) return 1;
  return scores.cost <= par.cost && scores.changes <= par.changes ? 3 : 2;
}

/** Errors that Azure reports while it works, after it took the request. */
const RUNTIME_CODES: ReadonlySet<string> = new Set([
  'InsufficientSubnetSize',
  'PodCidrExhausted',
  'KubenetRouteLimit',
  'PrivateIPAddressInUse',
  'PrivateIPAddressInReservedRange',
  'PrivateIPAddressNotInSubnet',
]);

/** The first error that the start has not and that the API would not take. */
export function findNewError(start: readonly Diagnostic[], now: readonly Diagnostic[]): Diagnostic | undefined {
  const known = new Set(start.map(({ code, path }) => `${code} ${path}`));
  return now.find(
    ({ code, path, severity }) => severity === 'error' && !RUNTIME_CODES.has(code) && !known.has(`${code} ${path}`),
  );
}

const MOST_TAUGHT = 3;

/** Of the rules that the level teaches: those of the step that decided, else those on the way there, else the first that it names. */
function missedBy({ trace }: GoalResult, taught: readonly string[]): readonly string[] {
  const steps = trace?.hops.flatMap((hop) => hop.steps) ?? [];
  const ofLevel = (cites: readonly string[]): readonly string[] => taught.filter((rule) => cites.includes(rule));
  const decided = steps.findLast(({ rule }) => rule !== undefined) ?? steps.at(-1);
  const own = ofLevel(decided?.cites ?? []);
  if (own.length > 0) return own;
  const passed = ofLevel(steps.flatMap(({ cites }) => cites));
  return (passed.length > 0 ? passed : taught).slice(0, MOST_TAUGHT);
}

function hashOf({ goals, scores }: Judgement): string {
  const told = goals.map(({ id, pass, checked, failed }) => [id, pass, checked, failed]);
  return hashText(JSON.stringify([told, scores.exposure, scores.cost, scores.changes]), 0).toString(16);
}
