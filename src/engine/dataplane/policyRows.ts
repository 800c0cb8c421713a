// The policies as a matrix of bits: who may write to whom at a port, and how many pairs that are, without asking pair by pair.
// Rules: NP2, NP3, NP4, NP32 (named ports depend on the destination pod), NP37, NP39.
import type { NetworkPolicyPort } from '../model/kubernetes.ts';
import { PROTOCOLS, type Protocol } from '../net/packet.ts';
import { addBit, type Bitset, countShared, createBitset, forEachBit, hasBit, uniteInto, wordSpan } from './bitset.ts';
import { portMatches, portsMatch, usesNames } from './policyPorts.ts';
import type { Direction, PolicySetup } from './policyTables.ts';
import type { CompiledPolicy, PodEntry } from './tables.ts';

/** Pods that share a row: isolated by the same policies, and named alike where names of ports matter. */
interface Group {
  readonly policies: readonly number[];
  readonly member: PodEntry | undefined;
  readonly members: Bitset;
  readonly span: readonly [number, number];
}

interface Groups {
  readonly of: Int32Array;
  readonly list: readonly Group[];
}

type Pairs = Pick<CompiledPolicy, 'allowsPodToPod' | 'countPodToPod'>;

export function createPairs(setup: PolicySetup): Pairs {
  const { pods, policyEngine } = setup.placement;
  const groups = { ingress: groupPods(setup, 'ingress'), egress: groupPods(setup, 'egress') };
  const rows = { ingress: createRows(setup, 'ingress', groups.ingress), egress: createRows(setup, 'egress', groups.egress) };
  // Who is on its own node's network is the node: always let in (NP3), and out to it where the engine does not judge (NP37, C16).
  const ownNodeOpen = policyEngine === 'spec' || policyEngine === 'azure';
  const hosts = pods.flatMap((pod, index) => (pod.hostNetwork && pod.nodeIndex !== undefined ? [index] : []));
  const sameNode = (host: number, other: number): boolean => pods[host]?.nodeIndex === pods[other]?.nodeIndex;

  const rowsAllow = (from: number, to: number, key: number): boolean =>
    hasBit(rows.egress(groups.egress.of[from] ?? 0, key), to) && hasBit(rows.ingress(groups.ingress.of[to] ?? 0, key), from);
  const allows = (from: number, to: number, key: number): boolean => {
    if (from === to) return true;
    const fromHost = pods[from]?.hostNetwork === true;
    const toHost = pods[to]?.hostNetwork === true;
    if (fromHost === toHost) return fromHost || rowsAllow(from, to, key);
    if (pods[from]?.nodeIndex !== undefined && sameNode(from, to) && (fromHost || ownNodeOpen)) return true;
    return rowsAllow(from, to, key);
  };
  /** How much a pair counts beyond what its rows say. */
  const excess = (from: number, to: number, key: number): number =>
    Number(allows(from, to, key)) - Number(rowsAllow(from, to, key));

  return {
    allowsPodToPod: (from, to, port, protocol) => allows(from, to, keyOf(port, protocol)),
    countPodToPod: (senders, receivers, port, protocol) => {
      const key = keyOf(port, protocol);
      let total = 0;
      for (let sending = 0; sending < groups.egress.list.length; sending++) {
        const out = groups.egress.list[sending];
        if (!out || countShared(out.members, senders, out.span) === 0) continue;
        const mayWriteTo = rows.egress(sending, key);
        const writers = intersect(out.members, senders);
        for (let receiving = 0; receiving < groups.ingress.list.length; receiving++) {
          const into = groups.ingress.list[receiving];
          if (!into) continue;
          // Whether a pair is allowed is a product: the sender's row asks of the receiver alone, the receiver's of the sender alone.
          const reached = countThree(into.members, receivers, mayWriteTo, into.span);
          if (reached > 0) total += reached * countShared(writers, rows.ingress(receiving, key), out.span);
        }
      }
      forEachBit(intersect(senders, receivers), (index) => (total += excess(index, index, key)));
      for (const host of hosts) {
        for (let other = 0; other < pods.length; other++) {
          if (other === host || !sameNode(host, other)) continue;
          if (hasBit(senders, host) && hasBit(receivers, other)) total += excess(host, other, key);
          // A pair of two hosts is met once from each side; this half is for pods of the pod network.
          if (hasBit(senders, other) && hasBit(receivers, host) && pods[other]?.hostNetwork !== true)
            total += excess(other, host, key);
        }
      }
      return total;
    },
  };
}

