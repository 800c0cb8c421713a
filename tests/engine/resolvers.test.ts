// Names outside the cluster: the chain of resolvers, private zones and their links, name servers of one's own, and every question sent.
import { describe, expect, it } from 'vitest';
import type { DnsQuery, Trace } from '../../src/engine/forward/trace.ts';
import { cluster, network, type Walked, walked } from './street.ts';
import { pod, policy } from './worlds.ts';

interface Options {
  /** `dnsServers` of vnet-shop. */
  readonly servers?: string;
  readonly extra?: string;
  readonly links?: string;
  readonly manifests?: readonly string[];
}

/** A cluster's VNet, a peered one and headquarters; a private zone for names and one for a database. */
function town({ servers = '', extra = '', links = 'vnet-shop', manifests = [] }: Options = {}): Walked {
  return walked(
    network(
      `virtualNetworks:
- name: vnet-shop
  addressSpace: [10.0.0.0/16]
  ${servers}
  subnets: [{ name: snet-aks, addressPrefix: 10.0.0.0/24 }, { name: snet-vms, addressPrefix: 10.0.9.0/24 }, { name: GatewaySubnet, addressPrefix: 10.0.255.0/27 }]
  peerings: [{ name: to-data, remoteVirtualNetwork: vnet-data }]
- name: vnet-data
  addressSpace: [10.2.0.0/16]
  subnets: [{ name: snet-db, addressPrefix: 10.2.0.0/24 }, { name: snet-dns, addressPrefix: 10.2.9.0/24 }]
  peerings: [{ name: to-shop, remoteVirtualNetwork: vnet-shop }]
- name: vnet-far
  addressSpace: [10.7.0.0/16]
  subnets: [{ name: snet-far, addressPrefix: 10.7.0.0/24 }]
virtualNetworkGateways: [{ name: vpngw, virtualNetwork: vnet-shop, gatewayType: Vpn, connections: [hq] }]
onPremises:
- { name: hq, addressSpace: [172.20.0.0/16], hosts: [{ name: monitor, ipAddress: 172.20.1.10 }] }
virtualMachines:
- { name: jump, subnet: snet-vms, ipAddress: 10.0.9.4, ports: [{ port: 80, protocol: TCP }] }
- { name: db, subnet: snet-db, ipAddress: 10.2.0.4, ports: [{ port: 80, protocol: TCP }] }
- { name: app, subnet: snet-vms, ipAddress: 10.0.9.5, ports: [{ port: 80, protocol: TCP }] }
internetHosts: [{ name: api.contoso.com, ipAddress: 34.200.1.1, ports: [{ port: 80, protocol: TCP }] }]
privateDnsZones:
- name: corp.internal
  virtualNetworkLinks: [${links}]
  records:
  - { name: app, type: A, values: [10.0.9.5] }
  - { name: www, type: CNAME, values: [app.corp.internal] }
  - { name: out, type: CNAME, values: [api.contoso.com] }
  - { name: '*.branch', type: A, values: [10.0.9.5] }
  - { name: deep.tree, type: A, values: [10.0.9.5] }
${extra}`,
      cluster(),
    ),
    pod('shop/client', { node: 'n-1' }),
    ...manifests,
  );
}

function names(trace: Trace, client?: string): string[] {
  const asked = (trace.dns?.queries ?? []).filter(
    (query) => query.type === 'A' && (client === undefined || query.client === client),
  );
  return asked.map(({ name, server, status }) => `${name} ${server} ${status}`);
}

function answers(query: DnsQuery | undefined): string[] {
  return query?.records.map(({ name, type, value }) => `${name} ${type} ${value}`) ?? [];
}

