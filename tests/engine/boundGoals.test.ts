// Goals about the whole: exposure held against a bound, and a rush hour that has to be survived.
import { describe, expect, it } from 'vitest';
import type { Goal, GoalResult } from '../../src/engine/goals/goal.ts';
import { findHints } from '../../src/engine/goals/hints.ts';
import { judgeGoals } from '../../src/engine/goals/judge.ts';
import { listExposure } from '../../src/engine/goals/scores.ts';
import { compileWorld } from '../../src/engine/goals/world.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { flow, MINUTE, planOf, SECOND } from './loadPlans.ts';
import { deployment, house, pod, policy, worldOf } from './worlds.ts';

const shop = (...more: readonly string[]): NetworkSpec =>
  worldOf(house(), deployment('shop/web', 2, { ports: [8080] }), pod('ops/probe', { node: 'room-2' }), ...more);

const ROUND: Goal = { id: 'round', type: 'mustArrive', from: ['ops/probe'], to: ['pods:shop/deploy/web:8080'] };

function last(spec: NetworkSpec, goals: readonly Goal[]): GoalResult | undefined {
  return judgeGoals(compileWorld(spec), goals).at(-1);
}

describe('exposure', () => {
  it('D-1 NP2 counts what no goal needs, as the score does, and names one of it', () => {
    const world = compileWorld(shop());
    const open = listExposure(world, [ROUND]).length;
    expect(open).toBeGreaterThan(0);
    const bound = (most: number): Goal => ({ id: 'tight', type: 'exposure', most });
    expect(last(shop(), [ROUND, bound(open)])?.pass).toBe(true);
    expect(last(shop(), [ROUND, bound(open - 1)])).toMatchObject({
      pass: false,
      failure: { code: 'goal.exposure', params: { open, most: open - 1, from: listExposure(world, [ROUND])[0]?.from } },
    });
    // Without the other goal its own two flows are exposure as well.
    expect(last(shop(), [bound(open)])).toMatchObject({ pass: false, failure: { params: { open: open + 2 } } });
    expect(last(shop(policy('shop/shut', 'podSelector: {}, policyTypes: [Ingress]')), [bound(open)])?.pass).toBe(true);
    expect(findHints(world, [ROUND, bound(0)]).map(({ code }) => code)).toEqual(['goal.tooOpen']);
  });
});

describe('load', () => {
  const pay = flow({ from: 'ops/probe', to: '203.0.113.150:443', rate: 40, hold: 30 * SECOND, end: MINUTE, wait: 5 * SECOND });
  const rush = (rate: number): Goal => ({ id: 'rush', type: 'load', plan: planOf([{ ...pay, rate }]) });

  it('E-10 S22 a trickle is survived, a rush hour uses up the ports and says so', () => {
    expect(last(shop(), [rush(5)])).toMatchObject({ pass: true, failed: 0 });
    const result = last(shop(), [rush(400)]);
    expect(result?.failure?.code).toMatch(/^goal\.load/);
    expect(result?.failure?.params).toMatchObject({ reason: 'snat-exhausted' });
    expect(result?.failed).toBeGreaterThan(0);
    expect(findHints(compileWorld(shop()), [rush(400)]).map(({ code }) => code)).toEqual(['snat.exhausted']);
    expect(last(shop(), [{ ...rush(400), lost: result?.failed ?? 0 } as Goal])?.pass).toBe(true);
  });

  it('never passes when nobody sends', () => {
    const ghost: Goal = { id: 'rush', type: 'load', plan: planOf([{ ...pay, from: 'ops/ghost' }]) };
    expect(last(shop(), [ghost])).toMatchObject({ pass: false });
  });

  it('E-10 ports a node that Azure does not accept let no rush hour pass, and the hint says which bound they break', () => {
    const network = (ports: number): string =>
      house().replace('networkPlugin:', `loadBalancerProfile: { allocatedOutboundPorts: ${ports} }\n    networkPlugin:`);
    const judge = (ports: number): string[] => {
      const spec = worldOf(network(ports), pod('ops/probe', { node: 'room-2' }));
      return findHints(compileWorld(spec), [rush(1)]).map(({ code }) => code);
    };
    expect(judge(4000)).toEqual([]);
    expect(judge(1500)).toEqual(['snat.multiple']);
    expect(judge(32_000)).toEqual(['snat.maxNodes']);
  });
});
