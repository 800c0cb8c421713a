// Cluster modes: the Network document as it would be under another plugin, mode or data plane. What a mode needs and the document lacks (a pod
// subnet, a pod CIDR, an engine that it offers) is filled in and named. Rules: table A.1, A-12, A-22, A-24, D.2.
import type {
  AgentPoolProfile,
  ManagedCluster,
  NetworkDocument,
  NetworkProfile,
  PolicyEngine,
} from '../model/networkDocument.ts';
import { type Cidr, cidrLast, cidrOf, cidrOverlaps, cidrSize, formatCidr, parseCidr } from '../net/ipv4.ts';

export const CLUSTER_MODES = [
  'kubenet',
  'nodeSubnet',
  'podSubnetDynamic',
  'podSubnetStatic',
  'overlay',
  'nodeSubnetCilium',
  'podSubnetCilium',
  'overlayCilium',
  'none',
] as const;
export type ClusterMode = (typeof CLUSTER_MODES)[number];

/** What had to be added or changed beside the mode itself. */
export interface ModeFilling {
  readonly podSubnet?: { readonly name: string; readonly addressPrefix: string };
  readonly podCidr?: string;
  readonly policyEngine?: { readonly from: PolicyEngine; readonly to: PolicyEngine };
}

export interface ModeChange {
  readonly network: NetworkDocument;
  readonly filled: ModeFilling;
}

/** The mode that a cluster is in. */
export function clusterModeOf({ networkProfile, agentPoolProfiles }: ManagedCluster): ClusterMode {
  const { networkPlugin, networkPluginMode, networkDataplane } = networkProfile;
  if (networkPlugin !== 'azure') return networkPlugin;
  const cilium = networkDataplane === 'cilium';
  if (networkPluginMode === 'overlay') return cilium ? 'overlayCilium' : 'overlay';
  const pooled = agentPoolProfiles.filter(({ podSubnet }) => podSubnet !== undefined);
  if (pooled.length === 0) return cilium ? 'nodeSubnetCilium' : 'nodeSubnet';
  if (cilium) return 'podSubnetCilium';
  return pooled.every(({ podIPAllocationMode }) => podIPAllocationMode === 'StaticBlock')
    ? 'podSubnetStatic'
    : 'podSubnetDynamic';
}

/** Policy engines that AKS offers in a mode (table D.2); without Cilium's data plane there is no Cilium engine. */
export function enginesOf(mode: ClusterMode): readonly PolicyEngine[] {
  if (mode === 'none') return [];
  if (isCilium(mode)) return ['cilium'];
  return mode === 'kubenet' ? ['none', 'calico'] : ['none', 'azure', 'calico'];
}

export function isCilium(mode: ClusterMode): boolean {
  return mode === 'nodeSubnetCilium' || mode === 'podSubnetCilium' || mode === 'overlayCilium';
}

/** The same document in another mode; undefined when a pod subnet is needed and the virtual network has no room for one. */
export function withClusterMode(network: NetworkDocument, mode: ClusterMode): ModeChange | undefined {
  const [cluster, ...others] = network.managedClusters;
  if (!cluster) return undefined;
  if (clusterModeOf(cluster) === mode) return { network, filled: {} };
  const plain = withoutMode(cluster);
  const profile: NetworkProfile = {
    ...plain.networkProfile,
    networkPlugin: mode === 'kubenet' || mode === 'none' ? mode : 'azure',
    ...(mode === 'overlay' || mode === 'overlayCilium' ? { networkPluginMode: 'overlay' as const } : {}),
    ...(isCilium(mode) ? { networkDataplane: 'cilium' as const } : {}),
  };
  const engine = engineFor(mode, cluster.networkProfile);
  const ranged = mode === 'kubenet' || mode === 'overlay' || mode === 'overlayCilium';
  const podCidr = ranged ? (cluster.networkProfile.podCidr ?? freePodCidr(network)) : undefined;
  const networkProfile: NetworkProfile = {
    ...profile,
    ...(podCidr === undefined ? {} : { podCidr }),
    ...(engine === undefined ? {} : { networkPolicy: engine.to }),
  };
  const filled: ModeFilling = {
    ...(podCidr === undefined || cluster.networkProfile.podCidr !== undefined ? {} : { podCidr }),
    ...(engine === undefined || engine.from === engine.to ? {} : { policyEngine: engine }),
  };
  const changed: ManagedCluster = { ...plain, networkProfile };
  if (mode !== 'podSubnetDynamic' && mode !== 'podSubnetStatic' && mode !== 'podSubnetCilium')
    return { network: { ...network, managedClusters: [changed, ...others] }, filled };
  return inPodSubnet(network, { ...cluster, networkProfile }, { mode, filled });
}

function withoutMode(cluster: ManagedCluster): ManagedCluster {
  const { networkPluginMode: _mode, networkDataplane: _dataplane, podCidr: _range, ...networkProfile } = cluster.networkProfile;
  const agentPoolProfiles = cluster.agentPoolProfiles.map(
    ({ podSubnet: _subnet, podIPAllocationMode: _allocation, ...pool }): AgentPoolProfile => pool,
  );
  return { ...cluster, networkProfile, agentPoolProfiles };
}

