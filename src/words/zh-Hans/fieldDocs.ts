// Simplified Chinese of en/fieldDocs.ts; terms as docs/glossary.md has them.
import type { FieldDocs } from '../en/fieldDocs.ts';

export const KUBERNETES_DOCS: FieldDocs = {
  '*': {
    apiVersion: '认得这个种类的 API 组和版本，如 `apps/v1`；核心组的种类只写版本。',
    kind: '这是哪一种对象。它与 `apiVersion` 一起决定后面可以有哪些字段。',
    metadata: '名称、命名空间、标签和注解：别人靠它们找到这个对象。',
    spec: '你想要的状态。集群会一直努力，直到做到为止。',
    name: '它叫什么；别处用这个名称引用它。',
    namespace: '到哪个命名空间里去找。',
    protocol: '端口的协议。可以不写时，不写就是 `TCP`。',
    port: '端口号。',
    ports: '涉及的端口。',
    group: '所引用种类的 API 组；核心组写空文本。',
    type: '是哪一种变体。',
    value: '值本身。',
    annotations: '写给控制器的说明，都是文本。它们不选择任何东西，但有些会开启功能。',
    selector: '要被选中必须具备的标签，缺一不可。',
    endPort: '从 `port` 开始的范围的最后一个端口，两端都包含。',
    cidr: '一个地址范围，如 `10.0.0.0/24`。',
    except: '在 `cidr` 之内、但要排除的范围。',
    matchLabels: '必须全部存在且值完全相同的标签。空的则匹配一切。',
    ingress: '关于进来的规则。',
    egress: '关于出去的规则。',
    podSelector: '按标签选择 Pod。空的（`{}`）选择全部。',
    namespaceSelector: '按标签选择命名空间。空的（`{}`）选择全部。',
  },
  ObjectMeta: {
    name: '对象的名称，同一命名空间里同一种类不能重复。DNS 名字由它组成，所以只用小写字母、数字和短横。',
    namespace: '对象的命名空间。不写就是 `default`。策略和 Service 选择自己命名空间里的 Pod。',
    labels: '成对的文本，Service、策略和工作负载靠它们选择对象。错一个标签，就谁也选不到。',
    ownerReferences: '谁创建了这个对象，例如 Pod 背后的 Deployment。要改就改所有者。',
    deletionTimestamp: '对象从何时起正在删除。带着它的 Pod 正在终止，不再得到新连接。',
    creationTimestamp: '创建的时间。两个对象争同一样东西时，更早的赢。',
  },
  Pod: {
    spec: 'Pod 的容器、端口和网络。',
    status: '节点对 Pod 的说法：地址、阶段和就绪状态。',
  },
  PodStatus: {
    podIP: 'Pod 的地址。不写，集群会从合适的范围给它一个。',
    phase: 'Pod 走到了哪一步。只有 `Running` 的会应答。',
    conditions: 'Pod 的各种状况，`Ready` 是其中之一。',
  },
  PodCondition: {
    type: '状况的名称。`Ready` 决定 Service 是否发给这个 Pod。',
    status: '`True`、`False` 或 `Unknown`。',
  },
  PodSpec: {
    containers: 'Pod 里运行的东西。它们共用一个地址，所以两个不能监听同一个端口。',
    initContainers: '先于其他容器运行；写了 `restartPolicy: Always` 就会一直陪在旁边，它们的端口也算数。',
    nodeName: 'Pod 所在的节点。不写由调度器选择。',
    hostNetwork: 'Pod 使用节点的网络：用节点的地址，没有 NetworkPolicy 能可靠地守住它。',
    hostname: 'Pod 自己的 DNS 名字的第一段。不写就是 Pod 的名称。',
    subdomain: '一个无头 Service 的名称。与 `hostname` 一起，Pod 就有自己的 DNS 名字。',
    dnsPolicy: 'Pod 向谁查名：集群的 DNS，或它的节点所问的。',
    dnsConfig: '在 `dnsPolicy` 给出的之外，再加名字服务器和搜索域。',
    serviceAccount: '`serviceAccountName` 的旧写法。',
    serviceAccountName: 'Pod 对 API 服务器、以及对按服务账号选择的策略来说是谁。',
  },
  Container: {
    name: '容器的名称，在 Pod 里不能重复。',
    image: '启动容器所用的映像。',
    ports: '程序监听的端口，写给读的人看。没列出的端口也可能应答；端口的名称在这里查。',
    restartPolicy: '写在初始化容器上时，`Always` 让它成为一直运行的边车。',
  },
  ContainerPort: {
    name: '端口的名称。Service 的 `targetPort` 和策略的 `port` 可以用它。',
    containerPort: '程序监听的端口号，在 Pod 自己的地址上。',
  },
  PodDNSConfig: {
    nameservers: '查名时询问的服务器的地址。',
    searches: '在短名字后面依次尝试的后缀。',
    options: '解析器的设置，首先是 `ndots`。',
  },
  PodDNSConfigOption: {
    name: '设置的名称，如 `ndots`。',
    value: '写 `ndots: 5` 时，少于五个点的名字先带着搜索域去试。',
  },
  PodTemplateSpec: {
    metadata: '所创建的每个 Pod 的标签。工作负载的选择器必须匹配它们。',
    spec: '所创建的每个 Pod 的样子。',
  },
  LabelSelector: {
    matchExpressions: '关于标签的条件；必须全部成立，`matchLabels` 也要全部成立。',
  },
  LabelSelectorRequirement: {
    key: '要看的标签。',
    operator: '`In` 和 `NotIn` 与 `values` 比较；`Exists` 和 `DoesNotExist` 只看键在不在。没有该标签的也符合 `NotIn`。',
    values: '标签可以是、或不可以是的值。用 `Exists` 和 `DoesNotExist` 时为空。',
  },
  DeploymentSpec: {
    replicas: '应有多少个 Pod。不写就是 1。',
    selector: '哪些 Pod 属于这个工作负载。必须匹配 `template` 的标签。',
    template: '按需要的数量创建的 Pod。',
    serviceName: '给每个 Pod 一个 DNS 名字的无头 Service。',
  },
  Service: {
    spec: 'Service 后面是哪些 Pod、用哪些端口、谁可以来。',
    status: '云的答复：负载均衡器的地址。',
  },
  ServiceStatus: {
    loadBalancer: '负载均衡器得到了什么。',
  },
  LoadBalancerStatus: {
    ingress: '负载均衡器收信的地址。',
  },
  LoadBalancerIngress: {
    ipMode: '`VIP`：节点自己接住寄往这个地址的信。`Proxy`：即使从里面寄，也要先出去到负载均衡器。',
  },
  ServiceSpec: {
    type: 'Service 能被到达的范围：只在里面（`ClusterIP`）、每个节点的一个端口（`NodePort`）、负载均衡器（`LoadBalancer`），或者只是另一个名字（`ExternalName`）。',
    selector: 'Service 后面的 Pod 的标签，只在自己的命名空间里；必须全部匹配。不写时由 EndpointSlice 说明后面是谁。',
    ports: 'Service 被访问的端口，以及各自通向哪里。',
    clusterIP: '集群内的地址。`None` 让 Service 成为无头的：DNS 直接返回 Pod 自己的地址。',
    clusterIPs: '按地址族列出的地址；第一个就是 `clusterIP`。',
    externalName: 'DNS 返回的名字。什么也不转发，端口不算数。',
    externalIPs: '节点为这个 Service 接住的其他地址。必须有别人把它们引到节点。',
    externalTrafficPolicy: '`Cluster`：任何节点都参与，调用者的地址会丢失。`Local`：只有带就绪 Pod 的节点参与，地址保留。',
    internalTrafficPolicy: '`Local`：里面的调用者只能到达自己节点上的端点；那里没有，信就被丢弃。',
    publishNotReadyAddresses: '未就绪的 Pod 也算作端点。',
    sessionAffinity: '`ClientIP`：同一个调用者的连接在一段时间内总去同一个 Pod。',
    loadBalancerSourceRanges: '可以经负载均衡器进来的范围；其他的都丢弃。',
    loadBalancerIP: '负载均衡器应有的地址。在 Azure 上已由注解取代。',
    allocateLoadBalancerNodePorts: '`false`：不占用节点端口。Azure 的负载均衡器靠浮动地址仍能找到路。',
    healthCheckNodePort: '节点在这个端口告诉负载均衡器自己有没有 Pod；用于 `externalTrafficPolicy: Local`。',
    sessionAffinityConfig: '`sessionAffinity` 持续多久。',
    loadBalancerClass: '由哪个控制器建负载均衡器。写了没有谁服务的类，就不会有地址。',
    trafficDistribution: '优先用哪些端点：同一区域的，或同一节点的。那里没有，哪个都行。',
  },
  ServicePort: {
    name: '端口的名称；有多个时必须写。Ingress 的后端可以用它。',
    port: '访问 Service 用的端口号。',
    targetPort: '它通到 Pod 的哪里：一个号码，或容器端口的名称。',
    nodePort: '每个节点上的端口，30000 到 32767。不写就选一个。',
    appProtocol: '端口上说的是什么。在 Azure 上它决定负载均衡器怎样探测。',
  },
  SessionAffinityConfig: {
    clientIP: '按调用者地址保持亲和的设置。',
  },
  ClientIPConfig: {
    timeoutSeconds: '这么多秒没有连接之后，可以另选一个 Pod。不写就是 10800。',
  },
  EndpointSlice: {
    addressType: '地址是什么：`IPv4`、`IPv6` 或名字。',
    endpoints: '标签 `kubernetes.io/service-name` 所指的 Service 后面是谁。',
    ports: '端点上的端口，按名称与 Service 的端口对应。',
  },
  Endpoint: {
    addresses: '端点的地址；第一个算数。',
    conditions: '它是否接受新连接。',
    nodeName: '端点所在的节点，用于 `Local` 流量策略。',
    hostname: '它在无头 Service 之下自己的名字。',
    zone: '端点所在的区域，用于 `trafficDistribution`。',
    hints: '这个端点打算服务的区域和节点。',
  },
  EndpointHints: {
    forZones: '应当使用它的调用者所在的区域。',
    forNodes: '应当使用它的调用者所在的节点。',
  },
  EndpointConditions: {
    ready: '它接受新连接。',
    serving: '它仍在应答，即使正在结束。',
    terminating: '它正在结束。只有没有就绪端点时才用。',
  },
  NetworkPolicySpec: {
    podSelector: '策略守护的 Pod，在它自己的命名空间里。空的（`{}`）守护全部。',
    policyTypes: '守护哪些方向。被守护的方向会拒绝一切没有任何策略规则允许的。',
    ingress: '谁可以进来。守护了 `Ingress` 而这里没有规则，就谁也不行。',
    egress: '它们可以去哪里。守护了 `Egress` 而这里没有规则，就哪里也不行：连 DNS 也不行。',
  },
  NetworkPolicyIngressRule: {
    from: '谁可以来：列表中的任何一个。不写或为空，就是所有人。',
    ports: '在 Pod 的哪些端口上，按 Service 还原之后算。不写就是全部。',
  },
  NetworkPolicyEgressRule: {
    to: '它们可以去哪里：列表中的任何一个。不写或为空，就是任何地方。',
    ports: '到应答者的哪些端口：是 Pod 自己的，不是它的 Service 的。不写就是全部。',
  },
  NetworkPolicyPeer: {
    podSelector: '带这些标签的 Pod：策略自己命名空间里的，或同一项中 `namespaceSelector` 所选命名空间里的。',
    namespaceSelector:
      '带这些标签的命名空间。与 `podSelector` 在同一项里，两者都要满足；前面加一个短横就成了另一项，满足其一即可。',
    ipBlock: '集群外的地址。不论 Pod 的地址是什么，都不指 Pod。',
  },
  NetworkPolicyPort: {
    port: '一个号码，或容器端口的名称。不写就是该协议的所有端口。',
    endPort: '从 `port` 开始的范围的最后一个端口，此时 `port` 必须是号码。',
  },
  IngressSpec: {
    ingressClassName: '由哪个控制器服务。没有类、也没有默认的类，就没有谁。',
    defaultBackend: '没有规则匹配的请求去哪里。',
    tls: '按主机名列出的证书。',
    rules: '哪个主机和路径通向哪个 Service。',
  },
  IngressBackend: {
    service: '收到请求的 Service，在 Ingress 自己的命名空间里。',
    resource: '用另一种对象代替 Service。',
  },
  IngressServiceBackend: {
    name: 'Service 的名称。',
    port: 'Service 的端口（不是 Pod 的），写号码或名称。',
  },
  ServiceBackendPort: {
    name: 'Service 的端口的名称。',
    number: 'Service 的端口的号码。',
  },
  TypedLocalObjectReference: {
    apiGroup: '对象的 API 组；核心组不写。',
    kind: '对象的种类。',
  },
  IngressTLS: {
    hosts: '证书对应的主机名。',
    secretName: '放着证书和密钥的 Secret，类型是 `kubernetes.io/tls`。',
  },
  IngressRule: {
    host: '请求的主机名；前面的 `*.` 代表一段。不写就是任意主机。',
    http: '这个主机下的路径。',
  },
  HTTPIngressRuleValue: {
    paths: '路径及其去向；最长的匹配赢。',
  },
  HTTPIngressPath: {
    path: '与请求的路径比较的路径。以 `/` 开头。',
    pathType: '`Exact`：完全相同的路径。`Prefix`：斜杠之间的整段。`ImplementationSpecific`：由控制器决定。',
    backend: '请求去哪里。',
  },
  IngressClassSpec: {
    controller: '服务于这个类的控制器的名称。',
  },
  NginxControllerSpec: {
    ingressClassName: '这个控制器服务的类。',
    controllerNamePrefix: '它自己的对象的名称以什么开头。',
    loadBalancerAnnotations: '控制器的 Service 的注解：在这里要求内部负载均衡器。',
    defaultSSLCertificate: '给没有证书的主机用的证书。',
    defaultBackendService: '接收谁也不匹配的请求的 Service。',
    httpDisabled: '没有端口 80，只有 TLS。',
    enableSSLPassthrough: '在 Ingress 要求时，可以把 TLS 原样引到 Pod。',
  },
  DefaultCertificate: {
    secret: '放着证书的 Secret。',
    forceSSLRedirect: '明文请求会被转到 HTTPS。',
  },
  Secret: {
    type: '证书和密钥用 `kubernetes.io/tls`。',
    data: '以 base64 写的内容：`tls.crt` 和 `tls.key`。',
    stringData: '以明文写的内容；优先于 `data`。',
  },
  GatewayClassSpec: {
    controllerName: '服务于这个类的 Gateway 的控制器的名称。',
  },
  GatewaySpec: {
    gatewayClassName: '这个 Gateway 属于哪个类，也就是哪个控制器。',
    listeners: '它接收请求的端口、协议和主机名。',
    addresses: 'Gateway 应有的地址。',
  },
  GatewayAddress: {
    type: '`IPAddress` 或 `Hostname`。',
    value: '地址，或名字。',
  },
  Listener: {
    name: '侦听器的名称；路由可以用 `sectionName` 选它。',
    hostname: '这里接收的主机名；不写就是全部。',
    port: 'Gateway 监听的端口。',
    protocol: '`HTTP`、`HTTPS`、`TLS`、`TCP` 或 `UDP`。',
    tls: 'TLS 在哪里结束，用哪张证书。',
    allowedRoutes: '哪些路由可以挂在这里。不写就是 Gateway 自己命名空间的。',
  },
  ListenerTLSConfig: {
    mode: '`Terminate`：TLS 在 Gateway 结束。`Passthrough`：原样引过去。',
    certificateRefs: '放着证书的 Secret。在别的命名空间里的，需要那里有 ReferenceGrant。',
  },
  AllowedRoutes: {
    namespaces: '路由可以来自哪些命名空间。',
    kinds: '路由可以是哪些种类。',
  },
  RouteNamespaces: {
    from: '`Same`、`All`，或按标签的 `Selector`。',
    selector: '命名空间的标签，与 `from: Selector` 一起用。',
  },
  HTTPRouteSpec: {
    parentRefs: '路由挂在哪些 Gateway 上。',
    hostnames: '它针对的主机名；受侦听器的主机名限制。',
    rules: '匹配什么、改什么、去哪里。',
  },
  ParentReference: {
    kind: '上级的种类；不写就是 `Gateway`。',
    name: 'Gateway 的名称。',
    namespace: 'Gateway 的命名空间；不写就是路由自己的。',
    sectionName: '其中一个侦听器的名称；不写就是所有合适的。',
    port: '只用这个端口的侦听器。',
  },
  HTTPRouteRule: {
    matches: '满足任意一个就够；一个之内必须全部成立。不写就是所有请求。',
    filters: '在途中对请求做什么。',
    backendRefs: '它去哪里，按权重分配。一个也没有时应答 500。',
  },
  HTTPRouteMatch: {
    path: '请求的路径。',
    headers: '必须全部存在的请求头。',
    queryParams: '必须全部存在的查询参数。',
    method: '请求的方法。',
  },
  HTTPPathMatch: {
    type: '`Exact`、`PathPrefix`（斜杠之间的整段）或 `RegularExpression`。',
    value: '用来比较的路径。',
  },
  ValueMatch: {
    type: '`Exact` 或 `RegularExpression`。',
    name: '请求头或参数的名称。',
    value: '它必须是什么。',
  },
  HTTPRouteFilter: {
    type: '这个过滤器做什么。',
    requestRedirect: '不转发，而是以另一个地址应答。',
    urlRewrite: '转发之前修改主机或路径。',
  },
  HTTPRequestRedirectFilter: {
    scheme: '新地址的方案。',
    hostname: '新地址的主机。',
    path: '新地址的路径。',
    port: '新地址的端口。',
    statusCode: '以哪种重定向应答；不写就是 302。',
  },
  HTTPURLRewriteFilter: {
    hostname: '后端看到的主机。',
    path: '后端看到的路径。',
  },
  HTTPPathModifier: {
    type: '是换掉整个路径，还是换掉匹配到的开头。',
    replaceFullPath: '新的路径。',
    replacePrefixMatch: '用什么代替匹配到的开头。',
  },
  HTTPBackendRef: {
    kind: '后端的种类；不写就是 `Service`。',
    name: 'Service 的名称。',
    namespace: 'Service 的命名空间；与路由不同时，需要那里有 ReferenceGrant。',
    port: 'Service 的端口。',
    weight: '它在其中的份额。不写就是 1；写 0 就什么也不来。',
  },
  ReferenceGrantSpec: {
    from: '谁可以引用这个命名空间里的东西。',
    to: '它们可以引用什么。',
  },
  ReferenceGrantFrom: {
    kind: '引用者的种类。',
    namespace: '引用者所在的命名空间。',
  },
  ReferenceGrantTo: {
    kind: '可以被引用的种类。',
    name: '只此一个对象；不写就是该种类的全部。',
  },
};
