// Across a VNet: the effective route of the subnet the packet leaves, and what its next hop is. At the end the receiver's own interface.
// Rules, B-23, F-1…F-5, E-14, E-32, E-40.
import type { RuleRef } from '../model/ruleRef.ts';
import { isPlatform, type Owner } from '../dataplane/topology.ts';
import type { EffectiveRoute } from '../dataplane/routeTypes.ts';
import { formatIpv4 } from '../net/ipv4.ts';
import {
  forwardedOff,
  nextHopNone,
  nextHopUnreachable,
  nobody,
  noRoute,
  notRoutable,
  passGateway,
  sayUserRoute,
} from './routeSteps.ts';
import { mayCross, toAppliance } from './stageAppliance.ts';
import { enterAppGateway, gatewayAt } from './stageAppGateway.ts';
import { deliverToHost } from './stageDeliver.ts';
import { leaveVnet } from './stageEgress.ts';
import { throughLoadBalancer } from './stageLoadBalancer.ts';
import { enterPrivateDoor } from './stagePrivate.ts';
import { enterSubnet } from './stageSubnet.ts';
import { addStep, answer, arriveAt, depart, enter, type Location, UNKNOWN_NODE, type WalkState } from './walkState.ts';

type Fabric = Extract<Location, { type: 'fabric' }>;

export function crossVnet(state: WalkState, at: Fabric): Location | undefined {
  const { topology, routes } = state.dataplane;
  const owner = topology.ownerOutside(state.destination);
  if (isPlatform(state.destination) && owner.type === 'host') return deliverToHost(state, owner.host);
  const route = routes.find({ vnet: at.name, subnet: at.subnet }, state.destination);
  if (!route) return noRoute(state, at.name, formatIpv4(state.destination));
  const hidden = route.source === 'Default' && (route.kind === 'none' || route.kind === 'internet') && hiddenRange(state, owner);
  // AGIC's gateway is let into Overlay (C-19).
  if (hidden === 'podCidr' && owner.type === 'pod' && reachesPods(state)) return toNode(state, owner.pod);
  return hidden ? notRoutable(state, at, hidden) : follow(state, at, route);
}

function reachesPods({ sender, dataplane }: WalkState): boolean {
  return dataplane.placement.mode === 'overlay' && sender.type === 'host' && sender.host.reachesPods === true;
}

function toNode(state: WalkState, pod: number): Location | undefined {
  const { placement, topology } = state.dataplane;
  const node = placement.pods[pod]?.nodeIndex ?? UNKNOWN_NODE;
  const subnet = topology.subnetOfPod(pod);
  const params = { node: placement.nodes[node]?.name ?? '', mode: placement.mode };
  addStep(state, { type: 'route', effect: 'pass', code: 'route.otherNode', params, cites: ['C-19', 'A-14'] });
  if (enterSubnet(state, { vnet: placement.clusterVnet, subnet, node })) return undefined;
  return { type: 'node', node, origin: 'wire' };
}

/** Addresses that only the cluster knows: of pods in Overlay and kubenet, and of Services (A-7, SVC18). */
export function hiddenRange(state: WalkState, owner: Owner): 'podCidr' | 'serviceCidr' | undefined {
  const { mode } = state.dataplane.placement;
  if (owner.type === 'clusterIP') return 'serviceCidr';
  if (owner.type === 'podRange') return 'podCidr';
  return owner.type === 'pod' && (mode === 'overlay' || mode === 'kubenet') ? 'podCidr' : undefined;
}

function follow(state: WalkState, at: Fabric, route: EffectiveRoute): Location | undefined {
  const { topology, routes } = state.dataplane;
  const { hop } = route;
  switch (hop.type) {
    case 'local':
      sayUserRoute(state, route);
      return arrive(state, at.name, () => sayLocal(state, at.name));
    case 'peering':
      if (!mayCross(state, at, hop.vnet)) return forwardedOff(state, at.name, hop.vnet);
      return arrive(state, hop.vnet, () =>
        addStep(state, {
          type: 'route',
          effect: 'pass',
          code: 'route.peering',
          params: { vnet: at.name, remote: hop.vnet },
          cites: ['F-2', 'F-5'],
        }),
      );
    case 'appliance':
      return toAppliance(state, at, route);
    case 'gateway':
    case 'anyGateway': {
      sayUserRoute(state, route);
      const gateway = hop.type === 'gateway' ? hop : routes.throughGateway(at.name, state.destination);
      // A route that was announced; one of a table has said its own step.
      const rule = route.kind === 'bgp' ? route.rule : undefined;
      return gateway ? toSite(state, gateway, rule) : nextHopUnreachable(state, route, { code: 'route.noGateway' });
    }
    case 'internet':
      sayUserRoute(state, route);
      return leaveVnet(state, at);
    case 'privateEndpoint':
    case 'serviceEndpoint':
      return enterPrivateDoor(state, at, hop);
    case 'none': {
      if (route.kind === 'user') return nextHopNone(state, route);
      const where = topology.vnetOf(state.destination) ?? topology.siteOf(state.destination);
      return noRoute(state, at.name, where ?? formatIpv4(state.destination));
    }
  }
}

