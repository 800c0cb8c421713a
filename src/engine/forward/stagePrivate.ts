// Doors that an optional route leads to: a private endpoint's interface in its VNet, a supplier by a subnet's service endpoint.
// Rules: E-30, E-32, E-33, E-35, F-2, F-5.
import { chooseRoute } from '../dataplane/routeChoice.ts';
import type { NextHop } from '../dataplane/routeTypes.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { formatCidr } from '../net/ipv4.ts';
import { forwardedOff, nobody } from './routeSteps.ts';
import { mayCross } from './stageAppliance.ts';
import { enterPrivateEndpoint, enterSupplier } from './stageSupplier.ts';
import { addStep, arriveAt, type Location, type WalkState } from './walkState.ts';

type Door = Extract<NextHop, { type: 'privateEndpoint' | 'serviceEndpoint' }>;
type Fabric = Extract<Location, { type: 'fabric' }>;

/** A signpost of the subnet covers the address too, and the endpoint's own route goes before it (E-32, E-35, S31, S32). */
function sayPastSignpost(
  state: WalkState,
  at: Fabric,
  { by, rule, cites }: { readonly by: string; readonly rule: RuleRef; readonly cites: readonly string[] },
): void {
  const { routes } = state.dataplane;
  const signs = routes.effective({ vnet: at.name, subnet: at.subnet }).filter(({ kind }) => kind === 'user');
  const sign = chooseRoute(signs, state.destination);
  if (!sign) return;
  const table = sign.rule.object.slice(sign.rule.object.indexOf('/') + 1);
  const params = { by, table, route: sign.name ?? '', prefix: formatCidr(sign.prefix), address: state.packet.destinationIP };
  addStep(state, { type: 'route', effect: 'pass', code: 'route.pastSignpost', params, cites, rule });
}

/** From the VNet where the packet is (`at`) to the door; undefined ends the walk. */
export function enterPrivateDoor(state: WalkState, at: Fabric, door: Door): Location | undefined {
  const { placement } = state.dataplane;
  if (door.type === 'privateEndpoint') {
    const endpoint = placement.privateEndpoints.find(({ name }) => name === door.name);
    if (!endpoint) return nobody(state, at.name);
    if (!mayCross(state, at, endpoint.virtualNetwork)) return forwardedOff(state, at.name, endpoint.virtualNetwork);
    const { name, virtualNetwork, subnet } = endpoint;
    sayPastSignpost(state, at, {
      by: name,
      rule: { object: `VirtualNetwork/${virtualNetwork}`, field: `subnets[${subnet}].privateEndpointNetworkPolicies` },
      cites: ['E-32', 'E-33'],
    });
    addStep(state, {
      type: 'route',
      effect: 'pass',
      code: 'route.privateEndpoint',
      params: { endpoint: name, address: state.packet.destinationIP },
      cites: ['E-32'],
      rule: { object: `PrivateEndpoint/${name}`, field: 'subnet' },
    });
    arriveAt(state, { type: 'vnet', vnet: endpoint.virtualNetwork, subnet: endpoint.subnet });
    return enterPrivateEndpoint(state, endpoint);
  }
  const service = placement.network.paasServices?.find(({ name }) => name === door.service);
  if (!service) return nobody(state, at.name);
  const params = { subnet: at.subnet ?? '', service: service.name };
  const rule = { object: `VirtualNetwork/${at.name}`, field: `subnets[${at.subnet ?? ''}].serviceEndpoints` };
  sayPastSignpost(state, at, { by: service.name, rule, cites: ['E-35', 'F-2'] });
  addStep(state, { type: 'route', effect: 'pass', code: 'route.serviceEndpoint', params, cites: ['E-35'], rule });
  // The supplier answers the subnet itself: nothing in between translates.
  return enterSupplier(state, service, at.subnet);
}
