// One id under its qualifiers: an address, a range of addresses, a port by number or name, a range of ports, a protocol.
// Language: pcap-filter(7), with the refusals of libpcap.
import { parseIpv4 } from '../../net/ipv4.ts';
import type { Filter, FilterDirection, FilterProtocol } from './filter.ts';
import { numberOf } from './filterArithmetic.ts';
import { type Cursor, fail, isWord, peek, take, takeWord } from './filterCursor.ts';
import type { FilterProblem, Token } from './filterTokens.ts';

export type Kind = 'host' | 'net' | 'port' | 'portrange' | 'proto';

export interface Qualifiers {
  readonly kind: Kind;
  readonly direction: FilterDirection;
  readonly protocol?: FilterProtocol;
}

const MOST_PORT = 65_535;
const ALL_BITS = 0xffffffff;
const TRANSPORTS: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp', 'icmp']);

const PORTS: ReadonlyMap<string, number> = new Map([
  ['ftp-data', 20],
  ['ftp', 21],
  ['ssh', 22],
  ['telnet', 23],
  ['smtp', 25],
  ['domain', 53],
  ['http', 80],
  ['kerberos', 88],
  ['pop3', 110],
  ['ntp', 123],
  ['imap2', 143],
  ['snmp', 161],
  ['ldap', 389],
  ['https', 443],
  ['ldaps', 636],
  ['ms-sql-s', 1433],
  ['mysql', 3306],
  ['postgresql', 5432],
  ['amqp', 5672],
  ['redis', 6379],
  ['http-alt', 8080],
]);

const PROTOCOL_NUMBERS: ReadonlyMap<string, number> = new Map([
  ['icmp', 1],
  ['tcp', 6],
  ['udp', 17],
]);

export function primitiveOf(cursor: Cursor, qualifiers: Qualifiers): Filter | undefined {
  const token = peek(cursor);
  if (token.type !== 'word' && token.type !== 'number') return refuse(cursor, 'syntax', token);
  take(cursor);
  switch (qualifiers.kind) {
    case 'port':
      return portOf(cursor, qualifiers, token);
    case 'portrange':
      return rangeOf(cursor, qualifiers, token);
    case 'proto':
      return protoOf(cursor, token);
    default:
      return addressOf(cursor, qualifiers, token);
  }
}

function addressOf(cursor: Cursor, { kind, direction, protocol }: Qualifiers, token: Token): Filter | undefined {
  if (protocol !== undefined && TRANSPORTS.has(protocol)) return refuse(cursor, 'protocolOfHost', token);
  if (protocol === 'ether') return refuse(cursor, 'notSimulated', token);
  if (!/^\d+(?:\.\d+){0,3}$/.test(token.text)) {
    return refuse(cursor, /^[\d.]+$/.test(token.text) ? 'badAddress' : 'unknownHost', token);
  }
  const parts = token.text.split('.').map(Number);
  if (parts.some((part) => part > 255)) return refuse(cursor, 'badAddress', token);
  const address = parseIpv4([...parts, 0, 0, 0].slice(0, 4).join('.')) ?? 0;
  let mask = maskOf(parts.length * 8);
  if (takeWord(cursor, '/')) {
    const prefix = take(cursor);
    if (prefix.type !== 'number' || numberOf(prefix.text) > 32) return refuse(cursor, 'syntax', prefix);
    mask = maskOf(numberOf(prefix.text));
    if ((address & mask) >>> 0 !== address) return refuse(cursor, 'hostBits', token);
    // `dst 10.0.0.0/8` says neither host nor net.
    if (kind === 'host' && mask !== ALL_BITS) return refuse(cursor, 'maskOfHost', token);
  } else if (isWord(cursor, 'mask')) {
    take(cursor);
    const given = take(cursor);
    const bits = parseIpv4(given.text);
    if (kind !== 'net') return refuse(cursor, 'maskOfHost', given);
    if (bits === undefined) return refuse(cursor, 'badAddress', given);
    if ((address & bits) >>> 0 !== address) return refuse(cursor, 'hostBits', token);
    mask = bits;
  }
  if (protocol === 'arp' || protocol === 'rarp' || protocol === 'ip6') return { type: 'none' };
  return { type: 'address', direction, base: address, mask };
}

function maskOf(prefix: number): number {
  return prefix === 0 ? 0 : (ALL_BITS << (32 - prefix)) >>> 0;
}

function portOf(cursor: Cursor, { direction, protocol }: Qualifiers, token: Token): Filter | undefined {
  if (!takesPorts(protocol)) return refuse(cursor, 'qualifierOfPort', token);
  const port = token.type === 'number' ? numberOf(token.text) : PORTS.get(token.text);
  if (port === undefined) return refuse(cursor, 'unknownPort', token);
  if (port > MOST_PORT) return refuse(cursor, 'badPort', token);
  return { type: 'port', direction, from: port, to: port, ...only(protocol) };
}

/** `20-30` is one word; a single port is a range of one; the larger one may stand first. */
function rangeOf(cursor: Cursor, { direction, protocol }: Qualifiers, token: Token): Filter | undefined {
  if (!takesPorts(protocol)) return refuse(cursor, 'qualifierOfPort', token);
  const ends = token.text.split('-').map((text) => (/^\d{1,10}$/.test(text) ? Number(text) : PORTS.get(text)));
  const [first, last = first] = ends;
  if (first === undefined || last === undefined || ends.length > 2) return refuse(cursor, 'unknownPort', token);
  if (first > MOST_PORT || last > MOST_PORT) return refuse(cursor, 'badPort', token);
  return { type: 'port', direction, from: Math.min(first, last), to: Math.max(first, last), ...only(protocol) };
}

function takesPorts(protocol: FilterProtocol | undefined): boolean {
  return protocol === undefined || ['tcp', 'udp', 'sctp', 'ip'].includes(protocol);
}

function only(protocol: FilterProtocol | undefined): { protocol?: FilterProtocol } {
  return protocol === undefined || protocol === 'ip' ? {} : { protocol };
}

function protoOf(cursor: Cursor, token: Token): Filter | undefined {
  if (token.type === 'number') return { type: 'protocolNumber', value: numberOf(token.text) };
  const value = PROTOCOL_NUMBERS.get(token.text);
  // Keywords need their backslash: `ip proto \tcp`.
  return value === undefined || token.escaped !== true
    ? refuse(cursor, 'syntax', token)
    : { type: 'protocolNumber', value };
}

function refuse(cursor: Cursor, problem: FilterProblem['problem'], token: Token): undefined {
  fail(cursor, problem, token);
  return undefined;
}
