// The Network document (cidr.house/v1), rebuilt. Enums and types passed the audit; addresses and ranges are checked here with their field.
import {
  DEFERRED_SECTIONS,
  type AgentPoolProfile,
  type DeferredSection,
  type DnsZone,
  type ManagedCluster,
  type NetworkDocument,
  type NetworkProfile,
  type OpenPort,
  type Subnet,
  type VirtualNetwork,
} from '../engine/model/networkDocument.ts';
import { parseCidr, parseIpv4 } from '../engine/net/ipv4.ts';
import type { Protocol } from '../engine/net/packet.ts';
import { checkPortNumber } from './names.ts';
import { duplicate, type Fail, invalid, required } from './problems.ts';
import { bool, compact, has, list, number, type Rec, record, text, texts } from './take.ts';
import type { Path } from './yamlDocument.ts';

const CIDR_TEXT = 'must be an IPv4 range such as 10.0.0.0/24';
const IP_TEXT = 'must be an IPv4 address such as 10.0.0.4';
const MOST_NODES = 5000;

export function readNetwork(fail: Fail, object: Rec): NetworkDocument {
  const items = <T>(key: string, read: (item: Rec, path: Path) => T): T[] => (list(object, key) ?? []).map((item, index) => read(record(item), [key, index]));
  const named = (item: Rec, path: Path): string => {
    const name = text(item, 'name');
    if (name === undefined) fail(required('VAL10', [...path, 'name']));
    return name ?? '';
  };
  const cidr = (value: string | undefined, path: Path): string => {
    if (value === undefined) fail(required('VAL21', path));
    else if (parseCidr(value) === undefined) fail(invalid('VAL22', path, value, CIDR_TEXT));
    return value ?? '';
  };
  const cidrs = (source: Rec, key: string, path: Path): string[] => (texts(source, key) ?? []).map((value, index) => cidr(value, [...path, key, index]));
  const address = (value: string | undefined, path: Path): string | undefined => {
    if (value !== undefined && parseIpv4(value) === undefined) fail(invalid('VAL22', path, value, IP_TEXT));
    return value;
  };
  const needAddress = (value: string | undefined, path: Path): string => {
    if (value === undefined) fail(required('VAL22', path));
    return address(value, path) ?? '';
  };
  const openPorts = (source: Rec, path: Path): OpenPort[] | undefined => {
    const ports = (list(source, 'ports') ?? []).map((item, index) => {
      const port = record(item);
      const value = number(port, 'port') ?? 0;
      checkPortNumber(fail, value, [...path, 'ports', index, 'port']);
      return compact({ port: value, protocol: (text(port, 'protocol') ?? 'TCP') as Protocol, tls: bool(port, 'tls') === true ? true : undefined }) as OpenPort;
    });
    return ports.length > 0 ? ports : undefined;
  };
  const host = (item: Rec, path: Path): { name: string; ipAddress: string; ports?: OpenPort[] } => {
    const ports = openPorts(item, path);
    return { name: named(item, path), ipAddress: needAddress(text(item, 'ipAddress'), [...path, 'ipAddress']), ...(ports ? { ports } : {}) };
  };
  const subnet = (item: Rec, path: Path): Subnet =>
    compact({
      name: named(item, path),
      addressPrefix: cidr(text(item, 'addressPrefix'), [...path, 'addressPrefix']),
      networkSecurityGroup: text(item, 'networkSecurityGroup'),
      routeTable: text(item, 'routeTable'),
      natGateway: text(item, 'natGateway'),
      serviceEndpoints: nonEmpty(texts(item, 'serviceEndpoints')),
      delegations: nonEmpty(texts(item, 'delegations')),
      privateEndpointNetworkPolicies: text(item, 'privateEndpointNetworkPolicies') as Subnet['privateEndpointNetworkPolicies'],
    }) as Subnet;
  const vnet = (item: Rec, path: Path): VirtualNetwork => ({
    name: named(item, path),
    addressSpace: cidrs(item, 'addressSpace', path),
    ...(nonEmpty(texts(item, 'dnsServers')) ? { dnsServers: texts(item, 'dnsServers') ?? [] } : {}),
    subnets: (list(item, 'subnets') ?? []).map((entry, index) => subnet(record(entry), [...path, 'subnets', index])),
    ...optional(
      'peerings',
      (list(item, 'peerings') ?? []).map((entry, index) => {
        const peering = record(entry);
        return compact({
          name: named(peering, [...path, 'peerings', index]),
          remoteVirtualNetwork: text(peering, 'remoteVirtualNetwork') ?? '',
          allowForwardedTraffic: bool(peering, 'allowForwardedTraffic'),
          allowGatewayTransit: bool(peering, 'allowGatewayTransit'),
          useRemoteGateways: bool(peering, 'useRemoteGateways'),
        }) as NonNullable<VirtualNetwork['peerings']>[number];
      }),
    ),
  });
  const virtualNetworks = items('virtualNetworks', vnet);
  uniqueNames(fail, virtualNetworks, ['virtualNetworks']);
  const managedClusters = items('managedClusters', (item, path) => readCluster(fail, item, path, { named, cidr, needAddress, address }));
  const deferred: { [Section in DeferredSection]?: unknown } = {};
  for (const section of DEFERRED_SECTIONS) {
    const value = list(object, section);
    if (value && value.length > 0) deferred[section] = cloneJson(value);
  }
  const name = text(record(object['metadata']), 'name') ?? 'network';
  const location = text(object, 'location');
  return {
    apiVersion: 'cidr.house/v1',
    kind: 'Network',
    metadata: { name },
    ...(location === undefined ? {} : { location }),
    virtualNetworks,
    ...optional(
      'publicIPAddresses',
      items('publicIPAddresses', (item, path) => {
        const ipAddress = address(text(item, 'ipAddress'), [...path, 'ipAddress']);
        return { name: named(item, path), ...(ipAddress === undefined ? {} : { ipAddress }) };
      }),
    ),
    ...optional(
      'virtualNetworkGateways',
      items('virtualNetworkGateways', (item, path) => ({
        name: named(item, path),
        virtualNetwork: text(item, 'virtualNetwork') ?? '',
        gatewayType: (text(item, 'gatewayType') ?? 'Vpn') as 'Vpn' | 'ExpressRoute',
        connections: texts(item, 'connections') ?? [],
      })),
    ),
    ...optional(
      'onPremises',
      items('onPremises', (item, path) => ({
        name: named(item, path),
        addressSpace: cidrs(item, 'addressSpace', path),
        ...(list(item, 'advertisedRoutes') ? { advertisedRoutes: cidrs(item, 'advertisedRoutes', path) } : {}),
        ...(bool(item, 'internetEgress') === undefined ? {} : { internetEgress: bool(item, 'internetEgress') === true }),
        hosts: (list(item, 'hosts') ?? []).map((entry, index) => host(record(entry), [...path, 'hosts', index])),
      })),
    ),
    ...optional(
      'virtualMachines',
      items('virtualMachines', (item, path) => {
        const ipAddress = address(text(item, 'ipAddress'), [...path, 'ipAddress']);
        const forwarding = bool(item, 'enableIPForwarding');
        const ports = openPorts(item, path);
        return {
          name: named(item, path),
          subnet: text(item, 'subnet') ?? '',
          ...(ipAddress === undefined ? {} : { ipAddress }),
          ...(forwarding === undefined ? {} : { enableIPForwarding: forwarding }),
          ...(ports ? { ports } : {}),
        };
      }),
    ),
    ...optional('internetHosts', items('internetHosts', host)),
    ...optional(
      'dnsZones',
      items('dnsZones', (item, path) => ({
        name: named(item, path),
        records: (list(item, 'records') ?? []).map((entry, index) => {
          const source = record(entry);
          return { name: named(source, [...path, 'records', index]), type: (text(source, 'type') ?? 'A') as DnsZone['records'][number]['type'], values: texts(source, 'values') ?? [] };
        }),
      })),
    ),
    managedClusters,
    ...(Object.keys(deferred).length > 0 ? { deferred } : {}),
  };
}

