// Why a goal fails: where (hop, step), what (object and field), why (a key of words/ with parameters). Attribution only.
import type { Step, Trace, Walk } from '../forward/trace.ts';
import type { GoalResult, ReachGoal } from './goal.ts';

export type Failure = NonNullable<GoalResult['failure']>;

/** What the expected sender's address is, when the goal names one. */
export interface Expectation {
  readonly goal: ReachGoal;
  readonly wantedSource?: string;
}

/** Undefined when this trace is what the goal wants. */
export function findFailure(trace: Trace, expectation: Expectation): Failure | undefined {
  const { goal, wantedSource } = expectation;
  const arrived = trace.verdict.outcome === 'delivered';
  if (goal.type === 'mustNotArrive') return arrived ? arrivedFailure(trace) : undefined;
  if (goal.type === 'redirects') return redirectFailure(trace, goal.location);
  if (!arrived) return lostFailure(trace);
  if (trace.reply && trace.reply.verdict.outcome !== 'delivered') return replyFailure(trace, trace.reply);
  if (goal.type === 'arrivesWithSource' && wantedSource !== trace.sourceSeen)
    return sourceFailure(trace, wantedSource ?? goal.source);
  if (goal.type === 'passesThrough' && !passesInOrder(trace.via, goal.via)) {
    return viaFailure(trace, goal.via);
  }
  return undefined;
}

/** It arrived: by whom should it have been received? The last note or Service that was followed says who led it there. */
export function findReceiverFailure(trace: Trace, wanted: readonly string[]): Failure | undefined {
  const { deliveredTo: receiver = '' } = trace;
  if (wanted.includes(receiver)) return undefined;
  const led = findStep(
    trace,
    ({ type, effect, rule }) => (type === 'http' || type === 'serviceTranslation') && effect !== 'drop' && rule !== undefined,
  );
  const params = { ...endsOf(trace), receiver, wanted: wanted.join(', ') };
  if (!led?.step.rule) return { code: 'goal.receiver', params };
  const { rule } = led.step;
  return { code: 'goal.receiver.by', params: { ...params, ...ruleParams(rule) }, hop: led.hop, step: led.index, rule };
}

function redirectFailure(trace: Trace, wanted: string | undefined): Failure | undefined {
  const seen = /^http-3\d\d$/.test(trace.verdict.outcome) ? (trace.http?.location ?? '') : '';
  if (seen !== '' && (wanted === undefined || seen === wanted)) return undefined;
  if (seen === '' && trace.verdict.outcome !== 'delivered' && !trace.verdict.outcome.startsWith('http-'))
    return lostFailure(trace);
  const at = lastStep(trace);
  const params = { ...endsOf(trace), ...placeOf(trace, at), wanted: wanted ?? '–', seen: seen === '' ? '–' : seen };
  return { code: seen === '' ? 'goal.redirect.none' : 'goal.redirect', params, ...(at ? { hop: at.hop, step: at.index } : {}) };
}

function lostFailure(trace: Trace): Failure {
  const at = lastStep(trace);
  // Of a name that did not resolve the outcome says more than the reason.
  const { reason: cause = 'dns' } = trace.verdict;
  const reason = cause === 'dns' ? outcomeClass(trace.verdict.outcome) : cause;
  const rule = trace.verdict.rule ?? at?.step.rule;
  return {
    code: lostCode(reason, { step: at?.step, ruled: rule !== undefined }),
    params: {
      ...at?.step.params,
      ...endsOf(trace),
      ...placeOf(trace, at),
      ...ruleParams(rule),
      outcome: trace.verdict.outcome,
    },
    ...(at ? { hop: at.hop, step: at.index } : {}),
    ...(rule ? { rule } : {}),
  };
}

/** Steps that say more than the reason does. */
const TOLD: ReadonlySet<string> = new Set(['service.selectsNobody', 'deliver.otherPort', 'deliver.nobody', 'deliver.stale']);

/** Where no policy of a door has the flow on its list, the nearest one decided nothing: all of them did. */
function lostCode(reason: string, { step, ruled }: { readonly step: Step | undefined; readonly ruled: boolean }): string {
  if (step?.code === 'policy.egress.denied' || step?.code === 'policy.ingress.denied') return 'goal.lost.network-policy.none';
  if (step !== undefined && reason !== 'node-not-ready' && TOLD.has(step.code)) return `goal.lost.${step.code}`;
  // GW8: the desk may be full of people; the note may not send anybody there.
  const told = step?.code === 'http.backend' ? step.code : reason;
  return `goal.lost.${told}${ruled ? '.by' : ''}`;
}

