// Differences: flows gained, lost and changed between two worlds; mirrored, empty for equals; selections, spread and costs beside them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import type { Difference } from '../../src/engine/report/difference.ts';
import type { SelectionQuestion } from '../../src/engine/report/selection.ts';
import { computeSpread } from '../../src/engine/report/spread.ts';
import { randomPolicySpec } from '../support/randomWorld.ts';
import { deployment, house, type NetworkOptions, pod, policy, service, worldOf } from './worlds.ts';

function diff(a: NetworkSpec, b: NetworkSpec, most?: number): Difference {
  const answer = createEngine().diff({ a, b, ...(most === undefined ? {} : { most }) });
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.value;
}

const WEB = 'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]';

function shop(options: NetworkOptions, fields: string, ...more: readonly string[]): NetworkSpec {
  return worldOf(house(options), pod('ops/probe'), pod('shop/web', { ports: [8080] }), service('shop/web', fields), ...more);
}

const texts = (flows: readonly { from: string; to: string }[]): string[] => flows.map(({ from, to }) => `${from} > ${to}`);

describe('diff', () => {
  it('NP14 a door that shuts: the pod, its Service by name and its frontend are lost, for all but the own node', () => {
    const spec = shop({}, WEB);
    const shut = shop({}, WEB, policy('shop/shut', 'podSelector: {}, policyTypes: [Ingress]'));
    const found = diff(spec, shut);
    expect(found.objects).toEqual(['NetworkPolicy/shop/shut']);
    expect(texts(found.lost.flows)).toEqual(
      expect.arrayContaining([
        'ops/probe > shop/web:8080/TCP',
        'ops/probe > svc:shop/web:80/TCP',
        'internet:customer > lb:shop/web:80/TCP',
      ]),
    );
    expect(found.gained.count).toBe(0);
  });

  it('D-9 egress without DNS: names are lost although the address is open', () => {
    const egress = policy(
      'ops/out',
      'podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }] }]',
    );
    const { lost } = diff(shop({}, WEB), shop({}, WEB, egress));
    expect(texts(lost.flows)).toContain('ops/probe > svc:shop/web:80/TCP');
    expect(texts(lost.flows)).not.toContain('ops/probe > shop/web:8080/TCP');
  });

  it('SVC24 eTP Local: the caller is seen as itself, and only ways that hit its node are left', () => {
    const { changed, gained, lost } = diff(shop({}, WEB), shop({}, `${WEB}, externalTrafficPolicy: Local`));
    const customer = changed.flows.find(({ from, to }) => from === 'internet:customer' && to === 'lb:shop/web:80/TCP');
    expect(customer?.before.sources).toContain('node');
    expect(customer?.after).toEqual({ ways: 'all', sources: ['own'] });
    expect([gained.count, lost.count]).toEqual([0, 0]);
  });

  it('A-3, A-7 Overlay to node subnet: headquarters reaches pods, and a machine sees the pod itself', () => {
    const listens = (text: string): string =>
      text.replace('ipAddress: 10.10.9.4 }', 'ipAddress: 10.10.9.4, ports: [{ port: 22, protocol: TCP }] }');
    const world = (mode: 'overlay' | 'nodeSubnet'): NetworkSpec =>
      worldOf(listens(house({ mode, subnet: '10.10.0.0/23' })), pod('ops/probe'), pod('shop/web', { ports: [8080] }));
    const found = diff(world('overlay'), world('nodeSubnet'));
    expect(texts(found.gained.flows)).toEqual([
      'onprem:monitor > shop/web:8080/TCP',
      'onprem:press > shop/web:8080/TCP',
      'vm:jump > shop/web:8080/TCP',
    ]);
    expect(found.changed.flows).toContainEqual({
      from: 'ops/probe',
      to: 'vm:jump:22/TCP',
      before: { ways: 'all', sources: ['node'] },
      after: { ways: 'all', sources: ['own'] },
    });
  });

  it('counts all and lists as many as asked for', () => {
    const spec = worldOf(house(), deployment('shop/web', 6, { ports: [80] }));
    const shut = worldOf(
      house(),
      deployment('shop/web', 6, { ports: [80] }),
      policy('shop/shut', 'podSelector: {}, policyTypes: [Ingress]'),
    );
    const { lost } = diff(spec, shut, 3);
    expect(lost.count).toBeGreaterThanOrEqual(30);
    expect(lost.flows).toHaveLength(3);
  });

  it('diff(a, a) is empty and diff(b, a) mirrors diff(a, b)', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (left, right) => {
        const [a, b] = [randomPolicySpec(left), randomPolicySpec(right)];
        const same = diff(a, a);
        expect([same.gained.count, same.lost.count, same.changed.count, same.objects.length]).toEqual([0, 0, 0, 0]);
        const [there, back] = [diff(a, b), diff(b, a)];
        expect(back.gained).toEqual(there.lost);
        expect(back.lost).toEqual(there.gained);
        expect(back.changed.flows.map(({ before, after, ...ends }) => ({ ...ends, before: after, after: before }))).toEqual(
          there.changed.flows,
        );
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  it('what is gained on the way there, and nothing else, makes the matrices differ', () => {
    fc.assert(
      fc.property(fc.nat(5000), (seed) => {
        const spec = randomPolicySpec(seed);
        const open = {
          ...spec,
          objects: Object.fromEntries(
            Object.entries(spec.objects).map(([name, group]) => [
              name,
              Object.fromEntries(Object.entries(group).filter(([key]) => !key.startsWith('NetworkPolicy/'))),
            ]),
          ),
        };
        const { gained, lost } = diff(spec, open, 100_000);
        expect(lost.count).toBe(0);
        const cells = (world: NetworkSpec): string[] => {
          const engine = createEngine();
          engine.load({ spec: world, revision: 1 });
          const matrix = engine.matrix({ revision: 1 });
          if (!matrix.ok) throw new Error('matrix');
          const { pods, ports, allowed } = matrix.value;
          return allowed.map(([from, to, port]) => `${pods[from]} > ${pods[to]}:${ports[port]}`);
        };
        const before = new Set(cells(spec));
        const pairs = texts(gained.flows).filter((text) => /^[a-z0-9-]+\/[^:]+ > [a-z0-9-]+\//.test(text));
        expect(pairs.toSorted()).toEqual(
          cells(open)
            .filter((cell) => !before.has(cell))
            .toSorted(),
        );
      }),
      { numRuns: 40, seed: 11 },
    );
  });
});

describe('selects', () => {
  const spec = worldOf(
    house(),
    pod('shop/web', { app: 'web' }),
    pod('shop/api', { app: 'api' }),
    pod('pay/web', { app: 'web' }),
    pod('shop/host', { app: 'web', extra: 'hostNetwork: true' }),
  );
  const select = (question: SelectionQuestion): unknown => {
    const engine = createEngine();
    engine.load({ spec, revision: 1 });
    const answer = engine.selects({ revision: 1, ...question });
    return answer.ok ? answer.value : answer;
  };

  it.each([
    ['NP11 an empty selector: the namespace', { selector: {}, namespace: 'shop' }, ['shop/api', 'shop/web']],
    ['NP20 labels', { selector: { matchLabels: { app: 'web' } }, namespace: 'shop' }, ['shop/web']],
    [
      'NP21 namespaces',
      { namespaceSelector: {}, selector: { matchLabels: { app: 'web' } }, namespace: 'shop' },
      ['pay/web', 'shop/web'],
    ],
    [
      'NP24 a namespace by its name',
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'pay' } } },
      ['pay/web'],
    ],
    ['NP25 NotIn', { selector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] } }, ['shop/api']],
    [
      'NP38 a Service may select a pod on its node’s network',
      { selector: { matchLabels: { app: 'web' } }, namespace: 'shop', by: 'service' },
      ['shop/host', 'shop/web'],
    ],
    ['SVC1 a Service without a selector selects nobody', { namespace: 'shop', by: 'service' }, []],
    ['nobody', { selector: { matchLabels: { app: 'nobody' } } }, []],
  ] as const)('%s', (_rule, question, expected) => {
    expect(select(question)).toEqual(expected);
  });
});

