// The Azure load balancer: which rule, which nodes pass their probe, which one gets this flow. Floating IP: the destination stays (B-13).
// Rules: A-19, B-10, B-13, B-14, B-17, B-20, B-22, B-24, C30, SVC20, SVC29.
import { usableAnywhere } from '../dataplane/endpoints.ts';
import { ANNOTATION, findPort, type ServicePortTable, type ServiceTable } from '../dataplane/services.ts';
import { cidrContains, formatIpv4 } from '../net/ipv4.ts';
import { findSeenHealthyNodes } from './probe.ts';
import { enterSubnet } from './stageSubnet.ts';
import { addStep, arriveAt, choose, enter, type Location, sourceAddress, stop, type WalkState } from './walkState.ts';

/** Through the load balancer to a node's own interface; the answer does not come back this way, but by that interface's routes (B-13). */
export function throughLoadBalancer(state: WalkState, internal: boolean): Location | undefined {
  const next = enterLoadBalancer(state, internal);
  if (next?.type !== 'node') return next;
  const { clusterVnet: vnet, nodes } = state.dataplane.placement;
  const subnet = nodes[next.node]?.subnet;
  if (enterSubnet(state, { vnet, subnet, node: next.node })) return undefined;
  arriveAt(state, { type: 'vnet', vnet, subnet });
  return next;
}

function enterLoadBalancer(state: WalkState, internal: boolean): Location | undefined {
  const lb = internal ? INTERNAL : 'lb:kubernetes';
  enter(state, { kind: 'loadBalancer', name: lb });
  state.via.push(lb);
  const match = findRule(state);
  if (!match) {
    const params = { lb, port: state.packet.destinationPort, address: formatIpv4(state.destination) };
    addStep(state, {
      type: 'loadBalance',
      effect: 'drop',
      code: state.packet.protocol === 'ICMP' ? 'lb.noEcho' : 'lb.noSuchPort',
      params,
      cites: ['B-13', 'B-4'],
    });
    stop(state, 'timeout', 'no-such-port');
    return undefined;
  }
  const { table } = match;
  const object = `Service/${table.key}`;
  const closes = internal ? table.service.metadata.annotations?.[DENY_OTHERS] === 'true' : true;
  if (closes && !admitsSource(state, table)) {
    // Of an internal one the ranges alone close nothing here: AllowVnetInBound lets the VNet in (C26).
    const rule = { object, field: internal ? `metadata.annotations[${DENY_OTHERS}]` : table.sourceRangesField };
    const params = { service: table.key, source: state.packet.sourceIP };
    const cites = internal ? ['B-17'] : ['B-17', 'SVC29'];
    addStep(state, { type: 'loadBalance', effect: 'drop', code: 'lb.sourceRanges', params, cites, rule });
    stop(state, 'timeout', 'source-ranges', rule);
    return undefined;
  }
  if (internal && table.externalLocal && isNeighbour(state)) {
    const rule = { object, field: 'spec.externalTrafficPolicy' };
    const params = { lb, service: table.key, source: state.packet.sourceIP };
    addStep(state, { type: 'loadBalance', effect: 'drop', code: 'lb.neighbour', params, cites: ['A-19'], rule });
    stop(state, 'timeout', 'no-route', rule);
    return undefined;
  }
  return pickNode(state, lb, match);
}

function pickNode(state: WalkState, lb: string, { table, port }: Rule): Location | undefined {
  const object = `Service/${table.key}`;
  const health = findSeenHealthyNodes(state.dataplane, table, port);
  if (health.nodes.length === 0) {
    const params = { lb, service: table.key, why: health.why };
    addStep(state, {
      type: 'loadBalance',
      effect: 'drop',
      code: 'lb.noHealthyNode',
      params,
      cites: ['B-18', 'B-20', 'C30'],
      rule: health.rule,
    });
    stop(state, 'timeout', usableAnywhere(port).length === 0 ? 'no-endpoints' : 'no-healthy-node', health.rule);
    return undefined;
  }
  // Affinity becomes source-IP distribution (B-10).
  const sticky = table.service.spec.sessionAffinity === 'ClientIP';
  const node = health.nodes[choose(state, health.nodes.length, { point: `node ${lb}`, sticky })];
  const entry = node === undefined ? undefined : state.dataplane.placement.nodes[node];
  if (node === undefined || !entry) throw new Error('a choice outside its range');
  const rule = { object, field: table.externalLocal ? 'spec.externalTrafficPolicy' : 'spec.type' };
  const params = { lb, service: table.key, node: entry.name, healthy: health.nodes.length };
  addStep(state, { type: 'loadBalance', effect: 'pass', code: 'lb.node', params, cites: ['B-13', 'B-22'], rule });
  // A frontend of the street meets the sender's public address instead.
  if (lb === INTERNAL && state.lastNode === node) return hairpin(state, table, entry.name);
  if (!hasFloatingIP(table)) toNodePort(state, { table, port }, node);
  return { type: 'node', node, origin: 'wire' };
}

