// The difference between two walks at one moment, as a sentence; and how each of them ended. Pure.
import type { Step, Trace } from '../../engine/forward/trace.ts';
import type { BothWalks, ComparedSide } from '../../store/comparison.ts';
import { positionsAt } from '../../store/inStep.ts';
import { flattenTrace } from '../../store/playback.ts';
import type { Params } from '../context.tsx';

export type Say = (key: string, params?: Params) => string;

export interface Naming {
  readonly t: Say;
  /** The mode of a side. */
  readonly nameOf: (side: ComparedSide) => string;
}

export function walkDifference(
  walks: BothWalks,
  position: number,
  { t, nameOf }: Naming,
): { readonly differs: boolean; readonly text: string } {
  const moment = walks.moments[position];
  if (!moment?.difference) return { differs: false, text: t('ui.compare.moment.same') };
  const { difference, by } = moment;
  if (by === undefined) return { differs: true, text: t('ui.compare.moment.decided', bothRules(walks, position)) };
  const other = by === 'left' ? 'right' : 'left';
  const at = positionsAt(walks.moments, position);
  const [own, their] = [stepAt(walks[by], at[by]), stepAt(walks[other], at[other])];
  return {
    differs: true,
    text: t(`ui.compare.moment.${difference}`, {
      mode: nameOf(by),
      other: nameOf(other),
      from: own?.before.sourceIP ?? '',
      to: own?.after.sourceIP ?? '',
      kept: their?.after.sourceIP ?? '',
      address: own ? `${own.after.destinationIP}:${own.after.destinationPort}` : '',
      step: own ? t(`step.${own.type}`) : '',
    }),
  };
}

function bothRules(walks: BothWalks, position: number): Params {
  const at = positionsAt(walks.moments, position);
  const rule = (side: ComparedSide): string => {
    const step = stepAt(walks[side], at[side]);
    return step?.rule?.object ?? step?.code ?? '';
  };
  return { left: rule('left'), right: rule('right') };
}

function stepAt(trace: Trace, position: number): Step | undefined {
  return flattenTrace(trace)[position]?.step;
}

export function verdictText(trace: Trace, t: Say): string {
  const { outcome } = trace.verdict;
  return t(`outcome.${outcome.startsWith('http-') ? 'http' : outcome}`, {
    to: trace.deliveredTo ?? trace.flow.to,
    from: trace.flow.from,
    source: trace.sourceSeen ?? '',
    status: outcome.slice(5),
  });
}
