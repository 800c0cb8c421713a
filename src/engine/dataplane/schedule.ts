// Scheduling and pod addresses: each pod to the Ready node with the fewest pods, then its address from what the mode gave that node.
// Rules: world-format "Pods are scheduled", A-14, A-18, A-21, A-23, E-50; a pod that finds no place stands, with its reason.
import type { AgentPoolProfile } from '../model/networkDocument.ts';
import { cidrLast, formatIpv4, type Ipv4, parseIpv4 } from '../net/ipv4.ts';
import { type AddressBook, takeRun } from './addressBook.ts';
import { dynamicAddresses, type Mode, staticBlocks } from './nodes.ts';
import type { NodeEntry, PodEntry } from './tables.ts';
import { type DeclaredPod, portContainersOf } from './workloads.ts';

export interface ScheduleInput {
  readonly pods: readonly DeclaredPod[];
  readonly nodes: readonly NodeEntry[];
  readonly runs: readonly (Ipv4 | undefined)[];
  readonly mode: Mode;
  /** The cluster names its nodes: pods are where the record says, and nowhere else. */
  readonly recorded: boolean;
  /** Pool of each node, and the book of that pool's pod subnet. */
  readonly poolOf: (node: NodeEntry) => AgentPoolProfile | undefined;
  readonly podBook: (pool: AgentPoolProfile) => AddressBook | undefined;
}

export interface Schedule {
  readonly pods: PodEntry[];
  readonly unplaced: { pod: string; reason: string }[];
  /** Addresses that a node holds in its pod subnet, by node index. */
  readonly held: readonly number[];
}

export function schedulePods(input: ScheduleInput): Schedule {
  const { nodes } = input;
  const counts = nodes.map(() => 0);
  const indexOf = new Map(nodes.map((node, index) => [node.name, index]));
  const unplaced: Schedule['unplaced'] = [];
  // Gateways of egress carry no pods but those that ask for them by name (E-50).
  const seated = nodes.map((node) => (input.poolOf(node)?.gatewayProfile ? { ...node, ready: false } : node));
  const seats = createSeats(seated, counts);
  const places = input.pods.map((pod) => {
    const phase = pod.pod?.status?.phase;
    if (phase === 'Succeeded' || phase === 'Failed') return indexOf.get(pod.spec.nodeName ?? '');
    const place = choose(pod);
    if (typeof place === 'number') counts[place] = (counts[place] ?? 0) + 1;
    else if (place !== undefined) unplaced.push({ pod: `${pod.namespace}/${pod.name}`, reason: place });
    return typeof place === 'number' ? place : undefined;
  });

  function choose(pod: DeclaredPod): number | string | undefined {
    const { nodeName } = pod.spec;
    if (nodeName !== undefined) {
      const index = indexOf.get(nodeName);
      if (index === undefined) return 'noNode';
      if (input.recorded) return index;
      return nodes[index]?.ready === true ? (hasRoom(index) ? index : 'noCapacity') : 'nodeNotReady';
    }
    if (input.recorded) return undefined;
    return seats.emptiest() ?? 'noCapacity';
  }
  function hasRoom(index: number): boolean {
    return (counts[index] ?? 0) < (nodes[index]?.maxPods ?? 0);
  }

  const addressed = nodes.map(() => 0);
  input.pods.forEach((pod, position) => {
    const index = places[position];
    if (index !== undefined && pod.spec.hostNetwork !== true) addressed[index] = (addressed[index] ?? 0) + 1;
  });
  const givers = nodes.map((node, index) => createGiver(input, node, index, addressed[index] ?? 0));
  const pods = input.pods.map((pod, position) => {
    const nodeIndex = places[position];
    const node = nodeIndex === undefined ? undefined : nodes[nodeIndex];
    const entry = entryOf(pod, node, nodeIndex);
    const podIP = pod.pod?.status?.podIP;
    // An address of the other family is the pod's own too; it just matches no IPv4 range (NP26).
    if (podIP?.includes(':')) return { ...entry, address: undefined, ip: podIP };
    const declared = podIP === undefined ? undefined : parseIpv4(podIP);
    const hostNetwork = pod.spec.hostNetwork === true;
    const live = entry.phase !== 'Succeeded' && entry.phase !== 'Failed';
    const address =
      declared ?? (hostNetwork ? node?.address : live && nodeIndex !== undefined ? givers[nodeIndex]?.give() : undefined);
    if (address === undefined && node && live && !hostNetwork && !input.recorded) {
      unplaced.push({ pod: `${pod.namespace}/${pod.name}`, reason: 'noAddress' });
    }
    return { ...entry, address, ip: address === undefined ? '' : formatIpv4(address) };
  });
  return { pods, unplaced, held: givers.map((giver) => giver.held) };
}

