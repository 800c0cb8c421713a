// The door: revisions, stale answers, previews, refusals as values; and what is incremental equals what is compiled afresh.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { applyEdit, type Edit } from '../../src/engine/edit/edit.ts';
import type { Goal } from '../../src/engine/goals/goal.ts';
import type { NetworkPolicy } from '../../src/engine/model/kubernetes.ts';
import { allObjects, type NetworkSpec, refOf } from '../../src/engine/model/spec.ts';
import { deployment, house, pod, policy, service, worldOf } from './worlds.ts';

const WORLD = worldOf(
  house({ engine: 'calico' }),
  deployment('shop/web', 3, { ports: [8080] }),
  pod('ops/probe'),
  pod('pay/till', { ports: [8443, 9090] }),
  service('shop/web', 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]'),
);
const GOALS: readonly Goal[] = [
  { id: 'in', type: 'mustArrive', from: ['ops/probe'], to: ['http://web.shop'] },
  { id: 'out', type: 'mustNotArrive', from: ['shop/deploy/web'], to: ['pod:pay/till:8443'] },
  { id: 'fits', type: 'addressesSuffice' },
];
const SHUT = resource(policy('pay/shut', 'podSelector: {}, policyTypes: [Ingress]')) as NetworkPolicy;

function resource(text: string): ReturnType<typeof allObjects>[number] {
  const found = allObjects(worldOf(text)).find((each) => each.kind !== 'Namespace');
  if (!found) throw new Error('one object');
  return found;
}

describe('createEngine', () => {
  it('answers about the revision it holds and calls any other one stale', () => {
    const engine = createEngine();
    expect(engine.matrix({ revision: 1 })).toEqual({ ok: false, code: 'stale', params: { asked: 1 } });
    expect(engine.load({ spec: WORLD, revision: 7 }).revision).toBe(7);
    expect(engine.matrix({ revision: 7 }).ok).toBe(true);
    expect(engine.matrix({ revision: 8 })).toMatchObject({ ok: false, code: 'stale', params: { asked: 8, held: 7 } });
    expect(engine.edit({ edit: { type: 'batch', edits: [] }, from: 6, to: 8 })).toMatchObject({ ok: false, code: 'stale' });
    expect(engine.edit({ edit: { type: 'batch', edits: [] }, from: 7, to: 8 })).toMatchObject({
      ok: true,
      value: { revision: 8 },
    });
    expect(engine.matrix({ revision: 7 }).ok).toBe(false);
  });

  it('refuses a flow that names nothing, as a value', () => {
    const engine = createEngine();
    engine.load({ spec: WORLD, revision: 1 });
    expect(engine.trace({ revision: 1, flow: { from: 'nobody/here', to: 'shop/web:80' } })).toMatchObject({
      ok: false,
      code: 'badFlow',
    });
    expect(engine.trace({ revision: 1, flow: { from: 'ops/probe', to: '' } })).toMatchObject({ ok: false, code: 'badFlow' });
    expect(engine.policy({ revision: 1, query: { from: 'x/y', to: 'pay/till', port: 1, protocol: 'TCP' } })).toMatchObject({
      ok: false,
    });
  });

  it('traces by seed, and all ways at once', () => {
    const engine = createEngine();
    engine.load({ spec: WORLD, revision: 1, seed: 5 });
    const flow = { from: 'ops/probe', to: 'http://web.shop' };
    const all = engine.traceAll({ revision: 1, flow });
    const reached = all.ok ? all.value.map((trace) => trace.deliveredTo) : [];
    expect(reached).toHaveLength(3);
    expect(new Set(reached)).toEqual(new Set(['shop/web-0', 'shop/web-1', 'shop/web-2']));
    const one = engine.trace({ revision: 1, flow });
    expect(one).toEqual(engine.trace({ revision: 1, flow, seed: 5 }));
    expect(reached).toContain(one.ok ? one.value.deliveredTo : '');
  });

  it('previews each edit on a copy', () => {
    const engine = createEngine();
    engine.load({ spec: WORLD, revision: 1 });
    const before = engine.judge({ revision: 1, goals: GOALS, start: WORLD });
    const flat: Edit = { type: 'putNetwork', network: worldOf(house({ mode: 'nodeSubnet', maxPods: 110 })).network };
    const shut: Edit = { type: 'putObject', resource: SHUT };
    const previews = engine.preview({ revision: 1, edits: [flat, shut], goals: GOALS });
    if (!previews.ok) throw new Error('previewed');
    expect(previews.value.map(({ plan }) => plan.mode)).toEqual(['nodeSubnet', 'overlay']);
    expect(previews.value[0]?.diagnostics.map(({ code }) => code)).toContain('InsufficientSubnetSize');
    const passed = previews.value.map(({ goals }) => Object.fromEntries(goals.map(({ id, pass }) => [id, pass])));
    expect(passed).toMatchObject([
      { out: false, fits: false },
      { in: true, out: true, fits: true },
    ]);
    expect(engine.judge({ revision: 1, goals: GOALS, start: WORLD })).toEqual(before);
  });

  it('says what a policy and a Service select', () => {
    const engine = createEngine();
    engine.load({ spec: applyEdit(WORLD, { type: 'putObject', resource: SHUT }).spec, revision: 1 });
    expect(engine.selectedBy({ revision: 1, ref: refOf(SHUT) })).toEqual({ ok: true, value: ['pay/till'] });
    expect(engine.selectedBy({ revision: 1, ref: { kind: 'Service', namespace: 'shop', name: 'web' } })).toEqual({
      ok: true,
      value: ['shop/web-0', 'shop/web-1', 'shop/web-2'],
    });
    expect(engine.selectedBy({ revision: 1, ref: { kind: 'Pod', namespace: 'shop', name: 'web-0' } })).toEqual({
      ok: true,
      value: [],
    });
  });

  it('lets --policy override the engine of the world, through edits too', () => {
    const engine = createEngine();
    engine.load({ spec: WORLD, revision: 1, policyEngine: 'none' });
    const edited = engine.edit({ edit: { type: 'putObject', resource: SHUT }, from: 1, to: 2 });
    expect(edited.ok && edited.value.plan.policyEngine).toBe('none');
    expect(edited.ok && edited.value.diagnostics.map(({ code }) => code)).toContain('PolicyNotEnforced');
  });

  it('answers in values that survive a clone', () => {
    const engine = createEngine();
    const answers = [
      engine.load({ spec: WORLD, revision: 1 }),
      engine.judge({ revision: 1, goals: GOALS, start: WORLD }),
      engine.hints({ revision: 1, goals: GOALS }),
      engine.matrix({ revision: 1 }),
      engine.traceAll({ revision: 1, flow: { from: 'ops/probe', to: 'http://web.shop' } }),
      engine.service({ revision: 1, query: { op: 'endpoints', service: 'shop/web', port: 80 } }),
    ];
    for (const answer of answers) expect(structuredClone(answer)).toEqual(answer);
  });
});

