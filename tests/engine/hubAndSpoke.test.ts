// Hub and spoke: what peerings pass on, appliances and firewalls in between, forced tunnelling, and the ways back. Rules F-1…F-5, E-24…E-28,
// E-34, E-40, E-41 one by one.
import { describe, expect, it } from 'vitest';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import { cluster, network, type Walked, walked } from './street.ts';
import { pod, service, worldOf } from './worlds.ts';

interface Options {
  /** Fields of the peerings hub → a, hub → b, a → hub, b → hub. */
  readonly peerings?: Partial<Record<'hubToA' | 'hubToB' | 'aToHub' | 'bToHub', string>>;
  /** Routes of snet-a, snet-b, GatewaySubnet and the firewall's subnet. */
  readonly a?: string;
  readonly b?: string;
  readonly gatewaySubnet?: string;
  readonly fields?: Partial<Record<'a' | 'b' | 'firewall' | 'tableA', string>>;
  readonly rules?: string;
  readonly firewall?: string;
  readonly advertised?: string;
  readonly egress?: boolean | string;
  readonly gatewayType?: string;
  readonly extra?: string;
  readonly clusters?: string;
}

const BOTH = 'allowForwardedTraffic: true';
const to = (name: string, prefix: string, type: string, ip = ''): string =>
  `{ name: ${name}, addressPrefix: ${prefix}, nextHopType: ${type}${ip === '' ? '' : `, nextHopIpAddress: ${ip}`} }`;
const NVA = '10.1.5.4';
const FW = '10.1.1.4';
const viaNva = to('all', '0.0.0.0/0', 'VirtualAppliance', NVA);
const viaFw = to('all', '0.0.0.0/0', 'VirtualAppliance', FW);
const ANY = `{ name: g, priority: 100, ruleCollections: [{ name: n, priority: 100, type: Network, action: Allow, rules: [{ name: any, sourceAddresses: ['*'], ipProtocols: [Any], destinationAddresses: ['*'], destinationPorts: ['*'] }] }] }`;

function text(options: Options): string {
  const { peerings = {}, fields = {}, a = '', b = '', gatewaySubnet = '', rules = ANY, firewall = '' } = options;
  const {
    advertised = '[172.20.0.0/16]',
    egress = true,
    gatewayType = 'Vpn',
    extra = '',
    clusters = 'managedClusters: []',
  } = options;
  return network(
    `virtualNetworks:
- name: hub
  addressSpace: [10.1.0.0/16]
  subnets:
  - { name: GatewaySubnet, addressPrefix: 10.1.0.0/27${gatewaySubnet === '' ? '' : ', routeTable: rt-gw'} }
  - { name: AzureFirewallSubnet, addressPrefix: 10.1.1.0/26${fields.firewall ?? ''} }
  - { name: snet-nva, addressPrefix: 10.1.5.0/24 }
  - { name: snet-pe, addressPrefix: 10.1.9.0/24, privateEndpointNetworkPolicies: Enabled }
  peerings:
  - { name: to-a, remoteVirtualNetwork: spoke-a, allowGatewayTransit: true, ${peerings.hubToA ?? BOTH} }
  - { name: to-b, remoteVirtualNetwork: spoke-b, allowGatewayTransit: true, ${peerings.hubToB ?? BOTH} }
- name: spoke-a
  addressSpace: [10.2.0.0/16]
  subnets: [{ name: snet-a, addressPrefix: 10.2.0.0/24, routeTable: rt-a${fields.a ?? ''} }, { name: snet-c, addressPrefix: 10.2.7.0/24 }]
  peerings: [{ name: to-hub, remoteVirtualNetwork: hub, useRemoteGateways: true, ${peerings.aToHub ?? BOTH} }]
- name: spoke-b
  addressSpace: [10.3.0.0/16]
  subnets: [{ name: snet-b, addressPrefix: 10.3.0.0/24, routeTable: rt-b${fields.b ?? ''} }]
  peerings: [{ name: to-hub, remoteVirtualNetwork: hub, useRemoteGateways: true, ${peerings.bToHub ?? BOTH} }]
routeTables:
- { name: rt-a, ${fields.tableA ?? ''} routes: [${a}] }
- { name: rt-b, routes: [${b}] }
- { name: rt-gw, routes: [${gatewaySubnet}] }
publicIPAddresses: [{ name: pip-fw, ipAddress: 20.60.0.1 }, { name: pip-nat, ipAddress: 20.60.0.7 }]
natGateways: [{ name: nat, publicIpAddresses: [pip-nat] }]
azureFirewalls: [{ name: fw, virtualNetwork: hub, privateIPAddress: ${FW}, publicIPAddresses: [pip-fw], ${firewall} ruleCollectionGroups: [${rules}] }]
virtualNetworkGateways: [{ name: gw, virtualNetwork: hub, gatewayType: ${gatewayType}, connections: [hq] }]
onPremises: [{ name: hq, addressSpace: [172.20.0.0/16], advertisedRoutes: ${advertised}, internetEgress: ${egress}, hosts: [{ name: mon, ipAddress: 172.20.1.1, ports: [{ port: 80, protocol: TCP }] }] }]
virtualMachines:
- { name: a, subnet: snet-a, ipAddress: 10.2.0.4, ports: [{ port: 80, protocol: TCP }] }
- { name: c, subnet: snet-c, ipAddress: 10.2.7.4, ports: [{ port: 80, protocol: TCP }] }
- { name: b, subnet: snet-b, ipAddress: 10.3.0.4, ports: [{ port: 80, protocol: TCP }] }
- { name: nva, subnet: snet-nva, ipAddress: ${NVA}, enableIPForwarding: true }
- { name: deaf, subnet: snet-nva, ipAddress: 10.1.5.9 }
internetHosts:
- { name: shop.example, ipAddress: 203.0.113.50, ports: [{ port: 443, protocol: TCP, tls: true }] }
- { name: customer, ipAddress: 203.0.113.9 }
${extra}`,
    clusters,
  );
}

