// The next hop across the fabric: VNet, peering, gateway, headquarters, street. A fabric looks the destination up in its routes, and the packet
// goes to the next fabric, to a load balancer, to a node or to its receiver. Rules, B-13, B-23, B-28, F-1, F-2, F-5, E-27, E-40.
import type { NextHop } from '../dataplane/routes.ts';
import { isPlatform, type Owner } from '../dataplane/topology.ts';
import { formatIpv4 } from '../net/ipv4.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { deliverToHost } from './stageDeliver.ts';
import { leaveSite, leaveVnet } from './stageEgress.ts';
import { enterAppGateway, gatewayAt } from './stageAppGateway.ts';
import { enterLoadBalancer } from './stageLoadBalancer.ts';
import { meetSubnet } from './stageSubnet.ts';
import { enterPrivateEndpoint, enterSupplier, serviceEndpointOf } from './stageSupplier.ts';
import {
  addStep,
  answer,
  enter,
  type Location,
  refuseWalk,
  sourceAddress,
  stop,
  UNKNOWN_NODE,
  type WalkState,
} from './walkState.ts';

type Fabric = Extract<Location, { type: 'fabric' }>;

/** From a fabric to the next place; undefined ends the walk. */
export function crossFabric(state: WalkState, at: Fabric): Location | undefined {
  const { topology, deferred, placement } = state.dataplane;
  if (isQuestionToProxy(state, at)) return answerQuestion(state);
  const part = deferred.addresses.get(state.destination);
  if (part !== undefined) return refuseWalk(state, part);
  const owner = topology.ownerOutside(state.destination);
  if (owner.type === 'clusterIP') return notRoutable(state, at, 'serviceCidr');
  const hidden = placement.mode === 'overlay' || placement.mode === 'kubenet';
  if ((owner.type === 'pod' && hidden) || owner.type === 'podRange') return crossToHiddenPod(state, at, owner);
  if (at.from === 'internet') return crossStreet(state, at, owner);
  return at.from === 'site' ? crossSite(state, at, owner) : crossVnet(state, at, owner);
}

function crossStreet(state: WalkState, at: Fabric, owner: Owner): Location | undefined {
  const gateway = gatewayAt(state, 'internet');
  if (gateway) return enterAppGateway(state, gateway, 'internet');
  if (owner.type === 'frontend' && !owner.internal) {
    state.entered = { from: 'internet', name: 'internet', address: sourceAddress(state) };
    return throughLoadBalancer(state, false);
  }
  if (owner.type === 'host' && owner.host.kind === 'internetHost' && !isPlatform(owner.host.address))
    return deliverToHost(state, owner.host);
  if (owner.type === 'paas') return enterSupplier(state, owner.service);
  // Private addresses mean nothing on the street (B-28).
  const known = owner.type !== 'nobody' || state.dataplane.topology.vnetOf(state.destination) !== undefined;
  return known ? noRoute(state, at.name, formatIpv4(state.destination)) : nobody(state, at.name);
}

function crossSite(state: WalkState, at: Fabric, owner: Owner): Location | undefined {
  const { routes } = state.dataplane;
  const own = owner.type === 'host' && owner.host.kind === 'onPremisesHost' && owner.host.site === at.name;
  const hop: NextHop = own ? { type: 'local' } : routes.fromSite(at.name, state.destination);
  switch (hop.type) {
    case 'local':
      return own ? deliverToHost(state, owner.host) : nobody(state, at.name);
    case 'gateway':
      passGateway(state, { gateway: hop.gateway, to: hop.vnet, direction: 'in' });
      if (meetSubnet(state, gatewaySubnetOf(state, hop.vnet))) return undefined;
      state.entered = { from: 'site', name: at.name, address: sourceAddress(state) };
      return { type: 'fabric', from: 'vnet', name: hop.vnet };
    case 'internet':
      return leaveSite(state, at.name);
    default:
      return noRoute(state, at.name, state.dataplane.topology.vnetOf(state.destination) ?? 'internet');
  }
}

