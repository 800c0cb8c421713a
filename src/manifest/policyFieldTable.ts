// Fields of the policy kinds of Calico, Cilium and the cluster's administrator, in the spelling of fieldTable.ts. Rules: CAL1–CAL16,
// CIL1–CIL14, ANP1–ANP9. `~` marks what these engines know and the game does not simulate.

export const POLICY_FIELDS: Readonly<Record<string, string>> = {
  CalicoNetworkPolicy: 'apiVersion:string kind:string metadata:ObjectMeta spec:CalicoPolicySpec status:any=',
  CalicoPolicySpec:
    'tier:string order:number selector:string types:strings ingress:CalicoRule[] egress:CalicoRule[] serviceAccountSelector:string performanceHints:strings-',
  GlobalNetworkPolicy: 'apiVersion:string kind:string metadata:ObjectMeta spec:CalicoGlobalPolicySpec status:any=',
  CalicoGlobalPolicySpec:
    'tier:string order:number selector:string namespaceSelector:string types:strings ingress:CalicoRule[] egress:CalicoRule[] preDNAT:bool doNotTrack:bool applyOnForward:bool- serviceAccountSelector:string performanceHints:strings-',
  CalicoRule:
    'action:string protocol:IntOrString notProtocol:IntOrString source:CalicoEntityRule destination:CalicoEntityRule ipVersion:int icmp:CalicoIcmp notICMP:CalicoIcmp http:CalicoHttp~ metadata:CalicoRuleMetadata-',
  CalicoEntityRule:
    'nets:strings notNets:strings selector:string notSelector:string namespaceSelector:string ports:IntOrString[] notPorts:IntOrString[] serviceAccounts:CalicoServiceAccounts services:CalicoServices',
  CalicoIcmp: 'type:int code:int',
  CalicoHttp: 'methods:strings paths:CalicoHttpPath[]',
  CalicoHttpPath: 'exact:string prefix:string',
  CalicoRuleMetadata: 'annotations:map',
  CalicoServiceAccounts: 'names:strings selector:string',
  CalicoServices: 'name:string namespace:string',
  Tier: 'apiVersion:string kind:string metadata:ObjectMeta spec:CalicoTierSpec status:any=',
  CalicoTierSpec: 'order:number defaultAction:string',
  NetworkSet: 'apiVersion:string kind:string metadata:ObjectMeta spec:CalicoNets',
  GlobalNetworkSet: 'apiVersion:string kind:string metadata:ObjectMeta spec:CalicoNets',
  CalicoNets: 'nets:strings',
  CiliumNetworkPolicy: 'apiVersion:string kind:string metadata:ObjectMeta spec:CiliumRule specs:CiliumRule[] status:any=',
  CiliumClusterwideNetworkPolicy:
    'apiVersion:string kind:string metadata:ObjectMeta spec:CiliumRule specs:CiliumRule[] status:any=',
  CiliumRule:
    'description:string- labels:any- endpointSelector:LabelSelector nodeSelector:LabelSelector~ enableDefaultDeny:CiliumDefaultDeny ingress:CiliumIngressRule[] ingressDeny:CiliumIngressRule[] egress:CiliumEgressRule[] egressDeny:CiliumEgressRule[] log:any-',
  CiliumDefaultDeny: 'ingress:bool egress:bool',
  CiliumIngressRule:
    'fromEndpoints:LabelSelector[] fromRequires:LabelSelector[]~ fromEntities:strings fromCIDR:strings fromCIDRSet:CiliumCidrRule[] fromGroups:any~ fromNodes:LabelSelector[]~ toPorts:CiliumPortRule[] icmps:any authentication:any~',
  CiliumEgressRule:
    'toEndpoints:LabelSelector[] toRequires:LabelSelector[]~ toEntities:strings toCIDR:strings toCIDRSet:CiliumCidrRule[] toFQDNs:CiliumName[] toServices:CiliumServices[] toGroups:any~ toNodes:LabelSelector[]~ toPorts:CiliumPortRule[] icmps:any authentication:any~',
  CiliumCidrRule: 'cidr:string except:strings cidrGroupRef:string~ cidrGroupSelector:LabelSelector~',
  CiliumName: 'matchName:string matchPattern:string',
  CiliumServices: 'k8sService:CiliumServiceName k8sServiceSelector:CiliumServiceSelector',
  CiliumServiceName: 'serviceName:string namespace:string',
  CiliumServiceSelector: 'selector:LabelSelector namespace:string',
  CiliumPortRule:
    'ports:CiliumPort[] rules:CiliumL7Rules serverNames:strings~ terminatingTLS:any~ originatingTLS:any~ listener:any~',
  CiliumPort: 'port:string protocol:string endPort:int',
  CiliumL7Rules: 'http:CiliumHttpRule[] dns:CiliumName[] kafka:any~ l7:any~ l7proto:string~',
  CiliumHttpRule: 'method:string path:string host:string headers:strings headerMatches:any~',
  AdminNetworkPolicy: 'apiVersion:string kind:string metadata:ObjectMeta spec:AdminPolicySpec status:any=',
  AdminPolicySpec: 'priority:int subject:AdminSubject ingress:AdminIngressRule[] egress:AdminEgressRule[]',
  BaselineAdminNetworkPolicy: 'apiVersion:string kind:string metadata:ObjectMeta spec:BaselinePolicySpec status:any=',
  BaselinePolicySpec: 'subject:AdminSubject ingress:AdminIngressRule[] egress:AdminEgressRule[]',
  AdminSubject: 'namespaces:LabelSelector pods:NamespacedPods',
  NamespacedPods: 'namespaceSelector:LabelSelector podSelector:LabelSelector',
  AdminIngressRule: 'name:string action:string from:AdminSubject[] ports:AdminPort[]',
  AdminEgressRule: 'name:string action:string to:AdminEgressPeer[] ports:AdminPort[]',
  AdminEgressPeer: 'namespaces:LabelSelector pods:NamespacedPods nodes:LabelSelector networks:strings domainNames:strings~',
  AdminPort: 'portNumber:AdminPortNumber portRange:AdminPortRange namedPort:string',
  AdminPortNumber: 'protocol:string port:int',
  AdminPortRange: 'protocol:string start:int end:int',
  ClusterNetworkPolicy: 'apiVersion:string kind:string metadata:ObjectMeta spec:ClusterPolicySpec status:any=',
  ClusterPolicySpec: 'tier:string priority:int subject:AdminSubject ingress:ClusterIngressRule[] egress:ClusterEgressRule[]',
  ClusterIngressRule: 'name:string action:string from:AdminSubject[] protocols:ClusterProtocol[]',
  ClusterEgressRule: 'name:string action:string to:AdminEgressPeer[] protocols:ClusterProtocol[]',
  ClusterProtocol: 'tcp:ClusterProtocolPort udp:ClusterProtocolPort sctp:ClusterProtocolPort destinationNamedPort:string',
  ClusterProtocolPort: 'destinationPort:ClusterPort',
  ClusterPort: 'number:int range:ClusterPortRange',
  ClusterPortRange: 'start:int end:int',
};

export const POLICY_ENUMS: Readonly<Record<string, readonly string[]>> = {
  'CalicoPolicySpec.types': ['Ingress', 'Egress'],
  'CalicoGlobalPolicySpec.types': ['Ingress', 'Egress'],
  'CalicoRule.action': ['Allow', 'Deny', 'Log', 'Pass'],
  'CalicoTierSpec.defaultAction': ['Pass', 'Deny'],
  'CiliumPort.protocol': ['TCP', 'UDP', 'SCTP', 'ICMP', 'ICMPv6', 'ANY'],
  'AdminIngressRule.action': ['Allow', 'Deny', 'Pass'],
  'AdminEgressRule.action': ['Allow', 'Deny', 'Pass'],
  'AdminPortNumber.protocol': ['TCP', 'UDP', 'SCTP'],
  'AdminPortRange.protocol': ['TCP', 'UDP', 'SCTP'],
  'ClusterPolicySpec.tier': ['Admin', 'Baseline'],
  'ClusterIngressRule.action': ['Accept', 'Deny', 'Pass'],
  'ClusterEgressRule.action': ['Accept', 'Deny', 'Pass'],
};