describe('DNS4, DNS6, G-2 every question that is sent', () => {
  it('G-2 a short outside name costs four failing questions, each as A and AAAA, before its own', () => {
    const trace = town().trace('shop/client', 'api.contoso.com:80');
    expect(trace.verdict.outcome).toBe('delivered');
    expect(names(trace, 'shop/client')).toEqual([
      'api.contoso.com.shop.svc.cluster.local 10.100.0.10 NXDOMAIN',
      'api.contoso.com.svc.cluster.local 10.100.0.10 NXDOMAIN',
      'api.contoso.com.cluster.local 10.100.0.10 NXDOMAIN',
      'api.contoso.com.vnet-shop.ax.internal.cloudapp.net 10.100.0.10 NXDOMAIN',
      'api.contoso.com 10.100.0.10 NOERROR',
    ]);
    const types = trace.dns?.queries.filter(({ client }) => client === 'shop/client').map(({ type }) => type);
    expect(types).toEqual(Array.from({ length: 5 }, () => ['A', 'AAAA']).flat());
    // CoreDNS keeps leftovers of the search list to itself and passes on one question (G-9).
    expect(names(trace, 'kube-system/coredns')).toEqual(['api.contoso.com 168.63.129.16 NOERROR']);
  });

  it.each([
    ['api.contoso.com.', '', 1],
    ['api.contoso.com', 'dnsConfig: { options: [{ name: ndots, value: "2" }] }', 1],
    ['api.contoso.com', 'dnsConfig: { options: [{ name: ndots, value: "3" }] }', 5],
    ['api.contoso.com', 'dnsConfig: { searches: [a.example, b.example] }', 7],
    ['kubernetes.default.svc.cluster.local', '', 5],
    ['nobody', '', 5],
    ['nobody.', '', 1],
  ])('DNS4 %s with "%s" costs %i', (name, extra, count) => {
    const asker = pod('shop/asker', { node: 'n-0', extra });
    expect(names(town({ manifests: [asker] }).trace('shop/asker', `${name}:80`), 'shop/asker')).toHaveLength(count);
  });

  it('DNS5 the list stops at the first name that has an answer', () => {
    const trace = town().trace('shop/client', 'jump:80');
    expect(trace.dns?.answers).toEqual(['10.0.9.4']);
    expect(names(trace, 'shop/client').at(-1)).toBe('jump.vnet-shop.ax.internal.cloudapp.net 10.100.0.10 NOERROR');
  });

  it('an answer carries its aliases, and AAAA has them without an address', () => {
    const { dns } = town().trace('shop/client', 'www.corp.internal.:80');
    const [a, aaaa] = dns?.queries ?? [];
    expect(answers(a)).toEqual(['www.corp.internal CNAME app.corp.internal', 'app.corp.internal A 10.0.9.5']);
    expect([aaaa?.type, aaaa?.status, answers(aaaa)]).toEqual(['AAAA', 'NOERROR', ['www.corp.internal CNAME app.corp.internal']]);
  });
});

describe('E-31 private zones', () => {
  it.each([
    ['app.corp.internal', '10.0.9.5'],
    ['APP.corp.Internal.', '10.0.9.5'],
    ['www.corp.internal', '10.0.9.5'],
    ['out.corp.internal', '34.200.1.1'],
    ['x.branch.corp.internal', '10.0.9.5'],
    ['x.y.branch.corp.internal', '10.0.9.5'],
    ['branch.corp.internal', 'nodata'],
    ['tree.corp.internal', 'nodata'],
    ['corp.internal', 'nodata'],
    ['x.tree.corp.internal', 'nxdomain'],
    ['nobody.corp.internal', 'nxdomain'],
    ['corp.internal.example', 'nxdomain'],
  ])('from a pod: %s is %s', (name, expected) => {
    const trace = town().trace('shop/client', `${name}:80`);
    expect(trace.dns?.answers[0] ?? trace.verdict.outcome).toBe(expected);
  });

  it.each([
    ['vnet-shop', 'shop/client', 'vm:app'],
    ['vnet-shop', 'vm:jump', 'vm:app'],
    ['vnet-shop', 'node:n-0', 'vm:app'],
    ['vnet-shop', 'vm:db', 'nxdomain'],
    ['vnet-data', 'vm:db', 'vm:app'],
    ['vnet-data', 'shop/client', 'nxdomain'],
    ['vnet-shop', 'onprem:monitor', 'nxdomain'],
    ['vnet-shop, vnet-data', 'internet:api.contoso.com', 'nxdomain'],
  ])('linked to %s, asked by %s: %s', (links, from, expected) => {
    expect(town({ links }).say(from, 'app.corp.internal:80')).toMatch(new RegExp(`^${expected}`));
  });

  it('an unlinked zone that knows the name is named; NXDOMAIN of a linked one names the zone', () => {
    const unlinked = town({ links: 'vnet-data' }).trace('shop/client', 'app.corp.internal:80');
    expect(unlinked.hops[0]?.steps[0]).toMatchObject({
      code: 'dns.notLinked',
      rule: { object: 'PrivateDnsZone/corp.internal', field: 'virtualNetworkLinks' },
    });
    const missing = town().trace('shop/client', 'nobody.corp.internal:80');
    expect(missing.verdict).toMatchObject({
      outcome: 'nxdomain',
      rule: { object: 'PrivateDnsZone/corp.internal', field: 'records' },
    });
  });

  it('F-5 machine names are known in their own VNet alone, by machines and pods', () => {
    expect(town().say('vm:jump', 'app:80')).toBe('vm:app from 10.0.9.4');
    expect(town().say('shop/client', 'app:80')).toMatch(/^vm:app from /);
    expect(town().say('vm:jump', 'db:80')).toBe('nxdomain dns');
    expect(town().say('vm:db', 'app:80')).toBe('nxdomain dns');
  });
});

