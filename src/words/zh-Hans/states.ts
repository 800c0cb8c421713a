// Simplified Chinese of en/states.ts; terms as docs/glossary.md has them.
import type { Dictionary } from '../dictionary.ts';

export const STATE_WORDS: Dictionary = {
  'ui.states': '值得注意的',
  'ui.states.more': '还有 {count|# 处}',
  'state.word.refusing': '拒绝',
  'state.word.failing': '不成立',
  'state.word.absent': '缺少',
  'state.word.target': '目标',
  'state.node': { office: '房间没有开放。', network: '节点是 NotReady。' },
  'state.pod': { office: '还没有人在这台笔记本上工作。', network: 'Pod 未就绪。' },
  'state.endpoints': { office: '这个服务台没有人准备好接听。', network: 'Service 没有就绪的端点。' },
  'state.addresses': { office: '这个楼区缺 {missing|# 个工位号}。', network: '这个子网缺 {missing|# 个地址}，含激增。' },
  'state.idle': { office: '没有楼区把信送到这里。', network: '没有子网使用这个 NAT 网关。' },
  'state.endpoint': { office: '供应商还没有开这扇门：{status}。', network: '专用终结点连接的状态是 {status}。' },
  'state.stopped': { office: '接待员下班了。', network: '应用程序网关已停止。' },
  'state.stamps': {
    office: '邮票号够 {most|# 个房间}用，而用它们的有 {nodes} 个。',
    network: 'SNAT 端口够 {most|# 个节点}用，而节点有 {nodes} 个。',
  },
  'state.target.pass.arrived': { office: '有信送到这里，正是目标要的：{goal}', network: '有流量到达这里，正是目标要的：{goal}' },
  'state.target.pass.stopped': {
    office: '有信在这里被拦下，正是目标要的：{goal}',
    network: '有流量在这里被拦下，正是目标要的：{goal}',
  },
  'state.target.asked': {
    office: '有一个问题问的是到这里为止的信：{goal}',
    network: '有一个问题问的是到这里为止的流量：{goal}',
  },
  'state.target.fail.arrived': {
    office: '有信送到这里，目标因此不成立：{goal}',
    network: '有流量到达这里，目标因此不成立：{goal}',
  },
  'state.target.fail.stopped': {
    office: '有信在这里被拦下，目标因此不成立：{goal}',
    network: '有流量在这里被拦下，目标因此不成立：{goal}',
  },
  'state.target.fail.stamped': {
    office: '有信送到这里，寄件人却不是该写的那个：{goal}',
    network: '有流量到达这里，来源却不是应有的那个：{goal}',
  },
  'state.absent.service': {
    office: '有目标要用服务台 {name}，还没有人把它设起来。',
    network: '有目标要用 Service {name}，它不存在。',
  },
  'state.absent.policyEngine': { office: '读卡器没有通电。', network: '没有策略引擎。' },
  'state.absent.controller': { office: '没有人替 {name} 接待。', network: '没有控制器为 {name} 服务。' },
  'state.absent.secret': { office: '封印 {name} 不在。', network: '没有 TLS Secret {name}。' },
  'state.absent.natGateway': {
    office: '信应该从收发室 {name} 出去，它却不在。',
    network: '有目标要流量经过 {name}，却没有这个 NAT 网关。',
  },
  'state.absent.firewall': {
    office: '信应该经过安检口 {name}，它却不在。',
    network: '有目标要流量经过 {name}，却没有这个防火墙。',
  },
  'state.absent.device': { office: '信应该经过 {name}，它却不在。', network: '有目标要流量经过 {name}，它不存在。' },
  'state.absent.zoneLink': {
    office: '电话簿 {name} 没有放在 {vnet}：那里没有人能查。',
    network: '专用 DNS 区域 {name} 没有链接到 {vnet}：其中的名字在那里解析为公共地址。',
  },
  'state.absent.routeTable': {
    office: '路牌 {name} 写好了，却没有立在任何楼区。',
    network: '路由表 {name} 没有关联任何子网：它什么也不决定。',
  },
  'state.absent.networkSecurityGroup': {
    office: '保安 {name} 请来了，却没有站在任何楼区。',
    network: '网络安全组 {name} 没有关联任何子网：它什么也不决定。',
  },
  'ui.board.absent.policyEngine': { office: '读卡器的电', network: '策略引擎' },
  'ui.board.absent.controller': { office: '接待员', network: '控制器' },
  'ui.board.absent.secret': { office: '封印', network: 'TLS Secret' },
  'ui.board.absent.natGateway': { office: '收发室', network: 'NAT 网关' },
  'ui.board.absent.firewall': { office: '安检口', network: '防火墙' },
  'ui.board.absent.device': { office: '途中的一站', network: '设备' },
  'ui.board.absent.zoneLink': { office: '电话簿', network: '区域链接' },
  'ui.board.absent.routeTable': { office: '路牌', network: '路由表' },
  'ui.board.absent.networkSecurityGroup': { office: '保安', network: 'NSG' },
};
