// Scores beside the verdicts: exposure, cost, changes (product.md, Debrief).
import type { NetworkSpec } from '../model/spec.ts';
import { listChanges } from '../report/changes.ts';
import { listCosts, sumCosts } from '../report/cost.ts';
import { countExposedFlows, listExposedFlows, type OpenFlow } from '../report/exposure.ts';
import type { Goal } from './goal.ts';
import { listNeeded } from './needed.ts';
import type { World } from './world.ts';

/** The same shape as `Scores` of api.ts, which this file may not import. */
export interface WorldScores {
  readonly exposure: number;
  readonly cost: number;
  readonly changes: number;
}

/** Allowed flows that no goal needs, in a stable order: what the exposure score counts. */
export function listExposure(world: World, goals: readonly Goal[]): OpenFlow[] {
  return listExposedFlows(world.dataplane, listNeeded(world, goals));
}

export function scoreWorld(world: World, goals: readonly Goal[], start: NetworkSpec): WorldScores {
  return {
    exposure: countExposedFlows(world.dataplane, listNeeded(world, goals)),
    cost: sumCosts(listCosts(world.spec, world.dataplane)),
    changes: listChanges(start, world.spec).length,
  };
}
