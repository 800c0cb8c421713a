// World: one declared network with its compiled tables, and the questions goals ask of it. The only place where goals meet compile and walk.
import { compileDataplane } from '../dataplane/compile.ts';
import type { Dataplane } from '../dataplane/dataplane.ts';
import { applyEdit, type Edit } from '../edit/edit.ts';
import { traceAll } from '../forward/traceAll.ts';
import type { Flow, Trace } from '../forward/trace.ts';
import type { PolicyEngine } from '../model/networkDocument.ts';
import type { NetworkSpec } from '../model/spec.ts';

export interface World {
  readonly spec: NetworkSpec;
  readonly dataplane: Dataplane;
  /** Overrides the cluster's own engine (`--policy`). */
  readonly policyEngine?: PolicyEngine;
}

export function compileWorld(spec: NetworkSpec, policyEngine?: PolicyEngine): World {
  return policyEngine === undefined
    ? { spec, dataplane: compileDataplane(spec) }
    : { spec, dataplane: compileDataplane(spec, { policyEngine }), policyEngine };
}

/** The same world after these edits, compiled afresh; the given one is not touched. */
export function withEdits(world: World, edits: readonly Edit[]): World {
  if (edits.length === 0) return world;
  return compileWorld(applyEdit(world.spec, { type: 'batch', edits }).spec, world.policyEngine);
}

/** Every way the flow can go; undefined when one of its ends names nothing. */
export function traceEvery(world: World, flow: Flow): readonly Trace[] | undefined {
  const traces = traceAll(world.dataplane, flow);
  return traces;
}
