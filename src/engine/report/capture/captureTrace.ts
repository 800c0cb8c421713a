// A finished trace as packets at every interface it passes: the lookup, then the talk that the verdict allows. Decides nothing itself.
// Rules: aks.md 0.2, H-7, PW20, E-27.
import type { DnsQuery, Outcome, Trace } from '../../forward/trace.ts';
import { type Capture, type CapturedPacket, EMPTY_PAYLOAD } from './capturedPacket.ts';
import { type CaptureFacts, type Crossing, passageOf } from './crossings.ts';
import { recordLookup } from './dnsTalk.ts';
import { exchangeOf } from './exchange.ts';
import { type Message, openRecorder, record, WALKED_PORT, type Way } from './talk.ts';
import { type Manner, tcpTalk } from './tcpTalk.ts';

/** The trace, and how the engine walks a question of its lookup to a server. */
export interface CaptureInput {
  readonly trace: Trace;
  readonly facts: CaptureFacts;
  readonly walkOf: (query: DnsQuery) => Trace | undefined;
}

const AFTER_LOOKUP = 200;
const UNKNOWN_DELAY = 400;
const THINK = 60;
const GREETING = Uint8Array.from([0x68, 0x65, 0x6c, 0x6c, 0x6f, 0x0a]);
const NO_TALK: ReadonlySet<Outcome> = new Set(['nxdomain', 'nodata', 'dns-timeout']);

export function captureTrace({ trace, facts, walkOf }: CaptureInput): Capture {
  const recorder = openRecorder();
  const ways = new Map<string, Way | undefined>();
  const wayOfQuestion = (query: DnsQuery): Way | undefined => {
    const key = `${query.client} ${query.clientIP} ${query.server}`;
    if (!ways.has(key)) {
      const walked = walkOf(query);
      ways.set(key, walked ? wayOf(walked, facts) : wayOfUnwalked(query));
    }
    return ways.get(key);
  };
  const known = trace.dns ? recordLookup(recorder, trace.dns, wayOfQuestion) + AFTER_LOOKUP : 0;
  const protocol = trace.tuple?.protocol;
  if (!NO_TALK.has(trace.verdict.outcome) && (protocol === 'TCP' || protocol === 'UDP')) {
    const way = wayOf(trace, facts);
    const messages = protocol === 'TCP' ? talkOver(trace, way, known) : datagrams(trace, way, known);
    record(recorder, way, { clientPort: trace.tuple?.sourcePort ?? WALKED_PORT, messages });
  }
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

/** Answers come back as far as the reply's own walk did. */
function wayOf(trace: Trace, facts: CaptureFacts): Way {
  const { crossings, routers, delay } = passageOf(trace, facts);
  const lost = trace.reply && trace.reply.verdict.outcome !== 'delivered';
  const reached = lost ? trace.hops.length - (trace.reply?.hops.length ?? 0) : 0;
  return { out: crossings, back: crossings.filter(({ hop }) => hop >= reached), delay, routers };
}

function talkOver(trace: Trace, { delay }: Way, start: number): Message[] {
  const { sourceIP = '', sourcePort = 0, destinationIP = '', destinationPort = 0 } = trace.tuple ?? {};
  const name = `${sourceIP}:${sourcePort} ${destinationIP}:${destinationPort}`;
  return tcpTalk({ start, delay, manner: mannerOf(trace), exchange: exchangeOf(trace, name), name });
}

function mannerOf({ verdict, reply }: Trace): Manner {
  if (verdict.outcome === 'refused') return 'refused';
  if (verdict.outcome === 'reset') return 'cut';
  if (verdict.outcome !== 'timeout') return 'complete';
  return reply && reply.hops.length > 0 ? 'astray' : 'silence';
}

/** One datagram, and one back where somebody takes it. */
function datagrams({ verdict, reply }: Trace, { delay }: Way, start: number): Message[] {
  const asked: Message = { from: 'client', time: start, payload: GREETING };
  const time = start + delay + THINK;
  if (verdict.outcome === 'refused') return [asked, { from: 'server', time, payload: EMPTY_PAYLOAD, unreachable: true }];
  return verdict.outcome === 'timeout' && !reply ? [asked] : [asked, { from: 'server', time, payload: GREETING }];
}
