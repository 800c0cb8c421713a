// Load plans as text: what is read, what stands in for what is not said, and what is refused with its place.
import { describe, expect, it } from 'vitest';
import { readLoadPlan } from '../../src/manifest/readLoadPlan.ts';

const SMALL = 'duration: 10m\nflows:\n- { from: shop/web, to: "api:80", rate: 5 }\n';

function problem(text: string): string {
  const read = readLoadPlan(text);
  return 'problem' in read ? `${read.problem.line}:${read.problem.column} ${read.problem.message}` : 'no problem';
}

describe('load plans', () => {
  it('has defaults for all but duration, ends and rate', () => {
    expect(readLoadPlan(SMALL)).toEqual({
      plan: {
        seed: 1,
        duration: 600_000,
        sample: 5000,
        probe: 10_000,
        events: [],
        flows: [
          {
            name: 'shop/web > api:80',
            from: 'shop/web',
            to: 'api:80',
            rate: 5,
            start: 0,
            end: 600_000,
            hold: 1000,
            requests: 1,
            wait: 10_000,
            retries: 0,
            backoff: 1000,
            spread: 'random',
          },
        ],
      },
    });
  });

  it('reads durations, and every kind of event', () => {
    const text = `${SMALL}  # later
sample: 1.5s
events:
- { at: 500ms, nodes: { pool: room, count: 51 } }
- { at: 90, outboundType: managedNATGateway }
- { at: 0.5h, rollout: { workload: shop/web, grace: 2s } }
- { at: 1s, scale: { workload: shop/web, replicas: 3 } }
- { at: 2s, subnet: { name: snet-nodes, natGateway: natgw, routeTable: '' } }
- { at: 3s, recreate: { service: shop/door } }
`;
    const read = readLoadPlan(text);
    expect('plan' in read && [read.plan.sample, ...read.plan.events]).toEqual([
      1500,
      { type: 'nodes', at: 500, pool: 'room', count: 51 },
      { type: 'outbound', at: 90_000, outboundType: 'managedNATGateway' },
      { type: 'rollout', at: 1_800_000, workload: 'shop/web', ready: 5000, grace: 2000, surge: 1, unavailable: 0 },
      { type: 'scale', at: 1000, workload: 'shop/web', replicas: 3 },
      { type: 'subnet', at: 2000, name: 'snet-nodes', natGateway: 'natgw', routeTable: '' },
      { type: 'recreate', at: 3000, service: 'shop/door', after: 30_000 },
    ]);
  });

  it.each([
    ['', 'a load plan is one YAML document'],
    ['- a', '1:1 plan: must be a mapping'],
    ['flows: []', 'duration is missing'],
    [SMALL.replace('rate', 'rates'), '3:35 flows[0].rates: unknown field; did you mean rate?'],
    [SMALL.replace('10m', '10 minutes'), '1:1 duration: must be a duration such as'],
    [SMALL.replace('rate: 5', 'rate: -5'), 'flows[0].rate: must be a number'],
    [SMALL.replace('rate: 5', 'rate: .inf'), 'is not a number'],
    [SMALL.replace('rate: 5', 'rate: 5, retries: 1.5'), 'flows[0].retries: must be a whole number'],
    [SMALL.replace('rate: 5', 'rate: 5, spread: odd'), 'flows[0].spread: must be random or even'],
    [`${SMALL}events: [{ at: 5s }]`, 'events[0]: an event is one of'],
    [`${SMALL}events: [{ at: 5s, outboundType: tunnel }]`, 'events[0].outboundType: must be one of loadBalancer'],
    [`${SMALL}events: 7`, 'events: must be a list'],
    [`${SMALL}---\n${SMALL}`, '1:1 a load plan is one YAML document'],
    ['duration: [', ''],
    [`a: &a [1]\n${'b: *a\n'.repeat(3)}`, ''],
  ])('%j is refused', (text, message) => {
    expect(problem(text)).toContain(message);
    expect(problem(text)).not.toBe('no problem');
  });
});
