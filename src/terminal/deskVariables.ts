// Variables that the desk has from the start, so that lines of the documentation mean this world: $RG, $CL, $VNET, $SUBNET_ID, $LOC and the like.
// What only the reader could know stands for itself.
import { GROUP, idOf } from './az/resources.ts';
import type { TerminalEnv } from './types.ts';

const THEMSELVES = 'SQL_ADMIN SQL_PASSWORD IDENTITY_ID HQ_IP HQ_KEY KEY_VAULT_ID ZONE_ID SUBSCRIPTION_ID RES_ID';

export function deskVariables({ spec }: TerminalEnv): ReadonlyMap<string, string> {
  const { network } = spec;
  const location = network.location ?? 'westeurope';
  const cluster = network.managedClusters[0];
  const subnet = cluster?.agentPoolProfiles[0]?.vnetSubnet;
  const vnet =
    network.virtualNetworks.find(({ subnets }) => subnets.some(({ name }) => name === subnet)) ?? network.virtualNetworks[0];
  const name = cluster?.name ?? 'aks';
  const values = new Map([
    ['CL', name],
    ['CLUSTER_NAME', name],
    ['HOME', '/home/you'],
    ['LOC', location],
    ['LOCATION', location],
    ['NODE_RG', `MC_${GROUP}_${name}_${location}`],
    ['RG', GROUP],
    ['RESOURCE_GROUP', GROUP],
    ['USER', 'you'],
    ...THEMSELVES.split(' ').map((key) => [key, `$${key}`] as const),
  ]);
  if (vnet) values.set('VNET', vnet.name);
  if (vnet && subnet !== undefined)
    values.set('SUBNET_ID', idOf({ group: GROUP, location }, 'Network/virtualNetworks', vnet.name, 'subnets', subnet));
  return values;
}
