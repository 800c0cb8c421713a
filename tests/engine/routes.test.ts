// System and BGP routes, peering, gateways, headquarters, the street, and what stands on a subnet.
import { describe, expect, it } from 'vitest';
import { cluster, type ClusterOptions, network, type Walked, walked } from './street.ts';
import { pod, service } from './worlds.ts';

const POD = [pod('shop/client', { ports: [9000], node: 'n-0' }), pod('shop/web', { ports: [8080], node: 'n-1' })];

interface Options extends ClusterOptions {
  /** Fields of the three peerings: hub → shop, shop → hub, and whether spokes exist. */
  readonly hubLends?: boolean;
  readonly shopUses?: boolean;
  readonly oneSided?: boolean;
  readonly advertised?: string;
  readonly internetEgress?: boolean;
  readonly extra?: string;
  readonly subnetFields?: string;
}

/** A hub with the bridge to headquarters; spokes shop (the cluster) and data, both peered with the hub alone. */
function hub(options: Options = {}, ...manifests: readonly string[]): Walked {
  const { hubLends = true, shopUses = true, oneSided = false, advertised = '[172.20.0.0/16]', internetEgress = true } = options;
  return walked(
    network(
      `virtualNetworks:
- name: vnet-shop
  addressSpace: [10.0.0.0/16]
  subnets:
  - { name: snet-aks, addressPrefix: 10.0.0.0/24${options.subnetFields ?? ''} }
  - { name: snet-pods, addressPrefix: 10.0.4.0/22 }
  - { name: snet-vms, addressPrefix: 10.0.9.0/24 }
  peerings: [{ name: to-hub, remoteVirtualNetwork: vnet-hub, useRemoteGateways: ${shopUses} }]
- name: vnet-hub
  addressSpace: [10.1.0.0/16]
  subnets: [{ name: GatewaySubnet, addressPrefix: 10.1.0.0/27 }, { name: snet-hub, addressPrefix: 10.1.1.0/24 }]
  peerings:
  - { name: to-data, remoteVirtualNetwork: vnet-data, allowGatewayTransit: ${hubLends} }
${oneSided ? '' : `  - { name: to-shop, remoteVirtualNetwork: vnet-shop, allowGatewayTransit: ${hubLends} }`}
- name: vnet-data
  addressSpace: [10.2.0.0/16]
  subnets: [{ name: snet-data, addressPrefix: 10.2.0.0/24 }]
  peerings: [{ name: to-hub, remoteVirtualNetwork: vnet-hub }]
virtualNetworkGateways: [{ name: vpngw, virtualNetwork: vnet-hub, gatewayType: Vpn, connections: [hq] }]
onPremises:
- name: hq
  addressSpace: [172.20.0.0/16]
  advertisedRoutes: ${advertised}
  internetEgress: ${internetEgress}
  hosts: [{ name: monitor, ipAddress: 172.20.1.10, ports: [{ port: 9090, protocol: TCP }] }, { name: annexe, ipAddress: 172.20.9.9, ports: [{ port: 22, protocol: TCP }] }, { name: lab, ipAddress: 10.244.5.10, ports: [{ port: 443, protocol: TCP }] }]
virtualMachines:
- { name: jump, subnet: snet-vms, ipAddress: 10.0.9.4, ports: [{ port: 22, protocol: TCP }] }
- { name: hubvm, subnet: snet-hub, ipAddress: 10.1.1.4, ports: [{ port: 22, protocol: TCP }] }
- { name: db, subnet: snet-data, ipAddress: 10.2.0.4, ports: [{ port: 5432, protocol: TCP }] }
internetHosts:
- { name: api.example, ipAddress: 34.200.1.1, ports: [{ port: 443, protocol: TCP }] }
- { name: customer, ipAddress: 203.0.113.9 }`,
      options.extra ?? '',
      cluster(options),
    ),
    ...POD,
    ...manifests,
  );
}

