// English words of diagnostics and unplaced pods (`diagnostic.*`, `unplaced.*`); Azure's own wording where it has one (aks.md A, azure.json notes).
import type { Dictionary } from '../dictionary.ts';

export const DIAGNOSTIC_WORDS: Dictionary = {
  'diagnostic.InsufficientSubnetSize':
    'Pre-allocated IPs {needed} exceeds IPs available {usable} in Subnet Name {subnet}. Surge nodes of an upgrade are counted.',
  'diagnostic.ServiceCidrOverlapExistingSubnetsCidr':
    'The specified service CIDR {cidr} is conflicted with an existing subnet CIDR ({subnet}).',
  'diagnostic.ServiceCidrOverlapsPodCidr': 'The service CIDR {cidr} overlaps the pod CIDR {podCidr}.',
  'diagnostic.ServiceCidrInsideVnet':
    'The service CIDR {cidr} lies inside the address space of {vnet}. It is accepted, and a subnet made there later will collide.',
  'diagnostic.ServiceCidrTooLarge': 'The service CIDR {cidr} must be smaller than /12: prefix 13 or longer.',
  'diagnostic.DnsServiceIpOutOfServiceCidr': 'The DNS service IP {ip} must be inside the service CIDR {cidr}.',
  'diagnostic.DnsServiceIpIsFirstAddress':
    'The DNS service IP {ip} must not be the first address of the service CIDR {cidr}: kubernetes.default has that one.',
  'diagnostic.SubnetIsDelegated': 'Subnet {subnet} is delegated to a service, so it cannot be a node subnet.',
  'diagnostic.NetcfgInvalidSubnet':
    "Subnet '{subnet}' is not valid in virtual network '{vnet}': {cidr} is not within its address space.",
  'diagnostic.NetcfgSubnetRangesOverlap':
    "Subnet '{subnet}' is not valid because its IP address range overlaps with that of an existing subnet ({other}).",
  'diagnostic.VnetAddressSpacesOverlap': 'Cannot peer {vnet} with {remote}: the address spaces of the virtual networks overlap.',
  'diagnostic.PrivateIPAddressInReservedRange':
    'Private static IP address {ip} falls within the reserved IP range of subnet {subnet}: Azure keeps the first four addresses and the last.',
  'diagnostic.PrivateIPAddressNotInSubnet': 'Private static IP address {ip} does not belong to the range of subnet {subnet}.',
  'diagnostic.PrivateIPAddressInUse': 'Private static IP address {ip} in subnet {subnet} is already allocated.',
  'diagnostic.InvalidResourceReference': 'There is no {kind} called {name}.',
  'diagnostic.AppGatewaySkuUnsupported':
    'Application Gateway {gateway} has the SKU {sku}; the ingress controller works with Standard_v2 and WAF_v2 only.',
  'diagnostic.AppGatewayDefaultRouteUnsupported':
    'A default route (0.0.0.0/0) to anything but the internet is not supported on subnet {subnet} of Application Gateway {gateway}. Remove it, or disable propagation of gateway routes there.',
  'diagnostic.ApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup':
    'The network security group of subnet {subnet} blocks incoming internet traffic on port range 65200 - 65535 to Application Gateway {gateway}. Allow it from GatewayManager.',
  'diagnostic.IngressWithoutClass':
    'Ingress {ingress} has no ingressClassName and no class is the default: nobody serves it, and its ADDRESS stays empty.',
  'diagnostic.IngressClassUnknown':
    'Ingress {ingress} names the class {class}, which does not exist: nobody serves it, and its ADDRESS stays empty.',
  'diagnostic.IngressClassNotServed':
    'Ingress {ingress} names the class {class}, and no controller in this world serves it: its ADDRESS stays empty.',
  'diagnostic.RouteServiceMissing': 'There is no Service {service}; the route is accepted, and answers with an error.',
  'diagnostic.RoutePortMissing': 'Service {service} has no port {port}; a route names ports of the Service, not of the pod.',
  'diagnostic.RouteNotGranted':
    'No ReferenceGrant in the namespace of {service} lets routes of {namespace} refer to it: answered with 500.',
  'diagnostic.RouteNotAttached':
    'No listener of any Gateway takes HTTPRoute {route}: check parentRefs, namespaces and host names.',
  'diagnostic.IngressSecretMissing':
    'There is no TLS Secret {secret}; the controller shows a certificate of its own, and browsers warn.',
  'diagnostic.IngressCertificateName':
    'The certificate in {secret} is not for {host}; the controller shows one of its own, and browsers warn.',
  'diagnostic.AppGwForContainersAssociationSubnetNotDelegatedToTrafficController':
    'Subnet {subnet} is not delegated to Microsoft.ServiceNetworking/trafficControllers: {resource} cannot have its association there.',
  'diagnostic.AppGwForContainersSubnetAssociationNotEnoughIPv4AddressesInSubnet':
    'Subnet {subnet} has {addresses} addresses, and the associations in it need {needed}: {resource} cannot have one there.',
  'diagnostic.AlbOverlaySubnetSize':
    'With Overlay the association subnet must be exactly a /24; {subnet} is {cidr}, and {resource} will reach no pod.',
  'diagnostic.AlbOverlayShared':
    'With Overlay a subnet takes one association; {subnet} has another one already, and {resource} will reach no pod.',
  'diagnostic.AlbOverlayOtherVnet':
    'With Overlay the association must be in the VNet of the cluster; {subnet} is in {vnet}, and {resource} will reach no pod.',
  'diagnostic.AlbReferenceMissing':
    '{object} names no Application Gateway for Containers (annotation alb.networking.azure.io/alb-id or alb-name): nobody serves it.',
  'diagnostic.AlbReferenceUnknown': '{object} names {resource}, and no Application Gateway for Containers has that name.',
  'diagnostic.AlbFrontendUnknown': '{object} asks for the frontend {frontend}, which {resource} does not have.',
  'diagnostic.AlbFrontendTaken':
    '{object} asks for the frontend {frontend} of {resource}, which an older Gateway or Ingress has: a frontend serves one alone.',
  'diagnostic.AlbListenerPort': 'Application Gateway for Containers listens on 80 and 443 only; nothing answers at {port}.',
  'diagnostic.GatewayClassNotServed': 'No controller in this world serves Gateways of the class {class}.',
  'diagnostic.AppRoutingTooManyDnsZones': 'Application routing manages {limit|# zone|# zones} at most, and {zones} are attached.',
  'diagnostic.InvalidCidr': '{cidr} is not an address range. Write four numbers and a prefix, like 10.10.0.0/24.',
  'diagnostic.InvalidLoadBalancerProfileAllocatedOutboundPorts':
    'allocatedOutboundPorts {ports} does not work for {nodes|# node|# nodes} with surge: it must be a multiple of 8, and all nodes together may use 64000 per address.',
  'diagnostic.ReservedCidr':
    '{cidr} is reserved, or contains what is: {reserved} may not be used for pods, services or virtual networks.',
  'diagnostic.PodCidrOverlapSubnet': 'The pod CIDR {cidr} overlaps subnet {subnet} of the cluster’s virtual network.',
  'diagnostic.PodCidrExhausted': 'The pod CIDR {cidr} has a /24 for {capacity|# node|# nodes}, and there are {nodes}.',
  'diagnostic.PodCidrHidesNetwork':
    'The pod CIDR {cidr} covers addresses of {network}. It is accepted, and pods will never reach them.',
  'diagnostic.KubenetRouteLimit': 'kubenet needs one route per node and a route table holds {limit}; there are {nodes} nodes.',
  'diagnostic.KubenetSubnetShared': 'kubenet needs a subnet of its own; {other} uses this one.',
  'diagnostic.KubenetRetires': 'kubenet retires on {date}.',
  'diagnostic.ClusterNodeCountOutOfRange': 'The cluster has {nodes} nodes; a cluster may have {most}.',
  'diagnostic.AgentPoolsOutOfRange': 'The cluster has {pools} pools; a cluster may have {most}.',
  'diagnostic.DualStackNeedsOverlay': 'Dual stack needs Azure CNI Overlay; this cluster is {mode}.',
  'diagnostic.DualStackPolicyEngine': 'Dual stack does not go with the policy engine {engine}: choose Cilium or none.',
  'diagnostic.DualStackNotSimulated': 'Dual stack is not simulated yet: the cluster is treated as IPv4 alone.',
  'diagnostic.CniMissing': {
    office: 'Nobody has laid a line to the desks: the rooms stay shut until somebody does.',
    network: 'networkPlugin is none: nodes stay NotReady until a CNI is installed. Microsoft does not support it.',
  },
  'diagnostic.CustomRouteTableWithUnsupportedMSIType':
    'Clusters using managed identity type SystemAssigned do not support bringing your own route table ({table}).',
  'diagnostic.TrafficControllerNeedsAzureCni': 'Application Gateway for Containers does not work with kubenet.',
  'diagnostic.PodCidrNotPrivate': 'The pod CIDR {cidr} must lie in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.',
  'diagnostic.OverlayNameTooLong': 'With Overlay a name may have {most} characters: {name} is longer.',
  'diagnostic.PodSubnetMissing':
    'Pool {pool} has no pod subnet, and the other pools have one: all pools of a cluster work alike.',
  'diagnostic.PodSubnetHasMachines': 'Subnet {subnet} is given to pods, so machine {machine} cannot be in it.',
  'diagnostic.StaticBlockVersion': 'Static blocks need Kubernetes {least} or later; this cluster is {version}.',
  'diagnostic.StaticBlockWaste':
    'With maxPods {maxPods} a node holds {wasted|# address|# addresses} that no pod can use; {better} would use them all.',
  'diagnostic.WindowsMaxPods': 'maxPods of Windows pool {pool} is {maxPods}; no more than 110 is recommended.',
  'diagnostic.LinkedAuthorizationFailed':
    'The identity of the cluster does not have permission to join subnet {subnet}: it needs Network Contributor there.',
  'diagnostic.PolicyManagerRetires': 'Azure Network Policy Manager on {system} retires on {date}. Cilium takes its place.',
  'diagnostic.AppRoutingPatchesEnd': 'Managed NGINX of application routing gets security patches until {date}.',
  'diagnostic.IngressNginxEnds': 'ingress-nginx has not been maintained since {date}.',
  'diagnostic.NoDefaultOutbound':
    'Virtual networks that AKS makes since {date} have private subnets: without an outbound type nothing leaves.',
  'diagnostic.MaxPodsOutOfRange': 'maxPods of pool {pool} is {maxPods}; it must be between 10 and 250.',
  'diagnostic.PoolBelowMinimumPods': 'Pool {pool} could run {pods|# pod|# pods} in all; a pool must be able to run at least 30.',
  'diagnostic.AgentPoolCountOutOfRange': 'Pool {pool} has {count} nodes; a pool may have 1000.',
  'diagnostic.PodSubnetMixedAllocation': 'Subnet {subnet} is given out in two ways. A pod subnet is either dynamic or static.',
  'diagnostic.PodSubnetNotInVnet': 'The pod subnet {subnet} must lie in the same virtual network as the nodes, {vnet}.',
  'diagnostic.UnsupportedNetworkCombination':
    'AKS does not offer this combination of plugin, data plane and policy engine: {combination}.',
  'diagnostic.OutboundTypeRequiresManagedVnet': 'outboundType {outboundType} needs a virtual network that AKS manages.',
  'diagnostic.OutboundTypeRequiresNatGateway': 'outboundType userAssignedNATGateway needs a NAT gateway on subnet {subnet}.',
  'diagnostic.OutboundTypeRequiresDefaultRoute':
    'outboundType userDefinedRouting needs a route for 0.0.0.0/0 to an appliance or a gateway.',
  'diagnostic.PrivateClusterWithoutName':
    'With privateDNSZone none a private cluster needs its public FQDN: otherwise nothing knows its name.',
  'diagnostic.CustomPrivateDnsZoneNotPermitted':
    'AKS may not write the name of the cluster into {zone}. Missing of its identity: {missing}.',
  'diagnostic.AuthorizedIPRangesOnPrivateCluster':
    'Authorized IP ranges are for an API server with a public address: a private cluster takes none.',
  'diagnostic.AuthorizedIPRangesTooMany': 'An API server takes {limit} authorized IP ranges; this one has {count}.',
  'diagnostic.ApiServerSubnetMissing':
    'API server VNet integration in a VNet of your own needs apiServerAccessProfile.subnet: a subnet for the API server alone.',
  'diagnostic.ApiServerSubnetTooSmall': 'The subnet of the API server, {subnet}, must be at least a /28; it is a /{prefix}.',
  'diagnostic.ApiServerSubnetNotDelegated':
    'The subnet of the API server, {subnet}, must be delegated to Microsoft.ContainerService/managedClusters.',
  'diagnostic.NetworkIsolatedNeedsPrivateApi':
    'With outboundType {outboundType} nodes have no way to an API server on the internet: make the cluster private, or turn on VNet integration.',
  'diagnostic.GatewayPoolTooLarge':
    'Gateway pool {pool} has {count|# node|# nodes}, and its address prefix is enough for {most}: one address a node.',
  'diagnostic.GatewayPoolWithPodSubnet':
    'Static egress gateways do not work with pod subnets: {pool} cannot be a gateway pool in this cluster.',
  'diagnostic.WindowsOutboundNatNeeded':
    'OutboundNAT of Windows pool {pool} can be turned off only where the cluster leaves by a NAT gateway or user-defined routes.',
  'diagnostic.IdleTimeoutOutOfRange': 'An idle timeout of {minutes} minutes is outside the range of 4 to 120.',
  'diagnostic.AdvancedNetworkingRequired':
    'Rules about HTTP, DNS or names need Advanced Container Networking Services (advancedNetworking.enabled). Without it the whole policy is refused and judges nothing.',
  'diagnostic.HttpRulesNotClusterwide':
    'HTTP rules are not supported in a CiliumClusterwideNetworkPolicy: the whole policy is refused and judges nothing.',
  'diagnostic.PolicyManagerScale':
    'Azure NPM is supported up to {mostNodes} nodes and {mostPods} pods; here are {nodes} and {pods}. Cilium goes further.',
  'diagnostic.EndPortVersion':
    'Ranges of ports need the Cilium of Kubernetes {least}; {version} may take the first port alone. Here the whole range counts.',
  'diagnostic.PolicyKindNotEnforced': {
    office: 'Nobody reads this notice here: a {kind} judges nothing under the policy engine {engine}.',
    network: 'A {kind} is not enforced under networkPolicy {engine}: the object exists and judges nothing.',
  },
  'diagnostic.SecurityRuleInvalidPriority': 'Security rule {rule} has priority {priority}; it must be between 100 and 4096.',
  'diagnostic.RouteTableTooManyServiceTags': 'A route table holds {limit} routes with service tags; this one has {count}.',
  'diagnostic.RouteTableTooManyRoutes': 'A route table holds {limit} routes; this one has {count}.',
  'diagnostic.NatGatewayTooManyPublicIPs': 'A NAT gateway takes {limit} public addresses; this one has {count}.',
  'diagnostic.PeeringNotConnected':
    'The peering of {vnet} with {remote} is Initiated, not Connected: {remote} has made none in return, so nothing passes.',
  'diagnostic.RemoteVnetHasNoGateways': '{vnet} cannot use a gateway of {remote}: {remote} has none.',
  'diagnostic.PeeringGatewayNotLent': '{vnet} cannot use the gateway of {remote}: its peering has allowGatewayTransit off.',
  'diagnostic.PeeringGatewayOfOwn': '{vnet} has a gateway of its own and cannot use that of {remote} as well.',
  'diagnostic.NatGatewayOnGatewaySubnet': 'NAT gateway {gateway} cannot stand on GatewaySubnet.',
  'diagnostic.DefaultRouteOnGatewaySubnet': 'Route table {table} has a route for 0.0.0.0/0, which GatewaySubnet must not have.',
  'diagnostic.AzureFirewallSubnetMissing': 'Firewall {firewall} needs a subnet called AzureFirewallSubnet in {vnet}.',
  'diagnostic.OutboundConnFailVMExtensionError': {
    office: 'Room {node} does not open: what it needs from outside cannot be fetched (exit code 50).',
    network: '{node} is not Ready: it cannot reach the endpoints that AKS needs (CSE exit code 50).',
  },
  'diagnostic.K8SAPIServerConnFailVMExtensionError': {
    office: 'Room {node} does not open: it cannot reach the head office of the cluster (exit code 51).',
    network: '{node} is not Ready: it cannot reach the API server (CSE exit code 51).',
  },
  'diagnostic.K8SAPIServerDNSLookupFailVMExtensionError': {
    office: 'Room {node} does not open: nobody it asks knows the name of the head office of the cluster (exit code 52).',
    network: '{node} is not Ready: the name of the API server does not resolve (CSE exit code 52).',
  },
  'diagnostic.PolicyNotEnforced': {
    office: 'The badge readers hang there without power: networkPolicy is none, so no NetworkPolicy is enforced.',
    network: 'networkPolicy is none: NetworkPolicy objects exist and are not enforced.',
  },
  'diagnostic.ClusterIpOutOfRange': 'failed to allocate IP {ip}: the provided IP is not in the valid range of the service CIDR.',
  'diagnostic.ClusterIpInUse': 'failed to allocate IP {ip}: provided IP is already allocated.',
  'diagnostic.ServiceCidrExhausted': 'failed to allocate an IP: the service CIDR is full.',
  'diagnostic.FrontendPortInUse':
    '{service} stays pending: it wants {protocol} port {port} of {ip}, which a load balancing rule of {holder} has already.',
  'diagnostic.LoadBalancerClassUnknown':
    '{service} stays pending: no controller here serves loadBalancerClass {class}, and Azure’s own passes it over.',
  'diagnostic.LoadBalancerRulesNear': 'With {service} the nodes stand behind {count} load balancing rules; {most} is the limit.',
  'diagnostic.LoadBalancerRulesExceeded':
    'With {service} the nodes would stand behind {count} load balancing rules; {most} is the limit.',
  'diagnostic.NodePortInUse': 'provided port {port} is already allocated (by {holder}).',
  'diagnostic.refused.object': 'This level keeps this object as it is.',
  'diagnostic.refused.create': 'This level does not let you add this object.',
  'diagnostic.refused.remove': 'This level does not let you remove this object.',
  'diagnostic.refused.answer': 'This level does not ask that.',
  'diagnostic.refused.network': 'This level keeps this part of the network as it is.',
  'unplaced.noCapacity': {
    office: 'every seat of every open room is taken',
    network: 'no ready node has room: maxPods is reached everywhere',
  },
  'unplaced.noNode': { office: 'there is no such room', network: 'spec.nodeName names no node' },
  'unplaced.nodeNotReady': { office: 'its room is not open', network: 'its node is not ready' },
  'unplaced.noAddress': { office: 'its room has no number left', network: 'no address is left for it on its node' },
};
