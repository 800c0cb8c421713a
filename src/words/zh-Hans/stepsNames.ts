// Simplified Chinese of en/stepsNames.ts; terms as docs/glossary.md has them.
import type { Dictionary } from '../dictionary.ts';

export const NAME_STEP_WORDS: Dictionary = {
  'dns.resolved': { office: '电话簿说：{question} 是 {answer}。', network: '{question} 解析为 {answer}（{resolver}）。' },
  'dns.searched': {
    office: '在 {question} 本身之前，先白白查了{count|# 个更长的名字}：它的点数少于 ndots 的要求。',
    network: 'ndots：{question} 的点数不够，所以先查了搜索列表里的 {count|# 个名字}，每个都查 A 和 AAAA。',
  },
  'dns.nxdomain': { office: '电话簿里没有 {question}。', network: '{question} 得到 NXDOMAIN（{resolver}）。' },
  'dns.nodata': { office: '电话簿里有 {question}，却没有它的号码。', network: '{question} 得到 NODATA（{resolver}）。' },
  'dns.timeout': {
    office: '关于 {question} 的询问没能到电话簿：{object}，{field} 不放行。',
    network: '{question} 的 DNS 查询被 {object}，{field} 丢弃；解析器看上去毫无回音。',
  },
  'dns.refused': {
    office: '通往电话簿的接线员挂断了：{question} 不在 {object}，{field} 的名单上。',
    network: '{question} 得到 REFUSED：{object}，{field} 没有列出这个名字。',
  },
  'dns.noServer': {
    office: '电话簿那头没有人应答（{object}，{field}），所以 {question} 查不到。',
    network: '{question} 的 DNS 查询：{object} 没有就绪的端点。',
  },
  'dns.noRecord': {
    office: '{question} 归电话簿 {object} 回答，而它没有这个条目。',
    network: '{question} 得到 NXDOMAIN（{resolver}）：这个名字由 {object} 回答，而它没有相应的记录。',
  },
  'dns.noAddress': {
    office: '电话簿从 {object} 知道 {question}，可 {field} 指向的人没有号码。',
    network: '{question} 得到 NXDOMAIN（{resolver}）：{object}，{field} 没有给它地址。',
  },
  'dns.policy': {
    office: '{question} 是本楼的服务台 {service}，但 {object} 因为自己的 {field} 去问了另一本电话簿。',
    network: '{question} 得到 NXDOMAIN（{resolver}）：{object} 因为 {field} 不问 CoreDNS，而 {service} 在 CoreDNS 里。',
  },
  'dns.elsewhere': {
    office: '这个部门没有叫 {question} 的。有个同名的服务台是 {service}：部门也是名字的一部分。',
    network: '{question} 得到 NXDOMAIN（{resolver}）：{object} 的搜索列表里是它自己的命名空间；那个 Service 是 {service}。',
  },
  'dns.notLinked': {
    office: '内部电话簿 {zone} 里有 {question}，却没有挂在这座楼里。',
    network: '专用区域 {zone} 里有 {question}，但没有链接到提问的网络；用的是公共应答。',
  },
  'dns.notForwarded': {
    office: '内部电话簿 {zone} 里有 {question}，但被问到的电话簿不会把问题转给它。',
    network: '专用区域 {zone} 已链接，也有 {question}；被问的服务器没有转发到 168.63.129.16。',
  },
  'dns.silent': {
    office: '关于 {question} 的询问寄往 {server}，那里没有人应答。',
    network: '向 {server} 查询 {question} 的 DNS：没有应答。',
  },
  'dns.kept': {
    office: '关于 {question} 的询问没能到 {server}：{object}，{field}。',
    network: '向 {server} 查询 {question} 的 DNS 在 {object}，{field} 处丢失。',
  },
  'dns.circle': {
    office: '几本电话簿把关于 {question} 的询问转着圈传来传去。',
    network: '向 {server} 查询 {question} 的 DNS 在转发器之间循环。',
  },
};
