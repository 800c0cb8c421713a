// Thousands of random small worlds with policies of other makers: the compiled layers against the literal reading, and the matrix against
// the attributed decision. Rules: CAL2–CAL13, CIL1–CIL8, CIL11, ANP1–ANP6, NP4.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { addBit, createBitset, hasBit } from '../../src/engine/dataplane/bitset.ts';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import type { KubernetesResource } from '../../src/engine/model/kubernetes.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { createRandom } from '../share/randomSolution.ts';
import { bruteForceLayers, rememberSpaces } from '../support/bruteForceLayers.ts';
import { randomLayers } from '../support/randomLayers.ts';
import { randomProbe, randomWorld } from '../support/randomWorld.ts';
import { specOfRaw } from '../support/rawWorld.ts';

type Engine = 'calico' | 'cilium' | 'spec';

function withPolicies(spec: NetworkSpec, resources: readonly KubernetesResource[]): NetworkSpec {
  const objects: Record<string, Record<string, KubernetesResource>> = Object.fromEntries(
    Object.entries(spec.objects).map(([namespace, group]) => [namespace, { ...group }]),
  );
  for (const resource of resources) {
    const { namespace, name } = resource.metadata;
    (objects[namespace] ??= {})[`${resource.kind}/${name}`] = resource;
  }
  return { ...spec, objects };
}

function build(
  seed: number,
  kind: Engine,
): { raw: ReturnType<typeof randomWorld>; resources: ReturnType<typeof randomLayers>; spec: NetworkSpec } {
  const world = randomWorld(seed);
  const raw = { ...world, policies: world.policies.slice(0, seed % 4) };
  const resources = randomLayers(createRandom(seed + 77), kind);
  return { raw, resources, spec: withPolicies(specOfRaw(raw, kind), resources) };
}

describe.each(['calico', 'cilium', 'spec'] as const)('layers under %s', (kind) => {
  it('CAL2, CIL4, ANP1 every verdict is that of the literal reading', { timeout: 60_000 }, () => {
    const engine = createEngine();
    const mismatches: string[] = [];
    let [allowed, probes] = [0, 0];
    for (let seed = 1; seed <= 1000; seed++) {
      const { raw, resources, spec } = build(seed, kind);
      engine.load({ spec, revision: seed });
      rememberSpaces(raw);
      const brute = bruteForceLayers(raw, resources, kind);
      const random = createRandom(seed + 1_000_000_007);
      for (let count = 0; count < 30; count++, probes++) {
        const query = randomProbe(random, raw);
        const expected = brute.allows(brute.end(query.from), brute.end(query.to), query.port, query.protocol);
        if (expected) allowed++;
        const answer = engine.policy({ revision: seed, query });
        if (!answer.ok || (answer.value === 'allowed') !== expected)
          mismatches.push(
            `seed ${seed}: ${query.from} > ${query.to}:${query.port}/${query.protocol} should be ${expected ? 'allowed' : 'denied'}`,
          );
      }
    }
    expect(mismatches).toEqual([]);
    expect(allowed / probes).toBeGreaterThan(0.2);
    expect(allowed / probes).toBeLessThan(0.9);
  });

  it('NP4 the matrix and its count say what the attributed decision says', { timeout: 60_000 }, () => {
    const mismatches: string[] = [];
    for (let seed = 1; seed <= 500; seed++) {
      const { policy, placement } = compileDataplane(build(20_000 + seed, kind).spec);
      const { pods } = placement;
      const random = createRandom(seed);
      const [senders, receivers] = [createBitset(pods.length), createBitset(pods.length)];
      pods.forEach((_pod, index) => {
        if (!random.chance(5)) addBit(senders, index);
        if (!random.chance(5)) addBit(receivers, index);
      });
      const question = { port: random.pick([53, 80, 443, 8080]), protocol: random.pick(['TCP', 'UDP'] as const) };
      let expected = 0;
      for (let from = 0; from < pods.length; from++) {
        for (let to = 0; to < pods.length; to++) {
          const out = policy.decide({ ...question, direction: 'egress', pod: from, peer: { type: 'pod', pod: to } });
          const into = policy.decide({ ...question, direction: 'ingress', pod: to, peer: { type: 'pod', pod: from } });
          const both = out.allowed && into.allowed;
          if (both && hasBit(senders, from) && hasBit(receivers, to)) expected++;
          if (policy.allowsPodToPod(from, to, question.port, question.protocol) !== both)
            mismatches.push(`seed ${seed}: ${from} > ${to}`);
        }
      }
      const counted = policy.countPodToPod(senders, receivers, question.port, question.protocol);
      if (counted !== expected) mismatches.push(`seed ${seed}: ${counted} counted, ${expected} allowed`);
    }
    expect(mismatches).toEqual([]);
  });
});
