// Sentences of a load run: why a connection was lost, what a port book is called, why a run was refused. Pure.
import type { Ending } from '../../engine/report/load/tally.ts';
import type { LoadRunView } from '../../store/loadTypes.ts';
import type { Params } from '../context.tsx';

type Say = (key: string, params?: Params) => string;

/** Reasons that only load over time knows. */
const OWN: ReadonlySet<string> = new Set([
  'snat-exhausted',
  'idle-timeout',
  'endpoint-gone',
  'node-gone',
  'ports-reallocated',
  'egress-changed',
  'no-sender',
  'unsupported',
]);

export function lostSentence({ flow, outcome, reason }: Ending, t: Say): string {
  if (OWN.has(reason)) return t(`load.lost.${reason}`);
  if (reason !== '') return t('load.lost.other', { why: t(`drop.${reason}`) });
  if (outcome.startsWith('http-')) return t('outcome.http', { status: outcome.slice(5) });
  return t(`outcome.${outcome}`, { from: flow });
}

/** `lb:kubernetes room-0` and its like. */
export function bookTitle(book: string, t: Say): string {
  const [device = '', node = ''] = book.split(' ');
  if (device === 'lb:kubernetes') return t('load.book.node', { node });
  if (device === 'OutboundNAT') return t('load.book.windows', { node });
  return device === 'natgw:managed' ? t('load.book.managed') : book;
}

export function refusalText({ code, params }: NonNullable<LoadRunView['refused']>, t: Say): string {
  const known = code === 'badPlan' || code === 'stale' || code === 'noRun' || code === 'tooComplex';
  const why = known ? t(`load.refused.${code}`, params) : t('load.refused.other', { code });
  return t('load.refused', { why });
}
