// How VNets hang together: peerings that both sides made, gateways that a VNet has or borrows, what headquarters tell it.
// Rules: F-5 (both sides, forwarded traffic, gateway transit), E-40 (0.0.0.0/0 by BGP).
import type { NetworkDocument, OnPremises, VirtualNetwork, VirtualNetworkGateway } from '../model/networkDocument.ts';
import { type Cidr, parseCidr } from '../net/ipv4.ts';

export interface Peers {
  readonly vnets: ReadonlyMap<string, VirtualNetwork>;
  readonly sites: ReadonlyMap<string, OnPremises>;
  /** VNets peered with this one, both sides made. */
  peersOf(vnet: string): readonly VirtualNetwork[];
  /** Does `vnet` take from its peer `from` what that peer only passes on? */
  takesForwarded(vnet: string, from: string): boolean;
  /** Gateways whose routes a VNet hears: its own; else its peer's, where one side uses and the other lends. */
  gatewaysOf(vnet: string): readonly VirtualNetworkGateway[];
}

export function compilePeers(network: NetworkDocument): Peers {
  const vnets = new Map(network.virtualNetworks.map((vnet) => [vnet.name, vnet]));
  const gateways = network.virtualNetworkGateways ?? [];
  const back = (vnet: string, remote: string): NonNullable<VirtualNetwork['peerings']>[number] | undefined =>
    vnets.get(remote)?.peerings?.find((item) => item.remoteVirtualNetwork === vnet);
  return {
    vnets,
    sites: new Map((network.onPremises ?? []).map((site) => [site.name, site])),
    peersOf: (name) =>
      (vnets.get(name)?.peerings ?? []).flatMap((peering) => {
        const remote = vnets.get(peering.remoteVirtualNetwork);
        return remote && back(name, remote.name) ? [remote] : [];
      }),
    takesForwarded: (vnet, from) => back(from, vnet)?.allowForwardedTraffic === true,
    gatewaysOf: (name) => {
      const own = gateways.filter((gateway) => gateway.virtualNetwork === name);
      if (own.length > 0) return own;
      return (vnets.get(name)?.peerings ?? []).flatMap((peering) => {
        if (peering.useRemoteGateways !== true || back(name, peering.remoteVirtualNetwork)?.allowGatewayTransit !== true)
          return [];
        return gateways.filter((gateway) => gateway.virtualNetwork === peering.remoteVirtualNetwork);
      });
    },
  };
}

export function rangesOf(texts: readonly string[]): Cidr[] {
  return texts.flatMap((text) => parseCidr(text) ?? []);
}

/** What a site tells its gateways (F-1). */
export function advertisedBy(site: OnPremises | undefined): Cidr[] {
  return rangesOf(site ? (site.advertisedRoutes ?? site.addressSpace) : []);
}
