// The Azure load balancer: which rule, which nodes pass their probe, which one gets this flow. Floating IP: the destination stays (B-13).
// Rules: B-13, B-14, B-17, B-18, B-20, B-22, C30, D-13, D-17, SVC29, SVC30.
import type { Endpoint, ServicePortTable, ServiceTable } from '../dataplane/services.ts';
import { readyLocalCount, usableAnywhere } from '../dataplane/services.ts';
import type { Dataplane } from '../dataplane/dataplane.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { cidrContains, formatIpv4, parseIpv4 } from '../net/ipv4.ts';
import type { Protocol } from '../net/packet.ts';
import { addStep, enter, type Location, stop, type WalkState } from './walkState.ts';

/** Where Azure's probes come from. */
const PROBE_SOURCE = parseIpv4('168.63.129.16') ?? 0;

export function enterLoadBalancer(state: WalkState, internal: boolean): Location | undefined {
  const name = internal ? 'lb:kubernetes-internal' : 'lb:kubernetes';
  enter(state, { kind: 'loadBalancer', name });
  state.via.push(name);
  const tables = state.dataplane.services.byExternalIP.get(state.destination) ?? [];
  const { destinationPort, protocol } = state.packet;
  const match = findRule(tables, destinationPort, protocol);
  if (!match) {
    addStep(state, {
      type: 'loadBalance',
      effect: 'drop',
      code: 'lb.noSuchPort',
      params: { lb: name, port: destinationPort, address: formatIpv4(state.destination) },
      cites: ['B-13', 'B-4'],
    });
    stop(state, 'timeout', 'no-such-port');
    return undefined;
  }
  const { table, port } = match;
  const object = `Service/${table.key}`;
  if (!internal && !admitsSource(state, table)) {
    const rule = { object, field: 'spec.loadBalancerSourceRanges' };
    addStep(state, {
      type: 'loadBalance',
      effect: 'drop',
      code: 'lb.sourceRanges',
      params: { service: table.key, source: state.packet.sourceIP },
      cites: ['B-17', 'SVC29'],
      rule,
    });
    stop(state, 'timeout', 'source-ranges', rule);
    return undefined;
  }
  const health = findHealthyNodes(state.dataplane, table, port);
  if (health.nodes.length === 0) {
    addStep(state, {
      type: 'loadBalance',
      effect: 'drop',
      code: 'lb.noHealthyNode',
      params: { lb: name, service: table.key, why: health.why },
      cites: ['B-18', 'B-20', 'C30'],
      rule: health.rule,
    });
    stop(state, 'timeout', usableAnywhere(port).length === 0 ? 'no-endpoints' : 'no-healthy-node', health.rule);
    return undefined;
  }
  const node = health.nodes[state.choose(health.nodes.length, `node ${name}`)];
  if (node === undefined) throw new Error('a choice outside its range');
  const entry = state.dataplane.placement.nodes[node];
  addStep(state, {
    type: 'loadBalance',
    effect: 'pass',
    code: 'lb.node',
    params: { lb: name, service: table.key, node: entry?.name ?? '', healthy: health.nodes.length },
    cites: ['B-13', 'B-22'],
    rule: { object, field: table.externalLocal ? 'spec.externalTrafficPolicy' : 'spec.type' },
  });
  return { type: 'node', node, origin: 'wire' };
}

function findRule(
  tables: readonly ServiceTable[],
  port: number,
  protocol: Protocol,
): { table: ServiceTable; port: ServicePortTable } | undefined {
  for (const table of tables) {
    const match = table.ports.find((item) => item.spec.port === port && item.spec.protocol === protocol);
    if (match && protocol !== 'SCTP') return { table, port: match };
  }
  return undefined;
}

/** The NIC's own NSG rule for a public Service with ranges (B-15, B-17). */
function admitsSource(state: WalkState, table: ServiceTable): boolean {
  const source = parseIpv4(state.packet.sourceIP);
  return (
    table.sourceRanges.length === 0 || (source !== undefined && table.sourceRanges.some((range) => cidrContains(range, source)))
  );
}

export interface Health {
  readonly nodes: readonly number[];
  readonly why: 'none' | 'endpoints' | 'local' | 'listening' | 'policy';
  readonly rule?: RuleRef;
}

/** Nodes whose probe is answered (B-18). A forwarded TCP probe meets the pods' own doors: policies can fail it (D-17). */
export function findHealthyNodes(dataplane: Dataplane, table: ServiceTable, port: ServicePortTable): Health {
  const ready = dataplane.placement.nodes.flatMap((node, index) => (node.ready ? [index] : []));
  const object = `Service/${table.key}`;
  if (table.externalLocal) {
    const nodes = ready.filter((node) => readyLocalCount(table, node) > 0);
    return { nodes, why: nodes.length > 0 ? 'none' : 'local', rule: { object, field: 'spec.externalTrafficPolicy' } };
  }
  const usable = usableAnywhere(port);
  if (usable.length === 0)
    return { nodes: [], why: 'endpoints', rule: { object, field: table.selected.length === 0 ? 'spec.selector' : 'spec.ports' } };
  // UDP has no probe; without node ports there is nothing to probe.
  if (port.spec.protocol !== 'TCP' || port.nodePort === undefined) return { nodes: ready, why: 'none' };
  const listening = usable.filter((endpoint) => listens(dataplane, endpoint, port));
  if (listening.length === 0)
    return { nodes: [], why: 'listening', rule: { object, field: `spec.ports[${port.index}].targetPort` } };
  let rule: RuleRef | undefined;
  const nodes = ready.filter((node) =>
    listening.some((endpoint) => {
      const denied = probeDenied(dataplane, node, endpoint);
      rule ??= denied;
      return denied === undefined;
    }),
  );
  return { nodes, why: nodes.length > 0 ? 'none' : 'policy', ...(nodes.length === 0 && rule ? { rule } : {}) };
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
