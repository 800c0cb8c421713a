// Simplified Chinese of en/goalHints.ts; terms as docs/glossary.md has them.
import type { Sentence } from '../dictionary.ts';

export const GOAL_HINTS: Readonly<Record<string, readonly [Sentence, Sentence]>> = {
  'goal.sender': [
    {
      office: '目标说的是部门 {namespace} 里的一个发送者，那里没有坐着这样的人。',
      network: '命名空间 {namespace} 里没有目标所指的发送者 Pod（{from}）。',
    },
    '在命名空间 {namespace} 里创建发送者 Pod。',
  ],
  'goal.target': [
    { office: '目标说的收信人不在那里：{to}。', network: '没有什么匹配目标 {to}。' },
    '创建目标所说的接收者：{to}。',
  ],
  'goal.receiver': [
    { office: '信到了 {receiver} 手里，可它是给别人的。', network: '流量到达了 {receiver}，而不是 {wanted}。' },
    '让从 {from} 到 {to} 的流量到达 {wanted}。',
  ],
  'goal.receiver.by': [
    {
      office: '信到了 {receiver} 手里，可它是给别人的。它照着 {object} 的 {field} 走。',
      network: '流量到达了 {receiver}，而不是 {wanted}：{object} 的 {field} 最匹配它。',
    },
    {
      office: '写一行比 {object} 的 {field} 更贴合 {to} 的，并指向 {wanted}。',
      network: '为 {to} 加一条比 {object} 的 {field} 更具体的匹配，后端是 {wanted}。',
    },
  ],
  'goal.via': [
    { office: '信到了，但走的不是该走的路。', network: '流量经过 {via}；它应该经过 {wanted}。' },
    '让从 {from} 到 {to} 的流量经过 {wanted}。',
  ],
  'goal.must': [
    { office: '有该到的没有到。一步一步跟到它停下的地方。', network: '一条必需的流量失败了；它的跟踪显示在哪一跳。' },
    '看这个目标的信，看最后一步点名的对象。',
  ],
  'goal.mustNot': [
    {
      office: '有不该到的到了。一步一步跟着走：是哪扇门放它过去的？',
      network: '一条禁止的流量到了；它的跟踪显示放行它的每条规则。',
    },
    '看这个目标的信，把离收信人最近的那扇门关上。',
  ],
  'goal.exposure': [
    { office: '服务台 {service} 有一扇没人要的门。', network: 'Service {service} 的类型 {current} 打开了一条进来的路。' },
    '把 Service {service} 的 {field} 设为 {suggested}。',
  ],
  'goal.tooOpen': [
    { office: '该到的都到了，但开着的门比需要的多。', network: '允许了没有目标要求的流量；{from} 到 {to} 就是一条。' },
    '关上没人需要的：从 {from} 到 {to} 开始。',
  ],
  'goal.redirect': [
    {
      office: '前台的接待员应该把 {from} 请去另一个地址，却没有。',
      network: '路由器应该把 {to} 重定向到 {wanted}；它返回的是 {seen}。',
    },
    '在服务 {to} 的路由或 Ingress 上设置重定向。',
  ],
  'goal.load': [
    { office: '一封信过得去；高峰时过不去。大多数因 {reason} 丢失。', network: '单条流量正常；有负载时大多数失败是 {reason}。' },
    '跑一遍高峰，看看连接开始失败时，是什么用完了，或者被拿走了。',
  ],
  'snat.exhausted': [
    {
      office: '出门的戳没问题，但线路太少：寄往同一地址的每封信都要占一条。',
      network: 'SNAT 端口用完：{connections} 个连接中有 {lost} 个分不到端口。',
    },
    '给出去的路更多端口：更多公共地址、每个节点更多端口，或者 NAT 网关。',
  ],
  'snat.multiple': [
    {
      office: '前台不裁 {ports} 张一本的邮票簿：每本张数必须是 8 的倍数。',
      network: 'allocatedOutboundPorts {ports} 不是 8 的倍数，Azure 拒绝接受。',
    },
    '把 allocatedOutboundPorts 设为足够大的 8 的倍数，或使用 NAT 网关。',
  ],
  'snat.maxNodes': [
    {
      office: '每本 {ports} 张的邮票簿太厚：前台各地址的邮票不够分给 {nodes} 个房间。',
      network: '{nodes} 个节点（含激增）乘以 {ports} 个端口，超过了每个地址的 64,000 个端口。',
    },
    '调小 allocatedOutboundPorts，增加公共地址，或使用 NAT 网关。',
  ],
  'snat.idle': [
    { office: '太久没有声音的线路会被挂断，哪怕还有人拿着听筒。', network: '空闲的连接在再次使用之前就被丢弃。' },
    '提高出口的空闲超时，或者让发送者保持连接活跃。防火墙的四分钟不能提高：走另一条绕开它的路。',
  ],
  'find.open': [
    { office: '有个问题等着你回答；从 {from} 到 {to} 的信知道答案。', network: '答案在从 {from} 到 {to} 的跟踪里。' },
    '看这个目标的信，让它停在 {place}，回答你在那里读到的内容。',
  ],
  'find.hop': [
    {
      office: '{answer} 这个号码不是信在 {place} 时写着的。也许之前或之后有人重新盖了戳。',
      network: '{answer} 不在 {place} 的数据包上：地址在每一跳都可能被改写。',
    },
    '一步一步跟着这个目标的信走到 {place}，读它在那里的地址。',
  ],
  'find.layer': [
    {
      office: '{from} 的信没有碰到“{answer}”。看看它遇到了什么，在哪里。',
      network: '“{answer}”不是跟踪显示的内容：读它的最后一步。',
    },
    '把从 {from} 到 {to} 的信看到底；最后一步会说发生了什么，由谁决定。',
  ],
  'find.who': [
    {
      office: '有几台写信给 {to}，信送到的那一台不是 {answer}。',
      network: '有几个发送者试着到达 {to}；流量送到的那个不是 {answer}。',
    },
    '把 {from} 寄往 {to} 的信各看一遍。送到的那一封就是；出节点的门之前，信上写着它自己的地址。',
  ],
};
