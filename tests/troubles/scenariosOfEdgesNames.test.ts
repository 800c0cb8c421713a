// Failure scenarios of names: servers that do not know the same, the search list, the resolver of the node. Rules: S48–S50, S55.
import { describe } from 'vitest';
import { house, pod } from '../engine/worlds.ts';
import { trouble } from '../support/trouble.ts';
import { namespace, service } from './words.ts';

/** A private zone, and the name servers that the virtual network tells its machines. */
function town(servers: string): string {
  return house()
    .replace('addressSpace: [10.10.0.0/16]', `addressSpace: [10.10.0.0/16]\n  dnsServers: [${servers}]`)
    .replace(
      'managedClusters:',
      `dnsServers: [{ name: corp-dns, ipAddress: 172.20.5.53, forwarders: [] }]
privateDnsZones:
- { name: corp.internal, virtualNetworkLinks: [vnet-house], records: [{ name: jump, type: A, values: [10.10.9.4] }] }
managedClusters:`,
    )
    .replace('ipAddress: 10.10.9.4 }', 'ipAddress: 10.10.9.4, ports: [{ port: 22, protocol: TCP }] }');
}

/** A private cluster; its zone hangs in its own virtual network and in those named. */
function privateCluster(...links: readonly string[]): string {
  const zone = `privateDnsZones:\n- { name: privatelink.westeurope.azmk8s.io, virtualNetworkLinks: [${links.join(', ')}], records: [] }\n`;
  return `${house()}\n  apiServerAccessProfile: { enablePrivateCluster: true }`
    .replace('metadata: { name: house }', 'metadata: { name: house }\nlocation: westeurope')
    .replace(
      'virtualNetworkGateways:',
      `  peerings: [{ name: to-hub, remoteVirtualNetwork: vnet-hub }]
- name: vnet-hub
  addressSpace: [10.20.0.0/16]
  subnets: [{ name: snet-hub, addressPrefix: 10.20.0.0/24 }]
  peerings: [{ name: to-house, remoteVirtualNetwork: vnet-house }]
virtualNetworkGateways:`,
    )
    .replace('virtualMachines:', 'virtualMachines:\n- { name: hub-jump, subnet: snet-hub, ipAddress: 10.20.0.4 }')
    .replace('managedClusters:', `${links.length === 0 ? '' : zone}managedClusters:`);
}

const API_SERVER = 'aks.privatelink.westeurope.azmk8s.io:443';
const SHOP = [namespace('shop'), pod('shop/web', { ports: [8080], node: 'room-0' })];

describe('failure scenarios of names', () => {
  trouble('S48 the hub does not know the name of a private cluster', {
    world: [privateCluster(), ...SHOP],
    symptom: [{ from: 'vm:hub-jump', to: API_SERVER, sees: 'nxdomain' }],
    cause: ['PrivateDnsZone/privatelink.westeurope.azmk8s.io', 'virtualNetworkLinks'],
    fix: [privateCluster('vnet-hub')],
    cured: [
      { from: 'vm:hub-jump', to: API_SERVER, sees: 'delivered', at: ['apiserver:aks'] },
      { from: 'vm:jump', to: API_SERVER, sees: 'delivered' },
    ],
  });

  trouble('S49 two name servers that know different names: now and then NXDOMAIN', {
    world: [town('172.20.5.53, 168.63.129.16'), ...SHOP],
    symptom: [{ from: 'shop/web', to: 'jump.corp.internal:22', sees: ['delivered', 'nxdomain'] }],
    cause: ['VirtualNetwork/vnet-house', 'dnsServers'],
    fix: [town('168.63.129.16')],
    cured: [{ from: 'shop/web', to: 'jump.corp.internal:22', sees: 'delivered' }],
  });

  trouble('S50 the search list asks four names in vain before the one that was meant', {
    world: [house(), ...SHOP],
    symptom: [{ from: 'shop/web', to: 'https://api.presspay.example/', sees: 'delivered', questions: 5 }],
    cause: ['Pod/shop/web', 'spec.dnsConfig.options'],
    fix: [pod('shop/web', { ports: [8080], node: 'room-0', extra: 'dnsConfig: { options: [{ name: ndots, value: "1" }] }' })],
    cured: [{ from: 'shop/web', to: 'https://api.presspay.example/', sees: 'delivered', questions: 1 }],
  });

  trouble('S55 a hostNetwork pod asks its node’s resolver, which knows no Service', {
    world: [
      house(),
      ...SHOP,
      service('shop/web', 'selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]'),
      pod('shop/agent', { node: 'room-1', extra: 'hostNetwork: true' }),
    ],
    symptom: [{ from: 'shop/agent', to: 'http://web.shop', sees: 'nxdomain' }],
    cause: ['Pod/shop/agent', 'spec.dnsPolicy'],
    fix: [pod('shop/agent', { node: 'room-1', extra: 'hostNetwork: true\n  dnsPolicy: ClusterFirstWithHostNet' })],
    cured: [{ from: 'shop/agent', to: 'http://web.shop', sees: 'delivered', at: ['shop/web'] }],
  });
});
