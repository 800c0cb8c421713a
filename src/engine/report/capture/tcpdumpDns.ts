// A DNS message as tcpdump prints it: `4711+ A? api.shop.svc.cluster.local. (44)`, `4711*- 1/0/0 A 10.0.0.11 (86)`.
// Rules: DNS4–DNS6, H-7. Format: tcpdump(8), "Name server requests" and "responses".
import type { DnsMessage } from './dnsMessage.ts';

const CODES = { NOERROR: '', NXDOMAIN: ' NXDomain', SERVFAIL: ' ServFail', REFUSED: ' Refused' } as const;

/** `multicast`: on the port of multicast DNS tcpdump says of a question who should answer. */
export function describeDns({ id, question, response }: DnsMessage, length: number, multicast = false): string {
  if (!response) return `${id}+ ${question.type}${multicast ? ' (QM)' : ''}? ${question.name}. (${length})`;
  const { code, authoritative, answers, authority } = response;
  const records = answers.map(({ type, value }) => ` ${type} ${value}${type === 'CNAME' ? '.' : ''}`).join(',');
  const counts = `${answers.length}/${authority === undefined ? 0 : 1}/0`;
  return `${id}${CODES[code]}${authoritative ? '*-' : ''} ${counts}${records} (${length})`;
}
