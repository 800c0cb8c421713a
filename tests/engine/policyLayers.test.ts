// Policies of Calico, Cilium and administrators, each asked of a small house: who decides, and by which field.
// Rules: CAL2–CAL13, CAL16, CIL1–CIL8, CIL11, ANP1–ANP8, trap 39 (T39), D-12.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import type { PolicyEngine } from '../../src/engine/model/networkDocument.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { house, pod, policy, worldOf } from './worlds.ts';

const PODS = [
  pod('shop/web', { ports: [8080], node: 'room-0' }),
  pod('shop/peer', { ports: [8080], node: 'room-1' }),
  pod('pay/db', { ports: [5432], node: 'room-1' }),
  'apiVersion: v1\nkind: Namespace\nmetadata: { name: pay, labels: { team: money } }',
];
const calico = (name: string, spec: string): string =>
  `apiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nmetadata: { name: ${name}, namespace: shop }\nspec: { ${spec} }`;
const everywhere = (name: string, spec: string): string =>
  `apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: { name: ${name} }\nspec: { ${spec} }`;
const tier = (name: string, spec: string): string =>
  `apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: { name: ${name} }\nspec: { ${spec} }`;
const cilium = (name: string, spec: string): string =>
  `apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: ${name}, namespace: shop }\nspec: { ${spec} }`;
const clusterwide = (name: string, spec: string): string =>
  `apiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy\nmetadata: { name: ${name} }\nspec: { ${spec} }`;
const admin = (name: string, spec: string): string =>
  `apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: { name: ${name} }\nspec: { ${spec} }`;
const baseline = (spec: string): string =>
  `apiVersion: policy.networking.k8s.io/v1alpha1\nkind: BaselineAdminNetworkPolicy\nmetadata: { name: default }\nspec: { ${spec} }`;
const WEB = 'selector: "app == \'web\'"';
const ENDPOINT = 'endpointSelector: { matchLabels: { app: web } }';
const DENY_ALL = policy('shop/deny', 'podSelector: {}, policyTypes: [Ingress, Egress]');
const SUBJECT = 'subject: { namespaces: { matchLabels: { kubernetes.io/metadata.name: shop } } }';

/** `allowed` or `denied`, and what decided. */
function ask(spec: NetworkSpec, engine: PolicyEngine, flow: string): string {
  const [, from = '', to = '', port = ''] = /^(\S+) > (\S+):(\d+)$/.exec(flow) ?? [];
  const { policy: compiled, placement, topology } = compileDataplane(spec, { policyEngine: engine });
  const find = (end: string): number => placement.pods.findIndex(({ namespace, name }) => `${namespace}/${name}` === end);
  const [sender, receiver] = [find(from), find(to)];
  const address = to.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const owner = receiver >= 0 ? ({ type: 'pod', pod: receiver } as const) : topology.ownerInside(address);
  const peer =
    owner.type === 'pod' ? owner : owner.type === 'node' ? { ...owner, address } : ({ type: 'address', address } as const);
  const question = { port: Number(port), protocol: 'TCP' } as const;
  const out = compiled.decide({ ...question, direction: 'egress', pod: sender, peer });
  const into =
    receiver >= 0 && out.allowed
      ? compiled.decide({ ...question, direction: 'ingress', pod: receiver, peer: { type: 'pod', pod: sender } })
      : out;
  const { rule } = into.rule || !out.allowed ? into : out;
  if (receiver >= 0) expect(compiled.allowsPodToPod(sender, receiver, question.port, 'TCP')).toBe(out.allowed && into.allowed);
  return `${into.allowed ? 'allowed' : 'denied'}${rule ? ` ${rule.object} ${rule.field}` : ''}`;
}

const world = (...texts: readonly string[]): NetworkSpec => worldOf(house({ nodes: 2 }), ...PODS, ...texts);

