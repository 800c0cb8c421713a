// F-2 the route that is chosen agrees with a literal reading: among the routes that hold the address, those that the exceptions leave, the
// longest prefix, then user before BGP before system. Thousands of random tables.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chooseRoute, isReplaced } from '../../src/engine/dataplane/routeChoice.ts';
import type { EffectiveRoute } from '../../src/engine/dataplane/routeTypes.ts';
import { cidrContainsCidr, cidrOf } from '../../src/engine/net/ipv4.ts';

const KINDS = ['vnet', 'peering', 'serviceEndpoint', 'privateEndpoint', 'bgp', 'user', 'aks', 'internet', 'none'] as const;
const SOURCE = (kind: EffectiveRoute['kind']): EffectiveRoute['source'] =>
  kind === 'user' || kind === 'aks' ? 'User' : kind === 'bgp' ? 'VirtualNetworkGateway' : 'Default';

const routes: fc.Arbitrary<EffectiveRoute[]> = fc.array(
  fc
    .record({
      base: fc.integer({ min: 0, max: 255 }),
      prefix: fc.constantFrom(0, 25, 26, 28, 30, 32),
      kind: fc.constantFrom(...KINDS),
      yields: fc.option(fc.constantFrom(0, 26, 28, 32), { nil: undefined }),
    })
    .map(
      ({ base, prefix, kind, yields }, index = 0): EffectiveRoute => ({
        prefix: cidrOf(0x0a000000 + base, prefix),
        source: SOURCE(kind),
        kind,
        hop: { type: 'internet' },
        rule: { object: `r${base}-${prefix}-${kind}`, field: String(index) },
        ...(kind === 'privateEndpoint' && yields !== undefined ? { yieldsFrom: yields } : {}),
      }),
    ),
  { maxLength: 12 },
);

/** The rule, read word by word over plain numbers. */
function literal(all: readonly EffectiveRoute[], address: number): EffectiveRoute[] {
  const holds = (route: EffectiveRoute): boolean => {
    const size = 2 ** (32 - route.prefix.prefix);
    return Math.floor(address / size) === Math.floor(route.prefix.base / size);
  };
  let left = all.filter(holds);
  const near = left.some(({ kind }) => ['vnet', 'peering', 'serviceEndpoint', 'privateEndpoint'].includes(kind));
  const everything = left.some(({ kind, prefix }) => kind === 'user' && prefix.prefix === 0);
  const matching = left;
  left = left.filter(
    (route) =>
      !(near && route.kind === 'bgp') &&
      !(everything && route.kind === 'none') &&
      !(
        route.yieldsFrom !== undefined &&
        matching.some((other) => other.source === 'User' && other.prefix.prefix >= (route.yieldsFrom ?? 33))
      ),
  );
  const longest = Math.max(...left.map(({ prefix }) => prefix.prefix));
  left = left.filter(({ prefix }) => prefix.prefix === longest);
  for (const source of ['User', 'VirtualNetworkGateway', 'Default'] as const) {
    const best = left.filter((route) => route.source === source);
    if (best.length > 0) return best;
  }
  return [];
}

it('F-2, C28, C23 the chosen route is one that the literal reading leaves', () => {
  fc.assert(
    fc.property(routes, fc.integer({ min: 0, max: 255 }), (all, last) => {
      const address = 0x0a000000 + last;
      const chosen = chooseRoute(all, address);
      const wanted = literal(all, address);
      if (chosen) expect(wanted).toContain(chosen);
      else expect(wanted).toEqual([]);
    }),
    { seed: 20261126, numRuns: 4000 },
  );
});

it('F-2, C28, C23 a route is replaced when, without any longer one, nothing would follow it', () => {
  fc.assert(
    fc.property(routes, (all) => {
      for (const route of all) {
        const covering = all.filter(({ prefix }) => cidrContainsCidr(prefix, route.prefix));
        const left = literal(
          all.filter(({ prefix }) => prefix.prefix <= route.prefix.prefix),
          route.prefix.base,
        );
        if (!isReplaced(route, covering)) expect(left).toContain(route);
        // Of two system routes with one prefix the first stands.
        else expect(left[0]).not.toBe(route);
      }
    }),
    { seed: 20261126, numRuns: 3000 },
  );
});
