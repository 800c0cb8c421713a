// What became of the shown letter, in one sentence: an instant no or a long silence, who said it and why; and what its goal says of it. Pure.
import type { Trace } from '../../engine/forward/trace.ts';
import type { GoalResult } from '../../engine/goals/goal.ts';
import type { Params } from '../context.tsx';
import type { Mark } from '../parts/Status.tsx';

export type Say = (key: string, params?: Params) => string;

/** Last steps with a sentence of their own; every other end is told by its reason. */
const OWN: ReadonlySet<string> = new Set([
  'service.noEndpoints',
  'service.selectsNobody',
  'service.unfilled',
  'deliver.notListening',
  'deliver.otherPort',
]);
const UNLISTED: ReadonlySet<string> = new Set(['policy.egress.denied', 'policy.ingress.denied']);

export function outcomeText(trace: Trace, t: Say): string {
  const { outcome, reason } = trace.verdict;
  const walk = trace.reply && trace.reply.verdict.outcome !== 'delivered' ? trace.reply : trace;
  const hop = walk.hops.findLast(({ steps }) => steps.length > 0);
  const last = hop?.steps.at(-1);
  const params: Params = { ...last?.params, place: hop?.at.name ?? '–', from: trace.flow.from };
  if (outcome === 'refused' || outcome === 'timeout') {
    if (last && OWN.has(last.code)) return t(`verdict.${last.code}`, params);
    if (last && UNLISTED.has(last.code)) return t('verdict.policy', params);
    return reason === undefined
      ? t(`verdict.${outcome}.bare`, params)
      : t(`verdict.${outcome}`, { ...params, why: t(`drop.${reason}`) });
  }
  return t(`outcome.${outcome.startsWith('http-') ? 'http' : outcome}`, {
    to: trace.deliveredTo ?? trace.flow.to,
    from: trace.flow.from,
    source: trace.sourceSeen ?? '',
    status: outcome.slice(5),
  });
}

export interface JudgedBy {
  readonly number: number;
  readonly refuses: boolean;
  readonly result: GoalResult;
}

/** Of a goal's letter the goal speaks first: what arrived may be wrong, and what was stopped may be right. */
export function headline(trace: Trace, goal: JudgedBy | undefined, t: Say): { readonly mark: Mark; readonly text: string } {
  const arrived = trace.verdict.outcome === 'delivered';
  const what = outcomeText(trace, t);
  if (!goal) return { mark: arrived ? 'pass' : 'fail', text: what };
  const { number, refuses, result } = goal;
  if (result.pass) return { mark: 'pass', text: t(refuses ? 'verdict.goal.stopped' : 'verdict.goal.holds', { number, what }) };
  const why = whyText(result, t);
  if (!arrived || why === undefined) return { mark: 'fail', text: t('verdict.goal.fails', { number, what }) };
  return { mark: 'fail', text: t(refuses ? 'verdict.goal.not' : 'verdict.goal.arrived', { number, why }) };
}

/** `goal.source.by` → `verdict.why.source`; undefined where nothing arrived. */
export function whyText({ failure }: GoalResult, t: Say): string | undefined {
  const [, kind = '', detail = ''] = failure?.code.split('.') ?? [];
  if (kind === 'arrived') return t(`verdict.why.${detail}`, failure?.params);
  if (
    kind !== 'source' &&
    kind !== 'via' &&
    kind !== 'backends' &&
    kind !== 'receiver' &&
    kind !== 'reply' &&
    kind !== 'question'
  )
    return undefined;
  if (kind === 'question') return t(`verdict.why.question.${detail}`, failure?.params);
  const wanted = failure?.params['wanted'];
  return t(`verdict.why.${kind}`, { ...failure?.params, wanted: wanted === '' || wanted === undefined ? '–' : wanted });
}
