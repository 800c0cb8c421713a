// Load runs of random plans: nothing is lost or invented, tables are never overdrawn, and slices of any size give the same bytes.
import { describe, expect, it } from 'vitest';
import { refusalSentence } from '../../src/cli/sentences.ts';
import type { LoadEvent, LoadFlow } from '../../src/engine/report/load/plan.ts';
import { exponential, mix } from '../../src/engine/report/load/chance.ts';
import { advance, advanceTo, clearTimer, nextMoment, openWheel, setTimer, takeDue } from '../../src/engine/report/load/wheel.ts';
import { ended, flow, openWorld, planOf, runLoad, SECOND } from '../engine/loadPlans.ts';
import { deployment, service } from '../engine/worlds.ts';
import { createRandom } from '../share/randomSolution.ts';

const RUNS = 15;

function randomPlan(seed: number): ReturnType<typeof planOf> {
  const random = createRandom(seed);
  const flows = Array.from({ length: 1 + random.below(4) }, (_, index): LoadFlow => {
    const from = random.pick(['shop/deploy/web', 'shop/web-0', 'internet:customer', '203.0.113.0', 'node:room-0', 'shop/nobody']);
    const to = random.pick([
      'https://api.presspay.example/',
      'shop/door:80',
      'shop/local:80',
      '203.0.113.77:443',
      'http://nowhere/',
      '203.0.113.150:443/udp',
    ]);
    return flow({
      name: `flow ${index}`,
      from,
      to,
      clients: 1 + random.below(8),
      rate: 1 + random.below(60),
      hold: random.below(40) * SECOND,
      requests: 1 + random.below(4),
      retries: random.below(3),
      wait: (1 + random.below(20)) * SECOND,
      spread: random.pick(['even', 'random']),
      end: 40 * SECOND,
    });
  });
  const events = Array.from({ length: random.below(4) }, (): LoadEvent => {
    const at = random.below(60) * SECOND;
    return random.pick([
      { type: 'nodes', at, pool: 'room', count: 1 + random.below(3) },
      { type: 'outbound', at, outboundType: random.pick(['loadBalancer', 'managedNATGateway', 'none']) },
      { type: 'scale', at, workload: 'shop/web', replicas: random.below(5) },
      { type: 'subnet', at, name: 'snet-nodes', natGateway: random.pick(['', 'natgw']) },
      { type: 'recreate', at, service: random.pick(['shop/door', 'shop/local']), after: random.below(9) * SECOND },
      {
        type: 'rollout',
        at,
        workload: 'shop/web',
        ready: random.below(9) * SECOND,
        grace: random.below(9) * SECOND,
        surge: 1,
        unavailable: random.below(2),
      },
    ]);
  });
  return planOf(flows, { seed, events, duration: 70 * SECOND });
}

const world = (): ReturnType<typeof openWorld> =>
  openWorld(
    {
      nodes: 3,
      edit: (text) =>
        text
          .replace('outboundType:', 'loadBalancerProfile: { allocatedOutboundPorts: 64 }\n    outboundType:')
          .replace(
            'managedClusters:',
            'publicIPAddresses: [{ name: pip }]\nnatGateways: [{ name: natgw, publicIpAddresses: [pip] }]\nmanagedClusters:',
          ),
    },
    deployment('shop/web', 3, { ports: [8080] }),
    service('shop/door', 'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]'),
    service(
      'shop/local',
      'type: LoadBalancer, externalTrafficPolicy: Local, sessionAffinity: ClientIP, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]',
    ),
  );

