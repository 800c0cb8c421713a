// The Kubernetes fields of the kinds we read, by type of the API reference: what each is called, its type, and what the game does with it.
// `name:type` is honoured; `-` after it is ignored, `~` not simulated yet, `=` written by the server; a word after that says why. Below a
// field that is not honoured nothing is marked again: one line of the report is enough.

export const KUBERNETES_FIELDS: Readonly<Record<string, string>> = {
  ObjectMeta:
    'name:string namespace:string labels:map annotations:map ownerReferences:OwnerReference[] deletionTimestamp:string generateName:string- finalizers:strings- creationTimestamp:any= resourceVersion:any= uid:any= generation:any= managedFields:any= selfLink:any= deletionGracePeriodSeconds:any= clusterName:any=',
  OwnerReference: 'kind:string name:string apiVersion:string- uid:any= controller:any= blockOwnerDeletion:any=',
  Namespace: 'apiVersion:string kind:string metadata:ObjectMeta spec:any= status:any=',
  Pod: 'apiVersion:string kind:string metadata:ObjectMeta spec:PodSpec status:PodStatus',
  PodStatus:
    'podIP:string phase:string conditions:PodCondition[] hostIP:any= hostIPs:any= podIPs:any= startTime:any= containerStatuses:any= initContainerStatuses:any= ephemeralContainerStatuses:any= qosClass:any= message:any= reason:any= nominatedNodeName:any= resourceClaimStatuses:any= extendedResourceClaimStatus:any= resize:any= observedGeneration:any= allocatedResources:any= resources:any=',
  PodCondition:
    'type:string status:string lastProbeTime:any= lastTransitionTime:any= message:any= reason:any= observedGeneration:any=',
  PodSpec:
    'containers:Container[] initContainers:Container[] nodeName:string hostNetwork:bool hostname:string subdomain:string dnsPolicy:string activeDeadlineSeconds:int- affinity:Affinity~scheduling automountServiceAccountToken:bool-access dnsConfig:PodDNSConfig enableServiceLinks:bool-inside ephemeralContainers:any- hostAliases:HostAlias[]~ hostIPC:bool-inside hostPID:bool-inside hostUsers:bool-access hostnameOverride:string~ imagePullSecrets:LocalObjectReference[]-access nodeSelector:map~scheduling os:any~scheduling overhead:any-resources preemptionPolicy:string-scheduling priority:int-scheduling priorityClassName:string-scheduling readinessGates:any~probes resourceClaims:any-resources resources:ResourceRequirements-resources restartPolicy:string- runtimeClassName:string- schedulerName:string-scheduling schedulingGates:any~scheduling securityContext:PodSecurityContext-access serviceAccount:string serviceAccountName:string setHostnameAsFQDN:bool~ shareProcessNamespace:bool-inside terminationGracePeriodSeconds:int- tolerations:Toleration[]~scheduling topologySpreadConstraints:TopologySpreadConstraint[]~scheduling volumes:Volume[]-storage workloadRef:any-scheduling',
  Container:
    'name:string image:string ports:ContainerPort[] restartPolicy:string args:strings-inside command:strings-inside env:EnvVar[]-inside envFrom:EnvFromSource[]-inside imagePullPolicy:string- lifecycle:Lifecycle-inside livenessProbe:Probe~probes readinessProbe:Probe~probes resizePolicy:any-resources resources:ResourceRequirements-resources restartPolicyRules:any- securityContext:SecurityContext-access startupProbe:Probe~probes stdin:bool-inside stdinOnce:bool-inside terminationMessagePath:string-inside terminationMessagePolicy:string-inside tty:bool-inside volumeDevices:any-storage volumeMounts:VolumeMount[]-storage workingDir:string-inside',
  ContainerPort: 'name:string containerPort:int protocol:string hostPort:int~ hostIP:string~',
  EnvVar: 'name:string value:string valueFrom:any',
  EnvFromSource: 'prefix:string configMapRef:any secretRef:any',
  Lifecycle: 'postStart:any preStop:any stopSignal:string',
  Probe:
    'exec:any httpGet:HTTPGetAction tcpSocket:TCPSocketAction grpc:any initialDelaySeconds:int timeoutSeconds:int periodSeconds:int successThreshold:int failureThreshold:int terminationGracePeriodSeconds:int',
  HTTPGetAction: 'path:string port:IntOrString host:string scheme:string httpHeaders:any',
  TCPSocketAction: 'port:IntOrString host:string',
  ResourceRequirements: 'limits:any requests:any claims:any',
  VolumeMount:
    'name:string mountPath:string subPath:string subPathExpr:string readOnly:bool mountPropagation:string recursiveReadOnly:string',
  Volume:
    'name:string awsElasticBlockStore:any azureDisk:any azureFile:any cephfs:any cinder:any configMap:any csi:any downwardAPI:any emptyDir:any ephemeral:any fc:any flexVolume:any flocker:any gcePersistentDisk:any gitRepo:any glusterfs:any hostPath:any image:any iscsi:any nfs:any persistentVolumeClaim:any photonPersistentDisk:any portworxVolume:any projected:any quobyte:any rbd:any scaleIO:any secret:any storageos:any vsphereVolume:any',
  SecurityContext:
    'allowPrivilegeEscalation:bool appArmorProfile:any capabilities:any privileged:bool procMount:string readOnlyRootFilesystem:bool runAsGroup:int runAsNonRoot:bool runAsUser:int seLinuxOptions:any seccompProfile:any windowsOptions:any',
  PodSecurityContext:
    'appArmorProfile:any fsGroup:int fsGroupChangePolicy:string runAsGroup:int runAsNonRoot:bool runAsUser:int seLinuxChangePolicy:string seLinuxOptions:any seccompProfile:any supplementalGroups:any supplementalGroupsPolicy:string sysctls:any windowsOptions:any',
  Affinity: 'nodeAffinity:any podAffinity:any podAntiAffinity:any',
  Toleration: 'key:string operator:string value:string effect:string tolerationSeconds:int',
  TopologySpreadConstraint:
    'labelSelector:LabelSelector matchLabelKeys:strings maxSkew:int minDomains:int nodeAffinityPolicy:string nodeTaintsPolicy:string topologyKey:string whenUnsatisfiable:string',
  HostAlias: 'ip:string hostnames:strings',
  PodDNSConfig: 'nameservers:strings searches:strings options:PodDNSConfigOption[]',
  PodDNSConfigOption: 'name:string value:string',
  LocalObjectReference: 'name:string',
  PodTemplateSpec: 'metadata:ObjectMeta spec:PodSpec',
  LabelSelector: 'matchLabels:map matchExpressions:LabelSelectorRequirement[]',
  LabelSelectorRequirement: 'key:string operator:string values:strings',
  Deployment: 'apiVersion:string kind:string metadata:ObjectMeta spec:DeploymentSpec status:any=',
  DeploymentSpec:
    'replicas:int selector:LabelSelector template:PodTemplateSpec minReadySeconds:int-rollout paused:bool-rollout progressDeadlineSeconds:int-rollout revisionHistoryLimit:int-rollout strategy:UpdateStrategy-rollout',
  UpdateStrategy: 'type:string rollingUpdate:any',
  StatefulSet: 'apiVersion:string kind:string metadata:ObjectMeta spec:StatefulSetSpec status:any=',
  StatefulSetSpec:
    'replicas:int selector:LabelSelector serviceName:string template:PodTemplateSpec minReadySeconds:int-rollout ordinals:any~ persistentVolumeClaimRetentionPolicy:any-storage podManagementPolicy:string-rollout revisionHistoryLimit:int-rollout updateStrategy:UpdateStrategy-rollout volumeClaimTemplates:any-storage',
  DaemonSet: 'apiVersion:string kind:string metadata:ObjectMeta spec:DaemonSetSpec status:any=',
  DaemonSetSpec:
    'selector:LabelSelector template:PodTemplateSpec minReadySeconds:int-rollout revisionHistoryLimit:int-rollout updateStrategy:UpdateStrategy-rollout',
  Service: 'apiVersion:string kind:string metadata:ObjectMeta spec:ServiceSpec status:ServiceStatus',
  ServiceStatus: 'loadBalancer:LoadBalancerStatus conditions:any=',
  LoadBalancerStatus: 'ingress:LoadBalancerIngress[]',
  LoadBalancerIngress: 'ip:string= hostname:string= ipMode:string ports:any=',
  ServiceSpec:
    'type:string selector:map ports:ServicePort[] clusterIP:string clusterIPs:strings externalName:string externalIPs:strings externalTrafficPolicy:string internalTrafficPolicy:string publishNotReadyAddresses:bool sessionAffinity:string loadBalancerSourceRanges:strings loadBalancerIP:string allocateLoadBalancerNodePorts:bool healthCheckNodePort:int sessionAffinityConfig:SessionAffinityConfig ipFamilies:strings~ipv6 ipFamilyPolicy:string~ipv6 loadBalancerClass:string trafficDistribution:string',
  ServicePort: 'name:string port:int targetPort:IntOrString protocol:string nodePort:int appProtocol:string',
  SessionAffinityConfig: 'clientIP:ClientIPConfig',
  ClientIPConfig: 'timeoutSeconds:int',
  EndpointSlice: 'apiVersion:string kind:string metadata:ObjectMeta addressType:string endpoints:Endpoint[] ports:EndpointPort[]',
  Endpoint:
    'addresses:strings conditions:EndpointConditions nodeName:string hostname:string zone:string hints:EndpointHints targetRef:any= deprecatedTopology:any=',
  EndpointHints: 'forZones:ForZone[] forNodes:ForNode[]',
  ForZone: 'name:string',
  ForNode: 'name:string',
  EndpointConditions: 'ready:bool serving:bool terminating:bool',
  EndpointPort: 'name:string port:int protocol:string appProtocol:string-',
  NetworkPolicy: 'apiVersion:string kind:string metadata:ObjectMeta spec:NetworkPolicySpec status:any=',
  NetworkPolicySpec:
    'podSelector:LabelSelector policyTypes:strings ingress:NetworkPolicyIngressRule[] egress:NetworkPolicyEgressRule[]',
  NetworkPolicyIngressRule: 'from:NetworkPolicyPeer[] ports:NetworkPolicyPort[]',
  NetworkPolicyEgressRule: 'to:NetworkPolicyPeer[] ports:NetworkPolicyPort[]',
  NetworkPolicyPeer: 'podSelector:LabelSelector namespaceSelector:LabelSelector ipBlock:IPBlock',
  IPBlock: 'cidr:string except:strings',
  NetworkPolicyPort: 'protocol:string port:IntOrString endPort:int',
};

