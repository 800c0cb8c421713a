// Calico's policies as layers: tiers by order, policies by order within, NetworkPolicy v1 among them at order 1000 of tier `default`.
// Rules: CAL2–CAL13, CAL16.
import type { CalicoEntityRule, CalicoPolicySpec, CalicoRule } from '../model/calico.ts';
import { listObjects, type NetworkSpec } from '../model/spec.ts';
import { calicoSelectorHolds, type Labelled, parseCalicoSelector } from '../net/calicoSelector.ts';
import { compareText } from '../net/hash.ts';
import { type Cidr, cidrContains, type Ipv4, parseCidr, parseIpv4 } from '../net/ipv4.ts';
import { addBit, type Bitset, createBitset, hasBit } from './bitset.ts';
import { isPolicyPod } from './podIndex.ts';
import { calicoPorts, NO_PORT } from './layerPorts.ts';
import type { LayerPolicy, LayerRule, Tier } from './layers.ts';
import type { Direction } from './policyTables.ts';
import type { Placement, PodEntry } from './tables.ts';

/** What a selector finds: pods, and ranges of network sets. */
interface Found {
  readonly pods: Bitset;
  readonly nets: readonly Cidr[];
}

export interface Ordered {
  readonly order: number;
  readonly name: string;
  readonly policy: LayerPolicy;
}

export interface TierContents {
  readonly tier: string;
  readonly ordered: readonly Ordered[];
}

const PREDEFINED = [
  ['kube-admin', 1000, 'Pass'],
  ['default', 1_000_000, 'Deny'],
  ['kube-baseline', 10_000_000, 'Pass'],
] as const;
const LAST = Number.POSITIVE_INFINITY;

/** `others`: policies of other makers and the tier where Calico keeps them (CAL7, ANP8). */
export function calicoTiers(spec: NetworkSpec, placement: Placement, others: readonly TierContents[]): Tier[] {
  const tiers = new Map<string, { order: number; closes: boolean; ordered: Ordered[] }>(
    PREDEFINED.map(([name, order, end]) => [name, { order, closes: end === 'Deny', ordered: [] }]),
  );
  for (const { metadata, spec: given } of listObjects(spec, 'Tier')) {
    const known = tiers.get(metadata.name);
    const end = given.defaultAction ?? (known && !known.closes ? 'Pass' : 'Deny');
    tiers.set(metadata.name, { order: given.order ?? known?.order ?? LAST, closes: end === 'Deny', ordered: [] });
  }
  for (const { tier, ordered } of others) tiers.get(tier)?.ordered.push(...ordered);
  for (const { tier, ordered } of calicoPolicies(spec, placement)) tiers.get(tier)?.ordered.push(ordered);
  return [...tiers]
    .sort(([a, left], [b, right]) => byOrder(left.order, right.order) || compareText(a, b))
    .map(([, { closes, ordered }]) => ({
      cites: ['CAL2', closes ? 'CAL4' : 'CAL3'],
      policies: ordered
        .sort((a, b) => byOrder(a.order, b.order) || compareText(a.name, b.name))
        .map(({ policy }) => (closes ? policy : { ...policy, closes: { ingress: false, egress: false } })),
    }));
}

