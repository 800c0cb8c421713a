// Failure scenarios of the modes' own addresses and routes: whom a receiver sees, kubenet's route table, Application Gateway. Rules: S06…S10.
import { describe } from 'vitest';
import { trouble } from '../support/trouble.ts';
import { cluster, network } from '../engine/street.ts';
import { pod } from '../engine/worlds.ts';
import { namespace, service } from './words.ts';

const to = (from: string, target: string, sees: string): { from: string; to: string; sees: string } => ({
  from,
  to: target,
  sees,
});
const POST = [
  namespace('shop'),
  pod('shop/web', { ports: [8080], node: 'n-0' }),
  pod('shop/api', { ports: [8080], node: 'n-2' }),
];

/** A VNet with the nodes' subnet and whatever else stands in it. */
const vnet = (nodes: string, ...more: readonly string[]): string =>
  `virtualNetworks:
- name: vnet-shop
  addressSpace: [10.0.0.0/16]
  subnets:
  - { name: snet-aks, addressPrefix: 10.0.0.0/24${nodes} }
${more.map((line) => `  ${line}`).join('\n')}`;

describe('whom the database sees', () => {
  const beside = (prefix: string): string => `networkSecurityGroups:
- name: nsg-db
  securityRules:
  - { name: pods, priority: 100, direction: Inbound, access: Allow, protocol: Tcp, sourceAddressPrefix: ${prefix}, destinationPortRange: '5432' }
  - { name: nobody-else, priority: 4000, direction: Inbound, access: Deny, protocol: '*' }
virtualMachines: [{ name: db, subnet: snet-db, ipAddress: 10.2.0.4, ports: [{ port: 5432 }] }]`;
  const peered = (allowed: string, mode: 'overlay' | 'kubenet' | 'nodeSubnet'): string =>
    network(
      vnet('', 'peerings: [{ name: to-data, remoteVirtualNetwork: vnet-data }]'),
      `- name: vnet-data
  addressSpace: [10.2.0.0/16]
  subnets: [{ name: snet-db, addressPrefix: 10.2.0.0/24, networkSecurityGroup: nsg-db }]
  peerings: [{ name: to-shop, remoteVirtualNetwork: vnet-shop }]`,
      beside(allowed),
      cluster({ mode, nodes: 3 }),
    );
  const asNode = (mode: 'overlay' | 'kubenet' | 'nodeSubnet', lists: string): void => {
    trouble(`S06 a firewall in a peered network lists the pods; ${mode} brings their node`, {
      world: [peered(lists, mode), ...POST],
      symptom: [to('shop/web', 'vm:db:5432', 'timeout')],
      cause: ['NetworkSecurityGroup/nsg-db', 'securityRules[nobody-else]'],
      fix: [peered('10.0.0.0/24', mode)],
      cured: [{ from: 'shop/web', to: 'vm:db:5432', sees: 'delivered', at: ['vm:db'], source: '10.0.0.4' }],
    });
  };
  asNode('overlay', '10.244.0.0/16');
  asNode('kubenet', '10.244.0.0/16');
  // The pod's own addresses, without that of its node.
  asNode('nodeSubnet', '10.0.0.5/32');
});

describe('kubenet’s route table', () => {
  const table = (...routes: readonly string[]): string => `routeTables: [{ name: rt-aks, routes: [${routes.join(', ')}] }]`;
  const kubenet = (...routes: readonly string[]): string =>
    network(vnet(', routeTable: rt-aks'), table(...routes), cluster({ mode: 'kubenet', nodes: 3 }));

  trouble('S07 somebody has put another next hop on a node’s pods', {
    world: [
      kubenet('{ name: n-2, addressPrefix: 10.244.2.0/24, nextHopType: VirtualAppliance, nextHopIpAddress: 10.0.0.99 }'),
      ...POST,
    ],
    symptom: [to('shop/web', 'pod:shop/api:8080', 'timeout'), to('shop/api', 'pod:shop/web:8080', 'timeout')],
    cause: ['RouteTable/rt-aks', 'routes[n-2]'],
    fix: [kubenet()],
    cured: [to('shop/web', 'pod:shop/api:8080', 'delivered'), to('shop/api', 'pod:shop/web:8080', 'delivered')],
  });

  const full = Array.from(
    { length: 400 },
    (_, index) => `{ name: p${index}, addressPrefix: 198.18.${index >> 1}.${(index % 2) * 128}/25, nextHopType: None }`,
  );
  trouble('S07 a table full of other routes has no room for the nodes’', {
    world: [kubenet(...full), ...POST],
    symptom: [to('shop/web', 'pod:shop/api:8080', 'timeout')],
    cause: ['RouteTable/rt-aks', 'routes'],
    fix: [kubenet(...full.slice(0, 300))],
    cured: [to('shop/web', 'pod:shop/api:8080', 'delivered')],
  });

  const second = (subnet: string): string =>
    `${network(vnet('', '- { name: snet-other, addressPrefix: 10.0.1.0/24 }'), cluster({ mode: 'kubenet' }))}
- name: aks-other
  networkProfile: { networkPlugin: kubenet, podCidr: 10.245.0.0/16, serviceCidr: 10.101.0.0/16, dnsServiceIP: 10.101.0.10 }
  agentPoolProfiles: [{ name: other, count: 2, vnetSubnet: ${subnet} }]`;
  trouble('S08 a second kubenet cluster in the same subnet', {
    world: [second('snet-aks')],
    symptom: [{ codes: ['KubenetSubnetShared'] }],
    cause: ['KubenetSubnetShared', 'managedClusters.aks-other.agentPoolProfiles'],
    fix: [second('snet-other')],
    cured: [{ notCodes: ['KubenetSubnetShared'] }],
  });
});

