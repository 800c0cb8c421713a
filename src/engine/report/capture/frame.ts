// A captured packet as bytes: Ethernet, IPv4, and TCP, UDP or ICMP with true checksums. What pcapng holds and byte filters look into.
// Layouts: RFC 791, 792, 768, 9293, 7323 (timestamps, window scale).
import { hashText } from '../../net/hash.ts';
import { parseIpv4 } from '../../net/ipv4.ts';
import { type CapturedPacket, TCP_FLAGS } from './capturedPacket.ts';

export const ETHERNET_BYTES = 14;
const IP_BYTES = 20;
const PROTOCOL_NUMBER = { ICMP: 1, TCP: 6, UDP: 17 } as const;
const DONT_FRAGMENT = 0x4000;

/** `link` names the two ends of the wire, which gives them their hardware addresses. */
export function encodeFrame(packet: CapturedPacket, link: { readonly from: string; readonly to: string }): Uint8Array {
  const datagram = encodeDatagram(packet);
  const frame = new Uint8Array(ETHERNET_BYTES + datagram.length);
  frame.set(hardwareAddress(link.to), 0);
  frame.set(hardwareAddress(link.from), 6);
  frame[12] = 0x08;
  frame.set(datagram, ETHERNET_BYTES);
  return frame;
}

/** Locally administered, never multicast. */
function hardwareAddress(name: string): Uint8Array {
  const hash = hashText(name, 0);
  return new Uint8Array([0x02, 0x0d, hash >>> 24, (hash >>> 16) & 255, (hash >>> 8) & 255, hash & 255]);
}

export function encodeDatagram(packet: CapturedPacket): Uint8Array {
  const body = encodeTransport(packet);
  const bytes = new Uint8Array(IP_BYTES + body.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = 0x45;
  view.setUint16(2, bytes.length);
  view.setUint16(4, packet.identification);
  view.setUint16(6, DONT_FRAGMENT);
  bytes[8] = packet.ttl;
  bytes[9] = PROTOCOL_NUMBER[packet.protocol];
  view.setUint32(12, parseIpv4(packet.sourceIP) ?? 0);
  view.setUint32(16, parseIpv4(packet.destinationIP) ?? 0);
  view.setUint16(10, checksum(bytes.subarray(0, IP_BYTES)));
  bytes.set(body, IP_BYTES);
  return bytes;
}

function encodeTransport(packet: CapturedPacket): Uint8Array {
  if (packet.protocol === 'ICMP') return encodeUnreachable(packet);
  const bytes = packet.protocol === 'TCP' ? encodeTcp(packet) : encodeUdp(packet);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, packet.sourcePort);
  view.setUint16(2, packet.destinationPort);
  const sum = checksum(bytes, pseudoHeader(packet, bytes.length));
  // A UDP checksum of zero would say that there is none.
  view.setUint16(packet.protocol === 'TCP' ? 16 : 6, packet.protocol === 'UDP' && sum === 0 ? 0xffff : sum);
  return bytes;
}

function encodeUdp({ payload }: CapturedPacket): Uint8Array {
  const bytes = new Uint8Array(8 + payload.length);
  new DataView(bytes.buffer).setUint16(4, bytes.length);
  bytes.set(payload, 8);
  return bytes;
}

function encodeTcp({ tcp, payload }: CapturedPacket): Uint8Array {
  const options = encodeOptions(tcp);
  const header = 20 + options.length;
  const bytes = new Uint8Array(header + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(4, tcp?.sequence ?? 0);
  view.setUint32(8, tcp?.acknowledgement ?? 0);
  bytes[12] = (header / 4) << 4;
  bytes[13] = tcp?.flags ?? 0;
  view.setUint16(14, tcp?.receiveWindow ?? 0);
  bytes.set(options, 20);
  bytes.set(payload, header);
  return bytes;
}

/** As Linux writes them: a SYN has mss, sackOK, timestamps, nop, wscale; anything later nop, nop, timestamps. */
function encodeOptions(tcp: CapturedPacket['tcp']): Uint8Array {
  if (!tcp?.timestamps) return new Uint8Array(0);
  const { value, echo } = tcp.timestamps;
  const syn = (tcp.flags & TCP_FLAGS.syn) !== 0;
  const bytes = new Uint8Array(syn ? 20 : 12);
  const view = new DataView(bytes.buffer);
  bytes.set(syn ? [2, 4, MSS >>> 8, MSS & 255, 4, 2, 8, 10] : [1, 1, 8, 10], 0);
  view.setUint32(syn ? 8 : 4, value);
  view.setUint32(syn ? 12 : 8, echo);
  if (syn) bytes.set([1, 3, 3, WINDOW_SCALE], 16);
  return bytes;
}

export const MSS = 1460;
export const WINDOW_SCALE = 7;

/** Type 3, code 3: nobody has that port. The payload is four unused bytes and the datagram that asked. */
function encodeUnreachable({ payload }: CapturedPacket): Uint8Array {
  const bytes = new Uint8Array(4 + payload.length);
  bytes.set([3, 3], 0);
  bytes.set(payload, 4);
  new DataView(bytes.buffer).setUint16(2, checksum(bytes));
  return bytes;
}

function pseudoHeader(packet: CapturedPacket, length: number): Uint8Array {
  const bytes = new Uint8Array(12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, parseIpv4(packet.sourceIP) ?? 0);
  view.setUint32(4, parseIpv4(packet.destinationIP) ?? 0);
  bytes[9] = PROTOCOL_NUMBER[packet.protocol];
  view.setUint16(10, length);
  return bytes;
}

/** The internet checksum (RFC 1071) of one or two runs of bytes; only the last may have an odd length. */
export function checksum(bytes: Uint8Array, before: Uint8Array = new Uint8Array(0)): number {
  let sum = 0;
  for (const run of [before, bytes]) {
    for (let index = 0; index < run.length; index += 2) sum += ((run[index] ?? 0) << 8) | (run[index + 1] ?? 0);
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