const corp = (fields: string): string => `dnsServers: [{ name: corp-dns, ipAddress: 10.2.9.4, ${fields} }]`;

describe('G-5, G-7 name servers of one’s own', () => {
  it.each([
    // What the server is told, the name, who is linked, and what comes of it.
    ['forwarders: [168.63.129.16]', 'api.contoso.com', 'vnet-shop', '34.200.1.1'],
    ['forwarders: []', 'api.contoso.com', 'vnet-shop', '34.200.1.1'],
    ['forwarders: [8.8.8.8]', 'api.contoso.com', 'vnet-shop', '34.200.1.1'],
    // The zone must be linked where the server stands, not where the question began.
    ['forwarders: [168.63.129.16]', 'app.corp.internal', 'vnet-shop', 'nxdomain'],
    ['forwarders: [168.63.129.16]', 'app.corp.internal', 'vnet-data', '10.0.9.5'],
    ['forwarders: []', 'app.corp.internal', 'vnet-shop, vnet-data', 'nxdomain'],
    ['forwarders: [8.8.8.8]', 'app.corp.internal', 'vnet-data', 'nxdomain'],
    [
      'forwarders: [], zones: [{ name: corp.internal, forwarders: [168.63.129.16] }]',
      'app.corp.internal',
      'vnet-data',
      '10.0.9.5',
    ],
    [
      'forwarders: [], zones: [{ name: corp.example, forwarders: [168.63.129.16] }]',
      'app.corp.internal',
      'vnet-data',
      'nxdomain',
    ],
    [
      'forwarders: [168.63.129.16], zones: [{ name: corp.internal, records: [{ name: app, type: A, values: [10.2.0.4] }] }]',
      'app.corp.internal',
      'vnet-data',
      '10.2.0.4',
    ],
    ['forwarders: [168.63.129.16], zones: [{ name: corp.internal, records: [] }]', 'app.corp.internal', 'vnet-data', 'nxdomain'],
    [
      'forwarders: [168.63.129.16], zones: [{ name: o.example, records: [{ name: "@", type: CNAME, values: [app.corp.internal] }] }]',
      'o.example',
      'vnet-data',
      '10.0.9.5',
    ],
    // A forwarder that is not there, alone and beside one that is.
    ['forwarders: [10.2.9.99]', 'api.contoso.com', '', 'dns-timeout'],
    ['forwarders: [10.2.9.99, 168.63.129.16]', 'api.contoso.com', '', '34.200.1.1'],
    // Itself, and a machine that is no name server.
    ['forwarders: [10.2.9.4]', 'api.contoso.com', '', 'dns-timeout'],
    ['forwarders: [10.2.0.4]', 'api.contoso.com', '', 'dns-timeout'],
  ])('%s: %s, linked to [%s], is %s', (fields, name, links, expected) => {
    const world = town({ servers: 'dnsServers: [10.2.9.4]', extra: corp(fields), links });
    for (const from of ['shop/client', 'vm:jump', 'node:n-0']) {
      const trace = world.trace(from, `${name}:80`);
      expect(trace.dns?.answers[0] ?? trace.verdict.outcome, from).toBe(expected);
    }
  });

  it('DNS13 a server that is not there is silence, never "no such name"; an address still works', () => {
    const world = town({ servers: 'dnsServers: [10.0.9.53]' });
    for (const from of ['shop/client', 'vm:jump', 'node:n-0']) {
      expect(world.trace(from, 'api.contoso.com:80').verdict).toMatchObject({ outcome: 'dns-timeout', reason: 'dns' });
      expect(world.say(from, '34.200.1.1:80')).toMatch(/^internet:api\.contoso\.com/);
    }
    // Names of the cluster do not leave it.
    expect(world.say('shop/client', 'nobody.svc.cluster.local.:80')).toBe('nxdomain dns');
  });

  it('G-7 a server in a VNet without a route is silence too', () => {
    const extra = 'dnsServers: [{ name: far-dns, ipAddress: 10.7.0.4, forwarders: [168.63.129.16] }]';
    expect(town({ servers: 'dnsServers: [10.7.0.4]', extra }).say('vm:jump', 'api.contoso.com:80')).toBe('dns-timeout dns');
  });

  it('two servers that pass questions to each other end the lookup', () => {
    const extra = `dnsServers:
- { name: a-dns, ipAddress: 10.0.9.53, forwarders: [10.2.9.4] }
- { name: b-dns, ipAddress: 10.2.9.4, forwarders: [10.0.9.53] }`;
    const trace = town({ servers: 'dnsServers: [10.0.9.53]', extra }).trace('vm:jump', 'api.contoso.com:80');
    expect(trace.verdict.outcome).toBe('dns-timeout');
    expect(trace.hops[0]?.steps.at(-1)?.code).toBe('dns.circle');
  });

  it('many silent servers that name many others end within the budget', () => {
    const list = Array.from({ length: 60 }, (_item, index) => `10.2.9.${index + 60}`).join(', ');
    const extra = `dnsServers:\n${Array.from({ length: 60 }, (_item, index) => `- { name: d${index}, ipAddress: 10.2.9.${index + 60}, forwarders: [${list}] }`).join('\n')}`;
    const trace = town({ servers: `dnsServers: [${list}]`, extra }).trace('vm:jump', 'api.contoso.com:80');
    expect(trace.verdict.outcome).toBe('dns-timeout');
    expect(trace.dns?.queries.length).toBeLessThan(400);
  });

  it('G-7 the question itself obeys policies: of the pod to CoreDNS, and of CoreDNS to the server', () => {
    const servers = 'dnsServers: [10.2.9.4]';
    const extra = corp('forwarders: [168.63.129.16]');
    const jail = policy(
      'kube-system/jail',
      'podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 168.63.129.16/32 } }] }]',
    );
    const shut = town({ servers, extra, manifests: [jail] }).trace('shop/client', 'api.contoso.com:80');
    expect(shut.verdict).toMatchObject({ outcome: 'dns-timeout', rule: { object: 'NetworkPolicy/kube-system/jail' } });
    expect(town({ manifests: [jail] }).say('shop/client', 'api.contoso.com:80')).toMatch(/^internet/);
  });

  it('DNS11 a pod with dnsPolicy Default sends its question itself', () => {
    const asker = pod('shop/asker', { node: 'n-0', extra: 'dnsPolicy: Default' });
    const jail = policy(
      'shop/jail',
      'podSelector: { matchLabels: { app: asker } }, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 34.0.0.0/8 } }] }]',
    );
    expect(town({ manifests: [asker] }).say('shop/asker', 'app.corp.internal:80')).toMatch(/^vm:app/);
    expect(town({ manifests: [asker, jail] }).trace('shop/asker', 'api.contoso.com:80').verdict).toMatchObject({
      outcome: 'dns-timeout',
      rule: { object: 'NetworkPolicy/shop/jail' },
    });
  });

  it('DNS11 None with servers of its own: the first that answers', () => {
    const asker = (servers: string): Walked =>
      town({
        extra: corp('forwarders: [], zones: [{ name: only.example, records: [{ name: "@", type: A, values: [10.0.9.4] }] }]'),
        manifests: [pod('shop/asker', { node: 'n-0', extra: `dnsPolicy: None\n  dnsConfig: { nameservers: [${servers}] }` })],
      });
    expect(asker('10.2.9.4').say('shop/asker', 'only.example:80')).toMatch(/^vm:jump/);
    expect(asker('10.2.9.99, 10.2.9.4').say('shop/asker', 'only.example:80')).toMatch(/^vm:jump/);
    expect(asker('168.63.129.16, 10.2.9.4').say('shop/asker', 'only.example:80')).toBe('nxdomain dns');
    expect(asker('10.2.9.99').say('shop/asker', 'only.example:80')).toBe('dns-timeout dns');
  });

  it('E-31 headquarters knows private names through a server of its own that asks one inside', () => {
    const inside = '{ name: fwd, ipAddress: 10.0.9.53, forwarders: [168.63.129.16] }';
    const own = '{ name: hq-dns, ipAddress: 172.20.1.53, forwarders: [10.0.9.53] }';
    expect(town({ extra: `dnsServers: [${inside}, ${own}]` }).say('onprem:monitor', 'app.corp.internal:80')).toBe(
      'vm:app from 172.20.1.10',
    );
    // 168.63.129.16 is an address of Azure's hosts alone.
    const blind = '{ name: hq-dns, ipAddress: 172.20.1.53, forwarders: [168.63.129.16] }';
    expect(town({ extra: `dnsServers: [${blind}]` }).say('onprem:monitor', 'app.corp.internal:80')).toBe('dns-timeout dns');
  });

  it('a machine that listens on 53 passes questions on to Azure in its own VNet', () => {
    const servers = 'dnsServers: [10.2.9.7]';
    const world = (links: string): Walked =>
      walked(
        network(
          `virtualNetworks:
- { name: vnet-shop, addressSpace: [10.0.0.0/16], ${servers}, subnets: [{ name: snet-aks, addressPrefix: 10.0.0.0/24 }], peerings: [{ name: a, remoteVirtualNetwork: vnet-data }] }
- { name: vnet-data, addressSpace: [10.2.0.0/16], subnets: [{ name: snet-dns, addressPrefix: 10.2.9.0/24 }], peerings: [{ name: b, remoteVirtualNetwork: vnet-shop }] }
virtualMachines: [{ name: relay, subnet: snet-dns, ipAddress: 10.2.9.7, ports: [{ port: 53, protocol: UDP }] }]
privateDnsZones: [{ name: corp.internal, virtualNetworkLinks: [${links}], records: [{ name: app, type: A, values: [10.2.9.7] }] }]`,
          cluster(),
        ),
        pod('shop/client', { node: 'n-0' }),
      );
    expect(world('vnet-data').trace('shop/client', 'app.corp.internal:53').dns?.answers).toEqual(['10.2.9.7']);
    expect(world('vnet-shop').trace('shop/client', 'app.corp.internal:53').verdict.outcome).toBe('nxdomain');
  });
});

