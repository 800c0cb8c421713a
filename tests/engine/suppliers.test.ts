// Suppliers (PaaS): the street door and its guest list, private endpoints, service endpoints; truth tables over all of them.
import { describe, expect, it } from 'vitest';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import { privateNameOf } from '../../src/engine/dataplane/publicDirectory.ts';
import { cluster, type ClusterOptions, network, type Walked, walked } from './street.ts';
import { pod, worldOf } from './worlds.ts';

interface Options extends ClusterOptions {
  /** Fields of the supplier. */
  readonly supplier?: string;
  readonly endpoint?: string;
  readonly zone?: string;
  readonly aks?: string;
  readonly pe?: string;
  readonly extra?: string;
}

const SQL =
  'name: sql, type: sqlServer, fqdn: shop.database.windows.net, publicIPAddress: 52.1.2.3, ports: [{ port: 1433, protocol: TCP }]';
const VAULT =
  'name: vault, type: keyVault, fqdn: shop.vault.azure.net, publicIPAddress: 52.1.2.4, ports: [{ port: 443, protocol: TCP, tls: true }]';
const OPEN = 'publicNetworkAccess: Enabled, ipRules: [0.0.0.0/0]';
const SHUT = 'publicNetworkAccess: Disabled';

function town({ supplier = `${SQL}, ${SHUT}`, endpoint, zone, aks = '', pe = '', extra = '', ...rest }: Options): Walked {
  return walked(
    network(
      `virtualNetworks:
- name: vnet-shop
  addressSpace: [10.0.0.0/16]
  subnets: [{ name: snet-aks, addressPrefix: 10.0.0.0/24${aks} }, { name: snet-pods, addressPrefix: 10.0.2.0/24 }, { name: snet-pe, addressPrefix: 10.0.3.0/24${pe} }, { name: snet-vms, addressPrefix: 10.0.9.0/24 }, { name: GatewaySubnet, addressPrefix: 10.0.255.0/27 }]
  peerings: [{ name: to-data, remoteVirtualNetwork: vnet-data }]
- name: vnet-data
  addressSpace: [10.2.0.0/16]
  subnets: [{ name: snet-db, addressPrefix: 10.2.0.0/24 }]
  peerings: [{ name: to-shop, remoteVirtualNetwork: vnet-shop }, { name: to-far, remoteVirtualNetwork: vnet-far }]
- name: vnet-far
  addressSpace: [10.7.0.0/16]
  subnets: [{ name: snet-far, addressPrefix: 10.7.0.0/24 }]
  peerings: [{ name: to-data, remoteVirtualNetwork: vnet-data }]
virtualNetworkGateways: [{ name: vpngw, virtualNetwork: vnet-shop, gatewayType: Vpn, connections: [hq] }]
onPremises: [{ name: hq, addressSpace: [172.20.0.0/16], hosts: [{ name: monitor, ipAddress: 172.20.1.10 }] }]
virtualMachines: [{ name: jump, subnet: snet-vms, ipAddress: 10.0.9.4 }, { name: db, subnet: snet-db, ipAddress: 10.2.0.4 }, { name: far, subnet: snet-far, ipAddress: 10.7.0.4 }]
internetHosts: [{ name: customer, ipAddress: 203.0.113.9 }]
paasServices: [{ ${supplier} }]
${endpoint === undefined ? '' : `privateEndpoints: [{ ${endpoint} }]`}
${zone === undefined ? '' : `privateDnsZones: [{ ${zone} }]`}
${extra}`,
      cluster(rest),
    ),
    pod('shop/client', { node: 'n-0' }),
  );
}

const DOOR = 'name: pe-sql, subnet: snet-pe, ipAddress: 10.0.3.5, target: sql, status: Approved';
const ZONE =
  'name: privatelink.database.windows.net, virtualNetworkLinks: [vnet-shop], records: [{ name: shop, type: A, values: [10.0.3.5] }]';
const NAME = 'shop.database.windows.net:1433';

