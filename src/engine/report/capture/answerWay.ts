// The way of the answers, where it is not the way of the questions: lost on the road, or led to a gate that never saw the question, or past the
// gate that did. Rules: E-27, E-41, H-7.
import type { Hop, Trace } from '../../forward/trace.ts';
import type { Packet } from '../../net/packet.ts';
import type { CaptureFacts, Crossing, Passage } from './crossings.ts';
import type { Way } from './talk.ts';

/** Microseconds from where the answer was last seen to the gate that gets it; illustrative. */
const TO_GATE = 150;

/** Where the answer of this walk got lost; undefined where it came home, or there was none. */
export function findLostAnswer({ hops, reply }: Pick<Trace, 'hops' | 'reply'>): LostAnswer | undefined {
  if (!reply || reply.verdict.outcome === 'delivered') return undefined;
  const step = reply.hops.at(-1)?.steps.at(-1);
  const to = String(step?.params['to'] ?? '');
  return {
    reached: reachedBy(hops, reply.hops),
    gate: to,
    around: step?.code === 'reply.bypassed',
    packet: step?.before,
  };
}

/** Guards and load balancers are silent on the way back, so places are looked for one by one. */
function reachedBy(hops: readonly Hop[], back: readonly Hop[]): number {
  let index = hops.length;
  for (const { at } of back) {
    const found = hops.slice(0, index).findLastIndex((hop) => hop.at.kind === at.kind && hop.at.name === at.name);
    if (found >= 0) index = found;
  }
  return index;
}

export interface LostAnswer {
  /** Index of the last hop of the question's way that saw it. */
  readonly reached: number;
  /** Who got it, or whom it went round. */
  readonly gate: string;
  readonly around: boolean;
  readonly packet: Packet | undefined;
}

/** `gates`: where one may look for what went astray. */
export function wayWith(
  { crossings, routers, delay }: Passage,
  lost: LostAnswer | undefined,
  { offset, gates }: { readonly offset: number; readonly gates: CaptureFacts['gates'] },
): Way {
  const way = { out: crossings, delay, routers };
  if (!lost) return { ...way, back: crossings };
  const isGate = ({ place }: Crossing): boolean => place.kind === 'azureFirewall' && place.name === lost.gate;
  if (lost.around) {
    const first = crossings.findIndex(isGate);
    return {
      ...way,
      back: crossings.filter((crossing) => !isGate(crossing)),
      // Past its own interface the gate lets nothing more of this talk.
      stopped: first < 0 ? crossings : crossings.slice(0, first + 1),
    };
  }
  const back = crossings.filter(({ hop }) => hop + offset >= lost.reached);
  const [last] = back;
  const lostPacket = lost.packet;
  if (!last || !lostPacket) return { ...way, back };
  const { sourceIP, sourcePort, destinationIP, destinationPort } = lostPacket;
  const ends = { sourceIP: destinationIP, sourcePort: destinationPort, destinationIP: sourceIP, destinationPort: sourcePort };
  const astray = (gates.get(lost.gate) ?? []).flatMap(({ place, passes }, index): Crossing[] => {
    const seen = {
      ...last,
      place,
      interface: 'eth0',
      packet: { ...lostPacket, ...ends },
      delay: last.delay - TO_GATE * (index + 1),
    };
    return passes
      ? [
          { ...seen, direction: 'out' },
          { ...seen, direction: 'in' },
        ]
      : [{ ...seen, direction: 'out' }];
  });
  return { ...way, back: [...astray.reverse(), ...back] };
}
