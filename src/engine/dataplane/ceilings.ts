// Ceilings: how many nodes a mode could have here, and what stops the next one. Rules.
import { cidrSize } from '../net/ipv4.ts';
import { KUBENET_ROUTE_LIMIT, maxPodsOf, staticBlocks } from './nodes.ts';
import type { Placement } from './tables.ts';

const NODES_PER_CLUSTER = 5000;

export interface NodeCeiling {
  /** Nodes of the whole cluster when its first pool grows, surge nodes left free for. */
  readonly nodes: number;
  readonly by: 'cluster' | 'routes' | 'podCidr' | 'nodeSubnet' | 'podSubnet';
}

/** Overlay and kubenet: one /24 a node. */
export function podCidrCapacity(size: number): number {
  return Math.floor(size / 256);
}

export function nodeCeiling({ cluster, mode, nodes, podCidr, subnets }: Omit<Placement, 'diagnostics'>): NodeCeiling {
  const [pool] = cluster?.agentPoolProfiles ?? [];
  const limits: NodeCeiling[] = [{ nodes: NODES_PER_CLUSTER, by: 'cluster' }];
  if (podCidr) limits.push({ nodes: podCidrCapacity(cidrSize(podCidr)), by: 'podCidr' });
  if (mode === 'kubenet') limits.push({ nodes: KUBENET_ROUTE_LIMIT, by: 'routes' });
  if (pool) {
    const maxPods = maxPodsOf(pool, mode);
    const more = (name: string | undefined, perNode: number, by: NodeCeiling['by']): void => {
      const subnet = subnets.find((each) => each.name === name);
      if (subnet) limits.push({ nodes: Math.max(0, nodes.length + Math.floor(subnet.free / perNode)), by });
    };
    more(pool.vnetSubnet ?? subnets[0]?.name, mode === 'nodeSubnet' ? 1 + maxPods : 1, 'nodeSubnet');
    const held = pool.podIPAllocationMode === 'StaticBlock' ? staticBlocks(maxPods) * 16 : 16;
    if (mode === 'podSubnet') more(pool.podSubnet, held, 'podSubnet');
  }
  return limits.reduce((least, each) => (each.nodes < least.nodes ? each : least));
}
