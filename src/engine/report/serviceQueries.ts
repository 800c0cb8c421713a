// Questions about one Service, or one policy verdict alone: the panels' and the conformance cases' view of the same tables the walk uses.
// Rules: SVC1–SVC31, DNS1–DNS8, NP1–NP45.
import type { Dataplane } from '../dataplane/dataplane.ts';
import { clusterFirst, lookup } from '../dataplane/dns.ts';
import { type Endpoint, readyLocalCount, sortedLabels, usableAnywhere, usableOnNode } from '../dataplane/endpoints.ts';
import { usableNear } from '../dataplane/nearEndpoints.ts';
import { findPort, type ServicePortTable, type ServiceTable } from '../dataplane/services.ts';
import type { PolicyPeer } from '../dataplane/tables.ts';
import { refuse, type WalkAnswer } from '../forward/answer.ts';
import { findPod } from '../forward/ends.ts';
import { reportBalancer } from './balancerReport.ts';
import { reportGatewayHealth } from './gatewayHealth.ts';
import { compareText } from '../net/hash.ts';
import { cidrContains, parseIpv4 } from '../net/ipv4.ts';
import { PROTOCOLS, type Protocol } from '../net/packet.ts';

/** The same union as `ServiceQuery` of api.ts, which this file may not import. */
export type ServiceQuestion =
  | { readonly op: 'endpoints'; readonly service: string; readonly port: number | string }
  | { readonly op: 'clusterip'; readonly service: string; readonly port: number; readonly fromNode: string }
  | { readonly op: 'nodeport'; readonly service: string; readonly port: number; readonly node: string }
  | { readonly op: 'loadbalancer'; readonly service: string; readonly port: number; readonly clientIP?: string }
  | { readonly op: 'lbFromInside'; readonly service: string; readonly port: number; readonly fromNode: string }
  | { readonly op: 'healthcheck'; readonly service: string; readonly node: string }
  | { readonly op: 'balancer'; readonly service: string }
  | { readonly op: 'gatewayHealth'; readonly gateway: string }
  | { readonly op: 'dns'; readonly name: string; readonly type: 'A' | 'SRV'; readonly fromNamespace: string };

export function queryService(dataplane: Dataplane, query: ServiceQuestion): unknown {
  if (query.op === 'dns') return answerDns(dataplane, query);
  if (query.op === 'gatewayHealth') return reportGatewayHealth(dataplane, query.gateway);
  const table = dataplane.services.byKey.get(query.service);
  if (!table) return 'no-such-service';
  if (query.op === 'balancer') return reportBalancer(dataplane, table);
  if (query.op === 'healthcheck') {
    const local = readyLocalCount(table.ports, nodeIndex(dataplane, query.node));
    return { status: local > 0 ? 200 : 503, local };
  }
  if (query.op === 'nodeport') return answerNodePort(dataplane, table, query);
  const port = findAskedPort(table, query.port);
  if (query.op === 'endpoints') return port ? answerEndpoints(port) : 'no-such-port';
  if (query.op === 'clusterip') {
    if (table.clusterIP === undefined) return 'no-vip';
    const node = nodeIndex(dataplane, query.fromNode);
    if (!port) return 'no-such-port';
    return table.internalLocal ? pick(port, node) : near(dataplane, { table, port }, node);
  }
  if (table.service.spec.type !== 'LoadBalancer') return 'no-lb';
  if (!port) return 'no-such-port';
  if (query.op === 'lbFromInside') return answerFromInside(dataplane, { table, port }, query.fromNode);
  return answerLoadBalancer(dataplane, { table, port }, query.clientIP);
}

function nodeIndex(dataplane: Dataplane, name: string): number {
  return dataplane.placement.nodes.findIndex((node) => node.name === name);
}

function answerEndpoints(port: ServicePortTable): { ready: string[]; notReady: string[] } {
  return {
    ready: sortedLabels(port.endpoints.filter((endpoint) => endpoint.ready)),
    notReady: sortedLabels(port.endpoints.filter((endpoint) => !endpoint.ready)),
  };
}

/** The endpoints one may get; `refused` when nobody is usable anywhere, `dropped` when a Local policy finds none here (SVC12, SVC13). */
function pick(port: ServicePortTable, node: number): string[] | 'refused' | 'dropped' {
  if (usableAnywhere(port).length === 0) return 'refused';
  const usable: readonly Endpoint[] = usableOnNode(port, node);
  return usable.length === 0 ? 'dropped' : sortedLabels(usable);
}

/** Everybody usable, or the near ones of them (SVC16). */
function near(
  { placement }: Dataplane,
  match: { readonly table: ServiceTable; readonly port: ServicePortTable },
  node: number,
): string[] | 'refused' {
  const usable = usableNear(match, placement.nodes, node).endpoints;
  return usable.length === 0 ? 'refused' : sortedLabels(usable);
}

function answerNodePort(dataplane: Dataplane, table: ServiceTable, query: Extract<ServiceQuestion, { op: 'nodeport' }>): unknown {
  const port = table.ports.find((item) => item.nodePort === query.port);
  if (!port) return 'no-such-port';
  const node = nodeIndex(dataplane, query.node);
  const endpoints = table.externalLocal ? pick(port, node) : near(dataplane, { table, port }, node);
  return typeof endpoints === 'string' ? endpoints : { endpoints, sourceIP: table.externalLocal ? 'preserved' : 'snat' };
}

