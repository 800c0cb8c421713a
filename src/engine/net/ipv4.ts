// IPv4 addresses and CIDR ranges as plain numbers (uint32), with parsing that refuses what Azure and Kubernetes refuse.
// Rules: A-28 (five addresses kept by Azure), VAL22/VAL23 (CIDR spelling).

/** An IPv4 address as an unsigned 32-bit integer. */
export type Ipv4 = number;
/** A range: `base` has no host bits, `prefix` is 0–32. */
export interface Cidr {
  readonly base: Ipv4;
  readonly prefix: number;
}

const OCTET = /^(0|[1-9]\d{0,2})$/;

/** Dotted quad to number; undefined for anything else (leading zeros included). */
export function parseIpv4(text: string): Ipv4 | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    if (!OCTET.test(part)) return undefined;
    const octet = Number(part);
    if (octet > 255) return undefined;
    value = value * 256 + octet;
  }
  return value;
}

export function formatIpv4(address: Ipv4): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/** `a.b.c.d/p` to a range with its host bits masked (VAL23); undefined for anything else, a bare address included. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const address = parseIpv4(text.slice(0, slash));
  const prefixText = text.slice(slash + 1);
  if (address === undefined || !OCTET.test(prefixText)) return undefined;
  const prefix = Number(prefixText);
  if (prefix > 32) return undefined;
  return { base: maskBase(address, prefix), prefix };
}

export function formatCidr(cidr: Cidr): string {
  return `${formatIpv4(cidr.base)}/${cidr.prefix}`;
}

function maskBase(address: Ipv4, prefix: number): Ipv4 {
  return prefix === 0 ? 0 : (address & (0xffffffff << (32 - prefix))) >>> 0;
}

/** Number of addresses in the range (2^(32 − prefix)). */
export function cidrSize(cidr: Cidr): number {
  return 2 ** (32 - cidr.prefix);
}

export function cidrLast(cidr: Cidr): Ipv4 {
  return cidr.base + cidrSize(cidr) - 1;
}

export function cidrContains(cidr: Cidr, address: Ipv4): boolean {
  return address >= cidr.base && address <= cidrLast(cidr);
}

export function cidrContainsCidr(outer: Cidr, inner: Cidr): boolean {
  return outer.prefix <= inner.prefix && cidrContains(outer, inner.base);
}

export function cidrOverlaps(a: Cidr, b: Cidr): boolean {
  return cidrContainsCidr(a, b) || cidrContainsCidr(b, a);
}

/** A range from a base that may have host bits set. */
export function cidrOf(address: Ipv4, prefix: number): Cidr {
  return { base: maskBase(address, prefix), prefix };
}

/** RFC 1918 and RFC 6598: no address of the internet. */
export const PRIVATE_RANGES: readonly Cidr[] = [
  cidrOf(0x0a000000, 8),
  cidrOf(0xac100000, 12),
  cidrOf(0xc0a80000, 16),
  cidrOf(0x64400000, 10),
];

export function isPrivateAddress(address: Ipv4): boolean {
  return PRIVATE_RANGES.some((range) => cidrContains(range, address));
}
