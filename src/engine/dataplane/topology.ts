// Where an address lives and which networks can reach each other: the routes of this slice, without route tables of the player's own.
// Rules, F-1, F-5 (peering does not pass on), gateway transit, B-23.
import type { VirtualNetwork } from '../model/networkDocument.ts';
import { type Cidr, cidrContains, type Ipv4, parseCidr } from '../net/ipv4.ts';
import type { HostEntry, Placement, SubnetEntry } from './tables.ts';
import type { ServiceTables } from './services.ts';

export type Owner =
  | { readonly type: 'pod'; readonly pod: number }
  | { readonly type: 'node'; readonly node: number }
  | { readonly type: 'host'; readonly host: HostEntry }
  /** A load balancer's frontend; the Services behind it are in ServiceTables.byExternalIP. */
  | { readonly type: 'frontend'; readonly internal: boolean; readonly subnet?: SubnetEntry }
  | { readonly type: 'clusterIP' }
  | { readonly type: 'vnet'; readonly vnet: string }
  | { readonly type: 'site'; readonly site: string }
  | { readonly type: 'podRange' }
  | { readonly type: 'internet' };

export interface Topology {
  ownerOf(address: Ipv4): Owner;
  /** VNet of a subnet address, by longest prefix. */
  vnetOf(address: Ipv4): string | undefined;
  siteOf(address: Ipv4): string | undefined;
  /** Both peerings exist (F-5). */
  peered(a: string, b: string): boolean;
  /** The gateway a VNet uses to reach a site: its own, or its peer's by gateway transit; undefined when it has none. */
  gatewayTo(vnet: string, site: string): string | undefined;
  subnetOf(address: Ipv4): SubnetEntry | undefined;
  /** The site that advertises 0.0.0.0/0 to a VNet, if one does (E-40). */
  defaultRouteOf(vnet: string): { readonly site: string; readonly gateway: string } | undefined;
}

export function compileTopology(placement: Placement, services: ServiceTables): Topology {
  const pods = new Map<Ipv4, number>();
  placement.pods.forEach((pod, index) => {
    const live = pod.phase !== 'Succeeded' && pod.phase !== 'Failed';
    if (pod.address !== undefined && !pod.hostNetwork && live && !pod.virtual) pods.set(pod.address, index);
  });
  const nodes = new Map<Ipv4, number>();
  placement.nodes.forEach((node, index) => {
    if (node.address !== undefined) nodes.set(node.address, index);
  });
  const hosts = new Map(placement.hosts.map((host) => [host.address, host]));
  const { network } = placement;
  const vnets = network.virtualNetworks.map((vnet) => ({
    vnet,
    ranges: vnet.addressSpace.flatMap((text) => parseCidr(text) ?? []),
  }));
  const sites = (network.onPremises ?? []).map((site) => ({
    name: site.name,
    ranges: site.addressSpace.flatMap((text) => parseCidr(text) ?? []),
    // A default route says where the rest goes, not what lives there.
    advertised: (site.advertisedRoutes ?? site.addressSpace)
      .flatMap((text) => parseCidr(text) ?? [])
      .filter((range) => range.prefix > 0),
    everything: (site.advertisedRoutes ?? []).some((text) => parseCidr(text)?.prefix === 0),
  }));
  const holds = (ranges: readonly Cidr[], address: Ipv4): boolean => ranges.some((range) => cidrContains(range, address));
  const vnetOf = (address: Ipv4): string | undefined => vnets.find((item) => holds(item.ranges, address))?.vnet.name;
  const siteOf = (address: Ipv4): string | undefined =>
    sites.find((site) => holds(site.ranges, address) || holds(site.advertised, address))?.name;
  const subnetOf = (address: Ipv4): SubnetEntry | undefined =>
    placement.subnets.find((subnet) => cidrContains(subnet.range, address));
  const find = (name: string): VirtualNetwork | undefined => network.virtualNetworks.find((vnet) => vnet.name === name);
  const peers = (from: string, to: string): boolean =>
    find(from)?.peerings?.some((peering) => peering.remoteVirtualNetwork === to) ?? false;
  const ownGateway = (vnet: string, site: string): string | undefined =>
    (network.virtualNetworkGateways ?? []).find(
      (gateway) => gateway.virtualNetwork === vnet && gateway.connections.includes(site),
    )?.name;

  const gatewayTo = (vnet: string, site: string): string | undefined => {
    const own = ownGateway(vnet, site);
    if (own !== undefined) return own;
    for (const peering of find(vnet)?.peerings ?? []) {
      const remote = peering.remoteVirtualNetwork;
      const back = find(remote)?.peerings?.find((item) => item.remoteVirtualNetwork === vnet);
      const gateway = ownGateway(remote, site);
      if (peering.useRemoteGateways && back?.allowGatewayTransit && gateway !== undefined) return gateway;
    }
    return undefined;
  };

  return {
    vnetOf,
    siteOf,
    subnetOf,
    gatewayTo,
    defaultRouteOf: (vnet) => {
      for (const site of sites) {
        const gateway = site.everything ? gatewayTo(vnet, site.name) : undefined;
        if (gateway !== undefined) return { site: site.name, gateway };
      }
      return undefined;
    },
    peered: (a, b) => peers(a, b) && peers(b, a),
    ownerOf: (address) => {
      const pod = pods.get(address);
      if (pod !== undefined) return { type: 'pod', pod };
      const node = nodes.get(address);
      if (node !== undefined) return { type: 'node', node };
      const frontend = services.byExternalIP.get(address);
      if (frontend?.some((table) => table.externalIP === address)) {
        const subnet = subnetOf(address);
        const internal = frontend.some((table) => table.internal);
        return { type: 'frontend', internal, ...(internal && subnet ? { subnet } : {}) };
      }
      const host = hosts.get(address);
      // The pod CIDR is a routing domain of its own: a host outside that lies in it is hidden from pods, not from others.
      if (host) return { type: 'host', host };
      if (placement.serviceCidr && cidrContains(placement.serviceCidr, address)) return { type: 'clusterIP' };
      if (placement.podCidr && cidrContains(placement.podCidr, address)) return { type: 'podRange' };
      const vnet = vnetOf(address);
      if (vnet !== undefined) return { type: 'vnet', vnet };
      const site = siteOf(address);
      return site === undefined ? { type: 'internet' } : { type: 'site', site };
    },
  };
}
