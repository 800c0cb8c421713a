// Simplified Chinese of en/fieldDefaults.ts; terms as docs/glossary.md has them.
import type { Dictionary } from '../dictionary.ts';

export const FIELD_DEFAULT_WORDS: Dictionary = {
  'ui.yaml.unset': '这里没有写 `{field}`。',
  'ui.yaml.unset.values': '可以是 {values}。',
  'default.externalTrafficPolicy': '不写就是 `Cluster`：每个节点都参与，把信转下去，并用自己的地址盖住调用者的。',
  'default.internalTrafficPolicy': '不写就是 `Cluster`：任何节点上的端点。',
  'default.targetPort': '不写就和 `port` 是同一个号码。',
  'default.sessionAffinity': '不写就是 `None`：每个连接都可能到另一个 Pod。',
  'default.type': '不写就是 `ClusterIP`。',
  'default.trafficDistribution': '不写，没有哪个端点更近。',
  'default.loadBalancerSourceRanges': '不写，任何地址都可以来。',
  'default.clusterIP': '不写，集群会给 Service 一个地址。',
  'default.selector': '不写，谁也没选中。',
  'default.policyTypes': '不写就是 `Ingress`，有出站规则时还有 `Egress`。',
  'default.networkPolicy': '不写，就没有策略引擎，也不执行任何 NetworkPolicy。',
  'default.hostNetwork': '不写就是 `false`：Pod 有自己的网络。',
  'default.dnsPolicy': '不写就是 `ClusterFirst`。',
};
