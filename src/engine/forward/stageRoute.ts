// The next hop: from a node, or across the fabric (VNet, peering, gateway, headquarters, street). This slice knows system routes only.
// Rules, B-13, B-23, B-28, C30, E-1, E-14, F-1, F-5.
import type { Owner } from '../dataplane/topology.ts';
import { formatIpv4 } from '../net/ipv4.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { enterLoadBalancer } from './stageLoadBalancer.ts';
import { addStep, enter, type Location, stop, type WalkState, withSource } from './walkState.ts';

type Fabric = Extract<Location, { type: 'fabric' }>;

/** Which VNet's, site's or street's fabric a packet is on, and where it goes from there. Undefined ends the walk. */
export function crossFabric(state: WalkState, at: Fabric, owner: Owner): Location | undefined {
  const { topology } = state.dataplane;
  if (owner.type === 'clusterIP') return notRoutable(state, at, 'serviceCidr');
  const vnet = vnetOfOwner(state, owner);
  if (at.from === 'internet') {
    if (owner.type === 'frontend' && !owner.internal) return enterLoadBalancer(state, false);
    if (owner.type === 'host' && owner.host.kind === 'internetHost') return deliverToHost(state, owner);
    return noRoute(state, at.name, 'internet');
  }
  if (at.from === 'site') return crossFromSite(state, at, owner, vnet);
  if (vnet !== undefined) {
    if (vnet !== at.name && !topology.peered(at.name, vnet)) return noRoute(state, at.name, vnet);
    if (vnet !== at.name) route(state, 'route.peering', { vnet: at.name, remote: vnet }, ['F-5']);
    return arrive(state, owner, at);
  }
  if (owner.type === 'podRange') return notRoutable(state, at, 'podCidr');
  if (owner.type === 'site' || (owner.type === 'host' && owner.host.kind === 'onPremisesHost')) {
    const site = owner.type === 'site' ? owner.site : owner.host.site;
    const gateway = topology.gatewayTo(at.name, site);
    if (gateway === undefined) return noRoute(state, at.name, site);
    passGateway(state, gateway, site, 'out');
    enter(state, { kind: 'onPremises', name: site });
    state.via.push(site);
    route(state, 'route.site', { site }, ['F-1']);
    return owner.type === 'host' ? deliverToHost(state, owner) : nobody(state, site);
  }
  return leaveToInternet(state, at, owner);
}

function crossFromSite(state: WalkState, at: Fabric, owner: Owner, vnet: string | undefined): Location | undefined {
  const { topology, placement } = state.dataplane;
  if (owner.type === 'host' && owner.host.kind === 'onPremisesHost' && owner.host.site === at.name)
    return deliverToHost(state, owner);
  const target = vnet ?? (owner.type === 'podRange' ? placement.clusterVnet : undefined);
  if (target !== undefined) {
    const gateway = topology.gatewayTo(target, at.name);
    if (gateway === undefined) return noRoute(state, at.name, target);
    passGateway(state, gateway, target, 'in');
    if (owner.type === 'podRange') return notRoutable(state, at, 'podCidr');
    return arrive(state, owner, at);
  }
  const site = placement.network.onPremises?.find((item) => item.name === at.name);
  if (site?.internetEgress === false) return noRoute(state, at.name, 'internet');
  enter(state, { kind: 'internet', name: 'internet' });
  route(state, 'route.internet', { device: at.name }, ['F-1']);
  if (owner.type === 'frontend' && !owner.internal) return enterLoadBalancer(state, false);
  return owner.type === 'host' ? deliverToHost(state, owner) : nobody(state, 'internet');
}

/** The VNet an owner sits in; pods count where their addresses are routable. */
function vnetOfOwner(state: WalkState, owner: Owner): string | undefined {
  const { placement, topology } = state.dataplane;
  switch (owner.type) {
    case 'node':
      return placement.clusterVnet;
    case 'pod':
      return placement.mode === 'overlay' || placement.mode === 'kubenet' ? undefined : placement.clusterVnet;
    case 'frontend':
      return owner.internal ? (owner.subnet?.virtualNetwork ?? placement.clusterVnet) : undefined;
    case 'host':
      return owner.host.kind === 'virtualMachine' ? owner.host.site : undefined;
    case 'vnet':
      return owner.vnet;
    default:
      return topology.vnetOf(state.destination);
  }
}

