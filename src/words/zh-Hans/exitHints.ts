// Simplified Chinese of en/exitHints.ts; terms as docs/glossary.md has them.
import type { Sentence } from '../dictionary.ts';

export const EXIT_HINTS: Readonly<Record<string, readonly [Sentence, Sentence]>> = {
  'net.mailRoom': [
    {
      office: '信盖着 {seen} 的戳出去了。要的那枚戳在收发室 {suggested} 里，而楼区 {subnet} 没有用它。',
      network: '流量以 {seen} 出去。NAT 网关 {suggested} 拥有所要的地址，却不在子网 {subnet} 上（natGateway: {current}）。',
    },
    '把子网 {subnet} 的 {field} 设为 {suggested}。',
  ],
  'net.turn': [
    {
      office: '{table} 的路牌 {route} 指向 {current}，那不是经过 {device} 的路。',
      network: '{table} 的路由 {route} 把 {prefix} 送到 {current}，没有经过 {device}。',
    },
    '把 {table} 中 {prefix} 的下一跃点设为 {suggested}。',
  ],
  'net.hang': [
    {
      office: '路牌 {table} 指向 {device}，却没有立在楼区 {subnet}。',
      network: '路由表 {table} 通向 {device}，却没有与子网 {subnet} 关联。',
    },
    '把子网 {subnet} 的 {field} 设为 {suggested}。',
  ],
  'net.aksTable': [
    {
      office: 'AKS 给每个房间的路牌都写在 {suggested} 里，而楼区 {subnet} 看的是 {current}。',
      network: 'AKS 把到每个节点的 Pod 的路由写在 {suggested} 里；子网 {subnet} 用的是 {current}。',
    },
    '把子网 {subnet} 的 {field} 设为 {suggested}。你自己的路由写在同一张表里，与 AKS 的并列。',
  ],
  'net.nodeTable': [
    {
      office: '通往笔记本的路牌立在楼区 {nodes}；{device} 在 {subnet}，看的是 {current}。',
      network: '只有 {nodes} 的路由表知道哪个节点有哪些 Pod；{device} 所在的子网 {subnet} 用的是 {current}。',
    },
    '把子网 {subnet} 的 {field} 设为 {suggested}。',
  ],
  'net.unhang': [
    {
      office: '路牌 {table} 也挂在楼区 {subnet} 里，把那里的信引错了路。',
      network: '路由表 {table} 也关联了子网 {subnet}，而它的流量不该走这条路。',
    },
    '从子网 {subnet} 的 {field} 上取下 {table}。',
  ],
  'net.signpost': [
    {
      office: '楼区 {subnet} 没有路牌把寄往大街的信送到 {device}。',
      network: '子网 {subnet} 没有自己的、通向 {device} 的 {prefix} 路由。',
    },
    '给 {table} 加一条 {prefix} 到 {suggested} 的路由，并让子网 {subnet} 使用 {table}。',
  ],
  'net.sideWay': [
    {
      office: '楼区 {subnet} 有一条自己的路通向 {service}，那块牌子先于去大街的路牌。信带着房间自己的号码走那里，绕过每一个戳。',
      network: '子网 {subnet} 的服务终结点 {current} 的路由比 0.0.0.0/0 更精确：{service} 看到的是子网的专用地址，不是公共地址。',
    },
    '从子网 {subnet} 的 {field} 里拿掉 {current}；或者让 {service} 用虚拟网络规则放这个子网进来。',
  ],
  'net.spoke': [
    {
      office: '楼区 {subnet} 没有路牌通向 {remote}；两栋楼都与 {device} 相邻，而回信也需要一块路牌。',
      network: '子网 {subnet} 没有通向 {device} 的 {prefix}（{remote}）路由；对等互连不会转送流量。',
    },
    '给 {table} 加一条 {prefix} 到 {suggested} 的路由，并让子网 {subnet} 使用 {table}。',
  ],
  'fw.name': [
    {
      office: '安检口 {firewall} 没有一条放行从 {source} 寄往 {target} 的信。',
      network: '防火墙 {firewall} 没有规则允许 {protocol} 从 {source} 到 {target}。',
    },
    '给防火墙 {firewall} 加一条应用程序规则：Allow，{protocol}，从 {source} 到 {suggested}。',
  ],
  'fw.tag': [
    {
      office: '房间自己要给 {target} 写信，而安检口 {firewall} 没有这一条。',
      network: '防火墙 {firewall} 没有规则允许 {protocol} 到集群节点需要的 {target}。',
    },
    '给防火墙 {firewall} 加一条应用程序规则：Allow，{protocol}，从 {source} 到 FQDN 标记 {suggested}。',
  ],
  'fw.denied': [
    {
      office: '安检口 {firewall} 的 {collection} 里，{rule} 把从 {source} 到 {target} 的信挡了回去。',
      network: '{collection} 的规则 {rule} 拒绝从 {source} 到 {target}。',
    },
    '从防火墙 {firewall} 的 {collection} 里去掉 {rule}，或者把它缩小到不包含从 {source} 到 {target}。',
  ],
  'fw.order': [
    {
      office: '{firewall} 的安检员先看号码，后看名字。{collection} 的 {rule} 凭号码就放行了，名字根本没有读。',
      network: '不论优先级如何，网络规则都先于应用程序规则：{collection} 的 {rule} 允许了这条流量，应用程序规则不会被问到。',
    },
    '从防火墙 {firewall} 的 {collection} 里去掉 {rule}，或者缩小它的地址；其余的由应用程序规则按名字放行。',
  ],
  'fw.fqdn': [
    {
      office: '安检口 {firewall} 的 {collection} 里，{rule} 把 {target} 也包括进去了。',
      network: '{collection} 的应用程序规则 {rule} 允许 {target}。',
    },
    '在 {collection} 的 {rule} 里只写需要的名字，不要写会包含 {target} 的。',
  ],
  'route.asym': [
    {
      office: '信从 {entrance} 进来。{object} 的路牌 {field} 把回信送到 {device}，而它从没见过这封信。',
      network: '请求从 {entrance} 进来；{object}，{field} 把回复送到 {device}，那里没有它的状态。',
    },
    '让去程和回程都经过 {device}，或者都不经过：让请求从它进来，让它给转出的信盖戳，或者让回复避开它。加一条允许回复的规则没有用。',
  ],
  'route.bypass': [
    {
      office: '信经过了 {device}；回信按 {object} 的 {field} 直接回家，没有碰到它。',
      network: '请求经过了 {device}；回复按 {object}，{field} 绕过它，而 {device} 会丢弃只听到一半的谈话。',
    },
    '让 {device} 在转出的信上写自己的地址，回信就会回到它那里：应用程序规则会这样做；snatPrivateRanges 设为 255.255.255.255/32 之后，网络规则也会。',
  ],
  'net.endpoint': [
    {
      office: '内部门 {endpoint} 为 {prefix} 立了自己的牌子，最精确的那种；{device} 不在那条路上。',
      network: '专用终结点 {endpoint} 的系统路由是 {prefix}；更短的路由都到不了 {device}。',
    },
    '给 {table} 加一条 {prefix} 到 {suggested} 的路由，并让 {device} 允许这条流量。',
  ],
  'dns.forwarder': [
    {
      office: '名字服务器 {server} 不知道的名字也自己回答，不去问知道的那一个。',
      network: 'DNS 服务器 {server} 的 {field} 是 {current}：它不知道专用区域的名字，或者查到的是它们的公共地址。',
    },
    '把 DNS 服务器 {server} 的 {field} 设为 {suggested}；那些区域必须链接到它自己的虚拟网络。',
  ],
  'dns.servers': [
    {
      office: '{vnet} 问的几本电话簿知道的名字不一样，而每次提问只问其中一本。',
      network: '{vnet} 的 {field} 是 {current}；CoreDNS 每次提问随机取其中一个。',
    },
    '把 {vnet} 的 {field} 设为 {suggested}，再重启节点的网络和 CoreDNS。',
  ],
  'dns.search': [
    {
      office: '{pod} 问哪些名字、按什么顺序问，写在它的单子的 {field} 里。那里写着 {current}。',
      network: '{pod}：{field} 是 {current}。点数少于 ndots 的名字先走搜索列表，其他的原样去问。',
    },
    '把 {object} 的 {field} 设为 {suggested}。',
  ],
  'dns.policy': [
    {
      office: '笔记本 {pod} 没有先问大楼的电话簿：{field} 是 {current}。',
      network: '{pod} 没有用集群的 DNS 和它的搜索列表：{field} 是 {current}。',
    },
    '把 {object} 的 {field} 设为 {suggested}；要与它不同的写进 dnsConfig。',
  ],
  'dns.missing': [
    { office: '电话簿 {zone} 大街上都能读，却没有 {name} 这一行。', network: 'DNS 区域 {zone} 没有记录 {name}。' },
    '给 DNS 区域 {zone} 加一条 A 记录 {name}，值为 {suggested}。',
  ],
  'dns.address': [
    {
      office: '电话簿 {zone} 把找 {name} 的人指到 {current}，那里没有人收他们的信。',
      network: 'DNS 区域 {zone} 的记录 {name} 写着 {current}，那里没有任何应答。',
    },
    '把 DNS 区域 {zone} 的 {field} 设为 {suggested}。',
  ],
};
