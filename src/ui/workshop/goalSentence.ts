// What a goal says when nobody wrote a sentence for it: its ends and its kind, in the words of the player.
import type { Goal } from '../../engine/goals/goal.ts';
import type { Params } from '../context.tsx';

type Say = (key: string, params?: Params) => string;

export function goalSentence(goal: Goal, t: Say): string {
  const ends = 'from' in goal ? { from: codes(goal.from), to: codes(goal.to) } : {};
  if (goal.type === 'exposure') return t('made.goal.exposure', { most: goal.most });
  if (goal.type === 'passesThrough') return t('made.goal.passesThrough', { ...ends, via: codes(goal.via) });
  if (goal.type === 'arrivesWithSource')
    return goal.source === 'pod' || goal.source === 'node'
      ? t(`made.goal.source.${goal.source}`, ends)
      : t('made.goal.arrivesWithSource', { ...ends, source: codes([goal.source]) });
  return t(`made.goal.${goal.type}`, ends);
}

/** Prose shows them as code; back quotes inside would end it. */
function codes(names: readonly string[]): string {
  const shown = names.slice(0, 4).map((name) => `\`${name.replaceAll('`', '')}\``);
  return shown.join(', ') + (names.length > shown.length ? ' …' : '');
}
