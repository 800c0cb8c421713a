// Names: search lists, what CoreDNS answers, who a pod asks, and the question as a flow that policies and readiness can stop.
import { describe, expect, it } from 'vitest';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import { clusterFirst, searchNames } from '../../src/engine/dataplane/dns.ts';
import { cluster, network, type Walked, walked } from './street.ts';
import { pod, policy, service, worldOf } from './worlds.ts';

const NETWORK = network(
  `virtualNetworks: [{ name: vnet, addressSpace: [10.0.0.0/16], subnets: [{ name: snet-aks, addressPrefix: 10.0.0.0/24 }, { name: snet-vms, addressPrefix: 10.0.9.0/24 }] }]
virtualMachines: [{ name: jump, subnet: snet-vms, ipAddress: 10.0.9.4 }]
internetHosts: [{ name: api.example, ipAddress: 34.200.1.1, ports: [{ port: 443, protocol: TCP }] }, { name: a.b.c.d.e.example, ipAddress: 34.200.1.2, ports: [{ port: 443, protocol: TCP }] }]
dnsZones:
- name: contoso.com
  records: [{ name: shop, type: A, values: [34.200.1.1] }, { name: www, type: CNAME, values: [shop.contoso.com] }, { name: '@', type: A, values: [34.200.1.2] }, { name: loop, type: CNAME, values: [loop.contoso.com] }]`,
  cluster(),
);
const CLIENT = pod('shop/client', { node: 'n-0' });
const DB = [
  pod('pay/db', { ports: [5432], node: 'n-1' }),
  service('pay/db', 'selector: { app: db }, ports: [{ name: sql, port: 5432 }]'),
];

function house(...manifests: readonly string[]): Walked {
  return walked(NETWORK, CLIENT, ...DB, ...manifests);
}

function ask(world: Walked, name: string, type: 'A' | 'SRV' = 'A', fromNamespace = 'shop'): unknown {
  const answer = world.api.service({ revision: 1, query: { op: 'dns', name, type, fromNamespace } });
  return answer.ok ? answer.value : answer;
}

describe('DNS4, DNS5, DNS6 search lists', () => {
  const names = (name: string): string[] => searchNames({ name, type: 'A', ...clusterFirst('shop') });

  it('DNS4 fewer than five dots: each suffix first, then as it is', () => {
    expect(names('db')).toEqual(['db.shop.svc.cluster.local', 'db.svc.cluster.local', 'db.cluster.local', 'db']);
    expect(names('a.b.c.d.e').at(-1)).toBe('a.b.c.d.e');
  });

  it('DNS6 an outside name costs three questions first; a trailing dot none', () => {
    expect(names('api.contoso.com').indexOf('api.contoso.com')).toBe(3);
    expect(names('api.contoso.com.')).toEqual(['api.contoso.com']);
  });

  it('DNS4 five dots: as it is first, and the suffixes only where it is not known', () => {
    expect(names('a.b.c.d.e.example')[0]).toBe('a.b.c.d.e.example');
    expect(house().trace('shop/client', 'a.b.c.d.e.example:443').dns).toMatchObject({
      question: 'a.b.c.d.e.example',
      answers: ['34.200.1.2'],
    });
    const deep = pod('shop/set-0', { ports: [80], app: 'set', extra: 'hostname: set-0\n  subdomain: set' });
    const headless = service('shop/set', 'clusterIP: None, selector: { app: set }, ports: [{ name: http, port: 80 }]');
    // Five dots and of the cluster: refused outside, then found by the last suffix.
    expect(ask(house(deep, headless), '_http._tcp.set-0.set.shop.svc', 'SRV')).toMatch(/^forward:/);
    expect(ask(house(deep, headless), '_http._tcp.set.shop.svc', 'SRV')).toEqual(['80 set-0.set.shop.svc.cluster.local.']);
  });

  it.each([
    ['db', 'nxdomain dns'],
    ['db.pay', 'pay/db from 10.244.0.2'],
    ['db.pay.svc', 'pay/db from 10.244.0.2'],
    ['db.pay.svc.cluster.local', 'pay/db from 10.244.0.2'],
    ['DB.Pay.SVC.cluster.local.', 'pay/db from 10.244.0.2'],
    ['db.pay.', 'nxdomain dns'],
    ['pay.svc.cluster.local.', 'nodata dns'],
    ['nobody.svc.cluster.local.', 'nxdomain dns'],
  ])('DNS5, G-3 from shop: %s', (name, expected) => {
    expect(house().say('shop/client', `${name}:5432`)).toBe(expected);
  });
});

