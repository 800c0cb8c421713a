// Names of FQDN policies: which a pattern holds, and which a pod learns because a rule lets it ask. Rules: CIL9, CIL10, D-19.
import type { CiliumName } from '../model/cilium.ts';
import { parsePattern } from '../net/pattern.ts';
import { matchPattern } from '../net/matchPattern.ts';
import { hasBit } from './bitset.ts';
import type { Layers } from './layers.ts';
import type { Placement, PodEntry } from './tables.ts';

/** `*` stands for letters without dots; alone it is every name. */
export function nameHolds({ matchName, matchPattern: given }: CiliumName, asked: string): boolean {
  const name = plainName(asked);
  if (matchName !== undefined && plainName(matchName) === name) return true;
  if (given === undefined) return false;
  const pattern = plainName(given);
  if (pattern === '*') return true;
  const parsed = parsePattern(pattern.replaceAll('.', '[.]').replaceAll('*', '[^.]*'));
  return parsed.ok && matchPattern(parsed.pattern, name, 'whole') !== undefined;
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** Does a rule to the cluster's directory let this pod ask for the name, and so hear its address? */
export function learnsName(placement: Placement, layers: Layers, name: string): boolean {
  const directory = placement.pods.flatMap((pod, index) =>
    pod.namespace === 'kube-system' && pod.labels['k8s-app'] === 'kube-dns' ? [index] : [],
  );
  return layers.some(({ policies }) =>
    policies.some((policy) =>
      policy.egress?.some(
        (rule) =>
          rule.action === 'allow' &&
          rule.dns?.some((each) => nameHolds(each, name)) === true &&
          directory.some((pod) => hasBit(rule.pods, pod) && rule.ports(53, 'UDP', placement.pods[pod])),
      ),
    ),
  );
}

/** Alpine's C library, as far as an image's name tells: it gives up where a lookup is refused (CIL10). */
export function isMusl({ containers }: Pick<PodEntry, 'containers'>): boolean {
  return containers.some(({ image = '' }) => /(^|[/:._-])alpine/.test(image));
}