describe('Calico', () => {
  it.each<readonly [string, string, string, readonly string[]]>([
    ['CAL5 nothing selected is open', 'shop/peer > shop/web:8080', 'allowed', [calico('a', 'selector: "app == \'x\'"')]],
    [
      'CAL7 order 100 beats every NetworkPolicy',
      'pay/db > shop/web:8080',
      'allowed CalicoNetworkPolicy/shop/a spec.ingress[0]',
      [
        policy('shop/deny-in', 'podSelector: {}, policyTypes: [Ingress]'),
        calico('a', `order: 100, ${WEB}, ingress: [{ action: Allow }]`),
      ],
    ],
    [
      'CAL7 later than a NetworkPolicy its Deny changes nothing',
      'shop/peer > shop/web:8080',
      'allowed NetworkPolicy/shop/in spec.ingress[0]',
      [
        policy('shop/in', 'podSelector: {}, policyTypes: [Ingress], ingress: [{}]'),
        calico('a', `order: 2000, ${WEB}, ingress: [{ action: Deny }]`),
      ],
    ],
    [
      'CAL2 no order comes last',
      'shop/peer > shop/web:8080',
      'denied CalicoNetworkPolicy/shop/b spec.ingress[0]',
      [calico('a', `${WEB}, ingress: [{ action: Allow }]`), calico('b', `order: 5, ${WEB}, ingress: [{ action: Deny }]`)],
    ],
    [
      'CAL3 Log goes on, Pass leaves the tier',
      'shop/peer > shop/web:8080',
      'allowed',
      [
        tier('early', 'order: 10'),
        calico('a', `tier: early, ${WEB}, ingress: [{ action: Log }, { action: Pass }, { action: Deny }]`),
      ],
    ],
    [
      'CAL4 the end of a tier denies what it selects',
      'shop/peer > shop/web:8080',
      'denied CalicoNetworkPolicy/shop/a spec.selector',
      [tier('early', 'order: 10'), calico('a', `tier: early, ${WEB}, types: [Ingress]`)],
    ],
    [
      'CAL4 unless the tier passes',
      'shop/peer > shop/web:8080',
      'allowed',
      [tier('early', 'order: 10, defaultAction: Pass'), calico('a', `tier: early, ${WEB}, types: [Ingress]`)],
    ],
    [
      'CAL8, T39 egress rules alone leave ingress open',
      'shop/peer > shop/web:8080',
      'allowed',
      [calico('a', `${WEB}, egress: [{ action: Allow }]`)],
    ],
    [
      'CAL9 ports of the destination',
      'shop/peer > shop/web:8080',
      'allowed CalicoNetworkPolicy/shop/a spec.ingress[0]',
      [calico('a', `${WEB}, ingress: [{ action: Allow, protocol: TCP, destination: { ports: ["8000:8100"] } }]`)],
    ],
    [
      'CAL10 ports of the source are the client own port',
      'shop/peer > shop/web:8080',
      'denied CalicoNetworkPolicy/shop/a spec.ingress[0]',
      [calico('a', `${WEB}, ingress: [{ action: Allow, protocol: TCP, source: { ports: [8080] } }]`)],
    ],
    [
      'CAL13 a peer selector stays in the own namespace',
      'pay/db > shop/web:8080',
      'denied CalicoNetworkPolicy/shop/a spec.ingress[0]',
      [calico('a', `${WEB}, ingress: [{ action: Allow, source: { selector: "app == 'db'" } }]`)],
    ],
    [
      'CAL13 a namespace by name',
      'pay/db > shop/web:8080',
      'allowed CalicoNetworkPolicy/shop/a spec.ingress[0]',
      [calico('a', `${WEB}, ingress: [{ action: Allow, source: { namespaceSelector: "projectcalico.org/name == 'pay'" } }]`)],
    ],
    [
      'CAL12 a selector never finds the street',
      'shop/web > 203.0.113.150:443',
      'denied GlobalNetworkPolicy/g spec.egress[0]',
      [everywhere('g', 'types: [Egress], egress: [{ action: Allow, destination: { selector: "!has(x)" } }]')],
    ],
    [
      'CAL12 a notSelector does',
      'shop/web > 203.0.113.150:443',
      'allowed GlobalNetworkPolicy/g spec.egress[0]',
      [everywhere('g', 'types: [Egress], egress: [{ action: Allow, destination: { notSelector: "has(x)" } }]')],
    ],
    [
      'CAL1 a network set is found by its labels',
      'shop/web > 203.0.113.150:443',
      'allowed GlobalNetworkPolicy/g spec.egress[0]',
      [
        everywhere('g', 'types: [Egress], egress: [{ action: Allow, destination: { selector: "kind == \'partner\'" } }]'),
        'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkSet\nmetadata: { name: s, labels: { kind: partner } }\nspec: { nets: [203.0.113.0/24] }',
      ],
    ],
    [
      'T39, NP40 nets over the pod range hold pods',
      'shop/web > pay/db:5432',
      'allowed CalicoNetworkPolicy/shop/a spec.egress[0]',
      [calico('a', `${WEB}, egress: [{ action: Allow, destination: { nets: [10.0.0.0/8] } }]`)],
    ],
    [
      'CAL16 a policy before translation is about hosts',
      'shop/peer > shop/web:8080',
      'allowed',
      [everywhere('g', 'preDNAT: true, applyOnForward: true, ingress: [{ action: Deny }]')],
    ],
    [
      'ANP8 the administrator comes before the default tier',
      'shop/peer > shop/web:8080',
      'denied AdminNetworkPolicy/n spec.ingress[0]',
      [
        admin('n', `priority: 5, ${SUBJECT}, ingress: [{ action: Deny, from: [{ namespaces: {} }] }]`),
        calico('a', `order: 1, ${WEB}, ingress: [{ action: Allow }]`),
      ],
    ],
  ])('%s', (_name, flow, expected, texts) => {
    expect(ask(world(...texts), 'calico', flow)).toBe(expected);
  });
});

