// The CNI modes as edits of the Network document: what the picker offers and compares before anything is chosen. Pure.
// Rules: table A.1, A-1, A-12 (kubenet retires), A-29.
import { CLUSTER_MODES, type ClusterMode, clusterModeOf, isCilium, withClusterMode } from '../../engine/edit/clusterMode.ts';
import type { Diagnostic } from '../../engine/model/diagnostic.ts';
import type { ManagedCluster, NetworkDocument } from '../../engine/model/networkDocument.ts';
import { keptBetween } from '../../levels/editable.ts';
import type { Level } from '../../levels/level.ts';
import { findRefusal } from '../../store/refusals.ts';

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

/** Every mode that Azure gives. Bring your own is none of them: its nodes never become ready by themselves. */
export const OFFERED_MODES: readonly ClusterMode[] = CLUSTER_MODES.filter((mode) => mode !== 'none');

/** The modes to choose from for a cluster that is in one of them. */
export function offeredFrom(current: ClusterMode | undefined): readonly ClusterMode[] {
  return current === undefined || OFFERED_MODES.includes(current) ? OFFERED_MODES : [...OFFERED_MODES, current];
}

/** May this be chosen, and what would come of it: the same answer wherever a mode is chosen. */
export interface ModeVerdict {
  /** A part that the level keeps. */
  readonly kept?: string;
  /** Azure would not take the request. */
  readonly refusal?: Diagnostic;
  /** It would be taken, and could not be built. */
  readonly fault?: Diagnostic;
}

export function judgeMode(
  {
    level,
    base,
    known,
  }: { readonly level: Level | undefined; readonly base: NetworkDocument; readonly known: readonly Diagnostic[] },
  next: NetworkDocument,
  diagnostics: readonly Diagnostic[],
): ModeVerdict {
  const kept = keptBetween(level, base, next);
  const refusal = findRefusal(known, diagnostics);
  const fault = refusal ?? diagnostics.find(({ severity }) => severity === 'error');
  return {
    ...(kept === undefined ? {} : { kept }),
    ...(refusal ? { refusal } : {}),
    ...(fault ? { fault } : {}),
  };
}
