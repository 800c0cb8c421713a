// Simplified Chinese of en/hints.ts; terms as docs/glossary.md has them.
import type { Dictionary, Sentence } from '../dictionary.ts';
import { AZURE_HINTS, AZURE_LAYERS } from './azureHints.ts';
import { EXIT_HINTS } from './exitHints.ts';
import { GOAL_HINTS } from './goalHints.ts';
import { POLICY_HINTS } from './policyHints.ts';
import { WEB_HINTS, WEB_LAYER } from './webHints.ts';

const LAYERS: Readonly<Record<string, Sentence>> = {
  pod: { office: '门、路牌和服务台都没问题。看看那台笔记本自己。', network: '看看 Pod 自己：它的端口、它的网络、它所在的位置。' },
  svc: { office: '没有墙挡住这封信。看看它寄往的服务台。', network: '看 Service 和它的端点，不用看策略或路由。' },
  lb: {
    office: '看看前台：它在哪个街面地址开门，又认为哪些房间正常？',
    network: '看负载均衡器：Service 的前端，还有它的运行状况探测。',
  },
  snat: {
    office: '路由和门都没问题。看看出门的戳：它有多少条线路，每条能留多久？',
    network: '看出去时的来源改写：每个地址的端口数和空闲时间。',
  },
  find: { office: '这里没有要修的：它是一个问题。跟着信走，不要猜。', network: '这个目标要的是观察：从跟踪里读出来。' },
  cni: {
    office: '门和服务台都没问题。看看谁给笔记本发号码，外面又有谁认得这些号码。',
    network: '看集群的网络模式：它决定出去的是谁的地址，以及谁能到达 Pod。',
  },
  ipam: {
    office: '门和工牌都没问题。更早一步，停在号码上：数一数。',
    network: '看地址规划：子网、Pod 和 Service 的范围、maxPods、激增。',
  },
  np: {
    office: '这是读卡器的事。一封信既要有出门的许可，也要有进门的许可。',
    network: '看 NetworkPolicy：发送者的出站和接收者的入站都必须允许。',
  },
  route: { office: '请求没问题。跟着回信走一遍回家的路。', network: '看路由：回复必须经过见过请求的设备。' },
  goal: { office: '网络做的正是它被要求做的。再看看目标要的是什么。', network: '网络本身没问题；目标要的是别的。' },
  ...AZURE_LAYERS,
  web: WEB_LAYER,
};

