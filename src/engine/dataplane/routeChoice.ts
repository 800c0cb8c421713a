// Which of a subnet's effective routes an address follows. Pure, and the one place that chooses.
// Rules: F-2 (longest prefix; user, BGP, system; VNet, peering and service endpoint before any BGP route), C28 (a default route of the
// player's own replaces the system routes to None), E-32, E-33, C23 (a private endpoint's /32 and what overrides it).
import { cidrContains, type Ipv4 } from '../net/ipv4.ts';
import type { EffectiveRoute } from './routeTypes.ts';

const RANK: Readonly<Record<EffectiveRoute['source'], number>> = { User: 2, VirtualNetworkGateway: 1, Default: 0 };
/** System routes that no BGP route can take traffic from, however specific it is. */
const BEFORE_BGP: ReadonlySet<EffectiveRoute['kind']> = new Set(['vnet', 'peering', 'serviceEndpoint', 'privateEndpoint']);

export function chooseRoute(routes: readonly EffectiveRoute[], address: Ipv4): EffectiveRoute | undefined {
  return pickRoute(routes.filter((route) => cidrContains(route.prefix, address)));
}

/** Does another route stand in the place of this one, so that nothing follows it? `covering`: every route that holds its whole prefix. */
export function isReplaced(route: EffectiveRoute, covering: readonly EffectiveRoute[]): boolean {
  const best = pickRoute(covering);
  if (!best || best === route) return false;
  // Of several equal ones, as by two gateways, none replaces another.
  const isEqual = best.kind === route.kind && best.prefix.prefix === route.prefix.prefix && best.yieldsFrom === route.yieldsFrom;
  return !isEqual;
}

/** The winner among routes that all hold one address. Of equals the first. */
export function pickRoute(matching: readonly EffectiveRoute[]): EffectiveRoute | undefined {
  const near = matching.some((route) => BEFORE_BGP.has(route.kind));
  const ownDefault = matching.some((route) => route.kind === 'user' && route.prefix.prefix === 0);
  let best: EffectiveRoute | undefined;
  for (const route of matching) {
    if (near && route.kind === 'bgp') continue;
    if (ownDefault && route.kind === 'none') continue;
    if (isOverridden(route, matching)) continue;
    if (!best || isBetter(route, best)) best = route;
  }
  return best;
}

/** Why a route that holds the address is, or is not, the one that is followed. */
export type RouteVerdict = 'followed' | 'shorter' | 'weakerSource' | 'nearFirst' | 'ownDefault' | 'yields' | 'equal';

/** Every route of one address with its verdict, the longest prefix first. */
export function explainChoice(matching: readonly EffectiveRoute[]): readonly { route: EffectiveRoute; verdict: RouteVerdict }[] {
  const best = pickRoute(matching);
  const near = matching.some((route) => BEFORE_BGP.has(route.kind));
  const ownDefault = matching.some((route) => route.kind === 'user' && route.prefix.prefix === 0);
  const verdictOf = (route: EffectiveRoute): RouteVerdict => {
    if (route === best) return 'followed';
    if (near && route.kind === 'bgp') return 'nearFirst';
    if (ownDefault && route.kind === 'none') return 'ownDefault';
    if (isOverridden(route, matching)) return 'yields';
    if (!best || route.prefix.prefix < best.prefix.prefix) return 'shorter';
    return RANK[route.source] < RANK[best.source] ? 'weakerSource' : 'equal';
  };
  return matching
    .map((route) => ({ route, verdict: verdictOf(route) }))
    .sort((a, b) => b.route.prefix.prefix - a.route.prefix.prefix || RANK[b.route.source] - RANK[a.route.source]);
}

function isBetter(route: EffectiveRoute, than: EffectiveRoute): boolean {
  if (route.prefix.prefix !== than.prefix.prefix) return route.prefix.prefix > than.prefix.prefix;
  return RANK[route.source] > RANK[than.source];
}

function isOverridden({ yieldsFrom }: EffectiveRoute, matching: readonly EffectiveRoute[]): boolean {
  return yieldsFrom !== undefined && matching.some((other) => other.source === 'User' && other.prefix.prefix >= yieldsFrom);
}
