// Services compiled: endpoints with their conditions, addresses, and the sets kube-proxy may choose from.
// Rules: SVC1–SVC13, SVC17, SVC19–SVC23, SVC30, B-1…B-3, B-12.
import type { EndpointSlice, Service, ServicePort } from '../model/kubernetes.ts';
import { listObjects, type NetworkSpec } from '../model/spec.ts';
import { compareText } from '../net/hash.ts';
import { type Cidr, formatIpv4, type Ipv4, parseCidr, parseIpv4 } from '../net/ipv4.ts';
import { namedPort } from './policyPorts.ts';
import { isInternal } from './serviceAddresses.ts';
import type { Placement, PodEntry } from './tables.ts';

export interface Endpoint {
  readonly address: Ipv4;
  readonly port: number;
  /** Index into placement.pods; undefined for an address of a hand-written slice. */
  readonly pod?: number;
  readonly nodeIndex?: number;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly hostname?: string;
  /** `ns/pod:port`, or `address:port`. */
  readonly label: string;
}

export interface ServicePortTable {
  readonly spec: ServicePort;
  readonly index: number;
  readonly nodePort?: number;
  readonly endpoints: readonly Endpoint[];
}

export interface ServiceTable {
  readonly service: Service;
  /** `ns/name`. */
  readonly key: string;
  readonly headless: boolean;
  readonly clusterIP?: Ipv4;
  readonly externalIP?: Ipv4;
  readonly externalIPs: readonly Ipv4[];
  readonly internal: boolean;
  readonly externalLocal: boolean;
  readonly internalLocal: boolean;
  /** Who may use the load balancer's address; empty = everybody. The annotation does the same (SVC29, B-17). */
  readonly sourceRanges: readonly Cidr[];
  readonly ports: readonly ServicePortTable[];
  /** Pods the selector picks, ready or not, `ns/name`. */
  readonly selected: readonly string[];
}

export interface ServiceTables {
  readonly list: readonly ServiceTable[];
  readonly byKey: ReadonlyMap<string, ServiceTable>;
  readonly byClusterIP: ReadonlyMap<Ipv4, ServiceTable>;
  /** Frontends and externalIPs; several Services may share one on different ports (B-24). */
  readonly byExternalIP: ReadonlyMap<Ipv4, readonly ServiceTable[]>;
  /** `nodePort/protocol`. */
  readonly byNodePort: ReadonlyMap<string, { readonly table: ServiceTable; readonly port: ServicePortTable }>;
}

const ALLOWED_RANGES = 'service.beta.kubernetes.io/azure-allowed-ip-ranges';

export function compileServices(spec: NetworkSpec, placement: Placement): ServiceTables {
  const podsByNamespace = new Map<string, number[]>();
  placement.pods.forEach((pod, index) => {
    if (pod.virtual) return;
    const members = podsByNamespace.get(pod.namespace);
    if (members) members.push(index);
    else podsByNamespace.set(pod.namespace, [index]);
  });
  const slices = listObjects(spec, 'EndpointSlice');
  const list = listObjects(spec, 'Service').map((service) => compileService(service, placement, podsByNamespace, slices));
  const byExternalIP = new Map<Ipv4, ServiceTable[]>();
  const byNodePort = new Map<string, { table: ServiceTable; port: ServicePortTable }>();
  for (const table of list) {
    for (const address of [...(table.externalIP === undefined ? [] : [table.externalIP]), ...table.externalIPs]) {
      byExternalIP.set(address, [...(byExternalIP.get(address) ?? []), table]);
    }
    for (const port of table.ports) {
      if (port.nodePort !== undefined) byNodePort.set(`${port.nodePort}/${port.spec.protocol}`, { table, port });
    }
  }
  return {
    list,
    byKey: new Map(list.map((table) => [table.key, table])),
    byClusterIP: new Map(list.flatMap((table) => (table.clusterIP === undefined ? [] : [[table.clusterIP, table] as const]))),
    byExternalIP,
    byNodePort,
  };
}

function compileService(
  service: Service,
  placement: Placement,
  podsByNamespace: ReadonlyMap<string, readonly number[]>,
  slices: readonly EndpointSlice[],
): ServiceTable {
  const { namespace, name } = service.metadata;
  const key = `${namespace}/${name}`;
  const { spec } = service;
  const given = placement.serviceAddresses.get(key);
  const clusterIP = given && given.clusterIP !== 'None' ? parseIpv4(given.clusterIP) : undefined;
  const externalIP = given?.externalIP === undefined ? undefined : parseIpv4(given.externalIP);
  // A selector that is missing or empty has no managed endpoints; ExternalName ignores it (SVC1, SVC21).
  const selects = spec.selector !== undefined && Object.keys(spec.selector).length > 0 && spec.type !== 'ExternalName';
  const chosen = selects
    ? (podsByNamespace.get(namespace) ?? []).filter((index) => covers(spec.selector ?? {}, placement.pods[index]))
    : [];
  const ports = spec.ports.map((port, index): ServicePortTable => {
    const nodePort = given?.nodePorts[index];
    const endpoints = selects
      ? chosen.flatMap((pod) => podEndpoint(service, port, pod, placement))
      : sliceEndpoints(service, port, slices, placement);
    return { spec: port, index, endpoints, ...(nodePort === undefined ? {} : { nodePort }) };
  });
  return {
    service,
    key,
    headless: spec.clusterIP === 'None',
    internal: isInternal(service),
    externalIPs: (spec.externalIPs ?? []).flatMap((text) => parseIpv4(text) ?? []),
    externalLocal: spec.externalTrafficPolicy === 'Local',
    internalLocal: spec.internalTrafficPolicy === 'Local',
    sourceRanges: (spec.loadBalancerSourceRanges ?? service.metadata.annotations?.[ALLOWED_RANGES]?.split(',') ?? []).flatMap(
      (text) => parseCidr(text.trim()) ?? [],
    ),
    ports,
    selected: chosen.flatMap((index) => placement.pods[index] ?? []).map((pod) => `${pod.namespace}/${pod.name}`),
    ...(clusterIP === undefined ? {} : { clusterIP }),
    ...(externalIP === undefined ? {} : { externalIP }),
  };
}

