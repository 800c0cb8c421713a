// Out to the street from a subnet whose route says so: NAT gateway, then a public address of one's own, then the cluster's outbound rule or
// Azure's default outbound access. Headquarters leaves by its own router. Rules: E-1, E-4, E-13, E-14, E-23, E-40, E-52, A-3, A-22, C21.
import { FIREWALL_SUBNET } from '../dataplane/devices.ts';
import { formatIpv4, type Ipv4, isPrivateAddress, parseIpv4 } from '../net/ipv4.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { addStep, choose, depart, enter, type Location, sourceAddress, stop, type WalkState, withSource } from './walkState.ts';

const STREET: Location = { type: 'fabric', from: 'internet', name: 'internet' };
/** Return addresses of headquarters' own routers: of a range that documents use and nobody has. */
const SITE_ADDRESS = 0xc0000201;

/** A VNet's way to the internet, from one of its subnets. */
export function leaveVnet(state: WalkState, at: Extract<Location, { type: 'fabric' }>): Location | undefined {
  const { topology, devices } = state.dataplane;
  const { name: vnet, subnet } = at;
  const gateway = devices.natGatewayOf(vnet, subnet);
  if (gateway) {
    const { publicIPs, name } = gateway;
    const publicIP = publicIPs[choose(state, publicIPs.length, { point: `address ${name}` })];
    return passDevice(state, {
      kind: 'natGateway',
      name,
      publicIP,
      field: { object: `NatGateway/${name}`, field: 'publicIpAddresses' },
    });
  }
  // A firewall has translated already.
  if (subnet === FIREWALL_SUBNET) return step(state, vnet);
  const own = isOfCluster(state, at);
  if (own !== undefined) return leaveCluster(state, own);
  const machine = senderMachine(state);
  const address = machine === undefined ? undefined : devices.publicIPOfMachine(machine);
  if (machine !== undefined && address !== undefined) {
    translate(state, {
      device: machine,
      publicIP: address,
      rule: { object: `VirtualMachine/${machine}`, field: 'publicIPAddress' },
    });
    return step(state, machine);
  }
  const publicIP = state.sender.type === 'host' ? topology.publicIPOf({ host: state.sender.host }) : undefined;
  if (publicIP !== undefined) translate(state, { device: 'defaultOutboundAccess', publicIP });
  return step(state, vnet);
}

function senderMachine({ sender }: WalkState): string | undefined {
  return sender.type === 'host' && sender.host.kind === 'virtualMachine' ? sender.host.name : undefined;
}

/** The node that put the packet on the fabric, where it is the cluster's own VNet that it leaves from. */
function isOfCluster(state: WalkState, at: Extract<Location, { type: 'fabric' }>): number | undefined {
  return at.forwarded !== true && at.name === state.dataplane.placement.clusterVnet ? state.lastNode : undefined;
}

/** Instance address, then the outbound rule of the load balancer or the managed NAT gateway (E-14). */
function leaveCluster(state: WalkState, node: number): Location | undefined {
  const { topology, placement } = state.dataplane;
  const entry = placement.nodes[node];
  const instance = state.packet.sourceIP === entry?.ip ? topology.publicIPOf({ node }) : undefined;
  if (entry && instance !== undefined) {
    translate(state, { device: entry.name, publicIP: instance });
    return step(state, entry.name);
  }
  const outboundType = placement.cluster?.networkProfile.outboundType ?? 'loadBalancer';
  const rule: RuleRef = { object: `ManagedCluster/${placement.cluster?.name ?? ''}`, field: 'networkProfile.outboundType' };
  if (outboundType !== 'loadBalancer' && outboundType !== 'managedNATGateway') {
    addStep(state, {
      type: 'route',
      effect: 'drop',
      code: 'route.noEgress',
      params: { outboundType },
      cites: ['E-1', 'E-4'],
      rule,
    });
    stop(state, 'timeout', 'no-egress', rule);
    return undefined;
  }
  const kind = outboundType === 'loadBalancer' ? 'loadBalancer' : 'natGateway';
  const name = outboundType === 'loadBalancer' ? 'lb:kubernetes' : 'natgw:managed';
  return passDevice(state, { kind, name, publicIP: placement.outboundIP, field: rule });
}

function passDevice(
  state: WalkState,
  device: {
    readonly kind: 'loadBalancer' | 'natGateway';
    readonly name: string;
    readonly publicIP: Ipv4 | undefined;
    readonly field: RuleRef;
  },
): Location | undefined {
  enter(state, { kind: device.kind, name: device.name });
  state.via.push(device.name);
  if (state.packet.protocol === 'ICMP') return noEcho(state, device);
  if (device.publicIP !== undefined) translate(state, { device: device.name, publicIP: device.publicIP, rule: device.field });
  return step(state, device.name);
}

/** What translates ports has none to give a ping (E-13, B-4, S27). */
function noEcho(state: WalkState, { name, field: rule }: { readonly name: string; readonly field: RuleRef }): undefined {
  const params = { device: name, address: state.packet.destinationIP };
  addStep(state, { type: 'sourceTranslation', effect: 'drop', code: 'source.noEcho', params, cites: ['E-13', 'B-4'], rule });
  stop(state, 'timeout', 'no-egress', rule);
  return undefined;
}

/** Headquarters lets traffic out by its own door, under its own address. */
export function leaveSite(state: WalkState, site: string): Location | undefined {
  const sites = state.dataplane.placement.network.onPremises ?? [];
  const index = Math.max(
    0,
    sites.findIndex((item) => item.name === site),
  );
  enter(state, { kind: 'onPremises', name: site });
  translate(state, {
    device: site,
    publicIP: parseIpv4(sites[index]?.publicIPAddress ?? '') ?? SITE_ADDRESS + index,
    rule: { object: `OnPremises/${site}`, field: 'internetEgress' },
  });
  return step(state, site);
}

export function translate(
  state: WalkState,
  by: { readonly device: string; readonly publicIP: Ipv4; readonly rule?: RuleRef },
): void {
  const publicIP = formatIpv4(by.publicIP);
  state.snat = { publicIP, device: by.device };
  addStep(state, {
    type: 'sourceTranslation',
    effect: 'rewrite',
    code: 'source.snat',
    params: { device: by.device, publicIP, from: state.packet.sourceIP },
    cites: ['A-3', 'E-1', 'E-14'],
    rule: by.rule,
    after: withSource(state.packet, by.publicIP),
  });
}

function step(state: WalkState, device: string): Location | undefined {
  enter(state, { kind: 'internet', name: 'internet' });
  const { sourceIP: source } = state.packet;
  if (isPrivateAddress(sourceAddress(state))) {
    // The street takes no letter with a room number as its sender (E-22 with ranges that hold everything, a gateway without an address).
    addStep(state, {
      type: 'route',
      effect: 'drop',
      code: 'route.unstamped',
      params: { device, source },
      cites: ['F-1', 'E-22'],
    });
    stop(state, 'timeout', 'no-egress');
    return undefined;
  }
  addStep(state, { type: 'route', effect: 'pass', code: 'route.internet', params: { device }, cites: ['F-1'] });
  depart(state);
  return STREET;
}
