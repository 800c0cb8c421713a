// The policies as a matrix of bits: who may write to whom at a port, and how many pairs that are, without asking pair by pair.
// Rules: NP2, NP3, NP4, NP32 (named ports depend on the destination pod), NP37, NP39.
import type { NetworkPolicyPort } from '../model/kubernetes.ts';
import { PROTOCOLS, type Protocol } from '../net/packet.ts';
import {
  type Bitset,
  countSpans,
  createBitset,
  fillBits,
  forEachBit,
  hasBit,
  hasInSpan,
  intersectSpan,
  setBit,
  type Span,
  spanOf,
  spanOfIndices,
  uniteSpan,
} from './bitset.ts';
import { perPlaces } from './podPlaces.ts';
import type { Group } from './policyGroups.ts';
import { portMatches, portsMatch, usesNames } from './policyPorts.ts';
import { type Direction, peerHasPod, type PolicySetup } from './policyTables.ts';
import type { CompiledPolicy } from './tables.ts';

/** In larger worlds a row is asked pod by pod rather than written out, where only one sender is looked at. */
const MOST_ROWS_PODS = 20_000;

/** Group 0 are the pods that nothing isolates. */
interface Groups {
  readonly of: Int32Array;
  readonly list: readonly Group[];
}

type Pairs = Pick<CompiledPolicy, 'allowsPodToPod' | 'countPodToPod' | 'reachedFrom'>;

export function createPairs(setup: PolicySetup): Pairs {
  const { pods, policyEngine } = setup.placement;
  const made: Partial<Record<Direction, Groups>> = {};
  const groupsOf = (direction: Direction): Groups => (made[direction] ??= listGroups(setup, direction));
  const rows = createRows(setup, groupsOf);
  // Who is on its own node's network is the node: always let in (NP3), and out to it where the engine does not judge (NP37, C16).
  const ownNodeOpen = policyEngine === 'spec' || policyEngine === 'azure';
  const sameNode = (host: number, other: number): boolean => pods[host]?.nodeIndex === pods[other]?.nodeIndex;

  const rowsAllow = (from: number, to: number, key: number): boolean =>
    hasInSpan(rows.row('egress', groupsOf('egress').of[from] ?? 0, key), to) && rows.admits(to, from, key);
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
      let total = countByGroups({ egress: groupsOf('egress'), ingress: groupsOf('ingress'), rows, senders, receivers, key });
      forEachBit(senders, (index) => {
        if (hasBit(receivers, index)) total += excess(index, index, key);
      });
      const neighbours = podsByNode(pods);
      for (const host of hostsAmong(pods)) {
        const sends = hasBit(senders, host);
        const receives = hasBit(receivers, host);
        if (!sends && !receives) continue;
        for (const other of neighbours.get(pods[host]?.nodeIndex ?? -1) ?? []) {
          if (other === host) continue;
          if (sends && hasBit(receivers, other)) total += excess(host, other, key);
          // A pair of two hosts is met once from each side; this half is for pods of the pod network.
          if (receives && hasBit(senders, other) && pods[other]?.hostNetwork !== true) total += excess(other, host, key);
        }
      }
      return total;
    },
    reachedFrom: (from, port, protocol) => {
      const key = keyOf(port, protocol);
      const written = rows.row('egress', groupsOf('egress').of[from] ?? 0, key);
      const reached = createBitset(pods.length);
      groupsOf('ingress').list.forEach(({ members }, number) => {
        const member = firstOf(members);
        if (number === 0 || rows.admits(member, from, key)) uniteSpan(reached, members, written);
      });
      // Whom the rows alone do not decide: itself, and whoever sits on a node's own network.
      const correct = (to: number): void => setBit(reached, to, allows(from, to, key));
      if (pods[from]?.hostNetwork === true) for (let to = 0; to < pods.length; to++) correct(to);
      else for (const host of hostsAmong(pods)) correct(host);
      correct(from);
      return reached;
    },
  };
}

