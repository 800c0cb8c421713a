// What stands at a subnet's edge: guards (NSG) and signposts of the player's own (route table). Not simulated yet: a flow that meets them is
// refused rather than answered wrongly. Rules they belong to: F-1…F-8, A-14, E-14.
import { refuseWalk, type WalkState } from './walkState.ts';

/** True when the walk ends here. A subnet may be undefined: then nothing stands there. */
export function meetSubnet(state: WalkState, name: string | undefined): boolean {
  const subnet = name === undefined ? undefined : state.dataplane.topology.subnetNamed(name);
  const part =
    subnet?.networkSecurityGroup !== undefined
      ? 'networkSecurityGroups'
      : subnet?.routeTable !== undefined
        ? 'routeTables'
        : undefined;
  if (part === undefined) return false;
  refuseWalk(state, part, { subnet: subnet?.name ?? '' });
  return true;
}

/** The same for the way out to the internet, where a NAT gateway comes first (E-14). */
export function meetNatGateway(state: WalkState, name: string | undefined): boolean {
  const subnet = name === undefined ? undefined : state.dataplane.topology.subnetNamed(name);
  if (subnet?.natGateway === undefined) return false;
  refuseWalk(state, 'natGateways', { subnet: subnet.name });
  return true;
}
