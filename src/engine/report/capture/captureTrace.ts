// A finished trace as packets at every interface it passes: the lookup, then the talk that the verdict allows. Decides nothing itself.
// Rules: aks.md 0.2, H-7, PW20, E-27.
import type { DnsQuery, Outcome, Trace } from '../../forward/trace.ts';
import type { Capture, CapturedPacket } from './capturedPacket.ts';
import type { CaptureFacts, Crossing } from './crossings.ts';
import { recordLookup } from './dnsTalk.ts';
import { splitLegs } from './legs.ts';
import { findLostAnswer } from './answerWay.ts';
import { recordLegs, wayOf } from './legTalk.ts';
import { openRecorder, WALKED_PORT, type Way } from './talk.ts';

/** The trace, and how the engine walks a question of its lookup to a server. */
export interface CaptureInput {
  readonly trace: Trace;
  readonly facts: CaptureFacts;
  readonly walkOf: (query: DnsQuery) => Trace | undefined;
}

const AFTER_LOOKUP = 200;
const UNKNOWN_DELAY = 400;
const NO_TALK: ReadonlySet<Outcome> = new Set(['nxdomain', 'nodata', 'dns-timeout']);

export function captureTrace({ trace, facts, walkOf }: CaptureInput): Capture {
  const recorder = openRecorder();
  const ways = new Map<string, Way | undefined>();
  const wayOfQuestion = (query: DnsQuery): Way | undefined => {
    const key = `${query.client} ${query.clientIP} ${query.server}`;
    if (!ways.has(key)) {
      const walked = walkOf(query);
      const lost = walked && findLostAnswer(walked);
      ways.set(key, walked ? wayOf(walked, facts, lost && { lost, offset: 0 }) : wayOfUnwalked(query));
    }
    return ways.get(key);
  };
  const known = trace.dns ? recordLookup(recorder, trace.dns, wayOfQuestion) + AFTER_LOOKUP : 0;
  const { outcome, reason } = trace.verdict;
  if (reason !== 'dns' && !NO_TALK.has(outcome)) recordLegs(recorder, { trace, facts, legs: splitLegs(trace), depth: 0 }, known);
  const packets = recorder.packets.map((packet, order) => ({ packet, order }));
  packets.sort((a, b) => a.packet.time - b.packet.time || a.order - b.order);
  return { points: recorder.points, packets: packets.map(({ packet }): CapturedPacket => packet), verdict: trace.verdict };
}

/** A server that stands in for one the world does not list: its own interface shows the question, nothing else is known of its way. */
function wayOfUnwalked({ client, clientIP, server }: DnsQuery): Way | undefined {
  if (!client.includes('/')) return undefined;
  const ends = { sourceIP: clientIP, sourcePort: WALKED_PORT, destinationIP: server, destinationPort: 53 };
  const crossing: Crossing = {
    hop: 0,
    place: { kind: 'pod', name: client },
    interface: 'eth0',
    direction: 'out',
    routers: 0,
    delay: 0,
    packet: { protocol: 'UDP', ...ends },
  };
  return { out: [crossing], back: [crossing], delay: UNKNOWN_DELAY, routers: 0 };
}
