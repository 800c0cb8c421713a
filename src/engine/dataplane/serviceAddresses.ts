// ClusterIPs and node ports of Services (frontends are in frontends.ts): declared ones first, then the lowest free, in the order of (namespace, name).
// Rules: world-format "ClusterIPs not declared", B-1, SVC19, SVC20, VAL37, VAL38, VAL45.
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Service } from '../model/kubernetes.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { type Cidr, cidrContains, cidrLast, formatIpv4, type Ipv4, parseIpv4 } from '../net/ipv4.ts';
import type { AddressBook } from './addressBook.ts';
import { allocateFrontends } from './frontends.ts';
import type { Placement } from './tables.ts';

const FIRST_NODE_PORT = 30_000;
const LAST_NODE_PORT = 32_767;
/** What leaves a Service as it is. */
const WARNINGS: ReadonlySet<string> = new Set(['LoadBalancerClassUnknown', 'LoadBalancerRulesNear']);

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
  const report: Report = (code, service, field, params) => {
    const { namespace, name } = service.metadata;
    diagnostics.push({
      code,
      severity: WARNINGS.has(code) ? 'warning' : 'error',
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
