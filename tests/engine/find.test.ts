// find: a question is judged against the engine's own walk; the same answer turns wrong when the world is another one.
import { describe, expect, it } from 'vitest';
import { applyEdit, type Edit } from '../../src/engine/edit/edit.ts';
import type { FindGoal, GoalResult } from '../../src/engine/goals/goal.ts';
import { findHints } from '../../src/engine/goals/hints.ts';
import { judgeGoal } from '../../src/engine/goals/judge.ts';
import { scoreWorld } from '../../src/engine/goals/scores.ts';
import { compileWorld } from '../../src/engine/goals/world.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import type { LoadPlan } from '../../src/engine/report/load/plan.ts';
import { deployment, house, type NetworkOptions, pod, policy, worldOf } from './worlds.ts';

function shop(options: NetworkOptions = {}, ...more: readonly string[]): NetworkSpec {
  return worldOf(house(options), deployment('shop/web', 1, { ports: [8080] }), pod('ops/probe', { node: 'room-2' }), ...more);
}

const answered = (spec: NetworkSpec, answer: string): NetworkSpec =>
  applyEdit(spec, { type: 'answer', goal: 'asked', answer }).spec;

type Question = Omit<FindGoal, 'id' | 'type' | 'from' | 'to'> & { readonly from?: string; readonly to?: string };

function find(
  spec: NetworkSpec,
  { from = 'ops/probe', to = 'pods:shop/deploy/web:8080', ...question }: Question,
  answer: string,
): GoalResult {
  return judgeGoal(compileWorld(answered(spec, answer)), { id: 'asked', type: 'find', from: [from], to: [to], ...question });
}

const verdict = (result: GoalResult): string => (result.pass ? 'right' : (result.failure?.code ?? '?'));

describe('find', () => {
  const pay = { to: '203.0.113.150:443', ask: 'sender' } as const;

  it.each([
    ['door', 'node', 'right'],
    ['door', 'pod', 'goal.find.hop'],
    ['sender', 'pod', 'right'],
    ['sender', 'node', 'goal.find.hop'],
    ['door', '203.0.113.150', 'goal.find.hop'],
    ['target', 'node', 'goal.find.hop'],
    ['target', 'the department wall', 'goal.find.layer'],
    ['target', '', 'goal.find.open'],
  ])('A-3 D-1 sender of a letter to the street at %s: %s is %s', (at, answer, wanted) => {
    expect(verdict(find(shop(), { ...pay, at }, answer))).toBe(wanted);
  });

  it('A-3 the address is what the walk says, not what the level says', () => {
    const result = find(shop(), pay, 'x');
    const seen = result.trace?.sourceSeen ?? '';
    expect(seen).toMatch(/^\d/);
    expect(verdict(find(shop(), pay, ` ${seen} `))).toBe('right');
    expect(verdict(find(shop(), { ask: 'sender' }, seen))).toBe('goal.find.layer');
    expect(verdict(find(shop(), { ask: 'sender' }, 'pod'))).toBe('right');
  });

  it('E-35 F-2 what chose the last stretch of the way, whoever ended it', () => {
    const stock = { name: 'stock', type: 'sqlServer', fqdn: 'stock.database.windows.net', ports: [] } as const;
    const town = (serviceEndpoints: readonly string[]): NetworkSpec => {
      const spec = shop();
      const virtualNetworks = spec.network.virtualNetworks.map((vnet) => ({
        ...vnet,
        subnets: vnet.subnets.map((subnet) => (subnet.name === 'snet-nodes' ? { ...subnet, serviceEndpoints } : subnet)),
      }));
      const paasServices = [{ ...stock, publicNetworkAccess: 'Enabled' as const, ipRules: ['198.51.100.10'] }];
      return { ...spec, network: { ...spec.network, virtualNetworks, paasServices } };
    };
    const asked = { ask: 'routedBy', field: true, to: 'stock.database.windows.net:1433' } as const;
    const answer = 'VirtualNetwork/vnet-house subnets[snet-nodes].serviceEndpoints';
    expect(verdict(find(town(['Microsoft.Sql']), asked, answer))).toBe('right');
    expect(verdict(find(town(['Microsoft.Sql']), asked, 'PaasService/stock virtualNetworkRules'))).toBe('goal.find.layer');
    expect(verdict(find(town(['Microsoft.Storage']), asked, answer))).toBe('goal.find.layer');
  });

  it('H-7 NP14 outcome, object and field, place and receiver follow the world', () => {
    const shut = shop({}, policy('shop/shut', 'podSelector: {}, policyTypes: [Ingress]'));
    for (const [spec, outcome, object] of [
      [shop(), 'arrived', 'nothing'],
      [shut, 'timeout', 'NetworkPolicy/shop/shut'],
    ] as const) {
      expect(verdict(find(spec, { ask: 'outcome' }, outcome))).toBe('right');
      expect(verdict(find(spec, { ask: 'outcome' }, 'refused'))).toBe('goal.find.layer');
      expect(verdict(find(spec, { ask: 'decidedBy' }, object))).toBe('right');
      expect(verdict(find(spec, { ask: 'decidedBy' }, 'NetworkPolicy/shop/open'))).toBe('goal.find.layer');
    }
    const rule = find(shut, { ask: 'decidedBy', field: true }, 'shut').trace?.verdict.rule;
    expect(verdict(find(shut, { ask: 'decidedBy', field: true }, 'shut'))).toBe('goal.find.layer');
    expect(verdict(find(shut, { ask: 'decidedBy', field: true }, `shut, ${rule?.field}`))).toBe('right');
    expect(verdict(find(shop(), { ask: 'outcome', to: 'pods:shop/deploy/web:9090' }, 'Refused'))).toBe('right');
    expect(verdict(find(shop(), { ask: 'place' }, find(shop(), { ask: 'receiver' }, 'x').trace?.deliveredTo ?? ''))).toBe(
      'right',
    );
  });

  it('is about the world that it carries, so that a repair does not make the answer wrong', () => {
    const [broken, mended] = [shop({}, policy('shop/shut', 'podSelector: {}, policyTypes: [Ingress]')), shop()];
    expect(verdict(find(mended, { ask: 'outcome', about: broken }, 'timeout'))).toBe('right');
    expect(verdict(find(mended, { ask: 'outcome' }, 'timeout'))).toBe('goal.find.layer');
    const given: Edit[] = [{ type: 'putNetwork', network: shop({ mode: 'nodeSubnet' }).network }];
    const jump = { ask: 'sender', at: 'door', to: '10.10.9.4:9000' } as const;
    expect(verdict(find(shop(), jump, 'node'))).toBe('right');
    expect(verdict(find(shop(), { ...jump, given }, 'pod'))).toBe('right');
  });

  it('A-3 who: of several senders the one whose letter gets there, by its names or by its own address', () => {
    const wall = policy('ops/shut', 'podSelector: { matchLabels: { app: quiet } }, policyTypes: [Egress]');
    const spec = shop({}, pod('ops/quiet', { node: 'room-2' }), wall);
    const world = compileWorld(spec);
    const plan = world.dataplane.plan;
    const address = (name: string): string => plan.pods.find((each) => each.name === name)?.ip ?? '';
    const room = plan.nodes.find(({ name }) => name === 'room-2')?.ip ?? '';
    const ask = (answer: string): string =>
      verdict(
        judgeGoal(compileWorld(answered(spec, answer)), {
          id: 'asked',
          type: 'find',
          from: ['ops/quiet', 'ops/probe'],
          to: [pay.to],
          ask: 'who',
        }),
      );
    for (const right of ['ops/probe', 'probe', address('probe')]) expect(ask(right)).toBe('right');
    expect(ask('ops/quiet')).toBe('goal.find.who');
    expect(ask(room)).toBe('goal.find.who');
    // A letter that a wall stops still carries its sender's address: an address of the letters, and not the one that is asked.
    expect(ask(address('quiet'))).toBe('goal.find.who');
  });

  it('of a sender that is not there proves nothing', () => {
    expect(verdict(find(shop(), { ask: 'outcome', from: 'ops/ghost' }, 'timeout'))).toBe('goal.sender');
  });

  it('is hinted by what the answer mistook, and costs no change', () => {
    const spec = answered(shop(), 'pod');
    const goal: FindGoal = { id: 'asked', type: 'find', from: ['ops/probe'], to: [pay.to], ask: 'sender', at: 'door' };
    expect(findHints(compileWorld(spec), [goal]).map(({ code }) => code)).toEqual(['find.hop']);
    expect(scoreWorld(compileWorld(spec), [goal], shop()).changes).toBe(0);
  });
});

