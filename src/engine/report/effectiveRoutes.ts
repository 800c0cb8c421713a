// Effective routes of a subnet, as `az network nic show-effective-route-table` lists them for a network interface in it.
// Rules: F-1, F-2, F-3, C28, E-32, E-33, E-35.
import type { Dataplane } from '../dataplane/dataplane.ts';
import { explainChoice, isReplaced, type RouteVerdict } from '../dataplane/routeChoice.ts';
import type { EffectiveRoute, NextHop, RouteSource } from '../dataplane/routeTypes.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { type Cidr, formatCidr, formatIpv4, type Ipv4, parseCidr, parseIpv4 } from '../net/ipv4.ts';
import { subnetNamed } from './subnetNamed.ts';

/** Azure's own words. */
export type NextHopType =
  | 'VnetLocal'
  | 'VNetPeering'
  | 'VirtualNetworkGateway'
  | 'VirtualAppliance'
  | 'Internet'
  | 'None'
  | 'InterfaceEndpoint'
  | 'VirtualNetworkServiceEndpoint';

export interface EffectiveRouteLine {
  readonly source: RouteSource;
  /** Invalid: another route stands in its place, so that nothing follows this one. */
  readonly state: 'Active' | 'Invalid';
  readonly addressPrefix: string;
  readonly nextHopType: NextHopType;
  readonly nextHopIpAddress?: string;
  /** Name of a user route. */
  readonly name?: string;
  /** What a player changes to change it. */
  readonly rule: RuleRef;
}

export interface EffectiveRouteTable {
  readonly subnet: string;
  readonly virtualNetwork: string;
  /** Does the subnet hear what gateways tell? */
  readonly disableBgpRoutePropagation: boolean;
  readonly routes: readonly EffectiveRouteLine[];
  /** Every route that holds the address asked about, the longest prefix first, and why it is or is not followed. */
  readonly toward?: readonly (EffectiveRouteLine & { readonly verdict: RouteVerdict })[];
}

const ORDER: readonly RouteSource[] = ['Default', 'VirtualNetworkGateway', 'User'];
const GATEWAY_SUBNET = 'GatewaySubnet';

/** Of a subnet by its name or VNET/SUBNET; undefined for one that this world does not have, or has more than once. */
export function listEffectiveRoutes(
  { placement, routes }: Dataplane,
  asked: string,
  toward?: string,
): EffectiveRouteTable | undefined {
  const found = subnetNamed(placement.network, asked);
  if (!found) return undefined;
  const { vnet } = found;
  const subnet = found.subnet.name;
  const declared = placement.network.routeTables?.find(({ name }) => name === found.subnet.routeTable);
  const at = { vnet: vnet.name, subnet };
  const list = routes.effective(at);
  const own = new Set(list.flatMap(({ kind, prefix }) => (kind === 'vnet' ? [formatCidr(prefix)] : [])));
  const lineOf = (route: EffectiveRoute): EffectiveRouteLine => ({
    source: route.source,
    state: isReplaced(route, routes.covering(at, route.prefix)) ? 'Invalid' : 'Active',
    addressPrefix: formatCidr(route.prefix),
    ...nextHopOf(route.hop, (name) => gatewayAddress(placement.network.virtualNetworks.find((item) => item.name === name))),
    ...(route.name === undefined ? {} : { name: route.name }),
    rule: route.rule,
  });
  // Azure turns such a route into the VNet's own (F-1).
  const isListed = ({ kind, prefix }: EffectiveRoute): boolean => kind !== 'none' || !own.has(formatCidr(prefix));
  const lines = list.filter(isListed).map(lineOf);
  const address = parseIpv4(toward ?? '');
  const held = address === undefined ? [] : routes.covering(at, { base: address, prefix: 32 }).filter(isListed);
  return {
    subnet,
    virtualNetwork: vnet.name,
    disableBgpRoutePropagation: declared?.disableBgpRoutePropagation === true,
    routes: ORDER.flatMap((source) => lines.filter((line) => line.source === source)),
    ...(address === undefined
      ? {}
      : { toward: explainChoice(held).map(({ route, verdict }) => ({ ...lineOf(route), verdict })) }),
  };
}

function nextHopOf(
  hop: NextHop,
  gatewayOf: (vnet: string) => Ipv4 | undefined,
): Pick<EffectiveRouteLine, 'nextHopType' | 'nextHopIpAddress'> {
  switch (hop.type) {
    case 'local':
      return { nextHopType: 'VnetLocal' };
    case 'peering':
      return { nextHopType: 'VNetPeering' };
    case 'gateway': {
      const address = gatewayOf(hop.vnet);
      return {
        nextHopType: 'VirtualNetworkGateway',
        ...(address === undefined ? {} : { nextHopIpAddress: formatIpv4(address) }),
      };
    }
    case 'anyGateway':
      return { nextHopType: 'VirtualNetworkGateway' };
    case 'appliance':
      return { nextHopType: 'VirtualAppliance', nextHopIpAddress: formatIpv4(hop.address) };
    case 'internet':
      return { nextHopType: 'Internet' };
    case 'none':
      return { nextHopType: 'None' };
    case 'privateEndpoint':
      return { nextHopType: 'InterfaceEndpoint' };
    case 'serviceEndpoint':
      return { nextHopType: 'VirtualNetworkServiceEndpoint' };
  }
}

/** A gateway's own address: the first that its subnet gives away. */
function gatewayAddress(
  vnet: { readonly subnets: readonly { readonly name: string; readonly addressPrefix: string }[] } | undefined,
): Ipv4 | undefined {
  const prefix = vnet?.subnets.find(({ name }) => name === GATEWAY_SUBNET)?.addressPrefix;
  const range: Cidr | undefined = parseCidr(prefix ?? '');
  return range && range.base + 4;
}