describe('F-1, F-2, F-5 peering', () => {
  it('F-5 a peered VNet is reached, with both sides made', () => {
    expect(hub().say('vm:jump', 'vm:hubvm:22')).toBe('vm:hubvm from 10.0.9.4');
    expect(hub().say('vm:hubvm', 'vm:jump:22')).toBe('vm:jump from 10.1.1.4');
  });

  it('F-5 one side alone is no peering, in neither direction', () => {
    const world = hub({ oneSided: true, shopUses: false });
    expect(world.say('vm:jump', 'vm:hubvm:22')).toBe('timeout no-route');
    expect(world.say('vm:hubvm', 'vm:jump:22')).toBe('timeout no-route');
    expect(world.trace('vm:jump', 'vm:hubvm:22').verdict.rule).toEqual({ object: 'VirtualNetwork/vnet-shop', field: 'peerings' });
  });

  it('F-5 peering does not pass on: spoke to spoke has no way through the hub', () => {
    expect(hub().say('vm:jump', 'vm:db:5432')).toBe('timeout no-route');
    expect(hub().say('shop/client', 'vm:db:5432')).toBe('timeout no-route');
    expect(hub().say('vm:hubvm', 'vm:db:5432')).toBe('vm:db from 10.1.1.4');
  });
});

describe('F-5 gateways', () => {
  it('F-5 a spoke that uses the hub’s gateway reaches headquarters, and is reached', () => {
    const out = hub().trace('shop/client', 'onprem:monitor:9090');
    expect(out).toMatchObject({ deliveredTo: 'onprem:monitor', sourceSeen: '10.0.0.4', via: ['vpngw', 'hq'] });
    expect(hub().trace('onprem:monitor', 'vm:jump:22')).toMatchObject({ deliveredTo: 'vm:jump', via: ['vpngw'] });
  });

  it.each([
    ['the spoke does not use it', { shopUses: false }],
    ['the hub does not lend it', { hubLends: false }],
  ])('F-5 no transit where %s', (_title, options) => {
    expect(hub(options).say('shop/client', 'onprem:monitor:9090')).toBe('timeout no-route');
    expect(hub(options).say('onprem:monitor', 'vm:jump:22')).toBe('timeout no-route');
    expect(hub(options).say('vm:hubvm', 'onprem:monitor:9090')).toBe('onprem:monitor from 10.1.1.4');
  });

  it('E-27 a host whose range headquarters does not advertise is heard, and never answered', () => {
    const found = hub({ advertised: '[172.20.1.0/24]' }).trace('onprem:annexe', 'vm:jump:22');
    expect(found.verdict).toEqual({
      outcome: 'timeout',
      reason: 'asymmetric-return',
      rule: { object: 'OnPremises/hq', field: 'advertisedRoutes' },
    });
    expect(found.deliveredTo).toBeUndefined();
    expect(found.reply?.verdict).toMatchObject({ outcome: 'timeout', reason: 'asymmetric-return' });
    expect(found.reply?.hops.at(-1)?.steps.at(-1)).toMatchObject({
      code: 'reply.astray',
      effect: 'drop',
      params: { place: 'jump', to: 'none' },
    });
    expect(hub({ advertised: '[172.20.1.0/24]' }).say('onprem:monitor', 'vm:jump:22')).toBe('vm:jump from 172.20.1.10');
  });

  it('F-1 private ranges that nobody has lead nowhere, not to the internet', () => {
    expect(hub().say('vm:jump', '192.168.7.7:80')).toBe('timeout no-route');
    expect(hub().trace('vm:jump', '192.168.7.7:80').snat).toBeUndefined();
  });
});