interface Readers {
  readonly named: (item: Rec, path: Path) => string;
  readonly cidr: (value: string | undefined, path: Path) => string;
  readonly needAddress: (value: string | undefined, path: Path) => string;
  readonly address: (value: string | undefined, path: Path) => string | undefined;
}

function readCluster(fail: Fail, item: Rec, path: Path, readers: Readers): ManagedCluster {
  const profile = record(item['networkProfile']);
  const here = [...path, 'networkProfile'];
  const range = (key: string): string | undefined => (has(profile, key) ? readers.cidr(text(profile, key), [...here, key]) : undefined);
  const outbound = (key: string): { count: number } | undefined => {
    const count = number(record(record(profile[key])['managedOutboundIPs']), 'count');
    return count === undefined ? undefined : { count };
  };
  const loadBalancer = record(profile['loadBalancerProfile']);
  const nat = record(profile['natGatewayProfile']);
  const networkProfile = compact({
    networkPlugin: (text(profile, 'networkPlugin') ?? 'azure') as NetworkProfile['networkPlugin'],
    networkPluginMode: text(profile, 'networkPluginMode') ?? (has(profile, 'networkPlugin') ? undefined : 'overlay'),
    networkDataplane: text(profile, 'networkDataplane'),
    networkPolicy: text(profile, 'networkPolicy'),
    podCidr: range('podCidr'),
    serviceCidr: range('serviceCidr'),
    dnsServiceIP: readers.address(text(profile, 'dnsServiceIP'), [...here, 'dnsServiceIP']),
    outboundType: text(profile, 'outboundType'),
    loadBalancerProfile: has(profile, 'loadBalancerProfile')
      ? compact({
          managedOutboundIPs: outbound('loadBalancerProfile'),
          allocatedOutboundPorts: number(loadBalancer, 'allocatedOutboundPorts'),
          idleTimeoutInMinutes: number(loadBalancer, 'idleTimeoutInMinutes'),
        })
      : undefined,
    natGatewayProfile: has(profile, 'natGatewayProfile')
      ? compact({ managedOutboundIPs: outbound('natGatewayProfile'), idleTimeoutInMinutes: number(nat, 'idleTimeoutInMinutes') })
      : undefined,
  }) as NetworkProfile;
  const pools = (list(item, 'agentPoolProfiles') ?? []).map((entry, index) => readPool(fail, record(entry), [...path, 'agentPoolProfiles', index], readers));
  if (pools.length === 0 && !has(item, 'nodes')) fail(required('pools', [...path, 'agentPoolProfiles']));
  uniqueNames(fail, pools, [...path, 'agentPoolProfiles']);
  const nodes = list(item, 'nodes')?.map((entry, index) => {
    const node = record(entry);
    const nodePath = [...path, 'nodes', index];
    const ready = bool(node, 'ready');
    return { name: readers.named(node, nodePath), ip: readers.needAddress(text(node, 'ip'), [...nodePath, 'ip']), ...(ready === undefined ? {} : { ready }) };
  });
  return compact({ name: readers.named(item, path), kubernetesVersion: text(item, 'kubernetesVersion'), networkProfile, agentPoolProfiles: pools, nodes }) as ManagedCluster;
}

