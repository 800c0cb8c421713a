// Simplified Chinese of en/webHints.ts; terms as docs/glossary.md has them.
import type { Sentence } from '../dictionary.ts';

export const WEB_HINTS: Readonly<Record<string, readonly [Sentence, Sentence]>> = {
  'web.host': [
    {
      office: '接待处的便笺写的是 {current}，信上写的是 {suggested}。',
      network: '{object} 是给主机 {current} 的；请求的是 {suggested}。',
    },
    '把 {object} 的 {field} 设为 {suggested}。',
  ],
  'web.path': [
    {
      office: '{object} 的便笺管的是 {current}，信要的是 {suggested}。',
      network: '{object} 匹配路径 {current}；请求的是 {suggested}。',
    },
    '把 {object} 的 {field} 设为 {suggested}。',
  ],
  'web.pathType': [
    { office: '{object} 的便笺只管一扇门，而 {path} 在门后面。', network: '{object} 只匹配 {current}；{path} 不是它。' },
    '把 {object} 的 {field} 设为 {suggested}。',
  ],
  'web.class': [
    {
      office: '便笺 {object} 是写给 {current} 的，而信到的接待处不归它管。',
      network: '{object} 的类是 {current}；这里的控制器服务于 {suggested}。',
    },
    '把 {object} 的 {field} 设为 {suggested}。',
  ],
  'web.service': [
    {
      office: '{object} 的便笺写的是服务台 {current}，它并不存在。',
      network: '{object} 写的是 Service {current}，那个命名空间里没有。',
    },
    '把 {object} 的 {field} 设为 {suggested}。',
  ],
  'web.port': [
    {
      office: '{object} 的便笺写的是耳朵 {current}，服务台没有这只。',
      network: '{object} 写的是端口 {current}；路由要写 Service 的端口，不是 Pod 的。',
    },
    '把 {object} 的 {field} 设为 {suggested}。',
  ],
  'web.weight': [
    { office: '{object} 的便笺一点份额也没给它的服务台。', network: '{object} 的后端权重是 0。' },
    '把 {object} 的 {field} 设为 {suggested}。',
  ],
  'web.grant': [
    {
      office: '{from} 的便笺指向 {namespace} 的服务台，那里没有人允许。',
      network: '{namespace} 里没有 ReferenceGrant 允许 {from} 的 HTTPRoute 引用 {service}。',
    },
    '在 {namespace} 里加一个 ReferenceGrant，允许 {from} 的 HTTPRoute 引用 {service}。',
  ],
  'web.parent': [
    { office: '便笺 {object} 没有挂在任何门上。', network: '没有侦听器接受 {object}：它的 parentRefs 写的是 {current}。' },
    '把 {object} 的 {field} 设为 {suggested}。',
  ],
  'web.namespaces': [
    { office: '这扇门只收自己部门的便笺。', network: '侦听器接纳命名空间 {current} 的路由；这条路由在别的命名空间。' },
    '把 {object} 的 {field} 设为 {suggested}。',
  ],
  'web.admitted': [
    {
      office: '这扇门收每个部门的便笺，{namespace} 也挂了一张。',
      network: '{object} 接纳所有命名空间的路由，包括 {route}。',
    },
    {
      office: '让这扇门只收需要它的部门的便笺，不收 {namespace} 的：{object} 的 {field}。',
      network: '把 {object} 的 {field} 设为 Selector，只选需要它的命名空间。',
    },
  ],
  'web.secret': [
    { office: '接待处出示的封印不是 {host} 的；其实有一枚是。', network: '出示的证书不是 {host} 的；Secret {suggested} 才是。' },
    '让 {object} 的 {field} 为 {host} 指定 Secret {suggested}。',
  ],
  'web.secretMissing': [
    { office: '这个部门里没有 {host} 的封印。', network: '{object} 的命名空间里没有 {host} 的 TLS Secret。' },
    '为 {host} 取得证书，存为 Secret {suggested}，并写进 {object} 的 {field}。',
  ],
  'web.source': [
    {
      office: '{object} 的便笺列出了谁可以进来，来电者不在上面。',
      network: '{object} 接纳 {current}，而控制器看到的是另一个地址。',
    },
    {
      office: '把 {object} 的名单从 {current} 改为 {suggested}。',
      network: '把 {object} 的 {field} 从 {current} 改为 {suggested}。',
    },
  ],
  'web.redirect': [
    { office: '接待处把每位访客都请去另一扇门。', network: '{object} 会重定向请求。' },
    {
      office: '把 {object} 里关于转去哪里的话从 {current} 改为 {suggested}，或者直接写给另一扇门。',
      network: '把 {object} 的 {field} 从 {current} 改为 {suggested}，或者请求另一个 URL。',
    },
  ],
  'web.protocol': [
    { office: '接待处和笔记本说的不是同一种话。', network: '控制器对 Pod 使用 {current}，而 Pod 使用 {suggested}。' },
    '把 {object} 的 {field} 设为 {suggested}。',
  ],
  'web.albController': [
    { office: '楼里没有人管街对面接待处的便笺。', network: '集群 {cluster} 里没有运行 ALB 控制器。' },
    '把集群 {cluster} 的 {field} 设为 {suggested}。',
  ],
  'web.associationSize': [
    {
      office: '接待处的侧楼 {subnet} 大小不合要求。',
      network: '关联的子网 {subnet} 是 {current}；覆盖网络要正好 /24，任何关联都不能更小。',
    },
    '把子网 {subnet} 的 {field} 设为 {suggested}。',
  ],
  'web.delegation': [
    { office: '侧楼 {subnet} 从来没有交给接待处。', network: '子网 {subnet} 委派给了 {current}。' },
    '把子网 {subnet} 委派给 {suggested}。',
  ],
};

export const WEB_LAYER: Sentence = {
  office: '信到了接待处。看看它的便笺：给谁，走哪条路，去哪个服务台。',
  network: '看 HTTP 路由：类、主机、路径、后端、证书。',
};
