// Azure resources of the Network document as az shows them: ids, names, properties as Azure Resource Manager spells them.
import type { NetworkDocument, Subnet, VirtualNetwork } from '../../engine/model/networkDocument.ts';
import type { SecurityRule } from '../../engine/model/azure.ts';
import type { Plain } from '../types.ts';

/** The world knows no resource groups: whichever is named is meant, and this is what the desk calls it. */
export const GROUP = 'rg';
const SUBSCRIPTION = '00000000-0000-0000-0000-000000000000';

export interface Scope {
  readonly group: string;
  readonly location: string;
}

export function idOf({ group }: Scope, ...path: readonly string[]): string {
  return `/subscriptions/${SUBSCRIPTION}/resourceGroups/${group}/providers/Microsoft.${path.join('/')}`;
}

function top(scope: Scope, type: string, name: string): Plain {
  return {
    id: idOf(scope, `Network/${type}`, name),
    location: scope.location,
    name,
    provisioningState: 'Succeeded',
    resourceGroup: scope.group,
    type: `Microsoft.Network/${type}`,
  };
}

function ref(scope: Scope, type: string, name: string | undefined): Plain | null {
  return name === undefined ? null : { id: idOf(scope, `Network/${type}`, name), resourceGroup: scope.group };
}

export function subnetOf(scope: Scope, vnet: string, subnet: Subnet): Plain {
  return {
    addressPrefix: subnet.addressPrefix,
    delegations: (subnet.delegations ?? []).map((serviceName) => ({ name: 'delegation', serviceName })),
    id: idOf(scope, 'Network/virtualNetworks', vnet, 'subnets', subnet.name),
    name: subnet.name,
    natGateway: ref(scope, 'natGateways', subnet.natGateway),
    networkSecurityGroup: ref(scope, 'networkSecurityGroups', subnet.networkSecurityGroup),
    privateEndpointNetworkPolicies: subnet.privateEndpointNetworkPolicies ?? 'Disabled',
    privateLinkServiceNetworkPolicies: 'Enabled',
    provisioningState: 'Succeeded',
    resourceGroup: scope.group,
    routeTable: ref(scope, 'routeTables', subnet.routeTable),
    serviceEndpoints: (subnet.serviceEndpoints ?? []).map((service) => ({ provisioningState: 'Succeeded', service })),
    type: 'Microsoft.Network/virtualNetworks/subnets',
  };
}

export function vnetOf(scope: Scope, vnet: VirtualNetwork): Plain {
  return {
    addressSpace: { addressPrefixes: vnet.addressSpace },
    dhcpOptions: { dnsServers: vnet.dnsServers ?? [] },
    ...top(scope, 'virtualNetworks', vnet.name),
    subnets: vnet.subnets.map((subnet) => subnetOf(scope, vnet.name, subnet)),
    virtualNetworkPeerings: peeringsOf(scope, vnet),
  };
}

export function peeringsOf(scope: Scope, vnet: VirtualNetwork): readonly Plain[] {
  return (vnet.peerings ?? []).map((peering) => ({
    allowForwardedTraffic: peering.allowForwardedTraffic === true,
    allowGatewayTransit: peering.allowGatewayTransit === true,
    allowVirtualNetworkAccess: true,
    id: idOf(scope, 'Network/virtualNetworks', vnet.name, 'virtualNetworkPeerings', peering.name),
    name: peering.name,
    peeringState: 'Connected',
    peeringSyncLevel: 'FullyInSync',
    provisioningState: 'Succeeded',
    remoteVirtualNetwork: ref(scope, 'virtualNetworks', peering.remoteVirtualNetwork),
    resourceGroup: scope.group,
    useRemoteGateways: peering.useRemoteGateways === true,
  }));
}

function ruleOf(scope: Scope, group: string, rule: SecurityRule): Plain {
  const { sourceAddressPrefix, sourcePortRange, destinationAddressPrefix, destinationPortRange, ...rest } = rule;
  return {
    ...rest,
    destinationAddressPrefix: destinationAddressPrefix ?? null,
    destinationAddressPrefixes: rule.destinationAddressPrefixes ?? [],
    destinationPortRange: destinationPortRange ?? null,
    destinationPortRanges: rule.destinationPortRanges ?? [],
    id: idOf(scope, 'Network/networkSecurityGroups', group, 'securityRules', rule.name),
    provisioningState: 'Succeeded',
    resourceGroup: scope.group,
    sourceAddressPrefix: sourceAddressPrefix ?? null,
    sourceAddressPrefixes: rule.sourceAddressPrefixes ?? [],
    sourcePortRange: sourcePortRange ?? null,
    sourcePortRanges: rule.sourcePortRanges ?? [],
    type: 'Microsoft.Network/networkSecurityGroups/securityRules',
  };
}

