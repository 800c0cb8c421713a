// Why not: the smallest edits that turn a verdict; each is run here once more and really turns it, and nobody pays for it unsaid.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { type Asked, type Asking, askWhyNot } from '../support/asking.ts';
import { deployment, house, type NetworkOptions, pod, policy, service, worldOf } from './worlds.ts';

function ask(spec: NetworkSpec, from: string, to: string, want: Asking['want']): Asked {
  return askWhyNot(spec, { from, to, want });
}

function shop(fields: string, options: NetworkOptions = {}, ...more: readonly string[]): NetworkSpec {
  return worldOf(
    house(options),
    pod('ops/probe', { node: 'room-2' }),
    deployment('shop/web', 2, { ports: [8080] }),
    service('shop/web', fields),
    ...more,
  );
}

const GOOD = 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]';
const SHUT = policy('shop/shut', 'podSelector: {}, policyTypes: [Ingress]');
const CLOSED = policy('ops/closed', 'podSelector: {}, policyTypes: [Egress]');

describe('a flow that should arrive', () => {
  it.each([
    [
      'SVC1 selector',
      'selector: { app: wep }, ports: [{ port: 80, targetPort: 8080 }]',
      'ops/probe',
      'shop/web:80',
      'svc.selector',
    ],
    ['SVC5 targetPort', 'selector: { app: web }, ports: [{ port: 80 }]', 'ops/probe', 'shop/web:80', 'svc.targetPort'],
    ['SVC18 port', 'selector: { app: web }, ports: [{ port: 81, targetPort: 8080 }]', 'ops/probe', 'shop/web:80', 'svc.port'],
    ['SVC13 internalTrafficPolicy', `${GOOD}, internalTrafficPolicy: Local`, 'ops/probe', 'shop/web:80', 'svc.itpLocal'],
    [
      'SVC29 source ranges',
      `${GOOD}, type: LoadBalancer, loadBalancerSourceRanges: [198.51.100.0/24]`,
      'internet:customer',
      '20.50.0.1:80',
      'svc.sourceRanges',
    ],
    ['B-1 type', GOOD, 'internet:customer', '20.50.0.1:80', 'svc.type'],
  ])('%s: one edit of one object', (_rule, fields, from, to, code) => {
    const { best, codes } = ask(shop(fields), from, to, 'delivered');
    expect(codes[0]).toBe(code);
    // Who called the old number of the Service loses it: a probe, and both of its own pods.
    const collateral = code === 'svc.port' ? 3 : 0;
    expect(best).toMatchObject({ objects: ['Service/shop/web'], collateral, rebuilds: false });
  });

  it('NP4 one policy that shuts both ends is opened at both', () => {
    const both = policy('shop/shut', 'podSelector: {}, policyTypes: [Ingress, Egress]');
    const spec = worldOf(house(), deployment('shop/web', 1, { ports: [8080] }), pod('shop/probe', { node: 'room-2' }), both);
    const { best } = ask(spec, 'shop/probe', 'pod:shop/web-0:8080', 'delivered');
    expect(best).toMatchObject({ objects: ['NetworkPolicy/shop/shut'], collateral: 0, rebuilds: false });
  });

  it('SVC29 a caller is added to the guest list before the list is torn up', () => {
    const spec = shop(`${GOOD}, type: LoadBalancer, loadBalancerSourceRanges: [198.51.100.0/24]`);
    const { remedies } = ask(spec, 'internet:customer', '20.50.0.1:80', 'delivered');
    expect(remedies.map(({ findings }) => findings[0]?.params['suggested'])).toEqual(['203.0.113.9/32', undefined]);
    expect(remedies[0]?.exposure).toBeLessThanOrEqual(remedies[1]?.exposure ?? 0);
  });

  it('SVC3 nobody is ready: one pod that becomes ready is enough, and it is named', () => {
    const asleep = (name: string): string =>
      `${pod(`shop/${name}`, { ports: [8080], app: 'sleepy' })}\nstatus: { conditions: [{ type: Ready, status: "False" }] }`;
    const fields = 'selector: { app: sleepy }, ports: [{ port: 80, targetPort: 8080 }]';
    const spec = worldOf(house(), pod('ops/probe', { node: 'room-2' }), asleep('a'), asleep('b'), service('shop/web', fields));
    const { best, codes } = ask(spec, 'ops/probe', 'shop/web:80', 'delivered');
    expect(codes[0]).toBe('svc.notReady');
    expect(best?.objects).toEqual(['Pod/shop/a']);
  });

  it('NP5 a shut door is opened for the one sender, and nobody else comes in', () => {
    const { best } = ask(shop(GOOD, {}, SHUT, pod('ops/other')), 'ops/probe', 'shop/web:80', 'delivered');
    expect(best?.objects).toEqual(['NetworkPolicy/shop/shut']);
    const strangers = best?.gained.flows.filter(({ from }) => from !== 'ops/probe' && from !== 'vm:jump');
    expect(strangers).toEqual([]);
    expect(best?.lost.count).toBe(0);
  });

  it('NP4 both sides shut: two edits, because one is not enough', () => {
    const { remedies, best } = ask(shop(GOOD, {}, SHUT, CLOSED), 'ops/probe', 'shop/web:80', 'delivered');
    expect(best?.objects.toSorted()).toEqual(['NetworkPolicy/ops/closed', 'NetworkPolicy/shop/shut']);
    expect(remedies.every(({ edits }) => edits.length === 2)).toBe(true);
  });

  it('NP44 by name three things are missing: the directory, the way out, the way in; still two objects', () => {
    const { best } = ask(shop(GOOD, {}, SHUT, CLOSED), 'ops/probe', 'http://web.shop/', 'delivered');
    expect(best?.findings).toHaveLength(3);
    expect(best?.findings[0]?.code).toBe('np.dns');
    expect(best?.objects.toSorted()).toEqual(['NetworkPolicy/ops/closed', 'NetworkPolicy/shop/shut']);
  });

  it('NP20 a rule that asks for a label: the label is one of the ways', () => {
    const rule = policy(
      'shop/vips',
      'podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { vip: "yes" } } }] }]',
    );
    const { codes, remedies } = ask(shop(GOOD, {}, rule), 'ops/probe', 'shop/web:80', 'delivered');
    expect(codes).toContain('np.label');
    expect(remedies[codes.indexOf('np.label')]?.objects).toEqual(['Pod/ops/probe']);
  });

  it('A-7 a pod of Overlay is called from headquarters: another mode, and it says that the cluster is rebuilt', () => {
    const spec = shop(GOOD, { mode: 'overlay', subnet: '10.10.0.0/23' });
    const plan = createEngine().load({ spec, revision: 1 }).plan;
    const target = plan.pods.find(({ name }) => name === 'web-0')?.ip ?? '';
    const { best } = ask(spec, 'onprem:monitor', 'pod:shop/web-0:8080', 'delivered');
    expect(target).not.toBe('');
    expect(best?.findings[0]?.code).toBe('cni.unroutable');
    expect(best?.rebuilds).toBe(true);
  });

  it('A-18 a mode that does not fit is no remedy', () => {
    const spec = shop(GOOD, { mode: 'overlay', subnet: '10.10.0.0/26', maxPods: 30 });
    const { codes } = ask(spec, 'onprem:monitor', 'pod:shop/web-0:8080', 'delivered');
    expect(codes).not.toContain('cni.unroutable');
  });

  it('DNS1 a Service of that name lives next door: an alias', () => {
    const { best } = ask(shop(GOOD), 'ops/probe', 'http://web/', 'delivered');
    expect(best).toMatchObject({ objects: ['Service/ops/web'], collateral: 0 });
  });
});

