// Typed az commands of clusters and their pools. Section I-2 to I-6, I-9.
import { CONTROLLER_TYPES } from '../../engine/model/azure.ts';
import type { AzCall, AzCommands } from './az.ts';
import { type Draft, type FieldMap, filled, list, notThere, upsert, without, writeFields } from './azDraft.ts';
import { type CommandRefusal, refuse } from './commandTypes.ts';
import { type Given, isOn, listed } from './flagTable.ts';
import { nameInId } from './ids.ts';
import { readPairs } from './kubectlCreate.ts';

type Cluster = Draft['managedClusters'][number];

const PROFILE: FieldMap = {
  'network-plugin': ['networkPlugin', 'text'],
  'network-plugin-mode': ['networkPluginMode', 'text'],
  'network-dataplane': ['networkDataplane', 'text'],
  'network-policy': ['networkPolicy', 'text'],
  'pod-cidr': ['podCidr', 'text'],
  'service-cidr': ['serviceCidr', 'text'],
  'dns-service-ip': ['dnsServiceIP', 'text'],
  'outbound-type': ['outboundType', 'text'],
};

const POOL: FieldMap = {
  'node-count': ['count', 'number'],
  'max-pods': ['maxPods', 'number'],
  'vnet-subnet-id': ['vnetSubnet', 'text'],
  'pod-subnet-id': ['podSubnet', 'text'],
  'pod-ip-allocation-mode': ['podIPAllocationMode', 'text'],
  'os-type': ['osType', 'text'],
  'enable-node-public-ip': ['enableNodePublicIP', 'bool'],
  zones: ['availabilityZones', 'list'],
};

const flagsOf = (fields: FieldMap): string =>
  Object.entries(fields)
    .map(([flag, [, type]]) => `${flag}${type === 'list' ? '*' : type === 'bool' ? '' : '='}`)
    .join(' ');

const CLUSTER_FLAGS = `${flagsOf(PROFILE)} kubernetes-version,k= ip-families* load-balancer-managed-outbound-ip-count= load-balancer-outbound-ports= load-balancer-idle-timeout= load-balancer-outbound-ips* load-balancer-outbound-ip-prefixes* load-balancer-backend-pool-type= load-balancer-sku= nat-gateway-managed-outbound-ip-count= nat-gateway-idle-timeout= enable-acns disable-acns acns-advanced-networkpolicies= enable-app-routing enable-app-routing-istio enable-gateway-api enable-addons,a* appgw-id= appgw-name= appgw-subnet-cidr= enable-private-cluster disable-public-fqdn enable-public-fqdn enable-apiserver-vnet-integration private-dns-zone= api-server-authorized-ip-ranges* assign-identity= assign-kubelet-identity= enable-managed-identity generate-ssh-keys tier= node-vm-size,s= node-osdisk-size= ssh-key-value= enable-cluster-autoscaler min-count= max-count= attach-acr= auto-upgrade-channel= nodepool-labels* nodepool-name= apiserver-subnet-id= bootstrap-artifact-source= bootstrap-container-registry-resource-id= enable-static-egress-gateway`;
/** the Service range of a cluster that stands stays; `az aks update` knows no flag for it. */
const UPDATE_FLAGS = CLUSTER_FLAGS.replace(/\b(?:service-cidr|dns-service-ip)= /g, '');
const POOL_FLAGS = `cluster-name= labels* max-surge= mode= node-vm-size,s= kubernetes-version,k= node-taints* os-sku= priority= disable-windows-outbound-nat gateway-prefix-size=`;

function writeProfile({ networkProfile }: Cluster, given: Given): void {
  writeFields(networkProfile, given, { fields: PROFILE, whole: false });
  const families = listed(given, 'ip-families');
  if (families) networkProfile.ipFamilies = families.map((family) => (family.endsWith('6') ? 'IPv6' : 'IPv4'));
  for (const [prefix, key] of [
    ['load-balancer', 'loadBalancerProfile'],
    ['nat-gateway', 'natGatewayProfile'],
  ] as const) {
    const profile: Record<string, unknown> = { ...networkProfile[key] };
    writeFields(profile, given, {
      fields: {
        [`${prefix}-idle-timeout`]: ['idleTimeoutInMinutes', 'number'],
        ...(prefix === 'load-balancer'
          ? ({ 'load-balancer-outbound-ports': ['allocatedOutboundPorts', 'number'] } as const)
          : {}),
      },
      whole: false,
    });
    const flag = `${prefix}-managed-outbound-ip-count`;
    const count = filled(given, flag);
    if (count !== undefined) profile['managedOutboundIPs'] = { count: /^\d{1,4}$/.test(count) ? Number(count) : count };
    else if (given.values.has(flag)) delete profile['managedOutboundIPs'];
    if (Object.keys(profile).length > 0) networkProfile[key] = profile as NonNullable<(typeof networkProfile)[typeof key]>;
    else delete networkProfile[key];
  }
}

