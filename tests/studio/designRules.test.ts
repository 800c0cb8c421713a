// What is typed into a form and what Azure says at that very field: each case writes one field of a small house and asks the engine before anything
// changes. Rules: …A-33, E-1, E-10, E-13, F-3, F-5, F-6.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { withClusterMode } from '../../src/engine/edit/clusterMode.ts';
import type { NetworkDocument } from '../../src/engine/model/networkDocument.ts';
import { addThing, writeField } from '../../src/studio/design/change.ts';
import { readField } from '../../src/studio/design/fieldText.ts';
import { jumpTo } from '../../src/studio/design/jump.ts';
import { pathOf, type Place, thingAt } from '../../src/studio/design/place.ts';
import { privateGaps } from '../../src/studio/design/privateNames.ts';
import { THINGS } from '../../src/studio/design/things.ts';
import { house, worldOf } from '../engine/worlds.ts';

const SPEC = worldOf(house());
const CLUSTER = ['managedClusters', 0] as const;
const POOL = [...CLUSTER, 'agentPoolProfiles', 0] as const;
const SUBNET = ['virtualNetworks', 0, 'subnets', 0] as const;

function write(network: NetworkDocument, at: { place: Place; thing: string; name: string }, text: string): NetworkDocument {
  const field = THINGS[at.thing]?.fields.find(({ name }) => name === at.name);
  if (!field) throw new Error(at.name);
  const read = readField(field, text, thingAt(network, at.place));
  if (!read.ok) throw new Error(read.code);
  return writeField(network, { place: at.place, field }, read.value);
}

/** Codes at the field, as the form finds them. */
function saidAt(network: NetworkDocument, path: string): readonly string[] {
  const engine = createEngine();
  engine.load({ spec: SPEC, revision: 1 });
  const answer = engine.foresee({ revision: 1, network });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value.diagnostics
    .filter((item) => item.path === path || item.path.startsWith(`${path}[`))
    .map(({ code, severity }) => `${severity} ${code}`);
}