function crossVnet(state: WalkState, at: Fabric, owner: Owner): Location | undefined {
  if (isPlatform(state.destination) && owner.type === 'host') return deliverToHost(state, owner.host);
  const subnet = owner.type === 'paas' ? serviceEndpointOf(state, at.name, owner.service) : undefined;
  if (owner.type === 'paas' && subnet !== undefined) {
    const params = { subnet, service: owner.service.name };
    addStep(state, { type: 'route', effect: 'pass', code: 'route.serviceEndpoint', params, cites: ['E-35'] });
    return enterSupplier(state, owner.service, subnet);
  }
  const hop = state.dataplane.routes.fromVnet(at.name, state.destination);
  switch (hop.type) {
    case 'local':
      addStep(state, { type: 'route', effect: 'pass', code: 'route.vnet', params: { vnet: at.name }, cites: ['F-1'] });
      return arrive(state, at.name, owner);
    case 'peering':
      addStep(state, {
        type: 'route',
        effect: 'pass',
        code: 'route.peering',
        params: { vnet: at.name, remote: hop.vnet },
        cites: ['F-2', 'F-5'],
      });
      return arrive(state, hop.vnet, owner);
    case 'gateway':
      passGateway(state, { gateway: hop.gateway, to: hop.site, direction: 'out' });
      enter(state, { kind: 'onPremises', name: hop.site });
      state.via.push(hop.site);
      addStep(state, { type: 'route', effect: 'pass', code: 'route.site', params: { site: hop.site }, cites: ['F-1', 'F-2'] });
      return { type: 'fabric', from: 'site', name: hop.site };
    case 'internet':
      return leaveVnet(state, at.name);
    default:
      return noRoute(
        state,
        at.name,
        ownerVnet(state, owner) ?? state.dataplane.topology.siteOf(state.destination) ?? formatIpv4(state.destination),
      );
  }
}

/** A firewall answers names itself where it is told to (E-21). */
function isQuestionToProxy(state: WalkState, at: Fabric): boolean {
  const directory = state.dataplane.dns.directories.at(state.destination);
  const owner = state.dataplane.topology.ownerOutside(state.destination);
  if (directory?.type !== 'proxy' || owner.type !== 'nobody' || state.packet.destinationPort !== 53 || at.from !== 'vnet')
    return false;
  const hop = state.dataplane.routes.fromVnet(at.name, state.destination);
  return (hop.type === 'peering' ? hop.vnet : hop.type === 'local' ? at.name : undefined) === directory.virtualNetwork;
}

function answerQuestion(state: WalkState): undefined {
  answer(state, { outcome: 'delivered' });
  return undefined;
}

function ownerVnet(state: WalkState, owner: Owner): string | undefined {
  if (owner.type === 'host' && owner.host.kind === 'virtualMachine') return owner.host.site;
  return state.dataplane.topology.vnetOf(state.destination);
}

/** The destination's own network interface, in the VNet it is in. */
function arrive(state: WalkState, vnet: string, owner: Owner): Location | undefined {
  const { topology, placement } = state.dataplane;
  const gateway = gatewayAt(state, 'vnet');
  if (gateway?.virtualNetwork === vnet) return enterAppGateway(state, gateway, 'vnet');
  if (owner.type === 'frontend') return throughLoadBalancer(state, true);
  if (owner.type === 'privateEndpoint' && owner.endpoint.virtualNetwork === vnet) {
    watchReturn(state, vnet);
    return enterPrivateEndpoint(state, owner.endpoint);
  }
  if (
    owner.type === 'nobody' ||
    owner.type === 'clusterIP' ||
    owner.type === 'podRange' ||
    owner.type === 'privateEndpoint' ||
    owner.type === 'paas'
  )
    return nobody(state, vnet);
  if (owner.type === 'host' && (owner.host.kind !== 'virtualMachine' || owner.host.site !== vnet)) return nobody(state, vnet);
  const subnet =
    owner.type === 'node'
      ? placement.nodes[owner.node]?.subnet
      : owner.type === 'pod'
        ? topology.subnetOfPod(owner.pod)
        : topology.subnetOf(state.destination)?.name;
  if (meetSubnet(state, subnet)) return undefined;
  watchReturn(state, vnet);
  if (owner.type === 'host') return deliverToHost(state, owner.host);
  const node = owner.type === 'node' ? owner.node : (placement.pods[owner.pod]?.nodeIndex ?? UNKNOWN_NODE);
  return { type: 'node', node, origin: 'wire' };
}

