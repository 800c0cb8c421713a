// The same objects as commands: kubectl apply and delete, and az for the Azure side (aks.md section I). Printed, never run.
// Where az has no command for a part (headquarters, hosts of the street), a comment says so.
import type { KubernetesResource } from '../engine/model/kubernetes.ts';
import type {
  AgentPoolProfile,
  ManagedCluster,
  NetworkDocument,
  Subnet,
  VirtualNetwork,
} from '../engine/model/networkDocument.ts';
import type { ObjectRef } from '../engine/model/spec.ts';
import { writeResource } from './writeManifests.ts';

/** One apply that any shell reads: the quoted word ends the text, so nothing in it is expanded. */
export function writeKubectl(resources: readonly KubernetesResource[]): string {
  const body = resources.map(writeResource).join('---\n');
  // The word must not be a line of the text.
  let end = 'MANIFESTS';
  while (body.split('\n').includes(end)) end += '_';
  return `kubectl apply -f - <<'${end}'\n${body}${end}\n`;
}

export function writeKubectlDelete(ref: ObjectRef): string {
  const namespace = ref.namespace === '' ? '' : ` --namespace ${quote(ref.namespace)}`;
  return `kubectl delete ${ref.kind.toLowerCase()} ${quote(ref.name)}${namespace}\n`;
}

const UNWRITTEN = [
  'routeTables',
  'networkSecurityGroups',
  'natGateways',
  'azureFirewalls',
  'dnsServers',
  'paasServices',
  'privateEndpoints',
  'privateDnsZones',
  'applicationGateways',
  'trafficControllers',
] as const;

/** A script that makes the network and its clusters; `$RG` and `$LOC` are the reader's to set. */
export function writeAz(network: NetworkDocument): string {
  const location = network.location ?? 'westeurope';
  const lines = [
    `RG=${quote(`rg-${network.metadata.name}`)}`,
    `LOC=${quote(location)}`,
    'az group create --name "$RG" --location "$LOC"',
    ...network.virtualNetworks.flatMap(writeVirtualNetwork),
    ...network.virtualNetworks.flatMap(writePeerings),
    ...(network.publicIPAddresses ?? []).map(
      ({ name }) =>
        `az network public-ip create --resource-group "$RG" --name ${quote(name)} --sku Standard --allocation-method Static`,
    ),
    ...network.managedClusters.flatMap((cluster) => writeCluster(cluster, network)),
    ...(network.onPremises ?? []).map(({ name }) => `# ${plainName(name)}: a network of your own; az does not make it`),
    ...UNWRITTEN.filter((section) => (network[section] ?? []).length > 0).map((section) => `# ${section}: not written yet`),
  ];
  return `${lines.join('\n')}\n`;
}

function writeVirtualNetwork(vnet: VirtualNetwork): string[] {
  const dns = vnet.dnsServers ? ` --dns-servers ${vnet.dnsServers.join(' ')}` : '';
  return [
    `az network vnet create --resource-group "$RG" --name ${quote(vnet.name)} --location "$LOC" --address-prefixes ${vnet.addressSpace.join(' ')}${dns}`,
    ...vnet.subnets.map(
      (subnet) =>
        `az network vnet subnet create --resource-group "$RG" --vnet-name ${quote(vnet.name)} --name ${quote(subnet.name)} --address-prefixes ${subnet.addressPrefix}`,
    ),
  ];
}

function writePeerings(vnet: VirtualNetwork): string[] {
  return (vnet.peerings ?? []).map((peering) =>
    [
      `az network vnet peering create --resource-group "$RG" --name ${quote(peering.name)} --vnet-name ${quote(vnet.name)} --remote-vnet ${quote(peering.remoteVirtualNetwork)} --allow-vnet-access`,
      ...(peering.allowForwardedTraffic ? ['--allow-forwarded-traffic'] : []),
      ...(peering.allowGatewayTransit ? ['--allow-gateway-transit'] : []),
      ...(peering.useRemoteGateways ? ['--use-remote-gateways'] : []),
    ].join(' '),
  );
}

