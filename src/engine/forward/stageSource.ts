// The source at a node's exit (POSTROUTING): kube-proxy's masquerade mark, else the CNI mode's matrix.
// Rules, SVC24, SVC25, SVC27, SVC28, PW9, PW15.
import { isPlatform, type Owner } from '../dataplane/topology.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import type { NodeVisit } from './stageService.ts';
import { addStep, type WalkState, withSource } from './walkState.ts';

export function stampSource(state: WalkState, visit: NodeVisit, owner: Owner): void {
  const { placement } = state.dataplane;
  const node = placement.nodes[visit.node];
  if (!node || node.address === undefined || state.packet.sourceIP === node.ip) return;
  if (state.masquerade) {
    addStep(state, {
      type: 'sourceTranslation',
      effect: 'rewrite',
      code: 'source.service',
      params: { node: node.name, from: state.packet.sourceIP, object: state.masquerade.object, field: state.masquerade.field },
      cites: masqueradeCites(state.masquerade),
      rule: state.masquerade,
      after: withSource(state.packet, node.address),
    });
    return;
  }
  // The matrix is about what a pod sends out of the node, to anybody who is no pod.
  if (visit.origin !== 'pod' || owner.type === 'pod' || (owner.type === 'node' && owner.node === visit.node)) return;
  const field =
    placement.mode === 'kubenet' ? 'networkPlugin' : placement.mode === 'podSubnet' ? 'agentPoolProfiles' : 'networkPluginMode';
  const rule = {
    object: `ManagedCluster/${placement.cluster?.name ?? ''}`,
    field: field === 'agentPoolProfiles' ? field : `networkProfile.${field}`,
  };
  if (!leavesWithNodeAddress(state, owner)) {
    addStep(state, {
      type: 'sourceTranslation',
      effect: 'pass',
      code: 'source.kept',
      params: { mode: placement.mode, source: state.packet.sourceIP },
      cites: ['A-3'],
      rule,
    });
    return;
  }
  addStep(state, {
    type: 'sourceTranslation',
    effect: 'rewrite',
    code: 'source.masqueraded',
    params: { node: node.name, from: state.packet.sourceIP, mode: placement.mode },
    cites: ['A-3', 'PW15'],
    rule,
    after: withSource(state.packet, node.address),
  });
}

function masqueradeCites({ field }: RuleRef): string[] {
  if (field === 'spec.externalTrafficPolicy') return ['SVC24', 'SVC25', 'B-7'];
  return field === 'spec.selector' ? ['SVC28', 'PW9'] : ['SVC27', 'PW14'];
}

/** The matrix A-3, for everything that is not a pod. */
function leavesWithNodeAddress(state: WalkState, owner: Owner): boolean {
  const { placement, topology } = state.dataplane;
  if (placement.mode === 'podSubnet') return isPlatform(state.destination) && [53, 80].includes(state.packet.destinationPort);
  if (placement.mode !== 'nodeSubnet') return true;
  // Node subnet: destinations of the cluster's own VNet keep the pod's address.
  if (owner.type === 'node') return false;
  return topology.vnetOf(state.destination) !== placement.clusterVnet;
}
