// Calico's policies as layers: tiers by order, policies by order within, NetworkPolicy v1 among them at order 1000 of tier `default`.
// Rules: CAL2–CAL8, CAL16. Whom a rule means is in calicoEntities.ts.
import type { CalicoPolicySpec } from '../model/calico.ts';
import { listObjects, type NetworkSpec } from '../model/spec.ts';
import { compareText } from '../net/hash.ts';
import type { Bitset } from './bitset.ts';
import { createFinder } from './calicoEntities.ts';
import type { LayerPolicy, LayerRule, Tier } from './layers.ts';
import type { Direction, PolicySetup } from './policyTables.ts';

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
export function calicoTiers(spec: NetworkSpec, setup: PolicySetup, others: readonly TierContents[]): Tier[] {
  const tiers = new Map<string, { order: number; closes: boolean; ordered: Ordered[] }>(
    PREDEFINED.map(([name, order, end]) => [name, { order, closes: end === 'Deny', ordered: [] }]),
  );
  for (const { metadata, spec: given } of listObjects(spec, 'Tier')) {
    const known = tiers.get(metadata.name);
    const end = given.defaultAction ?? (known && !known.closes ? 'Pass' : 'Deny');
    tiers.set(metadata.name, { order: given.order ?? known?.order ?? LAST, closes: end === 'Deny', ordered: [] });
  }
  for (const { tier, ordered } of others) tiers.get(tier)?.ordered.push(...ordered);
  for (const { tier, ordered } of calicoPolicies(spec, setup)) tiers.get(tier)?.ordered.push(ordered);
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

export function calicoPolicies(spec: NetworkSpec, setup: PolicySetup): { readonly tier: string; readonly ordered: Ordered }[] {
  const finder = createFinder(spec, setup);
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
    const subjects = finder.subjects(given, (each) => each === namespace);
    const policy = make(`CalicoNetworkPolicy/${namespace}/${name}`, namespace, { given, subjects });
    return { tier: given.tier ?? 'default', ordered: { order: given.order ?? LAST, name: `${name}/${namespace}`, policy } };
  });
  const everywhere = listObjects(spec, 'GlobalNetworkPolicy').map(({ metadata: { name }, spec: given }) => {
    // Of host endpoints only (CAL16).
    const ofHosts = given.preDNAT === true || given.doNotTrack === true;
    const inside = given.namespaceSelector === undefined ? undefined : finder.namespaces(given.namespaceSelector);
    const subjects = finder.subjects(given, (each) => !ofHosts && (inside === undefined || inside(each)));
    const policy = make(`GlobalNetworkPolicy/${name}`, '', { given, subjects });
    return { tier: given.tier ?? 'default', ordered: { order: given.order ?? LAST, name, policy } };
  });
  return [...own, ...everywhere];
}
