// One walk: from the sender's own name for its goal, through each place's stages, to a verdict. A walk that comes round again is a loop.
// Rules: aks.md 0.1 (order of decision), PW4–PW16, A-3, A-9, NP8 (replies).
import type { Dataplane } from '../dataplane/dataplane.ts';
import { formatIpv4, type Ipv4, parseIpv4 } from '../net/ipv4.ts';
import type { Packet, WireProtocol } from '../net/packet.ts';
import type { Refusal } from './answer.ts';
import { findDestination } from './destination.ts';
import { findSender, findTarget, placeOfSender, type Sender, type Target } from './ends.ts';
import { NODE_STAGES, nodeOf, ownerNow } from './pipeline.ts';
import { walkReply } from './reply.ts';
import { notRoutable } from './routeSteps.ts';
import { deliverToPodOrNode, deliverToSelf } from './stageDeliver.ts';
import { crossFabric } from './stageRoute.ts';
import { enterSubnet, leaveSubnet } from './stageSubnet.ts';
import type { Flow, Place, Trace, Verdict, Walk } from './trace.ts';
import {
  addStep,
  type Chooser,
  closedHops,
  depart,
  enter,
  type Leg,
  type Location,
  type SecondLeg,
  type SecondTarget,
  stop,
  UNKNOWN_NODE,
  type WalkState,
} from './walkState.ts';

/** More moves than any real way has: the packet goes round in a circle. */
const MOST_MOVES = 16;
const CLIENT_PORT = 40_000;
const LOOPBACK = 127;

export type WalkResult = { readonly ok: true; readonly trace: Trace } | Refusal;

export function walkFlow(dataplane: Dataplane, flow: Flow, choose: Chooser): WalkResult {
  const sender = findSender(dataplane, flow.from);
  if (!sender.ok) return sender;
  const target = findTarget(dataplane, flow);
  if (!target.ok) return target;
  const state = openWalk(dataplane, {
    sender: sender.value,
    target: target.value,
    choose,
    ...(flow.host === undefined ? {} : { host: flow.host }),
    nameserver: flow.nameserver === undefined ? undefined : parseIpv4(flow.nameserver),
  });
  enter(state, placeOfSender(dataplane, sender.value));
  if (setDestination(state, target.value) && !state.refusal) walk(state, flow);
  return state.refusal ?? { ok: true, trace: closeWalk(state, flow) };
}

function openWalk(
  dataplane: Dataplane,
  from: {
    readonly sender: Sender;
    readonly target: Target;
    readonly choose: Chooser;
    readonly routers?: number;
    readonly host?: string;
    readonly nameserver?: Ipv4 | undefined;
  },
): WalkState {
  const { sender, target, routers = 0 } = from;
  const address = addressOf(dataplane, sender) ?? 0;
  const http = httpOf(target, from.host);
  return {
    dataplane,
    sender,
    choose: from.choose,
    packet: {
      protocol: target.protocol,
      sourceIP: formatIpv4(address),
      sourcePort: target.protocol === 'ICMP' ? 0 : CLIENT_PORT,
      destinationIP: '',
      destinationPort: target.port,
      ...(http ? { http } : {}),
    },
    destination: 0,
    writtenTo: target.type === 'name' ? target.name : undefined,
    nameserver: from.nameserver,
    hops: [],
    crossings: [],
    departed: 0,
    via: [],
    peer:
      sender.type === 'pod'
        ? { type: 'pod', pod: sender.pod }
        : sender.type === 'node'
          ? { type: 'node', node: sender.node, address }
          : { type: 'address', address },
    masquerade: undefined,
    translated: false,
    byNode: false,
    queries: [],
    legs: new Map(),
    routers,
    walkTo: (asker, to) => walkLeg(dataplane, asker, to),
    walkOn: (router, to) => walkSecond(dataplane, { ...router, choose: from.choose, routers: routers + 1 }, to),
  };
}

/** One packet to an address, without choices of its own: the first of every choice. */
function walkLeg(
  dataplane: Dataplane,
  sender: Sender,
  to: { readonly address: Ipv4; readonly port: number; readonly protocol: WireProtocol },
): Leg {
  const target: Target = { type: 'address', ...to };
  const state = openWalk(dataplane, { sender, target, choose: () => 0 });
  enter(state, placeOfSender(dataplane, sender));
  const flow = { from: state.packet.sourceIP, to: `${formatIpv4(to.address)}:${to.port}` };
  if (setDestination(state, target)) walk(state, flow);
  return state.refusal ?? { ok: true, verdict: settle(state).verdict };
}

