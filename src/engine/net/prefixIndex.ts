// An index of things by address prefix: 33 look-ups find everything that holds an address, however many there are.
// Rules: F-2 (longest prefix).
import { type Cidr, cidrOf, type Ipv4 } from './ipv4.ts';

export interface PrefixIndex<T> {
  /** Everything whose range holds the address: longest prefixes first, equals in the order they were given. */
  holding(address: Ipv4): readonly T[];
  /** Everything whose range holds the whole of this one. */
  covering(range: Cidr): readonly T[];
}

export function indexPrefixes<T>(items: readonly T[], rangeOf: (item: T) => Cidr): PrefixIndex<T> {
  const lengths = new Map<number, Map<Ipv4, T[]>>();
  for (const item of items) {
    const { base, prefix } = rangeOf(item);
    let byBase = lengths.get(prefix);
    if (!byBase) lengths.set(prefix, (byBase = new Map()));
    const list = byBase.get(base);
    if (list) list.push(item);
    else byBase.set(base, [item]);
  }
  const longestFirst = [...lengths].sort(([a], [b]) => b - a);
  const find = (address: Ipv4, longest: number): T[] =>
    longestFirst.flatMap(([prefix, byBase]) => (prefix <= longest ? (byBase.get(cidrOf(address, prefix).base) ?? []) : []));
  return {
    holding: (address) => find(address, 32),
    covering: ({ base, prefix }) => find(base, prefix),
  };
}
