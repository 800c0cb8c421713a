// One walk: from the sender's own name for its goal, through each place's stages, to a verdict. A place visited twice too often is a loop.
// Rules: aks.md 0.1 (order of decision), PW4–PW16, A-3, NP8 (replies), SVC18.
import type { Dataplane } from '../dataplane/dataplane.ts';
import { formatIpv4, type Ipv4 } from '../net/ipv4.ts';
import { type Refusal, refuse } from './answer.ts';
import { findSender, findTarget, placeOfSender, type Sender, type Target } from './ends.ts';
import { resolveName } from './lookupStage.ts';
import { NODE_STAGES, ownerNow } from './pipeline.ts';
import { walkReply } from './reply.ts';
import { deliverToPodOrNode } from './stageDeliver.ts';
import { crossFabric, podOutOfReach } from './stageRoute.ts';
import { refuseEmpty } from './stageService.ts';
import { usableAnywhere } from '../dataplane/services.ts';
import type { Flow, Trace, Verdict } from './trace.ts';
import { addStep, type Chooser, closedHops, enter, type Location, stop, type WalkState } from './walkState.ts';

const MOST_MOVES = 32;
const CLIENT_PORT = 40_000;

export type WalkResult = { readonly ok: true; readonly trace: Trace } | Refusal;

export function walkFlow(dataplane: Dataplane, flow: Flow, choose: Chooser): WalkResult {
  const sender = findSender(dataplane, flow.from);
  if (!sender.ok) return sender;
  const target = findTarget(dataplane, flow);
  if (!target.ok) return target;
  const state = openWalk(dataplane, sender.value, target.value, choose);
  enter(state, placeOfSender(dataplane, sender.value));
  const unsupported = findDeferred(dataplane, sender.value);
  if (unsupported) return unsupported;
  if (setDestination(state, target.value)) {
    const code = sender.value.type === 'pod' ? 'send.pod' : sender.value.type === 'node' ? 'send.node' : 'send.host';
    addStep(state, {
      type: 'send',
      effect: 'pass',
      code,
      params: { from: flow.from, to: flow.to, address: formatIpv4(state.destination), port: state.packet.destinationPort },
      cites: ['A-3'],
    });
    let at: Location | undefined = firstLocation(state);
    for (let moves = 0; at !== undefined && !state.verdict && !state.refusal; moves++) {
      if (moves > MOST_MOVES) throw new Error('a walk that does not end');
      at = visit(state, at);
    }
  }
  if (state.refusal) return state.refusal;
  return { ok: true, trace: closeWalk(state, flow) };
}

function openWalk(dataplane: Dataplane, sender: Sender, target: Target, choose: Chooser): WalkState {
  const pod = sender.type === 'pod' ? dataplane.placement.pods[sender.pod] : undefined;
  const node = sender.type === 'node' ? dataplane.placement.nodes[sender.node] : undefined;
  const address = pod?.address ?? node?.address ?? (sender.type === 'host' ? sender.host.address : 0);
  const http =
    target.type === 'name' && target.scheme
      ? { http: { scheme: target.scheme, host: target.name, path: target.path ?? '/' } }
      : {};
  return {
    dataplane,
    sender,
    choose,
    packet: {
      protocol: target.protocol,
      sourceIP: formatIpv4(address),
      sourcePort: CLIENT_PORT,
      destinationIP: '',
      destinationPort: target.port,
      ...http,
    },
    destination: 0,
    hops: [],
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
  };
}

