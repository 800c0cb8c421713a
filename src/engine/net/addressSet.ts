// A set of addresses given as ranges, however many and however they overlap: merged once, asked by halving. Rules: F-8, E-20 (lists of prefixes).
import { type Cidr, cidrLast, type Ipv4 } from './ipv4.ts';

export type AddressSet = (address: Ipv4) => boolean;

export function compileAddressSet(ranges: readonly Cidr[]): AddressSet {
  const from: Ipv4[] = [];
  const to: Ipv4[] = [];
  for (const range of [...ranges].sort((a, b) => a.base - b.base)) {
    const last = to.length - 1;
    const end = cidrLast(range);
    if (last >= 0 && range.base <= (to[last] ?? 0) + 1) to[last] = Math.max(to[last] ?? 0, end);
    else {
      from.push(range.base);
      to.push(end);
    }
  }
  return (address) => {
    let low = 0;
    let high = from.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (address < (from[middle] ?? 0)) high = middle - 1;
      else if (address > (to[middle] ?? 0)) low = middle + 1;
      else return true;
    }
    return false;
  };
}
