// The CNI modes as edits of the Network document: what the picker offers and compares before anything is chosen. Pure.
// Rules: table A.1, A-1, A-12 (kubenet retires), A-29.
import { type ClusterMode, clusterModeOf, isCilium, withClusterMode } from '../../engine/edit/clusterMode.ts';
import type { ManagedCluster, NetworkDocument } from '../../engine/model/networkDocument.ts';

export const MODES = ['kubenet', 'nodeSubnet', 'overlay'] as const;
export type Mode = (typeof MODES)[number];

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
