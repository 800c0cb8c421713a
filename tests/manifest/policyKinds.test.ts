// Policy kinds of Calico, Cilium and the cluster's administrator: makers' words, round trips, the honesty report.
// Rules: CAL6, CAL9, CAL11, CAL16, VAL65, CIL1, CIL4, CIL9, CIL11–CIL13, ANP2, ANP4–ANP6, ANP8.
import { describe, expect, it } from 'vitest';
import { parseCalicoSelector } from '../../src/engine/net/calicoSelector.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import { writeResource } from '../../src/manifest/writeManifests.ts';
import { errorsOf, readOne } from './sentences.ts';

const calico = (spec: string, apiVersion = 'projectcalico.org/v3'): string =>
  `apiVersion: ${apiVersion}\nkind: NetworkPolicy\nmetadata: { name: guard, namespace: shop }\nspec: ${spec}`;
const globalPolicy = (spec: string): string =>
  `apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: { name: guard }\nspec: ${spec}`;
const cilium = (spec: string, kind = 'CiliumNetworkPolicy'): string =>
  `apiVersion: cilium.io/v2\nkind: ${kind}\nmetadata: { name: guard${kind === 'CiliumNetworkPolicy' ? ', namespace: shop' : ''} }\nspec: ${spec}`;
const admin = (spec: string, kind = 'AdminNetworkPolicy', name = 'guard'): string =>
  `apiVersion: policy.networking.k8s.io/v1alpha${kind === 'ClusterNetworkPolicy' ? 2 : 1}\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: ${spec}`;
const SUBJECT = 'subject: { namespaces: {} }';

const GOOD: readonly (readonly [string, string])[] = [
  [
    'CalicoNetworkPolicy',
    calico(
      '{ order: 10.5, selector: "app == \'web\'", ingress: [{ action: Allow, protocol: TCP, source: { selector: "has(app)", nets: [10.0.0.0/8] }, destination: { ports: [80, "8000:8100", http] } }, { action: Deny }] }',
    ),
  ],
  ['CalicoNetworkPolicy', calico('{ types: [Ingress] }', 'crd.projectcalico.org/v1')],
  ['GlobalNetworkPolicy', globalPolicy('{ namespaceSelector: "team == \'a\'", types: [Egress], egress: [{ action: Pass }] }')],
  ['Tier', 'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: { name: net }\nspec: { order: 100, defaultAction: Pass }'],
  [
    'NetworkSet',
    'apiVersion: projectcalico.org/v3\nkind: NetworkSet\nmetadata: { name: net, namespace: shop, labels: { a: b } }\nspec: { nets: [203.0.113.0/24] }',
  ],
  [
    'GlobalNetworkSet',
    'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkSet\nmetadata: { name: net, labels: { a: b } }\nspec: { nets: [203.0.113.7] }',
  ],
  ['CiliumNetworkPolicy', cilium('{ endpointSelector: {}, egress: [{}], enableDefaultDeny: { egress: false } }')],
  [
    'CiliumNetworkPolicy',
    cilium(
      '{ endpointSelector: { matchLabels: { app: web } }, egress: [{ toFQDNs: [{ matchPattern: "*.example" }], toPorts: [{ ports: [{ port: "443", protocol: TCP }] }] }, { toEntities: [cluster] }, { toCIDRSet: [{ cidr: 10.0.0.0/8, except: [10.1.0.0/16] }] }], ingressDeny: [{ fromEntities: [world] }] }',
    ),
  ],
  [
    'CiliumClusterwideNetworkPolicy',
    cilium('{ endpointSelector: {}, ingress: [{ fromEndpoints: [{}] }] }', 'CiliumClusterwideNetworkPolicy'),
  ],
  [
    'AdminNetworkPolicy',
    admin(
      `{ priority: 5, ${SUBJECT}, ingress: [{ name: a, action: Pass, from: [{ pods: { namespaceSelector: {}, podSelector: {} } }], ports: [{ portNumber: { protocol: TCP, port: 80 } }, { portRange: { protocol: UDP, start: 1, end: 9 } }, { namedPort: http }] }], egress: [{ action: Deny, to: [{ networks: [10.0.0.0/8] }, { nodes: {} }] }] }`,
    ),
  ],
  [
    'BaselineAdminNetworkPolicy',
    admin(`{ ${SUBJECT}, ingress: [{ action: Deny, from: [{ namespaces: {} }] }] }`, 'BaselineAdminNetworkPolicy', 'default'),
  ],
  [
    'ClusterNetworkPolicy',
    admin(
      `{ tier: Baseline, priority: 7, ${SUBJECT}, egress: [{ action: Accept, to: [{ namespaces: {} }], protocols: [{ tcp: { destinationPort: { number: 80 } } }, { destinationNamedPort: http }] }] }`,
      'ClusterNetworkPolicy',
    ),
  ],
];