const hostsAmong = perPlaces((pods): readonly number[] =>
  pods.flatMap((pod, index) => (pod.hostNetwork && pod.nodeIndex !== undefined ? [index] : [])),
);

function keyOf(port: number, protocol: Protocol): number {
  return port * 4 + PROTOCOLS.indexOf(protocol);
}

const podsByNode = perPlaces((pods): ReadonlyMap<number, readonly number[]> => {
  const found = new Map<number, number[]>();
  pods.forEach(({ nodeIndex }, pod) => {
    if (nodeIndex === undefined) return;
    const list = found.get(nodeIndex);
    if (list) list.push(pod);
    else found.set(nodeIndex, [pod]);
  });
  return found;
});

function listGroups(setup: PolicySetup, direction: Direction): Groups {
  const size = setup.placement.pods.length;
  const of = new Int32Array(size);
  const isolated: Group[] = [];
  const free = createBitset(size);
  fillBits(free, size);
  for (const namespace of setup.namespaces) {
    const groups = setup.space(namespace)?.groups(direction);
    const pods = setup.index.space(namespace)?.pods ?? [];
    if (!groups) continue;
    const numbers = groups.list.map((group) => (group.policies.length === 0 ? 0 : isolated.push(group)));
    pods.forEach((pod, place) => {
      const number = numbers[groups.of[place] ?? 0] ?? 0;
      of[pod] = number;
      if (number > 0) free[pod >>> 5] = (free[pod >>> 5] ?? 0) & ~(1 << (pod & 31));
    });
  }
  const open: Group = { policies: [], member: undefined, members: spanOf(free), rows: new Map() };
  return { of, list: [open, ...isolated] };
}

interface Rows {
  row(direction: Direction, group: number, key: number): Span;
  /** Does the receiver's side let the sender in? */
  admits(to: number, from: number, key: number): boolean;
}

/** Rows by (group, port), each made when it is first asked for and kept with its group. */
function createRows(setup: PolicySetup, groupsOf: (direction: Direction) => Groups): Rows {
  const { pods } = setup.placement;
  const everything: Span = { first: 0, words: createBitset(pods.length).fill(0xffffffff) };
  const isLarge = pods.length > MOST_ROWS_PODS;

  // Destination pods that give a name this number, each by its own containers (NP32): few names, asked by many rules.
  const named = new Map<string, Span>();
  const podsNaming = (entry: NetworkPolicyPort, port: number, protocol: Protocol): Span => {
    const key = `${port}/${protocol}/${entry.protocol}/${entry.port}`;
    let span = named.get(key);
    if (!span) {
      const found: number[] = [];
      for (let index = 0; index < pods.length; index++) if (portMatches(entry, pods[index], port, protocol)) found.push(index);
      named.set(key, (span = spanOfIndices(found)));
    }
    return span;
  };
  const build = (group: Group, direction: Direction, key: number): Span => {
    if (group.policies.length === 0) return everything;
    const [port, protocol] = [key >>> 2, PROTOCOLS[key & 3] ?? 'TCP'];
    const set = createBitset(pods.length);
    for (const policy of group.policies) {
      for (const rule of policy[direction] ?? []) {
        const unite = (mask?: Span): void => {
          if (!rule.peers) uniteSpan(set, everything, mask);
          for (const peer of rule.peers ?? []) uniteSpan(set, peer.pods.span(), peer.also?.span(), mask);
        };
        if (direction === 'ingress' || !usesNames(rule.ports)) {
          if (!portsMatch(rule.ports, direction === 'ingress' ? group.member : undefined, port, protocol)) continue;
          if (!rule.peers) return everything;
          unite();
        } else {
          for (const entry of rule.ports ?? []) {
            if (typeof entry.port === 'string') unite(podsNaming(entry, port, protocol));
            else if (portMatches(entry, undefined, port, protocol)) unite();
          }
        }
      }
    }
    return spanOf(set);
  };
  const local = { ingress: createCache(), egress: createCache() };
  const row = (direction: Direction, number: number, key: number): Span => {
    const cache = local[direction].at(key);
    let span = cache[number];
    if (span) return span;
    const group = groupsOf(direction).list[number];
    span = group?.rows.get(key) ?? (group ? build(group, direction, key) : everything);
    group?.rows.set(key, span);
    cache[number] = span;
    return span;
  };
  /** The receivers' answers to the last sender asked about, by group: 0 not asked, 1 no, 2 yes. */
  const answers = new Map<number, { from: number; readonly known: Uint8Array }>();
  const admits = (to: number, from: number, key: number): boolean => {
    const groups = groupsOf('ingress');
    const number = groups.of[to] ?? 0;
    if (!isLarge) return hasInSpan(row('ingress', number, key), from);
    let asked = answers.get(key);
    if (!asked) answers.set(key, (asked = { from: -1, known: new Uint8Array(groups.list.length) }));
    if (asked.from !== from) {
      asked.from = from;
      asked.known.fill(0);
    }
    const before = asked.known[number] ?? 0;
    if (before !== 0) return before === 2;
    const group = groups.list[number];
    const answer = group === undefined || groupAdmits(group, from, key);
    asked.known[number] = answer ? 2 : 1;
    return answer;
  };
  return { row, admits };
}

