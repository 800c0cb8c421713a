// Effective routes and rules as lists: what `az network nic show-effective-route-table` and `list-effective-nsg` print of a subnet.
import { describe, expect, it } from 'vitest';
import { cluster, network, type Walked, walked } from './street.ts';

interface Options {
  /** Routes of the table `rt`, on snet-a. */
  readonly routes?: readonly string[];
  readonly table?: string;
  readonly advertised?: string;
  readonly subnet?: string;
  readonly extra?: string;
  readonly spaces?: string;
}

/** A hub with the gateway to headquarters, and a spoke that uses it; the subnet that is asked about is the spoke's snet-a. */
function town({
  routes = [],
  table = '',
  advertised = '[172.20.0.0/16]',
  subnet = '',
  extra = '',
  spaces = '[10.2.0.0/16]',
}: Options = {}): Walked {
  return walked(
    network(
      `virtualNetworks:
- name: hub
  addressSpace: [10.1.0.0/16]
  subnets: [{ name: GatewaySubnet, addressPrefix: 10.1.0.0/27 }, { name: snet-hub, addressPrefix: 10.1.2.0/24 }]
  peerings: [{ name: to-spoke, remoteVirtualNetwork: spoke, allowGatewayTransit: true }]
- name: spoke
  addressSpace: ${spaces}
  subnets: [{ name: snet-a, addressPrefix: 10.2.0.0/24, routeTable: rt${subnet} }, { name: snet-b, addressPrefix: 10.2.1.0/24 }]
  peerings: [{ name: to-hub, remoteVirtualNetwork: hub, useRemoteGateways: true }]
routeTables: [{ name: rt, ${table} routes: [${routes.join(', ')}] }]
virtualNetworkGateways: [{ name: gw, virtualNetwork: hub, gatewayType: Vpn, connections: [hq] }]
onPremises: [{ name: hq, addressSpace: [172.20.0.0/16], advertisedRoutes: ${advertised}, hosts: [] }]
virtualMachines: [{ name: a, subnet: snet-a, ipAddress: 10.2.0.4, networkSecurityGroup: nic }, { name: b, subnet: snet-b, ipAddress: 10.2.1.4 }]
networkSecurityGroups:
- name: nic
  securityRules: []
- name: nsg
  securityRules:
  - { name: late, priority: 300, direction: Inbound, access: Deny, protocol: '*', sourceAddressPrefix: Internet, destinationPortRange: '*' }
  - { name: early, priority: 200, direction: Inbound, access: Allow, protocol: Tcp, sourceAddressPrefixes: [10.0.0.0/8, VirtualNetwork], destinationPortRanges: ['80', '443'] }
${extra}`,
      extra.includes('managedClusters') ? '' : 'managedClusters: []',
    ),
  );
}

const route = (name: string, prefix: string, type: string, ip = ''): string =>
  `{ name: ${name}, addressPrefix: ${prefix}, nextHopType: ${type}${ip === '' ? '' : `, nextHopIpAddress: ${ip}`} }`;

/** `Default Active 10.2.0.0/16 VnetLocal`, one line a route. */
function lines(world: Walked, subnet = 'snet-a'): string[] {
  const answer = world.api.effectiveRoutes({ revision: 1, subnet });
  if (!answer.ok) return [answer.code];
  return answer.value.routes.map(({ source, state, addressPrefix, nextHopType, nextHopIpAddress }) =>
    [source, state, addressPrefix, nextHopType, nextHopIpAddress ?? ''].join(' ').trim(),
  );
}

