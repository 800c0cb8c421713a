// The flows that a goal means: every sender with every target, and every way each can go.
import type { WalkAnswer } from '../forward/answer.ts';
import type { Trace } from '../forward/trace.ts';
import { expandSenders, expandTargets } from './ends.ts';
import type { Failure } from './failure.ts';
import type { FindGoal, ReachGoal } from './goal.ts';
import { traceEvery, type World } from './world.ts';

/** One sender–target pair of a flow goal and every way it can go. */
export interface JudgedFlow {
  readonly from: string;
  readonly to: string;
  readonly answer: WalkAnswer<readonly Trace[]>;
}

/** Every pair a flow goal means; `missing` when a sender names nothing. */
export function listFlows(
  world: World,
  goal: ReachGoal | FindGoal,
): { readonly flows: readonly JudgedFlow[]; readonly missing?: Failure } {
  const { plan } = world.dataplane;
  const senders = expandSenders(plan, goal.from);
  if (senders.missing !== undefined) return { flows: [], missing: senderFailure(senders.missing) };
  const targets = expandTargets(plan, goal.to);
  if (targets.missing !== undefined) return { flows: [], missing: { code: 'goal.target', params: { to: targets.missing } } };
  const protocol = goal.protocol === undefined ? {} : { protocol: goal.protocol };
  const flows = senders.ends.flatMap((from) =>
    targets.ends.map((to): JudgedFlow => ({ from, to, answer: traceEvery(world, { from, to, ...protocol }) })),
  );
  return { flows };
}

/** `ns/*` is anybody of that namespace. */
export function senderFailure(from: string): Failure {
  const [namespace = '', name] = from.split('/');
  return { code: name === '*' ? 'goal.senderIn' : 'goal.sender', params: { from, namespace } };
}
