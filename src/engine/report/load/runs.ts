// Load runs behind the door: begun, gone on with slice by slice, stopped. A few at a time; the oldest gives way.
import type { Dataplane } from '../../dataplane/dataplane.ts';
import type { PolicyEngine } from '../../model/networkDocument.ts';
import type { NetworkSpec } from '../../model/spec.ts';
import type { LoadPlan } from './plan.ts';
import { type LoadRun, openRun, resultOf, stepRun } from './run.ts';
import type { LoadResult } from './tally.ts';

export interface LoadProgress {
  /** Milliseconds of virtual time that have passed, of `duration`. */
  readonly now: number;
  readonly duration: number;
  readonly connections: number;
  /** Present when the run is done; it is forgotten then. */
  readonly result?: LoadResult;
}

export type LoadAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: 'badPlan' | 'noRun' | 'tooComplex';
      readonly params: Readonly<Record<string, string | number>>;
    };

export interface LoadRuns {
  start(world: { spec: NetworkSpec; dataplane: Dataplane; policyEngine?: PolicyEngine }, plan: LoadPlan): LoadAnswer<number>;
  step(run: number, budget: number): LoadAnswer<LoadProgress>;
  stop(run: number): void;
}

const MOST_RUNS = 4;

export function openRuns(): LoadRuns {
  const runs = new Map<number, LoadRun>();
  let last = 0;
  return {
    start: (world, plan) => {
      const opened = openRun(world, plan);
      if (!opened.ok) return { ok: false, code: 'badPlan', params: { ...opened.problem } };
      runs.set(++last, opened.run);
      for (const id of runs.keys()) if (runs.size > MOST_RUNS) runs.delete(id);
      return { ok: true, value: last };
    },
    step: (id, budget) => {
      const run = runs.get(id);
      if (!run) return { ok: false, code: 'noRun', params: { run: id } };
      stepRun(run, budget);
      if (run.beyond) {
        runs.delete(id);
        return { ok: false, code: 'tooComplex', params: { ...run.beyond } };
      }
      const { now, plan, tally, done } = run;
      const progress = { now, duration: plan.duration, connections: tally.connections };
      if (!done) return { ok: true, value: progress };
      runs.delete(id);
      return { ok: true, value: { ...progress, result: resultOf(run) } };
    },
    stop: (id) => void runs.delete(id),
  };
}