/** What the client says in HTTP, where the flow is a URL. */
function httpOf(target: Target, host: string | undefined): Packet['http'] {
  if (target.type === 'name' && target.scheme)
    return { scheme: target.scheme, host: host ?? target.name, path: target.path ?? '/' };
  if (target.type !== 'address' || !target.http) return undefined;
  return host === undefined ? target.http : { ...target.http, host };
}

/** A router's own connection to a backend, with the choices of the flow it serves (PW16). */
function walkSecond(
  dataplane: Dataplane,
  from: { readonly sender: Sender; readonly at: Place; readonly choose: Chooser; readonly routers: number },
  to: SecondTarget,
): SecondLeg {
  const target: Target = { type: 'address', protocol: 'TCP', ...to };
  const state = openWalk(dataplane, { sender: from.sender, target, choose: from.choose, routers: from.routers });
  enter(state, from.at);
  if (setDestination(state, target)) walk(state, { from: from.at.name, to: `${formatIpv4(to.address)}:${to.port}` });
  if (state.refusal) return state.refusal;
  const { hops, via, deliveredTo, sourceSeen, http, sent = state.packet } = state;
  return {
    ok: true,
    verdict: settle(state).verdict,
    hops,
    via,
    sent,
    ...(http ? { http } : {}),
    ...(deliveredTo === undefined ? {} : { deliveredTo }),
    ...(sourceSeen === undefined ? {} : { sourceSeen }),
  };
}

/** What somebody's request to an address ends with, the first of every choice taken; undefined where it is not simulated. */
export function askBackend(dataplane: Dataplane, sender: Sender, to: SecondTarget): Verdict | undefined {
  const leg = walkSecond(dataplane, { sender, at: placeOfSender(dataplane, sender), choose: () => 0, routers: 0 }, to);
  return leg.ok ? leg.verdict : undefined;
}

function addressOf(dataplane: Dataplane, sender: Sender): Ipv4 | undefined {
  const { pods, nodes } = dataplane.placement;
  if (sender.type === 'host') return sender.host.address;
  return sender.type === 'pod' ? pods[sender.pod]?.address : nodes[sender.node]?.address;
}

/** Where the sender writes to. False when there is no such address: the walk has its verdict then. */
function setDestination(state: WalkState, target: Target): boolean {
  const address = findDestination(state, target);
  if (address === undefined) return false;
  state.destination = address;
  state.packet = { ...state.packet, destinationIP: formatIpv4(address) };
  return true;
}

function walk(state: WalkState, flow: Flow): void {
  const { sender } = state;
  const ping = state.packet.protocol === 'ICMP';
  const code = ping ? 'send.ping' : sender.type === 'pod' ? 'send.pod' : sender.type === 'node' ? 'send.node' : 'send.host';
  const { destinationIP: address, destinationPort: port } = state.packet;
  addStep(state, { type: 'send', effect: 'pass', code, params: { from: flow.from, to: flow.to, address, port }, cites: ['A-3'] });
  state.sent = state.packet;
  if (state.destination >>> 24 === LOOPBACK) return deliverToSelf(state);
  let at: Location | undefined = firstLocation(state);
  for (let moves = 0; at !== undefined && !state.verdict && !state.refusal; moves++) {
    if (moves > MOST_MOVES) return goRound(state);
    at = at.type === 'fabric' ? crossFabric(state, at) : visitNode(state, at);
  }
}

function goRound(state: WalkState): void {
  addStep(state, {
    type: 'route',
    effect: 'drop',
    code: 'route.loop',
    params: { address: formatIpv4(state.destination) },
    cites: ['SVC9', 'F-3'],
  });
  stop(state, 'timeout', 'no-route');
}

function firstLocation(state: WalkState): Location | undefined {
  const { sender, dataplane } = state;
  if (sender.type === 'pod') {
    const pod = dataplane.placement.pods[sender.pod];
    return { type: 'node', node: pod?.nodeIndex ?? UNKNOWN_NODE, origin: pod?.hostNetwork ? 'process' : 'pod' };
  }
  if (sender.type === 'node') return { type: 'node', node: sender.node, origin: 'process' };
  const { kind, site, address } = sender.host;
  if (kind === 'internetHost') return { type: 'fabric', from: 'internet', name: 'internet' };
  if (kind === 'onPremisesHost') return { type: 'fabric', from: 'site', name: site };
  const subnet = dataplane.topology.subnetOf(address)?.name;
  if (leaveSubnet(state, { vnet: site, subnet, machine: sender.host.name })) return undefined;
  return { type: 'fabric', from: 'vnet', name: site, subnet };
}