/** The engine stays where the mode offers it; the test profile `spec` goes everywhere but to Cilium. */
function engineFor(mode: ClusterMode, profile: NetworkProfile): ModeFilling['policyEngine'] {
  const from: PolicyEngine = profile.networkDataplane === 'cilium' ? 'cilium' : (profile.networkPolicy ?? 'none');
  if (from === 'spec' && !isCilium(mode)) return { from, to: from };
  const offered = enginesOf(mode);
  if (offered.length === 0 || offered.includes(from)) return offered.length === 0 ? undefined : { from, to: from };
  return { from, to: isCilium(mode) ? 'cilium' : 'calico' };
}

/** The usual range where it is free, else the first /16 of ours that no declared network covers. */
function freePodCidr(network: NetworkDocument): string {
  const taken = [
    ...network.virtualNetworks.flatMap(({ addressSpace }) => addressSpace),
    ...(network.onPremises ?? []).flatMap(({ addressSpace }) => addressSpace),
    ...network.managedClusters.flatMap(({ networkProfile: { serviceCidr } }) => serviceCidr ?? []),
  ].flatMap((text) => parseCidr(text) ?? []);
  const choices = ['10.244.0.0/16', '192.168.0.0/16', '100.64.0.0/16', '172.16.0.0/16', '10.64.0.0/16'];
  const isFree = (text: string): boolean => {
    const range = parseCidr(text);
    return range !== undefined && !taken.some((other) => cidrOverlaps(other, range));
  };
  return choices.find(isFree) ?? '10.244.0.0/16';
}

interface PodSubnetMode {
  readonly mode: 'podSubnetDynamic' | 'podSubnetStatic' | 'podSubnetCilium';
  readonly filled: ModeFilling;
}

function inPodSubnet(network: NetworkDocument, cluster: ManagedCluster, { mode, filled }: PodSubnetMode): ModeChange | undefined {
  const { podCidr: _range, networkPluginMode: _mode, ...networkProfile } = cluster.networkProfile;
  const allocation = mode === 'podSubnetStatic' ? 'StaticBlock' : 'DynamicIndividual';
  // A subnet that another pool or cluster fills in the other way cannot be shared.
  const own = cluster.agentPoolProfiles.find(({ podSubnet }) => podSubnet !== undefined)?.podSubnet;
  const made = own === undefined ? makePodSubnet(network, cluster) : undefined;
  const podSubnet = own ?? made?.subnet.name;
  if (podSubnet === undefined) return undefined;
  const agentPoolProfiles = cluster.agentPoolProfiles.map(
    (pool): AgentPoolProfile => ({ ...pool, podSubnet: pool.podSubnet ?? podSubnet, podIPAllocationMode: allocation }),
  );
  const virtualNetworks = made
    ? network.virtualNetworks.map((vnet) =>
        vnet.name === made.virtualNetwork ? { ...vnet, subnets: [...vnet.subnets, made.subnet] } : vnet,
      )
    : network.virtualNetworks;
  const managedClusters = [{ ...cluster, networkProfile, agentPoolProfiles }, ...network.managedClusters.slice(1)];
  return {
    network: { ...network, virtualNetworks, managedClusters },
    filled: made ? { ...filled, podSubnet: made.subnet } : filled,
  };
}

interface MadeSubnet {
  readonly virtualNetwork: string;
  readonly subnet: { readonly name: string; readonly addressPrefix: string };
}

/** Room for every node, surge included, with all of its pods; the smallest prefix that fits, at the first free place. */
function makePodSubnet({ virtualNetworks }: NetworkDocument, cluster: ManagedCluster): MadeSubnet | undefined {
  const [pool] = cluster.agentPoolProfiles;
  const home = virtualNetworks.find(({ subnets }) => subnets.some(({ name }) => name === pool?.vnetSubnet)) ?? virtualNetworks[0];
  if (!home) return undefined;
  const wanted = cluster.agentPoolProfiles.reduce((sum, { count, maxPods = 250 }) => sum + (count + 1) * (maxPods + 16), 5);
  const spaces = home.addressSpace.flatMap((text) => parseCidr(text) ?? []);
  const taken = home.subnets.flatMap(({ addressPrefix }) => parseCidr(addressPrefix) ?? []);
  const names = new Set(virtualNetworks.flatMap(({ subnets }) => subnets.map(({ name }) => name)));
  let name = 'snet-pods';
  for (let number = 2; names.has(name); number++) name = `snet-pods-${number}`;
  // What would be enough for all seats first; then whatever still holds a batch or two for each node.
  for (let prefix = Math.max(12, 32 - Math.ceil(Math.log2(wanted))); prefix <= 28; prefix++) {
    const place = firstFree(spaces, taken, prefix);
    if (place) return { virtualNetwork: home.name, subnet: { name, addressPrefix: formatCidr(place) } };
  }
  return undefined;
}

/** Jumps behind whatever is in the way, so the number of tries is that of the subnets. */
function firstFree(spaces: readonly Cidr[], taken: readonly Cidr[], prefix: number): Cidr | undefined {
  const size = 2 ** (32 - prefix);
  for (const space of spaces) {
    if (cidrSize(space) < size) continue;
    let base = space.base;
    for (let tries = 0; tries <= taken.length && base + size - 1 <= cidrLast(space); tries++) {
      const range = cidrOf(base, prefix);
      const blocking = taken.find((other) => cidrOverlaps(other, range));
      if (!blocking) return range;
      base = Math.ceil((Math.max(cidrLast(blocking), cidrLast(range)) + 1) / size) * size;
    }
  }
  return undefined;
}
