// The API server as a place with a name: authorised ranges, a private cluster's endpoint and zone, who can ask for it.
import { describe, expect, it } from 'vitest';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import { cluster, network, type Walked, walked } from './street.ts';
import { worldOf } from './worlds.ts';

const PUBLIC = 'aks.hcp.westeurope.azmk8s.io:443';
const PRIVATE = 'aks.privatelink.westeurope.azmk8s.io:443';

/** `access`: the cluster's apiServerAccessProfile; `more`: other fields of the cluster. */
function text(access: string, { more = '', extra = '' }: { readonly more?: string; readonly extra?: string } = {}): string {
  return network(
    `location: West Europe
virtualNetworks:
- { name: vnet-shop, addressSpace: [10.0.0.0/16], subnets: [{ name: snet-aks, addressPrefix: 10.0.0.0/24 }, { name: snet-vms, addressPrefix: 10.0.9.0/24 }, { name: snet-api, addressPrefix: 10.0.7.0/28 }], peerings: [{ name: a, remoteVirtualNetwork: vnet-hub }] }
- { name: vnet-hub, addressSpace: [10.1.0.0/16], subnets: [{ name: snet-hub, addressPrefix: 10.1.0.0/24 }], peerings: [{ name: b, remoteVirtualNetwork: vnet-shop }] }
virtualMachines: [{ name: jump, subnet: snet-vms, ipAddress: 10.0.9.4 }, { name: hub, subnet: snet-hub, ipAddress: 10.1.0.4 }]
internetHosts: [{ name: admin, ipAddress: 203.0.113.9 }]
${extra}`,
    cluster(),
    `  apiServerAccessProfile: { ${access} }`,
    more,
  );
}

function town(access: string, more: { readonly more?: string; readonly extra?: string } = {}): Walked {
  return walked(text(access, more));
}

describe('E-37 authorised ranges', () => {
  it.each([
    ['', 'apiserver:aks from 203.0.113.9', 'apiserver:aks from 20.50.0.1'],
    ['authorizedIPRanges: [203.0.113.0/24]', 'apiserver:aks from 203.0.113.9', 'timeout service-firewall'],
    ['authorizedIPRanges: [203.0.113.8, 20.50.0.1/32]', 'timeout service-firewall', 'apiserver:aks from 20.50.0.1'],
    ['authorizedIPRanges: [0.0.0.0/32]', 'timeout service-firewall', 'apiserver:aks from 20.50.0.1'],
  ])('{ %s }', (access, admin, node) => {
    expect(town(access).say('internet:admin', PUBLIC)).toBe(admin);
    expect(town(access).say('node:n-0', PUBLIC)).toBe(node);
  });

  it('the field that keeps a stranger out', () => {
    expect(town('authorizedIPRanges: [198.51.100.0/24]').trace('internet:admin', PUBLIC).verdict.rule).toEqual({
      object: 'ManagedCluster/aks',
      field: 'apiServerAccessProfile.authorizedIPRanges',
    });
  });
});