function keyOf(port: number, protocol: Protocol): number {
  return port * 4 + PROTOCOLS.indexOf(protocol);
}

function groupPods(setup: PolicySetup, direction: Direction): Groups {
  const { pods } = setup.placement;
  const known = new Map<string, number>();
  const list: Group[] = [];
  const named = setup.policies.map(
    (policy) => direction === 'ingress' && (policy.ingress ?? []).some((rule) => usesNames(rule.ports)),
  );
  const of = Int32Array.from(pods, (pod, index) => {
    const policies = setup.isolating[direction][index] ?? [];
    const key = `${policies.join(',')}${policies.some((policy) => named[policy]) ? `|${portNamesKey(pod)}` : ''}`;
    let id = known.get(key);
    if (id === undefined) {
      id = list.length;
      known.set(key, id);
      list.push({ policies, member: pod, members: createBitset(pods.length), span: [0, 0] });
    }
    addBit(list[id]?.members ?? createBitset(pods.length), index);
    return id;
  });
  return { of, list: list.map((group) => ({ ...group, span: wordSpan(group.members) })) };
}

/** Rows by (group, port), each made when it is first asked for. */
function createRows(setup: PolicySetup, direction: Direction, groups: Groups): (group: number, key: number) => Bitset {
  const { pods } = setup.placement;
  const everything = createBitset(pods.length).fill(0xffffffff);
  const cache = new Map<number, (Bitset | undefined)[]>();
  let lastKey = -1;
  let last: (Bitset | undefined)[] = [];

  // Destination pods that give a name this number, each by its own containers (NP32): few names, asked by many rules.
  const named = new Map<string, Bitset>();
  const podsNaming = (entry: NetworkPolicyPort, port: number, protocol: Protocol): Bitset => {
    const key = `${port}/${protocol}/${entry.protocol}/${entry.port}`;
    let set = named.get(key);
    if (!set) {
      named.set(key, (set = createBitset(pods.length)));
      for (let index = 0; index < pods.length; index++) if (portMatches(entry, pods[index], port, protocol)) addBit(set, index);
    }
    return set;
  };
  const build = (group: Group, port: number, protocol: Protocol): Bitset => {
    if (group.policies.length === 0) return everything;
    const set = createBitset(pods.length);
    for (const index of group.policies) {
      for (const rule of setup.policies[index]?.[direction] ?? []) {
        if (direction === 'ingress' || !usesNames(rule.ports)) {
          if (portsMatch(rule.ports, direction === 'ingress' ? group.member : undefined, port, protocol))
            uniteInto(set, rule.pods);
        } else {
          for (const entry of rule.ports ?? []) {
            if (typeof entry.port === 'string') uniteInto(set, rule.pods, podsNaming(entry, port, protocol));
            else if (portMatches(entry, undefined, port, protocol)) uniteInto(set, rule.pods);
          }
        }
      }
    }
    return set;
  };
  return (id, key) => {
    if (lastKey !== key) {
      let known = cache.get(key);
      if (!known) cache.set(key, (known = []));
      lastKey = key;
      last = known;
    }
    const group = groups.list[id];
    return (last[id] ??= group ? build(group, key >>> 2, PROTOCOLS[key & 3] ?? 'TCP') : everything);
  };
}

function portNamesKey(pod: PodEntry): string {
  return pod.portContainers
    .flatMap((container) => container.ports ?? [])
    .map((port) => `${port.name ?? ''}:${port.containerPort}/${port.protocol}`)
    .join(',');
}

function intersect(a: Bitset, b: Bitset): Bitset {
  return a.map((word, index) => word & (b[index] ?? 0));
}

function countThree(a: Bitset, b: Bitset, c: Bitset, [first, end]: readonly [number, number]): number {
  let total = 0;
  for (let word = first; word < end; word++) {
    let bits = (a[word] ?? 0) & (b[word] ?? 0) & (c[word] ?? 0);
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    total += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return total;
}
