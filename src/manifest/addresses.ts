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
  const range = parseCidr(text);
  if (!range && !isIpv6Cidr(text)) {
    fail(invalid('VAL22', path, text, CIDR_TEXT));
    return false;
  }
  const masked = range ? formatCidr(range) : text;
  if (masked !== text) fail(warning('VAL23', path, `CIDR value "${text}" is ambiguous in this context (should be "${masked}")`));
  return true;
}

/** `except` lies inside `cidr` and is smaller (VAL24). Across families or in IPv6 only the prefix is compared. */
export function isStrictSubset(except: string, cidr: string): boolean {
  const [inner, outer] = [parseCidr(except), parseCidr(cidr)];
  if (inner && outer) return inner.prefix > outer.prefix && cidrContainsCidr(outer, inner);
  if (inner || outer) return false;
  return Number(except.split('/')[1]) > Number(cidr.split('/')[1]);
}