describe('E-36, S48 a private cluster', () => {
  const linked = 'privateDnsZones: [{ name: privatelink.westeurope.azmk8s.io, virtualNetworkLinks: [vnet-hub], records: [] }]';
  it.each([
    ['enablePrivateCluster: true', '', 'vm:jump', PRIVATE, 'apiserver:aks from 10.0.9.4'],
    ['enablePrivateCluster: true', '', 'node:n-0', PRIVATE, 'apiserver:aks from 10.0.0.4'],
    // Linked to the cluster's VNet alone: the hub reaches it and does not know its name.
    ['enablePrivateCluster: true', '', 'vm:hub', PRIVATE, 'nxdomain dns'],
    ['enablePrivateCluster: true', linked, 'vm:hub', PRIVATE, 'apiserver:aks from 10.1.0.4'],
    ['enablePrivateCluster: true', linked, 'vm:jump', PRIVATE, 'apiserver:aks from 10.0.9.4'],
    ['enablePrivateCluster: true', '', 'vm:hub', PUBLIC, 'apiserver:aks from 10.1.0.4'],
    ['enablePrivateCluster: true', '', 'internet:admin', PUBLIC, 'timeout no-route'],
    ['enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false', '', 'vm:jump', PUBLIC, 'nxdomain dns'],
    ['enablePrivateCluster: true, privateDNSZone: none', '', 'vm:jump', PRIVATE, 'nxdomain dns'],
    ['enablePrivateCluster: true, privateDNSZone: none', '', 'vm:jump', PUBLIC, 'apiserver:aks from 10.0.9.4'],
    // Authorised ranges are for the street door.
    ['enablePrivateCluster: true, authorizedIPRanges: [198.51.100.0/24]', '', 'vm:jump', PRIVATE, 'apiserver:aks from 10.0.9.4'],
  ])('{ %s } %s: %s asks for %s', (access, extra, from, to, expected) => {
    expect(town(access, { extra }).say(from, to)).toBe(expected);
  });

  it('its endpoint takes an address of the first pool’s subnet, or of its own with VNet integration', () => {
    const own = 'enablePrivateCluster: true, enableVnetIntegration: true, subnet: snet-api';
    expect(town('enablePrivateCluster: true').trace('vm:jump', PRIVATE).dns?.answers).toEqual(['10.0.0.6']);
    expect(town(own).trace('vm:jump', PRIVATE).dns?.answers).toEqual(['10.0.7.4']);
    expect(town('enablePrivateCluster: true').plan.subnets[0]?.used).toBe(3);
    expect(town('').plan.subnets[0]?.used).toBe(2);
    expect(town('enablePrivateCluster: true').trace('vm:jump', PRIVATE).via).toEqual(['apiserver:aks']);
  });

  const codes = (access: string, more = ''): string[] =>
    compileDataplane(
      worldOf(
        text(access, {
          more,
          extra: 'privateDnsZones: [{ name: corp.privatelink.westeurope.azmk8s.io, virtualNetworkLinks: [], records: [] }]',
        }),
      ),
    )
      .diagnostics.filter(({ severity }) => severity === 'error')
      .map(({ code }) => code);
  const zone = 'enablePrivateCluster: true, privateDNSZone: corp.privatelink.westeurope.azmk8s.io';
  const roles =
    'roleAssignments: [{ role: Private DNS Zone Contributor, scope: corp.privatelink.westeurope.azmk8s.io }, { role: Network Contributor, scope: vnet-shop }]';
  it.each([
    ['', '', []],
    ['enablePrivateCluster: true', '', []],
    ['enablePrivateCluster: true, privateDNSZone: none', '', []],
    [
      'enablePrivateCluster: true, privateDNSZone: none, enablePrivateClusterPublicFQDN: false',
      '',
      ['PrivateClusterWithoutName'],
    ],
    ['privateDNSZone: none, enablePrivateClusterPublicFQDN: false', '', []],
    [zone, '', ['CustomPrivateDnsZoneNotPermitted']],
    [zone, `  identity: { type: SystemAssigned, ${roles} }`, ['CustomPrivateDnsZoneNotPermitted']],
    [zone, `  identity: { type: UserAssigned }`, ['CustomPrivateDnsZoneNotPermitted']],
    [zone, `  identity: { type: UserAssigned, ${roles} }`, []],
    [
      'enablePrivateCluster: true, privateDNSZone: nowhere.example',
      `  identity: { type: UserAssigned, ${roles} }`,
      ['InvalidResourceReference', 'CustomPrivateDnsZoneNotPermitted'],
    ],
  ])('E-36 { %s } %s: %j', (access, more, expected) => {
    expect(codes(access, more)).toEqual(expected);
  });

  it('E-36 a zone of the player’s own holds the name', () => {
    const world = town(zone, {
      more: `  identity: { type: UserAssigned, ${roles} }`,
      extra: 'privateDnsZones: [{ name: corp.privatelink.westeurope.azmk8s.io, virtualNetworkLinks: [vnet-hub], records: [] }]',
    });
    for (const from of ['vm:jump', 'vm:hub'])
      expect(world.say(from, 'aks.corp.privatelink.westeurope.azmk8s.io:443')).toMatch(/^apiserver:aks from/);
  });
});

const ready = (world: Walked): unknown[] => world.plan.nodes.map(({ ready: is, reason }) => (is ? 'Ready' : reason));

