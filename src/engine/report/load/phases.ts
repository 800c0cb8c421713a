// What happens to the world while a load runs: a list of times, each with the tables that hold from then on. A rolling update becomes pods that
// come, get ready, are told to go, and are gone. The load balancer sees all of it late (B-18), so every change is followed by a second one.
// Rules: B-9, B-18, B-20, S14, S23, SVC3.
import { compileDataplane } from '../../dataplane/compile.ts';
import type { Dataplane } from '../../dataplane/dataplane.ts';
import { applyEdit, type Edit } from '../../edit/edit.ts';
import type { ManagedCluster, PolicyEngine } from '../../model/networkDocument.ts';
import type { NetworkSpec } from '../../model/spec.ts';
import type { LoadEvent, LoadPlan } from './plan.ts';
import { otherEdits } from './otherChanges.ts';
import { rolloutEdits } from './rollout.ts';

export interface Phase {
  readonly at: number;
  readonly dataplane: Dataplane;
}

export interface TimedEdits {
  readonly at: number;
  readonly edits: (spec: NetworkSpec, dataplane: Dataplane) => readonly Edit[];
}

/** Changes of the world that one run may have. */
export const MOST_CHANGES = 500;

/** In the order of time; undefined when there are too many. */
export function listChanges(plan: LoadPlan, spec: NetworkSpec): readonly TimedEdits[] | undefined {
  const changes = plan.events.flatMap((event) => changesOf(event, spec)).filter(({ at }) => at < plan.duration);
  if (changes.length > MOST_CHANGES) return undefined;
  return changes
    .map((change, order) => ({ change, order }))
    .sort((a, b) => a.change.at - b.change.at || a.order - b.order)
    .map(({ change }) => change);
}

function changesOf(event: LoadEvent, spec: NetworkSpec): readonly TimedEdits[] {
  if (event.type === 'edit') return [{ at: event.at, edits: () => event.edits }];
  if (event.type === 'rollout') return rolloutEdits(event, spec);
  if (event.type === 'scale' || event.type === 'subnet' || event.type === 'recreate') return otherEdits(event, spec);
  const change = (cluster: ManagedCluster): ManagedCluster =>
    event.type === 'outbound'
      ? { ...cluster, networkProfile: { ...cluster.networkProfile, outboundType: event.outboundType } }
      : {
          ...cluster,
          agentPoolProfiles: cluster.agentPoolProfiles.map((pool) =>
            pool.name === event.pool ? { ...pool, count: event.count } : pool,
          ),
        };
  return [
    {
      at: event.at,
      edits: ({ network }) => [
        { type: 'putNetwork', network: { ...network, managedClusters: network.managedClusters.map(change) } },
      ],
    },
  ];
}

/** Compiles one change after the other; the run asks for them as its clock reaches them. */
export interface World {
  spec: NetworkSpec;
  dataplane: Dataplane;
}

export function applyChange(world: World, change: TimedEdits, policyEngine: PolicyEngine | undefined): void {
  world.spec = applyEdit(world.spec, { type: 'batch', edits: change.edits(world.spec, world.dataplane) }).spec;
  world.dataplane = compileDataplane(world.spec, policyEngine === undefined ? {} : { policyEngine });
}
