// Effective routes as values: a prefix, where it comes from, what it leads to, and the object and field that a player can change.
// Rules: F-1 (system and optional routes), F-2 (user before BGP before system), F-3 (next hops of user routes), E-32, E-33, E-35.
import type { RuleRef } from '../model/ruleRef.ts';
import type { Cidr, Ipv4 } from '../net/ipv4.ts';

export type NextHop =
  /** Within the VNet. */
  | { readonly type: 'local' }
  | { readonly type: 'peering'; readonly vnet: string }
  /** Through a gateway, which may stand in a peered VNet, to a site. */
  | { readonly type: 'gateway'; readonly gateway: string; readonly vnet: string; readonly site: string }
  /** A user route to `VirtualNetworkGateway`: which site is a matter of the destination; without a gateway it leads nowhere. */
  | { readonly type: 'anyGateway' }
  | { readonly type: 'appliance'; readonly address: Ipv4 }
  | { readonly type: 'internet' }
  | { readonly type: 'none' }
  | { readonly type: 'privateEndpoint'; readonly name: string }
  | { readonly type: 'serviceEndpoint'; readonly service: string };

/** Azure's own words for where a route comes from. */
export type RouteSource = 'Default' | 'VirtualNetworkGateway' | 'User';

export interface EffectiveRoute {
  readonly prefix: Cidr;
  readonly source: RouteSource;
  readonly kind: 'vnet' | 'peering' | 'serviceEndpoint' | 'privateEndpoint' | 'bgp' | 'user' | 'aks' | 'internet' | 'none';
  readonly hop: NextHop;
  readonly rule: RuleRef;
  /** Name of a user route. */
  readonly name?: string;
  /** A private endpoint's /32 gives way to user routes of at least this prefix length (E-33, C23); absent: to none but an equal one. */
  readonly yieldsFrom?: number;
}

/**
 * A system route that something else in the world puts into route tables: a private endpoint's /32 (E-32), a service endpoint's ranges (E-35).
 * It stands in every subnet of `vnets`, or in `subnets` alone.
 */
export interface OptionalRoute {
  readonly prefix: Cidr;
  readonly hop: Extract<NextHop, { type: 'privateEndpoint' | 'serviceEndpoint' }>;
  readonly rule: RuleRef;
  readonly vnets?: ReadonlySet<string>;
  readonly subnets?: ReadonlySet<string>;
  readonly yieldsFrom?: number;
}

/** Where a packet leaves a network interface: its VNet, and the subnet it is in, if one is declared. */
export interface Departure {
  readonly vnet: string;
  readonly subnet?: string | undefined;
}
