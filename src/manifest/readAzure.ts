// What stands around the cluster, rebuilt from the Network document: route tables, NSGs, NAT gateways, directories, suppliers, gateways.
// Ranges and addresses are checked here with their field; numbers and references that Azure judges are the engine's.
import {
  type ApplicationGateway,
  type DnsServer,
  type DnsServerZone,
  type DnsZone,
  GATEWAY_FRONTENDS,
  type GatewayRoutingRule,
  type NatGateway,
  type NetworkSecurityGroup,
  NEXT_HOP_TYPES,
  PAAS_TYPES,
  type PaasService,
  type PrivateDnsZone,
  type PrivateEndpoint,
  type Route,
  type RouteTable,
  type SecurityRule,
  type TrafficController,
} from '../engine/model/azure.ts';
import { parseCidr, parseIpv4 } from '../engine/net/ipv4.ts';
import {
  addressesOf,
  addressOf,
  nameOf,
  namedPartsOf,
  needAddress,
  needText,
  openPortsOf,
  type Part,
  partsOf,
} from './networkFields.ts';
import { invalid, required } from './problems.ts';
import { bool, compact, filled, number, oneOf, text, texts } from './take.ts';

export function readRouteTable(part: Part): RouteTable {
  return compact<RouteTable>({
    name: nameOf(part),
    disableBgpRoutePropagation: bool(part.source, 'disableBgpRoutePropagation'),
    routes: namedPartsOf(part, 'routes').map(readRoute),
  });
}

function readRoute(part: Part): Route {
  const { found, source, path } = part;
  const nextHopType = oneOf(source, 'nextHopType', NEXT_HOP_TYPES);
  if (nextHopType === undefined) found.fail(required('required', [...path, 'nextHopType']));
  const nextHopIpAddress = addressOf(part, 'nextHopIpAddress');
  if (nextHopType === 'VirtualAppliance' && nextHopIpAddress === undefined)
    found.fail(required('ip', [...path, 'nextHopIpAddress'], 'a route to a VirtualAppliance names its address'));
  const addressPrefix = needText(part, 'addressPrefix');
  // A range, or a service tag such as AzureCloud.westeurope.
  if (addressPrefix !== '' && /^[\d.]/.test(addressPrefix) && parseCidr(addressPrefix) === undefined)
    found.fail(invalid('cidr', [...path, 'addressPrefix'], addressPrefix, 'must be an IPv4 range such as 10.0.0.0/24'));
  return compact<Route>({ name: nameOf(part), addressPrefix, nextHopType: nextHopType ?? 'None', nextHopIpAddress });
}

export function readSecurityGroup(part: Part): NetworkSecurityGroup {
  return { name: nameOf(part), securityRules: namedPartsOf(part, 'securityRules').map(readSecurityRule) };
}

function readSecurityRule(part: Part): SecurityRule {
  const { found, source, path } = part;
  const priority = number(source, 'priority');
  if (priority === undefined) found.fail(required('required', [...path, 'priority']));
  const direction = oneOf(source, 'direction', ['Inbound', 'Outbound'] as const);
  if (direction === undefined) found.fail(required('required', [...path, 'direction']));
  const access = oneOf(source, 'access', ['Allow', 'Deny'] as const);
  if (access === undefined) found.fail(required('required', [...path, 'access']));
  return compact<SecurityRule>({
    name: nameOf(part),
    priority: priority ?? 0,
    direction: direction ?? 'Inbound',
    access: access ?? 'Deny',
    protocol: oneOf(source, 'protocol', ['Tcp', 'Udp', 'Icmp', '*'] as const) ?? '*',
    ...eitherOf(part, 'sourceAddressPrefix', 'sourceAddressPrefixes'),
    ...eitherOf(part, 'sourcePortRange', 'sourcePortRanges'),
    ...eitherOf(part, 'destinationAddressPrefix', 'destinationAddressPrefixes'),
    ...eitherOf(part, 'destinationPortRange', 'destinationPortRanges'),
  });
}

/** What is not said is everything, and is written so, as Azure Resource Manager shows it (F-6). */
function eitherOf(part: Part, one: string, many: string): Readonly<Record<string, string | string[] | undefined>> {
  const isPort = one.endsWith('Range');
  const single = isPort ? portRangeOf(part, one) : prefixOf(part, one);
  const several = isPort ? portRangesOf(part, many) : prefixesOf(part, many);
  return { [one]: single ?? (several && several.length > 0 ? undefined : '*'), [many]: several };
}

function prefixOf(part: Part, key: string): string | undefined {
  const value = text(part.source, key);
  if (value !== undefined) checkPrefix(part, value, [key]);
  return value;
}

function prefixesOf(part: Part, key: string): string[] | undefined {
  const values = texts(part.source, key);
  values?.forEach((value, index) => {
    checkPrefix(part, value, [key, index]);
  });
  return values;
}

/** `*`, an address, a range, or a service tag (a word). */
export function checkPrefix({ found, path }: Part, value: string, key: readonly (string | number)[]): void {
  const good =
    value === '*' || /^[A-Za-z][\w.]*$/.test(value) || parseCidr(value) !== undefined || parseIpv4(value) !== undefined;
  if (!good) found.fail(invalid('cidr', [...path, ...key], value, 'must be *, an address, a range, or a service tag'));
}

