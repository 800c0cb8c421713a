// Hints: the change that helps, found by trying, named by layer and object; on the player's own world and without knowing any level.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Goal } from '../../src/engine/goals/goal.ts';
import { judgeGoals } from '../../src/engine/goals/judge.ts';
import { say, setMissingWords } from '../../src/words/say.ts';
import { findHints, type FoundHint } from '../../src/engine/goals/hints.ts';
import { compileWorld } from '../../src/engine/goals/world.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { cluster, network } from './street.ts';
import { deployment, house, type NetworkOptions, pod, policy, service, worldOf } from './worlds.ts';

const SENDER = pod('ops/probe', { node: 'room-2' });
const OPS = 'namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ops } }';
const DENY = policy('pay/deny', 'podSelector: {}, policyTypes: [Ingress]');

function hint(spec: NetworkSpec, ...goals: readonly Goal[]): FoundHint | undefined {
  return findHints(compileWorld(spec), goals)[0];
}

function arrive(from: string, to: string): Goal {
  return { id: 'must', type: 'mustArrive', from: [from], to: [to] };
}

function never(from: string, to: string): Goal {
  return { id: 'not', type: 'mustNotArrive', from: [from], to: [to] };
}

function shop(fields: string, options: NetworkOptions = {}): NetworkSpec {
  return worldOf(
    house(options),
    SENDER,
    deployment('shop/web', 2, { ports: [8080] }),
    pod('shop/other', { ports: [9000] }),
    service('shop/web', fields),
  );
}

/** `pay/till` listens on 8443 and 9090; `ops/probe` and `lobby/visitor` write to it. */
function pay(...policies: readonly string[]): NetworkSpec {
  return worldOf(house(), SENDER, pod('lobby/visitor'), pod('pay/till', { ports: [8443, 9090] }), ...policies);
}

describe('how many', () => {
  it('the first few are the same whatever follows', () => {
    const world = compileWorld(pay(policy('pay/deny', 'podSelector: {}, policyTypes: [Ingress]')));
    const goals = [
      { ...arrive('ops/probe', 'pay/till:9090'), id: 'late', hidden: true },
      { ...arrive('ops/probe', 'pay/till:8443'), id: 'one' },
      { ...arrive('lobby/visitor', 'pay/till:8443'), id: 'two' },
      { ...arrive('ops/probe', 'lobby/visitor:8443'), id: 'three' },
    ];
    const all = findHints(world, goals);
    expect(all.map(({ goal }) => goal)).toEqual(['one', 'two', 'three', 'late']);
    for (const most of [0, 1, 2, 3]) expect(findHints(world, goals, most)).toEqual(all.slice(0, most));
  });
});

