// Which layers a world has: only where there is more than NetworkPolicy v1, so that the plain world keeps its own tables.
// Rules: CAL7, CIL4, ANP1, ANP3, ANP8, D-12, NP10.
import { formatRef, type NetworkSpec, type ObjectRef } from '../model/spec.ts';
import { adminPolicies } from './adminLayers.ts';
import { addBit, createBitset, forEachBit, hasBit, uniteSpan } from './bitset.ts';
import { calicoPolicies, calicoTiers, type Ordered } from './calicoLayers.ts';
import { ciliumPolicies, ciliumTiers } from './ciliumLayers.ts';
import { groupLayers } from './layerPairs.ts';
import { learnsName } from './learnedNames.ts';
import { decideInLayers, type LayerPolicy, type LayerRule, type Tier } from './layers.ts';
import { blockHolds } from './podIndex.ts';
import { countsUnder, POLICY_KINDS } from './policyKinds.ts';
import { portsMatch, usesNames } from './policyPorts.ts';
import type { Direction, PolicySetup, RuleTable } from './policyTables.ts';
import type { CompiledPolicy } from './tables.ts';

/** Undefined where NetworkPolicies alone judge. */
export function compileLayers(
  spec: NetworkSpec,
  setup: PolicySetup,
): Pick<CompiledPolicy, 'decide' | 'learns' | 'allowsPodToPod' | 'countPodToPod' | 'reachedFrom'> | undefined {
  const { placement } = setup;
  if (!hasLayers(spec, setup)) return undefined;
  const groups = groupLayers(placement, tiersOf(spec, setup));
  return {
    decide: (question) => decideInLayers(placement, groups.layers(question.direction, question.pod), question),
    learns: (pod, name) => learnsName(placement, groups.layers('egress', pod), name),
    ...groups.pairs,
  };
}

function hasLayers(spec: NetworkSpec, { placement }: PolicySetup): boolean {
  return Object.values(spec.objects).some((group) =>
    Object.values(group).some(
      ({ kind }) => kind !== 'NetworkPolicy' && Object.hasOwn(POLICY_KINDS, kind) && countsUnder(kind, placement.policyEngine),
    ),
  );
}

function tiersOf(spec: NetworkSpec, setup: PolicySetup): Tier[] {
  const { placement } = setup;
  const kubernetes = kubernetesPolicies(setup);
  const admin = adminPolicies(spec, placement);
  const of = (tier: 'Admin' | 'Baseline'): LayerPolicy[] => admin.flatMap((each) => (each.tier === tier ? [each.policy] : []));
  if (placement.policyEngine === 'calico') {
    const ordered = (tier: 'Admin' | 'Baseline'): Ordered[] =>
      admin.flatMap((each) => (each.tier === tier ? [{ order: each.priority, name: each.name, policy: each.policy }] : []));
    // NetworkPolicies stand in the default tier at order 1000 under names of their own (CAL7).
    const plain = kubernetes.map((policy) => ({ order: 1000, name: `knp.default.${policy.object}`, policy }));
    return calicoTiers(spec, setup, [
      { tier: 'kube-admin', ordered: ordered('Admin') },
      { tier: 'default', ordered: plain },
      { tier: 'kube-baseline', ordered: ordered('Baseline') },
    ]);
  }
  const middle: Tier[] =
    placement.policyEngine === 'cilium'
      ? ciliumTiers(spec, setup, kubernetes)
      : [{ cites: ['NP5', 'ANP3'], policies: kubernetes }];
  return [{ cites: ['ANP1', 'ANP2'], policies: of('Admin') }, ...middle, { cites: ['ANP1', 'ANP3'], policies: of('Baseline') }];
}

/** Every NetworkPolicy as a layer: its rules allow, one for each peer, and it closes its tier. */
function kubernetesPolicies(setup: PolicySetup): LayerPolicy[] {
  const size = setup.placement.pods.length;
  return setup.namespaces.flatMap((namespace) => {
    const pods = setup.index.space(namespace)?.pods ?? [];
    return (setup.space(namespace)?.policies ?? []).map((table): LayerPolicy => {
      const subjects = createBitset(size);
      for (const pod of pods) if (hasBit(table.kinds, setup.index.labelsOf[pod] ?? -1)) addBit(subjects, pod);
      const rules = (direction: Direction): LayerRule[] | undefined =>
        table[direction]?.flatMap((rule, at) => expand(setup, rule, { direction, field: `spec.${direction}[${at}]` }));
      const closes = { ingress: table.ingress !== undefined, egress: table.egress !== undefined };
      return {
        object: table.object,
        subjectField: 'spec.podSelector',
        subjects,
        ingress: rules('ingress'),
        egress: rules('egress'),
        closes,
      };
    });
  });
}

function expand(
  setup: PolicySetup,
  rule: RuleTable,
  { direction, field }: { readonly direction: Direction; readonly field: string },
): LayerRule[] {
  const size = setup.placement.pods.length;
  const ports = {
    ports: (port, protocol, destination) => portsMatch(rule.ports, destination, port, protocol),
    named: usesNames(rule.ports),
  } satisfies Pick<LayerRule, 'ports' | 'named'>;
  if (!rule.peers) {
    const everybody = createBitset(size).fill(0xffffffff);
    return [{ action: 'allow', field, pods: everybody, outside: () => true, ...ports }];
  }
  return rule.peers.map(({ pods, also, block }, at): LayerRule => {
    const set = createBitset(size);
    uniteSpan(set, pods.span(), also?.span());
    const seesNodes = setup.placement.policyEngine !== 'cilium';
    return {
      action: 'allow',
      field: `${field}.${direction === 'ingress' ? 'from' : 'to'}[${at}]`,
      pods: set,
      outside: (address, node) => block !== undefined && (node === undefined || seesNodes) && blockHolds(block, address),
      ...ports,
    };
  });
}

/** Pods that a policy of another kind than NetworkPolicy selects, whether or not the engine counts it. */
export function selectedByLayer(spec: NetworkSpec, setup: PolicySetup, ref: ObjectRef): number[] {
  const { placement } = setup;
  const object = formatRef(ref);
  const all: LayerPolicy[] =
    ref.kind === 'CalicoNetworkPolicy' || ref.kind === 'GlobalNetworkPolicy'
      ? calicoPolicies(spec, setup).map(({ ordered }) => ordered.policy)
      : ref.kind.startsWith('Cilium')
        ? ciliumPolicies(spec, setup).map(({ allow }) => allow)
        : adminPolicies(spec, placement).map(({ policy }) => policy);
  const found = createBitset(placement.pods.length);
  for (const policy of all) if (policy.object === object) forEachBit(policy.subjects, (pod) => addBit(found, pod));
  return placement.pods.flatMap((_pod, index) => (hasBit(found, index) ? [index] : []));
}