describe('blastRadius', () => {
  const from = (namespace: string): string =>
    `{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${namespace} } } }] }`;
  const chain = worldOf(
    house({ engine: 'calico' }),
    pod('a/one'),
    pod('b/two', { ports: [80, 81] }),
    pod('c/three', { ports: [90] }),
    pod('d/four', { ports: [91] }),
    policy('b/in', `podSelector: {}, policyTypes: [Ingress], ingress: [${from('a')}]`),
    policy('c/in', `podSelector: {}, policyTypes: [Ingress], ingress: [${from('b')}]`),
    policy('d/in', `podSelector: {}, policyTypes: [Ingress], ingress: [${from('c')}]`),
  );

  it('NP5 spreads step by step, each pod once, with the ports', () => {
    const engine = createEngine();
    engine.load({ spec: chain, revision: 1 });
    const answer = engine.blastRadius({ revision: 1, pod: 'a/one', depth: 2 });
    expect(answer).toEqual({
      ok: true,
      value: {
        pod: 'a/one',
        reached: 2,
        pods: 3,
        steps: [
          { distance: 1, count: 1, pods: [{ pod: 'b/two', from: 'a/one', ports: ['80/TCP', '81/TCP'] }] },
          { distance: 2, count: 1, pods: [{ pod: 'c/three', from: 'b/two', ports: ['90/TCP'] }] },
        ],
      },
    });
    expect(engine.blastRadius({ revision: 1, pod: 'a/nobody' })).toMatchObject({ ok: false, code: 'badFlow' });
  });

  it('is the closure of the matrix, at the least distance', () => {
    fc.assert(
      fc.property(fc.nat(5000), (seed) => {
        const dataplane = compileDataplane(randomPolicySpec(seed));
        const engine = createEngine();
        engine.load({ spec: randomPolicySpec(seed), revision: 1 });
        const matrix = engine.matrix({ revision: 1 });
        if (!matrix.ok) throw new Error('matrix');
        const { pods, allowed } = matrix.value;
        pods.forEach((pod, start) => {
          const distance = new Map([[start, 0]]);
          const queue = [start];
          for (const at of queue) {
            for (const [source, to] of allowed) {
              if (source !== at || distance.has(to)) continue;
              distance.set(to, (distance.get(at) ?? 0) + 1);
              queue.push(to);
            }
          }
          const spread = computeSpread(dataplane, { pod, depth: 16 });
          if (!spread.ok) throw new Error('spread');
          const seen = spread.value.steps.flatMap((step) => step.pods.map((each) => `${each.pod} ${step.distance}`));
          const expected = [...distance].filter(([to]) => to !== start).map(([to, far]) => `${pods[to]} ${far}`);
          expect(seen.toSorted()).toEqual(expected.toSorted());
        });
      }),
      { numRuns: 40, seed: 3 },
    );
  });
});

