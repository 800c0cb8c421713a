// A trace that a proxy cuts: the client's connection ends at the controller or gateway, which opens one of its own. Each is a talk by itself.
// Rules: PW16, C-7, C-17 (the proxy's own connection), C-13 (what the client hears when the backend does not answer).
import type { Hop, Outcome, Step, Trace } from '../../forward/trace.ts';
import type { Packet } from '../../net/packet.ts';

export interface TalkLeg {
  readonly hops: readonly Hop[];
  /** Index of its first hop in the trace. */
  readonly offset: number;
  /** As the one who opened it finds it. */
  readonly outcome: Outcome;
  readonly sent: Packet | undefined;
  /** What is asked; '' where nobody speaks HTTP. */
  readonly url: string;
}

export function splitLegs({ hops, verdict, flow }: Trace): TalkLeg[] {
  const legs: { hops: Hop[]; offset: number }[] = [{ hops: [], offset: 0 }];
  hops.forEach(({ at, steps }, index) => {
    let kept: Step[] = [];
    const close = (): void => {
      if (kept.length > 0) legs.at(-1)?.hops.push({ at, steps: kept });
      kept = [];
    };
    for (const step of steps) {
      // What the proxy makes of its backend's silence is said to the client, not on the wire to the backend.
      if (legs.length > 1 && step.code.endsWith('.badGateway')) continue;
      kept.push(step);
      if (!isForwarding(step)) continue;
      close();
      legs.push({ hops: [], offset: index });
    }
    close();
  });
  return legs.map((leg, index) => {
    const sent = leg.hops[0]?.steps.find(({ type }) => type === 'send')?.after;
    const { scheme, host, path } = sent?.http ?? {};
    const own = scheme === undefined ? '' : `${scheme}://${host}${path}`;
    return {
      ...leg,
      sent,
      outcome: index === 0 ? verdict.outcome : outcomeOf(leg.hops, verdict.outcome),
      url: index === 0 ? flow.to : own,
    };
  });
}

function isForwarding({ type, effect }: Step): boolean {
  return type === 'http' && effect === 'rewrite';
}

function outcomeOf(hops: readonly Hop[], all: Outcome): Outcome {
  const last = hops.at(-1)?.steps.at(-1);
  if (last?.type === 'http') return all;
  if (last?.effect === 'deliver') return 'delivered';
  return last?.effect === 'refuse' ? 'refused' : 'timeout';
}
