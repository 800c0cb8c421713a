// Service translation on a node: ClusterIP, load balancer address and NodePort → one endpoint. kube-proxy's nat chains, filter rules included.
// Rules: SVC10–SVC20, SVC23–SVC29, PW1, PW2, PW10–PW14, B-5…B-9, B-11, B-12, B-17.
import { type Endpoint, usableAnywhere, usableOnNode } from '../dataplane/endpoints.ts';
import { type NearEndpoints, usableNear } from '../dataplane/nearEndpoints.ts';
import { findPort, type ServicePortTable, type ServiceTable } from '../dataplane/services.ts';
import { cidrContains, formatIpv4 } from '../net/ipv4.ts';
import { addStep, choose, sourceAddress, stop, type WalkState } from './walkState.ts';

export interface NodeVisit {
  readonly node: number;
  readonly origin: 'pod' | 'process' | 'wire';
}

type Door = 'clusterIP' | 'external' | 'nodePort';

interface Match {
  readonly table: ServiceTable;
  readonly port: ServicePortTable | undefined;
  readonly door: Door;
}

/** DNAT where the destination is a Service's; leaves the packet alone otherwise. May end the walk. */
export function translateService(state: WalkState, visit: NodeVisit): void {
  if (state.translated) return;
  const match = findService(state, visit.node);
  if (!match) return;
  const { table, door, port } = match;
  if (!port) refuseOtherPort(state, table);
  // Filter rules of the original address: rejected where nobody is usable anywhere, before any source range is asked (SVC12, SVC29).
  else if (usableAnywhere(port).length === 0) refuseEmpty(state, table);
  else if (door === 'external' && !admitsSource(state, table)) refuseSource(state, table);
  else translate(state, visit, { table, door, port });
}

function translate(state: WalkState, visit: NodeVisit, match: Required<Match> & { readonly port: ServicePortTable }): void {
  const { table, door, port } = match;
  const object = `Service/${table.key}`;
  const { nodes } = state.dataplane.placement;
  const local = isLocal(match, visit);
  const { endpoints: candidates, near }: NearEndpoints = local
    ? { endpoints: usableOnNode(port, visit.node) }
    : usableNear({ table, port }, nodes, visit.node);
  if (candidates.length === 0) {
    const field = door === 'clusterIP' ? 'spec.internalTrafficPolicy' : 'spec.externalTrafficPolicy';
    const node = nodes[visit.node]?.name ?? '?';
    addStep(state, {
      type: 'serviceTranslation',
      effect: 'drop',
      code: 'service.noLocal',
      params: { service: table.key, node, field },
      cites: ['SVC13', 'SVC26'],
      rule: { object, field },
    });
    stop(state, 'timeout', 'no-local-endpoints', { object, field });
    return;
  }
  if (near) {
    const all = usableAnywhere(port).length;
    addStep(state, {
      type: 'serviceTranslation',
      effect: 'pass',
      code: `service.near.${near}`,
      params: {
        service: table.key,
        near: candidates.length,
        all,
        node: nodes[visit.node]?.name ?? '?',
        zone: nodes[visit.node]?.zone ?? '',
      },
      cites: ['SVC16', 'B-11'],
      rule: { object, field: 'spec.trafficDistribution' },
    });
  }
  const chosen = chooseEndpoint(state, visit, { table, port, candidates });
  const field = needsMasquerade(state, visit, { table, door, chosen });
  state.translated = true;
  state.masquerade = field === undefined ? undefined : { object, field };
  state.byNode = door !== 'clusterIP' && !table.externalLocal;
  addStep(state, {
    type: 'serviceTranslation',
    effect: 'rewrite',
    code: `service.${door === 'external' ? 'loadBalancer' : door}`,
    params: { service: table.key, port: port.spec.port, endpoint: chosen.label, endpoints: candidates.length },
    cites: citesOf(door, visit),
    rule: { object, field: `spec.ports[${port.index}].targetPort` },
    after: { ...state.packet, destinationIP: formatIpv4(chosen.address), destinationPort: chosen.port },
  });
  state.destination = chosen.address;
}

/**
 * internalTrafficPolicy is about ClusterIPs, externalTrafficPolicy about the rest (SVC17); the load balancer's address from inside always has
 * Cluster semantics, a node port has not (SVC25, SVC26, B-7).
 */
function isLocal({ table, door }: Match, visit: NodeVisit): boolean {
  if (door === 'clusterIP') return table.internalLocal;
  return table.externalLocal && (door === 'nodePort' || visit.origin === 'wire');
}

function citesOf(door: Door, visit: NodeVisit): string[] {
  if (door === 'clusterIP') return visit.origin === 'pod' ? ['B-5', 'B-6', 'SVC14'] : ['PW14', 'SVC27'];
  if (door === 'nodePort') return ['SVC19', 'PW6'];
  return visit.origin === 'wire' ? ['B-13', 'PW10'] : ['B-8', 'PW12'];
}

