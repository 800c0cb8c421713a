// Names: the resolver's search list, CoreDNS's answers, and the public directory behind it. Data only; that a question is itself a flow
// with policies on its way is the walk's business (forward/lookup.ts). Rules: DNS1–DNS13, SVC6, SVC21, SVC22, G-1…G-4, G-9.
import type { DnsZone, NetworkDocument } from '../model/networkDocument.ts';
import { compareText } from '../net/hash.ts';
import { formatIpv4, parseIpv4 } from '../net/ipv4.ts';
import type { Placement } from './tables.ts';
import { type Endpoint, type ServiceTable, type ServiceTables, usableAnywhere } from './services.ts';

export type DnsAnswer =
  | { readonly type: 'records'; readonly values: readonly string[]; readonly service?: string }
  | { readonly type: 'cname'; readonly target: string; readonly service: string }
  | { readonly type: 'nxdomain' }
  | { readonly type: 'nodata' }
  /** The question leaves the cluster. */
  | { readonly type: 'forward'; readonly name: string };

const ZONE = 'cluster.local';
const NDOTS = 5;

export interface DnsTables {
  readonly services: ServiceTables;
  readonly placement: Placement;
  readonly network: NetworkDocument;
}

/** Names a ClusterFirst resolver tries, in order (DNS4): fewer than five dots walks the search list first; a trailing dot is final. */
export function searchNames(name: string, namespace: string): string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const suffixes = [`${namespace}.svc.${ZONE}`, `svc.${ZONE}`, ZONE];
  const expanded = suffixes.map((suffix) => `${name}.${suffix}`);
  return name.split('.').length - 1 >= NDOTS ? [name, ...expanded] : [...expanded, name];
}

/** What a pod's lookup ends with: the first name of the search list that exists; else the last, forwarded or refused. */
export function lookup(
  tables: DnsTables,
  name: string,
  type: 'A' | 'SRV',
  namespace: string,
): { readonly asked: string; readonly answer: DnsAnswer } {
  let last: { asked: string; answer: DnsAnswer } = { asked: name, answer: { type: 'nxdomain' } };
  for (const asked of searchNames(name.toLowerCase(), namespace)) {
    const answer = answerCluster(tables, asked, type);
    last = { asked, answer };
    if (answer.type !== 'nxdomain') return last;
  }
  return last;
}

/** CoreDNS itself: the cluster's zone, or forward. */
export function answerCluster(tables: DnsTables, name: string, type: 'A' | 'SRV'): DnsAnswer {
  if (name !== ZONE && !name.endsWith(`.${ZONE}`)) return { type: 'forward', name };
  const labels = name.slice(0, -ZONE.length - 1).split('.');
  const kind = labels.pop();
  if (kind === 'pod') return answerPod(labels);
  if (kind !== 'svc' || labels.length < 2) return { type: 'nxdomain' };
  const namespace = labels.pop() ?? '';
  const service = labels.pop() ?? '';
  const table = tables.services.byKey.get(`${namespace}/${service}`);
  if (!table) return { type: 'nxdomain' };
  const suffix = `${service}.${namespace}.svc.${ZONE}.`;
  if (type === 'SRV') return answerSrv(table, labels, suffix);
  if (table.service.spec.type === 'ExternalName') return answerExternalName(table, labels);
  if (labels.length === 0) return answerService(table);
  if (labels.length > 1) return { type: 'nxdomain' };
  return records(
    readyOnce(table).filter((endpoint) => endpointName(endpoint) === labels[0]),
    table,
  );
}

function answerService(table: ServiceTable): DnsAnswer {
  if (!table.headless)
    return table.clusterIP === undefined
      ? { type: 'nxdomain' }
      : { type: 'records', values: [formatIpv4(table.clusterIP)], service: table.key };
  return records(readyOnce(table), table);
}

/** None ready: NXDOMAIN, not an empty answer (DNS2). */
function records(endpoints: readonly Endpoint[], table: ServiceTable): DnsAnswer {
  const values = [...new Set(endpoints.map((endpoint) => endpoint.address))].sort((a, b) => a - b).map(formatIpv4);
  return values.length === 0 ? { type: 'nxdomain' } : { type: 'records', values, service: table.key };
}

/** An IP literal as externalName passes the API and resolves to nothing (SVC21). */
function answerExternalName(table: ServiceTable, labels: readonly string[]): DnsAnswer {
  const target = (table.service.spec.externalName ?? '').replace(/\.$/, '');
  if (labels.length > 0 || target === '' || parseIpv4(target) !== undefined) return { type: 'nxdomain' };
  return { type: 'cname', target, service: table.key };
}

/** `10-1-1-11.ns.pod.cluster.local` echoes its address (DNS8, the common `pods insecure`). */
function answerPod(labels: readonly string[]): DnsAnswer {
  const address = labels.length === 2 ? parseIpv4((labels[0] ?? '').replaceAll('-', '.')) : undefined;
  return address === undefined ? { type: 'nxdomain' } : { type: 'records', values: [formatIpv4(address)] };
}

/** Only named ports have SRV records; a headless Service has one for each endpoint with its target port (DNS7). */
function answerSrv(table: ServiceTable, labels: readonly string[], suffix: string): DnsAnswer {
  const [portLabel, protocolLabel] = labels;
  if (labels.length !== 2 || !portLabel?.startsWith('_') || !protocolLabel?.startsWith('_')) return { type: 'nodata' };
  const port = table.ports.find(
    (item) => item.spec.name === portLabel.slice(1) && item.spec.protocol.toLowerCase() === protocolLabel.slice(1),
  );
  if (!port) return { type: 'nxdomain' };
  if (!table.headless) return { type: 'records', values: [`${port.spec.port} ${suffix}`], service: table.key };
  const values = usableAnywhere(port)
    .map((endpoint) => `${endpoint.port} ${endpointName(endpoint)}.${suffix}`)
    .sort(compareText);
  return values.length === 0 ? { type: 'nxdomain' } : { type: 'records', values, service: table.key };
}

/** Hostname where the pod has one, else its address with dashes (DNS3). */
function endpointName(endpoint: Endpoint): string {
  return endpoint.hostname ?? formatIpv4(endpoint.address).replaceAll('.', '-');
}

/** Ready endpoints, each address once. A headless Service without ports still has its pods: any port's endpoints would do. */
function readyOnce(table: ServiceTable): Endpoint[] {
  const seen = new Map<number, Endpoint>();
  for (const port of table.ports) {
    for (const endpoint of port.endpoints)
      if (endpoint.ready && !seen.has(endpoint.address)) seen.set(endpoint.address, endpoint);
  }
  return [...seen.values()];
}

/** The public directory: zones of the document, then hosts of the street by name. */
export function answerPublic(network: NetworkDocument, name: string, depth = 0): readonly string[] | undefined {
  const asked = name.toLowerCase().replace(/\.$/, '');
  for (const zone of network.dnsZones ?? []) {
    const record = findRecord(zone, asked);
    if (!record) continue;
    if (record.type === 'A') return record.values;
    return depth > 8 ? undefined : answerPublic(network, record.values[0] ?? '', depth + 1);
  }
  const host = (network.internetHosts ?? []).find((item) => item.name.toLowerCase() === asked);
  return host ? [host.ipAddress] : undefined;
}

function findRecord(zone: DnsZone, asked: string): DnsZone['records'][number] | undefined {
  const origin = zone.name.toLowerCase();
  return zone.records.find((record) => (record.name === '@' ? origin : `${record.name.toLowerCase()}.${origin}`) === asked);
}
