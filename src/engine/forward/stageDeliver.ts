// The receiver's own socket: a pod listens on its declared ports, a node on those of its hostNetwork pods, a host on what the document says.
// Rules: H-7, NP34, A-3, B-1, C-7, SVC21, kubernetes 0 (refused where somebody is home and nobody listens).
import { plainHost } from '../dataplane/http.ts';
import { hostsByNode } from '../dataplane/podPlaces.ts';
import type { Owner } from '../dataplane/topology.ts';
import type { HostEntry, PodEntry } from '../dataplane/tables.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { enterController } from './stageController.ts';
import { addStep, answer, enter, UNKNOWN_NODE, type WalkState } from './walkState.ts';

const PREFIX = { virtualMachine: 'vm', onPremisesHost: 'onprem', internetHost: 'internet' } as const;

export function deliverToPodOrNode(state: WalkState, owner: Owner): void {
  const { placement } = state.dataplane;
  if (owner.type === 'pod') {
    deliverToPod(state, owner.pod);
    return;
  }
  if (owner.type !== 'node') return;
  if (state.packet.protocol === 'ICMP') {
    const node = placement.nodes[owner.node]?.name ?? '';
    if (echoes(state, node)) arrived(state, `node:${node}`);
    return;
  }
  const host = hostsByNode(placement.pods)
    .get(owner.node)
    ?.find((index) => placement.pods[index] && listensOn(placement.pods[index], state));
  const node = placement.nodes[owner.node]?.name ?? '';
  if (host !== undefined) deliverToPod(state, host);
  else notListening(state, { receiver: node, rule: { object: `Node/${node}`, field: 'ports' } });
}

function listensOn(pod: PodEntry, state: WalkState): boolean {
  const { destinationPort, protocol } = state.packet;
  return pod.portContainers.some((container) =>
    container.ports?.some((port) => port.containerPort === destinationPort && port.protocol === protocol),
  );
}

function deliverToPod(state: WalkState, index: number): void {
  const pod = state.dataplane.placement.pods[index];
  if (!pod) return;
  const name = `${pod.namespace}/${pod.name}`;
  enter(state, { kind: 'pod', name });
  if (echoes(state, name)) return arrived(state, name);
  if (!listensOn(pod, state)) {
    notListening(state, {
      receiver: name,
      rule: { object: `Pod/${name}`, field: 'spec.containers[0].ports' },
      ears: pod.portContainers.flatMap(({ ports = [] }) => ports).map((port) => ({ ...port, port: port.containerPort })),
    });
    return;
  }
  // A receptionist reads the letter and walks on (C-7).
  if (enterController(state, index)) return;
  if (!speaksAlike(state, pod)) return;
  const { sourceIP: source, destinationPort: port } = state.packet;
  addStep(state, {
    type: 'deliver',
    effect: 'deliver',
    code: 'deliver.pod',
    params: { receiver: name, source, port },
    cites: ['A-3'],
  });
  arrived(state, name);
}

export function deliverToHost(state: WalkState, host: HostEntry): undefined {
  enter(state, { kind: host.kind, name: host.name });
  if (echoes(state, host.name)) return arrived(state, `${PREFIX[host.kind]}:${host.name}`);
  const { sourceIP: source, destinationPort, protocol } = state.packet;
  if (!host.ports.some((port) => port.port === destinationPort && port.protocol === protocol))
    return notListening(state, { receiver: host.name, ears: host.ports });
  if (!knowsName(state, host)) return wrongName(state, host);
  addStep(state, {
    type: 'deliver',
    effect: 'deliver',
    code: 'deliver.host',
    params: { receiver: host.name, source },
    cites: ['A-3'],
  });
  arrived(state, `${PREFIX[host.kind]}:${host.name}`);
  return undefined;
}

/** A site of the street that speaks TLS shows a certificate for its own name and for those the street gives its address (SVC21). */
function knowsName({ packet, dataplane }: WalkState, { kind, name, address, ports }: HostEntry): boolean {
  const { http, destinationPort } = packet;
  const speaks = ports.some(({ port, tls }) => port === destinationPort && tls === true);
  if (kind !== 'internetHost' || http?.scheme !== 'https' || !speaks) return true;
  const asked = plainHost(http.host);
  return asked === name.toLowerCase() || dataplane.dns.directories.street.addressesOf(asked).includes(address);
}

