// NetworkPolicies compiled to tables: which pods each selects, which pods each peer matches, as bits over pod indices.
// Rules: NP1, NP11–NP34, NP38–NP40 (what ipBlock matches differs by engine: D-13, D-15, C33).
import type { IpBlock, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicyRule } from '../model/kubernetes.ts';
import type { LabelSelector } from '../model/labels.ts';
import { listObjects, type NetworkSpec } from '../model/spec.ts';
import { type Cidr, cidrContains, type Ipv4, parseCidr } from '../net/ipv4.ts';
import { addBit, type Bitset, createBitset, fillBits, forEachBit, uniteInto } from './bitset.ts';
import { labelsKey, selectorMatches } from './selectors.ts';
import type { Placement, PodEntry } from './tables.ts';

export interface BlockTable {
  readonly cidr: Cidr;
  readonly except: readonly Cidr[];
}

export interface PeerTable {
  /** Pods this peer matches. */
  readonly pods: Bitset;
  readonly block?: BlockTable;
}

export interface RuleTable {
  /** Undefined = any peer (NP16). */
  readonly peers: readonly PeerTable[] | undefined;
  /** Pods of any peer together. */
  readonly pods: Bitset;
  /** Undefined = any port of any protocol (NP17). */
  readonly ports: readonly NetworkPolicyPort[] | undefined;
}

export interface PolicyTable {
  readonly object: string;
  readonly subjects: Bitset;
  readonly ingress: readonly RuleTable[] | undefined;
  readonly egress: readonly RuleTable[] | undefined;
}

export type Direction = 'ingress' | 'egress';

export interface PolicySetup {
  readonly placement: Placement;
  readonly policies: readonly PolicyTable[];
  /** Policies that isolate each pod, by direction: indices into `policies`. */
  readonly isolating: Readonly<Record<Direction, readonly (readonly number[])[]>>;
  /** Pods by namespace, for selectors without a namespace of their own. */
  readonly everyPod: Bitset;
}

/** Does a block hold this address and no exception hold it (NP26, NP27)? */
export function blockHolds(block: BlockTable, address: Ipv4): boolean {
  return cidrContains(block.cidr, address) && !block.except.some((range) => cidrContains(range, address));
}

/** A pod-network pod: the only kind that can be isolated or named by a selector (NP1, NP38, NP39). */
export function isPolicyPod(pod: PodEntry): boolean {
  return !pod.hostNetwork && pod.phase !== 'Succeeded' && pod.phase !== 'Failed';
}

export function buildPolicyTables(spec: NetworkSpec, placement: Placement): PolicySetup {
  const pods = placement.pods;
  const everyPod = createBitset(pods.length);
  const byNamespace = new Map<string, Bitset>();
  const classes = new Map<string, { labels: PodEntry['labels']; members: Bitset }>();
  pods.forEach((pod, index) => {
    if (!isPolicyPod(pod)) return;
    addBit(everyPod, index);
    let space = byNamespace.get(pod.namespace);
    if (!space) byNamespace.set(pod.namespace, (space = createBitset(pods.length)));
    addBit(space, index);
    const key = labelsKey(pod.labels);
    let group = classes.get(key);
    if (!group) classes.set(key, (group = { labels: pod.labels, members: createBitset(pods.length) }));
    addBit(group.members, index);
  });
  const empty = createBitset(pods.length);
  const selected = memo((selector: LabelSelector) => {
    const set = createBitset(pods.length);
    for (const group of classes.values()) if (selectorMatches(selector, group.labels)) uniteInto(set, group.members);
    return set;
  });
  const inNamespaces = memo((selector: LabelSelector) => {
    const set = createBitset(pods.length);
    for (const [name, members] of byNamespace) {
      // A namespace that is used but not declared still carries the label the control plane sets (NP24).
      const labels = placement.namespaceLabels.get(name) ?? { 'kubernetes.io/metadata.name': name };
      if (selectorMatches(selector, labels)) uniteInto(set, members);
    }
    return set;
  });
  const blockSeesPods = placement.policyEngine !== 'cilium';

  const blockTable = memo(({ cidr: text, except = [] }: IpBlock): PeerTable => {
    const set = createBitset(pods.length);
    const cidr = parseCidr(text);
    if (!cidr) return { pods: set };
    const block = { cidr, except: except.flatMap((range) => parseCidr(range) ?? []) };
    // A hostNetwork pod is met here too: it has its node's address (NP39).
    for (let index = 0; blockSeesPods && index < pods.length; index++) {
      const address = pods[index]?.address;
      if (address !== undefined && blockHolds(block, address)) addBit(set, index);
    }
    return { pods: set, block };
  });

  const peerTable = (peer: NetworkPolicyPeer, namespace: string): PeerTable => {
    if (peer.ipBlock) return blockTable(peer.ipBlock);
    const set = createBitset(pods.length);
    const home = peer.namespaceSelector ? inNamespaces(peer.namespaceSelector) : (byNamespace.get(namespace) ?? empty);
    uniteInto(set, home, peer.podSelector ? selected(peer.podSelector) : undefined);
    return { pods: set };
  };
  const ruleTable = (rule: NetworkPolicyRule, namespace: string): RuleTable => {
    const peers = rule.peers && rule.peers.length > 0 ? rule.peers.map((peer) => peerTable(peer, namespace)) : undefined;
    const all = createBitset(pods.length);
    if (!peers) fillBits(all, pods.length);
    for (const peer of peers ?? []) uniteInto(all, peer.pods);
    return { peers, pods: all, ports: rule.ports && rule.ports.length > 0 ? rule.ports : undefined };
  };

  const policies = listObjects(spec, 'NetworkPolicy').map((policy): PolicyTable => {
    const { namespace, name } = policy.metadata;
    const subjects = createBitset(pods.length);
    const home = byNamespace.get(namespace);
    if (home) uniteInto(subjects, home, selected(policy.spec.podSelector));
    const rules = (list: readonly NetworkPolicyRule[] | undefined): RuleTable[] =>
      (list ?? []).map((rule) => ruleTable(rule, namespace));
    // Rules under a direction that policyTypes does not list are ignored (NP13).
    return {
      object: `NetworkPolicy/${namespace}/${name}`,
      subjects,
      ingress: policy.spec.policyTypes.includes('Ingress') ? rules(policy.spec.ingress) : undefined,
      egress: policy.spec.policyTypes.includes('Egress') ? rules(policy.spec.egress) : undefined,
    };
  });
  const isolating = (direction: Direction): number[][] => {
    const lists = pods.map((): number[] => []);
    policies.forEach((policy, policyIndex) => {
      if (!policy[direction]) return;
      forEachBit(policy.subjects, (index) => lists[index]?.push(policyIndex));
    });
    return lists;
  };
  return { placement, policies, isolating: { ingress: isolating('ingress'), egress: isolating('egress') }, everyPod };
}

/** Each distinct selector or block is compiled once. */
function memo<Input, Output>(compute: (input: Input) => Output): (input: Input) => Output {
  const known = new Map<string, Output>();
  return (input) => {
    const key = JSON.stringify(input);
    let output = known.get(key);
    if (output === undefined) known.set(key, (output = compute(input)));
    return output;
  };
}
