// Service endpoints: which subnet setting belongs to which type of supplier. Rules: E-35.
import type { PaasService } from '../model/azure.ts';
import type { Subnet } from '../model/networkDocument.ts';

const ENDPOINTS: Readonly<Record<PaasService['type'], readonly string[]>> = {
  sqlServer: ['microsoft.sql'],
  keyVault: ['microsoft.keyvault'],
  storageAccount: ['microsoft.storage', 'microsoft.storage.global'],
  containerRegistry: ['microsoft.containerregistry'],
};

export function hasServiceEndpoint(subnet: Subnet, type: PaasService['type']): boolean {
  return (subnet.serviceEndpoints ?? []).some((name) => ENDPOINTS[type].includes(name.toLowerCase()));
}
