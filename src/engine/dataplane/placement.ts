// compilePlacement: addresses and places of everything declared, as a function of the document alone.
// Rules: world-format "Addresses are a function of the document", A-10… …A-33.
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ManagedCluster, NetworkDocument, PolicyEngine } from '../model/networkDocument.ts';
import { listObjects, type NetworkSpec } from '../model/spec.ts';
import { type Cidr, formatIpv4, type Ipv4, parseCidr, parseIpv4 } from '../net/ipv4.ts';
import { compareText } from '../net/hash.ts';
import { type AddressBook, createAddressBook, takeExact, usableAddresses } from './addressBook.ts';
import { internalSubnet, isInternal, wantedAddress } from './frontends.ts';
import { holdDeclared, outsideHosts, placeNeighbours, withNameServers } from './neighbours.ts';
import { allocateNodes, maxPodsOf, type Mode, modeOf, staticBlocks, surgeOf } from './nodes.ts';
import { schedulePods } from './schedule.ts';
import { allocateServiceAddresses } from './serviceAddresses.ts';
import { snatPorts } from './snatPorts.ts';
import { privateEndpointsOf } from './suppliers.ts';
import type { DemandPart, NodeEntry, Placement, SubnetEntry } from './tables.ts';
import { devicePorts } from './validateDevices.ts';
import { validateNetwork } from './validateNetwork.ts';
import { expandPods } from './workloads.ts';

export interface PlacementOptions {
  readonly policyEngine?: PolicyEngine;
  /** Nodes that are known not to become Ready, and why (E-3). */
  readonly unready?: ReadonlyMap<string, string>;
}

export function compilePlacement(spec: NetworkSpec, options: PlacementOptions = {}): Placement {
  const { network } = spec;
  const cluster = network.managedClusters[0];
  const mode = modeOf(cluster);
  const profile = cluster?.networkProfile;
  const podCidr = mode === 'overlay' || mode === 'kubenet' ? parseCidr(profile?.podCidr ?? '10.244.0.0/16') : undefined;
  const serviceCidr = parseCidr(profile?.serviceCidr ?? '10.0.0.0/16');
  const dnsServiceIP = parseIpv4(profile?.dnsServiceIP ?? (serviceCidr ? formatIpv4(serviceCidr.base + 10) : ''));
  const books = booksOf(network);
  const nodeSubnet = cluster?.agentPoolProfiles[0]?.vnetSubnet ?? network.virtualNetworks[0]?.subnets[0]?.name ?? '';
  holdDeclared(network, books);
  const services = listObjects(spec, 'Service');
  const held = holdInternalFrontends(services, nodeSubnet, books);

  const given = cluster
    ? allocateNodes(cluster, mode, { bySubnet: books, podCidr, defaultSubnet: nodeSubnet, location: network.location })
    : { nodes: [], runs: [] };
  const nodes = given.nodes.map((node) => {
    const reason = options.unready?.get(node.name);
    return reason === undefined ? node : { ...node, ready: false, reason };
  });
  release(held);
  const addresses = allocateServiceAddresses({ services, network, serviceCidr, dnsServiceIP, nodeSubnet, bySubnet: books });
  const poolOf = (node: NodeEntry): ManagedCluster['agentPoolProfiles'][number] | undefined =>
    cluster?.agentPoolProfiles.find((pool) => pool.name === node.pool);
  const schedule = schedulePods({
    pods: expandPods(
      spec,
      nodes.map((node) => node.name),
    ),
    nodes,
    runs: given.runs,
    mode,
    recorded: cluster?.nodes !== undefined,
    poolOf,
    podBook: (pool) => (pool.podSubnet === undefined ? undefined : books.get(pool.podSubnet)),
  });
  const neighbours = placeNeighbours(network, books);
  const subnets = subnetTable(network, books, { cluster, mode, nodes, held: schedule.held, frontends: addresses.frontends });
  const policyEngine = options.policyEngine ?? engineOf(cluster);
  const placed: Omit<Placement, 'diagnostics'> = {
    network,
    cluster,
    clusterVnet: network.virtualNetworks.find((vnet) => vnet.subnets.some((subnet) => subnet.name === nodeSubnet))?.name ?? '',
    mode,
    policyEngine,
    podCidr,
    serviceCidr,
    dnsServiceIP,
    subnets,
    nodes,
    pods: schedule.pods,
    podsUnplaced: schedule.unplaced,
    hosts: withNameServers(network, [...neighbours.machines, ...outsideHosts(network)]),
    privateEndpoints: neighbours.privateEndpoints,
    namespaceLabels: namespaceLabels(spec),
    serviceAddresses: addresses.table,
    outboundIP: addresses.outboundIP,
    publicIPs: addresses.publicIPs,
    ...(cluster ? snatPorts(cluster) : {}),
    ...devicePorts(network),
  };
  const diagnostics: Diagnostic[] = [...validateNetwork(placed), ...addresses.diagnostics];
  return { ...placed, diagnostics };
}

function engineOf(cluster: ManagedCluster | undefined): PolicyEngine {
  const profile = cluster?.networkProfile;
  if (profile?.networkDataplane === 'cilium') return 'cilium';
  return profile?.networkPolicy ?? 'none';
}