describe('policy kinds are read and written back', () => {
  it.each(GOOD)('CAL1, CIL1, ANP8 %s', (kind, text) => {
    const first = parseManifests(text);
    expect(first.problems).toEqual([]);
    expect(first.resources.map((resource) => resource.kind)).toEqual([kind]);
    const [resource] = first.resources;
    if (!resource) throw new Error('one object');
    const again = parseManifests(writeResource(resource));
    expect(again.problems).toEqual([]);
    expect(again.resources).toEqual(first.resources);
  });

  it('CAL1 the kind is printed as Calico spells it', () => {
    expect(writeResource(readOne(calico('{}'), 'CalicoNetworkPolicy'))).toContain('kind: NetworkPolicy\n');
    expect(errorsOf(calico('{}').replace('kind: NetworkPolicy', 'kind: CalicoNetworkPolicy'))[0]).toMatch(
      /did you mean "NetworkPolicy"/,
    );
  });

  it('what these engines know and the game does not is told', () => {
    const { report } = parseManifests(
      'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: a, namespace: b }\nspec: { endpointSelector: {}, egress: [{ toGroups: [{}] }] }',
    );
    expect(report.filter(({ treatment }) => treatment === 'unsupported').map(({ field }) => field)).toEqual([
      'spec.egress[0].toGroups',
    ]);
  });
});

describe('policy kinds in the words of their makers', () => {
  it.each([
    [
      'VAL65',
      calico('{ ingress: [{ action: Allow, protocol: UDP, http: {} }] }'),
      /rules with HTTP match must have protocol TCP or unset/,
    ],
    [
      'VAL65',
      calico('{ egress: [{ action: Allow, protocol: TCP, destination: { ports: [80], services: { name: web } } }] }'),
      /ports and notPorts cannot be specified with services/,
    ],
    ['VAL65', calico('{ selector: "global()" }'), /global\(\) can only be used in an EntityRule namespaceSelector/],
    ['VAL65', calico('{ selector: "app = \'web\'" }'), /expected ==/],
    ['VAL65', calico('{ selector: "app ==" }'), /expected string/],
    ['VAL65', calico('{ selector: "(all()" }'), /expected \)/],
    [
      'VAL65',
      'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: { name: default }\nspec: { order: 5 }',
      /default tier order must be 1000000/,
    ],
    ['CAL9', calico('{ ingress: [{ action: Allow, destination: { ports: [80] } }] }'), /must set protocol to TCP or UDP or SCTP/],
    ['CAL3', calico('{ ingress: [{ action: Permit }] }'), /Unsupported value: "Permit"/],
    ['CIL1', cilium('{ ingress: [] }'), /rule must have one of EndpointSelector or NodeSelector/],
    ['CIL4', cilium('{ endpointSelector: {}, egressDeny: [{ toFQDNs: [{ matchName: a.example }] }] }'), /deny rule/],
    ['CIL7', cilium('{ endpointSelector: {}, egress: [{ toEntities: [moon] }] }'), /unsupported entity: moon/],
    ['CIL9', cilium('{ endpointSelector: {}, egress: [{ toFQDNs: [{ matchName: a }], toCIDR: [10.0.0.0/8] }] }'), /Combining/],
    ['CIL11', cilium('{ endpointSelector: {}, egress: [{ toPorts: [{ ports: [{ port: 80 }] }] }] }'), /string/],
    ['ANP2', admin(`{ priority: 1001, ${SUBJECT} }`), /between 0 and 1000/],
    ['ANP4', admin(`{ ${SUBJECT} }`, 'BaselineAdminNetworkPolicy'), /default/],
    ['ANP5', admin(`{ priority: 1, ${SUBJECT}, ingress: [{ action: Deny, from: [] }] }`), /at least 1 item/],
    [
      'ANP6',
      admin('{ priority: 1, subject: { namespaces: {}, pods: { namespaceSelector: {}, podSelector: {} } } }'),
      /exactly one/,
    ],
  ])('%s %s', (_rule, text, sentence) => {
    expect(errorsOf(text).join('\n')).toMatch(sentence);
  });
});

describe('Calico selectors', () => {
  it('CAL11 hostile texts end quickly with a sentence', () => {
    for (const text of [
      '('.repeat(1000),
      '!'.repeat(1024),
      'a'.repeat(2000),
      `${'has(a)&&'.repeat(120)}`,
      "a in {'x',",
      'a == "x',
      '\u0000',
      '__proto__ == "x" ||',
    ])
      expect(typeof parseCalicoSelector(text).ok).toBe('boolean');
    expect(parseCalicoSelector('('.repeat(40))).toMatchObject({ ok: false, error: 'nested more than 32 parentheses deep' });
  });
});
