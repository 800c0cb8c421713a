// Simplified Chinese of en/policyHints.ts; terms as docs/glossary.md has them.
import type { Sentence } from '../dictionary.ts';

export const POLICY_HINTS: Readonly<Record<string, readonly [Sentence, Sentence]>> = {
  'np.guests': [
    {
      office: '{subject} 的耳朵 {port} 没有人查工牌，所以 {peer} 和其他人一起走了进来。',
      network: '没有策略管 {subject} 的 {protocol} {port}；{peer} 只是众多可以进来的之一。',
    },
    '为 {subject} 创建 {policy}：列出今天可以访问 {protocol} {port} 的所有人，除了 {peer}，其他端口保持开放。',
  ],
  'np.label': [
    {
      office: '{policy} 的规则本会放 {peer} 进来，只要 {peer} 戴对了工牌。',
      network: '{policy}：{field} 要求 {suggested}，而 {peer} 有的是 {current}。',
    },
    '给 {peer} 贴上标签 {suggested}。',
  ],
  'np.noEngine': [
    {
      office: '读卡器都对，只是没有人给它们插电。',
      network: 'NetworkPolicy 对象是有的，而集群 {object} 的 {field} 是 {current}。',
    },
    '把集群 {object} 的 {field} 设为 {suggested}。',
  ],
  'np.dns': [
    { office: '{subject} 不许拨电话簿，所以没有名字能变成号码。', network: '{subject} 的出站不允许 DNS。' },
    '给 {policy} 的 {field} 加上：命名空间 kube-system，k8s-app: kube-dns，端口 UDP 53 和 TCP 53。',
  ],
  'np.udp': [
    {
      office: '{policy} 的规则说对了耳朵，用错了嗓音。',
      network: '{policy}：{field} 写的是 {current}；没写 protocol 的端口就是 TCP。',
    },
    '把 {policy} 的 {field} 设为 {suggested}。',
  ],
  'np.clusterIP': [
    {
      office: '{policy} 放行的是电话簿服务台的号码；读卡器看的是它后面的笔记本。',
      network: '{policy}：{field} 写的是 ClusterIP，而策略看到的是改写之后的地址。',
    },
    '把 {policy} 的 {field} 换成选择器：{suggested}。',
  ],
  'np.port': [
    {
      office: '{policy} 的规则和信说的是 {subject} 的两只不同的耳朵。',
      network: '{policy}：{field} 是 {current}；经 Service 改写之后，这条流量用的是 Pod 的 {protocol} {port}。',
    },
    '把 {policy} 的 {field} 设为 {suggested}。',
  ],
  'np.peerNs': [
    {
      office: '{policy} 的规则只请自己部门的人，而 {peer} 是隔壁的。',
      network: '{policy}：缺少 {field}，所以 podSelector 只在 {current} 里找。',
    },
    '在 {policy} 的同一个列表项里，于 {field} 处加上：{suggested}。',
  ],
  'np.nsLabel': [
    {
      office: '{policy} 的规则按标签找部门，而 {peerNamespace} 没有戴这个标签。',
      network: '{policy}：{field} 是 {current}，与命名空间 {peerNamespace} 的任何标签都不匹配。',
    },
    '把 {policy} 的 {field} 设为 {suggested}；每个命名空间都戴着这个标签。',
  ],
  'np.peer': [
    {
      office: '{policy} 的规则按标签请笔记本，而 {peer} 没有戴这个标签。',
      network: '{policy}：{field} 是 {current}，而 {peer} 有的是别的标签。',
    },
    '把 {policy} 的 {field} 设为 {suggested}。',
  ],
  'np.ipBlock': [
    {
      office: '{policy} 的规则列的是号码，而读卡器看到的是另一个。',
      network: '{policy}：{field} 是 {current}；到来的地址不在其中。',
    },
    '把 {policy} 的 {field} 换成 {suggested}。',
  ],
  'np.ipBlockPod': [
    {
      office: '{policy} 的规则按号码列出笔记本。这些读卡器认外人看号码，认笔记本只看工牌。',
      network: '{policy}：{field} 是 {current}，其中有 {peer} 的地址；这个引擎按选择器匹配 Pod，从不用 ipBlock。',
    },
    '把 {policy} 的 {field} 换成选择器：{suggested}。',
  ],
  'np.subject': [
    { office: '{policy} 守的是别人的门，不是 {subject} 的门。', network: '{policy}：{field} 是 {current}，没有选中 {subject}。' },
    '把 {policy} 的 {field} 设为 {suggested}。',
  ],
  'np.subjectWide': [
    {
      office: '{policy} 给部门的每扇门都装了读卡器，{subject} 的门也在内。',
      network: '{policy}：{field} 是 {current}，所以把 {subject} 也隔离了。',
    },
    '把 {policy} 的 {field} 设为 {suggested}，让它只选中该管的那些。',
  ],
  'np.policyNs': [
    {
      office: '{policy} 挂错了部门：读卡器只守自己部门。',
      network: '{policy} 在命名空间 {current} 里；NetworkPolicy 只选择自己命名空间里的 Pod。',
    },
    '把这条策略放进命名空间 {suggested}。',
  ],
  'np.types': [
    {
      office: '看看 {policy} 管哪些方向：{current}，没有别的。',
      network: '{policy}：{field} 是 {current}；只有这些方向会被评判，不管规则里写了什么。',
    },
    '把 {policy} 的 {field} 设为 {suggested}。',
  ],
  'np.missing': [
    { office: '{subject} 的门关着，没有规则请 {peer} 进来。', network: '{subject} 的入站被隔离，没有规则接纳 {peer}。' },
    '给 {policy} 的 {field} 加一条规则：{suggested}。',
  ],
  'np.egressSide': [
    { office: '信根本没有离开：{subject} 没有给 {peer} 写信的许可。', network: '{subject} 的出站被隔离，没有规则接纳 {peer}。' },
    '给 {policy} 的 {field} 加一条规则：{suggested}。',
  ],
  'np.unguarded': [
    {
      office: '在这个方向上，{subject} 的门口没有读卡器，谁都能过。',
      network: '没有 NetworkPolicy 在 {direction} 方向上隔离 {subject}。',
    },
    '在命名空间 {namespace} 里创建一个 NetworkPolicy，选择 {suggested}，并在 policyTypes 里列出 {direction}。',
  ],
  'np.allowAll': [
    { office: '{policy} 有一条规则请了所有人。', network: '{policy}：{field} 是空规则，空规则允许一切。' },
    '从 {policy} 里去掉这条空规则，或者在其中写明谁可以来、到哪里。',
  ],
  'np.emptyFrom': [
    {
      office: '{policy} 有一条规则没写客人，那就等于请了所有客人。',
      network: '{policy}：{field} 是空的，空的对端列表就是所有人。',
    },
    '在 {policy} 的 {field} 里列出对端；若谁也不接纳，就去掉这条规则。',
  ],
  'np.or': [
    {
      office: '{policy} 里多了一个短横：两个条件写成两项，就成了满足其一即可。',
      network: '{policy}：{field} 有 {current} 项；项与项之间是 OR，同一项里的键之间是 AND。',
    },
    '把 {policy} 中 {field} 的两项合成一项，同时带上两个选择器。',
  ],
  'np.allPods': [
    {
      office: '{policy} 有一条规则请了所有部门的所有笔记本。',
      network: '{policy}：{field} 有一个空的 namespaceSelector，即所有命名空间的所有 Pod。',
    },
    '在 {policy} 的 {field} 里用标签写明部门。',
  ],
  'np.anyNamespace': [
    {
      office: '{policy} 有一条规则要工牌却不问部门，所以 {peer} 从哪里来都行。',
      network: '{policy}：{field} 有一个空的 namespaceSelector，所以它的 podSelector 在所有命名空间都算数。',
    },
    '在 {policy} 的 {field} 的 namespaceSelector 里写明部门：kubernetes.io/metadata.name 和它的值。',
  ],
  'np.reply': [
    {
      office: '{policy} 准许 {subject} 和 {peer} 主动开始谈话；回信从来不需要许可。',
      network: '{policy}：{field} 允许 {subject} 与 {peer} 之间的新连接；回复不需要规则。',
    },
    '从 {policy} 里去掉 {field}。',
  ],
  'np.notIn': [
    {
      office: '{policy} 有一条规则列出了不许来的部门。其他部门都可以来，没有标签的也可以。',
      network: '{policy}：{field} 用了 NotIn，它也匹配没有该标签的命名空间；{peer} 就在这样一个里面。',
    },
    '在 {policy} 的 {field} 里用 matchLabels 或 In 写明可以来的。',
  ],
  'np.wide': [
    { office: '放 {peer} 进来的那条 {policy} 的规则，请的人比工作需要的多。', network: '{policy}：{field} 接纳 {peer}。' },
    '缩小 {policy} 的 {field}：在同一项里加一个 {suggested}，或者去掉这一项。',
  ],
  'np.wideBlock': [
    {
      office: '{policy} 有一条规则列的号码比工作需要的多，{peer} 的号码也在其中。',
      network: '{policy}：{field} 是 {current}，其中有 {suggested}。',
    },
    '把 {policy} 的 {field} 缩小到真正要的地址，或者用 except 排除 {suggested}。',
  ],
  'np.calicoAllow': [
    {
      office: '{policy} 的名单从上往下读，没有一行放 {peer} 过去。',
      network: '{policy} 在 {field} 作出决定：它之前没有一条允许 {peer} 到 {protocol} {port}。',
    },
    '在 {policy} 的 {field} 处插入：{suggested}。',
  ],
  'np.calicoDeny': [
    {
      office: '{policy} 有一行在读到其他行之前就放 {peer} 过去了。',
      network: '{policy}：{field} 处的规则允许 {peer} 到 {protocol} {port}。',
    },
    '在它之前，于 {policy} 的 {field} 处插入：{suggested}。',
  ],
  'np.adminAllow': [
    {
      office: '大楼的规矩先说了不，还没问到任何部门。',
      network: '{policy}：{field} 拒绝 {peer} 到 {protocol} {port}；管理员的 Deny 是最终的。',
    },
    '在它之前，于 {policy} 的 {field} 处插入：{suggested}。',
  ],
  'np.adminPass': [
    {
      office: '大楼的规矩先说了不，还没问到任何部门；这一件其实可以交给部门决定。',
      network: '{policy}：{field} 拒绝 {peer} 到 {protocol} {port}；Pass 会把决定交给 NetworkPolicy。',
    },
    '在它之前，于 {policy} 的 {field} 处插入：{suggested}。',
  ],
  'np.adminDeny': [
    {
      office: '不管部门怎么说，大楼的规矩都放 {peer} 过去。',
      network: '{policy}：{field} 允许 {peer} 到 {protocol} {port}；没有 NetworkPolicy 能收回它。',
    },
    '在它之前，于 {policy} 的 {field} 处插入：{suggested}。',
  ],
  'np.ciliumAllow': [
    {
      office: '{subject} 的名单里没有 {peer} 在耳朵 {port} 这一条。',
      network: '{policy} 选中 {subject}，而 {direction} 方向没有规则允许 {peer} 到 {protocol} {port}。',
    },
    '给 {policy} 的 {field} 加上：{suggested}，{protocol} {port}。',
  ],
  'np.ciliumExcept': [
    { office: '黑名单把 {peer} 挡了回去，不管白名单怎么说。', network: '{policy}：{field} 拒绝 {peer}，而拒绝胜过一切允许。' },
    '让 {policy} 的 {field} 里每个选择器都不要选中它：{suggested}。',
  ],
  'np.ciliumUndeny': [
    {
      office: '黑名单把 {peer} 挡了回去，不管白名单怎么说。',
      network: '{policy}：{field} 拒绝 {peer} 到 {protocol} {port}，而拒绝胜过一切允许。',
    },
    '从 {policy} 里去掉 {field}。',
  ],
  'np.ciliumDeny': [
    { office: '{policy} 有一份名单放 {peer} 过去。', network: '{policy} 允许 {peer} 到 {protocol} {port}；拒绝会胜过它。' },
    '给 {policy} 的 {field} 加上：{suggested}，{protocol} {port}。',
  ],
  'np.ciliumHttp': [
    { office: '门口的读卡器拆开信，不喜欢它要的东西。', network: '{policy}：{field} 里没有规则匹配这个请求。' },
    '给 {policy} 的 {field} 加上：{suggested}。',
  ],
  'np.ciliumName': [
    { office: '通往电话簿的接线员不转这个名字。', network: '{policy}：{field} 没有列出 {suggested}，所以询问被拒绝。' },
    '给 {policy} 的 {field} 加上：matchName {suggested}。',
  ],
};
