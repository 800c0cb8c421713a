// Simplified Chinese of en/stepsRoads.ts; terms as docs/glossary.md has them.
import type { Dictionary } from '../dictionary.ts';

export const ROAD_STEP_WORDS: Dictionary = {
  'route.sameNode': { office: '收信人就坐在这个房间。', network: '目的地就在这个节点上。' },
  'route.otherNode': { office: '去房间 {node}。', network: '到节点 {node}（模式 {mode}）。' },
  'route.vnet': { office: '沿着大楼的走廊。', network: '虚拟网络内的系统路由。' },
  'route.peering': { office: '穿过连廊去 {remote}。', network: '从 {vnet} 到 {remote} 的对等互连。' },
  'route.gateway': { office: '过桥 {gateway} 去 {to}。', network: '经网关 {gateway} 到 {to}。' },
  'route.site': { office: '在 {site} 里面。', network: '在 {site} 之内。' },
  'route.internet': { office: '到了大街上，从 {device} 出去。', network: '由 {device} 到互联网。' },
  'route.noEgress': {
    office: '这座楼没有通往大街的门（{outboundType}）。',
    network: 'outboundType 是 {outboundType}：没有通往互联网的路径。',
  },
  'route.unstamped': {
    office: '信上写的还是房间号码 {source}。大街上的回信永远到不了。',
    network: '{source} 是专用地址，{device} 没有改写它：互联网上谁也无法回复。',
  },
  'route.none': { office: '在 {from}，没有路牌指向 {address}（{to}）。', network: '{from} 没有到 {address} 的路由（{to}）。' },
  'route.noNodeRoute': {
    office: '{table} 的路牌里没有去房间 {node} 的笔记本（{range}）的：找不到 {to}。',
    network: '路由表 {table} 缺少 {range} → {node}：kubenet 在那里的 Pod 到不了（{to}）。',
  },
  'route.notRoutable': {
    office: '{to} 是集群内部的号码。在 {from}，谁也没有指向它的路牌。',
    network: '{to} 在 {field} 之内，{from} 无法路由。',
  },
  'route.loop': { office: '给 {address} 的信在转圈。', network: '到 {address} 的数据包在循环。' },
  'route.serviceEndpoint': {
    office: '子网 {subnet} 有一条直通 {service} 的专线：信走专线，绕过所有路牌。',
    network: '子网 {subnet} 到 {service} 的服务终结点：比任何默认路由都更具体。',
  },
  'route.user': {
    office: '{table} 的路牌 {route} 把 {prefix} 指向 {next}。',
    network: '{address} 由 {table} 的路由 {route}（{prefix}）决定：下一跃点 {next}。',
  },
  'route.userNone': {
    office: '{table} 的路牌 {route} 指着一堵墙：{prefix} 哪里也不通。',
    network: '{table} 的路由 {route}（{prefix}）的下一跃点是 None：{address} 被丢弃。',
  },
  'route.blackHole': {
    office: '{table} 的路牌 {route} 指向 {next}，那里却没有人。',
    network: '{table} 的路由 {route}：设备 {next} 不存在。这是黑洞；不会再试其他路由。',
  },
  'route.noForwarding': {
    office: '{table} 的路牌 {route} 指向 {next}，而它会扣下给别人的信。',
    network: '{table} 的路由 {route}：{next} 没有开启 IP 转发，会丢弃不属于自己的数据包。',
  },
  'route.noGateway': {
    office: '{table} 的路牌 {route} 指向一座不存在的桥。',
    network: '{table} 的路由 {route} 的下一跃点是 VirtualNetworkGateway，但没有 VPN 网关。',
  },
  'route.forwardedOff': {
    office: '通往 {to} 的连廊不收 {from} 代转的信（寄件人 {source}）。',
    network: '{to} 与 {from} 的对等互连关闭了 allowForwardedTraffic：{from} 转发的来自 {source} 的数据包被丢弃。',
  },
  'route.relay': { office: '{machine} 把信往下转。', network: '{machine} 把数据包转发到 {address}。' },
  'route.pastSignpost': {
    office: '{table} 的路牌 {route} 想让它去别处，但 {by} 有自己的路牌，那块优先。',
    network: '{by} 到 {address} 的路由优先于 {table} 的 {route}（{prefix}）。',
  },
  'route.privateEndpoint': {
    office: '一块专门的路牌指向内部门 {endpoint}。',
    network: '专用终结点 {endpoint} 的 /32 路由接走 {address}。',
  },
  'gateway.stopped': {
    office: '街对面的接待员 {gateway} 下班了：没有人开门。',
    network: '应用程序网关 {gateway} 已停止：没有应答。',
  },
  'gateway.noListener': {
    office: '接待员 {gateway} 没有收这种信的门 {port}：没有人开门。',
    network: '应用程序网关 {gateway} 在端口 {port} 上没有 HTTP 侦听器：没有应答。',
  },
  'gateway.shutOut': {
    office: '接待员 {gateway} 手里一张便笺也没有：{by} 把它的管理者挡在外面。没有人开门。',
    network:
      '应用程序网关 {gateway} 从未得到配置：{by} 把 GatewayManager 挡在子网 {subnet} 之外，AGIC 写的什么也到不了。没有应答。',
  },
  'gateway.outdated': {
    office: '接待员 {gateway} 照旧便笺办事：{by} 把它的管理者挡在外面，新便笺也就进不来。',
    network:
      '应用程序网关 {gateway} 照最后一次得到的配置应答：{by} 把 GatewayManager 挡在子网 {subnet} 之外，AGIC 后来写的都没有到达。',
  },
  'nsg.allowed': {
    office: '{subnet} 的保安放行：{group} 的规则 {rule}。',
    network: '{subnet} 处 {direction}：{group} 的规则 {rule}（优先级 {priority}）允许 {source} 到 {destination}:{port}。',
  },
  'nsg.denied': {
    office: '{subnet} 的保安不放行：{group} 的规则 {rule}。',
    network: '{subnet} 处 {direction}：{group} 的规则 {rule}（优先级 {priority}）拒绝 {source} 到 {destination}:{port}。',
  },
  'firewall.allowed': {
    office: '安检口 {firewall} 放行：{collection} 里的规则 {rule}。',
    network: '{firewall}：{group}/{collection} 的 {type} 规则 {rule} 允许 {source} 到 {target}:{port}。',
  },
  'firewall.denied': {
    office: '安检口 {firewall} 不放行：{collection} 里的规则 {rule}。',
    network: '{firewall}：{group}/{collection} 的 {type} 规则 {rule} 拒绝 {source} 到 {target}:{port}。',
  },
  'firewall.noRule': {
    office: '安检口 {firewall} 没有管这封信的规则，所以一直关着。',
    network: '{firewall}：没有规则匹配 {source} 到 {target}:{port}，因此拒绝。',
  },
  'firewall.dnat': {
    office: '安检口 {firewall} 收下信，在上面写上 {address}。',
    network: '{firewall}：{group}/{collection} 的 DNAT 规则 {rule} 把目的地改写为 {address}:{port}。',
  },
  'source.kept': { office: '信保留自己的号码 {source}。', network: '来源 {source} 保持不变（模式 {mode}）。' },
  'source.masqueraded': { office: '房间 {node} 把自己的号码盖在 {from} 上。', network: '{node} 伪装 {from}（模式 {mode}）。' },
  'source.service': {
    office: '房间 {node} 把自己的号码盖在 {from} 上，好让回信经它回来。{object}，{field}。',
    network: '{node} 因 {object}，{field} 而伪装 {from}。',
  },
  'source.noEcho': {
    office: '{device} 只给信借线路，敲门用不上线路：不会转到 {address}。',
    network: '{device} 只改写 TCP 和 UDP：到 {address} 的 ping 被丢弃。请用 TCP 连接测试。',
  },
  'source.snat': {
    office: '{device} 把公司的街面号码 {publicIP} 盖在 {from} 上。',
    network: '{device} 把 {from} 改写为 {publicIP}。',
  },
  'source.firewall': {
    office: '安检口 {firewall} 盖上自己的号码：{address}。',
    network: '{firewall} 把来源 {from} 改写为自己的 {address}。',
  },
  'lb.node': {
    office: '前台把给 {service} 的信交给房间 {node}，通过检查的 {healthy} 间之一。',
    network: '{lb}：{service} 的规则，后端 {node}，{healthy|# 个正常节点}之一。',
  },
  'lb.noHealthyNode': {
    office: '前台找不到一间能替 {service} 通过检查的房间（{why}）。',
    network: '{lb}：{service} 没有正常的后端（{why}）。',
  },
  'lb.noEcho': { office: '{lb} 只转信，不应门。', network: '{lb} 只转发 TCP 和 UDP：到 {address} 的 ping 被丢弃。' },
  'lb.noSuchPort': { office: '{address} 的前台没有耳朵 {port}。', network: '{lb}：{address} 上没有端口 {port} 的规则。' },
  'lb.nodePort': {
    office: '没有浮动 IP，前台就在给 {service} 的信上写房间自己的号码 {address} 和后门 {port}。',
    network: '{service}：浮动 IP 已关闭，数据包发往 {address}:{port}。',
  },
  'lb.hairpin': {
    office: '{lb} 把信送回它出发的房间 {node}，而房间不收自己的信。',
    network: '{lb} 选中了发送者自己 {node}：后端访问自己的前端得不到应答（{service}）。',
  },
  'lb.neighbour': {
    office: '{lb} 不接待 {source}，它坐在房间之间却不是房间：{service} 的策略保持 Local。',
    network: '{lb}：{source} 在节点子网里却不是节点；{service} 的 externalTrafficPolicy 是 Local。丢弃。',
  },
  'lb.sourceRanges': {
    office: '{source} 不在 {service} 的来宾名单上。',
    network: '{service}：{source} 不在 loadBalancerSourceRanges 之内。',
  },
};
