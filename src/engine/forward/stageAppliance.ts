// The next hop of a user route: a firewall, a machine that forwards, a node of a kubenet cluster, or nothing at all.
// Rules: F-3, F-4, F-5, A-8, A-10.
import type { EffectiveRoute } from '../dataplane/routeTypes.ts';
import { formatIpv4, type Ipv4 } from '../net/ipv4.ts';
import { forwardedOff, nextHopUnreachable, sayUserRoute } from './routeSteps.ts';
import { passFirewall } from './stageFirewall.ts';
import { enterSubnet, leaveSubnet } from './stageSubnet.ts';
import { addStep, arriveAt, depart, enter, type Location, sourceAddress, type WalkState } from './walkState.ts';

type Fabric = Extract<Location, { type: 'fabric' }>;

/** A packet that its sender's VNet does not hold is passed on by somebody there; a peer takes such a packet only if told to (F-5). */
export function mayCross(state: WalkState, at: Fabric, to: string): boolean {
  const { topology, routes } = state.dataplane;
  if (at.name === to || at.forwarded !== true) return true;
  return topology.vnetOf(sourceAddress(state)) === at.name || routes.peers.takesForwarded(to, at.name);
}

export function toAppliance(state: WalkState, at: Fabric, route: EffectiveRoute): Location | undefined {
  const { topology, devices, routes, placement } = state.dataplane;
  if (route.hop.type !== 'appliance') return undefined;
  const { address } = route.hop;
  sayUserRoute(state, route);
  const firewall = devices.firewallAt(address);
  const owner = topology.ownerOutside(address);
  const vnet = firewall?.vnet ?? topology.vnetOf(address);
  const near = vnet !== undefined && (vnet === at.name || routes.peers.peersOf(at.name).some(({ name }) => name === vnet));
  if (vnet === undefined || !near) return nextHopUnreachable(state, route, { code: 'route.blackHole' });
  if (!mayCross(state, at, vnet)) return forwardedOff(state, at.name, vnet);
  if (firewall) return passFirewall(state, firewall);
  if (owner.type === 'node' && placement.mode === 'kubenet') return toNode(state, vnet, owner.node);
  if (owner.type !== 'host' || owner.host.kind !== 'virtualMachine')
    return nextHopUnreachable(state, route, { code: 'route.blackHole' });
  const machine = owner.host.name;
  if (!devices.forwards(machine))
    return nextHopUnreachable(state, route, {
      code: 'route.noForwarding',
      rule: { object: `VirtualMachine/${machine}`, field: 'enableIPForwarding' },
    });
  return throughMachine(state, { vnet, machine, address });
}

/** A kubenet node passes on what is for its pods. */
function toNode(state: WalkState, vnet: string, node: number): Location | undefined {
  const { placement } = state.dataplane;
  const entry = placement.nodes[node];
  const params = { node: entry?.name ?? '', mode: placement.mode };
  addStep(state, {
    type: 'route',
    effect: 'pass',
    code: 'route.otherNode',
    params,
    cites: state.lastNode === undefined ? ['A-8', 'A-10'] : ['A-10'],
  });
  if (enterSubnet(state, { vnet, subnet: entry?.subnet, node })) return undefined;
  arriveAt(state, { type: 'vnet', vnet, subnet: entry?.subnet });
  return { type: 'node', node, origin: 'wire' };
}

function throughMachine(
  state: WalkState,
  at: { readonly vnet: string; readonly machine: string; readonly address: Ipv4 },
): Location | undefined {
  const { vnet, machine } = at;
  const subnet = state.dataplane.devices.subnetOfMachine(machine);
  if (enterSubnet(state, { vnet, subnet, machine })) return undefined;
  arriveAt(state, { type: 'vnet', vnet, subnet });
  enter(state, { kind: 'virtualMachine', name: machine });
  state.via.push(machine);
  const params = { machine, address: formatIpv4(state.destination) };
  addStep(state, { type: 'route', effect: 'pass', code: 'route.relay', params, cites: ['F-3'] });
  depart(state);
  if (leaveSubnet(state, { vnet, subnet, machine })) return undefined;
  return { type: 'fabric', from: 'vnet', name: vnet, subnet, forwarded: true };
}
