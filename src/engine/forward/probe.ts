// Azure's health probe: which nodes of the pool answer it, and why the others do not. Rules: B-25, C13, B-18, B-19, B-20, C27, D-13, D-17, C30, SVC30.
import type { Dataplane } from '../dataplane/dataplane.ts';
import { type Endpoint, readyLocalCount, usableAnywhere } from '../dataplane/endpoints.ts';
import { ANNOTATION, type ServicePortTable, type ServiceTable } from '../dataplane/services.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { type Ipv4, parseIpv4 } from '../net/ipv4.ts';

/** Where Azure's probes come from. */
const PROBE_SOURCE: Ipv4 = parseIpv4('168.63.129.16') ?? 0;
const NGINX = /(^|\/)ingress-nginx\/controller(:|@|$)/;

export interface Health {
  readonly nodes: readonly number[];
  readonly why: 'none' | 'excluded' | 'endpoints' | 'local' | 'listening' | 'policy' | 'path' | 'guard';
  readonly rule?: RuleRef;
}

const known = new WeakMap<Dataplane, Map<ServicePortTable, Health>>();

/** What the load balancer goes by: the nodes that answered when it last asked (B-18, B-20). Asked once for each port of a dataplane. */
export function findSeenHealthyNodes(dataplane: Dataplane, table: ServiceTable, port: ServicePortTable): Health {
  let ports = known.get(dataplane);
  if (!ports) known.set(dataplane, (ports = new Map()));
  let health = ports.get(port);
  if (!health) ports.set(port, (health = seenHealth(dataplane, table, port)));
  return health;
}

function seenHealth(dataplane: Dataplane, table: ServiceTable, port: ServicePortTable): Health {
  const { probed } = dataplane;
  if (!probed) return findHealthyNodes(dataplane, table, port);
  const seen = probed.services.byKey.get(table.key);
  const seenPort = seen?.ports[port.index];
  if (!seen || !seenPort) return findHealthyNodes(dataplane, table, port);
  const health = findHealthyNodes(probed, seen, seenPort);
  const names = new Set(health.nodes.map((node) => probed.placement.nodes[node]?.name));
  return { ...health, nodes: dataplane.placement.nodes.flatMap(({ name }, index) => (names.has(name) ? [index] : [])) };
}

/** Nodes whose probe is answered. A forwarded TCP or HTTP probe meets the pods' own doors: policies can fail it (D-17). */
function findHealthyNodes(dataplane: Dataplane, table: ServiceTable, port: ServicePortTable): Health {
  const all = dataplane.placement.nodes.flatMap((node, index) => (node.ready && node.excluded !== true ? [index] : []));
  const excluded = dataplane.placement.nodes.find((node) => node.ready && node.excluded === true);
  if (all.length === 0 && excluded) return { nodes: [], why: 'excluded', rule: excludedRule(dataplane, excluded.pool) };
  const guard = guardOf(dataplane, table, port);
  const ready = all.filter((node) => guard(node) === undefined);
  if (ready.length === 0 && all.length > 0) {
    const rule = guard(all[0] ?? 0);
    return { nodes: [], why: 'guard', ...(rule ? { rule } : {}) };
  }
  const object = `Service/${table.key}`;
  if (table.externalLocal) {
    const nodes = ready.filter((node) => readyLocalCount(table.ports, node) > 0);
    return { nodes, why: nodes.length > 0 ? 'none' : 'local', rule: { object, field: 'spec.externalTrafficPolicy' } };
  }
  const usable = usableAnywhere(port);
  if (usable.length === 0) {
    return { nodes: [], why: 'endpoints', rule: { object, field: table.selected.length === 0 ? 'spec.selector' : 'spec.ports' } };
  }
  const probe = probeOf(table, port);
  if (!probe) return { nodes: ready, why: 'none' };
  const listening = usable.filter((endpoint) => listens(dataplane, endpoint, port));
  if (listening.length === 0)
    return { nodes: [], why: 'listening', rule: { object, field: `spec.ports[${port.index}].targetPort` } };
  const answering = listening.filter((endpoint) => answers(dataplane, endpoint, probe));
  if (answering.length === 0) return { nodes: [], why: 'path', rule: { object, field: `metadata.annotations[${PATH}]` } };
  let rule: RuleRef | undefined;
  const nodes = ready.filter((node) =>
    answering.some((endpoint) => {
      const denied = probeDenied(dataplane, node, endpoint);
      rule ??= denied;
      return denied === undefined;
    }),
  );
  return { nodes, why: nodes.length > 0 ? 'none' : 'policy', ...(nodes.length === 0 && rule ? { rule } : {}) };
}

function excludedRule({ placement }: Dataplane, pool: string): RuleRef {
  return { object: `ManagedCluster/${placement.cluster?.name ?? ''}`, field: `agentPoolProfiles[${pool}].nodeLabels` };
}