function throughLoadBalancer(state: WalkState, internal: boolean): Location | undefined {
  const { placement } = state.dataplane;
  const next = enterLoadBalancer(state, internal);
  if (next?.type !== 'node') return next;
  if (meetSubnet(state, placement.nodes[next.node]?.subnet)) return undefined;
  watchReturn(state, placement.clusterVnet);
  return next;
}

/** The answer leaves this VNet by its routes; it is lost if they do not lead back to where the packet came in (E-27, E-41). */
function watchReturn(state: WalkState, vnet: string): void {
  const { entered } = state;
  if (!entered) return;
  const back = state.dataplane.routes.fromVnet(vnet, entered.address);
  const same = entered.from === 'internet' ? back.type === 'internet' : back.type === 'gateway' && back.site === entered.name;
  if (same) return;
  const to = back.type === 'gateway' ? back.site : back.type === 'peering' ? back.vnet : back.type;
  const rule: RuleRef =
    back.type === 'gateway'
      ? { object: `OnPremises/${back.site}`, field: 'advertisedRoutes' }
      : { object: `OnPremises/${entered.name}`, field: 'advertisedRoutes' };
  state.astray = { hop: state.hops.length, to, rule };
}

/** Overlay and kubenet addresses have no route outside the cluster; kubenet's own route table stands on the node subnet alone. */
function crossToHiddenPod(state: WalkState, at: Fabric, owner: Owner): Location | undefined {
  const { placement, topology } = state.dataplane;
  const reaches = placement.mode === 'overlay' && state.sender.type === 'host' && state.sender.host.reachesPods === true;
  const subnet = state.sender.type === 'host' && at.from === 'vnet' ? topology.subnetOf(sourceAddress(state))?.name : undefined;
  const neighbour =
    placement.mode === 'kubenet' && subnet !== undefined && placement.nodes.some((node) => node.subnet === subnet);
  const node = owner.type === 'pod' ? placement.pods[owner.pod]?.nodeIndex : undefined;
  if (!(neighbour || reaches) || node === undefined) return notRoutable(state, at, 'podCidr');
  if (meetSubnet(state, subnet)) return undefined;
  addStep(state, {
    type: 'route',
    effect: 'pass',
    code: 'route.otherNode',
    params: { node: placement.nodes[node]?.name ?? '', mode: placement.mode },
    cites: ['A-8', 'A-10'],
  });
  return { type: 'node', node, origin: 'wire' };
}

export function notRoutable(state: WalkState, at: { readonly name: string }, field: 'podCidr' | 'serviceCidr'): undefined {
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

function noRoute(state: WalkState, from: string, to: string): undefined {
  const isVnet = state.dataplane.placement.network.virtualNetworks.some((vnet) => vnet.name === from);
  const rule: RuleRef | undefined = isVnet ? { object: `VirtualNetwork/${from}`, field: 'peerings' } : undefined;
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
function nobody(state: WalkState, where: string): undefined {
  addStep(state, {
    type: 'deliver',
    effect: 'drop',
    code: 'deliver.nobody',
    params: { address: formatIpv4(state.destination), where },
    cites: ['F-4'],
  });
  stop(state, 'timeout', 'no-route');
  return undefined;
}

function passGateway(
  state: WalkState,
  pass: { readonly gateway: string; readonly to: string; readonly direction: 'in' | 'out' },
): void {
  enter(state, { kind: 'virtualNetworkGateway', name: pass.gateway });
  state.via.push(pass.gateway);
  addStep(state, {
    type: 'route',
    effect: 'pass',
    code: 'route.gateway',
    params: { gateway: pass.gateway, to: pass.to, direction: pass.direction },
    cites: ['F-2', 'F-5'],
  });
}

function gatewaySubnetOf(state: WalkState, vnet: string): string | undefined {
  return state.dataplane.placement.network.virtualNetworks
    .find((item) => item.name === vnet)
    ?.subnets.find((item) => item.name === 'GatewaySubnet')?.name;
}
