// Needs: what a list of wanted flows leaves over. Allowed flows that no need asks for, and needs that are not met with the reason why.
// Senders and receivers are spelled as in goals (`ns/deploy/NAME`, `ns/*`, a URL …). Rules: NP2, NP44 by report/exposure.ts; A-7.
import type { WalkAnswer } from '../forward/answer.ts';
import { refuse } from '../forward/answer.ts';
import type { Flow } from '../forward/trace.ts';
import { countExposedFlows, listExposedFlows, type OpenFlow } from '../report/exposure.ts';
import type { Failure } from './failure.ts';
import type { Goal } from './goal.ts';
import { judgeGoal } from './judge.ts';
import { listNeeded } from './needed.ts';
import type { World } from './world.ts';

export interface NeedsQuestion {
  readonly needs: readonly Flow[];
  /** Flows to name; 200 when absent. Above 100,000 open flows none is named, only counted. */
  readonly most?: number;
}

export interface UnmetNeed extends OpenFlow {
  readonly failure: Failure;
}

export interface NeedsReport {
  /** Every open flow, needed or not. */
  readonly open: number;
  readonly needed: number;
  readonly unneeded: { readonly count: number; readonly flows: readonly OpenFlow[] };
  readonly unmet: readonly UnmetNeed[];
}

const MOST_NEEDS = 2000;
const MOST_LISTED = 100_000;

export function weighNeeds(world: World, { needs, most = 200 }: NeedsQuestion): WalkAnswer<NeedsReport> {
  if (needs.length > MOST_NEEDS) return refuse('tooComplex', { needs: needs.length, most: MOST_NEEDS });
  const goals = needs.map(
    ({ from, to, protocol }, index): Goal => ({
      id: `need-${index}`,
      type: 'mustArrive',
      from: [from],
      to: [to],
      ...(protocol === undefined ? {} : { protocol }),
    }),
  );
  const wanted = listNeeded(world, goals);
  const open = countExposedFlows(world.dataplane, new Set());
  const count = countExposedFlows(world.dataplane, wanted);
  const flows = count > MOST_LISTED ? [] : listExposedFlows(world.dataplane, wanted).slice(0, most);
  const unmet = goals.flatMap((goal, index): UnmetNeed[] => {
    const { failure } = judgeGoal(world, goal);
    const { from = '', to = '' } = needs[index] ?? {};
    return failure ? [{ from, to, failure }] : [];
  });
  return { ok: true, value: { open, needed: open - count, unneeded: { count, flows }, unmet } };
}
