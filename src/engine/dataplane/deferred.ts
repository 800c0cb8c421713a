// Parts of the world that the walk does not simulate yet: where they stand, so that a flow that meets one is refused and any other is answered.
// Rules they belong to: E-20…E-28, F-1…F-12.
import type { LaterSection, NetworkDocument, Subnet } from '../model/networkDocument.ts';
import { type Ipv4, parseIpv4 } from '../net/ipv4.ts';

export interface DeferredTables {
  /** Addresses whose owner is not simulated: firewalls. */
  readonly addresses: ReadonlyMap<Ipv4, LaterSection>;
  readonly subnets: ReadonlyMap<string, Subnet>;
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
  for (const { privateIPAddress, publicIPAddresses } of network.azureFirewalls ?? [])
    hold('azureFirewalls', [privateIPAddress, ...publicIPAddresses]);
  return {
    addresses,
    subnets: new Map(network.virtualNetworks.flatMap((vnet) => vnet.subnets.map((subnet) => [subnet.name, subnet] as const))),
  };
}