describe('G-6, S49 servers that do not know the same names', () => {
  const servers = 'dnsServers: [10.2.9.4, 168.63.129.16]';
  const extra = corp('forwarders: [], zones: [{ name: only.example, records: [{ name: "@", type: A, values: [10.0.9.4] }] }]');

  it('each upstream is one of the ways a pod’s question can go', () => {
    const world = town({ servers, extra });
    const outcomes = (name: string): string[] => [
      ...new Set(world.traces('shop/client', `${name}:80`).map(({ verdict }) => verdict.outcome)),
    ];
    expect(outcomes('only.example.').sort()).toEqual(['delivered', 'nxdomain']);
    expect(outcomes('app.corp.internal.').sort()).toEqual(['delivered', 'nxdomain']);
    expect(outcomes('api.contoso.com.')).toEqual(['delivered']);
  });

  it('a machine asks the first that answers', () => {
    expect(
      town({ servers, extra })
        .traces('vm:jump', 'only.example:80')
        .map(({ verdict }) => verdict.outcome),
    ).toEqual(['delivered']);
    expect(town({ servers, extra }).say('vm:jump', 'app.corp.internal:80')).toBe('nxdomain dns');
  });

  it('an upstream that does not answer is left out', () => {
    const world = town({ servers: 'dnsServers: [10.2.9.99, 168.63.129.16]' });
    expect(world.traces('shop/client', 'app.corp.internal.:80').map(({ verdict }) => verdict.outcome)).toEqual(['delivered']);
  });
});

