// Simplified Chinese of en/verdicts.ts; terms as docs/glossary.md has them.
import type { Dictionary } from '../dictionary.ts';

export const VERDICT_WORDS: Dictionary = {
  'verdict.refused': { office: '在 {place} 当场被退回：{why}。', network: '在 {place} 连接当场被拒绝：{why}。' },
  'verdict.refused.bare': { office: '在 {place} 当场被退回。', network: '在 {place} 连接当场被拒绝。' },
  'verdict.timeout': {
    office: '过了 {place} 就没有回音：{why}。{from} 一直等到放弃。',
    network: '超时，在 {place} 被丢弃：{why}。{from} 一直等到放弃。',
  },
  'verdict.timeout.bare': {
    office: '过了 {place} 就没有回音：{from} 一直等到放弃。',
    network: '超时，在 {place} 丢失：{from} 一直等到放弃。',
  },
  'verdict.service.noEndpoints': {
    office: '被 {place} 当场退回：贴着 {selector} 的 {selected|# 台笔记本}没有一台就绪。',
    network: '被 {place} 当场拒绝：{service} 按 {selector} 选中 {selected|# 个 Pod}，没有一个就绪。',
  },
  'verdict.service.selectsNobody': {
    office: '被 {place} 当场退回：没有贴着 {selector} 的笔记本。',
    network: '被 {place} 当场拒绝：没有 Pod 匹配 {selector}。',
  },
  'verdict.service.unfilled': {
    office: '被 {place} 当场退回：没人登记在服务台 {service} 后面。',
    network: '被 {place} 当场拒绝：{service} 没有选择器，也没有地址。',
  },
  'verdict.deliver.notListening': {
    office: '被 {receiver} 当场退回：耳朵 {port} 没有人在听。',
    network: '被 {receiver} 当场拒绝：没有进程监听 {port}。',
  },
  'verdict.deliver.otherPort': {
    office: '被 {receiver} 当场退回：耳朵 {port} 没有人在听（它在 {listens} 听）。',
    network: '被 {receiver} 当场拒绝：没有进程监听 {port}（它监听 {listens}）。',
  },
  'verdict.policy': {
    office: '没有回音：{pod} 的 {policies|# 份工牌名单}里没有一份允许。{from} 一直等到放弃。',
    network: '超时：{pod} 的 {policies|# 条策略}里没有一条允许。{from} 一直等到放弃。',
  },
  'verdict.goal.holds': '目标 {number} 成立。{what}',
  'verdict.goal.fails': '目标 {number} 不成立。{what}',
  'verdict.goal.stopped': '目标 {number} 成立：这本来就不该送到。{what}',
  'verdict.goal.arrived': '送到了，但目标 {number} 不成立：{why}。',
  'verdict.goal.not': '送到了，而目标 {number} 说它不该到：{why}。',
  'verdict.why.source': { office: '收信人看到的是 {seen}，应该看到 {wanted}', network: '看到的来源是 {seen}，应该是 {wanted}' },
  'verdict.why.via': '它经过了 {via}，应该经过 {wanted}',
  'verdict.why.question.first': '先问的是 {seen}，不是 {wanted}',
  'verdict.why.question.left': '对 {seen} 的问题出了集群',
  'verdict.why.receiver': '它是给 {wanted} 的',
  'verdict.why.backends': {
    office: '接听的有 {reached|# 台笔记本}，应该有 {wanted} 台',
    network: '到达了 {reached|# 个后端}，应该有 {wanted} 个',
  },
  'verdict.why.reply': { office: '回信在 {place} 丢了', network: '回复在 {place} 丢失' },
  'verdict.why.open': { office: '{receiver} 的门口没有读卡器', network: '没有策略隔离 {receiver}' },
  'verdict.why.out': { office: '去街上的一路没有谁拒绝它', network: '出去的路上没有谁拒绝它' },
  'verdict.why.allowed': { office: '读卡器按 {object} 放它进来了', network: '{object} 允许了它' },
  'verdict.why.gate': { office: '安检口按 {object}，{field} 放它过去了', network: '{object}，{field} 允许了它' },
  'verdict.why.guard': { office: '保安按 {object}，{field} 放它过去了', network: '{object}，{field} 允许了它' },
  'verdict.why.service': { office: '它从 {object} 的门进来', network: '{object} 通向它' },
  'verdict.why.unplugged': { office: '读卡器没有通电', network: '没有策略引擎执行策略' },
  'verdict.here': '目标在这里失败：{why}',
  'verdict.again': '你改动之后又发了一次。',
  'verdict.asFound': '这是你来时的样子：问题问的就是它，你的改动不在其中。',
  'verdict.stale': { office: '这是你改动之前的；现在寄不出了。', network: '这是你改动之前的；这条流量现在发不出了。' },
};
