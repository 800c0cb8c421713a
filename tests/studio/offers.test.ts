// Offers over random worlds of policies: each was tried, does what was asked for its pair, and tells what else it changes; where there is none,
// no policy could do it, because a node's network is on one of the ends.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import { groupPods, pairOf } from '../../src/studio/matrix.ts';
import { askedFlows, flowOf, listOffers } from '../../src/studio/offers.ts';
import { randomWorld } from '../support/randomWorld.ts';
import { specOfRaw } from '../support/rawWorld.ts';

const WORLDS = 40;

describe('offers, over random worlds', () => {
  it.each(['delivered', 'blocked'] as const)('NP1, NP4–NP6 a cell that should be %s', { timeout: 60_000 }, (want) => {
    let asked = 0;
    let found = 0;
    for (let seed = 0; seed < WORLDS; seed++) {
      const spec = specOfRaw(randomWorld(seed));
      const engine = createEngine();
      const { plan } = engine.load({ spec, revision: 1 });
      const matrix = engine.pairs({ revision: 1 });
      if (!matrix.ok) throw new Error(matrix.code);
      const groups = groupPods(plan.pods, 'workload', matrix.value.pods);
      const cells = groups.flatMap((from) => groups.map((to) => [from, to] as const)).filter(([from, to]) => from !== to);
      const cell = cells.find(([, to], index) => index >= seed % 5 && to.ports.length > 0);
      const port = cell?.[1].ports[0];
      const pair = cell && port !== undefined ? pairOf(matrix.value, cell, { port, want }) : undefined;
      if (!cell || !pair || port === undefined) continue;
      const answer = engine.whyNot({ revision: 1, flow: flowOf(pair, port), want, most: 6 });
      if (!answer.ok) throw new Error(answer.code);
      asked++;
      const offers = listOffers(answer.value, askedFlows(cell, port, plan), spec);
      if (offers.length === 0) {
        const ends = plan.pods.filter(({ namespace, name }) => pair.includes(`${namespace}/${name}`));
        expect(ends.some(({ hostNetwork }) => hostNetwork)).toBe(true);
        continue;
      }
      found++;
      for (const { remedy, besides, besidesCount } of offers.slice(0, 3)) {
        const after = createEngine();
        const changed = applyEdit(spec, { type: 'batch', edits: remedy.edits }).spec;
        const { plan: later } = after.load({ spec: changed, revision: 1 });
        const now = after.pairs({ revision: 1 });
        if (!now.ok) throw new Error(now.code);
        const [sender, receiver] = pair.map((name) => groupPods(later.pods, 'workload', [name])[0]);
        if (!sender || !receiver) throw new Error('a pod is gone');
        expect(pairOf(now.value, [sender, receiver], { port, want })).toBeUndefined();
        expect(besidesCount).toBeGreaterThanOrEqual(besides.length);
      }
    }
    expect(asked).toBeGreaterThan(8);
    expect(found / asked).toBeGreaterThan(0.7);
  });
});