describe('E-21 a firewall that answers names', () => {
  const world = (dnsProxy: boolean, links: string, address = 'privateIPAddress: 10.1.1.4,'): Walked =>
    walked(
      network(`virtualNetworks:
- { name: vnet-hub, addressSpace: [10.1.0.0/16], subnets: [{ name: AzureFirewallSubnet, addressPrefix: 10.1.1.0/26 }], peerings: [{ name: a, remoteVirtualNetwork: vnet-shop }] }
- { name: vnet-shop, addressSpace: [10.0.0.0/16], dnsServers: [10.1.1.4], subnets: [{ name: snet-vms, addressPrefix: 10.0.9.0/24 }], peerings: [{ name: b, remoteVirtualNetwork: vnet-hub }] }
publicIPAddresses: [{ name: pip-fw, ipAddress: 20.51.8.30 }]
azureFirewalls: [{ name: fw, virtualNetwork: vnet-hub, ${address} publicIPAddresses: [pip-fw], dnsProxy: ${dnsProxy} }]
virtualMachines: [{ name: jump, subnet: snet-vms, ipAddress: 10.0.9.4, ports: [{ port: 80, protocol: TCP }] }]
privateDnsZones: [{ name: corp.internal, virtualNetworkLinks: [${links}], records: [{ name: app, type: A, values: [10.0.9.4] }] }]`),
    );

  it('E-31 the zone must be linked where the firewall asks', () => {
    const trace = world(true, 'vnet-hub').trace('vm:jump', 'app.corp.internal:80');
    expect(trace.dns).toMatchObject({ answers: ['10.0.9.4'], resolver: 'fw' });
    expect(names(trace)).toEqual(['app.corp.internal 10.1.1.4 NOERROR', 'app.corp.internal 168.63.129.16 NOERROR']);
    expect(world(true, 'vnet-shop').say('vm:jump', 'app.corp.internal:80')).toBe('nxdomain dns');
  });

  it('E-24 a firewall without a written address has the first of its subnet, and answers there', () => {
    expect(world(true, 'vnet-hub', '').trace('vm:jump', 'app.corp.internal:80').dns).toMatchObject({ resolver: 'fw' });
  });
});

