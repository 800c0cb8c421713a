// The receiver's own socket: a pod listens on its declared ports, a node on those of its hostNetwork pods. Rules: H-7, NP34, kubernetes 0.
import type { Owner } from '../dataplane/topology.ts';
import type { PodEntry } from '../dataplane/tables.ts';
import { addStep, enter, stop, type WalkState } from './walkState.ts';

export function deliverToPodOrNode(state: WalkState, owner: Owner): void {
  const { placement } = state.dataplane;
  if (owner.type === 'pod') {
    const pod = placement.pods[owner.pod];
    if (pod) deliverToPod(state, pod);
    return;
  }
  if (owner.type !== 'node') return;
  const node = placement.nodes[owner.node];
  const host = placement.pods.find((pod) => pod.hostNetwork && pod.nodeIndex === owner.node && listensOn(pod, state));
  if (host) {
    deliverToPod(state, host);
    return;
  }
  refuseAt(state, node?.name ?? '');
}

function listensOn(pod: PodEntry, state: WalkState): boolean {
  const { destinationPort, protocol } = state.packet;
  return pod.portContainers.some((container) =>
    container.ports?.some((port) => port.containerPort === destinationPort && port.protocol === protocol),
  );
}

function deliverToPod(state: WalkState, pod: PodEntry): void {
  const name = `${pod.namespace}/${pod.name}`;
  enter(state, { kind: 'pod', name });
  if (!listensOn(pod, state)) {
    refuseAt(state, name);
    return;
  }
  // A receptionist reads the letter and walks on; until that is simulated, "it arrived here" would be a wrong answer (C-7).
  if (pod.containers.some((container) => /(^|\/)ingress-nginx\/controller(:|@|$)/.test(container.image ?? ''))) {
    state.refusal = { ok: false, code: 'unsupported', params: { part: 'Ingress' } };
    return;
  }
  state.deliveredTo = name;
  state.sourceSeen = state.packet.sourceIP;
  addStep(state, {
    type: 'deliver',
    effect: 'deliver',
    code: 'deliver.pod',
    params: { receiver: name, source: state.packet.sourceIP, port: state.packet.destinationPort },
    cites: ['A-3'],
  });
  stop(state, 'delivered');
}

/** Somebody is home and nobody listens: an answer at once, not silence. */
function refuseAt(state: WalkState, receiver: string): void {
  const { destinationPort, protocol } = state.packet;
  const rule = receiver.includes('/')
    ? { object: `Pod/${receiver}`, field: 'spec.containers[0].ports' }
    : { object: `Node/${receiver}`, field: 'ports' };
  addStep(state, {
    type: 'deliver',
    effect: 'refuse',
    code: 'deliver.notListening',
    params: { receiver, port: destinationPort, protocol },
    cites: ['H-7', 'NP34'],
    rule,
  });
  stop(state, 'refused', 'not-listening', rule);
}
