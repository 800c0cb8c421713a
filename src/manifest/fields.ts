// The fields of every kind we read, as one table: name, type, and what the game does with it. Drives unknown-field errors, type errors,
// completion and the honesty report. Spelled from the API reference; readers build objects only from what passed this table.

export type Treatment = 'honoured' | 'ignored' | 'unsupported' | 'server';

export interface FieldSpec {
  readonly name: string;
  /** string, int, bool, any, IntOrString, strings, map (string → string), quantity, or a type of this table; `[]` for lists. */
  readonly type: string;
  readonly treatment: Treatment;
}

/**
 * `name:type` is honoured; a trailing `-` is ignored (no effect on the network), `~` is not yet supported,
 * `=` is written by the server (status, uid…).
 */
const TABLE: Readonly<Record<string, string>> = {
  ObjectMeta:
    'name:string namespace:string labels:map annotations:map ownerReferences:OwnerReference[] deletionTimestamp:string generateName:string- finalizers:strings- creationTimestamp:any= resourceVersion:any= uid:string= generation:any= managedFields:any= selfLink:any= deletionGracePeriodSeconds:any= clusterName:any=',
  OwnerReference: 'kind:string name:string apiVersion:string uid:string= controller:bool= blockOwnerDeletion:bool=',
  Namespace: 'apiVersion:string kind:string metadata:ObjectMeta spec:any= status:any=',
  Pod: 'apiVersion:string kind:string metadata:ObjectMeta spec:PodSpec status:PodStatus',
  PodStatus:
    'podIP:string phase:string conditions:PodCondition[] hostIP:any= hostIPs:any= podIPs:any= startTime:any= containerStatuses:any= initContainerStatuses:any= ephemeralContainerStatuses:any= qosClass:any= message:any= reason:any= nominatedNodeName:any= resourceClaimStatuses:any= resize:any= observedGeneration:any=',
  PodCondition: 'type:string status:string lastProbeTime:any= lastTransitionTime:any= message:any= reason:any= observedGeneration:any=',
  PodSpec:
    'containers:Container[] initContainers:Container[] nodeName:string hostNetwork:bool hostname:string subdomain:string dnsPolicy:string activeDeadlineSeconds:any- affinity:any~ automountServiceAccountToken:any- dnsConfig:any~ enableServiceLinks:any- ephemeralContainers:any- hostAliases:any~ hostIPC:any- hostPID:any- hostUsers:any- imagePullSecrets:any- nodeSelector:any~ os:any- overhead:any- preemptionPolicy:any- priority:any- priorityClassName:any- readinessGates:any- resourceClaims:any- resources:any- restartPolicy:string- runtimeClassName:any- schedulerName:any- schedulingGates:any- securityContext:any- serviceAccount:any- serviceAccountName:any- setHostnameAsFQDN:any- shareProcessNamespace:any- terminationGracePeriodSeconds:any- tolerations:any~ topologySpreadConstraints:any~ volumes:any- hostnameOverride:any-',
  Container:
    'name:string image:string ports:ContainerPort[] restartPolicy:string args:any- command:any- env:any- envFrom:any- imagePullPolicy:any- lifecycle:any- livenessProbe:any- readinessProbe:any~ resizePolicy:any- resources:any- securityContext:any- startupProbe:any- stdin:any- stdinOnce:any- terminationMessagePath:any- terminationMessagePolicy:any- tty:any- volumeDevices:any- volumeMounts:any- workingDir:any- restartPolicyRules:any-',
  ContainerPort: 'name:string containerPort:int protocol:string hostPort:int~ hostIP:string~',
  PodTemplate: 'metadata:ObjectMeta spec:PodSpec',
  LabelSelector: 'matchLabels:map matchExpressions:LabelSelectorRequirement[]',
  LabelSelectorRequirement: 'key:string operator:string values:strings',
  Deployment: 'apiVersion:string kind:string metadata:ObjectMeta spec:DeploymentSpec status:any=',
  DeploymentSpec: 'replicas:int selector:LabelSelector template:PodTemplate minReadySeconds:any- paused:any- progressDeadlineSeconds:any- revisionHistoryLimit:any- strategy:any-',
  StatefulSet: 'apiVersion:string kind:string metadata:ObjectMeta spec:StatefulSetSpec status:any=',
  StatefulSetSpec:
    'replicas:int selector:LabelSelector serviceName:string template:PodTemplate minReadySeconds:any- ordinals:any~ persistentVolumeClaimRetentionPolicy:any- podManagementPolicy:any- revisionHistoryLimit:any- updateStrategy:any- volumeClaimTemplates:any-',
  DaemonSet: 'apiVersion:string kind:string metadata:ObjectMeta spec:DaemonSetSpec status:any=',
  DaemonSetSpec: 'selector:LabelSelector template:PodTemplate minReadySeconds:any- revisionHistoryLimit:any- updateStrategy:any-',
  Service: 'apiVersion:string kind:string metadata:ObjectMeta spec:ServiceSpec status:any=',
  ServiceSpec:
    'type:string selector:map ports:ServicePort[] clusterIP:string clusterIPs:strings externalName:string externalIPs:strings externalTrafficPolicy:string internalTrafficPolicy:string publishNotReadyAddresses:bool sessionAffinity:string loadBalancerSourceRanges:strings loadBalancerIP:string allocateLoadBalancerNodePorts:bool healthCheckNodePort:int sessionAffinityConfig:any- ipFamilies:strings~ ipFamilyPolicy:string~ loadBalancerClass:string~ trafficDistribution:string~',
  ServicePort: 'name:string port:int targetPort:IntOrString protocol:string nodePort:int appProtocol:string',
  EndpointSlice: 'apiVersion:string kind:string metadata:ObjectMeta addressType:string endpoints:Endpoint[] ports:EndpointPort[]',
  Endpoint: 'addresses:strings conditions:EndpointConditions nodeName:string hostname:string targetRef:any= zone:string~ hints:any~ deprecatedTopology:any=',
  EndpointConditions: 'ready:bool serving:bool terminating:bool',
  EndpointPort: 'name:string port:int protocol:string appProtocol:string-',
  NetworkPolicy: 'apiVersion:string kind:string metadata:ObjectMeta spec:NetworkPolicySpec status:any=',
  NetworkPolicySpec: 'podSelector:LabelSelector policyTypes:strings ingress:NetworkPolicyIngressRule[] egress:NetworkPolicyEgressRule[]',
  NetworkPolicyIngressRule: 'from:NetworkPolicyPeer[] ports:NetworkPolicyPort[]',
  NetworkPolicyEgressRule: 'to:NetworkPolicyPeer[] ports:NetworkPolicyPort[]',
  NetworkPolicyPeer: 'podSelector:LabelSelector namespaceSelector:LabelSelector ipBlock:IPBlock',
  IPBlock: 'cidr:string except:strings',
  NetworkPolicyPort: 'protocol:string port:IntOrString endPort:int',
  Removal: 'apiVersion:string kind:string target:string',
  Network:
    'apiVersion:string kind:string metadata:NetworkMeta location:string virtualNetworks:VirtualNetwork[] publicIPAddresses:PublicIPAddress[] virtualNetworkGateways:VirtualNetworkGateway[] onPremises:OnPremises[] virtualMachines:VirtualMachine[] internetHosts:InternetHost[] dnsZones:DnsZone[] managedClusters:ManagedCluster[] routeTables:any~ networkSecurityGroups:any~ natGateways:any~ azureFirewalls:any~ dnsServers:any~ paasServices:any~ privateEndpoints:any~ privateDnsZones:any~ applicationGateways:any~ trafficControllers:any~',
  NetworkMeta: 'name:string',
  VirtualNetwork: 'name:string addressSpace:strings dnsServers:strings~ subnets:Subnet[] peerings:Peering[]',
  Subnet:
    'name:string addressPrefix:string networkSecurityGroup:string~ routeTable:string~ natGateway:string~ serviceEndpoints:strings~ delegations:strings privateEndpointNetworkPolicies:string~',
  Peering: 'name:string remoteVirtualNetwork:string allowForwardedTraffic:bool allowGatewayTransit:bool useRemoteGateways:bool',
  PublicIPAddress: 'name:string ipAddress:string',
  VirtualNetworkGateway: 'name:string virtualNetwork:string gatewayType:string connections:strings',
  OnPremises: 'name:string addressSpace:strings advertisedRoutes:strings internetEgress:bool hosts:NamedHost[]',
  NamedHost: 'name:string ipAddress:string ports:OpenPort[]',
  InternetHost: 'name:string ipAddress:string ports:OpenPort[]',
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

const ENUMS: Readonly<Record<string, readonly string[]>> = {
  'ServiceSpec.type': ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'],
  'ServiceSpec.externalTrafficPolicy': ['Cluster', 'Local'],
  'ServiceSpec.internalTrafficPolicy': ['Cluster', 'Local'],
  'ServiceSpec.sessionAffinity': ['ClientIP', 'None'],
  'ServicePort.protocol': ['SCTP', 'TCP', 'UDP'],
  'ContainerPort.protocol': ['SCTP', 'TCP', 'UDP'],
  'EndpointPort.protocol': ['SCTP', 'TCP', 'UDP'],
  'EndpointSlice.addressType': ['FQDN', 'IPv4', 'IPv6'],
  'NetworkPolicyPort.protocol': ['TCP', 'UDP', 'SCTP'],
  'OpenPort.protocol': ['TCP', 'UDP', 'SCTP'],
  'NetworkPolicySpec.policyTypes': ['Ingress', 'Egress'],
  'LabelSelectorRequirement.operator': ['In', 'NotIn', 'Exists', 'DoesNotExist'],
  'PodSpec.dnsPolicy': ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
  'PodStatus.phase': ['Failed', 'Pending', 'Running', 'Succeeded', 'Unknown'],
  'PodCondition.status': ['False', 'True', 'Unknown'],
  'Subnet.privateEndpointNetworkPolicies': ['Disabled', 'Enabled', 'NetworkSecurityGroupEnabled', 'RouteTableEnabled'],
  'VirtualNetworkGateway.gatewayType': ['ExpressRoute', 'Vpn'],
  'DnsRecord.type': ['A', 'CNAME'],
  'NetworkProfile.networkPlugin': ['azure', 'kubenet', 'none'],
  'NetworkProfile.networkPluginMode': ['overlay'],
  'NetworkProfile.networkDataplane': ['azure', 'cilium'],
  'NetworkProfile.networkPolicy': ['azure', 'calico', 'cilium', 'none', 'spec'],
  'NetworkProfile.outboundType': ['block', 'loadBalancer', 'managedNATGateway', 'none', 'userAssignedNATGateway', 'userDefinedRouting'],
  'AgentPool.osType': ['Linux', 'Windows'],
  'AgentPool.podIPAllocationMode': ['DynamicIndividual', 'StaticBlock'],
};

const TREATMENTS: Readonly<Record<string, Treatment>> = { '-': 'ignored', '~': 'unsupported', '=': 'server' };
const parsed = new Map<string, ReadonlyMap<string, FieldSpec>>();

/** Fields of a type; undefined when the table has no such type. */
export function fieldsOfType(type: string): ReadonlyMap<string, FieldSpec> | undefined {
  const known = parsed.get(type);
  if (known) return known;
  const text = Object.hasOwn(TABLE, type) ? TABLE[type] : undefined;
  if (text === undefined) return undefined;
  const fields = new Map<string, FieldSpec>();
  for (const entry of text.split(' ')) {
    const [name = '', rest = ''] = entry.split(':');
    const treatment = TREATMENTS[rest.slice(-1)];
    fields.set(name, { name, type: treatment ? rest.slice(0, -1) : rest, treatment: treatment ?? 'honoured' });
  }
  parsed.set(type, fields);
  return fields;
}

export function enumOf(type: string, field: string): readonly string[] | undefined {
  return ENUMS[`${type}.${field}`];
}

export interface CompletionField {
  readonly name: string;
  readonly type: string;
  readonly values?: readonly string[];
}

/** What may stand at a path of field names below a kind: `fieldsOf('Service', ['spec', 'ports'])`. Empty when nothing is known. */
export function fieldsOf(kind: string, path: readonly string[]): readonly CompletionField[] {
  let type = kind;
  for (const name of path) {
    const field = fieldsOfType(type)?.get(name);
    if (!field) return [];
    type = field.type.replace('[]', '');
  }
  const fields = fieldsOfType(type);
  if (!fields) return [];
  return [...fields.values()]
    .filter((field) => field.treatment !== 'server')
    .map((field) => {
      const values = field.type === 'bool' ? ['true', 'false'] : enumOf(type, field.name);
      return { name: field.name, type: field.type, ...(values ? { values } : {}) };
    });
}