describe('Services', () => {
  const web = arrive('ops/probe', 'shop/web:80');

  it('SVC1 suggests the labels of the nearest pods', () => {
    expect(hint(shop('selector: { app: wep }, ports: [{ port: 80, targetPort: 8080 }]'), web)).toEqual({
      code: 'svc.selector',
      goal: 'must',
      ref: 'Service/shop/web',
      params: { service: 'shop/web', field: 'spec.selector', current: 'app: wep', suggested: 'app: web' },
    });
  });

  it('SVC5 suggests the port that the pods listen on', () => {
    const found = hint(shop('selector: { app: web }, ports: [{ port: 80 }]'), web);
    expect(found).toMatchObject({
      code: 'svc.targetPort',
      params: { field: 'spec.ports[0].targetPort', current: '80', suggested: '8080' },
    });
    const named = hint(shop('selector: { app: web }, ports: [{ port: 80, targetPort: http }]'), web);
    expect(named).toMatchObject({ code: 'svc.targetPort', params: { current: 'http', suggested: '8080' } });
  });

  it('with two mistakes names the one that comes first on the way', () => {
    expect(hint(shop('selector: { app: wep }, ports: [{ port: 80 }]'), web)?.code).toBe('svc.selector');
  });

  it('SVC18 names the port that the Service lacks', () => {
    expect(hint(shop('selector: { app: web }, ports: [{ port: 8080 }]'), web)).toMatchObject({
      code: 'svc.port',
      params: { suggested: '80' },
    });
  });

  it('SVC3 says that nobody is ready', () => {
    const sleeping = `${pod('shop/api', { ports: [8080] })}\nstatus: { phase: Running, conditions: [{ type: Ready, status: 'False' }] }`;
    const spec = worldOf(
      house(),
      SENDER,
      sleeping,
      service('shop/api', 'selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }]'),
    );
    expect(hint(spec, arrive('ops/probe', 'shop/api:80'))).toMatchObject({ code: 'svc.notReady', params: { pods: 'shop/api' } });
  });

  it('SVC13 tells the two traffic policies apart', () => {
    const local =
      'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }], internalTrafficPolicy: Local, externalTrafficPolicy: Local';
    expect(hint(shop(local), web)?.code).toBe('svc.itpLocal');
  });

  it('SVC24 suggests Local where the caller is lost', () => {
    const spec = shop('type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]');
    const goal: Goal = {
      id: 'src',
      type: 'arrivesWithSource',
      from: ['internet:customer'],
      to: ['shop/web:80'],
      source: '203.0.113.9',
    };
    expect(hint(spec, goal)).toMatchObject({
      code: 'svc.etpCluster',
      params: { field: 'spec.externalTrafficPolicy', suggested: 'Local' },
    });
  });

  it('B-1 suggests a door where a caller from the street finds none', () => {
    const spec = shop('selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]');
    expect(hint(spec, arrive('internet:customer', 'shop/web:80'))?.code).toBe('svc.type');
  });

  it('DNS5 finds the Service in the other namespace, the misspelt one, and none', () => {
    const spec = shop('selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]');
    expect(hint(spec, arrive('ops/probe', 'http://web'))).toMatchObject({
      code: 'svc.namespace',
      params: { current: 'shop', suggested: 'ops' },
    });
    expect(hint(spec, arrive('ops/probe', 'http://wep.shop'))).toMatchObject({ code: 'svc.name', params: { current: 'web' } });
    expect(hint(spec, arrive('ops/probe', 'http://till.shop'))).toMatchObject({
      code: 'svc.missing',
      params: { service: 'till', namespace: 'shop' },
    });
  });
});

