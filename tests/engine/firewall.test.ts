// The security gate: order of groups and collections, names, translation both ways, and answers that must come back through it.
import { describe, expect, it } from 'vitest';
import { network, type Walked, walked } from './street.ts';

interface Options {
  readonly groups?: string;
  readonly more?: string;
  /** Fields of the firewall. */
  readonly firewall?: string;
  readonly back?: boolean;
  readonly extra?: string;
}

const GROUP = (name: string, priority: number, collections: string): string =>
  `{ name: ${name}, priority: ${priority}, ruleCollections: [${collections}] }`;
const NET = (name: string, priority: number, action: string, rules: string): string =>
  `{ name: ${name}, priority: ${priority}, type: Network, action: ${action}, rules: [${rules}] }`;
const APP = (name: string, priority: number, action: string, rules: string): string =>
  `{ name: ${name}, priority: ${priority}, type: Application, action: ${action}, rules: [${rules}] }`;
const NAT = (rules: string): string => `{ name: nat, priority: 100, type: Dnat, rules: [${rules}] }`;
const net = (name: string, rest: string): string => `{ name: ${name}, sourceAddresses: ['*'], ipProtocols: [TCP], ${rest} }`;
const app = (name: string, rest: string): string =>
  `{ name: ${name}, sourceAddresses: ['*'], protocols: ['Https:443'], ${rest} }`;

/** A hub with the firewall; spokes a and b send everything to it; the street with a shop, its cousin and a customer. */
function house({ groups = '', firewall = '', back = true, extra = '' }: Options = {}): Walked {
  return walked(
    network(`virtualNetworks:
- name: hub
  addressSpace: [10.1.0.0/16]
  subnets: [{ name: AzureFirewallSubnet, addressPrefix: 10.1.1.0/26 }, { name: snet-hub, addressPrefix: 10.1.2.0/24 }]
  peerings:
  - { name: to-a, remoteVirtualNetwork: spoke-a, allowForwardedTraffic: true }
  - { name: to-b, remoteVirtualNetwork: spoke-b, allowForwardedTraffic: true }
- name: spoke-a
  addressSpace: [10.2.0.0/16]
  subnets: [{ name: snet-a, addressPrefix: 10.2.0.0/24, routeTable: rt }]
  peerings: [{ name: to-hub, remoteVirtualNetwork: hub, allowForwardedTraffic: true }]
- name: spoke-b
  addressSpace: [10.3.0.0/16]
  subnets: [{ name: snet-b, addressPrefix: 10.3.0.0/24${back ? ', routeTable: rt' : ''} }]
  peerings: [{ name: to-hub, remoteVirtualNetwork: hub, allowForwardedTraffic: true }]
routeTables:
- { name: rt, routes: [{ name: all, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.1.1.4 }] }
publicIPAddresses: [{ name: pip-fw, ipAddress: 20.60.0.1 }]
azureFirewalls:
- { name: fw, virtualNetwork: hub, privateIPAddress: 10.1.1.4, publicIPAddresses: [pip-fw], ${firewall} ruleCollectionGroups: [${groups}] }
virtualMachines:
- { name: a, subnet: snet-a, ipAddress: 10.2.0.4, ports: [{ port: 80, protocol: TCP }] }
- { name: b, subnet: snet-b, ipAddress: 10.3.0.4, ports: [{ port: 80, protocol: TCP }] }
- { name: h, subnet: snet-hub, ipAddress: 10.1.2.4, ports: [{ port: 80, protocol: TCP }] }
internetHosts:
- { name: api.shop.example, ipAddress: 203.0.113.50, ports: [{ port: 443, protocol: TCP, tls: true }, { port: 80, protocol: TCP }] }
- { name: shop.example, ipAddress: 203.0.113.51, ports: [{ port: 443, protocol: TCP, tls: true }] }
- { name: customer, ipAddress: 203.0.113.9 }
managedClusters: []
${extra}`),
  );
}

const API = 'https://api.shop.example/';
const ALLOW_NET = NET('n', 100, 'Allow', net('web', `destinationAddresses: ['*'], destinationPorts: ['443']`));
const ruleOf = (walkedHouse: Walked, to = API): string => {
  const { verdict, hops } = walkedHouse.trace('vm:a', to);
  const steps = hops.flatMap(({ steps: all }) => all).filter(({ type }) => type === 'firewall');
  const field = steps.at(-1)?.rule?.field ?? '';
  return `${verdict.outcome} ${/rules\[(\w+)\]/.exec(field)?.[1] ?? ''}`.trim();
};

