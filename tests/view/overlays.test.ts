// Overlays: the parts of an address plan sum up, routes find their next hop, reach marks each thing once at its least distance.
import { describe, expect, it } from 'vitest';
import type { Spread } from '../../src/engine/report/spread.ts';
import { addressParts, barWidths } from '../../src/view/layers/addressBars.ts';
import { reachMarks, selectionMarks } from '../../src/view/layers/reach.ts';
import { nextHopOf } from '../../src/view/layers/routeArms.ts';
import type { Goal } from '../../src/engine/goals/goal.ts';
import { absentServices, findAbsent } from '../../src/store/absent.ts';
import { buildLayout } from '../../src/view/layout/buildLayout.ts';
import { networkOf, planOf } from './plans.ts';

const subnet = { name: 's', virtualNetwork: 'v', addressPrefix: '10.0.0.0/24', usable: 251 };

describe('the address plan', () => {
  it('A-28 parts sum up to the size of the subnet while it fits', () => {
    const parts = addressParts({ ...subnet, used: 100, needed: 131, free: 120 });
    expect(parts).toEqual({ reserved: 5, used: 100, surge: 31, free: 120, missing: 0 });
    expect(Object.values(parts).reduce((sum, count) => sum + count, 0)).toBe(256);
  });

  it('A-30 what does not fit is missing, never negative', () => {
    const parts = addressParts({ ...subnet, used: 240, needed: 300, free: -49 });
    expect(parts).toEqual({ reserved: 5, used: 240, surge: 11, free: 0, missing: 49 });
    expect(addressParts({ ...subnet, used: 260, needed: 291, free: -40 })).toMatchObject({ used: 251, surge: 0, missing: 40 });
  });

  it('a bar has exactly its length, and a part that is there can be seen', () => {
    for (const used of [0, 1, 100, 251]) {
      const parts = addressParts({ ...subnet, used, needed: used, free: 251 - used });
      const widths = barWidths(parts, 6);
      expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(6);
      expect(widths[1] ?? 0).toBeGreaterThanOrEqual(used === 0 ? 0 : 0.09);
    }
  });
});

describe('signposts', () => {
  const layout = buildLayout(planOf(), networkOf({ gateway: true, houses: 1, machines: 1 }));
  const next = (nextHopType: Parameters<typeof nextHopOf>[1]['nextHopType'], nextHopIpAddress?: string): string | undefined =>
    nextHopOf(layout, {
      name: 'r',
      addressPrefix: '0.0.0.0/0',
      nextHopType,
      ...(nextHopIpAddress === undefined ? {} : { nextHopIpAddress }),
    })?.kind;

  it('lead to the thing that has the address, to the gate, to the street, or nowhere', () => {
    const machine = layout.things.find(({ kind }) => kind === 'machine');
    expect(next('VirtualAppliance', machine?.note)).toBe('machine');
    expect(next('VirtualAppliance', '10.99.99.99')).toBeUndefined();
    expect(next('VirtualNetworkGateway')).toBe('gateway');
    expect(next('Internet')).toBe('postbox');
    expect(next('None')).toBeUndefined();
  });
});

describe('the reach of a laptop', () => {
  const spread = (steps: readonly (readonly string[])[]): Spread => ({
    pod: 'team-0/laptop-0',
    reached: steps.flat().length,
    pods: 10,
    steps: steps.map((pods, index) => ({
      distance: index + 1,
      count: pods.length,
      pods: pods.map((pod) => ({ pod, from: 'team-0/laptop-0', ports: [] })),
    })),
  });

  it('marks each desk once, at its distance', () => {
    const plan = planOf();
    const marks = reachMarks(
      buildLayout(plan, networkOf()),
      plan,
      spread([['team-1/laptop-1'], ['team-2/laptop-2'], [], [], ['team-3/laptop-3']]),
    );
    expect(marks.map(({ thing, wave, icon }) => [thing.selection, wave, icon])).toEqual([
      ['pod:team-1/laptop-1', 1, 'one'],
      ['pod:team-2/laptop-2', 2, 'two'],
      ['pod:team-3/laptop-3', 5, 'more'],
    ]);
  });

  it('marks a room that shows no desks once, at its least distance', () => {
    const plan = planOf({ nodes: 1, pods: 200, namespaces: 1 });
    const marks = reachMarks(buildLayout(plan, networkOf()), plan, spread([['team-0/laptop-7'], ['team-0/laptop-8']]));
    expect(marks.map(({ thing, wave }) => [thing.selection, wave])).toEqual([['node:room-0', 1]]);
  });

  it('a selector that means nobody, or a pod that is gone, marks nothing', () => {
    const layout = buildLayout(planOf(), networkOf());
    expect(selectionMarks(layout, [], 'badge')).toEqual([]);
    expect(selectionMarks(layout, ['team-0/laptop-0', 'gone/gone'], 'badge')).toHaveLength(1);
  });
});

describe('what is absent', () => {
  const goal = (to: string, type: 'mustArrive' | 'mustNotArrive' = 'mustArrive', hidden = false): Goal => ({
    id: to,
    type,
    from: ['team-0/laptop-0'],
    to: [to],
    ...(hidden ? { hidden } : {}),
  });

  it('is a Service that must be reached by name in a namespace that is there, and that nobody has made', () => {
    const plan = planOf();
    const goals = [
      goal('http://basket.team-0'),
      goal('basket.team-0.svc.cluster.local:80'),
      goal('desk-0.team-0:80'),
      goal('https://api.example'),
      goal('http://other.team-1', 'mustNotArrive'),
      goal('http://secret.team-1', 'mustArrive', true),
    ];
    expect(absentServices(plan, goals)).toEqual(['team-0/basket']);
    const layout = buildLayout(plan, networkOf(), findAbsent({ plan, network: networkOf(), diagnostics: [], goals }));
    expect(layout.bySelection.get('service:team-0/basket')?.kind).toBe('absent');
  });
});