/** Ready nodes with room, the one with the fewest pods first, of equals the first: a heap whose keys are brought up to date when they are met. */
function createSeats(nodes: readonly NodeEntry[], counts: readonly number[]): { readonly emptiest: () => number | undefined } {
  const size = nodes.length;
  const heap = nodes.flatMap((node, index) => (node.ready ? [index] : []));
  const sink = (key: number): void => {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      const child = right < heap.length && (heap[right] ?? 0) < (heap[left] ?? 0) ? right : left;
      const lower = heap[child];
      if (child >= heap.length || lower === undefined || lower >= key) break;
      heap[at] = lower;
      at = child;
    }
    heap[at] = key;
  };
  return {
    emptiest: () => {
      for (let top = heap[0]; top !== undefined; top = heap[0]) {
        const index = top % size;
        const count = counts[index] ?? 0;
        if (count >= (nodes[index]?.maxPods ?? 0)) {
          const last = heap.pop();
          if (last !== undefined && heap.length > 0) sink(last);
        } else if (top === count * size + index) return index;
        else sink(count * size + index);
      }
      return undefined;
    },
  };
}

interface Giver {
  readonly held: number;
  give(): Ipv4 | undefined;
}

/** Hands out a node's pod addresses in order, skipping none. */
function createGiver(input: ScheduleInput, node: NodeEntry, index: number, pods: number): Giver {
  const range = (from: Ipv4, to: Ipv4, held: number): Giver => {
    let next = from;
    return { held, give: () => (next <= to ? next++ : undefined) };
  };
  if (input.mode === 'overlay' || input.mode === 'kubenet') {
    // .0 names the range and .1 is its gateway; pods count from .2 (world-format).
    return node.podRange ? range(node.podRange.base + 2, cidrLast(node.podRange) - 1, 0) : range(1, 0, 0);
  }
  if (input.mode === 'nodeSubnet') {
    const run = input.runs[index];
    return run === undefined ? range(1, 0, 0) : range(run, run + node.maxPods - 1, 0);
  }
  const pool = input.poolOf(node);
  const book = pool && node.ready ? input.podBook(pool) : undefined;
  if (!pool || !book) return range(1, 0, 0);
  const blocks = pool.podIPAllocationMode === 'StaticBlock' ? staticBlocks(node.maxPods) : dynamicAddresses(pods) / 16;
  const bases: Ipv4[] = [];
  for (let block = 0; block < blocks; block++) {
    const base = takeRun(book, 16, pool.podIPAllocationMode === 'StaticBlock' ? 16 : 1);
    if (base !== undefined) bases.push(base);
  }
  const addresses = bases.flatMap((base) => Array.from({ length: 16 }, (_, offset) => base + offset));
  // One address of a static block is held back for the node.
  const usable = pool.podIPAllocationMode === 'StaticBlock' ? addresses.slice(1) : addresses;
  let next = 0;
  return { held: bases.length * 16, give: () => usable[next++] };
}

function entryOf(pod: DeclaredPod, node: NodeEntry | undefined, nodeIndex: number | undefined): Omit<PodEntry, 'address' | 'ip'> {
  const status = pod.pod?.status;
  const containers = pod.spec.containers;
  const ready = status?.conditions?.find((condition) => condition.type === 'Ready');
  const phase = status?.phase ?? 'Running';
  const nodeReady = node === undefined || node.ready;
  return {
    namespace: pod.namespace,
    name: pod.name,
    labels: pod.labels,
    node: node?.name ?? '',
    nodeIndex,
    hostNetwork: pod.spec.hostNetwork === true,
    ready: (ready ? ready.status === 'True' : phase === 'Running') && nodeReady,
    phase,
    terminating: pod.pod?.metadata.deletionTimestamp !== undefined,
    containers,
    portContainers: portContainersOf(pod.spec),
    ports: containers.flatMap((container) =>
      (container.ports ?? []).map((port) => ({
        port: port.containerPort,
        protocol: port.protocol,
        ...(port.name === undefined ? {} : { name: port.name }),
      })),
    ),
    dnsPolicy: pod.spec.dnsPolicy ?? 'ClusterFirst',
    tlsPorts: pod.tlsPorts,
    ...(pod.spec.dnsConfig === undefined ? {} : { dnsConfig: pod.spec.dnsConfig }),
    ...(pod.spec.serviceAccountName === undefined ? {} : { serviceAccountName: pod.spec.serviceAccountName }),
    ...(pod.owner === undefined ? {} : { owner: pod.owner }),
    ...(pod.spec.hostname === undefined ? {} : { hostname: pod.spec.hostname }),
    ...(pod.spec.subdomain === undefined ? {} : { subdomain: pod.spec.subdomain }),
  };
}
