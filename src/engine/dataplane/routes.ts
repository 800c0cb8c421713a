// Effective routes: what a subnet, and what headquarters, does with an address, and which route decided.
// Rules: F-1 (system routes), F-2, F-3 (route tables, propagation off), F-5, A-8, A-10 (kubenet's table), E-32, E-35, E-40, E-41.
import type { Route, RouteTable } from '../model/azure.ts';
import type { VirtualNetwork } from '../model/networkDocument.ts';
import { type Cidr, cidrContains, type Ipv4, isPrivateAddress, parseCidr, parseIpv4, PRIVATE_RANGES } from '../net/ipv4.ts';
import { indexPrefixes, type PrefixIndex } from '../net/prefixIndex.ts';
import { compileClusterRoutes } from './clusterRoutes.ts';
import { compileOptionalRoutes } from './optionalRoutes.ts';
import { advertisedBy, compilePeers, type Peers, rangesOf } from './peers.ts';
import { pickRoute } from './routeChoice.ts';
import type { Departure, EffectiveRoute, NextHop, OptionalRoute } from './routeTypes.ts';
import type { Placement } from './tables.ts';

export interface Routes {
  readonly peers: Peers;
  /** Every route of a subnet; without a subnet, what every subnet of the VNet has. */
  effective(at: Departure): readonly EffectiveRoute[];
  /** Of them, those that hold the whole of a range. */
  covering(at: Departure, range: Cidr): readonly EffectiveRoute[];
  /** The route an address follows from there. */
  find(at: Departure, address: Ipv4): EffectiveRoute | undefined;
  /** Where a gateway of this VNet takes an address: to the site that told of it, else to a VPN's first site (E-40). */
  throughGateway(vnet: string, address: Ipv4): Extract<NextHop, { type: 'gateway' }> | undefined;
  fromSite(site: string, address: Ipv4): NextHop;
}

/** Ranges that lead nowhere unless something more specific says so (F-1). */
const NOWHERE = PRIVATE_RANGES;
const EVERYWHERE: Cidr = { base: 0, prefix: 0 };

interface Listed {
  readonly routes: readonly EffectiveRoute[];
  readonly index: PrefixIndex<EffectiveRoute>;
}

export interface RouteInput {
  readonly placement: Placement;
  /** Addresses behind a service tag, for user routes that name one (F-3). */
  readonly rangesOfTag?: (tag: string) => readonly Cidr[];
}

export function compileRoutes({ placement, rangesOfTag = () => [] }: RouteInput): Routes {
  const { network } = placement;
  const peers = compilePeers(network);
  const optional = compileOptionalRoutes(placement, peers);
  const tables = new Map((network.routeTables ?? []).map((table) => [table.name, table]));
  const cluster = compileClusterRoutes(placement);
  const known = new Map<string, Listed>();

  const listAt = ({ vnet, subnet }: Departure): Listed => {
    const key = `${vnet} ${subnet ?? ''}`;
    const old = known.get(key);
    if (old) return old;
    const declared = peers.vnets.get(vnet)?.subnets.find((item) => item.name === subnet);
    const table = declared?.routeTable === undefined ? undefined : tables.get(declared.routeTable);
    const routes = [
      ...(table ? userRoutes(table, rangesOfTag) : []),
      ...(subnet === undefined ? [] : cluster.forSubnet(subnet, table)),
      ...nearRoutes(vnet, peers),
      ...optionalRoutes(optional, { vnet, subnet }),
      ...(table?.disableBgpRoutePropagation === true ? [] : bgpRoutes(vnet, peers)),
      ...farRoutes(vnet),
    ];
    const listed = { routes, index: indexPrefixes(routes, ({ prefix }) => prefix) };
    known.set(key, listed);
    return listed;
  };

  const heard = new Map<string, PrefixIndex<EffectiveRoute>>();
  const toldAt = (vnet: string): PrefixIndex<EffectiveRoute> => {
    let index = heard.get(vnet);
    if (!index) heard.set(vnet, (index = indexPrefixes(bgpRoutes(vnet, peers), ({ prefix }) => prefix)));
    return index;
  };

  const throughGateway: Routes['throughGateway'] = (vnet, address) => {
    const vpn = peers.gatewaysOf(vnet).filter((gateway) => gateway.gatewayType === 'Vpn');
    const told = pickRoute(toldAt(vnet).holding(address))?.hop;
    if (told?.type === 'gateway' && vpn.some((gateway) => gateway.name === told.gateway)) return told;
    const [first] = vpn;
    const site = first?.connections[0];
    return first && site !== undefined ? { type: 'gateway', gateway: first.name, vnet: first.virtualNetwork, site } : undefined;
  };

  const learned = new Map(
    [...peers.sites.keys()].map((site) => [site, indexPrefixes(siteRoutes(site, peers), ({ prefix }) => prefix)] as const),
  );
  return {
    peers,
    effective: (at) => listAt(at).routes,
    covering: (at, range) => listAt(at).index.covering(range),
    find: (at, address) => pickRoute(listAt(at).index.holding(address)),
    throughGateway,
    fromSite: (name, address) => {
      const site = peers.sites.get(name);
      if (!site || rangesOf(site.addressSpace).some((range) => cidrContains(range, address))) return { type: 'local' };
      const route = pickRoute(learned.get(name)?.holding(address) ?? []);
      if (route) return route.hop;
      const isPrivate = isPrivateAddress(address);
      return site.internetEgress === false || isPrivate ? { type: 'none' } : { type: 'internet' };
    },
  };
}

