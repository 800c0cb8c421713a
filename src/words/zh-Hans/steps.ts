// Simplified Chinese of en/steps.ts; terms as docs/glossary.md has them.
import type { Dictionary } from '../dictionary.ts';

export const STEP_WORDS: Dictionary = {
  'step.resolve': { office: '电话簿', network: 'DNS' },
  'step.send': { office: '写好信', network: '已发出' },
  'step.serviceTranslation': { office: '服务台', network: 'Service（DNAT）' },
  'step.egressPolicy': { office: '出门许可', network: '出站策略' },
  'step.ingressPolicy': { office: '读卡器', network: '入站策略' },
  'step.sourceTranslation': { office: '寄件人戳', network: '来源（SNAT）' },
  'step.route': { office: '路牌', network: '路由' },
  'step.loadBalance': { office: '前台', network: '负载均衡器' },
  'step.nsg': { office: '保安', network: 'NSG' },
  'step.http': { office: '接待员', network: 'HTTP 路由器' },
  'step.firewall': { office: '安检口', network: '防火墙' },
  'step.deliver': { office: '工位', network: '套接字' },
  'step.answer': { office: '写好回信', network: '已发出回复' },
  'step.answered': { office: '读到回信', network: '已收到回复' },
  'step.untranslate': { office: '揭去盖戳', network: 'conntrack' },
  'send.pod': { office: '{from} 给 {to} 写信，号码 {address}。', network: '{from} 向 {address}:{port} 建立连接。' },
  'send.node': { office: '房间 {from} 自己给 {to} 写信，号码 {address}。', network: '{from} 向 {address}:{port} 建立连接。' },
  'send.ping': { office: '{from} 敲了敲 {address}，只想听个回声。', network: '{from} ping {address}。' },
  'send.host': { office: '{from} 从外面给 {to} 写信，号码 {address}。', network: '{from} 向 {address}:{port} 建立连接。' },
  'service.clusterIP': {
    office: '这个号码是服务台 {service}。它在 {endpoints|# 台笔记本}中拨通 {endpoint}。',
    network: '{service} 的 ClusterIP，端口 {port}：改写为 {endpoint}，{endpoints|# 个端点}之一。',
  },
  'service.nodePort': {
    office: '后门 {port} 属于 {service}。它在 {endpoints|# 台笔记本}中拨通 {endpoint}。',
    network: '{service} 的 NodePort：改写为 {endpoint}，{endpoints|# 个端点}之一。',
  },
  'service.loadBalancer': {
    office: '信上写的还是前台的号码：那就是 {service}。房间在 {endpoints|# 台笔记本}中拨通 {endpoint}。',
    network: '{service} 的前端地址，端口 {port}：改写为 {endpoint}，{endpoints|# 个端点}之一。',
  },
  'service.near.zone': {
    office: '{service} 先拨近处的：{all|# 台笔记本}中有 {near} 台在大楼的这一片，{zone}。',
    network: '{service}：trafficDistribution 只留下 {all|# 个端点}中的 {near} 个，即区域 {zone} 里的。',
  },
  'service.near.node': {
    office: '{service} 先拨近处的：{all|# 台笔记本}中有 {near} 台在这个房间，{node}。',
    network: '{service}：trafficDistribution 只留下 {all|# 个端点}中的 {near} 个，即 {node} 上的。',
  },
  'service.pending': {
    office: '前台 {service} 还没有分到号码：从外面没有号码可拨。',
    network: 'Service {service} 没有外部 IP，仍在等待分配：没有地址可以连接。',
  },
  'service.headless': {
    office: '服务台 {service} 没有号码：打电话的人自己拨 {endpoint}。',
    network: '无头 Service {service}：直接到 {endpoint}。',
  },
  'service.noEndpoints': {
    office: '有 {selected|# 台笔记本}贴着服务台 {service} 要的标签 {selector}，但没有一台就绪：房间当场把信退回。',
    network: '{service} 按 {selector} 选中 {selected|# 个 Pod}，没有一个就绪的端点：拒绝，connection refused（RST）。',
  },
  'service.selectsNobody': {
    office: '服务台 {service} 要找贴着 {selector} 的笔记本，一台也没有：房间当场把信退回。',
    network: '{service} 的选择器 {selector} 没有匹配任何 Pod，所以没有端点：拒绝，connection refused（RST）。',
  },
  'service.unfilled': {
    office: '服务台 {service} 没有选择器，也没人登记在它后面：房间当场把信退回。',
    network: '{service} 没有选择器，也没有 EndpointSlice 里的就绪地址：拒绝，connection refused（RST）。',
  },
  'service.noLocal': {
    office: '服务台 {service} 在 {node} 没有人，而 {field} 不许去隔壁找。信被丢弃。',
    network: '{service}：{field} 是 Local，而 {node} 上没有端点。丢弃。',
  },
  'service.noEcho': {
    office: '服务台 {service} 只转信，不应门。',
    network: 'ClusterIP 不应答 ping：{service} 只有它的端口，别无其他。',
  },
  'service.noSuchPort': {
    office: '服务台 {service} 没有耳朵 {port}。',
    network: '{service} 没有端口 {port}；那里没有任何应答。',
  },
  'service.sourceRanges': {
    office: '{source} 不在 {service} 的来宾名单上。',
    network: '{service}：{source} 不在 loadBalancerSourceRanges 之内。丢弃。',
  },
  'policy.egress.open': { office: '没有读卡器管 {pod} 寄出什么：可以走。', network: '没有策略隔离 {pod} 的出站：允许。' },
  'policy.egress.allowed': { office: '{pod} 可以走：{object}，{field}。', network: '{pod} 的出站由 {object}，{field} 允许。' },
  'policy.egress.denied': {
    office:
      '{pod} 不可以往那里写 {protocol} {port}：它的 {policies|# 份名单}里没有一份允许（{names}）。最接近的：{object}，{field}。',
    network:
      '{pod} 到 {protocol} {port} 的出站被拒绝：隔离它的 {policies|# 条策略}里没有一条允许（{names}）。最接近的：{object}，{field}。',
  },
  'policy.egress.unlearned': {
    office: '告示 {object} 写了 {name}，但没有告示让 {pod} 从电话簿听到它的号码。',
    network: '{object}（{field}）允许 {name}，但没有一条通往 kube-dns 的规则带有它的 `rules.dns`，所以 Cilium 学不到地址：丢弃。',
  },
  'policy.egress.forbidden': {
    office: '{pod} 被点名禁止往那里写 {protocol} {port}：{object}，{field}。',
    network: '{pod} 到 {protocol} {port} 的出站被 {object}，{field} 拒绝。',
  },
  'policy.ingress.forbidden': {
    office: '{pod} 的读卡器把 {source} 列在耳朵 {port} 的拒入名单上：{object}，{field}。',
    network: '{source} 到 {pod} 的 {protocol} {port} 的入站被 {object}，{field} 拒绝。',
  },
  'policy.ingress.open': { office: '{pod} 门口没有读卡器：谁都能进。', network: '没有策略隔离 {pod} 的入站：允许。' },
  'policy.ingress.allowed': {
    office: '{pod} 的读卡器放 {source} 进来：{object}，{field}。',
    network: '{source} 到 {pod} 的入站由 {object}，{field} 允许。',
  },
  'policy.ingress.denied': {
    office:
      '{pod} 的读卡器在耳朵 {port} 拒绝 {source}：它的 {policies|# 份来宾名单}里没有一份允许（{names}）。最接近的：{object}，{field}。',
    network:
      '{source} 到 {pod} 的 {protocol} {port} 的入站被拒绝：隔离它的 {policies|# 条策略}里没有一条允许（{names}）。最接近的：{object}，{field}。',
  },
  'policy.http.forbidden': {
    office: '读卡器拆开寄往 {host} 的信，以 403 退回：{path} 不是 {object} 放行的，{field}。',
    network: 'Envoy 返回 HTTP 403：{host} 的 GET {path} 不符合 {object}，{field} 中的任何一条。',
  },
  'policy.http.unreadable': {
    office: '读卡器必须拆信却拆不开，信是封着的：{object}，{field}。线路被切断。',
    network: 'Envoy 要为 {object}，{field} 读取 HTTP，而连接是 TLS：连接被关闭。',
  },
  'policy.unplugged': { office: '这里的读卡器没有通电：谁也不查。', network: '没有策略引擎：NetworkPolicy 不会执行。' },
  'deliver.pod': {
    office: '{receiver} 在耳朵 {port} 拆信，读到寄件人 {source}。',
    network: '{receiver} 在 {port} 接受；看到的来源：{source}。',
  },
  'deliver.echo': { office: '{receiver} 听到 {source} 敲门，也敲了回去。', network: '{receiver} 应答 {source} 的 ping。' },
  'deliver.host': { office: '{receiver} 拆信，读到寄件人 {source}。', network: '{receiver} 接受；看到的来源：{source}。' },
  'deliver.notListening': {
    office: '{receiver} 在家，但耳朵 {port} 没有人在听。当场退回。',
    network: '{receiver}：没有进程监听 {protocol} {port}。Connection refused（RST）。',
  },
  'deliver.otherPort': {
    office: '{receiver} 在家，但耳朵 {port} 没有人在听；它在 {listens} 听。当场退回。',
    network: '{receiver}：没有进程监听 {protocol} {port}；它监听 {listens}。Connection refused（RST）。',
  },
  'deliver.nobody': { office: '{where} 没有谁有这个号码。', network: '{where} 没有主机拥有地址 {address}。' },
  'deliver.stale': {
    office: '没有谁有号码 {address}：{object} 的条目 {field} 把 {question} 指向一个已经交还的号码。',
    network: '没有应答：无人拥有 {address}。{object} {field} 把 {question} 指到那里；这条记录已过时。',
  },
  'supplier.endpoint': { office: '{endpoint} 是 {service} 的内部门。', network: '{service} 的专用终结点 {endpoint}。' },
  'supplier.notApproved': {
    office: '内部门 {endpoint} 没有开：{status}。',
    network: '专用终结点 {endpoint} 的状态是 {status}；只有已批准的才放行流量。',
  },
  'supplier.closed': {
    office: '{service} 关着临街门。',
    network: '{service}：publicNetworkAccess 是 Disabled；{source} 被拒绝。',
  },
  'supplier.notListed': {
    office: '{service} 的临街门有来宾名单，{source} 不在上面。',
    network: '{service}：{field} 不接纳 {source}。',
  },
  'supplier.noSuchPort': { office: '{service} 没有耳朵 {port}。', network: '{service} 不提供 {protocol} {port}。' },
  'supplier.delivered': { office: '{service} 拆信，读到寄件人 {source}。', network: '{service} 接受；看到的来源：{source}。' },
  'reply.begins': { office: '回信在 {place} 写好。', network: '{place} 回复：{source} 到 {destination}。' },
  'reply.passed': { office: '回信经过 {place}。', network: '回复经过 {place}：{source} 到 {destination}。' },
  'reply.untranslated': {
    office: '戳又被揭下：现在是从 {source} 到 {destination}。',
    network: 'conntrack 还原改写：{source} 到 {destination}。',
  },
  'reply.astray': {
    office: '在 {place}，给 {destination} 的回信按路牌去了 {to}，那里没有人见过它所回的那封信。',
    network: '从 {place} 到 {destination} 的回复被路由到 {to}，而它从未见过请求：丢失。',
  },
  'reply.bypassed': {
    office: '在 {place}，给 {destination} 的回信直接回了家，没有经过见过原信、正在等它的 {to}。',
    network: '从 {place} 到 {destination} 的回复绕过 {to} 直接返回，而 {to} 见过请求、正等着另一半：丢失。',
  },
  'reply.delivered': { office: '回信回到 {place}。', network: '回复已送达 {place}。' },
};
