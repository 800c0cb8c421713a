// Out to the street: a cluster's nodes by their own public address or their outbound type, other machines by Azure's default outbound access,
// headquarters by its own router. Rules: E-1, E-14, E-40, E-52, A-3.
import { formatIpv4, type Ipv4 } from '../net/ipv4.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { meetNatGateway } from './stageSubnet.ts';
import { addStep, enter, type Location, refuseWalk, sourceAddress, stop, type WalkState, withSource } from './walkState.ts';

const STREET: Location = { type: 'fabric', from: 'internet', name: 'internet' };
/** Return addresses of headquarters' own routers: of a range that documents use and nobody has. */
const SITE_ADDRESS = 0xc0000201;

/** A VNet's default route to the internet. */
export function leaveVnet(state: WalkState, vnet: string): Location | undefined {
  const { topology, placement } = state.dataplane;
  if (meetNatGateway(state, topology.subnetOf(sourceAddress(state))?.name)) return undefined;
  if (state.lastNode !== undefined && vnet === placement.clusterVnet) return leaveCluster(state, state.lastNode);
  const publicIP = state.sender.type === 'host' ? topology.publicIPOf({ host: state.sender.host }) : undefined;
  if (publicIP !== undefined) translate(state, { device: 'defaultOutboundAccess', publicIP });
  return step(state, vnet);
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
  if (outboundType === 'none' || outboundType === 'block') {
    addStep(state, { type: 'route', effect: 'drop', code: 'route.noEgress', params: { outboundType }, cites: ['E-1'], rule });
    stop(state, 'timeout', 'no-egress', rule);
    return undefined;
  }
  if (outboundType === 'userDefinedRouting') return refuseWalk(state, 'routeTables');
  if (outboundType === 'userAssignedNATGateway') return refuseWalk(state, 'natGateways');
  const device = outboundType === 'loadBalancer' ? 'lb:kubernetes' : 'natgw:managed';
  enter(state, { kind: 'loadBalancer', name: device });
  state.via.push(device);
  if (placement.outboundIP !== undefined) translate(state, { device, publicIP: placement.outboundIP, rule });
  return step(state, device);
}

/** Headquarters lets traffic out by its own door, under its own address. */
export function leaveSite(state: WalkState, site: string): Location {
  const index = state.dataplane.placement.network.onPremises?.findIndex((item) => item.name === site) ?? 0;
  enter(state, { kind: 'onPremises', name: site });
  translate(state, {
    device: site,
    publicIP: SITE_ADDRESS + Math.max(0, index),
    rule: { object: `OnPremises/${site}`, field: 'internetEgress' },
  });
  return step(state, site);
}

function translate(state: WalkState, by: { readonly device: string; readonly publicIP: Ipv4; readonly rule?: RuleRef }): void {
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

function step(state: WalkState, device: string): Location {
  enter(state, { kind: 'internet', name: 'internet' });
  addStep(state, { type: 'route', effect: 'pass', code: 'route.internet', params: { device }, cites: ['F-1'] });
  return STREET;
}