describe('E-20 the order of rules', () => {
  it('E-20 nothing matches: denied, and the verdict names the firewall', () => {
    const found = house().trace('vm:a', API);
    expect(found.verdict).toEqual({
      outcome: 'timeout',
      reason: 'firewall',
      rule: { object: 'AzureFirewall/fw', field: 'ruleCollectionGroups' },
    });
  });

  it('E-20 groups by number, then collections by number, then rules in order; the first match ends it', () => {
    const deny = NET('d', 200, 'Deny', net('no1', `destinationAddresses: ['*'], destinationPorts: ['*']`));
    const allow = NET('a', 100, 'Allow', net('go1', `destinationAddresses: ['*'], destinationPorts: ['*']`));
    expect(ruleOf(house({ groups: GROUP('g', 200, `${deny}, ${allow}`) }))).toBe('delivered go1');
    const two = `${GROUP('late', 300, allow)}, ${GROUP('early', 100, deny)}`;
    expect(ruleOf(house({ groups: two }))).toBe('timeout no1');
    const rules = `${net('first', `destinationAddresses: [203.0.113.50], destinationPorts: ['443']`)}, ${net('second', `destinationAddresses: ['*'], destinationPorts: ['*']`)}`;
    expect(ruleOf(house({ groups: GROUP('g', 100, NET('n', 100, 'Deny', rules)) }))).toBe('timeout first');
  });

  it('E-20 network rules come before application rules, whatever their numbers', () => {
    const groups = `${GROUP('apps', 100, APP('no', 100, 'Deny', app('bad', `targetFqdns: ['*']`))).replace('name: no,', 'name: nope,')}, ${GROUP('nets', 60000, ALLOW_NET)}`;
    expect(ruleOf(house({ groups }))).toBe('delivered web');
  });

  it.each([
    ['203.0.113.50:443', 'delivered web'],
    ['203.0.113.50:80', 'timeout'],
  ])('E-20 a network rule for 443: %s', (to, expected) => {
    expect(ruleOf(house({ groups: GROUP('g', 100, ALLOW_NET) }), to)).toBe(expected);
  });

  it('E-20 a rule for another sender does not match', () => {
    const groups = GROUP('g', 100, ALLOW_NET.replace("['*'], ipProtocols", '[10.9.0.0/16], ipProtocols'));
    expect(ruleOf(house({ groups }))).toBe('timeout');
  });
});

describe('E-21 names', () => {
  const named = (names: string): string => GROUP('g', 100, APP('n', 100, 'Allow', app('web', `targetFqdns: [${names}]`)));

  it.each([
    ["'api.shop.example'", API, 'delivered web'],
    ["'*.shop.example'", API, 'delivered web'],
    ["'*.shop.example'", 'https://shop.example/', 'timeout'],
    ["'*'", 'https://shop.example/', 'delivered web'],
    ["'shop.example'", API, 'timeout'],
    ["'api.shop.example'", 'http://api.shop.example/', 'timeout'],
    ["'*'", '203.0.113.50:443', 'timeout'],
  ])('E-21 %s and %s', (names, to, expected) => {
    expect(ruleOf(house({ groups: named(names) }), to)).toBe(expected);
  });

  it('E-26 the tag AzureKubernetesService holds what AKS needs and nothing else', () => {
    const groups = GROUP('g', 100, APP('n', 100, 'Allow', app('aks', 'fqdnTags: [AzureKubernetesService]')));
    expect(ruleOf(house({ groups }), 'https://mcr.microsoft.com/')).toBe('delivered aks');
    expect(ruleOf(house({ groups }), 'https://aks.hcp.westeurope.azmk8s.io/')).toBe('delivered aks');
    expect(ruleOf(house({ groups }))).toBe('timeout');
  });

  it('E-21 names in network rules work with the DNS proxy alone', () => {
    const groups = GROUP(
      'g',
      100,
      NET('n', 100, 'Allow', net('byname', `destinationFqdns: [api.shop.example], destinationPorts: ['443']`)),
    );
    expect(ruleOf(house({ groups }))).toBe('timeout');
    expect(ruleOf(house({ groups, firewall: 'dnsProxy: true,' }))).toBe('delivered byname');
  });
});

