// The CNI modes as edits of the Network document: what the picker offers and compares before anything is chosen. Pure.
// Rules: table A.1, A-1, A-12 (kubenet retires), A-29.
import { type ClusterMode, clusterModeOf, isCilium, withClusterMode } from '../../engine/edit/clusterMode.ts';
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

/** The mode on offer that the cluster is in, whatever its data plane; undefined where it is none of them (subnets of pods, no plugin). */
export function modeOf(cluster: ManagedCluster): Mode | undefined {
  const mode = clusterModeOf(cluster);
  return MODES.find((each) => mode === each || mode === `${each}Cilium`);
}

const ON_CILIUM: Partial<Record<Mode, ClusterMode>> = { nodeSubnet: 'nodeSubnetCilium', overlay: 'overlayCilium' };

/** The same document in another mode; what the mode needs besides is filled in, and Cilium's data plane is kept where the mode has it. */
export function withMode(network: NetworkDocument, mode: Mode): NetworkDocument {
  const [cluster] = network.managedClusters;
  const kept = cluster && isCilium(clusterModeOf(cluster)) ? ON_CILIUM[mode] : undefined;
  return withClusterMode(network, kept ?? mode)?.network ?? network;
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
