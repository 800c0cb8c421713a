// Edits against loading anew, growth of compiling, and traces: what a player waits for.
import { createEngine } from '../../src/engine/createEngine.ts';
import type { EngineApi } from '../../src/engine/api.ts';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import { applyEdit, type Edit } from '../../src/engine/edit/edit.ts';
import type { Goal } from '../../src/engine/goals/goal.ts';
import type { KubernetesResource } from '../../src/engine/model/kubernetes.ts';
import { findObject, type NetworkSpec, refOf } from '../../src/engine/model/spec.ts';
import { policyOfRaw, type RawPod, specOfRaw } from '../support/rawWorld.ts';
import { benchCluster, deployment, handWritten, service } from './benchCluster.ts';
import { benchWorld } from './benchWorld.ts';
import { expectSame, fitExponent, median, type Row, round, row } from './measure.ts';

/** Ours: one policy edit and the judgement of the goals. Baseline: the edited document loaded from scratch and judged. */
export function benchVerdict(pods: number): Row {
  const raw = benchWorld({ pods, policies: pods / 5, seed: 2 });
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
  const runs = pods > 1000 ? 7 : 25;
  let verdict = '';
  const ours = median(runs, (run) => {
    engine.edit({ edit: editOf(run), from: run, to: run + 1 });
    verdict = verdictOf(engine, run + 1);
  });
  let expected = '';
  const baseline = median(runs, (run) => {
    const afresh = createEngine();
    afresh.load({ spec: documents[run % 2] ?? start, revision: run });
    expected = verdictOf(afresh, run);
  });
  expectSame(verdict, expected, 'an edited world and a loaded one');
  return row(`edit-to-verdict ${pods} pods`, `${pods / 5} policies, ${goals.length} goals, exposure included`, ours, baseline);

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

const LARGE = { pods: 10_000, policies: 1000 } as const;

/** Ours: one object changed. Baseline: the changed document compiled anew. Both then follow one packet. */
export function benchOneObject(): Row[] {
  const start = benchCluster(LARGE);
  const [namespace] = Object.keys(start.objects).filter((name) => name !== '');
  const found = (kind: KubernetesResource['kind']): KubernetesResource => {
    const resource = Object.values(start.objects[namespace ?? ''] ?? {}).find((item) => item.kind === kind);
    if (!resource) throw new Error(`a world with a ${kind}`);
    return resource;
  };
  const named = (kind: KubernetesResource['kind']): { namespace: string; name: string } => found(kind).metadata;
  const [policy, door, pod, app] = [named('NetworkPolicy'), named('Service'), named('Pod'), named('Deployment')];
  const labels = { app: 'web', tier: 'front', version: 'v9' };
  const kinds: readonly (readonly [string, KubernetesResource])[] = [
    ['NetworkPolicy', policyOfRaw({ namespace: policy.namespace, name: policy.name, ingress: [{}] })],
    ['Service', service(door.namespace, door.name, 'web', 8080)],
    ['pod label', handWritten(pod.namespace, pod.name, labels)],
    ['Deployment scale', deployment({ namespace: app.namespace, name: app.name, replicas: 21, labels })],
  ];
  return kinds.map(([kind, resource]) => {
    const before = findObject(start, refOf(resource));
    if (!before) throw new Error(`${kind} is not there`);
    const edits: readonly Edit[] = [resource, before].map((item) => ({ type: 'putObject', resource: item }));
    const editOf = (run: number): Edit => edits[run % 2] ?? { type: 'batch', edits: [] };
    const documents = edits.map((edit) => applyEdit(start, edit).spec);
    const flow = { from: `${pod.namespace}/${pod.name}`, to: `${door.namespace}/${door.name}:80` };
    const follow = (engine: EngineApi, revision: number): string => JSON.stringify(engine.trace({ revision, flow }));
    const engine = createEngine();
    engine.load({ spec: start, revision: 0 });
    let verdict = '';
    const ours = median(10, (run) => {
      engine.edit({ edit: editOf(run), from: run, to: run + 1 });
      verdict = follow(engine, run + 1);
    });
    let expected = '';
    // A document that no table has been made of: its parts are new values.
    let document: NetworkSpec = start;
    const baseline = median(
      4,
      (run) => {
        const afresh = createEngine();
        afresh.load({ spec: document, revision: run });
        expected = follow(afresh, run);
      },
      (run) => (document = structuredClone(documents[run % 2] ?? start)),
    );
    expectSame(verdict, expected, `a packet after a change of ${kind}`);
    return row(`edit ${kind} 10000 pods`, 'edit and one trace, against compiling anew and the same trace', ours, baseline);
  });
}

/** Compiling from 1,000 to 10,000 pods: the exponent stands where others have a ratio. */
export function benchGrowth(): Row {
  const sizes = [1000, 2000, 5000, 10_000] as const;
  const points = sizes.map((pods) => {
    let document: NetworkSpec = { ...benchCluster({ pods, policies: pods / 10 }) };
    const source = document;
    const time = median(
      3,
      () => compileDataplane(document),
      () => (document = structuredClone(source)),
    );
    return [pods, time] as const;
  });
  const exponent = fitExponent(points);
  const times = points.map(([size, time]) => `${size}: ${round(time)} ms`).join(', ');
  const [first, last] = [points[0]?.[1] ?? 0, points.at(-1)?.[1] ?? 0];
  return row(`compile growth exponent ${exponent.toFixed(2)}`, `${times}; ratio = time of 10000 over time of 1000`, first, last);
}

/** Traces between random pods, by pod and by Service name; the row's time is that of one trace, the baseline that of the slowest tenth. */
export function benchTraces(): Row {
  const spec = benchCluster({ pods: 3000, policies: 300 });
  const engine = createEngine();
  const { plan } = engine.load({ spec, revision: 0 });
  const services = plan.services.map(({ namespace, name }) => `${namespace}/${name}:80`);
  const times: number[] = [];
  for (let index = 0; index < 4000; index++) {
    const from = plan.pods[(index * 7919) % plan.pods.length];
    const target = plan.pods[(index * 104_729) % plan.pods.length];
    const to = index % 2 === 0 ? `pod:${target?.namespace}/${target?.name}:8080` : (services[index % services.length] ?? '');
    const before = performance.now();
    engine.trace({ revision: 0, flow: { from: `${from?.namespace}/${from?.name}`, to } });
    if (index >= 1000) times.push(performance.now() - before);
  }
  times.sort((a, b) => a - b);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const slow = times[Math.floor(times.length * 0.9)] ?? 0;
  return row('trace 3000 pods', `${Math.round(1000 / mean)} traces a second; baseline: the slowest tenth`, mean, slow);
}