function readPool(fail: Fail, pool: Rec, path: Path, readers: Readers): AgentPoolProfile {
  const count = number(pool, 'count') ?? 3;
  if (count < 0) fail(invalid('count', [...path, 'count'], count, 'must be zero or more'));
  if (count > MOST_NODES) fail(invalid('count', [...path, 'count'], count, `a cluster has at most ${MOST_NODES} nodes`));
  const maxPods = number(pool, 'maxPods');
  if (maxPods !== undefined && (maxPods < 1 || maxPods > 100_000)) fail(invalid('maxPods', [...path, 'maxPods'], maxPods, 'must be between 10 and 250'));
  const upgrade = record(pool['upgradeSettings']);
  const maxSurge = number(upgrade, 'maxSurge') ?? text(upgrade, 'maxSurge');
  if (typeof maxSurge === 'string' && !/^\d{1,3}%$|^\d{1,4}$/.test(maxSurge)) fail(invalid('maxSurge', [...path, 'upgradeSettings', 'maxSurge'], maxSurge, "must be a number of nodes or a percentage such as '33%'"));
  return compact({
    name: readers.named(pool, path),
    count: Math.max(0, Math.min(MOST_NODES, count)),
    maxPods,
    osType: text(pool, 'osType'),
    vnetSubnet: text(pool, 'vnetSubnet'),
    podSubnet: text(pool, 'podSubnet'),
    podIPAllocationMode: text(pool, 'podIPAllocationMode'),
    enableNodePublicIP: bool(pool, 'enableNodePublicIP'),
    upgradeSettings: maxSurge === undefined ? undefined : { maxSurge: String(maxSurge) },
  }) as AgentPoolProfile;
}

function uniqueNames(fail: Fail, items: readonly { readonly name: string }[], path: Path): void {
  const seen = new Set<string>();
  items.forEach((item, index) => {
    if (seen.has(item.name)) fail(duplicate('VAL33', [...path, index, 'name'], item.name));
    seen.add(item.name);
  });
}

function nonEmpty(values: string[] | undefined): string[] | undefined {
  return values && values.length > 0 ? values : undefined;
}

function optional<K extends string, T>(key: K, items: T[]): { [P in K]?: T[] } {
  return items.length > 0 ? ({ [key]: items } as { [P in K]?: T[] }) : {};
}

/** A deep copy of plain values only, so that nothing of the parsed text lives on. */
function cloneJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
