// Managed clusters of the Network document: network profile, pools, recorded nodes. Ranges against each other are the engine's to judge.
import type { AgentPoolProfile, ManagedCluster, NetworkProfile } from '../engine/model/networkDocument.ts';
import { addressOf, cidrOf, nameOf, namedPartsOf, needAddress, type Part } from './networkFields.ts';
import { invalid, required } from './problems.ts';
import { readClusterEdge } from './readClusterEdge.ts';
import { bool, compact, filled, has, labels, number, oneOf, record, text, texts } from './take.ts';

/** Beyond what Azure offers; a typo of three digits too many must not stop the page. */
const MOST_NODES = 5000;

type NodeRecord = NonNullable<ManagedCluster['nodes']>[number];

export function readCluster(part: Part): ManagedCluster {
  const { found, source, path } = part;
  const agentPoolProfiles = namedPartsOf(part, 'agentPoolProfiles').map(readPool);
  const nodes = namedPartsOf(part, 'nodes').map((node) =>
    compact<NodeRecord>({
      name: nameOf(node),
      ip: needAddress(node, 'ip'),
      ready: bool(node.source, 'ready'),
      zone: text(node.source, 'zone'),
    }),
  );
  if (agentPoolProfiles.length === 0 && nodes.length === 0)
    found.fail(required('pools', [...path, 'agentPoolProfiles'], 'a cluster has at least one pool of nodes'));
  return compact<ManagedCluster>({
    name: nameOf(part),
    kubernetesVersion: text(source, 'kubernetesVersion'),
    networkProfile: readProfile({ found, source: record(source['networkProfile']), path: [...path, 'networkProfile'] }),
    agentPoolProfiles,
    nodes: filled(nodes),
    nodeRouteTable: text(source, 'nodeRouteTable'),
    ...readClusterEdge(part),
  });
}

/** Without a plugin Azure makes an Overlay cluster; with one, the mode is what was written. */
function readProfile(part: Part): NetworkProfile {
  const { source } = part;
  const plugin = oneOf(source, 'networkPlugin', ['kubenet', 'azure', 'none'] as const);
  const balancer = record(source['loadBalancerProfile']);
  const gateway = record(source['natGatewayProfile']);
  return compact<NetworkProfile>({
    networkPlugin: plugin ?? 'azure',
    networkPluginMode: plugin === undefined ? 'overlay' : oneOf(source, 'networkPluginMode', ['overlay'] as const),
    networkDataplane: oneOf(source, 'networkDataplane', ['azure', 'cilium'] as const),
    networkPolicy: oneOf(source, 'networkPolicy', ['none', 'azure', 'calico', 'cilium', 'spec'] as const),
    ipFamilies: readFamilies(part),
    podCidr: cidrOf(part, 'podCidr'),
    serviceCidr: cidrOf(part, 'serviceCidr'),
    dnsServiceIP: addressOf(part, 'dnsServiceIP'),
    outboundType: oneOf(source, 'outboundType', [
      'loadBalancer',
      'managedNATGateway',
      'userAssignedNATGateway',
      'userDefinedRouting',
      'none',
      'block',
    ] as const),
    loadBalancerProfile: has(source, 'loadBalancerProfile')
      ? compact<NonNullable<NetworkProfile['loadBalancerProfile']>>({
          managedOutboundIPs: outboundIPs(part, 'loadBalancerProfile'),
          allocatedOutboundPorts: number(balancer, 'allocatedOutboundPorts'),
          idleTimeoutInMinutes: number(balancer, 'idleTimeoutInMinutes'),
        })
      : undefined,
    natGatewayProfile: has(source, 'natGatewayProfile')
      ? compact<NonNullable<NetworkProfile['natGatewayProfile']>>({
          managedOutboundIPs: outboundIPs(part, 'natGatewayProfile'),
          idleTimeoutInMinutes: number(gateway, 'idleTimeoutInMinutes'),
        })
      : undefined,
  });
}

