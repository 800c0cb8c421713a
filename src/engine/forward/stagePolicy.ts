// NetworkPolicy on a node's FORWARD path: the destination already translated, the source not yet (PW3).
// Rules: NP4, NP5, NP8, NP10, PW3–PW9, PW12, D-12, D-13.
import type { PolicyDecision } from '../dataplane/tables.ts';
import { addStep, stop, type WalkState } from './walkState.ts';

export function judgeEgress(state: WalkState): void {
  if (state.sender.type !== 'pod') return;
  const { pod } = state.sender;
  const { topology, placement } = state.dataplane;
  if (placement.pods[pod]?.hostNetwork) return;
  const owner = topology.ownerInside(state.destination);
  const peer =
    owner.type === 'pod'
      ? ({ type: 'pod', pod: owner.pod } as const)
      : owner.type === 'node'
        ? ({ type: 'node', node: owner.node, address: state.destination } as const)
        : ({ type: 'address', address: state.destination } as const);
  const decision = state.dataplane.policy.decide({
    direction: 'egress',
    pod,
    peer,
    port: state.packet.destinationPort,
    protocol: state.packet.protocol,
  });
  record(state, 'egress', pod, decision);
}

export function judgeIngress(state: WalkState, pod: number): void {
  if (state.dataplane.placement.pods[pod]?.hostNetwork) return;
  const decision = state.dataplane.policy.decide({
    direction: 'ingress',
    pod,
    peer: state.peer,
    port: state.packet.destinationPort,
    protocol: state.packet.protocol,
    translatedByNode: state.byNode,
  });
  record(state, 'ingress', pod, decision);
}

function record(state: WalkState, direction: 'egress' | 'ingress', pod: number, decision: PolicyDecision): void {
  const { policy, placement } = state.dataplane;
  const entry = placement.pods[pod];
  const name = `${entry?.namespace ?? ''}/${entry?.name ?? ''}`;
  const type = direction === 'egress' ? 'egressPolicy' : 'ingressPolicy';
  const params = {
    pod: name,
    source: state.packet.sourceIP,
    port: state.packet.destinationPort,
    protocol: state.packet.protocol,
    object: decision.rule?.object ?? '',
    field: decision.rule?.field ?? '',
    policies: decision.selecting.length,
  };
  if (policy.engine === 'none') {
    const cluster = placement.cluster?.name ?? '';
    addStep(state, {
      type,
      effect: 'pass',
      code: 'policy.unplugged',
      params,
      cites: ['D-12', 'NP10'],
      rule: { object: `ManagedCluster/${cluster}`, field: 'networkProfile.networkPolicy' },
    });
    return;
  }
  if (decision.allowed) {
    const code = decision.isolated ? (`policy.${direction}.allowed` as const) : (`policy.${direction}.open` as const);
    addStep(state, { type, effect: 'pass', code, params, cites: decision.cites, rule: decision.rule });
    return;
  }
  addStep(state, {
    type,
    effect: 'drop',
    code: `policy.${direction}.denied`,
    params,
    cites: decision.cites,
    rule: decision.rule,
  });
  stop(state, 'timeout', 'network-policy', decision.rule);
}
