// What TCP says for each verdict: handshake, data and goodbye; a reset; a SYN repeated into silence; an answer that gets lost.
// Rules: H-7, E-12 (new SYNs fail silently), E-27. Virtual time in microseconds.
import { hashText } from '../../net/hash.ts';
import { EMPTY_PAYLOAD, TCP_FLAGS, type TcpSegment } from './capturedPacket.ts';
import type { Exchange } from './exchange.ts';
import type { Message } from './talk.ts';

/** How the talk goes. `astray`: the server answers and the client never hears. `oneSided`: it hears, and is heard no more. */
export type Manner = 'complete' | 'refused' | 'cut' | 'silence' | 'astray' | 'oneSided';

export interface TcpTalk {
  readonly start: number;
  /** Microseconds from end to end. */
  readonly delay: number;
  readonly manner: Manner;
  readonly exchange: readonly Exchange[];
  /** Microseconds that the client waits for a handshake; absent: until it has repeated itself six times. */
  readonly patience?: number;
  /** Names the connection: sequence numbers and clocks are a hash of it. */
  readonly name: string;
}

/** Linux gives up after six repetitions, each after twice the wait: 1, 3, 7, 15, 31 and 63 seconds. */
const SYN_SECONDS: readonly number[] = [0, 1, 3, 7, 15, 31, 63];
/** Words that nobody acknowledges are repeated, each time after twice the wait. */
const WORD_SECONDS: readonly number[] = [0, 0.2, 0.6, 1.4, 3, 6.2, 12.6, 25.4, 51];
const THINK = 60;
const SECOND = 1_000_000;
const WINDOWS = { client: { syn: 64_240, later: 502 }, server: { syn: 65_160, later: 509 } } as const;

type End = Message['from'];

interface Side {
  readonly clock: number;
  next: number;
  acknowledged: number;
  /** The peer's clock as last heard. */
  heard: number;
}

interface Line {
  readonly messages: Message[];
  readonly client: Side;
  readonly server: Side;
  readonly talk: TcpTalk;
}

export function tcpTalk(talk: TcpTalk): Message[] {
  const side = (end: End): Side => ({
    clock: hashText(`${talk.name} ${end} clock`, 3) >>> 1,
    next: hashText(`${talk.name} ${end}`, 2),
    acknowledged: 0,
    heard: 0,
  });
  const line: Line = { messages: [], client: side('client'), server: side('server'), talk };
  const { start, delay, manner } = talk;
  if (manner === 'silence' || manner === 'astray') knock(line);
  else if (manner === 'oneSided') believe(line);
  else if (manner === 'refused') {
    say(line, 'client', start, { flags: TCP_FLAGS.syn });
    reset(line, start + delay + THINK);
  } else converse(line);
  return line.messages;
}

/** Every SYN is the same one; each that arrives is answered anew. */
function knock(line: Line): void {
  const { start, delay, manner } = line.talk;
  for (const seconds of SYN_SECONDS) {
    if (seconds * SECOND >= (line.talk.patience ?? Infinity)) return;
    line.client.next = hashText(`${line.talk.name} client`, 2);
    line.server.next = hashText(`${line.talk.name} server`, 2);
    say(line, 'client', start + seconds * SECOND, { flags: TCP_FLAGS.syn });
    if (manner === 'astray')
      say(line, 'server', start + seconds * SECOND + delay + THINK, { flags: TCP_FLAGS.syn | TCP_FLAGS.ack });
  }
}

/**
 * The client has its handshake; its acknowledgement and all that follows are stopped. The server repeats its answer, the client its words.
 * Linux repeats a SYN-ACK five times, words first after 200 milliseconds.
 */
function believe(line: Line): void {
  const { start, delay, exchange, patience = Infinity } = line.talk;
  const { syn, ack, psh } = TCP_FLAGS;
  say(line, 'client', start, { flags: syn });
  const answered = start + delay + THINK;
  const words = exchange.find(({ from }) => from === 'client')?.payload;
  const spoken = start + 2 * delay + 3 * THINK;
  const told = [
    ...SYN_SECONDS.slice(0, 6).flatMap((seconds) => {
      const time = answered + seconds * SECOND;
      return [
        { from: 'server', time, flags: syn | ack },
        { from: 'client', time: time + delay + THINK, flags: ack },
      ] as const;
    }),
    ...(words
      ? WORD_SECONDS.map((seconds) => ({ from: 'client', time: spoken + seconds * SECOND, flags: psh | ack }) as const)
      : []),
  ].sort((a, b) => a.time - b.time);
  const [client, server] = [line.client.next, line.server.next];
  for (const { from, time, flags } of told) {
    if (time - start >= patience) return;
    const isWord = (flags & psh) !== 0;
    // An acknowledgement after the first words stands behind them.
    const sent = words !== undefined && time > spoken && !isWord ? words.length : 0;
    line.client.next = (client + sent) >>> 0;
    line.server.next = from === 'server' ? server : (server + 1) >>> 0;
    if (from === 'server') line.client.next = client;
    say(line, from, time, { flags, ...(isWord && words ? { payload: words } : {}), stopped: from === 'client' });
  }
}

function converse(line: Line): void {
  const { start, delay, manner, exchange } = line.talk;
  const { syn, ack, psh, fin } = TCP_FLAGS;
  say(line, 'client', start, { flags: syn });
  say(line, 'server', start + delay + THINK, { flags: syn | ack });
  let now = start + 2 * delay + 2 * THINK;
  say(line, 'client', now, { flags: ack });
  for (const { from, payload, think } of exchange) {
    now += think;
    say(line, from, now, { flags: psh | ack, payload });
    now += delay;
    say(line, from === 'client' ? 'server' : 'client', now + THINK, { flags: ack });
    now += 2 * THINK;
  }
  if (manner === 'cut') return reset(line, now + THINK);
  now += THINK;
  say(line, 'client', now, { flags: fin | ack });
  say(line, 'server', now + delay + THINK, { flags: fin | ack });
  say(line, 'client', now + 2 * delay + 2 * THINK, { flags: ack });
}

/** No window, no options, and no sequence of its own where the talk never began. */
function reset({ messages, client, server, talk }: Line, time: number): void {
  const sequence = talk.manner === 'refused' ? 0 : server.next;
  const tcp: TcpSegment = { flags: TCP_FLAGS.rst | TCP_FLAGS.ack, sequence, acknowledgement: client.next, receiveWindow: 0 };
  messages.push({ from: 'server', time, tcp });
}

interface Said {
  readonly flags: number;
  readonly payload?: Uint8Array;
  readonly stopped?: boolean;
}

function say(line: Line, from: End, time: number, { flags, payload = EMPTY_PAYLOAD, stopped = false }: Said): void {
  const own = line[from];
  const peer = line[from === 'client' ? 'server' : 'client'];
  const value = (own.clock + Math.floor(time / 1000)) >>> 0;
  const opening = (flags & TCP_FLAGS.syn) !== 0;
  const heard = (flags & TCP_FLAGS.ack) !== 0;
  const tcp: TcpSegment = {
    flags,
    sequence: own.next,
    acknowledgement: heard ? peer.next : 0,
    receiveWindow: WINDOWS[from][opening ? 'syn' : 'later'],
    timestamps: { value, echo: heard ? own.heard : 0 },
  };
  const counted = opening || (flags & TCP_FLAGS.fin) !== 0 ? 1 : 0;
  own.next = (own.next + payload.length + counted) >>> 0;
  peer.heard = value;
  line.messages.push({ from, time, tcp, payload, ...(stopped ? { stopped } : {}) });
}