const SELECTED: Readonly<Record<string, readonly [Sentence, Sentence]>> = {
  'pod.hostNetwork': [
    { office: '{pod} 没有自己的号码：它借用房间的号码。', network: 'Pod {pod} 运行在它所在节点的网络里。' },
    '从 {pod} 的 Pod 规约里去掉 hostNetwork: true。',
  ],
  'pod.port': [
    { office: '{pod} 在家，也在听，但用的是另一只耳朵。', network: 'Pod {pod} 监听 {current}。' },
    '写给 {current} 中的一个，或者让 {pod} 监听 containerPort {suggested}。',
  ],
  'svc.selector': [
    {
      office: '服务台 {service} 按标签点人。把它的选择器和笔记本的标签比一比。',
      network: 'Service {service} 选择 {current}。把它和 Pod 的标签比一比。',
    },
    '把 Service {service} 的 {field} 设为 {suggested}。',
  ],
  'svc.targetPort': [
    {
      office: '服务台 {service} 拨的是笔记本上没有人听的耳朵。',
      network: 'Service {service} 改写到端口 {current}，而它的 Pod 监听 {suggested}。',
    },
    '把 Service {service} 的 {field} 设为 {suggested}。',
  ],
  'svc.port': [
    {
      office: '服务台 {service} 没有耳朵 {suggested}。',
      network: 'Service {service} 的端口是 {current}，发送者要的是 {suggested}。',
    },
    '把 Service {service} 的 {field} 设为 {suggested}，或者写给 {current}。',
  ],
  'svc.notReady': [
    {
      office: '服务台 {service} 拨给了 {pods}，而它还没准备好接听。',
      network: 'Service {service} 与就绪状态：{pods} 被选中，但不是 Ready。',
    },
    '只该拨就绪的 Pod：不要开 Service {service} 的 publishNotReadyAddresses，并让 {pod} 变为 Ready。',
  ],
  'svc.namespace': [
    { office: '服务台和它的人不在同一个部门。', network: 'Service 只选择自己命名空间里的 Pod，它的名字也在那个命名空间里。' },
    '把 Service 放进命名空间 {suggested}，而不是 {current}；或者在那里放一个指向它的 ExternalName Service。',
  ],
  'svc.name': [
    { office: '电话簿里有个名字，和问的那个只差一点。', network: '{namespace} 里没有 Service {service}，但有 {current}。' },
    '把 Service 命名为 {suggested}，或者写给 {current}。',
  ],
  'svc.missing': [
    { office: '{namespace} 的电话簿里没有服务台 {service}。', network: '命名空间 {namespace} 里没有 Service {service}。' },
    '在命名空间 {namespace} 里创建名为 {service} 的 Service。',
  ],
  'svc.headless': [
    {
      office: '服务台 {service} 没有自己的号码：打电话的人直接拨笔记本，用的是自己选的端口。',
      network: 'Service {service} 是无头的，所以没有谁把 port 改写为 targetPort。',
    },
    '从 Service {service} 里去掉 clusterIP: None，或者写给 Pod 自己的端口。',
  ],
  'svc.itpLocal': [
    {
      office: '服务台 {service} 只许用打电话的人自己房间里的笔记本，而那个房间里没有。',
      network: 'Service {service}：internalTrafficPolicy 是 Local，而调用者的节点上没有端点。',
    },
    '把 Service {service} 的 {field} 设为 {suggested}，或者不写。',
  ],
  'svc.etpLocal': [
    {
      office: '服务台 {service} 只许用收到信的房间里的笔记本，而那个房间里没有。',
      network: 'Service {service}：externalTrafficPolicy 是 Local，而这个节点上没有端点。',
    },
    '把 Service {service} 的 {field} 设为 {suggested}，或者在调用者用到的每个节点上都运行一个 Pod。',
  ],
  'svc.etpCluster': [
    {
      office: '服务台 {service} 让任何房间都能收信。把信转出去的房间会用自己的号码盖住来电者的。',
      network: 'Service {service}：externalTrafficPolicy 为 Cluster 时，节点会伪装调用者。',
    },
    '把 Service {service} 的 {field} 设为 {suggested}。',
  ],
  'svc.type': [
    {
      office: '服务台 {service} 没有通到这位来电者那里的门。',
      network: 'Service {service} 的类型是 {current}，这个客户端到不了。',
    },
    '把 Service {service} 的 {field} 设为 {suggested}。',
  ],
  'svc.nodePort': [
    {
      office: '服务台 {service} 在每个房间都开了门，但不是这扇：它的号码是 {current}。',
      network: 'Service {service} 的节点端口是 {current}；客户端用的是 {suggested}。',
    },
    '把 Service {service} 的 {field} 设为 {suggested}。',
  ],
  'svc.sourceRanges': [
    {
      office: '服务台 {service} 有来宾名单，这位来电者不在上面。',
      network: 'Service {service}：loadBalancerSourceRanges 不接纳这个客户端。',
    },
    '把来电者的范围加进 Service {service} 的 {field}，或者去掉名单。',
  ],
  'lb.internal': [
    {
      office: '{service} 的前台在楼里面，在 {current}。这位来电者在大街上。',
      network: 'Service {service} 的前端是内部的 {current}；互联网上的客户端到不了。',
    },
    '从 Service {service} 里去掉注解 azure-load-balancer-internal，并给它公共地址 {suggested}。',
  ],
  'lb.lent': [
    {
      office: '{service} 的前台曾经在 {lent}，那是借来的地址。地址已经还了，指示牌还指着那里。',
      network: 'DNS 指向 {lent}，那是 Azure 借给 {service} 的地址，可能已给了别人；前端是 {current}。',
    },
    '在 Service {service} 里写明你自己的地址，azure-pip-name: {name}，并让 DNS 记录指向 {suggested}。',
  ],
  'lb.ip': [
    {
      office: '{service} 的前台在 {current}；来电者去的是 {suggested}。',
      network: 'Service {service} 的前端是 {current}；客户端用的是 {suggested}。',
    },
    '用注解给 Service {service} 地址 {suggested}。',
  ],
  'cni.unroutable': [
    {
      office: '笔记本用的是内线号码。集群外面谁也没有指向它们的路牌，前台怎么搭都一样。',
      network: '模式 {current}：从集群外部无法路由到 Pod 地址。',
    },
    '修改集群 {object} 的 {field}，让 Pod 得到虚拟网络的地址：networkPlugin azure，不写 networkPluginMode。然后数一数地址。',
  ],
  'cni.routable': [
    {
      office: '每台笔记本都有大楼的号码，所以楼里和总部的任何人都能拨通它。',
      network: '模式 {current}：从虚拟网络和本地都能到达 Pod。',
    },
    '把集群 {object} 的 {field} 设为 {suggested}，或者用 NetworkPolicy 把门关上。',
  ],
  'cni.leaveKubenet': [
    {
      office: '在这座大楼里，只有靠楼区板子上的路牌才找得到房间，而那里的板子没有了。',
      network: '{current} 模式：别的节点上的 Pod 只能靠节点子网的路由表到达，而那里没有。',
    },
    '给集群 {object} 设 {field}：{suggested}。引擎（{engine}）在迁移之前卸下，之后再装。',
  ],
  'cni.combination': [
    {
      office: '这些不能放在同一座大楼里：{combination}。',
      network: 'AKS 没有这样组合模式、数据平面和策略引擎的集群：{combination}。',
    },
    '先换模式，再换它提供的引擎：kubenet 只有 Calico，Cilium 需要 Azure CNI。',
  ],
  'cni.source': [
    {
      office: '信在集群外面写着谁的号码，取决于笔记本怎样得到号码。',
      network: '模式 {current} 决定那里看到的是 Pod 自己的地址还是它节点的地址。',
    },
    '在集群 {object} 的 {field} 里比较各种模式：哪一种保留目标要的地址？',
  ],
  'ipam.full': [
    {
      office: '{subnet} 有 {usable} 个号码；房间要锁住 {needed} 个。每个房间给自己留一个，再给每个可能坐满的座位留一个。',
      network:
        '子网 {subnet}：含激增需要 {needed} 个地址，可用 {usable} 个。每个节点占 1 + maxPods 个，而 maxPods 是 {current}。',
    },
    '把 maxPods 降到 {suggested} 左右，只要每个 Pod 仍有座位；或者在集群建立之前给 {subnet} 更大的范围。',
  ],
  'ipam.rooms': [
    {
      office: '{subnet} 有 {usable} 个号码，算上升级时的备用房间要开 {rooms} 个房间：每个房间连一台笔记本的号码都留不下。',
      network: '子网 {subnet}：{usable} 个可用地址要分给 {rooms} 个节点（含激增）。maxPods 再小也不够。',
    },
    '在建集群之前给 {subnet} 更大的范围，或者选一种 Pod 不占 {subnet} 号码的模式。',
  ],
  'ipam.podSubnet': [
    {
      office: '{subnet} 有 {usable} 个号码给笔记本；房间成批地取号码并留着，这样一共要 {needed} 个。',
      network: 'Pod 子网 {subnet}：需要 {needed} 个地址，可用 {usable} 个。节点每次取 16 个一批，不是一个一个取。',
    },
    '给 Pod 一个比 {subnet} 更大的范围，或者用 Overlay，它的 Pod 不占虚拟网络的号码。',
  ],
  'ipam.surge': [
    {
      office: '人人都坐得下，直到粉刷匠来：升级要多开一个房间，而 {subnet} 没有号码给它。',
      network: '子网 {subnet}：已用 {used}/{usable}，加上升级的激增节点需要 {needed}。maxPods 是 {current}。',
    },
    '把 maxPods 降到 {suggested}，或者在集群建立之前给 {subnet} 更大的范围。',
  ],
  'ipam.unplaced': [
    {
      office: '号码够，座位不够：{pods|# 台笔记本}站着，首先是 {pod}。',
      network: '{pods|# 个 Pod}没有落脚处：maxPods 为 {current} 时节点共能容纳 {seats} 个 Pod。',
    },
    '把 maxPods 至少提高到 {suggested}，再数一遍地址。',
  ],
  'ipam.overlap': [
    { office: '两个范围都要同样的号码，而在集群里面总是内部的那个赢。', network: '范围重叠：见集群 {object} 的 {field}。' },
    '给 {field} 选一个里外都没有别人用的范围。',
  ],
  'ipam.reserved': [
    { office: '有些号码属于大楼自己，谁也不给。', network: '{field}：{cidr} 就是或者包含 Azure 留给自己的范围。' },
    '给 {field} 换一个范围，例如 10.0.0.0/8 之内的，并避开 169.254.0.0/16、172.30.0.0/16、172.31.0.0/16 和 192.0.2.0/24。',
  ],
  'ipam.dnsIp': [
    {
      office: '电话簿要用服务台范围里的号码，但不能是第一个。',
      network: '{field}：{cidr} 必须在 Service CIDR 之内，且不是它的第一个地址。',
    },
    '把 {field} 设为 Service CIDR 的第十个地址。',
  ],
  'ipam.podCidr': [
    { office: '内部范围的格子太少：每个房间要占一个 /24。', network: '{field}：{cidr} 里的 /24 不够节点用。' },
    '给 {field} 选更大的范围：一个 /16 够 256 个节点用。',
  ],
  'ipam.invalid': [
    { office: '还没开一间房，方案就被拒绝了。看看检查。', network: '方案有错误；检查里写明了。' },
    '读“检查”下的第一个错误，改它点名的字段。',
  ],
  'route.reply': [
    { office: '信到了；它的回信走了一扇从没见过这封信的门。', network: '来自 {to} 的回复没有回到 {from}。' },
    '让去程和回程经过同样的有状态设备。',
  ],
  ...GOAL_HINTS,
  ...POLICY_HINTS,
  ...AZURE_HINTS,
  ...EXIT_HINTS,
  ...WEB_HINTS,
};

export const HINT_WORDS: Dictionary = Object.fromEntries(
  Object.entries(SELECTED).flatMap(([code, [object, change]]) => [
    [`hint.${code}.1`, LAYERS[code.split('.')[0] ?? ''] ?? ''],
    [`hint.${code}.2`, object],
    [`hint.${code}.3`, change],
  ]),
);
