// Optional system routes: what private endpoints and service endpoints put into the route tables of subnets. Rules: E-32, E-33, C23, E-35, E-38, F-1.
import { cidrOf, parseCidr } from '../net/ipv4.ts';
import type { Peers } from './peers.ts';
import { publicAddressesOf } from './publicDirectory.ts';
import type { OptionalRoute } from './routeTypes.ts';
import { hasServiceEndpoint } from './serviceEndpoints.ts';
import type { Placement } from './tables.ts';

export function compileOptionalRoutes(placement: Placement, peers: Peers): readonly OptionalRoute[] {
  return [...privateEndpointRoutes(placement, peers), ...serviceEndpointRoutes(placement)];
}

/** A /32 in its own VNet and in those that are peered with it. */
function privateEndpointRoutes({ privateEndpoints }: Placement, peers: Peers): OptionalRoute[] {
  // A door of VNet integration is a load balancer's address in its subnet, without a route of its own (E-38).
  const interfaces = privateEndpoints.filter(({ integrated }) => integrated !== true);
  return interfaces.map(({ name, address, virtualNetwork, subnet }) => {
    const declared = peers.vnets.get(virtualNetwork)?.subnets.find((item) => item.name === subnet);
    const policies = declared?.privateEndpointNetworkPolicies;
    const lengths = (peers.vnets.get(virtualNetwork)?.addressSpace ?? []).flatMap((text) => parseCidr(text)?.prefix ?? []);
    return {
      prefix: cidrOf(address, 32),
      hop: { type: 'privateEndpoint', name },
      rule: { object: `PrivateEndpoint/${name}`, field: 'subnet' },
      vnets: new Set([virtualNetwork, ...peers.peersOf(virtualNetwork).map((peer) => peer.name)]),
      // With policies on, a user route as specific as the VNet takes its place (E-33, C23).
      ...(policies === 'Enabled' || policies === 'RouteTableEnabled' ? { yieldsFrom: Math.min(32, ...lengths) } : {}),
    };
  });
}

/** A supplier's public address, for subnets that have its type's endpoint. */
function serviceEndpointRoutes({ network }: Placement): OptionalRoute[] {
  return [...publicAddressesOf(network)].flatMap(([address, service]): OptionalRoute[] => {
    const subnets = network.virtualNetworks.flatMap((vnet) =>
      vnet.subnets.flatMap((subnet) => (hasServiceEndpoint(subnet, service.type) ? [subnet.name] : [])),
    );
    if (subnets.length === 0) return [];
    return [
      {
        prefix: cidrOf(address, 32),
        hop: { type: 'serviceEndpoint', service: service.name },
        rule: { object: `PaasService/${service.name}`, field: 'type' },
        subnets: new Set(subnets),
      },
    ];
  });
}
