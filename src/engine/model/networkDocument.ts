// The Network document (`apiVersion: cidr.house/v1, kind: Network`): Azure, headquarters and the street outside.
// Property names follow Azure Resource Manager. What stands around the cluster is in azure.ts.
import type {
  AddonProfiles,
  ApiServerAccessProfile,
  ApplicationGateway,
  AzureFirewall,
  ClusterIdentity,
  DnsServer,
  DnsZone,
  IngressControllerInstall,
  IngressProfile,
  NatGateway,
  NetworkSecurityGroup,
  OpenPort,
  PaasService,
  PrivateDnsZone,
  PrivateEndpoint,
  RouteTable,
  TrafficController,
} from './azure.ts';

export interface Subnet {
  readonly name: string;
  readonly addressPrefix: string;
  readonly networkSecurityGroup?: string;
  readonly routeTable?: string;
  readonly natGateway?: string;
  readonly serviceEndpoints?: readonly string[];
  readonly delegations?: readonly string[];
  readonly privateEndpointNetworkPolicies?: 'Disabled' | 'Enabled' | 'NetworkSecurityGroupEnabled' | 'RouteTableEnabled';
}

export interface VirtualNetworkPeering {
  readonly name: string;
  readonly remoteVirtualNetwork: string;
  readonly allowForwardedTraffic?: boolean;
  readonly allowGatewayTransit?: boolean;
  readonly useRemoteGateways?: boolean;
}

export interface VirtualNetwork {
  readonly name: string;
  readonly addressSpace: readonly string[];
  readonly dnsServers?: readonly string[];
  readonly subnets: readonly Subnet[];
  readonly peerings?: readonly VirtualNetworkPeering[];
}

export interface PublicIPAddress {
  readonly name: string;
  readonly ipAddress?: string;
}

export interface VirtualNetworkGateway {
  readonly name: string;
  readonly virtualNetwork: string;
  readonly gatewayType: 'Vpn' | 'ExpressRoute';
  /** Names of `onPremises` entries. */
  readonly connections: readonly string[];
}

export interface OnPremisesHost {
  readonly name: string;
  readonly ipAddress: string;
  readonly ports?: readonly OpenPort[];
}

export interface OnPremises {
  readonly name: string;
  readonly addressSpace: readonly string[];
  readonly advertisedRoutes?: readonly string[];
  readonly internetEgress?: boolean;
  /** What leaves for the internet there bears this; 192.0.2.1 and up when absent. */
  readonly publicIPAddress?: string;
  readonly hosts: readonly OnPremisesHost[];
}

export interface VirtualMachine {
  readonly name: string;
  readonly subnet: string;
  readonly ipAddress?: string;
  readonly enableIPForwarding?: boolean;
  /** Of its network interface; its subnet may have another (F-6). */
  readonly networkSecurityGroup?: string;
  /** Name of a public address of its own (E-14). */
  readonly publicIPAddress?: string;
  readonly ports?: readonly OpenPort[];
}

export interface InternetHost {
  readonly name: string;
  readonly ipAddress: string;
  readonly ports?: readonly OpenPort[];
}

export type PolicyEngine = 'none' | 'azure' | 'calico' | 'cilium' | 'spec';
export type OutboundType =
  | 'loadBalancer'
  | 'managedNATGateway'
  | 'userAssignedNATGateway'
  | 'userDefinedRouting'
  | 'none'
  | 'block';

export interface NetworkProfile {
  readonly networkPlugin: 'kubenet' | 'azure' | 'none';
  readonly networkPluginMode?: 'overlay';
  readonly networkDataplane?: 'azure' | 'cilium';
  readonly networkPolicy?: PolicyEngine;
  /** Both families are refused with a sentence for now. */
  readonly ipFamilies?: readonly ('IPv4' | 'IPv6')[];
  readonly podCidr?: string;
  readonly serviceCidr?: string;
  readonly dnsServiceIP?: string;
  readonly outboundType?: OutboundType;
  readonly loadBalancerProfile?: {
    readonly managedOutboundIPs?: { readonly count: number };
    readonly allocatedOutboundPorts?: number;
    readonly idleTimeoutInMinutes?: number;
  };
  readonly natGatewayProfile?: {
    readonly managedOutboundIPs?: { readonly count: number };
    readonly idleTimeoutInMinutes?: number;
  };
}

