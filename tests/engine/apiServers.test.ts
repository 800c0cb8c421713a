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
