// The plain rules of policies, one line each, under every engine that counts them; and what an engine does that no other does.
// Rules: D-1…D-8, D-10, D-11, D-13, D-15, D-16, D-18, NP33, NP43, NP45, CAL14, CAL15, CIL6, CIL14, ANP7, ANP9.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import type { PolicyEngine } from '../../src/engine/model/networkDocument.ts';
import type { KubernetesResource } from '../../src/engine/model/kubernetes.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { house, pod, policy, worldOf } from './worlds.ts';

const PODS = [
  pod('shop/web', { ports: [8080], node: 'room-0' }),
  pod('shop/peer', { ports: [8080], node: 'room-1' }),
  pod('pay/web', { ports: [8080], node: 'room-1' }),
  pod('kube-system/metrics', { ports: [8080], node: 'room-0' }),
  'apiVersion: v1\nkind: Namespace\nmetadata: { name: pay, labels: { team: money } }',
];
const COUNTING = ['azure', 'calico', 'cilium', 'spec'] as const;
type Verdict = 'allowed' | 'denied';

const world = (...texts: readonly string[]): NetworkSpec => worldOf(house({ nodes: 2 }), ...PODS, ...texts);

/** `from > to:port[/UDP]`. */
function ask(spec: NetworkSpec, engine: PolicyEngine, flow: string): Verdict {
  const [, from = '', to = '', port = '', protocol = 'TCP'] = /^(\S+) > (\S+):(\d+)(?:\/(\w+))?$/.exec(flow) ?? [];
  const api = createEngine();
  api.load({ spec, revision: 1, policyEngine: engine });
  const query = { from, to, port: Number(port), protocol: protocol === 'UDP' ? 'UDP' : 'TCP' } as const;
  const answer = api.policy({ revision: 1, query });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
}

const web = (fields: string): string => policy('shop/a', `podSelector: { matchLabels: { app: web } }, ${fields}`);

