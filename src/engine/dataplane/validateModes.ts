// What a mode demands beyond ranges: versions, names, families, machines where none may be, rights, counts; and the calendar of what retires.
// Rules: … …, A.7, D-14.
import type { AgentPoolProfile, ManagedCluster, NetworkDocument } from '../model/networkDocument.ts';
import { type Cidr, cidrContainsCidr, PRIVATE_RANGES } from '../net/ipv4.ts';
import { maxPodsOf, minorOf } from './nodes.ts';
import { checkRights } from './validateRights.ts';
import { clusterPath, type Placed, type Report } from './validation.ts';

const MOST_NODES = 5000;
const MOST_POOLS = 100;
const LONGEST_NAME = 63;

export function checkModeDemands(placed: Placed, cluster: ManagedCluster, report: Report): void {
  checkCounts(cluster, report);
  checkFamilies(placed, cluster, report);
  if (placed.mode === 'none') report('CniMissing', clusterPath(cluster, 'networkProfile.networkPlugin'), {}, 'warning');
  if (placed.mode === 'kubenet') checkKubenet(placed, cluster, report);
  if (placed.mode === 'overlay') checkOverlay(placed, cluster, report);
  if (placed.mode === 'podSubnet') checkPodSubnets(placed, cluster, report);
  for (const pool of cluster.agentPoolProfiles) {
    const maxPods = maxPodsOf(pool, placed.mode);
    if (pool.osType === 'Windows' && maxPods > 110 && maxPods <= 250)
      report(
        'WindowsMaxPods',
        clusterPath(cluster, `agentPoolProfiles.${pool.name}.maxPods`),
        { pool: pool.name, maxPods },
        'info',
      );
  }
  checkRights(placed.network, cluster, report);
  checkCalendar(placed, cluster, report);
}

function checkCounts({ agentPoolProfiles, ...cluster }: ManagedCluster, report: Report): void {
  const path = `managedClusters.${cluster.name}.agentPoolProfiles`;
  const nodes = agentPoolProfiles.reduce((sum, pool) => sum + pool.count, 0);
  if (nodes > MOST_NODES) report('ClusterNodeCountOutOfRange', path, { nodes, most: MOST_NODES });
  if (agentPoolProfiles.length > MOST_POOLS)
    report('AgentPoolsOutOfRange', path, { pools: agentPoolProfiles.length, most: MOST_POOLS });
}

/** Two families need Overlay, and neither NPM nor Calico; here they are not simulated at all. */
function checkFamilies({ mode, policyEngine }: Placed, cluster: ManagedCluster, report: Report): void {
  const families = cluster.networkProfile.ipFamilies ?? [];
  if (!families.includes('IPv6')) return;
  const path = clusterPath(cluster, 'networkProfile.ipFamilies');
  if (mode !== 'overlay') report('DualStackNeedsOverlay', path, { mode });
  else if (policyEngine === 'azure' || policyEngine === 'calico') report('DualStackPolicyEngine', path, { engine: policyEngine });
  else report('DualStackNotSimulated', path);
}

function checkKubenet({ network }: Placed, cluster: ManagedCluster, report: Report): void {
  const tables = cluster.agentPoolProfiles.flatMap(({ vnetSubnet }) => subnetOf(network, vnetSubnet)?.routeTable ?? []);
  if (tables.length > 0 && cluster.identity?.type === 'SystemAssigned')
    report('CustomRouteTableWithUnsupportedMSIType', clusterPath(cluster, 'identity.type'), { table: tables[0] ?? '' });
  if ((network.trafficControllers ?? []).length > 0)
    report('TrafficControllerNeedsAzureCni', clusterPath(cluster, 'networkProfile.networkPlugin'), {}, 'warning');
}

