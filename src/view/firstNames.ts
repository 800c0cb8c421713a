// Whose names the board writes before all others: the ends of goals that fail, the end of a connection and whatever it fits, and where the walking envelope
// begins and ends. Pure.
import type { GoalResult } from '../engine/goals/goal.ts';
import type { Connecting } from '../store/connectState.ts';
import { thingAt } from './layout/route.ts';
import type { Layout } from './layout/types.ts';
import type { EnvelopeWay } from './envelopeWay.ts';

export const NOBODY: ReadonlySet<string> = new Set();
/** More than this, and nothing comes first. */
const MOST_GOALS = 12;
const MOST_TARGETS = 40;

export function firstNames(
  layout: Layout,
  goals: readonly GoalResult[],
  connecting: Connecting | undefined,
): ReadonlySet<string> {
  const first = new Set<string>();
  for (const { pass, trace } of goals.filter((goal) => !goal.pass).slice(0, MOST_GOALS)) {
    if (pass || !trace) continue;
    for (const hop of [trace.hops[0], trace.hops[trace.hops.length - 1]]) {
      const thing = hop && thingAt(layout, hop.at, undefined);
      if (thing) first.add(thing.selection);
    }
  }
  if (connecting) {
    first.add(connecting.from);
    if (connecting.over !== undefined) first.add(connecting.over);
    for (const { selection, refusal } of (connecting.targets ?? []).filter((target) => !target.refusal).slice(0, MOST_TARGETS))
      if (!refusal) first.add(selection);
  }
  return first;
}

/** First and last thing of the walk there. */
export function endsOf(way: EnvelopeWay | undefined): readonly string[] {
  const there = way?.stops.filter(({ direction }) => direction === 'forward') ?? [];
  const ends = [there[0], there[there.length - 1]].flatMap((stop) => stop?.thing.selection ?? []);
  return [...new Set(ends)];
}
