// What the terminal looks at beside the document: the compiled plan, the flows and the load that the level's goals name.
import type { Plan } from '../engine/dataplane/plan.ts';
import type { Flow } from '../engine/forward/trace.ts';
import type { LoadPlan } from '../engine/report/load/plan.ts';
import type { LoadResult } from '../engine/report/load/tally.ts';
import type { Level } from '../levels/level.ts';
import type { EngineClient } from './services.ts';
import type { ResultsState } from './state.ts';

const MOST_FLOWS = 16;
const NOTHING: Plan = {
  cluster: '',
  mode: 'none',
  policyEngine: 'none',
  subnets: [],
  nodes: [],
  pods: [],
  podsUnplaced: [],
  services: [],
};

export function compiledPlan({ compiled }: ResultsState): Plan {
  return compiled?.plan ?? NOTHING;
}

/** Hidden goals keep their secret; an end that means many is no flow of its own. */
export function goalFlows(level: Level | undefined): readonly Flow[] {
  const flows = (level?.goals ?? []).flatMap((goal) =>
    !('from' in goal) || goal.hidden === true
      ? []
      : goal.from.flatMap((from) =>
          goal.to.map((to): Flow => ({ from, to, ...(goal.protocol === undefined ? {} : { protocol: goal.protocol }) })),
        ),
  );
  return flows.filter(({ from, to }) => !from.includes('*') && !to.startsWith('pods:')).slice(0, MOST_FLOWS);
}

/** Load of the goals that are shown as they are: hidden ones and those about another world keep their secret. */
export function goalPlans(level: Level | undefined): readonly LoadPlan[] {
  return (level?.goals ?? []).flatMap((goal) =>
    goal.type === 'load' && goal.hidden !== true && goal.given === undefined ? goal.plan : [],
  );
}

const SLICE = 500_000;
const MOST_SLICES = 20;

/** A level's plan is short; one that is not done after some slices is stopped. */
export async function runPlan(engine: EngineClient, revision: number, plan: LoadPlan): Promise<LoadResult | undefined> {
  const started = await engine.startLoad({ revision, plan });
  if (!started.ok) return undefined;
  for (let slice = 0; slice < MOST_SLICES; slice++) {
    const step = await engine.stepLoad({ run: started.value, budget: SLICE });
    if (!step.ok) return undefined;
    if (step.value.result) return step.value.result;
  }
  await engine.stopLoad({ run: started.value });
  return undefined;
}