function arrive(state: WalkState, owner: Owner, at: Fabric): Location | undefined {
  const { placement } = state.dataplane;
  if (owner.type === 'frontend') return enterLoadBalancer(state, true);
  if (owner.type === 'host') return deliverToHost(state, owner);
  if (owner.type === 'node') return { type: 'node', node: owner.node, origin: 'wire' };
  if (owner.type === 'pod') {
    const node = placement.pods[owner.pod]?.nodeIndex;
    return node === undefined ? nobody(state, at.name) : { type: 'node', node, origin: 'wire' };
  }
  return nobody(state, at.name);
}

/** A pod that nobody outside can ring: overlay and kubenet addresses have no route in the VNet. */
export function podOutOfReach(state: WalkState, at: Fabric): undefined {
  return notRoutable(state, at, 'podCidr');
}

function notRoutable(state: WalkState, at: Fabric, field: 'podCidr' | 'serviceCidr'): undefined {
  const rule: RuleRef = {
    object: `ManagedCluster/${state.dataplane.placement.cluster?.name ?? ''}`,
    field: `networkProfile.${field}`,
  };
  addStep(state, {
    type: 'route',
    effect: 'drop',
    code: 'route.notRoutable',
    params: { from: at.name, to: formatIpv4(state.destination), field },
    cites: field === 'podCidr' ? ['A-7', 'A-8'] : ['SVC18'],
    rule,
  });
  stop(state, 'timeout', 'no-route', rule);
  return undefined;
}

