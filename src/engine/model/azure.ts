// Azure around the cluster, as the Network document declares it: signposts, guards, ways out, the gate, directories, suppliers.
// Property names follow Azure Resource Manager; other parts are named, never nested by id. Absent means Azure's own default.
import type { Protocol } from '../net/packet.ts';
import type { Labels } from './labels.ts';

export interface OpenPort {
  readonly port: number;
  readonly protocol: Protocol;
  /** Speaks TLS there. */
  readonly tls?: boolean;
}

export const NEXT_HOP_TYPES = ['VirtualAppliance', 'VirtualNetworkGateway', 'VnetLocal', 'Internet', 'None'] as const;

/** F-3. `addressPrefix` is a range, or a service tag. */
export interface Route {
  readonly name: string;
  readonly addressPrefix: string;
  readonly nextHopType: (typeof NEXT_HOP_TYPES)[number];
  readonly nextHopIpAddress?: string;
}

export interface RouteTable {
  readonly name: string;
  readonly disableBgpRoutePropagation?: boolean;
  readonly routes: readonly Route[];
}

/** F-6. Prefixes are ranges, addresses, service tags or `*`; ports are numbers, ranges `a-b` or `*`. Singular and plural fields add up. */
export interface SecurityRule {
  readonly name: string;
  readonly priority: number;
  readonly direction: 'Inbound' | 'Outbound';
  readonly access: 'Allow' | 'Deny';
  readonly protocol: 'Tcp' | 'Udp' | 'Icmp' | '*';
  readonly sourceAddressPrefix?: string;
  readonly sourceAddressPrefixes?: readonly string[];
  readonly sourcePortRange?: string;
  readonly sourcePortRanges?: readonly string[];
  readonly destinationAddressPrefix?: string;
  readonly destinationAddressPrefixes?: readonly string[];
  readonly destinationPortRange?: string;
  readonly destinationPortRanges?: readonly string[];
}

export interface NetworkSecurityGroup {
  readonly name: string;
  readonly securityRules: readonly SecurityRule[];
}

/** E-13. `publicIpAddresses` are names of `publicIPAddresses`. */
export interface NatGateway {
  readonly name: string;
  readonly publicIpAddresses: readonly string[];
  readonly idleTimeoutInMinutes?: number;
}

/** E-20, E-21. `sourceAddresses` are addresses, ranges or `*`. */
export interface ApplicationRule {
  readonly name: string;
  readonly sourceAddresses: readonly string[];
  /** `Http:80`, `Https:443`, `Mssql:1433`. */
  readonly protocols: readonly string[];
  readonly targetFqdns?: readonly string[];
  readonly fqdnTags?: readonly string[];
}

export interface NetworkRule {
  readonly name: string;
  readonly sourceAddresses: readonly string[];
  readonly ipProtocols: readonly ('TCP' | 'UDP' | 'ICMP' | 'Any')[];
  /** Addresses, ranges, service tags or `*`. */
  readonly destinationAddresses?: readonly string[];
  readonly destinationFqdns?: readonly string[];
  readonly destinationPorts: readonly string[];
}

export interface NatRule {
  readonly name: string;
  readonly sourceAddresses: readonly string[];
  readonly ipProtocols: readonly ('TCP' | 'UDP' | 'Any')[];
  readonly destinationAddresses: readonly string[];
  readonly destinationPorts: readonly string[];
  readonly translatedAddress: string;
  readonly translatedPort: number;
}

interface Collection {
  readonly name: string;
  readonly priority: number;
}

export type RuleCollection =
  | (Collection & {
      readonly type: 'Application';
      readonly action: 'Allow' | 'Deny';
      readonly rules: readonly ApplicationRule[];
    })
  | (Collection & { readonly type: 'Network'; readonly action: 'Allow' | 'Deny'; readonly rules: readonly NetworkRule[] })
  | (Collection & { readonly type: 'Dnat'; readonly action: 'Dnat'; readonly rules: readonly NatRule[] });

export interface RuleCollectionGroup {
  readonly name: string;
  readonly priority: number;
  readonly ruleCollections: readonly RuleCollection[];
}

/** E-20…E-28. Stands in the VNet's AzureFirewallSubnet. */
export interface AzureFirewall {
  readonly name: string;
  readonly virtualNetwork: string;
  readonly privateIPAddress?: string;
  readonly publicIPAddresses: readonly string[];
  readonly instances?: number;
  readonly dnsProxy?: boolean;
  readonly threatIntelMode?: 'Off' | 'Alert' | 'Deny';
  /** Ranges that keep their source; `IANAPrivateRanges` is the default (E-22). */
  readonly snatPrivateRanges?: readonly string[];
  readonly ruleCollectionGroups: readonly RuleCollectionGroup[];
}

export interface DnsRecord {
  readonly name: string;
  readonly type: 'A' | 'CNAME';
  readonly values: readonly string[];
}

