// Who has an address, as seen inside the cluster and outside it, and the places it lies in.
// Rules, A-9 (the pod CIDR hides what lies in it from pods), B-23, E-52.
import type { Subnet } from '../model/networkDocument.ts';
import { type Cidr, cidrContains, type Ipv4, parseCidr } from '../net/ipv4.ts';
import { isLive } from './endpoints.ts';
import { perPlaces } from './podPlaces.ts';
import type { ServiceTables } from './services.ts';
import { AZURE_HOSTS, PUBLIC_RESOLVERS, publicAddressesOf } from './publicDirectory.ts';
import type { Supplier } from './suppliers.ts';
import type { HostEntry, Placement, PrivateEndpointEntry, SubnetEntry } from './tables.ts';

export type Owner =
  | { readonly type: 'pod'; readonly pod: number }
  | { readonly type: 'node'; readonly node: number }
  | { readonly type: 'host'; readonly host: HostEntry }
  /** A supplier's door inside a VNet, and its door to the street (E-30, E-35). */
  | { readonly type: 'privateEndpoint'; readonly endpoint: PrivateEndpointEntry }
  | { readonly type: 'paas'; readonly service: Supplier }
  /** A load balancer's frontend; the Services behind it are in ServiceTables.byExternalIP. */
  | { readonly type: 'frontend'; readonly internal: boolean }
  | { readonly type: 'clusterIP' }
  | { readonly type: 'podRange' }
  /** Nobody that is declared. */
  | { readonly type: 'nobody' };

export interface Topology {
  /** To pods and nodes of the cluster: their own world first. */
  ownerInside(address: Ipv4): Owner;
  /** To everybody else: pods come last, and whether they can be reached is the route's business. */
  ownerOutside(address: Ipv4): Owner;
  vnetOf(address: Ipv4): string | undefined;
  /** The site whose own address space holds the address. */
  siteOf(address: Ipv4): string | undefined;
  subnetOf(address: Ipv4): SubnetEntry | undefined;
  /** The subnet a pod's packets are in on the wire: its own in pod-subnet mode, its node's otherwise. */
  subnetOfPod(pod: number): string | undefined;
  subnetNamed(name: string): Subnet | undefined;
  /** A node's own public address, where its pool has them (E-52); a machine's by Azure's default outbound access (E-14). */
  publicIPOf(who: { readonly node: number } | { readonly host: HostEntry }): Ipv4 | undefined;
}

const podsByAddress = perPlaces((list): ReadonlyMap<Ipv4, number> => {
  const pods = new Map<Ipv4, number>();
  list.forEach((pod, index) => {
    if (pod.address !== undefined && !pod.hostNetwork && isLive(pod) && !pods.has(pod.address)) pods.set(pod.address, index);
  });
  return pods;
});