function byOrder(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

export function calicoPolicies(spec: NetworkSpec, placement: Placement): { readonly tier: string; readonly ordered: Ordered }[] {
  const finder = createFinder(spec, placement);
  const make = (
    object: string,
    home: string,
    { given, subjects }: { given: CalicoPolicySpec; subjects: Bitset },
  ): LayerPolicy => {
    // Only egress rules leave ingress untouched (CAL8), unlike Kubernetes (NP12).
    const has = { ingress: (given.ingress ?? []).length > 0, egress: (given.egress ?? []).length > 0 };
    const types: readonly string[] =
      given.types ?? (has.egress ? (has.ingress ? ['Ingress', 'Egress'] : ['Egress']) : ['Ingress']);
    const rules = (direction: Direction, type: string): LayerRule[] | undefined =>
      types.includes(type)
        ? (given[direction] ?? []).flatMap(
            (rule, at) => finder.rule(rule, { direction, home, field: `spec.${direction}[${at}]` }) ?? [],
          )
        : undefined;
    const closes = { ingress: true, egress: true };
    return {
      object,
      subjectField: 'spec.selector',
      subjects,
      ingress: rules('ingress', 'Ingress'),
      egress: rules('egress', 'Egress'),
      closes,
    };
  };
  const own = listObjects(spec, 'CalicoNetworkPolicy').map(({ metadata: { namespace, name }, spec: given }) => {
    const subjects = finder.subjects(given, (pod) => pod.namespace === namespace);
    const policy = make(`CalicoNetworkPolicy/${namespace}/${name}`, namespace, { given, subjects });
    return { tier: given.tier ?? 'default', ordered: { order: given.order ?? LAST, name: `${name}/${namespace}`, policy } };
  });
  const everywhere = listObjects(spec, 'GlobalNetworkPolicy').map(({ metadata: { name }, spec: given }) => {
    // Of host endpoints only (CAL16).
    const ofHosts = given.preDNAT === true || given.doNotTrack === true;
    const inside = given.namespaceSelector === undefined ? undefined : finder.namespaces(given.namespaceSelector);
    const subjects = finder.subjects(given, (pod) => !ofHosts && (inside === undefined || inside(pod.namespace)));
    const policy = make(`GlobalNetworkPolicy/${name}`, '', { given, subjects });
    return { tier: given.tier ?? 'default', ordered: { order: given.order ?? LAST, name, policy } };
  });
  return [...own, ...everywhere];
}

interface RulePlace {
  readonly direction: Direction;
  /** '' in a GlobalNetworkPolicy. */
  readonly home: string;
  readonly field: string;
}

interface Finder {
  subjects(given: CalicoPolicySpec, within: (pod: PodEntry) => boolean): Bitset;
  namespaces(selector: string): (name: string) => boolean;
  rule(rule: CalicoRule, place: RulePlace): LayerRule | undefined;
}

/** A selector that does not parse finds nothing; manifest/ refuses such a text. */
function compileSelector(selector: string | undefined): (of: Labelled) => boolean {
  const parsed = parseCalicoSelector(selector ?? '');
  return parsed.ok ? (of) => calicoSelectorHolds(parsed.selector, of) : () => false;
}

function labelled(labels: Readonly<Record<string, string>>, own: Readonly<Record<string, string>>): Labelled {
  const label = (key: string): string | undefined =>
    Object.hasOwn(own, key) ? own[key] : Object.hasOwn(labels, key) ? labels[key] : undefined;
  return { label, all: true, global: false };
}

function createFinder(spec: NetworkSpec, placement: Placement): Finder {
  const { pods, namespaceLabels } = placement;
  const sets = [...listObjects(spec, 'NetworkSet'), ...listObjects(spec, 'GlobalNetworkSet')].map(({ metadata, spec: given }) => {
    const { namespace } = metadata;
    const own: Record<string, string> = namespace === '' ? {} : { 'projectcalico.org/namespace': namespace };
    return {
      namespace,
      labels: labelled(metadata.labels ?? {}, own),
      nets: (given.nets ?? []).flatMap((net) => rangeOf(net) ?? []),
    };
  });
  const podLabels = pods.map((pod) =>
    labelled(pod.labels, { 'projectcalico.org/namespace': pod.namespace, 'projectcalico.org/orchestrator': 'k8s' }),
  );
  const namespaces = (selector: string): ((name: string) => boolean) => {
    const known = new Map<string, boolean>();
    const holds = compileSelector(selector);
    return (name) => {
      let answer = known.get(name);
      if (answer === undefined) {
        const labels = namespaceLabels.get(name) ?? { 'kubernetes.io/metadata.name': name };
        known.set(name, (answer = holds(labelled(labels, { 'projectcalico.org/name': name }))));
      }
      return answer;
    };
  };
  const find = (selector: string | undefined, within: (namespace: string) => boolean): Found => {
    const set = createBitset(pods.length);
    const holds = compileSelector(selector);
    pods.forEach((pod, index) => {
      const labels = podLabels[index];
      if (labels && isPolicyPod(pod) && within(pod.namespace) && holds(labels)) addBit(set, index);
    });
    const nets = sets.filter(({ namespace, labels }) => within(namespace) && holds(labels));
    return { pods: set, nets: nets.flatMap((each) => each.nets) };
  };
  /** Where a peer's selector looks: its namespaceSelector, the policy's own namespace, or everywhere (CAL13). */
  const scope = (entity: CalicoEntityRule, home: string): ((namespace: string) => boolean) => {
    const selector = entity.namespaceSelector;
    if (selector === undefined || selector === '') return home === '' ? () => true : (namespace) => namespace === home;
    const parsed = parseCalicoSelector(selector);
    if (parsed.ok && parsed.selector.type === 'global') return (namespace) => namespace === '';
    const inside = namespaces(selector);
    return (namespace) => namespace !== '' && inside(namespace);
  };

  const rule = (given: CalicoRule, { direction, home, field }: RulePlace): LayerRule | undefined => {
    if (given.action === 'Log') return undefined;
    const action = given.action === 'Allow' ? 'allow' : given.action === 'Pass' ? 'pass' : 'deny';
    const side = direction === 'ingress' ? 'source' : 'destination';
    const peer = entityTest(given[side] ?? {}, home);
    const subject = entityTest(given[direction === 'ingress' ? 'destination' : 'source'] ?? {}, home);
    const unknown =
      given.http !== undefined || given.ipVersion === 6 || given.icmp !== undefined || peer.unknown || subject.unknown;
    const never = unknown && (action === 'allow' || given.ipVersion === 6 || given.icmp !== undefined);
    return {
      action,
      field,
      pods: bitsOf(pods.length, (pod) => peer.pod(pod)),
      outside: (address) => peer.outside(address),
      ...(never ? NO_PORT : calicoPorts(given)),
      ...(subject.narrows ? { only: bitsOf(pods.length, (pod) => subject.pod(pod)) } : {}),
    };
  };

  const entityTest = (entity: CalicoEntityRule, home: string): EntityTest => {
    const scoped = entity.selector !== undefined || entity.namespaceSelector !== undefined;
    const positive =
      scoped || (home !== '' && entity.notSelector !== undefined) ? find(entity.selector, scope(entity, home)) : undefined;
    const negative = entity.notSelector === undefined ? undefined : find(entity.notSelector, () => true);
    const nets = entity.nets && entity.nets.length > 0 ? entity.nets.flatMap((net) => rangeOf(net) ?? []) : undefined;
    const notNets = (entity.notNets ?? []).flatMap((net) => rangeOf(net) ?? []);
    const inRanges = (ranges: readonly Cidr[], address: Ipv4 | undefined): boolean =>
      address !== undefined && ranges.some((range) => cidrContains(range, address));
    const test = (pod: number | undefined, address: Ipv4 | undefined): boolean => {
      const isFound = (found: Found): boolean => (pod !== undefined && hasBit(found.pods, pod)) || inRanges(found.nets, address);
      return (
        (positive === undefined || isFound(positive)) &&
        (negative === undefined || !isFound(negative)) &&
        (nets === undefined || inRanges(nets, address)) &&
        !inRanges(notNets, address)
      );
    };
    return {
      pod: (pod) => test(pod, pods[pod]?.address),
      outside: (address) => test(undefined, address),
      unknown: entity.serviceAccounts !== undefined || entity.services !== undefined,
      narrows: positive !== undefined || negative !== undefined || nets !== undefined || notNets.length > 0,
    };
  };
  return {
    namespaces,
    rule,
    subjects: (given, within) => {
      const set = createBitset(pods.length);
      if (given.serviceAccountSelector !== undefined) return set;
      const holds = compileSelector(given.selector);
      pods.forEach((pod, index) => {
        const labels = podLabels[index];
        if (labels && isPolicyPod(pod) && within(pod) && holds(labels)) addBit(set, index);
      });
      return set;
    },
  };
}

interface EntityTest {
  pod(pod: number): boolean;
  outside(address: Ipv4): boolean;
  readonly unknown: boolean;
  readonly narrows: boolean;
}

function rangeOf(text: string): Cidr | undefined {
  const address = parseIpv4(text);
  return address === undefined ? parseCidr(text) : { base: address, prefix: 32 };
}

function bitsOf(size: number, isMember: (pod: number) => boolean): Bitset {
  const set = createBitset(size);
  for (let pod = 0; pod < size; pod++) if (isMember(pod)) addBit(set, pod);
  return set;
}
