// What a goal says when nobody wrote a sentence for it: its ends and its kind, in the words of the player.
import type { Goal } from '../../engine/goals/goal.ts';
import type { Params } from '../context.tsx';

type Say = (key: string, params?: Params) => string;

export function goalSentence(goal: Goal, t: Say): string {
  const ends = 'from' in goal ? { from: list(goal.from, t), to: list(goal.to, t) } : {};
  if (goal.type === 'exposure') return t('made.goal.exposure', { most: goal.most });
  if (goal.type === 'passesThrough') return t('made.goal.passesThrough', { ...ends, via: codes(goal.via) });
  if (goal.type === 'arrivesWithSource')
    return goal.source === 'pod' || goal.source === 'node'
      ? t(`made.goal.source.${goal.source}`, ends)
      : t('made.goal.arrivesWithSource', { ...ends, source: codes([goal.source]) });
  if (goal.type === 'mustArrive') return arrival(goal, ends, t);
  return t(`made.goal.${goal.type}`, ends);
}

/** What is asked of DNS is part of what such a goal wants, so it is said. Rules: DNS4, G-2. */
function arrival({ firstQuestion, questionsInside }: Extract<Goal, { type: 'mustArrive' }>, ends: Params, t: Say): string {
  const asks = [
    ...(firstQuestion === undefined ? [] : [t('made.goal.firstQuestion', { ...ends, name: codes([firstQuestion]) })]),
    ...(questionsInside === true ? [t('made.goal.questionsInside', ends)] : []),
  ];
  return asks.length > 0 ? asks.join(' ') : t('made.goal.mustArrive', ends);
}

/** Pods by the name of their team, ports apart, the street by who stands there; everything else as it is written. */
const READ: readonly (readonly [pattern: RegExp, key: string])[] = [
  [/^pods:(?<ns>[\w.-]+)\/(?:deploy\/)?(?<name>[\w.-]+):(?<port>[\w-]+)$/, 'made.end.pods'],
  [/^pod:(?<ns>[\w.-]+)\/(?:deploy\/)?(?<name>[\w.-]+):(?<port>[\w-]+)$/, 'made.end.pod'],
  [/^pod:(?<ns>[\w.-]+)\/(?<name>[\w.-]+)$/, 'made.end.team'],
  [/^(?<ns>[\w.-]+)\/deploy\/(?<name>[\w.-]+)$/, 'made.end.team'],
  [/^internet:(?<name>[\w.-]+)$/, 'made.end.street'],
  [/^onprem:(?<name>[\w.-]+)$/, 'made.end.headquarters'],
];

function list(names: readonly string[], t: Say): string {
  const shown = names.slice(0, 4).map((name) => {
    for (const [pattern, key] of READ) {
      const parts = pattern.exec(name)?.groups;
      if (parts) return t(key, parts);
    }
    return code(name);
  });
  return shown.join(', ') + (names.length > shown.length ? ' …' : '');
}

function codes(names: readonly string[]): string {
  const shown = names.slice(0, 4).map(code);
  return shown.join(', ') + (names.length > shown.length ? ' …' : '');
}

/** Prose shows it as code; back quotes inside would end it. */
function code(name: string): string {
  return `\`${name.replaceAll('`', '')}\``;
}