function portRangeOf(part: Part, key: string): string | undefined {
  const value = text(part.source, key);
  if (value !== undefined) checkPortRange(part, value, [key]);
  return value;
}

function portRangesOf(part: Part, key: string): string[] | undefined {
  const values = texts(part.source, key);
  values?.forEach((value, index) => {
    checkPortRange(part, value, [key, index]);
  });
  return values;
}

/** `*`, one port, or `from-to`. */
export function checkPortRange({ found, path }: Part, value: string, key: readonly (string | number)[]): void {
  const [, from, to] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(value) ?? [];
  const low = Number(from);
  const high = Number(to ?? from);
  const good = value === '*' || (from !== undefined && low <= high && high <= 65_535);
  if (!good) found.fail(invalid('port', [...path, ...key], value, 'must be *, a port, or a range such as 8080-8090'));
}

export function readNatGateway(part: Part): NatGateway {
  return compact<NatGateway>({
    name: nameOf(part),
    publicIpAddresses: texts(part.source, 'publicIpAddresses') ?? [],
    idleTimeoutInMinutes: number(part.source, 'idleTimeoutInMinutes'),
  });
}

export function readZone(part: Part): DnsZone {
  const records = partsOf(part, 'records').map((item) => {
    const type = oneOf(item.source, 'type', ['A', 'CNAME'] as const) ?? 'A';
    const values = texts(item.source, 'values') ?? [];
    values.forEach((value, index) => {
      if (type === 'A' && parseIpv4(value) === undefined)
        item.found.fail(invalid('ip', [...item.path, 'values', index], value, 'an A record holds IPv4 addresses'));
    });
    return { name: nameOf(item), type, values };
  });
  return { name: nameOf(part), records };
}

export function readPrivateZone(part: Part): PrivateDnsZone {
  return { ...readZone(part), virtualNetworkLinks: texts(part.source, 'virtualNetworkLinks') ?? [] };
}

export function readDnsServer(part: Part): DnsServer {
  return {
    name: nameOf(part),
    ipAddress: needAddress(part, 'ipAddress'),
    forwarders: addressesOf(part, 'forwarders') ?? [],
    zones: namedPartsOf(part, 'zones').map((zone) =>
      compact<DnsServerZone>({ ...readZone(zone), forwarders: addressesOf(zone, 'forwarders') }),
    ),
  };
}

export function readPaas(part: Part): PaasService {
  const { found, source, path } = part;
  const type = oneOf(source, 'type', PAAS_TYPES);
  if (type === undefined) found.fail(required('required', [...path, 'type']));
  const ipRules = texts(source, 'ipRules');
  ipRules?.forEach((value, index) => {
    if (parseIpv4(value) === undefined && parseCidr(value) === undefined)
      found.fail(invalid('cidr', [...path, 'ipRules', index], value, 'must be an IPv4 address or range'));
  });
  return compact<PaasService>({
    name: nameOf(part),
    type: type ?? 'storageAccount',
    fqdn: needText(part, 'fqdn').toLowerCase(),
    publicIPAddress: addressOf(part, 'publicIPAddress'),
    publicNetworkAccess: oneOf(source, 'publicNetworkAccess', ['Enabled', 'Disabled'] as const) ?? 'Enabled',
    ipRules,
    virtualNetworkRules: texts(source, 'virtualNetworkRules'),
    ports: openPortsOf(part) ?? [],
  });
}

export function readPrivateEndpoint(part: Part): PrivateEndpoint {
  return compact<PrivateEndpoint>({
    name: nameOf(part),
    subnet: needText(part, 'subnet'),
    ipAddress: addressOf(part, 'ipAddress'),
    target: needText(part, 'target'),
    status: oneOf(part.source, 'status', ['Approved', 'Pending', 'Rejected', 'Disconnected'] as const) ?? 'Approved',
  });
}

export function readApplicationGateway(part: Part): ApplicationGateway {
  return compact<ApplicationGateway>({
    name: nameOf(part),
    subnet: needText(part, 'subnet'),
    sku: text(part.source, 'sku') ?? 'Standard_v2',
    publicIPAddress: text(part.source, 'publicIPAddress'),
    privateIPAddress: addressOf(part, 'privateIPAddress'),
    operationalState: oneOf(part.source, 'operationalState', ['Running', 'Stopped'] as const) ?? 'Running',
    requestRoutingRules: filled(namedPartsOf(part, 'requestRoutingRules').map(readRoutingRule)),
  });
}

function readRoutingRule(part: Part): GatewayRoutingRule {
  const { found, source, path } = part;
  const service = needText(part, 'service');
  if (service !== '' && !/^[^/]+\/[^/]+$/.test(service))
    found.fail(invalid('format', [...path, 'service'], service, 'must be a namespace and a Service such as shop/web'));
  return compact<GatewayRoutingRule>({
    name: nameOf(part),
    host: text(source, 'host'),
    path: text(source, 'path') ?? '/*',
    service,
    port: number(source, 'port') ?? text(source, 'port') ?? 80,
    certificate: text(source, 'certificate'),
    frontend: oneOf(source, 'frontend', GATEWAY_FRONTENDS),
  });
}

export function readTrafficController(part: Part): TrafficController {
  return {
    name: nameOf(part),
    associationSubnet: needText(part, 'associationSubnet'),
    frontends: texts(part.source, 'frontends') ?? [],
  };
}
