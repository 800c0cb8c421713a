// SNAT port arithmetic of the load balancer's outbound rule. Rules: E-10, E-11, E-50.
import type { ManagedCluster } from '../model/networkDocument.ts';
import { surgeOf } from './nodes.ts';

const PORTS_PER_FRONTEND = 64_000;
/** Backend pool size → ports per node of one frontend address (E-11). */
const AUTOMATIC: readonly (readonly [number, number])[] = [
  [50, 1024],
  [100, 512],
  [200, 256],
  [400, 128],
  [800, 64],
  [1000, 32],
];

export function automaticPorts(nodes: number): number {
  return AUTOMATIC.find(([limit]) => nodes <= limit)?.[1] ?? 32;
}

/** Nodes that fit when each is given `ports` of each of `addresses` frontends (E-10). */
export function maxNodes(ports: number, addresses: number): number {
  return Math.floor(PORTS_PER_FRONTEND / ports) * addresses;
}

/** Nodes of a static egress gateway's pool: one for each address of its prefix (E-50). */
export function gatewayNodes(prefix = 31): number {
  return 2 ** (32 - prefix);
}

/** Nothing for outbound types that do not leave through the load balancer. */
export function snatPorts(cluster: ManagedCluster): { snatPortsPerNode?: number; snatMaxNodes?: number } {
  const { outboundType = 'loadBalancer', loadBalancerProfile } = cluster.networkProfile;
  if (outboundType !== 'loadBalancer') return {};
  const nodes = cluster.agentPoolProfiles.reduce((sum, pool) => sum + pool.count, 0);
  const addresses = loadBalancerProfile?.managedOutboundIPs?.count ?? 1;
  const fixed = loadBalancerProfile?.allocatedOutboundPorts ?? 0;
  if (fixed === 0) return { snatPortsPerNode: automaticPorts(nodes) };
  return { snatPortsPerNode: fixed, snatMaxNodes: maxNodes(fixed, addresses) };
}

/** Nodes of the cluster with every pool's surge (E-10: the sum that must fit). */
export function nodesWithSurge(cluster: ManagedCluster): number {
  return cluster.agentPoolProfiles.reduce((sum, pool) => sum + pool.count + surgeOf(pool), 0);
}