const town = (options: Options = {}): Walked => walked(text(options));

describe('F-5 what a peering passes on', () => {
  const through = { a: viaNva, b: viaNva };

  it('S46, F-5 spoke to spoke: a machine that forwards, routes both ways, forwarded traffic allowed', () => {
    const found = town(through).trace('vm:a', 'vm:b:80');
    expect(found).toMatchObject({ deliveredTo: 'vm:b', sourceSeen: '10.2.0.4', via: ['nva'] });
    expect(town().say('vm:a', 'vm:b:80')).toBe('timeout no-route');
  });

  it.each([
    [
      'the receiver’s side refuses what is only passed on',
      { bToHub: 'allowForwardedTraffic: false' },
      'timeout no-route',
      'VirtualNetwork/spoke-b',
    ],
    [
      'the hub’s side need not take it: what comes from a spoke is the spoke’s own',
      { hubToA: 'allowForwardedTraffic: false', hubToB: 'allowForwardedTraffic: false' },
      'vm:b from 10.2.0.4',
      undefined,
    ],
    ['absent means refused', { bToHub: 'allowGatewayTransit: false' }, 'timeout no-route', 'VirtualNetwork/spoke-b'],
  ])('F-5 allowForwardedTraffic: %s', (_what, peerings, expected, object) => {
    const world = town({ ...through, peerings });
    expect(world.say('vm:a', 'vm:b:80')).toBe(expected);
    const { rule } = world.trace('vm:a', 'vm:b:80').verdict;
    expect(rule?.object).toBe(object);
    if (object !== undefined) expect(rule?.field).toBe('peerings[to-hub].allowForwardedTraffic');
  });

  it('F-5 headquarters comes in through the lent gateway, forwarded traffic allowed or not', () => {
    const peerings = { aToHub: 'allowForwardedTraffic: false' };
    expect(town({ peerings }).say('onprem:mon', 'vm:a:80')).toBe('vm:a from 172.20.1.1');
    expect(town({ peerings }).say('vm:a', 'onprem:mon:80')).toBe('onprem:mon from 10.2.0.4');
  });

  it('F-5 the next hop of a user route may stand in a directly peered VNet, not behind another one', () => {
    const far = to('far', '10.9.0.0/16', 'VirtualAppliance', '10.3.0.4');
    const world = town({ a: far });
    expect(world.say('vm:a', '10.9.0.1:80')).toBe('timeout next-hop-unreachable');
    expect(world.trace('vm:a', '10.9.0.1:80').verdict.rule).toEqual({ object: 'RouteTable/rt-a', field: 'routes[far]' });
    expect(town({ a: viaNva }).trace('vm:a', '203.0.113.50:443').via).toContain('nva');
  });
});

