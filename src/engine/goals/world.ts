// World: one declared network with its compiled tables, and the questions goals ask of it. The only place where goals meet compile and walk.
import { compileDataplane } from '../dataplane/compile.ts';
import type { Dataplane } from '../dataplane/dataplane.ts';
import { isPolicyKind } from '../dataplane/policyKinds.ts';
import type { Replacement } from '../dataplane/relabel.ts';
import { applyEdit, type Edit } from '../edit/edit.ts';
import { applyPatch, type GivenEdit } from '../edit/patch.ts';
import { findUnready } from './bootstrap.ts';
import type { WalkAnswer } from '../forward/answer.ts';
import { traceAll } from '../forward/traceAll.ts';
import type { Flow, Trace } from '../forward/trace.ts';
import type { PolicyEngine } from '../model/networkDocument.ts';
import { findObject, type NetworkSpec, refOf } from '../model/spec.ts';

export interface World {
  readonly spec: NetworkSpec;
  readonly dataplane: Dataplane;
  /** Overrides the cluster's own engine (`--policy`). */
  readonly policyEngine?: PolicyEngine;
}

export function compileWorld(spec: NetworkSpec, policyEngine?: PolicyEngine): World {
  const options = policyEngine === undefined ? {} : { policyEngine };
  const first = compileDataplane(spec, options);
  // Nodes that cannot fetch what they need do not become Ready; then everything is placed anew (E-3).
  const unready = findUnready(first);
  return { spec, dataplane: unready.size === 0 ? first : compileDataplane(spec, { ...options, unready }), ...options };
}

/**
 * The world after one edit. Where only policies changed, addresses, Services and routes stay as they are and the policies alone are compiled;
 * where one Service or the labels of one pod did, pods stay where they are; anything else is compiled afresh. Always the same as `compileWorld` of the new document (a property test holds the two together).
 */
export function editWorld(world: World, edit: Edit): World {
  const { spec } = applyEdit(world.spec, edit);
  if (edit.type === 'answer') return { ...world, spec };
  const replaced = replacementOf(world, edit);
  if (replaced) {
    const engine = world.policyEngine === undefined ? {} : { policyEngine: world.policyEngine };
    return { ...world, spec, dataplane: compileDataplane(spec, { ...engine, replaced }) };
  }
  if (!touchesPoliciesOnly(edit)) return compileWorld(spec, world.policyEngine);
  return { ...world, spec, dataplane: compileDataplane(spec, { reuse: world.dataplane }) };
}

/** The same world after these edits; the given one is not touched. */
export function withEdits(world: World, edits: readonly Edit[]): World {
  return edits.length === 0 ? world : editWorld(world, { type: 'batch', edits });
}

/** The world that a goal is judged in; `absent` names what it would change and the world does not have. */
export function withGiven(world: World, given: readonly GivenEdit[]): World | { readonly absent: string } {
  const edits = given.filter((edit): edit is Edit => edit.type !== 'patch');
  if (edits.length === given.length) return withEdits(world, edits);
  let { spec } = world;
  for (const edit of given) {
    const next = edit.type === 'patch' ? applyPatch(spec, edit) : applyEdit(spec, edit);
    if ('absent' in next) return next;
    ({ spec } = next);
  }
  return spec === world.spec ? world : compileWorld(spec, world.policyEngine);
}

/** Every way the flow can go. */
export function traceEvery(world: World, flow: Flow): WalkAnswer<readonly Trace[]> {
  return traceAll(world.dataplane, flow);
}

/** The one Service or pod that an edit puts in the place of another of its name. */
function replacementOf(world: World, edit: Edit): (Replacement & { readonly before: Dataplane }) | undefined {
  if (edit.type === 'batch') {
    const [only, ...others] = edit.edits;
    return only && only.type !== 'batch' && others.length === 0 ? replacementOf(world, only) : undefined;
  }
  if (edit.type !== 'putObject' || (edit.resource.kind !== 'Service' && edit.resource.kind !== 'Pod')) return undefined;
  const from = findObject(world.spec, refOf(edit.resource));
  return from && { from, to: edit.resource, before: world.dataplane };
}

function touchesPoliciesOnly(edit: Edit): boolean {
  if (edit.type === 'batch') return !edit.edits.some((part) => part.type === 'batch') && edit.edits.every(touchesPoliciesOnly);
  if (edit.type === 'putObject') return isPolicyKind(edit.resource.kind);
  return edit.type === 'removeObject' && isPolicyKind(edit.ref.kind);
}
