// compareModes: one workload under several CNI modes, side by side — addresses, nodes, pods without a place, the sources that receivers see, who
// may call a pod, engines, ceilings, limits, mistakes, and the flows gained and lost. Rules: table A.1, A-3, A-7, A-10…, D.2.
import { type NodeCeiling, nodeCeiling } from '../dataplane/ceilings.ts';
import type { SubnetPlan } from '../dataplane/plan.ts';
import { type ClusterMode, clusterModeOf, enginesOf, type ModeFilling, withClusterMode } from '../edit/clusterMode.ts';
import type { Edit } from '../edit/edit.ts';
import { refuse, type WalkAnswer } from '../forward/answer.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { PolicyEngine } from '../model/networkDocument.ts';
import { type Difference, findDifference, type Side, sideOf } from '../report/difference.ts';
import { type ModeBehaviour, observeMode } from './laboratory.ts';
import { limitsOf, type ModeLimit } from './modeLimits.ts';
import { compileWorld, type World } from './world.ts';

export interface ModeReport extends ModeBehaviour {
  readonly mode: ClusterMode;
  /** The mode that the world is in now. */
  readonly current: boolean;
  /** Azure would take it: no diagnostic is an error. */
  readonly possible: boolean;
  readonly filled: ModeFilling;
  readonly policyEngine: PolicyEngine;
  /** Engines that may be chosen in this mode; empty: bring your own. */
  readonly engines: readonly PolicyEngine[];
  /** Subnets of nodes and pods. */
  readonly subnets: readonly SubnetPlan[];
  readonly addresses: { readonly used: number; readonly needed: number; readonly free: number };
  readonly nodes: number;
  readonly nodesReady: number;
  readonly podsUnplaced: readonly { readonly pod: string; readonly reason: string }[];
  readonly ceiling: NodeCeiling;
  readonly limits: readonly ModeLimit[];
  readonly diagnostics: readonly Diagnostic[];
  /** Against the mode of now; absent when there are too many flows to look at. */
  readonly difference?: Difference;
  /** The whole document in this mode. */
  readonly edit: Edit;
}

export interface ModeComparison {
  readonly current: ClusterMode;
  readonly reports: readonly ModeReport[];
  /** Asked for, and no document can be made: the virtual network has no room for a subnet of pods. */
  readonly noRoom: readonly ClusterMode[];
}

export interface ModesQuestion {
  readonly modes: readonly ClusterMode[];
  /** Flows listed of each kind in a difference; 200 when absent. */
  readonly most?: number;
  /** False: no flow is walked and no difference told, which takes a hundredth of the time. */
  readonly flows?: boolean;
}

export function compareModes(world: World, { modes, most = 200, flows = true }: ModesQuestion): WalkAnswer<ModeComparison> {
  const [cluster] = world.spec.network.managedClusters;
  if (!cluster) return refuse('unsupported', { part: 'managedClusters' });
  // A recorded cluster has the addresses that were seen; what another mode would give its nodes nobody has recorded.
  if (cluster.nodes !== undefined) return refuse('unsupported', { part: 'managedClusters.nodes' });
  const walks = Math.max(500, Math.floor(12_000 / (modes.length + 1)));
  const before = flows ? sideOf(world, walks) : undefined;
  const current = clusterModeOf(cluster);
  const reports: ModeReport[] = [];
  const noRoom: ClusterMode[] = [];
  for (const mode of new Set(modes)) {
    const report = reportMode(world, mode, { before, most, walks });
    if (report) reports.push({ ...report, current: mode === current });
    else noRoom.push(mode);
  }
  return { ok: true, value: { current, reports, noRoom } };
}

function reportMode(
  { spec, policyEngine }: World,
  mode: ClusterMode,
  { before, most, walks }: { readonly before: Side | undefined; readonly most: number; readonly walks: number },
): Omit<ModeReport, 'current'> | undefined {
  const changed = withClusterMode(spec.network, mode);
  const after = changed && compileWorld({ ...spec, network: changed.network }, policyEngine);
  const [cluster] = changed?.network.managedClusters ?? [];
  if (!changed || !after || !cluster) return undefined;
  const { plan, placement, diagnostics } = after.dataplane;
  const used = new Set(cluster.agentPoolProfiles.flatMap(({ vnetSubnet, podSubnet }) => [vnetSubnet, podSubnet]));
  used.add(plan.nodes[0]?.subnet);
  const subnets = plan.subnets.filter(({ name }) => used.has(name));
  const sum = (key: 'used' | 'needed' | 'free'): number => subnets.reduce((total, subnet) => total + subnet[key], 0);
  const difference = before && findDifference(before, sideOf(after, walks), most);
  return {
    mode,
    possible: diagnostics.every(({ severity }) => severity !== 'error'),
    filled: changed.filled,
    policyEngine: plan.policyEngine,
    engines: enginesOf(mode),
    subnets,
    addresses: { used: sum('used'), needed: sum('needed'), free: sum('free') },
    nodes: plan.nodes.length,
    nodesReady: plan.nodes.filter(({ ready }) => ready).length,
    podsUnplaced: plan.podsUnplaced,
    ceiling: nodeCeiling(placement),
    limits: limitsOf(mode),
    diagnostics,
    ...observeMode(mode),
    ...(difference?.ok ? { difference: difference.value } : {}),
    edit: { type: 'putNetwork', network: changed.network },
  };
}
