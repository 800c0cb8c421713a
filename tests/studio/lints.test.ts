// Lints, one table row a trap, each with the rules it cites, judged in a small town by the real engine. Every fix is tried: the lint is gone after it.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import type { NetworkPolicy } from '../../src/engine/model/kubernetes.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { parseWorld } from '../../src/manifest/parseWorld.ts';
import type { Lint } from '../../src/studio/lints/lint.ts';
import { lintPolicies } from '../../src/studio/lints/lintPolicies.ts';
import { say } from '../../src/words/say.ts';
import { policyOf } from './policies.ts';

const pod = (namespace: string, name: string, spec: string, labels = `app: ${name}`): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: ${namespace}, labels: { ${labels} } }\nspec: { ${spec} }\n`;
const listen = (...ports: readonly string[]): string => `containers: [{ name: main, ports: [${ports.join(', ')}] }]`;

/** data/db behind a Service, shop/shop and shop/web, a node's own pod, name servers; namespace shop is of team shop. */
const TOWN = [
  'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { team: shop } }\n',
  pod('data', 'db', listen('{ name: pg, containerPort: 5432 }')),
  pod('data', 'agent', `hostNetwork: true, ${listen()}`),
  pod('shop', 'shop', listen('{ name: web, containerPort: 8080 }')),
  pod('shop', 'web', listen('{ name: web, containerPort: 9090 }')),
  pod('kube-system', 'coredns', listen('{ containerPort: 53, protocol: UDP }', '{ containerPort: 53 }'), 'k8s-app: kube-dns'),
  'apiVersion: v1\nkind: Service\nmetadata: { name: db, namespace: data }\nspec: { type: LoadBalancer, clusterIP: 10.0.9.9, selector: { app: db }, ports: [{ name: sql, port: 80, targetPort: 5432 }] }\n',
].join('---\n');

interface Town {
  readonly engine?: string;
  readonly windows?: boolean;
  /** Further policies, in YAML. */
  readonly beside?: string;
}

function townWith(policy: NetworkPolicy, { engine = 'spec', windows = false, beside = '' }: Town): NetworkSpec {
  const { spec, problems } = parseWorld([{ name: 'town.yaml', text: `${TOWN}${beside === '' ? '' : `---\n${beside}`}` }]);
  if (!spec) throw new Error(JSON.stringify(problems));
  const [cluster] = spec.network.managedClusters;
  if (!cluster) throw new Error('no cluster');
  const network = {
    ...spec.network,
    managedClusters: [
      {
        ...cluster,
        networkProfile: { ...cluster.networkProfile, networkPolicy: engine as 'spec' },
        agentPoolProfiles: cluster.agentPoolProfiles.map((pool) => (windows ? { ...pool, osType: 'Windows' as const } : pool)),
      },
    ],
  };
  return applyEdit({ ...spec, network }, { type: 'putObject', resource: policy }).spec;
}

async function lintsOf(spec: NetworkSpec, policy: NetworkPolicy): Promise<readonly Lint[]> {
  const engine = createEngine();
  const { plan } = engine.load({ spec, revision: 1 });
  return lintPolicies(
    { spec, plan },
    async (questions) => {
      const answer = engine.facts({ revision: 1, questions });
      return answer.ok ? answer.value : [];
    },
    [policy],
  );
}

const DB = 'podSelector: { matchLabels: { app: db } }';
const FROM_SHOP = 'podSelector: { matchLabels: { app: shop } }, namespaceSelector: { matchLabels: { team: shop } }';

/** [trap, code, rules, spec, town] */
const TRAPS: readonly (readonly [string, string, readonly string[], string, Town?, string?])[] = [
  [
    'T1 one dash or two',
    'dash',
    ['NP22', 'T1'],
    `${DB}\ningress: [{ from: [{ podSelector: { matchLabels: { app: db } } }, { namespaceSelector: { matchLabels: { team: shop } } }] }]`,
  ],
  ['T2 from: []', 'anyone', ['NP16', 'T2'], `${DB}\ningress: [{ from: [], ports: [{ port: 5432 }] }]`],
  ['T3 ingress: [{}]', 'everything', ['NP15', 'T3'], `${DB}\ningress: [{}]`],
  [
    'T3 in a policy called deny',
    'denyAllows',
    ['NP15', 'NP16', 'T3'],
    'ingress: [{}]',
    {},
    '{ name: default-deny, namespace: data }',
  ],
  ['T4 egress without policyTypes', 'ingressShut', ['NP12', 'D-3', 'T4'], `${DB}\negress: [{}]`],
  ['T5 egress rules, policyTypes Ingress', 'ignored', ['NP13', 'T5'], `${DB}\npolicyTypes: [Ingress]\negress: [{}]`],
  ['T6 DNS is shut', 'dns', ['NP44', 'D-9', 'T6'], `${DB}\npolicyTypes: [Egress]\negress: [{ to: [{ ${FROM_SHOP} }] }]`],
  [
    'T7 a deny beside an allow',
    'union',
    ['NP6', 'T7'],
    `${DB}\npolicyTypes: [Ingress]`,
    {
      beside:
        'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: open, namespace: data }\nspec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }\n',
    },
  ],
  [
    'T8 except as a blocklist',
    'exceptUndone',
    ['NP27', 'T8'],
    `${DB}\ningress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.244.0.0/16] } }, { namespaceSelector: { matchLabels: { team: shop } } }] }]`,
  ],
  [
    'T9 a namespace by the label name',
    'nameLabel',
    ['NP24', 'T9'],
    `${DB}\ningress: [{ from: [{ namespaceSelector: { matchLabels: { name: shop } } }] }]`,
  ],
  [
    'T10 podSelector for another namespace',
    'peerElsewhere',
    ['NP20', 'T10'],
    `${DB}\ningress: [{ from: [{ podSelector: { matchLabels: { app: shop } } }] }]`,
  ],
  [
    'T11 a policy in the wrong namespace',
    'elsewhere',
    ['NP11', 'T11'],
    `${DB}\npolicyTypes: [Ingress]`,
    {},
    '{ name: p, namespace: shop }',
  ],
  ['T12 all namespaces', 'allPods', ['NP21', 'NP39', 'T12'], `${DB}\ningress: [{ from: [{ namespaceSelector: {} }] }]`],
  [
    'T13 NotIn on namespaces',
    'notIn',
    ['NP25', 'T13'],
    `${DB}\ningress: [{ from: [{ namespaceSelector: { matchExpressions: [{ key: team, operator: NotIn, values: [b] }] } }] }]`,
  ],
  [
    'T14 the Service port',
    'servicePort',
    ['NP31', 'T14'],
    `${DB}\ningress: [{ from: [{ ${FROM_SHOP} }], ports: [{ port: 80 }] }]`,
  ],
  [
    'T15 the name of a Service port',
    'serviceName',
    ['NP32', 'T15'],
    `${DB}\ningress: [{ from: [{ ${FROM_SHOP} }], ports: [{ port: sql }] }]`,
  ],
  [
    'T15 a name that no pod has',
    'namedNowhere',
    ['NP32', 'T15'],
    `${DB}\ningress: [{ from: [{ ${FROM_SHOP} }], ports: [{ port: http }] }]`,
  ],
  [
    'T15 a name that is two numbers',
    'namedTwice',
    ['NP32', 'T15'],
    `${DB}\npolicyTypes: [Egress]\negress: [{ to: [{ namespaceSelector: { matchLabels: { team: shop } } }], ports: [{ port: web }] }]`,
  ],
  [
    'T15 a name and a range of addresses',
    'namedBlock',
    ['NP32', 'T15'],
    `${DB}\npolicyTypes: [Egress]\negress: [{ to: [{ ipBlock: { cidr: 203.0.113.0/24 } }], ports: [{ port: web }] }]`,
  ],
  ['T16 half of DNS', 'halfDns', ['NP44', 'T16', 'D-9'], `${DB}\npolicyTypes: [Egress]\negress: [{ ports: [{ port: 53 }] }]`],
  ['T17 an empty port', 'tcpOnly', ['NP18', 'T17'], `${DB}\ningress: [{ from: [{ ${FROM_SHOP} }], ports: [{}] }]`],
  [
    'T18 peers and ports apart',
    'apart',
    ['NP19', 'T18'],
    `${DB}\ningress: [{ from: [{ ${FROM_SHOP} }] }, { ports: [{ port: 5432 }] }]`,
  ],
  [
    'T19 the address of a Service',
    'clusterIp',
    ['NP41', 'PW3', 'T19'],
    `${DB}\npolicyTypes: [Egress]\negress: [{ to: [{ ipBlock: { cidr: 10.0.9.9/32 } }] }]`,
  ],
  [
    'T19 a range of Services',
    'serviceRange',
    ['NP41', 'PW3', 'T19'],
    `${DB}\npolicyTypes: [Egress]\negress: [{ to: [{ ipBlock: { cidr: 10.0.8.0/24 } }] }]`,
  ],
  [
    'T20 only the receiver opened',
    'senderShut',
    ['NP4', 'T20'],
    `${DB}\ningress: [{ from: [{ ${FROM_SHOP} }], ports: [{ port: 5432 }] }]`,
    {
      beside:
        'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: shut, namespace: shop }\nspec: { podSelector: {}, policyTypes: [Egress] }\n',
    },
  ],
  [
    'T20 only the sender opened',
    'receiverShut',
    ['NP4', 'T20'],
    `${DB}\npolicyTypes: [Egress]\negress: [{ to: [{ ${FROM_SHOP} }] }]`,
    {
      beside:
        'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: shut, namespace: shop }\nspec: { podSelector: {}, policyTypes: [Ingress] }\n',
    },
  ],
  ['T21 a pod on its node’s network', 'hostNetwork', ['NP1', 'NP38', 'T21'], 'policyTypes: [Ingress]'],
  [
    'T23 a rule back for replies',
    'reply',
    ['NP8', 'T23'],
    `${DB}\npolicyTypes: [Ingress, Egress]\ningress: [{ from: [{ ${FROM_SHOP} }] }]\negress: [{ to: [{ ${FROM_SHOP} }] }, { ports: [{ port: 53 }, { port: 53, protocol: UDP }] }]`,
  ],
  [
    'T25 the client behind a balancer',
    'rewritten',
    ['NP43', 'PW6', 'T25'],
    `${DB}\ningress: [{ from: [{ ipBlock: { cidr: 203.0.113.0/24 } }] }]`,
  ],
  ['NP11 nobody is selected', 'nobody', ['NP11'], 'podSelector: { matchLabels: { tier: nowhere } }\npolicyTypes: [Ingress]'],
  ['NP11 no pod is there', 'emptyNamespace', ['NP11'], 'policyTypes: [Ingress]', {}, '{ name: p, namespace: empty }'],
  ['NP25 a slip in a label', 'slip', ['NP11', 'NP25'], 'podSelector: { matchLabels: { app: dbb } }\npolicyTypes: [Ingress]'],
  ['NP25 a slip in a label’s key', 'slip', ['NP11', 'NP25'], 'podSelector: { matchLabels: { ap: db } }\npolicyTypes: [Ingress]'],
  [
    'NP25 a slip in a peer',
    'peerSlip',
    ['NP25'],
    `${DB}\ningress: [{ from: [{ namespaceSelector: { matchLabels: { team: shopp } } }] }]`,
  ],
  [
    'NP21 a peer that is nobody',
    'peerNobody',
    ['NP20', 'NP21'],
    `${DB}\ningress: [{ from: [{ namespaceSelector: { matchLabels: { zone: far } } }] }]`,
  ],
  [
    'NP34 a port that nobody declares',
    'unheard',
    ['NP31', 'NP34'],
    `${DB}\ningress: [{ from: [{ ${FROM_SHOP} }], ports: [{ port: 5433 }] }]`,
  ],
  [
    'NP28 pods by address',
    'podAddresses',
    ['NP28', 'NP40'],
    `${DB}\ningress: [{ from: [{ ipBlock: { cidr: 10.244.0.0/16 } }] }]`,
  ],
  [
    'D-15 pods by address under Cilium',
    'ciliumBlock',
    ['NP28', 'NP40', 'D-15'],
    `${DB}\ningress: [{ from: [{ ipBlock: { cidr: 10.244.0.0/16 } }] }]`,
    { engine: 'cilium' },
  ],
  ['D-13 NPM behind a load balancer', 'balancerPasses', ['D-13', 'C17'], `${DB}\npolicyTypes: [Ingress]`, { engine: 'azure' }],
  [
    'D-14 NPM on Windows: names',
    'windowsNamed',
    ['D-14'],
    `${DB}\ningress: [{ from: [{ ${FROM_SHOP} }], ports: [{ port: pg }] }]`,
    { engine: 'azure', windows: true },
  ],
  [
    'D-14 NPM on Windows: SCTP',
    'windowsSctp',
    ['D-14'],
    `${DB}\ningress: [{ from: [{ ${FROM_SHOP} }], ports: [{ protocol: SCTP }] }]`,
    { engine: 'azure', windows: true },
  ],
  [
    'D-14 NPM on Windows: not in',
    'windowsNegative',
    ['D-14'],
    'podSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [x] }] }\npolicyTypes: [Ingress]',
    { engine: 'azure', windows: true },
  ],
  [
    'D-14 NPM on Windows: except',
    'windowsExcept',
    ['D-14'],
    `${DB}\ningress: [{ from: [{ ipBlock: { cidr: 203.0.113.0/24, except: [203.0.113.0/28] } }] }]`,
    { engine: 'azure', windows: true },
  ],
];

describe('lints of policies', () => {
  const ROWS = TRAPS.map(([trap, code, rules, text, town = {}, metadata]) => ({ trap, code, rules, text, town, metadata }));

  it.each(ROWS)('$trap: $code', async ({ code, rules, text, town, metadata }) => {
    const policy = metadata === undefined ? policyOf(text) : policyOf(text, metadata);
    const spec = townWith(policy, town);
    const found = (await lintsOf(spec, policy)).find((lint) => lint.code === code);
    expect(found).toMatchObject({ code, rules, policy: `${policy.metadata.namespace}/${policy.metadata.name}` });
    if (!found) return;
    expect(say(`lint.${code}`, found.params)).not.toContain('{');
    if (!found.fix) return;
    expect(say(`lint.fix.${code}`)).not.toBe('');
    const mended = applyEdit(spec, { type: 'batch', edits: found.fix }).spec;
    const put = found.fix.flatMap((edit) =>
      edit.type === 'putObject' && edit.resource.kind === 'NetworkPolicy' ? [edit.resource] : [],
    );
    const [after = policy] = put;
    expect((await lintsOf(mended, after)).map((lint) => lint.code)).not.toContain(code);
  });

  it('NP44 a world that lists no name server has one all the same', async () => {
    const shut = policyOf('policyTypes: [Egress]\negress: [{ to: [{ podSelector: {} }] }]', '{ name: p, namespace: shop }');
    const bare = (policy: NetworkPolicy): NetworkSpec => {
      const spec = townWith(policy, {});
      const { 'kube-system': _directory, ...objects } = spec.objects;
      return { ...spec, objects };
    };
    expect((await lintsOf(bare(shut), shut)).map(({ code }) => code)).toEqual(['dns']);
    const open = policyOf(
      'policyTypes: [Egress]\negress: [{ ports: [{ port: 53 }, { port: 53, protocol: UDP }] }]',
      '{ name: p, namespace: shop }',
    );
    expect(await lintsOf(bare(open), open)).toEqual([]);
  });

  it('says nothing of a policy that is well made', async () => {
    const policy = policyOf(`${DB}\npolicyTypes: [Ingress]\ningress: [{ from: [{ ${FROM_SHOP} }], ports: [{ port: 5432 }] }]`);
    expect(await lintsOf(townWith(policy, {}), policy)).toEqual([]);
    const shut = policyOf('podSelector: { matchLabels: { app: shop } }\npolicyTypes: [Ingress]', '{ name: p, namespace: shop }');
    expect(await lintsOf(townWith(shut, {}), shut)).toEqual([]);
  });
});