describe('E-30, E-31 zone linked or not × record there or not × street door', () => {
  const zone = (links: string, records: string): string =>
    `name: privatelink.database.windows.net, virtualNetworkLinks: [${links}], records: [${records}]`;
  const record = '{ name: shop, type: A, values: [10.0.3.5] }';
  it.each([
    ['vnet-shop', record, SHUT, 'paas:sql from 10.0.0.4', ['pe-sql']],
    ['vnet-shop', record, OPEN, 'paas:sql from 10.0.0.4', ['pe-sql']],
    ['vnet-shop', '', SHUT, 'nxdomain dns', []],
    ['vnet-shop', '', OPEN, 'nxdomain dns', []],
    ['', record, SHUT, 'refused service-firewall', ['lb:kubernetes']],
    ['', record, OPEN, 'paas:sql from 20.50.0.1', ['lb:kubernetes']],
    ['', '', SHUT, 'refused service-firewall', ['lb:kubernetes']],
    ['', '', OPEN, 'paas:sql from 20.50.0.1', ['lb:kubernetes']],
    ['vnet-data', record, SHUT, 'refused service-firewall', ['lb:kubernetes']],
    ['vnet-shop', '{ name: shop, type: A, values: [10.0.3.77] }', OPEN, 'timeout no-route', []],
  ])('linked to [%s], records [%s], %s: %s', (links, records, access, expected, via) => {
    const world = town({ supplier: `${SQL}, ${access}`, endpoint: DOOR, zone: zone(links, records) });
    expect(world.say('shop/client', NAME)).toBe(expected);
    expect(world.trace('shop/client', NAME).via).toEqual(via);
  });

  it('E-31 a service without a private endpoint has no alias: a linked zone without its record does not hide it', () => {
    expect(town({ supplier: `${SQL}, ${OPEN}`, zone: zone('vnet-shop', '') }).say('shop/client', NAME)).toBe(
      'paas:sql from 20.50.0.1',
    );
  });

  it('E-31 the alias is seen in the answer', () => {
    const { dns } = town({ endpoint: DOOR, zone: ZONE }).trace('vm:jump', NAME);
    expect(dns?.queries[0]?.records.map(({ type, value }) => `${type} ${value}`)).toEqual([
      'CNAME shop.privatelink.database.windows.net',
      'A 10.0.3.5',
    ]);
  });

  it.each([
    ['shop.database.windows.net', 'shop.privatelink.database.windows.net'],
    ['st.blob.core.windows.net', 'st.privatelink.blob.core.windows.net'],
    ['shop.vault.azure.net', 'shop.privatelink.vaultcore.azure.net'],
    ['shop.azurecr.io', 'shop.privatelink.azurecr.io'],
    ['Shop.AzureWebsites.net.', 'shop.privatelink.azurewebsites.net'],
    ['local', undefined],
  ])('E-31 private name of %s', (fqdn, expected) => {
    expect(privateNameOf(fqdn)).toBe(expected);
  });
});

describe('E-30 private endpoints', () => {
  it.each([
    ['Approved', 'paas:sql from 10.0.9.4'],
    ['Pending', 'timeout endpoint-not-approved'],
    ['Rejected', 'timeout endpoint-not-approved'],
    ['Disconnected', 'timeout endpoint-not-approved'],
  ])('only an approved one passes: %s', (status, expected) => {
    const world = town({ endpoint: DOOR.replace('Approved', status), zone: ZONE });
    expect(world.say('vm:jump', NAME)).toBe(expected);
    if (status !== 'Approved') {
      expect(world.trace('vm:jump', NAME).verdict.rule).toEqual({ object: 'PrivateEndpoint/pe-sql', field: 'status' });
      expect(world.trace('vm:jump', NAME).via).toEqual([]);
    }
  });

  it.each([
    ['vm:jump', 'paas:sql from 10.0.9.4', ['pe-sql']],
    ['vm:db', 'paas:sql from 10.2.0.4', ['pe-sql']],
    ['vm:far', 'timeout no-route', []],
    ['onprem:monitor', 'paas:sql from 172.20.1.10', ['vpngw', 'pe-sql']],
    ['internet:customer', 'timeout no-route', []],
    ['node:n-0', 'paas:sql from 10.0.0.4', ['pe-sql']],
  ])('reached from its VNet, peers and headquarters: %s', (from, expected, via) => {
    const world = town({ endpoint: DOOR });
    expect(world.say(from, '10.0.3.5:1433')).toBe(expected);
    expect(world.trace(from, '10.0.3.5:1433').via).toEqual(via);
  });

  it.each([
    ['kubenet', '10.0.0.4'],
    ['nodeSubnet', '10.0.0.5'],
    ['podSubnet', '10.0.2.4'],
    ['overlay', '10.0.0.4'],
  ] as const)('A-3, A-5 what the supplier sees of a pod: %s', (mode, source) => {
    expect(town({ endpoint: DOOR, mode }).say('shop/client', '10.0.3.5:1433')).toBe(`paas:sql from ${source}`);
  });

  it('only the service’s own ports answer', () => {
    expect(town({ endpoint: DOOR }).say('vm:jump', '10.0.3.5:443')).toBe('timeout not-listening');
  });

  it('the street door’s list says nothing about the inside door', () => {
    expect(
      town({ supplier: `${SQL}, publicNetworkAccess: Enabled, ipRules: []`, endpoint: DOOR }).say('vm:jump', '10.0.3.5:1433'),
    ).toBe('paas:sql from 10.0.9.4');
  });

  it('an address that is not declared is the lowest free one, after machines in the order of names', () => {
    const spec = worldOf(
      network(`virtualNetworks: [{ name: v, addressSpace: [10.0.0.0/16], subnets: [{ name: s, addressPrefix: 10.0.0.0/24 }] }]
virtualMachines: [{ name: b, subnet: s }, { name: d, subnet: s, ipAddress: 10.0.0.5 }]
paasServices: [{ ${SQL} }]
privateEndpoints: [{ name: c, subnet: s, target: sql }, { name: a, subnet: s, target: sql }, { name: z, subnet: s, ipAddress: 10.0.0.6, target: sql }]`),
    );
    const { placement, plan } = compileDataplane(spec);
    const at = placement.privateEndpoints.map(({ name, address }) => `${name} ${address & 255}`);
    expect(at).toEqual(['a 4', 'c 8', 'z 6']);
    expect(placement.hosts.map(({ name, address }) => `${name} ${address & 255}`)).toEqual(['b 7', 'd 5']);
    expect(plan.subnets[0]?.used).toBe(5);
  });
});

