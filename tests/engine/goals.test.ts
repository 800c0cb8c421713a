// judge: every sender, target, backend and node counts; a failing goal says where, what and why; scores are monotone and explained.
import { describe, expect, it } from 'vitest';
import type { Goal, GoalResult } from '../../src/engine/goals/goal.ts';
import { judgeGoal } from '../../src/engine/goals/judge.ts';
import { listExposure, scoreWorld } from '../../src/engine/goals/scores.ts';
import { compileWorld } from '../../src/engine/goals/world.ts';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { deployment, house, type NetworkOptions, pod, policy, service, worldOf } from './worlds.ts';

type Asked = Goal extends infer G ? (G extends Goal ? Omit<G, 'id'> : never) : never;

function judge(spec: NetworkSpec, goal: Asked): GoalResult {
  return judgeGoal(compileWorld(spec), { id: 'asked', ...goal } as Goal);
}

function shop(options: NetworkOptions = {}, ...more: readonly string[]): NetworkSpec {
  return worldOf(house(options), deployment('shop/web', 2, { ports: [8080] }), pod('ops/probe', { node: 'room-2' }), ...more);
}

const WEB = service('shop/web', 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]');

describe('mustArrive', () => {
  it('SVC14 judges every backend, so a goal never passes by luck', () => {
    const broken = shop({}, WEB, pod('shop/old', { app: 'web' }));
    const result = judge(broken, { type: 'mustArrive', from: ['ops/probe'], to: ['shop/web:80'] });
    expect(result).toMatchObject({
      pass: false,
      checked: 3,
      failed: 1,
      failure: { code: 'goal.lost.not-listening.by', rule: { object: 'Pod/shop/old' } },
    });
    expect(result.trace?.verdict.outcome).toBe('refused');
    expect(judge(shop({}, WEB), { type: 'mustArrive', from: ['ops/probe'], to: ['shop/web:80'] })).toMatchObject({
      pass: true,
      checked: 2,
      failed: 0,
    });
  });

  it('means every pod of a workload or a namespace as sender, and every pod as target', () => {
    const spec = shop();
    expect(
      judge(spec, { type: 'mustArrive', from: ['shop/deploy/web', 'ops/*'], to: ['pods:shop/deploy/web:8080'] }),
    ).toMatchObject({ pass: true, checked: 6 });
    expect(judge(spec, { type: 'mustArrive', from: ['ops/probe'], to: ['pods:shop/*:8080'] })).toMatchObject({
      pass: true,
      checked: 2,
    });
  });

  it('never passes on an empty set', () => {
    const spec = shop();
    expect(judge(spec, { type: 'mustArrive', from: ['lobby/*'], to: ['pods:shop/deploy/web:8080'] }).failure?.code).toBe(
      'goal.senderIn',
    );
    expect(judge(spec, { type: 'mustArrive', from: ['ops/ghost'], to: ['pods:shop/deploy/web:8080'] }).failure?.code).toBe(
      'goal.sender',
    );
    expect(judge(spec, { type: 'mustArrive', from: ['ops/probe'], to: ['pods:shop/deploy/api:8080'] }).failure?.code).toBe(
      'goal.target',
    );
    expect(judge(spec, { type: 'mustArrive', from: ['ops/probe'], to: ['shop/api:80'] }).failure?.code).toBe('goal.target');
  });

  it('asks for so many backends, and counts those that answer', () => {
    const goal = (backends: number): Asked => ({ type: 'mustArrive', from: ['ops/probe'], to: ['shop/web:80'], backends });
    expect(judge(shop({}, WEB), goal(2)).pass).toBe(true);
    expect(judge(shop({}, WEB), goal(3))).toMatchObject({
      pass: false,
      failure: { code: 'goal.backends', params: { reached: 2, wanted: 3 } },
    });
  });

  it('asks who receives it, and says what led the letter elsewhere', () => {
    const goal = (...receivers: string[]): Asked => ({ type: 'mustArrive', from: ['ops/probe'], to: ['shop/web:80'], receivers });
    expect(judge(shop({}, WEB), goal('shop/deploy/web')).pass).toBe(true);
    expect(judge(shop({}, WEB), goal('ops/probe'))).toMatchObject({
      pass: false,
      failure: { code: 'goal.receiver.by', params: { wanted: 'ops/probe' }, rule: { object: 'Service/shop/web' } },
    });
    expect(judge(shop({}, WEB), goal('shop/deploy/nobody')).failure?.code).toBe('goal.target');
  });

  it('NP14 says which hop, which object and which field stopped it', () => {
    const spec = shop({}, policy('shop/shut', 'podSelector: {}, policyTypes: [Ingress]'));
    const { failure, trace } = judge(spec, { type: 'mustArrive', from: ['ops/probe'], to: ['pods:shop/deploy/web:8080'] });
    expect(failure).toMatchObject({
      code: 'goal.lost.network-policy.none',
      params: { policies: 1, names: 'NetworkPolicy/shop/shut' },
      rule: { object: 'NetworkPolicy/shop/shut', field: 'spec.podSelector' },
    });
    const step = trace?.hops[failure?.hop ?? -1]?.steps[failure?.step ?? -1];
    expect(step).toMatchObject({ type: 'ingressPolicy', effect: 'drop' });
  });
});