describe('pods, modes and addresses', () => {
  it('A-3 names the borrowed address of a hostNetwork sender', () => {
    const spec = worldOf(house(), pod('ops/probe', { extra: 'hostNetwork: true' }), pod('shop/web', { ports: [8080] }));
    const goal: Goal = { id: 'src', type: 'arrivesWithSource', from: ['ops/probe'], to: ['pod:shop/web:8080'], source: 'pod' };
    expect(hint(spec, goal)).toMatchObject({ code: 'pod.hostNetwork', params: { pod: 'ops/probe' } });
  });

  it('NP34 names the ears that do listen', () => {
    expect(
      hint(worldOf(house(), SENDER, pod('shop/web', { ports: [9090] })), arrive('ops/probe', 'pod:shop/web:8080')),
    ).toMatchObject({
      code: 'pod.port',
      params: { current: '9090', suggested: 8080 },
    });
  });

  it('A-7 sends the player to the mode, not to doors', () => {
    for (const mode of ['overlay', 'kubenet'] as const) {
      const spec = worldOf(house({ mode }), pod('shop/web', { ports: [8080] }));
      expect(hint(spec, arrive('onprem:monitor', 'pod:shop/web:8080'))).toMatchObject({
        code: 'cni.unroutable',
        params: { current: mode },
      });
    }
    const flat = worldOf(house({ mode: 'nodeSubnet' }), pod('shop/web', { ports: [8080] }));
    expect(hint(flat, never('onprem:monitor', 'pod:shop/web:8080'))?.code).toMatch(/^(?:cni\.routable|np\.unguarded)$/);
  });

  it('A-30 does the sum and suggests the maxPods that fits', () => {
    const goal: Goal = { id: 'fits', type: 'addressesSuffice', podsPerNode: 25 };
    const at = (subnet: string, maxPods: number): FoundHint | undefined =>
      hint(worldOf(house({ mode: 'nodeSubnet', subnet, maxPods })), goal);
    expect(at('10.10.0.0/25', 30)).toMatchObject({ code: 'ipam.surge', params: { usable: 123, needed: 124, suggested: 29 } });
    expect(at('10.10.0.0/25', 110)).toMatchObject({ code: 'ipam.full', params: { needed: 444, suggested: 29 } });
    expect(at('10.10.0.0/25', 12)).toMatchObject({ code: 'ipam.unplaced', params: { current: 12, suggested: 25 } });
    // Nothing that fits seats everybody: the sum is still told.
    expect(at('10.10.0.0/26', 30)).toMatchObject({ code: 'ipam.full', params: { usable: 59 } });
  });

  it('A-21 A-23 a pod subnet that is short is named, and no maxPods that would not help', () => {
    const short = (mode: 'podSubnet' | 'staticBlock', prefix: string): FoundHint | undefined => {
      const subnets = `virtualNetworks: [{ name: vnet, addressSpace: [10.10.0.0/16], subnets: [{ name: snet-aks, addressPrefix: 10.10.0.0/24 }, { name: snet-pods, addressPrefix: ${prefix} }] }]`;
      const spec = worldOf(network(subnets, cluster({ mode, nodes: 3 })), pod('shop/web'));
      return hint(spec, { id: 'fits', type: 'addressesSuffice', podsPerNode: 20 });
    };
    for (const mode of ['podSubnet', 'staticBlock'] as const)
      expect(short(mode, '10.10.16.0/26')).toMatchObject({ code: 'ipam.podSubnet', params: { subnet: 'snet-pods', usable: 59 } });
    expect(short('podSubnet', '10.10.16.0/22')).toBeUndefined();
  });

  it('A-30 where no maxPods is small enough, none is suggested', () => {
    const spec = worldOf(house({ mode: 'nodeSubnet', subnet: '10.10.0.0/29', maxPods: 30 }));
    expect(hint(spec, { id: 'fits', type: 'addressesSuffice' })).toMatchObject({ code: 'ipam.rooms', params: { usable: 3 } });
  });

  it('A-12 says what does not go together', () => {
    const spec = worldOf(house({ mode: 'kubenet', engine: 'cilium' }), pod('shop/web'));
    expect(hint(spec, { id: 'fits', type: 'addressesSuffice' })).toMatchObject({
      code: 'cni.combination',
      params: { combination: 'kubenet, azure, cilium' },
    });
  });

  it('A-26 names the reserved range', () => {
    const spec = worldOf(house().replace('10.244.0.0/16', '172.31.0.0/16'), pod('shop/web'));
    expect(hint(spec, { id: 'fits', type: 'addressesSuffice' })).toMatchObject({
      code: 'ipam.reserved',
      params: { cidr: '172.31.0.0/16' },
    });
  });
});