describe('F-3, F-4 appliances', () => {
  it.each([
    ['F-3 a machine without IP forwarding drops what is not its own', '10.1.5.9', 'VirtualMachine/deaf', 'enableIPForwarding'],
    ['F-4 nobody has the address: a black hole, no other route is tried', '10.1.5.77', 'RouteTable/rt-a', 'routes[all]'],
    ['F-4 an address outside every VNet', '192.168.1.1', 'RouteTable/rt-a', 'routes[all]'],
  ])('%s', (_what, address, object, field) => {
    const { verdict } = town({ a: to('all', '0.0.0.0/0', 'VirtualAppliance', address) }).trace('vm:a', '203.0.113.50:443');
    expect(verdict).toEqual({ outcome: 'timeout', reason: 'next-hop-unreachable', rule: { object, field } });
  });

  it('F-3 an appliance in its clients’ own subnet sends to itself, round and round', () => {
    const extra = '';
    const world = walked(
      text({ a: to('all', '0.0.0.0/0', 'VirtualAppliance', '10.2.0.9'), extra }).replace(
        '- { name: deaf,',
        '- { name: loop, subnet: snet-a, ipAddress: 10.2.0.9, enableIPForwarding: true }\n- { name: deaf,',
      ),
    );
    expect(world.say('vm:a', '203.0.113.50:443')).toBe('timeout no-route');
    expect(world.trace('vm:a', '203.0.113.50:443').hops.flatMap(({ steps }) => steps.map(({ code }) => code))).toContain(
      'route.loop',
    );
  });

  it('F-2 a user route as long as the VNet’s own, or longer, takes its traffic; a shorter one does not', () => {
    const inside = (prefix: string): readonly string[] =>
      town({ a: to('in', prefix, 'VirtualAppliance', NVA) }).trace('vm:a', 'vm:c:80').via;
    expect(inside('10.2.0.0/16')).toEqual(['nva']);
    expect(inside('10.2.7.0/24')).toEqual(['nva']);
    expect(inside('10.0.0.0/8')).toEqual([]);
  });
});

describe('E-24…E-28 the firewall in the hub', () => {
  it('E-25 everything to the firewall, its public address to the internet', () => {
    const world = town({ a: `${viaFw}, ${to('own', '20.60.0.1/32', 'Internet')}` });
    expect(world.say('vm:a', 'shop.example:443')).toBe('internet:shop.example from 20.60.0.1');
    const routes = world.api.effectiveRoutes({ revision: 1, subnet: 'snet-a' });
    expect(
      routes.ok && routes.value.routes.filter(({ source }) => source === 'User').map(({ nextHopType }) => nextHopType),
    ).toEqual(['VirtualAppliance', 'Internet']);
  });

  it('E-23, E-14, E-22 a NAT gateway on AzureFirewallSubnet translates once, and the firewall’s own address stays at home', () => {
    const found = town({ a: viaFw, fields: { firewall: ', natGateway: nat' } }).trace('vm:a', 'shop.example:443');
    expect(found).toMatchObject({ sourceSeen: '20.60.0.7', via: ['fw', 'nat'], snat: { device: 'nat', publicIP: '20.60.0.7' } });
  });

  it('E-14, S26 a route to the firewall comes before the subnet’s NAT gateway', () => {
    expect(town({ a: viaFw, fields: { a: ', natGateway: nat' } }).say('vm:a', 'shop.example:443')).toBe(
      'internet:shop.example from 20.60.0.1',
    );
    expect(town({ fields: { a: ', natGateway: nat' } }).say('vm:a', 'shop.example:443')).toBe(
      'internet:shop.example from 20.60.0.7',
    );
  });

  it('E-40 headquarters may have an address of its own to go out by', () => {
    const world = town({ a: viaFw, advertised: '[172.20.0.0/16, 0.0.0.0/0]', egress: 'true, publicIPAddress: 198.51.100.90' });
    expect(world.trace('vm:a', 'shop.example:443')).toMatchObject({
      sourceSeen: '198.51.100.90',
      snat: { publicIP: '198.51.100.90', device: 'hq' },
    });
  });

  it('E-24, E-40 under forced tunnelling the firewall shows its private address, and headquarters lets it out', () => {
    const world = town({ a: viaFw, advertised: '[172.20.0.0/16, 0.0.0.0/0]' });
    const found = world.trace('vm:a', 'shop.example:443');
    expect(found.via).toEqual(['fw', 'gw', 'hq']);
    expect(found).toMatchObject({ deliveredTo: 'internet:shop.example', sourceSeen: '192.0.2.1' });
  });

  it('F-5, E-27 headquarters and a spoke through the firewall: both ways by route, else the answer goes round it', () => {
    const inbound = to('a', '10.2.0.0/16', 'VirtualAppliance', FW);
    const quiet = { tableA: 'disableBgpRoutePropagation: true,' };
    const both = town({ a: viaFw, gatewaySubnet: inbound, fields: quiet });
    expect(both.trace('onprem:mon', 'vm:a:80')).toMatchObject({
      deliveredTo: 'vm:a',
      sourceSeen: '172.20.1.1',
      via: ['gw', 'fw'],
    });
    expect(both.trace('vm:a', 'onprem:mon:80')).toMatchObject({ deliveredTo: 'onprem:mon', via: ['fw', 'gw', 'hq'] });
    // With the gateway's routes heard, the answer's longer prefix goes past the firewall that saw the question.
    expect(town({ a: viaFw, gatewaySubnet: inbound }).say('onprem:mon', 'vm:a:80')).toBe('timeout asymmetric-return');
    // Without the route on GatewaySubnet the question goes straight, and its answer meets a firewall that knows nothing of it.
    expect(town({ a: viaFw, fields: quiet }).say('onprem:mon', 'vm:a:80')).toBe('timeout asymmetric-return');
  });
});