function booksOf(network: NetworkDocument): Map<string, AddressBook> {
  const books = new Map<string, AddressBook>();
  for (const vnet of network.virtualNetworks) {
    for (const subnet of vnet.subnets) {
      const range = parseCidr(subnet.addressPrefix);
      if (range) books.set(subnet.name, createAddressBook(range));
    }
  }
  return books;
}

type Services = ReturnType<typeof listObjects<'Service'>>;

interface Held {
  readonly book: AddressBook;
  readonly address: Ipv4;
}

/** Static internal frontends are declared addresses too: nodes keep clear of them. What somebody else declared is not theirs to hold. */
function holdInternalFrontends(services: Services, nodeSubnet: string, books: ReadonlyMap<string, AddressBook>): readonly Held[] {
  return services
    .filter((service) => service.spec.type === 'LoadBalancer' && isInternal(service))
    .flatMap((service): Held[] => {
      const book = books.get(internalSubnet(service, nodeSubnet));
      const address = parseIpv4(wantedAddress(service) ?? '');
      return book && address !== undefined && takeExact(book, address) ? [{ book, address }] : [];
    });
}

function release(held: readonly Held[]): void {
  for (const { book, address } of held) {
    book.taken.delete(address);
    book.cursor = Math.min(book.cursor, address);
  }
}

function namespaceLabels(spec: NetworkSpec): Placement['namespaceLabels'] {
  const labels = new Map<string, Readonly<Record<string, string>>>();
  for (const name of Object.keys(spec.objects).sort(compareText)) {
    if (name !== '') labels.set(name, { 'kubernetes.io/metadata.name': name });
  }
  for (const namespace of listObjects(spec, 'Namespace')) {
    const { name } = namespace.metadata;
    labels.set(name, { ...namespace.metadata.labels, 'kubernetes.io/metadata.name': name });
  }
  return labels;
}

interface SubnetUse {
  readonly cluster: ManagedCluster | undefined;
  readonly mode: Mode;
  readonly nodes: readonly NodeEntry[];
  readonly held: readonly number[];
  readonly frontends: readonly string[];
}

/** Used now and needed with surge, per subnet. */
function subnetTable(network: NetworkDocument, books: ReadonlyMap<string, AddressBook>, use: SubnetUse): SubnetEntry[] {
  const parts = new Map<string, DemandPart[]>();
  const add = (subnet: string, part: Omit<DemandPart, 'addresses'> & { readonly addresses?: number }): void => {
    const list = parts.get(subnet) ?? [];
    parts.set(subnet, [...list, { addresses: part.count * part.each, ...part }]);
  };
  const firstSubnet = network.virtualNetworks[0]?.subnets[0]?.name ?? '';
  for (const pool of use.cluster?.agentPoolProfiles ?? []) {
    const subnet = pool.vnetSubnet ?? firstSubnet;
    const maxPods = maxPodsOf(pool, use.mode);
    const each = use.mode === 'nodeSubnet' ? 1 + maxPods : 1;
    const count = use.cluster?.nodes?.length ?? pool.count;
    // What the declared nodes ask for, whether or not they found it: that is what "used" means in a plan that does not fit.
    add(subnet, { what: 'nodes', pool: pool.name, count, each });
    add(subnet, { what: 'surge', pool: pool.name, count: surgeOf(pool), each });
    if (pool.podSubnet === undefined || use.mode !== 'podSubnet') continue;
    const isStatic = pool.podIPAllocationMode === 'StaticBlock';
    const perPodNode = isStatic ? staticBlocks(maxPods) * 16 : 16;
    const held = use.nodes.flatMap((node, index) => (node.pool === pool.name ? Math.max(use.held[index] ?? 0, perPodNode) : []));
    const addresses = held.reduce((sum, item) => sum + item, 0);
    add(pool.podSubnet, { what: 'podBlocks', pool: pool.name, count: held.length, each: perPodNode, addresses });
    add(pool.podSubnet, { what: 'podSurge', pool: pool.name, count: surgeOf(pool), each: perPodNode });
  }
  const single = (what: DemandPart['what'], names: readonly string[]): void => {
    for (const name of new Set(names)) add(name, { what, count: names.filter((other) => other === name).length, each: 1 });
  };
  single(
    'machines',
    (network.virtualMachines ?? []).map((machine) => machine.subnet),
  );
  single('frontends', use.frontends);
  single('privateEndpoints', privateEndpointSubnets(network));
  return network.virtualNetworks.flatMap((vnet) =>
    vnet.subnets.flatMap((subnet) => {
      const range: Cidr | undefined = books.get(subnet.name)?.range;
      if (!range) return [];
      const usable = usableAddresses(range);
      const own = (parts.get(subnet.name) ?? []).filter(({ addresses }) => addresses > 0);
      const sum = (list: readonly DemandPart[]): number => list.reduce((total, { addresses }) => total + addresses, 0);
      const now = sum(own.filter(({ what }) => what !== 'surge' && what !== 'podSurge'));
      const needed = sum(own);
      return [
        {
          name: subnet.name,
          virtualNetwork: vnet.name,
          addressPrefix: subnet.addressPrefix,
          range,
          usable,
          used: now,
          needed,
          free: usable - needed,
          parts: own,
        },
      ];
    }),
  );
}

function privateEndpointSubnets(network: NetworkDocument): string[] {
  return privateEndpointsOf(network).map(({ subnet }) => subnet);
}
