// Failure scenarios of private access: names of private endpoints, routes of endpoints that go before a signpost. Rules: S29…S32.
import { describe } from 'vitest';
import { trouble } from '../support/trouble.ts';
import { cluster, network } from '../engine/street.ts';
import { pod } from '../engine/worlds.ts';
import { namespace } from './words.ts';
import { gateWith } from './doors.ts';

const to = (from: string, target: string, sees: string): { from: string; to: string; sees: string } => ({
  from,
  to: target,
  sees,
});
const POST = [namespace('shop'), pod('shop/web', { node: 'n-0' })];
const STORAGE = 'https://stshop.blob.core.windows.net/';
const OTHER = 'https://stother.blob.core.windows.net/';

describe('names of private endpoints', () => {
  const ACCOUNTS = `paasServices:
- { name: stshop, type: storageAccount, fqdn: stshop.blob.core.windows.net, publicIPAddress: 52.1.2.8, publicNetworkAccess: Disabled }
- { name: stother, type: storageAccount, fqdn: stother.blob.core.windows.net, publicIPAddress: 52.1.2.9, publicNetworkAccess: Enabled }
privateEndpoints:
- { name: pe-shop, subnet: snet-pe, ipAddress: 10.0.3.5, target: stshop, status: Approved }
- { name: pe-other, subnet: snet-far, ipAddress: 10.2.3.5, target: stother, status: Approved }`;
  const world = (of: { links?: string; records?: string; servers?: string; forwarders?: string; zone?: boolean }): string => {
    const { links = 'vnet-shop', records = '', servers = '', forwarders = '168.63.129.16', zone = true } = of;
    return network(
      `virtualNetworks:
- name: vnet-shop
  addressSpace: [10.0.0.0/16]
  dnsServers: [${servers}]
  subnets:
  - { name: snet-aks, addressPrefix: 10.0.0.0/24 }
  - { name: snet-pe, addressPrefix: 10.0.3.0/24 }
  - { name: snet-dns, addressPrefix: 10.0.9.0/24 }
- name: vnet-far
  addressSpace: [10.2.0.0/16]
  subnets: [{ name: snet-far, addressPrefix: 10.2.3.0/24 }]`,
      'virtualMachines: [{ name: corp-dns, subnet: snet-dns, ipAddress: 10.0.9.53 }]',
      `dnsServers: [{ name: corp-dns, ipAddress: 10.0.9.53, forwarders: [${forwarders}], zones: [] }]`,
      ACCOUNTS,
      zone
        ? `privateDnsZones:
- name: privatelink.blob.core.windows.net
  virtualNetworkLinks: [${links}]
  records: [{ name: stshop, type: A, values: [10.0.3.5] }${records}]`
        : 'privateDnsZones: []',
      cluster(),
    );
  };
  const SHUT = { ...to('shop/web', STORAGE, 'http-403'), notVia: ['pe-shop'] };
  const OPEN = { ...to('shop/web', STORAGE, 'delivered'), via: ['pe-shop'], at: ['paas:stshop'] };

  trouble('S29 the private zone is not linked where the cluster asks', {
    world: [world({ links: '' }), ...POST],
    symptom: [SHUT],
    cause: ['PrivateDnsZone/privatelink.blob.core.windows.net', 'virtualNetworkLinks'],
    fix: [world({})],
    cured: [OPEN],
  });

  trouble('S29 the network’s own name server asks the street instead of Azure', {
    world: [world({ servers: '10.0.9.53', forwarders: '8.8.8.8' }), ...POST],
    symptom: [SHUT],
    cause: ['VirtualNetwork/vnet-shop', 'dnsServers'],
    fix: [world({ servers: '10.0.9.53' })],
    cured: [OPEN],
  });

  trouble('S30 the zone is linked and has no record of the other account', {
    world: [world({}), ...POST],
    symptom: [OPEN, to('shop/web', OTHER, 'nxdomain')],
    cause: ['PrivateDnsZone/privatelink.blob.core.windows.net', 'records'],
    fix: [world({ records: ', { name: stother, type: A, values: [52.1.2.9] }' })],
    cured: [OPEN, { ...to('shop/web', OTHER, 'delivered'), at: ['paas:stother'] }],
  });
});

