// compileDataplane: NetworkSpec → Dataplane. Placement, then policies and Services over it, then what people see of it (Plan).
import type { PolicyEngine } from '../model/networkDocument.ts';
import type { NetworkSpec } from '../model/spec.ts';
import { cidrLast } from '../net/ipv4.ts';
import type { Dataplane } from './dataplane.ts';
import { compilePlacement } from './placement.ts';
import type { Plan, PodPlan, ServicePlan } from './plan.ts';
import { compilePolicies } from './policy.ts';
import { compileServices, type ServiceTable, sortedLabels, usableAnywhere } from './services.ts';
import type { CompiledPolicy, Placement, PodEntry } from './tables.ts';
import { compileTopology } from './topology.ts';

export interface CompileOptions {
  readonly policyEngine?: PolicyEngine;
  /** Tables that are known to be the same still (see recompile in goals/world.ts): only policies changed. */
  readonly reuse?: Dataplane;
}

export function compileDataplane(spec: NetworkSpec, options: CompileOptions = {}): Dataplane {
  if (options.reuse) return { ...options.reuse, policy: compilePolicies(spec, options.reuse.placement) };
  const placed = compilePlacement(spec, options.policyEngine === undefined ? {} : { policyEngine: options.policyEngine });
  const placement = withResolver(placed);
  const policy: CompiledPolicy = compilePolicies(spec, placement);
  const services = compileServices(spec, placement);
  return {
    placement,
    policy,
    services,
    dns: { services, placement, network: spec.network },
    topology: compileTopology(placement, services),
    plan: makePlan(placement, services.list),
    diagnostics: placement.diagnostics,
  };
}

/**
 * CoreDNS where the world lists none: one pod of kube-system with its real label, so that policies about it mean what they say (NP44).
 * It takes no address that anybody else could have; an ipBlock of the DNS Service's address does not match it (NP41).
 */
function withResolver(placement: Placement): Placement {
  const listed = placement.pods.some((pod) => pod.namespace === 'kube-system' && pod.labels['k8s-app'] === 'kube-dns');
  if (listed) return placement;
  const range = placement.podCidr ?? placement.subnets.find((subnet) => subnet.virtualNetwork === placement.clusterVnet)?.range;
  const resolver: PodEntry = {
    namespace: 'kube-system',
    name: 'coredns',
    ip: '',
    address: range ? cidrLast(range) - 1 : undefined,
    node: '',
    nodeIndex: undefined,
    hostNetwork: false,
    ready: true,
    labels: { 'k8s-app': 'kube-dns' },
    ports: [
      { name: 'dns', port: 53, protocol: 'UDP' },
      { name: 'dns-tcp', port: 53, protocol: 'TCP' },
    ],
    containers: [],
    portContainers: [
      {
        name: 'coredns',
        ports: [
          { name: 'dns', containerPort: 53, protocol: 'UDP' },
          { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
        ],
      },
    ],
    phase: 'Running',
    terminating: false,
    dnsPolicy: 'Default',
    tlsPorts: [],
    virtual: true,
  };
  const namespaceLabels = new Map(placement.namespaceLabels);
  if (!namespaceLabels.has('kube-system')) namespaceLabels.set('kube-system', { 'kubernetes.io/metadata.name': 'kube-system' });
  return { ...placement, pods: [...placement.pods, resolver], namespaceLabels };
}

function makePlan(placement: Placement, services: readonly ServiceTable[]): Plan {
  return {
    cluster: placement.cluster?.name ?? '',
    mode: placement.mode,
    policyEngine: placement.policyEngine,
    subnets: placement.subnets.map(({ range: _range, ...subnet }) => subnet),
    nodes: placement.nodes.map(({ address: _address, podRange: _range, ...node }) => node),
    pods: placement.pods.flatMap((pod) => (pod.virtual || (pod.node === '' && pod.ip === '') ? [] : [podPlan(pod)])),
    podsUnplaced: placement.podsUnplaced,
    services: services.map((table) => servicePlan(table, placement)),
    ...(placement.snatPortsPerNode === undefined ? {} : { snatPortsPerNode: placement.snatPortsPerNode }),
    ...(placement.snatMaxNodes === undefined ? {} : { snatMaxNodes: placement.snatMaxNodes }),
  };
}

function podPlan(pod: PodEntry): PodPlan {
  const { namespace, name, ip, node, hostNetwork, ready, labels, owner, ports } = pod;
  return { namespace, name, ip, node, hostNetwork, ready, labels, ports, ...(owner === undefined ? {} : { owner }) };
}

function servicePlan(table: ServiceTable, placement: Placement): ServicePlan {
  const { service } = table;
  const given = placement.serviceAddresses.get(table.key);
  return {
    namespace: service.metadata.namespace,
    name: service.metadata.name,
    type: service.spec.type,
    clusterIP: given?.clusterIP ?? '',
    internal: table.internal,
    ports: table.ports.map(({ spec, nodePort }) => ({
      port: spec.port,
      targetPort: spec.targetPort,
      protocol: spec.protocol,
      ...(spec.name === undefined ? {} : { name: spec.name }),
      ...(nodePort === undefined ? {} : { nodePort }),
    })),
    selected: table.selected,
    endpoints: [...new Set(table.ports.flatMap((port) => sortedLabels(usableAnywhere(port))))],
    ...(given?.externalIP === undefined ? {} : { externalIP: given.externalIP }),
  };
}
