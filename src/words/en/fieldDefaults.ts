// English words of what a field means that is not written (`default.*`, by the field's name), and of the note that says so.
import type { Dictionary } from '../dictionary.ts';

export const FIELD_DEFAULT_WORDS: Dictionary = {
  'ui.yaml.unset': '`{field}` is not written here.',
  'ui.yaml.unset.values': 'It may be {values}.',
  'default.externalTrafficPolicy':
    'Left out it means `Cluster`: every node takes part, hands the letter on, and writes its own address over the caller’s.',
  'default.internalTrafficPolicy': 'Left out it means `Cluster`: endpoints on any node.',
  'default.targetPort': 'Left out it is the same number as `port`.',
  'default.sessionAffinity': 'Left out it means `None`: each connection is free to end at another pod.',
  'default.type': 'Left out it means `ClusterIP`.',
  'default.trafficDistribution': 'Left out, no endpoint is nearer than another.',
  'default.loadBalancerSourceRanges': 'Left out, every address may come.',
  'default.clusterIP': 'Left out, the cluster gives the Service an address.',
  'default.selector': 'Left out, nobody is chosen.',
  'default.policyTypes': 'Left out it means `Ingress`, and `Egress` too where there are egress rules.',
  'default.networkPolicy': 'Left out, no policy engine is there and no NetworkPolicy is enforced.',
  'default.hostNetwork': 'Left out it means `false`: the pod has a network of its own.',
  'default.dnsPolicy': 'Left out it means `ClusterFirst`.',
};
