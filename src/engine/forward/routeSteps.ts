// Steps that say which route was taken, and the ends of a walk that a route brings about. Rules: F-1…F-5, A-7, A-8, A-9.
import type { EffectiveRoute } from '../dataplane/routeTypes.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { formatCidr, formatIpv4 } from '../net/ipv4.ts';
import { addStep, enter, stop, UNKNOWN_NODE, type WalkState } from './walkState.ts';

/** A route of the player's own decided: said before what follows from it. */
export function sayUserRoute(state: WalkState, route: EffectiveRoute): void {
  if (route.kind !== 'user') return;
  addStep(state, {
    type: 'route',
    effect: 'pass',
    code: 'route.user',
    params: userParams(state, route),
    cites: ['F-2', 'F-3'],
    rule: route.rule,
  });
}

function userParams(state: WalkState, route: EffectiveRoute): Readonly<Record<string, string>> {
  const { hop } = route;
  const next = hop.type === 'appliance' ? formatIpv4(hop.address) : hop.type === 'peering' ? hop.vnet : hop.type;
  return {
    table: route.rule.object.slice(route.rule.object.indexOf('/') + 1),
    route: route.name ?? '',
    prefix: formatCidr(route.prefix),
    address: formatIpv4(state.destination),
    next,
  };
}

/** A route of the player's own to None (F-3). */
export function nextHopNone(state: WalkState, route: EffectiveRoute): undefined {
  addStep(state, {
    type: 'route',
    effect: 'drop',
    code: 'route.userNone',
    params: userParams(state, route),
    cites: ['F-2', 'F-3'],
    rule: route.rule,
  });
  stop(state, 'timeout', 'next-hop-none', route.rule);
  return undefined;
}

/** The next hop is not there, or does not pass anything on: a black hole, and no other route is tried (F-4). */
export function nextHopUnreachable(
  state: WalkState,
  route: EffectiveRoute,
  why: { readonly code: 'route.blackHole' | 'route.noForwarding' | 'route.noGateway'; readonly rule?: RuleRef },
): undefined {
  const rule = why.rule ?? route.rule;
  addStep(state, {
    type: 'route',
    effect: 'drop',
    code: why.code,
    params: userParams(state, route),
    cites: ['F-3', 'F-4'],
    rule,
  });
  stop(state, 'timeout', 'next-hop-unreachable', rule);
  return undefined;
}

/** A peering that does not take what its other side only passes on (F-5). */
export function forwardedOff(state: WalkState, from: string, to: string): undefined {
  const peering = state.dataplane.routes.peers.vnets.get(to)?.peerings?.find((item) => item.remoteVirtualNetwork === from);
  const rule = { object: `VirtualNetwork/${to}`, field: `peerings[${peering?.name ?? from}].allowForwardedTraffic` };
  const params = { from, to, source: state.packet.sourceIP };
  addStep(state, { type: 'route', effect: 'drop', code: 'route.forwardedOff', params, cites: ['F-5'], rule });
  stop(state, 'timeout', 'no-route', rule);
  return undefined;
}

/** kubenet: the subnet has a table, and it lacks the route to the pod's node. */
function noNodeRoute(state: WalkState, table: string, pod: number): undefined {
  const { placement } = state.dataplane;
  const node = placement.nodes[placement.pods[pod]?.nodeIndex ?? UNKNOWN_NODE];
  const rule = { object: `RouteTable/${table}`, field: 'routes' };
  const params = { table, node: node?.name ?? '', range: node?.podCidr ?? '', to: formatIpv4(state.destination) };
  addStep(state, { type: 'route', effect: 'drop', code: 'route.noNodeRoute', params, cites: ['A-8', 'A-10', 'A-11'], rule });
  stop(state, 'timeout', 'no-route', rule);
  return undefined;
}

export function notRoutable(
  state: WalkState,
  at: { readonly name: string; readonly subnet?: string | undefined },
  field: 'podCidr' | 'serviceCidr',
): undefined {
  const { placement, topology, routes } = state.dataplane;
  const owner = topology.ownerOutside(state.destination);
  const subnet = routes.peers.vnets.get(at.name)?.subnets.find(({ name }) => name === at.subnet);
  if (placement.mode === 'kubenet' && owner.type === 'pod' && subnet?.routeTable !== undefined)
    return noNodeRoute(state, subnet.routeTable, owner.pod);
  const rule: RuleRef = {
    object: `ManagedCluster/${state.dataplane.placement.cluster?.name ?? ''}`,
    field: `networkProfile.${field}`,
  };
  const cites = field === 'podCidr' ? ['A-7', 'A-8', 'A-9'] : ['SVC18', 'B-1'];
  addStep(state, {
    type: 'route',
    effect: 'drop',
    code: 'route.notRoutable',
    params: { from: at.name, to: formatIpv4(state.destination), field },
    cites,
    rule,
  });
  stop(state, 'timeout', 'no-route', rule);
  return undefined;
}

export function noRoute(state: WalkState, from: string, to: string): undefined {
  const isVnet = state.dataplane.routes.peers.vnets.has(from);
  const isSite = state.dataplane.placement.network.onPremises?.some(({ name }) => name === from) === true;
  const rule: RuleRef | undefined = isVnet
    ? { object: `VirtualNetwork/${from}`, field: 'peerings' }
    : isSite && to === 'internet'
      ? { object: `OnPremises/${from}`, field: 'internetEgress' }
      : undefined;
  addStep(state, {
    type: 'route',
    effect: 'drop',
    code: 'route.none',
    params: { from, to, address: formatIpv4(state.destination) },
    cites: ['F-1', 'F-5'],
    rule,
  });
  stop(state, 'timeout', 'no-route', rule);
  return undefined;
}

/** An address that nobody has: the packet is carried there, and nobody answers. */
export function nobody(state: WalkState, where: string): undefined {
  const address = formatIpv4(state.destination);
  const question = state.dns?.question ?? '';
  const record = state.dns?.answers.includes(address) === true ? state.record : undefined;
  addStep(state, {
    type: 'deliver',
    effect: 'drop',
    ...(record ? { code: 'deliver.stale', cites: ['F-4', 'B-24'] } : { code: 'deliver.nobody', cites: ['F-4'] }),
    params: { address, where, question, object: record?.object ?? '', field: record?.field ?? '' },
    rule: record,
  });
  stop(state, 'timeout', 'no-route', record);
  return undefined;
}

export function passGateway(
  state: WalkState,
  pass: { readonly gateway: string; readonly to: string; readonly direction: 'in' | 'out'; readonly rule?: RuleRef | undefined },
): void {
  enter(state, { kind: 'virtualNetworkGateway', name: pass.gateway });
  state.via.push(pass.gateway);
  addStep(state, {
    type: 'route',
    effect: 'pass',
    code: 'route.gateway',
    params: { gateway: pass.gateway, to: pass.to, direction: pass.direction },
    cites: ['F-2', 'F-5'],
    rule: pass.rule,
  });
}
