// The envelope's way for a finished trace: one line through corridors, forward walk and then the reply's, and where on it each step
// happens. Positions are the playback's flat index over steps. Pure.
import type { Hop, Step, Trace } from '../engine/forward/trace.ts';
import { pathLength, type Router, thingAt } from './layout/route.ts';
import type { Layout, Placed } from './layout/types.ts';
import type { Point } from './projection.ts';

export interface WayStop {
  readonly thing: Placed;
  readonly step: Step;
  readonly direction: 'forward' | 'reply';
  /** How far along the line. */
  readonly along: number;
}

export interface EnvelopeWay {
  readonly stops: readonly WayStop[];
  /** Both walks, one after the other. */
  readonly line: readonly Point[];
  /** How much of the line is the forward walk. */
  readonly forward: number;
}

export interface WayContext {
  readonly layout: Layout;
  readonly router: Router;
}

export function envelopeWay({ layout, router }: WayContext, trace: Trace): EnvelopeWay {
  const service = serviceOf(trace);
  const stops: WayStop[] = [];
  const line: Point[] = [];
  let last: Placed | undefined;
  let along = 0;
  const add = (hops: readonly Hop[], direction: WayStop['direction']): void => {
    for (const hop of hops) {
      // A place that this house does not show stays where the envelope was.
      const thing: Placed | undefined = guardAt(layout, hop) ?? thingAt(layout, hop.at, service) ?? last ?? layout.things[0];
      if (!thing) continue;
      if (!last) line.push(thing.port);
      else if (last !== thing) {
        const way = router.route(last, thing);
        along += pathLength(way);
        line.push(...way.slice(1));
      }
      last = thing;
      for (const step of hop.steps) stops.push({ thing, step, direction, along });
    }
  };
  add(trace.hops, 'forward');
  const forward = along;
  if (trace.reply) add(trace.reply.hops, 'reply');
  return { stops, line, forward };
}

/** A security group judges where its guard stands, at the entrance of the subnet. */
function guardAt({ bySelection }: Layout, { at, steps }: Hop): Placed | undefined {
  if (at.kind !== 'subnet' || !steps.some(({ type }) => type === 'nsg')) return undefined;
  return bySelection.get(`guard:${at.name}`);
}

/** `ns/name` of the Service whose front door the flow used. */
function serviceOf(trace: Trace): string | undefined {
  for (const hop of trace.hops) {
    if (hop.at.kind !== 'loadBalancer') continue;
    for (const step of hop.steps) {
      const name = step.params['service'];
      if (typeof name === 'string') return name;
    }
  }
  return undefined;
}
