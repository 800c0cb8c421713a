// The fields of our own documents (cidr.house/v1: Network, Removal, Patch, Answers), in the spelling of fieldTable.ts. docs/world-format.md says what they mean.

export const HOUSE_FIELDS: Readonly<Record<string, string>> = {
  Removal: 'apiVersion:string kind:string target:string',
  Patch: 'apiVersion:string kind:string target:string merge:any optional:bool',
  Answers: 'apiVersion:string kind:string answers:map',
  Network:
    'apiVersion:string kind:string metadata:NetworkMeta location:string virtualNetworks:VirtualNetwork[] publicIPAddresses:PublicIPAddress[] virtualNetworkGateways:VirtualNetworkGateway[] onPremises:OnPremises[] virtualMachines:VirtualMachine[] internetHosts:NamedHost[] dnsZones:DnsZone[] managedClusters:ManagedCluster[] routeTables:RouteTable[] networkSecurityGroups:SecurityGroup[] natGateways:NatGateway[] azureFirewalls:Firewall[] dnsServers:DnsServer[] paasServices:PaasService[] privateEndpoints:PrivateEndpoint[] privateDnsZones:PrivateDnsZone[] applicationGateways:ApplicationGateway[] trafficControllers:TrafficController[]',
  NetworkMeta: 'name:string',
  VirtualNetwork: 'name:string addressSpace:strings dnsServers:strings subnets:Subnet[] peerings:Peering[]',
  Subnet:
    'name:string addressPrefix:string networkSecurityGroup:string routeTable:string natGateway:string serviceEndpoints:strings delegations:strings privateEndpointNetworkPolicies:string',
  Peering: 'name:string remoteVirtualNetwork:string allowForwardedTraffic:bool allowGatewayTransit:bool useRemoteGateways:bool',
  PublicIPAddress: 'name:string ipAddress:string',
  VirtualNetworkGateway: 'name:string virtualNetwork:string gatewayType:string connections:strings',
  OnPremises:
    'name:string addressSpace:strings advertisedRoutes:strings internetEgress:bool publicIPAddress:string hosts:NamedHost[]',
  NamedHost: 'name:string ipAddress:string ports:OpenPort[]',
  VirtualMachine:
    'name:string subnet:string ipAddress:string enableIPForwarding:bool networkSecurityGroup:string publicIPAddress:string ports:OpenPort[]',
  OpenPort: 'port:int protocol:string tls:bool',
  DnsZone: 'name:string records:DnsRecord[]',
  DnsRecord: 'name:string type:string values:strings',
  ManagedCluster:
    'name:string kubernetesVersion:string networkProfile:NetworkProfile agentPoolProfiles:AgentPool[] nodes:ClusterNode[] nodeRouteTable:string ingressProfile:IngressProfile addonProfiles:AddonProfiles advancedNetworking:Enabled apiServerAccessProfile:ApiServerAccess identity:ClusterIdentity ingressControllers:IngressInstall[]',
  ClusterNode: 'name:string ip:string ready:bool zone:string',
  NetworkProfile:
    'networkPlugin:string networkPluginMode:string networkDataplane:string networkPolicy:string ipFamilies:strings podCidr:string serviceCidr:string dnsServiceIP:string outboundType:string loadBalancerProfile:LoadBalancerProfile natGatewayProfile:NatGatewayProfile',
  LoadBalancerProfile: 'managedOutboundIPs:OutboundIPs allocatedOutboundPorts:int idleTimeoutInMinutes:int',
  NatGatewayProfile: 'managedOutboundIPs:OutboundIPs idleTimeoutInMinutes:int',
  OutboundIPs: 'count:int',
  AgentPool:
    'name:string count:int maxPods:int osType:string vnetSubnet:string podSubnet:string podIPAllocationMode:string enableNodePublicIP:bool availabilityZones:strings nodeLabels:map upgradeSettings:UpgradeSettings windowsProfile:WindowsProfile gatewayProfile:GatewayProfile',
  UpgradeSettings: 'maxSurge:IntOrString',
  WindowsProfile: 'disableOutboundNat:bool',
  GatewayProfile: 'publicIPPrefixSize:int',
  RouteTable: 'name:string disableBgpRoutePropagation:bool routes:Route[]',
  Route: 'name:string addressPrefix:string nextHopType:string nextHopIpAddress:string',
  SecurityGroup: 'name:string securityRules:SecurityRule[]',
  SecurityRule:
    'name:string priority:int direction:string access:string protocol:string sourceAddressPrefix:string sourceAddressPrefixes:strings sourcePortRange:string sourcePortRanges:strings destinationAddressPrefix:string destinationAddressPrefixes:strings destinationPortRange:string destinationPortRanges:strings',
  NatGateway: 'name:string publicIpAddresses:strings idleTimeoutInMinutes:int',
  Firewall:
    'name:string virtualNetwork:string privateIPAddress:string publicIPAddresses:strings instances:int dnsProxy:bool threatIntelMode:string snatPrivateRanges:strings ruleCollectionGroups:RuleGroup[]',
  RuleGroup: 'name:string priority:int ruleCollections:RuleCollection[]',
  RuleCollection: 'name:string priority:int type:string action:string rules:FirewallRule[]',
  FirewallRule:
    'name:string sourceAddresses:strings protocols:strings targetFqdns:strings fqdnTags:strings ipProtocols:strings destinationAddresses:strings destinationFqdns:strings destinationPorts:strings translatedAddress:string translatedPort:IntOrString',
  DnsServer: 'name:string ipAddress:string forwarders:strings zones:DnsServerZone[]',
  DnsServerZone: 'name:string records:DnsRecord[] forwarders:strings',
  PaasService:
    'name:string type:string fqdn:string publicIPAddress:string publicNetworkAccess:string ipRules:strings virtualNetworkRules:strings ports:OpenPort[]',
  PrivateEndpoint: 'name:string subnet:string ipAddress:string target:string status:string',
  PrivateDnsZone: 'name:string virtualNetworkLinks:strings records:DnsRecord[]',
  ApplicationGateway:
    'name:string subnet:string sku:string publicIPAddress:string privateIPAddress:string operationalState:string requestRoutingRules:GatewayRoutingRule[]',
  GatewayRoutingRule: 'name:string host:string path:string service:string port:IntOrString certificate:string frontend:string',
  TrafficController: 'name:string associationSubnet:string frontends:strings',
  Enabled: 'enabled:bool',
  IngressProfile: 'webAppRouting:WebAppRouting gatewayAPI:Enabled applicationLoadBalancer:Enabled',
  WebAppRouting: 'enabled:bool dnsZones:strings nginx:NginxProfile',
  NginxProfile: 'defaultIngressControllerType:string',
  AddonProfiles: 'ingressApplicationGateway:IngressAddon',
  IngressAddon: 'enabled:bool applicationGateway:string',
  ApiServerAccess:
    'enablePrivateCluster:bool enablePrivateClusterPublicFQDN:bool enableVnetIntegration:bool subnet:string privateDNSZone:string authorizedIPRanges:strings',
  ClusterIdentity: 'type:string roleAssignments:RoleAssignment[]',
  RoleAssignment: 'role:string scope:string',
  IngressInstall:
    'name:string class:string namespace:string default:bool service:IngressInstallService enableSSLPassthrough:bool',
  IngressInstallService: 'annotations:map externalTrafficPolicy:string',
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
  'Route.nextHopType': ['Internet', 'None', 'VirtualAppliance', 'VirtualNetworkGateway', 'VnetLocal'],
  'SecurityRule.direction': ['Inbound', 'Outbound'],
  'SecurityRule.access': ['Allow', 'Deny'],
  'SecurityRule.protocol': ['*', 'Icmp', 'Tcp', 'Udp'],
  'Firewall.threatIntelMode': ['Alert', 'Deny', 'Off'],
  'RuleCollection.type': ['Application', 'Dnat', 'Network'],
  'RuleCollection.action': ['Allow', 'Deny', 'Dnat'],
  'PaasService.type': ['containerRegistry', 'keyVault', 'sqlServer', 'storageAccount'],
  'PaasService.publicNetworkAccess': ['Disabled', 'Enabled'],
  'PrivateEndpoint.status': ['Approved', 'Disconnected', 'Pending', 'Rejected'],
  'ApplicationGateway.operationalState': ['Running', 'Stopped'],
  'GatewayRoutingRule.frontend': ['private', 'public'],
  'NginxProfile.defaultIngressControllerType': ['AnnotationControlled', 'External', 'Internal', 'None'],
  'ClusterIdentity.type': ['SystemAssigned', 'UserAssigned'],
  'IngressInstallService.externalTrafficPolicy': ['Cluster', 'Local'],
  'AgentPool.osType': ['Linux', 'Windows'],
  'AgentPool.podIPAllocationMode': ['DynamicIndividual', 'StaticBlock'],
};