describe('what all engines share', () => {
  it.each<readonly [string, string, string, Verdict]>([
    ['D-1 no policy, no wall', 'pay/web > shop/web:8080', web('policyTypes: [Egress]'), 'allowed'],
    ['D-1 one policy shuts the direction', 'pay/web > shop/web:8080', web('policyTypes: [Ingress]'), 'denied'],
    [
      'D-2 an empty podSelector is everybody of the namespace',
      'pay/web > shop/peer:8080',
      policy('shop/a', 'podSelector: {}'),
      'denied',
    ],
    ['D-2 and of no other', 'shop/web > pay/web:8080', policy('shop/a', 'podSelector: {}'), 'allowed'],
    ['D-3 without policyTypes Ingress is among them', 'shop/peer > shop/web:8080', web('egress: [{}]'), 'denied'],
    ['D-3 said, it is not', 'shop/peer > shop/web:8080', web('policyTypes: [Egress], egress: [{}]'), 'allowed'],
    ['D-3 Egress only where there is a rule', 'shop/web > pay/web:8080', web('ingress: []'), 'allowed'],
    ['D-4 an empty rule is everybody at every port', 'pay/web > shop/web:9999/UDP', web('ingress: [{}]'), 'allowed'],
    ['D-4 no rule is nobody', 'pay/web > shop/web:8080', web('ingress: []'), 'denied'],
    [
      'D-4 empty ports are any',
      'pay/web > shop/web:9999',
      web('ingress: [{ from: [{ namespaceSelector: {} }], ports: [] }]'),
      'allowed',
    ],
    [
      'D-5 one item: both must hold',
      'pay/web > shop/web:8080',
      web(
        'ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: money } }, podSelector: { matchLabels: { app: peer } } }] }]',
      ),
      'denied',
    ],
    [
      'D-5 two items: either',
      'pay/web > shop/web:8080',
      web(
        'ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: money } } }, { podSelector: { matchLabels: { app: peer } } }] }]',
      ),
      'allowed',
    ],
    [
      'D-5 podSelector alone stays at home',
      'pay/web > shop/web:8080',
      web('ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }]'),
      'denied',
    ],
    ['D-6 TCP unless said', 'pay/web > shop/web:53/UDP', web('ingress: [{ ports: [{ port: 53 }] }]'), 'denied'],
    [
      'D-6, NP33 a range has both its ends',
      'pay/web > shop/web:90',
      web('ingress: [{ ports: [{ port: 80, endPort: 90 }] }]'),
      'allowed',
    ],
    ['NP33 and no more', 'pay/web > shop/web:91', web('ingress: [{ ports: [{ port: 80, endPort: 90 }] }]'), 'denied'],
    ['D-7 the sender must be let out', 'shop/web > pay/web:8080', web('policyTypes: [Egress]'), 'denied'],
    ['D-7 nobody is kept from himself', 'shop/web > shop/web:8080', web('policyTypes: [Ingress, Egress]'), 'allowed'],
    [
      'D-8 a namespace by its name',
      'pay/web > shop/web:8080',
      web('ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: pay } } }] }]'),
      'allowed',
    ],
    ['D-11 the own node gets in', 'node:room-0 > shop/web:8080', web('policyTypes: [Ingress]'), 'allowed'],
    ['D-11 another does not', 'node:room-1 > shop/web:8080', web('policyTypes: [Ingress]'), 'denied'],
    [
      'D-10 a block is for who is outside',
      '203.0.113.9 > shop/web:8080',
      web('ingress: [{ from: [{ ipBlock: { cidr: 203.0.113.0/24 } }] }]'),
      'allowed',
    ],
    [
      'D-10 its exceptions are left out',
      '203.0.113.9 > shop/web:8080',
      web('ingress: [{ from: [{ ipBlock: { cidr: 203.0.113.0/24, except: [203.0.113.8/29] } }] }]'),
      'denied',
    ],
  ])('%s', (_rule, flow, text, expected) => {
    const spec = world(text);
    expect(COUNTING.map((engine) => ask(spec, engine, flow))).toEqual(COUNTING.map(() => expected));
  });

  it('NP43 what a block sees behind a node that translates is the node', () => {
    const text = web('ingress: [{ from: [{ ipBlock: { cidr: 203.0.113.0/24 } }] }]');
    const door = (fields: string): string =>
      `apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]${fields} }`;
    const walk = (fields: string): string => {
      const api = createEngine();
      api.load({ spec: world(text, door(fields)), revision: 1, policyEngine: 'calico' });
      const answer = api.trace({ revision: 1, flow: { from: 'internet:customer', to: '20.50.0.1:80' } });
      return answer.ok ? answer.value.verdict.outcome : answer.code;
    };
    expect(walk(', externalTrafficPolicy: Local')).toBe('delivered');
    expect(walk('')).not.toBe('delivered');
  });

  it('NP45 a policy counts from the next letter on', () => {
    const api = createEngine();
    api.load({ spec: world(), revision: 1, policyEngine: 'spec' });
    const query = { from: 'pay/web', to: 'shop/web', port: 8080, protocol: 'TCP' } as const;
    expect(api.policy({ revision: 1, query })).toMatchObject({ value: 'allowed' });
    const resource = world(web('policyTypes: [Ingress]')).objects['shop']?.['NetworkPolicy/a'] as KubernetesResource;
    api.edit({ edit: { type: 'putObject', resource }, from: 1, to: 2 });
    expect(api.policy({ revision: 2, query })).toMatchObject({ value: 'denied' });
  });
});

