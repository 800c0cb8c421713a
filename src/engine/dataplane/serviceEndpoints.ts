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
  return serviceEndpointsFor(subnet, type).length > 0;
}

/** Those entries of a subnet that lead to suppliers of a type. */
export function serviceEndpointsFor({ serviceEndpoints = [] }: Subnet, type: Supplier['type']): readonly string[] {
  return serviceEndpoints.filter((name) => ENDPOINTS[type].includes(name.toLowerCase()));
}