function writeEdge(cluster: Cluster, given: Given): void {
  if (isOn(given, 'enable-acns')) cluster.advancedNetworking = { enabled: true };
  if (isOn(given, 'disable-acns')) cluster.advancedNetworking = { enabled: false };
  if (isOn(given, 'enable-app-routing'))
    cluster.ingressProfile = {
      ...cluster.ingressProfile,
      webAppRouting: { ...cluster.ingressProfile?.webAppRouting, enabled: true },
    };
  if (isOn(given, 'enable-gateway-api')) cluster.ingressProfile = { ...cluster.ingressProfile, gatewayAPI: { enabled: true } };
  if (listed(given, 'enable-addons')?.includes('ingress-appgw') === true) addGateway(cluster, given);
  const access: NonNullable<Cluster['apiServerAccessProfile']> = { ...cluster.apiServerAccessProfile };
  if (isOn(given, 'enable-private-cluster')) access.enablePrivateCluster = true;
  if (isOn(given, 'disable-public-fqdn')) access.enablePrivateClusterPublicFQDN = false;
  if (isOn(given, 'enable-public-fqdn')) access.enablePrivateClusterPublicFQDN = true;
  if (isOn(given, 'enable-apiserver-vnet-integration')) access.enableVnetIntegration = true;
  writeFields(access, given, {
    fields: { 'private-dns-zone': ['privateDNSZone', 'text'], 'apiserver-subnet-id': ['subnet', 'text'] },
    whole: false,
  });
  // Emptied: nobody is kept out any more.
  if (given.values.has('api-server-authorized-ip-ranges')) {
    const ranges = listed(given, 'api-server-authorized-ip-ranges') ?? [];
    if (ranges.length > 0) access.authorizedIPRanges = ranges;
    else delete access.authorizedIPRanges;
  }
  if (Object.keys(access).length > 0) cluster.apiServerAccessProfile = access;
  else delete cluster.apiServerAccessProfile;
  const identity = filled(given, 'assign-identity');
  if (identity !== undefined) cluster.identity = { ...cluster.identity, type: 'UserAssigned' };
}

function addGateway(cluster: Cluster, given: Given): void {
  const name = filled(given, 'appgw-id') ?? filled(given, 'appgw-name');
  cluster.addonProfiles = {
    ingressApplicationGateway: { enabled: true, ...(name === undefined ? {} : { applicationGateway: name }) },
  };
}

function writePool(pool: Cluster['agentPoolProfiles'][number], given: Given, labels: string): CommandRefusal | undefined {
  writeFields(pool, given, { fields: POOL, whole: false });
  if (given.values.has(labels)) {
    const pairs = readPairs(list(given, labels) ?? []);
    if (!pairs) return refuse('badLabels', { flag: `--${labels}` });
    if (Object.keys(pairs).length > 0) pool.nodeLabels = pairs;
    else delete pool.nodeLabels;
  }
  const surge = filled(given, 'max-surge');
  if (surge !== undefined) pool.upgradeSettings = { maxSurge: surge };
  return undefined;
}

function createCluster({ draft, given, name }: AzCall): CommandRefusal | undefined {
  const found = draft.managedClusters.find((item) => item.name === name);
  const cluster =
    found ?? upsert(draft.managedClusters, { name, networkProfile: {}, agentPoolProfiles: [] } as unknown as Cluster);
  if (!given.values.has('network-plugin') && !found)
    cluster.networkProfile = { networkPlugin: 'azure', networkPluginMode: 'overlay' };
  writeFields(cluster, given, { fields: { 'kubernetes-version': ['kubernetesVersion', 'text'] }, whole: false });
  writeProfile(cluster, given);
  const pool = upsert(cluster.agentPoolProfiles, { name: filled(given, 'nodepool-name') ?? 'nodepool1', count: 3 });
  writeEdge(cluster, given);
  return writePool(pool, given, 'nodepool-labels');
}

function clusterOf({ draft, given, name }: AzCall, flag?: string): Cluster | CommandRefusal {
  const called = flag === undefined ? name : (filled(given, flag) ?? '');
  return (
    draft.managedClusters.find((item) => item.name === called) ?? notThere('Microsoft.ContainerService/managedClusters', called)
  );
}

function updateCluster(call: AzCall): CommandRefusal | undefined {
  const cluster = clusterOf(call);
  if ('ok' in cluster) return cluster;
  writeProfile(cluster, call.given);
  writeEdge(cluster, call.given);
  return undefined;
}

function poolOf(call: AzCall): Cluster['agentPoolProfiles'][number] | CommandRefusal {
  const cluster = clusterOf(call, 'cluster-name');
  if ('ok' in cluster) return cluster;
  return cluster.agentPoolProfiles.find((pool) => pool.name === call.name) ?? notThere('agentPools', call.name);
}