function userRoutes(table: RouteTable, rangesOfTag: (tag: string) => readonly Cidr[]): EffectiveRoute[] {
  return table.routes.flatMap((route) => {
    const range = parseCidr(route.addressPrefix);
    return (range ? [range] : rangesOfTag(route.addressPrefix)).map(
      (prefix): EffectiveRoute => ({
        prefix,
        source: 'User',
        kind: 'user',
        hop: hopOf(route),
        rule: { object: `RouteTable/${table.name}`, field: `routes[${route.name}]` },
        name: route.name,
      }),
    );
  });
}

function hopOf(route: Route): NextHop {
  switch (route.nextHopType) {
    case 'VirtualAppliance':
      return { type: 'appliance', address: parseIpv4(route.nextHopIpAddress ?? '') ?? 0 };
    case 'VirtualNetworkGateway':
      return { type: 'anyGateway' };
    case 'VnetLocal':
      return { type: 'local' };
    case 'Internet':
      return { type: 'internet' };
    case 'None':
      return { type: 'none' };
  }
}

function nearRoutes(vnet: string, peers: Peers): EffectiveRoute[] {
  const near = (of: VirtualNetwork, kind: 'vnet' | 'peering', hop: NextHop): EffectiveRoute[] =>
    rangesOf(of.addressSpace).map((prefix) => ({
      prefix,
      source: 'Default',
      kind,
      hop,
      rule: kind === 'vnet' ? { object: `VirtualNetwork/${vnet}`, field: 'addressSpace' } : peeringRule(vnet, of.name, peers),
    }));
  const own = peers.vnets.get(vnet);
  return [
    ...(own ? near(own, 'vnet', { type: 'local' }) : []),
    ...peers.peersOf(vnet).flatMap((peer) => near(peer, 'peering', { type: 'peering', vnet: peer.name })),
  ];
}

function peeringRule(vnet: string, remote: string, peers: Peers): EffectiveRoute['rule'] {
  const name = peers.vnets.get(vnet)?.peerings?.find((item) => item.remoteVirtualNetwork === remote)?.name ?? remote;
  return { object: `VirtualNetwork/${vnet}`, field: `peerings[${name}]` };
}

function optionalRoutes(optional: readonly OptionalRoute[], { vnet, subnet }: Departure): EffectiveRoute[] {
  return optional
    .filter(({ vnets, subnets }) => vnets?.has(vnet) === true || (subnet !== undefined && subnets?.has(subnet) === true))
    .map(({ prefix, hop, rule, yieldsFrom }) => ({
      prefix,
      source: 'Default',
      kind: hop.type,
      hop,
      rule,
      ...(yieldsFrom === undefined ? {} : { yieldsFrom }),
    }));
}

function bgpRoutes(vnet: string, peers: Peers): EffectiveRoute[] {
  return peers.gatewaysOf(vnet).flatMap((gateway) =>
    gateway.connections.flatMap((site) =>
      advertisedBy(peers.sites.get(site)).map(
        (prefix): EffectiveRoute => ({
          prefix,
          source: 'VirtualNetworkGateway',
          kind: 'bgp',
          hop: { type: 'gateway', gateway: gateway.name, vnet: gateway.virtualNetwork, site },
          rule: { object: `OnPremises/${site}`, field: 'advertisedRoutes' },
        }),
      ),
    ),
  );
}

function farRoutes(vnet: string): EffectiveRoute[] {
  const rule = { object: `VirtualNetwork/${vnet}`, field: 'peerings' };
  return [
    ...NOWHERE.map((prefix): EffectiveRoute => ({ prefix, source: 'Default', kind: 'none', hop: { type: 'none' }, rule })),
    { prefix: EVERYWHERE, source: 'Default', kind: 'internet', hop: { type: 'internet' }, rule },
  ];
}

/** What a site hears from Azure: the VNets of its gateways and those that use them. */
function siteRoutes(site: string, peers: Peers): EffectiveRoute[] {
  return [...peers.vnets.values()].flatMap((vnet) =>
    peers
      .gatewaysOf(vnet.name)
      .filter((gateway) => gateway.connections.includes(site))
      .flatMap((gateway) =>
        rangesOf(vnet.addressSpace).map(
          (prefix): EffectiveRoute => ({
            prefix,
            source: 'VirtualNetworkGateway',
            kind: 'bgp',
            hop: { type: 'gateway', gateway: gateway.name, vnet: gateway.virtualNetwork, site },
            rule: { object: `VirtualNetworkGateway/${gateway.name}`, field: 'connections' },
          }),
        ),
      ),
  );
}
