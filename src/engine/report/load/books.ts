// The port books of a world: how large each device's table is, and which one a path takes from.
// Rules: E-10, E-11, E-13 (64,512 an address, 50,000 of them to one destination; cool-down), E-23, E-51 (Windows' own 64).
import type { Dataplane } from '../../dataplane/dataplane.ts';
import type { Placement } from '../../dataplane/tables.ts';
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
const OUTBOUND_NAT = 'OutboundNAT';
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
export function sizeOf({ plan, placement, devices }: Dataplane, book: string): BookSize | undefined {
  const { cluster, network } = placement;
  const [device] = book.split(' ');
  if (device === OUTBOUND_NAT) return { capacity: WINDOWS_PORTS, perDestination: WINDOWS_PORTS };
  if (device === 'lb:kubernetes') {
    const profile = cluster?.networkProfile.loadBalancerProfile;
    // Automatic tables give so many of each address; a fixed number is all a node has (E-11).
    const addresses = (profile?.allocatedOutboundPorts ?? 0) > 0 ? 1 : (profile?.managedOutboundIPs?.count ?? 1);
    const capacity = (plan.snatPortsPerNode ?? 0) * addresses;
    return { capacity, perDestination: capacity };
  }
  if (device === 'natgw:managed') return gateway(cluster?.networkProfile.natGatewayProfile?.managedOutboundIPs?.count ?? 1);
  const natGateway = network.natGateways?.find(({ name }) => name === device);
  if (natGateway) return gateway(Math.floor((plan.natGatewayPorts?.[natGateway.name] ?? NAT_PORTS) / NAT_PORTS));
  const gate = devices.firewalls.find(({ firewall }) => firewall.name === device);
  if (!gate) return undefined;
  // A name without an address behind it stamps nothing.
  const capacity = FIREWALL_PORTS * gate.publicIPs.length * Math.max(2, gate.firewall.instances ?? 2);
  return { capacity, perDestination: capacity };
}

/** The table that a packet of this node needs a port of before it leaves by the device (E-11, E-51). */
export function bookName({ placement: { cluster, nodes } }: Dataplane, device: string, node: string | undefined): string {
  if (poolOf({ cluster, nodes }, node) !== undefined) return `${OUTBOUND_NAT} ${node}`;
  return device === 'lb:kubernetes' ? `${device} ${node}` : device;
}

/** Index of the node's pool, where Windows translates by itself. */
function poolOf({ cluster, nodes }: Pick<Placement, 'cluster' | 'nodes'>, node: string | undefined): number | undefined {
  const pool = nodes.find(({ name }) => name === node)?.pool;
  const index = cluster?.agentPoolProfiles.findIndex(
    ({ name, osType, windowsProfile }) => name === pool && osType === 'Windows' && windowsProfile?.disableOutboundNat !== true,
  );
  return index === undefined || index < 0 ? undefined : index;
}

/** The field that would make the table larger. */
export function sizeRule({ placement: { cluster, network, nodes } }: Dataplane, book: string): RuleRef | undefined {
  const [device, node] = book.split(' ');
  const object = `ManagedCluster/${cluster?.name ?? ''}`;
  if (device === OUTBOUND_NAT)
    return { object, field: `agentPoolProfiles[${poolOf({ cluster, nodes }, node) ?? 0}].windowsProfile.disableOutboundNat` };
  if (device === 'lb:kubernetes') {
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

export function coolDownOf(book: string, { placement }: Dataplane): CoolDown {
  const isGateway = book === 'natgw:managed' || placement.network.natGateways?.some(({ name }) => name === book) === true;
  return isGateway ? NAT_COOL_DOWN : NO_COOL_DOWN;
}