export interface DnsZone {
  readonly name: string;
  readonly records: readonly DnsRecord[];
}

export interface DnsServerZone extends DnsZone {
  /** Asked for this zone instead of answering it: a conditional forwarder. */
  readonly forwarders?: readonly string[];
}

/** G-5…G-7. A server of the player's own: its zones first, then its forwarders; without any it asks the street. */
export interface DnsServer {
  readonly name: string;
  readonly ipAddress: string;
  readonly forwarders: readonly string[];
  readonly zones: readonly DnsServerZone[];
}

/** E-31. Seen by resolvers of the linked VNets alone. */
export interface PrivateDnsZone {
  readonly name: string;
  readonly virtualNetworkLinks: readonly string[];
  readonly records: readonly DnsRecord[];
}

export const PAAS_TYPES = ['sqlServer', 'keyVault', 'storageAccount', 'containerRegistry'] as const;

/** E-30…E-35. Admits by its public endpoint what its rules list, and its private endpoints. */
export interface PaasService {
  readonly name: string;
  readonly type: (typeof PAAS_TYPES)[number];
  readonly fqdn: string;
  readonly publicIPAddress?: string;
  readonly publicNetworkAccess: 'Enabled' | 'Disabled';
  /** Both lists absent: whom the type lets in by default. A list that is there and empty lets nobody in. */
  readonly ipRules?: readonly string[];
  /** Names of subnets with the service's endpoint (E-35). */
  readonly virtualNetworkRules?: readonly string[];
  readonly ports: readonly OpenPort[];
}

export interface PrivateEndpoint {
  readonly name: string;
  readonly subnet: string;
  readonly ipAddress?: string;
  /** Name of a PaaS service. */
  readonly target: string;
  readonly status: 'Approved' | 'Pending' | 'Rejected' | 'Disconnected';
}

/** C-16…C-23. */
export interface ApplicationGateway {
  readonly name: string;
  readonly subnet: string;
  readonly sku: string;
  readonly publicIPAddress?: string;
  readonly privateIPAddress?: string;
  readonly operationalState: 'Running' | 'Stopped';
  /** What it was given last. Counts only while its manager is shut out: until then AGIC overwrites it all (C-18, C-20). */
  readonly requestRoutingRules?: readonly GatewayRoutingRule[];
}

export const GATEWAY_FRONTENDS = ['private', 'public'] as const;

export interface GatewayRoutingRule {
  readonly name: string;
  /** Absent: every host. */
  readonly host?: string;
  /** As a gateway reads it: a trailing `*` for all that begins so. */
  readonly path: string;
  /** `ns/name`, whose pods are the pool. */
  readonly service: string;
  readonly port: number | string;
  /** A TLS Secret of the Service's namespace. */
  readonly certificate?: string;
  /** Where it listens; absent: at the public address, if there is one. */
  readonly frontend?: (typeof GATEWAY_FRONTENDS)[number];
}

/** Application Gateway for Containers (C-30). */
export interface TrafficController {
  readonly name: string;
  readonly associationSubnet: string;
  /** Names of its frontends; each has an address of the street and a name of its own. */
  readonly frontends: readonly string[];
}

export const CONTROLLER_TYPES = ['AnnotationControlled', 'External', 'Internal', 'None'] as const;

export interface IngressProfile {
  readonly webAppRouting?: {
    readonly enabled: boolean;
    readonly dnsZones?: readonly string[];
    /** Where the add-on's own controller can be seen (C-14); absent: from the street. */
    readonly nginx?: { readonly defaultIngressControllerType?: (typeof CONTROLLER_TYPES)[number] };
  };
  readonly gatewayAPI?: { readonly enabled: boolean };
  readonly applicationLoadBalancer?: { readonly enabled: boolean };
}

export interface AddonProfiles {
  readonly ingressApplicationGateway?: { readonly enabled: boolean; readonly applicationGateway?: string };
}

/** E-36…E-38. */
export interface ApiServerAccessProfile {
  readonly enablePrivateCluster?: boolean;
  readonly enablePrivateClusterPublicFQDN?: boolean;
  readonly enableVnetIntegration?: boolean;
  readonly subnet?: string;
  /** `system`, `none`, or the name of a private zone. */
  readonly privateDNSZone?: string;
  readonly authorizedIPRanges?: readonly string[];
}

export interface ClusterIdentity {
  readonly type?: 'SystemAssigned' | 'UserAssigned';
  readonly roleAssignments?: readonly { readonly role: string; readonly scope: string }[];
}

/** A controller that a player installed (`helm install ingress-nginx …`). */
export interface IngressControllerInstall {
  readonly name: string;
  readonly class: string;
  readonly namespace: string;
  readonly default?: boolean;
  readonly service?: { readonly annotations?: Labels; readonly externalTrafficPolicy?: 'Cluster' | 'Local' };
  /** Helm's `controller.extraArgs.enable-ssl-passthrough` (C-11). */
  readonly enableSSLPassthrough?: boolean;
}