describe('E-3, E-36…E-38 a node that cannot reach its API server is not Ready', () => {
  const API = 'K8SAPIServerConnFailVMExtensionError';
  const NAME = 'K8SAPIServerDNSLookupFailVMExtensionError';
  it.each([
    ['E-37 nobody is kept out', '', '', ['Ready', 'Ready']],
    ['E-37, S28 ranges without the cluster’s own address', 'authorizedIPRanges: [198.51.100.0/24]', '', [API, API]],
    ['E-37 ranges with it', 'authorizedIPRanges: [198.51.100.0/24, 20.50.0.1]', '', ['Ready', 'Ready']],
    ['E-37 0.0.0.0/32 is the cluster’s own outbound address', 'authorizedIPRanges: [0.0.0.0/32]', '', ['Ready', 'Ready']],
    ['E-36 a private cluster', 'enablePrivateCluster: true', '', ['Ready', 'Ready']],
    ['E-36 by its public name', 'enablePrivateCluster: true, privateDNSZone: none', '', ['Ready', 'Ready']],
    [
      'E-36 without any name',
      'enablePrivateCluster: true, privateDNSZone: none, enablePrivateClusterPublicFQDN: false',
      '',
      ['Ready', 'Ready'],
    ],
    ['E-38 inside the VNet', 'enableVnetIntegration: true, subnet: snet-api', '', ['Ready', 'Ready']],
    [
      'E-38 ranges are for the street',
      'enableVnetIntegration: true, subnet: snet-api, authorizedIPRanges: [198.51.100.0/24]',
      '',
      ['Ready', 'Ready'],
    ],
  ])('%s', (_what, access, extra, expected) => {
    expect(ready(town(access, { extra }))).toEqual(expected);
  });

  const lonely = (access: string, fields: string, extra: string): Walked =>
    walked(
      network(
        `virtualNetworks:
- name: v
  addressSpace: [10.0.0.0/16]
  ${fields}
  subnets:
  - { name: snet-aks, addressPrefix: 10.0.0.0/24 }
  - { name: snet-dns, addressPrefix: 10.0.9.0/24 }
  - { name: snet-api, addressPrefix: 10.0.7.0/28, delegations: [Microsoft.ContainerService/managedClusters], networkSecurityGroup: nsg-api }
  - { name: GatewaySubnet, addressPrefix: 10.0.255.0/27 }
virtualMachines: [{ name: dns, subnet: snet-dns, ipAddress: 10.0.9.4, ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }] }]
${extra}`,
        cluster(),
        `  apiServerAccessProfile: { ${access} }`,
      ),
    );
  const own = (forwarders: string): string => `dnsServers: [{ name: dns, ipAddress: 10.0.9.4, forwarders: [${forwarders}] }]`;

  it('E-36, G-7 a name server of the player’s own must pass questions to Azure’s', () => {
    const asked = (forwarders: string): unknown[] =>
      ready(lonely('enablePrivateCluster: true', 'dnsServers: [10.0.9.4]', own(forwarders)));
    expect(asked('168.63.129.16')).toEqual(['Ready', 'Ready']);
    expect(asked('8.8.8.8')).toEqual([NAME, NAME]);
  });

  it('E-41, E-37, S28 forced tunnelling: the ranges must hold headquarters’ own address', () => {
    const tunnel = `virtualNetworkGateways: [{ name: gw, virtualNetwork: v, gatewayType: Vpn, connections: [hq] }]
onPremises: [{ name: hq, addressSpace: [172.20.0.0/16], advertisedRoutes: [172.20.0.0/16, 0.0.0.0/0], hosts: [] }]`;
    const by = (ranges: string): unknown[] => ready(lonely(ranges === '' ? '' : `authorizedIPRanges: [${ranges}]`, '', tunnel));
    expect(by('')).toEqual(['Ready', 'Ready']);
    expect(by('0.0.0.0/32')).toEqual([API, API]);
    expect(by('192.0.2.0/24')).toEqual(['Ready', 'Ready']);
  });

  it('E-38, F-6 the guard of the API server’s own subnet is asked', () => {
    const guard = (access: string): string =>
      `networkSecurityGroups: [{ name: nsg-api, securityRules: [{ name: r, priority: 100, direction: Inbound, access: ${access}, protocol: Tcp, sourceAddressPrefix: 10.0.0.0/24, destinationPortRange: '443' }] }]`;
    const access = 'enableVnetIntegration: true, subnet: snet-api';
    expect(ready(lonely(access, '', guard('Allow')))).toEqual(['Ready', 'Ready']);
    expect(ready(lonely(access, '', guard('Deny')))).toEqual([API, API]);
    // A private endpoint in a guarded subnet is not (E-33): that of a private cluster stands in the nodes' subnet.
    expect(ready(lonely('enablePrivateCluster: true', '', guard('Deny')))).toEqual(['Ready', 'Ready']);
  });
});