describe('E-40, E-41 forced tunnelling by BGP', () => {
  const EVERYTHING = '[0.0.0.0/0, 172.20.0.0/16]';

  it('E-40, E-14 0.0.0.0/0 from headquarters comes before the load balancer’s outbound rule', () => {
    const found = hub({ advertised: EVERYTHING }).trace('shop/client', 'internet:api.example:443');
    expect(found).toMatchObject({ deliveredTo: 'internet:api.example', via: ['vpngw', 'hq'], snat: { device: 'hq' } });
    expect(found.sourceSeen).toBe(found.snat?.publicIP);
  });

  it('E-40 headquarters may keep what it gets', () => {
    expect(hub({ advertised: EVERYTHING, internetEgress: false }).say('node:n-0', 'internet:api.example:443')).toBe(
      'timeout no-route',
    );
  });

  it('F-2 VNet and peering prefixes are longer than 0.0.0.0/0', () => {
    expect(hub({ advertised: EVERYTHING }).trace('shop/client', 'vm:jump:22').via).toEqual([]);
    expect(hub({ advertised: EVERYTHING }).trace('vm:jump', 'vm:hubvm:22').via).toEqual([]);
  });

  it('F-2 a VNet’s own route is preferred to a longer one by BGP', () => {
    expect(hub({ advertised: '[10.0.9.0/24]' }).trace('shop/client', 'vm:jump:22')).toMatchObject({
      deliveredTo: 'vm:jump',
      via: [],
    });
  });

  it('E-41, E-27 a customer’s letter arrives by the load balancer, the answer goes over the bridge', () => {
    const web = service('shop/web', 'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]');
    for (const found of hub({ advertised: EVERYTHING }, web).traces('internet:customer', 'shop/web:80')) {
      expect(found.verdict).toMatchObject({ outcome: 'timeout', reason: 'asymmetric-return' });
      const astray = found.reply?.hops.at(-1);
      expect(astray?.at.kind).toBe('node');
      expect(astray?.steps.at(-1)?.params).toMatchObject({ destination: '203.0.113.9', to: 'hq' });
    }
    expect(hub({}, web).trace('internet:customer', 'shop/web:80').deliveredTo).toBe('shop/web');
  });

  it('E-27 a refusal gets lost on the same way as an answer', () => {
    const closed = service(
      'shop/web',
      'type: LoadBalancer, externalTrafficPolicy: Local, selector: { app: web }, ports: [{ port: 80, targetPort: 81 }]',
    );
    expect(hub({}, closed).say('internet:customer', 'shop/web:80')).toBe('refused not-listening');
    expect(hub({ advertised: EVERYTHING }, closed).say('internet:customer', 'shop/web:80')).toBe('timeout asymmetric-return');
  });
});

describe('E-1, E-14 out to the street', () => {
  it('E-1 outboundType loadBalancer: the outbound rule’s address', () => {
    expect(hub().trace('shop/client', 'internet:api.example:443')).toMatchObject({
      via: ['lb:kubernetes'],
      snat: { device: 'lb:kubernetes', publicIP: '20.50.0.1' },
      sourceSeen: '20.50.0.1',
    });
  });

  it('E-1 managedNATGateway: not the load balancer', () => {
    const found = hub({ outbound: 'managedNATGateway' }).trace('shop/client', 'internet:api.example:443');
    expect(found.via).toEqual(['natgw:managed']);
    expect(found.snat).toEqual({ device: 'natgw:managed', publicIP: found.sourceSeen });
  });

  it.each(['none', 'block'])('E-1 outboundType %s: no door', (outbound) => {
    const { verdict } = hub({ outbound }).trace('shop/client', 'internet:api.example:443');
    expect(verdict).toEqual({
      outcome: 'timeout',
      reason: 'no-egress',
      rule: { object: 'ManagedCluster/aks', field: 'networkProfile.outboundType' },
    });
  });

  it('E-14, E-52 a node’s own public address comes first, each node its own', () => {
    const world = hub({ pool: 'enableNodePublicIP: true' });
    const [a, b] = ['shop/client', 'shop/web'].map((from) => world.trace(from, 'internet:api.example:443'));
    expect([a?.snat?.device, b?.snat?.device, a?.via]).toEqual(['n-0', 'n-1', []]);
    expect(a?.sourceSeen).not.toBe(b?.sourceSeen);
  });

  it('E-14 a machine without anything else leaves by default outbound access, not under its private address', () => {
    const found = hub().trace('vm:jump', 'internet:api.example:443');
    expect(found.snat).toEqual({ device: 'defaultOutboundAccess', publicIP: found.sourceSeen });
    expect(found.via).toEqual([]);
  });

  it('a host at headquarters reaches the street under headquarters’ address', () => {
    const found = hub().trace('onprem:monitor', 'internet:api.example:443');
    expect(found).toMatchObject({ deliveredTo: 'internet:api.example', snat: { device: 'hq' } });
    expect(hub({ internetEgress: false }).say('onprem:monitor', 'internet:api.example:443')).toBe('timeout no-route');
  });

  it('B-28 private addresses mean nothing on the street', () => {
    expect(hub({ mode: 'nodeSubnet' }).say('internet:customer', 'pod:shop/web:8080')).toBe('timeout no-route');
    expect(hub().say('internet:customer', 'vm:jump:22')).toBe('timeout no-route');
  });
});

