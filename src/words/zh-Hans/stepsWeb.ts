// Simplified Chinese of en/stepsWeb.ts; terms as docs/glossary.md has them.
import type { Dictionary } from '../dictionary.ts';

export const WEB_STEP_WORDS: Dictionary = {
  'http.certificate': {
    office: '接待员 {controller} 出示的封印不是 {host} 的（{certificate}）。',
    network: '{controller} 出示证书 {certificate}，它不是给 {host} 的。',
  },
  'http.wrongPort': {
    office: '{receiver} 在耳朵 {port} 说 {speaks}，而信是 {scheme}。',
    network: '{receiver} 在端口 {port} 使用 {speaks}；请求是 {scheme}。',
  },
  'http.patterns': {
    office: '{ingress} 在 {host} 要用模式，于是 {controller} 把那一家的便笺全当成模式来读：最长的在前，大小写不分。',
    network: '{ingress} 让 {host} 的所有路径都成为正则表达式：不区分大小写，最长优先，首个匹配生效。',
  },
  'http.forwarded': {
    office: '接待员 {controller} 读到 {host}{path}，亲自走到服务台 {service} 的 {endpoint}。',
    network: '{controller} 把 {host}{path} 路由到 {service}，并自己与 {endpoint} 建立连接。',
  },
  'http.passed': {
    office: '接待员 {controller} 在封好的信上读到 {host}，原封不动地送到服务台 {service}。',
    network: '{controller} 读取服务器名 {host}，把 TLS 连接原样转给 {service} 的 {endpoint}。',
  },
  'http.passedLost': {
    office: '封好的信从 {service} 退回（{outcome}）；接待员 {controller} 对此无话可说。',
    network: '转给 {endpoint} 的连接以 {outcome} 结束，客户端的也一样：原样转发的连接没有错误页。',
  },
  'http.passedNowhere': {
    office: '寄往 {host} 的封好的信该去 {service}，却没有这个服务台：接待员 {controller} 挂断了。',
    network: '{controller} 应把 {host} 转给 {service}，而它没有这个端口或没有地址：重置。',
  },
  'http.redirected': {
    office: '接待员 {controller} 请访客改去 {location}（{status}）。',
    network: '{controller} 返回 {status}，Location: {location}。',
  },
  'http.health': {
    office: '接待员 {controller} 自己回答：它一切都好，{status}。',
    network: '{controller} 自己应答 {path}，不看主机名：{status}。',
  },
  'http.host': {
    office: '接待员 {controller} 没有关于 {host} 的便笺：{status}。',
    network: '{controller} 没有主机 {host} 的规则：{status}。',
  },
  'http.path': {
    office: '接待员 {controller} 认得 {host}，但没有便笺管 {path}：{status}。',
    network: '{controller} 有 {host} 的规则，但没有一条匹配 {path}：{status}。',
  },
  'http.backend': {
    office: '{host}{path} 的便笺没有写可用的服务台：{status}。',
    network: '{host}{path} 的规则没有可用的后端：{status}。',
  },
  'http.source': {
    office: '{controller} 的便笺没有列出 {source}：{status}。',
    network: '{controller} 不接纳来源 {source}：{status}。',
  },
  'http.listener': {
    office: '门是为另一个名字开的；{host} 有自己的门：{status}。',
    network: 'SNI 选中的侦听器不是 {host} 的那个：{status}。',
  },
  'http.noEndpoints': {
    office: '接待员 {controller} 说，服务台 {service} 没有人坐班：{status}。',
    network: '{controller} 找不到 {service} 的就绪端点：{status}。',
  },
  'http.badGateway': {
    office: '接待员 {controller} 从 {endpoint} 空手而归（{outcome}）：{status}。',
    network: '{controller} 到 {endpoint} 的连接以 {outcome} 结束：{status}。',
  },
  'http.loop': {
    office: '{host}{path} 的便笺从前台指到前台，又指回来：{status}。',
    network: '{controller} 把 {host}{path} 路由回已经处理过该请求的路由器：{status}。',
  },
  'frontend.controllerMissing': {
    office: '楼里没有人管前台 {frontend} 的便笺：它不给任何人开门。',
    network: '集群里没有运行 ALB 控制器，没有谁配置前端 {frontend}：没有应答。',
  },
  'frontend.kubenet': {
    office: '前台 {frontend} 不适合这种走廊的楼：它不给任何人开门。',
    network: '用于容器的应用程序网关不支持 kubenet：前端 {frontend} 不应答。',
  },
  'frontend.subnetMissing': {
    office: '前台 {frontend} 没有可以落脚的侧楼：它不给任何人开门。',
    network: '{frontend} 的关联指向一个不存在的子网：没有应答。',
  },
  'frontend.notDelegated': {
    office: '侧楼 {subnet} 从来没有交给前台 {frontend}：它不给任何人开门。',
    network: '子网 {subnet} 没有委派给 Microsoft.ServiceNetworking/trafficControllers，所以 {frontend} 没有关联：没有应答。',
  },
  'frontend.tooSmall': {
    office: '侧楼 {subnet} 对前台 {frontend} 来说太小：它不给任何人开门。',
    network: '子网 {subnet} 没有 256 个地址可供 {frontend} 的关联使用：没有应答。',
  },
  'frontend.unclaimed': {
    office: '没有便笺告诉前台 {frontend} 该接待谁：它不给任何人开门。',
    network: '没有 Gateway 或 Ingress 使用前端 {frontend}：那里没有监听。',
  },
  'frontend.noListener': {
    office: '前台 {frontend} 没有收这种信的门 {port}：没有人开门。',
    network: '前端 {frontend} 在端口 {port} 上没有针对该请求的侦听器：没有应答。',
  },
  'frontend.overlay.size': {
    office: '大楼的走廊只在恰好 256 个号码的侧楼里通到前台 {controller}：{status}。',
    network: '覆盖网络只延伸到恰好 /24 的关联子网；{controller} 到不了 {service} 的任何 Pod：{status}。',
  },
  'frontend.overlay.shared': {
    office: '大楼的走廊在每座侧楼里只通到一个前台，而 {controller} 与别人共用：{status}。',
    network: '覆盖网络每个子网只延伸到一个关联；{controller} 到不了 {service} 的任何 Pod：{status}。',
  },
  'frontend.overlay.otherVnet': {
    office: '大楼的走廊到墙为止，而 {controller} 站在另一座楼里：{status}。',
    network: '覆盖网络不会跨对等互连延伸；另一个虚拟网络里的 {controller} 到不了 {service} 的任何 Pod：{status}。',
  },
};
