// az aks: the cluster as the document declares it, node pools, credentials, and a command run inside it.
import type { AgentPoolProfile, ManagedCluster } from '../../engine/model/networkDocument.ts';
import { one } from '../../manifest/commands/flagTable.ts';
import { fail, failWith, ok } from '../call.ts';
import type { Plain } from '../types.ts';
import { parseShell } from '../shell.ts';
import type { AzCall, AzLooks, AzValue } from './az.ts';
import type { AzTable } from './output.ts';
import { idOf } from './resources.ts';

const CLUSTER_TABLE: AzTable = [
  ['Name', 'name'],
  ['Location', 'location'],
  ['ResourceGroup', 'resourceGroup'],
  ['KubernetesVersion', 'kubernetesVersion'],
  ['CurrentKubernetesVersion', 'currentKubernetesVersion'],
  ['ProvisioningState', 'provisioningState'],
  ['Fqdn', 'fqdn'],
];

const POOL_TABLE: AzTable = [
  ['Name', 'name'],
  ['OsType', 'osType'],
  ['KubernetesVersion', 'orchestratorVersion'],
  ['VmSize', 'vmSize'],
  ['Count', 'count'],
  ['MaxPods', 'maxPods'],
  ['ProvisioningState', 'provisioningState'],
  ['Mode', 'mode'],
];

function missing(call: AzCall, name: string): AzValue {
  const message = `The Resource 'Microsoft.ContainerService/managedClusters/${name.slice(0, 80)}' under resource group '${call.scope.group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`;
  return fail(`(ResourceNotFound) ${message}\nCode: ResourceNotFound\nMessage: ${message}`, 3);
}

function clusterNamed(call: AzCall, name: string): ManagedCluster | undefined {
  const clusters = call.shell.env.spec.network.managedClusters;
  return clusters.find((cluster) => cluster.name === name);
}

function withCluster(call: AzCall, name: string, read: (cluster: ManagedCluster) => AzValue): AzValue {
  if (name === '') return fail('the following arguments are required: --name/-n, --resource-group/-g', 2);
  const cluster = clusterNamed(call, name);
  return cluster ? read(cluster) : missing(call, name);
}

function subnetId(call: AzCall, subnet: string | undefined): string | null {
  const vnet = call.shell.env.spec.network.virtualNetworks.find(({ subnets }) => subnets.some(({ name }) => name === subnet));
  return subnet === undefined ? null : idOf(call.scope, 'Network/virtualNetworks', vnet?.name ?? '', 'subnets', subnet);
}

function poolOf(call: AzCall, pool: AgentPoolProfile, index: number, cluster: ManagedCluster): Plain {
  const planned = call.shell.env.plan.nodes.find((node) => node.pool === pool.name);
  return {
    availabilityZones: pool.availabilityZones ?? null,
    count: pool.count,
    enableNodePublicIP: pool.enableNodePublicIP === true,
    id: idOf(call.scope, 'ContainerService/managedClusters', cluster.name, 'agentPools', pool.name),
    maxPods: planned?.maxPods ?? pool.maxPods ?? null,
    mode: pool.gatewayProfile ? 'Gateway' : index === 0 ? 'System' : 'User',
    name: pool.name,
    nodeLabels: pool.nodeLabels ?? null,
    orchestratorVersion: cluster.kubernetesVersion ?? '1.34',
    osType: pool.osType ?? 'Linux',
    podIPAllocationMode: pool.podIPAllocationMode ?? null,
    podSubnetId: subnetId(call, pool.podSubnet),
    provisioningState: 'Succeeded',
    resourceGroup: call.scope.group,
    type: 'Microsoft.ContainerService/managedClusters/agentPools',
    upgradeSettings: { maxSurge: pool.upgradeSettings?.maxSurge ?? '10%' },
    vmSize: 'Standard_D4ds_v5',
    vnetSubnetId: subnetId(call, pool.vnetSubnet),
  };
}