describe('an answer is an edit', () => {
  it('that can be changed, taken back and undone, in a batch too', () => {
    const start = shop();
    const first = applyEdit(start, { type: 'answer', goal: 'asked', answer: 'pod' });
    expect(first.spec.answers).toEqual({ asked: 'pod' });
    expect(applyEdit(first.spec, first.inverse).spec).toEqual(start);
    const both = applyEdit(first.spec, {
      type: 'batch',
      edits: [
        { type: 'answer', goal: 'asked', answer: 'node' },
        { type: 'answer', goal: 'other', answer: 'refused' },
      ],
    });
    expect(both.spec.answers).toEqual({ asked: 'node', other: 'refused' });
    expect(applyEdit(both.spec, both.inverse).spec).toEqual(first.spec);
  });
});

describe('find, of a load', () => {
  it('E-11 S23 what most lost connections died of, of the run in the world that is asked about', () => {
    const crowd = (nodes: number): NetworkSpec => shop({ nodes });
    const plan: LoadPlan = {
      seed: 1,
      duration: 20_000,
      sample: 5_000,
      probe: 0,
      flows: [
        {
          name: 'payments',
          from: 'ops/probe',
          to: '203.0.113.150:443',
          rate: 100,
          start: 0,
          end: 7_000,
          hold: 15_000,
          requests: 1,
          wait: 1_000,
          retries: 0,
          backoff: 1_000,
          spread: 'even',
        },
      ],
      events: [],
    };
    const asked = { ask: 'decidedBy', field: true, to: '203.0.113.150:443', plan } as const;
    const answer = 'ManagedCluster/aks networkProfile.loadBalancerProfile.managedOutboundIPs.count';
    expect(verdict(find(crowd(51), asked, answer))).toBe('right');
    expect(verdict(find(crowd(51), asked, 'nothing'))).toBe('goal.find.layer');
    expect(verdict(find(crowd(50), asked, answer))).toBe('goal.find.layer');
    expect(verdict(find(crowd(50), asked, 'nothing'))).toBe('right');
  });
});
