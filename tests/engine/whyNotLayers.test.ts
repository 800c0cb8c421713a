// Why not, where policies of Calico, Cilium or the administrator decide: one line more or less in the policy that decided, run once more.
// Rules: CAL3, CAL4, CIL4, CIL8, CIL10, CIL12, ANP2, ANP3, NP4.
import { describe, expect, it } from 'vitest';
import type { PolicyEngine } from '../../src/engine/model/networkDocument.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { type Asked, askWhyNot } from '../support/asking.ts';
import { house, pod, policy, worldOf } from './worlds.ts';

const PODS = [
  pod('shop/web', { ports: [8080, 9090], node: 'room-0' }),
  pod('shop/peer', { ports: [8080], node: 'room-1' }),
  pod('pay/db', { ports: [5432], node: 'room-1' }),
];
const calico = (spec: string): string =>
  `apiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nmetadata: { name: a, namespace: shop }\nspec: { selector: "app == 'web'", ${spec} }`;
const cilium = (spec: string): string =>
  `apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: a, namespace: shop }\nspec: { endpointSelector: { matchLabels: { app: web } }, ${spec} }`;
const admin = (spec: string): string =>
  `apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: { name: a }\nspec: { priority: 5, subject: { namespaces: { matchLabels: { kubernetes.io/metadata.name: shop } } }, ${spec} }`;
const cluster = (spec: string): string =>
  `apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: { name: c }\nspec: { tier: Admin, priority: 5, subject: { namespaces: { matchLabels: { kubernetes.io/metadata.name: shop } } }, ${spec} }`;
const WEB = '10.244.0.2';
const DB = '10.244.1.2';

function world(engine: PolicyEngine, ...texts: readonly string[]): NetworkSpec {
  const text =
    engine === 'cilium'
      ? `${house({ nodes: 2 }).replace('networkPolicy: spec', 'networkPolicy: cilium\n    networkDataplane: cilium')}\n  advancedNetworking: { enabled: true }`
      : house({ nodes: 2 }).replace('networkPolicy: spec', `networkPolicy: ${engine}`);
  return worldOf(text, ...PODS, ...texts);
}

const open = (engine: PolicyEngine, text: string, from: string, to: string): Asked =>
  askWhyNot(world(engine, text), { from, to, want: 'delivered' });
const shut = (engine: PolicyEngine, text: string, from: string, to: string): Asked =>
  askWhyNot(world(engine, text), { from, to, want: 'blocked' });
const gained = ({ best }: Asked): string[] => best?.gained.flows.map(({ from }) => from) ?? [];

