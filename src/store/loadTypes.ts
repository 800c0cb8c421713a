// A load run as the page knows it: what is asked, how far it is, what came of it, and what a board draws of it. The world over time is the engine's.
import type { Trace } from '../engine/forward/trace.ts';
import type { RuleRef } from '../engine/model/ruleRef.ts';
import type { LoadWay } from '../engine/report/load/loadWays.ts';
import type { LoadResult } from '../engine/report/load/tally.ts';

export interface LoadAsk {
  /** Ends as on the command line; `ns/deploy/NAME` is every ready pod of a workload. */
  readonly from: readonly string[];
  readonly to: string;
  /** New connections a second, of each sender. */
  readonly rate: number;
  /** Seconds that a connection stays open. */
  readonly hold: number;
  readonly seconds: number;
}

/** A way of the run with its walk, where the engine still walks it so. */
export interface LoadWalk {
  readonly way: LoadWay;
  readonly trace: Trace;
}

/** What the load balancer's probe says of one node (B-18). */
export interface LoadLamp {
  readonly node: string;
  readonly lit: boolean;
  readonly why: string;
  readonly rule?: RuleRef;
}

export interface LoadReport {
  readonly result: LoadResult;
  readonly walks: readonly LoadWalk[];
  /** `ns/name` of the Service whose load balancer is asked, with its lamps. */
  readonly desk?: { readonly service: string; readonly lamps: readonly LoadLamp[] };
}

export interface LoadRunView {
  readonly revision: number;
  readonly ask: LoadAsk;
  readonly state: 'running' | 'done' | 'stopped' | 'refused';
  /** 0 to 1. */
  readonly share: number;
  readonly connections: number;
  readonly report?: LoadReport;
  readonly refused?: { readonly code: string; readonly params: Readonly<Record<string, string | number>> };
  /** The run before this one, for comparison. */
  readonly before?: LoadTotals;
}

export interface LoadTotals {
  readonly opened: number;
  readonly failed: number;
}

export interface LoadActions {
  /** What the form says; kept while other tabs are read. */
  askLoad(part: Partial<LoadAsk>): void;
  /** Runs in slices, so that it can be stopped; a newer run or another document ends it. */
  runLoad(): Promise<void>;
  stopLoad(): void;
  /** The moment that table and board show; an index of the run's samples. */
  showLoadMoment(index: number): void;
  /** Away from the board and the table. */
  clearLoad(): void;
}