describe('costs', () => {
  it('J names every priced object, labelled as illustrative', () => {
    const engine = createEngine();
    engine.load({ spec: shop({ nodes: 2 }, WEB), revision: 1 });
    expect(engine.costs({ revision: 1 })).toEqual({
      ok: true,
      value: {
        illustrative: true,
        total: 2 * 1000 + 50 + 50 + 250,
        lines: [
          { item: 'node', object: 'managedClusters/aks/agentPoolProfiles/room', count: 2, cost: 2000 },
          { item: 'publicIP', object: 'managedClusters/aks/networkProfile', count: 1, cost: 50 },
          { item: 'publicIP', object: 'Service/shop/web', count: 1, cost: 50 },
          { item: 'loadBalancer', object: 'LoadBalancer/kubernetes', count: 1, cost: 250 },
        ],
      },
    });
  });

  it('J weighs NAT gateways, private endpoints, firewalls and gateways that run', () => {
    const spec = shop({}, WEB);
    const network = {
      ...spec.network,
      natGateways: [{ name: 'out', publicIpAddresses: [] }],
      privateEndpoints: [{ name: 'pe', subnet: 'snet-vms', target: 'sql', status: 'Approved' as const }],
      azureFirewalls: [{ name: 'fw', virtualNetwork: 'vnet-house', publicIPAddresses: [], ruleCollectionGroups: [] }],
      applicationGateways: [
        { name: 'gw', subnet: 'snet-vms', sku: 'Standard_v2', operationalState: 'Running' as const },
        { name: 'idle', subnet: 'snet-vms', sku: 'Standard_v2', operationalState: 'Stopped' as const },
      ],
    };
    const engine = createEngine();
    const total = (document: NetworkSpec['network']): number => {
      engine.load({ spec: { ...spec, network: document }, revision: 1 });
      const answer = engine.costs({ revision: 1 });
      return answer.ok ? answer.value.total : Number.NaN;
    };
    expect(total(network) - total(spec.network)).toBe(450 + 100 + 12_500 + 2500);
  });
});
