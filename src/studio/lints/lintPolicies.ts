// All lints of all policies, worst first: read once with what is known, and again when the engine has answered what was asked on the way.
// What the engine's own diagnostics say of policies stands among them, not twice.
import type { Plan } from '../../engine/dataplane/plan.ts';
import type { NetworkPolicy } from '../../engine/model/kubernetes.ts';
import { listObjects, type NetworkSpec } from '../../engine/model/spec.ts';
import type { Fact } from '../../engine/report/facts.ts';
import { lintAddresses } from './addresses.ts';
import { lintEnds } from './ends.ts';
import { lintEngines } from './engines.ts';
import { type Known, openFacts, type Question } from './facts.ts';
import type { Lint, LintCase } from './lint.ts';
import { lintPodPorts } from './ports.ts';
import { lintSelections } from './selections.ts';
import { lintShape } from './shape.ts';

export interface LintWorld {
  readonly spec: NetworkSpec;
  readonly plan: Plan;
}

const LINTS: readonly ((input: LintCase) => Lint[])[] = [
  lintShape,
  lintSelections,
  lintPodPorts,
  lintAddresses,
  lintEnds,
  lintEngines,
];

export interface Linted {
  readonly lints: readonly Lint[];
  /** Answer these into `known` and read again; empty: it is all there. */
  readonly open: ReadonlyMap<string, Question>;
}

export function lintOnce(world: LintWorld, known: Known, policies: readonly NetworkPolicy[]): Linted {
  const facts = openFacts(known);
  const found = policies.flatMap((policy) => LINTS.flatMap((lint) => lint({ ...world, policy, facts })));
  const lints = found.toSorted((a, b) => Number(a.severity === 'info') - Number(b.severity === 'info'));
  return { lints, open: facts.open };
}

/** Answers many questions at once, in their order. */
export type Asked = (questions: readonly Question[]) => Promise<readonly Fact[]>;

/** Rounds of questions; three are enough for what a lint asks after an answer. */
const MOST_ROUNDS = 5;

export async function lintPolicies(world: LintWorld, ask: Asked, among?: readonly NetworkPolicy[]): Promise<readonly Lint[]> {
  const policies = among ?? listObjects(world.spec, 'NetworkPolicy');
  const known: Known = new Map();
  for (let round = 1; ; round++) {
    const { lints, open } = lintOnce(world, known, policies);
    if (open.size === 0 || round === MOST_ROUNDS) return lints;
    const answers = await ask([...open.values()]);
    // No answer is one too: it is not asked for again.
    [...open.keys()].forEach((key, index) => known.set(key, answers[index] ?? []));
  }
}