describe('DNS2, DNS3, DNS7, DNS8 what CoreDNS answers', () => {
  const SET = [
    pod('shop/set-0', { ports: [80], app: 'set', node: 'n-0', extra: 'hostname: set-0\n  subdomain: set' }),
    pod('shop/set-1', { ports: [80], app: 'set', node: 'n-1', extra: 'hostname: set-1\n  subdomain: other' }),
  ];

  it('SVC22, DNS2 a headless Service may have no ports at all and still has its pods', () => {
    const world = house(...SET, service('shop/set', 'clusterIP: None, selector: { app: set }'));
    expect(ask(world, 'set')).toEqual(['10.244.0.3', '10.244.1.3']);
    expect(world.say('shop/client', 'set-0.set:80')).toBe('shop/set-0 from 10.244.0.2');
  });

  it('DNS2 a pod without the named port is still an address of the name', () => {
    const world = house(
      ...SET,
      service('shop/set', 'clusterIP: None, selector: { app: set }, ports: [{ port: 80, targetPort: web }]'),
    );
    expect(ask(world, 'set')).toEqual(['10.244.0.3', '10.244.1.3']);
  });

  it('DNS3, SVC6 hostname only where the subdomain is the Service’s name; else the dashed address; never the pod’s name', () => {
    const world = house(
      ...SET,
      service('shop/set', 'clusterIP: None, selector: { app: set }, ports: [{ name: http, port: 80 }]'),
    );
    expect(ask(world, 'set-0.set')).toEqual(['10.244.0.3']);
    expect(ask(world, 'set-1.set')).toBe('forward:set-1.set');
    expect(ask(world, '10-244-1-3.set')).toEqual(['10.244.1.3']);
    expect(ask(world, '_http._tcp.set', 'SRV')).toEqual([
      '80 10-244-1-3.set.shop.svc.cluster.local.',
      '80 set-0.set.shop.svc.cluster.local.',
    ]);
  });

  it('DNS2 none ready: no such name, also for `ns/service:port`', () => {
    const world = house(service('shop/set', 'clusterIP: None, selector: { app: set }, ports: [{ port: 80 }]'));
    expect(world.say('shop/client', 'set:80')).toBe('nxdomain dns');
    expect(world.trace('shop/client', 'shop/set:80').verdict).toMatchObject({
      outcome: 'nxdomain',
      rule: { object: 'Service/shop/set', field: 'spec.selector' },
    });
  });

  it('SVC22 `ns/service:port` of a headless Service is one of its ready pods, on the port that was asked', () => {
    const world = house(
      ...SET,
      service('shop/set', 'clusterIP: None, selector: { app: set }, ports: [{ port: 8000, targetPort: 80 }]'),
    );
    expect(world.traces('shop/client', 'shop/set:80').map(({ deliveredTo }) => deliveredTo)).toEqual([
      'shop/set-0',
      'shop/set-1',
    ]);
    expect(world.say('shop/client', 'shop/set:8000')).toBe('refused not-listening');
  });

  it('DNS8 a pod’s address as a name echoes it', () => {
    expect(ask(house(), '10-244-1-2.pay.pod.cluster.local.')).toEqual(['10.244.1.2']);
    expect(ask(house(), 'ten-244-1-2.pay.pod.cluster.local.')).toBe('NXDOMAIN');
  });
});

describe('DNS9, DNS10 aliases and the street', () => {
  it.each([
    ['api.example:443', 'internet:api.example from 20.50.0.1'],
    ['www.contoso.com:443', 'internet:api.example from 20.50.0.1'],
    ['contoso.com:443', 'internet:a.b.c.d.e.example from 20.50.0.1'],
    ['loop.contoso.com:443', 'nxdomain dns'],
    ['nobody.contoso.com:443', 'nxdomain dns'],
    ['https://api.example/path', 'internet:api.example from 20.50.0.1'],
  ])('DNS10 %s', (to, expected) => {
    expect(house().say('shop/client', to)).toBe(expected);
  });

  it('DNS9, SVC21 ExternalName is followed, outside and inside the cluster, and through another one', () => {
    const world = house(
      service('shop/out', 'type: ExternalName, externalName: www.contoso.com'),
      service('shop/in', 'type: ExternalName, externalName: db.pay.svc.cluster.local'),
      service('shop/twice', 'type: ExternalName, externalName: in.shop.svc.cluster.local.'),
      service('shop/self', 'type: ExternalName, externalName: self.shop.svc.cluster.local'),
      service('shop/digits', 'type: ExternalName, externalName: 10.0.9.4'),
    );
    expect(world.say('shop/client', 'out:443')).toBe('internet:api.example from 20.50.0.1');
    expect(world.say('shop/client', 'in:5432')).toBe('pay/db from 10.244.0.2');
    expect(world.say('shop/client', 'twice:5432')).toBe('pay/db from 10.244.0.2');
    expect(world.say('shop/client', 'shop/in:5432')).toBe('pay/db from 10.244.0.2');
    expect(world.say('shop/client', 'self:80')).toBe('nxdomain dns');
    expect(world.say('shop/client', 'digits:22')).toBe('nxdomain dns');
  });
});

