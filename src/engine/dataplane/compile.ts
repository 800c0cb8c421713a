// compileDataplane: NetworkSpec → Dataplane. Placement, then policies and Services over it, then what people see of it (Plan).
import type { PolicyEngine } from '../model/networkDocument.ts';
import type { NetworkSpec } from '../model/spec.ts';
import { compileAppGateways } from './appGateways.ts';
import { findControllers, servedClasses, withControllerPods, withInstalls } from './controllers.ts';
import type { Dataplane } from './dataplane.ts';
import { compileDeferred } from './deferred.ts';
import { compileDirectories } from './directories.ts';
import { sortedLabels, usableAnywhere } from './endpoints.ts';
import { compileHttp } from './httpTables.ts';
import { compilePlacement } from './placement.ts';
import type { Plan, PodPlan, ServicePlan } from './plan.ts';
import { compilePolicies } from './policy.ts';
import { findResolver, resolverServices, withResolver } from './resolver.ts';
import { compileRoutes } from './routes.ts';
import { compileServices, type ServiceTable } from './services.ts';
import type { Placement, PodEntry } from './tables.ts';
import { compileTopology } from './topology.ts';
import { checkRoutes } from './validateRoutes.ts';

export interface CompileOptions {
  readonly policyEngine?: PolicyEngine;
  /** Tables that are known to be the same still (see editWorld in goals/world.ts): only policies changed. */
  readonly reuse?: Dataplane;
}

export function compileDataplane(given: NetworkSpec, options: CompileOptions = {}): Dataplane {
  if (options.reuse) return { ...options.reuse, policy: compilePolicies(given, options.reuse.placement) };
  const spec = withInstalls(given);
  const placed = compilePlacement(spec, options.policyEngine === undefined ? {} : { policyEngine: options.policyEngine });
  const placement = withResolver(withControllerPods(spec, placed));
  const http = compileHttp(spec);
  const controllers = findControllers(spec, placement);
  const services = compileServices(spec, placement, resolverServices(spec, placement));
  return {
    placement,
    policy: compilePolicies(spec, placement),
    services,
    dns: { services, placement, directories: compileDirectories(placement), resolver: findResolver(services, placement) },
    http,
    controllers,
    appGateways: compileAppGateways(placement),
    topology: compileTopology(placement, services),
    routes: compileRoutes(spec.network),
    deferred: compileDeferred(spec.network),
    plan: makePlan(placement, services.list),
    diagnostics: [
      ...placement.diagnostics,
      ...checkRoutes({ http, services, served: servedClasses({ spec, http, controllers }) }),
    ],
  };
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
