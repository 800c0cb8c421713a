// Names that application routing writes into the zones it manages: hosts of its Ingresses, at the address of its controller. Rules: C-15.
import type { DnsRecord, DnsZone } from '../model/azure.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import type { NetworkSpec } from '../model/spec.ts';
import { installsOf } from './controllerInstalls.ts';
import type { HttpTables } from './httpTables.ts';
import type { Placement } from './tables.ts';
import type { Report } from './validation.ts';
import { cleanName, isWithin } from './zones.ts';

const NAMESPACE = 'app-routing-system';
const MOST_ZONES = 5;

/** The document with those records in its zones; a name that somebody wrote there keeps what it has. */
export function withRoutedNames(spec: NetworkSpec, placement: Placement, http: HttpTables): NetworkDocument {
  const { network } = placement;
  const zones = managedZones(network);
  if (zones.size === 0) return network;
  const names = routedNames(spec, placement, http);
  const filled = <T extends DnsZone>(zone: T): T => {
    const origin = cleanName(zone.name);
    if (!zones.has(origin)) return zone;
    const taken = new Set(zone.records.map(({ name }) => fullName(name, origin)));
    const added = [...names].flatMap(([name, address]): DnsRecord[] =>
      isWithin(name, origin) && !taken.has(name) ? [{ name, type: 'A', values: [address] }] : [],
    );
    return added.length === 0 ? zone : { ...zone, records: [...zone.records, ...added] };
  };
  return {
    ...network,
    ...(network.dnsZones ? { dnsZones: network.dnsZones.map(filled) } : {}),
    ...(network.privateDnsZones ? { privateDnsZones: network.privateDnsZones.map(filled) } : {}),
  };
}

function managedZones({ managedClusters }: NetworkDocument): ReadonlySet<string> {
  const routing = managedClusters[0]?.ingressProfile?.webAppRouting;
  return new Set(routing?.enabled === true ? (routing.dnsZones ?? []).slice(0, MOST_ZONES).map(cleanName) : []);
}

function fullName(name: string, origin: string): string {
  const clean = cleanName(name);
  if (clean === '@' || clean === '') return origin;
  return isWithin(clean, origin) ? clean : `${clean}.${origin}`;
}

/** Host → address of the controller that serves it; of two Ingresses with one host the older has it. */
function routedNames(spec: NetworkSpec, { serviceAddresses }: Placement, { ingresses }: HttpTables): ReadonlyMap<string, string> {
  const addresses = new Map<string, string>();
  for (const { namespace, name, ingressClass } of installsOf(spec)) {
    const address = serviceAddresses.get(`${namespace}/${name}`)?.externalIP;
    if (namespace === NAMESPACE && ingressClass && address !== undefined) addresses.set(ingressClass.metadata.name, address);
  }
  const found = new Map<string, string>();
  for (const { ingress, className } of ingresses) {
    const address = className === undefined ? undefined : addresses.get(className);
    if (address === undefined) continue;
    for (const { host } of ingress.spec.rules ?? []) if (host !== undefined && !found.has(host)) found.set(host, address);
  }
  return found;
}

export function checkManagedZones({ network, cluster }: Pick<Placement, 'network' | 'cluster'>): Diagnostic[] {
  const found: Diagnostic[] = [];
  const report: Report = (code, path, params = {}, severity = 'error') => found.push({ code, severity, path, params });
  const routing = cluster?.ingressProfile?.webAppRouting;
  const zones = routing?.enabled === true ? (routing.dnsZones ?? []) : [];
  const path = `managedClusters.${cluster?.name ?? ''}.ingressProfile.webAppRouting.dnsZones`;
  if (zones.length > MOST_ZONES) report('AppRoutingTooManyDnsZones', path, { zones: zones.length, limit: MOST_ZONES });
  const known = new Set([...(network.dnsZones ?? []), ...(network.privateDnsZones ?? [])].map(({ name }) => cleanName(name)));
  for (const [index, name] of zones.entries())
    if (!known.has(cleanName(name))) report('InvalidResourceReference', `${path}[${index}]`, { kind: 'dnsZone', name });
  return found;
}
