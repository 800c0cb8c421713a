// The JSON Schema of the Network document, made from the field table: schema/network.schema.json is this, written out (a test holds them equal).
import { enumOf, fieldsOfType, type FieldSpec } from './fields.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

const OCTET = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ADDRESS = `${OCTET}(\\.${OCTET}){3}`;
const IP: JsonSchema = { type: 'string', pattern: `^${ADDRESS}$` };
const CIDR: JsonSchema = { type: 'string', pattern: `^${ADDRESS}/(3[0-2]|[12]?\\d)$` };
const PORT: JsonSchema = { type: 'integer', minimum: 1, maximum: 65_535 };

/** Fields that are more than their type says. */
const SHAPES: ReadonlyMap<string, JsonSchema> = new Map([
  ...['Subnet.addressPrefix', 'NetworkProfile.podCidr', 'NetworkProfile.serviceCidr'].map((field) => [field, CIDR] as const),
  ...['VirtualNetwork.addressSpace', 'OnPremises.addressSpace', 'OnPremises.advertisedRoutes'].map(
    (field) => [field, { type: 'array', items: CIDR }] as const,
  ),
  ...[
    'PublicIPAddress.ipAddress',
    'NamedHost.ipAddress',
    'OnPremises.publicIPAddress',
    'VirtualMachine.ipAddress',
    'NetworkProfile.dnsServiceIP',
    'ClusterNode.ip',
    'Route.nextHopIpAddress',
    'Firewall.privateIPAddress',
    'DnsServer.ipAddress',
    'PaasService.publicIPAddress',
    'PrivateEndpoint.ipAddress',
    'ApplicationGateway.privateIPAddress',
  ].map((field) => [field, IP] as const),
  ['VirtualNetwork.dnsServers', { type: 'array', items: IP }],
  ['DnsServer.forwarders', { type: 'array', items: IP }],
  ['DnsServerZone.forwarders', { type: 'array', items: IP }],
  ['FirewallRule.translatedAddress', IP],
  ['FirewallRule.translatedPort', PORT],
  ['GatewayRoutingRule.port', { anyOf: [PORT, { type: 'string' }] }],
  ['RuleGroup.priority', { type: 'integer', minimum: 100, maximum: 65_000 }],
  ['RuleCollection.priority', { type: 'integer', minimum: 100, maximum: 65_000 }],
  ['OpenPort.port', PORT],
  ['AgentPool.count', { type: 'integer', minimum: 0, maximum: 5000 }],
  ['AgentPool.maxPods', { type: 'integer', minimum: 1 }],
  ['OutboundIPs.count', { type: 'integer', minimum: 1, maximum: 100 }],
  [
    'UpgradeSettings.maxSurge',
    {
      anyOf: [
        { type: 'integer', minimum: 0 },
        { type: 'string', pattern: '^(\\d{1,4}|\\d{1,3}%)$' },
      ],
    },
  ],
  ['Network.apiVersion', { const: 'cidr.house/v1' }],
  ['Network.kind', { const: 'Network' }],
  ['Removal.apiVersion', { const: 'cidr.house/v1' }],
  ['Removal.kind', { const: 'Removal' }],
  ['Patch.apiVersion', { const: 'cidr.house/v1' }],
  ['Patch.kind', { const: 'Patch' }],
  ['Patch.target', { type: 'string', pattern: '^(Network|[A-Z][A-Za-z]+(/[^/]+){1,2})$' }],
  ['Answers.apiVersion', { const: 'cidr.house/v1' }],
  ['Answers.kind', { const: 'Answers' }],
  ['Patch.merge', { type: 'object', minProperties: 1 }],
  [
    'Removal.target',
    {
      type: 'string',
      pattern: '^(Namespace/[^/]+|(Pod|Service|Deployment|StatefulSet|DaemonSet|EndpointSlice|NetworkPolicy)/[^/]+/[^/]+)$',
    },
  ],
]);