describe('Cilium', () => {
  it.each<readonly [string, string, string, readonly string[]]>([
    [
      'CIL3, T39 an empty egress rule allows nothing',
      'shop/web > pay/db:5432',
      'denied CiliumNetworkPolicy/shop/c spec.egress[0]',
      [cilium('c', `${ENDPOINT}, egress: [{}]`)],
    ],
    [
      'CIL3 all endpoints means those of the namespace',
      'shop/web > shop/peer:8080',
      'allowed CiliumNetworkPolicy/shop/c spec.egress[0]',
      [cilium('c', `${ENDPOINT}, egress: [{ toEndpoints: [{}] }]`)],
    ],
    [
      'CIL5 and not those of another',
      'shop/web > pay/db:5432',
      'denied CiliumNetworkPolicy/shop/c spec.egress[0]',
      [cilium('c', `${ENDPOINT}, egress: [{ toEndpoints: [{}] }]`)],
    ],
    [
      'CIL5 unless they name it',
      'shop/web > pay/db:5432',
      'allowed CiliumNetworkPolicy/shop/c spec.egress[0]',
      [cilium('c', `${ENDPOINT}, egress: [{ toEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": pay } }] }]`)],
    ],
    [
      'CIL5 by a label of the namespace',
      'shop/web > pay/db:5432',
      'allowed CiliumNetworkPolicy/shop/c spec.egress[0]',
      [
        cilium(
          'c',
          `${ENDPOINT}, egress: [{ toEndpoints: [{ matchLabels: { "k8s:io.cilium.k8s.namespace.labels.team": money } }] }]`,
        ),
      ],
    ],
    [
      'CIL4 a deny beats a NetworkPolicy',
      'shop/peer > shop/web:8080',
      'denied CiliumNetworkPolicy/shop/c spec.ingressDeny[0]',
      [
        policy('shop/in', 'podSelector: {}, policyTypes: [Ingress], ingress: [{}]'),
        cilium('c', `${ENDPOINT}, ingressDeny: [{ fromEndpoints: [{}] }]`),
      ],
    ],
    [
      'CIL4 allows unite with NetworkPolicies',
      'shop/peer > shop/web:8080',
      'allowed CiliumNetworkPolicy/shop/c spec.ingress[0]',
      [DENY_ALL.replace('[Ingress, Egress]', '[Ingress]'), cilium('c', `${ENDPOINT}, ingress: [{ fromEndpoints: [{}] }]`)],
    ],
    [
      'CIL2 a deny section closes the direction',
      'pay/db > shop/web:8080',
      'denied CiliumNetworkPolicy/shop/c spec.endpointSelector',
      [cilium('c', `${ENDPOINT}, ingressDeny: [{ fromEndpoints: [{ matchLabels: { app: peer } }] }]`)],
    ],
    [
      'CIL2 unless it is told not to',
      'pay/db > shop/web:8080',
      'allowed',
      [
        cilium(
          'c',
          `${ENDPOINT}, enableDefaultDeny: { ingress: false }, ingressDeny: [{ fromEndpoints: [{ matchLabels: { app: peer } }] }]`,
        ),
      ],
    ],
    [
      'CIL7 the world is the street',
      'shop/web > 203.0.113.150:443',
      'allowed CiliumNetworkPolicy/shop/c spec.egress[0]',
      [cilium('c', `${ENDPOINT}, egress: [{ toEntities: [world] }]`)],
    ],
    [
      'CIL7 and no pod',
      'shop/web > shop/peer:8080',
      'denied CiliumNetworkPolicy/shop/c spec.egress[0]',
      [cilium('c', `${ENDPOINT}, egress: [{ toEntities: [world] }]`)],
    ],
    [
      'CIL7 host is the own node',
      'shop/web > 10.10.0.4:9100',
      'allowed CiliumNetworkPolicy/shop/c spec.egress[0]',
      [cilium('c', `${ENDPOINT}, egress: [{ toEntities: [host] }]`)],
    ],
    [
      'CIL7 and no other',
      'shop/web > 10.10.0.5:9100',
      'denied CiliumNetworkPolicy/shop/c spec.egress[0]',
      [cilium('c', `${ENDPOINT}, egress: [{ toEntities: [host] }]`)],
    ],
    [
      'CIL8, T39 a block never holds pods',
      'shop/web > pay/db:5432',
      'denied CiliumNetworkPolicy/shop/c spec.egress[0]',
      [cilium('c', `${ENDPOINT}, egress: [{ toCIDR: [10.0.0.0/8] }]`)],
    ],
    [
      'CIL11 ports alone are ports of anybody',
      'shop/web > pay/db:5432',
      'allowed CiliumNetworkPolicy/shop/c spec.egress[0]',
      [cilium('c', `${ENDPOINT}, egress: [{ toPorts: [{ ports: [{ port: "5432" }] }] }]`)],
    ],
    [
      'CIL1 clusterwide',
      'pay/db > shop/web:8080',
      'denied CiliumClusterwideNetworkPolicy/c spec.ingress[0]',
      [clusterwide('c', 'endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { app: peer } }] }]')],
    ],
  ])('%s', (_name, flow, expected, texts) => {
    expect(ask(world(...texts), 'cilium', flow)).toBe(expected);
  });
});

