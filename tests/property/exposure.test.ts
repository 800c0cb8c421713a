// The exposure score is counted by words of bits; the list that explains it has the same length.
import { expect, test } from 'vitest';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import { countExposedFlows, formatFlow, listExposedFlows } from '../../src/engine/report/exposure.ts';
import { createRandom } from '../share/randomSolution.ts';
import { randomPolicySpec } from '../support/randomWorld.ts';

test('NP2, NP44 500 random worlds: as many flows are counted as are listed, whatever is needed', () => {
  let counted = 0;
  for (let seed = 1; seed <= 500; seed++) {
    const random = createRandom(seed);
    const dataplane = compileDataplane(randomPolicySpec(40_000 + seed));
    const all = listExposedFlows(dataplane, new Set());
    const needed = new Set(['nobody/here > shop/pod-0:80/TCP', ...all.filter(() => random.chance(3)).map(formatFlow)]);
    for (const pod of dataplane.placement.pods) needed.add(`${pod.namespace}/${pod.name} > ${pod.namespace}/${pod.name}:80/TCP`);
    expect(countExposedFlows(dataplane, new Set())).toBe(all.length);
    expect(countExposedFlows(dataplane, needed)).toBe(listExposedFlows(dataplane, needed).length);
    counted += all.length;
  }
  expect(counted).toBeGreaterThan(10_000);
});
