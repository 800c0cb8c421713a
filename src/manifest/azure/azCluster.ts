// Clusters and their pools as az commands. Section I-2, I-3, I-4, I-6, I-9; A-37 for what a cluster that stands can become.
import type { AgentPoolProfile, ManagedCluster, NetworkDocument } from '../../engine/model/networkDocument.ts';
import { vnetOfSubnet } from './azPaas.ts';
import { type AzUnit, GROUP } from './azUnit.ts';
import { flag, flags, onlyIf, option, variable } from './shell.ts';

/** What `az aks update` does not take. */
const FIXED = [
  '--kubernetes-version',
  '--service-cidr',
  '--dns-service-ip',
  '--nodepool-name',
  '--node-count',
  '--max-pods',
  '--vnet-subnet-id',
  '--pod-subnet-id',
  '--pod-ip-allocation-mode',
  '--enable-node-public-ip',
  '--zones',
  '--enable-private-cluster',
  '--private-dns-zone',
  '--appgw-id',
  '-a',
  '--generate-ssh-keys',
];

const POOL_FIXED = [
  '--os-type',
  '--zones',
  '--node-count',
  '--max-pods',
  '--vnet-subnet-id',
  '--pod-subnet-id',
  '--pod-ip-allocation-mode',
];

export function clusterUnits(cluster: ManagedCluster, network: NetworkDocument): AzUnit[] {
  const [first, ...others] = cluster.agentPoolProfiles;
  return [
    {
      key: `cluster/${cluster.name}`,
      before: [...(first ? subnetIds(first, network) : []), ...gatewayId(cluster)],
      create: `az aks create ${GROUP} ${option('--name', cluster.name)} --location "$LOC"`,
      flags: [
        ...profileFlags(cluster),
        ...(first
          ? [`${option('--nodepool-name', first.name)}`, ...poolFlags(first), ...labelFlags('--nodepool-labels', first)]
          : []),
        ...edgeFlags(cluster),
        '--generate-ssh-keys',
      ],
      update: `az aks update ${GROUP} ${option('--name', cluster.name)}`,
      fixed: FIXED,
      oneWay,
      remove: `az aks delete ${GROUP} ${option('--name', cluster.name)} --yes`,
    },
    ...others.map((pool): AzUnit => {
      const at = `${GROUP} ${option('--cluster-name', cluster.name)} ${option('--name', pool.name)}`;
      return {
        key: `cluster/${cluster.name}/pool/${pool.name}`,
        before: subnetIds(pool, network),
        create: `az aks nodepool add ${at}`,
        flags: [
          ...flag('--os-type', pool.osType),
          ...poolFlags(pool),
          ...labelFlags('--labels', pool),
          ...flag('--max-surge', pool.upgradeSettings?.maxSurge),
          ...onlyIf(pool.windowsProfile?.disableOutboundNat, '--disable-windows-outbound-nat'),
          ...onlyIf(pool.gatewayProfile !== undefined, '--mode Gateway'),
          ...flag('--gateway-prefix-size', pool.gatewayProfile?.publicIPPrefixSize),
        ],
        update: `az aks nodepool update ${at}`,
        fixed: POOL_FIXED,
        remove: `az aks nodepool delete ${at}`,
      };
    }),
    ...cluster.agentPoolProfiles.map(
      (pool): AzUnit => ({
        key: `cluster/${cluster.name}/scale/${pool.name}`,
        create: `az aks nodepool scale ${GROUP} ${option('--cluster-name', cluster.name)} ${option('--name', pool.name)}`,
        flags: flag('--node-count', pool.count),
      }),
    ),
    ...routingUnits(cluster, network),
    {
      key: `cluster/${cluster.name}/credentials`,
      create: `az aks get-credentials ${GROUP} ${option('--name', cluster.name)}`,
      flags: [],
    },
  ];
}

/** Overlay and Cilium's data plane are moved to, and never away from; a cluster with a subnet for pods stays as it is. */
function oneWay(from: readonly string[], to: readonly string[]): string[] {
  const valueIn = (flags: readonly string[], name: string): string | undefined =>
    flags.find((item) => item.startsWith(`${name} `))?.slice(name.length + 1);
  // Whoever names no plugin has Overlay.
  const isOverlay = (flags: readonly string[]): boolean =>
    valueIn(flags, '--network-plugin') === undefined || valueIn(flags, '--network-plugin-mode') === 'overlay';
  const isMoved = isOverlay(from) !== isOverlay(to) || valueIn(from, '--network-plugin') !== valueIn(to, '--network-plugin');
  const isWay = isOverlay(to) && (isOverlay(from) || valueIn(from, '--pod-subnet-id') === undefined);
  return [
    ...(isMoved && !isWay ? ['--network-plugin', '--network-plugin-mode', '--pod-cidr'] : []),
    ...(valueIn(from, '--network-dataplane') === 'cilium' ? ['--network-dataplane'] : []),
  ];
}

