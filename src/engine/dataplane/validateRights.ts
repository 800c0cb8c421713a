// Rights of the cluster's identity, where they are written down: what it has to join it must be allowed to. Rules: A-35, B-23, S17.
import type { ManagedCluster, NetworkDocument } from '../model/networkDocument.ts';
import { clusterPath, type Report } from './validation.ts';

const ROLES = ['Network Contributor', 'Contributor', 'Owner'];

/** The subnets of the pools; a frontend's own is asked for when it takes an address (frontends.ts). */
export function checkRights(network: NetworkDocument, cluster: ManagedCluster, report: Report): void {
  const names = new Set(
    cluster.agentPoolProfiles.flatMap(({ vnetSubnet, podSubnet }) => [vnetSubnet ?? [], podSubnet ?? []].flat()),
  );
  for (const subnet of names) {
    if (!mayJoin(network, subnet))
      report('LinkedAuthorizationFailed', clusterPath(cluster, 'identity.roleAssignments'), { subnet }, 'warning');
  }
}

/** Rights on the subnet, its network, or what both lie in. Rights that nobody wrote are taken as given. */
export function mayJoin({ virtualNetworks, managedClusters }: NetworkDocument, subnet: string): boolean {
  const granted = managedClusters[0]?.identity?.roleAssignments;
  if (granted === undefined) return true;
  const vnet = virtualNetworks.find(({ subnets }) => subnets.some(({ name }) => name === subnet))?.name;
  const scopes = [subnet, vnet, `${vnet}/${subnet}`, 'resourceGroup', 'subscription'];
  return granted.some(({ role, scope }) => ROLES.includes(role) && scopes.some((name) => name === lastOf(scope, name)));
}

/** A scope may be a whole resource id. */
function lastOf(scope: string, name: string | undefined): string {
  return name?.includes('/') ? scope.split('/').slice(-2).join('/') : (scope.split('/').at(-1) ?? '');
}
