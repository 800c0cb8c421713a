// Guards of subnets and machines: order, defaults, tags, both ends, what a load balancer's packet looks like to them.
import { describe, expect, it } from 'vitest';
import { network, type Walked, walked } from './street.ts';
import { pod, service } from './worlds.ts';

interface Options {
  readonly a?: string;
  readonly b?: string;
  readonly aks?: string;
  readonly machine?: string;
}

const rule = (name: string, priority: number, rest: string): string => `{ name: ${name}, priority: ${priority}, ${rest} }`;
const IN = 'direction: Inbound, protocol: Tcp, ';

/** Machines a and b in subnets of one VNet, c in a peer, press at headquarters, a cluster, customers on the street. */
function world({ a = '', b = '', aks = '', machine = '' }: Options = {}, ...manifests: readonly string[]): Walked {
  const group = (name: string, rules: string): string => `- { name: ${name}, securityRules: [${rules}] }`;
  const on = (name: string, rules: string): string => (rules === '' ? '' : `, networkSecurityGroup: ${name}`);
  return walked(
    network(`location: westeurope
virtualNetworks:
- name: vnet-shop
  addressSpace: [10.0.0.0/16]
  subnets:
  - { name: snet-aks, addressPrefix: 10.0.0.0/24${on('nsg-aks', aks)} }
  - { name: snet-a, addressPrefix: 10.0.1.0/24${on('nsg-a', a)} }
  - { name: snet-b, addressPrefix: 10.0.2.0/24${on('nsg-b', b)} }
  - { name: GatewaySubnet, addressPrefix: 10.0.255.0/27 }
  peerings: [{ name: to-peer, remoteVirtualNetwork: vnet-peer }]
- name: vnet-peer
  addressSpace: [10.9.0.0/16]
  subnets: [{ name: snet-c, addressPrefix: 10.9.0.0/24 }]
  peerings: [{ name: to-shop, remoteVirtualNetwork: vnet-shop }]
virtualNetworkGateways: [{ name: vpngw, virtualNetwork: vnet-shop, gatewayType: Vpn, connections: [hq] }]
onPremises: [{ name: hq, addressSpace: [172.20.0.0/16], hosts: [{ name: press, ipAddress: 172.20.5.20 }] }]
virtualMachines:
- { name: a, subnet: snet-a, ipAddress: 10.0.1.4, ports: [{ port: 22, protocol: TCP }] }
- { name: b, subnet: snet-b, ipAddress: 10.0.2.4, ports: [{ port: 80, protocol: TCP }, { port: 53, protocol: UDP }]${machine === '' ? '' : ', networkSecurityGroup: nsg-nic'} }
- { name: c, subnet: snet-c, ipAddress: 10.9.0.4 }
networkSecurityGroups:
${group('nsg-a', a)}
${group('nsg-b', b)}
${group('nsg-aks', aks)}
${group('nsg-nic', machine)}
internetHosts: [{ name: customer, ipAddress: 203.0.113.9 }, { name: stranger, ipAddress: 203.0.113.200 }]
managedClusters:
- name: aks
  networkProfile: { networkPlugin: azure, networkPluginMode: overlay, podCidr: 10.244.0.0/16, serviceCidr: 10.100.0.0/16, dnsServiceIP: 10.100.0.10 }
  agentPoolProfiles: [{ name: n, count: 2, maxPods: 30, vnetSubnet: snet-aks }]`),
    pod('shop/web', { ports: [8080], node: 'n-0' }),
    pod('shop/client', { node: 'n-1' }),
    ...manifests,
  );
}

const PUBLIC = service(
  'shop/web',
  'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]',
);
const FRONTEND = '20.50.0.1';
const OPEN = rule(
  'web',
  200,
  `${IN}access: Allow, sourceAddressPrefix: Internet, destinationAddressPrefix: ${FRONTEND}, destinationPortRange: '80'`,
);

