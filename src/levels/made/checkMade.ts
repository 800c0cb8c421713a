// May this level be handed on? The engine says: not won at the start, won by the author's solution, not won by opening everything. It also sets par.
import type { EngineApi, Judgement, Scores } from '../../engine/api.ts';
import { applyEdit, type Edit } from '../../engine/edit/edit.ts';
import type { NetworkSpec } from '../../engine/model/spec.ts';
import { checkEditable } from '../editable.ts';
import { openAll } from '../openAll.ts';
import { type MadeLevel, playMade } from './madeLevel.ts';

export const MADE_REFUSALS = [
  'noTitle',
  'noGoals',
  'tooComplex',
  'alreadyWon',
  'noSolution',
  'notAllowed',
  'notWon',
  'wonByOpening',
  'wonByOpeningNothingForbidden',
] as const;

export type MadeVerdict =
  | { readonly ok: true; readonly par: Scores }
  | {
      readonly ok: false;
      readonly code: (typeof MADE_REFUSALS)[number];
      readonly params: Readonly<Record<string, string | number>>;
      /** What the author's solution scores, where it was judged. */
      readonly par?: Scores;
    };

type Judge = (edits: readonly Edit[]) => Judgement | undefined;

export function checkMade(engine: Pick<EngineApi, 'load' | 'judge'>, made: MadeLevel): MadeVerdict {
  if (made.title.trim() === '') return refuse('noTitle');
  if (made.goals.length === 0) return refuse('noGoals');
  const judge = judgeOf(engine, made);
  const atStart = judge([]);
  if (!atStart) return refuse('tooComplex');
  const solved = made.solution.length > 0 ? judge(made.solution) : undefined;
  const par = solved ? { par: solved.scores } : {};
  if (isWon(atStart)) return { ...refuse('alreadyWon'), ...par };
  if (made.solution.length === 0) return refuse('noSolution');
  if (!solved) return refuse('tooComplex');
  const { level } = playMade(made, 'made');
  const denied = checkEditable(level, made.start, { type: 'batch', edits: made.solution });
  if (denied) return { ...refuse('notAllowed', { what: String(Object.values(denied.params)[0] ?? '') }), ...par };
  const lost = solved.goals.find((goal) => !goal.pass);
  if (lost) return { ...refuse('notWon', { goal: made.says[lost.id] ?? lost.id }), ...par };
  const forbids = made.goals.some(({ type }) => type === 'mustNotArrive' || type === 'exposure');
  if (forbids) {
    const end = applyEdit(made.start, { type: 'batch', edits: made.solution }).spec;
    const opened = [judge(openAll(made.start)), judge([...made.solution, ...openAll(end)])];
    if (opened.some((judgement) => judgement && isWon(judgement))) return { ...refuse('wonByOpening'), ...par };
  } else {
    // Nothing is forbidden: then it must not be enough to open what this level lets one open.
    const doors = openAll(made.start).filter((edit) => !checkEditable(level, made.start, edit));
    const judgement = doors.length > 0 ? judge(doors) : undefined;
    if (judgement && isWon(judgement)) return { ...refuse('wonByOpeningNothingForbidden'), ...par };
  }
  return { ok: true, par: solved.scores };
}

function judgeOf(engine: Pick<EngineApi, 'load' | 'judge'>, made: MadeLevel): Judge {
  let revision = 0;
  return (edits) => {
    const spec: NetworkSpec = edits.length > 0 ? applyEdit(made.start, { type: 'batch', edits }).spec : made.start;
    engine.load({ spec, revision: ++revision });
    const answer = engine.judge({ revision, goals: made.goals, start: made.start });
    return answer.ok ? answer.value : undefined;
  };
}

function isWon(judgement: Judgement): boolean {
  return judgement.goals.every((goal) => goal.pass);
}

function refuse(
  code: (typeof MADE_REFUSALS)[number],
  params: Readonly<Record<string, string | number>> = {},
): Extract<MadeVerdict, { ok: false }> {
  return { ok: false, code, params };
}