describe('A-8, A-9, F-10 special addresses', () => {
  it('A-9 whatever lies in the pod CIDR outside is hidden from pods, not from machines', () => {
    const world = hub({ advertised: '[172.20.0.0/16, 10.244.5.0/24]' });
    expect(world.say('shop/client', '10.244.5.10:443')).toBe('timeout no-route');
    expect(world.say('vm:jump', '10.244.5.10:443')).toBe('onprem:lab from 10.0.9.4');
    expect(world.trace('shop/client', '10.244.5.10:443').verdict.rule?.field).toBe('networkProfile.podCidr');
  });

  it('A-8 kubenet: a machine in the node subnet shares its route table and reaches pods; another does not', () => {
    const neighbour =
      'virtualMachines: [{ name: near, subnet: snet-aks, ipAddress: 10.0.0.200 }, { name: jump, subnet: snet-vms, ipAddress: 10.0.9.4 }]';
    const parts = (mode: 'kubenet' | 'overlay'): Walked =>
      walked(
        network(
          'virtualNetworks: [{ name: v, addressSpace: [10.0.0.0/16], subnets: [{ name: snet-aks, addressPrefix: 10.0.0.0/24 }, { name: snet-vms, addressPrefix: 10.0.9.0/24 }] }]',
          neighbour,
          cluster({ mode, engine: 'calico' }),
        ),
        ...POD,
      );
    expect(parts('kubenet').say('vm:near', 'pod:shop/web:8080')).toBe('shop/web from 10.0.0.200');
    expect(parts('kubenet').say('vm:jump', 'pod:shop/web:8080')).toBe('timeout no-route');
    expect(parts('overlay').say('vm:near', 'pod:shop/web:8080')).toBe('timeout no-route');
  });

  it('F-10 Azure’s own addresses answer in the VNet, without a door to the street', () => {
    const found = hub().trace('vm:jump', '168.63.129.16:53/udp');
    expect(found).toMatchObject({ verdict: { outcome: 'delivered' }, sourceSeen: '10.0.9.4', via: [] });
    expect(hub().say('vm:jump', '169.254.169.254:443')).toBe('refused not-listening');
    expect(hub().say('onprem:monitor', '168.63.129.16:53/udp')).toMatch(/^timeout/);
  });

  it('127.0.0.0/8 is the sender itself', () => {
    expect(hub().say('shop/client', '127.0.0.1:9000')).toBe('shop/client from 10.244.0.2');
    expect(hub().say('shop/client', '127.0.0.1:9001')).toBe('refused not-listening');
  });
});