describe('F-6 the order of rules', () => {
  it('F-6 the lowest number that matches decides, wherever it stands in the list', () => {
    const deny = rule('shut', 300, `${IN}access: Deny, destinationPortRange: '80'`);
    const allow = rule('open', 200, `${IN}access: Allow, destinationPortRange: '80'`);
    const late = rule('late', 400, `${IN}access: Allow, destinationPortRange: '80'`);
    expect(world({ b: `${deny}, ${allow}` }).say('vm:a', 'vm:b:80')).toMatch(/^vm:b/);
    const found = world({ b: `${late}, ${deny}` }).trace('vm:a', 'vm:b:80');
    expect(found.verdict).toEqual({
      outcome: 'timeout',
      reason: 'nsg',
      rule: { object: 'NetworkSecurityGroup/nsg-b', field: 'securityRules[shut]' },
    });
  });

  it.each([
    ['another protocol', `direction: Inbound, protocol: Udp, access: Deny, destinationPortRange: '*'`, true],
    ['another port', `${IN}access: Deny, destinationPortRange: '81-90'`, true],
    ['a range that holds the port', `${IN}access: Deny, destinationPortRanges: ['70-79', '80-90']`, false],
    ['another sender', `${IN}access: Deny, sourceAddressPrefix: 10.0.9.0/24, destinationPortRange: '*'`, true],
    [
      'the sender among several',
      `${IN}access: Deny, sourceAddressPrefixes: [10.0.9.0/24, 10.0.1.4], destinationPortRange: '*'`,
      false,
    ],
    ['another receiver', `${IN}access: Deny, destinationAddressPrefix: 10.0.2.5, destinationPortRange: '*'`, true],
    ['the sender’s own port', `${IN}access: Deny, sourcePortRange: '80', destinationPortRange: '*'`, true],
    ['the other direction', `direction: Outbound, protocol: Tcp, access: Deny, destinationPortRange: '*'`, true],
    ['ping alone', `direction: Inbound, protocol: Icmp, access: Deny, destinationPortRange: '*'`, true],
  ])('F-6 a rule for %s', (_name, text, passes) => {
    expect(world({ b: rule('r', 100, text) }).say('vm:a', 'vm:b:80')).toMatch(passes ? /^vm:b/ : /^timeout nsg/);
  });

  it('F-6 both ends must allow, the sender’s subnet and the receiver’s own interface among them', () => {
    const out = rule('out', 100, `direction: Outbound, protocol: '*', access: Deny, destinationPortRange: '*'`);
    const shut = rule('shut', 100, `${IN}access: Deny, destinationPortRange: '80'`);
    expect(world({ a: out }).trace('vm:a', 'vm:b:80').verdict.rule).toEqual({
      object: 'NetworkSecurityGroup/nsg-a',
      field: 'securityRules[out]',
    });
    const nic = world({ b: rule('open', 100, `${IN}access: Allow, destinationPortRange: '80'`), machine: shut });
    expect(nic.trace('vm:a', 'vm:b:80').verdict.rule?.object).toBe('NetworkSecurityGroup/nsg-nic');
    expect(nic.trace('vm:a', 'vm:b:80').hops.flatMap(({ steps }) => steps.map(({ code }) => code))).toContain('nsg.allowed');
  });

  it('F-6 answers are free: a group that lets nobody out still lets answers out', () => {
    const out = rule('out', 100, `direction: Outbound, protocol: '*', access: Deny, destinationPortRange: '*'`);
    const found = world({ b: out }).trace('vm:a', 'vm:b:80');
    expect([found.verdict.outcome, found.reply?.verdict.outcome]).toEqual(['delivered', 'delivered']);
  });
});

