// The answer's own way over each fabric that the packet crossed: by the routes of the place it leaves, not by the way the packet came. What
// keeps state (a firewall) must see both halves of a talk. Rules: E-27, E-28, E-34, E-41, F-2, F-5, 8 of "the order of decision".
import type { EffectiveRoute } from '../dataplane/routeTypes.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { formatIpv4, type Ipv4 } from '../net/ipv4.ts';
import type { Place } from './trace.ts';
import type { AnswerFrom, WalkState } from './walkState.ts';

export interface Lost {
  /** Who gets the answer instead. */
  readonly to: string;
  readonly rule: RuleRef;
  /** Nobody else does: it goes straight home, past this firewall that saw the question. */
  readonly bypassed?: boolean;
}

/** Undefined when the answer to `address` comes back to `to`, the place that sent the packet over this fabric. */
export function findLost(state: WalkState, from: AnswerFrom, to: Place, address: Ipv4): Lost | undefined {
  if (from.type === 'street') return undefined;
  if (from.type === 'vnet') return lostInVnet(state, from, to, address);
  const { routes } = state.dataplane;
  const hop = routes.fromSite(from.site, address);
  const rule = { object: `OnPremises/${from.site}`, field: 'advertisedRoutes' };
  if (hop.type === 'local' || hop.type === 'internet') return undefined;
  if (hop.type !== 'gateway') return { to: 'none', rule };
  return lostInVnet(state, { type: 'vnet', vnet: hop.vnet, subnet: 'GatewaySubnet' }, to, address);
}

function lostInVnet(state: WalkState, from: Extract<AnswerFrom, { type: 'vnet' }>, to: Place, address: Ipv4): Lost | undefined {
  const { routes, devices, topology, placement } = state.dataplane;
  const route = routes.find(from, address);
  const inside = topology.ownerInside(address);
  // Addresses that only the cluster knows are carried by the cluster itself; a pod with an address of the VNet is answered by the VNet's routes,
  // and one of kubenet by its route table.
  const carried = inside.type === 'pod' && topology.vnetOf(address) === undefined && placement.mode !== 'kubenet';
  if (!route || carried) return undefined;
  const site = topology.siteOf(address);
  const untold =
    route.kind === 'none' && site !== undefined ? { object: `OnPremises/${site}`, field: 'advertisedRoutes' } : undefined;
  const lost = (by: string): Lost => ({ to: by, rule: untold ?? route.rule });
  const gate = to.kind === 'azureFirewall' ? devices.firewalls.find(({ firewall }) => firewall.name === to.name) : undefined;
  const isOwn = gate !== undefined && [gate.privateIP, gate.instanceIP, ...gate.publicIPs].includes(address);
  switch (route.hop.type) {
    case 'appliance': {
      const firewall = devices.firewallAt(route.hop.address);
      if (firewall) return firewall.firewall.name === to.name && gate ? undefined : lost(firewall.firewall.name);
      // A machine that forwards keeps no state, and a node of kubenet is where its pods are.
      const owner = topology.ownerOutside(route.hop.address);
      if (owner.type === 'node') {
        const hosts = inside.type !== 'pod' || placement.pods[inside.pod]?.nodeIndex === owner.node;
        return hosts ? undefined : lost(placement.nodes[owner.node]?.name ?? '');
      }
      const forwards = owner.type === 'host' && devices.forwards(owner.host.name);
      return forwards ? undefined : lost(formatIpv4(route.hop.address));
    }
    case 'local':
    case 'peering':
    case 'privateEndpoint':
    case 'serviceEndpoint':
      // Past the firewall that saw the question and left its sender on it.
      return gate && !isOwn ? bypass(route, to.name) : undefined;
    case 'gateway':
    case 'anyGateway':
      if (gate && !isOwn) return bypass(route, to.name);
      return to.kind === 'internet' || to.kind === 'internetHost' ? lost(siteOf(state, route, from.vnet)) : undefined;
    case 'internet':
      if (gate && !isOwn) return bypass(route, to.name);
      return to.kind === 'internet' || to.kind === 'internetHost' ? undefined : lost('internet');
    case 'none':
      return lost('none');
  }
}

function siteOf(state: WalkState, route: EffectiveRoute, vnet: string): string {
  if (route.hop.type === 'gateway') return route.hop.site;
  return state.dataplane.routes.throughGateway(vnet, 0)?.site ?? 'none';
}

/** The firewall never hears the answer, so it lets nothing more of this talk pass. */
function bypass(route: EffectiveRoute, firewall: string): Lost {
  return { to: firewall, rule: route.rule, bypassed: true };
}