export function compileTopology(placement: Placement, services: ServiceTables): Topology {
  const { network } = placement;
  const pods = podsByAddress(placement.pods);
  const nodes = new Map<Ipv4, number>();
  placement.nodes.forEach((node, index) => {
    if (node.address !== undefined) nodes.set(node.address, index);
  });
  const hosts = new Map(placement.hosts.map((host) => [host.address, host]));
  for (const host of [...PLATFORM, ...PUBLIC_RESOLVERS, ...AZURE_HOSTS])
    if (!hosts.has(host.address)) hosts.set(host.address, host);
  const vnets = network.virtualNetworks.map((vnet) => ({ name: vnet.name, ranges: rangesOf(vnet.addressSpace) }));
  const sites = (network.onPremises ?? []).map((site) => ({ name: site.name, ranges: rangesOf(site.addressSpace) }));
  const subnets = new Map(
    network.virtualNetworks.flatMap((vnet) => vnet.subnets.map((subnet) => [subnet.name, subnet] as const)),
  );
  const publicNodes = placement.nodes.flatMap((node, index) =>
    placement.cluster?.agentPoolProfiles.find((pool) => pool.name === node.pool)?.enableNodePublicIP === true ? [index] : [],
  );
  const machines = placement.hosts.flatMap((host) => (host.kind === 'virtualMachine' ? [host.name] : []));
  const poolOf = (node: number): { podSubnet?: string } | undefined =>
    placement.cluster?.agentPoolProfiles.find((pool) => pool.name === placement.nodes[node]?.pool);

  const podAt = (address: Ipv4): Owner | undefined => found(pods.get(address), (pod) => ({ type: 'pod', pod }));
  const nodeAt = (address: Ipv4): Owner | undefined => found(nodes.get(address), (node) => ({ type: 'node', node }));
  const endpoints = new Map(placement.privateEndpoints.map((endpoint) => [endpoint.address, endpoint]));
  const suppliers = publicAddressesOf(network);
  const hostAt = (address: Ipv4): Owner | undefined =>
    found(endpoints.get(address), (endpoint) => ({ type: 'privateEndpoint', endpoint })) ??
    found(suppliers.get(address), (service) => ({ type: 'paas', service })) ??
    found(hosts.get(address), (host) => ({ type: 'host', host }));
  const frontendAt = (address: Ipv4): Owner | undefined => {
    const tables = services.byExternalIP.get(address)?.filter((table) => table.externalIP === address) ?? [];
    return tables.length === 0 ? undefined : { type: 'frontend', internal: tables.some((table) => table.internal) };
  };
  const rangeOf = (range: Cidr | undefined, address: Ipv4, type: 'podRange' | 'clusterIP'): Owner | undefined =>
    range && cidrContains(range, address) ? { type } : undefined;
  const clusterIPAt = (address: Ipv4): Owner | undefined => rangeOf(placement.serviceCidr, address, 'clusterIP');
  const podRangeAt = (address: Ipv4): Owner | undefined => rangeOf(placement.podCidr, address, 'podRange');

  return {
    ownerInside: (address) =>
      podAt(address) ??
      nodeAt(address) ??
      frontendAt(address) ??
      podRangeAt(address) ??
      hostAt(address) ??
      clusterIPAt(address) ?? { type: 'nobody' },
    ownerOutside: (address) =>
      nodeAt(address) ??
      frontendAt(address) ??
      hostAt(address) ??
      podAt(address) ??
      clusterIPAt(address) ??
      podRangeAt(address) ?? { type: 'nobody' },
    vnetOf: (address) => vnets.find((vnet) => vnet.ranges.some((range) => cidrContains(range, address)))?.name,
    siteOf: (address) => sites.find((site) => site.ranges.some((range) => cidrContains(range, address)))?.name,
    subnetOf: (address) => placement.subnets.find((subnet) => cidrContains(subnet.range, address)),
    subnetOfPod: (pod) => {
      const node = placement.pods[pod]?.nodeIndex;
      if (node === undefined) return undefined;
      const own =
        placement.mode === 'podSubnet' && placement.pods[pod]?.hostNetwork !== true ? poolOf(node)?.podSubnet : undefined;
      return own ?? placement.nodes[node]?.subnet;
    },
    subnetNamed: (name) => subnets.get(name),
    publicIPOf: (who) => {
      const place = 'node' in who ? publicNodes.indexOf(who.node) : machines.indexOf(who.host.name);
      if (place < 0 || placement.outboundIP === undefined) return undefined;
      // After the outbound rule's own address: nodes in their order, then machines in theirs.
      return placement.outboundIP + 1 + place + ('node' in who ? 0 : publicNodes.length);
    },
  };
}

function found<T>(value: T | undefined, make: (value: T) => Owner): Owner | undefined {
  return value === undefined ? undefined : make(value);
}

function rangesOf(texts: readonly string[]): Cidr[] {
  return texts.flatMap((text) => parseCidr(text) ?? []);
}

/** Azure's own addresses on every host: name server and wire server, instance metadata (F-10). */
const PLATFORM: readonly HostEntry[] = [
  {
    kind: 'internetHost',
    name: '168.63.129.16',
    address: 0xa83f8110,
    site: 'azure',
    ports: [
      { port: 53, protocol: 'UDP' },
      { port: 53, protocol: 'TCP' },
      { port: 80, protocol: 'TCP' },
      { port: 32_526, protocol: 'TCP' },
    ],
  },
  { kind: 'internetHost', name: '169.254.169.254', address: 0xa9fea9fe, site: 'azure', ports: [{ port: 80, protocol: 'TCP' }] },
];

export function isPlatform(address: Ipv4): boolean {
  return PLATFORM.some((host) => host.address === address);
}
