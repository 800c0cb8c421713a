// Layers as a matrix of bits: a row says whom the pods of one group may meet at a port, made tier by tier with whole words.
// Rules: CAL2–CAL5, CIL4, ANP1–ANP3, NP2–NP4, NP32, NP37, NP39.
import { PROTOCOLS, type Protocol } from '../net/packet.ts';
import { addBit, type Bitset, countSpans, createBitset, forEachBit, hasBit, setBit, spanOf, uniteSpan } from './bitset.ts';
import { type LayerRule, type Layers, layersOf, type Tier } from './layers.ts';
import type { Direction } from './policyTables.ts';
import type { CompiledPolicy, Placement, PodEntry } from './tables.ts';

interface Group {
  readonly layers: Layers;
  readonly member: PodEntry | undefined;
  readonly first: number;
  readonly members: Bitset;
  readonly rows: Map<number, Bitset>;
}

export interface LayerGroups {
  layers(direction: Direction, pod: number): Layers;
  readonly pairs: Pick<CompiledPolicy, 'allowsPodToPod' | 'countPodToPod' | 'reachedFrom'>;
}

export function groupLayers(placement: Placement, tiers: readonly Tier[]): LayerGroups {
  const { pods, policyEngine } = placement;
  const made: Partial<Record<Direction, ReturnType<typeof groupPods>>> = {};
  const groups = (direction: Direction): ReturnType<typeof groupPods> =>
    (made[direction] ??= groupPods(placement, tiers, direction));
  const row = (direction: Direction, group: Group, key: number): Bitset => {
    let bits = group.rows.get(key);
    if (!bits) group.rows.set(key, (bits = buildRow(placement, group, { direction, key })));
    return bits;
  };
  const groupOf = (direction: Direction, pod: number): Group | undefined => {
    const { of, list } = groups(direction);
    return list[of[pod] ?? -1];
  };
  const ownNodeOpen = policyEngine === 'spec' || policyEngine === 'azure';
  const rowsAllow = (from: number, to: number, key: number): boolean => {
    const [out, into] = [groupOf('egress', from), groupOf('ingress', to)];
    return (
      out !== undefined && into !== undefined && hasBit(row('egress', out, key), to) && hasBit(row('ingress', into, key), from)
    );
  };
  const allows = (from: number, to: number, key: number): boolean => {
    if (from === to) return true;
    const [sender, receiver] = [pods[from], pods[to]];
    if (!sender || !receiver) return false;
    if (sender.hostNetwork && receiver.hostNetwork) return true;
    const neighbours = sender.nodeIndex !== undefined && sender.nodeIndex === receiver.nodeIndex;
    if (neighbours && (sender.hostNetwork || (receiver.hostNetwork && ownNodeOpen))) return true;
    return rowsAllow(from, to, key);
  };
  return {
    layers: (direction, pod) => groupOf(direction, pod)?.layers ?? [],
    pairs: {
      allowsPodToPod: (from, to, port, protocol) => allows(from, to, keyOf(port, protocol)),
      countPodToPod: (senders, receivers, port, protocol) => {
        const key = keyOf(port, protocol);
        let total = 0;
        const receiving = groups('ingress').list.map((into) => ({ into, members: spanOf(both(into.members, receivers)) }));
        for (const out of groups('egress').list) {
          const writers = spanOf(both(out.members, senders));
          if (writers.words.length === 0) continue;
          const reachable = { first: 0, words: row('egress', out, key) };
          for (const { into, members } of receiving) {
            const reached = countSpans(members, reachable);
            if (reached > 0) total += reached * countSpans(writers, { first: 0, words: row('ingress', into, key) });
          }
        }
        // Pairs that rows alone do not decide: oneself, and whoever sits on the node's own network.
        const correct = (from: number, to: number): void => {
          if (hasBit(senders, from) && hasBit(receivers, to))
            total += Number(allows(from, to, key)) - Number(rowsAllow(from, to, key));
        };
        forEachBit(senders, (pod) => correct(pod, pod));
        pods.forEach((host, at) => {
          if (!host.hostNetwork || host.nodeIndex === undefined) return;
          pods.forEach((other, place) => {
            if (place === at || other.nodeIndex !== host.nodeIndex) return;
            correct(at, place);
            if (!other.hostNetwork) correct(place, at);
          });
        });
        return total;
      },
      reachedFrom: (from, port, protocol) => {
        const key = keyOf(port, protocol);
        const out = groupOf('egress', from);
        const reached = createBitset(pods.length);
        if (out) {
          const written = spanOf(row('egress', out, key));
          for (const into of groups('ingress').list)
            if (hasBit(row('ingress', into, key), from)) uniteSpan(reached, spanOf(into.members), written);
        }
        pods.forEach(({ hostNetwork }, to) => {
          if (hostNetwork || to === from || pods[from]?.hostNetwork === true) setBit(reached, to, allows(from, to, key));
        });
        return reached;
      },
    },
  };
}

