// Edits: 10,000 random ones and their inverses give back the same document; what is compiled step by step equals what is compiled afresh.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { applyEdit, type Edit } from '../../src/engine/edit/edit.ts';
import type { Plan } from '../../src/engine/dataplane/plan.ts';
import { traceFlow } from '../../src/engine/forward/traceFlow.ts';
import { compileWorld, editWorld } from '../../src/engine/goals/world.ts';
import type { Pod, Service } from '../../src/engine/model/kubernetes.ts';
import { allObjects, listObjects, type NetworkSpec, refOf } from '../../src/engine/model/spec.ts';
import { computeMatrix } from '../../src/engine/report/connectivity.ts';
import { createRandom, type Random, randomSpec } from '../share/randomSolution.ts';
import { randomPolicy, randomPolicySpec } from '../support/randomWorld.ts';
import { policyOfRaw } from '../support/rawWorld.ts';
import { freeze, fuzzEdits, randomEdit } from './editFuzz.ts';

describe('applyEdit', () => {
  it('10,000 random edits: each followed by its inverse restores the same document, and the inverse of that is the edit again', () => {
    const report = fuzzEdits(10_000, 20_261_124);
    expect(report.failures).toEqual([]);
    expect(report.changed).toBeGreaterThan(5000);
  });

  it('a whole history is undone from its end to its beginning', () => {
    const random = createRandom(7);
    const start = freeze(randomSpec(random, 12));
    const history: Edit[] = [];
    let spec = start;
    for (let count = 0; count < 300; count++) {
      const { spec: next, inverse } = applyEdit(spec, randomEdit(random, spec));
      history.push(inverse);
      spec = next;
    }
    expect(spec).not.toEqual(start);
    for (const inverse of history.toReversed()) spec = applyEdit(spec, inverse).spec;
    expect(spec).toEqual(start);
  });
});

describe('engine.edit', () => {
  it('is the same as loading the new document: plan, diagnostics, matrix, what every policy selects', { timeout: 30_000 }, () => {
    const random = createRandom(99);
    let policyEdits = 0;
    for (let world = 0; world < 40; world++) {
      let spec = world % 2 === 0 ? randomPolicySpec(30_000 + world) : randomSpec(random, 5 + random.below(20));
      const stepwise = createEngine();
      stepwise.load({ spec, revision: 0 });
      for (let revision = 1; revision <= 12; revision++) {
        // Policies only, most of the time: the road that reuses tables.
        const policyOnly = random.below(3) > 0;
        const edit: Edit = policyOnly
          ? { type: 'batch', edits: [{ type: 'putObject', resource: policyOfRaw(randomPolicy(random, random.below(4))) }] }
          : randomEdit(random, spec);
        if (policyOnly) policyEdits++;
        spec = applyEdit(spec, edit).spec;
        const edited = stepwise.edit({ edit, from: revision - 1, to: revision });
        const afresh = createEngine();
        const loaded = afresh.load({ spec, revision });
        expect(edited).toEqual({ ok: true, value: loaded });
        expect(stepwise.matrix({ revision })).toEqual(afresh.matrix({ revision }));
        for (const ref of allObjects(spec).map(refOf)) {
          expect(stepwise.selectedBy({ revision, ref })).toEqual(afresh.selectedBy({ revision, ref }));
        }
      }
    }
    expect(policyEdits).toBeGreaterThan(200);
  });
});

describe('one object replaced', () => {
  it('a Service or the labels of a pod: every table is that of the new document compiled', { timeout: 30_000 }, () => {
    const random = createRandom(4242);
    const kept = { Service: 0, Pod: 0 };
    for (let count = 0; count < 50; count++) {
      let spec = withServices(random, randomPolicySpec(70_000 + count));
      let world = compileWorld(spec);
      for (let step = 0; step < 8; step++) {
        const resource = random.chance(2) ? randomService(random, spec) : randomlyLabelled(random, spec);
        const edit: Edit = { type: 'putObject', resource };
        const { placement } = world.dataplane;
        spec = applyEdit(spec, edit).spec;
        world = editWorld(world, edit);
        const afresh = compileWorld(spec);
        for (const part of ['placement', 'services', 'plan', 'diagnostics', 'controllers', 'http'] as const)
          expect(world.dataplane[part], `world ${count}, step ${step}: ${part}`).toEqual(afresh.dataplane[part]);
        expect(computeMatrix(world.dataplane)).toEqual(computeMatrix(afresh.dataplane));
        for (const { address } of placement.pods) {
          if (address === undefined) continue;
          expect(world.dataplane.topology.ownerInside(address)).toEqual(afresh.dataplane.topology.ownerInside(address));
        }
        for (const flow of flowsOf(random, afresh.dataplane.plan))
          expect(traceFlow(world.dataplane, { flow, seed: 1 })).toEqual(traceFlow(afresh.dataplane, { flow, seed: 1 }));
        if (world.dataplane.placement.nodes === placement.nodes) kept[resource.kind]++;
      }
    }
    // The short way is taken, mostly.
    expect(kept.Service).toBeGreaterThan(50);
    expect(kept.Pod).toBeGreaterThan(50);
  });
});

function withServices(random: Random, spec: NetworkSpec): NetworkSpec {
  let result = spec;
  for (let count = 0; count < 4; count++)
    result = applyEdit(result, { type: 'putObject', resource: randomService(random, result) }).spec;
  return result;
}

function randomPod(random: Random, spec: NetworkSpec): Pod {
  const pods = listObjects(spec, 'Pod');
  const pod = pods[random.below(pods.length)];
  if (!pod) throw new Error('a world with pods');
  return pod;
}

function randomService(random: Random, spec: NetworkSpec): Service {
  const pod = randomPod(random, spec);
  const type = random.pick(['ClusterIP', 'ClusterIP', 'NodePort', 'LoadBalancer'] as const);
  const annotations = { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' };
  const isInternal = type === 'LoadBalancer' && random.chance(20);
  const selector = random.chance(3) ? {} : { ...pod.metadata.labels };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: `door-${random.below(4)}`,
      namespace: pod.metadata.namespace,
      ...(isInternal ? { annotations } : {}),
    },
    spec: {
      type,
      selector,
      ports: [{ port: 80, targetPort: random.pick([80, 8080, 'http', 'web']), protocol: 'TCP' }],
      ...(random.chance(5) ? { clusterIP: `10.0.0.${11 + random.below(4)}` } : {}),
    },
  };
}

function randomlyLabelled(random: Random, spec: NetworkSpec): Pod {
  const pod = randomPod(random, spec);
  return { ...pod, metadata: { ...pod.metadata, labels: { ...randomPod(random, spec).metadata.labels } } };
}

function flowsOf(random: Random, plan: Plan): { from: string; to: string }[] {
  const from = plan.pods[random.below(plan.pods.length)];
  return plan.services.slice(0, 2).map(({ namespace, name }) => ({
    from: `${from?.namespace}/${from?.name}`,
    to: `${namespace}/${name}:80`,
  }));
}