/** Where the sender writes to. False when there is no such address: the walk has its verdict then. */
function setDestination(state: WalkState, target: Target): boolean {
  const aim = (address: Ipv4): boolean => {
    state.destination = address;
    state.packet = { ...state.packet, destinationIP: formatIpv4(address) };
    return true;
  };
  if (target.type === 'address') return aim(target.address);
  if (target.type === 'pod') {
    const pod = state.dataplane.placement.pods[target.pod];
    if (pod?.address !== undefined) return aim(pod.address);
    addStep(state, {
      type: 'deliver',
      effect: 'drop',
      code: 'deliver.nobody',
      params: { address: '', where: pod?.name ?? '' },
      cites: ['SVC2'],
    });
    stop(state, 'timeout', 'node-not-ready');
    return false;
  }
  if (target.type === 'service') return aimAtService(state, target, aim);
  const address = resolveName(state, target.name);
  return address !== undefined && aim(address);
}

/** `ns/service:port`: its ClusterIP from inside, its frontend from outside; a headless Service is its pods (SVC22). */
function aimAtService(state: WalkState, target: Extract<Target, { type: 'service' }>, aim: (address: Ipv4) => boolean): boolean {
  const table = state.dataplane.services.byKey.get(target.key);
  if (!table) return false;
  if (table.service.spec.type === 'ExternalName') {
    const address = resolveName(state, `${table.service.metadata.name}.${table.service.metadata.namespace}.svc.cluster.local.`);
    return address !== undefined && aim(address);
  }
  if (state.sender.type === 'host' && table.externalIP !== undefined) return aim(table.externalIP);
  if (!table.headless) return table.clusterIP !== undefined && aim(table.clusterIP);
  const port = table.ports.find((item) => item.spec.port === target.port) ?? table.ports[0];
  const ready = port ? usableAnywhere(port) : [];
  if (ready.length === 0) {
    refuseEmpty(state, table);
    return false;
  }
  const chosen = ready[state.choose(ready.length, `headless ${table.key}`)];
  return chosen !== undefined && aim(chosen.address);
}

function firstLocation(state: WalkState): Location {
  const { sender, dataplane } = state;
  if (sender.type === 'pod') {
    const pod = dataplane.placement.pods[sender.pod];
    // A pod that a record places on no known node still sends: from its own address, straight to the fabric.
    if (pod?.nodeIndex === undefined) return { type: 'fabric', from: 'vnet', name: dataplane.placement.clusterVnet };
    return { type: 'node', node: pod.nodeIndex, origin: pod.hostNetwork ? 'process' : 'pod' };
  }
  if (sender.type === 'node') return { type: 'node', node: sender.node, origin: 'process' };
  const from = sender.host.kind === 'virtualMachine' ? 'vnet' : sender.host.kind === 'onPremisesHost' ? 'site' : 'internet';
  return { type: 'fabric', from, name: from === 'internet' ? 'internet' : sender.host.site };
}

function visit(state: WalkState, at: Location): Location | undefined {
  if (at.type === 'fabric') {
    const owner = ownerNow(state);
    const hidden =
      owner.type === 'pod' && (state.dataplane.placement.mode === 'overlay' || state.dataplane.placement.mode === 'kubenet');
    if (hidden && state.sender.type === 'host') return podOutOfReach(state, at);
    return crossFabric(state, at, owner);
  }
  const { placement } = state.dataplane;
  const node = placement.nodes[at.node];
  enter(state, { kind: 'node', name: node?.name ?? '' });
  for (const stage of NODE_STAGES) {
    stage(state, at);
    if (state.verdict) return undefined;
  }
  const owner = ownerNow(state);
  const here =
    (owner.type === 'pod' && placement.pods[owner.pod]?.nodeIndex === at.node) ||
    (owner.type === 'node' && owner.node === at.node);
  if (here) {
    deliverToPodOrNode(state, owner);
    return undefined;
  }
  return leaveNode(state, at.node, owner);
}

