// ClusterIPs, node ports and load balancer frontends of Services: declared ones first, then the lowest free, in the order of (namespace, name).
// Rules: world-format "ClusterIPs not declared", B-1, B-13, B-23, B-24, SVC19, SVC20, VAL37, VAL38, VAL45.
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Service } from '../model/kubernetes.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { type Cidr, cidrContains, cidrLast, formatIpv4, type Ipv4, parseIpv4 } from '../net/ipv4.ts';
import { type AddressBook, isAzureReserved, takeExact, takeLowest } from './addressBook.ts';
import type { Placement } from './tables.ts';

const PREFIX = 'service.beta.kubernetes.io/';
export const FIRST_PUBLIC = parseIpv4('20.50.0.1') ?? 0;
const FIRST_NODE_PORT = 30_000;
const LAST_NODE_PORT = 32_767;

export function isInternal(service: Service): boolean {
  return service.metadata.annotations?.[`${PREFIX}azure-load-balancer-internal`] === 'true';
}

/** The subnet of an internal frontend: named by annotation, else the nodes' own (B-23). */
export function internalSubnet(service: Service, nodeSubnet: string): string {
  return service.metadata.annotations?.[`${PREFIX}azure-load-balancer-internal-subnet`] ?? nodeSubnet;
}

export interface ServiceAddressInput {
  readonly services: readonly Service[];
  readonly network: NetworkDocument;
  readonly serviceCidr: Cidr | undefined;
  readonly dnsServiceIP: Ipv4 | undefined;
  readonly nodeSubnet: string;
  readonly bySubnet: ReadonlyMap<string, AddressBook>;
}

