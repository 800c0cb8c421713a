// Pings: who answers, what passes them on, and what drops them because they have no port. Rules: A-36, B-4, E-13, E-14, E-20, F-6, NP17, NP18, S27.
import { describe, expect, it } from 'vitest';
import { flow, planOf, runLoad } from './loadPlans.ts';
import { cluster, network, type Walked, walked } from './street.ts';
import { pod, policy, service } from './worlds.ts';

interface Options {
  readonly subnet?: string;
  readonly parts?: readonly string[];
  readonly engine?: string;
  readonly outbound?: string;
  readonly pool?: string;
}

function town({ subnet = '', parts = [], ...rest }: Options = {}, ...more: readonly string[]): Walked {
  return walked(
    network(
      `virtualNetworks:
- name: vnet
  addressSpace: [10.0.0.0/16]
  subnets:
  - { name: snet-aks, addressPrefix: 10.0.0.0/24${subnet} }
  - { name: snet-vms, addressPrefix: 10.0.9.0/24 }
  - { name: AzureFirewallSubnet, addressPrefix: 10.0.8.0/26 }
  - { name: GatewaySubnet, addressPrefix: 10.0.7.0/27 }`,
      'virtualNetworkGateways: [{ name: gw, virtualNetwork: vnet, gatewayType: Vpn, connections: [hq] }]',
      'onPremises: [{ name: hq, addressSpace: [172.20.0.0/16], hosts: [{ name: press, ipAddress: 172.20.1.1 }] }]',
      'publicIPAddresses: [{ name: pip-nat, ipAddress: 20.51.8.20 }, { name: pip-fw, ipAddress: 20.51.8.30 }, { name: pip-vm, ipAddress: 20.51.8.40 }]',
      'virtualMachines: [{ name: jump, subnet: snet-vms, ipAddress: 10.0.9.4, publicIPAddress: pip-vm }]',
      'internetHosts: [{ name: site.example, ipAddress: 203.0.113.5 }]',
      ...parts,
      cluster(rest),
    ),
    pod('shop/a', { node: 'n-0' }),
    pod('shop/b', { node: 'n-1', ports: [80] }),
    service('shop/b', 'clusterIP: 10.100.0.40, selector: { app: b }, ports: [{ port: 80 }]'),
    service('shop/door', 'type: LoadBalancer, loadBalancerIP: 20.51.8.50, selector: { app: b }, ports: [{ port: 80 }]'),
    ...more,
  );
}

function ends({ trace }: Walked, from: string, to: string): string {
  const { verdict, deliveredTo = '' } = trace(from, to);
  return `${verdict.outcome} ${verdict.rule?.object ?? deliveredTo}`.trim();
}

