// NetworkPolicies compiled to tables, a namespace at a time and when it is first asked for: which pods each selects, whom each peer matches.
// What has not changed since the last document is taken as it was. Rules: NP1, NP11–NP34, NP38–NP40 (ipBlock by engine: D-13, D-15, C33).
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicyRule } from '../model/kubernetes.ts';
import { listObjects, type NetworkSpec } from '../model/spec.ts';
import type { Bitset, Span } from './bitset.ts';
import { hasInSpan } from './bitset.ts';
import { type BlockTable, compileBlock, emptySelection, type PodIndex, podIndexOf, type Selection } from './podIndex.ts';
import { type Group, groupSpace } from './policyGroups.ts';
import { textOf } from './selectors.ts';
import type { ServiceTables } from './services.ts';
import type { Placement } from './tables.ts';

export type Direction = 'ingress' | 'egress';

export interface PeerTable {
  /** Pods this peer matches are in both. */
  readonly pods: Selection;
  readonly also?: Selection;
  readonly block?: BlockTable;
}

export interface RuleTable {
  /** Undefined = any peer (NP16). */
  readonly peers: readonly PeerTable[] | undefined;
  /** Undefined = any port of any protocol (NP17). */
  readonly ports: readonly NetworkPolicyPort[] | undefined;
}

export interface PolicyTable {
  readonly object: string;
  /** Label sets that the policy selects within its namespace. */
  readonly kinds: Bitset;
  readonly ingress: readonly RuleTable[] | undefined;
  readonly egress: readonly RuleTable[] | undefined;
}

/** The policies of one namespace and how they divide its pods. */
export interface SpaceTables {
  readonly sources: readonly NetworkPolicy[];
  readonly policies: readonly PolicyTable[];
  groups(direction: Direction): { readonly of: Int32Array; readonly list: readonly Group[] };
}

export interface PolicySetup {
  readonly placement: Placement;
  /** For rules that name Services. */
  readonly services?: ServiceTables | undefined;
  readonly index: PodIndex;
  /** Policy pods. */
  readonly everyPod: Bitset;
  /** Namespaces that have both policies and pods, in order. */
  readonly namespaces: readonly string[];
  space(namespace: string): SpaceTables | undefined;
  /** The policies that isolate a pod. */
  isolating(direction: Direction, pod: number): readonly PolicyTable[];
  policyOf(namespace: string, object: string): PolicyTable | undefined;
}

export function peerHasPod(peer: PeerTable, pod: number): boolean {
  return peer.pods.has(pod) && (peer.also === undefined || peer.also.has(pod));
}

interface Kept {
  readonly spaces: Map<string, SpaceTables>;
  readonly tables: WeakMap<NetworkPolicy, PolicyTable>;
  readonly blocks: Map<string, PeerTable>;
}

/** Tables by placement: an edit of policies alone finds those of all other namespaces here. */
const kept = new WeakMap<PodIndex, Kept>();
const NONE: readonly PolicyTable[] = [];

export function buildPolicyTables(spec: NetworkSpec, placement: Placement): PolicySetup {
  const index = podIndexOf(placement);
  let memory = kept.get(index);
  if (!memory) kept.set(index, (memory = { spaces: new Map(), tables: new WeakMap(), blocks: new Map() }));
  const { spaces } = memory;
  const known = memory;
  const sources = new Map<string, NetworkPolicy[]>();
  for (const policy of listObjects(spec, 'NetworkPolicy')) {
    const list = sources.get(policy.metadata.namespace);
    if (list) list.push(policy);
    else sources.set(policy.metadata.namespace, [policy]);
  }
  const current = new Map<string, SpaceTables>();
  const space = (namespace: string): SpaceTables | undefined => {
    const found = current.get(namespace);
    if (found) return found;
    const list = sources.get(namespace);
    if (!list) return undefined;
    const before = spaces.get(namespace);
    const tables = before && sameList(before.sources, list) ? before : compileSpace(index, known, list);
    spaces.set(namespace, tables);
    current.set(namespace, tables);
    return tables;
  };
  return {
    placement,
    index,
    everyPod: index.everyPod,
    namespaces: [...sources.keys()].filter((namespace) => index.space(namespace) !== undefined),
    space,
    isolating: (direction, pod) => {
      const place = index.placeOf[pod] ?? -1;
      if (place < 0) return NONE;
      const groups = space(placement.pods[pod]?.namespace ?? '')?.groups(direction);
      return groups?.list[groups.of[place] ?? -1]?.policies ?? NONE;
    },
    policyOf: (namespace, object) => space(namespace)?.policies.find((table) => table.object === object),
  };
}

function sameList(a: readonly NetworkPolicy[], b: readonly NetworkPolicy[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}

function compileSpace(index: PodIndex, memory: Kept, sources: readonly NetworkPolicy[]): SpaceTables {
  const policies = sources.map((policy) => {
    let table = memory.tables.get(policy);
    if (!table) memory.tables.set(policy, (table = compilePolicy(index, memory, policy)));
    return table;
  });
  const namespace = sources[0]?.metadata.namespace ?? '';
  const groups: Partial<Record<Direction, ReturnType<typeof groupSpace>>> = {};
  return {
    sources,
    policies,
    groups: (direction) => (groups[direction] ??= groupSpace(index, { namespace, policies, direction })),
  };
}

function compilePolicy(index: PodIndex, memory: Kept, policy: NetworkPolicy): PolicyTable {
  const { namespace, name } = policy.metadata;
  const rules = (list: readonly NetworkPolicyRule[] | undefined): RuleTable[] =>
    (list ?? []).map(({ peers = [], ports = [] }) => ({
      peers: peers.length > 0 ? peers.map((peer) => peerTable(index, memory, { peer, namespace })) : undefined,
      ports: ports.length > 0 ? ports : undefined,
    }));
  // Rules under a direction that policyTypes does not list are ignored (NP13).
  return {
    object: `NetworkPolicy/${namespace}/${name}`,
    kinds: index.kinds(policy.spec.podSelector),
    ingress: policy.spec.policyTypes.includes('Ingress') ? rules(policy.spec.ingress) : undefined,
    egress: policy.spec.policyTypes.includes('Egress') ? rules(policy.spec.egress) : undefined,
  };
}

function peerTable(
  index: PodIndex,
  memory: Kept,
  { peer, namespace }: { readonly peer: NetworkPolicyPeer; readonly namespace: string },
): PeerTable {
  if (peer.ipBlock) {
    const text = textOf(peer.ipBlock);
    let table = memory.blocks.get(text);
    if (!table) memory.blocks.set(text, (table = blockTable(index, compileBlock(peer.ipBlock))));
    return table;
  }
  const home = peer.namespaceSelector
    ? index.inNamespaces(peer.namespaceSelector)
    : (index.space(namespace)?.selection ?? emptySelection());
  return peer.podSelector ? { pods: home, also: index.selected(peer.podSelector) } : { pods: home };
}

function blockTable(index: PodIndex, block: BlockTable | undefined): PeerTable {
  if (!block) return { pods: emptySelection() };
  // Cilium's ipBlock sees no pods (D-15, NP40).
  if (index.placement.policyEngine === 'cilium') return { pods: emptySelection(), block };
  let span: Span | undefined;
  const pods = (): Span => (span ??= index.inBlock(block));
  return { pods: { has: (pod) => hasInSpan(pods(), pod), span: pods }, block };
}