function arrivedFailure(trace: Trace): Failure {
  // The last door that let the letter in says why it is in; without one, nobody judged it.
  const ruled = findStep(trace, (step) => step.type === 'ingressPolicy' && step.rule !== undefined);
  const at = ruled ?? findStep(trace, (step) => step.type === 'ingressPolicy') ?? lastStep(trace);
  const unplugged = ruled?.step.code === 'policy.unplugged';
  // Who comes from outside came in by a door; that no badge reader has power says less.
  const outside = /^(vm|onprem|internet):/.test(trace.flow.from);
  const entered = unplugged || !ruled ? ((outside ? entrance(trace) : undefined) ?? gate(trace)) : undefined;
  const receiver = trace.deliveredTo ?? trace.flow.to;
  // No badge reader ever hangs at a door in the street: what is missing is a refusal on the way out.
  const unjudged = receiver.startsWith('internet:') ? 'goal.arrived.out' : 'goal.arrived.open';
  const { located, code } = entered ?? {
    located: at,
    code: unplugged ? 'goal.arrived.unplugged' : ruled ? 'goal.arrived.allowed' : unjudged,
  };
  const rule = entered || ruled ? located?.step.rule : undefined;
  return {
    code,
    params: { ...endsOf(trace), receiver, ...ruleParams(rule) },
    ...(located ? { hop: located.hop, step: located.index } : {}),
    ...(rule ? { rule } : {}),
  };
}

/** The last guard with a rule for this letter, else the Service whose door it is. */
function entrance(trace: Trace): { readonly located: Located; readonly code: string } | undefined {
  const guard = findStep(
    trace,
    ({ effect, rule }) => effect === 'pass' && rule?.object.startsWith('NetworkSecurityGroup/') === true,
  );
  if (guard) return { located: guard, code: 'goal.arrived.guard' };
  const service = findStep(trace, ({ rule }) => rule?.object.startsWith('Service/') === true);
  return service && { located: service, code: 'goal.arrived.service' };
}

/** The gate that read the letter and let it through. */
function gate(trace: Trace): { readonly located: Located; readonly code: string } | undefined {
  const read = findStep(trace, ({ type, effect, rule }) => type === 'firewall' && effect === 'pass' && rule !== undefined);
  return read && { located: read, code: 'goal.arrived.gate' };
}

/** Hops of the reply are counted on after the request's. */
function replyFailure(trace: Trace, reply: Walk): Failure {
  const at = lastStep(reply);
  const rule = reply.verdict.rule ?? at?.step.rule;
  return {
    code: rule ? 'goal.reply.by' : 'goal.reply',
    params: { ...endsOf(trace), ...placeOf(reply, at), ...ruleParams(rule) },
    ...(at ? { hop: trace.hops.length + at.hop, step: at.index } : {}),
    ...(rule ? { rule } : {}),
  };
}

function sourceFailure(trace: Trace, wanted: string): Failure {
  const rewritten = findStep(trace, (step) => step.type === 'sourceTranslation' && step.effect === 'rewrite');
  const rule = rewritten?.step.rule;
  // '' is the own address of a sender that has none (hostNetwork).
  const code = wanted === '' ? 'goal.source.borrowed' : rule ? 'goal.source.by' : 'goal.source';
  return {
    code,
    params: { ...endsOf(trace), ...placeOf(trace, rewritten), seen: trace.sourceSeen ?? '–', wanted, ...ruleParams(rule) },
    ...(rewritten ? { hop: rewritten.hop, step: rewritten.index } : {}),
    ...(rule ? { rule } : {}),
  };
}

/** It took another way: a signpost of the player's own chose it (F-2), else whatever gave it the stamp it left under (E-14). */
function viaFailure(trace: Trace, wanted: readonly string[]): Failure {
  const ruled = (wantedType: Step['type']) => findStep(trace, ({ type, rule }) => type === wantedType && rule !== undefined);
  const chose = ruled('route') ?? ruled('sourceTranslation');
  return {
    code: 'goal.via',
    params: { ...endsOf(trace), wanted: wanted.join(', '), via: trace.via.join(', ') || '–' },
    ...(chose ? { hop: chose.hop, step: chose.index } : {}),
    ...(chose?.step.rule ? { rule: chose.step.rule } : {}),
  };
}

function passesInOrder(via: readonly string[], wanted: readonly string[]): boolean {
  let from = 0;
  return wanted.every((device) => {
    const index = via.indexOf(device, from);
    from = index + 1;
    return index >= 0;
  });
}

interface Located {
  readonly hop: number;
  readonly index: number;
  readonly step: Step;
}

/** The step of this walk that ended it. */
export function lastStep(walk: Walk): Located | undefined {
  for (let hop = walk.hops.length - 1; hop >= 0; hop--) {
    const steps = walk.hops[hop]?.steps ?? [];
    const step = steps.at(-1);
    if (step) return { hop, index: steps.length - 1, step };
  }
  return undefined;
}

/** The last step of this walk that `wanted` accepts. */
export function findStep(walk: Walk, wanted: (step: Step) => boolean): Located | undefined {
  for (let hop = walk.hops.length - 1; hop >= 0; hop--) {
    const steps = walk.hops[hop]?.steps ?? [];
    const index = steps.findLastIndex(wanted);
    const step = steps[index];
    if (step) return { hop, index, step };
  }
  return undefined;
}

function endsOf(trace: Trace): { from: string; to: string } {
  return { from: trace.flow.from, to: trace.flow.to };
}

function placeOf(walk: Walk, at: Located | undefined): { place: string } {
  return { place: (at && walk.hops[at.hop]?.at.name) ?? '–' };
}

function ruleParams(rule: Step['rule']): { object: string; field: string } | undefined {
  return rule && { object: rule.object, field: rule.field };
}

function outcomeClass(outcome: string): string {
  return outcome.startsWith('http-') ? 'http' : outcome;
}