function writeCluster(cluster: ManagedCluster, network: NetworkDocument): string[] {
  const profile = cluster.networkProfile;
  const [first, ...others] = cluster.agentPoolProfiles;
  const lines = first ? subnetVariables(cluster, network) : [];
  const balancer = profile.loadBalancerProfile;
  const gateway = profile.natGatewayProfile;
  const flags = [
    flag('--kubernetes-version', cluster.kubernetesVersion),
    flag('--network-plugin', profile.networkPlugin),
    flag('--network-plugin-mode', profile.networkPluginMode),
    flag('--network-dataplane', profile.networkDataplane),
    // `spec` is the letter of Kubernetes, which no cluster offers.
    flag('--network-policy', profile.networkPolicy === 'spec' ? undefined : profile.networkPolicy),
    flag('--pod-cidr', profile.podCidr),
    flag('--service-cidr', profile.serviceCidr),
    flag('--dns-service-ip', profile.dnsServiceIP),
    flag('--outbound-type', profile.outboundType),
    flag('--load-balancer-managed-outbound-ip-count', balancer?.managedOutboundIPs?.count),
    flag('--load-balancer-outbound-ports', balancer?.allocatedOutboundPorts),
    flag('--load-balancer-idle-timeout', balancer?.idleTimeoutInMinutes),
    flag('--nat-gateway-managed-outbound-ip-count', gateway?.managedOutboundIPs?.count),
    flag('--nat-gateway-idle-timeout', gateway?.idleTimeoutInMinutes),
    ...(first ? [flag('--nodepool-name', first.name), ...poolFlags(first)] : []),
    '--generate-ssh-keys',
  ];
  lines.push(join(`az aks create --resource-group "$RG" --name ${quote(cluster.name)} --location "$LOC"`, flags));
  for (const pool of others) {
    const own = [flag('--os-type', pool.osType), ...poolFlags(pool), flag('--max-surge', pool.upgradeSettings?.maxSurge)];
    lines.push(
      join(`az aks nodepool add --resource-group "$RG" --cluster-name ${quote(cluster.name)} --name ${quote(pool.name)}`, own),
    );
  }
  lines.push(`az aks get-credentials --resource-group "$RG" --name ${quote(cluster.name)}`);
  return lines;
}

function poolFlags(pool: AgentPoolProfile): string[] {
  return [
    flag('--node-count', pool.count),
    flag('--max-pods', pool.maxPods),
    ...(pool.vnetSubnet === undefined ? [] : [`--vnet-subnet-id "$${variable(pool.vnetSubnet)}"`]),
    ...(pool.podSubnet === undefined ? [] : [`--pod-subnet-id "$${variable(pool.podSubnet)}"`]),
    flag('--pod-ip-allocation-mode', pool.podIPAllocationMode),
    ...(pool.enableNodePublicIP === true ? ['--enable-node-public-ip'] : []),
  ];
}

/** The ids of the subnets that pools name. */
function subnetVariables(cluster: ManagedCluster, network: NetworkDocument): string[] {
  const wanted = new Set(cluster.agentPoolProfiles.flatMap(({ vnetSubnet, podSubnet }) => [vnetSubnet, podSubnet]));
  return network.virtualNetworks.flatMap((vnet) =>
    vnet.subnets
      .filter(({ name }) => wanted.has(name))
      .map(
        (subnet: Subnet) =>
          `${variable(subnet.name)}=$(az network vnet subnet show --resource-group "$RG" --vnet-name ${quote(vnet.name)} --name ${quote(subnet.name)} --query id -o tsv)`,
      ),
  );
}

function variable(subnet: string): string {
  return `SUBNET_${subnet.replaceAll(/\W/g, '_').toUpperCase()}`;
}

function flag(name: string, value: string | number | undefined): string {
  return value === undefined ? '' : `${name} ${quote(String(value))}`;
}

function join(command: string, flags: readonly string[]): string {
  return [command, ...flags.filter((item) => item !== '')].join(' \\\n  ');
}

/** Names are players' text: anything but plain letters goes between single quotes, so that a shell sees only a word. */
function quote(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function plainName(text: string): string {
  return text.replaceAll(/[^\w. -]/g, '_');
}
