// Simplified Chinese of en/goals.ts; terms as docs/glossary.md has them.
import type { Dictionary } from '../dictionary.ts';

export const GOAL_WORDS: Dictionary = {
  'goal.sender': {
    office: '没有人写信：楼里没有一张桌子坐着 {from}。',
    network: '没有人发送：这个世界里没有 {from} 的 Pod 在运行。',
  },
  'goal.senderIn': {
    office: '部门 {namespace} 里还没有坐人，所以没有人写信。',
    network: '命名空间 {namespace} 里没有能发送的 Pod。',
  },
  'goal.target': {
    office: '没有人收信：{to} 不在楼里，或者没有坐到桌前。',
    network: '这个世界里没有目标 {to}，或者它没有 Pod 在运行。',
  },
  'goal.given': {
    office: '这个目标按 {object} 更改之后的情形评判，而你的大楼里已经没有它了。',
    network: '这个目标按 {object} 更改之后的情形评判，而你的世界里没有它。',
  },
  'goal.tooComplex': '从 {from} 到 {to} 的信可走的路超过 {traces} 条；这个目标没有评判。',
  'goal.unsupported': '从 {from} 到 {to} 的信碰到了尚未模拟的东西（{part}）；这个目标没有评判。',
  'goal.arrived.unplugged': {
    office: '{from} 到达了 {receiver}：读卡器没有通电。见 {object}，{field}。',
    network: '{from} 到达了 {receiver}：没有策略引擎执行 NetworkPolicy（{object}，{field}）。',
  },
  'goal.arrived.open': {
    office: '{from} 到达了 {receiver}，没有读卡器拦着。',
    network: '{from} 到达了 {receiver}，没有 NetworkPolicy 在这个方向上隔离它。',
  },
  'goal.arrived.out': {
    office: '{from} 到达了 {receiver}，去街上的一路没有谁拒绝它。',
    network: '{from} 到达了 {receiver}：出去的路上没有防火墙、NSG 规则或 NetworkPolicy 拒绝它。',
  },
  'goal.arrived.gate': {
    office: '{from} 到达了 {receiver}：安检口放行了。依据的是 {object}，{field}。',
    network: '{from} 到达了 {receiver}：由 {object}，{field} 允许。',
  },
  'goal.arrived.allowed': {
    office: '{from} 到达了 {receiver}：读卡器放它进来了。依据的规则是 {object}，{field}。',
    network: '{from} 到达了 {receiver}：由 {object}，{field} 允许。',
  },
  'goal.arrived.guard': {
    office: '{from} 到达了 {receiver}：保安放行了。起决定作用的是 {object}，{field}。',
    network: '{from} 到达了 {receiver}：由 {object}，{field} 允许。',
  },
  'goal.arrived.service': {
    office: '{from} 从 {object} 的门到达了 {receiver}。',
    network: '{from} 经 {object} 到达了 {receiver}。',
  },
  'goal.source': {
    office: '{from} 到达了 {to}，但信上写的是 {seen}，应该是 {wanted}。',
    network: '{from} 到达了 {to}，来源是 {seen} 而不是 {wanted}。',
  },
  'goal.source.borrowed': {
    office: '{from} 到达了 {to}，但信上写的是 {seen}，是它房间的号码：这台笔记本没有自己的号码。',
    network: '{from} 到达了 {to}，来源是 {seen}，即它所在节点的地址：hostNetwork 的 Pod 没有自己的地址。',
  },
  'goal.source.by': {
    office: '{from} 到达了 {to}，但信上写的是 {seen}，应该是 {wanted}。它在 {place} 被盖了戳。由 {object}，{field} 决定。',
    network: '{from} 到达了 {to}，来源是 {seen} 而不是 {wanted}。在 {place} 被改写。由 {object}，{field} 决定。',
  },
  'goal.via': {
    office: '{from} 给 {to} 的信到了。它路上应该经过 {wanted}，却经过了 {via}。',
    network: '{from} 到达了 {to}；路上应经过 {wanted}，却经过了 {via}。',
  },
  'goal.question.first': {
    office: '{from} 先问 {seen}，一共问了 {count} 个名字；第一个该问的是 {wanted}。',
    network: '{from} 到 {to}：{count} 个查询里的第一个是 {seen}，而不是 {wanted}。',
  },
  'goal.question.left': {
    office: '{from} 给 {to} 写信时问了 {seen}，而这个问题出了大楼：{client} 把它拿去问 {server}。',
    network: '{from} 到 {to}：{client} 把对 {seen} 的查询发到集群外面的 {server}。',
  },
  'goal.receiver': {
    office: '给 {to} 的信由 {receiver} 收下了；它是给 {wanted} 的。',
    network: '{to} 到达了 {receiver}，而不是 {wanted}。',
  },
  'goal.receiver.by': {
    office: '给 {to} 的信由 {receiver} 收下了；它是给 {wanted} 的。由 {object}，{field} 决定。',
    network: '{to} 到达了 {receiver}，而不是 {wanted}。由 {object}，{field} 决定。',
  },
  'goal.backends': {
    office: '在 {to} 接听的只有 {reached|# 台笔记本}；应该有 {wanted} 台。',
    network: '{to} 只到达 {reached|# 个后端}；应有 {wanted} 个。',
  },
  'goal.reply': { office: '{from} 的信到了 {to}，但回信在 {place} 丢了。', network: '{from} 到 {to}：回复在 {place} 丢失。' },
  'goal.reply.by': {
    office: '{from} 的信到了 {to}，但回信在 {place} 丢了。由 {object}，{field} 决定。',
    network: '{from} 到 {to}：回复在 {place} 丢失。由 {object}，{field} 决定。',
  },
  'goal.find.open': {
    office: '有个问题等着你：看看从 {from} 到 {to} 的信，说说你看到了什么。',
    network: '尚未回答：请跟踪 {from} 到 {to}。',
  },
  'goal.find.hop': {
    office: '在 {place} 不是：{from} 的信在那里没有写 {answer}。在路上别处也许是。',
    network: '在 {place} 不是：从 {from} 到 {to} 的数据包在那一跳没有 {answer}。',
  },
  'goal.find.layer': {
    office: '不对：从 {from} 到 {to} 的信并没有显示“{answer}”。把它看到底。',
    network: '从 {from} 到 {to} 的跟踪没有显示“{answer}”。',
  },
  'goal.find.who': {
    office: '不是 {answer}：寄往 {to} 的信里，送到的那一封在它自己的工位上不是这样署名的。每一封都看一看。',
    network: '{answer} 不是流量到达 {to} 的那个发送者。逐个跟踪。',
  },
  'goal.redirect': {
    office: '{from} 被请去 {seen}；应该去 {wanted}。',
    network: '{from} 到 {to}：重定向到 {seen} 而不是 {wanted}。',
  },
  'goal.redirect.none': { office: '{from} 在 {to} 询问，却没有被请去别的地址。', network: '{from} 到 {to}：应答不是重定向。' },
  'goal.exposure': {
    office: '有 {open|# 条没人需要的路}开着，最多只许 {most} 条：比如 {from} 能到达 {to}。',
    network: '除目标所需之外还允许了 {open|# 条流量}（最多 {most} 条），其中有 {from} 到 {to}。',
  },
  'goal.load': {
    office: '{connections} 封信里有 {lost|# 封}始终没有送到（{flow}：{reason}）。',
    network: '{connections} 个连接中 {lost|# 个}失败（{flow}：{reason}）。',
  },
  'goal.load.by': {
    office: '{connections} 封信里有 {lost|# 封}始终没有送到（{flow}：{reason}）。由 {object}，{field} 决定。',
    network: '{connections} 个连接中 {lost|# 个}失败（{flow}：{reason}）。由 {object}，{field} 决定。',
  },
  'goal.load.refused':
    'Azure 不接受每个节点 {ports} 个端口：它必须是 8 的倍数，而且 {nodes} 个节点（含激增）共用每个地址的 64,000 个端口。',
  'goal.load.unjudged': '这场高峰太大，无法评判（{field}）。',
  'goal.fits.subnet': {
    office: '{subnet} 有 {usable} 个号码可给；房间需要 {needed} 个。还缺 {short} 个。',
    network: '子网 {subnet}：可用地址 {usable} 个，含激增需要 {needed} 个，缺 {short} 个。',
  },
  'goal.fits.surge': {
    office: '今天人人都坐得下（{used}/{usable}），但升级时多开的房间不行：需要 {needed} 个号码，多出 {short} 个。',
    network: '子网 {subnet}：已用 {used}/{usable} 个地址；加上升级的激增节点需要 {needed} 个，多出 {short} 个。',
  },
  'goal.fits.node': {
    office: '房间 {node} 没有亮灯：{subnet} 已没有号码给它。',
    network: '子网 {subnet} 中的节点 {node} 未就绪（{reason}）。',
  },
  'goal.fits.pods': {
    office: '{pods|# 台笔记本}没有座位，首先是 {pod}：开放的房间共有 {seats} 个座位。',
    network: '{pods|# 个 Pod}没有落脚处（{reason}），首先是 {pod}：节点共能容纳 {seats} 个 Pod。',
  },
  'goal.fits.invalid': { office: 'Azure 不接受这个方案：{path} 处的 {code}。', network: '方案被拒绝：{path} 处的 {code}。' },
  ...lost(
    'network-policy.none',
    '在 {place}，那扇门的 {policies|# 份工牌名单}里没有一份允许（{names}）',
    '在 {place}，隔离该 Pod 的 {policies|# 条策略}里没有一条允许（{names}）',
  ),
  ...lost(
    'service.selectsNobody',
    '没有贴着 {selector} 的笔记本，所以 {place} 当场退了回来',
    '{service} 的选择器 {selector} 没有匹配任何 Pod；{place} 拒绝',
  ),
  ...lost(
    'http.backend',
    '字条指的服务台不存在，或者它的部门不许这样指过去（{outcome}）',
    '规则指的后端不存在，或者不许引用它（{outcome}）',
  ),
  ...lost(
    'deliver.otherPort',
    '{receiver} 在家，但耳朵 {port} 没有人在听（它在 {listens} 听）',
    '{receiver} 没有进程监听 {port}（它监听 {listens}）',
  ),
  ...lost('network-policy', '{place} 的读卡器没有放行', '在 {place} 被 NetworkPolicy 拒绝'),
  ...lost('no-endpoints', '那个服务台没有人能接这条线，所以 {place} 当场退了回来', 'Service 没有就绪的端点；{place} 拒绝'),
  ...lost('no-local-endpoints', '{place} 没有那个服务台的人，又不许去隔壁找', '流量策略是 Local，而 {place} 没有端点'),
  ...lost('no-healthy-node', '前台找不到通过检查的房间', '没有节点通过负载均衡器的运行状况探测'),
  ...lost('source-ranges', '来宾名单上没有这个发送者', 'loadBalancerSourceRanges 不接纳这个发送者'),
  ...lost('deliver.nobody', '那里没有谁有号码 {address}', '没有主机也没有负载均衡器拥有地址 {address}'),
  ...lost(
    'deliver.stale',
    '名字指向 {address}，那里没有人开门（看 {object}，{field}）',
    '{question} 解析为 {address}（{object}，{field}），没有主机或负载均衡器拥有该地址',
  ),
  ...lost('not-listening', '{place} 在家，但那只耳朵没有人在听', '{place} 没有进程监听那个端口'),
  ...lost('no-route', '在 {place}，没有路牌指向那里', '{place} 没有到目的地的路由'),
  ...lost('no-such-port', '服务台没有这只耳朵', 'Service 没有这个端口'),
  ...lost('no-egress', '没有通往大街的门', '没有通往互联网的路径'),
  ...lost('nsg', '楼区的保安没有放行', '被网络安全组拒绝'),
  ...lost('next-hop-none', '在 {place}，路牌指着一堵墙', '{place} 的一条路由的下一跃点是 None'),
  ...lost('next-hop-unreachable', '在 {place}，路牌指向一个不在的人', '{place} 的一条路由的下一跃点不存在'),
  ...lost('firewall', '安检口没有放行', '被防火墙拒绝'),
  ...lost('dns', '电话簿没帮上忙', '名字解析不出来'),
  ...lost('asymmetric-return', '回信走了另一扇门', '回复走了和请求不同的路径'),
  ...lost('node-not-ready', '房间 {place} 没有开放', '节点 {place} 未就绪'),
  ...lost('endpoint-not-approved', '供应商的内部门没有开', '专用终结点未获批准'),
  ...lost('service-firewall', '{place} 的临街门不让这个发送者进', '{place} 的防火墙拒绝了这个来源'),
  ...lost('certificate', '{place} 出示的封印是别的名字的', '{place} 出示的证书是别的名字的'),
  ...lost('http-route', '{place} 的便笺里没有一条管这封信（{outcome}）', '{place} 没有该请求的路由（{outcome}）'),
  ...lost('unsupported', '游戏还没有模拟这一点', '这一点尚未模拟'),
  ...lost('timeout', '它在 {place} 无声无息地丢了', '没有应答；在 {place} 丢失'),
  ...lost('refused', '{place} 当场退了回来', '在 {place} 被拒绝'),
  ...lost('reset', '{place} 切断了谈话', '被 {place} 重置'),
  ...lost('nxdomain', '电话簿里没有这个名字', 'NXDOMAIN'),
  ...lost('nodata', '电话簿里没有这个名字的号码', 'NODATA'),
  ...lost('dns-timeout', '电话簿没有应答', '解析器没有应答'),
  ...lost('tls-name', '封印上是别的名字', '证书是别的名字的'),
  ...lost('http', '应答是 {outcome}', '{outcome}'),
};

/** One sentence a reason, as the English has it. */
function lost(reason: string, office: string, network: string): Dictionary {
  const ends = '{from} 没有到达 {to}：';
  const decided = '由 {object}，{field} 决定。';
  const key = `goal.lost.${reason}`;
  return {
    [key]: { office: `${ends}${office}。`, network: `${ends}${network}。` },
    [`${key}.by`]: { office: `${ends}${office}。${decided}`, network: `${ends}${network}。${decided}` },
  };
}
