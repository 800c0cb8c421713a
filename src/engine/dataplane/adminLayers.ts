// The administrator's policies as layers: one tier before NetworkPolicy, one after it. Rules: ANP1–ANP9.
import type { AdminPeer, AdminPolicySpec, AdminRule, AdminSubject } from '../model/adminPolicy.ts';
import { formatRef, listObjects, type NetworkSpec, refOf } from '../model/spec.ts';
import { compareText } from '../net/hash.ts';
import { cidrContains, type Ipv4, parseCidr } from '../net/ipv4.ts';
import { addBit, type Bitset, createBitset, fillBits, uniteInto, uniteSpan } from './bitset.ts';
import { adminPorts } from './layerPorts.ts';
import type { LayerPolicy, LayerRule } from './layers.ts';
import { podIndexOf } from './podIndex.ts';
import type { Direction } from './policyTables.ts';
import type { Placement } from './tables.ts';

export interface AdminLayer {
  readonly tier: 'Admin' | 'Baseline';
  readonly priority: number;
  readonly name: string;
  readonly policy: LayerPolicy;
}

/** Of both tiers, in the order in which they are asked (ANP2, ANP8). */
export function adminPolicies(spec: NetworkSpec, placement: Placement): AdminLayer[] {
  const make = (object: string, given: AdminPolicySpec): LayerPolicy => {
    const rules = (direction: Direction): LayerRule[] | undefined => {
      const list = given[direction] ?? [];
      // A direction without rules is untouched (ANP5).
      return list.length === 0 ? undefined : list.map((rule, at) => compileRule(placement, rule, { direction, at }));
    };
    return {
      object,
      subjectField: 'spec.subject',
      subjects: podsOf(placement, given.subject),
      ingress: rules('ingress'),
      egress: rules('egress'),
      // Being selected isolates nobody (ANP5).
      closes: { ingress: false, egress: false },
    };
  };
  const found = [
    ...listObjects(spec, 'AdminNetworkPolicy').map((each) => ({ each, tier: 'Admin' as const, priority: each.spec.priority })),
    ...listObjects(spec, 'BaselineAdminNetworkPolicy').map((each) => ({ each, tier: 'Baseline' as const, priority: 0 })),
    ...listObjects(spec, 'ClusterNetworkPolicy').map((each) => ({ each, tier: each.spec.tier, priority: each.spec.priority })),
  ];
  return found
    .map(({ each, tier, priority }) => ({
      tier,
      priority,
      name: each.metadata.name,
      policy: make(formatRef(refOf(each)), each.spec),
    }))
    .sort((a, b) => compareText(a.tier, b.tier) || a.priority - b.priority || compareText(a.name, b.name));
}

function compileRule(
  placement: Placement,
  rule: AdminRule,
  { direction, at }: { readonly direction: Direction; readonly at: number },
): LayerRule {
  const peers = (direction === 'ingress' ? rule.from : rule.to) ?? [];
  const pods = createBitset(placement.pods.length);
  const ranges = peers.flatMap(({ networks = [] }) => networks.flatMap((text) => parseCidr(text) ?? []));
  const inRange = (address: Ipv4): boolean => ranges.some((range) => cidrContains(range, address));
  // Nodes have no labels of their own here: a selector without conditions is all of them (ANP6).
  const nodes = peers.some(({ nodes: selector }) => selector !== undefined && isEmpty(selector));
  for (const peer of peers) uniteInto(pods, podsOf(placement, peer));
  placement.pods.forEach((pod, index) => {
    if (pod.hostNetwork && nodes && pod.nodeIndex !== undefined) addBit(pods, index);
    // Blocks hold pods (ANP6), except where the engine never lets them (NP40).
    if (placement.policyEngine !== 'cilium' && pod.address !== undefined && inRange(pod.address)) addBit(pods, index);
  });
  const seesNodes = placement.policyEngine !== 'cilium';
  // Somebody this engine cannot know: an Allow means nobody, anything else shuts (ANP9).
  if (rule.action !== 'Allow' && rule.action !== 'Accept' && peers.some(isUnknown)) {
    const everybody = createBitset(placement.pods.length);
    fillBits(everybody, placement.pods.length);
    return { action: 'deny', field: `spec.${direction}[${at}]`, pods: everybody, outside: () => true, ...adminPorts(rule) };
  }
  return {
    action: rule.action === 'Pass' ? 'pass' : rule.action === 'Deny' ? 'deny' : 'allow',
    field: `spec.${direction}[${at}]`,
    pods,
    outside: (address, node) => (node !== undefined && nodes) || ((node === undefined || seesNodes) && inRange(address)),
    ...adminPorts(rule),
  };
}

function isUnknown({ namespaces, pods, nodes, networks }: AdminPeer): boolean {
  return namespaces === undefined && pods === undefined && nodes === undefined && networks === undefined;
}

function isEmpty(selector: NonNullable<AdminPeer['nodes']>): boolean {
  return Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0;
}

/** hostNetwork pods are never among them (ANP6). */
function podsOf(placement: Placement, { namespaces, pods }: AdminSubject): Bitset {
  const index = podIndexOf(placement);
  const set = createBitset(placement.pods.length);
  if (namespaces) uniteSpan(set, index.inNamespaces(namespaces).span());
  if (pods) uniteSpan(set, index.inNamespaces(pods.namespaceSelector).span(), index.selected(pods.podSelector).span());
  return set;
}