export interface AgentPoolProfile {
  readonly name: string;
  readonly count: number;
  /** Absent: the default of the mode (table A.1: node subnet 30, kubenet 110, overlay 250). */
  readonly maxPods?: number;
  readonly osType?: 'Linux' | 'Windows';
  readonly vnetSubnet?: string;
  readonly podSubnet?: string;
  readonly podIPAllocationMode?: 'DynamicIndividual' | 'StaticBlock';
  readonly enableNodePublicIP?: boolean;
  /** `1`, `2`, `3`: nodes are spread over them in turn and called LOCATION-1… (SVC16). */
  readonly availabilityZones?: readonly string[];
  /** Read for `node.kubernetes.io/exclude-from-external-load-balancers` (B-25). */
  readonly nodeLabels?: Readonly<Record<string, string>>;
  readonly upgradeSettings?: { readonly maxSurge?: string };
  /** A pool of static egress gateways: a node for each address of the prefix (E-50). */
  readonly gatewayProfile?: { readonly publicIPPrefixSize?: number };
  /** Windows translates its pods' sources itself, on 64 ports of the node, unless it is told not to (E-51). */
  readonly windowsProfile?: { readonly disableOutboundNat?: boolean };
}

export interface ManagedCluster {
  readonly name: string;
  readonly kubernetesVersion?: string;
  readonly networkProfile: NetworkProfile;
  readonly agentPoolProfiles: readonly AgentPoolProfile[];
  /**
   * These nodes, with these addresses, instead of the numbering of `agentPoolProfiles` (whose first entry still gives
   * pool name, maxPods and subnet). For worlds that record a cluster as it was seen: conformance cases, `kubectl get nodes`.
   */
  readonly nodes?: readonly {
    readonly name: string;
    readonly ip: string /** Absent means true. */;
    readonly ready?: boolean /** As the node's label says it. */;
    readonly zone?: string;
  }[];
  /** kubenet: the table that AKS was given at creation and writes its routes to. Absent: the one that its node subnet has. */
  readonly nodeRouteTable?: string;
  readonly ingressProfile?: IngressProfile;
  readonly addonProfiles?: AddonProfiles;
  /** Advanced Container Networking Services: FQDN and L7 policies (D-19, D-20). */
  readonly advancedNetworking?: { readonly enabled: boolean };
  readonly apiServerAccessProfile?: ApiServerAccessProfile;
  readonly identity?: ClusterIdentity;
  readonly ingressControllers?: readonly IngressControllerInstall[];
}

export interface NetworkDocument {
  readonly apiVersion: 'cidr.house/v1';
  readonly kind: 'Network';
  readonly metadata: { readonly name: string };
  readonly location?: string;
  readonly virtualNetworks: readonly VirtualNetwork[];
  readonly publicIPAddresses?: readonly PublicIPAddress[];
  readonly virtualNetworkGateways?: readonly VirtualNetworkGateway[];
  readonly onPremises?: readonly OnPremises[];
  readonly virtualMachines?: readonly VirtualMachine[];
  readonly internetHosts?: readonly InternetHost[];
  readonly dnsZones?: readonly DnsZone[];
  readonly managedClusters: readonly ManagedCluster[];
  readonly routeTables?: readonly RouteTable[];
  readonly networkSecurityGroups?: readonly NetworkSecurityGroup[];
  readonly natGateways?: readonly NatGateway[];
  readonly azureFirewalls?: readonly AzureFirewall[];
  readonly dnsServers?: readonly DnsServer[];
  readonly paasServices?: readonly PaasService[];
  readonly privateEndpoints?: readonly PrivateEndpoint[];
  readonly privateDnsZones?: readonly PrivateDnsZone[];
  readonly applicationGateways?: readonly ApplicationGateway[];
  readonly trafficControllers?: readonly TrafficController[];
}