describe('effective routes', () => {
  const SYSTEM = [
    'Default Active 10.2.0.0/16 VnetLocal',
    'Default Active 10.1.0.0/16 VNetPeering',
    'Default Active 10.0.0.0/8 None',
    'Default Active 172.16.0.0/12 None',
    'Default Active 192.168.0.0/16 None',
    'Default Active 100.64.0.0/10 None',
  ];
  const BRIDGE = 'VirtualNetworkGateway Active 172.20.0.0/16 VirtualNetworkGateway 10.1.0.4';

  it('F-1 system routes, a peer’s, and what headquarters tells by the gateway that the hub lends', () => {
    expect(lines(town())).toEqual([...SYSTEM, 'Default Active 0.0.0.0/0 Internet', BRIDGE]);
  });

  it('F-2 a user route stands in the place of a system route with the same prefix', () => {
    const routes = [
      route('near', '10.2.0.0/16', 'VirtualAppliance', '10.1.2.4'),
      route('all', '0.0.0.0/0', 'VirtualAppliance', '10.1.2.4'),
    ];
    const found = lines(town({ routes }));
    expect(found).toContain('Default Invalid 10.2.0.0/16 VnetLocal');
    expect(found).toContain('Default Invalid 0.0.0.0/0 Internet');
    expect(found.slice(-2)).toEqual([
      'User Active 10.2.0.0/16 VirtualAppliance 10.1.2.4',
      'User Active 0.0.0.0/0 VirtualAppliance 10.1.2.4',
    ]);
    // C28: and of those that lead nowhere.
    expect(found).toContain('Default Invalid 10.0.0.0/8 None');
  });

  it('F-2 a shorter user route leaves the VNet’s own as it is, a longer one stands beside it', () => {
    const found = lines(town({ routes: [route('wide', '10.0.0.0/8', 'None'), route('own', '10.2.1.0/24', 'None')] }));
    expect(found).toContain('Default Active 10.2.0.0/16 VnetLocal');
    expect(found).toContain('Default Invalid 10.0.0.0/8 None');
    expect(found.slice(-2)).toEqual(['User Active 10.0.0.0/8 None', 'User Active 10.2.1.0/24 None']);
  });

  it('F-2 a route by BGP inside the VNet or a peer never carries anything', () => {
    const found = lines(town({ advertised: '[10.2.1.0/24, 10.1.0.0/16, 10.9.0.0/16, 10.0.0.0/8]' }));
    expect(found).toContain('VirtualNetworkGateway Invalid 10.2.1.0/24 VirtualNetworkGateway 10.1.0.4');
    expect(found).toContain('VirtualNetworkGateway Invalid 10.1.0.0/16 VirtualNetworkGateway 10.1.0.4');
    expect(found).toContain('VirtualNetworkGateway Active 10.9.0.0/16 VirtualNetworkGateway 10.1.0.4');
    expect(found).toContain('VirtualNetworkGateway Active 10.0.0.0/8 VirtualNetworkGateway 10.1.0.4');
    expect(found).toContain('Default Invalid 10.0.0.0/8 None');
  });

  it('E-40 0.0.0.0/0 by BGP takes the place of the way to the internet, and a route of the player’s own its', () => {
    const advertised = '[0.0.0.0/0]';
    expect(lines(town({ advertised })).slice(-2)).toEqual([
      'Default Invalid 0.0.0.0/0 Internet',
      'VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.1.0.4',
    ]);
    expect(lines(town({ advertised, routes: [route('all', '0.0.0.0/0', 'Internet')] })).slice(-3)).toEqual([
      'Default Invalid 0.0.0.0/0 Internet',
      'VirtualNetworkGateway Invalid 0.0.0.0/0 VirtualNetworkGateway 10.1.0.4',
      'User Active 0.0.0.0/0 Internet',
    ]);
  });

  it('F-3 with propagation off the gateway’s routes are not heard; the next subnet hears them', () => {
    const world = town({ table: 'disableBgpRoutePropagation: true,' });
    expect(lines(world)).not.toContain(BRIDGE);
    expect(lines(world, 'snet-b')).toContain(BRIDGE);
    const answer = world.api.effectiveRoutes({ revision: 1, subnet: 'snet-a' });
    expect(answer.ok && answer.value.disableBgpRoutePropagation).toBe(true);
  });

  it('F-1 a private range that is the VNet’s own is not listed twice', () => {
    expect(lines(town({ spaces: '[10.0.0.0/8]' })).filter((line) => line.includes(' 10.0.0.0/8 '))).toEqual([
      'Default Active 10.0.0.0/8 VnetLocal',
    ]);
  });

  it('F-3 next hops of user routes, in Azure’s words, each by its name and field', () => {
    const routes = [
      route('gate', '10.5.0.0/16', 'VirtualAppliance', '10.1.2.4'),
      route('bridge', '10.6.0.0/16', 'VirtualNetworkGateway'),
      route('near', '10.7.0.0/16', 'VnetLocal'),
      route('street', '20.0.0.0/8', 'Internet'),
      route('hole', '10.8.0.0/16', 'None'),
    ];
    const world = town({ routes });
    expect(lines(world).filter((line) => line.startsWith('User'))).toEqual([
      'User Active 10.5.0.0/16 VirtualAppliance 10.1.2.4',
      'User Active 10.6.0.0/16 VirtualNetworkGateway',
      'User Active 10.7.0.0/16 VnetLocal',
      'User Active 20.0.0.0/8 Internet',
      'User Active 10.8.0.0/16 None',
    ]);
    const answer = world.api.effectiveRoutes({ revision: 1, subnet: 'snet-a' });
    expect(answer.ok && answer.value.routes.find(({ name }) => name === 'hole')?.rule).toEqual({
      object: 'RouteTable/rt',
      field: 'routes[hole]',
    });
  });

  const door = (
    policies: string,
  ): string => `privateEndpoints: [{ name: pe, subnet: snet-pe, target: vault, status: Approved, ipAddress: 10.1.9.4 }]
paasServices: [{ name: vault, type: keyVault, fqdn: vault.vault.azure.net, publicIPAddress: 20.150.0.9, publicNetworkAccess: Enabled, ports: [] }]
${policies}`;
  it('E-32, E-35 optional routes: a private endpoint’s /32 in the peer too, a service endpoint in its subnet alone', () => {
    const world = town({ extra: door(''), subnet: ', serviceEndpoints: [Microsoft.KeyVault]' });
    const none = lines(world);
    // The endpoint's subnet is not there: no address, no route.
    expect(none.filter((line) => line.includes('InterfaceEndpoint'))).toEqual([]);
    expect(none).toContain('Default Active 20.150.0.9/32 VirtualNetworkServiceEndpoint');
    expect(lines(world, 'snet-b').some((line) => line.includes('ServiceEndpoint'))).toBe(false);
  });

  it('E-32, E-33, C23 a private endpoint’s /32 gives way to a user route only with its subnet’s policies on', () => {
    const house = (policies: string): Walked =>
      walked(
        network(`virtualNetworks:
- name: v
  addressSpace: [10.1.0.0/16]
  subnets: [{ name: snet-pe, addressPrefix: 10.1.9.0/24${policies} }, { name: snet-a, addressPrefix: 10.1.0.0/24, routeTable: rt }]
routeTables: [{ name: rt, routes: [${route('near', '10.1.0.0/16', 'VirtualAppliance', '10.1.0.4')}] }]
paasServices: [{ name: vault, type: keyVault, fqdn: vault.vault.azure.net, publicNetworkAccess: Disabled, ports: [] }]
privateEndpoints: [{ name: pe, subnet: snet-pe, target: vault, status: Approved, ipAddress: 10.1.9.4 }]
managedClusters: []`),
      );
    const of = (world: Walked): string[] => lines(world).filter((line) => line.includes('InterfaceEndpoint'));
    expect(of(house(''))).toEqual(['Default Active 10.1.9.4/32 InterfaceEndpoint']);
    expect(of(house(', privateEndpointNetworkPolicies: RouteTableEnabled'))).toEqual([
      'Default Invalid 10.1.9.4/32 InterfaceEndpoint',
    ]);
    expect(of(house(', privateEndpointNetworkPolicies: NetworkSecurityGroupEnabled'))).toEqual([
      'Default Active 10.1.9.4/32 InterfaceEndpoint',
    ]);
  });

  it('A-10 kubenet’s own routes stand as user routes to its nodes', () => {
    const world = walked(
      network(
        'virtualNetworks: [{ name: v, addressSpace: [10.0.0.0/16], subnets: [{ name: snet-aks, addressPrefix: 10.0.0.0/24 }] }]',
        cluster({ mode: 'kubenet' }),
      ),
    );
    expect(lines(world, 'snet-aks').filter((line) => line.startsWith('User'))).toEqual([
      'User Active 10.244.0.0/24 VirtualAppliance 10.0.0.4',
      'User Active 10.244.1.0/24 VirtualAppliance 10.0.0.5',
    ]);
  });

  it('a subnet that is not there is refused by its name, another revision as stale', () => {
    const { api } = town();
    expect(api.effectiveRoutes({ revision: 1, subnet: 'cellar' })).toEqual({
      ok: false,
      code: 'noSubnet',
      params: { name: 'cellar' },
    });
    expect(api.effectiveRoutes({ revision: 2, subnet: 'snet-a' })).toMatchObject({ ok: false, code: 'stale' });
    expect(api.effectiveRules({ revision: 1, subnet: 'cellar' })).toMatchObject({ ok: false, code: 'noSubnet' });
    expect(api.effectiveRules({ revision: 1, subnet: 'snet-a', machine: 'b' })).toMatchObject({ ok: false, code: 'noSubnet' });
  });
});

