// Comparison: one workload in two worlds that differ by their CNI mode alone. What the player looks at (session) and what the engine said
// of each world (results). Never in a link, never undoable.
import type { Compiled, Judgement } from '../engine/api.ts';
import type { ClusterMode } from '../engine/edit/clusterMode.ts';
import type { Flow, Trace } from '../engine/forward/trace.ts';
import type { ModeReport } from '../engine/goals/compareModes.ts';
import type { NetworkSpec } from '../engine/model/spec.ts';
import type { Difference } from '../engine/report/difference.ts';
import type { Moment } from './inStep.ts';

export const COMPARED_SIDES = ['left', 'right'] as const;
export type ComparedSide = (typeof COMPARED_SIDES)[number];

export type ComparedModes = Readonly<Record<ComparedSide, ClusterMode>>;

export interface Comparison extends ComparedModes {
  readonly flow?: Flow;
  /** Index into the moments of both walks. */
  readonly position: number;
  readonly playing: boolean;
  /** The comparison has eyes of its own, so that closing it moves nothing outside. */
  readonly selection: string | undefined;
  readonly projection: 'iso' | 'plan';
  readonly turn: 0 | 1 | 2 | 3;
  readonly overlay: 'none' | 'addresses' | 'routes';
}

type Refusal = { readonly code: string; readonly params: Readonly<Record<string, string | number>> };

/** One of the two worlds. */
export interface World {
  readonly report: ModeReport;
  readonly spec: NetworkSpec;
  readonly compiled: Compiled;
  readonly judgement: Judgement;
}

export interface BothWalks {
  readonly left: Trace;
  readonly right: Trace;
  readonly moments: readonly Moment[];
}

export interface Compared {
  /** The modes that were asked about: an answer may lag behind the choice. */
  readonly modes: ComparedModes;
  /** Absent: no document can be made in that mode. */
  readonly left?: World;
  readonly right?: World;
  /** Flows gained and lost on the way from left to right. */
  readonly between?: Difference;
  /** The flows are still being walked. */
  readonly counting?: boolean;
  readonly walks?: BothWalks;
  readonly flowRefused?: Refusal;
  /** Nothing to compare: no cluster, or one that was recorded. */
  readonly refused?: Refusal;
}
