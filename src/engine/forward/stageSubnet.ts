// Guards on a packet's way: leaving, the interface's own and then the subnet's; entering, the other way round. Both must let it pass.
// Rules: F-6 (order, first match), F-7 (default rules), F-10 (Azure's own addresses pass), F-11, B-14, B-16, A-14, A-36.
import type { GuardDecision, Guarded } from '../dataplane/guards.ts';
import { isPlatform } from '../dataplane/topology.ts';
import { type Ipv4, parseIpv4 } from '../net/ipv4.ts';
import { portOf } from '../net/packet.ts';
import { addStep, enter, sourceAddress, stop, type WalkState } from './walkState.ts';

/** A network interface: the subnet it is in, if one is declared, and whose it is. */
export interface Interface {
  readonly vnet: string;
  readonly subnet: string | undefined;
  readonly node?: number;
  readonly machine?: string;
}

/** The packet leaves by this interface. True when the walk ends here. */
export function leaveSubnet(state: WalkState, at: Interface): boolean {
  return meetMachine(state, at, 'Outbound') || meetSubnet(state, at, 'Outbound');
}

/** The packet comes to this interface. True when the walk ends here. */
export function enterSubnet(state: WalkState, at: Interface): boolean {
  return meetSubnet(state, at, 'Inbound') || meetMachine(state, at, 'Inbound');
}

/** The subnet's group alone: what has no interface of a machine or node. */
export function meetSubnet(
  state: WalkState,
  { vnet, subnet, frontend }: Interface & { /** What the guard takes for the receiver. */ readonly frontend?: Ipv4 },
  direction: Guarded['direction'],
): boolean {
  if (isPlatform(state.destination)) return false;
  const flow = guarded(state, direction);
  const seen = frontend === undefined ? flow : { ...flow, destination: frontend };
  const decision = state.dataplane.guards.ofSubnet(vnet, subnet, seen);
  return decision !== undefined && obey(state, decision, { direction, subnet: subnet ?? '' });
}

function meetMachine(state: WalkState, { machine, subnet }: Interface, direction: Guarded['direction']): boolean {
  if (machine === undefined || isPlatform(state.destination)) return false;
  const decision = state.dataplane.guards.ofMachine(machine, guarded(state, direction));
  return decision !== undefined && obey(state, decision, { direction, subnet: subnet ?? '' });
}

function guarded(state: WalkState, direction: Guarded['direction']): Guarded {
  const { sourcePort, destinationPort, destinationIP, protocol } = state.packet;
  return {
    direction,
    source: sourceAddress(state),
    sourcePort,
    destination: parseIpv4(destinationIP) ?? state.destination,
    destinationPort,
    protocol,
  };
}

function obey(
  state: WalkState,
  decision: GuardDecision,
  at: { readonly direction: Guarded['direction']; readonly subnet: string },
): boolean {
  const { group, allowed, priority } = decision;
  enter(state, { kind: 'subnet', name: at.subnet });
  const field = decision.isDefault ? `defaultSecurityRules[${decision.rule}]` : `securityRules[${decision.rule}]`;
  const rule = { object: `NetworkSecurityGroup/${group}`, field };
  addStep(state, {
    type: 'nsg',
    effect: allowed ? 'pass' : 'drop',
    code: allowed ? 'nsg.allowed' : 'nsg.denied',
    params: {
      group,
      rule: decision.rule,
      priority,
      direction: at.direction,
      subnet: at.subnet,
      source: state.packet.sourceIP,
      destination: state.packet.destinationIP,
      port: portOf(state.packet),
    },
    cites: decision.isDefault ? ['F-6', 'F-7'] : ['F-6'],
    rule,
  });
  if (!allowed) stop(state, 'timeout', 'nsg', rule);
  return !allowed;
}
