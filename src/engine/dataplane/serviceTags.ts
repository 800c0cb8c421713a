// Service tags as ranges of this world: Azure's own lists are its whole address plan; here a tag holds what stands in the document under it.
// Rules: F-8, F-9 (VirtualNetwork, AzureLoadBalancer, Internet are judged in guards.ts), F-3 (tags in user routes), E-26 (AzureCloud).
import type { NetworkDocument } from '../model/networkDocument.ts';
import { type Cidr, cidrOf, parseCidr } from '../net/ipv4.ts';
import { AKS_ADDRESSES } from './clusterNeeds.ts';
import { publicAddressesOf } from './publicDirectory.ts';
import type { Supplier } from './suppliers.ts';

const OF_SUPPLIER: Readonly<Record<Supplier['type'], string>> = {
  sqlServer: 'sql',
  keyVault: 'azurekeyvault',
  storageAccount: 'storage',
  containerRegistry: 'azurecontainerregistry',
  // API servers stand under AzureCloud alone.
  apiServer: 'azurecloud',
};
/** Azure's public addresses that this world gives out by itself (load balancers, frontends, suppliers without one). */
const OWN = ['20.50.0.0/16', '20.70.0.0/16', '20.150.0.0/16'].flatMap((text) => parseCidr(text) ?? []);

/** Ranges of a named tag, with or without a region behind a dot. Unknown tags hold nobody. */
export function compileTags(network: NetworkDocument): (tag: string) => readonly Cidr[] {
  const suppliers = publicAddressesOf(network);
  const declared = (network.publicIPAddresses ?? []).flatMap(({ ipAddress }) => parseCidr(`${ipAddress ?? ''}/32`) ?? []);
  const of = (type: string): Cidr[] =>
    [...suppliers].flatMap(([address, service]) => (OF_SUPPLIER[service.type] === type ? [cidrOf(address, 32)] : []));
  const azure = [...OWN, ...declared, ...[...suppliers.keys(), ...AKS_ADDRESSES].map((address) => cidrOf(address, 32))];
  const known = new Map<string, readonly Cidr[]>([
    ...[...new Set(Object.values(OF_SUPPLIER))].map((type) => [type, of(type)] as const),
    ...['microsoftcontainerregistry', 'azureactivedirectory', 'azureresourcemanager', 'azurefrontdoor.firstparty'].map(
      (tag) => [tag, AKS_ADDRESSES.map((address) => cidrOf(address, 32))] as const,
    ),
    ['azurecloud', azure],
  ]);
  return (tag) => {
    const name = tag.toLowerCase();
    return known.get(name) ?? known.get(name.replace(/\.[a-z0-9]+$/, '')) ?? [];
  };
}