describe('a flow that should be stopped', () => {
  it('NP14 an open pod: a guest list keeps everybody else', () => {
    const spec = shop(GOOD, {}, pod('ops/other'));
    const { best } = ask(spec, 'ops/probe', 'shop/web:80', 'blocked');
    expect(best?.collateral).toBe(0);
    expect(best?.lost.flows.length).toBeGreaterThan(0);
  });

  it('D-12 policies that nobody enforces: an engine is one of the ways', () => {
    const { codes } = ask(shop(GOOD, { engine: 'none' }, SHUT), 'ops/probe', 'shop/web:80', 'blocked');
    expect(codes).toEqual(['np.noEngine']);
  });

  it('B-1 a front door is closed by its type', () => {
    const { codes } = ask(shop(`${GOOD}, type: LoadBalancer`), 'internet:customer', '20.50.0.1:80', 'blocked');
    expect(codes).toContain('goal.exposure');
  });

  it('NP5 two rules let the sender in: both have to go', () => {
    const open = (name: string): string =>
      policy(
        `shop/${name}`,
        'podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ops } } }] }]',
      );
    const { remedies } = ask(shop(GOOD, {}, open('a'), open('b')), 'ops/probe', 'shop/web:80', 'blocked');
    expect(remedies.length).toBeGreaterThan(0);
  });
});

describe('the answer', () => {
  it('says when it is already so, and tries nothing', () => {
    expect(ask(shop(GOOD), 'ops/probe', 'shop/web:80', 'delivered')).toMatchObject({ holds: true, tried: 0, remedies: [] });
    expect(ask(shop(GOOD, {}, SHUT), 'ops/probe', 'shop/web:80', 'blocked')).toMatchObject({ holds: true, tried: 0 });
  });

  it('refuses what cannot be asked, and what would take too long', () => {
    const engine = createEngine();
    engine.load({ spec: shop(GOOD, {}, SHUT), revision: 1 });
    const flow = { from: 'ops/probe', to: 'shop/web:80' };
    expect(engine.whyNot({ revision: 1, flow: { ...flow, from: 'no/body' }, want: 'delivered' })).toMatchObject({
      code: 'badFlow',
    });
    expect(engine.whyNot({ revision: 1, flow, want: 'delivered', budget: 0 })).toMatchObject({ ok: false, code: 'tooComplex' });
    expect(engine.whyNot({ revision: 2, flow, want: 'delivered' })).toMatchObject({ ok: false, code: 'stale' });
  });

  it('leaves the world as it was', () => {
    const engine = createEngine();
    const spec = shop(GOOD, {}, SHUT);
    engine.load({ spec, revision: 1 });
    const before = engine.matrix({ revision: 1 });
    engine.whyNot({ revision: 1, flow: { from: 'ops/probe', to: 'shop/web:80' }, want: 'delivered' });
    expect(engine.matrix({ revision: 1 })).toEqual(before);
  });
});
