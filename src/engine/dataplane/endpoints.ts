// Endpoints: who answers for a Service, with conditions, and the sets kube-proxy may choose from.
// Rules: SVC1–SVC13, SVC22, SVC30, NP32 (names of hostNetwork pods), KDISC readings of missing conditions.
import type { EndpointSlice, Service, ServicePort } from '../model/kubernetes.ts';
import { compareText } from '../net/hash.ts';
import { cidrContains, type Ipv4, parseCidr, parseIpv4 } from '../net/ipv4.ts';
import { containerPortNamed } from './policyPorts.ts';
import { perPlaces } from './podPlaces.ts';
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
  /** Zones and nodes it was meant for, where somebody wrote its slice (SVC16). */
  readonly hints?: { readonly zones: readonly string[]; readonly nodes: readonly string[] };
  /** `ns/pod:port`, or `address:port`. */
  readonly label: string;
}

/** What endpoints are made from, indexed once for all Services. */
export interface EndpointSource {
  readonly placement: Placement;
  readonly podsByNamespace: ReadonlyMap<string, readonly number[]>;
  /** Subdomains that pods name. */
  readonly subdomains: ReadonlySet<string>;
  /** Pod-network pods by address. */
  readonly podByAddress: ReadonlyMap<Ipv4, number>;
  readonly nodeByName: ReadonlyMap<string, number>;
  /** Hand-written slices by `ns/service` (SVC7). */
  readonly slices: ReadonlyMap<string, readonly EndpointSlice[]>;
  /** ClusterIPs: no endpoint may have one (SVC9). */
  readonly clusterIPs: ReadonlySet<string>;
}

const SERVICE_LABEL = 'kubernetes.io/service-name';
const MANAGED_LABEL = 'endpointslice.kubernetes.io/managed-by';
const CONTROLLER = 'endpointslice-controller.k8s.io';
/** Loopback and link-local addresses are nobody else's endpoint (SVC9). */
const NEVER = ['127.0.0.0/8', '169.254.0.0/16'].flatMap((text) => parseCidr(text) ?? []);

const indexPods = perPlaces((pods): Pick<EndpointSource, 'podsByNamespace' | 'podByAddress' | 'subdomains'> => {
  const podsByNamespace = new Map<string, number[]>();
  const podByAddress = new Map<Ipv4, number>();
  const subdomains = new Set<string>();
  pods.forEach((pod, index) => {
    const members = podsByNamespace.get(pod.namespace);
    if (members) members.push(index);
    else podsByNamespace.set(pod.namespace, [index]);
    if (pod.subdomain !== undefined) subdomains.add(pod.subdomain);
    if (pod.address !== undefined && !pod.hostNetwork && isLive(pod)) podByAddress.set(pod.address, index);
  });
  return { podsByNamespace, podByAddress, subdomains };
});

export function indexEndpointSource(placement: Placement, slices: readonly EndpointSlice[]): EndpointSource {
  const byService = new Map<string, EndpointSlice[]>();
  for (const slice of slices) {
    const service = slice.metadata.labels?.[SERVICE_LABEL];
    if (service === undefined || slice.addressType !== 'IPv4') continue;
    const key = `${slice.metadata.namespace}/${service}`;
    byService.set(key, [...(byService.get(key) ?? []), slice]);
  }
  const nodeByName = new Map(placement.nodes.map((node, index) => [node.name, index]));
  const clusterIPs = new Set([...placement.serviceAddresses.values()].map((given) => given.clusterIP));
  return { placement, ...indexPods(placement.pods), nodeByName, slices: byService, clusterIPs };
}

/** Finished pods and pods without an address are no endpoints (SVC2). */
export function isLive(pod: PodEntry): boolean {
  return pod.phase !== 'Succeeded' && pod.phase !== 'Failed';
}

/** Has the Service endpoints that a controller manages? A missing or empty selector has none, ExternalName ignores it (SVC1, SVC21). */
export function hasSelector(service: Service): boolean {
  const { selector, type } = service.spec;
  return type !== 'ExternalName' && selector !== undefined && Object.keys(selector).length > 0;
}

/** Pods of the Service's namespace whose labels equal every entry of its selector (SVC1). */
export function selectPods(service: Service, source: EndpointSource): number[] {
  const { selector } = service.spec;
  if (selector === undefined || !hasSelector(service)) return [];
  const wanted = Object.entries(selector);
  return (source.podsByNamespace.get(service.metadata.namespace) ?? []).filter((index) => {
    const labels = source.placement.pods[index]?.labels ?? {};
    return wanted.every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
  });
}

/** One pod as endpoint of one port; undefined for a pod that lacks the port's name, which is left out silently (SVC5). */
export function podEndpoint(
  service: Service,
  port: ServicePort,
  entry: { readonly pod: PodEntry; readonly index: number },
): Endpoint | undefined {
  const { pod, index } = entry;
  if (pod.address === undefined || !isLive(pod)) return undefined;
  // hostNetwork pods have named ports for Services, though not for policies (NP32).
  const named = (name: string): number | undefined => containerPortNamed(pod, name, port.protocol);
  const target = typeof port.targetPort === 'number' ? port.targetPort : named(port.targetPort);
  if (target === undefined) return undefined;
  return {
    ...memberOf(service, pod, index),
    address: pod.address,
    port: target,
    label: `${pod.namespace}/${pod.name}:${target}`,
  };
}