function keyOf(port: number, protocol: Protocol): number {
  return port * 4 + PROTOCOLS.indexOf(protocol);
}

function both(a: Bitset, b: Bitset): Bitset {
  return a.map((word, at) => word & (b[at] ?? 0));
}

function groupPods(
  placement: Placement,
  tiers: readonly Tier[],
  direction: Direction,
): { of: Int32Array; list: readonly Group[] } {
  const { pods } = placement;
  const ids = new Map(tiers.flatMap(({ policies }) => policies).map((policy, at) => [policy, at]));
  const known = new Map<string, number>();
  const list: Group[] = [];
  const of = Int32Array.from(pods, (pod, index) => {
    const layers = layersOf(tiers, direction, index);
    const policies = layers.flatMap((tier) => tier.policies);
    const rules = policies.flatMap((policy) => policy[direction] ?? []);
    const names = direction === 'ingress' && rules.some(({ named }) => named) ? JSON.stringify(pod.portContainers) : '';
    const node = rules.some(({ nodes }) => nodes !== undefined) ? `${pod.nodeIndex ?? ''}` : '';
    const narrowed = rules.map(({ only }) => (only && !hasBit(only, index) ? '-' : '')).join('.');
    const key = `${policies.map((policy) => ids.get(policy)).join(',')}|${node}|${narrowed}|${names}`;
    let number = known.get(key);
    if (number === undefined) {
      known.set(key, (number = list.length));
      list.push({ layers, member: pod, first: index, members: createBitset(pods.length), rows: new Map() });
    }
    addBit(list[number]?.members ?? createBitset(0), index);
    return number;
  });
  return { of, list };
}

function buildRow(
  placement: Placement,
  { layers, member, first }: Group,
  { direction, key }: { readonly direction: Direction; readonly key: number },
): Bitset {
  const { pods } = placement;
  const [port, protocol] = [key >>> 2, PROTOCOLS[key & 3] ?? 'TCP'];
  const allowed = createBitset(pods.length);
  let open = createBitset(pods.length).fill(0xffffffff);
  /** Whom a rule meets at this port. */
  const metBy = (rule: LayerRule): Bitset | undefined => {
    if (rule.only && !hasBit(rule.only, first)) return undefined;
    const met = rule.nodes === undefined ? rule.pods : withNodes(placement, rule, member?.nodeIndex);
    if (direction === 'ingress') return rule.ports(port, protocol, member) ? met : undefined;
    if (!rule.named) return rule.ports(port, protocol, undefined) ? met : undefined;
    const heard = createBitset(pods.length);
    forEachBit(met, (pod) => {
      const entry = pods[pod];
      if (rule.ports(port, protocol, entry?.hostNetwork ? undefined : entry)) addBit(heard, pod);
    });
    return heard;
  };
  for (const { policies } of layers) {
    const passed = createBitset(pods.length);
    for (const policy of policies) {
      for (const rule of policy[direction] ?? []) {
        const met = metBy(rule);
        if (!met) continue;
        for (let word = 0; word < open.length; word++) {
          const decided = (open[word] ?? 0) & (met[word] ?? 0);
          if (rule.action === 'allow') allowed[word] = (allowed[word] ?? 0) | decided;
          else if (rule.action === 'pass') passed[word] = (passed[word] ?? 0) | decided;
          open[word] = (open[word] ?? 0) & ~decided;
        }
      }
    }
    const closed = policies.some((policy) => policy.closes[direction]);
    open = passed.map((word, at) => word | (closed ? 0 : (open[at] ?? 0)));
  }
  return allowed.map((word, at) => word | (open[at] ?? 0));
}

function withNodes({ pods }: Placement, rule: LayerRule, own: number | undefined): Bitset {
  const set = rule.pods.slice();
  pods.forEach((pod, index) => {
    if (pod.hostNetwork && pod.nodeIndex !== undefined && (pod.nodeIndex === own) === (rule.nodes === 'own')) addBit(set, index);
  });
  return set;
}