function readFamilies({ found, source, path }: Part): NetworkProfile['ipFamilies'] {
  const families = texts(source, 'ipFamilies')?.slice(0, 2);
  const bad = families?.find((family) => family !== 'IPv4' && family !== 'IPv6');
  if (bad !== undefined) found.fail(invalid('ipFamilies', [...path, 'ipFamilies'], bad, 'must be IPv4 or IPv6'));
  return filled(families?.flatMap((family) => (family === 'IPv4' || family === 'IPv6' ? family : [])));
}

function outboundIPs({ found, source, path }: Part, key: string): { readonly count: number } | undefined {
  const count = number(record(record(source[key])['managedOutboundIPs']), 'count');
  if (count === undefined) return undefined;
  if (count < 1 || count > 100)
    found.fail(invalid('count', [...path, key, 'managedOutboundIPs', 'count'], count, 'must be between 1 and 100, inclusive'));
  return { count };
}

/** Azure's zones are 1, 2 and 3. */
function readZones({ found, source, path }: Part): AgentPoolProfile['availabilityZones'] {
  const zones = texts(source, 'availabilityZones')?.slice(0, 3);
  const bad = zones?.find((zone) => !/^[123]$/.test(zone));
  if (bad !== undefined) found.fail(invalid('zones', [...path, 'availabilityZones'], bad, "must be '1', '2' or '3'"));
  return filled(zones);
}

/** Static egress gateways stand behind a prefix of two to sixteen addresses (E-50). */
function readGateway({ found, source, path }: Part): AgentPoolProfile['gatewayProfile'] {
  if (!('gatewayProfile' in source)) return undefined;
  const size = number(record(source['gatewayProfile']), 'publicIPPrefixSize');
  if (size === undefined) return {};
  const place = [...path, 'gatewayProfile', 'publicIPPrefixSize'];
  if (size < 28 || size > 31) found.fail(invalid('publicIPPrefixSize', place, size, 'must be between 28 and 31, inclusive'));
  return { publicIPPrefixSize: size };
}

type Windows = NonNullable<AgentPoolProfile['windowsProfile']>;

function readPool(part: Part): AgentPoolProfile {
  const { found, source, path } = part;
  const count = number(source, 'count') ?? 3;
  if (count < 0) found.fail(invalid('count', [...path, 'count'], count, 'must be greater than or equal to 0'));
  if (count > MOST_NODES) found.fail(invalid('count', [...path, 'count'], count, `must be no more than ${MOST_NODES}`));
  const maxPods = number(source, 'maxPods');
  if (maxPods !== undefined && (maxPods < 1 || maxPods > 100_000))
    found.fail(invalid('maxPods', [...path, 'maxPods'], maxPods, 'must be between 10 and 250, inclusive'));
  const upgrade = record(source['upgradeSettings']);
  const windows = 'windowsProfile' in source ? record(source['windowsProfile']) : undefined;
  const surge = number(upgrade, 'maxSurge') ?? text(upgrade, 'maxSurge');
  if (surge !== undefined && !/^\d{1,4}$|^\d{1,3}%$/.test(String(surge))) {
    found.fail(
      invalid(
        'maxSurge',
        [...path, 'upgradeSettings', 'maxSurge'],
        surge,
        "must be a number of nodes or a percentage such as '33%'",
      ),
    );
  }
  return compact<AgentPoolProfile>({
    name: nameOf(part),
    count: Math.max(0, Math.min(MOST_NODES, count)),
    maxPods,
    osType: oneOf(source, 'osType', ['Linux', 'Windows'] as const),
    vnetSubnet: text(source, 'vnetSubnet'),
    podSubnet: text(source, 'podSubnet'),
    podIPAllocationMode: oneOf(source, 'podIPAllocationMode', ['DynamicIndividual', 'StaticBlock'] as const),
    enableNodePublicIP: bool(source, 'enableNodePublicIP'),
    availabilityZones: readZones(part),
    nodeLabels: labels(source, 'nodeLabels'),
    upgradeSettings: surge === undefined ? undefined : { maxSurge: String(surge) },
    gatewayProfile: readGateway(part),
    windowsProfile: windows && compact<Windows>({ disableOutboundNat: bool(windows, 'disableOutboundNat') }),
  });
}
