// Questions about one Service, or one policy verdict alone: the panels' and the conformance cases' view of the same tables the walk uses.
// Rules: SVC1–SVC31, DNS1–DNS8, NP1–NP45.
import type { Dataplane } from '../dataplane/dataplane.ts';
import { lookup } from '../dataplane/dns.ts';
import {
  type Endpoint,
  readyLocalCount,
  type ServicePortTable,
  type ServiceTable,
  sortedLabels,
  usableAnywhere,
  usableOnNode,
} from '../dataplane/services.ts';
import type { PolicyPeer } from '../dataplane/tables.ts';
import { refuse, type WalkAnswer } from '../forward/answer.ts';
import { findHealthyNodes } from '../forward/stageLoadBalancer.ts';
import { compareText } from '../net/hash.ts';
import { parseIpv4 } from '../net/ipv4.ts';
import type { Protocol } from '../net/packet.ts';

/** The same union as `ServiceQuery` of api.ts, which this file may not import. */
export type ServiceQuestion =
  | { readonly op: 'endpoints'; readonly service: string; readonly port: number | string }
  | { readonly op: 'clusterip'; readonly service: string; readonly port: number; readonly fromNode: string }
  | { readonly op: 'nodeport'; readonly service: string; readonly port: number; readonly node: string }
  | { readonly op: 'loadbalancer'; readonly service: string; readonly port: number; readonly clientIP?: string }
  | { readonly op: 'lbFromInside'; readonly service: string; readonly port: number; readonly fromNode: string }
  | { readonly op: 'healthcheck'; readonly service: string; readonly node: string }
  | { readonly op: 'dns'; readonly name: string; readonly type: 'A' | 'SRV'; readonly fromNamespace: string };

export function queryService(dataplane: Dataplane, query: ServiceQuestion): unknown {
  if (query.op === 'dns') return answerDns(dataplane, query);
  const table = dataplane.services.byKey.get(query.service);
  if (!table) return 'no-such-service';
  if (query.op === 'healthcheck') {
    const local = readyLocalCount(table, nodeIndex(dataplane, query.node));
    return { status: local > 0 ? 200 : 503, local };
  }
  if (query.op === 'nodeport') return answerNodePort(dataplane, table, query);
  const port = table.ports.find((item) =>
    typeof query.port === 'number' ? item.spec.port === query.port : item.spec.name === query.port,
  );
  if (query.op === 'endpoints') return port ? answerEndpoints(port) : 'no-such-port';
  if (query.op === 'clusterip') {
    if (table.clusterIP === undefined) return 'no-vip';
    return port ? pick(port, table.internalLocal ? nodeIndex(dataplane, query.fromNode) : undefined) : 'no-such-port';
  }
  if (table.service.spec.type !== 'LoadBalancer') return 'no-lb';
  if (!port) return 'no-such-port';
  // From inside the load balancer's address always has Cluster semantics (SVC25, B-8).
  if (query.op === 'lbFromInside') return pick(port, undefined);
  return answerLoadBalancer(dataplane, table, port);
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
function pick(port: ServicePortTable, node: number | undefined): string[] | 'refused' | 'dropped' {
  if (usableAnywhere(port).length === 0) return 'refused';
  const usable: readonly Endpoint[] = node === undefined ? usableAnywhere(port) : usableOnNode(port, node);
  return usable.length === 0 ? 'dropped' : sortedLabels(usable);
}

function answerNodePort(dataplane: Dataplane, table: ServiceTable, query: Extract<ServiceQuestion, { op: 'nodeport' }>): unknown {
  const port = table.ports.find((item) => item.nodePort === query.port);
  if (!port) return 'no-such-port';
  const endpoints = pick(port, table.externalLocal ? nodeIndex(dataplane, query.node) : undefined);
  return typeof endpoints === 'string' ? endpoints : { endpoints, sourceIP: table.externalLocal ? 'preserved' : 'snat' };
}

function answerLoadBalancer(dataplane: Dataplane, table: ServiceTable, port: ServicePortTable): unknown {
  const { nodes } = findHealthyNodes(dataplane, table, port);
  const endpoints = table.externalLocal
    ? [...new Set(nodes.flatMap((node) => usableOnNode(port, node)))]
    : nodes.length > 0
      ? usableAnywhere(port)
      : [];
  return {
    healthyNodes: nodes.flatMap((node) => dataplane.placement.nodes[node]?.name ?? []).sort(compareText),
    endpoints: sortedLabels(endpoints),
    sourceIP: table.externalLocal ? 'preserved' : 'snat',
  };
}

function answerDns(dataplane: Dataplane, query: Extract<ServiceQuestion, { op: 'dns' }>): unknown {
  const { asked, answer } = lookup(dataplane.dns, query.name, query.type, query.fromNamespace);
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
    const owner = topology.ownerOf(address);
    if (owner.type === 'pod') return { type: 'pod', pod: owner.pod };
    return owner.type === 'node' ? { type: 'node', node: owner.node, address } : { type: 'address', address };
  }
  const [namespace, name] = text.split('/');
  const pod = placement.pods.findIndex((entry) => entry.namespace === namespace && entry.name === name);
  return pod < 0 ? undefined : { type: 'pod', pod };
}
