// Simplified Chinese of en/costs.ts; terms as docs/glossary.md has them.
import type { Dictionary } from '../dictionary.ts';

export const COST_WORDS: Dictionary = {
  'cost.total': '每小时，按示意权重计：这里没有核实过任何价格，流量费用略去',
  'cost.item.node': { office: '房间', network: '节点' },
  'cost.item.publicIP': { office: '街面号码', network: '公共 IP 地址' },
  'cost.item.loadBalancer': { office: '前台', network: '负载均衡器' },
  'cost.item.extraRule': { office: '前五个之外的柜台', network: '前五条之外的负载均衡规则' },
  'cost.item.natGateway': { office: '收发室', network: 'NAT 网关' },
  'cost.item.privateEndpoint': { office: '内部门', network: '专用终结点' },
  'cost.item.azureFirewall': { office: '安检口', network: 'Azure 防火墙' },
  'cost.item.applicationGateway': { office: '接待员', network: '应用程序网关' },
};