describe('DNS11, G-4 whom a sender asks', () => {
  it.each([
    ['ClusterFirst', '', 'pay/db'],
    ['ClusterFirst on the host network', 'hostNetwork: true', 'nxdomain'],
    ['ClusterFirstWithHostNet', 'hostNetwork: true\n  dnsPolicy: ClusterFirstWithHostNet', 'pay/db'],
    ['ClusterFirstWithHostNet without it', 'dnsPolicy: ClusterFirstWithHostNet', 'pay/db'],
    ['Default', 'dnsPolicy: Default', 'nxdomain'],
  ])('DNS11 %s', (_title, extra, expected) => {
    expect(house(pod('shop/asker', { node: 'n-0', extra })).say('shop/asker', 'db.pay:5432')).toMatch(new RegExp(`^${expected}`));
  });

  it('DNS11 None: its own server and its own list', () => {
    const asker = (config: string): Walked =>
      house(pod('shop/asker', { node: 'n-0', extra: `dnsPolicy: None\n  dnsConfig: ${config}` }));
    const bare = asker('{ nameservers: [10.100.0.10] }');
    expect(bare.say('shop/asker', 'db.pay.svc.cluster.local:5432')).toMatch(/^pay\/db/);
    expect(bare.say('shop/asker', 'db.pay:5432')).toBe('nxdomain dns');
    expect(
      asker('{ nameservers: [10.100.0.10], searches: [svc.cluster.local], options: [{ name: ndots, value: "2" }] }').say(
        'shop/asker',
        'db.pay:5432',
      ),
    ).toMatch(/^pay\/db/);
    expect(asker('{ nameservers: [10.9.9.9] }').say('shop/asker', 'db.pay:5432')).toBe('dns-timeout dns');
  });

  it('G-2 dnsConfig adds to ClusterFirst', () => {
    const asker = house(
      pod('shop/asker', {
        node: 'n-0',
        extra: 'dnsConfig: { searches: [pay.svc.cluster.local], options: [{ name: ndots, value: "1" }] }',
      }),
    );
    expect(asker.say('shop/asker', 'db:5432')).toMatch(/^pay\/db/);
    expect(asker.trace('shop/asker', 'api.example:443').dns?.question).toBe('api.example');
  });

  it('DNS4, G-2 ndots decides who is asked first where a name means something inside and outside', () => {
    const inside = [
      pod('example/api', { ports: [443], node: 'n-1' }),
      service('example/api', 'selector: { app: api }, ports: [{ port: 443 }]'),
    ];
    const options = (ndots: string): string =>
      pod('shop/asker', { node: 'n-0', extra: `dnsConfig: { options: [{ name: edns0 }, { name: ndots, value: "${ndots}" }] }` });
    expect(house(...inside, options('5')).say('shop/asker', 'api.example:443')).toMatch(/^example\/api/);
    expect(house(...inside, options('1')).say('shop/asker', 'api.example:443')).toMatch(/^internet:api\.example/);
    expect(house(...inside, options('5')).say('shop/asker', 'api.example.:443')).toMatch(/^internet:api\.example/);
  });

  it('nodes, machines and the street know no Service', () => {
    for (const from of ['node:n-0', 'vm:jump', 'internet:api.example']) {
      expect(house().say(from, 'db.pay.svc.cluster.local:5432')).toBe('nxdomain dns');
      expect(house().say(from, 'shop.contoso.com:443')).toMatch(/^internet:api\.example from /);
    }
  });
});

