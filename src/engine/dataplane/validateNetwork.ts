// What Azure says of the declared network: ranges, subnets, pools, modes. Each finding is a Diagnostic with Azure's own code where it has one.
// Rules: … …, C32, E-1, E-10, E-12.
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ManagedCluster } from '../model/networkDocument.ts';
import {
  type Cidr,
  cidrContains,
  cidrContainsCidr,
  cidrOverlaps,
  cidrSize,
  formatIpv4,
  parseCidr,
  parseIpv4,
} from '../net/ipv4.ts';
import { isAzureReserved } from './addressBook.ts';
import { KUBENET_ROUTE_LIMIT, maxPodsOf } from './nodes.ts';
import { checkApiServer } from './validateApiServer.ts';
import { checkEgress } from './validateEgress.ts';
import { checkGateways } from './validateGateways.ts';
import { checkModeDemands } from './validateModes.ts';
import { checkPeerings } from './validatePeerings.ts';
import { checkPrivateAccess, checkPrivateCluster } from './validatePrivate.ts';
import { clusterPath, type Placed, type Report } from './validation.ts';

/** May be no pod, service or VNet range, nor lie inside one that is (A-26, C4). */
const RESERVED = ['169.254.0.0/16', '172.30.0.0/16', '172.31.0.0/16', '192.0.2.0/24'];

export function validateNetwork(placed: Placed): Diagnostic[] {
  const found: Diagnostic[] = [];
  const report: Report = (code, path, params = {}, severity = 'error') => found.push({ code, severity, path, params });
  checkRanges(placed, report);
  checkSubnets(placed, report);
  checkPeerings(placed, report);
  checkMachines(placed, report);
  checkPrivateAccess(placed, report);
  checkGateways(placed, report);
  if (placed.cluster) {
    checkPools(placed, placed.cluster, report);
    checkMode(placed, placed.cluster, report);
    checkServiceCidr(placed, placed.cluster, report);
    checkModeDemands(placed, placed.cluster, report);
    checkEgress(placed, placed.cluster, report);
    checkPrivateCluster(placed, placed.cluster, report);
    checkApiServer(placed, placed.cluster, report);
  }
  checkCapacity(placed, report);
  return found;
}

function reservedHit(range: Cidr): string | undefined {
  // "Containing one is also invalid": both directions of overlap.
  return RESERVED.find((text) => {
    const reserved = parseCidr(text);
    return reserved !== undefined && cidrOverlaps(range, reserved);
  });
}

function checkRanges(placed: Placed, report: Report): void {
  const check = (text: string | undefined, path: string): void => {
    const range = text === undefined ? undefined : parseCidr(text);
    const reserved = range && reservedHit(range);
    if (reserved !== undefined) report('ReservedCidr', path, { cidr: text ?? '', reserved });
  };
  const profile = placed.cluster?.networkProfile;
  if (placed.podCidr) check(profile?.podCidr, clusterPath(placed.cluster, 'networkProfile.podCidr'));
  check(profile?.serviceCidr, clusterPath(placed.cluster, 'networkProfile.serviceCidr'));
  for (const vnet of placed.network.virtualNetworks) {
    vnet.addressSpace.forEach((text, index) => check(text, `virtualNetworks.${vnet.name}.addressSpace[${index}]`));
  }
}

/** Fields of a subnet that name something in another section. */
const SUBNET_REFERENCES = [
  ['routeTable', 'routeTables'],
  ['networkSecurityGroup', 'networkSecurityGroups'],
  ['natGateway', 'natGateways'],
] as const;

function checkSubnets(placed: Placed, report: Report): void {
  for (const vnet of placed.network.virtualNetworks) {
    const spaces = vnet.addressSpace.flatMap((text) => parseCidr(text) ?? []);
    const seen: { name: string; range: Cidr }[] = [];
    for (const subnet of vnet.subnets) {
      const path = `virtualNetworks.${vnet.name}.subnets.${subnet.name}.addressPrefix`;
      const range = parseCidr(subnet.addressPrefix);
      if (!range) {
        report('InvalidCidr', path, { cidr: subnet.addressPrefix });
        continue;
      }
      if (!spaces.some((space) => cidrContainsCidr(space, range)))
        report('NetcfgInvalidSubnet', path, { subnet: subnet.name, cidr: subnet.addressPrefix, vnet: vnet.name });
      for (const [field, section] of SUBNET_REFERENCES) {
        const name = subnet[field];
        if (name !== undefined && !(placed.network[section] ?? []).some((item) => item.name === name)) {
          report('InvalidResourceReference', `virtualNetworks.${vnet.name}.subnets.${subnet.name}.${field}`, {
            kind: field,
            name,
          });
        }
      }
      const other = seen.find((item) => cidrOverlaps(item.range, range));
      if (other) report('NetcfgSubnetRangesOverlap', path, { subnet: subnet.name, other: other.name });
      seen.push({ name: subnet.name, range });
    }
  }
}

