// The port books of a world: how large each device's table is, and which one a path takes from.
// Rules: E-10, E-11, E-13 (64,512 an address, 50,000 of them to one destination; cool-down), E-23, E-51 (Windows behind the load balancer).
import type { Dataplane } from '../../dataplane/dataplane.ts';
import type { RuleRef } from '../../model/ruleRef.ts';
import type { LoadPath } from './loadPaths.ts';
import { openPortBook, type PortBook } from './portBook.ts';

export interface BookSize {
  readonly capacity: number;
  readonly perDestination: number;
}

/** Milliseconds for which a port given back is kept from the same destination, by how the connection ended. */
export interface CoolDown {
  readonly closed: number;
  readonly reset: number;
  readonly halfOpen: number;
}

const NAT_PORTS = 64_512;
const NAT_TO_ONE = 50_000;
const FIREWALL_PORTS = 2496;
const WINDOWS_PORTS = 64;
const NO_COOL_DOWN: CoolDown = { closed: 0, reset: 0, halfOpen: 0 };
const NAT_COOL_DOWN: CoolDown = { closed: 65_000, reset: 16_000, halfOpen: 30_000 };

export interface Books {
  readonly byName: Map<string, PortBook>;
  readonly list: PortBook[];
}

export function openBooks(): Books {
  return { byName: new Map(), list: [] };
}

/** Undefined where ports are not counted: a node's own address, headquarters' router. */
export function bookOf(books: Books, dataplane: Dataplane, { snat }: LoadPath): PortBook | undefined {
  if (!snat) return undefined;
  const known = books.byName.get(snat.book);
  if (known) return known;
  const size = sizeOf(dataplane, snat.book);
  if (!size) return undefined;
  const book = openPortBook(snat.book, books.list.length, size);
  books.byName.set(snat.book, book);
  books.list.push(book);
  return book;
}

/** Of a device, or of one node's share of the load balancer: `lb:kubernetes room-0`. */
export function sizeOf({ plan, placement }: Dataplane, book: string): BookSize | undefined {
  const { cluster, network, nodes } = placement;
  const [device = '', node] = book.split(' ');
  if (device === 'lb:kubernetes') {
    const pool = nodes.find(({ name }) => name === node)?.pool;
    const windows = cluster?.agentPoolProfiles.some(({ name, osType }) => name === pool && osType === 'Windows') === true;
    // OutboundNAT cannot be turned off behind a load balancer (E-51).
    if (windows) return { capacity: WINDOWS_PORTS, perDestination: WINDOWS_PORTS };
    const profile = cluster?.networkProfile.loadBalancerProfile;
    // Automatic tables give so many of each address; a fixed number is all a node has (E-11).
    const addresses = (profile?.allocatedOutboundPorts ?? 0) > 0 ? 1 : (profile?.managedOutboundIPs?.count ?? 1);
    const capacity = (plan.snatPortsPerNode ?? 0) * addresses;
    return { capacity, perDestination: capacity };
  }
  if (device === 'natgw:managed') return gateway(cluster?.networkProfile.natGatewayProfile?.managedOutboundIPs?.count ?? 1);
  const natGateway = network.natGateways?.find(({ name }) => name === device);
  if (natGateway) return gateway(Math.floor((plan.natGatewayPorts?.[device] ?? NAT_PORTS) / NAT_PORTS));
  const firewall = network.azureFirewalls?.find(({ name }) => name === device);
  if (!firewall) return undefined;
  const capacity = FIREWALL_PORTS * firewall.publicIPAddresses.length * Math.max(2, firewall.instances ?? 2);
  return { capacity, perDestination: capacity };
}

/** The field that would make the table larger. */
export function sizeRule({ placement: { cluster, network, nodes } }: Dataplane, book: string): RuleRef | undefined {
  const [device = '', node] = book.split(' ');
  const object = `ManagedCluster/${cluster?.name ?? ''}`;
  if (device === 'lb:kubernetes') {
    const pool = nodes.find(({ name }) => name === node)?.pool;
    const index = cluster?.agentPoolProfiles.findIndex(({ name, osType }) => name === pool && osType === 'Windows') ?? -1;
    if (index >= 0) return { object, field: `agentPoolProfiles[${index}].osType` };
    const fixed = (cluster?.networkProfile.loadBalancerProfile?.allocatedOutboundPorts ?? 0) > 0;
    return {
      object,
      field: `networkProfile.loadBalancerProfile.${fixed ? 'allocatedOutboundPorts' : 'managedOutboundIPs.count'}`,
    };
  }
  if (device === 'natgw:managed') return { object, field: 'networkProfile.natGatewayProfile.managedOutboundIPs.count' };
  if (network.natGateways?.some(({ name }) => name === device) === true)
    return { object: `NatGateway/${device}`, field: 'publicIpAddresses' };
  if (network.azureFirewalls?.some(({ name }) => name === device) === true)
    return { object: `AzureFirewall/${device}`, field: 'publicIPAddresses' };
  return undefined;
}

function gateway(addresses: number): BookSize {
  return { capacity: NAT_PORTS * addresses, perDestination: NAT_TO_ONE * addresses };
}

export function coolDownOf(device: string, { placement }: Dataplane): CoolDown {
  const isGateway = device === 'natgw:managed' || placement.network.natGateways?.some(({ name }) => name === device) === true;
  return isGateway ? NAT_COOL_DOWN : NO_COOL_DOWN;
}
