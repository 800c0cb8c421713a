// The phone directory itself: CoreDNS pods and their Service where the world does not list them, so that a question is a flow like any other
// and a policy about it means what it says. They take nobody's address, stand in no plan and no matrix. Rules: DNS13, NP41, NP44, G-1.
import type { Service } from '../model/kubernetes.ts';
import { listObjects, type NetworkSpec } from '../model/spec.ts';
import { type Cidr, cidrLast, formatIpv4, parseCidr } from '../net/ipv4.ts';
import type { ServiceTable, ServiceTables } from './services.ts';
import type { Placement, PodEntry } from './tables.ts';

const NAMESPACE = 'kube-system';
const LABELS = { 'k8s-app': 'kube-dns' };
export const RESOLVER_KEY = `${NAMESPACE}/kube-dns`;
const PORTS = [
  { name: 'dns', containerPort: 53, protocol: 'UDP' },
  { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
] as const;

/** The placement with a CoreDNS pod in it: the world's own, or one that stands in for it. */
export function withResolver(placement: Placement): Placement {
  const listed = placement.pods.some((pod) => pod.namespace === NAMESPACE && pod.labels['k8s-app'] === LABELS['k8s-app']);
  if (listed || !placement.cluster) return placement;
  const namespaceLabels = new Map(placement.namespaceLabels);
  if (!namespaceLabels.has(NAMESPACE)) namespaceLabels.set(NAMESPACE, { 'kubernetes.io/metadata.name': NAMESPACE });
  return { ...placement, pods: [...placement.pods, standIn(podRangeOf(placement), seatOf(placement))], namespaceLabels };
}

/** Where pods of this mode have their addresses, so that an ipBlock over them holds CoreDNS too. */
export function podRangeOf(placement: Placement): Cidr | undefined {
  const pool = placement.cluster?.agentPoolProfiles[0];
  const name = placement.mode === 'podSubnet' ? pool?.podSubnet : pool?.vnetSubnet;
  const subnet =
    placement.subnets.find((item) => item.name === name) ??
    placement.subnets.find((item) => item.virtualNetwork === placement.clusterVnet);
  return placement.podCidr ?? subnet?.range;
}

/** It asks the network from a node, so it sits on one: the first that is ready. */
function seatOf({ nodes }: Placement): number | undefined {
  const node = nodes.findIndex(({ ready, address }) => ready && address !== undefined);
  return node < 0 ? undefined : node;
}

const FALLBACK = parseCidr('10.244.0.0/16') ?? { base: 0, prefix: 0 };

/** Its address is the last of the range, which Azure gives to nobody and no node's giver reaches. */
function standIn(range: Cidr | undefined, nodeIndex: number | undefined): PodEntry {
  const address = cidrLast(range ?? FALLBACK);
  return {
    namespace: NAMESPACE,
    name: 'coredns',
    ip: formatIpv4(address),
    address,
    node: '',
    nodeIndex,
    hostNetwork: false,
    ready: true,
    labels: LABELS,
    ports: PORTS.map(({ name, containerPort, protocol }) => ({ name, port: containerPort, protocol })),
    containers: [],
    portContainers: [{ name: 'coredns', ports: PORTS }],
    phase: 'Running',
    terminating: false,
    dnsPolicy: 'Default',
    tlsPorts: [],
    virtual: true,
  };
}

/** The Service `kube-dns` of a cluster whose world does not list one. */
export function resolverServices(spec: NetworkSpec, placement: Placement): Service[] {
  const { dnsServiceIP, cluster } = placement;
  if (!cluster || dnsServiceIP === undefined) return [];
  const clusterIP = formatIpv4(dnsServiceIP);
  const listed = listObjects(spec, 'Service').some(
    ({ metadata, spec: { clusterIP: given } }) =>
      given === clusterIP || `${metadata.namespace}/${metadata.name}` === RESOLVER_KEY,
  );
  if (listed) return [];
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'kube-dns', namespace: NAMESPACE, labels: LABELS },
      spec: {
        type: 'ClusterIP',
        selector: LABELS,
        clusterIP,
        ports: PORTS.map(({ name, containerPort, protocol }) => ({
          name,
          port: containerPort,
          targetPort: containerPort,
          protocol,
        })),
      },
    },
  ];
}

/** The Service that pods ask: whoever has the DNS address, else the one of that name. */
export function findResolver(services: ServiceTables, placement: Placement): ServiceTable | undefined {
  const byAddress = placement.dnsServiceIP === undefined ? undefined : services.byClusterIP.get(placement.dnsServiceIP);
  return byAddress ?? services.byKey.get(RESOLVER_KEY);
}