describe.each(['calico', 'cilium', 'spec'] as const)('the administrator under %s', (engine) => {
  const flow = 'shop/peer > shop/web:8080';
  const open = policy('shop/in', 'podSelector: {}, policyTypes: [Ingress], ingress: [{}]');
  const closed = policy('shop/in', 'podSelector: {}, policyTypes: [Ingress]');
  const rule = (action: string): string => `ingress: [{ action: ${action}, from: [{ namespaces: {} }] }]`;
  it.each<readonly [string, string, readonly string[]]>([
    [
      'ANP2 Deny is final',
      'denied AdminNetworkPolicy/n spec.ingress[0]',
      [open, admin('n', `priority: 9, ${SUBJECT}, ${rule('Deny')}`)],
    ],
    [
      'ANP2 Allow is final',
      'allowed AdminNetworkPolicy/n spec.ingress[0]',
      [closed, admin('n', `priority: 9, ${SUBJECT}, ${rule('Allow')}`)],
    ],
    [
      'ANP2 lower priority first',
      'allowed AdminNetworkPolicy/z spec.ingress[0]',
      [admin('n', `priority: 9, ${SUBJECT}, ${rule('Deny')}`), admin('z', `priority: 3, ${SUBJECT}, ${rule('Allow')}`)],
    ],
    [
      'ANP1 Pass leaves it to NetworkPolicy',
      'denied NetworkPolicy/shop/in spec.podSelector',
      [closed, admin('n', `priority: 9, ${SUBJECT}, ${rule('Pass')}`)],
    ],
    ['ANP5 selecting isolates nobody', 'allowed', [admin('n', `priority: 9, ${SUBJECT}`)]],
    [
      'ANP1 Baseline is for the others',
      'denied BaselineAdminNetworkPolicy/default spec.ingress[0]',
      [baseline(`${SUBJECT}, ${rule('Deny')}`)],
    ],
    [
      'ANP3 a NetworkPolicy that selects decides',
      'allowed NetworkPolicy/shop/in spec.ingress[0]',
      [open, baseline(`${SUBJECT}, ${rule('Deny')}`)],
    ],
    [
      'ANP8 ClusterNetworkPolicy in tier Admin',
      'denied ClusterNetworkPolicy/k spec.ingress[0]',
      [
        open,
        `apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: { name: k }\nspec: { tier: Admin, priority: 4, ${SUBJECT}, ingress: [{ action: Deny, from: [{ namespaces: {} }], protocols: [{ tcp: { destinationPort: { number: 8080 } } }] }] }`,
      ],
    ],
  ])('%s', (_name, expected, texts) => {
    expect(ask(world(...texts), engine, flow)).toBe(expected);
  });
});

