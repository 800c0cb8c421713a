// Services compiled: their addresses and policies, and the endpoints of every port; indexed by every address that means one of them.
// Rules: SVC1–SVC9, SVC17–SVC23, B-1…B-3, B-17, B-24.
import type { Service } from '../model/kubernetes.ts';
import { sameValue } from '../model/sameValue.ts';
import { listObjects, type NetworkSpec } from '../model/spec.ts';
import { type Cidr, type Ipv4, parseCidr, parseIpv4 } from '../net/ipv4.ts';
import {
  type Endpoint,
  type EndpointSource,
  hasSelector,
  indexEndpointSource,
  podEndpoint,
  podMembers,
  selectPods,
  sliceEndpoints,
} from './endpoints.ts';
import { isInternal } from './frontends.ts';
import type { Placement } from './tables.ts';

export interface ServicePortTable {
  readonly spec: Service['spec']['ports'][number];
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
  /** ipMode Proxy: no node knows the load balancer's address, it meets node ports (SVC20). */
  readonly proxied: boolean;
  /** Who may use the load balancer's address; empty = everybody (SVC29, B-17). */
  readonly sourceRanges: readonly Cidr[];
  /** Where those ranges are written. */
  readonly sourceRangesField: string;
  readonly ports: readonly ServicePortTable[];
  /** Everybody behind the name, whatever the port: what DNS says of a headless Service (SVC22). */
  readonly members: readonly Endpoint[];
  /** Pods the selector picks, ready or not, `ns/name`. */
  readonly selected: readonly string[];
}

export interface ServiceTables {
  /** Declared Services in the order of (namespace, name). */
  readonly list: readonly ServiceTable[];
  /** Declared ones and the cluster's own (resolver.ts). */
  readonly byKey: ReadonlyMap<string, ServiceTable>;
  readonly byClusterIP: ReadonlyMap<Ipv4, ServiceTable>;
  /** Frontends and externalIPs; several Services may share one on different ports (B-24). */
  readonly byExternalIP: ReadonlyMap<Ipv4, readonly ServiceTable[]>;
  /** `nodePort/protocol`. */
  readonly byNodePort: ReadonlyMap<string, { readonly table: ServiceTable; readonly port: ServicePortTable }>;
}

export const ANNOTATION = 'service.beta.kubernetes.io/';
const ALLOWED_RANGES = `${ANNOTATION}azure-allowed-ip-ranges`;

export interface ServiceInput {
  readonly spec: NetworkSpec;
  readonly placement: Placement;
  /** Services of the cluster itself that the world does not list; found by name and address, in no list. */
  readonly hidden: readonly Service[];
  /** Tables of the world before, of pods in the same places, whose labels differ in one namespace at most. */
  readonly before?: { readonly services: ServiceTables; readonly placement: Placement; readonly namespace: string };
}

export function compileServices({ spec, placement, hidden, before }: ServiceInput): ServiceTables {
  const source = indexEndpointSource(placement, listObjects(spec, 'EndpointSlice'));
  const list = listObjects(spec, 'Service').map((service) => {
    const known = before?.services.byKey.get(`${service.metadata.namespace}/${service.metadata.name}`);
    return known && before && isUnchanged(known, service, { source, before }) ? known : compileService(service, source);
  });
  const own = hidden.map((service) => compileService(service, source));
  const byExternalIP = new Map<Ipv4, ServiceTable[]>();
  const byNodePort = new Map<string, { table: ServiceTable; port: ServicePortTable }>();
  for (const table of list) {
    for (const address of [...(table.externalIP === undefined ? [] : [table.externalIP]), ...table.externalIPs]) {
      byExternalIP.set(address, [...(byExternalIP.get(address) ?? []), table]);
    }
    for (const port of table.ports) {
      const key = `${port.nodePort ?? ''}/${port.spec.protocol}`;
      // Of two that claim one node port the first has it (NodePortInUse says so).
      if (port.nodePort !== undefined && !byNodePort.has(key)) byNodePort.set(key, { table, port });
    }
  }
  const byClusterIP = new Map<Ipv4, ServiceTable>();
  for (const table of [...list, ...own]) {
    if (table.clusterIP !== undefined && !byClusterIP.has(table.clusterIP)) byClusterIP.set(table.clusterIP, table);
  }
  return { list, byKey: new Map([...own, ...list].map((table) => [table.key, table])), byClusterIP, byExternalIP, byNodePort };
}