function sayLocal(state: WalkState, vnet: string): void {
  const { topology, placement } = state.dataplane;
  const owner = topology.ownerInside(state.destination);
  const node =
    owner.type === 'node'
      ? owner.node
      : owner.type === 'pod'
        ? (placement.pods[owner.pod]?.nodeIndex ?? UNKNOWN_NODE)
        : undefined;
  // Between the cluster's own nodes.
  if (node !== undefined && state.lastNode !== undefined) {
    const params = { node: placement.nodes[node]?.name ?? '?', mode: placement.mode };
    addStep(state, { type: 'route', effect: 'pass', code: 'route.otherNode', params, cites: ['A-3'] });
  } else addStep(state, { type: 'route', effect: 'pass', code: 'route.vnet', params: { vnet }, cites: ['F-1'] });
}

function toSite(
  state: WalkState,
  { gateway, site }: { readonly gateway: string; readonly site: string },
  rule?: RuleRef,
): Location {
  passGateway(state, { gateway, to: site, direction: 'out', rule });
  arriveAt(state, { type: 'site', site });
  enter(state, { kind: 'onPremises', name: site });
  state.via.push(site);
  addStep(state, { type: 'route', effect: 'pass', code: 'route.site', params: { site }, cites: ['F-1', 'F-2'] });
  depart(state);
  return { type: 'fabric', from: 'site', name: site };
}

/** A firewall answers names itself where it is told to (E-21). */
function isQuestionToProxy({ dataplane, destination, packet }: WalkState, vnet: string): boolean {
  const directory = dataplane.dns.directories.at(destination);
  return directory?.type === 'proxy' && packet.destinationPort === 53 && directory.virtualNetwork === vnet;
}

/** The destination's own network interface, in the VNet it is in. `say` tells the way there. */
function arrive(state: WalkState, vnet: string, say: () => void): Location | undefined {
  const { topology, placement } = state.dataplane;
  say();
  const gateway = gatewayAt(state, 'vnet');
  if (gateway?.virtualNetwork === vnet) return enterAppGateway(state, gateway, 'vnet');
  const owner = topology.ownerOutside(state.destination);
  if (owner.type === 'frontend') return throughLoadBalancer(state, true);
  if (owner.type === 'privateEndpoint' && owner.endpoint.virtualNetwork === vnet)
    return enterPrivateDoor(
      state,
      { type: 'fabric', from: 'vnet', name: vnet },
      { type: 'privateEndpoint', name: owner.endpoint.name },
    );
  if (isQuestionToProxy(state, vnet)) {
    answer(state, { outcome: 'delivered' });
    return undefined;
  }
  if (owner.type !== 'host' && owner.type !== 'node' && owner.type !== 'pod') return nobody(state, vnet);
  if (owner.type === 'host') {
    if (owner.host.kind !== 'virtualMachine' || owner.host.site !== vnet) return nobody(state, vnet);
    const subnet = topology.subnetOf(state.destination)?.name;
    if (enterSubnet(state, { vnet, subnet, machine: owner.host.name })) return undefined;
    arriveAt(state, { type: 'vnet', vnet, subnet });
    return deliverToHost(state, owner.host);
  }
  const node = owner.type === 'node' ? owner.node : (placement.pods[owner.pod]?.nodeIndex ?? UNKNOWN_NODE);
  const subnet = owner.type === 'node' ? placement.nodes[owner.node]?.subnet : topology.subnetOfPod(owner.pod);
  if (enterSubnet(state, { vnet, subnet, node })) return undefined;
  arriveAt(state, { type: 'vnet', vnet, subnet });
  return { type: 'node', node, origin: 'wire' };
}