describe('endpoints that go before a signpost', () => {
  const hub = (of: { aks?: string; pe?: string; routes: string; services: string }): string =>
    network(
      `virtualNetworks:
- name: vnet-hub
  addressSpace: [10.1.0.0/16]
  subnets: [{ name: AzureFirewallSubnet, addressPrefix: 10.1.1.0/26 }]
  peerings: [{ name: to-shop, remoteVirtualNetwork: vnet-shop, allowForwardedTraffic: true }]
- name: vnet-shop
  addressSpace: [10.0.0.0/16]
  subnets:
  - { name: snet-aks, addressPrefix: 10.0.0.0/24, routeTable: rt-aks${of.aks ?? ''} }
  - { name: snet-pe, addressPrefix: 10.0.3.0/24${of.pe ?? ''} }
  peerings: [{ name: to-hub, remoteVirtualNetwork: vnet-hub, allowForwardedTraffic: true }]`,
      `routeTables: [{ name: rt-aks, routes: [${of.routes}] }]`,
      'publicIPAddresses: [{ name: pip-fw, ipAddress: 20.51.8.30 }]',
      gateWith(`      - { name: aks, sourceAddresses: [10.0.0.0/24], protocols: ['Https:443'], fqdnTags: [AzureKubernetesService] }
      - { name: store, sourceAddresses: [10.0.0.0/24], protocols: ['Https:443', 'Mssql:1433'], targetFqdns: ['*.windows.net', '*.core.windows.net', '*.database.windows.net', stshop.blob.core.windows.net, shop.database.windows.net] }`),
      of.services,
      cluster({ outbound: 'userDefinedRouting' }),
    );
  const ALL = '{ name: all, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.1.1.4 }';

  const store = `paasServices:
- { name: stshop, type: storageAccount, fqdn: stshop.blob.core.windows.net, publicIPAddress: 52.1.2.8, publicNetworkAccess: Disabled }
privateEndpoints: [{ name: pe-shop, subnet: snet-pe, ipAddress: 10.0.3.5, target: stshop, status: Approved }]
privateDnsZones:
- { name: privatelink.blob.core.windows.net, virtualNetworkLinks: [vnet-shop, vnet-hub], records: [{ name: stshop, type: A, values: [10.0.3.5] }] }`;
  trouble('S31 the firewall never sees what goes to a private endpoint: its /32 is longer than the default route', {
    world: [hub({ routes: ALL, services: store }), ...POST],
    symptom: [{ ...to('shop/web', STORAGE, 'delivered'), via: ['pe-shop'], notVia: ['fw'] }],
    cause: ['VirtualNetwork/vnet-shop', 'subnets[snet-pe].privateEndpointNetworkPolicies'],
    fix: [
      hub({
        pe: ', privateEndpointNetworkPolicies: Enabled',
        routes: `${ALL}, { name: endpoints, addressPrefix: 10.0.3.0/24, nextHopType: VirtualAppliance, nextHopIpAddress: 10.1.1.4 }`,
        services: store,
      }),
    ],
    cured: [{ ...to('shop/web', STORAGE, 'delivered'), via: ['fw', 'pe-shop'] }],
  });

  const SQL = 'shop.database.windows.net:1433';
  const sql = (rules: string): string => `paasServices:
- { name: sql-shop, type: sqlServer, fqdn: shop.database.windows.net, publicIPAddress: 52.1.2.3, publicNetworkAccess: Enabled, ${rules} }`;
  trouble('S32 a service endpoint takes the database past the firewall, under another sender', {
    world: [
      hub({
        aks: ', serviceEndpoints: [Microsoft.Sql]',
        routes: ALL,
        services: sql('ipRules: [20.51.8.30], virtualNetworkRules: [snet-aks]'),
      }),
      ...POST,
    ],
    symptom: [{ ...to('shop/web', SQL, 'delivered'), notVia: ['fw'], source: '10.0.0.4' }],
    cause: ['VirtualNetwork/vnet-shop', 'subnets[snet-aks].serviceEndpoints'],
    fix: [hub({ routes: ALL, services: sql('ipRules: [20.51.8.30]') })],
    cured: [{ ...to('shop/web', SQL, 'delivered'), via: ['fw'], source: '20.51.8.30' }],
  });

  trouble('S32 and the database that listed the firewall’s address alone refuses the new sender', {
    world: [hub({ aks: ', serviceEndpoints: [Microsoft.Sql]', routes: ALL, services: sql('ipRules: [20.51.8.30]') }), ...POST],
    symptom: [to('shop/web', SQL, 'refused')],
    cause: ['PaasService/sql-shop', 'virtualNetworkRules'],
    fix: [hub({ routes: ALL, services: sql('ipRules: [20.51.8.30]') })],
    cured: [{ ...to('shop/web', SQL, 'delivered'), via: ['fw'] }],
  });
});
