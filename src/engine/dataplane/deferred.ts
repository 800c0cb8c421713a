// Parts of the world that the walk does not simulate yet: where they stand, so that a flow that meets one is refused and any other is answered.
// Sections come as written and are read with care. Rules they belong to: E-20…E-35, F-1…F-12, C-16, G-5…G-7.
import type { DeferredSection, NetworkDocument, Subnet } from '../model/networkDocument.ts';
import { type Ipv4, parseIpv4 } from '../net/ipv4.ts';

export interface DeferredTables {
  /** Addresses whose owner is not simulated: private endpoints, PaaS, firewalls, gateways. */
  readonly addresses: ReadonlyMap<Ipv4, DeferredSection>;
  /** The section that would answer a name, if one would. */
  sectionOfName(name: string): DeferredSection | undefined;
  readonly subnets: ReadonlyMap<string, Subnet>;
  /** VNets with name servers of their own. */
  readonly ownDns: ReadonlySet<string>;
}

export function compileDeferred(network: NetworkDocument): DeferredTables {
  const named = new Map((network.publicIPAddresses ?? []).map((item) => [item.name.toLowerCase(), item.ipAddress]));
  const addresses = new Map<Ipv4, DeferredSection>();
  const hold = (section: DeferredSection, field: string): void => {
    for (const item of itemsOf(network, section)) {
      for (const text of textsOf(item[field])) {
        const address = parseIpv4(text) ?? parseIpv4(named.get(text) ?? '');
        if (address !== undefined) addresses.set(address, section);
      }
    }
  };
  hold('privateEndpoints', 'ipAddress');
  hold('paasServices', 'publicIPAddress');
  hold('azureFirewalls', 'privateIPAddress');
  hold('azureFirewalls', 'publicIPAddresses');
  hold('applicationGateways', 'publicIPAddress');
  const zones = itemsOf(network, 'privateDnsZones').flatMap((item) => textsOf(item['name']));
  const services = new Set(itemsOf(network, 'paasServices').flatMap((item) => textsOf(item['fqdn'])));
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

function itemsOf(network: NetworkDocument, section: DeferredSection): Readonly<Record<string, unknown>>[] {
  const value: unknown = network.deferred?.[section];
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) =>
    typeof item === 'object' && item !== null ? [Object.fromEntries(Object.entries(item))] : [],
  );
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value.toLowerCase()];
  return Array.isArray(value) ? value.flatMap((item: unknown) => (typeof item === 'string' ? [item.toLowerCase()] : [])) : [];
}