describe('E-22, E-23, E-28 whose number is on it', () => {
  const any = NET('n', 100, 'Allow', net('any', `destinationAddresses: ['*'], destinationPorts: ['*']`));

  it('E-22 ranges that hold everything let a room number out on the street, and nothing can answer it', () => {
    const found = house({ groups: GROUP('g', 100, ALLOW_NET), firewall: "snatPrivateRanges: ['0.0.0.0/0']," }).trace('vm:a', API);
    expect(found.verdict).toMatchObject({ outcome: 'timeout', reason: 'no-egress' });
    expect(found.hops.at(-1)?.steps.at(-1)).toMatchObject({ code: 'route.unstamped', params: { source: '10.2.0.4' } });
  });

  it('E-22 to the street always its own public one', () => {
    const found = house({ groups: GROUP('g', 100, any) }).trace('vm:a', API);
    expect(found).toMatchObject({ sourceSeen: '20.60.0.1', snat: { device: 'fw' }, via: ['fw'] });
  });

  it.each([
    ['', '10.2.0.4'],
    ["snatPrivateRanges: ['255.255.255.255/32'],", '10.1.1.5'],
    ["snatPrivateRanges: ['0.0.0.0/0'],", '10.2.0.4'],
  ])('E-22 between spokes a network rule %s', (firewall, seen) => {
    expect(house({ groups: GROUP('g', 100, any), firewall }).trace('vm:a', '10.3.0.4:80')).toMatchObject({
      deliveredTo: 'vm:b',
      sourceSeen: seen,
      via: ['fw'],
    });
  });

  it('E-20, E-28 DNAT takes in what it names; the receiver sees the gate', () => {
    const rules = `{ name: web, sourceAddresses: ['*'], ipProtocols: [TCP], destinationAddresses: [20.60.0.1], destinationPorts: ['8443'], translatedAddress: 10.3.0.4, translatedPort: '80' }`;
    const found = house({ groups: GROUP('g', 100, NAT(rules)) });
    expect(found.trace('internet:customer', '20.60.0.1:8443')).toMatchObject({
      deliveredTo: 'vm:b',
      sourceSeen: '10.1.1.5',
      via: ['fw'],
      reply: { verdict: { outcome: 'delivered' } },
    });
    expect(found.say('internet:customer', '20.60.0.1:443')).toBe('timeout firewall');
    expect(house({ groups: GROUP('g', 100, any) }).say('internet:customer', '20.60.0.1:80')).toBe('timeout firewall');
  });

  it('E-23 2,496 ports for each address and instance', () => {
    expect(house().plan.firewallSnatPorts).toEqual({ fw: 4992 });
  });
});

describe('E-27, F-5 both halves of a talk', () => {
  const any = GROUP('g', 100, NET('n', 100, 'Allow', net('any', `destinationAddresses: ['*'], destinationPorts: ['*']`)));

  it('S46, F-5 spokes meet through the gate when both send their answers there', () => {
    const found = house({ groups: any }).trace('vm:a', '10.3.0.4:80');
    expect(found.reply?.hops.map(({ at }) => at.name)).toEqual(['b', 'fw', 'a']);
  });

  it('E-27, F-5 without a route of its own the other spoke finds no way back: peering does not pass on', () => {
    const found = house({ groups: any, back: false }).trace('vm:a', '10.3.0.4:80');
    expect(found.verdict).toMatchObject({ outcome: 'timeout', reason: 'asymmetric-return' });
    expect(found.deliveredTo).toBeUndefined();
  });

  it('E-27 an answer that goes round the gate which saw the question is lost too', () => {
    const found = house({ groups: any }).trace('vm:a', '10.1.2.4:80');
    // The peering prefix is longer than 0.0.0.0/0: the question goes straight there and straight back.
    expect(found).toMatchObject({ deliveredTo: 'vm:h', via: [] });
    const table = '{ name: hub, addressPrefix: 10.1.2.0/24, nextHopType: VirtualAppliance, nextHopIpAddress: 10.1.1.4 }';
    const detour = walkedWith(table, any);
    expect(detour.verdict).toMatchObject({ outcome: 'timeout', reason: 'asymmetric-return' });
  });

  function walkedWith(route: string, groups: string): ReturnType<Walked['trace']> {
    return walked(
      network(`virtualNetworks:
- name: hub
  addressSpace: [10.1.0.0/16]
  subnets: [{ name: AzureFirewallSubnet, addressPrefix: 10.1.1.0/26 }, { name: snet-hub, addressPrefix: 10.1.2.0/24 }]
  peerings: [{ name: to-a, remoteVirtualNetwork: spoke-a, allowForwardedTraffic: true }]
- name: spoke-a
  addressSpace: [10.2.0.0/16]
  subnets: [{ name: snet-a, addressPrefix: 10.2.0.0/24, routeTable: rt }]
  peerings: [{ name: to-hub, remoteVirtualNetwork: hub, allowForwardedTraffic: true }]
routeTables: [{ name: rt, routes: [${route}] }]
azureFirewalls: [{ name: fw, virtualNetwork: hub, privateIPAddress: 10.1.1.4, publicIPAddresses: [], ruleCollectionGroups: [${groups}] }]
virtualMachines:
- { name: a, subnet: snet-a, ipAddress: 10.2.0.4 }
- { name: h, subnet: snet-hub, ipAddress: 10.1.2.4, ports: [{ port: 80, protocol: TCP }] }
managedClusters: []`),
    ).trace('vm:a', '10.1.2.4:80');
  }
});
