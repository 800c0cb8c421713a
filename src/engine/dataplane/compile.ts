// compileDataplane: NetworkSpec → Dataplane. Placement, then policies and Services over it, then what people see of it (Plan).
import type { Diagnostic } from '../model/diagnostic.ts';
import type { PolicyEngine } from '../model/networkDocument.ts';
import type { NetworkSpec } from '../model/spec.ts';
import { compileAppGateways } from './appGateways.ts';
import { hasInstalls, withInstalls } from './controllerInstalls.ts';
import { findControllers, servedClasses, withControllerPods } from './controllers.ts';
import type { Dataplane } from './dataplane.ts';
import { compileDevices } from './devices.ts';
import { compileDirectories } from './directories.ts';
import { sortedLabels, usableAnywhere } from './endpoints.ts';
import { compileHttp } from './httpTables.ts';
import { compileGuards } from './guards.ts';
import { compilePlacement } from './placement.ts';
import type { Plan, PodPlan, ServicePlan } from './plan.ts';
import { compilePolicies } from './policy.ts';
import { checkPolicies, POLICY_CODES } from './policyKinds.ts';
import { findResolver, resolverServices, withResolver } from './resolver.ts';
import { type Replacement, replaceInPlacement } from './relabel.ts';
import { checkManagedZones, withRoutedNames } from './routedNames.ts';
import { compileRoutes } from './routes.ts';
import { compileServices, type ServicePortTable, type ServiceTable } from './services.ts';
import { compileTags } from './serviceTags.ts';
import type { Placement, PodEntry } from './tables.ts';
import { compileTopology } from './topology.ts';
import { claimsOf } from './trafficClaims.ts';
import { compileTrafficFrontends, frontendNames } from './trafficFrontends.ts';
import { checkDevices } from './validateDevices.ts';
import { checkRoutes } from './validateRoutes.ts';
import { checkTraffic } from './validateTraffic.ts';

export interface CompileOptions {
  readonly policyEngine?: PolicyEngine;
  /** Nodes that are known not to become Ready, and why (E-3). */
  readonly unready?: ReadonlyMap<string, string>;
  /** Tables that are known to be the same still (see editWorld in goals/world.ts): only policies changed. */
  readonly reuse?: Dataplane;
  /** The world that differs by this one object: what cannot have changed is taken over. */
  readonly replaced?: Replacement & { readonly before: Dataplane };
}

export function compileDataplane(given: NetworkSpec, options: CompileOptions = {}): Dataplane {
  if (options.reuse) return withPolicies(given, options.reuse);
  const spec = withInstalls(given);
  const kept = takeOver(spec, options.replaced);
  const placement = kept?.placement ?? place(spec, options);
  const http = compileHttp(spec);
  const controllers = kept?.controllers ?? findControllers(spec, placement);
  const services = compileServices({
    spec,
    placement,
    hidden: resolverServices(spec, placement),
    ...(kept ? { before: { ...kept.before, namespace: kept.namespace } } : {}),
  });
  const claims = claimsOf(spec.network, http);
  // None of these looks at a pod or a Service.
  const around =
    kept?.before ??
    compileAround(spec, placement, {
      frontends: frontendNames(spec.network, claims),
      network: withRoutedNames(spec, placement, http),
    });
  return {
    placement,
    policy: compilePolicies(spec, placement, services),
    services,
    dns: { services, placement, directories: around.dns.directories, resolver: findResolver(services, placement) },
    http,
    controllers,
    appGateways: compileAppGateways(placement),
    trafficFrontends: compileTrafficFrontends(placement, claims),
    topology: compileTopology(placement, services),
    routes: around.routes,
    guards: around.guards,
    devices: around.devices,
    plan: makePlan(placement, services.list, kept?.before),
    diagnostics: [
      ...placement.diagnostics,
      ...checkRoutes({ http, services, served: servedClasses({ spec, http, controllers }) }),
      ...checkTraffic(placement, claims, http),
      ...checkManagedZones(placement),
      ...deviceDiagnostics(spec),
      ...unreadyDiagnostics(placement),
      ...checkPolicies(spec, placement),
    ],
  };
}

/** Only policies changed: they are compiled, and what is said of them is said anew. */
function withPolicies(spec: NetworkSpec, before: Dataplane): Dataplane {
  const { placement } = before;
  const others = before.diagnostics.filter(({ code }) => !POLICY_CODES.has(code));
  return {
    ...before,
    policy: compilePolicies(spec, placement, before.services),
    diagnostics: [...others, ...checkPolicies(spec, placement)],
  };
}

function place(spec: NetworkSpec, { policyEngine, unready }: CompileOptions): Placement {
  const placed = compilePlacement(spec, {
    ...(policyEngine === undefined ? {} : { policyEngine }),
    ...(unready === undefined ? {} : { unready }),
  });
  return withResolver(withControllerPods(spec, placed));
}

