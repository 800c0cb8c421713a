// Pods of a namespace that the same policies isolate: one group, one row of the matrix. Found by dividing the kinds of pods policy by
// policy, so that no text is made for each pod. Rules: NP2, NP4, NP32 (names of ports depend on the destination pod).
import { hasBit, type Span, spanOfIndices } from './bitset.ts';
import type { PodIndex } from './podIndex.ts';
import { usesNames } from './policyPorts.ts';
import type { Direction, PolicyTable } from './policyTables.ts';
import type { PodEntry } from './tables.ts';

/** Pods isolated by the same policies, and naming their ports alike where names matter. */
export interface Group {
  readonly policies: readonly PolicyTable[];
  readonly member: PodEntry | undefined;
  readonly members: Span;
  /** Rows by port, each made when it is first asked for (policyRows.ts). */
  readonly rows: Map<number, Span>;
}

export interface SpaceGroups {
  /** Group of each pod, by its place in the namespace. */
  readonly of: Int32Array;
  readonly list: readonly Group[];
}

export function groupSpace(
  index: PodIndex,
  from: { readonly namespace: string; readonly policies: readonly PolicyTable[]; readonly direction: Direction },
): SpaceGroups {
  const { direction } = from;
  const pods = index.space(from.namespace)?.pods ?? [];
  const policies = from.policies.filter((policy) => policy[direction] !== undefined);
  const kinds = [...new Set(pods.map((pod) => index.labelsOf[pod] ?? -1))];
  const divided = divide(kinds, policies);
  const named = policies.map((policy) => direction === 'ingress' && (policy.ingress ?? []).some((rule) => usesNames(rule.ports)));
  const groupOfKind = new Map(kinds.map((kind, at) => [kind, divided[at] ?? 0]));
  const chosen = new Map<number, { readonly policies: readonly PolicyTable[]; readonly named: boolean }>();
  const numbers = new Map<string | number, number>();
  const list: { policies: readonly PolicyTable[]; member: PodEntry | undefined; pods: number[] }[] = [];
  const of = Int32Array.from(pods, (pod) => {
    const kind = index.labelsOf[pod] ?? -1;
    const part = groupOfKind.get(kind) ?? 0;
    let isolating = chosen.get(part);
    if (!isolating) {
      const at = policies.flatMap((policy, place) => (hasBit(policy.kinds, kind) ? [place] : []));
      isolating = { policies: at.flatMap((place) => policies[place] ?? []), named: at.some((place) => named[place]) };
      chosen.set(part, isolating);
    }
    const member = index.placement.pods[pod];
    const key = isolating.named && member ? `${part}|${portNamesKey(member)}` : part;
    let number = numbers.get(key);
    if (number === undefined) {
      numbers.set(key, (number = list.length));
      list.push({ policies: isolating.policies, member, pods: [] });
    }
    list[number]?.pods.push(pod);
    return number;
  });
  return {
    of,
    list: list.map(({ pods: members, ...group }) => ({
      ...group,
      members: spanOfIndices(members),
      rows: new Map<number, Span>(),
    })),
  };
}

/** Part of each kind: two kinds share one when every policy selects both or neither. */
function divide(kinds: readonly number[], policies: readonly PolicyTable[]): Int32Array {
  const part = new Int32Array(kinds.length);
  let parts = 1;
  for (const policy of policies) {
    const moved = new Map<number, number>();
    for (let at = 0; at < kinds.length; at++) {
      if (!hasBit(policy.kinds, kinds[at] ?? 0)) continue;
      const before = part[at] ?? 0;
      let after = moved.get(before);
      if (after === undefined) moved.set(before, (after = parts++));
      part[at] = after;
    }
  }
  return part;
}

const names = new WeakMap<PodEntry['portContainers'], string>();

function portNamesKey({ portContainers }: PodEntry): string {
  let key = names.get(portContainers);
  if (key === undefined) {
    key = portContainers
      .flatMap((container) => container.ports ?? [])
      .map((port) => `${port.name ?? ''}:${port.containerPort}/${port.protocol}`)
      .join(',');
    names.set(portContainers, key);
  }
  return key;
}
