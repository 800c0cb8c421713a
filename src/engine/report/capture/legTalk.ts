// What is said on each leg of a trace: the client's talk, and while it waits for its answer the proxy's own with the backend.
// Rules: H-7, PW16, E-27. Times are illustrative.
import type { Outcome, Trace } from '../../forward/trace.ts';
import { hashText } from '../../net/hash.ts';
import { findLostAnswer, type LostAnswer, wayWith } from './answerWay.ts';
import { EMPTY_PAYLOAD } from './capturedPacket.ts';
import { type CaptureFacts, passageOf } from './crossings.ts';
import { type DnsMessage, encodeDns, isDnsPort } from './dnsMessage.ts';
import { exchangeOf } from './exchange.ts';
import type { TalkLeg } from './legs.ts';
import { type Message, type Recorder, record, WALKED_PORT, type Way } from './talk.ts';
import { type Manner, tcpTalk } from './tcpTalk.ts';

const THINK = 60;
/** nginx waits five seconds for a handshake. */
const PROXY_PATIENCE = 5_000_000;
const PROXY_PORT = 50_000;
/** What is asked of a name server, where a flow is to one and does not say. */
const SOME_NAME = { name: 'example.com', type: 'A' } as const;

export interface Journey {
  readonly trace: Trace;
  readonly facts: CaptureFacts;
  /** Those still to be told; the first of all is the client's own. */
  readonly legs: readonly TalkLeg[];
  readonly depth: number;
}

/** The client's talk, and within it, while it waits for its answer, the proxy's own. Returns how long it lasts. */
export function recordLegs(recorder: Recorder, journey: Journey, start: number): number {
  const { trace, facts, legs, depth } = journey;
  const [leg, ...further] = legs;
  if (!leg) return 0;
  const lost = findLostAnswer(trace);
  const way = wayOf(leg, facts, lost && { lost, offset: leg.offset });
  const behind = depth > 0;
  const clientPort = behind ? PROXY_PORT + depth : (trace.tuple?.sourcePort ?? WALKED_PORT);
  const speak = (think?: number): Message[] =>
    messagesOf(leg, { way, start, lost, behind, ...(think === undefined ? {} : { think }) });
  let messages = speak();
  if (further.length > 0) {
    const asked = arrivalOf(messages, way.delay) ?? start;
    messages = speak(2 * THINK + recordLegs(recorder, { ...journey, legs: further, depth: depth + 1 }, asked + THINK));
  }
  record(recorder, way, { clientPort, messages });
  const last = messages.at(-1)?.time ?? start;
  // Where nobody answers, patience ends later than the last repetition.
  return (leg.outcome === 'timeout' ? PROXY_PATIENCE : last - start) + way.delay;
}

/** When the server has the request: the client's last words before the server's last. */
function arrivalOf(messages: readonly Message[], delay: number): number | undefined {
  const spoken = messages.filter(({ payload }) => payload !== undefined && payload.length > 0);
  const answer = spoken.findLastIndex(({ from }) => from === 'server');
  const question = spoken.slice(0, answer < 0 ? undefined : answer).findLast(({ from }) => from === 'client');
  return question && question.time + delay;
}

/** Answers come back as far as the reply's own walk did. */
export function wayOf(
  leg: Pick<Trace, 'hops'>,
  facts: CaptureFacts,
  answer?: { readonly lost: LostAnswer; readonly offset: number },
): Way {
  return wayWith(passageOf(leg, facts), answer?.lost, { offset: answer?.offset ?? 0, gates: facts.gates });
}

interface Speaking {
  readonly way: Way;
  readonly start: number;
  readonly think?: number;
  readonly lost: LostAnswer | undefined;
  readonly behind: boolean;
}

function messagesOf(leg: TalkLeg, { way, start, think, lost, behind }: Speaking): Message[] {
  const { sent, outcome, url } = leg;
  if (!sent || sent.protocol === 'SCTP' || sent.protocol === 'ICMP') return [];
  if (sent.protocol === 'UDP') return datagrams(leg, way, { start, lost });
  const name = `${sent.sourceIP}:${sent.sourcePort} ${sent.destinationIP}:${sent.destinationPort}${behind ? ' proxy' : ''}`;
  const exchange = exchangeOf({ to: url, outcome, name, ...(think === undefined ? {} : { think }) });
  return tcpTalk({
    start,
    delay: way.delay,
    manner: mannerOf(outcome, lost),
    exchange,
    name,
    ...(behind ? { patience: PROXY_PATIENCE } : {}),
  });
}

function mannerOf(outcome: Outcome, lost: LostAnswer | undefined): Manner {
  if (outcome === 'refused') return 'refused';
  if (outcome === 'reset') return 'cut';
  if (outcome !== 'timeout') return 'complete';
  if (!lost) return 'silence';
  return lost.around ? 'oneSided' : 'astray';
}

/** One datagram without words, to a name server a question; and one back where somebody takes it. */
function datagrams(
  { outcome, sent }: TalkLeg,
  { delay, out }: Way,
  { start, lost }: Pick<Speaking, 'start' | 'lost'>,
): Message[] {
  const isQuestion = out.some(({ packet }) => isDnsPort(packet.destinationPort));
  const said = (response?: DnsMessage['response']): Pick<Message, 'dns' | 'payload'> => {
    if (!isQuestion) return { payload: EMPTY_PAYLOAD };
    const id = hashText(`${sent?.sourceIP} ${sent?.destinationIP}`, 6) & 0xffff;
    const dns: DnsMessage = { id, question: SOME_NAME, ...(response ? { response } : {}) };
    return { dns, payload: encodeDns(dns) };
  };
  const asked: Message = { from: 'client', time: start, ...said() };
  const time = start + delay + THINK;
  if (outcome === 'refused') return [asked, { from: 'server', time, payload: EMPTY_PAYLOAD, unreachable: true }];
  return outcome === 'timeout' && !lost
    ? [asked]
    : [asked, { from: 'server', time, ...said({ code: 'NOERROR', authoritative: false, answers: [] }) }];
}