describe('who answers a ping', () => {
  const plain = town();
  it.each([
    ['a pod that listens on nothing', 'shop/b', 'pod:shop/a/icmp', 'delivered shop/a'],
    ['a pod by its address', 'shop/a', '10.244.1.2/icmp', 'delivered shop/b'],
    ['a node', 'shop/a', 'node:n-1/icmp', 'delivered node:n-1'],
    ['a machine', 'shop/a', 'vm:jump/icmp', 'delivered vm:jump'],
    ['headquarters', 'shop/a', 'onprem:press/icmp', 'delivered onprem:press'],
    ['B-4 no ClusterIP', 'shop/a', '10.100.0.40/icmp', 'timeout Service/shop/b'],
    ['B-4 no Service by name', 'shop/a', 'b/icmp', 'timeout Service/shop/b'],
    ['B-4 no load balancer', 'internet:site.example', '20.51.8.50/icmp', 'timeout'],
    ['E-13 B-4 nobody behind the outbound rule', 'shop/a', 'site.example/icmp', 'timeout ManagedCluster/aks'],
    ['E-14 an address of one’s own', 'vm:jump', 'site.example/ICMP', 'delivered internet:site.example'],
  ])('%s', (_who, from, to, expected) => {
    expect(ends(plain, from, to)).toBe(expected);
  });

  it('E-13 no NAT gateway, and the firewall where a network rule names ICMP', () => {
    const gateway = town({
      subnet: ', natGateway: natgw',
      parts: ['natGateways: [{ name: natgw, publicIpAddresses: [pip-nat] }]'],
    });
    expect(ends(gateway, 'shop/a', 'site.example/icmp')).toBe('timeout NatGateway/natgw');
    const gated = (protocols: string): Walked =>
      town({
        subnet: ', routeTable: rt',
        outbound: 'userDefinedRouting',
        parts: [
          'routeTables: [{ name: rt, routes: [{ name: all, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.0.8.4 }] }]',
          `azureFirewalls:
- name: fw
  virtualNetwork: vnet
  privateIPAddress: 10.0.8.4
  publicIPAddresses: [pip-fw]
  ruleCollectionGroups: [{ name: g, priority: 200, ruleCollections: [{ name: c, priority: 100, type: Network, action: Allow, rules: [{ name: r, sourceAddresses: ['*'], ipProtocols: [${protocols}], destinationAddresses: ['*'], destinationPorts: ['*'] }] }] }]`,
        ],
      });
    const node = 'node:n-0';
    expect(ends(gated('ICMP'), node, '203.0.113.5/icmp')).toBe('delivered internet:site.example');
    expect(ends(gated('Any'), node, '203.0.113.5/icmp')).toBe('delivered internet:site.example');
    expect(ends(gated('TCP, UDP'), node, '203.0.113.5/icmp')).toBe('timeout AzureFirewall/fw');
  });

  it('F-6 a guard’s rule of ICMP, of another protocol, of any', () => {
    const guarded = (protocol: string, port = "'*'"): string =>
      ends(
        town({
          subnet: ', networkSecurityGroup: nsg',
          parts: [
            `networkSecurityGroups: [{ name: nsg, securityRules: [{ name: shut, priority: 100, direction: Inbound, access: Deny, protocol: '${protocol}', destinationPortRange: ${port} }] }]`,
          ],
        }),
        'vm:jump',
        'node:n-0/icmp',
      );
    expect(guarded('Icmp')).toBe('timeout NetworkSecurityGroup/nsg');
    expect(guarded('*')).toBe('timeout NetworkSecurityGroup/nsg');
    expect(guarded('Tcp')).toBe('delivered node:n-0');
    expect(guarded('*', "'22'")).toBe('delivered node:n-0');
  });

  it('NP17 a rule without ports admits a ping, one with ports does not', () => {
    const ruled = (rule: string): string =>
      ends(
        town({}, policy('shop/p', `podSelector: { matchLabels: { app: b } }, policyTypes: [Ingress], ingress: [${rule}]`)),
        'shop/a',
        'pod:shop/b/icmp',
      );
    expect(ruled('{}')).toBe('delivered shop/b');
    expect(ruled('{ ports: [{ port: 80 }] }')).toBe('timeout NetworkPolicy/shop/p');
    expect(ruled('{ ports: [{ protocol: TCP }, { protocol: UDP }, { protocol: SCTP }] }')).toBe('timeout NetworkPolicy/shop/p');
    expect(ruled('')).toBe('timeout NetworkPolicy/shop/p');
  });

  it('a ping with a port, or of nobody, is refused as any flow is', () => {
    expect(town().say('shop/a', 'pod:shop/none/icmp')).toContain('noPod');
    expect(town().say('shop/a', '/icmp')).toContain('noPort');
  });

  it('a ping has no ports, is no connection of a load run, and shows in no capture', () => {
    const { trace, api } = town();
    expect(trace('shop/a', 'pod:shop/b/icmp').tuple).toMatchObject({ protocol: 'ICMP', sourcePort: 0, destinationPort: 0 });
    const { endings } = runLoad(api, planOf([flow({ from: 'shop/a', to: 'pod:shop/b/icmp', rate: 1, end: 5000 })]));
    expect(endings).toMatchObject([{ outcome: 'timeout', reason: 'unsupported', count: 5 }]);
    const captured = api.capture({ revision: 1, flow: { from: 'shop/a', to: 'pod:shop/b/icmp' } });
    expect(captured.ok && captured.value.packets).toEqual([]);
  });
});
