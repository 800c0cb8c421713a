// Nodes and what each mode gives them: an address, a run of the subnet, a /24 of the pod CIDR, or batches of a pod subnet.
// Rules; zones and pools kept from load balancers: SVC16, B-25, C13.
import type { AgentPoolProfile, ManagedCluster } from '../model/networkDocument.ts';
import { cidrLast, type Cidr, cidrOf, formatCidr, formatIpv4, type Ipv4, parseIpv4 } from '../net/ipv4.ts';
import { type AddressBook, takeLowest, takeRun } from './addressBook.ts';
import type { Plan } from './plan.ts';
import type { NodeEntry } from './tables.ts';

export type Mode = Plan['mode'];

export const KUBENET_ROUTE_LIMIT = 400;

export function modeOf(cluster: ManagedCluster | undefined): Mode {
  const profile = cluster?.networkProfile;
  if (!profile || profile.networkPlugin === 'none') return 'none';
  if (profile.networkPlugin === 'kubenet') return 'kubenet';
  if (profile.networkPluginMode === 'overlay') return 'overlay';
  return cluster.agentPoolProfiles.some((pool) => pool.podSubnet !== undefined) ? 'podSubnet' : 'nodeSubnet';
}

const DEFAULT_MAX_PODS: Readonly<Record<Mode, number>> = {
  kubenet: 110,
  nodeSubnet: 30,
  podSubnet: 250,
  overlay: 250,
  none: 250,
};

export function maxPodsOf(pool: AgentPoolProfile, mode: Mode): number {
  return pool.maxPods ?? DEFAULT_MAX_PODS[mode];
}

/** Surge nodes of a pool: a number, or a percentage rounded up; one when nothing is said. */
export function surgeOf(pool: AgentPoolProfile): number {
  const text = pool.upgradeSettings?.maxSurge;
  if (text === undefined) return 1;
  const percent = /^(\d{1,3})%$/.exec(text);
  if (percent) return Math.ceil((pool.count * Number(percent[1])) / 100);
  return /^\d{1,4}$/.test(text) ? Number(text) : 1;
}

/** /28 blocks that a node of the static mode holds. */
export function staticBlocks(maxPods: number): number {
  return Math.ceil((maxPods + 1) / 16);
}

/** Addresses that a node of the dynamic mode holds for `pods` pods. */
export function dynamicAddresses(pods: number): number {
  return 16 * Math.ceil((pods + 8) / 16);
}

/** Kubernetes asks only whether the label is there; AKS takes it at the pool (B-25, C13). */
function isExcluded(pool: AgentPoolProfile | undefined): boolean {
  return Object.hasOwn(pool?.nodeLabels ?? {}, 'node.kubernetes.io/exclude-from-external-load-balancers');
}

export interface NodeAddresses {
  readonly nodes: NodeEntry[];
  /** First address of a node's own run for pods (node subnet), by node index. */
  readonly runs: readonly (Ipv4 | undefined)[];
  readonly surplus: { readonly podCidrShort: number };
}

/** Gives every declared node its address and its slice; a node that finds none is not ready and says why. */
export function allocateNodes(
  cluster: ManagedCluster,
  mode: Mode,
  books: {
    readonly bySubnet: ReadonlyMap<string, AddressBook>;
    readonly podCidr: Cidr | undefined;
    readonly defaultSubnet: string;
    readonly location?: string | undefined;
  },
): NodeAddresses {
  const nodes: NodeEntry[] = [];
  const runs: (Ipv4 | undefined)[] = [];
  let podCidrShort = 0;
  const slice = (index: number): Cidr | undefined => {
    if (!books.podCidr || (mode !== 'overlay' && mode !== 'kubenet')) return undefined;
    const base = books.podCidr.base + index * 256;
    return base + 255 <= cidrLast(books.podCidr) ? cidrOf(base, 24) : undefined;
  };
  const add = (entry: {
    name: string;
    pool: string;
    subnet: string;
    maxPods: number;
    address: Ipv4 | undefined;
    ready: boolean;
    zone?: string | undefined;
    excluded?: boolean | undefined;
  }): void => {
    const index = nodes.length;
    const range = slice(index);
    const needsRange = (mode === 'overlay' || mode === 'kubenet') && books.podCidr !== undefined;
    const routeless = mode === 'kubenet' && index >= KUBENET_ROUTE_LIMIT;
    const reason =
      entry.address === undefined
        ? 'InsufficientSubnetSize'
        : needsRange && !range
          ? 'PodCidrExhausted'
          : routeless
            ? 'KubenetRouteLimit'
            : undefined;
    if (needsRange && !range) podCidrShort++;
    nodes.push({
      name: entry.name,
      pool: entry.pool,
      subnet: entry.subnet,
      ip: entry.address === undefined ? '' : formatIpv4(entry.address),
      address: entry.address,
      maxPods: entry.maxPods,
      ready: entry.ready && reason === undefined && mode !== 'none',
      ...(reason !== undefined ? { reason } : mode === 'none' ? { reason: 'NoCni' } : {}),
      ...(entry.zone === undefined ? {} : { zone: entry.zone }),
      ...(entry.excluded === true ? { excluded: true as const } : {}),
      ...(range ? { podRange: range, podCidr: formatCidr(range) } : {}),
    });
  };
  if (cluster.nodes) {
    const pool = cluster.agentPoolProfiles[0];
    for (const node of cluster.nodes) {
      runs.push(undefined);
      const maxPods = pool ? maxPodsOf(pool, mode) : DEFAULT_MAX_PODS[mode];
      const subnet = pool?.vnetSubnet ?? books.defaultSubnet;
      const { name, zone } = node;
      const ready = node.ready !== false;
      add({
        name,
        pool: pool?.name ?? '',
        subnet,
        maxPods,
        address: parseIpv4(node.ip),
        ready,
        zone,
        excluded: isExcluded(pool),
      });
    }
    return { nodes, runs, surplus: { podCidrShort } };
  }
  for (const pool of cluster.agentPoolProfiles) {
    const subnet = pool.vnetSubnet ?? books.defaultSubnet;
    const book = books.bySubnet.get(subnet);
    const maxPods = maxPodsOf(pool, mode);
    for (let number = 0; number < pool.count; number++) {
      const run = book && mode === 'nodeSubnet' ? takeRun(book, 1 + maxPods) : undefined;
      const address = !book ? undefined : mode === 'nodeSubnet' ? run : takeLowest(book);
      runs.push(run === undefined ? undefined : run + 1);
      const zones = pool.availabilityZones ?? [];
      const zone = zones.length === 0 ? undefined : `${books.location ?? 'westeurope'}-${zones[number % zones.length]}`;
      const name = `${pool.name}-${number}`;
      add({ name, pool: pool.name, subnet, maxPods, address, ready: true, zone, excluded: isExcluded(pool) });
    }
  }
  return { nodes, runs, surplus: { podCidrShort } };
}

/** 34 of `1.34`, `v1.34.2`. */
export function minorOf(version: string | undefined): number | undefined {
  const found = /^v?1\.(\d{1,3})/.exec(version ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
}