/** A pod's conditions and name as an endpoint, whatever the port (SVC3, SVC4, SVC6, SVC8). */
function memberOf(service: Service, pod: PodEntry, index: number): Omit<Endpoint, 'address' | 'port' | 'label'> {
  const hostname = pod.hostname !== undefined && pod.subdomain === service.metadata.name ? pod.hostname : undefined;
  return {
    pod: index,
    ready: service.spec.publishNotReadyAddresses === true || (pod.ready && !pod.terminating),
    serving: pod.ready,
    terminating: pod.terminating,
    ...(pod.nodeIndex === undefined ? {} : { nodeIndex: pod.nodeIndex }),
    ...(hostname === undefined ? {} : { hostname }),
  };
}

/** Every selected pod once, without regard to ports: the names of a headless Service, which may have none (SVC22, DNS2). */
export function podMembers(service: Service, pods: readonly number[], source: EndpointSource): Endpoint[] {
  return pods.flatMap((index) => {
    const pod = source.placement.pods[index];
    if (!pod || pod.address === undefined || !isLive(pod)) return [];
    return [{ ...memberOf(service, pod, index), address: pod.address, port: 0, label: `${pod.namespace}/${pod.name}` }];
  });
}

/**
 * Endpoints that somebody wrote by hand (SVC7), for one port or, without it, for any. Slices that the controller wrote for a Service with a
 * selector are its old answer (`kubectl get -o yaml`): the answer is worked out afresh.
 */
export function sliceEndpoints(service: Service, port: ServicePort | undefined, source: EndpointSource): Endpoint[] {
  if (service.spec.type === 'ExternalName') return [];
  const slices = source.slices.get(`${service.metadata.namespace}/${service.metadata.name}`) ?? [];
  return slices
    .filter((slice) => !hasSelector(service) || slice.metadata.labels?.[MANAGED_LABEL] !== CONTROLLER)
    .flatMap((slice) => {
      if (!port) return slice.endpoints.flatMap((endpoint) => sliceEndpoint(endpoint, 0, source));
      const match = slice.ports.find((item) => (item.name ?? '') === (port.name ?? '') && item.protocol === port.protocol);
      // kube-proxy passes over a port without a number.
      const number = match?.port;
      return number === undefined ? [] : slice.endpoints.flatMap((endpoint) => sliceEndpoint(endpoint, number, source));
    });
}

function sliceEndpoint(endpoint: EndpointSlice['endpoints'][number], port: number, source: EndpointSource): Endpoint[] {
  const text = endpoint.addresses[0] ?? '';
  const address = parseIpv4(text);
  if (address === undefined || source.clusterIPs.has(text) || NEVER.some((range) => cidrContains(range, address))) return [];
  const { ready = true, serving = true, terminating = false } = endpoint.conditions ?? {};
  const pod = source.podByAddress.get(address);
  const owner = pod === undefined ? undefined : source.placement.pods[pod];
  const node = source.nodeByName.get(endpoint.nodeName ?? '');
  const zones = (endpoint.hints?.forZones ?? []).map(({ name }) => name);
  const nodes = (endpoint.hints?.forNodes ?? []).map(({ name }) => name);
  return [
    {
      address,
      port,
      ready,
      serving,
      terminating,
      label: `${owner ? `${owner.namespace}/${owner.name}` : text}:${port}`,
      ...(pod === undefined ? {} : { pod }),
      ...(node === undefined ? {} : { nodeIndex: node }),
      ...(endpoint.hostname === undefined ? {} : { hostname: endpoint.hostname }),
      ...(zones.length + nodes.length === 0 ? {} : { hints: { zones, nodes } }),
    },
  ];
}

interface WithEndpoints {
  readonly endpoints: readonly Endpoint[];
}

/** Cluster policy: ready ones anywhere; if none, those that terminate and still serve (SVC10). */
export function usableAnywhere(port: WithEndpoints): readonly Endpoint[] {
  return readyOrServing(port.endpoints);
}

/** Local policy: the same on one node, else nothing (SVC11); an endpoint without a node is nowhere local (SVC8). */
export function usableOnNode(port: WithEndpoints, nodeIndex: number): readonly Endpoint[] {
  return readyOrServing(port.endpoints.filter((endpoint) => endpoint.nodeIndex === nodeIndex));
}

function readyOrServing(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const ready = endpoints.filter((endpoint) => endpoint.ready);
  return ready.length > 0 ? ready : endpoints.filter((endpoint) => endpoint.serving && endpoint.terminating);
}

/** Ready endpoints of any port on a node, each address once: what the health check answers by (SVC30). */
export function readyLocalCount(ports: readonly WithEndpoints[], nodeIndex: number): number {
  const ready = ports.flatMap((port) => port.endpoints.filter((endpoint) => endpoint.ready && endpoint.nodeIndex === nodeIndex));
  return new Set(ready.map((endpoint) => endpoint.address)).size;
}

export function sortedLabels(endpoints: readonly Endpoint[]): string[] {
  return endpoints.map((endpoint) => endpoint.label).sort(compareText);
}
