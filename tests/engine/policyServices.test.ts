// Policies that name Services, service accounts and entities of the cluster: who is meant, and at which ports.
// Rules: CAL9, CAL13, CIL7, CIL13.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { PolicyEngine } from '../../src/engine/model/networkDocument.ts';
import { house, pod, service, worldOf } from './worlds.ts';

const SLICE = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: press-1, namespace: shop, labels: { kubernetes.io/service-name: press } }
addressType: IPv4
ports: [{ port: 8443, protocol: TCP }]
endpoints: [{ addresses: [172.20.5.20] }]`;
const WORLD = [
  pod('shop/web', { ports: [8080, 9090], node: 'room-0' }),
  pod('shop/robot', { ports: [8080], node: 'room-1', extra: 'serviceAccountName: builder' }),
  pod('pay/robot', { ports: [8080], node: 'room-1', extra: 'serviceAccountName: builder' }),
  pod('pay/db', { ports: [5432, 9090], node: 'room-1' }),
  service('pay/db', 'selector: { app: db }, ports: [{ port: 1, targetPort: 5432 }]'),
  service('shop/press', 'ports: [{ port: 8443 }]'),
  SLICE,
];
const calico = (spec: string, name = 'a'): string =>
  `apiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nmetadata: { name: ${name}, namespace: shop }\nspec: { selector: "app == 'web'", ${spec} }`;
const cilium = (spec: string): string =>
  `apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: a, namespace: shop }\nspec: { endpointSelector: { matchLabels: { app: web } }, ${spec} }`;

/** Whether the policies stop the flow, by every reading: the walk's, and between pods the matrix's. */
function asks(engine: PolicyEngine, text: string, more = ''): (from: string, to: string) => 'stopped' | 'passed' {
  const api = createEngine();
  api.load({ spec: worldOf(`${house({ nodes: 2 })}${more}`, ...WORLD, text), revision: 1, policyEngine: engine });
  const zone = more.includes('Private') ? 'privatelink' : 'hcp';
  const lookup = api.trace({ revision: 1, flow: { from: 'node:room-0', to: `aks.${zone}.westeurope.azmk8s.io:443` } });
  const server = lookup.ok ? (lookup.value.dns?.answers[0] ?? '') : '';
  return (from, to) => {
    const answer = api.trace({ revision: 1, flow: { from, to: to.replace('{api}', server) } });
    if (!answer.ok) throw new Error(JSON.stringify(answer));
    return answer.value.verdict.reason === 'network-policy' ? 'stopped' : 'passed';
  };
}

describe('service accounts', () => {
  const allow = (source: string): string => calico(`ingress: [{ action: Allow, source: { ${source} } }]`);
  it.each([
    ['CAL13 named, and in the namespace of the policy', 'serviceAccounts: { names: [builder] }', ['shop/robot']],
    ['CAL9 in every namespace', "serviceAccounts: { names: [builder] }, namespaceSelector: 'all()'", ['shop/robot', 'pay/robot']],
    ['CAL9 none given is `default`', "serviceAccounts: { names: [default] }, namespaceSelector: 'all()'", ['pay/db']],
    [
      'CAL9 selected by its name',
      'serviceAccounts: { selector: "projectcalico.org/name == \'builder\'" }, namespaceSelector: "all()"',
      ['shop/robot', 'pay/robot'],
    ],
    [
      'CAL9 as a label of the pod',
      "selector: \"projectcalico.org/serviceaccount == 'builder'\", namespaceSelector: 'all()'",
      ['shop/robot', 'pay/robot'],
    ],
    ['CAL9 all conditions hold together', 'serviceAccounts: { names: [builder] }, selector: "app == \'x\'"', []],
  ])('%s', (_rule, source, expected) => {
    const ask = asks('calico', allow(source));
    const letIn = ['shop/robot', 'pay/robot', 'pay/db'].filter((from) => ask(from, '10.244.0.2:8080') === 'passed');
    expect(letIn).toEqual(expected);
  });

  it('CAL9 a policy selects its subjects by account too', () => {
    const text = `apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: { name: g }\nspec: { serviceAccountSelector: "projectcalico.org/name == 'builder'", types: [Egress] }`;
    const ask = asks('calico', text);
    expect([ask('shop/robot', '10.244.0.2:8080'), ask('pay/robot', '10.244.0.2:8080'), ask('pay/db', '10.244.0.2:8080')]).toEqual(
      ['stopped', 'stopped', 'passed'],
    );
  });
});

describe('a comparison of two networks', () => {
  it('CAL9 pods that differ by their account alone are walked apart', () => {
    const twins = ['a', 'b'].map((name) =>
      pod(`pay/twin-${name}`, { ports: [1], app: 'twin', extra: name === 'a' ? 'serviceAccountName: builder' : '' }),
    );
    const rule = `apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: { name: g }\nspec: { serviceAccountSelector: "projectcalico.org/name == 'builder'", types: [Egress] }`;
    const texts = [house({ nodes: 2 }).replace('networkPolicy: spec', 'networkPolicy: calico'), ...twins];
    const answer = createEngine().diff({ a: worldOf(...texts), b: worldOf(...texts, rule), most: 1000 });
    if (!answer.ok) throw new Error(answer.code);
    const outward = answer.value.lost.flows.filter(({ to }) => to.startsWith('internet:')).map(({ from }) => from);
    expect(outward.length).toBeGreaterThan(0);
    expect(new Set(outward)).toEqual(new Set(['pay/twin-a']));
  });
});

describe('Services in rules', () => {
  it('CAL9 egress to the endpoints of a Service, at their ports alone', () => {
    const ask = asks('calico', calico('egress: [{ action: Allow, destination: { services: { name: db, namespace: pay } } }]'));
    const db = '10.244.1.2';
    expect(ask('shop/web', `${db}:5432`)).toBe('passed');
    expect(ask('shop/web', `${db}:9090`)).toBe('stopped');
    expect(ask('shop/web', '10.244.1.3:5432')).toBe('stopped');
  });

  it('CAL9 the namespace is that of the policy; addresses written by hand count', () => {
    const ask = asks('calico', calico('egress: [{ action: Allow, destination: { services: { name: press } } }]'));
    expect(ask('shop/web', '172.20.5.20:8443')).toBe('passed');
    expect(ask('shop/web', '172.20.5.20:443')).toBe('stopped');
    expect(ask('shop/web', '172.20.1.10:8443')).toBe('stopped');
  });

  it('CAL9 ingress from whoever stands behind a Service', () => {
    const ask = asks('calico', calico('ingress: [{ action: Allow, source: { services: { name: db, namespace: pay } } }]'));
    expect(ask('pay/db', '10.244.0.2:8080')).toBe('passed');
    expect(ask('pay/robot', '10.244.0.2:8080')).toBe('stopped');
  });

  it('CIL13 toServices: a Service without a selector, by name or by labels; never one with pods', () => {
    const byName = (name: string, namespace: string): string =>
      cilium(`egress: [{ toServices: [{ k8sService: { serviceName: ${name}, namespace: ${namespace} } }] }]`);
    expect(asks('cilium', byName('press', 'shop'))('shop/web', '172.20.5.20:8443')).toBe('passed');
    expect(asks('cilium', byName('press', 'pay'))('shop/web', '172.20.5.20:8443')).toBe('stopped');
    expect(asks('cilium', byName('db', 'pay'))('shop/web', '10.244.1.2:5432')).toBe('stopped');
    const byLabels = cilium('egress: [{ toServices: [{ k8sServiceSelector: { selector: {}, namespace: shop } }] }]');
    expect(asks('cilium', byLabels)('shop/web', '172.20.5.20:8443')).toBe('passed');
    expect(asks('cilium', byLabels)('shop/web', '172.20.1.10:8443')).toBe('stopped');
  });
});

describe('entities', () => {
  const to = (entity: string): ReturnType<typeof asks> => asks('cilium', cilium(`egress: [{ toEntities: [${entity}] }]`));
  const API = '{api}:443';

  it('CIL7 kube-apiserver is where the API server answers, and world holds it too', () => {
    expect(to('kube-apiserver')('shop/web', API)).toBe('passed');
    expect(to('kube-apiserver')('shop/web', '203.0.113.150:443')).toBe('stopped');
    expect(to('world')('shop/web', API)).toBe('passed');
    expect(to('cluster')('shop/web', API)).toBe('stopped');
  });

  it('CIL7, E-36 a private one answers at its own door', () => {
    const isPrivate = '\n  apiServerAccessProfile: { enablePrivateCluster: true }';
    const rule = cilium('egress: [{ toEntities: [kube-apiserver] }]');
    const ask = asks('cilium', rule, isPrivate);
    expect(ask('shop/web', API)).toBe('passed');
    expect(ask('shop/web', '10.10.9.4:443')).toBe('stopped');
  });

  it('CIL7 from pods, ingress, health, init and unmanaged mean nobody here', () => {
    for (const entity of ['ingress', 'health', 'init', 'unmanaged']) {
      expect(to(entity)('shop/web', API)).toBe('stopped');
      expect(to(entity)('shop/web', '10.244.1.2:5432')).toBe('stopped');
    }
    const from = asks('cilium', cilium('ingress: [{ fromEntities: [kube-apiserver] }]'));
    expect(from('pay/db', '10.244.0.2:8080')).toBe('stopped');
  });
});
