// Service endpoints: which subnet setting belongs to which type of supplier. Rules: E-35.
import type { Subnet } from '../model/networkDocument.ts';
import type { Supplier } from './suppliers.ts';

const ENDPOINTS: Readonly<Record<Supplier['type'], readonly string[]>> = {
  sqlServer: ['microsoft.sql'],
  keyVault: ['microsoft.keyvault'],
  storageAccount: ['microsoft.storage', 'microsoft.storage.global'],
  containerRegistry: ['microsoft.containerregistry'],
  apiServer: [],
};

export function hasServiceEndpoint(subnet: Subnet, type: Supplier['type']): boolean {
  return (subnet.serviceEndpoints ?? []).some((name) => ENDPOINTS[type].includes(name.toLowerCase()));
}