export interface ServiceAddresses {
  readonly table: Placement['serviceAddresses'];
  readonly outboundIP: Ipv4;
  /** Declared public addresses by name, those without a number of their own included. */
  readonly publicIPs: ReadonlyMap<string, Ipv4>;
  /** Subnets that internal frontends took an address of. */
  readonly frontends: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export function allocateServiceAddresses(input: ServiceAddressInput): ServiceAddresses {
  const diagnostics: Diagnostic[] = [];
  const report = (code: string, service: Service, field: string, params: Diagnostic['params']): void => {
    const { namespace, name } = service.metadata;
    diagnostics.push({
      code,
      severity: 'error',
      path: `Service/${namespace}/${name}: ${field}`,
      params: { service: `${namespace}/${name}`, ...params },
    });
  };
  const clusterIPs = allocateClusterIPs(input, report);
  const nodePorts = allocateNodePorts(input.services, report);
  const { frontends, ips, next, publicOf } = allocateFrontends(input, report);
  const table = new Map<string, { clusterIP: string; externalIP?: string; nodePorts: readonly (number | undefined)[] }>();
  for (const service of input.services) {
    const key = keyOf(service);
    const externalIP = ips.get(key);
    table.set(key, {
      clusterIP: clusterIPs.get(key) ?? '',
      nodePorts: nodePorts.get(key) ?? [],
      ...(externalIP === undefined ? {} : { externalIP }),
    });
  }
  const publicIPs = new Map(
    [...publicOf].flatMap(([name, text]) => {
      const address = parseIpv4(text);
      return address === undefined ? [] : [[name, address] as const];
    }),
  );
  return { table, outboundIP: next, publicIPs, frontends, diagnostics };
}

type Report = (code: string, service: Service, field: string, params: Diagnostic['params']) => void;

function keyOf(service: Service): string {
  return `${service.metadata.namespace}/${service.metadata.name}`;
}

function allocateClusterIPs(input: ServiceAddressInput, report: Report): Map<string, string> {
  const range = input.serviceCidr;
  const result = new Map<string, string>();
  const taken = new Set<Ipv4>(input.dnsServiceIP === undefined ? [] : [input.dnsServiceIP]);
  for (const service of input.services) {
    const { clusterIP, type } = service.spec;
    if (type === 'ExternalName') result.set(keyOf(service), '');
    else if (clusterIP === 'None') result.set(keyOf(service), 'None');
    else if (clusterIP !== undefined) {
      const address = parseIpv4(clusterIP);
      // The DNS Service itself may be listed: the address is its own.
      const own = address === input.dnsServiceIP && service.metadata.namespace === 'kube-system';
      if (address === undefined || !range || !cidrContains(range, address))
        report('ClusterIpOutOfRange', service, 'spec.clusterIP', { ip: clusterIP });
      else if (taken.has(address) && !own) report('ClusterIpInUse', service, 'spec.clusterIP', { ip: clusterIP });
      if (address !== undefined) taken.add(address);
      result.set(keyOf(service), clusterIP);
    }
  }
  let next = range ? range.base + 11 : 0;
  for (const service of input.services) {
    if (result.has(keyOf(service)) || !range) continue;
    while (taken.has(next)) next++;
    if (next >= cidrLast(range)) {
      report('ServiceCidrExhausted', service, 'spec.clusterIP', {});
      continue;
    }
    result.set(keyOf(service), formatIpv4(next));
    taken.add(next);
  }
  return result;
}

/** A Service that opens node ports: NodePort always, LoadBalancer unless told not to (SVC20). */
function wantsNodePorts(service: Service): boolean {
  const { type, allocateLoadBalancerNodePorts } = service.spec;
  return type === 'NodePort' || (type === 'LoadBalancer' && allocateLoadBalancerNodePorts !== false);
}

function allocateNodePorts(services: readonly Service[], report: Report): Map<string, (number | undefined)[]> {
  const taken = new Map<string, string>();
  for (const service of services) {
    if (service.spec.type !== 'NodePort' && service.spec.type !== 'LoadBalancer') continue;
    service.spec.ports.forEach((port, index) => {
      if (port.nodePort === undefined) return;
      const key = `${port.nodePort}/${port.protocol}`;
      if (taken.has(key))
        report('NodePortInUse', service, `spec.ports[${index}].nodePort`, { port: port.nodePort, holder: taken.get(key) ?? '' });
      else taken.set(key, keyOf(service));
    });
  }
  const result = new Map<string, (number | undefined)[]>();
  const next = { TCP: FIRST_NODE_PORT, UDP: FIRST_NODE_PORT, SCTP: FIRST_NODE_PORT };
  for (const service of services) {
    const external = service.spec.type === 'NodePort' || service.spec.type === 'LoadBalancer';
    result.set(
      keyOf(service),
      service.spec.ports.map((port) => {
        if (!external) return undefined;
        if (port.nodePort !== undefined) return port.nodePort;
        if (!wantsNodePorts(service)) return undefined;
        while (taken.has(`${next[port.protocol]}/${port.protocol}`)) next[port.protocol]++;
        const chosen = next[port.protocol];
        if (chosen > LAST_NODE_PORT) return undefined;
        taken.set(`${chosen}/${port.protocol}`, keyOf(service));
        return chosen;
      }),
    );
  }
  return result;
}

function allocateFrontends(
  input: ServiceAddressInput,
  report: Report,
): { ips: Map<string, string>; frontends: string[]; next: Ipv4; publicOf: ReadonlyMap<string, string> } {
  const ips = new Map<string, string>();
  const frontends: string[] = [];
  const publicOf = new Map<string, string>();
  const taken = new Set<string>((input.network.publicIPAddresses ?? []).flatMap((item) => item.ipAddress ?? []));
  let next = FIRST_PUBLIC;
  const lend = (): string => {
    while (taken.has(formatIpv4(next))) next++;
    const address = formatIpv4(next++);
    taken.add(address);
    return address;
  };
  for (const item of input.network.publicIPAddresses ?? []) publicOf.set(item.name, item.ipAddress ?? lend());
  const balancers = input.services.filter((service) => service.spec.type === 'LoadBalancer');
  // Declared frontends hold their address before anybody is given a free one.
  for (const service of balancers.filter(isInternal)) {
    const wanted = wantedAddress(service);
    if (wanted === undefined) continue;
    const subnet = internalSubnet(service, input.nodeSubnet);
    const book = input.bySubnet.get(subnet);
    const address = parseIpv4(wanted);
    if (!book || address === undefined || !cidrContains(book.range, address))
      report('PrivateIPAddressNotInSubnet', service, 'metadata.annotations', { ip: wanted, subnet });
    else if (isAzureReserved(book.range, address))
      report('PrivateIPAddressInReservedRange', service, 'metadata.annotations', { ip: wanted, subnet });
    else if (!takeExact(book, address)) report('PrivateIPAddressInUse', service, 'metadata.annotations', { ip: wanted, subnet });
    else {
      ips.set(keyOf(service), wanted);
      frontends.push(subnet);
    }
  }
  for (const service of balancers) {
    if (ips.has(keyOf(service))) continue;
    if (isInternal(service)) {
      if (wantedAddress(service) !== undefined) continue;
      const subnet = internalSubnet(service, input.nodeSubnet);
      const book = input.bySubnet.get(subnet);
      const address = book && takeLowest(book);
      if (!book) report('InvalidResourceReference', service, 'metadata.annotations', { kind: 'subnet', name: subnet });
      else if (address === undefined)
        report('InsufficientSubnetSize', service, 'spec.type', { subnet, needed: 1, free: 0, usable: 0 });
      else {
        ips.set(keyOf(service), formatIpv4(address));
        frontends.push(subnet);
      }
      continue;
    }
    const named = service.metadata.annotations?.[`${PREFIX}azure-pip-name`];
    const address = (named === undefined ? undefined : publicOf.get(named)) ?? wantedAddress(service);
    if (named !== undefined && address === undefined)
      report('InvalidResourceReference', service, 'metadata.annotations', { kind: 'publicIPAddress', name: named });
    else ips.set(keyOf(service), address ?? lend());
  }
  while (taken.has(formatIpv4(next))) next++;
  return { ips, frontends, next, publicOf };
}

function wantedAddress(service: Service): string | undefined {
  return service.metadata.annotations?.[`${PREFIX}azure-load-balancer-ipv4`] ?? service.spec.loadBalancerIP;
}
