// foresee: what another Network document would mean before it is anybody's: who takes which addresses, whose address is seen where, who may
// call a pod, ceilings, engines, limits, mistakes, goals; and, where asked, routes and guards of one subnet as they would be.
// Rules: table A.1, A-3, A-7, A-10…A-34, D.2, F-1, F-2, F-6…F-9.
import { type NodeCeiling, nodeCeiling } from '../dataplane/ceilings.ts';
import type { Plan, SubnetPlan } from '../dataplane/plan.ts';
import type { DemandPart } from '../dataplane/tables.ts';
import { type ClusterMode, clusterModeOf, enginesOf } from '../edit/clusterMode.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { NetworkDocument, PolicyEngine } from '../model/networkDocument.ts';
import { type EffectiveRouteTable, listEffectiveRoutes } from '../report/effectiveRoutes.ts';
import { type EffectiveRules, type EffectiveRulesQuestion, listEffectiveRules } from '../report/effectiveRules.ts';
import type { Goal, GoalResult } from './goal.ts';
import { judgeGoals } from './judge.ts';
import { type ModeBehaviour, observeMode } from './laboratory.ts';
import { limitsOf, type ModeLimit } from './modeLimits.ts';
import { withEdits, type World } from './world.ts';

export interface ForeseeQuestion {
  readonly network: NetworkDocument;
  readonly goals?: readonly Goal[];
  readonly routes?: { readonly subnet: string; readonly toward?: string };
  readonly rules?: EffectiveRulesQuestion;
}

export interface SubnetForeseen extends SubnetPlan {
  readonly parts: readonly DemandPart[];
}

export interface ClusterForeseen extends ModeBehaviour {
  readonly mode: ClusterMode;
  readonly policyEngine: PolicyEngine;
  readonly engines: readonly PolicyEngine[];
  readonly ceiling: NodeCeiling;
  readonly limits: readonly ModeLimit[];
}

export interface Foreseen {
  readonly subnets: readonly SubnetForeseen[];
  /** Absent without a cluster. */
  readonly cluster?: ClusterForeseen;
  readonly plan: Plan;
  readonly diagnostics: readonly Diagnostic[];
  readonly goals: readonly GoalResult[];
  readonly routes?: EffectiveRouteTable;
  readonly rules?: EffectiveRules;
}

export function foresee(world: World, { network, goals = [], routes, rules }: ForeseeQuestion): Foreseen {
  const tried = network === world.spec.network ? world : withEdits(world, [{ type: 'putNetwork', network }]);
  const { dataplane } = tried;
  const { plan, placement, diagnostics } = dataplane;
  const [cluster] = network.managedClusters;
  const table = routes && listEffectiveRoutes(dataplane, routes.subnet, routes.toward);
  const guards = rules && listEffectiveRules(dataplane, rules);
  return {
    subnets: placement.subnets.map(({ range: _range, ...subnet }) => subnet),
    ...(cluster ? { cluster: clusterForeseen(placement, clusterModeOf(cluster)) } : {}),
    plan,
    diagnostics,
    goals: judgeGoals(tried, goals),
    ...(table ? { routes: table } : {}),
    ...(guards ? { rules: guards } : {}),
  };
}

function clusterForeseen(placement: World['dataplane']['placement'], mode: ClusterMode): ClusterForeseen {
  return {
    mode,
    policyEngine: placement.policyEngine,
    engines: enginesOf(mode),
    ceiling: nodeCeiling(placement),
    limits: limitsOf(mode),
    ...observeMode(mode),
  };
}
