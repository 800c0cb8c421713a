// Parts of the world that the walk does not simulate yet: where they stand, so that a flow that meets one is refused and any other is answered.
// Rules they belong to: E-20…E-35, F-1…F-12, C-16, G-5…G-7.
import type { LaterSection, NetworkDocument, Subnet } from '../model/networkDocument.ts';
import { type Ipv4, parseIpv4 } from '../net/ipv4.ts';

export interface DeferredTables {
  /** Addresses whose owner is not simulated: private endpoints, PaaS, firewalls, gateways. */
  readonly addresses: ReadonlyMap<Ipv4, LaterSection>;
  /** The section that would answer a name, if one would. */
  sectionOfName(name: string): LaterSection | undefined;
  readonly subnets: ReadonlyMap<string, Subnet>;
  /** VNets with name servers of their own. */
  readonly ownDns: ReadonlySet<string>;
}

export function compileDeferred(network: NetworkDocument): DeferredTables {
  const named = new Map((network.publicIPAddresses ?? []).map((item) => [item.name.toLowerCase(), item.ipAddress]));
  const addresses = new Map<Ipv4, LaterSection>();
  const hold = (section: LaterSection, texts: readonly (string | undefined)[]): void => {
    for (const text of texts) {
      const address = parseIpv4(text ?? '') ?? parseIpv4(named.get((text ?? '').toLowerCase()) ?? '');
      if (address !== undefined) addresses.set(address, section);
    }
  };
  for (const { ipAddress } of network.privateEndpoints ?? []) hold('privateEndpoints', [ipAddress]);
  for (const { publicIPAddress } of network.paasServices ?? []) hold('paasServices', [publicIPAddress]);
  for (const { privateIPAddress, publicIPAddresses } of network.azureFirewalls ?? [])
    hold('azureFirewalls', [privateIPAddress, ...publicIPAddresses]);
  for (const { publicIPAddress } of network.applicationGateways ?? []) hold('applicationGateways', [publicIPAddress]);
  const zones = (network.privateDnsZones ?? []).map(({ name }) => name.toLowerCase());
  const services = new Set((network.paasServices ?? []).map(({ fqdn }) => fqdn));
  return {
    addresses,
    sectionOfName: (name) => {
      const asked = name.toLowerCase().replace(/\.$/, '');
      if (services.has(asked)) return 'paasServices';
      return zones.some((zone) => asked === zone || asked.endsWith(`.${zone}`)) ? 'privateDnsZones' : undefined;
    },
    subnets: new Map(network.virtualNetworks.flatMap((vnet) => vnet.subnets.map((subnet) => [subnet.name, subnet] as const))),
    ownDns: new Set(network.virtualNetworks.flatMap((vnet) => ((vnet.dnsServers ?? []).length > 0 ? [vnet.name] : []))),
  };
}