function wrongName(state: WalkState, { name }: HostEntry): undefined {
  const rule = { object: `InternetHost/${name}`, field: 'name' };
  const params = { controller: name, host: state.packet.http?.host ?? '', certificate: name };
  addStep(state, { type: 'deliver', effect: 'refuse', code: 'http.certificate', params, cites: ['SVC21', 'B-1'], rule });
  answer(state, { outcome: 'tls-name', reason: 'certificate', rule });
  return undefined;
}

/** 127.0.0.0/8 is the sender itself; nothing leaves it, so nothing is judged (NP2). */
export function deliverToSelf(state: WalkState): void {
  const { sender, dataplane } = state;
  addStep(state, { type: 'route', effect: 'pass', code: 'route.sameNode', cites: ['NP2'] });
  if (sender.type === 'host') deliverToHost(state, sender.host);
  else if (sender.type === 'node') deliverToPodOrNode(state, { type: 'node', node: sender.node });
  else if (dataplane.placement.pods[sender.pod]?.hostNetwork) {
    deliverToPodOrNode(state, { type: 'node', node: dataplane.placement.pods[sender.pod]?.nodeIndex ?? UNKNOWN_NODE });
  } else deliverToPodOrNode(state, { type: 'pod', pod: sender.pod });
}

/** Plain HTTP to a port that speaks TLS gets no page of the application (C-11, S45). */
function speaksAlike(state: WalkState, pod: PodEntry): boolean {
  const { http, destinationPort: port } = state.packet;
  const tls = pod.tlsPorts.includes(port);
  if (!http || pod.tlsPorts.length === 0 || tls === (http.scheme === 'https')) return true;
  const name = `${pod.namespace}/${pod.name}`;
  const rule: RuleRef = { object: `Pod/${name}`, field: 'metadata.annotations[cidr.house/tls-ports]' };
  const params = { receiver: name, port, speaks: tls ? 'TLS' : 'HTTP', scheme: http.scheme };
  addStep(state, { type: 'deliver', effect: 'refuse', code: 'http.wrongPort', params, cites: ['C-11'], rule });
  answer(state, { outcome: tls ? 'http-400' : 'reset', reason: 'not-listening', rule });
  return false;
}

function arrived(state: WalkState, receiver: string): undefined {
  answer(state, { outcome: 'delivered' });
  state.deliveredTo = receiver;
  state.sourceSeen = state.packet.sourceIP;
  return undefined;
}

/** A ping needs no program that listens: whoever has the address sends the echo. */
function echoes(state: WalkState, receiver: string): boolean {
  const { protocol, sourceIP: source } = state.packet;
  if (protocol !== 'ICMP') return false;
  addStep(state, { type: 'deliver', effect: 'deliver', code: 'deliver.echo', params: { receiver, source }, cites: ['A-3'] });
  return true;
}

interface Deaf {
  readonly receiver: string;
  readonly rule?: RuleRef;
  /** Where it does listen. */
  readonly ears?: readonly { readonly port: number; readonly protocol: string }[];
}

/** Ports of a receiver that are named; more than these say nothing more. */
const MOST_EARS = 4;

/** Somebody is home and nobody listens: an answer at once, not silence. */
function notListening(state: WalkState, { receiver, rule, ears = [] }: Deaf): undefined {
  const { destinationPort: port, protocol } = state.packet;
  const listens = [...new Set(ears.map((ear) => `${ear.port}${ear.protocol === protocol ? '' : `/${ear.protocol}`}`))];
  const refuse = { type: 'deliver', effect: 'refuse', cites: ['H-7', 'NP34'], rule } as const;
  if (listens.length === 0) addStep(state, { ...refuse, code: 'deliver.notListening', params: { receiver, port, protocol } });
  else {
    const params = { receiver, port, protocol, listens: listens.slice(0, MOST_EARS).join(', ') };
    addStep(state, { ...refuse, code: 'deliver.otherPort', params });
  }
  answer(state, { outcome: 'refused', reason: 'not-listening', ...(rule ? { rule } : {}) });
  return undefined;
}