describe('F-7, F-8, F-9 Azure’s own rules and tags', () => {
  const none = rule('other', 4096, `direction: Inbound, protocol: Udp, access: Deny, destinationPortRange: '9'`);

  it('F-7, F-8 the VNet, its peers and headquarters come in by 65000', () => {
    const { say } = world({ b: none });
    expect(say('vm:a', 'vm:b:80')).toMatch(/^vm:b/);
    expect(say('vm:c', 'vm:b:80')).toMatch(/^vm:b/);
    expect(say('onprem:press', 'vm:b:80')).toMatch(/^vm:b/);
    expect(say('node:n-0', 'vm:b:80')).toMatch(/^vm:b/);
  });

  it('F-8 the tag VirtualNetwork in a rule means the same', () => {
    const only = rule('shut', 100, `${IN}access: Deny, sourceAddressPrefix: VirtualNetwork, destinationPortRange: '*'`);
    for (const from of ['vm:a', 'vm:c', 'onprem:press']) expect(world({ b: only }).say(from, 'vm:b:80')).toBe('timeout nsg');
  });

  it('S11, B-16, F-7 a public Service needs a rule for its frontend and Service port', () => {
    expect(world({ aks: none }, PUBLIC).trace('internet:customer', 'shop/web:80').verdict.rule).toEqual({
      object: 'NetworkSecurityGroup/nsg-aks',
      field: 'defaultSecurityRules[DenyAllInBound]',
    });
    expect(world({ aks: OPEN }, PUBLIC).say('internet:customer', 'shop/web:80')).toMatch(/^shop\/web/);
  });

  it.each([
    ['the node subnet and the Service port', `destinationAddressPrefix: 10.0.0.0/24, destinationPortRange: '80'`],
    ['the node subnet and the node port', `destinationAddressPrefix: 10.0.0.0/24, destinationPortRange: '30080'`],
    ['the frontend and the target port', `destinationAddressPrefix: ${FRONTEND}, destinationPortRange: '8080'`],
    ['the probe’s tag', `sourceAddressPrefix: AzureLoadBalancer, destinationPortRange: '*'`],
  ])('B-13, B-14, F-9 a rule for %s does not open it', (_name, text) => {
    const aks = rule('r', 200, `${IN}access: Allow, ${text}`);
    expect(world({ aks }, PUBLIC).say('internet:customer', 'shop/web:80')).toBe('timeout nsg');
  });

  it('B-14 without floating IP the node and its node port do', () => {
    const aks = rule(
      'r',
      200,
      `${IN}access: Allow, sourceAddressPrefix: Internet, destinationAddressPrefix: 10.0.0.0/24, destinationPortRange: '30080'`,
    );
    const off = PUBLIC.replace(
      'metadata: { name: web, namespace: shop',
      "metadata: { name: web, namespace: shop, annotations: { service.beta.kubernetes.io/azure-disable-load-balancer-floating-ip: 'true' }",
    );
    expect(off).not.toBe(PUBLIC);
    expect(world({ aks }, off).say('internet:customer', 'shop/web:80')).toMatch(/^shop\/web/);
  });

  it('F-11 the customer’s own address is what the guard sees', () => {
    const aks = rule(
      'r',
      200,
      `${IN}access: Allow, sourceAddressPrefix: 203.0.113.9, destinationAddressPrefix: ${FRONTEND}, destinationPortRange: '80'`,
    );
    const { say } = world({ aks }, PUBLIC);
    expect(say('internet:customer', 'shop/web:80')).toMatch(/^shop\/web/);
    expect(say('internet:stranger', 'shop/web:80')).toBe('timeout nsg');
  });

  it('C27 a rule that shuts out the probe takes every node out of the pool', () => {
    const shut = rule('shut', 300, `${IN}access: Deny, sourceAddressPrefix: AzureLoadBalancer, destinationPortRange: '*'`);
    const found = world({ aks: `${OPEN}, ${shut}` }, PUBLIC).trace('internet:customer', 'shop/web:80');
    expect(found.verdict).toMatchObject({ reason: 'no-healthy-node', rule: { field: 'securityRules[shut]' } });
  });

  it('S53, A-14 a hardened group without the pod CIDR cuts pods on different nodes apart', () => {
    const wall = rule('wall', 4000, `direction: Inbound, protocol: '*', access: Deny, destinationPortRange: '*'`);
    const nodes = rule(
      'nodes',
      300,
      `direction: Inbound, protocol: '*', access: Allow, sourceAddressPrefix: 10.0.0.0/24, destinationPortRange: '*'`,
    );
    const pods = rule(
      'pods',
      310,
      `direction: Inbound, protocol: '*', access: Allow, sourceAddressPrefix: 10.244.0.0/16, destinationAddressPrefix: 10.244.0.0/16, destinationPortRange: '*'`,
    );
    expect(world({ aks: `${nodes}, ${wall}` }).say('shop/client', 'pod:shop/web:8080')).toBe('timeout nsg');
    expect(world({ aks: `${nodes}, ${pods}, ${wall}` }).say('shop/client', 'pod:shop/web:8080')).toMatch(/^shop\/web/);
  });

  it('F-10 Azure’s own addresses pass every guard', () => {
    const out = rule('out', 100, `direction: Outbound, protocol: '*', access: Deny, destinationPortRange: '*'`);
    expect(world({ a: out }).say('vm:a', '168.63.129.16:53/udp')).not.toMatch(/nsg/);
  });
});