describe('DNS13, NP44 the question is a flow', () => {
  const outOnly = (rules: string): string => policy('shop/out', `podSelector: {}, policyTypes: [Egress], egress: [${rules}]`);
  const DIRECTORY =
    'namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } }';
  const TO_DB = '{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: pay } } }] }';

  it('DNS13 blocked is silence with the policy’s name, never NXDOMAIN; an address needs no directory', () => {
    const world = house(outOnly(TO_DB));
    const found = world.trace('shop/client', 'db.pay:5432');
    expect(found.verdict).toMatchObject({ outcome: 'dns-timeout', reason: 'dns', rule: { object: 'NetworkPolicy/shop/out' } });
    expect(found.hops[0]?.steps.map(({ code }) => code)).toEqual(['dns.timeout']);
    expect(world.say('shop/client', 'pay/db:5432')).toMatch(/^pay\/db/);
  });

  it('D-18 the directory’s own door can be shut as well', () => {
    const shut = policy('kube-system/shut', 'podSelector: {}');
    expect(house(shut).trace('shop/client', 'db.pay:5432').verdict).toMatchObject({
      outcome: 'dns-timeout',
      rule: { object: 'NetworkPolicy/kube-system/shut' },
    });
  });

  it('NP44 UDP 53 to CoreDNS is what counts', () => {
    const to = (protocol: string): string => `${TO_DB}, { to: [{ ${DIRECTORY} }], ports: [{ port: 53, protocol: ${protocol} }] }`;
    expect(house(outOnly(to('UDP'))).say('shop/client', 'db.pay:5432')).toMatch(/^pay\/db/);
    expect(house(outOnly(to('TCP'))).say('shop/client', 'db.pay:5432')).toBe('dns-timeout dns');
  });

  it('NP41 its ClusterIP in an ipBlock is nobody; the pod range holds CoreDNS too', () => {
    const block = (cidr: string): string => `${TO_DB}, { to: [{ ipBlock: { cidr: ${cidr} } }] }`;
    expect(house(outOnly(block('10.100.0.10/32'))).say('shop/client', 'db.pay:5432')).toBe('dns-timeout dns');
    expect(house(outOnly(block('10.244.0.0/16'))).say('shop/client', 'db.pay:5432')).toMatch(/^pay\/db/);
  });

  it('a hostNetwork pod’s question is no policy’s business (NP38)', () => {
    const asker = pod('shop/asker', { node: 'n-0', extra: 'hostNetwork: true\n  dnsPolicy: ClusterFirstWithHostNet' });
    expect(house(asker, outOnly('')).say('shop/asker', 'db.pay:5432')).toMatch(/^pay\/db/);
  });

  it('DNS13, SVC12 CoreDNS listed and not ready: nobody answers', () => {
    const coredns = (status: string): string =>
      `${pod('kube-system/coredns', { ports: [], node: 'n-1' }).replace('labels: { app: coredns }', 'labels: { k8s-app: kube-dns }')}
status: { conditions: [{ type: Ready, status: "${status}" }] }`;
    expect(house(coredns('False')).trace('shop/client', 'db.pay:5432').verdict).toEqual({
      outcome: 'dns-timeout',
      reason: 'dns',
      rule: { object: 'Service/kube-system/kube-dns', field: 'spec.selector' },
    });
    expect(house(coredns('True')).say('shop/client', 'db.pay:5432')).toMatch(/^pay\/db/);
  });

  it('the directory can be written to as a Service like any other', () => {
    expect(house().say('shop/client', '10.100.0.10:53/udp')).toBe('kube-system/coredns from 10.244.0.2');
    expect(house().say('shop/client', 'kube-system/kube-dns:53/udp')).toBe('kube-system/coredns from 10.244.0.2');
    expect(house(outOnly('')).say('shop/client', '10.100.0.10:53/udp')).toBe('timeout network-policy');
    expect(house().say('vm:jump', '10.100.0.10:53/udp')).toBe('timeout no-route');
  });

  it('a stand-in for CoreDNS stands in no plan, no matrix and no list of Services', () => {
    const world = house();
    expect(world.plan.pods.map(({ name }) => name)).toEqual(['db', 'client']);
    expect(world.plan.services.map(({ name }) => name)).toEqual(['db']);
    const matrix = world.api.matrix({ revision: 1 });
    expect(matrix.ok && matrix.value.pods).toEqual(['pay/db', 'shop/client']);
    expect(world.api.trace({ revision: 1, flow: { from: 'kube-system/coredns', to: 'pay/db:5432' } }).ok).toBe(false);
  });

  it.each(['overlay', 'nodeSubnet', 'podSubnet'] as const)('the stand-in takes nobody’s address: %s', (mode) => {
    const text = network(
      'virtualNetworks: [{ name: v, addressSpace: [10.0.0.0/16], subnets: [{ name: snet-aks, addressPrefix: 10.0.0.0/24 }, { name: snet-pods, addressPrefix: 10.0.4.0/24 }] }]',
      cluster({ mode }),
    );
    const { placement } = compileDataplane(worldOf(text, CLIENT));
    const standIn = placement.pods.find(({ virtual }) => virtual);
    const others = [...placement.pods.filter(({ virtual }) => !virtual), ...placement.nodes];
    expect(standIn?.address).toBeDefined();
    expect(others.map(({ address }) => address)).not.toContain(standIn?.address);
  });
});
