// A talk: messages of the two ends in the order they are written, and the packets they make at every crossing they get to.
// Rules: aks.md 0.2 (reverse packets are un-NATed symmetrically), PW18, PW20, E-27.
import type { Place } from '../../forward/trace.ts';
import type { Packet } from '../../net/packet.ts';
import { type CapturedPacket, type CapturePoint, EMPTY_PAYLOAD, type TcpSegment } from './capturedPacket.ts';
import type { Crossing } from './crossings.ts';
import type { DnsMessage } from './dnsMessage.ts';
import { encodeDatagram } from './frame.ts';

export interface Message {
  readonly from: 'client' | 'server';
  /** Microseconds at which its writer puts it on the wire. */
  readonly time: number;
  readonly tcp?: TcpSegment;
  readonly dns?: DnsMessage;
  readonly payload?: Uint8Array;
  /** The server has nobody at that port: ICMP about the client's packet. */
  readonly unreachable?: boolean;
  /** The client's, of a talk whose gate lets it pass no more. */
  readonly stopped?: boolean;
}

/** The crossings of one connection: all that the client's packets meet, and those that the server's answers get back to. */
export interface Way {
  readonly out: readonly Crossing[];
  readonly back: readonly Crossing[];
  /** What the client's later packets still meet, where the answers went round a gate that keeps state. */
  readonly stopped?: readonly Crossing[];
  /** Microseconds from end to end. */
  readonly delay: number;
  readonly routers: number;
}

export interface Recorder {
  readonly points: CapturePoint[];
  readonly packets: CapturedPacket[];
  nextId: number;
}

/** The port every walk leaves from; a talk of its own has a port of its own. */
export const WALKED_PORT = 40_000;
const TTL = 64;
const UNUSED_BYTES = 4;

export function openRecorder(): Recorder {
  return { points: [], packets: [], nextId: 1 };
}

/** Writes down what each crossing sees of a message. `clientPort` replaces the trace's own, so that several talks keep apart. */
export function record(
  recorder: Recorder,
  way: Way,
  talk: { readonly clientPort: number; readonly messages: readonly Message[] },
): void {
  for (const message of talk.messages) {
    const id = recorder.nextId++;
    const client = message.from === 'client';
    const crossings = client ? ((message.stopped === true ? way.stopped : undefined) ?? way.out) : [...way.back].reverse();
    for (const crossing of crossings) {
      recorder.packets.push({
        id,
        point: pointOf(recorder, crossing),
        direction: client ? crossing.direction : crossing.direction === 'in' ? 'out' : 'in',
        time: message.time + (client ? crossing.delay : way.delay - crossing.delay),
        ...seenAt(message, { crossing, clientPort: talk.clientPort, routers: way.routers }),
        identification: message.unreachable === true ? id & 0xffff : (id * 40_503) & 0xffff,
      });
    }
  }
}

function pointOf({ points }: Recorder, { place, interface: name }: Crossing): number {
  const found = points.findIndex((point) => point.interface === name && samePlace(point.place, place));
  return found >= 0 ? found : points.push({ place, interface: name }) - 1;
}

function samePlace(a: Place, b: Place): boolean {
  return a.kind === b.kind && a.name === b.name;
}

interface Seeing {
  readonly crossing: Crossing;
  readonly clientPort: number;
  readonly routers: number;
}

function seenAt(
  message: Message,
  { crossing, clientPort, routers }: Seeing,
): Omit<CapturedPacket, 'id' | 'point' | 'direction' | 'time' | 'identification'> {
  const own = crossing.packet.sourcePort === WALKED_PORT;
  const asked = own ? { ...crossing.packet, sourcePort: clientPort } : crossing.packet;
  const protocol = asked.protocol === 'UDP' ? 'UDP' : 'TCP';
  const payload = message.payload ?? EMPTY_PAYLOAD;
  const more = { ...(message.tcp ? { tcp: message.tcp } : {}), ...(message.dns ? { dns: message.dns } : {}) };
  if (message.from === 'client') return { ...ends(asked), protocol, ttl: TTL - crossing.routers, payload, ...more };
  const ttl = TTL - (routers - crossing.routers);
  const answer = turned(asked);
  if (message.unreachable !== true) return { ...ends(answer), protocol, ttl, payload, ...more };
  return {
    ...ends(answer),
    sourcePort: 0,
    destinationPort: 0,
    protocol: 'ICMP',
    ttl,
    payload: quoted(asked, TTL - crossing.routers),
  };
}

function ends({
  sourceIP,
  sourcePort,
  destinationIP,
  destinationPort,
}: Packet): Pick<Packet, 'sourceIP' | 'sourcePort' | 'destinationIP' | 'destinationPort'> {
  return { sourceIP, sourcePort, destinationIP, destinationPort };
}

function turned(packet: Packet): Packet {
  const { sourceIP, sourcePort, destinationIP, destinationPort } = packet;
  return {
    ...packet,
    sourceIP: destinationIP,
    sourcePort: destinationPort,
    destinationIP: sourceIP,
    destinationPort: sourcePort,
  };
}

/** The datagram that asked, as this interface knows it, after four unused bytes. */
function quoted(asked: Packet, ttl: number): Uint8Array {
  const datagram = encodeDatagram({
    ...ends(asked),
    protocol: 'UDP',
    ttl,
    id: 0,
    point: 0,
    direction: 'out',
    time: 0,
    identification: 0,
    payload: EMPTY_PAYLOAD,
  });
  const payload = new Uint8Array(UNUSED_BYTES + datagram.length);
  payload.set(datagram, UNUSED_BYTES);
  return payload;
}