function checkMachines(placed: Placed, report: Report): void {
  const seen = new Set<number>();
  for (const machine of placed.network.virtualMachines ?? []) {
    const path = `virtualMachines.${machine.name}`;
    const subnet = placed.subnets.find((item) => item.name === machine.subnet);
    if (!subnet) {
      report('InvalidResourceReference', `${path}.subnet`, { kind: 'subnet', name: machine.subnet });
      continue;
    }
    const address = machine.ipAddress === undefined ? undefined : parseIpv4(machine.ipAddress);
    if (address === undefined) continue;
    const params = { ip: formatIpv4(address), subnet: subnet.name };
    if (!cidrContains(subnet.range, address)) report('PrivateIPAddressNotInSubnet', `${path}.ipAddress`, params);
    else if (isAzureReserved(subnet.range, address)) report('PrivateIPAddressInReservedRange', `${path}.ipAddress`, params);
    else if (seen.has(address)) report('PrivateIPAddressInUse', `${path}.ipAddress`, params);
    seen.add(address);
  }
}

function checkPools(placed: Placed, cluster: ManagedCluster, report: Report): void {
  for (const pool of cluster.agentPoolProfiles) {
    const path = clusterPath(cluster, `agentPoolProfiles.${pool.name}`);
    const maxPods = maxPodsOf(pool, placed.mode);
    if (maxPods < 10 || maxPods > 250) report('MaxPodsOutOfRange', `${path}.maxPods`, { pool: pool.name, maxPods });
    else if (cluster.nodes === undefined && pool.count * maxPods < 30)
      report('PoolBelowMinimumPods', `${path}.maxPods`, { pool: pool.name, pods: pool.count * maxPods });
    if (pool.count > 1000) report('AgentPoolCountOutOfRange', `${path}.count`, { pool: pool.name, count: pool.count });
    for (const [field, name] of [
      ['vnetSubnet', pool.vnetSubnet],
      ['podSubnet', pool.podSubnet],
    ] as const) {
      if (name === undefined) continue;
      const subnet = placed.network.virtualNetworks.flatMap((vnet) => vnet.subnets).find((item) => item.name === name);
      if (!subnet) report('InvalidResourceReference', `${path}.${field}`, { kind: 'subnet', name });
      else if (field === 'vnetSubnet' && (subnet.delegations ?? []).length > 0)
        report('SubnetIsDelegated', `${path}.${field}`, { subnet: name });
    }
    if (placed.mode === 'podSubnet' && pool.podSubnet !== undefined) checkPodSubnet(placed, cluster, pool, report);
  }
}

function checkPodSubnet(
  placed: Placed,
  cluster: ManagedCluster,
  pool: ManagedCluster['agentPoolProfiles'][number],
  report: Report,
): void {
  const path = clusterPath(cluster, `agentPoolProfiles.${pool.name}.podSubnet`);
  const podSubnet = placed.subnets.find((subnet) => subnet.name === pool.podSubnet);
  const nodeSubnet = placed.subnets.find((subnet) => subnet.name === pool.vnetSubnet);
  if (podSubnet && nodeSubnet && podSubnet.virtualNetwork !== nodeSubnet.virtualNetwork)
    report('PodSubnetNotInVnet', path, { subnet: podSubnet.name, vnet: nodeSubnet.virtualNetwork });
  const mixed = cluster.agentPoolProfiles.some(
    (other) =>
      other.podSubnet === pool.podSubnet &&
      (other.podIPAllocationMode ?? 'DynamicIndividual') !== (pool.podIPAllocationMode ?? 'DynamicIndividual'),
  );
  if (mixed) report('PodSubnetMixedAllocation', path, { subnet: pool.podSubnet ?? '' });
}

