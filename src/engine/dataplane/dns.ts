// Names of the cluster: the resolver's search list and CoreDNS's answers. Data only; that a question is itself a flow with policies on its way
// is the walk's business (forward/lookupStage.ts). Rules: DNS1–DNS11, SVC6, SVC21, SVC22, G-1…G-4, G-9.
import type { RuleRef } from '../model/ruleRef.ts';
import { compareText } from '../net/hash.ts';
import { formatIpv4, parseIpv4 } from '../net/ipv4.ts';
import { CLOUDAPP, type Directories, REDDOG } from './directories.ts';
import type { Endpoint } from './endpoints.ts';
import type { ServiceTable, ServiceTables } from './services.ts';
import type { Placement } from './tables.ts';
import { isWithin } from './zones.ts';

export type DnsAnswer =
  | { readonly type: 'records'; readonly values: readonly string[]; readonly service?: string }
  | { readonly type: 'cname'; readonly target: string; readonly service: string }
  /** `rule`: the Service whose name it is, and why it has no address. */
  | { readonly type: 'nxdomain'; readonly rule?: RuleRef }
  | { readonly type: 'nodata' }
  /** The question leaves the cluster. */
  | { readonly type: 'forward'; readonly name: string };

export interface DnsTables {
  readonly services: ServiceTables;
  readonly placement: Placement;
  readonly directories: Directories;
  /** The Service that answers questions; undefined outside a cluster. */
  readonly resolver: ServiceTable | undefined;
}

export interface DnsQuestion {
  readonly name: string;
  readonly type: 'A' | 'SRV';
  readonly search: readonly string[];
  /** Names with fewer dots walk the search list before they are asked as they are. */
  readonly ndots: number;
}

/** A question and what came of it; `asked` is the full name that was answered. */
export interface DnsResult {
  readonly asked: string;
  readonly answer: DnsAnswer;
}

const ZONE = 'cluster.local';
const NXDOMAIN: DnsAnswer = { type: 'nxdomain' };
/** Longer names under Azure's own suffix are leftovers of a search list (G-9). */
const MOST_CLOUDAPP_LABELS = 6;

/** resolv.conf of a ClusterFirst pod (DNS4, G-1). */
export function clusterFirst(namespace: string): Pick<DnsQuestion, 'search' | 'ndots'> {
  return { search: [`${namespace}.svc.${ZONE}`, `svc.${ZONE}`, ZONE], ndots: 5 };
}

/** Names a resolver tries, in order (DNS4): a trailing dot is final. */
export function searchNames({ name, search, ndots }: DnsQuestion): string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const expanded = search.map((suffix) => `${name}.${suffix}`);
  return name.split('.').length - 1 >= ndots ? [name, ...expanded] : [...expanded, name];
}

/**
 * What a pod's lookup ends with: the first name of the list that has an answer. A name that leaves the cluster is final only where it is the
 * last one or the public directory knows it; a name without data makes the resolver go on (DNS4, DNS5).
 */
export function lookup(tables: DnsTables, question: DnsQuestion): DnsResult {
  const names = searchNames({ ...question, name: question.name.toLowerCase() });
  let last: DnsResult = { asked: question.name, answer: NXDOMAIN };
  let forwarded: DnsResult | undefined;
  for (const [index, asked] of names.entries()) {
    const answer = answerCluster(tables, asked, question.type);
    last = { asked, answer };
    if (answer.type === 'forward') {
      if (index === names.length - 1 || tables.directories.street.answer(asked).type !== 'nxdomain') return last;
      forwarded ??= last;
    } else if (answer.type === 'records' || answer.type === 'cname') return last;
  }
  return forwarded ?? last;
}

/** CoreDNS itself: the cluster's zone, or forward. */
export function answerCluster(tables: DnsTables, name: string, type: 'A' | 'SRV'): DnsAnswer {
  if (!isWithin(name, ZONE)) return isLeftover(name) ? NXDOMAIN : { type: 'forward', name };
  const labels = name.slice(0, -ZONE.length - 1).split('.');
  const kind = labels.pop();
  const namespace = labels.pop();
  if (namespace === undefined || (kind !== 'svc' && kind !== 'pod')) return NXDOMAIN;
  if (kind === 'pod') return answerPod(labels);
  const service = labels.pop();
  // A namespace is a name without an address of its own.
  if (service === undefined) return tables.placement.namespaceLabels.has(namespace) ? { type: 'nodata' } : NXDOMAIN;
  const table = tables.services.byKey.get(`${namespace}/${service}`);
  if (!table) return NXDOMAIN;
  if (type === 'SRV') return answerSrv(table, labels, `${service}.${namespace}.svc.${ZONE}.`);
  if (table.service.spec.type === 'ExternalName') return answerExternalName(table, labels);
  if (labels.length === 0) return answerService(table);
  if (labels.length > 1) return NXDOMAIN;
  return records(
    readyMembers(table).filter((endpoint) => endpointName(endpoint) === labels[0]),
    table,
  );
}

