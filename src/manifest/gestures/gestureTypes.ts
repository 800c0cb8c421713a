// What a gesture is: two chosen things, or a thing and a place, and the edits that this could mean; or one sentence why none.
import type { NodePlan, PodPlan, ServicePlan } from '../../engine/dataplane/plan.ts';
import type { Edit } from '../../engine/edit/edit.ts';
import type { NetworkSpec, ObjectRef } from '../../engine/model/spec.ts';

export type GestureParams = Readonly<Record<string, string | number>>;

/** One thing that a gesture could mean. */
export interface Offer {
  /** Its effect is `gesture.CODE` in words/. */
  readonly code: string;
  readonly params: GestureParams;
  readonly edit: Edit;
  /** The same change as it would be typed. */
  readonly typed: string;
  /** The port it is about, as policies write it, where the end has several to choose from. */
  readonly port?: string;
  /** More than the first offer does, and done only when it is asked for: the port it would ring in place of the one it rings now. */
  readonly instead?: number;
  /** What is chosen when it is done. */
  readonly makes?: string;
}

/** Key of words/ is `gesture.no.CODE`, or the code itself where it begins with `refused.` (a level's own) or `command.`. */
export interface GestureRefusal {
  readonly ok: false;
  readonly code: string;
  readonly params: GestureParams;
}

export type GestureAnswer = { readonly ok: true; readonly offers: readonly Offer[] } | GestureRefusal;

/** What only the engine knows of two ends: the policies that shut each door, and whether a letter arrives as it is. */
export interface Doors {
  /** NetworkPolicies that select the receiver for ingress. */
  readonly ingress: readonly ObjectRef[];
  /** NetworkPolicies that select the sender for egress. */
  readonly egress: readonly ObjectRef[];
}

/** What runs, as far as gestures need it: little enough to cross to a worker for thousands of pods. */
export interface ScenePlan {
  readonly pods: readonly Pick<PodPlan, 'namespace' | 'name' | 'owner'>[];
  readonly nodes: readonly Pick<NodePlan, 'name' | 'subnet'>[];
  readonly services: readonly Pick<ServicePlan, 'namespace' | 'name' | 'selected'>[];
}

/** The world as far as gestures need it. */
export interface Scene {
  readonly spec: NetworkSpec;
  readonly plan: ScenePlan;
  /** Why an edit may not be made here; absent: anything may be changed. */
  readonly refusalOf?: (edit: Edit) => { readonly code: string; readonly params: GestureParams } | undefined;
  /** Absent while every possible end is looked at. */
  readonly doors?: Doors;
}

/** An offer whose typed text is written only where somebody reads it. */
export interface Draft extends Omit<Offer, 'typed'> {
  readonly typed: () => string;
}

export type Drafts = { readonly ok: true; readonly drafts: readonly Draft[] } | GestureRefusal;

export function no(code: string, params: GestureParams = {}): GestureRefusal {
  return { ok: false, code, params };
}
