// Indices over address ranges against a literal reading: every range looked at, one by one.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileAddressSet } from '../../src/engine/net/addressSet.ts';
import { type Cidr, cidrContains, cidrContainsCidr, cidrOf } from '../../src/engine/net/ipv4.ts';
import { indexPrefixes } from '../../src/engine/net/prefixIndex.ts';

/** Around the ends of the address space too. */
const base = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.integer({ min: 0xffffff00, max: 0xffffffff }),
  fc.constantFrom(0x0a000000, 0x7fffffff),
);
const ranges: fc.Arbitrary<Cidr[]> = fc.array(
  fc.tuple(base, fc.constantFrom(0, 1, 8, 24, 25, 27, 29, 31, 32)).map(([address, prefix]) => cidrOf(address, prefix)),
  { maxLength: 12 },
);

it('F-8 a set of addresses holds what one of its ranges holds', () => {
  fc.assert(
    fc.property(ranges, base, (all, address) => {
      expect(compileAddressSet(all)(address)).toBe(all.some((range) => cidrContains(range, address)));
    }),
    { seed: 20261126, numRuns: 4000 },
  );
});

it('F-2 an index finds every range that holds an address, or a whole range, longest first and in the order given', () => {
  fc.assert(
    fc.property(ranges, base, fc.constantFrom(8, 25, 30, 32), (all, address, prefix) => {
      const items = all.map((range, place) => ({ range, place }));
      const index = indexPrefixes(items, ({ range }) => range);
      const sorted = (list: typeof items): typeof items =>
        [...list].sort((a, b) => b.range.prefix - a.range.prefix || a.place - b.place);
      expect(index.holding(address)).toEqual(sorted(items.filter(({ range }) => cidrContains(range, address))));
      const inner = cidrOf(address, prefix);
      expect(index.covering(inner)).toEqual(sorted(items.filter(({ range }) => cidrContainsCidr(range, inner))));
    }),
    { seed: 20261126, numRuns: 4000 },
  );
});