/** Names that AKS's CoreDNS answers itself, so that search lists do not trouble the VNet's resolver (G-9). */
function isLeftover(name: string): boolean {
  return isWithin(name, REDDOG) || (isWithin(name, CLOUDAPP) && name.split('.').length > MOST_CLOUDAPP_LABELS);
}

/** A ClusterIP stands whether or not anybody is ready (DNS1); a headless name is its ready pods (DNS2). */
function answerService(table: ServiceTable): DnsAnswer {
  if (table.headless) return records(readyMembers(table), table);
  return table.clusterIP === undefined
    ? NXDOMAIN
    : { type: 'records', values: [formatIpv4(table.clusterIP)], service: table.key };
}

/** None ready: NXDOMAIN, not an empty answer (DNS2). */
function records(endpoints: readonly Endpoint[], table: ServiceTable): DnsAnswer {
  const values = [...new Set(endpoints.map((endpoint) => endpoint.address))].sort((a, b) => a - b).map(formatIpv4);
  if (values.length > 0) return { type: 'records', values, service: table.key };
  const field = table.selected.length === 0 ? 'spec.selector' : 'spec.ports';
  return { type: 'nxdomain', rule: { object: `Service/${table.key}`, field } };
}

/** An IP literal as externalName passes the API and resolves to nothing (SVC21). */
function answerExternalName(table: ServiceTable, labels: readonly string[]): DnsAnswer {
  const target = (table.service.spec.externalName ?? '').replace(/\.$/, '');
  if (labels.length > 0) return NXDOMAIN;
  if (target === '' || parseIpv4(target) !== undefined) return { type: 'nxdomain', rule: externalNameRule(table.key) };
  return { type: 'cname', target, service: table.key };
}

/** What decides about the name of a Service that is another name (DNS9, SVC21). */
export function externalNameRule(service: string): RuleRef {
  return { object: `Service/${service}`, field: 'spec.externalName' };
}

/** `10-1-1-11.ns.pod.cluster.local` echoes its address (DNS8, the common `pods insecure`). */
function answerPod(labels: readonly string[]): DnsAnswer {
  const address = labels.length === 1 ? parseIpv4((labels[0] ?? '').replaceAll('-', '.')) : undefined;
  return address === undefined ? NXDOMAIN : { type: 'records', values: [formatIpv4(address)] };
}

/** Only named ports have SRV records; a headless Service has one for each ready endpoint with its target port (DNS7). */
function answerSrv(table: ServiceTable, labels: readonly string[], suffix: string): DnsAnswer {
  const [portLabel, protocolLabel] = labels;
  if (labels.length !== 2 || !portLabel?.startsWith('_') || !protocolLabel?.startsWith('_')) return { type: 'nodata' };
  const port = table.ports.find(
    (item) => item.spec.name === portLabel.slice(1) && item.spec.protocol.toLowerCase() === protocolLabel.slice(1),
  );
  if (!port) return NXDOMAIN;
  if (!table.headless) return { type: 'records', values: [`${port.spec.port} ${suffix}`], service: table.key };
  const values = port.endpoints
    .filter((endpoint) => endpoint.ready)
    .map((endpoint) => `${endpoint.port} ${endpointName(endpoint)}.${suffix}`)
    .sort(compareText);
  return values.length === 0 ? NXDOMAIN : { type: 'records', values, service: table.key };
}

/** Hostname where the pod has one, else its address with dashes (DNS3). */
function endpointName(endpoint: Endpoint): string {
  return endpoint.hostname ?? formatIpv4(endpoint.address).replaceAll('.', '-');
}

export function readyMembers(table: ServiceTable): Endpoint[] {
  return table.members.filter((endpoint) => endpoint.ready);
}
