// What the terminal looks at beside the document: the compiled plan, and the flows that the level's goals name.
import type { Plan } from '../engine/dataplane/plan.ts';
import type { Flow } from '../engine/forward/trace.ts';
import type { Level } from '../levels/level.ts';
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