function clusterOf(call: AzCall, cluster: ManagedCluster): Plain {
  const { location, group } = call.scope;
  const { networkProfile: profile } = cluster;
  const version = cluster.kubernetesVersion ?? '1.34';
  return {
    addonProfiles: cluster.addonProfiles ?? null,
    agentPoolProfiles: cluster.agentPoolProfiles.map((pool, index) => poolOf(call, pool, index, cluster)),
    apiServerAccessProfile: cluster.apiServerAccessProfile ?? null,
    currentKubernetesVersion: version,
    fqdn: `${cluster.name}-dns-00000000.hcp.${location}.azmk8s.io`,
    id: idOf(call.scope, 'ContainerService/managedClusters', cluster.name),
    identity: { type: cluster.identity?.type ?? 'SystemAssigned' },
    ingressProfile: cluster.ingressProfile ?? null,
    kubernetesVersion: version,
    location,
    name: cluster.name,
    networkProfile: {
      advancedNetworking: cluster.advancedNetworking ?? null,
      dnsServiceIp: profile.dnsServiceIP ?? '10.0.0.10',
      ipFamilies: profile.ipFamilies ?? ['IPv4'],
      loadBalancerProfile: profile.loadBalancerProfile ?? null,
      loadBalancerSku: 'standard',
      natGatewayProfile: profile.natGatewayProfile ?? null,
      networkDataplane: profile.networkDataplane ?? 'azure',
      networkPlugin: profile.networkPlugin,
      networkPluginMode: profile.networkPluginMode ?? null,
      networkPolicy: profile.networkPolicy ?? 'none',
      outboundType: profile.outboundType ?? 'loadBalancer',
      podCidr: profile.podCidr ?? null,
      podCidrs: profile.podCidr === undefined ? null : [profile.podCidr],
      serviceCidr: profile.serviceCidr ?? '10.0.0.0/16',
      serviceCidrs: [profile.serviceCidr ?? '10.0.0.0/16'],
    },
    nodeResourceGroup: `MC_${group}_${cluster.name}_${location}`,
    powerState: { code: 'Running' },
    provisioningState: 'Succeeded',
    resourceGroup: group,
    type: 'Microsoft.ContainerService/ManagedClusters',
  };
}

export const AKS_LOOKS: AzLooks = {
  'aks list': {
    flags: '',
    run: (call) => ({
      value: call.shell.env.spec.network.managedClusters.map((cluster) => clusterOf(call, cluster)),
      table: CLUSTER_TABLE,
    }),
  },
  'aks show': {
    flags: '',
    run: (call) => withCluster(call, call.name, (cluster) => ({ value: clusterOf(call, cluster), table: CLUSTER_TABLE })),
  },
  'aks get-credentials': {
    flags: 'admin,a overwrite-existing file,f= context= format= public-fqdn',
    run: (call) =>
      withCluster(call, call.name, (cluster) => ok(`Merged "${cluster.name}" as current context in /home/you/.kube/config`)),
  },
  'aks nodepool list': {
    flags: 'cluster-name=',
    run: (call) =>
      withCluster(call, one(call.given, 'cluster-name') ?? '', (cluster) => ({
        value: cluster.agentPoolProfiles.map((pool, index) => poolOf(call, pool, index, cluster)),
        table: POOL_TABLE,
      })),
  },
  'aks nodepool show': {
    flags: 'cluster-name=',
    run: (call) =>
      withCluster(call, one(call.given, 'cluster-name') ?? '', (cluster) => {
        const index = cluster.agentPoolProfiles.findIndex(({ name }) => name === call.name);
        const pool = cluster.agentPoolProfiles[index];
        return pool
          ? { value: poolOf(call, pool, index, cluster), table: POOL_TABLE }
          : missing(call, `${cluster.name}/agentPools/${call.name}`);
      }),
  },
  'aks get-versions': {
    flags: '',
    run: (call) => failWith(call.shell, 'azVersions'),
  },
  'aks command invoke': { flags: 'command,c= file,f=', run: (call) => invoke(call) },
};

/** Through Azure rather than through the API server's own door. */
async function invoke(call: AzCall): Promise<AzValue> {
  if (!clusterNamed(call, call.name)) return missing(call, call.name);
  const text = one(call.given, 'command') ?? '';
  const parsed = parseShell(text);
  const words =
    parsed.ok && parsed.statements.length === 1 && parsed.statements[0]?.stages.length === 1
      ? parsed.statements[0].stages[0]?.words
      : undefined;
  const plain = words?.map((parts) => parts.map((part) => (part.type === 'text' ? part.text : '')).join(''));
  if (plain?.[0] !== 'kubectl') return failWith(call.shell, 'invoke');
  const done = await call.shell.run(call.shell, plain, undefined);
  return {
    ...done,
    out: `command finished with exitcode=${done.code}\n${done.out}${done.err}`,
    err: '',
  };
}