describe('policies that let too little through', () => {
  const metrics = arrive('ops/probe', 'pod:pay/till:9090');
  const allow = (rule: string, name = 'pay/in'): string =>
    policy(name, `podSelector: { matchLabels: { app: till } }, policyTypes: [Ingress], ingress: [${rule}]`);

  it.each([
    [
      'NP20 a podSelector alone looks in its own namespace',
      'np.peerNs',
      allow('{ from: [{ podSelector: { matchLabels: { app: probe } } }], ports: [{ port: 9090 }] }'),
    ],
    [
      'NP24 a namespace is matched by its labels',
      'np.nsLabel',
      allow('{ from: [{ namespaceSelector: { matchLabels: { name: ops } } }], ports: [{ port: 9090 }] }'),
    ],
    [
      'NP22 both selectors of an item must hold',
      'np.peer',
      allow(`{ from: [{ ${OPS}, podSelector: { matchLabels: { app: metrics } } }], ports: [{ port: 9090 }] }`),
    ],
    ['NP31 the port is the pod’s', 'np.port', allow(`{ from: [{ ${OPS} }], ports: [{ port: 8443 }] }`)],
    ['NP11 a policy guards its own namespace', 'np.policyNs', allow(`{ from: [{ ${OPS} }] }`, 'ops/in')],
    [
      'NP11 a podSelector that misses its subject',
      'np.subject',
      allow(`{ from: [{ ${OPS} }] }`).replace('app: till', 'app: til'),
    ],
    [
      'NP28 an ipBlock of other addresses',
      'np.ipBlock',
      allow('{ from: [{ ipBlock: { cidr: 10.0.0.0/24 } }], ports: [{ port: 9090 }] }'),
    ],
    ['NP5 nothing comes near', 'np.missing', ''],
  ])('%s', (_rule, code, extra) => {
    const spec = pay(...[DENY, extra].filter((text) => text !== ''));
    expect(hint(spec, metrics, never('lobby/visitor', 'pod:pay/till:9090'))?.code).toBe(code);
  });

  it('NP11 a policy about one pod that shuts the doors of all', () => {
    const rules = `podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ ${OPS} }], ports: [{ port: 9090 }] }]`;
    const spec = pay(pod('pay/desk', { ports: [80] }), policy('pay/in', rules));
    const goals = [arrive('lobby/visitor', 'pod:pay/desk:80'), arrive('ops/probe', 'pod:pay/desk:80')];
    expect(hint(spec, ...goals, never('lobby/visitor', 'pod:pay/till:9090'))).toMatchObject({
      code: 'np.subjectWide',
      params: { policy: 'pay/in', subject: 'pay/desk', field: 'spec.podSelector', suggested: 'app: till' },
    });
  });

  it('NP12 NP13 a direction that was named in place of the other', () => {
    const rules = 'podSelector: { matchLabels: { app: till } }, policyTypes: [Ingress], egress: [{ ports: [{ port: 80 }] }]';
    expect(hint(pay(policy('pay/out', rules)), metrics)).toMatchObject({
      code: 'np.types',
      params: { policy: 'pay/out', current: 'Ingress', suggested: 'Egress' },
    });
  });

  it('NP6 a missing rule goes to the policy that is about the fewest', () => {
    const everybody = policy('pay/all', 'podSelector: {}, policyTypes: [Ingress], ingress: [{ ports: [{ port: 1 }] }]');
    const one = policy(
      'pay/one',
      'podSelector: { matchLabels: { app: till } }, policyTypes: [Ingress], ingress: [{ ports: [{ port: 2, protocol: SCTP }], from: [{ podSelector: { matchLabels: { app: none } } }] }]',
    );
    const found = hint(pay(everybody, one), metrics, never('lobby/visitor', 'pod:pay/till:9090'));
    expect(found).toMatchObject({ code: 'np.missing', params: { policy: 'pay/one' } });
  });

  it('NP40 D-15 a pod that is listed by number, where the engine knows pods by label', () => {
    const rules = 'podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ ipBlock: { cidr: 10.244.0.0/16 } }] }]';
    const pods = [SENDER, pod('lobby/visitor'), pod('pay/till', { ports: [8443, 9090] })];
    const spec = worldOf(house({ engine: 'cilium' }), ...pods, policy('pay/in', rules));
    expect(hint(spec, metrics)?.code).toBe('np.ipBlockPod');
  });

  it('NP13 a direction that policyTypes lacks', () => {
    const rules = `podSelector: { matchLabels: { app: till } }, policyTypes: [Egress], ingress: [{ from: [{ ${OPS} }] }]`;
    expect(hint(pay(DENY, policy('pay/in', rules)), metrics, never('lobby/visitor', 'pod:pay/till:9090'))?.code).toBe('np.types');
  });

  describe('on the way out', () => {
    const stock = [
      pod('data/stock-db', { ports: [5432] }),
      service('data/stock-db', 'selector: { app: stock-db }, ports: [{ port: 5432 }]'),
    ];
    const out = (rules: string): NetworkSpec =>
      pay(...stock, policy('pay/out', `podSelector: {}, policyTypes: [Egress], egress: [${rules}]`));
    const data =
      '{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: data } } }], ports: [{ port: 5432 }] }';
    const directory = 'namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }';
    const goals = [arrive('pay/till', 'stock-db.data:5432'), never('pay/till', 'pod:lobby/visitor:80')];

    it.each([
      ['NP44 no directory', 'np.dns', data],
      ['NP30 a port without protocol is TCP', 'np.udp', `${data}, { to: [{ ${directory} }], ports: [{ port: 53 }] }`],
      [
        'NP41 a ClusterIP in an ipBlock',
        'np.clusterIP',
        `${data}, { to: [{ ipBlock: { cidr: 10.100.0.10/32 } }], ports: [{ protocol: UDP, port: 53 }, { port: 53 }] }`,
      ],
      [
        'NP4 the sender’s own door',
        'np.egressSide',
        `{ to: [{ ${directory} }], ports: [{ protocol: UDP, port: 53 }, { port: 53 }] }`,
      ],
    ])('%s', (_rule, code, rules) => {
      expect(hint(out(rules), ...goals)?.code).toBe(code);
    });
  });
});

