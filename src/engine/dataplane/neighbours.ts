// Who else lives around the cluster: machines and private endpoints in its subnets, name servers, hosts of headquarters and of the street.
// Rules: world-format "Addresses are a function of the document", E-30, G-7 (a name server is a machine that listens on 53).
import type { DnsServer } from '../model/azure.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { cidrContains, type Ipv4, parseCidr, parseIpv4 } from '../net/ipv4.ts';
import { compareText } from '../net/hash.ts';
import { type AddressBook, takeExact, takeLowest } from './addressBook.ts';
import { privateEndpointsOf } from './suppliers.ts';
import type { HostEntry, PrivateEndpointEntry } from './tables.ts';

type Books = ReadonlyMap<string, AddressBook>;

const DNS_PORTS: HostEntry['ports'] = [
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
];

/** Declared addresses are taken before anybody is given a free one. */
export function holdDeclared(network: NetworkDocument, books: Books): void {
  for (const { subnet, ipAddress } of [...(network.virtualMachines ?? []), ...(network.privateEndpoints ?? [])]) {
    const address = parseIpv4(ipAddress ?? '');
    const book = books.get(subnet);
    if (address !== undefined && book) takeExact(book, address);
  }
  for (const { ipAddress } of network.dnsServers ?? []) {
    const address = parseIpv4(ipAddress);
    if (address === undefined) continue;
    for (const book of books.values()) if (takeExact(book, address)) break;
  }
}

export interface Neighbours {
  readonly machines: readonly HostEntry[];
  readonly privateEndpoints: readonly PrivateEndpointEntry[];
}

/** Machines and private endpoints, each with its declared address or the lowest free one, in the order of their names. */
export function placeNeighbours(network: NetworkDocument, books: Books): Neighbours {
  const machines: HostEntry[] = [];
  const privateEndpoints: PrivateEndpointEntry[] = [];
  const vnetOf = new Map(network.virtualNetworks.flatMap((vnet) => vnet.subnets.map((subnet) => [subnet.name, vnet.name])));
  const addressOf = ({ subnet, ipAddress }: { subnet: string; ipAddress?: string }): Ipv4 | undefined => {
    const book = books.get(subnet);
    return ipAddress === undefined ? book && takeLowest(book) : parseIpv4(ipAddress);
  };
  const claims = [
    ...(network.virtualMachines ?? []).map((machine) => ({ type: 'machine', name: machine.name, machine }) as const),
    ...privateEndpointsOf(network).map((endpoint) => ({ type: 'endpoint', name: endpoint.name, endpoint }) as const),
  ].sort((a, b) => compareText(a.name, b.name));
  for (const claim of claims) {
    const claimant = claim.type === 'machine' ? claim.machine : claim.endpoint;
    const address = addressOf(claimant);
    if (address === undefined) continue;
    const vnet = vnetOf.get(claimant.subnet) ?? '';
    if (claim.type === 'machine')
      machines.push({ kind: 'virtualMachine', name: claim.name, address, site: vnet, ports: claim.machine.ports ?? [] });
    else {
      const { name, subnet, status, supplier, integrated = false } = claim.endpoint;
      const endpoint = { name, address, subnet, virtualNetwork: vnet, status, target: supplier };
      privateEndpoints.push(integrated ? { ...endpoint, integrated } : endpoint);
    }
  }
  return { machines, privateEndpoints };
}

/** Hosts of headquarters and of the street. */
export function outsideHosts(network: NetworkDocument): HostEntry[] {
  const entry = (
    kind: HostEntry['kind'],
    site: string,
    host: { name: string; ipAddress: string; ports?: HostEntry['ports'] },
  ): HostEntry[] => {
    const address = parseIpv4(host.ipAddress);
    return address === undefined ? [] : [{ kind, name: host.name, address, site, ports: host.ports ?? [] }];
  };
  return [
    ...(network.onPremises ?? []).flatMap((site) => site.hosts.flatMap((host) => entry('onPremisesHost', site.name, host))),
    ...(network.internetHosts ?? []).flatMap((host) => entry('internetHost', '', host)),
  ];
}

/** Whoever is a name server listens on 53, as a host of its own where no other has that address. */
export function withNameServers(network: NetworkDocument, hosts: readonly HostEntry[]): HostEntry[] {
  const byAddress = new Map((network.dnsServers ?? []).map((server) => [parseIpv4(server.ipAddress), server]));
  const known = hosts.map((host) => {
    if (!byAddress.delete(host.address)) return host;
    const ports = [
      ...host.ports,
      ...DNS_PORTS.filter((dns) => !host.ports.some((port) => port.port === 53 && port.protocol === dns.protocol)),
    ];
    return { ...host, ports };
  });
  const others = [...byAddress].flatMap(([address, server]) =>
    address === undefined ? [] : [nameServer(network, server, address)],
  );
  return [...known, ...others];
}

function nameServer(network: NetworkDocument, { name }: DnsServer, address: Ipv4): HostEntry {
  const holds = ({ addressSpace }: { readonly addressSpace: readonly string[] }): boolean =>
    addressSpace.some((text) => {
      const range = parseCidr(text);
      return range !== undefined && cidrContains(range, address);
    });
  const vnet = network.virtualNetworks.find(holds)?.name;
  const site = network.onPremises?.find(holds)?.name;
  const kind = vnet !== undefined ? 'virtualMachine' : site !== undefined ? 'onPremisesHost' : 'internetHost';
  return { kind, name, address, site: vnet ?? site ?? '', ports: DNS_PORTS };
}
