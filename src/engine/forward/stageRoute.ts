// The next place across a fabric: the street and headquarters here, VNets in stageVnet.ts.
// Rules, B-13, B-28, E-40, F-1, F-2, F-5.
import type { NextHop } from '../dataplane/routeTypes.ts';
import { isPlatform } from '../dataplane/topology.ts';
import { formatIpv4 } from '../net/ipv4.ts';
import { nobody, noRoute, notRoutable, passGateway } from './routeSteps.ts';
import { deliverToHost } from './stageDeliver.ts';
import { enterAppGateway, gatewayAt } from './stageAppGateway.ts';
import { leaveSite } from './stageEgress.ts';
import { enterFromStreet } from './stageFirewall.ts';
import { enterFrontend } from './stageFrontend.ts';
import { throughLoadBalancer } from './stageLoadBalancer.ts';
import { enterSupplier } from './stageSupplier.ts';
import { crossVnet, hiddenRange } from './stageVnet.ts';
import { arriveAt, type Location, type WalkState } from './walkState.ts';

type Fabric = Extract<Location, { type: 'fabric' }>;

/** From a fabric to the next place; undefined ends the walk. */
export function crossFabric(state: WalkState, at: Fabric): Location | undefined {
  if (at.from === 'internet') return crossStreet(state, at);
  return at.from === 'site' ? crossSite(state, at) : crossVnet(state, at);
}

function crossStreet(state: WalkState, at: Fabric): Location | undefined {
  const { topology, devices } = state.dataplane;
  const firewall = devices.firewallOnStreet(state.destination);
  if (firewall) return enterFromStreet(state, firewall);
  const gateway = gatewayAt(state, 'internet');
  if (gateway) return enterAppGateway(state, gateway, 'internet');
  const frontend = state.dataplane.trafficFrontends.get(state.destination);
  if (frontend) return enterFrontend(state, frontend);
  const owner = topology.ownerOutside(state.destination);
  const hidden = hiddenRange(state, owner);
  if (hidden) return notRoutable(state, at, hidden);
  if (owner.type === 'frontend' && !owner.internal) return throughLoadBalancer(state, false);
  if (owner.type === 'host' && owner.host.kind === 'internetHost' && !isPlatform(owner.host.address)) {
    arriveAt(state, { type: 'street' });
    return deliverToHost(state, owner.host);
  }
  if (owner.type === 'paas') {
    arriveAt(state, { type: 'street' });
    return enterSupplier(state, owner.service);
  }
  // Private addresses mean nothing on the street (B-28).
  const known = owner.type !== 'nobody' || topology.vnetOf(state.destination) !== undefined;
  return known ? noRoute(state, at.name, formatIpv4(state.destination)) : nobody(state, at.name);
}

function crossSite(state: WalkState, at: Fabric): Location | undefined {
  const { routes, topology } = state.dataplane;
  const owner = topology.ownerOutside(state.destination);
  const hidden = hiddenRange(state, owner);
  if (hidden) return notRoutable(state, at, hidden);
  const own = owner.type === 'host' && owner.host.kind === 'onPremisesHost' && owner.host.site === at.name;
  const hop: NextHop = own ? { type: 'local' } : routes.fromSite(at.name, state.destination);
  switch (hop.type) {
    case 'local':
      return own ? deliverToHost(state, owner.host) : nobody(state, at.name);
    case 'gateway':
      passGateway(state, { gateway: hop.gateway, to: hop.vnet, direction: 'in' });
      return { type: 'fabric', from: 'vnet', name: hop.vnet, subnet: 'GatewaySubnet' };
    case 'internet':
      return leaveSite(state, at.name);
    default:
      return noRoute(state, at.name, topology.vnetOf(state.destination) ?? 'internet');
  }
}
