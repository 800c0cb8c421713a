// Simplified Chinese of en/azureHints.ts; terms as docs/glossary.md has them.
import type { Sentence } from '../dictionary.ts';

export const AZURE_HINTS: Readonly<Record<string, readonly [Sentence, Sentence]>> = {
  'dns.link': [
    {
      office: '内部电话簿 {zone} 里有这个名字，可 {vnet} 里没有人读它。',
      network: '专用 DNS 区域 {zone} 有这个名字，但没有链接到 {vnet}。',
    },
    '把 {vnet} 加进专用 DNS 区域 {zone} 的 {field}。',
  ],
  'dns.record': [
    { office: '内部电话簿 {zone} 有人读，却没有 {name} 这一行。', network: '专用 DNS 区域 {zone} 已链接，但没有记录 {name}。' },
    '给专用 DNS 区域 {zone} 加一条 A 记录 {name}，值为 {suggested}。',
  ],
  'lb.probe': [
    {
      office: '临街的大门用 {current} 逐个询问各房间的 {service}，只认一种好回答。没有人这样回答，所以哪个房间都收不到信。',
      network: '{service} 的运行状况探测请求 {current}，只认 200；它的 Pod 回的是别的状态码，所以没有一个节点健康。',
    },
    '给 {service} 设置注解 {field}: {suggested}。',
  ],
  'paas.approve': [
    { office: '内部门 {endpoint} 在那里，可供应商还没有点头。', network: '专用终结点 {endpoint} 的状态是 {current}。' },
    '把专用终结点 {endpoint} 的 {field} 设为 {suggested}。',
  ],
  'paas.reject': [
    { office: '内部门 {endpoint} 放信进去了。', network: '专用终结点 {endpoint} 的状态是 {current}。' },
    '把专用终结点 {endpoint} 的 {field} 设为 {suggested}。',
  ],
  'paas.guest': [
    {
      office: '供应商 {service} 有来宾名单，这一位不在上面。',
      network: '{service} 的 {field} 是 {current}；{suggested} 不在其中。',
    },
    '把 {suggested} 加进 {service} 的 {field}。',
  ],
  'paas.range': [
    {
      office: '{cluster} 的总公司有来宾名单，这一位不在上面。',
      network: '{cluster} 的 {field} 是 {current}；{suggested} 不在其中。',
    },
    '把 {suggested} 加进 {cluster} 的 {field}。',
  ],
  'paas.strike': [
    {
      office: '供应商 {service} 的来宾名单里有 {source}：{current} 那一行包含它。',
      network: '{service} 的 {field} 里有 {current}，它涵盖 {source}。',
    },
    '从 {service} 的 {field} 里拿掉 {current}；只写在那里有事要办的地址。',
  ],
  'paas.everybody': [
    {
      office: '{cluster} 的总公司放陌生人进去：它的来宾名单里有 {source}，或者名单上一个人也没有。',
      network: '{cluster} 的 {field} 是 {current}；{source} 进得去。空名单允许每个地址。',
    },
    '在 {cluster} 的 {field} 里只写在那里有事要办的地址，不写任何包含 {source} 的范围。',
  ],
  'paas.door': [
    { office: '供应商 {service} 关上了临街的门。', network: '{service} 的 {field} 是 {current}。' },
    '把 {service} 的 {field} 设为 Enabled，并只接纳 {suggested}；或者从专用终结点进来。',
  ],
  'paas.close': [
    { office: '供应商 {service} 开着临街的门。', network: '{service} 的 {field} 是 {current}。' },
    '把 {service} 的 {field} 设为 {suggested}。',
  ],
  'net.peering': [
    { office: '{vnet} 和 {remote} 之间没有桥。', network: '{vnet} 与 {remote} 没有对等互连。' },
    '让 {vnet} 与 {remote} 对等互连，{remote} 也与 {vnet} 对等互连。',
  ],
  'net.unpeer': [
    { office: '{vnet} 和 {remote} 之间的桥运走了这封信。', network: '流量经过 {vnet} 与 {remote} 的对等互连。' },
    '去掉 {vnet} 与 {remote} 之间的对等互连。',
  ],
  'net.transit': [
    { office: '{remote} 有一座通往总部的桥，却没有借给 {vnet}。', network: '{remote} 的网关 {gateway} 没有与 {vnet} 共享。' },
    '在 {vnet} 的对等互连上设置 useRemoteGateways，在 {remote} 的那一侧设置 allowGatewayTransit。',
  ],
  'net.connection': [
    { office: '桥 {gateway} 不通往 {suggested}。', network: '网关 {gateway} 没有到 {suggested} 的连接。' },
    '把 {suggested} 加进网关 {gateway} 的 {field}。',
  ],
  'net.announce': [
    { office: '{site} 没有告诉大楼它有哪些号码。', network: '{site} 没有公布 {suggested}。' },
    '把 {suggested} 加进 {site} 的 {field}。',
  ],
  'net.egress': [
    { office: '大楼没有通往大街的出路。', network: '集群 {object} 的 {field} 是 {current}。' },
    '把集群 {object} 的 {field} 设为 {suggested}。',
  ],
  'net.natGateway': [
    {
      office: '楼区 {subnet} 没有收发室，而大楼不用别的出路。',
      network: '集群的 outboundType 是 userAssignedNATGateway，而子网 {subnet} 没有 NAT 网关。',
    },
    '把子网 {subnet} 的 {field} 设为 {suggested}。',
  ],
  'net.natAddress': [
    { office: '收发室 {gateway} 没有戳。', network: 'NAT 网关 {gateway} 没有公共地址。' },
    '给 NAT 网关 {gateway} 的 {field} 一个地址：{suggested}。',
  ],
  'net.defaultRoute': [
    {
      office: '{subnet} 没有路牌指向大街，而大楼正等着一块。',
      network: '集群的 outboundType 是 userDefinedRouting，而 {subnet} 没有默认路由。',
    },
    '给 {table} 加一条路由：0.0.0.0/0 到 VirtualAppliance {suggested}，即 {firewall} 的专用地址。',
  ],
  'net.siteEgress': [
    { office: '{site} 收下所有寄往大街的信，却一封也不放出去。', network: '{site} 的 {field} 不是 true。' },
    '把 {site} 的 {field} 设为 {suggested}。',
  ],
  'net.siteDefault': [
    {
      office: '{site} 把回信都引到自己那里，它们再也回不了家。',
      network: '{site} 公布了 {current}，所以回复离开的路和来时不同。',
    },
    '从 {site} 的 {field} 里去掉 {current}。',
  ],
  'net.start': [
    { office: '接待员 {gateway} 没有上班。', network: '应用程序网关 {gateway} 的状态是 {current}。' },
    '启动应用程序网关 {gateway}。',
  ],
  'net.manager': [
    {
      office: '接待员 {gateway} 得不到新消息：保安 {group} 把它的管理者挡在外面。',
      network: '网络安全组 {group} 把 GatewayManager 挡在应用程序网关 {gateway} 的子网之外：{current}。',
    },
    '在 {group} 里，在 {current} 之前（优先级 {priority}）允许 {suggested} 入站到 {ports}。',
  ],
  'net.managerRoutes': [
    {
      office: '接待员 {gateway} 得不到新消息：指向一切的路牌把它的管理者引到 {site}。',
      network: '{site} 通告了 0.0.0.0/0，应用程序网关 {gateway} 的子网 {subnet} 接受了它。',
    },
    '给子网 {subnet} 一张带 {field} 的路由表。',
  ],
  'net.route': [
    { office: '{table} 有一块路牌把信指错了路。', network: '{table} 的路由 {route} 把 {prefix} 送到 {current}。' },
    '从路由表 {table} 里去掉路由 {route}。',
  ],
  'net.nextHop': [
    {
      office: '{table} 有一块路牌指向一个不存在的安检口。',
      network: '{table} 的路由 {route} 把 {prefix} 送到 {current}，那里没有设备。',
    },
    '把 {table} 中路由 {route} 的 nextHopIpAddress 设为 {suggested}，即 {firewall} 的专用地址。',
  ],
  'net.forwarding': [
    { office: '{machine} 收下给别人的信，却不往下转。', network: '{machine} 的 {field} 不是 true。' },
    '把 {machine} 的 {field} 设为 {suggested}。',
  ],
  'net.forwarded': [
    { office: '{vnet} 只收从隔壁楼里自己写出的信。', network: '{vnet} 的对等互连 {peering} 的 {field} 不是 true。' },
    '把 {vnet} 的对等互连 {peering} 的 {field} 设为 {suggested}。',
  ],
  'nsg.destination': [
    {
      office: '保安 {group} 的 {rule} 差一点就对了。把它写的号码和保安看到的信封上的号码比一比。',
      network: '{group} 的规则 {rule} 的目的地是 {current}。把它和数据包在这个 NSG 处的目的地比一比。',
    },
    '把 {group} 中规则 {rule} 的 {field} 设为 {suggested}：信在这里写的就是这个地址。',
  ],
  'nsg.port': [
    {
      office: '保安 {group} 的 {rule} 差一点就对了。把它写的耳朵和保安看到的信封上的比一比。',
      network: '{group} 的规则 {rule} 的端口是 {current}。把它和数据包在这个 NSG 处的目的端口比一比。',
    },
    '把 {group} 中规则 {rule} 的 {field} 设为 {suggested}：信在这里写的就是这个端口。',
  ],
  'nsg.source': [
    {
      office: '保安 {group} 的 {rule} 差一点就对了。它放谁进来，而这封信是谁寄的？',
      network: '{group} 的规则 {rule} 的来源是 {current}。把它和数据包在这个 NSG 处的来源比一比。',
    },
    '把 {group} 中规则 {rule} 的 {field} 设为 {suggested}。',
  ],
  'nsg.wide': [
    {
      office: '保安 {group} 的 {rule} 放进来的比要求的多：它也符合这封信上的号码。',
      network: '{group} 的规则 {rule} 的目的地是 {current}，把这一个也包括了。',
    },
    '把 {group} 中规则 {rule} 的 {field} 设为 {suggested}，要求的就这些。',
  ],
  'nsg.guests': [
    {
      office: '保安 {group} 的 {rule} 放进来的寄信人比要求的多：{sender} 就是其中一个。',
      network: '{group} 的规则 {rule} 的来源是 {current}，把 {sender} 也包括了。',
    },
    '把 {group} 中规则 {rule} 的 {field} 设为 {suggested}，要求的就这些。',
  ],
  'nsg.allow': [
    { office: '保安 {group} 有一行把这封信挡了回去。', network: '{group} 的规则 {current} 拒绝了这条流量。' },
    '给 {group} 加一条规则：{access} {direction}，优先级 {priority}，{protocol}，从 {source} 到 {destination} 端口 {port}。',
  ],
  'nsg.deny': [
    { office: '保安 {group} 放这封信过去了。', network: '{group} 的规则 {current} 允许了这条流量。' },
    '给 {group} 加一条规则：{access} {direction}，优先级 {priority}，{protocol}，从 {source} 到 {destination} 端口 {port}。',
  ],
  'fw.allow': [
    { office: '安检口 {firewall} 没有一条放行这封信。', network: '防火墙 {firewall} 没有规则允许这条流量。' },
    '给防火墙 {firewall} 加一条网络规则：{access} {protocol}，从 {source} 到 {destination} 端口 {port}。',
  ],
  'fw.deny': [
    { office: '安检口 {firewall} 放这封信过去了。', network: '防火墙 {firewall} 有规则允许这条流量。' },
    '给防火墙 {firewall} 加一条网络规则：{access} {protocol}，从 {source} 到 {destination} 端口 {port}。',
  ],
};

export const AZURE_LAYERS: Readonly<Record<string, Sentence>> = {
  dns: {
    office: '信没问题，号码有问题。看看问了谁，本该问谁。',
    network: '看名字解析：谁向谁问哪个名字，区域、链接和记录怎么说。',
  },
  paas: { office: '看看供应商的门：敲的是哪一扇，那里谁可以进？', network: '看 PaaS 服务：公共访问、规则、专用终结点。' },
  net: { office: '看看楼与楼之间的路，以及出去的路。', network: '看对等互连、网关、路由和出站类型。' },
  nsg: { office: '看看保安：名单上第一条符合的就算数。', network: '看网络安全组：两端都按优先级，第一条匹配的规则决定。' },
  fw: {
    office: '看看安检口：没有规则放行的，就留在外面。',
    network: '看防火墙：先 DNAT 规则，再网络规则，再应用程序规则，最后拒绝。',
  },
};