const POLICIES: readonly NetworkPolicy[] = [
  SHUT,
  resource(
    policy(
      'shop/in',
      'podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress], ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8080 }] }]',
    ),
  ) as NetworkPolicy,
  resource(
    policy('ops/out', 'podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: {} }] }]'),
  ) as NetworkPolicy,
];

const EDITS: readonly Edit[] = [
  ...POLICIES.map((each): Edit => ({ type: 'putObject', resource: each })),
  ...POLICIES.map((each): Edit => ({ type: 'removeObject', ref: refOf(each) })),
  { type: 'batch', edits: POLICIES.map((each): Edit => ({ type: 'putObject', resource: each })) },
  ...[
    pod('ops/second'),
    pod('pay/till', { ports: [8443] }),
    deployment('shop/web', 5, { ports: [8080] }),
    service('shop/web', 'selector: { app: api }, ports: [{ port: 80 }]'),
  ].map((text): Edit => ({ type: 'putObject', resource: resource(text) })),
  { type: 'removeObject', ref: { kind: 'Namespace', namespace: '', name: 'pay' } },
  ...(['overlay', 'nodeSubnet', 'kubenet'] as const).map(
    (mode): Edit => ({ type: 'putNetwork', network: worldOf(house({ mode, engine: 'calico' })).network }),
  ),
  { type: 'putNetwork', network: worldOf(house({ engine: 'none' })).network },
];

describe('incremental', () => {
  it('equals from scratch, whatever the order of edits', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EDITS), { minLength: 1, maxLength: 8 }), (edits) => {
        const engine = createEngine();
        engine.load({ spec: WORLD, revision: 0 });
        let spec: NetworkSpec = WORLD;
        edits.forEach((edit, index) => {
          spec = applyEdit(spec, edit).spec;
          const fresh = createEngine();
          const whole = fresh.load({ spec, revision: index + 1 });
          expect(engine.edit({ edit, from: index, to: index + 1 })).toEqual({ ok: true, value: whole });
          const revision = index + 1;
          expect(engine.matrix({ revision })).toEqual(fresh.matrix({ revision }));
          expect(engine.judge({ revision, goals: GOALS, start: WORLD })).toEqual(
            fresh.judge({ revision, goals: GOALS, start: WORLD }),
          );
        });
      }),
      { numRuns: 60, seed: 20261 },
    );
  });
});