describe('E-33, E-34, S31 a private endpoint behind the firewall', () => {
  const door = `paasServices: [{ name: vault, type: keyVault, fqdn: vault.vault.azure.net, publicNetworkAccess: Disabled, ports: [{ port: 443, protocol: TCP, tls: true }] }]
privateEndpoints: [{ name: pe, subnet: snet-pe, target: vault, status: Approved, ipAddress: 10.1.9.4 }]
privateDnsZones: [{ name: privatelink.vaultcore.azure.net, virtualNetworkLinks: [spoke-a, hub], records: [{ name: vault, type: A, values: [10.1.9.4] }] }]`;
  const app = `{ name: g, priority: 100, ruleCollections: [{ name: p, priority: 100, type: Application, action: Allow, rules: [{ name: r, sourceAddresses: ['*'], protocols: ['Https:443'], targetFqdns: ['*'] }] }] }`;
  const url = 'https://vault.vault.azure.net/';
  const seen = to('hub', '10.1.0.0/16', 'VirtualAppliance', FW);

  it('S31, E-32 a default route does not reach it: its /32 is longer', () => {
    expect(town({ a: viaFw, extra: door }).trace('vm:a', url)).toMatchObject({ deliveredTo: 'paas:vault', via: ['pe'] });
  });

  it('E-33, E-34 with policies on and a route as long as the VNet the firewall sees it; only with its own number does the answer come back to it', () => {
    const byApplication = town({ a: seen, rules: app, extra: door }).trace('vm:a', url);
    expect(byApplication).toMatchObject({ deliveredTo: 'paas:vault', via: ['fw', 'pe'] });
    expect(byApplication.sourceSeen).toBe('10.1.1.5');
    const byNetwork = town({ a: seen, extra: door }).trace('vm:a', url);
    expect(byNetwork.verdict).toMatchObject({ outcome: 'timeout', reason: 'asymmetric-return' });
    expect(town({ a: seen, extra: door, firewall: 'snatPrivateRanges: [255.255.255.255/32],' }).say('vm:a', url)).toBe(
      'paas:vault from 10.1.1.5',
    );
  });
});

describe('E-40, E-41 forced tunnelling', () => {
  const bridge = to('all', '0.0.0.0/0', 'VirtualNetworkGateway');

  it('E-40 a user route to a VPN gateway, its first connection for what nobody tells of; an ExpressRoute gateway takes none', () => {
    const found = town({ a: bridge }).trace('vm:a', 'shop.example:443');
    expect(found).toMatchObject({ deliveredTo: 'internet:shop.example', via: ['gw', 'hq'] });
    expect(town({ a: bridge, gatewayType: 'ExpressRoute' }).say('vm:a', 'shop.example:443')).toBe('timeout next-hop-unreachable');
    // The next subnet has no such route.
    expect(town({ a: bridge }).trace('vm:c', 'shop.example:443').via).toEqual([]);
  });

  it.each([
    ['by BGP', {}, ['gw', 'hq']],
    ['a route of its own to the internet', { a: to('out', '0.0.0.0/0', 'Internet') }, []],
    ['propagation off', { fields: { tableA: 'disableBgpRoutePropagation: true,' } }, []],
    ['a NAT gateway does not help', { fields: { a: ', natGateway: nat' } }, ['gw', 'hq']],
  ])('E-40, E-14 0.0.0.0/0 from headquarters, %s', (_what, options: Options, via) => {
    expect(town({ advertised: '[172.20.0.0/16, 0.0.0.0/0]', ...options }).trace('vm:a', 'shop.example:443').via).toEqual(via);
  });

  it('E-40 headquarters without a door to the internet keeps what it gets', () => {
    expect(town({ a: bridge, egress: false }).say('vm:a', 'shop.example:443')).toBe('timeout no-route');
  });

  const UNREADY = 'OutboundConnFailVMExtensionError';
  it.each([
    ['S47, E-41 headquarters keeps it: nobody starts', { egress: false }, UNREADY],
    ['E-41 headquarters lets it out: they start, under its address', {}, undefined],
    ['S47 a route to the internet of the subnet’s own', { egress: false, a: to('out', '0.0.0.0/0', 'Internet') }, undefined],
    ['S47 propagation off', { egress: false, fields: { tableA: 'disableBgpRoutePropagation: true,' } }, undefined],
  ])('%s', (_what, options: Options, reason) => {
    const clusters = cluster().replace('snet-aks', 'snet-a');
    const { plan } = town({ advertised: '[0.0.0.0/0]', clusters, ...options });
    expect(plan.nodes.map((node) => node.reason)).toEqual([reason, reason]);
  });
});

