// judge: Goal → GoalResult, over every sender, target, backend and node. A goal never passes by luck and never on an empty set.
import type { Trace } from '../forward/trace.ts';
import type { Plan } from '../dataplane/plan.ts';
import { expandSenders } from './ends.ts';
import { type Failure, findFailure, findReceiverFailure } from './failure.ts';
import type { FindGoal, Goal, GoalResult, ReachGoal } from './goal.ts';
import { judgeAddresses } from './judgeAddresses.ts';
import { judgeExposure } from './judgeExposure.ts';
import { judgeFind } from './judgeFind.ts';
import { judgeLoad } from './judgeLoad.ts';
import { findQuestionFailure } from './judgeQuestions.ts';
import { listFlows, senderFailure } from './listFlows.ts';
import { compileWorld, withGiven, type World } from './world.ts';

export function judgeGoals(world: World, goals: readonly Goal[]): GoalResult[] {
  return goals.map((goal) => judgeGoal(world, goal, goals));
}

/** `all`: the goals that this one stands among; what they need is no exposure. */
export function judgeGoal(world: World, goal: Goal, all: readonly Goal[] = [goal]): GoalResult {
  if (goal.type === 'find') {
    const asked = askedAbout(world, goal);
    if ('absent' in asked) return failedAtOnce(goal, absentFailure(asked));
    const { answers } = world.spec;
    // A run takes long: nothing is run for an answer that nobody gave.
    const given = answers !== undefined && Object.hasOwn(answers, goal.id);
    const worst = given && goal.plan ? judgeLoad(asked, { type: 'load', id: goal.id, plan: goal.plan }).failure?.rule : undefined;
    return judgeFind(goal, { ...listFlows(asked, goal), asked, answers, worst });
  }
  const judged = goal.given === undefined ? world : withGiven(world, goal.given);
  if ('absent' in judged) return failedAtOnce(goal, absentFailure(judged));
  if (goal.type === 'addressesSuffice') return judgeAddresses(judged, goal);
  if (goal.type === 'exposure') return judgeExposure(judged, goal, all);
  return goal.type === 'load' ? judgeLoad(judged, goal) : judgeFlows(judged, goal);
}

/** The world that a question is about: the one it carries, else the player's. */
function askedAbout(world: World, { about, given = [] }: FindGoal): ReturnType<typeof withGiven> {
  return withGiven(about ? compileWorld(about, world.policyEngine) : world, given);
}

function judgeFlows(world: World, goal: ReachGoal): GoalResult {
  const { flows, missing } = listFlows(world, goal);
  // What is not there cannot be reached; but a sender that is gone proves nothing.
  if (missing)
    return missing.code === 'goal.target' && goal.type === 'mustNotArrive' ? passed(goal, 1) : failedAtOnce(goal, missing);
  const wanted = goal.type === 'mustArrive' && goal.receivers ? expandSenders(world.dataplane.plan, goal.receivers) : undefined;
  if (wanted?.missing !== undefined) return failedAtOnce(goal, { code: 'goal.target', params: { to: wanted.missing } });
  let checked = 0;
  let failed = 0;
  let shown: { readonly trace?: Trace; readonly failure: Failure } | undefined;
  let sample: Trace | undefined;
  const fail = (failure: Failure, trace?: Trace): void => {
    failed++;
    shown ??= trace ? { trace, failure } : { failure };
  };
  for (const { from, to, answer } of flows) {
    if (!answer.ok) {
      checked++;
      // A letter that cannot be sent does not arrive; one that cannot be judged proves nothing.
      if (answer.code !== 'badFlow') fail({ code: `goal.${answer.code}`, params: { from, to, ...answer.params } });
      else if (goal.type !== 'mustNotArrive')
        fail(
          answer.params['why'] === 'podWithoutAddress' || answer.params['text'] === from
            ? senderFailure(from)
            : { code: 'goal.target', params: { to } },
        );
      continue;
    }
    const traces = answer.value;
    const wantedSource = goal.type === 'arrivesWithSource' ? sourceOf(world.dataplane.plan, goal.source, from) : undefined;
    const before = failed;
    for (const trace of traces) {
      checked++;
      const failure =
        findFailure(trace, wantedSource === undefined ? { goal } : { goal, wantedSource }) ??
        (wanted && findReceiverFailure(trace, wanted.ends)) ??
        (goal.type === 'mustArrive' ? findQuestionFailure(trace, goal, world) : undefined);
      if (failure) fail(failure, trace);
      else sample ??= trace;
    }
    if (goal.type !== 'mustArrive' || goal.backends === undefined || failed > before) continue;
    checked++;
    const reached = countBackends(traces);
    if (reached < goal.backends) fail({ code: 'goal.backends', params: { from, to, reached, wanted: goal.backends } }, traces[0]);
  }
  if (shown) return { id: goal.id, pass: false, checked, failed, ...shown };
  return sample ? { ...passed(goal, checked), trace: sample } : passed(goal, checked);
}

function countBackends(traces: readonly Trace[]): number {
  return new Set(traces.flatMap((trace) => (trace.verdict.outcome === 'delivered' ? (trace.deliveredTo ?? []) : []))).size;
}

/** The address a goal's `source` means for this sender: its own, its node's, or the one that is written. */
export function sourceOf(plan: Plan, source: string, from: string): string {
  const pod = plan.pods.find((candidate) => `${candidate.namespace}/${candidate.name}` === from);
  if (!pod || (source !== 'pod' && source !== 'node')) return source;
  const node = plan.nodes.find((candidate) => candidate.name === pod.node)?.ip ?? '';
  if (source === 'node') return node;
  // A hostNetwork pod has no address of its own: its traffic carries the node's.
  return pod.hostNetwork ? '' : pod.ip;
}

function passed(goal: Goal, checked: number): GoalResult {
  return { id: goal.id, pass: true, checked, failed: 0 };
}

/** A goal under a condition that cannot be made proves nothing. */
function absentFailure({ absent }: { readonly absent: string }): Failure {
  return { code: 'goal.given', params: { object: absent } };
}

function failedAtOnce(goal: Goal, failure: Failure): GoalResult {
  return { id: goal.id, pass: false, checked: 1, failed: 1, failure };
}
