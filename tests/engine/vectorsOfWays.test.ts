// The test vectors of ways, guards, routes of a controller, policies and names, each once, through the one door. Rules: M-16…M-28.
import { describe, expect, it } from 'vitest';
import { asker, ingress, table } from './asking.ts';
import { cluster, network, town, type Walked, walked } from './street.ts';
import { pod, policy } from './worlds.ts';

type Mode = 'nodeSubnet' | 'podSubnet' | 'overlay';

/** The cluster's VNet, a peer, headquarters and the street. */
function homeTown(mode: Mode, engine = 'spec', ...texts: readonly string[]): Walked {
  return walked(
    network(
      town('api.contoso.com'),
      engine === 'cilium'
        ? cluster({ mode, engine }).replace('networkPolicy: cilium', 'networkPolicy: cilium, networkDataplane: cilium')
        : cluster({ mode, engine }),
    ),
    pod('shop/client', { ports: [9000], node: 'n-0' }),
    pod('shop/web', { ports: [8080], node: 'n-1' }),
    ...texts,
  );
}

/** Whose address the receiver sees. */
function seen(world: Walked, to: string): string {
  const { sourceSeen, snat, verdict } = world.trace('shop/client', to);
  if (verdict.outcome !== 'delivered') return verdict.outcome;
  const own = world.plan.pods.find(({ name }) => name === 'client')?.ip;
  const node = world.plan.nodes.find(({ name }) => name === 'n-0')?.ip;
  if (snat) return sourceSeen === snat.publicIP ? 'public' : 'strange';
  return sourceSeen === own ? 'pod' : sourceSeen === node ? 'node' : 'strange';
}

describe('vectors of sources and ways in', () => {
  it('M-16 A-3 node subnet: same VNet, peer, headquarters, internet see pod, node, node, public', () => {
    const world = homeTown('nodeSubnet');
    const to = ['vm:jump:22', 'vm:peer:22', 'onprem:desk:22', 'internet:api.contoso.com:443'];
    expect(to.map((end) => seen(world, end))).toEqual(['pod', 'node', 'node', 'public']);
    // What the translation to the public address began with: the node's.
    const steps = world.trace('shop/client', 'internet:api.contoso.com:443').hops.flatMap((hop) => hop.steps);
    const from = steps.find(({ code }) => code === 'source.snat')?.params['from'];
    expect(from).toBe(world.plan.nodes[0]?.ip);
  });

  it('M-17 A-3 pod subnet: a peer sees the pod, 168.63.129.16 the node', () => {
    const world = homeTown('podSubnet');
    expect([seen(world, 'vm:peer:22'), seen(world, '168.63.129.16:53/udp')]).toEqual(['pod', 'node']);
  });

  it('M-18 A-7 a peer’s machine: no way to an Overlay pod, delivered to a pod of a pod subnet', () => {
    expect(homeTown('overlay').say('vm:peer', 'pod:shop/web:8080')).toBe('timeout no-route');
    expect(homeTown('podSubnet').say('vm:peer', 'pod:shop/web:8080')).toBe('shop/web from 10.2.0.4');
  });
});

/** 10.1.0.0/16 by BGP and by a route of one's own, 10.1.2.0/25 by BGP, and 10.1.2.0/24 in the VNet itself or not. */
function crossroads(inVnet: boolean): Walked {
  const own = inVnet ? [', 10.1.2.0/24', ', { name: snet-near, addressPrefix: 10.1.2.0/24 }'] : ['', ''];
  const machine = inVnet ? ', { name: near, subnet: snet-near, ipAddress: 10.1.2.5, ports: [{ port: 22, protocol: TCP }] }' : '';
  const site = inVnet ? '' : 'hosts: [{ name: far, ipAddress: 10.1.2.5, ports: [{ port: 22, protocol: TCP }] }], ';
  return walked(
    network(`virtualNetworks:
- name: vnet
  addressSpace: [10.0.0.0/16${own[0]}]
  subnets: [{ name: snet-vms, addressPrefix: 10.0.9.0/24, routeTable: rt }, { name: snet-nva, addressPrefix: 10.0.8.0/24 }, { name: GatewaySubnet, addressPrefix: 10.0.255.0/27 }${own[1]}]
routeTables: [{ name: rt, routes: [{ name: all, addressPrefix: 10.1.0.0/16, nextHopType: VirtualAppliance, nextHopIpAddress: 10.0.8.4 }] }]
virtualNetworkGateways: [{ name: vpngw, virtualNetwork: vnet, gatewayType: Vpn, connections: [hq] }]
onPremises: [{ name: hq, addressSpace: [10.1.0.0/16], ${site}advertisedRoutes: [10.1.0.0/16, 10.1.2.0/25] }]
virtualMachines: [{ name: jump, subnet: snet-vms, ipAddress: 10.0.9.4 }, { name: nva, subnet: snet-nva, ipAddress: 10.0.8.4, enableIPForwarding: true }${machine}]`),
  );
}