export const AKS_COMMANDS: AzCommands = {
  'aks create': { flags: `${CLUSTER_FLAGS} ${flagsOf(POOL)}`, run: createCluster },
  'aks update': { flags: UPDATE_FLAGS, run: updateCluster },
  'aks delete': { flags: '', run: ({ draft, name }) => void (draft.managedClusters = without(draft.managedClusters, name)) },
  'aks get-credentials': { flags: 'overwrite-existing admin,a file,f= context=', run: 'nothing' },
  'aks scale': {
    flags: 'node-count,c= nodepool-name=',
    run: (call) => {
      const cluster = clusterOf(call);
      if ('ok' in cluster) return cluster;
      const named = filled(call.given, 'nodepool-name');
      const pool = cluster.agentPoolProfiles.find(({ name }) => named === undefined || name === named);
      if (!pool) return notThere('agentPools', named ?? '');
      return writePool(pool, call.given, 'labels');
    },
  },
  'aks nodepool add': {
    flags: `${POOL_FLAGS} ${flagsOf(POOL)}`,
    run: (call) => {
      const cluster = clusterOf(call, 'cluster-name');
      if ('ok' in cluster) return cluster;
      return writePool(upsert(cluster.agentPoolProfiles, { name: call.name, count: 3 }), call.given, 'labels');
    },
  },
  'aks nodepool update': {
    flags: POOL_FLAGS,
    run: (call) => {
      const pool = poolOf(call);
      return 'ok' in pool ? pool : writePool(pool, call.given, 'labels');
    },
  },
  'aks nodepool scale': {
    flags: 'cluster-name= node-count,c=',
    run: (call) => {
      const pool = poolOf(call);
      return 'ok' in pool ? pool : writePool(pool, call.given, 'labels');
    },
  },
  'aks nodepool delete': {
    flags: 'cluster-name=',
    run: (call) => {
      const cluster = clusterOf(call, 'cluster-name');
      if (!('ok' in cluster)) cluster.agentPoolProfiles = without(cluster.agentPoolProfiles, call.name);
      return undefined;
    },
  },
  'aks approuting enable': { flags: '', run: (call) => route(call, true) },
  'aks approuting disable': { flags: '', run: (call) => route(call, false) },
  'aks approuting update': { flags: 'enable-kv attach-kv= nginx=', run: (call) => updateRouting(call) },
  'aks approuting zone add': { flags: 'attach-zones', run: (call) => routeZones(call, 'add') },
  'aks approuting zone delete': { flags: '', run: (call) => routeZones(call, 'delete') },
  'aks enable-addons': {
    flags: 'addons,a* appgw-id= appgw-name= appgw-subnet-cidr=',
    run: (call) => {
      const cluster = clusterOf(call);
      if ('ok' in cluster) return cluster;
      const other = listed(call.given, 'addons')?.find((addon) => addon !== 'ingress-appgw');
      if (other !== undefined)
        return refuse('notSimulatedAz', { command: `az aks enable-addons --addons ${nameInId(other).slice(0, 60)}` });
      addGateway(cluster, call.given);
      return undefined;
    },
  },
};

function route(call: AzCall, enabled: boolean): CommandRefusal | undefined {
  const cluster = clusterOf(call);
  if ('ok' in cluster) return cluster;
  cluster.ingressProfile = { ...cluster.ingressProfile, webAppRouting: { ...cluster.ingressProfile?.webAppRouting, enabled } };
  return undefined;
}

/** Where its own controller can be seen (C-14); a Key Vault gives certificates, which are not fetched here. */
function updateRouting(call: AzCall): CommandRefusal | undefined {
  const cluster = clusterOf(call);
  if ('ok' in cluster) return cluster;
  const type = CONTROLLER_TYPES.find((one) => one === filled(call.given, 'nginx'));
  if (call.given.values.has('nginx') && type === undefined) return refuse('needsValue', { flag: '--nginx' });
  const before = cluster.ingressProfile?.webAppRouting ?? { enabled: true };
  const routing = type === undefined ? before : { ...before, nginx: { defaultIngressControllerType: type } };
  cluster.ingressProfile = { ...cluster.ingressProfile, webAppRouting: routing };
  return undefined;
}

/** The zones that it writes its hosts into (C-14). */
function routeZones(call: AzCall, verb: 'add' | 'delete'): CommandRefusal | undefined {
  const cluster = clusterOf(call);
  if ('ok' in cluster) return cluster;
  const named = (listed(call.given, 'ids') ?? []).map(nameInId);
  if (named.length === 0) return refuse('needsFlag', { command: `az aks approuting zone ${verb}`, flag: '--ids' });
  const before = cluster.ingressProfile?.webAppRouting ?? { enabled: true };
  const others = (before.dnsZones ?? []).filter((zone) => !named.includes(zone));
  const dnsZones = verb === 'add' ? [...others, ...named] : others;
  cluster.ingressProfile = { ...cluster.ingressProfile, webAppRouting: { ...before, dnsZones } };
  return undefined;
}