describe('policies that let too much through', () => {
  const goals = [never('lobby/visitor', 'pod:pay/till:9090'), arrive('ops/probe', 'pod:pay/till:9090')];
  const allow = (rule: string): string =>
    policy('pay/in', `podSelector: { matchLabels: { app: till } }, policyTypes: [Ingress], ingress: [${rule}]`);

  it.each([
    ['NP5 no policy at all', 'np.unguarded', ''],
    ['NP15 an empty rule', 'np.allowAll', allow('{}')],
    ['NP16 an empty list of peers', 'np.emptyFrom', allow('{ from: [], ports: [{ port: 9090 }] }')],
    ['NP21 every namespace', 'np.allPods', allow(`{ from: [{ namespaceSelector: {} }, { ${OPS} }] }`)],
    [
      'NP11 a policy in the wrong namespace',
      'np.policyNs',
      policy('ops/in', `podSelector: { matchLabels: { app: till } }, policyTypes: [Ingress], ingress: [{ from: [{ ${OPS} }] }]`),
    ],
    [
      'NP12 Egress alone leaves the door open',
      'np.types',
      policy('pay/in', `podSelector: {}, policyTypes: [Egress], egress: [{}], ingress: [{ from: [{ ${OPS} }] }]`),
    ],
  ])('%s', (_rule, code, text) => {
    const spec = pay(...[text].filter((each) => each !== ''));
    expect(hint(spec, ...goals)?.code).toBe(code);
  });

  it('NP22 two items are OR where one item would be AND', () => {
    const spec = pay(pod('ops/other'), allow(`{ from: [{ ${OPS} }, { podSelector: { matchLabels: { app: probe } } }] }`));
    expect(hint(spec, never('ops/other', 'pod:pay/till:9090'), arrive('ops/probe', 'pod:pay/till:9090'))).toMatchObject({
      code: 'np.or',
      params: { field: 'spec.ingress[0].from', current: '2', suggested: '1' },
    });
  });

  it('NP21 NP22 a whole namespace, or a badge in any namespace, gives way to those who are welcome', () => {
    const goals = [never('lobby/visitor', 'pod:pay/till:9090'), arrive('ops/probe', 'pod:pay/till:9090')];
    const staff = '{ matchExpressions: [{ key: app, operator: Exists }] }';
    expect(hint(pay(allow(`{ from: [{ namespaceSelector: {}, podSelector: ${staff} }] }`)), ...goals)?.code).toBe(
      'np.anyNamespace',
    );
    const other = [never('ops/other', 'pod:pay/till:9090'), arrive('ops/probe', 'pod:pay/till:9090')];
    expect(hint(pay(pod('ops/other'), allow(`{ from: [{ ${OPS} }] }`)), ...other)).toMatchObject({
      code: 'np.wide',
      params: { field: 'spec.ingress[0].from[0]', suggested: 'podSelector' },
    });
  });

  it('NP26 a block of numbers gives way to one with an exception', () => {
    const spec = pay(allow('{ from: [{ ipBlock: { cidr: 10.244.0.0/16 } }] }'));
    expect(hint(spec, never('lobby/visitor', 'pod:pay/till:9090'), arrive('ops/probe', 'pod:pay/till:9090'))).toMatchObject({
      code: 'np.wideBlock',
      params: { field: 'spec.ingress[0].from[0].ipBlock', current: '10.244.0.0/16' },
    });
  });

  it('NP8 a rule for the answers is one too many', () => {
    const back = '{ to: [{ namespaceSelector: {} }], ports: [{ port: 80 }] }';
    const rules = `podSelector: { matchLabels: { app: till } }, policyTypes: [Egress], egress: [${back}]`;
    const spec = pay(pod('lobby/desk', { ports: [80] }), policy('pay/back', rules));
    expect(hint(spec, never('pay/till', 'pod:lobby/desk:80'), arrive('lobby/desk', 'pod:pay/till:9090'))).toMatchObject({
      code: 'np.reply',
      params: { policy: 'pay/back', field: 'spec.egress[0]' },
    });
  });

  it('NP17 a rule without ports opens every ear', () => {
    const spec = pay(allow(`{ from: [{ ${OPS} }] }`));
    expect(hint(spec, never('ops/probe', 'pod:pay/till:8443'), arrive('ops/probe', 'pod:pay/till:9090'))).toMatchObject({
      code: 'np.port',
      params: { policy: 'pay/in', field: 'spec.ingress[0].ports', suggested: 'TCP 9090' },
    });
  });

  it('D-12 a policy without an engine', () => {
    const spec = worldOf(house({ engine: 'none' }), pod('lobby/visitor'), pod('pay/till', { ports: [9090] }), DENY);
    expect(hint(spec, never('lobby/visitor', 'pod:pay/till:9090'))).toMatchObject({
      code: 'np.noEngine',
      params: { current: 'none' },
    });
  });

  it('B-1 a front door that nobody asked for', () => {
    const spec = worldOf(
      house(),
      pod('shop/web', { ports: [8080] }),
      service('shop/web', 'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]'),
    );
    const inside = arrive('shop/web', 'shop/web:80');
    expect(hint(spec, never('internet:customer', 'shop/web:80'), inside)?.code).toMatch(/^(?:goal\.exposure|np\.unguarded)$/);
  });
});