describe('mustNotArrive', () => {
  const goal: Asked = { type: 'mustNotArrive', from: ['ops/probe'], to: ['pods:shop/deploy/web:8080'] };

  it('NP5 fails on an open door and names it', () => {
    expect(judge(shop(), goal)).toMatchObject({
      pass: false,
      failed: 2,
      failure: { code: 'goal.arrived.open', params: { receiver: 'shop/web-0' } },
    });
    const wide = shop({}, policy('shop/all', 'podSelector: {}, policyTypes: [Ingress], ingress: [{}]'));
    expect(judge(wide, goal).failure).toMatchObject({
      code: 'goal.arrived.allowed',
      rule: { object: 'NetworkPolicy/shop/all', field: 'spec.ingress[0]' },
    });
    expect(judge(shop({}, policy('shop/shut', 'podSelector: {}, policyTypes: [Ingress]')), goal).pass).toBe(true);
  });

  it('D-12 blames the missing engine, not the policy', () => {
    const paper = shop({ engine: 'none' }, policy('shop/shut', 'podSelector: {}, policyTypes: [Ingress]'));
    expect(judge(paper, goal).failure?.code).toBe('goal.arrived.unplugged');
  });

  it('holds for what is not there, but proves nothing without a sender', () => {
    expect(judge(shop(), { ...goal, to: ['shop/api:80'] }).pass).toBe(true);
    expect(judge(shop(), { ...goal, to: ['pods:shop/deploy/api:80'] }).pass).toBe(true);
    expect(judge(shop(), { ...goal, from: ['ops/ghost'] }).pass).toBe(false);
  });
});

describe('arrivesWithSource and passesThrough', () => {
  it('A-3 compares the sender that the receiver sees', () => {
    const pods: Asked = { type: 'arrivesWithSource', from: ['ops/probe'], to: ['pods:shop/deploy/web:8080'], source: 'pod' };
    expect(judge(shop(), pods).pass).toBe(true);
    expect(judge(shop(), { ...pods, to: ['172.20.5.20:8443'] })).toMatchObject({
      pass: false,
      failure: { code: 'goal.source.by' },
    });
    expect(judge(shop(), { ...pods, to: ['172.20.5.20:8443'], source: 'node' }).pass).toBe(true);
  });

  it('A-3 a hostNetwork pod has no address of its own', () => {
    const spec = worldOf(house(), deployment('shop/web', 1, { ports: [8080] }), pod('ops/probe', { extra: 'hostNetwork: true' }));
    const result = judge(spec, {
      type: 'arrivesWithSource',
      from: ['ops/probe'],
      to: ['pods:shop/deploy/web:8080'],
      source: 'pod',
    });
    expect(result).toMatchObject({ pass: false, failure: { code: 'goal.source.borrowed' } });
  });

  it('SVC24 fails when any of the ways restamps, though others do not', () => {
    const lb = service(
      'shop/web',
      'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }], externalTrafficPolicy: Local',
    );
    const goal: Asked = { type: 'arrivesWithSource', from: ['internet:customer'], to: ['shop/web:80'], source: '203.0.113.9' };
    expect(judge(shop({}, lb), goal).pass).toBe(true);
    const cluster = judge(shop({}, lb.replace('Local', 'Cluster')), goal);
    expect(cluster).toMatchObject({
      pass: false,
      failure: { rule: { object: 'Service/shop/web', field: 'spec.externalTrafficPolicy' } },
    });
  });

  it('wants the devices in order', () => {
    const goal = (...via: string[]): Asked => ({ type: 'passesThrough', from: ['ops/probe'], to: ['172.20.5.20:8443'], via });
    expect(judge(shop(), goal('vpngw', 'hq')).pass).toBe(true);
    expect(judge(shop(), goal('hq', 'vpngw')).failure?.code).toBe('goal.via');
    expect(judge(shop(), goal('fw')).failure?.code).toBe('goal.via');
  });
});

