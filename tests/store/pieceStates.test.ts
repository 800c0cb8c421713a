// States of pieces, from what the engine says of real worlds: what fails, what is missing, who refuses, where goals end; each with a sentence.
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/engine/dataplane/plan.ts';
import type { Trace } from '../../src/engine/forward/trace.ts';
import type { Goal } from '../../src/engine/goals/goal.ts';
import type { NetworkDocument } from '../../src/engine/model/networkDocument.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { ABSENT_KINDS, findAbsent } from '../../src/store/absent.ts';
import { failingFacts, type PieceFact, refusingFacts, targetFacts } from '../../src/store/pieceStates.ts';
import { say } from '../../src/words/say.ts';
import { networkOf, planOf } from '../view/plans.ts';
import { parseWorld } from '../../src/manifest/parseWorld.ts';

const NETWORK = (more = '', subnet = '', profile = ''): string => `apiVersion: cidr.house/v1
kind: Network
metadata: {name: house}
virtualNetworks:
- name: vnet
  addressSpace: [10.10.0.0/16]
  subnets:
  - {name: snet-nodes, addressPrefix: 10.10.0.0/24${subnet}}
${more}
managedClusters:
- name: aks
  networkProfile: {networkPlugin: azure, networkPluginMode: overlay, podCidr: 10.244.0.0/16, serviceCidr: 10.100.0.0/16, dnsServiceIP: 10.100.0.10, outboundType: loadBalancer${profile}}
  agentPoolProfiles: [{name: room, count: 2, maxPods: 30, vnetSubnet: snet-nodes}]
`;
const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';
const POLICY =
  'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny, namespace: shop}\nspec: {podSelector: {}}\n';
const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, namespace: shop}
spec:
  ingressClassName: nginx
  tls: [{hosts: [shop.example], secretName: shop-tls}]
  defaultBackend: {service: {name: web, port: {number: 80}}}
