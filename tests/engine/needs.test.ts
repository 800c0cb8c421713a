// Needs against what is open: nothing needed leaves all, everything needed leaves nothing, a need that is not met says why.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { Flow } from '../../src/engine/forward/trace.ts';
import type { NeedsReport } from '../../src/engine/goals/needs.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { randomPolicySpec } from '../support/randomWorld.ts';
import { deployment, house, pod, policy, service, worldOf } from './worlds.ts';

function weigh(spec: NetworkSpec, needs: readonly Flow[], most?: number): NeedsReport {
  const engine = createEngine();
  engine.load({ spec, revision: 1 });
  const answer = engine.weighNeeds({ revision: 1, needs, ...(most === undefined ? {} : { most }) });
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.value;
}

function shop(...more: readonly string[]): NetworkSpec {
  return worldOf(
    house(),
    pod('ops/probe', { node: 'room-2' }),
    deployment('shop/web', 2, { ports: [8080] }),
    service('shop/web', 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]'),
    ...more,
  );
}

describe('needs', () => {
  it('nothing needed: all that is open is too much', () => {
    const { open, needed, unneeded } = weigh(shop(), []);
    expect([needed, unneeded.count]).toEqual([0, open]);
    // Two writers to two pods, less each to itself: probe to both, web-0 to web-1 and back.
    expect(unneeded.flows.filter(({ from }) => !from.includes(':'))).toHaveLength(4);
  });

  it('a need by Service takes every backend off the list', () => {
    const { needed, unneeded, unmet } = weigh(shop(), [{ from: 'ops/probe', to: 'http://web.shop/' }]);
    expect([needed, unmet]).toEqual([2, []]);
    expect(unneeded.flows.filter(({ from }) => from === 'ops/probe')).toEqual([]);
  });

  it('NP5 a need behind a shut door is unmet, and says what shuts it', () => {
    const shut = policy('shop/shut', 'podSelector: {}, policyTypes: [Ingress]');
    const { unmet, open } = weigh(shop(shut), [{ from: 'ops/probe', to: 'shop/web:80' }]);
    expect(unmet).toMatchObject([{ from: 'ops/probe', failure: { rule: { object: 'NetworkPolicy/shop/shut' } } }]);
    expect(open).toBeLessThan(weigh(shop(), []).open);
  });

  it('every open flow needed: nothing is left (random worlds)', () => {
    for (let seed = 0; seed < 25; seed++) {
      const spec = randomPolicySpec(seed);
      const { unneeded } = weigh(spec, [], 100_000);
      const pairs = unneeded.flows.filter(({ from, to }) => !from.includes(':') && !/^(lb|nodePort):/.test(to));
      const needs = pairs.map(({ from, to }) => ({
        from,
        to: `pod:${to.replace(/\/([A-Z]+)$/, (_all, name: string) => `/${name.toLowerCase()}`)}`,
      }));
      const after = weigh(spec, needs, 100_000);
      const left = after.unneeded.flows.filter(({ from, to }) => !from.includes(':') && !/^(lb|nodePort):/.test(to));
      expect(left, `seed ${seed}`).toEqual([]);
      expect(after.unmet, `seed ${seed}`).toEqual([]);
    }
  });

  it('refuses a list that is too long', () => {
    const engine = createEngine();
    engine.load({ spec: shop(), revision: 1 });
    const needs = Array.from({ length: 2001 }, () => ({ from: 'ops/probe', to: 'shop/web:80' }));
    expect(engine.weighNeeds({ revision: 1, needs })).toMatchObject({ ok: false, code: 'tooComplex' });
  });
});