describe('any broken world', () => {
  const services = ['app: till', 'app: tll', 'tier: x'].flatMap((selector) =>
    ['', ', targetPort: 9090', ', targetPort: metrics'].map((target) =>
      service('pay/till', `selector: { ${selector} }, ports: [{ port: 80${target} }]`),
    ),
  );
  const rules = [
    '{}',
    '{ from: [] }',
    `{ from: [{ ${OPS} }], ports: [{ port: 1 }] }`,
    '{ from: [{ podSelector: {} }] }',
    '{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }',
  ];
  const policies = ['pay', 'ops', 'lobby'].flatMap((namespace) =>
    rules.flatMap((rule, index) => [
      policy(`${namespace}/in-${index}`, `podSelector: {}, policyTypes: [Ingress], ingress: [${rule}]`),
      policy(`${namespace}/out-${index}`, `podSelector: {}, policyTypes: [Egress], egress: [${rule.replace('from', 'to')}]`),
    ]),
  );

  it('gets one hint a failing goal, sayable on all three rungs, the same every time', () => {
    setMissingWords('throw');
    const goals = [
      arrive('ops/probe', 'http://till.pay'),
      { ...never('lobby/visitor', 'pod:pay/till:9090'), id: 'never' },
      { ...arrive('ops/probe', 'pod:pay/till:9090'), id: 'direct' },
      { ...arrive('onprem:monitor', 'pod:pay/till:9090'), id: 'outside' },
    ];
    const world = fc.record({
      service: fc.constantFrom(...services),
      policies: fc.uniqueArray(fc.constantFrom(...policies), { maxLength: 4 }),
      engine: fc.constantFrom('none', 'azure', 'calico', 'spec'),
    });
    fc.assert(
      fc.property(world, (made) => {
        const spec = worldOf(
          house({ engine: made.engine }),
          SENDER,
          pod('lobby/visitor'),
          pod('pay/till', { ports: [9090] }),
          made.service,
          ...made.policies,
        );
        const compiled = compileWorld(spec);
        const hints = findHints(compiled, goals);
        expect(hints.map(({ goal }) => goal)).toEqual(
          judgeGoals(compiled, goals)
            .filter(({ pass }) => !pass)
            .map(({ id }) => id),
        );
        for (const found of hints)
          for (const rung of [1, 2, 3]) expect(say(`hint.${found.code}.${rung}`, found.params)).not.toMatch(/[{}]{2}/);
        expect(findHints(compileWorld(spec), goals)).toEqual(hints);
      }),
      { numRuns: 120, seed: 90210 },
    );
  });
});

