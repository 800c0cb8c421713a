// The directory of the street: public zones of the document, suppliers' names and hosts. A supplier with a private endpoint has an alias in
// between, which a private zone may answer instead. Rules: E-31, E-36, DNS10, world-format "Addresses" (public addresses that are not declared).
import { AKS_ADDRESSES, clusterAddress } from './clusterNeeds.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { formatIpv4, type Ipv4, parseIpv4 } from '../net/ipv4.ts';
import { streetNamesOf, type Supplier, suppliersOf } from './suppliers.ts';
import type { HostEntry, PrivateEndpointEntry } from './tables.ts';
import { answerZone, cleanName, compileZone, isWithin, type ZoneAnswer } from './zones.ts';

export interface PublicDirectory {
  /** One step: an alias is not followed. */
  answer(name: string): ZoneAnswer;
  /** Every address of a name, aliases followed. */
  addressesOf(name: string): readonly Ipv4[];
  /** The zone of the document that has addresses or an alias for the name. */
  zoneOf(name: string): string | undefined;
}

/** Resolvers of the street that everybody knows; they answer names and nothing else. */
export const PUBLIC_RESOLVERS: readonly HostEntry[] = ['1.1.1.1', '8.8.4.4', '8.8.8.8', '9.9.9.9'].map((name) => ({
  kind: 'internetHost',
  name,
  address: parseIpv4(name) ?? 0,
  site: '',
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
}));

const MOST_ALIASES = 8;
/** What clusters need of Azure, in one house. */
export const AZURE_HOSTS: readonly HostEntry[] = AKS_ADDRESSES.map((address) => ({
  kind: 'internetHost',
  name: 'azure',
  address,
  site: '',
  ports: [{ port: 443, protocol: 'TCP', tls: true }],
}));

/** Addresses of suppliers that declare none. */
const FIRST_SUPPLIER = parseIpv4('20.150.0.1') ?? 0;
/** Zones whose private name is no plain prefix of the public one. */
const PRIVATE_ZONE: Readonly<Record<string, string>> = { 'vault.azure.net': 'privatelink.vaultcore.azure.net' };

/** `shop.database.windows.net` → `shop.privatelink.database.windows.net` (E-31); undefined for a name of one label. */
export function privateNameOf(fqdn: string): string | undefined {
  const name = cleanName(fqdn);
  const dot = name.indexOf('.');
  if (dot < 0) return undefined;
  const parent = name.slice(dot + 1);
  const zone = Object.hasOwn(PRIVATE_ZONE, parent) ? PRIVATE_ZONE[parent] : `privatelink.${parent}`;
  return `${name.slice(0, dot)}.${zone}`;
}

/** Every supplier's address on the street: its own, or the lowest free one in the order of the document. A private API server has none. */
export function publicAddressesOf(network: NetworkDocument): Map<Ipv4, Supplier> {
  const services = suppliersOf(network);
  const result = new Map<Ipv4, Supplier>();
  for (const service of services) {
    const address = parseIpv4(service.publicIPAddress ?? '');
    if (address !== undefined && !result.has(address)) result.set(address, service);
  }
  let next = FIRST_SUPPLIER;
  for (const service of services) {
    if (service.publicIPAddress !== undefined || isHidden(service)) continue;
    while (result.has(next)) next++;
    result.set(next, service);
  }
  return result;
}

function isHidden({ type, publicNetworkAccess }: Supplier): boolean {
  return type === 'apiServer' && publicNetworkAccess === 'Disabled';
}

export interface StreetInput {
  readonly network: NetworkDocument;
  readonly endpoints: readonly PrivateEndpointEntry[];
  /** Names in lower case → addresses of frontends that Azure named (C-30). */
  readonly frontends: ReadonlyMap<string, string>;
}

export function compilePublicDirectory({ network, endpoints, frontends }: StreetInput): PublicDirectory {
  // A zone under another one answers for its own names.
  const zones = (network.dnsZones ?? []).map(compileZone).sort((a, b) => b.name.length - a.name.length);
  const hosts = new Map((network.internetHosts ?? []).map((host) => [cleanName(host.name), host.ipAddress]));
  const suppliers = supplierNames(network, endpoints);
  const ownClusters = streetNamesOf(network);
  const answer = (name: string): ZoneAnswer => {
    const own = zones.filter((zone) => isWithin(name, zone.name)).map((zone) => answerZone(zone, name));
    const known = own.find(({ type }) => type === 'addresses' || type === 'alias') ?? suppliers.get(name);
    if (known) return known;
    const host = hosts.get(name) ?? frontends.get(name);
    if (host !== undefined) return { type: 'addresses', values: [host] };
    const azure = ownClusters.has(name) ? undefined : clusterAddress(name);
    if (azure !== undefined) return { type: 'addresses', values: [formatIpv4(azure)] };
    return own.find(({ type }) => type === 'nodata') ?? { type: 'nxdomain' };
  };
  const addressesOf = (name: string, depth = 0): readonly Ipv4[] => {
    const found = answer(cleanName(name));
    if (found.type === 'addresses') return found.values.flatMap((text) => parseIpv4(text) ?? []);
    return found.type === 'alias' && depth < MOST_ALIASES ? addressesOf(found.target, depth + 1) : [];
  };
  const zoneOf = (name: string): string | undefined =>
    zones.find((zone) => isWithin(name, zone.name) && ['addresses', 'alias'].includes(answerZone(zone, name).type))?.name;
  return { answer, addressesOf: (name) => addressesOf(name), zoneOf: (name) => zoneOf(cleanName(name)) };
}

function supplierNames(network: NetworkDocument, endpoints: readonly PrivateEndpointEntry[]): Map<string, ZoneAnswer> {
  const names = new Map<string, ZoneAnswer>();
  const doors = new Map(endpoints.map((door) => [`${door.target?.type ?? ''} ${door.target?.name ?? ''}`, door]));
  const lent = new Map([...publicAddressesOf(network)].map(([address, { type, name }]) => [`${type} ${name}`, address]));
  for (const service of suppliersOf(network)) {
    const key = `${service.type} ${service.name}`;
    const door = doors.get(key);
    // The public name of a private cluster gives its private address (E-36).
    const address = isHidden(service) ? door?.address : (parseIpv4(service.publicIPAddress ?? '') ?? lent.get(key));
    if (address === undefined || service.fqdn === '') continue;
    const direct: ZoneAnswer = { type: 'addresses', values: [formatIpv4(address)] };
    const hidden = door && service.type !== 'apiServer' ? privateNameOf(service.fqdn) : undefined;
    names.set(cleanName(service.fqdn), hidden === undefined ? direct : { type: 'alias', target: hidden });
    if (hidden !== undefined) names.set(hidden, direct);
  }
  return names;
}
