// npm run bench [-- --json]: what the engine takes and what a plain way of doing the same takes, in one run on one machine.
// Rows {name, size, ours_ms, baseline_ms, ratio}, ratio = baseline_ms / ours_ms. The answers are compared before the times are printed.
import { createEngine } from '../../src/engine/createEngine.ts';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import { compilePolicies } from '../../src/engine/dataplane/policy.ts';
import type { EngineApi } from '../../src/engine/api.ts';
import { applyEdit, type Edit } from '../../src/engine/edit/edit.ts';
import type { Goal } from '../../src/engine/goals/goal.ts';
import { countAllowed } from '../../src/engine/report/connectivity.ts';
import { bruteForcePolicy } from '../support/bruteForcePolicy.ts';
import { policyOfRaw, type RawPod, specOfRaw } from '../support/rawWorld.ts';
import { BENCH_PORTS, benchWorld } from './benchWorld.ts';

interface Row {
  readonly name: string;
  readonly size: string;
  readonly ours_ms: number;
  readonly baseline_ms: number;
  readonly ratio: number;
}

/** Middle of several timed runs, after as many that are thrown away. */
function median(runs: number, work: (run: number) => void): number {
  const times: number[] = [];
  for (let run = 0; run < 2 * runs; run++) {
    const before = performance.now();
    work(run);
    if (run >= runs) times.push(performance.now() - before);
  }
  return times.sort((a, b) => a - b)[runs >> 1] ?? 0;
}

function row(name: string, size: string, ours: number, baseline: number): Row {
  return { name, size, ours_ms: round(ours), baseline_ms: round(baseline), ratio: round(baseline / ours) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Ours: compile the policies, then count every allowed triple. Baseline: the literal reading asked of each of the same triples. */
function benchMatrix(): Row {
  const raw = benchWorld({ pods: 1000, policies: 200 });
  const spec = specOfRaw(raw);
  const dataplane = compileDataplane(spec);
  const ports = BENCH_PORTS.map((port) => ({ port, protocol: 'TCP' as const }));
  let counted = 0;
  const ours = median(25, () => {
    counted = countAllowed({ ...dataplane, policy: compilePolicies(spec, dataplane.placement) }, ports);
  });

  const brute = bruteForcePolicy(raw);
  const ends = raw.pods.map((pod) => brute.end(`${pod.namespace}/${pod.name}`));
  let expected = 0;
  const before = performance.now();
  for (const from of ends) {
    for (const to of ends) {
      for (const port of BENCH_PORTS) if (brute.allows(from, to, port, 'TCP')) expected++;
    }
  }
  const baseline = performance.now() - before;
  if (counted !== expected) throw new Error(`the engine allows ${counted} triples, the literal reading ${expected}`);
  return row(
    'matrix 1000 pods 200 policies 3 ports',
    `${ends.length ** 2 * ports.length} triples, compiling included`,
    ours,
    baseline,
  );
}

/** Ours: one policy edit and the judgement of the goals. Baseline: the edited document loaded from scratch and judged. */
function benchEdit(): Row {
  const raw = benchWorld({ pods: 300, policies: 60, seed: 2 });
  const start = specOfRaw(raw);
  const goals = goalsOf(raw.pods);
  const [policy] = raw.policies;
  if (!policy) throw new Error('a world with policies');
  const opened = policyOfRaw({ namespace: policy.namespace, name: policy.name, ingress: [{}] });
  // There and back again, so that each run has something to change.
  const edits: readonly Edit[] = [opened, policyOfRaw(policy)].map((resource) => ({ type: 'putObject', resource }));
  const editOf = (run: number): Edit => edits[run % 2] ?? { type: 'batch', edits: [] };
  const documents = edits.map((edit) => applyEdit(start, edit).spec);

  const engine = createEngine();
  engine.load({ spec: start, revision: 0 });
  let verdict = '';
  const ours = median(25, (run) => {
    engine.edit({ edit: editOf(run), from: run, to: run + 1 });
    verdict = verdictOf(engine, run + 1);
  });
  let expected = '';
  const baseline = median(25, (run) => {
    const afresh = createEngine();
    afresh.load({ spec: documents[run % 2] ?? start, revision: run });
    expected = verdictOf(afresh, run);
  });
  if (verdict !== expected) throw new Error('an edited world and a loaded one are judged differently');
  return row('edit-to-verdict 300 pods', `60 policies, ${goals.length} goals, exposure included`, ours, baseline);

  function verdictOf(asked: EngineApi, revision: number): string {
    const answer = asked.judge({ revision, goals, start });
    if (!answer.ok) throw new Error(`not judged: ${answer.code}`);
    return `${answer.value.goals.map((goal) => Number(goal.pass)).join('')} ${answer.value.scores.exposure}`;
  }
}

function goalsOf(pods: readonly RawPod[]): Goal[] {
  const name = (index: number): string => `${pods[index]?.namespace ?? ''}/${pods[index]?.name ?? ''}`;
  return Array.from({ length: 10 }, (_, index): Goal => {
    const [from, to] = [[name(index)], [`pod:${name(150 + index)}:8080`]];
    return { id: `goal-${index}`, type: index % 2 === 0 ? 'mustArrive' : 'mustNotArrive', from, to };
  });
}

function print(rows: readonly Row[]): void {
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify(rows)}\n`);
    return;
  }
  const lines = [
    ['name', 'ours ms', 'baseline ms', 'ratio', 'size'],
    ...rows.map(({ name, ours_ms, baseline_ms, ratio, size }) => [
      name,
      ours_ms.toFixed(2),
      baseline_ms.toFixed(2),
      `${ratio.toFixed(1)}x`,
      size,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  for (const [name = '', ours = '', baseline = '', ratio = '', size = ''] of lines) {
    const [first = 0, second = 0, third = 0, fourth = 0] = widths;
    process.stdout.write(
      `${name.padEnd(first)}  ${ours.padStart(second)}  ${baseline.padStart(third)}  ${ratio.padStart(fourth)}  ${size}\n`,
    );
  }
}

print([benchMatrix(), benchEdit()]);