/** Zones that the add-on writes its hosts into, and where its own controller can be seen (C-14). */
function routingUnits({ name, ingressProfile }: ManagedCluster, network: NetworkDocument): AzUnit[] {
  const routing = ingressProfile?.webAppRouting;
  if (routing?.enabled !== true) return [];
  const at = `${GROUP} ${option('--name', name)}`;
  const type = routing.nginx?.defaultIngressControllerType;
  return [
    ...(type === undefined
      ? []
      : [
          {
            key: `cluster/${name}/routing`,
            create: `az aks approuting update ${at}`,
            flags: flag('--nginx', type),
            remove: `az aks approuting update ${at} --nginx AnnotationControlled`,
          },
        ]),
    ...(routing.dnsZones ?? []).map((zone): AzUnit => {
      const kind = (network.privateDnsZones ?? []).some((each) => each.name === zone) ? 'private-dns' : 'dns';
      const id = variable('ZONE', zone);
      const show = `${id}=$(az network ${kind} zone show ${GROUP} ${option('--name', zone)} --query id -o tsv)`;
      return {
        key: `cluster/${name}/zone/${zone}`,
        before: [show],
        create: `az aks approuting zone add ${at} --ids "$${id}"`,
        flags: kind === 'private-dns' ? [] : ['--attach-zones'],
        remove: `${show}\naz aks approuting zone delete ${at} --ids "$${id}"`,
      };
    }),
  ];
}

function profileFlags({ networkProfile: profile, kubernetesVersion }: ManagedCluster): string[] {
  return [
    ...flag('--kubernetes-version', kubernetesVersion),
    ...flag('--network-plugin', profile.networkPlugin),
    ...flag('--network-plugin-mode', profile.networkPluginMode),
    ...flag('--network-dataplane', profile.networkDataplane),
    // `spec` is the letter of Kubernetes, which no cluster offers.
    ...flag('--network-policy', profile.networkPolicy === 'spec' ? undefined : profile.networkPolicy),
    ...flag('--pod-cidr', profile.podCidr),
    ...flag('--service-cidr', profile.serviceCidr),
    ...flag('--dns-service-ip', profile.dnsServiceIP),
    ...flag('--outbound-type', profile.outboundType),
    ...flag('--load-balancer-managed-outbound-ip-count', profile.loadBalancerProfile?.managedOutboundIPs?.count),
    ...flag('--load-balancer-outbound-ports', profile.loadBalancerProfile?.allocatedOutboundPorts),
    ...flag('--load-balancer-idle-timeout', profile.loadBalancerProfile?.idleTimeoutInMinutes),
    ...flag('--nat-gateway-managed-outbound-ip-count', profile.natGatewayProfile?.managedOutboundIPs?.count),
    ...flag('--nat-gateway-idle-timeout', profile.natGatewayProfile?.idleTimeoutInMinutes),
  ];
}

function edgeFlags(cluster: ManagedCluster): string[] {
  const access = cluster.apiServerAccessProfile;
  const addon = cluster.addonProfiles?.ingressApplicationGateway;
  return [
    ...onlyIf(cluster.advancedNetworking?.enabled, '--enable-acns'),
    ...onlyIf(cluster.ingressProfile?.webAppRouting?.enabled, '--enable-app-routing'),
    ...onlyIf(cluster.ingressProfile?.gatewayAPI?.enabled, '--enable-gateway-api'),
    ...(addon?.enabled === true
      ? [
          '-a ingress-appgw',
          ...(addon.applicationGateway === undefined ? [] : [`--appgw-id "$${variable('APPGW', addon.applicationGateway)}"`]),
        ]
      : []),
    ...onlyIf(access?.enablePrivateCluster, '--enable-private-cluster'),
    ...onlyIf(access?.enablePrivateClusterPublicFQDN === false && access.enablePrivateCluster === true, '--disable-public-fqdn'),
    ...onlyIf(access?.enableVnetIntegration, '--enable-apiserver-vnet-integration'),
    ...flag('--private-dns-zone', access?.privateDNSZone),
    ...(access?.authorizedIPRanges === undefined
      ? []
      : [`${option('--api-server-authorized-ip-ranges', access.authorizedIPRanges.join(','))}`]),
    // An identity of your own needs its id, which only the reader knows.
    ...onlyIf(cluster.identity?.type === 'UserAssigned', '--assign-identity "$IDENTITY_ID"'),
  ];
}

function poolFlags(pool: AgentPoolProfile): string[] {
  return [
    ...flag('--node-count', pool.count),
    ...flag('--max-pods', pool.maxPods),
    ...(pool.vnetSubnet === undefined ? [] : [`--vnet-subnet-id "$${variable('SUBNET', pool.vnetSubnet)}"`]),
    ...(pool.podSubnet === undefined ? [] : [`--pod-subnet-id "$${variable('SUBNET', pool.podSubnet)}"`]),
    ...flag('--pod-ip-allocation-mode', pool.podIPAllocationMode),
    ...onlyIf(pool.enableNodePublicIP, '--enable-node-public-ip'),
    ...flags('--zones', pool.availabilityZones),
  ];
}

function labelFlags(name: string, { nodeLabels = {} }: AgentPoolProfile): string[] {
  return flags(
    name,
    Object.entries(nodeLabels).map(([key, value]) => `${key}=${value}`),
  );
}

/** The ids of the subnets that a pool names. */
function subnetIds(pool: AgentPoolProfile, network: NetworkDocument): string[] {
  return [...new Set([pool.vnetSubnet, pool.podSubnet].filter((name) => name !== undefined))].map(
    (subnet) =>
      `${variable('SUBNET', subnet)}=$(az network vnet subnet show ${GROUP} ${option('--vnet-name', vnetOfSubnet(network, subnet))} ${option('--name', subnet)} --query id -o tsv)`,
  );
}

/** The id of the application gateway that stands already. */
function gatewayId(cluster: ManagedCluster): string[] {
  const addon = cluster.addonProfiles?.ingressApplicationGateway;
  if (addon?.enabled !== true || addon.applicationGateway === undefined) return [];
  const name = addon.applicationGateway;
  return [
    `${variable('APPGW', name)}=$(az network application-gateway show ${GROUP} ${option('--name', name)} --query id -o tsv)`,
  ];
}