describe('load runs', () => {
  it('E-11 E-12 every connection ends once, what the samples say adds up, and no table gives more ports than it has', () => {
    for (let seed = 1; seed <= RUNS; seed++) {
      const plan = randomPlan(seed);
      const result = runLoad(world(), plan);
      const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
      const { samples, endings, connections, attempts, receivers } = result;
      expect([seed, sum(endings.map(({ count }) => count))]).toEqual([seed, connections]);
      expect(sum(samples.map(({ begun }) => begun))).toBe(connections);
      expect(sum(samples.map(({ retried }) => retried))).toBeLessThanOrEqual(sum(samples.map(({ failed }) => failed)));
      expect(attempts).toBeGreaterThanOrEqual(connections);
      expect(attempts).toBeLessThanOrEqual(connections + sum(samples.map(({ retried }) => retried)));
      expect(sum(receivers.map(({ count }) => count))).toBe(sum(samples.map(({ opened }) => opened)));
      const completed = sum(endings.filter(({ outcome }) => outcome === 'completed').map(({ count }) => count));
      expect(sum(samples.map((one) => one.completed))).toBe(completed);
      expect(sum(result.failures.map(({ count }) => count))).toBe(sum(samples.map(({ failed }) => failed)));
      result.books.forEach(({ name, used, capacity, peak }, index) => {
        expect(used).toBeLessThanOrEqual(capacity);
        if (name.startsWith('lb:')) expect(peak).toBeLessThanOrEqual(64);
        for (const { ports } of samples) expect(ports[index] ?? 0).toBeLessThanOrEqual(peak);
      });
      for (const { active, ports } of samples) for (const number of [active, ...ports]) expect(number).toBeGreaterThanOrEqual(0);
    }
  });

  it('the same seed gives the same bytes, in slices of any size; another seed gives others', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const plan = randomPlan(seed);
      const whole = JSON.stringify(runLoad(world(), plan));
      expect(JSON.stringify(runLoad(world(), plan, 1 + seed * 7))).toBe(whole);
    }
    const random = planOf([flow({ from: 'shop/web-0', to: 'shop/door:80', spread: 'random' })]);
    expect(JSON.stringify(runLoad(world(), { ...random, seed: 2 }).samples)).not.toBe(
      JSON.stringify(runLoad(world(), random).samples),
    );
  });

  it('a run that is stopped is gone, and of many runs the oldest gives way', () => {
    const engine = world();
    const start = (): number => {
      const started = engine.startLoad({ revision: 1, plan: planOf([flow({ from: 'shop/web-0', to: 'shop/door:80' })]) });
      return started.ok ? started.value : -1;
    };
    const first = start();
    engine.stopLoad({ run: first });
    expect(engine.stepLoad({ run: first, budget: 1 })).toMatchObject({ ok: false, code: 'noRun' });
    for (const budget of [0, -1, Number.NaN]) {
      const run = start();
      engine.stepLoad({ run, budget });
      const later = engine.stepLoad({ run, budget });
      expect(later.ok && later.value.now).toBeGreaterThan(1);
    }
    const runs = [start(), start(), start(), start(), start()];
    expect(runs.map((run) => engine.stepLoad({ run, budget: 1 }).ok)).toEqual([false, true, true, true, true]);
  });

  it('plans beyond the caps are refused with the field', () => {
    const refused = (change: object): unknown => {
      const answer = world().startLoad({
        revision: 1,
        plan: { ...planOf([flow({ from: 'shop/web-0', to: 'shop/door:80' })]), ...change },
      });
      return answer.ok ? undefined : answer.params['field'];
    };
    expect(refused({})).toBeUndefined();
    expect(refused({ duration: 1e12 })).toBe('duration');
    expect(refused({ sample: 1 })).toBe('sample');
    expect(refused({ flows: [] })).toBe('flows');
    expect(
      refused({ duration: 86_400_000, sample: 60_000, flows: [flow({ from: 'a', to: 'b', rate: 1e6, end: 86_400_000 })] }),
    ).toBe('connections');
    expect(refused({ flows: [flow({ from: 'a', to: 'b', rate: Number.NaN })] })).toBe('flows[0].rate');
  });
});

describe('parts of a run', () => {
  it('the wheel rings every timer once, in its millisecond, as a sorted list would', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const random = createRandom(seed);
      const wheel = openWheel(200);
      const due = new Map<number, number>();
      const rang: string[] = [];
      for (let id = 0; id < 200; id++) {
        const at = random.below(seed % 2 === 0 ? 3_000_000 : 3000);
        setTimer(wheel, id, at);
        due.set(id, at);
      }
      for (let id = 0; id < 200; id += 7) {
        clearTimer(wheel, id);
        due.delete(id);
      }
      while (wheel.now < (seed % 2 === 0 ? 3_000_001 : 3001)) {
        for (let id = takeDue(wheel); id >= 0; id = takeDue(wheel)) rang.push(`${wheel.now} ${id}`);
        if (seed === 2) advance(wheel);
        else advanceTo(wheel, nextMoment(wheel));
      }
      expect([...rang].sort()).toEqual([...due].map(([id, at]) => `${at} ${id}`).sort());
    }
  });

  it('times at random have their mean, and the logarithm is one', () => {
    let sum = 0;
    for (let index = 0; index < 20_000; index++) sum += exponential(mix(1, index));
    expect(sum / 20_000).toBeCloseTo(1, 1);
    for (const random of [0, 1, 4_294_967_295, 2_147_483_647, 123_456_789]) {
      expect(exponential(random)).toBeCloseTo(-Math.log((random + 1) / 4_294_967_296), 9);
    }
  });
});

describe('large runs', () => {
  const door = service('shop/door', 'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]');
  const world = openWorld({}, deployment('shop/web', 2, { ports: [8080] }), door);
  const crowd = (fields: Partial<LoadFlow>): LoadFlow => flow({ from: '203.0.113.0', to: 'shop/door:80', clients: 4, ...fields });

  it('1,000,000 connections end, in slices that keep to their budget', () => {
    const plan = planOf([crowd({ rate: 10_000, hold: SECOND, end: 100 * SECOND })], { duration: 102 * SECOND });
    const started = world.startLoad({ revision: 1, plan });
    if (!started.ok) throw new Error(JSON.stringify(started));
    for (let slices = 1; ; slices++) {
      const answer = world.stepLoad({ run: started.value, budget: 100_000 });
      if (!answer.ok) throw new Error(JSON.stringify(answer));
      const { result } = answer.value;
      if (!result) continue;
      expect(ended(result, 'completed')).toBe(1_000_000);
      // Begun and ended: two things each, and each slice does about its hundred thousand.
      expect(slices).toBeGreaterThan(18);
      expect(slices).toBeLessThan(30);
      return;
    }
  });

  it('more than a million at a time: the run says so', () => {
    const plan = planOf([crowd({ rate: 1_000_000, hold: 60 * SECOND, end: 2 * SECOND })]);
    const started = world.startLoad({ revision: 1, plan });
    if (!started.ok) throw new Error(JSON.stringify(started));
    for (;;) {
      const answer = world.stepLoad({ run: started.value, budget: 500_000 });
      if (answer.ok && !answer.value.result) continue;
      expect(answer).toMatchObject({ ok: false, code: 'tooComplex', params: { limit: 'open', most: 1_000_000 } });
      if (!answer.ok) expect(refusalSentence(answer)).toContain('More than 1000000 connections were open at one time');
      return;
    }
  });
});