describe('vectors of routes and guards', () => {
  it('M-19 F-2 to 10.1.2.5: the VNet’s own /24 before a longer BGP route', () => {
    const found = crossroads(true).trace('vm:jump', '10.1.2.5:22');
    expect(found).toMatchObject({ verdict: { outcome: 'delivered' }, deliveredTo: 'vm:near', via: [] });
  });

  it('M-20 F-2 without the VNet’s route: the BGP /25, longest of all, before the player’s own /16', () => {
    const found = crossroads(false).trace('vm:jump', '10.1.2.5:22');
    expect(found).toMatchObject({ deliveredTo: 'onprem:far', via: ['vpngw', 'hq'] });
    // What the /25 does not hold follows the /16 of one's own, not BGP's.
    expect(crossroads(false).trace('vm:jump', '10.1.2.200:22').via[0]).toBe('nva');
  });

  it('M-21 E-32 E-33 a default route to the firewall does not take a private endpoint’s traffic', () => {
    const world = (policies: string): Walked =>
      walked(
        network(`virtualNetworks:
- name: vnet
  addressSpace: [10.0.0.0/16]
  subnets:
  - { name: snet-vms, addressPrefix: 10.0.9.0/24, routeTable: rt }
  - { name: snet-pe, addressPrefix: 10.0.7.0/24, privateEndpointNetworkPolicies: ${policies} }
  - { name: AzureFirewallSubnet, addressPrefix: 10.0.1.0/26 }
publicIPAddresses: [{ name: pip-fw }]
azureFirewalls: [{ name: fw, virtualNetwork: vnet, privateIPAddress: 10.0.1.4, publicIPAddresses: [pip-fw], ruleCollectionGroups: [] }]
routeTables: [{ name: rt, routes: [{ name: out, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.0.1.4 }] }]
virtualMachines: [{ name: jump, subnet: snet-vms, ipAddress: 10.0.9.4 }]
paasServices: [{ name: shop, type: sqlServer, fqdn: shop.database.windows.net, publicNetworkAccess: Disabled }]
privateEndpoints: [{ name: pe-shop, subnet: snet-pe, ipAddress: 10.0.7.5, target: shop, status: Approved }]`),
      );
    const found = world('Disabled').trace('vm:jump', '10.0.7.5:1433');
    expect(found).toMatchObject({ verdict: { outcome: 'delivered' }, deliveredTo: 'paas:shop' });
    expect(found.via).not.toContain('fw');
  });

  it('M-22 F-6 the subnet’s NSG allows 80 inbound, the interface’s denies it: denied', () => {
    const group = (name: string, access: string): string =>
      `- { name: ${name}, securityRules: [{ name: web, priority: 200, direction: Inbound, access: ${access}, protocol: Tcp, sourceAddressPrefix: "*", destinationAddressPrefix: "*", destinationPortRange: "80" }] }`;
    const world = (nic: string): Walked =>
      walked(
        network(`virtualNetworks:
- { name: vnet, addressSpace: [10.0.0.0/16], subnets: [{ name: snet-a, addressPrefix: 10.0.1.0/24 }, { name: snet-b, addressPrefix: 10.0.2.0/24, networkSecurityGroup: nsg-subnet }] }
networkSecurityGroups:
${group('nsg-subnet', 'Allow')}
${group('nsg-nic', nic)}
virtualMachines: [{ name: a, subnet: snet-a, ipAddress: 10.0.1.4 }, { name: b, subnet: snet-b, ipAddress: 10.0.2.4, networkSecurityGroup: nsg-nic, ports: [{ port: 80, protocol: TCP }] }]`),
      );
    expect(world('Deny').trace('vm:a', 'vm:b:80').verdict).toEqual({
      outcome: 'timeout',
      reason: 'nsg',
      rule: { object: 'NetworkSecurityGroup/nsg-nic', field: 'securityRules[web]' },
    });
    expect(world('Allow').say('vm:a', 'vm:b:80')).toBe('vm:b from 10.0.1.4');
  });
});