/** Is one node in the pool, and if not, why: what `kubectl describe` never shows. */
export function judgeNode(
  dataplane: Dataplane,
  { table, port }: { readonly table: ServiceTable; readonly port: ServicePortTable },
  node: number,
): { readonly why: Health['why'] | 'notReady'; readonly rule?: RuleRef } {
  const entry = dataplane.placement.nodes[node];
  if (entry?.ready !== true) return { why: 'notReady' };
  if (entry.excluded === true) return { why: 'excluded', rule: excludedRule(dataplane, entry.pool) };
  const health = findSeenHealthyNodes(dataplane, table, port);
  if (health.nodes.includes(node)) return { why: 'none' };
  const guard = guardOf(dataplane, table, port)(node);
  if (guard) return { why: 'guard', rule: guard };
  if (table.externalLocal) return { why: 'local', rule: { object: `Service/${table.key}`, field: 'spec.externalTrafficPolicy' } };
  if (health.why !== 'none' && health.rule) return { why: health.why, rule: health.rule };
  const denied = usableAnywhere(port).map((endpoint) => probeDenied(dataplane, node, endpoint));
  return { why: 'policy', ...(denied[0] ? { rule: denied[0] } : {}) };
}

/** The NSG rule that keeps Azure's probe from a node; the default rule 65001 lets it in unless one before it says no (C27, F-9). */
function guardOf(dataplane: Dataplane, table: ServiceTable, port: ServicePortTable): (node: number) => RuleRef | undefined {
  const { guards, placement } = dataplane;
  const probed = table.externalLocal ? (table.service.spec.healthCheckNodePort ?? HEALTH_PORT) : port.nodePort;
  if (port.spec.protocol !== 'TCP' && !table.externalLocal) return () => undefined;
  return (index) => {
    const node = placement.nodes[index];
    if (node?.address === undefined || probed === undefined) return undefined;
    const decision = guards.ofSubnet(placement.clusterVnet, node.subnet, {
      direction: 'Inbound',
      source: PROBE_SOURCE,
      sourcePort: 50_000,
      destination: node.address,
      destinationPort: probed,
      protocol: 'TCP',
    });
    if (!decision || decision.allowed) return undefined;
    const field = decision.isDefault ? `defaultSecurityRules[${decision.rule}]` : `securityRules[${decision.rule}]`;
    return { object: `NetworkSecurityGroup/${decision.group}`, field };
  };
}

/** Where kube-proxy answers for a Service with policy Local whose port nobody wrote down. */
export const HEALTH_PORT = 32_000;

const PATH = `${ANNOTATION}azure-load-balancer-health-probe-request-path`;

export interface Probe {
  readonly protocol: 'tcp' | 'http' | 'https';
  readonly path: string;
}

/** Protocol: the port's annotation, appProtocol, the Service's annotation, TCP; unknown ones are TCP. Undefined: no probe, every node is taken. */
export function probeOf(table: ServiceTable, port: ServicePortTable): Probe | undefined {
  const annotations = table.service.metadata.annotations ?? {};
  const own = `${ANNOTATION}port_${port.spec.port}_`;
  if (port.spec.protocol !== 'TCP' || port.nodePort === undefined || annotations[`${own}no_probe_rule`] === 'true')
    return undefined;
  const wanted =
    annotations[`${own}health-probe_protocol`] ??
    port.spec.appProtocol ??
    annotations[`${ANNOTATION}azure-load-balancer-health-probe-protocol`] ??
    'tcp';
  const protocol = wanted.toLowerCase();
  return {
    protocol: protocol === 'http' || protocol === 'https' ? protocol : 'tcp',
    path: annotations[`${own}health-probe_request-path`] ?? annotations[PATH] ?? '/',
  };
}

function listens(dataplane: Dataplane, endpoint: Endpoint, port: ServicePortTable): boolean {
  if (endpoint.pod === undefined) return true;
  const pod = dataplane.placement.pods[endpoint.pod];
  return (
    pod?.portContainers.some((container) =>
      container.ports?.some((item) => item.containerPort === endpoint.port && item.protocol === port.spec.protocol),
    ) ?? false
  );
}

/** ingress-nginx answers 200 at /healthz alone; `/` is 404 to it (B-19). Of other pods nothing is known: they answer. */
function answers(dataplane: Dataplane, endpoint: Endpoint, probe: Probe): boolean {
  const pod = endpoint.pod === undefined ? undefined : dataplane.placement.pods[endpoint.pod];
  const isNginx = pod?.containers.some((container) => NGINX.test(container.image ?? '')) === true;
  return probe.protocol === 'tcp' || !isNginx || probe.path === '/healthz';
}

/** The rule that keeps this node's probe from this endpoint, if any. */
function probeDenied(dataplane: Dataplane, node: number, endpoint: Endpoint): RuleRef | undefined {
  if (endpoint.pod === undefined) return undefined;
  const address = dataplane.placement.nodes[node]?.address ?? 0;
  const sameNode = endpoint.nodeIndex === node;
  const decision = dataplane.policy.decide({
    direction: 'ingress',
    pod: endpoint.pod,
    peer: sameNode ? { type: 'address', address: PROBE_SOURCE } : { type: 'node', node, address },
    port: endpoint.port,
    protocol: 'TCP',
    translatedByNode: true,
  });
  return decision.allowed ? undefined : (decision.rule ?? { object: '', field: '' });
}