interface TakenOver {
  readonly placement: Placement;
  readonly before: Dataplane;
  /** Where pods have other labels. */
  readonly namespace: string;
  readonly controllers: Dataplane['controllers'] | undefined;
}

function takeOver(spec: NetworkSpec, replaced: CompileOptions['replaced']): TakenOver | undefined {
  if (!replaced || hasInstalls(spec)) return undefined;
  const { before, to } = replaced;
  const placement = replaceInPlacement(spec, before.placement, replaced);
  if (!placement) return undefined;
  const isPod = to.kind === 'Pod';
  // A controller is named by its labels.
  const controllers = isPod && before.controllers.size > 0 ? undefined : before.controllers;
  return { placement, before, namespace: isPod ? to.metadata.namespace : '', controllers };
}

/** What stands around the cluster: signposts, guards, devices, directories. */
function compileAround(
  spec: NetworkSpec,
  placement: Placement,
  names: { readonly frontends: ReadonlyMap<string, string>; readonly network: NetworkSpec['network'] },
): Pick<Dataplane, 'routes' | 'guards' | 'devices'> & { readonly dns: Pick<Dataplane['dns'], 'directories'> } {
  const rangesOfTag = compileTags(spec.network);
  const routes = compileRoutes({ placement, rangesOfTag });
  const directories = compileDirectories({ ...placement, network: names.network }, names.frontends);
  const resolve = (name: string): readonly number[] => directories.street.addressesOf(name);
  return {
    routes,
    guards: compileGuards({ placement, routes, rangesOfTag }),
    devices: compileDevices(placement, { rangesOfTag, resolve }),
    dns: { directories },
  };
}

function deviceDiagnostics({ network }: NetworkSpec): Diagnostic[] {
  const found: Diagnostic[] = [];
  checkDevices({
    network,
    report: (code, path, params = {}, severity = 'error') => found.push({ code, severity, path, params }),
  });
  return found;
}

/** Nodes that did not start, by Azure's own name of the reason (G-11). */
function unreadyDiagnostics({ nodes }: Placement): Diagnostic[] {
  return nodes.flatMap(({ name, reason = '' }): Diagnostic[] =>
    reason.endsWith('VMExtensionError')
      ? [{ code: reason, severity: 'warning', path: `nodes.${name}`, params: { node: name } }]
      : [],
  );
}

function makePlan(placement: Placement, services: readonly ServiceTable[], before?: Dataplane): Plan {
  return {
    cluster: placement.cluster?.name ?? '',
    mode: placement.mode,
    policyEngine: placement.policyEngine,
    subnets: placement.subnets.map(({ range: _range, parts: _parts, ...subnet }) => subnet),
    nodes: placement.nodes.map(({ address: _address, podRange: _range, ...node }) => node),
    pods: before?.placement.pods === placement.pods ? before.plan.pods : podPlans(placement.pods),
    podsUnplaced: placement.podsUnplaced,
    services: services.map((table) => servicePlan(table, placement)),
    ...(placement.snatPortsPerNode === undefined ? {} : { snatPortsPerNode: placement.snatPortsPerNode }),
    ...(placement.snatMaxNodes === undefined ? {} : { snatMaxNodes: placement.snatMaxNodes }),
    ...(placement.natGatewayPorts === undefined ? {} : { natGatewayPorts: placement.natGatewayPorts }),
    ...(placement.firewallSnatPorts === undefined ? {} : { firewallSnatPorts: placement.firewallSnatPorts }),
  };
}

const plans = new WeakMap<PodEntry, PodPlan>();

function podPlans(pods: readonly PodEntry[]): PodPlan[] {
  return pods.flatMap((pod) => {
    if (pod.virtual || (pod.node === '' && pod.ip === '')) return [];
    let plan = plans.get(pod);
    if (!plan) plans.set(pod, (plan = podPlan(pod)));
    return [plan];
  });
}

function podPlan(pod: PodEntry): PodPlan {
  const { namespace, name, ip, node, hostNetwork, ready, labels, owner, ports } = pod;
  return { namespace, name, ip, node, hostNetwork, ready, labels, ports, ...(owner === undefined ? {} : { owner }) };
}

const labels = new WeakMap<ServicePortTable['endpoints'], readonly string[]>();

function labelsOf(port: ServicePortTable): readonly string[] {
  let known = labels.get(port.endpoints);
  if (!known) labels.set(port.endpoints, (known = [...new Set(sortedLabels(usableAnywhere(port)))]));
  return known;
}

function labelsBehind({ ports }: ServiceTable): readonly string[] {
  const [only, ...others] = ports;
  return only && others.length === 0 ? labelsOf(only) : [...new Set(ports.flatMap(labelsOf))];
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
    endpoints: labelsBehind(table),
    ...(given?.externalIP === undefined ? {} : { externalIP: given.externalIP }),
  };
}
