// What Azure says of a cluster's way out: outbound types and what each needs, SNAT ports, idle time-outs. Rules: E-1, E-10, E-12, E-13, E-50, E-51, A-22.
import type { RouteTable } from '../model/azure.ts';
import type { AgentPoolProfile, ManagedCluster } from '../model/networkDocument.ts';
import { gatewayNodes, maxNodes, nodesWithSurge } from './snatPorts.ts';
import { clusterPath, type Placed, type Report } from './validation.ts';

export function checkEgress(placed: Placed, cluster: ManagedCluster, report: Report): void {
  const profile = cluster.networkProfile;
  const idle = (minutes: number | undefined, path: string): void => {
    if (minutes !== undefined && (minutes < 4 || minutes > 120))
      report('IdleTimeoutOutOfRange', clusterPath(cluster, path), { minutes });
  };
  idle(profile.loadBalancerProfile?.idleTimeoutInMinutes, 'networkProfile.loadBalancerProfile.idleTimeoutInMinutes');
  idle(profile.natGatewayProfile?.idleTimeoutInMinutes, 'networkProfile.natGatewayProfile.idleTimeoutInMinutes');
  const ports = profile.loadBalancerProfile?.allocatedOutboundPorts ?? 0;
  if ((profile.outboundType ?? 'loadBalancer') === 'loadBalancer' && ports !== 0) {
    const addresses = profile.loadBalancerProfile?.managedOutboundIPs?.count ?? 1;
    const bad = ports % 8 !== 0 || ports < 0 || ports > 64_000 || nodesWithSurge(cluster) > maxNodes(ports, addresses);
    if (bad)
      report(
        'InvalidLoadBalancerProfileAllocatedOutboundPorts',
        clusterPath(cluster, 'networkProfile.loadBalancerProfile.allocatedOutboundPorts'),
        { ports, nodes: nodesWithSurge(cluster) },
      );
  }
  for (const pool of cluster.agentPoolProfiles) checkGatewayPool(cluster, pool, report);
  const outbound = profile.outboundType;
  const subnets = placed.network.virtualNetworks.flatMap((vnet) => vnet.subnets);
  const own = cluster.agentPoolProfiles.some((pool) => pool.vnetSubnet !== undefined);
  const path = clusterPath(cluster, 'networkProfile.outboundType');
  if ((outbound === 'managedNATGateway' || outbound === 'block') && own)
    report('OutboundTypeRequiresManagedVnet', path, { outboundType: outbound });
  if ((outbound ?? 'loadBalancer') === 'loadBalancer') {
    const bare = cluster.agentPoolProfiles.find(({ windowsProfile }) => windowsProfile?.disableOutboundNat === true);
    const field = `agentPoolProfiles.${bare?.name}.windowsProfile.disableOutboundNat`;
    if (bare) report('WindowsOutboundNatNeeded', clusterPath(cluster, field), { pool: bare.name });
  }
  if (outbound === 'userDefinedRouting') {
    const table = (name: string | undefined): RouteTable | undefined =>
      placed.network.routeTables?.find((item) => item.name === name);
    const bare = cluster.agentPoolProfiles.find(
      (pool) => !hasDefaultRoute(table(subnets.find((subnet) => subnet.name === pool.vnetSubnet)?.routeTable)),
    );
    if (bare) report('OutboundTypeRequiresDefaultRoute', path, { subnet: bare.vnetSubnet ?? '' });
  }
  if (outbound === 'userAssignedNATGateway') {
    for (const pool of cluster.agentPoolProfiles) {
      const missing = [pool.vnetSubnet, pool.podSubnet].find(
        (name) => name !== undefined && subnets.find((subnet) => subnet.name === name)?.natGateway === undefined,
      );
      if (missing !== undefined) report('OutboundTypeRequiresNatGateway', path, { subnet: missing });
    }
  }
}

/** Static egress gateways: a node for each address of the prefix, none beside pods with addresses of their own subnet (E-50). */
function checkGatewayPool(cluster: ManagedCluster, pool: AgentPoolProfile, report: Report): void {
  const { name, count, gatewayProfile } = pool;
  if (!gatewayProfile) return;
  const path = clusterPath(cluster, `agentPoolProfiles.${name}`);
  const most = gatewayNodes(gatewayProfile.publicIPPrefixSize);
  if (count > most) report('GatewayPoolTooLarge', `${path}.count`, { pool: name, count, most });
  if (cluster.agentPoolProfiles.some(({ podSubnet }) => podSubnet !== undefined))
    report('GatewayPoolWithPodSubnet', `${path}.gatewayProfile`, { pool: name });
}

/** 0.0.0.0/0 to an appliance or a gateway; to `Internet` does not count (E-1). */
function hasDefaultRoute(table: RouteTable | undefined): boolean {
  return (table?.routes ?? []).some(
    ({ addressPrefix, nextHopType }) =>
      addressPrefix === '0.0.0.0/0' && (nextHopType === 'VirtualAppliance' || nextHopType === 'VirtualNetworkGateway'),
  );
}
