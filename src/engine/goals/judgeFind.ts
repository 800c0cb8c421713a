// find: the player's answer against the walks of a flow. What is right is read from the engine's own trace each time, never written down.
// A wrong answer that is true of another place of the same walk says so (`hop`); any other has mistaken what happened (`layer`).
import type { Trace } from '../forward/trace.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import type { Failure } from './failure.ts';
import type { FindGoal, GoalResult } from './goal.ts';
import { addressesOf, answersOfRule, placeName, readingsOf } from './findReadings.ts';
import type { JudgedFlow } from './listFlows.ts';
import type { World } from './world.ts';

export interface FindCase {
  readonly flows: readonly JudgedFlow[];
  readonly missing?: Failure;
  readonly asked: World;
  readonly answers: World['spec']['answers'];
  /** What most lost connections of the goal's plan died of. */
  readonly worst?: RuleRef | undefined;
}

export function judgeFind(goal: FindGoal, { flows, missing, asked, answers = {}, worst }: FindCase): GoalResult {
  const fail = (failure: Failure, trace?: Trace, checked = 1): GoalResult => ({
    id: goal.id,
    pass: false,
    checked,
    failed: 1,
    asks: true,
    ...(trace ? { trace } : {}),
    failure,
  });
  if (missing) return fail(missing);
  const traces: Trace[] = [];
  for (const { from, to, answer } of flows) {
    if (!answer.ok) {
      const code = answer.code === 'badFlow' ? 'goal.target' : `goal.${answer.code}`;
      return fail({ code, params: { from, to, namespace: from.split('/')[0] ?? '', ...answer.params } });
    }
    traces.push(...answer.value);
  }
  const [first] = traces;
  if (!first) return fail({ code: 'goal.target', params: { to: goal.to.join(', ') } });
  // What decides is asked of letters that are lost, where some are and some are not.
  const lost = goal.ask === 'decidedBy' ? traces.filter(isLost) : [];
  const asks = lost.length > 0 ? lost : traces;
  const trace = asks[0] ?? first;
  const from = goal.ask === 'who' ? goal.from.join(', ') : trace.flow.from;
  const params = { from, to: trace.flow.to, place: placeName(trace, goal.at) };
  const answer = Object.hasOwn(answers, goal.id) ? (answers[goal.id] ?? '') : '';
  if (answer === '') return fail({ code: 'goal.find.open', params }, trace, traces.length);
  const read = worst === undefined ? undefined : answersOfRule(worst, goal.field);
  const fits = (candidate: Trace): boolean =>
    (read ?? readingsOf(goal, candidate, asked.dataplane.plan)).includes(normal(answer));
  // Of a workload each letter carries its own address: one that was read is enough. What became of them must be true of all.
  const single = goal.ask !== 'outcome' && goal.ask !== 'decidedBy' && goal.ask !== 'routedBy' && !SYMBOLS.has(normal(answer));
  if (single ? traces.some(fits) : asks.every(fits))
    return {
      id: goal.id,
      pass: true,
      checked: traces.length,
      failed: 0,
      asks: true,
      trace: (single && traces.find(fits)) || trace,
    };
  if (goal.ask === 'who') return fail({ code: 'goal.find.who', params: { ...params, answer } }, trace, traces.length);
  const wrongPlace = isAboutPlaces(goal) && traces.some((each) => addressesOf(each).includes(normal(answer)));
  const wrongHop = wrongPlace || (isAboutPlaces(goal) && (normal(answer) === 'pod' || normal(answer) === 'node'));
  return fail({ code: wrongHop ? 'goal.find.hop' : 'goal.find.layer', params: { ...params, answer } }, trace, traces.length);
}

function isLost({ verdict, reply }: Trace): boolean {
  return verdict.outcome !== 'delivered' || (reply !== undefined && reply.verdict.outcome !== 'delivered');
}

/** Answers that mean another address for each sender. */
const SYMBOLS: ReadonlySet<string> = new Set(['pod', 'node', 'never']);

function isAboutPlaces({ ask }: FindGoal): boolean {
  return ask === 'sender' || ask === 'destination';
}

export function normal(answer: string): string {
  return answer
    .trim()
    .toLowerCase()
    .replaceAll(/[,\s]+/g, ' ');
}
