// A capture as pcapng: one section, an interface for every point, a packet block for everything seen, with a comment.
// Layout: draft-ietf-opsawg-pcapng (section header, interface description, enhanced packet blocks), little-endian.
import type { Capture, CapturedPacket, CapturePoint } from './capturedPacket.ts';
import { encodeFrame } from './frame.ts';

const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const PACKET = 6;
const BYTE_ORDER = 0x1a2b3c4d;
const ETHERNET = 1;
const OPTION = { end: 0, comment: 1, name: 2, application: 4, description: 3, resolution: 9, flags: 2 } as const;
const INBOUND = 1;
const OUTBOUND = 2;
const MICROSECONDS = 6;
const WORD = 2 ** 32;

/** Comments are plain ASCII sentences of the caller: `comment` for the section, `commentOf` for a packet. */
export interface PcapngNotes {
  readonly comment: string;
  readonly commentOf?: (packet: CapturedPacket) => string | undefined;
}

export function writePcapng({ points, packets }: Pick<Capture, 'points' | 'packets'>, notes: PcapngNotes): Uint8Array {
  const blocks = [
    sectionBlock(notes.comment),
    ...points.map(interfaceBlock),
    ...packets.map((packet) => packetBlock(packet, points, notes)),
  ];
  const file = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    file.set(block, at);
    at += block.length;
  }
  return file;
}

/** The frame of a packet at its point: the wire's two ends name the hardware. */
export function frameOf(packet: CapturedPacket, points: readonly CapturePoint[]): Uint8Array {
  const point = points[packet.point];
  const own = point ? `${nameOfPoint(point)}` : '';
  const wire = `${own} wire`;
  return encodeFrame(packet, packet.direction === 'out' ? { from: own, to: wire } : { from: wire, to: own });
}

/** `shop/web:eth0`. */
export function nameOfPoint({ place, interface: name }: CapturePoint): string {
  return `${place.name}:${name}`;
}

function sectionBlock(comment: string): Uint8Array {
  const body = new Uint8Array(16);
  const view = new DataView(body.buffer);
  view.setUint32(0, BYTE_ORDER, true);
  view.setUint16(4, 1, true);
  view.setUint32(8, WORD - 1, true);
  view.setUint32(12, WORD - 1, true);
  return block(SECTION, [body, option(OPTION.comment, ascii(comment)), option(OPTION.application, ascii('CIDR House')), END]);
}

function interfaceBlock(point: CapturePoint): Uint8Array {
  const body = new Uint8Array(8);
  new DataView(body.buffer).setUint16(0, ETHERNET, true);
  const options = [
    option(OPTION.name, ascii(nameOfPoint(point))),
    option(OPTION.description, ascii(`${point.place.kind} ${point.place.name}`)),
    option(OPTION.resolution, Uint8Array.of(MICROSECONDS)),
  ];
  return block(INTERFACE, [body, ...options, END]);
}

function packetBlock(packet: CapturedPacket, points: readonly CapturePoint[], notes: PcapngNotes): Uint8Array {
  const frame = frameOf(packet, points);
  const body = new Uint8Array(20 + padded(frame.length));
  const view = new DataView(body.buffer);
  view.setUint32(0, packet.point, true);
  view.setUint32(4, Math.floor(packet.time / WORD), true);
  view.setUint32(8, packet.time % WORD, true);
  view.setUint32(12, frame.length, true);
  view.setUint32(16, frame.length, true);
  body.set(frame, 20);
  const flags = new Uint8Array(4);
  new DataView(flags.buffer).setUint32(0, packet.direction === 'in' ? INBOUND : OUTBOUND, true);
  const comment = notes.commentOf?.(packet);
  const options = [...(comment === undefined ? [] : [option(OPTION.comment, ascii(comment))]), option(OPTION.flags, flags), END];
  return block(PACKET, [body, ...options]);
}

const END = new Uint8Array(4);

function option(code: number, value: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + padded(value.length));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, code, true);
  view.setUint16(2, value.length, true);
  bytes.set(value, 4);
  return bytes;
}

function block(type: number, parts: readonly Uint8Array[]): Uint8Array {
  const length = 12 + parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, length, true);
  let at = 8;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  view.setUint32(length - 4, length, true);
  return bytes;
}

function padded(length: number): number {
  return (length + 3) & ~3;
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text.slice(0, 4000), (letter) => {
    const code = letter.charCodeAt(0);
    return code >= 32 && code < 127 ? code : 63;
  });
}