describe('what stands on a subnet', () => {
  it.each([', networkSecurityGroup: nsg', ', routeTable: rt'])(
    'F-7, F-1 subnet with%s and no rules of its own',
    (subnetFields) => {
      const world = hub({
        subnetFields,
        extra: 'networkSecurityGroups: [{ name: nsg, securityRules: [] }]\nrouteTables: [{ name: rt, routes: [] }]',
      });
      expect(world.say('shop/client', 'vm:jump:22')).toBe('vm:jump from 10.0.0.4');
      expect(world.say('vm:jump', 'node:n-0:80')).toBe('refused not-listening');
      expect(world.say('shop/client', 'pod:shop/web:8080')).toBe('shop/web from 10.244.0.2');
      expect(world.say('shop/client', 'pod:shop/client:9000')).toBe('shop/client from 10.244.0.2');
      expect(world.say('vm:jump', 'vm:hubvm:22')).toBe('vm:hubvm from 10.0.9.4');
    },
  );

  it('A-22 in pod-subnet mode a pod’s packets are in its own subnet, its node’s in the other', () => {
    const nsg = {
      subnetFields: ', networkSecurityGroup: nsg',
      extra:
        "networkSecurityGroups: [{ name: nsg, securityRules: [{ name: shut, priority: 100, direction: Outbound, access: Deny, protocol: '*', destinationAddressPrefix: 10.0.9.0/24, destinationPortRange: '*' }, { name: closed, priority: 100, direction: Inbound, access: Deny, protocol: '*', sourceAddressPrefix: 10.0.9.0/24, destinationPortRange: '*' }] }]",
    };
    const host = pod('shop/host', { ports: [9100], node: 'n-0', extra: 'hostNetwork: true' });
    const world = hub({ mode: 'podSubnet', ...nsg }, host);
    expect(world.say('shop/client', 'vm:jump:22')).toMatch(/^vm:jump/);
    expect(world.say('vm:jump', 'pod:shop/web:8080')).toMatch(/^shop\/web/);
    expect(world.say('shop/client', 'pod:shop/web:8080')).toMatch(/^shop\/web/);
    for (const from of ['shop/host', 'node:n-0']) expect(world.say(from, 'vm:jump:22')).toBe('timeout nsg');
    expect(world.say('vm:jump', 'node:n-0:9100')).toBe('timeout nsg');
  });

  it('E-14 a NAT gateway matters on the way out alone, and comes before the load balancer', () => {
    const world = hub({
      subnetFields: ', natGateway: nat',
      extra: 'publicIPAddresses: [{ name: pip, ipAddress: 20.60.0.9 }]\nnatGateways: [{ name: nat, publicIpAddresses: [pip] }]',
    });
    expect(world.say('shop/client', 'internet:api.example:443')).toBe('internet:api.example from 20.60.0.9');
    expect(world.trace('shop/client', 'internet:api.example:443').via).toEqual(['nat']);
    expect(world.say('shop/client', 'vm:jump:22')).toBe('vm:jump from 10.0.0.4');
    expect(world.plan.natGatewayPorts).toEqual({ nat: 64_512 });
  });

  it('E-1, E-3 an outbound type without what it needs: no way out, so no node is Ready', () => {
    for (const outbound of ['userDefinedRouting', 'userAssignedNATGateway']) {
      const world = hub({ outbound });
      expect(world.say('node:n-0', 'internet:api.example:443')).toBe('timeout no-egress');
      expect(world.plan.nodes.map(({ ready, reason }) => [ready, reason])).toEqual([
        [false, 'OutboundConnFailVMExtensionError'],
        [false, 'OutboundConnFailVMExtensionError'],
      ]);
    }
  });

  it('F-4 a firewall’s own address takes no letters for itself', () => {
    const world = hub({ extra: 'azureFirewalls: [{ name: fw, virtualNetwork: vnet-hub, privateIPAddress: 10.1.1.200 }]' });
    expect(world.say('vm:hubvm', '10.1.1.200:443')).toBe('timeout no-route');
    expect(world.say('shop/client', 'api.example:443')).toMatch(/^internet:api\.example from /);
  });
});