describe('E-31, E-35 the street door and its list', () => {
  const sqlWith = (fields: string): string => `${SQL}, ${fields}`;
  it.each([
    [sqlWith(SHUT), 'refused service-firewall', 'publicNetworkAccess'],
    [sqlWith(`${SHUT}, ipRules: [20.50.0.1]`), 'refused service-firewall', 'publicNetworkAccess'],
    [sqlWith('publicNetworkAccess: Enabled'), 'refused service-firewall', 'ipRules'],
    [sqlWith('publicNetworkAccess: Enabled, ipRules: []'), 'refused service-firewall', 'ipRules'],
    [sqlWith('publicNetworkAccess: Enabled, ipRules: [20.50.0.2]'), 'refused service-firewall', 'ipRules'],
    [sqlWith('publicNetworkAccess: Enabled, ipRules: [20.50.0.2, 20.50.0.1]'), 'paas:sql from 20.50.0.1', ''],
    [sqlWith('publicNetworkAccess: Enabled, ipRules: [20.50.0.0/24]'), 'paas:sql from 20.50.0.1', ''],
    // Private addresses mean nothing at the street door.
    [sqlWith('publicNetworkAccess: Enabled, ipRules: [10.0.0.0/8]'), 'refused service-firewall', 'ipRules'],
  ])('{ %s }: %s', (supplier, expected, field) => {
    const world = town({ supplier });
    expect(world.say('shop/client', NAME)).toBe(expected);
    if (field !== '') expect(world.trace('shop/client', NAME).verdict.rule).toEqual({ object: 'PaasService/sql', field });
  });

  it.each([
    [`${VAULT}, ${SHUT}`, 'http-403 service-firewall'],
    [`${VAULT}, publicNetworkAccess: Enabled`, 'paas:vault from 20.50.0.1'],
    [`${VAULT}, publicNetworkAccess: Enabled, ipRules: []`, 'http-403 service-firewall'],
    [`${VAULT}, publicNetworkAccess: Enabled, ipRules: [20.50.0.1]`, 'paas:vault from 20.50.0.1'],
  ])('suppliers that speak HTTP say 403: { %s }', (supplier, expected) => {
    expect(town({ supplier }).say('shop/client', 'https://shop.vault.azure.net/secrets')).toBe(expected);
  });

  it('from headquarters and the street, each by its own public address', () => {
    const open = (rules: string): Walked => town({ supplier: sqlWith(`publicNetworkAccess: Enabled, ipRules: [${rules}]`) });
    expect(open('203.0.113.9').say('internet:customer', NAME)).toBe('paas:sql from 203.0.113.9');
    expect(open('203.0.113.8').say('internet:customer', NAME)).toBe('refused service-firewall');
    expect(open('192.0.2.1').say('onprem:monitor', NAME)).toBe('paas:sql from 192.0.2.1');
  });
});