const REQUIRED: ReadonlyMap<string, readonly string[]> = new Map([
  ['Network', ['apiVersion', 'kind']],
  ['Removal', ['apiVersion', 'kind', 'target']],
  ['Patch', ['apiVersion', 'kind', 'target', 'merge']],
  ['Answers', ['apiVersion', 'kind', 'answers']],
  ['VirtualNetwork', ['name', 'addressSpace']],
  ['Subnet', ['name', 'addressPrefix']],
  ['Peering', ['name', 'remoteVirtualNetwork']],
  ['PublicIPAddress', ['name']],
  ['VirtualNetworkGateway', ['name', 'virtualNetwork']],
  ['OnPremises', ['name']],
  ['NamedHost', ['name', 'ipAddress']],
  ['VirtualMachine', ['name', 'subnet']],
  ['OpenPort', ['port']],
  ['DnsZone', ['name']],
  ['DnsRecord', ['name']],
  ['ManagedCluster', ['name']],
  ['ClusterNode', ['name', 'ip']],
  ['AgentPool', ['name']],
  ['RouteTable', ['name']],
  ['Route', ['name', 'addressPrefix', 'nextHopType']],
  ['SecurityGroup', ['name']],
  ['SecurityRule', ['name', 'priority', 'direction', 'access']],
  ['NatGateway', ['name']],
  ['Firewall', ['name', 'virtualNetwork']],
  ['RuleGroup', ['name', 'priority']],
  ['RuleCollection', ['name', 'priority', 'type']],
  ['FirewallRule', ['name']],
  ['DnsServer', ['name', 'ipAddress']],
  ['DnsServerZone', ['name']],
  ['PaasService', ['name', 'type', 'fqdn']],
  ['PrivateEndpoint', ['name', 'subnet', 'target']],
  ['PrivateDnsZone', ['name']],
  ['ApplicationGateway', ['name', 'subnet']],
  ['GatewayRoutingRule', ['name', 'service']],
  ['TrafficController', ['name', 'associationSubnet']],
  ['RoleAssignment', ['role', 'scope']],
  ['IngressInstall', ['name']],
]);

export function networkSchema(): JsonSchema {
  const defs = new Map<string, JsonSchema>();
  const network = schemaOfType('Network', defs);
  const others = ['Removal', 'Patch', 'Answers'].map((type) => [type, schemaOfType(type, defs)] as const);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:cidr-house:network:v1',
    title: 'Network (cidr.house/v1)',
    description:
      'What Kubernetes manifests do not hold: virtual networks, headquarters, the street outside, managed clusters. Property names follow Azure Resource Manager.',
    ...network,
    $defs: Object.fromEntries([...[...defs].sort(([a], [b]) => (a < b ? -1 : 1)), ...others]),
  };
}

function schemaOfType(type: string, defs: Map<string, JsonSchema>): JsonSchema {
  const fields = [...(fieldsOfType(type)?.values() ?? [])];
  const required = REQUIRED.get(type);
  return {
    type: 'object',
    ...(required ? { required } : {}),
    properties: Object.fromEntries(fields.map((field) => [field.name, schemaOfField(type, field, defs)])),
    additionalProperties: false,
  };
}

function schemaOfField(owner: string, field: FieldSpec, defs: Map<string, JsonSchema>): JsonSchema {
  const later = field.treatment === 'honoured' ? {} : { description: 'Read and reported; not simulated yet.' };
  const values = enumOf(owner, field.name);
  const shape = SHAPES.get(`${owner}.${field.name}`) ?? (values ? { type: 'string', enum: values } : undefined);
  return { ...(shape ?? schemaOf(field.type, defs)), ...later };
}

function schemaOf(type: string, defs: Map<string, JsonSchema>): JsonSchema {
  if (type.endsWith('[]')) return { type: 'array', items: schemaOf(type.slice(0, -2), defs) };
  switch (type) {
    case 'any':
      return {};
    case 'string':
      return { type: 'string' };
    case 'bool':
      return { type: 'boolean' };
    case 'number':
      return { type: 'number' };
    case 'int':
      return { type: 'integer' };
    case 'map':
      return { type: 'object', additionalProperties: { type: 'string' } };
    case 'strings':
      return { type: 'array', items: { type: 'string' } };
    default:
      if (!defs.has(type)) {
        // Its place is taken before its fields are read, so that a type may hold itself.
        defs.set(type, {});
        defs.set(type, schemaOfType(type, defs));
      }
      return { $ref: `#/$defs/${type}` };
  }
}
