// compilePolicies: NetworkPolicy v1 under `none`, `azure`, `calico`, `cilium` and `spec` (the letter of Kubernetes);
// worlds with policies of other makers are judged in layers (layered.ts).
// Rules: NP1–NP45; engines: table 1.6 (NP35–NP42), D-12, D-13, D-15, C16, C17, C29, C33.
import { formatRef, type NetworkSpec, type ObjectRef } from '../model/spec.ts';
import { countBits, createBitset, hasBit } from './bitset.ts';
import { compileLayers, selectedByLayer } from './layered.ts';
import { portsMatch } from './policyPorts.ts';
import { createPairs } from './policyRows.ts';
import { blockHolds } from './podIndex.ts';
import { buildPolicyTables, peerHasPod, type PeerTable, type PolicySetup, type RuleTable } from './policyTables.ts';
import type { ServiceTables } from './services.ts';
import type { CompiledPolicy, Placement, PolicyDecision, PolicyPeer, PodEntry } from './tables.ts';

const ALLOWED: PolicyDecision = { allowed: true, isolated: false, selecting: [], cites: ['NP5'] };

/** `services`: for rules that name Services; without them such rules mean nobody. */
export function compilePolicies(spec: NetworkSpec, placement: Placement, services?: ServiceTables): CompiledPolicy {
  const engine = placement.policyEngine;
  if (engine === 'none') {
    return {
      engine,
      decide: () => ({ ...ALLOWED, cites: ['D-12', 'NP10'] }),
      allowsPodToPod: () => true,
      countPodToPod: (senders, receivers) => countBits(senders) * countBits(receivers),
      reachedFrom: () => createBitset(placement.pods.length).fill(0xffffffff),
      selectedBy: (ref) => selectedOf(spec, buildPolicyTables(spec, placement), ref),
    };
  }
  const setup: PolicySetup = { ...buildPolicyTables(spec, placement), services };
  const layers = compileLayers(spec, setup);
  return {
    engine,
    ...(layers ?? createPairs(setup)),
    decide: (input) => exempt(setup, input) ?? (layers ? layers.decide(input) : decide(setup, input)),
    selectedBy: (ref) => selectedOf(spec, setup, ref),
  };
}

function selectedOf(spec: NetworkSpec, setup: PolicySetup, ref: ObjectRef): number[] {
  return ref.kind === 'NetworkPolicy' ? selectedBy(setup, ref) : selectedByLayer(spec, setup, ref);
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
  const policies = setup.isolating(direction, pod);
  if (policies.length === 0) return ALLOWED;
  const { pods } = setup.placement;
  const destination = direction === 'ingress' ? pods[pod] : podOf(setup, peer);
  const selecting = policies.map(({ object }) => object);
  let near: { object: string; field: string } | undefined;
  for (const policy of policies) {
    const rules = policy[direction] ?? [];
    for (let ruleIndex = 0; ruleIndex < rules.length; ruleIndex++) {
      const rule = rules[ruleIndex];
      if (!rule) continue;
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
  return {
    allowed: false,
    isolated: true,
    rule: near ?? { object: policies[0]?.object ?? '', field: 'spec.podSelector' },
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
  if (peer.type === 'pod' && hasBit(setup.everyPod, peer.pod)) return peerHasPod(table, peer.pod);
  if (!table.block) return false;
  // A hostNetwork pod is its node (NP39); Cilium's ipBlock matches neither pods nor nodes (D-15, NP40).
  if (peer.type !== 'address' && setup.placement.policyEngine === 'cilium') return false;
  const address = peer.type === 'pod' ? setup.placement.pods[peer.pod]?.address : peer.address;
  return address !== undefined && blockHolds(table.block, address);
}

function podOf(setup: PolicySetup, peer: PolicyPeer): PodEntry | undefined {
  return peer.type === 'pod' && hasBit(setup.everyPod, peer.pod) ? setup.placement.pods[peer.pod] : undefined;
}

function selectedBy(setup: PolicySetup, ref: ObjectRef): number[] {
  const policy = setup.policyOf(ref.namespace, formatRef(ref));
  const pods = setup.index.space(ref.namespace)?.pods ?? [];
  return policy ? pods.filter((pod) => hasBit(policy.kinds, setup.index.labelsOf[pod] ?? -1)) : [];
}
