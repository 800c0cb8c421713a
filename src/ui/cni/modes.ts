// The CNI modes as edits of the Network document: what the picker offers and compares before anything is chosen. Pure.
// Rules: table A.1, A-1, A-12 (kubenet retires), A-29.
import type {
  AgentPoolProfile,
  ManagedCluster,
  NetworkDocument,
  NetworkProfile,
  PolicyEngine,
} from '../../engine/model/networkDocument.ts';

export const MODES = ['kubenet', 'nodeSubnet', 'overlay'] as const;
export type Mode = (typeof MODES)[number];

export const ENGINES = ['none', 'azure', 'calico'] as const satisfies readonly PolicyEngine[];

export function modeOf(profile: NetworkProfile): Mode | undefined {
  if (profile.networkPlugin === 'kubenet') return 'kubenet';
  if (profile.networkPlugin !== 'azure') return undefined;
  return profile.networkPluginMode === 'overlay' ? 'overlay' : 'nodeSubnet';
}

/** The same document with another mode; a pod CIDR is kept, or given its default where the mode needs one. */
export function withMode(network: NetworkDocument, mode: Mode): NetworkDocument {
  return changeCluster(network, (cluster) => {
    const { networkPluginMode: _mode, podCidr, ...rest } = cluster.networkProfile;
    const base: NetworkProfile = { ...rest, networkPlugin: mode === 'kubenet' ? 'kubenet' : 'azure' };
    const pools = cluster.agentPoolProfiles.map(({ podSubnet: _subnet, podIPAllocationMode: _allocation, ...pool }) => pool);
    const profile: NetworkProfile =
      mode === 'nodeSubnet'
        ? base
        : {
            ...base,
            podCidr: podCidr ?? '10.244.0.0/16',
            ...(mode === 'overlay' ? { networkPluginMode: 'overlay' as const } : {}),
          };
    return { ...cluster, networkProfile: profile, agentPoolProfiles: pools };
  });
}

export function withProfile(network: NetworkDocument, part: Partial<NetworkProfile>): NetworkDocument {
  return changeCluster(network, (cluster) => ({ ...cluster, networkProfile: { ...cluster.networkProfile, ...part } }));
}

export function withPool(network: NetworkDocument, name: string, part: Partial<AgentPoolProfile>): NetworkDocument {
  return changeCluster(network, (cluster) => ({
    ...cluster,
    agentPoolProfiles: cluster.agentPoolProfiles.map((pool) => (pool.name === name ? { ...pool, ...part } : pool)),
  }));
}

export function withPrefix(network: NetworkDocument, subnet: string, addressPrefix: string): NetworkDocument {
  return {
    ...network,
    virtualNetworks: network.virtualNetworks.map((vnet) => ({
      ...vnet,
      subnets: vnet.subnets.map((item) => (item.name === subnet ? { ...item, addressPrefix } : item)),
    })),
  };
}

function changeCluster(network: NetworkDocument, change: (cluster: ManagedCluster) => ManagedCluster): NetworkDocument {
  const [first, ...others] = network.managedClusters;
  return first ? { ...network, managedClusters: [change(first), ...others] } : network;
}
