// Simplified Chinese of en/fieldDocsPolicies.ts; terms as docs/glossary.md has them.
import type { FieldDocs } from '../en/fieldDocs.ts';

export const POLICY_DOCS: FieldDocs = {
  CalicoPolicySpec: {
    tier: '策略所在的层。各层依次询问；不写就是 `default`。',
    order: '在层内数字小的先问；没写的策略排最后。',
    selector: '它守护的 Pod，用 Calico 自己的语言：`app == "db" && has(team)`。不写就是全部。',
    namespaceSelector: '只守护这段文本所选命名空间里的 Pod。',
    types: '守护哪些方向。不写就由已有的规则推出。',
    ingress: '关于进来的规则，依次询问；第一条匹配的决定。',
    egress: '关于出去的规则，依次询问；第一条匹配的决定。',
    serviceAccountSelector: '只守护这段文本所选服务账号的 Pod。',
    preDNAT: '在还原 Service 地址之前询问；用于节点的地址，且只管进来的。',
    doNotTrack: '在记住连接之前询问，所以回复需要自己的规则。',
  },
  CalicoRule: {
    action: '`Allow` 和 `Deny` 就此结束。`Pass` 转到下一层。`Log` 只作记录。',
    protocol: '涉及的协议；不写就是任意。',
    notProtocol: '除此之外的任何协议。',
    source: '谁发送。',
    destination: '发给谁。',
    ipVersion: '4 或 6。',
    icmp: '涉及的 ICMP 种类。',
    notICMP: '不涉及的 ICMP 种类。',
  },
  CalicoEntityRule: {
    nets: '地址必须落在其中一个范围里。',
    notNets: '地址不能落在其中任何一个范围里。',
    selector: '这段文本所选的 Pod 和网络集；没有 `namespaceSelector` 时，限于策略自己的命名空间。',
    notSelector: '这段文本选中的不算。',
    namespaceSelector: '它们必须所在的命名空间；`global()` 指没有命名空间的东西。',
    ports: '端口号、范围（如 `8000:8010`）或端口的名称。',
    notPorts: '不算的端口。',
    serviceAccounts: '按服务账号选 Pod。',
    services: '一个 Service 的端点。',
  },
  CalicoIcmp: {
    type: 'ICMP 类型的号码。',
    code: '其中代码的号码。',
  },
  CalicoServiceAccounts: {
    names: '服务账号的名称，任意一个都行。',
    selector: '这段文本所选的服务账号。',
  },
  CalicoServices: {
    name: 'Service 的名称。',
    namespace: '它的命名空间；不写就是策略自己的。',
  },
  CalicoTierSpec: {
    order: '数字小的先问。',
    defaultAction: '被这一层的策略守护、又没有规则匹配的会怎样：`Deny`，或 `Pass` 到下一层。',
  },
  CalicoNets: {
    nets: '这个集合代表的范围；策略按标签选它。',
  },
  CiliumNetworkPolicy: {
    spec: '一条规则。',
    specs: '同一个名称下的多条规则。',
  },
  CiliumClusterwideNetworkPolicy: {
    spec: '一条规则，针对所有命名空间的 Pod。',
    specs: '同一个名称下的多条规则。',
  },
  CiliumRule: {
    endpointSelector: '它守护的 Pod。空的（`{}`）就是命名空间里的全部；集群范围的策略则是整个集群。',
    enableDefaultDeny: '没有规则允许的是否拒绝。不写时，每个有规则的方向都拒绝。',
    ingress: '谁可以进来。',
    ingressDeny: '谁不可以进来；它胜过一切允许。',
    egress: '它们可以去哪里。',
    egressDeny: '它们不可以去哪里；它胜过一切允许。',
  },
  CiliumDefaultDeny: {
    ingress: '对进来的。',
    egress: '对出去的。',
  },
  CiliumIngressRule: {
    fromEndpoints: '带这些标签的 Pod，限于策略自己的命名空间，除非标签写了别的。',
    fromEntities: '整组：`world`、`cluster`、`host`、`remote-node`、`kube-apiserver`、`all`。',
    fromCIDR: '集群外的范围。',
    fromCIDRSet: '集群外的范围，带例外。',
    toPorts: '在哪些端口；不写就是全部。',
    icmps: '可以进来的 ICMP 种类。',
  },
  CiliumEgressRule: {
    toEndpoints: '带这些标签的 Pod，限于策略自己的命名空间，除非标签写了别的。',
    toEntities: '整组：`world`、`cluster`、`host`、`remote-node`、`kube-apiserver`、`all`。',
    toCIDR: '集群外的范围。不指 Pod。',
    toCIDRSet: '集群外的范围，带例外。',
    toFQDNs: '外面的名字。Cilium 从 DNS 应答学到它们的地址，所以必须用 DNS 规则允许 Pod 查名。',
    toServices: '一个 Service 的端点。',
    toPorts: '到哪些端口；不写就是全部。',
    icmps: '可以出去的 ICMP 种类。',
  },
  CiliumName: {
    matchName: '完全相同的一个名字。',
    matchPattern: '带 `*` 的名字，代表一段里的任意字符。',
  },
  CiliumServices: {
    k8sService: '按名称的一个 Service。',
    k8sServiceSelector: '按标签的 Service。',
  },
  CiliumServiceName: {
    serviceName: 'Service 的名称。',
    namespace: '它的命名空间。',
  },
  CiliumServiceSelector: {
    selector: 'Service 的标签。',
    namespace: '它们的命名空间。',
  },
  CiliumPortRule: {
    ports: '可以使用的端口。',
    rules: '在那里可以问什么，用 HTTP 或 DNS。其余的在第 7 层被拒绝。',
  },
  CiliumPort: {
    port: '端口号或名称，写成文本。`0` 表示全部。',
    protocol: '协议；`ANY` 或不写表示全部。',
  },
  CiliumL7Rules: {
    http: '允许的 HTTP 请求，任意一个。',
    dns: '可以查的名字；它们的应答会教给 `toFQDNs`。',
  },
  CiliumHttpRule: {
    method: '方法，写成正则表达式。',
    path: '路径，写成匹配整体的正则表达式。',
    host: '主机，写成正则表达式。',
    headers: '必须存在的请求头。',
  },
  AdminPolicySpec: {
    tier: '`Admin` 先于 NetworkPolicy 询问，`Baseline` 在其后。',
    priority: '数字小的先问。',
    subject: '它针对的 Pod。',
    ingress: '关于进来的规则，依次询问；第一条匹配的决定。',
    egress: '关于出去的规则，依次询问；第一条匹配的决定。',
  },
  AdminSubject: {
    namespaces: '带这些标签的命名空间里的所有 Pod。',
    pods: '按标签选 Pod，按命名空间的标签选命名空间。',
  },
  AdminIngressRule: {
    name: '写给读的人看的名称。',
    action: '`Allow` 和 `Deny` 就此结束；`Pass` 交给 NetworkPolicy。',
    from: '谁发送：列表中的任何一个。',
    ports: '在哪些端口；不写就是全部。',
    protocols: '用哪些协议、在哪些端口；不写就是全部。',
  },
  AdminEgressRule: {
    name: '写给读的人看的名称。',
    action: '`Allow` 和 `Deny` 就此结束；`Pass` 交给 NetworkPolicy。',
    to: '发给谁：列表中的任何一个。',
    ports: '到哪些端口；不写就是全部。',
    protocols: '用哪些协议、到哪些端口；不写就是全部。',
  },
  ClusterIngressRule: {
    action: '`Accept` 和 `Deny` 就此结束；`Pass` 交给接下来询问的。',
  },
  ClusterEgressRule: {
    action: '`Accept` 和 `Deny` 就此结束；`Pass` 交给接下来询问的。',
  },
  AdminEgressPeer: {
    namespaces: '带这些标签的命名空间里的所有 Pod。',
    pods: '按标签选 Pod，按命名空间的标签选命名空间。',
    nodes: '按标签选节点。',
    networks: '地址范围。',
  },
  AdminPort: {
    portNumber: '一个端口。',
    portRange: '一个端口范围。',
    namedPort: '容器的一个端口，按名称。',
  },
  AdminPortRange: {
    start: '第一个端口。',
    end: '最后一个端口，包含在内。',
  },
  ClusterProtocol: {
    tcp: 'TCP，在这些端口。',
    udp: 'UDP，在这些端口。',
    sctp: 'SCTP，在这些端口。',
    destinationNamedPort: '容器的一个端口，按名称。',
  },
  ClusterProtocolPort: {
    destinationPort: '发往的端口。',
  },
  ClusterPort: {
    number: '一个端口。',
    range: '一个端口范围。',
  },
  ClusterPortRange: {
    start: '第一个端口。',
    end: '最后一个端口，包含在内。',
  },
};
