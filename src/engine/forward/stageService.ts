// Service translation on a node: ClusterIP, load balancer address and NodePort → one endpoint. kube-proxy's nat chains, filter rules included.
// Rules: SVC10–SVC14, SVC15, SVC17–SVC20, SVC24–SVC29, PW1, PW2, PW10–PW14, B-6…B-9, B-12, B-17.
import type { Endpoint, ServicePortTable, ServiceTable } from '../dataplane/services.ts';
import { usableAnywhere, usableOnNode } from '../dataplane/services.ts';
import { cidrContains, formatIpv4, parseIpv4 } from '../net/ipv4.ts';
import { addStep, stop, type WalkState } from './walkState.ts';

export interface NodeVisit {
  readonly node: number;
  readonly origin: 'pod' | 'process' | 'wire';
}

interface Match {
  readonly table: ServiceTable;
  readonly port: ServicePortTable | undefined;
  readonly door: 'clusterIP' | 'external' | 'nodePort';
}

/** DNAT where the destination is a Service's; leaves the packet alone otherwise. May end the walk. */
export function translateService(state: WalkState, visit: NodeVisit): void {
  if (state.translated) return;
  const match = findService(state, visit.node);
  if (!match) return;
  const { table, door } = match;
  const object = `Service/${table.key}`;
  if (!match.port) {
    // A ClusterIP answers only for its ports; nothing else catches the packet (SVC18).
    addStep(state, {
      type: 'serviceTranslation',
      effect: 'drop',
      code: 'service.noSuchPort',
      params: { service: table.key, port: state.packet.destinationPort },
      cites: ['SVC18', 'B-4'],
      rule: { object, field: 'spec.ports' },
    });
    stop(state, 'timeout', 'no-such-port', { object, field: 'spec.ports' });
    return;
  }
  const { port } = match;
  const usable = usableAnywhere(port);
  if (usable.length === 0) {
    refuseEmpty(state, table);
    return;
  }
  if (door === 'external' && !inSourceRanges(state, table)) {
    const rule = { object, field: 'spec.loadBalancerSourceRanges' };
    addStep(state, {
      type: 'serviceTranslation',
      effect: 'drop',
      code: 'service.sourceRanges',
      params: { service: table.key, source: state.packet.sourceIP },
      cites: ['SVC29', 'B-17'],
      rule,
    });
    stop(state, 'timeout', 'source-ranges', rule);
    return;
  }
  const fromCluster = visit.origin !== 'wire';
  const local = door === 'clusterIP' ? table.internalLocal : table.externalLocal && !(door === 'external' && fromCluster);
  const candidates = local ? usableOnNode(port, visit.node) : usable;
  const policyField = door === 'clusterIP' ? 'spec.internalTrafficPolicy' : 'spec.externalTrafficPolicy';
  if (candidates.length === 0) {
    const rule = { object, field: policyField };
    const node = state.dataplane.placement.nodes[visit.node]?.name ?? '';
    addStep(state, {
      type: 'serviceTranslation',
      effect: 'drop',
      code: 'service.noLocal',
      params: { service: table.key, node, field: policyField },
      cites: ['SVC13'],
      rule,
    });
    stop(state, 'timeout', 'no-local-endpoints', rule);
    return;
  }
  const chosen = chooseEndpoint(state, table, port, candidates);
  const masquerade = needsMasquerade(state, { table, door, visit, chosen });
  state.translated = true;
  state.masquerade = masquerade ? { object, field: masquerade } : undefined;
  state.byNode = door !== 'clusterIP' && !table.externalLocal;
  const code = door === 'clusterIP' ? 'service.clusterIP' : door === 'nodePort' ? 'service.nodePort' : 'service.loadBalancer';
  addStep(state, {
    type: 'serviceTranslation',
    effect: 'rewrite',
    code,
    params: { service: table.key, port: port.spec.port, endpoint: chosen.label, endpoints: candidates.length },
    cites:
      door === 'clusterIP'
        ? ['B-6', 'SVC14']
        : door === 'nodePort'
          ? ['SVC19', 'PW6']
          : fromCluster
            ? ['B-8', 'PW12']
            : ['B-13', 'PW10'],
    rule: { object, field: `spec.ports[${port.index}].targetPort` },
    after: { ...state.packet, destinationIP: formatIpv4(chosen.address), destinationPort: chosen.port },
  });
  state.destination = chosen.address;
}

/** Nobody usable anywhere: rejected at once (SVC12). */
export function refuseEmpty(state: WalkState, table: ServiceTable): void {
  const object = `Service/${table.key}`;
  const field = table.selected.length === 0 ? 'spec.selector' : 'spec.ports';
  addStep(state, {
    type: 'serviceTranslation',
    effect: 'refuse',
    code: 'service.noEndpoints',
    params: { service: table.key, selected: table.selected.length },
    cites: ['SVC12', 'B-12'],
    rule: { object, field },
  });
  stop(state, 'refused', 'no-endpoints', { object, field });
}

function findService(state: WalkState, node: number): Match | undefined {
  const { services, placement } = state.dataplane;
  const { destinationPort, protocol } = state.packet;
  const portOf = (table: ServiceTable): ServicePortTable | undefined =>
    table.ports.find((port) => port.spec.port === destinationPort && port.spec.protocol === protocol);
  const internal = services.byClusterIP.get(state.destination);
  if (internal) return { table: internal, port: portOf(internal), door: 'clusterIP' };
  const external = services.byExternalIP.get(state.destination);
  if (external) {
    const table = external.find((item) => portOf(item) !== undefined);
    if (table) return { table, port: portOf(table), door: 'external' };
    return undefined;
  }
  // Any local address of the node opens its node ports (SVC19).
  if (placement.nodes[node]?.address !== state.destination) return undefined;
  const byPort = services.byNodePort.get(`${destinationPort}/${protocol}`);
  return byPort ? { table: byPort.table, port: byPort.port, door: 'nodePort' } : undefined;
}

function chooseEndpoint(
  state: WalkState,
  table: ServiceTable,
  port: ServicePortTable,
  candidates: readonly Endpoint[],
): Endpoint {
  const sticky = table.service.spec.sessionAffinity === 'ClientIP';
  const point = sticky ? `sticky ${table.key} ${state.packet.sourceIP}` : `endpoint ${table.key} ${port.spec.port}`;
  const chosen = candidates[state.choose(candidates.length, point)];
  if (!chosen) throw new Error('a choice outside its range');
  return chosen;
}

/** The field that causes a masquerade, or undefined where the source is kept. */
function needsMasquerade(
  state: WalkState,
  input: { readonly table: ServiceTable; readonly door: Match['door']; readonly visit: NodeVisit; readonly chosen: Endpoint },
): string | undefined {
  const { table, door, visit, chosen } = input;
  // Hairpin: a pod that meets itself must get its answer through the node (SVC28).
  if (visit.origin === 'pod' && state.sender.type === 'pod' && chosen.pod === state.sender.pod) return 'spec.selector';
  if (door === 'clusterIP') return visit.origin === 'pod' ? undefined : 'spec.clusterIP';
  if (!table.externalLocal) return 'spec.externalTrafficPolicy';
  return visit.origin === 'process' ? 'spec.externalTrafficPolicy' : undefined;
}

/** Only the load balancer's address is filtered, by the source as it stands (SVC29). */
function inSourceRanges(state: WalkState, table: ServiceTable): boolean {
  if (table.sourceRanges.length === 0 || table.externalIP !== state.destination) return true;
  const source = parseIpv4(state.packet.sourceIP);
  return source !== undefined && table.sourceRanges.some((range) => cidrContains(range, source));
}