describe('effective rules', () => {
  const groups = (world: Walked, machine?: string): string[] => {
    const answer = world.api.effectiveRules({ revision: 1, subnet: 'snet-a', ...(machine === undefined ? {} : { machine }) });
    if (!answer.ok) return [answer.code];
    return answer.value.groups.flatMap(({ group, association, rules }) =>
      rules.map(({ direction, priority, name, access }) => `${association} ${group} ${direction} ${priority} ${name} ${access}`),
    );
  };
  const AZURE = (at: string): string[] => [
    `${at} Inbound 65000 AllowVnetInBound Allow`,
    `${at} Inbound 65001 AllowAzureLoadBalancerInBound Allow`,
    `${at} Inbound 65500 DenyAllInBound Deny`,
    `${at} Outbound 65000 AllowVnetOutBound Allow`,
    `${at} Outbound 65001 AllowInternetOutBound Allow`,
    `${at} Outbound 65500 DenyAllOutBound Deny`,
  ];

  it('F-6, F-7 by priority, then Azure’s own; the subnet’s group, then the interface’s', () => {
    const world = town({ subnet: ', networkSecurityGroup: nsg' });
    const [own, ...rest] = [AZURE('subnet nsg'), AZURE('networkInterface nic')];
    const all = ['subnet nsg Inbound 200 early Allow', 'subnet nsg Inbound 300 late Deny', ...(own ?? [])];
    expect(groups(world)).toEqual(all);
    expect(groups(world, 'a')).toEqual([...all, ...rest.flat()]);
    expect(groups(town())).toEqual([]);
  });

  it('F-8 what the tag VirtualNetwork holds in this subnet: peers, headquarters, prefixes of user routes, the host', () => {
    const world = town({
      subnet: ', networkSecurityGroup: nsg',
      routes: [
        route('far', '192.168.7.0/24', 'VirtualAppliance', '10.1.2.4'),
        route('all', '0.0.0.0/0', 'VirtualAppliance', '10.1.2.4'),
      ],
    });
    const answer = world.api.effectiveRules({ revision: 1, subnet: 'snet-a' });
    const rules = answer.ok ? (answer.value.groups[0]?.rules ?? []) : [];
    const tags = answer.ok ? answer.value.tags : [];
    const early = rules.find(({ name }) => name === 'early');
    expect(early).toMatchObject({
      protocol: 'Tcp',
      sourceAddressPrefixes: ['10.0.0.0/8', 'VirtualNetwork'],
      sourcePortRanges: ['*'],
      destinationAddressPrefixes: ['*'],
      destinationPortRanges: ['80', '443'],
    });
    expect([...(tags.find(({ tag }) => tag === 'VirtualNetwork')?.addressPrefixes ?? [])].sort()).toEqual([
      '10.1.0.0/16',
      '10.2.0.0/16',
      '168.63.129.16/32',
      '172.20.0.0/16',
      '192.168.7.0/24',
    ]);
    expect(tags.map(({ tag }) => tag).sort()).toEqual(['AzureLoadBalancer', 'Internet', 'VirtualNetwork']);
    expect(rules.find(({ name }) => name === 'AllowVnetInBound')?.protocol).toBe('All');
    expect(rules.find(({ name }) => name === 'DenyAllInBound')?.rule.field).toBe('defaultSecurityRules[DenyAllInBound]');
  });
});
