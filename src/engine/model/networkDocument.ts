// The Network document (`apiVersion: cidr.house/v1, kind: Network`): Azure, headquarters and the street outside.
// Property names follow Azure Resource Manager. Parts of later work are kept as opaque values and refused with a sentence.
import type { Protocol } from '../net/packet.ts';

export interface OpenPort {
  readonly port: number;
  readonly protocol: Protocol;
  readonly tls?: boolean;
}

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
  readonly hosts: readonly OnPremisesHost[];
}

export interface VirtualMachine {
  readonly name: string;
  readonly subnet: string;
  readonly ipAddress?: string;
  readonly enableIPForwarding?: boolean;
  readonly ports?: readonly OpenPort[];
}

export interface InternetHost {
  readonly name: string;
  readonly ipAddress: string;
  readonly ports?: readonly OpenPort[];
}

export interface DnsZone {
  readonly name: string;
  readonly records: readonly { readonly name: string; readonly type: 'A' | 'CNAME'; readonly values: readonly string[] }[];
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
  readonly upgradeSettings?: { readonly maxSurge?: string };
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
  readonly nodes?: readonly { readonly name: string; readonly ip: string /** Absent means true. */; readonly ready?: boolean }[];
  readonly deferred?: { readonly [Field in DeferredClusterField]?: unknown };
}

/** Sections that later work simulates; kept as written so that nothing a player brought is lost. */
export const DEFERRED_SECTIONS = [
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
export type DeferredSection = (typeof DEFERRED_SECTIONS)[number];

/** The same for fields of a managed cluster. */
export const DEFERRED_CLUSTER_FIELDS = [
  'ingressProfile',
  'addonProfiles',
  'advancedNetworking',
  'apiServerAccessProfile',
  'identity',
  'ingressControllers',
] as const;
export type DeferredClusterField = (typeof DEFERRED_CLUSTER_FIELDS)[number];

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
  readonly deferred?: { readonly [Section in DeferredSection]?: unknown };
}