describe('vectors of routes by name and path', () => {
  it('M-23 C-2 Prefix /foo/bar: /foo/bar, /foo/bar/x, /foo/barbaz, /FOO/bar: yes, yes, no, no', () => {
    table(asker('ingress', ingress('w', { 'a.example': [['/foo/bar', 'Prefix', 'web']] })), [
      [{ path: '/foo/bar' }, 'web'],
      [{ path: '/foo/bar/x' }, 'web'],
      [{ path: '/foo/barbaz' }, '404'],
      [{ path: '/FOO/bar' }, '404'],
    ]);
  });

  it('M-24 C-1 *.foo.com: a.foo.com, a.b.foo.com, foo.com: yes, no, no', () => {
    table(asker('ingress', ingress('w', { '*.foo.com': [['/', 'Prefix', 'web']] })), [
      [{ host: 'a.foo.com' }, 'web'],
      [{ host: 'a.b.foo.com' }, '404'],
      [{ host: 'foo.com' }, '404'],
    ]);
  });
});

describe('vectors of policies', () => {
  const IN = ['vm:jump', 'pod:shop/web:8080'] as const;
  const OUT = ['shop/web', 'vm:jump:22'] as const;
  /** Does `shop/web` still get, and may it still ask? */
  function open(fields: string): [boolean, boolean] {
    const world = homeTown('nodeSubnet', 'spec', policy('shop/p', `podSelector: { matchLabels: { app: web } }, ${fields}`));
    const arrives = ([from, to]: readonly [string, string]): boolean => world.trace(from, to).verdict.outcome === 'delivered';
    return [arrives(IN), arrives(OUT)];
  }

  it('M-25 D-3 NP12 an egress rule and no policyTypes isolates both directions', () => {
    const rule = 'egress: [{ to: [{ ipBlock: { cidr: 192.0.2.0/24 } }] }]';
    expect(open(rule)).toEqual([false, false]);
    expect(open(`policyTypes: [Egress], ${rule}`)).toEqual([true, false]);
    expect(open('egress: []')).toEqual([false, true]);
  });

  it('M-26 D-4 ingress: [] denies all, ingress: [{}] allows all', () => {
    expect(open('ingress: []')).toEqual([false, true]);
    expect(open('ingress: [{}]')).toEqual([true, true]);
  });

  it('M-27 D-13 D-15 a block 10.0.0.0/8 holds pods at 10.x under Azure NPM, and no pod under Cilium', () => {
    const block = policy(
      'shop/out',
      'podSelector: { matchLabels: { app: client } }, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }]',
    );
    const under = (engine: string): string =>
      homeTown('nodeSubnet', engine, block).trace('shop/client', 'pod:shop/web:8080').verdict.outcome;
    expect([under('azure'), under('cilium')]).toEqual(['delivered', 'timeout']);
  });
});

describe('vectors of names', () => {
  it('M-28 G-2 api.contoso.com goes through the search list first, api.contoso.com. is asked as it is', () => {
    const world = homeTown('overlay');
    const asked = (name: string): string[] =>
      (world.trace('shop/client', `${name}:443`).dns?.queries ?? []).flatMap(({ client, type, name: question }) =>
        client === 'shop/client' && type === 'A' ? [question] : [],
      );
    expect(asked('api.contoso.com').slice(0, 3)).toEqual([
      'api.contoso.com.shop.svc.cluster.local',
      'api.contoso.com.svc.cluster.local',
      'api.contoso.com.cluster.local',
    ]);
    expect(asked('api.contoso.com').at(-1)).toBe('api.contoso.com');
    expect(asked('api.contoso.com.')).toEqual(['api.contoso.com']);
  });
});
