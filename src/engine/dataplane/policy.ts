// compilePolicies: NetworkPolicy v1 under `none`, `azure`, `calico`, `cilium` and `spec` (the letter of Kubernetes).
// Rules: NP1–NP45; engines: table 1.6 (NP35–NP42), D-12, D-13, D-15, C16, C17, C29, C33.
import { formatRef, type NetworkSpec, type ObjectRef } from '../model/spec.ts';
import { PROTOCOLS, type Protocol } from '../net/packet.ts';
import { type Bitset, createBitset, hasBit, uniteInto } from './bitset.ts';
import { portMatches, portsMatch, usesNames } from './policyPorts.ts';
import {
  blockHolds,
  buildPolicyTables,
  type Direction,
  type PeerTable,
  type PolicySetup,
  type RuleTable,
} from './policyTables.ts';
import type { CompiledPolicy, Placement, PolicyDecision, PolicyPeer, PodEntry } from './tables.ts';

const ALLOWED: PolicyDecision = { allowed: true, isolated: false, selecting: [], cites: ['NP5'] };

export function compilePolicies(spec: NetworkSpec, placement: Placement): CompiledPolicy {
  const engine = placement.policyEngine;
  if (engine === 'none') {
    return {
      engine,
      decide: () => ({ ...ALLOWED, cites: ['D-12', 'NP10'] }),
      allowsPodToPod: () => true,
      selectedBy: (ref) => selectedBy(buildPolicyTables(spec, placement), ref),
    };
  }
  const setup = buildPolicyTables(spec, placement);
  const rows = createRows(setup);
  return {
    engine,
    decide: (input) => exempt(setup, input) ?? decide(setup, input),
    allowsPodToPod: (from, to, port, protocol) => {
      if (from === to) return true;
      const fromHost = placement.pods[from]?.hostNetwork === true;
      const toHost = placement.pods[to]?.hostNetwork === true;
      if (fromHost || toHost) return hostPair(setup, from, to, port, protocol);
      return hasBit(rows.egress(from, port, protocol), to) && hasBit(rows.ingress(to, port, protocol), from);
    },
    selectedBy: (ref) => selectedBy(setup, ref),
  };
}

type Question = Parameters<CompiledPolicy['decide']>[0];

/** Flows that no policy of this engine judges. */
function exempt(setup: PolicySetup, { direction, pod, peer, translatedByNode }: Question): PolicyDecision | undefined {
  const { pods, policyEngine } = setup.placement;
  const subject = pods[pod];
  // A hostNetwork pod is never a subject (NP1, NP38, C33).
  if (!subject || subject.hostNetwork) return { ...ALLOWED, cites: ['NP1', 'NP38'] };
  if (peer.type === 'pod' && peer.pod === pod) return { ...ALLOWED, cites: ['NP2'] };
  const node =
    peer.type === 'node' ? peer.node : peer.type === 'pod' && pods[peer.pod]?.hostNetwork ? pods[peer.pod]?.nodeIndex : undefined;
  if (node !== undefined && node === subject.nodeIndex) {
    // Every engine lets the own node in (NP3, NP35). Out to it: the page and NPM say yes, Calico and Cilium judge (NP37, C16).
    if (direction === 'ingress' || policyEngine === 'spec' || policyEngine === 'azure') {
      return { ...ALLOWED, cites: direction === 'ingress' ? ['NP3', 'NP35'] : ['NP37'] };
    }
  }
  // NPM does not see who is behind a node's translation (D-13, C17, C29).
  if (policyEngine === 'azure' && direction === 'ingress' && translatedByNode === true)
    return { ...ALLOWED, cites: ['D-13', 'C17'] };
  return undefined;
}

function decide(setup: PolicySetup, question: Question): PolicyDecision {
  const { direction, pod, peer, port, protocol } = question;
  const indices = setup.isolating[direction][pod] ?? [];
  if (indices.length === 0) return ALLOWED;
  const { pods } = setup.placement;
  const destination = direction === 'ingress' ? pods[pod] : podOf(setup, peer);
  const selecting = indices.map((index) => setup.policies[index]?.object ?? '');
  let near: { object: string; field: string } | undefined;
  for (const index of indices) {
    const policy = setup.policies[index];
    const rules = policy?.[direction] ?? [];
    for (let ruleIndex = 0; ruleIndex < rules.length; ruleIndex++) {
      const rule = rules[ruleIndex];
      if (!rule || !policy) continue;
      const field = `spec.${direction}[${ruleIndex}]`;
      const peerIndex = matchingPeer(setup, rule, peer);
      const portFits = portsMatch(rule.ports, destination, port, protocol);
      if (peerIndex !== undefined && portFits) {
        const list = direction === 'ingress' ? 'from' : 'to';
        return {
          allowed: true,
          isolated: true,
          rule: { object: policy.object, field: peerIndex < 0 ? field : `${field}.${list}[${peerIndex}]` },
          selecting,
          cites: ['NP5', 'NP6'],
        };
      }
      // The nearest miss teaches most: the right peer at the wrong port, then the right port for another peer.
      if (peerIndex !== undefined) near = { object: policy.object, field: `${field}.ports` };
      else if (portFits) near ??= { object: policy.object, field: `${field}.${direction === 'ingress' ? 'from' : 'to'}` };
    }
  }
  const first = setup.policies[indices[0] ?? 0];
  return {
    allowed: false,
    isolated: true,
    rule: near ?? { object: first?.object ?? '', field: 'spec.podSelector' },
    selecting,
    cites: ['NP5', 'NP14'],
  };
}