describe('a flow that a layer stops', () => {
  const to = `${WEB}:8080`;

  it.each<readonly [string, PolicyEngine, string, string, string]>([
    ['CAL3 a Deny', 'calico', calico('ingress: [{ action: Deny }]'), 'np.calicoAllow', 'CalicoNetworkPolicy/shop/a'],
    ['CAL4 the end of a tier', 'calico', calico('types: [Ingress]'), 'np.calicoAllow', 'CalicoNetworkPolicy/shop/a'],
    [
      'CIL4 a deny of some',
      'cilium',
      cilium(
        'ingressDeny: [{ fromEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": pay } }] }], ingress: [{ fromEntities: [all] }]',
      ),
      'np.ciliumExcept',
      'CiliumNetworkPolicy/shop/a',
    ],
    ['CIL2 no allow', 'cilium', cilium('ingress: [{}]'), 'np.ciliumAllow', 'CiliumNetworkPolicy/shop/a'],
    [
      'ANP2 an administrator Deny',
      'spec',
      admin('ingress: [{ action: Deny, from: [{ namespaces: {} }] }]'),
      'np.adminPass',
      'AdminNetworkPolicy/a',
    ],
    [
      'ANP8 of the new kind',
      'spec',
      cluster('ingress: [{ action: Deny, from: [{ namespaces: {} }] }]'),
      'np.adminPass',
      'ClusterNetworkPolicy/c',
    ],
  ])('%s: one line in the policy that decided, for this sender alone', (_rule, engine, text, code, object) => {
    const asked = open(engine, text, 'pay/db', to);
    expect(asked.codes).toContain(code);
    expect(asked.best?.objects).toEqual([object]);
    expect(asked.best?.lost.count).toBe(0);
    expect(new Set(gained(asked))).toEqual(new Set(['pay/db']));
  });

  it('CIL4 a deny of everybody is taken away, or nothing helps', () => {
    const { codes } = open('cilium', cilium('ingressDeny: [{ fromEntities: [all] }]'), 'pay/db', to);
    expect(codes[0]).toMatch(/^np\.ciliumUndeny/);
  });

  it('CIL8 the way out to an address, and to a node', () => {
    const outward = cilium('egress: [{}]');
    expect(open('cilium', outward, 'shop/web', '203.0.113.150:443').best?.findings[0]?.params['suggested']).toBe(
      '203.0.113.150/32',
    );
  });

  it('CIL12 a request that is not listed, by its path', () => {
    const http = cilium(
      'ingress: [{ fromEntities: [all], toPorts: [{ ports: [{ port: "8080", protocol: TCP }], rules: { http: [{ path: "/public" }] } }] }]',
    );
    const { best } = open('cilium', http, 'shop/peer', `http://${WEB}:8080/a.b`);
    expect(best?.findings[0]).toMatchObject({ code: 'np.ciliumHttp', params: { suggested: 'GET /a\\.b' } });
  });

  it('CIL10 a name that is not listed', () => {
    const dns = cilium(
      'egress: [{ toEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": kube-system } }], toPorts: [{ ports: [{ port: "53", protocol: ANY }], rules: { dns: [{ matchName: a.example }] } }] }, { toEntities: [world] }]',
    );
    const { best } = open('cilium', dns, 'shop/web', 'api.presspay.example.:443');
    expect(best?.findings.map(({ code }) => code)).toEqual(['np.ciliumName']);
  });

  it('NP4 a layer at each end: two policies, each by one line', () => {
    const db = calico('ingress: [{ action: Deny }]').replaceAll('shop', 'pay').replace("'web'", "'db'");
    const web = calico('egress: [{ action: Deny }]');
    const { best } = askWhyNot(world('calico', db, web), { from: 'shop/web', to: `${DB}:5432`, want: 'delivered' });
    expect(best?.objects.toSorted()).toEqual(['CalicoNetworkPolicy/pay/a', 'CalicoNetworkPolicy/shop/a']);
    expect(best?.gained.flows).toHaveLength(1);
  });
});

describe('a flow that a layer lets through', () => {
  it.each<readonly [string, PolicyEngine, string, string, number]>([
    ['CAL3 an Allow', 'calico', calico('ingress: [{ action: Allow }]'), 'np.calicoDeny', 0],
    ['CIL4 an allow', 'cilium', cilium('ingress: [{ fromEntities: [all] }]'), 'np.ciliumDeny', 0],
    // The policy is for the whole namespace, so its other pod loses the same sender; the answer says so.
    ['ANP2 an administrator Allow', 'spec', admin('ingress: [{ action: Allow, from: [{ namespaces: {} }] }]'), 'np.adminDeny', 1],
  ])('%s: one line before it, and what it costs the others is said', (_rule, engine, text, code, others) => {
    const { codes, remedies } = shut(engine, text, 'pay/db', `${WEB}:8080`);
    expect(codes).toContain(code);
    const { lost, exposure } = remedies[codes.indexOf(code)] ?? {};
    expect(lost?.flows.map(({ from }) => from)).toEqual(Array.from({ length: others + 1 }, () => 'pay/db'));
    expect(exposure).toBe(-1 - others);
  });

  it('ANP2, ANP7 no NetworkPolicy of the receiver takes back what the administrator allows; one of the sender does', () => {
    const { remedies } = shut('spec', admin('ingress: [{ action: Allow, from: [{ namespaces: {} }] }]'), 'pay/db', `${WEB}:8080`);
    const plain = remedies.filter(({ objects }) => objects.some((object) => object.startsWith('NetworkPolicy/')));
    expect(plain.map(({ objects }) => objects)).toEqual([['NetworkPolicy/pay/deny-egress']]);
  });

  it('CAL7 a NetworkPolicy beside Calico still counts as a door', () => {
    const both = [
      policy('shop/in', 'podSelector: {}, policyTypes: [Ingress], ingress: [{}]'),
      calico('order: 2000, types: [Ingress]'),
    ];
    const { remedies } = askWhyNot(world('calico', ...both), { from: 'pay/db', to: `${WEB}:8080`, want: 'blocked' });
    expect(remedies.length).toBeGreaterThan(0);
  });
});
