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
const NUMBER = /^\d{1,10}$/;
const NO_ADDRESS: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp', 'icmp', 'ip6']);

/** As /etc/services of Debian has them: a name that only TCP has means TCP. */
const TCP_PORTS: ReadonlyMap<string, number> = new Map([
  ['ftp-data', 20],
  ['ftp', 21],
  ['ssh', 22],
  ['telnet', 23],
  ['smtp', 25],
  ['http', 80],
  ['pop3', 110],
  ['imap2', 143],
  ['ms-sql-s', 1433],
  ['mysql', 3306],
  ['postgresql', 5432],
  ['amqp', 5672],
  ['redis', 6379],
  ['http-alt', 8080],
]);
const UDP_PORTS: ReadonlyMap<string, number> = new Map([['ntp', 123]]);
const PORTS: ReadonlyMap<string, number> = new Map([
  ['domain', 53],
  ['kerberos', 88],
  ['snmp', 161],
  ['ldap', 389],
  ['https', 443],
  ['ldaps', 636],
]);

interface NamedPort {
  readonly port: number;
  /** Absent: TCP and UDP have it. */
  readonly protocol?: 'tcp' | 'udp';
}

function namedPort(text: string): NamedPort | undefined {
  const [tcp, udp, both] = [TCP_PORTS.get(text), UDP_PORTS.get(text), PORTS.get(text)];
  if (tcp !== undefined) return { port: tcp, protocol: 'tcp' };
  if (udp !== undefined) return { port: udp, protocol: 'udp' };
  return both === undefined ? undefined : { port: both };
}

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
  if (protocol !== undefined && NO_ADDRESS.has(protocol)) return refuse(cursor, 'protocolOfHost', token);
  if (protocol === 'ether') return refuse(cursor, 'notSimulated', token);
  if (token.type === 'number') return numberAddress(token, { kind, direction, ...(protocol === undefined ? {} : { protocol }) });
  if (!/^\d+(?:\.\d+){0,3}$/.test(token.text)) {
    return refuse(cursor, /^[\d.]+$/.test(token.text) ? 'badAddress' : 'unknownHost', token);
  }
  const parts = token.text.split('.').map(Number);
  if (parts.some((part) => part > 255)) return refuse(cursor, 'badAddress', token);
  const address = parseIpv4([...parts, 0, 0, 0].slice(0, 4).join('.')) ?? 0;
  let mask = maskOf(parts.length * 8);
  if (token.type === 'word' && takeWord(cursor, '/')) {
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
  return addressed(protocol, { type: 'address', direction, base: address, mask });
}

/** A number without dots: of a network its first bytes (`net 10`), of a host the whole address. */
function numberAddress(token: Token, { kind, direction, protocol }: Qualifiers): Filter {
  let base = numberOf(token.text);
  let mask = ALL_BITS;
  while (kind === 'net' && base !== 0 && base >>> 24 === 0) {
    base = (base << 8) >>> 0;
    mask = (mask << 8) >>> 0;
  }
  return addressed(protocol, { type: 'address', direction, base, mask });
}

function addressed(protocol: FilterProtocol | undefined, filter: Filter): Filter {
  return protocol === 'arp' || protocol === 'rarp' ? { type: 'none' } : filter;
}

function maskOf(prefix: number): number {
  return prefix === 0 ? 0 : (ALL_BITS << (32 - prefix)) >>> 0;
}

function portOf(cursor: Cursor, { direction, protocol }: Qualifiers, token: Token): Filter | undefined {
  if (!takesPorts(protocol)) return refuse(cursor, 'qualifierOfPort', token);
  const named: NamedPort | undefined = token.type === 'number' ? { port: numberOf(token.text) } : namedPort(token.text);
  if (named === undefined) return refuse(cursor, 'unknownPort', token);
  const { port } = named;
  if (port > MOST_PORT) return refuse(cursor, 'badPort', token);
  if (named.protocol !== undefined && protocol !== undefined && protocol !== named.protocol)
    return refuse(cursor, 'portOfOther', token);
  return { type: 'port', direction, from: port, to: port, ...only(protocol ?? named.protocol) };
}

/** `20-30` is one word; a single port is a range of one; the larger one may stand first. */
function rangeOf(cursor: Cursor, { direction, protocol }: Qualifiers, token: Token): Filter | undefined {
  if (!takesPorts(protocol)) return refuse(cursor, 'qualifierOfPort', token);
  // What follows two numbers is not read, as sscanf does not.
  const [written] = /^\d+-\d+/.exec(token.text) ?? [token.text];
  const ends = written
    .split('-')
    .map((text): NamedPort | undefined => (NUMBER.test(text) ? { port: Number(text) } : namedPort(text)));
  const [first, last = first] = ends;
  const single = ends.length === 1 && !NUMBER.test(written);
  if (first === undefined || last === undefined || single || ends.length > 2) return refuse(cursor, 'unknownPort', token);
  if (first.port > MOST_PORT || last.port > MOST_PORT) return refuse(cursor, 'badPort', token);
  const from = Math.min(first.port, last.port);
  return { type: 'port', direction, from, to: Math.max(first.port, last.port), ...only(protocol) };
}

function takesPorts(protocol: FilterProtocol | undefined): boolean {
  return protocol === undefined || ['tcp', 'udp', 'sctp'].includes(protocol);
}

function only(protocol: FilterProtocol | undefined): { protocol?: FilterProtocol } {
  return protocol === undefined ? {} : { protocol };
}

function protoOf(cursor: Cursor, token: Token): Filter | undefined {
  if (token.type === 'number') return { type: 'protocolNumber', value: numberOf(token.text) };
  const value = PROTOCOL_NUMBERS.get(token.text);
  // Keywords need their backslash: `ip proto \tcp`.
  return value === undefined || token.escaped !== true ? refuse(cursor, 'syntax', token) : { type: 'protocolNumber', value };
}

function refuse(cursor: Cursor, problem: FilterProblem['problem'], token: Token): undefined {
  fail(cursor, problem, token);
  return undefined;
}