function isUnchanged(
  known: ServiceTable,
  service: Service,
  { source, before }: { readonly source: EndpointSource; readonly before: NonNullable<ServiceInput['before']> },
): boolean {
  const given = source.placement.serviceAddresses.get(known.key);
  return (
    known.service === service &&
    service.metadata.namespace !== before.namespace &&
    // Hand-written endpoints look at every ClusterIP and at pods by their address.
    !source.slices.has(known.key) &&
    sameValue(given, before.placement.serviceAddresses.get(known.key))
  );
}

/** The pods behind a selector: one value for all Services of a namespace that select alike, be they thousands. */
interface Backing {
  readonly members: readonly Endpoint[];
  readonly selected: readonly string[];
  endpoints(port: Service['spec']['ports'][number]): readonly Endpoint[];
}

const backings = new WeakMap<EndpointSource, Map<string, Backing>>();

function backingOf(service: Service, source: EndpointSource): Backing {
  let known = backings.get(source);
  if (!known) backings.set(source, (known = new Map()));
  const { metadata, spec } = service;
  const isSelecting = hasSelector(service);
  const alike = [metadata.namespace, isSelecting ? spec.selector : {}, spec.publishNotReadyAddresses === true];
  // Pods of that subdomain have names of their own in it (SVC6).
  if (source.subdomains.has(metadata.name)) alike.push(metadata.name);
  const key = JSON.stringify(alike);
  let backing = known.get(key);
  if (!backing) known.set(key, (backing = createBacking(service, isSelecting ? selectPods(service, source) : [], source)));
  return backing;
}

function createBacking(service: Service, chosen: readonly number[], source: EndpointSource): Backing {
  const pods = chosen.flatMap((index) => {
    const pod = source.placement.pods[index];
    return pod ? [{ pod, index }] : [];
  });
  const byTarget = new Map<string, readonly Endpoint[]>();
  return {
    members: podMembers(service, chosen, source),
    selected: pods.filter(({ pod }) => !pod.virtual).map(({ pod }) => `${pod.namespace}/${pod.name}`),
    endpoints: (port) => {
      const key = `${typeof port.targetPort} ${port.targetPort} ${port.protocol}`;
      let endpoints = byTarget.get(key);
      if (!endpoints) byTarget.set(key, (endpoints = pods.flatMap((entry) => podEndpoint(service, port, entry) ?? [])));
      return endpoints;
    },
  };
}

function joined(pods: readonly Endpoint[], written: readonly Endpoint[]): readonly Endpoint[] {
  return written.length === 0 ? pods : [...pods, ...written];
}

function compileService(service: Service, source: EndpointSource): ServiceTable {
  const { spec } = service;
  const key = `${service.metadata.namespace}/${service.metadata.name}`;
  const given = source.placement.serviceAddresses.get(key);
  const clusterIP = parseIpv4(given?.clusterIP ?? spec.clusterIP ?? '');
  const externalIP = parseIpv4(given?.externalIP ?? '');
  const behind = backingOf(service, source);
  const annotation = service.metadata.annotations?.[ALLOWED_RANGES];
  const ranges = spec.loadBalancerSourceRanges ?? annotation?.split(',') ?? [];
  return {
    service,
    key,
    headless: spec.clusterIP === 'None',
    internal: isInternal(service),
    externalIPs: (spec.externalIPs ?? []).flatMap((text) => parseIpv4(text) ?? []),
    externalLocal: spec.externalTrafficPolicy === 'Local',
    internalLocal: spec.internalTrafficPolicy === 'Local',
    proxied: service.status?.loadBalancer.ingress.some(({ ipMode }) => ipMode === 'Proxy') === true,
    sourceRanges: ranges.flatMap((text) => parseCidr(text.trim()) ?? []),
    sourceRangesField: spec.loadBalancerSourceRanges
      ? 'spec.loadBalancerSourceRanges'
      : `metadata.annotations[${ALLOWED_RANGES}]`,
    ports: spec.ports.map((port, index): ServicePortTable => {
      const nodePort = given?.nodePorts[index];
      const endpoints = joined(behind.endpoints(port), sliceEndpoints(service, port, source));
      return { spec: port, index, endpoints, ...(nodePort === undefined ? {} : { nodePort }) };
    }),
    members: joined(behind.members, sliceEndpoints(service, undefined, source)),
    selected: behind.selected,
    ...(clusterIP === undefined ? {} : { clusterIP }),
    ...(externalIP === undefined ? {} : { externalIP }),
  };
}

/** The port of a Service that a packet names; the protocol is part of the name. */
export function findPort(table: ServiceTable, port: number, protocol: string): ServicePortTable | undefined {
  return table.ports.find((item) => item.spec.port === port && item.spec.protocol === protocol);
}