describe('Application Gateway', () => {
  const gateway = `publicIPAddresses: [{ name: pip-agw, ipAddress: 20.51.8.14 }]
internetHosts: [{ name: customer, ipAddress: 203.0.113.9 }]
dnsZones: [{ name: contoso.com, records: [{ name: shop, type: A, values: [20.51.8.14] }] }]
applicationGateways: [{ name: agw, subnet: snet-agw, sku: Standard_v2, publicIPAddress: pip-agw }]`;
  const shop = [
    ...POST,
    service('shop/web', 'selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]'),
    `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  ingressClassName: azure-application-gateway
  rules:
  - host: shop.contoso.com
    http:
      paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }]`,
  ];
  const agic = (of: { mode?: 'kubenet' | 'nodeSubnet'; nodes?: string; agw?: string; parts?: readonly string[] }): string =>
    `${network(
      vnet(of.nodes ?? '', `- { name: snet-agw, addressPrefix: 10.0.4.0/24${of.agw ?? ''} }`),
      ...(of.parts ?? []),
      gateway,
      cluster({ mode: of.mode ?? 'nodeSubnet', nodes: 3 }),
    )}
  addonProfiles: { ingressApplicationGateway: { enabled: true, applicationGateway: agw } }`;

  const tables = 'routeTables: [{ name: rt-aks, routes: [] }, { name: rt-agw, routes: [] }]';
  trouble('S09 on kubenet the gateway’s subnet has a table of its own, without the nodes’ routes', {
    world: [agic({ mode: 'kubenet', nodes: ', routeTable: rt-aks', agw: ', routeTable: rt-agw', parts: [tables] }), ...shop],
    symptom: [to('internet:customer', 'http://shop.contoso.com/', 'http-502')],
    cause: ['RouteTable/rt-agw', 'routes'],
    fix: [agic({ mode: 'kubenet', nodes: ', routeTable: rt-aks', agw: ', routeTable: rt-aks', parts: [tables] })],
    cured: [to('internet:customer', 'http://shop.contoso.com/', 'delivered')],
  });

  const guard = (...rules: readonly string[]): string =>
    `networkSecurityGroups:
- name: nsg-agw
  securityRules:
  - { name: web, priority: 200, direction: Inbound, access: Allow, protocol: Tcp, sourceAddressPrefix: Internet, destinationPortRange: '80' }${rules.map((rule) => `\n  - ${rule}`).join('')}`;
  const manager =
    "{ name: manager, priority: 210, direction: Inbound, access: Allow, protocol: Tcp, sourceAddressPrefix: GatewayManager, destinationPortRange: '65200-65535' }";
  trouble('S10 the gateway’s subnet shuts its own manager out', {
    world: [agic({ agw: ', networkSecurityGroup: nsg-agw', parts: [guard()] }), ...shop],
    symptom: [
      { codes: ['ApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup'] },
      to('internet:customer', 'http://shop.contoso.com/', 'timeout'),
    ],
    cause: ['NetworkSecurityGroup/nsg-agw', 'defaultSecurityRules[DenyAllInBound]'],
    fix: [agic({ agw: ', networkSecurityGroup: nsg-agw', parts: [guard(manager)] })],
    cured: [
      { notCodes: ['ApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup'] },
      to('internet:customer', 'http://shop.contoso.com/', 'delivered'),
    ],
  });

  const held = (text: string): string =>
    text.replace(
      'publicIPAddress: pip-agw }',
      'publicIPAddress: pip-agw, requestRoutingRules: [{ name: old, host: shop.contoso.com, path: /shop*, service: shop/web, port: 80 }] }',
    );
  trouble('S10 what it was given before its manager was shut out still works; what came after does not', {
    world: [held(agic({ agw: ', networkSecurityGroup: nsg-agw', parts: [guard()] })), ...shop],
    symptom: [
      to('internet:customer', 'http://shop.contoso.com/shop', 'delivered'),
      to('internet:customer', 'http://shop.contoso.com/new', 'http-502'),
    ],
    cause: ['NetworkSecurityGroup/nsg-agw', 'defaultSecurityRules[DenyAllInBound]'],
    fix: [held(agic({ agw: ', networkSecurityGroup: nsg-agw', parts: [guard(manager)] }))],
    cured: [
      to('internet:customer', 'http://shop.contoso.com/shop', 'delivered'),
      to('internet:customer', 'http://shop.contoso.com/new', 'delivered'),
    ],
  });

  const captured = (propagation: string): string => `routeTables: [{ name: rt-agw, routes: [${propagation}] }]`;
  trouble('S10 the gateway’s subnet sends everything to an appliance', {
    world: [
      agic({
        agw: ', routeTable: rt-agw',
        parts: [captured('{ name: all, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.0.9.4 }')],
      }),
      ...shop,
    ],
    symptom: [{ codes: ['AppGatewayDefaultRouteUnsupported'] }, to('internet:customer', 'http://shop.contoso.com/', 'timeout')],
    cause: ['RouteTable/rt-agw', 'routes[all]'],
    fix: [agic({ agw: ', routeTable: rt-agw', parts: [captured('')] })],
    cured: [
      { notCodes: ['AppGatewayDefaultRouteUnsupported'] },
      to('internet:customer', 'http://shop.contoso.com/', 'delivered'),
    ],
  });
});