/** A number means the first protocol that has it: TCP, then UDP, then SCTP. */
function findAskedPort(table: ServiceTable, port: number | string): ServicePortTable | undefined {
  if (typeof port === 'string') return table.ports.find((item) => item.spec.name === port);
  for (const protocol of PROTOCOLS) {
    const found = findPort(table, port, protocol);
    if (found) return found;
  }
  return undefined;
}

/** Kubernetes' own view: kube-proxy's answer and its health check; what Azure's probe makes of the pods is forward/probe.ts. */
function answerLoadBalancer(
  dataplane: Dataplane,
  { table, port }: { readonly table: ServiceTable; readonly port: ServicePortTable },
  clientIP: string | undefined,
): unknown {
  const ready = dataplane.placement.nodes.flatMap((node, index) => (node.ready ? [index] : []));
  const healthy = table.externalLocal ? ready.filter((node) => readyLocalCount(table.ports, node) > 0) : ready;
  if (!table.externalLocal && usableAnywhere(port).length === 0) return 'refused';
  const client = parseIpv4(clientIP ?? '');
  if (client !== undefined && table.sourceRanges.length > 0 && !table.sourceRanges.some((range) => cidrContains(range, client))) {
    return 'dropped';
  }
  const endpoints = table.externalLocal ? healthy.flatMap((node) => usableOnNode(port, node)) : usableAnywhere(port);
  return {
    healthyNodes: healthy.flatMap((node) => dataplane.placement.nodes[node]?.name ?? []).sort(compareText),
    endpoints: [...new Set(sortedLabels(endpoints))],
    sourceIP: table.externalLocal ? 'preserved' : 'snat',
  };
}

/** The load balancer's address always has Cluster semantics inside (SVC25, B-8); a node is let in where the source ranges name it (SVC29). */
function answerFromInside(
  dataplane: Dataplane,
  { table, port }: { readonly table: ServiceTable; readonly port: ServicePortTable },
  from: string,
): string[] | 'refused' | 'dropped' {
  const answer = near(dataplane, { table, port }, nodeIndex(dataplane, from));
  const address = dataplane.placement.nodes[nodeIndex(dataplane, from)]?.address;
  const ranges = table.sourceRanges;
  const isGuest = ranges.length === 0 || address === undefined || ranges.some((range) => cidrContains(range, address));
  return isGuest || answer === 'refused' ? answer : 'dropped';
}

function answerDns(dataplane: Dataplane, query: Extract<ServiceQuestion, { op: 'dns' }>): unknown {
  const { asked, answer } = lookup(dataplane.dns, { name: query.name, type: query.type, ...clusterFirst(query.fromNamespace) });
  switch (answer.type) {
    case 'records':
      return answer.values;
    case 'cname':
      return `CNAME ${answer.target}.`;
    case 'forward':
      return `forward:${asked}`;
    case 'nodata':
      return 'NODATA';
    case 'nxdomain':
      return 'NXDOMAIN';
  }
}

export interface PolicyQuestion {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** Policies alone, both directions: no sockets, no routes. Ends are `ns/pod`, `node:NAME` or an address. */
export function queryPolicy(dataplane: Dataplane, query: PolicyQuestion): WalkAnswer<'allowed' | 'denied'> {
  const from = findEnd(dataplane, query.from);
  const to = findEnd(dataplane, query.to);
  if (!from || !to) return refuse('badFlow', { text: from ? query.to : query.from, why: 'noPod' });
  const { port, protocol } = query;
  const out =
    from.type !== 'pod' || dataplane.policy.decide({ direction: 'egress', pod: from.pod, peer: to, port, protocol }).allowed;
  const into =
    to.type !== 'pod' || dataplane.policy.decide({ direction: 'ingress', pod: to.pod, peer: from, port, protocol }).allowed;
  return { ok: true, value: out && into ? 'allowed' : 'denied' };
}

function findEnd(dataplane: Dataplane, text: string): PolicyPeer | undefined {
  const { placement, topology } = dataplane;
  if (text.startsWith('node:')) {
    const node = nodeIndex(dataplane, text.slice(5));
    const address = placement.nodes[node]?.address;
    return address === undefined ? undefined : { type: 'node', node, address };
  }
  // An IPv6 address is in no IPv4 range (NP26: families must agree).
  if (/^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text)) return { type: 'address', address: -1 };
  const address = parseIpv4(text);
  if (address !== undefined) {
    const owner = topology.ownerInside(address);
    if (owner.type === 'pod') return { type: 'pod', pod: owner.pod };
    return owner.type === 'node' ? { type: 'node', node: owner.node, address } : { type: 'address', address };
  }
  // A name server that the world does not list stands in for one, and policies judge what is sent to it.
  const standIn = placement.pods.findIndex((each) => each.virtual === true && `${each.namespace}/${each.name}` === text);
  const pod = findPod(dataplane, text) ?? (standIn < 0 ? undefined : standIn);
  return pod === undefined ? undefined : { type: 'pod', pod };
}
