// Clusters in Bicep.
import type { AgentPoolProfile, ManagedCluster } from '../../engine/model/networkDocument.ts';
import { type BicepResource, type BicepValue, expression, type Symbols } from './bicepText.ts';

export function bicepCluster(cluster: ManagedCluster, symbols: Symbols): BicepResource {
  const { networkPolicy, loadBalancerProfile, natGatewayProfile, ...profile } = cluster.networkProfile;
  const access = cluster.apiServerAccessProfile;
  const addon = cluster.addonProfiles?.ingressApplicationGateway;
  const gateway = symbols.id('appgw', addon?.applicationGateway);
  const ingress = cluster.ingressProfile;
  return {
    symbol: symbols.declare('cluster', cluster.name),
    type: 'Microsoft.ContainerService/managedClusters@2025-05-01',
    body: {
      name: cluster.name,
      location: expression('location'),
      identity: { type: 'SystemAssigned' },
      properties: {
        kubernetesVersion: cluster.kubernetesVersion,
        dnsPrefix: cluster.name,
        agentPoolProfiles: cluster.agentPoolProfiles.map((pool, index) => poolProfile(pool, index, symbols)),
        networkProfile: {
          ...profile,
          // `spec` is the letter of Kubernetes, which no cluster offers.
          networkPolicy: networkPolicy === 'spec' ? undefined : networkPolicy,
          loadBalancerSku: 'standard',
          loadBalancerProfile,
          natGatewayProfile: natGatewayProfile && {
            managedOutboundIPProfile: natGatewayProfile.managedOutboundIPs,
            idleTimeoutInMinutes: natGatewayProfile.idleTimeoutInMinutes,
          },
          advancedNetworking: cluster.advancedNetworking,
        },
        ingressProfile: ingress?.webAppRouting && {
          webAppRouting: {
            enabled: ingress.webAppRouting.enabled,
            dnsZoneResourceIds: ingress.webAppRouting.dnsZones?.flatMap((zone) => symbols.id('zone', zone) ?? []),
          },
        },
        addonProfiles: addon && {
          ingressApplicationGateway: {
            enabled: addon.enabled,
            config: gateway && { applicationGatewayId: gateway },
          },
        },
        apiServerAccessProfile: access && {
          enablePrivateCluster: access.enablePrivateCluster,
          enablePrivateClusterPublicFQDN: access.enablePrivateClusterPublicFQDN,
          enableVnetIntegration: access.enableVnetIntegration,
          subnetId: symbols.id('subnet', access.subnet),
          privateDNSZone: symbols.id('privateZone', access.privateDNSZone) ?? access.privateDNSZone,
          authorizedIPRanges: access.authorizedIPRanges,
        },
      },
    },
  };
}

function poolProfile(pool: AgentPoolProfile, index: number, symbols: Symbols): BicepValue {
  return {
    name: pool.name,
    mode: index === 0 ? 'System' : pool.gatewayProfile ? 'Gateway' : 'User',
    count: pool.count,
    vmSize: expression('vmSize'),
    maxPods: pool.maxPods,
    osType: pool.osType,
    vnetSubnetID: symbols.id('subnet', pool.vnetSubnet),
    podSubnetID: symbols.id('subnet', pool.podSubnet),
    podIPAllocationMode: pool.podIPAllocationMode,
    enableNodePublicIP: pool.enableNodePublicIP,
    availabilityZones: pool.availabilityZones,
    nodeLabels: pool.nodeLabels,
    upgradeSettings: pool.upgradeSettings,
    windowsProfile: pool.windowsProfile,
    gatewayProfile: pool.gatewayProfile,
  };
}
