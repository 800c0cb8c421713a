// A walk as a row of stops for the drawing: one stop a place, the addresses on the envelope between them, and where it ended. Pure.
import type { Place, Trace, Walk } from '../../engine/forward/trace.ts';
import type { RuleRef } from '../../engine/model/ruleRef.ts';

export interface WalkStop {
  readonly place: Place;
  /** What happened here, to say so: the last step's object where it stopped the letter. */
  readonly mark?: 'arrived' | 'stopped';
  /** On the envelope as it leaves, and whether it was stamped anew here. */
  readonly source: string;
  readonly destination: string;
  readonly newSource: boolean;
  readonly newDestination: boolean;
}

export interface WalkRow {
  readonly direction: 'forward' | 'reply';
  readonly stops: readonly WalkStop[];
}

/** The way there; the way back too where the answer goes astray. */
export function walkRows(trace: Trace): readonly WalkRow[] {
  const rows: WalkRow[] = [{ direction: 'forward', stops: stopsOf(trace) }];
  const { reply } = trace;
  if (trace.hops.length > 0 && reply && reply.verdict.outcome !== 'delivered' && reply.hops.length > 0)
    rows.push({ direction: 'reply', stops: stopsOf(reply) });
  return rows;
}

function stopsOf(walk: Walk): WalkStop[] {
  const stops: WalkStop[] = [];
  for (const hop of walk.hops) {
    const last = hop.steps.at(-1)?.after;
    const first = hop.steps[0]?.before;
    if (!last || !first) continue;
    const before = stops.at(-1);
    const stop: WalkStop = {
      place: hop.at,
      source: last.sourceIP,
      destination: last.destinationIP,
      newSource: first.sourceIP !== last.sourceIP,
      // A name that became an address is no new stamp.
      newDestination: first.destinationIP !== '' && first.destinationIP !== last.destinationIP && stops.length > 0,
    };
    if (before && before.place.kind === hop.at.kind && before.place.name === hop.at.name) {
      stops.pop();
      stops.push({
        ...stop,
        newSource: stop.newSource || before.newSource,
        newDestination: stop.newDestination || before.newDestination,
      });
    } else stops.push(stop);
  }
  const end = stops.pop();
  // What arrived has arrived, also where the answer is then lost.
  const effect = walk.hops.findLast(({ steps }) => steps.length > 0)?.steps.at(-1)?.effect;
  const stopped = effect === 'drop' || effect === 'refuse' || (effect !== 'deliver' && walk.verdict.outcome !== 'delivered');
  if (end) stops.push({ ...end, mark: stopped ? 'stopped' : 'arrived' });
  return stops;
}

/** The object and field that ended it, of the reply where the reply was lost. */
export function deciderOf(trace: Trace): RuleRef | undefined {
  const lost = trace.reply && trace.reply.verdict.outcome !== 'delivered' ? trace.reply.verdict : undefined;
  return lost?.rule ?? trace.verdict.rule;
}

/** It arrived and its answer came home. */
export function arrived(trace: Trace): boolean {
  return trace.verdict.outcome === 'delivered' && (trace.reply === undefined || trace.reply.verdict.outcome === 'delivered');
}