/** Index of the peer that matches; −1 for a rule without peers (anybody, NP16); undefined for none. */
function matchingPeer(setup: PolicySetup, rule: RuleTable, peer: PolicyPeer): number | undefined {
  if (!rule.peers) return -1;
  const index = rule.peers.findIndex((table) => peerMatches(setup, table, peer));
  return index < 0 ? undefined : index;
}

function peerMatches(setup: PolicySetup, table: PeerTable, peer: PolicyPeer): boolean {
  if (peer.type === 'pod' && hasBit(setup.everyPod, peer.pod)) return hasBit(table.pods, peer.pod);
  if (!table.block) return false;
  // A hostNetwork pod is its node (NP39); Cilium's ipBlock matches neither pods nor nodes (D-15, NP40).
  if (peer.type !== 'address' && setup.placement.policyEngine === 'cilium') return false;
  const address = peer.type === 'pod' ? setup.placement.pods[peer.pod]?.address : peer.address;
  return address !== undefined && blockHolds(table.block, address);
}

function podOf(setup: PolicySetup, peer: PolicyPeer): PodEntry | undefined {
  return peer.type === 'pod' && hasBit(setup.everyPod, peer.pod) ? setup.placement.pods[peer.pod] : undefined;
}

function hostPair(setup: PolicySetup, from: number, to: number, port: number, protocol: Protocol): boolean {
  const ask = (direction: Direction, pod: number, other: number): boolean => {
    const question: Question = { direction, pod, peer: { type: 'pod', pod: other }, port, protocol };
    return (exempt(setup, question) ?? decide(setup, question)).allowed;
  };
  return ask('egress', from, to) && ask('ingress', to, from);
}

interface Rows {
  /** Pods that `pod` may write to at this port. */
  egress(pod: number, port: number, protocol: Protocol): Bitset;
  /** Pods that may write to `pod` at this port. */
  ingress(pod: number, port: number, protocol: Protocol): Bitset;
}

/**
 * Rows of the matrix, made once per (set of isolating policies, port): pods under the same policies share a row.
 * Named ports: at ingress the row also depends on the destination pod; at egress the rule is masked by the pods whose name fits.
 */
function createRows(setup: PolicySetup): Rows {
  const { pods } = setup.placement;
  const everything = createBitset(pods.length).fill(0xffffffff);
  const groupsOf = (direction: Direction): { group: Int32Array; lists: (readonly number[])[] } => {
    const known = new Map<string, number>();
    const lists: (readonly number[])[] = [];
    const group = Int32Array.from(pods, (pod, index) => {
      const list = setup.isolating[direction][index] ?? [];
      const named =
        direction === 'ingress' && list.some((policy) => setup.policies[policy]?.ingress?.some((rule) => usesNames(rule.ports)));
      const key = `${list.join(',')}${named ? `|${portNamesKey(pod)}` : ''}`;
      let id = known.get(key);
      if (id === undefined) {
        id = lists.length;
        known.set(key, id);
        lists.push(list);
      }
      return id;
    });
    return { group, lists };
  };
  const ingressGroups = groupsOf('ingress');
  const egressGroups = groupsOf('egress');
  const cache = { ingress: new Map<number, (Bitset | undefined)[]>(), egress: new Map<number, (Bitset | undefined)[]>() };
  const last = {
    ingress: { key: -1, row: [] as (Bitset | undefined)[] },
    egress: { key: -1, row: [] as (Bitset | undefined)[] },
  };

  const build = (direction: Direction, pod: number, list: readonly number[], port: number, protocol: Protocol): Bitset => {
    if (list.length === 0) return everything;
    const set = createBitset(pods.length);
    for (const index of list) {
      for (const rule of setup.policies[index]?.[direction] ?? []) {
        if (direction === 'ingress' || !usesNames(rule.ports)) {
          if (portsMatch(rule.ports, direction === 'ingress' ? pods[pod] : undefined, port, protocol)) uniteInto(set, rule.pods);
        } else uniteInto(set, rule.pods, namedMask(setup, rule, port, protocol));
      }
    }
    return set;
  };
  const row = (direction: Direction, pod: number, port: number, protocol: Protocol): Bitset => {
    const { group, lists } = direction === 'ingress' ? ingressGroups : egressGroups;
    const key = port * 4 + PROTOCOLS.indexOf(protocol);
    const memory = last[direction];
    if (memory.key !== key) {
      let known = cache[direction].get(key);
      if (!known) cache[direction].set(key, (known = lists.map((): Bitset | undefined => undefined)));
      memory.key = key;
      memory.row = known;
    }
    const id = group[pod] ?? 0;
    return (memory.row[id] ??= build(direction, pod, lists[id] ?? [], port, protocol));
  };
  return {
    egress: (pod, port, protocol) => row('egress', pod, port, protocol),
    ingress: (pod, port, protocol) => row('ingress', pod, port, protocol),
  };
}

function namedMask(setup: PolicySetup, rule: RuleTable, port: number, protocol: Protocol): Bitset {
  const { pods } = setup.placement;
  const mask = createBitset(pods.length);
  for (let index = 0; index < pods.length; index++) {
    const pod = pods[index];
    if (pod && rule.ports?.some((entry) => portMatches(entry, pod, port, protocol)))
      mask[index >>> 5] = (mask[index >>> 5] ?? 0) | (1 << (index & 31));
  }
  return mask;
}

function portNamesKey(pod: PodEntry): string {
  return pod.portContainers
    .flatMap((container) => container.ports ?? [])
    .map((port) => `${port.name ?? ''}:${port.containerPort}/${port.protocol}`)
    .join(',');
}

function selectedBy(setup: PolicySetup, ref: ObjectRef): number[] {
  const policy = setup.policies.find((table) => table.object === formatRef(ref));
  if (!policy) return [];
  return setup.placement.pods.flatMap((_pod, index) => (hasBit(policy.subjects, index) ? [index] : []));
}