describe('at the field', () => {
  it.each([
    ['A-26', CLUSTER, 'ManagedCluster', 'networkProfile.podCidr', '172.30.0.0/16', 'error ReservedCidr'],
    [
      'A-26 what holds a reserved range',
      CLUSTER,
      'ManagedCluster',
      'networkProfile.podCidr',
      '172.16.0.0/12',
      'error ReservedCidr',
    ],
    ['A-15', CLUSTER, 'ManagedCluster', 'networkProfile.podCidr', '10.10.0.0/16', 'error PodCidrOverlapSubnet'],
    ['A-15', CLUSTER, 'ManagedCluster', 'networkProfile.podCidr', '20.0.0.0/16', 'warning PodCidrNotPrivate'],
    ['A-9', CLUSTER, 'ManagedCluster', 'networkProfile.podCidr', '172.20.0.0/16', 'warning PodCidrHidesNetwork'],
    ['A-14', CLUSTER, 'ManagedCluster', 'networkProfile.podCidr', '10.244.0.0/23', 'error PodCidrExhausted'],
    ['A-27', CLUSTER, 'ManagedCluster', 'networkProfile.serviceCidr', '10.96.0.0/12', 'error ServiceCidrTooLarge'],
    [
      'A-27',
      CLUSTER,
      'ManagedCluster',
      'networkProfile.serviceCidr',
      '10.10.0.0/24',
      'error ServiceCidrOverlapExistingSubnetsCidr',
    ],
    ['A-27', CLUSTER, 'ManagedCluster', 'networkProfile.serviceCidr', '10.10.128.0/20', 'warning ServiceCidrInsideVnet'],
    ['A-27', CLUSTER, 'ManagedCluster', 'networkProfile.dnsServiceIP', '10.100.0.1', 'error DnsServiceIpIsFirstAddress'],
    ['A-27', CLUSTER, 'ManagedCluster', 'networkProfile.dnsServiceIP', '10.99.0.10', 'error DnsServiceIpOutOfServiceCidr'],
    [
      'E-1',
      CLUSTER,
      'ManagedCluster',
      'networkProfile.outboundType',
      'userDefinedRouting',
      'error OutboundTypeRequiresDefaultRoute',
    ],
    [
      'E-1',
      CLUSTER,
      'ManagedCluster',
      'networkProfile.outboundType',
      'managedNATGateway',
      'error OutboundTypeRequiresManagedVnet',
    ],
    [
      'E-1',
      CLUSTER,
      'ManagedCluster',
      'networkProfile.outboundType',
      'userAssignedNATGateway',
      'error OutboundTypeRequiresNatGateway',
    ],
    [
      'E-10',
      CLUSTER,
      'ManagedCluster',
      'networkProfile.loadBalancerProfile.allocatedOutboundPorts',
      '30001',
      'error InvalidLoadBalancerProfileAllocatedOutboundPorts',
    ],
    ['A-29', POOL, 'AgentPool', 'maxPods', '10', undefined],
    ['A-28 A-33', SUBNET, 'Subnet', 'addressPrefix', '10.10.0.0/29', 'error InsufficientSubnetSize'],
    ['A-28', SUBNET, 'Subnet', 'addressPrefix', '10.20.0.0/24', 'error NetcfgInvalidSubnet'],
    ['A-26', ['virtualNetworks', 0], 'VirtualNetwork', 'addressSpace', '10.10.0.0/16, 169.254.0.0/16', 'error ReservedCidr'],
  ] as const)('%s %j %s %s = %s: %s', (_rule, place, thing, name, text, expected) => {
    const network = write(SPEC.network, { place, thing, name }, text);
    const said = saidAt(network, `${pathOf(network, place)}.${name}`);
    if (expected === undefined) expect(said).toEqual([]);
    else expect(said).toContain(expected);
  });

  it('A-29 a pool must be able to run thirty pods', () => {
    const one = write(SPEC.network, { place: POOL, thing: 'AgentPool', name: 'count' }, '2');
    const few = write(one, { place: POOL, thing: 'AgentPool', name: 'maxPods' }, '14');
    expect(saidAt(few, 'managedClusters.aks.agentPoolProfiles.room.maxPods')).toContain('error PoolBelowMinimumPods');
  });

  it('A-18 A-30 A-32 in the node subnet surge counts: three nodes of thirty pods fit a /24 and not a /25', () => {
    const flat = withClusterMode(SPEC.network, 'nodeSubnet')?.network ?? SPEC.network;
    const path = 'virtualNetworks.vnet-house.subnets.snet-nodes.addressPrefix';
    const sized = (text: string): NetworkDocument => write(flat, { place: SUBNET, thing: 'Subnet', name: 'addressPrefix' }, text);
    expect(saidAt(sized('10.10.0.0/24'), path)).toEqual([]);
    expect(saidAt(sized('10.10.0.0/25'), path)).toEqual(['error InsufficientSubnetSize']);
    const calm = write(sized('10.10.0.0/25'), { place: POOL, thing: 'AgentPool', name: 'upgradeSettings.maxSurge' }, '0');
    expect(saidAt(calm, path)).toEqual([]);
    const percent = write(sized('10.10.0.0/24'), { place: POOL, thing: 'AgentPool', name: 'upgradeSettings.maxSurge' }, '200%');
    expect(saidAt(percent, path)).toEqual(['error InsufficientSubnetSize']);
  });

  it('F-5 a peering without its other side is Initiated', () => {
    const hub = addThing(
      SPEC.network,
      { list: ['virtualNetworks'], thing: 'VirtualNetwork' },
      { name: 'hub', addressSpace: ['10.90.0.0/16'] },
    );
    const one = addThing(
      hub.network,
      { list: ['virtualNetworks', 0, 'peerings'], thing: 'Peering' },
      { name: 'to-hub', remoteVirtualNetwork: 'hub' },
    );
    expect(saidAt(one.network, 'virtualNetworks.vnet-house.peerings.to-hub')).toEqual(['warning PeeringNotConnected']);
    const both = addThing(
      one.network,
      { list: ['virtualNetworks', 1, 'peerings'], thing: 'Peering' },
      { remoteVirtualNetwork: 'vnet-house' },
    );
    expect(saidAt(both.network, 'virtualNetworks.vnet-house.peerings.to-hub')).toEqual([]);
  });

  it('E-13 E-40 a NAT gateway or a default route at GatewaySubnet', () => {
    const nat = addThing(SPEC.network, { list: ['natGateways'], thing: 'NatGateway' });
    const gateway = ['virtualNetworks', 0, 'subnets', 2] as const;
    const bad = write(nat.network, { place: gateway, thing: 'Subnet', name: 'natGateway' }, 'natgw');
    expect(saidAt(bad, 'virtualNetworks.vnet-house.subnets.GatewaySubnet.natGateway')).toEqual([
      'error NatGatewayOnGatewaySubnet',
    ]);
  });
});

