// Simplified Chinese of en/captures.ts; terms as docs/glossary.md has them.
import type { Dictionary } from '../dictionary.ts';

export const CAPTURE_WORDS: Dictionary = {
  'filter.syntax': 'tcpdump: syntax error in filter expression at letter {position}: "{token}".',
  'filter.tooLong': 'tcpdump: filter expression too long: at most 200 words and 4,096 letters (letter {position}).',
  'filter.tooDeep': 'tcpdump: filter expression too deep: at most 32 levels (letter {position}).',
  'filter.unknownHost': "tcpdump: unknown host '{token}' (letter {position}). Names are not looked up: write an address.",
  'filter.unknownPort': "tcpdump: unknown port '{token}' (letter {position}).",
  'filter.badPort': 'tcpdump: illegal port number {token} > 65535 (letter {position}).',
  'filter.badAddress': 'tcpdump: invalid IPv4 address {token} (letter {position}).',
  'filter.hostBits': 'tcpdump: non-network bits set in {token} (letter {position}).',
  'filter.maskOfHost': 'tcpdump: mask syntax is for networks only: write net (letter {position}).',
  'filter.protocolOfHost':
    "tcpdump: a transport protocol does not qualify an address: write '… and host {token}' (letter {position}).",
  'filter.qualifierOfPort': "tcpdump: illegal qualifier of 'port' (letter {position}).",
  'filter.portOfOther': "tcpdump: port '{token}' is another protocol's (letter {position}).",
  'filter.linkLayer': 'tcpdump: link layer applied in wrong context (letter {position}).',
  'filter.divisionByZero': 'tcpdump: division by zero (letter {position}).',
  'filter.dataSize': 'tcpdump: data size must be 1, 2, or 4 (letter {position}).',
  'filter.notSimulated': '“{token}”（第 {position} 个字符）是 tcpdump 的写法，但这个网络里没有带着它的东西。',
  'load.badPlan': '{field}：必须从 {least} 到 {most}（时间以毫秒计）。',
  'load.tooComplex.paths': '这个计划的连接在这个世界里有超过 {most} 条不同的路：运行结束，没有结果。',
  'load.tooComplex.open': '同时打开的连接超过 {most} 个：运行结束，没有结果。请降低 `rate` 或 `hold`。',
  'load.tooComplex.events':
    '发生的事件超过 {most} 个：运行结束，没有结果。请降低 `rate`、`requests` 或 `retries`，或缩短 `duration`。',
  'capture.badPoint.unknown': '{at} 抓不到数据包：没有叫这个名字的机器有这样的接口。这条流量经过 {points}。',
  'capture.badPoint.loadBalancer':
    '{at} 抓不到数据包：负载均衡器不是途中的机器；改写数据包的是底层网络本身。请看它选中的节点。这条流量经过 {points}。',
  'capture.badPoint.natGateway':
    '{at} 抓不到数据包：NAT 网关没有可以看进去的接口。请看它之前的节点，或者它之后的接收者。这条流量经过 {points}。',
  'capture.badPoint.applicationGateway':
    '{at} 抓不到数据包：应用程序网关运行在 Azure 的机器上，谁也看不进去。在它询问的 Pod 上可以看到它自己的连接。这条流量经过 {points}。',
  'capture.badPoint.privateEndpoint':
    '{at} 抓不到数据包：专用终结点是子网里的一个地址，不是机器。请看发送者。这条流量经过 {points}。',
  'capture.badPoint.paasService': '{at} 抓不到数据包：这个服务由 Azure 运行，谁也看不进去。请看发送者。这条流量经过 {points}。',
  'capture.badPoint.subnet': '{at} 抓不到数据包：子网没有接口；有接口的是其中的机器。这条流量经过 {points}。',
  'capture.badPoint.service':
    '{at} 抓不到数据包：Service 是每个节点上的一条规则，不是机器。请看客户端或它后面的 Pod。这条流量经过 {points}。',
  'capture.badPoint.internet': '{at} 抓不到数据包：大街不属于任何人。请看它另一头的主机。这条流量经过 {points}。',
};