const INTERNAL = 'lb:kubernetes-internal';

/** The backend it picked is the sender's own machine, which does not take a packet from itself (B-22, S19). */
function hairpin(state: WalkState, table: ServiceTable, node: string): undefined {
  const field = table.proxied ? 'status.loadBalancer.ingress[0].ipMode' : 'spec.type';
  const rule = { object: `Service/${table.key}`, field };
  const params = { lb: INTERNAL, service: table.key, node };
  addStep(state, { type: 'loadBalance', effect: 'drop', code: 'lb.hairpin', params, cites: ['B-22'], rule });
  stop(state, 'timeout', 'no-route', rule);
  return undefined;
}

const FLOATING_OFF = `${ANNOTATION}azure-disable-load-balancer-floating-ip`;

/** Does the node meet the frontend's own address (B-13), or its node port (B-14, SVC20)? */
export function hasFloatingIP({ proxied, service }: ServiceTable): boolean {
  return !proxied && service.metadata.annotations?.[FLOATING_OFF] !== 'true';
}

/** Without floating IP the packet carries the node's address and the node port (B-14, PW11). */
function toNodePort(state: WalkState, { table, port }: Rule, node: number): void {
  const { address, ip = '' } = state.dataplane.placement.nodes[node] ?? {};
  if (address === undefined || port.nodePort === undefined) return;
  const field = table.proxied ? 'status.loadBalancer.ingress[0].ipMode' : `metadata.annotations[${FLOATING_OFF}]`;
  addStep(state, {
    type: 'loadBalance',
    effect: 'rewrite',
    code: 'lb.nodePort',
    params: { service: table.key, address: ip, port: port.nodePort },
    cites: table.proxied ? ['SVC20', 'PW11'] : ['B-14', 'PW11'],
    rule: { object: `Service/${table.key}`, field },
    after: { ...state.packet, destinationIP: ip, destinationPort: port.nodePort },
  });
  state.destination = address;
}

interface Rule {
  readonly table: ServiceTable;
  readonly port: ServicePortTable;
}

/** The Service whose frontend and port these are; an address may be shared, port by port (B-24). SCTP has no rule (B-4). */
function findRule(state: WalkState): Rule | undefined {
  const { destinationPort, protocol } = state.packet;
  for (const table of state.dataplane.services.byExternalIP.get(state.destination) ?? []) {
    const port = table.externalIP === state.destination ? findPort(table, destinationPort, protocol) : undefined;
    const without = table.service.metadata.annotations?.[`${ANNOTATION}port_${destinationPort}_no_lb_rule`] === 'true';
    // Without floating IP a rule leads to the node port; where there is none there is no rule.
    const leads = hasFloatingIP(table) || port?.nodePort !== undefined;
    if (port && protocol !== 'SCTP' && !without && leads) return { table, port };
  }
  return undefined;
}

const DENY_OTHERS = `${ANNOTATION}azure-deny-all-except-load-balancer-source-ranges`;

/** The NIC's own NSG rule for a Service with ranges (B-15, B-17). */
function admitsSource(state: WalkState, table: ServiceTable): boolean {
  const source = sourceAddress(state);
  return table.sourceRanges.length === 0 || table.sourceRanges.some((range) => cidrContains(range, source));
}

/** Node subnet: a machine among the nodes that is none of them cannot use an internal Service with policy Local. */
function isNeighbour(state: WalkState): boolean {
  const { placement, topology } = state.dataplane;
  if (placement.mode !== 'nodeSubnet' || state.sender.type !== 'host') return false;
  const subnet = topology.subnetOf(sourceAddress(state))?.name;
  return subnet !== undefined && placement.nodes.some((node) => node.subnet === subnet);
}
