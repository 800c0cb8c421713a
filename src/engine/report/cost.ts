// Cost per hour as illustrative weights in hundredths: enough to compare two designs, never a quotation (aks.md J: no price is verified).
// Weights follow the proportions J lists (a public address 1, a NAT gateway 9 …); the node's weight is ours.
import type { Dataplane } from '../dataplane/dataplane.ts';
import type { NetworkSpec } from '../model/spec.ts';

/** Hundredths of a coin per hour. */
export const COST_WEIGHTS = {
  node: 1000,
  publicIP: 50,
  loadBalancer: 250,
  /** Each load balancer rule above the five that come with it. */
  extraRule: 100,
} as const;
const RULES_INCLUDED = 5;

export interface CostLine {
  readonly item: keyof typeof COST_WEIGHTS;
  readonly count: number;
  /** count × weight. */
  readonly cost: number;
}

export function listCosts(spec: NetworkSpec, dataplane: Dataplane): CostLine[] {
  const { plan } = dataplane;
  const balanced = plan.services.filter((service) => service.type === 'LoadBalancer' && service.externalIP !== undefined);
  const published = balanced.filter((service) => !service.internal);
  const profiles = spec.network.managedClusters.map((cluster) => cluster.networkProfile);
  const outbound = profiles
    .filter((profile) => (profile.outboundType ?? 'loadBalancer') === 'loadBalancer')
    .reduce((sum, profile) => sum + (profile.loadBalancerProfile?.managedOutboundIPs?.count ?? 1), 0);
  const declared = new Set((spec.network.publicIPAddresses ?? []).map((address) => address.ipAddress));
  // A Service on a declared address pays for it once.
  const allocated = new Set(published.map((service) => service.externalIP).filter((address) => !declared.has(address)));
  const isPublic = published.length > 0 || outbound > 0;
  const isInternal = balanced.some((service) => service.internal);
  const rules = balanced.reduce((sum, service) => sum + service.ports.length, 0);
  return [
    line('node', plan.nodes.length),
    line('publicIP', (spec.network.publicIPAddresses?.length ?? 0) + outbound + allocated.size),
    line('loadBalancer', Number(isPublic) + Number(isInternal)),
    line('extraRule', Math.max(0, rules - RULES_INCLUDED)),
  ];
}

export function sumCosts(lines: readonly CostLine[]): number {
  return lines.reduce((sum, { cost }) => sum + cost, 0);
}

function line(item: CostLine['item'], count: number): CostLine {
  return { item, count, cost: count * COST_WEIGHTS[item] };
}
