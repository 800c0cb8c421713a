// Simplified Chinese of en/reports.ts; terms as docs/glossary.md has them.
import type { Dictionary } from '../dictionary.ts';

export const REPORT_WORDS: Dictionary = {
  'report.honoured': '已模拟',
  'report.kindLater': '这个种类尚未模拟；略去',
  'report.kindNoEffect': '这个种类不影响谁能到达谁',
  'report.madeByOwner': '由控制器创建；会从它的所有者重新创建',
  'report.server': '由服务器写入；这里会重新推算',
  'report.noEffect': '不影响谁能到达谁',
  'report.later': '尚未模拟',
  'report.inside': '只关系到容器里运行什么，不关系到谁能到达它',
  'report.access': '只关系到权限和身份，不关系到数据包',
  'report.secretData': '只保留证书对应的名字，从不保留证书或它的密钥',
  'report.storage': '只关系到存储，不关系到数据包',
  'report.resources': '只关系到 CPU 和内存，不关系到数据包',
  'report.rollout': '只关系到改动如何推出；这里的改动立即生效',
  'report.scheduling': '尚未模拟：Pod 会去 Pod 最少的就绪节点',
  'report.probes': '尚未模拟：Pod 就绪，除非它的状态另有说明',
  'report.ipv6': 'IPv6 尚未模拟',
  'report.annotation': '这里没有控制器读取这个注解',
  'report.checked': '会按规则检查，但这里没有数据包用到它',
  'report.default': '就是默认值，所以什么也没丢',
  'report.namespaceMade': '没有声明过；因为有东西在里面，所以创建了它',
  'report.more': '还有更多，这份报告列不完',
};
