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
  natGateway: 450,
  privateEndpoint: 100,
  azureFirewall: 12_500,
  /** The hour alone: capacity units come on top. J calls its number unreliable. */
  applicationGateway: 2500,
} as const;
const RULES_INCLUDED = 5;

export interface CostLine {
  readonly item: keyof typeof COST_WEIGHTS;
  /** What is paid for: `managedClusters/aks/agentPoolProfiles/room`, `Service/shop/web`, `LoadBalancer/kubernetes`. */
  readonly object: string;
  readonly count: number;
  /** count × weight. */
  readonly cost: number;
}

/** What this network costs, labelled for what it is. */
export interface CostReport {
  readonly illustrative: true;
  /** Hundredths of a coin per hour. */
  readonly total: number;
  readonly lines: readonly CostLine[];
}

/** Every priced object, in a stable order; nothing that costs nothing. Traffic, and what J has no price for, is left out. */
export function listCosts(spec: NetworkSpec, dataplane: Dataplane): CostLine[] {
  const { network } = spec;
  return [
    ...nodeCosts(dataplane),
    ...each('publicIP', 'publicIPAddresses', network.publicIPAddresses),
    ...clusterCosts(spec),
    ...balancerCosts(spec, dataplane),
    ...each('natGateway', 'natGateways', network.natGateways),
    ...each('privateEndpoint', 'privateEndpoints', network.privateEndpoints),
    ...each('azureFirewall', 'azureFirewalls', network.azureFirewalls),
    ...each(
      'applicationGateway',
      'applicationGateways',
      network.applicationGateways?.filter(({ operationalState }) => operationalState !== 'Stopped'),
    ),
  ].filter(({ count }) => count > 0);
}

export function sumCosts(lines: readonly CostLine[]): number {
  return lines.reduce((sum, { cost }) => sum + cost, 0);
}

export function reportCosts(spec: NetworkSpec, dataplane: Dataplane): CostReport {
  const lines = listCosts(spec, dataplane);
  return { illustrative: true, total: sumCosts(lines), lines };
}

function nodeCosts({ plan }: Dataplane): CostLine[] {
  const pools = [...new Set(plan.nodes.map(({ pool }) => pool))];
  return pools.map((pool) =>
    line(
      'node',
      `managedClusters/${plan.cluster}/agentPoolProfiles/${pool}`,
      plan.nodes.filter((node) => node.pool === pool).length,
    ),
  );
}

/** What AKS itself creates for the way out (E-1). Under userDefinedRouting nothing is paid for until a rule exists. */
function clusterCosts({ network }: NetworkSpec): CostLine[] {
  return network.managedClusters.flatMap(({ name, networkProfile: profile, agentPoolProfiles }) => {
    const object = `managedClusters/${name}`;
    const outboundType = profile.outboundType ?? 'loadBalancer';
    const managed = outboundType === 'managedNATGateway';
    const addresses = managed
      ? (profile.natGatewayProfile?.managedOutboundIPs?.count ?? 1)
      : outboundType === 'loadBalancer'
        ? (profile.loadBalancerProfile?.managedOutboundIPs?.count ?? 1)
        : 0;
    const ofNodes = agentPoolProfiles.reduce((sum, pool) => sum + (pool.enableNodePublicIP === true ? pool.count : 0), 0);
    return [
      line('natGateway', object, Number(managed)),
      line('publicIP', `${object}/networkProfile`, addresses),
      line('publicIP', `${object}/agentPoolProfiles`, ofNodes),
    ];
  });
}

function balancerCosts({ network }: NetworkSpec, { plan }: Dataplane): CostLine[] {
  const balanced = plan.services.filter((service) => service.type === 'LoadBalancer' && service.externalIP !== undefined);
  const published = balanced.filter((service) => !service.internal);
  const declared = new Set((network.publicIPAddresses ?? []).map((address) => address.ipAddress));
  // An address is paid for once: by its declaration, else by the first Service on it.
  const addresses = new Map<string, string>();
  for (const { namespace, name, externalIP = '' } of published) {
    if (!declared.has(externalIP) && !addresses.has(externalIP)) addresses.set(externalIP, `Service/${namespace}/${name}`);
  }
  const outbound = network.managedClusters.some(
    (cluster) => (cluster.networkProfile.outboundType ?? 'loadBalancer') === 'loadBalancer',
  );
  const rules = balanced.reduce((sum, service) => sum + service.ports.length, 0);
  return [
    ...[...addresses.values()].map((object) => line('publicIP', object, 1)),
    line('loadBalancer', 'LoadBalancer/kubernetes', Number(published.length > 0 || outbound)),
    line('loadBalancer', 'LoadBalancer/kubernetes-internal', Number(balanced.length > published.length)),
    line('extraRule', 'LoadBalancer/kubernetes', Math.max(0, rules - RULES_INCLUDED)),
  ];
}

function each(item: CostLine['item'], section: string, objects: readonly { readonly name: string }[] = []): CostLine[] {
  return objects.map(({ name }) => line(item, `${section}/${name}`, 1));
}

function line(item: CostLine['item'], object: string, count: number): CostLine {
  return { item, object, count, cost: count * COST_WEIGHTS[item] };
}