/** Equality only, ANDed (SVC1). */
function covers(selector: Readonly<Record<string, string>>, pod: PodEntry | undefined): boolean {
  if (!pod) return false;
  for (const key in selector) if (!Object.hasOwn(pod.labels, key) || pod.labels[key] !== selector[key]) return false;
  return true;
}

function podEndpoint(service: Service, port: ServicePort, index: number, placement: Placement): Endpoint[] {
  const pod = placement.pods[index];
  // Finished pods and pods without an address are no endpoints (SVC2).
  if (!pod || pod.address === undefined || pod.phase === 'Succeeded' || pod.phase === 'Failed') return [];
  // A pod without that port name is left out of this port, silently (SVC5).
  const target = typeof port.targetPort === 'number' ? port.targetPort : portNamed(pod, port.targetPort, port.protocol);
  if (target === undefined) return [];
  const ready = service.spec.publishNotReadyAddresses === true || (pod.ready && !pod.terminating);
  const hostname = pod.hostname !== undefined && pod.subdomain === service.metadata.name ? pod.hostname : undefined;
  return [
    {
      address: pod.address,
      port: target,
      pod: index,
      ready,
      serving: pod.ready,
      terminating: pod.terminating,
      label: `${pod.namespace}/${pod.name}:${target}`,
      ...(pod.nodeIndex === undefined ? {} : { nodeIndex: pod.nodeIndex }),
      ...(hostname === undefined ? {} : { hostname }),
    },
  ];
}

/** hostNetwork pods have named ports for Services, though not for policies (SVC5, NP32). */
function portNamed(pod: PodEntry, name: string, protocol: ServicePort['protocol']): number | undefined {
  return namedPort({ ...pod, hostNetwork: false }, name, protocol);
}

/** Endpoints somebody wrote by hand: same namespace, the label, the same port name (SVC7, SVC8). */
function sliceEndpoints(service: Service, port: ServicePort, slices: readonly EndpointSlice[], placement: Placement): Endpoint[] {
  if (service.spec.type === 'ExternalName') return [];
  return slices
    .filter((slice) => slice.metadata.namespace === service.metadata.namespace && slice.addressType === 'IPv4')
    .filter((slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === service.metadata.name)
    .flatMap((slice) => {
      const match = slice.ports.find((item) => (item.name ?? '') === (port.name ?? '') && item.protocol === port.protocol);
      if (!match) return [];
      return slice.endpoints.flatMap((endpoint): Endpoint[] => {
        const address = parseIpv4(endpoint.addresses[0] ?? '');
        if (address === undefined) return [];
        const target = match.port ?? port.port;
        const pod = placement.pods.findIndex((item) => item.address === address && !item.hostNetwork);
        const node = placement.nodes.findIndex((item) => item.name === endpoint.nodeName);
        const owner = placement.pods[pod];
        return [
          {
            address,
            port: target,
            ready: endpoint.conditions?.ready ?? true,
            serving: endpoint.conditions?.serving ?? endpoint.conditions?.ready ?? true,
            terminating: endpoint.conditions?.terminating ?? false,
            label: owner ? `${owner.namespace}/${owner.name}:${target}` : `${formatIpv4(address)}:${target}`,
            ...(pod < 0 ? {} : { pod }),
            ...(node < 0 ? {} : { nodeIndex: node }),
            ...(endpoint.hostname === undefined ? {} : { hostname: endpoint.hostname }),
          },
        ];
      });
    });
}

/** Cluster policy: ready ones anywhere; if none, those that terminate and still serve (SVC10). */
export function usableAnywhere(port: ServicePortTable): readonly Endpoint[] {
  const ready = port.endpoints.filter((endpoint) => endpoint.ready);
  return ready.length > 0 ? ready : port.endpoints.filter((endpoint) => endpoint.serving && endpoint.terminating);
}

/** Local policy: the same on one node, else nothing (SVC11). */
export function usableOnNode(port: ServicePortTable, nodeIndex: number): readonly Endpoint[] {
  const local = port.endpoints.filter((endpoint) => endpoint.nodeIndex === nodeIndex);
  const ready = local.filter((endpoint) => endpoint.ready);
  return ready.length > 0 ? ready : local.filter((endpoint) => endpoint.serving && endpoint.terminating);
}

/** Ready endpoints of any port on a node: what the health check answers by (SVC30). */
export function readyLocalCount(table: ServiceTable, nodeIndex: number): number {
  return new Set(
    table.ports.flatMap((port) =>
      port.endpoints.filter((endpoint) => endpoint.ready && endpoint.nodeIndex === nodeIndex).map((endpoint) => endpoint.address),
    ),
  ).size;
}

export function sortedLabels(endpoints: readonly Endpoint[]): string[] {
  return endpoints.map((endpoint) => endpoint.label).sort(compareText);
}