function noRoute(state: WalkState, from: string, to: string): undefined {
  // The street has no object to blame: private addresses are simply not routed there (B-28).
  const vnet = state.dataplane.placement.network.virtualNetworks.find((item) => item.name === from);
  const rule: RuleRef | undefined = vnet ? { object: `VirtualNetwork/${from}`, field: 'peerings' } : undefined;
  addStep(state, {
    type: 'route',
    effect: 'drop',
    code: 'route.none',
    params: { from, to, address: formatIpv4(state.destination) },
    cites: vnet ? ['F-1', 'F-5'] : ['B-28'],
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

function passGateway(state: WalkState, gateway: string, to: string, direction: 'in' | 'out'): void {
  enter(state, { kind: 'virtualNetworkGateway', name: gateway });
  state.via.push(gateway);
  route(state, 'route.gateway', { gateway, to, direction }, ['F-1', 'F-5']);
}

function route(
  state: WalkState,
  code: 'route.peering' | 'route.gateway' | 'route.site' | 'route.internet' | 'route.vnet',
  params: Record<string, string>,
  cites: readonly string[],
): void {
  addStep(state, { type: 'route', effect: 'pass', code, params, cites });
}

export function deliverToHost(state: WalkState, owner: Extract<Owner, { type: 'host' }>): undefined {
  const { host } = owner;
  enter(state, { kind: host.kind, name: host.name });
  const listens = host.ports.some(
    (port) => port.port === state.packet.destinationPort && port.protocol === state.packet.protocol,
  );
  if (!listens) {
    addStep(state, {
      type: 'deliver',
      effect: 'refuse',
      code: 'deliver.notListening',
      params: { receiver: host.name, port: state.packet.destinationPort, protocol: state.packet.protocol },
      cites: ['H-7'],
    });
    stop(state, 'refused', 'not-listening');
    return undefined;
  }
  const prefix = host.kind === 'virtualMachine' ? 'vm' : host.kind === 'onPremisesHost' ? 'onprem' : 'internet';
  state.deliveredTo = `${prefix}:${host.name}`;
  state.sourceSeen = state.packet.sourceIP;
  addStep(state, {
    type: 'deliver',
    effect: 'deliver',
    code: 'deliver.host',
    params: { receiver: host.name, source: state.packet.sourceIP },
    cites: ['A-3'],
  });
  stop(state, 'delivered');
  return undefined;
}

/** Forced tunnelling: over the bridge first; whether it leaves from there is headquarters' own affair. */
function leaveThroughSite(
  state: WalkState,
  tunnel: { readonly site: string; readonly gateway: string },
  owner: Owner,
): Location | undefined {
  passGateway(state, tunnel.gateway, tunnel.site, 'out');
  enter(state, { kind: 'onPremises', name: tunnel.site });
  state.via.push(tunnel.site);
  route(state, 'route.site', { site: tunnel.site }, ['E-40']);
  const site = state.dataplane.placement.network.onPremises?.find((item) => item.name === tunnel.site);
  if (site?.internetEgress === false) return noRoute(state, tunnel.site, 'internet');
  enter(state, { kind: 'internet', name: 'internet' });
  route(state, 'route.internet', { device: tunnel.site }, ['E-40']);
  if (owner.type === 'host') return deliverToHost(state, owner);
  if (owner.type === 'frontend' && !owner.internal) return enterLoadBalancer(state, false);
  return nobody(state, 'internet');
}

/** Out to the street: the cluster's nodes through their outbound type, other machines by the VNet's own egress. */
function leaveToInternet(state: WalkState, at: Fabric, owner: Owner): Location | undefined {
  const { placement } = state.dataplane;
  const fromCluster = state.sender.type !== 'host';
  // A default route learned from headquarters comes before every public door (E-14, E-40, E-41).
  const tunnel = state.dataplane.topology.defaultRouteOf(at.name);
  if (tunnel) return leaveThroughSite(state, tunnel, owner);
  const pools = placement.cluster?.agentPoolProfiles ?? [];
  if (fromCluster && pools.some((pool) => pool.enableNodePublicIP)) {
    state.refusal = { ok: false, code: 'unsupported', params: { part: 'enableNodePublicIP' } };
    return undefined;
  }
  const outbound = placement.cluster?.networkProfile.outboundType ?? 'loadBalancer';
  const rule: RuleRef = { object: `ManagedCluster/${placement.cluster?.name ?? ''}`, field: 'networkProfile.outboundType' };
  if (fromCluster && (outbound === 'none' || outbound === 'block')) {
    addStep(state, {
      type: 'route',
      effect: 'drop',
      code: 'route.noEgress',
      params: { outboundType: outbound },
      cites: ['E-1'],
      rule,
    });
    stop(state, 'timeout', 'no-egress', rule);
    return undefined;
  }
  if (fromCluster) {
    if (outbound !== 'loadBalancer' && outbound !== 'managedNATGateway') {
      state.refusal = { ok: false, code: 'unsupported', params: { part: `outboundType ${outbound}` } };
      return undefined;
    }
    const device = outbound === 'loadBalancer' ? 'lb:kubernetes' : 'natgw:managed';
    const publicIP = placement.outboundIP;
    enter(state, { kind: 'loadBalancer', name: device });
    state.via.push(device);
    if (publicIP !== undefined) {
      state.snat = { publicIP: formatIpv4(publicIP), device };
      addStep(state, {
        type: 'sourceTranslation',
        effect: 'rewrite',
        code: 'source.snat',
        params: { device, publicIP: formatIpv4(publicIP), from: state.packet.sourceIP },
        cites: ['A-3', 'E-1', 'E-14'],
        rule,
        after: withSource(state.packet, publicIP),
      });
    }
  }
  enter(state, { kind: 'internet', name: 'internet' });
  route(state, 'route.internet', { device: state.snat?.device ?? at.name }, ['F-1']);
  if (owner.type === 'host') return deliverToHost(state, owner);
  // A frontend of our own, met from the street: the packet comes back in by the front door.
  if (owner.type === 'frontend' && !owner.internal) return enterLoadBalancer(state, false);
  return nobody(state, 'internet');
}