/** A ClusterIP answers only for its ports; nothing else catches the packet (SVC18). */
function refuseOtherPort(state: WalkState, table: ServiceTable): void {
  const rule = { object: `Service/${table.key}`, field: 'spec.ports' };
  addStep(state, {
    type: 'serviceTranslation',
    effect: 'drop',
    code: state.packet.protocol === 'ICMP' ? 'service.noEcho' : 'service.noSuchPort',
    params: { service: table.key, port: state.packet.destinationPort },
    cites: ['SVC18', 'B-4'],
    rule,
  });
  stop(state, 'timeout', 'no-such-port', rule);
}

/** Nobody usable anywhere: rejected at once (SVC12). */
function refuseEmpty(state: WalkState, table: ServiceTable): void {
  const rule = { object: `Service/${table.key}`, field: table.selected.length === 0 ? 'spec.selector' : 'spec.ports' };
  const { key: service, selected } = table;
  const refuse = { type: 'serviceTranslation', effect: 'refuse', cites: ['SVC12', 'B-12'], rule } as const;
  const selector = Object.entries(table.service.spec.selector ?? {}).map(([label, value]) => `${label}=${value}`);
  // Nobody chosen, nobody ready and nobody written down are three mistakes with one answer on the wire.
  if (selected.length > 0)
    addStep(state, {
      ...refuse,
      code: 'service.noEndpoints',
      params: { service, selected: selected.length, selector: selector.join(', ') },
    });
  else if (selector.length > 0)
    addStep(state, { ...refuse, code: 'service.selectsNobody', params: { service, selector: selector.join(', ') } });
  else addStep(state, { ...refuse, code: 'service.unfilled', params: { service } });
  stop(state, 'refused', 'no-endpoints', rule);
}

function refuseSource(state: WalkState, table: ServiceTable): void {
  const rule = { object: `Service/${table.key}`, field: table.sourceRangesField };
  addStep(state, {
    type: 'serviceTranslation',
    effect: 'drop',
    code: 'service.sourceRanges',
    params: { service: table.key, source: state.packet.sourceIP },
    cites: ['SVC29', 'B-17'],
    rule,
  });
  stop(state, 'timeout', 'source-ranges', rule);
}

function findService(state: WalkState, node: number): Match | undefined {
  const { services, placement } = state.dataplane;
  const { destinationPort, protocol } = state.packet;
  const internal = services.byClusterIP.get(state.destination);
  if (internal) return { table: internal, port: findPort(internal, destinationPort, protocol), door: 'clusterIP' };
  for (const table of services.byExternalIP.get(state.destination) ?? []) {
    // A proxied frontend is not the node's to catch; an external address of the Service still is (SVC20, SVC23).
    if (table.proxied && !table.externalIPs.includes(state.destination)) continue;
    const port = findPort(table, destinationPort, protocol);
    if (port) return { table, port, door: 'external' };
  }
  // Any local address of the node opens its node ports (SVC19).
  if (placement.nodes[node]?.address !== state.destination) return undefined;
  const byPort = services.byNodePort.get(`${destinationPort}/${protocol}`);
  return byPort ? { ...byPort, door: 'nodePort' } : undefined;
}

/** Sticky per source, port and node where the Service says so (SVC15). */
function chooseEndpoint(
  state: WalkState,
  visit: NodeVisit,
  from: { readonly table: ServiceTable; readonly port: ServicePortTable; readonly candidates: readonly Endpoint[] },
): Endpoint {
  const { table, port, candidates } = from;
  const sticky = table.service.spec.sessionAffinity === 'ClientIP';
  const point = `endpoint ${table.key} ${port.spec.port}${sticky ? ` node ${visit.node}` : ''}`;
  const chosen = candidates[choose(state, candidates.length, { point, sticky })];
  if (!chosen) throw new Error('a choice outside its range');
  return chosen;
}

/** The field that causes a masquerade, or undefined where the source is kept. */
function needsMasquerade(
  state: WalkState,
  visit: NodeVisit,
  from: { readonly table: ServiceTable; readonly door: Door; readonly chosen: Endpoint },
): string | undefined {
  const { table, door, chosen } = from;
  // Hairpin: a pod that meets itself must get its answer through the node (SVC28).
  if (visit.origin === 'pod' && state.sender.type === 'pod' && chosen.pod === state.sender.pod) return 'spec.selector';
  if (door === 'clusterIP') return visit.origin === 'pod' ? undefined : 'spec.clusterIP';
  if (!table.externalLocal) return 'spec.externalTrafficPolicy';
  return visit.origin === 'process' ? 'spec.externalTrafficPolicy' : undefined;
}

/** Only the load balancer's address is filtered, by the source as it stands (SVC29). */
function admitsSource(state: WalkState, table: ServiceTable): boolean {
  if (table.sourceRanges.length === 0 || table.externalIP !== state.destination) return true;
  const source = sourceAddress(state);
  return table.sourceRanges.some((range) => cidrContains(range, source));
}
