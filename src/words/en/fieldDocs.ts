// What each Kubernetes and routing field does, in our own words: type of the field table → field → sentence. `*` holds what a name means wherever
// it has no line of its own. Fetched with the editor, never with the page.

export type FieldDocs = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const KUBERNETES_DOCS: FieldDocs = {
  '*': {
    apiVersion:
      'Group and version of the API that knows this kind, such as `apps/v1`; kinds of the core group have a version alone.',
    kind: 'What sort of object this is. Together with `apiVersion` it decides which fields may follow.',
    metadata: 'Name, namespace, labels and annotations: how others find the object.',
    spec: 'What you want to be there. The cluster works until it is so.',
    name: 'What it is called; others refer to it by this name.',
    namespace: 'The namespace in which the thing is looked for.',
    protocol: 'Protocol of the port. Where it may be left out it means `TCP`.',
    port: 'Number of the port.',
    ports: 'The ports this is about.',
    group: 'API group of the kind that is referred to; the core group is an empty text.',
    type: 'Which variant this is.',
    value: 'The value itself.',
    annotations: 'Notes for controllers, as texts. They select nothing, but some switch features on.',
    selector: 'Labels that a thing must have, all of them, to be chosen.',
    endPort: 'Last port of a range that begins at `port`, both included.',
    cidr: 'A range of addresses such as `10.0.0.0/24`.',
    except: 'Ranges inside `cidr` that are left out of it.',
    matchLabels: 'Labels that must all be there with exactly these values. Empty, everything matches.',
    ingress: 'Rules for what comes in.',
    egress: 'Rules for what goes out.',
    podSelector: 'Chooses pods by their labels. Empty (`{}`), it chooses all.',
    namespaceSelector: 'Chooses namespaces by their labels. Empty (`{}`), it chooses all.',
  },
  ObjectMeta: {
    name: 'Name of the object, once for its kind in its namespace. DNS names are made of it, so lower case, digits and dashes.',
    namespace: 'Namespace of the object. Left out it means `default`. Policies and Services choose pods of their own namespace.',
    labels: 'Pairs of texts by which Services, policies and workloads choose objects. One wrong label, and nobody is chosen.',
    ownerReferences: 'Who made this object, such as the Deployment behind a pod. The owner is what one edits.',
    deletionTimestamp: 'Since when the object is being deleted. A pod with it is terminating, and gets no new connections.',
    creationTimestamp: 'When it was made. Where two objects claim the same, the older one wins.',
  },
  Pod: {
    spec: 'Containers, ports and network of the pod.',
    status: 'What the node says of the pod: its address, phase and readiness.',
  },
  PodStatus: {
    podIP: 'Address of the pod. Left out, the cluster gives it one of the right range.',
    phase: 'How far the pod has come. Only a `Running` one answers.',
    conditions: 'States of the pod, `Ready` among them.',
  },
  PodCondition: {
    type: 'Name of the condition. `Ready` decides whether Services send to the pod.',
    status: '`True`, `False` or `Unknown`.',
  },
  PodSpec: {
    containers: 'What runs in the pod. All of them share one address, so two cannot listen at the same port.',
    initContainers: 'Run before the others; with `restartPolicy: Always` they stay beside them, and their ports count.',
    nodeName: 'The node that the pod is on. Left out, the scheduler chooses.',
    hostNetwork: 'The pod uses the network of its node: the node’s address, and no NetworkPolicy guards it reliably.',
    hostname: 'First part of the pod’s own DNS name. Left out it is the pod’s name.',
    subdomain: 'Name of a headless Service. With `hostname` the pod then has a DNS name of its own.',
    dnsPolicy: 'Whom the pod asks for names: the cluster’s DNS, or whom its node asks.',
    dnsConfig: 'Further name servers and search domains, added to what `dnsPolicy` gives.',
    serviceAccount: 'The older spelling of `serviceAccountName`.',
    serviceAccountName: 'Who the pod is for the API server, and for policies that choose by service account.',
  },
  Container: {
    name: 'Name of the container, once in the pod.',
    image: 'The picture that the container is started from.',
    ports:
      'Ports that the program listens at, told to readers. A port that is not listed may still answer; names of ports are looked up here.',
    restartPolicy: 'On an init container, `Always` makes it a sidecar that keeps running.',
  },
  ContainerPort: {
    name: 'Name of the port. A Service’s `targetPort` and a policy’s `port` may use it.',
    containerPort: 'Number at which the program listens, on the pod’s own address.',
  },
  PodDNSConfig: {
    nameservers: 'Addresses of servers that are asked for names.',
    searches: 'Endings that are tried behind a short name, in order.',
    options: 'Settings of the resolver, `ndots` above all.',
  },
  PodDNSConfigOption: {
    name: 'Name of the setting, such as `ndots`.',
    value: 'With `ndots: 5` a name of fewer than five dots is tried with the search domains first.',
  },
  PodTemplateSpec: {
    metadata: 'Labels of every pod that is made. The selector of the workload must match them.',
    spec: 'What every pod that is made looks like.',
  },
  LabelSelector: { matchExpressions: 'Conditions on labels; all must hold, and all of `matchLabels` too.' },
  LabelSelectorRequirement: {
    key: 'The label that is looked at.',
    operator:
      '`In` and `NotIn` compare with `values`; `Exists` and `DoesNotExist` only look for the key. `NotIn` holds for those without the label as well.',
    values: 'What the label may, or may not, be. Empty with `Exists` and `DoesNotExist`.',
  },
  DeploymentSpec: {
    replicas: 'How many pods there shall be. Left out it means 1.',
    selector: 'Which pods belong to the workload. It must match the labels of `template`.',
    template: 'The pod that is made as often as wanted.',
    serviceName: 'The headless Service that gives each pod its DNS name.',
  },
  Service: {
    spec: 'Which pods stand behind the Service, at which ports, and who may come.',
    status: 'What the cloud answered: the address of the load balancer.',
  },
  ServiceStatus: { loadBalancer: 'What the load balancer was given.' },
  LoadBalancerStatus: { ingress: 'Addresses at which the load balancer takes letters.' },
  LoadBalancerIngress: {
    ipMode: '`VIP`: nodes catch letters to this address themselves. `Proxy`: they go out to the load balancer even from inside.',
  },
  ServiceSpec: {
    type: 'How far the Service can be reached: inside alone (`ClusterIP`), at a port of every node (`NodePort`), at a load balancer (`LoadBalancer`), or as another name (`ExternalName`).',
    selector:
      'Labels of the pods behind the Service, in its own namespace; all must match. Without it, EndpointSlices say who is behind it.',
    ports: 'Ports at which the Service is called, and where each leads.',
    clusterIP: 'The address inside the cluster. `None` makes the Service headless: DNS answers with the pods’ own addresses.',
    clusterIPs: 'The addresses by family; the first is `clusterIP`.',
    externalName: 'The name that DNS answers with. Nothing is forwarded, and ports do not count.',
    externalIPs: 'Further addresses that nodes catch for this Service. Somebody else must lead them to a node.',
    externalTrafficPolicy:
      '`Cluster`: any node takes part, and the caller’s address is lost. `Local`: only nodes with a ready pod, and the address stays.',
    internalTrafficPolicy:
      '`Local`: callers inside reach only endpoints on their own node; with none there, the letter is dropped.',
    publishNotReadyAddresses: 'Pods that are not ready count as endpoints as well.',
    sessionAffinity: '`ClientIP`: one caller’s connections keep going to the same pod for a time.',
    loadBalancerSourceRanges: 'Ranges that may come through the load balancer; all others are dropped.',
    loadBalancerIP: 'The address that the load balancer shall have. On Azure an annotation has taken its place.',
    allocateLoadBalancerNodePorts:
      '`false`: no node ports are taken. Azure’s load balancer then still finds its way, by floating address.',
    healthCheckNodePort: 'Port at which a node tells the load balancer whether it has a pod; for `externalTrafficPolicy: Local`.',
    sessionAffinityConfig: 'How long `sessionAffinity` lasts.',
    loadBalancerClass: 'Which controller makes the load balancer. With a class that nobody serves, no address comes.',
    trafficDistribution: 'Which endpoints are preferred: those of the same zone or of the same node. None there, any will do.',
  },
  ServicePort: {
    name: 'Name of the port; needed where there are several. Ingress backends may use it.',
    port: 'Number at which the Service is called.',
    targetPort: 'Where it leads on the pod: a number, or the name of a container’s port.',
    nodePort: 'The port of every node, from 30000 to 32767. Left out, one is chosen.',
    appProtocol: 'What is spoken at the port. On Azure it decides how the load balancer probes.',
  },
  SessionAffinityConfig: { clientIP: 'Settings of affinity by the caller’s address.' },
  ClientIPConfig: {
    timeoutSeconds: 'After so many seconds without a connection another pod may be chosen. Left out it means 10800.',
  },
  EndpointSlice: {
    addressType: 'What the addresses are: `IPv4`, `IPv6` or names.',
    endpoints: 'Who is behind the Service that the label `kubernetes.io/service-name` names.',
    ports: 'Ports at the endpoints, matched to the Service’s by name.',
  },
  Endpoint: {
    addresses: 'Address of the endpoint; the first one counts.',
    conditions: 'Whether it takes new connections.',
    nodeName: 'Node of the endpoint, for `Local` traffic policies.',
    hostname: 'Its own name below the headless Service.',
    zone: 'Zone of the endpoint, for `trafficDistribution`.',
    hints: 'Zones and nodes that this endpoint is meant for.',
  },
  EndpointHints: { forZones: 'Zones whose callers shall use it.', forNodes: 'Nodes whose callers shall use it.' },
  EndpointConditions: {
    ready: 'It takes new connections.',
    serving: 'It still answers, even while it ends.',
    terminating: 'It is ending. Used only when no ready endpoint is left.',
  },
  NetworkPolicySpec: {
    podSelector: 'The pods that the policy guards, in its own namespace. Empty (`{}`), it guards all of them.',
    policyTypes: 'Which directions are guarded. A guarded direction refuses everything that no rule of any policy allows.',
    ingress: 'Who may come in. With `Ingress` guarded and no rule here, nobody may.',
    egress: 'Where they may go. With `Egress` guarded and no rule here, nowhere: not even to DNS.',
  },
  NetworkPolicyIngressRule: {
    from: 'Who may come: any one of the list. Left out or empty, everybody.',
    ports: 'At which ports of the pod, after the Service has been undone. Left out, at all.',
  },
  NetworkPolicyEgressRule: {
    to: 'Where they may go: any one of the list. Left out or empty, everywhere.',
    ports: 'To which ports of the one that answers: a pod’s own, not its Service’s. Left out, to all.',
  },
  NetworkPolicyPeer: {
    podSelector:
      'Pods with these labels: of the policy’s own namespace, or of the ones that `namespaceSelector` of the same item chooses.',
    namespaceSelector:
      'Namespaces with these labels. In one item with `podSelector` both must hold; a dash before it makes it another item, and either will do.',
    ipBlock: 'Addresses outside the cluster. Pods are not meant by it, whatever their address.',
  },
  NetworkPolicyPort: {
    port: 'A number, or the name of a port of the containers. Left out, every port of the protocol.',
    endPort: 'Last port of a range that begins at `port`, which must then be a number.',
  },
  IngressSpec: {
    ingressClassName: 'Which controller serves it. Without a class and without a default one, nobody does.',
    defaultBackend: 'Where requests go that no rule matches.',
    tls: 'Certificates by host name.',
    rules: 'Which host and path lead to which Service.',
  },
  IngressBackend: {
    service: 'The Service that gets the request, in the Ingress’s own namespace.',
    resource: 'An object of another kind instead of a Service.',
  },
  IngressServiceBackend: { name: 'Name of the Service.', port: 'Port of the Service (not of the pod), by number or by name.' },
  ServiceBackendPort: { name: 'Name of a port of the Service.', number: 'Number of a port of the Service.' },
  TypedLocalObjectReference: { apiGroup: 'API group of the object; the core group is left out.', kind: 'Kind of the object.' },
  IngressTLS: {
    hosts: 'Host names that the certificate is for.',
    secretName: 'The Secret with certificate and key, of type `kubernetes.io/tls`.',
  },
  IngressRule: {
    host: 'Host name of the request; `*.` in front stands for one label. Left out, every host.',
    http: 'The paths under the host.',
  },
  HTTPIngressRuleValue: { paths: 'Paths and where they lead; the longest match wins.' },
  HTTPIngressPath: {
    path: 'The path that is compared with the request’s. It begins with `/`.',
    pathType: '`Exact`: the same path. `Prefix`: whole parts between slashes. `ImplementationSpecific`: as the controller likes.',
    backend: 'Where the request goes.',
  },
  IngressClassSpec: { controller: 'Name of the controller that serves this class.' },
  NginxControllerSpec: {
    ingressClassName: 'The class that this controller serves.',
    controllerNamePrefix: 'How the names of its own objects begin.',
    loadBalancerAnnotations: 'Annotations for the controller’s Service: an internal load balancer is asked for here.',
    defaultSSLCertificate: 'The certificate for hosts that have none.',
    defaultBackendService: 'The Service for requests that nothing matches.',
    httpDisabled: 'No port 80, TLS alone.',
    enableSSLPassthrough: 'TLS may be led through to the pods unopened, where an Ingress asks for it.',
  },
  DefaultCertificate: { secret: 'The Secret with the certificate.', forceSSLRedirect: 'Plain requests are sent to HTTPS.' },
  Secret: {
    type: '`kubernetes.io/tls` for a certificate with its key.',
    data: 'Contents in base64: `tls.crt` and `tls.key`.',
    stringData: 'Contents as plain text; they win over `data`.',
  },
  GatewayClassSpec: { controllerName: 'Name of the controller that serves Gateways of this class.' },
  GatewaySpec: {
    gatewayClassName: 'Which class, and so which controller, this Gateway belongs to.',
    listeners: 'Ports, protocols and host names at which it takes requests.',
    addresses: 'Addresses that the Gateway shall have.',
  },
  GatewayAddress: { type: '`IPAddress` or `Hostname`.', value: 'The address, or the name.' },
  Listener: {
    name: 'Name of the listener; routes may choose it by `sectionName`.',
    hostname: 'Host names that are taken here; left out, all.',
    port: 'Port at which the Gateway listens.',
    protocol: '`HTTP`, `HTTPS`, `TLS`, `TCP` or `UDP`.',
    tls: 'Where TLS ends, and with which certificate.',
    allowedRoutes: 'Which routes may hang themselves here. Left out, those of the Gateway’s own namespace.',
  },
  ListenerTLSConfig: {
    mode: '`Terminate`: TLS ends at the Gateway. `Passthrough`: it is led through unopened.',
    certificateRefs: 'Secrets with certificates. One of another namespace needs a ReferenceGrant there.',
  },
  AllowedRoutes: { namespaces: 'From which namespaces routes may come.', kinds: 'Of which kinds they may be.' },
  RouteNamespaces: {
    from: '`Same`, `All`, or `Selector` by labels.',
    selector: 'Labels of the namespaces, with `from: Selector`.',
  },
  HTTPRouteSpec: {
    parentRefs: 'The Gateways that the route hangs on.',
    hostnames: 'Host names that it is for; those of the listener bound them.',
    rules: 'What is matched, changed and where it leads.',
  },
  ParentReference: {
    kind: 'Kind of the parent; left out, `Gateway`.',
    name: 'Name of the Gateway.',
    namespace: 'Namespace of the Gateway; left out, the route’s own.',
    sectionName: 'One listener of it, by name; left out, all that fit.',
    port: 'Listeners of this port alone.',
  },
  HTTPRouteRule: {
    matches: 'Any one of them is enough; inside one, everything must hold. Left out, every request.',
    filters: 'What is done with the request on the way.',
    backendRefs: 'Where it goes, shared by weight. None, and the answer is 500.',
  },
  HTTPRouteMatch: {
    path: 'The path of the request.',
    headers: 'Headers that must all be there.',
    queryParams: 'Parameters of the query that must all be there.',
    method: 'Method of the request.',
  },
  HTTPPathMatch: {
    type: '`Exact`, `PathPrefix` (whole parts between slashes) or `RegularExpression`.',
    value: 'The path that is compared.',
  },
  ValueMatch: { type: '`Exact` or `RegularExpression`.', name: 'Name of the header or parameter.', value: 'What it must be.' },
  HTTPRouteFilter: {
    type: 'What the filter does.',
    requestRedirect: 'Answers with another address instead of forwarding.',
    urlRewrite: 'Changes host or path before forwarding.',
  },
  HTTPRequestRedirectFilter: {
    scheme: 'Scheme of the new address.',
    hostname: 'Host of the new address.',
    path: 'Path of the new address.',
    port: 'Port of the new address.',
    statusCode: 'Which redirect is answered; left out it means 302.',
  },
  HTTPURLRewriteFilter: { hostname: 'The host that the backend sees.', path: 'The path that the backend sees.' },
  HTTPPathModifier: {
    type: 'Whether the whole path is put anew, or its matched beginning.',
    replaceFullPath: 'The new path.',
    replacePrefixMatch: 'What stands in place of the beginning that matched.',
  },
  HTTPBackendRef: {
    kind: 'Kind of the backend; left out, `Service`.',
    name: 'Name of the Service.',
    namespace: 'Namespace of the Service; another than the route’s needs a ReferenceGrant there.',
    port: 'Port of the Service.',
    weight: 'Its share among the others. Left out it means 1; with 0 nothing comes.',
  },
  ReferenceGrantSpec: { from: 'Who may refer to things of this namespace.', to: 'What they may refer to.' },
  ReferenceGrantFrom: { kind: 'Kind of the object that refers.', namespace: 'Namespace that it refers from.' },
  ReferenceGrantTo: { kind: 'Kind that may be referred to.', name: 'One object alone; left out, all of the kind.' },
};
