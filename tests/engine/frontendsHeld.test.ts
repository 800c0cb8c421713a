// Declared addresses of internal frontends against those of machines and endpoints, rights to join a subnet, and backends that call themselves. Rules: A-35, B-22, B-23, S17, S19.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { cluster, network, walked } from './street.ts';
import { pod, worldOf } from './worlds.ts';

const VNET = `virtualNetworks:
- name: vnet
  addressSpace: [10.0.0.0/16]
  subnets: [{ name: snet-aks, addressPrefix: 10.0.0.0/24 }, { name: snet-vms, addressPrefix: 10.0.9.0/24 }]
virtualMachines: [{ name: jump, subnet: snet-vms, ipAddress: 10.0.9.4 }, { name: late, subnet: snet-vms }]
paasServices: [{ name: vault, type: keyVault, fqdn: v.vault.azure.net, publicNetworkAccess: Disabled }]
privateEndpoints: [{ name: pe, subnet: snet-aks, ipAddress: 10.0.0.9, target: vault, status: Approved }]`;

function desk(name: string, annotations: string): string {
  const prefix = 'service.beta.kubernetes.io/azure-load-balancer';
  const noted = annotations.replaceAll('~', prefix);
  return `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop, annotations: { ${prefix}-internal: 'true', ${noted} } }\nspec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80 }] }`;
}

function load(
  identity: string,
  ...services: readonly string[]
): { codes: string[]; ips: (string | undefined)[]; nodes: string[] } {
  const { diagnostics, plan } = createEngine().load({
    spec: worldOf(`${network(VNET, cluster())}${identity}`, ...services),
    revision: 1,
  });
  return {
    codes: diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code),
    ips: plan.services.map(({ externalIP }) => externalIP),
    nodes: plan.nodes.map(({ ip }) => ip),
  };
}

describe('addresses that frontends ask for', () => {
  it.each([
    ['a machine’s', '~-internal-subnet: snet-vms, ~-ipv4: 10.0.9.4'],
    ['a private endpoint’s', '~-ipv4: 10.0.0.9'],
  ])('B-23 %s is taken, and stays theirs', (_whose, annotations) => {
    const { codes, ips } = load('', desk('a', annotations), desk('b', '~-internal-subnet: snet-vms'));
    expect(codes).toEqual(['PrivateIPAddressInUse']);
    expect(ips).toEqual([undefined, '10.0.9.5']);
  });

  it('B-23 nodes keep clear of what a frontend declares, and one outside its subnet takes nothing', () => {
    expect(load('', desk('a', '~-ipv4: 10.0.0.4')).nodes).toEqual(['10.0.0.5', '10.0.0.6']);
    const outside = load('', desk('a', '~-ipv4: 10.0.8.4'), desk('b', "x: ''"));
    expect(outside).toEqual({
      codes: ['PrivateIPAddressNotInSubnet'],
      ips: [undefined, '10.0.0.6'],
      nodes: ['10.0.0.4', '10.0.0.5'],
    });
  });

  it.each([
    ['snet-aks', ['LinkedAuthorizationFailed'], [undefined]],
    ['snet-vms', [], ['10.0.9.5']],
    ['vnet', [], ['10.0.9.5']],
  ] as const)('A-35 rights on %s', (scope, codes, ips) => {
    const identity = `\n  identity: { type: UserAssigned, roleAssignments: [{ role: Network Contributor, scope: ${scope} }] }`;
    expect(load(identity, desk('a', '~-internal-subnet: snet-vms'))).toMatchObject({ codes, ips });
    const fixed = load(identity, desk('a', '~-internal-subnet: snet-vms, ~-ipv4: 10.0.9.9'));
    expect(fixed.ips).toEqual([codes.length > 0 ? undefined : '10.0.9.9']);
  });
});

describe('a backend that calls its own frontend', () => {
  const PROXY = '\nstatus: { loadBalancer: { ingress: [{ ipMode: Proxy }] } }';
  const town = (service: string): ReturnType<typeof walked> =>
    walked(
      network(VNET, cluster()),
      pod('shop/web', { ports: [80], node: 'n-0' }),
      pod('shop/client', { node: 'n-1' }),
      `${service}${PROXY}`,
    );
  const outcomes = (world: ReturnType<typeof walked>, from: string, to: string): string[] =>
    [...new Set(world.traces(from, to).map(({ verdict }) => verdict.outcome))].sort();

  it('B-22 fails where the pick is its own node, and only there', () => {
    const world = town(desk('a', '~-ipv4: 10.0.0.200'));
    expect(outcomes(world, 'shop/client', '10.0.0.200:80')).toEqual(['delivered', 'timeout']);
    expect(outcomes(world, 'node:n-0', '10.0.0.200:80')).toEqual(['delivered', 'timeout']);
    const lost = world.traces('shop/client', '10.0.0.200:80').filter(({ verdict }) => verdict.outcome === 'timeout');
    expect(lost.map(({ hops }) => hops.at(-1)?.steps.at(-1)?.params['node'])).toEqual(['n-1']);
    expect(outcomes(world, 'vm:jump', '10.0.0.200:80')).toEqual(['delivered']);
  });

  it('B-22 a frontend of the street meets a public address, and no machine itself', () => {
    const service = desk('a', "~-ipv4: 20.50.0.9, x: ''").replace(/service[^,]*internal: 'true', /, '');
    expect(outcomes(town(service), 'shop/client', '20.50.0.9:80')).toEqual(['delivered']);
  });
});
