// Addresses and ranges as Kubernetes accepts them: IPv4 and IPv6 spellings, of which the simulation follows IPv4. Rules: VAL22–VAL24.
import { cidrContainsCidr, formatCidr, parseCidr, parseIpv4 } from '../engine/net/ipv4.ts';
import { type Fail, invalid, warning } from './problems.ts';
import type { Path } from './yamlDocument.ts';

export const CIDR_TEXT = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';
export const IP_TEXT = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';

/** Eight groups of hex, at most one `::`, the last two perhaps a dotted quad. */
export function isIpv6(text: string): boolean {
  if (text.length > 45 || !/^[0-9A-Fa-f:.]+$/.test(text)) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  let groups = 0;
  for (const [index, half] of halves.entries()) {
    const parts = half === '' ? [] : half.split(':');
    for (const [position, part] of parts.entries()) {
      const isLast = index === halves.length - 1 && position === parts.length - 1;
      if (part.includes('.') && isLast && parseIpv4(part) !== undefined) groups += 2;
      else if (/^[0-9A-Fa-f]{1,4}$/.test(part)) groups += 1;
      else return false;
    }
  }
  return halves.length === 2 ? groups < 8 : groups === 8;
}

export function isIpv6Cidr(text: string): boolean {
  const [address = '', prefix = '', more] = text.split('/');
  return more === undefined && isIpv6(address) && /^(0|[1-9]\d{0,2})$/.test(prefix) && Number(prefix) <= 128;
}

export function isAddress(text: string): boolean {
  return parseIpv4(text) !== undefined || isIpv6(text);
}

/** A range in either family; host bits beyond the prefix are masked with a warning (VAL22, VAL23). False when it is not one. */
export function checkCidr(fail: Fail, text: string, path: Path): boolean {
  const plain = withoutLeadingZeros(text);
  const range = parseCidr(plain);
  if (!range && !isIpv6Cidr(text)) {
    fail(invalid('VAL22', path, text, CIDR_TEXT));
    return false;
  }
  if (!range) {
    if (isMapped(text)) fail(warning('VAL23', path, nonStandard(text, unmapped(text))));
    return true;
  }
  const masked = formatCidr(range);
  if (masked !== plain) {
    const single = `${plain.split('/')[0] ?? ''}/32`;
    fail(warning('VAL23', path, `CIDR value "${text}" is ambiguous in this context (should be "${masked}" or "${single}"?)`));
  }
  if (plain !== text) fail(warning('VAL23', path, nonStandard(text, masked)));
  return true;
}

/** `010.0.0.0/08` is `10.0.0.0/8` to the older parser, which is the one in force (VAL23). */
export function withoutLeadingZeros(text: string): string {
  return /^\d{1,4}(\.\d{1,4}){3}\/\d{1,4}$/.test(text) ? text.replaceAll(/\b0+(?=\d)/g, '') : text;
}

function isMapped(text: string): boolean {
  return /^::ffff:\d+\.\d+\.\d+\.\d+\//i.test(text);
}

/** The IPv4 range that `::ffff:10.0.0.0/104` means: 96 bits are the mapping. */
function unmapped(text: string): string {
  const [address = '', prefix = ''] = text.replace(/^.*:/, '').split('/');
  return `${address}/${Math.max(0, Number(prefix) - 96)}`;
}

function nonStandard(text: string, use: string): string {
  return `non-standard CIDR value "${text}" will be considered invalid in a future Kubernetes release: use "${use}"`;
}

/** `except` lies inside `cidr` and is smaller (VAL24). Across families or in IPv6 only the prefix is compared. */
export function isStrictSubset(except: string, cidr: string): boolean {
  const [inner, outer] = [parseCidr(except), parseCidr(cidr)];
  if (inner && outer) return inner.prefix > outer.prefix && cidrContainsCidr(outer, inner);
  if (inner || outer) return false;
  return Number(except.split('/')[1]) > Number(cidr.split('/')[1]);
}
