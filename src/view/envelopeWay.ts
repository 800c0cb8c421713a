// The envelope's way for a finished trace: where each step happens, and the corridors from one step's place to the next one's. Pure.
import type { Hop, Step, Trace } from '../engine/forward/trace.ts';
import { routeBetween, thingAt } from './layout/route.ts';
import type { Layout, Placed } from './layout/types.ts';
import type { Point } from './projection.ts';

export interface WayStop {
  readonly thing: Placed;
  readonly step: Step;
  readonly direction: 'forward' | 'reply';
}

export interface EnvelopeWay {
  readonly stops: readonly WayStop[];
  /** The whole forward way, for the dotted line. */
  readonly line: readonly Point[];
}

export function envelopeWay(layout: Layout, trace: Trace): EnvelopeWay {
  const service = serviceOf(trace);
  const stops: WayStop[] = [];
  let last: Placed | undefined;
  const add = (hops: readonly Hop[], direction: WayStop['direction']): void => {
    for (const hop of hops) {
      // A place that this layout does not show (an address of somebody) stays where the envelope was.
      const thing: Placed | undefined = thingAt(layout, hop.at, service) ?? last;
      for (const step of hop.steps) if (thing) stops.push({ thing, step, direction });
      last = thing ?? last;
    }
  };
  add(trace.hops, 'forward');
  const line: Point[] = [];
  stops.forEach((stop, index) => {
    const before = stops[index - 1];
    if (!before) line.push(...stop.thing.way.slice(0, 1));
    else if (before.thing !== stop.thing) line.push(...routeBetween(before.thing, stop.thing).slice(1));
  });
  if (trace.reply) add(trace.reply.hops, 'reply');
  return { stops, line };
}

/** `ns/name` of the Service whose front door the flow used. */
function serviceOf(trace: Trace): string | undefined {
  for (const hop of trace.hops) {
    for (const step of hop.steps) {
      const name = step.params['service'];
      if (hop.at.kind === 'loadBalancer' && typeof name === 'string') return name;
    }
  }
  return undefined;
}