/** Lists by what stands behind `az network`. */
export function networkLists(network: NetworkDocument, scope: Scope): ReadonlyMap<string, () => readonly Plain[]> {
  const { publicIPAddresses = [], routeTables = [], networkSecurityGroups = [], natGateways = [], azureFirewalls = [] } = network;
  return new Map<string, () => readonly Plain[]>([
    ['vnet', () => network.virtualNetworks.map((vnet) => vnetOf(scope, vnet))],
    [
      'public-ip',
      () =>
        publicIPAddresses.map(({ name, ipAddress }) => ({
          idleTimeoutInMinutes: 4,
          ipAddress: ipAddress ?? null,
          ...top(scope, 'publicIPAddresses', name),
          publicIPAddressVersion: 'IPv4',
          publicIPAllocationMethod: 'Static',
          sku: { name: 'Standard', tier: 'Regional' },
        })),
    ],
    [
      'nsg',
      () =>
        networkSecurityGroups.map(({ name, securityRules }) => ({
          ...top(scope, 'networkSecurityGroups', name),
          securityRules: securityRules.map((rule) => ruleOf(scope, name, rule)),
        })),
    ],
    [
      'route-table',
      () =>
        routeTables.map(({ name, disableBgpRoutePropagation, routes }) => ({
          disableBgpRoutePropagation: disableBgpRoutePropagation === true,
          ...top(scope, 'routeTables', name),
          routes: routes.map((route) => ({
            addressPrefix: route.addressPrefix,
            hasBgpOverride: false,
            id: idOf(scope, 'Network/routeTables', name, 'routes', route.name),
            name: route.name,
            nextHopIpAddress: route.nextHopIpAddress ?? null,
            nextHopType: route.nextHopType,
            provisioningState: 'Succeeded',
            resourceGroup: scope.group,
            type: 'Microsoft.Network/routeTables/routes',
          })),
        })),
    ],
    [
      'nat gateway',
      () =>
        natGateways.map(({ name, publicIpAddresses, idleTimeoutInMinutes }) => ({
          idleTimeoutInMinutes: idleTimeoutInMinutes ?? 4,
          ...top(scope, 'natGateways', name),
          publicIpAddresses: publicIpAddresses.map((ip) => ref(scope, 'publicIPAddresses', ip)),
          sku: { name: 'Standard' },
        })),
    ],
    [
      'firewall',
      () =>
        azureFirewalls.map((firewall) => ({
          ipConfigurations: firewall.publicIPAddresses.map((ip) => ({
            name: 'fwcfg',
            privateIPAddress: firewall.privateIPAddress ?? null,
            publicIPAddress: ref(scope, 'publicIPAddresses', ip),
          })),
          ...top(scope, 'azureFirewalls', firewall.name),
          sku: { name: 'AZFW_VNet', tier: 'Standard' },
          threatIntelMode: firewall.threatIntelMode ?? 'Alert',
        })),
    ],
    ...furtherLists(network, scope),
  ]);
}

function furtherLists(network: NetworkDocument, scope: Scope): readonly (readonly [string, () => readonly Plain[]])[] {
  const {
    privateEndpoints = [],
    privateDnsZones = [],
    dnsZones = [],
    applicationGateways = [],
    virtualNetworkGateways = [],
  } = network;
  const vnetName = (subnet: string): string =>
    network.virtualNetworks.find(({ subnets }) => subnets.some(({ name }) => name === subnet))?.name ?? '';
  return [
    [
      'private-endpoint',
      () =>
        privateEndpoints.map(({ name, subnet, ipAddress, target, status }) => ({
          customDnsConfigs: [
            {
              fqdn: network.paasServices?.find((service) => service.name === target)?.fqdn ?? target,
              ipAddresses: ipAddress === undefined ? [] : [ipAddress],
            },
          ],
          ...top(scope, 'privateEndpoints', name),
          privateLinkServiceConnections: [
            { name, privateLinkServiceConnectionState: { actionsRequired: 'None', description: '', status } },
          ],
          subnet: { id: idOf(scope, 'Network/virtualNetworks', vnetName(subnet), 'subnets', subnet), resourceGroup: scope.group },
        })),
    ],
    [
      'private-dns zone',
      () =>
        privateDnsZones.map(({ name, virtualNetworkLinks, records }) => ({
          ...top(scope, 'privateDnsZones', name),
          location: 'global',
          numberOfRecordSets: records.length + 1,
          numberOfVirtualNetworkLinks: virtualNetworkLinks.length,
        })),
    ],
    [
      'dns zone',
      () =>
        dnsZones.map(({ name, records }) => ({
          ...top(scope, 'dnszones', name),
          location: 'global',
          numberOfRecordSets: records.length + 2,
        })),
    ],
    [
      'application-gateway',
      () =>
        applicationGateways.map((gateway) => ({
          ...top(scope, 'applicationGateways', gateway.name),
          operationalState: gateway.operationalState,
          sku: { name: gateway.sku, tier: gateway.sku },
        })),
    ],
    [
      'vnet-gateway',
      () =>
        virtualNetworkGateways.map((gateway) => ({
          ...top(scope, 'virtualNetworkGateways', gateway.name),
          gatewayType: gateway.gatewayType,
          vpnType: 'RouteBased',
        })),
    ],
  ];
}