describe('what one engine does', () => {
  const codes = (spec: NetworkSpec, engine: PolicyEngine): string[] =>
    compileDataplane(spec, { policyEngine: engine }).diagnostics.map(({ code }) => code);

  it('D-13 Azure NPM is supported up to 250 nodes', () => {
    const rooms = (nodes: number): NetworkSpec => worldOf(house({ nodes, subnet: '10.10.0.0/22' }));
    expect(codes(rooms(251), 'azure')).toContain('PolicyManagerScale');
    expect(codes(rooms(250), 'azure')).not.toContain('PolicyManagerScale');
    expect(codes(rooms(251), 'cilium')).not.toContain('PolicyManagerScale');
  });

  it('D-15 ranges need the Cilium of Kubernetes 1.32', () => {
    const text = web('ingress: [{ ports: [{ port: 80, endPort: 90 }] }]');
    const at = (version: string, policies: string): NetworkSpec =>
      worldOf(`${house({ nodes: 2 })}\n  kubernetesVersion: "${version}"`, ...PODS, policies);
    expect(codes(at('1.31', text), 'cilium')).toContain('EndPortVersion');
    expect(codes(at('1.32.4', text), 'cilium')).not.toContain('EndPortVersion');
    expect(codes(world(text), 'cilium')).not.toContain('EndPortVersion');
    expect(codes(at('1.31', text), 'calico')).not.toContain('EndPortVersion');
    expect(codes(at('1.31', web('ingress: [{ ports: [{ port: 80 }] }]')), 'cilium')).not.toContain('EndPortVersion');
  });

  const ALL =
    'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: { name: all }\nspec: { selector: "all()", types: [Ingress, Egress] }';

  it('CAL14, D-18 a global policy for all shuts kube-system too, and the directory with it', () => {
    expect(ask(world(ALL), 'calico', 'shop/web > kube-system/metrics:8080')).toBe('denied');
    const api = createEngine();
    api.load({ spec: world(ALL), revision: 1, policyEngine: 'calico' });
    const answer = api.trace({ revision: 1, flow: { from: 'shop/web', to: 'api.presspay.example:443' } });
    expect(answer).toMatchObject({ ok: true, value: { verdict: { outcome: 'dns-timeout' } } });
  });

  it('CAL15 a node to its own pod is not policed; the pod to its node is; answers are free', () => {
    expect(ask(world(ALL), 'calico', 'node:room-0 > shop/web:8080')).toBe('allowed');
    expect(ask(world(ALL), 'calico', 'shop/web > node:room-0:8080')).toBe('denied');
    const inward = `${ALL.replace('[Ingress, Egress]', '[Egress]').replace('all()', "app == 'web'")}`;
    const api = createEngine();
    api.load({ spec: world(inward), revision: 1, policyEngine: 'calico' });
    const answer = api.trace({ revision: 1, flow: { from: 'shop/peer', to: '10.244.0.3:8080' } });
    expect(answer).toMatchObject({
      ok: true,
      value: { verdict: { outcome: 'delivered' }, reply: { verdict: { outcome: 'delivered' } } },
    });
  });

  const cilium = (spec: string): string =>
    `apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: c, namespace: shop }\nspec: { ${spec} }`;

  it('CIL6 both ends must allow', () => {
    const out = 'egress: [{ toEndpoints: [{ matchLabels: { app: web } }] }]';
    const into = (app: string): string => `endpointSelector: { matchLabels: { app: ${app} } }`;
    expect(ask(world(cilium(`${into('peer')}, ${out}`)), 'cilium', 'shop/peer > shop/web:8080')).toBe('allowed');
    const shut = cilium(`${into('web')}, ingress: []`).replace('name: c,', 'name: d,');
    expect(ask(world(cilium(`${into('peer')}, ${out}`), shut), 'cilium', 'shop/peer > shop/web:8080')).toBe('denied');
  });

  it('CIL14 what is dropped is silent', () => {
    const api = createEngine();
    api.load({ spec: world(cilium('endpointSelector: {}, egress: []')), revision: 1, policyEngine: 'cilium' });
    const answer = api.trace({ revision: 1, flow: { from: 'shop/web', to: '203.0.113.150:443' } });
    expect(answer).toMatchObject({ ok: true, value: { verdict: { outcome: 'timeout', reason: 'network-policy' } } });
  });

  const admin = (spec: string): string =>
    `apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: { name: a }\nspec: { priority: 5, subject: { namespaces: {} }, ${spec} }`;

  it('ANP7 an Allow on the way out does not open the receiver', () => {
    const spec = world(admin('egress: [{ action: Allow, to: [{ namespaces: {} }] }]'), web('policyTypes: [Ingress]'));
    expect(ask(spec, 'spec', 'pay/web > shop/web:8080')).toBe('denied');
    expect(
      ask(
        world(admin('ingress: [{ action: Allow, from: [{ namespaces: {} }] }]'), web('policyTypes: [Ingress]')),
        'spec',
        'pay/web > shop/web:8080',
      ),
    ).toBe('allowed');
  });

  it('ANP9 somebody the engine cannot know: an Allow means nobody, a Deny or a Pass everybody', () => {
    const unknown = (action: 'Allow' | 'Deny' | 'Pass', more = ''): NetworkSpec => {
      const spec = world(admin(`egress: [{ action: Deny, to: [{ namespaces: { matchLabels: { no: one } } }] }${more}]`));
      const given = spec.objects['']?.['AdminNetworkPolicy/a'];
      if (given?.kind !== 'AdminNetworkPolicy') throw new Error('an AdminNetworkPolicy');
      const [, ...rest] = given.spec.egress ?? [];
      const resource = { ...given, spec: { ...given.spec, egress: [{ action, to: [{}] }, ...rest] } };
      return { ...spec, objects: { ...spec.objects, '': { ...spec.objects[''], 'AdminNetworkPolicy/a': resource } } };
    };
    const flow = 'shop/web > pay/web:8080';
    expect(ask(unknown('Deny'), 'spec', flow)).toBe('denied');
    expect(ask(unknown('Pass'), 'spec', flow)).toBe('denied');
    expect(ask(unknown('Allow'), 'spec', flow)).toBe('allowed');
    expect(ask(unknown('Allow', ', { action: Deny, to: [{ namespaces: {} }] }'), 'spec', flow)).toBe('denied');
  });
});
