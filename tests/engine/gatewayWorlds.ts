// A house with an Application Gateway of this cluster's AGIC: /shop for web, /api for api, another host; a guard or a route table at its subnet.
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { house, pod, service, worldOf } from './worlds.ts';

export const HOST = 'shop.contoso.com';
export const OLD = '{ name: front, host: shop.contoso.com, path: /shop*, service: shop/web, port: 80 }';
export const GUARD = (...rules: readonly string[]): string =>
  `networkSecurityGroups: [{ name: nsg-agw, securityRules: [{ name: web, priority: 200, direction: Inbound, access: Allow, protocol: Tcp, sourceAddressPrefix: Internet, destinationPortRanges: ['80', '443'] }${rules.map((rule) => `, ${rule}`).join('')}] }]`;
export const DENY =
  "{ name: high-ports, priority: 300, direction: Inbound, access: Deny, protocol: '*', sourceAddressPrefix: '*', destinationPortRange: 1024-65535 }";
export const MANAGER =
  '{ name: manager, priority: 250, direction: Inbound, access: Allow, protocol: Tcp, sourceAddressPrefix: GatewayManager, destinationPortRange: 65200-65535 }';
export const TABLE = (hop: string): string =>
  `routeTables: [{ name: rt-agw, routes: [{ name: all, addressPrefix: 0.0.0.0/0, nextHopType: ${hop} }] }]`;
export const GUARDED = 'networkSecurityGroup: nsg-agw';
export const SIGNED = 'routeTable: rt-agw';

export interface GatewayOptions {
  readonly subnet?: string;
  readonly network?: string;
  readonly rules?: readonly string[];
  readonly frontend?: string;
  readonly more?: readonly string[];
  /** By headquarters, over BGP. */
  readonly announces?: string;
}

/** Ingress rules of today: /shop to web, /api to api, and another host. The gateway's own, if any, are yesterday's. */
export function gatewayWorld({
  subnet = '',
  network = '',
  rules,
  frontend = 'publicIPAddress: pip-agw',
  more = [],
  announces,
}: GatewayOptions): NetworkSpec {
  const held = rules ? `, requestRoutingRules: [${rules.join(', ')}]` : '';
  const path = (text: string, name: string): string =>
    `{ path: ${text}, pathType: Prefix, backend: { service: { name: ${name}, port: { number: 80 } } } }`;
  const text = house({ mode: 'nodeSubnet', engine: 'calico' })
    .replace(
      'advertisedRoutes: [172.20.0.0/16]',
      `advertisedRoutes: [172.20.0.0/16${announces === undefined ? '' : `, ${announces}`}]`,
    )
    .replace('  - { name: snet-vms', `  - { name: snet-agw, addressPrefix: 10.10.4.0/24, ${subnet} }\n  - { name: snet-vms`)
    .replace(
      'managedClusters:',
      `publicIPAddresses: [{ name: pip-agw }]\ndnsZones: [{ name: contoso.com, records: [{ name: shop, type: A, values: [20.50.0.1] }, { name: cakes, type: A, values: [20.50.0.1] }] }]\napplicationGateways: [{ name: agw, subnet: snet-agw, sku: Standard_v2, ${frontend}${held} }]\n${network}\nmanagedClusters:`,
    );
  return worldOf(
    `${text}\n  addonProfiles: { ingressApplicationGateway: { enabled: true, applicationGateway: agw } }`,
    pod('shop/web', { ports: [8080], node: 'room-1' }),
    pod('shop/api', { ports: [8080], node: 'room-0' }),
    service('shop/web', 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]'),
    service('shop/api', 'selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }]'),
    `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: shop, namespace: shop }\nspec: { ingressClassName: azure-application-gateway, rules: [{ host: ${HOST}, http: { paths: [${path('/shop', 'web')}, ${path('/api', 'api')}] } }, { host: cakes.contoso.com, http: { paths: [${path('/', 'web')}] } }] }`,
    ...more,
  );
}