describe('a private name', () => {
  it('E-30 E-31 needs approval, a zone, a link and a record', () => {
    const service = addThing(
      SPEC.network,
      { list: ['paasServices'], thing: 'PaasService' },
      { name: 'apples', fqdn: 'apples.vault.azure.net' },
    );
    const endpoint = addThing(service.network, { list: ['privateEndpoints'], thing: 'PrivateEndpoint' }, { status: 'Pending' });
    const codes = (network: NetworkDocument): readonly string[] => privateGaps(network, 'vnet-house').map(({ code }) => code);
    expect(codes(endpoint.network)).toEqual(['notApproved', 'zone']);
    const zone = addThing(
      endpoint.network,
      { list: ['privateDnsZones'], thing: 'PrivateDnsZone' },
      { name: 'privatelink.vaultcore.azure.net' },
    );
    expect(codes(zone.network)).toEqual(['notApproved', 'link', 'record']);
    const linked = write(zone.network, { place: zone.place, thing: 'PrivateDnsZone', name: 'virtualNetworkLinks' }, 'vnet-house');
    const record = addThing(
      linked,
      { list: [...zone.place, 'records'], thing: 'DnsRecord' },
      { name: 'apples', values: ['10.10.9.5'] },
    );
    expect(codes(write(record.network, { place: endpoint.place, thing: 'PrivateEndpoint', name: 'status' }, 'Approved'))).toEqual(
      [],
    );
  });
});

describe('from what is chosen to its form', () => {
  const guard = addThing(SPEC.network, { list: ['networkSecurityGroups'], thing: 'SecurityGroup' }, { name: 'nsg' });
  const guarded = write(guard.network, { place: SUBNET, thing: 'Subnet', name: 'networkSecurityGroup' }, 'nsg');
  const network = addThing(guarded, { list: ['natGateways'], thing: 'NatGateway' }, { name: 'nat' }).network;
  it.each([
    ['subnet:snet-vms', 'subnets virtualNetworks.vnet-house.subnets.snet-vms'],
    ['guard:snet-nodes', 'guards networkSecurityGroups.nsg'],
    ['signpost:snet-nodes', undefined],
    ['device:nat', 'exits natGateways.nat'],
    ['host:jump', 'subnets virtualMachines.jump'],
    ['site:vnet-house', 'subnets virtualNetworks.vnet-house'],
    ['pod:a/b', undefined],
    ['host:customer', undefined],
    [undefined, undefined],
    ['constructor:x', undefined],
  ])('%s: %s', (selection, expected) => {
    const jump = jumpTo(network, selection);
    expect(jump && `${jump.part} ${pathOf(network, jump.place)}`).toBe(expected);
  });
});