/** Type.field → allowed values, in the order in which the API's validator prints them (VAL2). */
export const KUBERNETES_ENUMS: Readonly<Record<string, readonly string[]>> = {
  'ServiceSpec.type': ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'],
  'ServiceSpec.externalTrafficPolicy': ['Cluster', 'Local'],
  'ServiceSpec.internalTrafficPolicy': ['Cluster', 'Local'],
  'ServiceSpec.sessionAffinity': ['ClientIP', 'None'],
  'ServiceSpec.trafficDistribution': ['PreferClose', 'PreferSameNode', 'PreferSameZone'],
  'LoadBalancerIngress.ipMode': ['Proxy', 'VIP'],
  'ServicePort.protocol': ['SCTP', 'TCP', 'UDP'],
  'ContainerPort.protocol': ['SCTP', 'TCP', 'UDP'],
  'EndpointPort.protocol': ['SCTP', 'TCP', 'UDP'],
  'EndpointSlice.addressType': ['FQDN', 'IPv4', 'IPv6'],
  'NetworkPolicyPort.protocol': ['TCP', 'UDP', 'SCTP'],
  'NetworkPolicySpec.policyTypes': ['Ingress', 'Egress'],
  'LabelSelectorRequirement.operator': ['In', 'NotIn', 'Exists', 'DoesNotExist'],
  'PodSpec.dnsPolicy': ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
  'PodStatus.phase': ['Failed', 'Pending', 'Running', 'Succeeded', 'Unknown'],
  'PodCondition.status': ['False', 'True', 'Unknown'],
};