function checkOverlay({ network, podCidr }: Placed, cluster: ManagedCluster, report: Report): void {
  const cidr = cluster.networkProfile.podCidr;
  if (podCidr && cidr !== undefined && !isPrivate(podCidr))
    report('PodCidrNotPrivate', clusterPath(cluster, 'networkProfile.podCidr'), { cidr }, 'warning');
  for (const { vnetSubnet } of cluster.agentPoolProfiles) {
    const vnet = network.virtualNetworks.find(({ subnets }) => subnets.some(({ name }) => name === vnetSubnet));
    const long = [vnet?.name, vnetSubnet].find((name) => name !== undefined && name.length > LONGEST_NAME);
    if (long !== undefined)
      report('OverlayNameTooLong', clusterPath(cluster, 'agentPoolProfiles'), { name: long, most: LONGEST_NAME });
  }
}

/** A pod CIDR of Overlay lies in one private range. */
function isPrivate(range: Cidr): boolean {
  return PRIVATE_RANGES.some((each) => cidrContainsCidr(each, range));
}

function checkPodSubnets({ network }: Placed, cluster: ManagedCluster, report: Report): void {
  const pools = cluster.agentPoolProfiles;
  const bare = pools.find(({ podSubnet }) => podSubnet === undefined);
  // All pools of a cluster draw their pods' addresses alike (A-22).
  if (bare) report('PodSubnetMissing', clusterPath(cluster, `agentPoolProfiles.${bare.name}`), { pool: bare.name }, 'warning');
  for (const pool of pools) {
    const path = clusterPath(cluster, `agentPoolProfiles.${pool.name}`);
    const machine = (network.virtualMachines ?? []).find(({ subnet }) => subnet === pool.podSubnet);
    if (machine && pool.podSubnet !== undefined)
      report('PodSubnetHasMachines', `${path}.podSubnet`, { subnet: pool.podSubnet, machine: machine.name }, 'warning');
    checkStatic(pool, cluster, { path, report });
  }
}

function checkStatic(
  pool: AgentPoolProfile,
  cluster: ManagedCluster,
  to: { readonly path: string; readonly report: Report },
): void {
  if (pool.podIPAllocationMode !== 'StaticBlock') return;
  const minor = minorOf(cluster.kubernetesVersion);
  const field = `${to.path}.podIPAllocationMode`;
  if (minor !== undefined && minor < 28)
    to.report('StaticBlockVersion', field, { version: cluster.kubernetesVersion ?? '', least: '1.28' });
  const maxPods = maxPodsOf(pool, 'podSubnet');
  const wasted = 16 * Math.ceil((maxPods + 1) / 16) - 1 - maxPods;
  if (wasted > 0) to.report('StaticBlockWaste', `${to.path}.maxPods`, { maxPods, wasted, better: maxPods + wasted }, 'info');
}

function checkCalendar({ policyEngine, network }: Placed, cluster: ManagedCluster, report: Report): void {
  const soon = (code: string, field: string, params: Parameters<Report>[2]): void =>
    report(code, clusterPath(cluster, field), params, 'info');
  if (policyEngine === 'azure' && cluster.networkProfile.networkPolicy === 'azure') {
    soon('PolicyManagerRetires', 'networkProfile.networkPolicy', { date: '2028-09-30', system: 'Linux' });
    if (cluster.agentPoolProfiles.some(({ osType }) => osType === 'Windows'))
      soon('PolicyManagerRetires', 'networkProfile.networkPolicy', { date: '2026-09-30', system: 'Windows' });
  }
  if (cluster.ingressProfile?.webAppRouting?.enabled === true)
    soon('AppRoutingPatchesEnd', 'ingressProfile.webAppRouting', { date: '2026-11' });
  if ((cluster.ingressControllers ?? []).length > 0) soon('IngressNginxEnds', 'ingressControllers', { date: '2026-03' });
  const managed =
    network.managedClusters[0] === cluster && cluster.agentPoolProfiles.every(({ vnetSubnet }) => vnetSubnet === undefined);
  if (managed && cluster.networkProfile.outboundType === 'none')
    soon('NoDefaultOutbound', 'networkProfile.outboundType', { date: '2026-03-31' });
}

function subnetOf({ virtualNetworks }: NetworkDocument, name: string | undefined): { readonly routeTable?: string } | undefined {
  return virtualNetworks.flatMap(({ subnets }) => subnets).find((subnet) => subnet.name === name);
}
