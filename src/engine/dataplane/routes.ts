// Effective routes without route tables of the player's own: what a VNet, and what headquarters, does with an address.
// Rules: F-1 (system routes), F-2 (longest prefix; VNet and peering before BGP), F-5 (peering needs both sides and does not pass on,
// gateway transit), E-40 and E-41 (0.0.0.0/0 by BGP).
import type { NetworkDocument, VirtualNetwork, VirtualNetworkGateway } from '../model/networkDocument.ts';
import { type Cidr, cidrContains, type Ipv4, parseCidr } from '../net/ipv4.ts';

export type NextHop =
  /** Within the VNet. */
  | { readonly type: 'local' }
  | { readonly type: 'peering'; readonly vnet: string }
  /** Through a gateway, which may stand in a peered VNet. */
  | { readonly type: 'gateway'; readonly gateway: string; readonly vnet: string; readonly site: string }
  | { readonly type: 'internet' }
  | { readonly type: 'none' };

export interface Routes {
  fromVnet(vnet: string, address: Ipv4): NextHop;
  fromSite(site: string, address: Ipv4): NextHop;
}

interface Route {
  readonly prefix: Cidr;
  readonly hop: NextHop;
}

/** Ranges that lead nowhere unless something more specific says so (F-1). */
const NOWHERE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

export function compileRoutes(network: NetworkDocument): Routes {
  const vnets = new Map(network.virtualNetworks.map((vnet) => [vnet.name, vnet]));
  const gateways = network.virtualNetworkGateways ?? [];
  const sites = new Map((network.onPremises ?? []).map((site) => [site.name, site]));
  const system: Route[] = [
    ...rangesOf(NOWHERE).map((prefix): Route => ({ prefix, hop: { type: 'none' } })),
    ...rangesOf(['0.0.0.0/0']).map((prefix): Route => ({ prefix, hop: { type: 'internet' } })),
  ];
  const near = new Map<string, Route[]>();
  const far = new Map<string, Route[]>();
  for (const vnet of network.virtualNetworks) {
    near.set(vnet.name, [
      ...rangesOf(vnet.addressSpace).map((prefix): Route => ({ prefix, hop: { type: 'local' } })),
      ...peersOf(vnet, vnets).flatMap((peer) =>
        rangesOf(peer.addressSpace).map((prefix): Route => ({ prefix, hop: { type: 'peering', vnet: peer.name } })),
      ),
    ]);
    const bgp = gatewaysOf(vnet, vnets, gateways).flatMap((gateway) =>
      gateway.connections.flatMap((name) => {
        const site = sites.get(name);
        const advertised = rangesOf(site ? (site.advertisedRoutes ?? site.addressSpace) : []);
        return advertised.map(
          (prefix): Route => ({
            prefix,
            hop: { type: 'gateway', gateway: gateway.name, vnet: gateway.virtualNetwork, site: name },
          }),
        );
      }),
    );
    // At the same length BGP comes before a system route (F-2), so it stands first.
    far.set(vnet.name, [...bgp, ...system]);
  }
  const learned = new Map<string, Route[]>();
  for (const site of sites.values()) learned.set(site.name, siteRoutes(site.name, { vnets, gateways }));
  return {
    fromVnet: (vnet, address) =>
      longest(near.get(vnet) ?? [], address) ?? longest(far.get(vnet) ?? system, address) ?? { type: 'none' },
    fromSite: (name, address) => {
      const site = sites.get(name);
      if (!site || rangesOf(site.addressSpace).some((range) => cidrContains(range, address))) return { type: 'local' };
      const route = longest(learned.get(name) ?? [], address);
      if (route) return route;
      const isPrivate = system.some(({ prefix, hop }) => hop.type === 'none' && cidrContains(prefix, address));
      return site.internetEgress === false || isPrivate ? { type: 'none' } : { type: 'internet' };
    },
  };
}

function rangesOf(texts: readonly string[]): Cidr[] {
  return texts.flatMap((text) => parseCidr(text) ?? []);
}

/** The first of the longest prefixes that hold the address. */
function longest(routes: readonly Route[], address: Ipv4): NextHop | undefined {
  let best: Route | undefined;
  for (const route of routes) {
    if (cidrContains(route.prefix, address) && (!best || route.prefix.prefix > best.prefix.prefix)) best = route;
  }
  return best?.hop;
}

/** VNets peered with this one, both sides made (F-5). */
function peersOf(vnet: VirtualNetwork, vnets: ReadonlyMap<string, VirtualNetwork>): VirtualNetwork[] {
  return (vnet.peerings ?? []).flatMap((peering) => {
    const remote = vnets.get(peering.remoteVirtualNetwork);
    return remote?.peerings?.some((back) => back.remoteVirtualNetwork === vnet.name) === true ? [remote] : [];
  });
}

/** Gateways whose routes a VNet hears: its own; else its peer's, where one side uses and the other side lends (F-5). */
function gatewaysOf(
  vnet: VirtualNetwork,
  vnets: ReadonlyMap<string, VirtualNetwork>,
  gateways: readonly VirtualNetworkGateway[],
): VirtualNetworkGateway[] {
  const own = gateways.filter((gateway) => gateway.virtualNetwork === vnet.name);
  if (own.length > 0) return own;
  return (vnet.peerings ?? []).flatMap((peering) => {
    const back = vnets.get(peering.remoteVirtualNetwork)?.peerings?.find((item) => item.remoteVirtualNetwork === vnet.name);
    if (peering.useRemoteGateways !== true || back?.allowGatewayTransit !== true) return [];
    return gateways.filter((gateway) => gateway.virtualNetwork === peering.remoteVirtualNetwork);
  });
}

/** What a site hears from Azure: the VNets of its gateways and those that use them. */
function siteRoutes(
  site: string,
  from: { readonly vnets: ReadonlyMap<string, VirtualNetwork>; readonly gateways: readonly VirtualNetworkGateway[] },
): Route[] {
  return [...from.vnets.values()].flatMap((vnet) =>
    gatewaysOf(vnet, from.vnets, from.gateways)
      .filter((gateway) => gateway.connections.includes(site))
      .flatMap((gateway) =>
        rangesOf(vnet.addressSpace).map(
          (prefix): Route => ({ prefix, hop: { type: 'gateway', gateway: gateway.name, vnet: gateway.virtualNetwork, site } }),
        ),
      ),
  );
}
