// Networks in Bicep: addresses, guards, route tables, NAT gateways, VNets with their subnets, peerings.
import type { NetworkDocument, Subnet, VirtualNetwork } from '../../engine/model/networkDocument.ts';
import { type BicepResource, type BicepValue, expression, type Symbols } from './bicepText.ts';

const NETWORK = '2024-05-01';
const LOCATION = expression('location');

export function network(type: string): string {
  return `Microsoft.Network/${type}@${NETWORK}`;
}

export function bicepNetwork(document: NetworkDocument, symbols: Symbols): BicepResource[] {
  return [
    ...(document.publicIPAddresses ?? []).map(
      ({ name }): BicepResource => ({
        symbol: symbols.declare('ip', name),
        type: network('publicIPAddresses'),
        body: { name, location: LOCATION, sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Static' } },
      }),
    ),
    ...(document.networkSecurityGroups ?? []).map(
      ({ name, securityRules }): BicepResource => ({
        symbol: symbols.declare('nsg', name),
        type: network('networkSecurityGroups'),
        body: {
          name,
          location: LOCATION,
          properties: {
            securityRules: securityRules.map(({ name: rule, ...properties }) => ({
              name: rule,
              // All four places must be said; what a document leaves out is everything.
              properties: {
                ...properties,
                ...fallback('sourceAddressPrefix', properties.sourceAddressPrefix, properties.sourceAddressPrefixes),
                ...fallback('sourcePortRange', properties.sourcePortRange, properties.sourcePortRanges),
                ...fallback(
                  'destinationAddressPrefix',
                  properties.destinationAddressPrefix,
                  properties.destinationAddressPrefixes,
                ),
                ...fallback('destinationPortRange', properties.destinationPortRange, properties.destinationPortRanges),
              },
            })),
          },
        },
      }),
    ),
    ...(document.routeTables ?? []).map(
      ({ name, routes, disableBgpRoutePropagation }): BicepResource => ({
        symbol: symbols.declare('routes', name),
        type: network('routeTables'),
        body: {
          name,
          location: LOCATION,
          properties: {
            disableBgpRoutePropagation,
            routes: routes.map(({ name: route, ...properties }) => ({ name: route, properties })),
          },
        },
      }),
    ),
    ...(document.natGateways ?? []).map(
      (gateway): BicepResource => ({
        symbol: symbols.declare('nat', gateway.name),
        type: network('natGateways'),
        body: {
          name: gateway.name,
          location: LOCATION,
          sku: { name: 'Standard' },
          properties: {
            idleTimeoutInMinutes: gateway.idleTimeoutInMinutes,
            publicIpAddresses: references(gateway.publicIpAddresses.map((name) => symbols.id('ip', name))),
          },
        },
      }),
    ),
    ...document.virtualNetworks.flatMap((vnet) => vnetResources(vnet, symbols)),
    ...document.virtualNetworks.flatMap((vnet) => peeringResources(vnet, symbols)),
  ];
}

function fallback(
  field: string,
  one: string | undefined,
  many: readonly string[] | undefined,
): { readonly [key: string]: string } {
  return one === undefined && (many === undefined || many.length === 0) ? { [field]: '*' } : {};
}

export function references(ids: readonly (BicepValue | undefined)[]): BicepValue[] {
  return ids.flatMap((id) => (id === undefined ? [] : [{ id }]));
}

function reference(id: BicepValue | undefined): BicepValue | undefined {
  return id === undefined ? undefined : { id };
}

function vnetResources(vnet: VirtualNetwork, symbols: Symbols): BicepResource[] {
  const parent = symbols.declare('vnet', vnet.name);
  const own = vnet.subnets.map((subnet) => symbols.declare('subnet', subnet.name));
  return [
    {
      symbol: parent,
      type: network('virtualNetworks'),
      body: {
        name: vnet.name,
        location: LOCATION,
        properties: {
          addressSpace: { addressPrefixes: vnet.addressSpace },
          dhcpOptions: vnet.dnsServers ? { dnsServers: vnet.dnsServers } : undefined,
        },
      },
    },
    ...vnet.subnets.map((subnet, index): BicepResource => {
      const before = own[index - 1];
      return {
        symbol: own[index] ?? '',
        type: network('virtualNetworks/subnets'),
        body: {
          parent: expression(parent),
          name: subnet.name,
          properties: subnetProperties(subnet, symbols),
          // Azure changes one subnet of a network at a time.
          dependsOn: before === undefined ? undefined : [expression(before)],
        },
      };
    }),
  ];
}

function subnetProperties(subnet: Subnet, symbols: Symbols): { readonly [key: string]: BicepValue | undefined } {
  return {
    addressPrefix: subnet.addressPrefix,
    networkSecurityGroup: reference(symbols.id('nsg', subnet.networkSecurityGroup)),
    routeTable: reference(symbols.id('routes', subnet.routeTable)),
    natGateway: reference(symbols.id('nat', subnet.natGateway)),
    serviceEndpoints: subnet.serviceEndpoints?.map((service) => ({ service })),
    delegations: subnet.delegations?.map((serviceName, index) => ({
      name: `delegation-${index + 1}`,
      properties: { serviceName },
    })),
    privateEndpointNetworkPolicies: subnet.privateEndpointNetworkPolicies,
  };
}

function peeringResources(vnet: VirtualNetwork, symbols: Symbols): BicepResource[] {
  return (vnet.peerings ?? []).map(
    (peering): BicepResource => ({
      symbol: symbols.declare('peering', `${vnet.name}_${peering.name}`),
      type: network('virtualNetworks/virtualNetworkPeerings'),
      body: {
        parent: expression(symbols.of('vnet', vnet.name)),
        name: peering.name,
        properties: {
          remoteVirtualNetwork: reference(symbols.id('vnet', peering.remoteVirtualNetwork)),
          allowVirtualNetworkAccess: true,
          allowForwardedTraffic: peering.allowForwardedTraffic,
          allowGatewayTransit: peering.allowGatewayTransit,
          useRemoteGateways: peering.useRemoteGateways,
        },
      },
    }),
  );
}
