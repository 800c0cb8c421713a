// The source at a node's exit (POSTROUTING): kube-proxy's masquerade mark, else the CNI mode's matrix. Rules, SVC24, SVC27, SVC28, PW15.
import type { Owner } from '../dataplane/topology.ts';
import { formatIpv4 } from '../net/ipv4.ts';
import type { NodeVisit } from './stageService.ts';
import { addStep, type WalkState, withSource } from './walkState.ts';

export function stampSource(state: WalkState, visit: NodeVisit, owner: Owner): void {
  const { placement } = state.dataplane;
  const node = placement.nodes[visit.node];
  if (!node || node.address === undefined) return;
  const cluster = `ManagedCluster/${placement.cluster?.name ?? ''}`;
  if (state.masquerade && state.packet.sourceIP !== formatIpv4(node.address)) {
    addStep(state, {
      type: 'sourceTranslation',
      effect: 'rewrite',
      code: 'source.service',
      params: { node: node.name, from: state.packet.sourceIP, object: state.masquerade.object, field: state.masquerade.field },
      cites:
        state.masquerade.field === 'spec.externalTrafficPolicy'
          ? ['SVC24', 'B-7']
          : state.masquerade.field === 'spec.selector'
            ? ['SVC28', 'PW9']
            : ['SVC27'],
      rule: state.masquerade,
      after: withSource(state.packet, node.address),
    });
    return;
  }
  if (visit.origin !== 'pod' || owner.type === 'pod') return;
  const rule = {
    object: cluster,
    field: placement.mode === 'kubenet' ? 'networkProfile.networkPlugin' : 'networkProfile.networkPluginMode',
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

/** The matrix A-3, for everything that is not a pod. */
function leavesWithNodeAddress(state: WalkState, owner: Owner): boolean {
  const { placement, topology } = state.dataplane;
  if (placement.mode === 'podSubnet') return false;
  if (placement.mode !== 'nodeSubnet') return true;
  // Node subnet: destinations of the cluster's own VNet keep the pod's address.
  if (owner.type === 'node' || (owner.type === 'frontend' && owner.internal)) return false;
  return topology.vnetOf(state.destination) !== placement.clusterVnet;
}
