// DNS messages as bytes: questions as glibc asks them, answers as CoreDNS writes them (no name compression). Layout: RFC 1035, 3596.
// Rules: DNS4–DNS6, DNS12 (TTL 5 of the kubernetes plugin), G-2.
import { parseIpv4 } from '../../net/ipv4.ts';

export interface DnsRecordData {
  readonly type: 'A' | 'CNAME';
  readonly name: string;
  readonly value: string;
  readonly ttl: number;
}

export interface DnsMessage {
  readonly id: number;
  readonly question: { readonly name: string; readonly type: 'A' | 'AAAA' };
  readonly response?: {
    readonly code: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED';
    /** The server's own zone (AA), or asked of others (RA). */
    readonly authoritative: boolean;
    readonly answers: readonly DnsRecordData[];
    /** Zone whose SOA says for how long there is nothing. */
    readonly authority?: string;
  };
}

/** Where captures are read as DNS: the name servers' port, and that of CoreDNS's own pods, which tools take for multicast DNS. */
export function isDnsPort(port: number): boolean {
  return port === 53 || port === 5353;
}

const TYPE = { A: 1, CNAME: 5, SOA: 6, AAAA: 28 } as const;
const RCODE = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;
const CLASS_INTERNET = 1;
const MOST_NAME = 253;
const MOST_LABEL = 63;

/** Names that can be written as DNS writes them: labels of 1 to 63 bytes, 253 in all. */
export function isDnsName(name: string): boolean {
  return name.length <= MOST_NAME && name.split('.').every((label) => label.length >= 1 && label.length <= MOST_LABEL);
}

export function encodeDns({ id, question, response }: DnsMessage): Uint8Array {
  const bytes: number[] = [];
  const authority = response?.authority;
  put16(bytes, id);
  put16(bytes, response ? flagsOf(response) : 0x0100);
  for (const count of [1, response?.answers.length ?? 0, authority === undefined ? 0 : 1, 0]) put16(bytes, count);
  putName(bytes, question.name);
  put16(bytes, TYPE[question.type]);
  put16(bytes, CLASS_INTERNET);
  for (const answer of response?.answers ?? []) {
    const data: number[] = [];
    if (answer.type === 'A') put32(data, parseIpv4(answer.value) ?? 0);
    else putName(data, answer.value);
    putRecord(bytes, { name: answer.name, type: TYPE[answer.type], ttl: answer.ttl, data });
  }
  if (authority !== undefined) putRecord(bytes, { name: authority, type: TYPE.SOA, ttl: 5, data: startOfAuthority(authority) });
  return Uint8Array.from(bytes);
}

/** QR and RD always; AA of one's own zone, RA where a forwarder stands behind. */
function flagsOf({ code, authoritative }: NonNullable<DnsMessage['response']>): number {
  return 0x8100 | (authoritative ? 0x0400 : 0x0080) | RCODE[code];
}

function startOfAuthority(zone: string): number[] {
  const data: number[] = [];
  putName(data, `ns.dns.${zone}`);
  putName(data, `hostmaster.${zone}`);
  for (const number of [1, 7200, 1800, 86_400, 5]) put32(data, number);
  return data;
}

function putRecord(
  bytes: number[],
  record: { readonly name: string; readonly type: number; readonly ttl: number; readonly data: readonly number[] },
): void {
  putName(bytes, record.name);
  put16(bytes, record.type);
  put16(bytes, CLASS_INTERNET);
  put32(bytes, record.ttl);
  put16(bytes, record.data.length);
  for (const byte of record.data) bytes.push(byte);
}

function putName(bytes: number[], name: string): void {
  for (const label of name.split('.')) {
    bytes.push(label.length);
    for (let index = 0; index < label.length; index++) bytes.push(label.charCodeAt(index) & 127);
  }
  bytes.push(0);
}

function put16(bytes: number[], value: number): void {
  bytes.push((value >>> 8) & 255, value & 255);
}

function put32(bytes: number[], value: number): void {
  put16(bytes, value >>> 16);
  put16(bytes, value & 0xffff);
}
