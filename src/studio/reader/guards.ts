// Which policies judge a pod, by direction: selects, and is selected by. Whom a policy selects is the engine's answer. Rules: NP5, NP7.
import type { NetworkPolicy } from '../../engine/model/kubernetes.ts';
import { typeOf } from './rows.ts';

/** `ns/name` of policies; an empty list: nobody judges, everything passes. */
export interface Guards {
  readonly ingress: readonly string[];
  readonly egress: readonly string[];
}

export function guardsOf(
  pod: string,
  policies: readonly NetworkPolicy[],
  selected: ReadonlyMap<string, readonly string[]>,
): Guards {
  const judging = (direction: 'ingress' | 'egress'): string[] =>
    policies.flatMap(({ metadata, spec }) => {
      const name = `${metadata.namespace}/${metadata.name}`;
      return spec.policyTypes.includes(typeOf(direction)) && selected.get(name)?.includes(pod) ? [name] : [];
    });
  return { ingress: judging('ingress'), egress: judging('egress') };
}
