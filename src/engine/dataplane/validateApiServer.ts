// What Azure says of an API server's doors: authorised ranges, the subnet of VNet integration, isolated clusters. Rules: E-5, E-36, E-37, E-38.
import type { ManagedCluster, Subnet } from '../model/networkDocument.ts';
import { parseCidr } from '../net/ipv4.ts';
import { clusterPath, type Placed, type Report } from './validation.ts';

const MOST_RANGES = 200;
const MOST_RANGES_INTEGRATED = 2000;
const LONGEST_API_PREFIX = 28;
const DELEGATION = 'microsoft.containerservice/managedclusters';

export function checkApiServer(placed: Placed, cluster: ManagedCluster, report: Report): void {
  const profile = cluster.apiServerAccessProfile;
  const inside = profile?.enablePrivateCluster === true || profile?.enableVnetIntegration === true;
  const { outboundType } = cluster.networkProfile;
  if ((outboundType === 'none' || outboundType === 'block') && !inside)
    report('NetworkIsolatedNeedsPrivateApi', clusterPath(cluster, 'networkProfile.outboundType'), { outboundType }, 'warning');
  if (!profile) return;
  checkRanges(cluster, profile.authorizedIPRanges ?? [], report);
  if (profile.enableVnetIntegration === true) checkSubnet(placed, cluster, report);
}

function checkRanges(cluster: ManagedCluster, ranges: readonly string[], report: Report): void {
  const path = clusterPath(cluster, 'apiServerAccessProfile.authorizedIPRanges');
  const { enablePrivateCluster, enableVnetIntegration } = cluster.apiServerAccessProfile ?? {};
  if (ranges.length > 0 && enablePrivateCluster === true) report('AuthorizedIPRangesOnPrivateCluster', path);
  const limit = enableVnetIntegration === true ? MOST_RANGES_INTEGRATED : MOST_RANGES;
  if (ranges.length > limit) report('AuthorizedIPRangesTooMany', path, { count: ranges.length, limit });
}

/** In a VNet of the player's own the API server needs a subnet that is its own: there, delegated, and no smaller than /28 (E-38). */
function checkSubnet({ network, clusterVnet }: Placed, cluster: ManagedCluster, report: Report): void {
  const path = clusterPath(cluster, 'apiServerAccessProfile.subnet');
  const name = cluster.apiServerAccessProfile?.subnet;
  if (name === undefined) {
    if (cluster.agentPoolProfiles.some(({ vnetSubnet }) => vnetSubnet !== undefined)) report('ApiServerSubnetMissing', path);
    return;
  }
  const vnet = network.virtualNetworks.find((item) => item.name === clusterVnet);
  const subnet: Subnet | undefined = vnet?.subnets.find((item) => item.name === name);
  if (!subnet) return report('InvalidResourceReference', path, { kind: 'subnet', name });
  const prefix = parseCidr(subnet.addressPrefix)?.prefix;
  if (prefix !== undefined && prefix > LONGEST_API_PREFIX) report('ApiServerSubnetTooSmall', path, { subnet: name, prefix });
  if (!(subnet.delegations ?? []).some((text) => text.toLowerCase() === DELEGATION))
    report('ApiServerSubnetNotDelegated', path, { subnet: name });
}
