// The Network document (cidr.house/v1), rebuilt. Enums and types passed the audit; names, addresses and ranges are checked here with their
// field. docs/world-format.md is its description, schema/network.schema.json its schema.
import type {
  NetworkDocument,
  OnPremises,
  OnPremisesHost,
  PublicIPAddress,
  Subnet,
  VirtualMachine,
  VirtualNetwork,
  VirtualNetworkGateway,
  VirtualNetworkPeering,
} from '../engine/model/networkDocument.ts';
import {
  addressesOf,
  addressOf,
  cidrsOf,
  nameOf,
  namedPartsOf,
  needAddress,
  needCidr,
  needText,
  openPortsOf,
  type Part,
} from './networkFields.ts';
import { type Findings, required, warning } from './problems.ts';
import {
  readApplicationGateway,
  readDnsServer,
  readNatGateway,
  readPaas,
  readPrivateEndpoint,
  readPrivateZone,
  readRouteTable,
  readSecurityGroup,
  readTrafficController,
  readZone,
} from './readAzure.ts';
import { readCluster } from './readCluster.ts';
import { readFirewall } from './readFirewall.ts';
import { bool, compact, filled, oneOf, type Rec, record, text, texts } from './take.ts';

export function readNetwork(found: Findings, object: Rec): NetworkDocument {
  const whole: Part = { found, source: object, path: [] };
  const sections = <T>(key: string, read: (part: Part) => T): T[] => namedPartsOf(whole, key).map(read);
  const network = compact<NetworkDocument>({
    apiVersion: 'cidr.house/v1',
    kind: 'Network',
    metadata: { name: text(record(object['metadata']), 'name') ?? 'network' },
    location: text(object, 'location'),
    virtualNetworks: sections('virtualNetworks', readVirtualNetwork),
    publicIPAddresses: filled(
      sections('publicIPAddresses', (part) =>
        compact<PublicIPAddress>({ name: nameOf(part), ipAddress: addressOf(part, 'ipAddress') }),
      ),
    ),
    virtualNetworkGateways: filled(sections('virtualNetworkGateways', readGateway)),
    onPremises: filled(sections('onPremises', readOnPremises)),
    virtualMachines: filled(sections('virtualMachines', readMachine)),
    internetHosts: filled(sections('internetHosts', readHost)),
    dnsZones: filled(sections('dnsZones', readZone)),
    managedClusters: sections('managedClusters', readCluster),
    routeTables: filled(sections('routeTables', readRouteTable)),
    networkSecurityGroups: filled(sections('networkSecurityGroups', readSecurityGroup)),
    natGateways: filled(sections('natGateways', readNatGateway)),
    azureFirewalls: filled(sections('azureFirewalls', readFirewall)),
    dnsServers: filled(sections('dnsServers', readDnsServer)),
    paasServices: filled(sections('paasServices', readPaas)),
    privateEndpoints: filled(sections('privateEndpoints', readPrivateEndpoint)),
    privateDnsZones: filled(sections('privateDnsZones', readPrivateZone)),
    applicationGateways: filled(sections('applicationGateways', readApplicationGateway)),
    trafficControllers: filled(sections('trafficControllers', readTrafficController)),
  });
  checkReferences(found, network);
  return network;
}

function readVirtualNetwork(part: Part): VirtualNetwork {
  const addressSpace = cidrsOf(part, 'addressSpace') ?? [];
  if (addressSpace.length === 0) part.found.fail(required('cidr', [...part.path, 'addressSpace']));
  return compact<VirtualNetwork>({
    name: nameOf(part),
    addressSpace,
    dnsServers: filled(addressesOf(part, 'dnsServers')),
    subnets: namedPartsOf(part, 'subnets').map(readSubnet),
    peerings: filled(namedPartsOf(part, 'peerings').map(readPeering)),
  });
}

function readSubnet(part: Part): Subnet {
  const { source } = part;
  return compact<Subnet>({
    name: nameOf(part),
    addressPrefix: needCidr(part, 'addressPrefix'),
    networkSecurityGroup: text(source, 'networkSecurityGroup'),
    routeTable: text(source, 'routeTable'),
    natGateway: text(source, 'natGateway'),
    serviceEndpoints: filled(texts(source, 'serviceEndpoints')),
    delegations: filled(texts(source, 'delegations')),
    privateEndpointNetworkPolicies: oneOf(source, 'privateEndpointNetworkPolicies', [
      'Disabled',
      'Enabled',
      'NetworkSecurityGroupEnabled',
      'RouteTableEnabled',
    ] as const),
  });
}

function readPeering(part: Part): VirtualNetworkPeering {
  return compact<VirtualNetworkPeering>({
    name: nameOf(part),
    remoteVirtualNetwork: needText(part, 'remoteVirtualNetwork'),
    allowForwardedTraffic: bool(part.source, 'allowForwardedTraffic'),
    allowGatewayTransit: bool(part.source, 'allowGatewayTransit'),
    useRemoteGateways: bool(part.source, 'useRemoteGateways'),
  });
}

function readGateway(part: Part): VirtualNetworkGateway {
  return {
    name: nameOf(part),
    virtualNetwork: needText(part, 'virtualNetwork'),
    gatewayType: oneOf(part.source, 'gatewayType', ['Vpn', 'ExpressRoute'] as const) ?? 'Vpn',
    connections: texts(part.source, 'connections') ?? [],
  };
}

function readOnPremises(part: Part): OnPremises {
  return compact<OnPremises>({
    name: nameOf(part),
    addressSpace: cidrsOf(part, 'addressSpace') ?? [],
    advertisedRoutes: cidrsOf(part, 'advertisedRoutes'),
    internetEgress: bool(part.source, 'internetEgress'),
    publicIPAddress: addressOf(part, 'publicIPAddress'),
    hosts: namedPartsOf(part, 'hosts').map(readHost),
  });
}

function readHost(part: Part): OnPremisesHost {
  return compact<OnPremisesHost>({ name: nameOf(part), ipAddress: needAddress(part, 'ipAddress'), ports: openPortsOf(part) });
}

function readMachine(part: Part): VirtualMachine {
  return compact<VirtualMachine>({
    name: nameOf(part),
    subnet: needText(part, 'subnet'),
    ipAddress: addressOf(part, 'ipAddress'),
    enableIPForwarding: bool(part.source, 'enableIPForwarding'),
    networkSecurityGroup: text(part.source, 'networkSecurityGroup'),
    publicIPAddress: text(part.source, 'publicIPAddress'),
    ports: openPortsOf(part),
  });
}

/** Names that lead nowhere and that nothing else reports; subnets and peerings are the engine's to judge. */
function checkReferences(found: Findings, network: NetworkDocument): void {
  const sites = new Set((network.onPremises ?? []).map(({ name }) => name));
  const vnets = new Set(network.virtualNetworks.map(({ name }) => name));
  (network.virtualNetworkGateways ?? []).forEach((gateway, index) => {
    const path = ['virtualNetworkGateways', index];
    const lost = (kind: string, name: string): string => `there is no ${kind} called "${name}"`;
    if (gateway.virtualNetwork !== '' && !vnets.has(gateway.virtualNetwork)) {
      found.fail(warning('reference', [...path, 'virtualNetwork'], lost('virtual network', gateway.virtualNetwork)));
    }
    gateway.connections.forEach((name, position) => {
      if (!sites.has(name))
        found.fail(warning('reference', [...path, 'connections', position], lost('entry of onPremises', name)));
    });
  });
}