describe('E-27, S20 a public Service behind a default route', () => {
  const web = [
    pod('shop/web', { ports: [8080], node: 'n-0' }),
    service('shop/web', 'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]'),
  ];
  const of = (routes: string): Walked =>
    walked(text({ a: routes, clusters: cluster({ outbound: 'userDefinedRouting' }).replace('snet-aks', 'snet-a') }), ...web);

  it('S20 the answer follows the default route to a firewall that never saw the question', () => {
    for (const { verdict } of of(viaFw).traces('internet:customer', 'shop/web:80'))
      expect(verdict).toMatchObject({ outcome: 'timeout', reason: 'asymmetric-return' });
  });

  it('E-27 a route for the customer’s own address brings it back', () => {
    for (const found of of(`${viaFw}, ${to('c', '203.0.113.9/32', 'Internet')}`).traces('internet:customer', 'shop/web:80'))
      expect(found.deliveredTo).toBe('shop/web');
  });
});

describe('what Azure says of peerings', () => {
  const said = (hub: string, spoke: string, extra = ''): string[] =>
    compileDataplane(
      worldOf(
        network(`virtualNetworks:
- { name: hub, addressSpace: [10.1.0.0/16], subnets: [{ name: GatewaySubnet, addressPrefix: 10.1.0.0/27 }], peerings: [${hub}] }
- { name: spoke, addressSpace: [10.2.0.0/16], subnets: [{ name: GatewaySubnet, addressPrefix: 10.2.0.0/27 }], peerings: [${spoke}] }
${extra}
managedClusters: []`),
      ),
    ).diagnostics.map(({ code, severity }) => `${severity} ${code}`);
  const gw = (vnets: readonly string[]): string =>
    `virtualNetworkGateways: [${vnets.map((vnet) => `{ name: gw-${vnet}, virtualNetwork: ${vnet}, gatewayType: Vpn, connections: [] }`).join(', ')}]`;
  const back = '{ name: b, remoteVirtualNetwork: spoke, allowGatewayTransit: true }';
  const plain = '{ name: p, remoteVirtualNetwork: hub }';
  const uses = '{ name: p, remoteVirtualNetwork: hub, useRemoteGateways: true }';
  it.each([
    ['F-5 both sides made', back, plain, '', []],
    ['F-5 one side alone', '', plain, '', ['warning PeeringNotConnected']],
    ['F-5 a gateway is lent and used', back, uses, gw(['hub']), []],
    ['F-5 used, and not lent', '{ name: b, remoteVirtualNetwork: spoke }', uses, gw(['hub']), ['error PeeringGatewayNotLent']],
    ['F-5 used, and not there', back, uses, '', ['error RemoteVnetHasNoGateways']],
    ['F-5 used beside one’s own', back, uses, gw(['hub', 'spoke']), ['error PeeringGatewayOfOwn']],
  ])('%s', (_what, hub, spoke, extra, expected) => {
    expect(said(hub, spoke, extra)).toEqual(expected);
  });
});

it.each([
  [25, 0, []],
  [26, 0, ['RouteTableTooManyServiceTags']],
  [25, 375, []],
  [25, 376, ['RouteTableTooManyRoutes']],
])('F-3 %i routes with service tags and %i with prefixes in one table', (tags, prefixes, expected) => {
  const list = [
    ...Array.from({ length: tags }, (_, at) => to(`t${at}`, `Storage.Region${at}`, 'Internet')),
    ...Array.from({ length: prefixes }, (_, at) => to(`p${at}`, `100.64.${at >> 8}.${at & 255}/32`, 'None')),
  ];
  const { diagnostics } = compileDataplane(worldOf(text({ a: list.join(', ') })));
  expect(diagnostics.map(({ code }) => code)).toEqual(expected);
});