describe('the door', () => {
  it('D-12 a policy of another maker judges nothing', () => {
    const texts = [
      calico('a', `${WEB}, ingress: [{ action: Deny }]`),
      cilium('c', `${ENDPOINT}, ingressDeny: [{ fromEntities: [all] }]`),
    ];
    for (const engine of ['none', 'azure', 'spec'] as const)
      expect(ask(world(...texts), engine, 'shop/peer > shop/web:8080')).toBe('allowed');
  });

  it('CAL1, CIL1, ANP6 whom a policy selects', () => {
    const api = createEngine();
    api.load({
      spec: world(
        calico('a', WEB),
        everywhere('g', "selector: \"app in {'db', 'web'}\", namespaceSelector: \"team == 'money'\""),
        cilium('c', 'endpointSelector: {}'),
        admin('n', `priority: 1, ${SUBJECT}`),
      ),
      revision: 1,
    });
    const selected = (
      kind: 'CalicoNetworkPolicy' | 'GlobalNetworkPolicy' | 'CiliumNetworkPolicy' | 'AdminNetworkPolicy',
      name: string,
    ): unknown => api.selectedBy({ revision: 1, ref: { kind, namespace: kind.startsWith('C') ? 'shop' : '', name } });
    expect(selected('CalicoNetworkPolicy', 'a')).toEqual({ ok: true, value: ['shop/web'] });
    expect(selected('GlobalNetworkPolicy', 'g')).toEqual({ ok: true, value: ['pay/db'] });
    expect(selected('CiliumNetworkPolicy', 'c')).toEqual({ ok: true, value: ['shop/peer', 'shop/web'] });
    expect(selected('AdminNetworkPolicy', 'n')).toEqual({ ok: true, value: ['shop/peer', 'shop/web'] });
  });

  it('a walk names the rule that forbade it', () => {
    const api = createEngine();
    api.load({ spec: world(calico('a', `${WEB}, ingress: [{ action: Deny }]`)), revision: 1, policyEngine: 'calico' });
    const answer = api.trace({ revision: 1, flow: { from: 'shop/peer', to: 'shop/web:8080' } });
    if (!answer.ok) throw new Error(answer.code);
    expect(answer.value.verdict).toMatchObject({
      outcome: 'timeout',
      reason: 'network-policy',
      rule: { object: 'CalicoNetworkPolicy/shop/a', field: 'spec.ingress[0]' },
    });
    expect(answer.value.hops.flatMap(({ steps }) => steps).at(-1)?.code).toBe('policy.ingress.forbidden');
  });
});