describe('E-38 API server VNet integration', () => {
  const access = 'enableVnetIntegration: true, subnet: snet-api';
  it('the street’s name gives the street’s address; the VNet and its peers have a door of their own', () => {
    const world = town(access);
    expect(world.say('internet:admin', PUBLIC)).toBe('apiserver:aks from 203.0.113.9');
    expect(world.say('vm:jump', '10.0.7.4:443')).toBe('apiserver:aks from 10.0.9.4');
    expect(world.say('vm:hub', '10.0.7.4:443')).toBe('apiserver:aks from 10.1.0.4');
    const routes = world.api.effectiveRoutes({ revision: 1, subnet: 'snet-vms' });
    expect(routes.ok && routes.value.routes.some(({ nextHopType }) => nextHopType === 'InterfaceEndpoint')).toBe(false);
  });
});

describe('what Azure says of an API server', () => {
  const said = (access: string, subnet: string, outbound = 'loadBalancer'): string[] =>
    compileDataplane(
      worldOf(
        network(
          `virtualNetworks: [{ name: v, addressSpace: [10.0.0.0/16], subnets: [{ name: snet-aks, addressPrefix: 10.0.0.0/24 }, { name: snet-api, ${subnet} }] }]`,
          cluster({ outbound }),
          `  apiServerAccessProfile: { ${access} }`,
        ),
      ),
    ).diagnostics.map(({ code }) => code);
  const delegated = 'addressPrefix: 10.0.7.0/28, delegations: [Microsoft.ContainerService/managedClusters]';
  const integrated = 'enableVnetIntegration: true, subnet: snet-api';
  const ranges = (count: number): string =>
    `authorizedIPRanges: [${Array.from({ length: count }, (_, at) => `203.0.${at >> 8}.${at & 255}`).join(', ')}, 20.50.0.1]`;
  it.each([
    ['E-38 delegated and large enough', integrated, delegated, []],
    ['E-38 not delegated', integrated, 'addressPrefix: 10.0.7.0/28', ['ApiServerSubnetNotDelegated']],
    ['E-38 too small', integrated, delegated.replace('/28', '/29'), ['ApiServerSubnetTooSmall']],
    ['E-38 not there', 'enableVnetIntegration: true, subnet: cellar', delegated, ['InvalidResourceReference']],
    ['E-38 not said', 'enableVnetIntegration: true', delegated, ['ApiServerSubnetMissing']],
    ['E-37 200 ranges', ranges(199), delegated, []],
    ['E-37 201 ranges', ranges(200), delegated, ['AuthorizedIPRangesTooMany']],
    ['E-37 2,000 with VNet integration', `${integrated}, ${ranges(1999)}`, delegated, []],
    ['E-37 2,001 with VNet integration', `${integrated}, ${ranges(2000)}`, delegated, ['AuthorizedIPRangesTooMany']],
    [
      'E-36 ranges do not apply',
      'enablePrivateCluster: true, authorizedIPRanges: [20.50.0.1]',
      delegated,
      ['AuthorizedIPRangesOnPrivateCluster'],
    ],
  ])('%s', (_what, access, subnet, expected) => {
    expect(said(access, subnet)).toEqual(expected);
  });

  it('E-5 an isolated cluster has its API server inside', () => {
    for (const outbound of ['none', 'block']) expect(said('', delegated, outbound)).toContain('NetworkIsolatedNeedsPrivateApi');
    for (const access of ['enablePrivateCluster: true', integrated]) expect(said(access, delegated, 'none')).toEqual([]);
  });
});
