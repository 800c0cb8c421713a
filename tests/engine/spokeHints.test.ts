// Two networks that meet at a gate: the signpost either side lacks, whom a guard's list names, and no way around the gate that is wanted.
import { describe, expect, it } from 'vitest';
import type { Goal } from '../../src/engine/goals/goal.ts';
import { findHints } from '../../src/engine/goals/hints.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { compileWorld } from '../../src/engine/goals/world.ts';
import { worldOf } from './worlds.ts';

const HOP = 'nextHopType: VirtualAppliance, nextHopIpAddress: 10.20.1.4';
const THERE = `{ name: there, addressPrefix: 10.30.0.0/16, ${HOP} }`;
const BACK = `{ name: back, addressPrefix: 10.10.0.0/16, ${HOP} }`;

function world({
  there = '',
  back = '',
  guests = '10.10.0.0/24',
}: {
  there?: string;
  back?: string;
  guests?: string;
} = {}): NetworkSpec {
  return worldOf(`apiVersion: cidr.house/v1
kind: Network
metadata: { name: house }
virtualNetworks:
- name: vnet-house
  addressSpace: [10.10.0.0/16]
  subnets:
  - { name: snet-nodes, addressPrefix: 10.10.0.0/24, routeTable: rt-house }
  - { name: snet-vms, addressPrefix: 10.10.9.0/28, routeTable: rt-house }
  peerings: [{ name: to-hub, remoteVirtualNetwork: vnet-hub, allowForwardedTraffic: true }]
- name: vnet-hub
  addressSpace: [10.20.0.0/16]
  subnets: [{ name: AzureFirewallSubnet, addressPrefix: 10.20.1.0/26 }]
  peerings:
  - { name: to-house, remoteVirtualNetwork: vnet-house, allowForwardedTraffic: true }
  - { name: to-annex, remoteVirtualNetwork: vnet-annex, allowForwardedTraffic: true }
- name: vnet-annex
  addressSpace: [10.30.0.0/16]
  subnets: [{ name: snet-annex, addressPrefix: 10.30.1.0/24, routeTable: rt-annex, networkSecurityGroup: nsg-annex }]
  peerings: [{ name: to-hub, remoteVirtualNetwork: vnet-hub, allowForwardedTraffic: true }]
routeTables:
- { name: rt-house, routes: [${there}] }
- { name: rt-annex, routes: [${back}] }
networkSecurityGroups:
- name: nsg-annex
  securityRules:
  - { name: known, priority: 200, direction: Inbound, access: Allow, protocol: Tcp, sourceAddressPrefix: ${guests}, destinationAddressPrefix: '*', destinationPortRange: '1433' }
  - { name: nobody, priority: 300, direction: Inbound, access: Deny, protocol: '*', sourceAddressPrefix: '*', destinationAddressPrefix: '*', destinationPortRange: '*' }
azureFirewalls:
- name: fw
  virtualNetwork: vnet-hub
  privateIPAddress: 10.20.1.4
  publicIPAddresses: []
  ruleCollectionGroups:
  - name: g
    priority: 200
    ruleCollections:
    - { name: c, priority: 100, type: Network, action: Allow, rules: [{ name: books, sourceAddresses: [10.10.0.0/16], ipProtocols: [TCP], destinationAddresses: [10.30.0.0/16], destinationPorts: ['1433'] }] }
virtualMachines:
- { name: jump, subnet: snet-vms, ipAddress: 10.10.9.4 }
- { name: ledger, subnet: snet-annex, ipAddress: 10.30.1.4, ports: [{ port: 1433, protocol: TCP }] }
managedClusters:
- name: aks
  networkProfile: { networkPlugin: azure, networkPluginMode: overlay, networkPolicy: none, podCidr: 10.244.0.0/16, serviceCidr: 10.100.0.0/16, dnsServiceIP: 10.100.0.10, outboundType: loadBalancer }
  agentPoolProfiles: [{ name: room, count: 2, maxPods: 30, vnetSubnet: snet-nodes }]
---
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: shop, labels: { app: api } }
spec: { containers: [{ name: api, image: registry.example/api:1 }] }
`);
}

const books: Goal = { id: 'books', type: 'passesThrough', from: ['shop/api'], to: ['vm:ledger:1433'], via: ['fw'] };
const first = (spec: NetworkSpec, goal: Goal): { code: string; params: Readonly<Record<string, string | number>> } | undefined =>
  findHints(compileWorld(spec), [goal])[0];

describe('two houses and one gate', () => {
  it('F-5 peerings pass nothing on: the sender’s floor zone lacks a sign to the gate', () => {
    expect(first(world(), books)).toMatchObject({
      code: 'net.spoke',
      params: { table: 'rt-house', prefix: '10.30.0.0/16', device: 'fw', suggested: 'VirtualAppliance 10.20.1.4' },
    });
  });

  it('S46 the answer needs a sign as well', () => {
    expect(first(world({ there: THERE }), books)).toMatchObject({
      code: 'net.spoke',
      params: { table: 'rt-annex', prefix: '10.10.0.0/16' },
    });
  });

  it('F-5 a corridor of their own is a way around the gate, and no answer to who must pass it', () => {
    const spec = world({ there: '', back: BACK });
    expect(first(spec, books)?.code).toBe('net.spoke');
    expect(first(spec, { ...books, type: 'mustArrive', id: 'any' } as Goal)?.code).toMatch(/^net\.(?:spoke|peering)$/);
  });

  it('A-5 a list of pod addresses becomes one of the nodes’ floor zone, not of one room', () => {
    expect(first(world({ there: THERE, back: BACK, guests: '10.244.0.0/16' }), books)).toMatchObject({
      code: 'nsg.source',
      params: { rule: 'known', suggested: '10.10.0.0/24' },
    });
  });

  it('F-6 a list that is too wide is narrowed to one floor zone', () => {
    const never: Goal = { id: 'never', type: 'mustNotArrive', from: ['vm:jump'], to: ['vm:ledger:1433'] };
    const open = world({ there: THERE, back: BACK, guests: '10.10.0.0/16' });
    expect(findHints(compileWorld(open), [never, books])[0]).toMatchObject({
      code: 'nsg.guests',
      params: { sender: '10.10.9.4', suggested: '10.10.0.0/24' },
    });
  });

  it('nothing is amiss where both signs stand', () => {
    expect(findHints(compileWorld(world({ there: THERE, back: BACK })), [books])).toEqual([]);
  });
});
