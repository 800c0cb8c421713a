// A capture filter as a tree, and whether a packet passes it. The bytes it looks into are the frame as pcapng would hold it.
// Language: pcap-filter(7): a byte past the end, and a division by zero, reject the packet whatever else the filter says.
import type { Ipv4 } from '../../net/ipv4.ts';
import { parseIpv4 } from '../../net/ipv4.ts';
import type { CapturedPacket } from './capturedPacket.ts';
import { ETHERNET_BYTES } from './frame.ts';

export type FilterProtocol = 'ether' | 'ip' | 'tcp' | 'udp' | 'icmp' | 'sctp' | 'arp' | 'rarp' | 'ip6';
export type FilterDirection = 'src' | 'dst' | 'either' | 'both';

export type Arithmetic =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'length' }
  | { readonly type: 'bytes'; readonly protocol: FilterProtocol; readonly index: Arithmetic; readonly size: 1 | 2 | 4 }
  | { readonly type: 'binary'; readonly operator: string; readonly left: Arithmetic; readonly right: Arithmetic };

export type Filter =
  | { readonly type: 'all' }
  | { readonly type: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly type: 'not'; readonly inner: Filter }
  | { readonly type: 'protocol'; readonly protocol: FilterProtocol }
  | { readonly type: 'protocolNumber'; readonly value: number }
  | { readonly type: 'address'; readonly direction: FilterDirection; readonly base: Ipv4; readonly mask: Ipv4 }
  /** Never true here: of a protocol that no packet of this network has. */
  | { readonly type: 'none' }
  | {
      readonly type: 'port';
      readonly direction: FilterDirection;
      readonly from: number;
      readonly to: number;
      readonly protocol?: FilterProtocol;
    }
  | { readonly type: 'relation'; readonly operator: string; readonly left: Arithmetic; readonly right: Arithmetic };

const NUMBERS = { ICMP: 1, TCP: 6, UDP: 17 } as const;
const OUT = 'out of the packet';

export function matchesFilter(filter: Filter, packet: CapturedPacket, frame: Uint8Array): boolean {
  return judge(filter, packet, frame) === true;
}

/** Undefined: a byte that is not there; the whole filter rejects. */
function judge(filter: Filter, packet: CapturedPacket, frame: Uint8Array): boolean | undefined {
  switch (filter.type) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'and':
    case 'or': {
      const left = judge(filter.left, packet, frame);
      if (left === undefined || left === (filter.type === 'or')) return left;
      return judge(filter.right, packet, frame);
    }
    case 'not': {
      const inner = judge(filter.inner, packet, frame);
      return inner === undefined ? undefined : !inner;
    }
    case 'protocol':
      return hasProtocol(packet, filter.protocol);
    case 'protocolNumber':
      return NUMBERS[packet.protocol] === filter.value;
    case 'address': {
      const same = (text: string): boolean => ((parseIpv4(text) ?? 0) & filter.mask) >>> 0 === filter.base;
      return directed(filter.direction, same(packet.sourceIP), same(packet.destinationIP));
    }
    case 'port': {
      if (packet.protocol === 'ICMP' || (filter.protocol !== undefined && !hasProtocol(packet, filter.protocol))) return false;
      const within = (port: number): boolean => port >= filter.from && port <= filter.to;
      return directed(filter.direction, within(packet.sourcePort), within(packet.destinationPort));
    }
    case 'relation':
      return relate(filter, packet, frame);
  }
}

function directed(direction: FilterDirection, source: boolean, destination: boolean): boolean {
  if (direction === 'src') return source;
  if (direction === 'dst') return destination;
  return direction === 'both' ? source && destination : source || destination;
}

function hasProtocol(packet: CapturedPacket, protocol: FilterProtocol): boolean {
  if (protocol === 'ether' || protocol === 'ip') return true;
  return packet.protocol.toLowerCase() === protocol;
}

function relate(
  { operator, left, right }: Extract<Filter, { type: 'relation' }>,
  packet: CapturedPacket,
  frame: Uint8Array,
): boolean | undefined {
  // Bytes of a protocol are asked of its packets alone; to all others the relation is false.
  if (![...protocolsOf(left), ...protocolsOf(right)].every((protocol) => hasProtocol(packet, protocol))) return false;
  const a = evaluate(left, frame);
  const b = evaluate(right, frame);
  if (a === OUT || b === OUT) return undefined;
  switch (operator) {
    case '=':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    default:
      return a >= b;
  }
}

function protocolsOf(value: Arithmetic): FilterProtocol[] {
  if (value.type === 'bytes') return [value.protocol, ...protocolsOf(value.index)];
  return value.type === 'binary' ? [...protocolsOf(value.left), ...protocolsOf(value.right)] : [];
}

/** 32-bit unsigned, as in the kernel's machine. */
function evaluate(value: Arithmetic, frame: Uint8Array): number | typeof OUT {
  if (value.type === 'number') return value.value;
  if (value.type === 'length') return frame.length;
  if (value.type === 'bytes') {
    const index = evaluate(value.index, frame);
    return index === OUT ? OUT : readBytes(frame, { at: offsetOf(value.protocol, frame) + index, size: value.size });
  }
  const a = evaluate(value.left, frame);
  const b = evaluate(value.right, frame);
  return a === OUT || b === OUT ? OUT : combine(value.operator, a, b);
}

function combine(operator: string, a: number, b: number): number | typeof OUT {
  switch (operator) {
    case '+':
      return (a + b) >>> 0;
    case '-':
      return (a - b) >>> 0;
    case '*':
      return Math.imul(a, b) >>> 0;
    case '/':
      return b === 0 ? OUT : Math.floor(a / b);
    case '%':
      return b === 0 ? OUT : a % b;
    case '&':
      return (a & b) >>> 0;
    case '|':
      return (a | b) >>> 0;
    case '^':
      return (a ^ b) >>> 0;
    case '<<':
      return b > 31 ? 0 : (a << b) >>> 0;
    default:
      return b > 31 ? 0 : a >>> b;
  }
}

function offsetOf(protocol: FilterProtocol, frame: Uint8Array): number {
  if (protocol === 'ether') return 0;
  const header = ((frame[ETHERNET_BYTES] ?? 0) & 15) * 4;
  return protocol === 'ip' ? ETHERNET_BYTES : ETHERNET_BYTES + header;
}

function readBytes(frame: Uint8Array, { at, size }: { readonly at: number; readonly size: number }): number | typeof OUT {
  if (at < 0 || at + size > frame.length) return OUT;
  let value = 0;
  for (let index = 0; index < size; index++) value = value * 256 + (frame[at + index] ?? 0);
  return value;
}