describe('addressesSuffice', () => {
  const fits = (options: NetworkOptions, goal: Partial<Extract<Goal, { type: 'addressesSuffice' }>> = {}): GoalResult =>
    judge(shop({ mode: 'nodeSubnet', ...options }), { type: 'addressesSuffice', ...goal });

  it('A-30 counts (nodes + surge) × (maxPods + 1)', () => {
    expect(fits({ subnet: '10.10.0.0/24' }).pass).toBe(true);
    expect(fits({ subnet: '10.10.0.0/25' })).toMatchObject({
      pass: false,
      failure: { code: 'goal.fits.surge', params: { used: 93, usable: 123, needed: 124, short: 1 } },
    });
    expect(fits({ subnet: '10.10.0.0/25', maxPods: 29 }).pass).toBe(true);
    expect(fits({ subnet: '10.10.0.0/26' }).failure?.code).toBe('goal.fits.subnet');
  });

  it('A-18 tries other counts on a copy of the world', () => {
    expect(fits({ subnet: '10.10.0.0/24' }, { nodes: 7 }).pass).toBe(true);
    expect(fits({ subnet: '10.10.0.0/24' }, { nodes: 8 })).toMatchObject({ pass: false, failure: { code: 'goal.fits.surge' } });
    expect(fits({ maxPods: 20 }, { podsPerNode: 20 }).pass).toBe(true);
    expect(fits({ maxPods: 20 }, { podsPerNode: 21 })).toMatchObject({
      pass: false,
      failure: { code: 'goal.fits.pods', params: { pods: 3, seats: 60 } },
    });
  });

  it('A-14 Overlay takes one address a node', () => {
    expect(judge(shop({ subnet: '10.10.0.0/28', maxPods: 250 }), { type: 'addressesSuffice', podsPerNode: 250 }).pass).toBe(true);
  });

  it('A-26 is not fooled by a plan that Azure refuses', () => {
    const reserved = worldOf(house().replace('10.244.0.0/16', '172.31.0.0/16'), pod('shop/web'));
    expect(judge(reserved, { type: 'addressesSuffice' }).failure).toMatchObject({
      code: 'goal.fits.invalid',
      params: { code: 'ReservedCidr' },
    });
  });
});

describe('given', () => {
  it('judges after further edits and leaves the player’s world alone', () => {
    const spec = shop({}, WEB);
    const moved = worldOf(deployment('shop/web', 4, { ports: [8080] })).objects['shop']?.['Deployment/web'];
    if (!moved) throw new Error('the deployment is there');
    const goal: Asked = {
      type: 'mustArrive',
      from: ['ops/probe'],
      to: ['shop/web:80'],
      backends: 4,
      given: [{ type: 'putObject', resource: moved }],
    };
    expect(judge(spec, goal).pass).toBe(true);
    expect(judge(spec, { type: 'mustArrive', from: ['ops/probe'], to: ['shop/web:80'], backends: 4 }).pass).toBe(false);
  });
});

