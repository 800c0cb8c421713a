// Failure scenarios of roads: spokes that do not meet, a default route from headquarters, an address that is not the old one. Rules: S46, S47, S52.
import { describe } from 'vitest';
import { cluster, network } from '../engine/street.ts';
import { house, pod } from '../engine/worlds.ts';
import { trouble } from '../support/trouble.ts';
import { namespace, service } from './words.ts';

interface Spokes {
  /** Do the spokes have a route to each other by way of the hub's appliance? */
  readonly routes?: boolean;
  readonly forwarding?: boolean;
  /** On the spokes' peerings. */
  readonly forwarded?: boolean;
}

/** A cluster in one spoke, a database in another, an appliance in the hub between them. */
function spokes({ routes = true, forwarding = true, forwarded = true }: Spokes): string {
  const table = (name: string): string => (routes ? `, routeTable: ${name}` : '');
  const peer = (name: string): string =>
    `[{ name: ${name}, remoteVirtualNetwork: vnet-hub, allowForwardedTraffic: ${forwarded} }]`;
  return network(
    `virtualNetworks:
- name: vnet-shop
  addressSpace: [10.0.0.0/16]
  subnets: [{ name: snet-aks, addressPrefix: 10.0.0.0/24${table('rt-shop')} }]
  peerings: ${peer('shop-to-hub')}
- name: vnet-data
  addressSpace: [10.2.0.0/16]
  subnets: [{ name: snet-db, addressPrefix: 10.2.0.0/24${table('rt-data')} }]
  peerings: ${peer('data-to-hub')}
- name: vnet-hub
  addressSpace: [10.1.0.0/16]
  subnets: [{ name: snet-nva, addressPrefix: 10.1.2.0/24 }]
  peerings:
  - { name: hub-to-shop, remoteVirtualNetwork: vnet-shop, allowForwardedTraffic: true }
  - { name: hub-to-data, remoteVirtualNetwork: vnet-data, allowForwardedTraffic: true }
routeTables:
- { name: rt-shop, routes: [{ name: data, addressPrefix: 10.2.0.0/16, nextHopType: VirtualAppliance, nextHopIpAddress: 10.1.2.4 }] }
- { name: rt-data, routes: [{ name: shop, addressPrefix: 10.0.0.0/16, nextHopType: VirtualAppliance, nextHopIpAddress: 10.1.2.4 }] }
virtualMachines:
- { name: nva, subnet: snet-nva, ipAddress: 10.1.2.4, enableIPForwarding: ${forwarding} }
- { name: db, subnet: snet-db, ipAddress: 10.2.0.4, ports: [{ port: 5432, protocol: TCP }] }`,
    cluster(),
  );
}

const SHOP = [namespace('shop'), pod('shop/web', { ports: [8080], node: 'n-0' })];
const toDatabase = (sees: string): { from: string; to: string; sees: string } => ({
  from: 'shop/web',
  to: '10.2.0.4:5432',
  sees,
});

/** Headquarters says that the whole world lies behind it. */
function forced(egress: boolean, exception = false): string {
  const text = house()
    .replace('advertisedRoutes: [172.20.0.0/16]', `advertisedRoutes: [172.20.0.0/16, 0.0.0.0/0]\n  internetEgress: ${egress}`)
    .replace('gatewayType: Vpn', 'gatewayType: ExpressRoute');
  if (!exception) return text;
  return text
    .replace('addressPrefix: 10.10.0.0/24 }', 'addressPrefix: 10.10.0.0/24, routeTable: rt-nodes }')
    .replace(
      'managedClusters:',
      'routeTables:\n- { name: rt-nodes, routes: [{ name: out, addressPrefix: 0.0.0.0/0, nextHopType: Internet }] }\nmanagedClusters:',
    );
}

/** A name whose record still has the address of before. */
function stale(pip = ''): string {
  return house().replace(
    'managedClusters:',
    `${pip}dnsZones:\n- { name: contoso.com, records: [{ name: shop, type: A, values: [20.60.0.7] }] }\nmanagedClusters:`,
  );
}

const DESK = 'type: LoadBalancer\nselector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]';

describe('failure scenarios of roads', () => {
  trouble('S46 peering does not pass on: two spokes need a route by way of the hub', {
    world: [spokes({ routes: false }), ...SHOP],
    symptom: [toDatabase('timeout')],
    cause: ['VirtualNetwork/vnet-shop', 'peerings'],
    fix: [spokes({})],
    cured: [toDatabase('delivered')],
  });

  trouble('S46 the peering does not take what somebody passes on', {
    world: [spokes({ forwarded: false }), ...SHOP],
    symptom: [toDatabase('timeout')],
    cause: ['VirtualNetwork/vnet-data', 'peerings[data-to-hub].allowForwardedTraffic'],
    fix: [spokes({})],
    cured: [toDatabase('delivered')],
  });

  trouble('S46 the appliance keeps what is not for it', {
    world: [spokes({ forwarding: false }), ...SHOP],
    symptom: [toDatabase('timeout')],
    cause: ['VirtualMachine/nva', 'enableIPForwarding'],
    fix: [spokes({})],
    cured: [toDatabase('delivered')],
  });

  trouble('S47 headquarters’ default route takes the nodes’ bootstrap with it', {
    world: [forced(false), namespace('shop')],
    symptom: [
      { codes: ['OutboundConnFailVMExtensionError'], nodesReady: 0 },
      { from: 'node:room-0', to: 'internet:api.presspay.example:443', sees: 'timeout' },
    ],
    cause: ['OnPremises/hq', 'internetEgress'],
    fix: [forced(false, true)],
    cured: [
      { notCodes: ['OutboundConnFailVMExtensionError'], nodesReady: 3 },
      { from: 'node:room-0', to: 'internet:api.presspay.example:443', sees: 'delivered' },
    ],
  });

  trouble('S47 or headquarters lets it out', {
    world: [forced(false), namespace('shop')],
    symptom: [{ nodesReady: 0 }, { from: 'node:room-0', to: 'internet:api.presspay.example:443', sees: 'timeout' }],
    cause: ['OnPremises/hq', 'internetEgress'],
    fix: [forced(true)],
    cured: [{ notCodes: ['OutboundConnFailVMExtensionError'], nodesReady: 3 }],
  });

  trouble('S52 a Service made anew has another address, and its name leads to the old one', {
    world: [stale(), namespace('shop'), pod('shop/web', { ports: [8080], node: 'room-0' }), service('shop/web', DESK)],
    symptom: [
      { from: 'internet:customer', to: 'http://shop.contoso.com/', sees: 'timeout' },
      { from: 'internet:customer', to: 'shop/web:80', sees: 'delivered' },
    ],
    cause: ['DnsZone/contoso.com', 'records[shop]'],
    fix: [
      stale('publicIPAddresses: [{ name: pip-shop, ipAddress: 20.60.0.7 }]\n'),
      service('shop/web', DESK, 'service.beta.kubernetes.io/azure-pip-name: pip-shop'),
    ],
    cured: [{ from: 'internet:customer', to: 'http://shop.contoso.com/', sees: 'delivered', at: ['shop/web'] }],
  });
});
