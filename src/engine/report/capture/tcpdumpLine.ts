// Packets in tcpdump's own line format (`tcpdump -n`): absolute sequence numbers where a talk opens, relative ones after it.
// Rules: H-3, H-7. Format: tcpdump(8).
import { type CapturedPacket, TCP_FLAGS } from './capturedPacket.ts';
import { isDnsPort } from './dnsMessage.ts';
import { describeDns } from './tcpdumpDns.ts';
import { MSS, WINDOW_SCALE } from './frame.ts';

const SECOND = 1_000_000;
const HTTP_PORTS: ReadonlySet<number> = new Set([80, 8080]);
const DOMAIN = 53;

/** What tcpdump remembers of each talk: where its two sides began. */
type Seen = Map<string, { readonly own: number; readonly peer: number; readonly forward: string }>;

/** One line a packet, as one tcpdump at one interface prints them. */
export function tcpdumpLines(packets: readonly CapturedPacket[]): string[] {
  const seen: Seen = new Map();
  return packets.map((packet) => `${clock(packet.time)} IP ${endsOf(packet)}: ${describe(packet, seen)}`);
}

/** Virtual time since the capture began, as a clock that starts at midnight. */
export function clock(microseconds: number): string {
  const seconds = Math.floor(microseconds / SECOND);
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${time}.${String(Math.round(microseconds % SECOND)).padStart(6, '0')}`;
}

function endsOf(packet: CapturedPacket): string {
  const port = (value: number): string => (packet.protocol === 'ICMP' ? '' : `.${value}`);
  return `${packet.sourceIP}${port(packet.sourcePort)} > ${packet.destinationIP}${port(packet.destinationPort)}`;
}

function describe(packet: CapturedPacket, seen: Seen): string {
  const { protocol, payload } = packet;
  if (protocol === 'ICMP') return describeUnreachable(packet);
  if (protocol === 'TCP') return describeTcp(packet, seen);
  const ports = [packet.sourcePort, packet.destinationPort];
  if (!packet.dns || !ports.some(isDnsPort)) return `UDP, length ${payload.length}`;
  return describeDns(packet.dns, payload.length, !ports.includes(DOMAIN));
}

/** Who has no such port stands in the datagram that ICMP quotes. */
function describeUnreachable({ payload, sourceIP }: CapturedPacket): string {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const port = payload.length >= 28 ? view.getUint16(26) : 0;
  return `ICMP ${sourceIP} udp port ${port} unreachable, length ${payload.length + 4}`;
}

function describeTcp(packet: CapturedPacket, seen: Seen): string {
  const { tcp, payload } = packet;
  if (!tcp) return `length ${payload.length}`;
  const { sequence, acknowledgement } = relative(packet, seen);
  const { syn, fin, rst, ack } = TCP_FLAGS;
  const parts = [`Flags [${flagLetters(tcp.flags)}]`];
  if (payload.length > 0) parts.push(`seq ${sequence}:${(sequence + payload.length) >>> 0}`);
  else if ((tcp.flags & (syn | fin | rst)) !== 0) parts.push(`seq ${sequence}`);
  if ((tcp.flags & ack) !== 0) parts.push(`ack ${acknowledgement}`);
  parts.push(`win ${tcp.receiveWindow}`);
  if (tcp.timestamps) {
    const { value, echo } = tcp.timestamps;
    const times = `TS val ${value} ecr ${echo}`;
    parts.push(
      `options [${(tcp.flags & syn) === 0 ? `nop,nop,${times}` : `mss ${MSS},sackOK,${times},nop,wscale ${WINDOW_SCALE}`}]`,
    );
  }
  return `${parts.join(', ')}, length ${payload.length}${httpOf(packet)}`;
}

function flagLetters(flags: number): string {
  const { syn, fin, rst, psh, ack } = TCP_FLAGS;
  const letters: readonly (readonly [number, string])[] = [
    [fin, 'F'],
    [syn, 'S'],
    [rst, 'R'],
    [psh, 'P'],
    [ack, '.'],
  ];
  return letters.map(([bit, letter]) => ((flags & bit) === 0 ? '' : letter)).join('') || 'none';
}

/** A talk is known from its first acknowledgement on; a new SYN-ACK opens it anew. */
function relative(packet: CapturedPacket, seen: Seen): { readonly sequence: number; readonly acknowledgement: number } {
  const { flags = 0, sequence = 0, acknowledgement = 0 } = packet.tcp ?? {};
  if ((flags & TCP_FLAGS.ack) === 0) return { sequence, acknowledgement };
  const forward = `${packet.sourceIP}:${packet.sourcePort} ${packet.destinationIP}:${packet.destinationPort}`;
  const backward = `${packet.destinationIP}:${packet.destinationPort} ${packet.sourceIP}:${packet.sourcePort}`;
  const key = forward < backward ? forward : backward;
  const known = seen.get(key);
  if (!known || (flags & TCP_FLAGS.syn) !== 0) {
    seen.set(key, { own: sequence, peer: (acknowledgement - 1) >>> 0, forward });
    return { sequence, acknowledgement };
  }
  const [own, peer] = known.forward === forward ? [known.own, known.peer] : [known.peer, known.own];
  return { sequence: (sequence - own) >>> 0, acknowledgement: (acknowledgement - peer) >>> 0 };
}

/** The first line of a message in plain text, on ports that tcpdump takes for HTTP's. */
function httpOf({ payload, sourcePort, destinationPort }: CapturedPacket): string {
  if (payload.length === 0 || !(HTTP_PORTS.has(sourcePort) || HTTP_PORTS.has(destinationPort))) return '';
  const end = payload.indexOf(13);
  const line = String.fromCharCode(...payload.subarray(0, end < 0 ? 0 : Math.min(end, 1000)));
  return /^(?:HTTP\/|[A-Z]+ )/.test(line) ? `: HTTP: ${line}` : ': HTTP';
}