describe('E-35 service endpoints', () => {
  const ruled = (rule: string, ip = ''): string =>
    `${SQL}, publicNetworkAccess: Enabled, ipRules: [${ip}], virtualNetworkRules: [${rule}]`;
  const on = ', serviceEndpoints: [Microsoft.Sql]';
  it.each([
    // Setting of snet-aks, rule, public address listed, and what the supplier sees.
    [on, 'snet-aks', '', 'paas:sql from 10.0.0.4'],
    ['', 'snet-aks', '', 'refused service-firewall'],
    [on, '', '', 'refused service-firewall'],
    ['', '', '', 'refused service-firewall'],
    [', serviceEndpoints: [Microsoft.Storage]', 'snet-aks', '', 'refused service-firewall'],
    [', serviceEndpoints: [microsoft.sql]', 'snet-aks', '', 'paas:sql from 10.0.0.4'],
    ['', 'snet-aks', '20.50.0.1', 'paas:sql from 20.50.0.1'],
    // The source is private now: the rule for the public address is of no use (toggling it cuts connections).
    [on, '', '20.50.0.1', 'refused service-firewall'],
    [on, 'snet-vms', '', 'refused service-firewall'],
  ])('subnet{%s}, rule [%s], address [%s]: %s', (aks, rule, ip, expected) => {
    const world = town({ aks, supplier: ruled(rule, ip) });
    expect(world.say('shop/client', NAME)).toBe(expected);
    expect(world.trace('shop/client', NAME).dns?.answers).toEqual(['52.1.2.3']);
  });

  it.each([
    ['kubenet', 'paas:sql from 10.0.0.4'],
    ['nodeSubnet', 'paas:sql from 10.0.0.4'],
    ['overlay', 'paas:sql from 10.0.0.4'],
    // Pods are in a subnet of their own.
    ['podSubnet', 'refused service-firewall'],
  ] as const)('A-3, A-22 the subnet a pod’s packet is in: %s', (mode, expected) => {
    expect(town({ mode, aks: on, supplier: ruled('snet-aks') }).say('shop/client', NAME)).toBe(expected);
  });

  it('not lent to peers, nor to headquarters, nor to another subnet', () => {
    const world = town({ aks: on, supplier: ruled('snet-aks, snet-db, snet-vms') });
    for (const from of ['vm:db', 'vm:jump', 'onprem:monitor']) expect(world.say(from, NAME)).toBe('refused service-firewall');
    expect(world.say('node:n-0', NAME)).toBe('paas:sql from 10.0.0.4');
  });

  it('a supplier whose street door is shut takes nobody by it', () => {
    expect(town({ aks: on, supplier: `${SQL}, ${SHUT}, virtualNetworkRules: [snet-aks]` }).say('shop/client', NAME)).toBe(
      'refused service-firewall',
    );
  });

  it('no load balancer, no translation on the way', () => {
    const trace = town({ aks: on, supplier: ruled('snet-aks') }).trace('shop/client', NAME);
    expect([trace.via, trace.snat]).toEqual([[], undefined]);
  });
});

describe('names that nothing has', () => {
  it.each([
    [
      'privateEndpoints: [{ name: pe, subnet: snet-pe, target: nobody }]',
      ['InvalidResourceReference privateEndpoints.pe.target'],
    ],
    ['privateEndpoints: [{ name: pe, subnet: nowhere, target: sql }]', ['InvalidResourceReference privateEndpoints.pe.subnet']],
    [
      'privateEndpoints: [{ name: pe, subnet: s, ipAddress: 10.9.0.5, target: sql }]',
      ['PrivateIPAddressNotInSubnet privateEndpoints.pe.ipAddress'],
    ],
    [
      'privateEndpoints: [{ name: pe, subnet: s, ipAddress: 10.0.0.3, target: sql }]',
      ['PrivateIPAddressInReservedRange privateEndpoints.pe.ipAddress'],
    ],
    [
      'privateEndpoints: [{ name: pe, subnet: s, ipAddress: 10.0.0.9, target: sql }]',
      ['PrivateIPAddressInUse privateEndpoints.pe.ipAddress'],
    ],
    ['privateEndpoints: [{ name: pe, subnet: s, ipAddress: 10.0.0.8, target: sql }]', []],
    [
      'privateDnsZones: [{ name: z.example, virtualNetworkLinks: [v, w], records: [] }]',
      ['InvalidResourceReference privateDnsZones.z.example.virtualNetworkLinks[1]'],
    ],
  ])('%s', (part, expected) => {
    const spec = worldOf(
      network(`virtualNetworks: [{ name: v, addressSpace: [10.0.0.0/16], subnets: [{ name: s, addressPrefix: 10.0.0.0/24 }, { name: snet-pe, addressPrefix: 10.0.3.0/24 }] }]
virtualMachines: [{ name: m, subnet: s, ipAddress: 10.0.0.9 }]
paasServices: [{ ${SQL} }]
${part}`),
    );
    expect(compileDataplane(spec).diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual(expected);
  });

  it('a rule for a subnet that is not there', () => {
    const spec = worldOf(network(`paasServices: [{ ${SQL}, virtualNetworkRules: [nowhere] }]`));
    expect(compileDataplane(spec).diagnostics).toMatchObject([
      { code: 'InvalidResourceReference', path: 'paasServices.sql.virtualNetworkRules[0]' },
    ]);
  });
});