`;
const SECRET = 'apiVersion: v1\nkind: Secret\nmetadata: {name: other, namespace: shop}\ntype: Opaque\n';

const goal = (part: Partial<Extract<Goal, { type: 'passesThrough' }>>): Goal => ({
  id: 'g',
  type: 'passesThrough',
  from: ['shop/a'],
  to: ['https://a.example'],
  via: [],
  ...part,
});

function absentIn(texts: readonly string[], goals: readonly Goal[] = []): readonly string[] {
  const { spec } = parseWorld([{ name: 'world.yaml', text: texts.join('---\n') }]);
  if (!spec) throw new Error('the world does not parse');
  const { plan, diagnostics } = createEngine().load({ spec, revision: 1 });
  const found = findAbsent({ plan, network: spec.network, diagnostics, goals });
  // Each has words, in both vocabularies.
  for (const { code, params } of found) for (const words of ['office', 'network'] as const) say(code, params, { words });
  return found.map(({ selection }) => selection);
}

describe('what is missing', () => {
  const table: readonly (readonly [string, readonly string[], readonly string[], (readonly Goal[])?])[] = [
    ['nothing in a plain world', [NETWORK(), NAMESPACE], []],
    ['D-1 a policy engine where policies are', [NETWORK(), NAMESPACE, POLICY], ['absent:policyEngine/networkPolicy']],
    ['D-1 none where an engine is', [NETWORK('', '', ', networkPolicy: calico'), NAMESPACE, POLICY], []],
    [
      'C-1 a controller, a certificate and a Service of an Ingress',
      [NETWORK(), NAMESPACE, INGRESS, SECRET],
      ['absent:controller/nginx', 'absent:secret/shop/shop-tls', 'service:shop/web'],
    ],
    [
      'F-1 a route table on no floor',
      [NETWORK('routeTables:\n- {name: rt, routes: []}'), NAMESPACE],
      ['absent:routeTable/snet-nodes/rt'],
    ],
    ['F-1 none when it stands there', [NETWORK('routeTables:\n- {name: rt, routes: []}', ', routeTable: rt'), NAMESPACE], []],
    [
      'F-6 a security group that a subnet names and nobody has made',
      [NETWORK('', ', networkSecurityGroup: nsg'), NAMESPACE],
      ['absent:networkSecurityGroup/snet-nodes/nsg'],
    ],
    ['E-13 a NAT gateway that a subnet names', [NETWORK('', ', natGateway: natgw'), NAMESPACE], ['absent:natGateway/natgw']],
    [
      'G-6 the link of a private zone',
      [NETWORK('privateDnsZones:\n- {name: privatelink.blob.core.windows.net, virtualNetworkLinks: [], records: []}'), NAMESPACE],
      ['absent:zoneLink/privatelink.blob.core.windows.net'],
    ],
    [
      'G-6 no link is missing where there is one',
      [
        NETWORK('privateDnsZones:\n- {name: privatelink.blob.core.windows.net, virtualNetworkLinks: [vnet], records: []}'),
        NAMESPACE,
      ],
      [],
    ],
    [
      'devices that a goal wants passed',
      [NETWORK(), NAMESPACE],
      ['absent:firewall/fw', 'absent:natGateway/natgw'],
      [goal({ via: ['fw', 'natgw', 'lb:kubernetes'] }), goal({ id: 'h', via: ['secret-fw'], hidden: true })],
    ],
  ];
  for (const [name, texts, expected, goals] of table)
    it(name, () => {
      expect([...absentIn(texts, goals)].sort()).toEqual([...expected].sort());
    });

  it('every kind has words', () => {
    for (const kind of ABSENT_KINDS) say(`state.absent.${kind}`, { name: 'x', subnet: 'y', vnet: 'z' }, { words: 'network' });
  });
});

const of = (facts: readonly PieceFact[]): string[] => facts.map(({ selection, state, code }) => `${selection} ${state} ${code}`);

describe('what fails', () => {
  const plan = planOf({ nodes: 2, pods: 2, balancers: 1, services: 0 });
  const failing = (part: Partial<Plan>, network: Partial<NetworkDocument> = {}): string[] => {
    const served = plan.services.map((service) => ({ ...service, endpoints: ['team-0/laptop-0:80'] }));
    const facts = failingFacts({ ...plan, services: served, ...part }, { ...networkOf(), ...network }, []);
    for (const { code, params } of facts) say(code, params);
    return of(facts);
  };
  const [node] = plan.nodes;
  const [pod] = plan.pods;
  const [service] = plan.services;
  const [subnet] = plan.subnets;

  it('nothing in a house in order', () => {
    expect(failing({})).toEqual([]);
  });

  it.each([
    ['a node that is not ready', { nodes: node ? [{ ...node, ready: false }] : [] }, 'node:room-0 failing state.node'],
    ['a pod that is not ready', { pods: pod ? [{ ...pod, ready: false }] : [] }, 'pod:team-0/laptop-0 failing state.pod'],
    [
      'SVC7 a Service without endpoints',
      { services: service ? [{ ...service, endpoints: [] }] : [] },
      'service:team-0/desk-0 failing state.endpoints',
    ],
    [
      'A-28 a subnet without addresses',
      { subnets: subnet ? [{ ...subnet, free: -3 }] : [] },
      `subnet:${subnet?.name} failing state.addresses`,
    ],
    [
      'a pod without a place',
      { podsUnplaced: [{ pod: 'team-0/late', reason: 'noCapacity' }] },
      'pod:team-0/late failing unplaced.noCapacity',
    ],
    ['E-11 more nodes than stamps', { snatMaxNodes: 1 }, 'device:lb:kubernetes failing state.stamps'],
  ] as const)('%s', (_name, part, expected) => {
    expect(failing(part)).toEqual([expected]);
  });

  it('E-13 a NAT gateway that no subnet names; E-31 a private endpoint nobody approved; C-16 a gateway that is stopped', () => {
    expect(
      failing(
        {},
        {
          natGateways: [{ name: 'natgw', publicIpAddresses: [] }],
          privateEndpoints: [{ name: 'pe', subnet: 'snet-0', target: 'db', status: 'Pending' }],
          applicationGateways: [{ name: 'agw', subnet: 'snet-0', sku: 'Standard_v2', operationalState: 'Stopped' }],
        },
      ),
    ).toEqual(['device:natgw failing state.idle', 'device:pe failing state.endpoint', 'device:agw failing state.stopped']);
  });

  it('an error of the engine about a piece is its failure; a warning, and one about no piece, are not', () => {
    const at = (path: string, severity: 'error' | 'warning' = 'error') => ({
      code: 'InvalidCidr',
      severity,
      path,
      params: { cidr: 'x' },
    });
    const served = plan.services.map((each) => ({ ...each, endpoints: ['a'] }));
    expect(
      of(
        failingFacts({ ...plan, services: served }, networkOf(), [
          at('virtualNetworks.v.subnets.snet-0.addressPrefix'),
          at('Service/team-0/desk-0: spec.ports[0]'),
          at('virtualNetworks.v.subnets.snet-1.addressPrefix', 'warning'),
          at('managedClusters.aks.networkProfile'),
        ]),
      ),
    ).toEqual(['subnet:snet-0 failing diagnostic.InvalidCidr', 'service:team-0/desk-0 failing diagnostic.InvalidCidr']);
  });
});

describe('who refuses, and where goals end', () => {
  const world = { plan: planOf({ nodes: 1 }), network: networkOf({ devices: 1 }) };
  type Made = {
    readonly at: Trace['hops'][number]['at'];
    readonly type?: string;
    readonly effect?: string;
    readonly service?: string;
    readonly rule?: string;
  };
  const walk = (...hops: readonly Made[]): Trace =>
    ({
      flow: { from: 'a', to: 'b' },
      hops: hops.map(({ at, type = 'route', effect = 'pass', service, rule }) => ({
        at,
        steps: [
          {
            type,
            effect,
            code: `${type}.x`,
            params: service === undefined ? {} : { service },
            rule: { object: rule ?? '', field: '' },
          },
        ],
      })),
      verdict: { outcome: 'timeout' },
      via: [],
    }) as unknown as Trace;

  it.each([
    [
      'F-6 a security group: the guard of its subnet',
      { at: { kind: 'subnet', name: 's' }, type: 'nsg', effect: 'drop' },
      'guard:s',
    ],
    [
      'F-3 a route to None: the signpost of the floor',
      { at: { kind: 'node', name: 'room-0' }, effect: 'drop', rule: 'RouteTable/rt' },
      'signpost:snet-0',
    ],
    [
      'NP1 a policy: the room of its reader',
      { at: { kind: 'node', name: 'n' }, type: 'ingressPolicy', effect: 'drop' },
      'node:n',
    ],
    ['E-24 a firewall', { at: { kind: 'azureFirewall', name: 'fw' }, type: 'firewall', effect: 'drop' }, 'device:fw'],
    [
      'B-20 the reception of a Service',
      { at: { kind: 'loadBalancer', name: 'lb:kubernetes' }, effect: 'refuse', service: 'shop/web' },
      'service:shop/web',
    ],
  ] as const)('%s', (_name, hop, expected) => {
    const trace = walk({ at: { kind: 'pod', name: 'shop/a' } }, hop);
    expect(refusingFacts(trace, 0, world)).toEqual([]);
    expect(refusingFacts(trace, 1, world).map(({ selection, state }) => `${selection} ${state}`)).toEqual([
      `${expected} refusing`,
    ]);
  });

  it('a goal ends where its envelope does, and hidden goals are not told', () => {
    const trace = walk({ at: { kind: 'pod', name: 'shop/a' } }, { at: { kind: 'pod', name: 'shop/b' } });
    const results = ['a', 'b'].map((id, index) => ({ id, pass: index === 0, checked: 1, failed: index, trace }));
    expect(of(targetFacts(results, new Set()))).toEqual([
      'pod:shop/b target state.target.pass.stopped',
      'pod:shop/b target state.target.fail.stopped',
    ]);
    expect(targetFacts(results, new Set(['a']))).toHaveLength(1);
  });

  it('a question that is open is no letter that went wrong', () => {
    const trace = walk({ at: { kind: 'pod', name: 'shop/a' } });
    const question = { id: 'q', pass: false, checked: 1, failed: 1, asks: true, trace } as const;
    expect(of(targetFacts([question], new Set()))).toEqual(['pod:shop/a target state.target.asked']);
    expect(of(targetFacts([{ ...question, pass: true }], new Set()))).toEqual(['pod:shop/a target state.target.pass.stopped']);
  });
});