function visitNode(state: WalkState, at: Extract<Location, { type: 'node' }>): Location | undefined {
  enter(state, { kind: 'node', name: state.dataplane.placement.nodes[at.node]?.name ?? '?' });
  for (const stage of NODE_STAGES) {
    stage(state, at);
    if (state.verdict) return undefined;
  }
  const owner = ownerNow(state);
  if (nodeOf(state, owner) !== at.node) return leaveNode(state, at.node);
  if (at.origin !== 'wire') addStep(state, { type: 'route', effect: 'pass', code: 'route.sameNode', cites: ['PW5'] });
  deliverToPodOrNode(state, owner);
  return undefined;
}

/** From here on a policy elsewhere sees what the wire shows: the node, if the node has stamped the packet. */
function leaveNode(state: WalkState, index: number): Location | undefined {
  const { placement, topology } = state.dataplane;
  const node = placement.nodes[index];
  const stamped = node?.address !== undefined && state.packet.sourceIP === node.ip;
  if (stamped) state.peer = { type: 'node', node: index, address: node.address ?? 0 };
  state.masquerade = undefined;
  state.lastNode = index;
  const owner = ownerNow(state);
  // The pod CIDR is the cluster's own: what is not there is nowhere, whoever else has that address outside.
  if (owner.type === 'podRange' && state.sender.type === 'pod') return notRoutable(state, { name: node?.name ?? '?' }, 'podCidr');
  const subnet = !stamped && state.sender.type === 'pod' ? topology.subnetOfPod(state.sender.pod) : node?.subnet;
  const vnet = placement.clusterVnet;
  depart(state);
  if (leaveSubnet(state, { vnet, subnet, node: index })) return undefined;
  const next = nodeOf(state, owner);
  if (next !== undefined && owner.type === 'pod' && isPrivateDomain(state)) return toOtherNode(state, next);
  return { type: 'fabric', from: 'vnet', name: vnet, subnet };
}

/** Overlay (and a CNI of the player's own): Azure, or that CNI, carries pod addresses between nodes; no route table is asked. */
function isPrivateDomain({ dataplane }: WalkState): boolean {
  const { mode } = dataplane.placement;
  return mode === 'overlay' || mode === 'none';
}

function toOtherNode(state: WalkState, next: number): Location | undefined {
  const { placement } = state.dataplane;
  const { name = '?', subnet } = placement.nodes[next] ?? {};
  addStep(state, {
    type: 'route',
    effect: 'pass',
    code: 'route.otherNode',
    params: { node: name, mode: placement.mode },
    cites: ['A-14'],
  });
  if (enterSubnet(state, { vnet: placement.clusterVnet, subnet, node: next })) return undefined;
  return { type: 'node', node: next, origin: 'wire' };
}

/** What the sender learns: the receiver's answer, unless that answer is lost on its own way (E-27). */
function settle(state: WalkState): { readonly verdict: Verdict; readonly lost: boolean; readonly reply?: Walk } {
  const said = state.verdict ?? { outcome: 'timeout', reason: 'no-route' };
  if (state.answered !== true) return { verdict: said, lost: false };
  const reply = walkReply(state);
  const lost = reply.verdict.outcome !== 'delivered';
  if (lost) return { verdict: reply.verdict, lost, reply };
  return said.outcome === 'delivered' ? { verdict: said, lost, reply } : { verdict: said, lost };
}

function closeWalk(state: WalkState, flow: Flow): Trace {
  const hops = closedHops(state);
  const { verdict, lost, reply } = settle(state);
  const { protocol, sourceIP, sourcePort, destinationIP, destinationPort } = state.sent ?? state.packet;
  return {
    flow,
    hops,
    verdict,
    via: state.via,
    tuple: { protocol, sourceIP, sourcePort, destinationIP, destinationPort },
    ...(lost || state.deliveredTo === undefined ? {} : { deliveredTo: state.deliveredTo }),
    ...(lost || state.sourceSeen === undefined ? {} : { sourceSeen: state.sourceSeen }),
    ...(state.snat ? { snat: state.snat } : {}),
    ...(state.dns ? { dns: state.dns } : {}),
    ...(state.http ? { http: state.http } : {}),
    ...(reply ? { reply } : {}),
  };
}