describe('scores', () => {
  const needed: Goal = { id: 'n', type: 'mustArrive', from: ['ops/probe'], to: ['shop/web:80'] };

  it('exposure counts what is open and not needed: a Service goal needs its backends', () => {
    const spec = shop({}, WEB);
    const flows = (goals: readonly Goal[]): string[] =>
      listExposure(compileWorld(spec), goals).map(({ from, to }) => `${from} > ${to}`);
    expect(flows([])).toEqual([
      'ops/probe > shop/web-0:8080/TCP',
      'ops/probe > shop/web-1:8080/TCP',
      'shop/web-0 > shop/web-1:8080/TCP',
      'shop/web-1 > shop/web-0:8080/TCP',
    ]);
    expect(flows([needed])).toEqual(['shop/web-0 > shop/web-1:8080/TCP', 'shop/web-1 > shop/web-0:8080/TCP']);
  });

  it('B-1 a front door and a back door are exposure for everybody outside, until a goal needs one', () => {
    const lb = service(
      'shop/web',
      'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]',
    );
    const world = compileWorld(shop({}, lb));
    const outside = listExposure(world, []).filter(({ from }) => from.includes(':'));
    expect(outside.map(({ from, to }) => `${from} > ${to}`)).toEqual([
      'vm:jump > lb:shop/web:80/TCP',
      'vm:jump > nodePort:shop/web:80/TCP',
      'onprem:monitor > lb:shop/web:80/TCP',
      'onprem:monitor > nodePort:shop/web:80/TCP',
      'onprem:press > lb:shop/web:80/TCP',
      'onprem:press > nodePort:shop/web:80/TCP',
      'internet:customer > lb:shop/web:80/TCP',
      'internet:api.presspay.example > lb:shop/web:80/TCP',
    ]);
    const goal: Goal = { id: 'c', type: 'mustArrive', from: ['internet:customer'], to: ['shop/web:80'] };
    expect(listExposure(world, [goal])).toHaveLength(listExposure(world, []).length - 1);
  });

  it('A-7 in the flat modes every pod is exposed to the building and to headquarters', () => {
    const outside = (mode: NetworkOptions['mode']): number =>
      listExposure(compileWorld(shop(mode === undefined ? {} : { mode })), []).filter(({ from }) => from.includes(':')).length;
    expect([outside('overlay'), outside('kubenet'), outside('nodeSubnet')]).toEqual([0, 0, 6]);
  });

  it('is counted as it is listed', () => {
    const spec = shop(
      { mode: 'nodeSubnet' },
      WEB,
      pod('kube-system/coredns', { ports: [53] }).replace('app: coredns', 'k8s-app: kube-dns'),
    );
    const world = compileWorld(spec);
    for (const goals of [[], [needed]]) expect(scoreWorld(world, goals, spec).exposure).toBe(listExposure(world, goals).length);
    expect(listExposure(world, []).filter(({ from, to }) => to.startsWith('kube-system') && !from.includes(':'))).toEqual([]);
  });

  it('is monotone: one policy more never raises exposure', () => {
    const policies = [
      policy(
        'shop/a',
        'podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: {} }] }]',
      ),
      policy('ops/b', 'podSelector: {}, policyTypes: [Egress]'),
      policy('shop/c', 'podSelector: {}, policyTypes: [Ingress, Egress]'),
    ];
    const counts = policies.map(
      (_policy, index) => listExposure(compileWorld(shop({}, WEB, ...policies.slice(0, index))), [needed]).length,
    );
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
  });

  it('changes count objects, and of the Network document its elements; undone tries count nothing', () => {
    const start = shop({}, WEB);
    const scores = (now: NetworkSpec): number => scoreWorld(compileWorld(now), [], start).changes;
    const [cluster] = start.network.managedClusters;
    if (!cluster) throw new Error('there is a cluster');
    const network = {
      ...start.network,
      managedClusters: [
        { ...cluster, networkProfile: { ...cluster.networkProfile, networkPolicy: 'calico' as const, podCidr: '10.245.0.0/16' } },
      ],
    };
    const edited = applyEdit(start, { type: 'putNetwork', network });
    expect(scores(edited.spec)).toBe(1);
    expect(scores(applyEdit(edited.spec, edited.inverse).spec)).toBe(0);
    const removed = applyEdit(edited.spec, { type: 'removeObject', ref: { kind: 'Service', namespace: 'shop', name: 'web' } });
    expect(scores(removed.spec)).toBe(2);
  });

  it('cost weighs nodes, public addresses and load balancers', () => {
    const cost = (spec: NetworkSpec): number => scoreWorld(compileWorld(spec), [], spec).cost;
    const lb = service('shop/web', 'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]');
    expect(cost(shop())).toBe(3 * 1000 + 50 + 250);
    expect(cost(shop({}, lb)) - cost(shop())).toBe(50);
    expect(cost(shop({ nodes: 4 })) - cost(shop())).toBe(1000);
  });
});