function groupAdmits({ policies, member }: Group, from: number, key: number): boolean {
  const [port, protocol] = [key >>> 2, PROTOCOLS[key & 3] ?? 'TCP'];
  if (policies.length === 0) return true;
  for (const policy of policies) {
    for (const rule of policy.ingress ?? []) {
      if (!portsMatch(rule.ports, member, port, protocol)) continue;
      if (!rule.peers || rule.peers.some((peer) => peerHasPod(peer, from))) return true;
    }
  }
  return false;
}

function createCache(): { at(key: number): (Span | undefined)[] } {
  const byKey = new Map<number, (Span | undefined)[]>();
  let lastKey = -1;
  let last: (Span | undefined)[] = [];
  return {
    at: (key) => {
      if (key === lastKey) return last;
      let known = byKey.get(key);
      if (!known) byKey.set(key, (known = []));
      lastKey = key;
      last = known;
      return known;
    },
  };
}

interface Counting {
  readonly egress: Groups;
  readonly ingress: Groups;
  readonly rows: Rows;
  readonly senders: Bitset;
  readonly receivers: Bitset;
  readonly key: number;
}

/** Whether a pair is allowed is a product: the sender's row asks of the receiver alone, the receiver's of the sender alone. */
function countByGroups({ egress, ingress, rows, senders, receivers, key }: Counting): number {
  const receiving = ingress.list.flatMap((group, number) => {
    const span = intersectSpan(group.members, receivers);
    const size = countSpans(span, span);
    return size === 0 ? [] : [{ number, span, size, member: firstOf(span) }];
  });
  let total = 0;
  egress.list.forEach((out, sending) => {
    const writers = intersectSpan(out.members, senders);
    const writing = countSpans(writers, writers);
    if (writing === 0) return;
    const mayWriteTo = rows.row('egress', sending, key);
    const single = writing === 1 ? firstOf(writers) : undefined;
    for (const { number, span, size, member } of receiving) {
      const reached = sending === 0 ? size : countSpans(span, mayWriteTo);
      if (reached === 0) continue;
      const admitted =
        number === 0
          ? writing
          : single !== undefined
            ? Number(rows.admits(member, single, key))
            : countSpans(writers, rows.row('ingress', number, key));
      total += reached * admitted;
    }
  });
  return total;
}

function firstOf({ first, words }: Span): number {
  const at = words.findIndex((word) => word !== 0);
  const bits = words[at] ?? 0;
  return (first + at) * 32 + 31 - Math.clz32(bits & -bits);
}