/** From here on a policy elsewhere sees what the wire shows: the node, if the node has stamped the packet. */
function leaveNode(state: WalkState, index: number, owner: ReturnType<typeof ownerNow>): Location | undefined {
  const { placement } = state.dataplane;
  const node = placement.nodes[index];
  if (node?.address !== undefined && state.packet.sourceIP === node.ip)
    state.peer = { type: 'node', node: index, address: node.address };
  state.masquerade = undefined;
  const next = owner.type === 'pod' ? placement.pods[owner.pod]?.nodeIndex : owner.type === 'node' ? owner.node : undefined;
  if (next !== undefined) {
    const cites = placement.mode === 'kubenet' ? ['A-10'] : placement.mode === 'overlay' ? ['A-14'] : ['A-3'];
    addStep(state, {
      type: 'route',
      effect: 'pass',
      code: 'route.otherNode',
      params: { node: placement.nodes[next]?.name ?? '', mode: placement.mode },
      cites,
    });
    return { type: 'node', node: next, origin: 'wire' };
  }
  return { type: 'fabric', from: 'vnet', name: placement.clusterVnet };
}

/** Parts of the world that this engine does not walk yet and that stand on this sender's way out. */
function findDeferred(dataplane: Dataplane, sender: Sender): Refusal | undefined {
  const { network, clusterVnet, cluster } = dataplane.placement;
  const subnets = network.virtualNetworks.flatMap((vnet) => vnet.subnets);
  const pools = new Set(cluster?.agentPoolProfiles.flatMap((pool) => [pool.vnetSubnet, pool.podSubnet]) ?? []);
  const names =
    sender.type === 'host'
      ? subnets.map((subnet) => subnet.name)
      : subnets.filter((subnet) => pools.has(subnet.name)).map((subnet) => subnet.name);
  for (const subnet of subnets.filter((item) => names.includes(item.name))) {
    const part =
      subnet.networkSecurityGroup !== undefined
        ? 'networkSecurityGroups'
        : subnet.routeTable !== undefined
          ? 'routeTables'
          : subnet.natGateway !== undefined
            ? 'natGateways'
            : (subnet.serviceEndpoints ?? []).length > 0
              ? 'serviceEndpoints'
              : undefined;
    if (part !== undefined) return refuse('unsupported', { part, subnet: subnet.name });
  }
  const dnsServers = network.virtualNetworks.find((vnet) => vnet.name === clusterVnet)?.dnsServers ?? [];
  if (dnsServers.length > 0) return refuse('unsupported', { part: 'dnsServers', subnet: clusterVnet });
  return undefined;
}

/**
 * In by the public load balancer, and the default route learned from headquarters takes the answer over the bridge: the balancer never
 * sees it, and the street hears nothing (E-27, E-41).
 */
function answeredElsewhere(state: WalkState): boolean {
  const { placement, topology } = state.dataplane;
  const byFrontDoor =
    state.sender.type === 'host' && state.sender.host.kind === 'internetHost' && state.via.includes('lb:kubernetes');
  return byFrontDoor && state.verdict?.outcome === 'delivered' && topology.defaultRouteOf(placement.clusterVnet) !== undefined;
}

function closeWalk(state: WalkState, flow: Flow): Trace {
  const verdict: Verdict = answeredElsewhere(state)
    ? { outcome: 'timeout', reason: 'asymmetric-return' }
    : (state.verdict ?? { outcome: 'timeout', reason: 'no-route' });
  const hops = closedHops(state);
  const reply = verdict.outcome === 'delivered' ? walkReply(hops) : undefined;
  const { protocol, sourceIP, sourcePort, destinationIP, destinationPort } =
    hops[0]?.steps[hops[0].steps.length - 1]?.after ?? state.packet;
  return {
    flow,
    hops,
    verdict,
    via: state.via,
    tuple: { protocol, sourceIP, sourcePort, destinationIP, destinationPort },
    ...(state.deliveredTo === undefined ? {} : { deliveredTo: state.deliveredTo }),
    ...(state.sourceSeen === undefined ? {} : { sourceSeen: state.sourceSeen }),
    ...(state.snat ? { snat: state.snat } : {}),
    ...(state.dns ? { dns: state.dns } : {}),
    ...(reply ? { reply } : {}),
  };
}
