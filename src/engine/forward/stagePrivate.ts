// Doors that an optional route leads to: a private endpoint's interface in its VNet, a supplier by a subnet's service endpoint.
// Rules: E-30, E-32, E-35, F-5.
import type { NextHop } from '../dataplane/routeTypes.ts';
import { forwardedOff, nobody } from './routeSteps.ts';
import { mayCross } from './stageAppliance.ts';
import { enterPrivateEndpoint, enterSupplier } from './stageSupplier.ts';
import { addStep, arriveAt, type Location, type WalkState } from './walkState.ts';

type Door = Extract<NextHop, { type: 'privateEndpoint' | 'serviceEndpoint' }>;
type Fabric = Extract<Location, { type: 'fabric' }>;

/** From the VNet where the packet is (`at`) to the door; undefined ends the walk. */
export function enterPrivateDoor(state: WalkState, at: Fabric, door: Door): Location | undefined {
  const { placement } = state.dataplane;
  if (door.type === 'privateEndpoint') {
    const endpoint = placement.privateEndpoints.find(({ name }) => name === door.name);
    if (!endpoint) return nobody(state, at.name);
    if (!mayCross(state, at, endpoint.virtualNetwork)) return forwardedOff(state, at.name, endpoint.virtualNetwork);
    addStep(state, {
      type: 'route',
      effect: 'pass',
      code: 'route.privateEndpoint',
      params: { endpoint: endpoint.name, address: state.packet.destinationIP },
      cites: ['E-32'],
    });
    arriveAt(state, { type: 'vnet', vnet: endpoint.virtualNetwork, subnet: endpoint.subnet });
    return enterPrivateEndpoint(state, endpoint);
  }
  const service = placement.network.paasServices?.find(({ name }) => name === door.service);
  if (!service) return nobody(state, at.name);
  const params = { subnet: at.subnet ?? '', service: service.name };
  addStep(state, { type: 'route', effect: 'pass', code: 'route.serviceEndpoint', params, cites: ['E-35'] });
  // The supplier answers the subnet itself: nothing in between translates.
  return enterSupplier(state, service, at.subnet);
}
