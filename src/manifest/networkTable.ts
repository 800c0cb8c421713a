// The fields of our own documents (cidr.house/v1: Network and Removal), in the spelling of fieldTable.ts. docs/world-format.md says what they mean.

export const HOUSE_FIELDS: Readonly<Record<string, string>> = {
  Removal: 'apiVersion:string kind:string target:string',
  Network:
    'apiVersion:string kind:string metadata:NetworkMeta location:string virtualNetworks:VirtualNetwork[] publicIPAddresses:PublicIPAddress[] virtualNetworkGateways:VirtualNetworkGateway[] onPremises:OnPremises[] virtualMachines:VirtualMachine[] internetHosts:NamedHost[] dnsZones:DnsZone[] managedClusters:ManagedCluster[] routeTables:any[]~ networkSecurityGroups:any[]~ natGateways:any[]~ azureFirewalls:any[]~ dnsServers:any[]~ paasServices:any[]~ privateEndpoints:any[]~ privateDnsZones:any[]~ applicationGateways:any[]~ trafficControllers:any[]~',
  NetworkMeta: 'name:string',
  VirtualNetwork: 'name:string addressSpace:strings dnsServers:strings~ subnets:Subnet[] peerings:Peering[]',
  Subnet:
    'name:string addressPrefix:string networkSecurityGroup:string~ routeTable:string~ natGateway:string~ serviceEndpoints:strings~ delegations:strings privateEndpointNetworkPolicies:string~',
  Peering: 'name:string remoteVirtualNetwork:string allowForwardedTraffic:bool allowGatewayTransit:bool useRemoteGateways:bool',
  PublicIPAddress: 'name:string ipAddress:string',
  VirtualNetworkGateway: 'name:string virtualNetwork:string gatewayType:string connections:strings',
  OnPremises: 'name:string addressSpace:strings advertisedRoutes:strings internetEgress:bool hosts:NamedHost[]',
  NamedHost: 'name:string ipAddress:string ports:OpenPort[]',
  VirtualMachine: 'name:string subnet:string ipAddress:string enableIPForwarding:bool ports:OpenPort[]',
  OpenPort: 'port:int protocol:string tls:bool',
  DnsZone: 'name:string records:DnsRecord[]',
  DnsRecord: 'name:string type:string values:strings',
  ManagedCluster:
    'name:string kubernetesVersion:string networkProfile:NetworkProfile agentPoolProfiles:AgentPool[] nodes:ClusterNode[] ingressProfile:any~ addonProfiles:any~ advancedNetworking:any~ apiServerAccessProfile:any~ identity:any~ ingressControllers:any~',
  ClusterNode: 'name:string ip:string ready:bool',
  NetworkProfile:
    'networkPlugin:string networkPluginMode:string networkDataplane:string networkPolicy:string podCidr:string serviceCidr:string dnsServiceIP:string outboundType:string loadBalancerProfile:LoadBalancerProfile natGatewayProfile:NatGatewayProfile',
  LoadBalancerProfile: 'managedOutboundIPs:OutboundIPs allocatedOutboundPorts:int idleTimeoutInMinutes:int',
  NatGatewayProfile: 'managedOutboundIPs:OutboundIPs idleTimeoutInMinutes:int',
  OutboundIPs: 'count:int',
  AgentPool:
    'name:string count:int maxPods:int osType:string vnetSubnet:string podSubnet:string podIPAllocationMode:string enableNodePublicIP:bool~ upgradeSettings:UpgradeSettings',
  UpgradeSettings: 'maxSurge:IntOrString',
};

export const HOUSE_ENUMS: Readonly<Record<string, readonly string[]>> = {
  'OpenPort.protocol': ['TCP', 'UDP', 'SCTP'],
  'Subnet.privateEndpointNetworkPolicies': ['Disabled', 'Enabled', 'NetworkSecurityGroupEnabled', 'RouteTableEnabled'],
  'VirtualNetworkGateway.gatewayType': ['ExpressRoute', 'Vpn'],
  'DnsRecord.type': ['A', 'CNAME'],
  'NetworkProfile.networkPlugin': ['azure', 'kubenet', 'none'],
  'NetworkProfile.networkPluginMode': ['overlay'],
  'NetworkProfile.networkDataplane': ['azure', 'cilium'],
  'NetworkProfile.networkPolicy': ['azure', 'calico', 'cilium', 'none', 'spec'],
  'NetworkProfile.outboundType': [
    'block',
    'loadBalancer',
    'managedNATGateway',
    'none',
    'userAssignedNATGateway',
    'userDefinedRouting',
  ],
  'AgentPool.osType': ['Linux', 'Windows'],
  'AgentPool.podIPAllocationMode': ['DynamicIndividual', 'StaticBlock'],
};
