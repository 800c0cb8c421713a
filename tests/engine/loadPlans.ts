// Load runs of small worlds, for the tests of load over time.
import type { EngineApi } from '../../src/engine/api.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { LoadEvent, LoadFlow, LoadPlan } from '../../src/engine/report/load/plan.ts';
import type { LoadResult } from '../../src/engine/report/load/tally.ts';
import { house, type NetworkOptions, worldOf } from './worlds.ts';

export const SECOND = 1000;
export const MINUTE = 60_000;

export function flow(fields: Partial<LoadFlow> & Pick<LoadFlow, 'from' | 'to'>): LoadFlow {
  return {
    name: 'flow',
    rate: 10,
    start: 0,
    end: 60 * SECOND,
    hold: SECOND,
    requests: 1,
    wait: 10 * SECOND,
    retries: 0,
    backoff: SECOND,
    spread: 'even',
    ...fields,
  };
}

export interface PlanOptions {
  readonly duration?: number;
  readonly seed?: number;
  readonly sample?: number;
  readonly events?: readonly LoadEvent[];
}

export function planOf(
  flows: readonly LoadFlow[],
  { duration = 90 * SECOND, seed = 1, sample = SECOND, events = [] }: PlanOptions = {},
): LoadPlan {
  return { seed, duration, sample, probe: 10 * SECOND, flows, events };
}

export function openWorld(
  options: NetworkOptions & { readonly edit?: (text: string) => string },
  ...texts: readonly string[]
): EngineApi {
  const { edit = (text: string) => text, ...network } = options;
  const engine = createEngine();
  engine.load({ spec: worldOf(edit(house({ engine: 'none', nodes: 2, ...network })), ...texts), revision: 1 });
  return engine;
}

export function runLoad(engine: EngineApi, plan: LoadPlan, budget = 50_000): LoadResult {
  const started = engine.startLoad({ revision: 1, plan });
  if (!started.ok) throw new Error(JSON.stringify(started));
  for (;;) {
    const progress = engine.stepLoad({ run: started.value, budget });
    if (!progress.ok) throw new Error(JSON.stringify(progress));
    if (progress.value.result) return progress.value.result;
  }
}

/** Connections that ended so; `outcome` or `outcome reason`. */
export function ended({ endings }: LoadResult, how: string): number {
  const matching = endings.filter(({ outcome, reason }) => how === outcome || how === `${outcome} ${reason}`);
  return matching.reduce((sum, { count }) => sum + count, 0);
}