describe('G-7 whose question it is', () => {
  it.each(['jump', 'dns1'])('G-7 a machine called %s asks for itself alone, whatever a name server is called', (name) => {
    const world = walked(
      network(`virtualNetworks:
- name: vnet
  addressSpace: [10.0.0.0/16]
  dnsServers: [10.0.3.4, 10.0.2.4]
  subnets:
  - { name: snet-a, addressPrefix: 10.0.1.0/24, routeTable: rt }
  - { name: snet-b, addressPrefix: 10.0.2.0/24 }
  - { name: snet-c, addressPrefix: 10.0.3.0/24 }
routeTables: [{ name: rt, routes: [{ name: shut, addressPrefix: 10.0.3.4/32, nextHopType: None }] }]
virtualMachines:
- { name: ${name}, subnet: snet-a, ipAddress: 10.0.1.4 }
- { name: b, subnet: snet-b, ipAddress: 10.0.2.4, ports: [{ port: 53, protocol: UDP }] }
- { name: c, subnet: snet-c, ipAddress: 10.0.3.4, ports: [{ port: 53, protocol: UDP }, { port: 80, protocol: TCP }] }
dnsServers:
- { name: dns1, ipAddress: 10.0.2.4, forwarders: [10.0.3.4] }
- { name: dns2, ipAddress: 10.0.3.4, zones: [{ name: corp.internal, records: [{ name: app, type: A, values: [10.0.2.4] }] }] }`),
    );
    expect(world.trace(`vm:${name}`, 'app.corp.internal:53/udp').dns).toMatchObject({ answers: ['10.0.2.4'] });
  });
});