function checkMode(placed: Placed, cluster: ManagedCluster, report: Report): void {
  const profile = cluster.networkProfile;
  const podPath = clusterPath(cluster, 'networkProfile.podCidr');
  const nodes = cluster.nodes?.length ?? cluster.agentPoolProfiles.reduce((sum, pool) => sum + pool.count, 0);
  if (placed.podCidr) {
    const pod = placed.podCidr;
    const capacity = Math.floor(cidrSize(pod) / 256);
    if (nodes > capacity) report('PodCidrExhausted', podPath, { cidr: profile.podCidr ?? '', nodes, capacity });
    // Only the subnets of the cluster's own VNet count.
    const overlapping = placed.subnets.find(
      (subnet) => subnet.virtualNetwork === placed.clusterVnet && cidrOverlaps(subnet.range, pod),
    );
    if (overlapping) report('PodCidrOverlapSubnet', podPath, { cidr: profile.podCidr ?? '', subnet: overlapping.name });
    const hidden = hiddenNetwork(placed, pod);
    if (hidden !== undefined && !overlapping)
      report('PodCidrHidesNetwork', podPath, { cidr: profile.podCidr ?? '', network: hidden }, 'warning');
  }
  if (placed.mode === 'kubenet') {
    const table = cluster.nodeRouteTable;
    if (table !== undefined && !(placed.network.routeTables ?? []).some(({ name }) => name === table))
      report('InvalidResourceReference', clusterPath(cluster, 'nodeRouteTable'), { kind: 'routeTable', name: table });
    if (nodes > KUBENET_ROUTE_LIMIT)
      report('KubenetRouteLimit', clusterPath(cluster, 'agentPoolProfiles'), { nodes, limit: KUBENET_ROUTE_LIMIT });
    report('KubenetRetires', clusterPath(cluster, 'networkProfile.networkPlugin'), { date: '2028-03-31' }, 'info');
    const subnets = new Set(cluster.agentPoolProfiles.map((pool) => pool.vnetSubnet));
    const shared = placed.network.managedClusters
      .slice(1)
      .find((other) => other.agentPoolProfiles.some((pool) => subnets.has(pool.vnetSubnet)));
    if (shared) report('KubenetSubnetShared', clusterPath(shared, 'agentPoolProfiles'), { other: cluster.name });
  }
  const engine = profile.networkPolicy;
  const dataplane = profile.networkDataplane ?? 'azure';
  const combination = `${profile.networkPlugin}, ${dataplane}, ${engine ?? 'none'}`;
  const kubenetBad = placed.mode === 'kubenet' && (engine === 'azure' || engine === 'cilium' || dataplane === 'cilium');
  const ciliumBad =
    (engine === 'cilium' && dataplane !== 'cilium') ||
    (dataplane === 'cilium' && engine !== undefined && engine !== 'cilium' && engine !== 'none' && engine !== 'spec');
  if (kubenetBad || (placed.mode !== 'kubenet' && ciliumBad))
    report('UnsupportedNetworkCombination', clusterPath(cluster, 'networkProfile.networkPolicy'), { combination });
  const windows = cluster.agentPoolProfiles.some((pool) => pool.osType === 'Windows');
  if (windows && (placed.mode === 'kubenet' || dataplane === 'cilium'))
    report('UnsupportedNetworkCombination', clusterPath(cluster, 'agentPoolProfiles'), {
      combination: `${combination}, Windows`,
    });
}

/** A network that pods may want to reach and that the pod CIDR covers: accepted, and never delivered (A-9, S04). */
function hiddenNetwork(placed: Placed, pod: Cidr): string | undefined {
  for (const site of placed.network.onPremises ?? []) {
    const ranges = [...site.addressSpace, ...site.hosts.map((host) => `${host.ipAddress}/32`)];
    if (ranges.some((text) => overlapsCidr(text, pod))) return site.name;
  }
  const other = placed.network.virtualNetworks.find(
    (vnet) => vnet.name !== placed.clusterVnet && vnet.addressSpace.some((text) => overlapsCidr(text, pod)),
  );
  return other?.name;
}

function overlapsCidr(text: string, range: Cidr): boolean {
  const other = parseCidr(text);
  return other !== undefined && cidrOverlaps(other, range);
}

function checkServiceCidr(placed: Placed, cluster: ManagedCluster, report: Report): void {
  const path = clusterPath(cluster, 'networkProfile.serviceCidr');
  const range = placed.serviceCidr;
  if (!range) return;
  const cidr = cluster.networkProfile.serviceCidr ?? '10.0.0.0/16';
  if (range.prefix < 13) report('ServiceCidrTooLarge', path, { cidr });
  const dns = placed.dnsServiceIP;
  const dnsPath = clusterPath(cluster, 'networkProfile.dnsServiceIP');
  if (dns !== undefined) {
    if (!cidrContains(range, dns)) report('DnsServiceIpOutOfServiceCidr', dnsPath, { ip: formatIpv4(dns), cidr });
    else if (dns === range.base || dns === range.base + 1)
      report('DnsServiceIpIsFirstAddress', dnsPath, { ip: formatIpv4(dns), cidr });
  }
  // A default service range that nobody wrote is not held against the writer (C32 is about a choice).
  const overlapping = placed.subnets.find(
    (subnet) => subnet.virtualNetwork === placed.clusterVnet && cidrOverlaps(subnet.range, range),
  );
  const vnet = placed.network.virtualNetworks.find((item) => item.name === placed.clusterVnet);
  if (overlapping) report('ServiceCidrOverlapExistingSubnetsCidr', path, { cidr, subnet: overlapping.name });
  else if (vnet?.addressSpace.some((text) => overlapsCidr(text, range)))
    report('ServiceCidrInsideVnet', path, { cidr, vnet: vnet.name }, 'warning');
  if (placed.podCidr && cidrOverlaps(placed.podCidr, range))
    report('ServiceCidrOverlapsPodCidr', path, { cidr, podCidr: cluster.networkProfile.podCidr ?? '' });
}

function checkCapacity(placed: Placed, report: Report): void {
  for (const subnet of placed.subnets) {
    if (subnet.needed <= subnet.usable || subnet.needed === 0) continue;
    const path = `virtualNetworks.${subnet.virtualNetwork}.subnets.${subnet.name}.addressPrefix`;
    report('InsufficientSubnetSize', path, {
      subnet: subnet.name,
      needed: subnet.needed,
      usable: subnet.usable,
      free: Math.max(0, subnet.usable - subnet.used),
    });
  }
}
