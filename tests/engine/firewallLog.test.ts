// What Azure Firewall writes down: the columns of AZFWNetworkRule, AZFWApplicationRule and AZFWNatRule, from a walk.
import { describe, expect, it } from 'vitest';
import { network, type Walked, walked } from './street.ts';
import type { FirewallLogLine } from '../../src/engine/report/firewallLog.ts';

const house = (collections: string): Walked =>
  walked(
    network(`virtualNetworks:
- name: hub
  addressSpace: [10.1.0.0/16]
  subnets: [{ name: AzureFirewallSubnet, addressPrefix: 10.1.1.0/26 }]
  peerings: [{ name: to-a, remoteVirtualNetwork: spoke, allowForwardedTraffic: true }]
- name: spoke
  addressSpace: [10.2.0.0/16]
  subnets: [{ name: snet-a, addressPrefix: 10.2.0.0/24, routeTable: rt }]
  peerings: [{ name: to-hub, remoteVirtualNetwork: hub, allowForwardedTraffic: true }]
routeTables:
- { name: rt, routes: [{ name: all, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.1.1.4 }] }
publicIPAddresses: [{ name: pip, ipAddress: 20.60.0.1 }]
azureFirewalls:
- { name: fw, virtualNetwork: hub, privateIPAddress: 10.1.1.4, publicIPAddresses: [pip], ruleCollectionGroups: [{ name: g, priority: 100, ruleCollections: [${collections}] }] }
virtualMachines: [{ name: a, subnet: snet-a, ipAddress: 10.2.0.4, ports: [{ port: 80, protocol: TCP }] }]
internetHosts:
- { name: shop.example, ipAddress: 203.0.113.50, ports: [{ port: 443, protocol: TCP, tls: true }, { port: 80, protocol: TCP }, { port: 123, protocol: UDP }] }
- { name: customer, ipAddress: 203.0.113.9 }
managedClusters: []`),
  );
const NET = (action: string, port: string): string =>
  `{ name: n, priority: 100, type: Network, action: ${action}, rules: [{ name: r, sourceAddresses: ['*'], ipProtocols: [Any], destinationAddresses: ['*'], destinationPorts: ['${port}'] }] }`;
const APP = (action: string): string =>
  `{ name: p, priority: 100, type: Application, action: ${action}, rules: [{ name: r, sourceAddresses: ['*'], protocols: ['Https:443', 'Http:80'], targetFqdns: [shop.example] }] }`;
const NAT = `{ name: d, priority: 100, type: Dnat, action: Dnat, rules: [{ name: r, sourceAddresses: ['*'], ipProtocols: [TCP], destinationAddresses: [20.60.0.1], destinationPorts: ['8080'], translatedAddress: 10.2.0.4, translatedPort: 80 }] }`;

function log(world: Walked, from: string, to: string): readonly FirewallLogLine[] {
  const answer = world.api.firewallLog({ revision: 1, flow: { from, to } });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
}

const FROM_A = { _ResourceId: 'AzureFirewall/fw', SourceIp: '10.2.0.4', SourcePort: 40_000, Policy: '' };
const BY = (collection: string): object => ({ RuleCollectionGroup: 'g', RuleCollection: collection, Rule: 'r' });
const BY_NOBODY = { RuleCollectionGroup: '', RuleCollection: '', Rule: '' };

describe('E-20, E-21 what a firewall writes down', () => {
  it.each([
    ['Allow', 'Allow'],
    ['Deny', 'Deny'],
  ])('a network rule that says %s', (action, expected) => {
    expect(log(house(NET(action, '123')), 'vm:a', '203.0.113.50:123/udp')).toEqual([
      {
        Type: 'AZFWNetworkRule',
        ...FROM_A,
        Protocol: 'UDP',
        DestinationIp: '203.0.113.50',
        DestinationPort: 123,
        Action: expected,
        ActionReason: '',
        ...BY('n'),
      },
    ]);
  });

  const application = {
    Type: 'AZFWApplicationRule',
    ...FROM_A,
    Fqdn: 'shop.example',
    IsTlsInspected: false,
    IsExplicitProxyRequest: false,
    WebCategory: '',
  };
  it('an application rule: the name that TLS or HTTP shows, the whole address of plain HTTP alone', () => {
    expect(log(house(APP('Allow')), 'vm:a', 'https://shop.example/basket')).toEqual([
      { ...application, Protocol: 'HTTPS', DestinationPort: 443, TargetUrl: '', Action: 'Allow', ActionReason: '', ...BY('p') },
    ]);
    expect(log(house(APP('Deny')), 'vm:a', 'http://shop.example/basket')).toEqual([
      {
        ...application,
        Protocol: 'HTTP',
        DestinationPort: 80,
        TargetUrl: 'shop.example/basket',
        Action: 'Deny',
        ActionReason: '',
        ...BY('p'),
      },
    ]);
  });

  it('no rule: Default Action, in the table of the rules that were asked last', () => {
    const none = { Action: 'Deny', ActionReason: 'Default Action', ...BY_NOBODY };
    expect(log(house(''), 'vm:a', 'https://shop.example/')).toMatchObject([
      { Type: 'AZFWApplicationRule', Fqdn: 'shop.example', ...none },
    ]);
    expect(log(house(''), 'vm:a', '203.0.113.50:443')).toMatchObject([
      { Type: 'AZFWNetworkRule', DestinationIp: '203.0.113.50', ...none },
    ]);
    expect(log(house(''), 'vm:a', 'shop.example:123/udp')).toMatchObject([{ Type: 'AZFWNetworkRule', Protocol: 'UDP', ...none }]);
    // Application rules are never asked about what comes from the street.
    expect(log(house(APP('Allow')), 'internet:customer', 'https://20.60.0.1/')).toMatchObject([
      { Type: 'AZFWNetworkRule', ...none },
    ]);
  });

  it('E-20, E-28 DNAT: before and after the translation, one line', () => {
    expect(log(house(NAT), 'internet:customer', '20.60.0.1:8080')).toEqual([
      {
        Type: 'AZFWNatRule',
        ...FROM_A,
        SourceIp: '203.0.113.9',
        Protocol: 'TCP',
        DestinationIp: '20.60.0.1',
        DestinationPort: 8080,
        TranslatedIp: '10.2.0.4',
        TranslatedPort: 80,
        ...BY('d'),
      },
    ]);
  });

  it('what no firewall meets is nowhere written down, and a flow that cannot be read is refused', () => {
    expect(log(house(NAT), 'internet:customer', 'shop.example:443')).toEqual([]);
    expect(house('').api.firewallLog({ revision: 1, flow: { from: 'vm:nobody', to: 'shop.example:443' } })).toMatchObject({
      ok: false,
    });
  });
});