describe('findHints', () => {
  it('gives one hint for each failing goal, the shown ones first, and none when all hold', () => {
    const spec = shop('selector: { app: wep }, ports: [{ port: 80, targetPort: 8080 }]');
    const hidden: Goal = { ...arrive('ops/ghost', 'shop/web:80'), id: 'inspection', hidden: true };
    const hints = findHints(compileWorld(spec), [
      hidden,
      arrive('ops/probe', 'shop/web:80'),
      arrive('ops/probe', 'pods:shop/deploy/web:8080'),
    ]);
    expect(hints.map(({ goal }) => goal)).toEqual(['must', 'inspection']);
    expect(findHints(compileWorld(spec), [arrive('ops/probe', 'pods:shop/deploy/web:8080')])).toEqual([]);
  });

  it('leaves the player’s world as it was', () => {
    const spec = shop('selector: { app: wep }, ports: [{ port: 80, targetPort: 8080 }]');
    const before = JSON.stringify(spec);
    findHints(compileWorld(spec), [arrive('ops/probe', 'shop/web:80')]);
    expect(JSON.stringify(spec)).toBe(before);
  });
});

describe('what a selector was meant to name', () => {
  it('SVC1 a selector that asks for a label too many loses that label', () => {
    const spec = shop('selector: { app: web, release: r1 }, ports: [{ port: 80, targetPort: 8080 }]');
    expect(hint(spec, arrive('ops/probe', 'http://web.shop'))).toMatchObject({
      code: 'svc.selector',
      params: { suggested: 'app: web' },
    });
  });

  it('SVC1 a selector by the wrong label names the label that bears the name of the Service', () => {
    const spec = shop('selector: { team: juice }, ports: [{ port: 80, targetPort: 8080 }]');
    expect(hint(spec, arrive('ops/probe', 'http://web.shop'))?.params).toMatchObject({ suggested: 'app: web' });
  });
});

describe('B-1 who comes from outside came in by a door', () => {
  it('names the Service that opened it, not the policy engine', () => {
    const spec = shop('type: NodePort, selector: { app: web }, ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]');
    const [result] = judgeGoals(compileWorld(spec), [
      never('vm:jump', `${compileWorld(spec).dataplane.plan.nodes[0]?.ip}:30080`),
    ]);
    expect(result?.failure).toMatchObject({ code: 'goal.arrived.service', params: { object: 'Service/shop/web' } });
  });
});
