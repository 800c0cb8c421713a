// One random world asked of the engine and of the brute-force reading: every difference, as a line that can be tried again.
import { createEngine } from '../../src/engine/createEngine.ts';
import type { EngineApi } from '../../src/engine/api.ts';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import { addBit, createBitset, hasBit } from '../../src/engine/dataplane/bitset.ts';
import type { Dataplane } from '../../src/engine/dataplane/dataplane.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { parseWorld } from '../../src/manifest/parseWorld.ts';
import { createRandom } from '../share/randomSolution.ts';
import { bruteForcePolicy } from '../support/bruteForcePolicy.ts';
import { type Probe, randomProbe, randomWorld } from '../support/randomWorld.ts';
import { type RawWorld, specOfRaw, textOfRaw } from '../support/rawWorld.ts';

const ENGINES = ['none', 'azure', 'calico', 'cilium', 'spec'] as const;

export interface Agreement {
  readonly probes: number;
  readonly allowed: number;
  readonly mismatches: readonly string[];
}

/** `road`: the spec built directly, or the same world read from its YAML text by manifest/. */
export function comparePolicy(
  seed: number,
  probes: number,
  road: 'spec' | 'text' = 'spec',
  engine: EngineApi = createEngine(),
): Agreement {
  const raw = randomWorld(seed);
  const spec = road === 'spec' ? specOfRaw(raw) : readText(raw);
  engine.load({ spec, revision: 1 });
  const brute = bruteForcePolicy(raw);
  const random = createRandom(seed + 1_000_000_007);
  const mismatches: string[] = [];
  let allowed = 0;
  for (let count = 0; count < probes; count++) {
    const query = randomProbe(random, raw);
    const expected = brute.allows(brute.end(query.from), brute.end(query.to), query.port, query.protocol) ? 'allowed' : 'denied';
    if (expected === 'allowed') allowed++;
    const answer = engine.policy({ revision: 1, query });
    const actual = answer.ok ? answer.value : answer.code;
    if (actual !== expected) mismatches.push(`seed ${seed}: ${describe(query)} is ${actual}, should be ${expected}`);
  }
  return { probes, allowed, mismatches };
}

/** The matrix's inner loop, and its count by words, against the attributed decision for every pair of pods. */
export function comparePairs(seed: number): Agreement {
  const random = createRandom(seed);
  const dataplane = compileDataplane(specOfRaw(randomWorld(seed), random.pick(ENGINES)));
  const { pods } = dataplane.placement;
  const mismatches: string[] = [];
  const senders = createBitset(pods.length);
  const receivers = createBitset(pods.length);
  for (let index = 0; index < pods.length; index++) {
    if (!random.chance(5)) addBit(senders, index);
    if (!random.chance(5)) addBit(receivers, index);
  }
  const port = random.pick([53, 80, 443, 8080]);
  const protocol = random.pick(['TCP', 'UDP']);
  let allowed = 0;
  let expected = 0;
  for (let from = 0; from < pods.length; from++) {
    for (let to = 0; to < pods.length; to++) {
      const fast = dataplane.policy.allowsPodToPod(from, to, port, protocol);
      if (fast) allowed++;
      if (hasBit(dataplane.policy.reachedFrom(from, port, protocol), to) !== fast)
        mismatches.push(`seed ${seed}: row of ${from} at ${to} under ${dataplane.policy.engine}`);
      if (fast && hasBit(senders, from) && hasBit(receivers, to)) expected++;
      if (fast !== decideBoth(dataplane, { from, to, port, protocol })) {
        mismatches.push(`seed ${seed}: pair ${from} ${to} ${port}/${protocol} under ${dataplane.policy.engine}`);
      }
    }
  }
  const counted = dataplane.policy.countPodToPod(senders, receivers, port, protocol);
  if (counted !== expected)
    mismatches.push(`seed ${seed}: ${counted} pairs counted under ${dataplane.policy.engine}, ${expected} allowed`);
  return { probes: pods.length ** 2, allowed, mismatches };
}

function decideBoth(
  { policy }: Dataplane,
  { from, to, port, protocol }: { from: number; to: number; port: number; protocol: Probe['protocol'] },
): boolean {
  const out = policy.decide({ direction: 'egress', pod: from, peer: { type: 'pod', pod: to }, port, protocol });
  const into = policy.decide({ direction: 'ingress', pod: to, peer: { type: 'pod', pod: from }, port, protocol });
  return out.allowed && into.allowed;
}

function readText(raw: RawWorld): NetworkSpec {
  const { spec, problems } = parseWorld([{ name: 'world.yaml', text: textOfRaw(raw) }]);
  if (!spec) throw new Error(problems.map((problem) => `${problem.path}: ${problem.message}`).join('\n'));
  return spec;
}

function describe({ from, to, port, protocol }: Probe): string {
  return `${from} > ${to}:${port}/${protocol}`;
}
