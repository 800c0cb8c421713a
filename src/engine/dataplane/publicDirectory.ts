// The directory of the street: public zones of the document, suppliers' names and hosts. A supplier with a private endpoint has an alias in
// between, which a private zone may answer instead. Rules: E-31, DNS10, world-format "Addresses" (public addresses that are not declared).
import type { PaasService } from '../model/azure.ts';
import { AKS_ADDRESSES, clusterAddress } from './clusterNeeds.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { formatIpv4, type Ipv4, parseIpv4 } from '../net/ipv4.ts';
import type { HostEntry } from './tables.ts';
import { answerZone, cleanName, compileZone, isWithin, type ZoneAnswer } from './zones.ts';

export interface PublicDirectory {
  /** One step: an alias is not followed. */
  answer(name: string): ZoneAnswer;
  /** Every address of a name, aliases followed. */
  addressesOf(name: string): readonly Ipv4[];
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

/** Every supplier's address on the street: its own, or the lowest free one in the order of the document. */
export function publicAddressesOf(network: NetworkDocument): Map<Ipv4, PaasService> {
  const services = network.paasServices ?? [];
  const result = new Map<Ipv4, PaasService>();
  for (const service of services) {
    const address = parseIpv4(service.publicIPAddress ?? '');
    if (address !== undefined && !result.has(address)) result.set(address, service);
  }
  let next = FIRST_SUPPLIER;
  for (const service of services) {
    if (service.publicIPAddress !== undefined) continue;
    while (result.has(next)) next++;
    result.set(next, service);
  }
  return result;
}

/** `frontends`: names in lower case → addresses of frontends that Azure named (C-30). */
export function compilePublicDirectory(network: NetworkDocument, frontends: ReadonlyMap<string, string>): PublicDirectory {
  // A zone under another one answers for its own names.
  const zones = (network.dnsZones ?? []).map(compileZone).sort((a, b) => b.name.length - a.name.length);
  const hosts = new Map((network.internetHosts ?? []).map((host) => [cleanName(host.name), host.ipAddress]));
  const suppliers = new Map<string, ZoneAnswer>();
  const doors = new Set((network.privateEndpoints ?? []).map(({ target }) => target));
  const addresses = new Map([...publicAddressesOf(network)].map(([address, service]) => [service.name, formatIpv4(address)]));
  for (const { name, fqdn } of network.paasServices ?? []) {
    const address = addresses.get(name);
    if (address === undefined) continue;
    const direct: ZoneAnswer = { type: 'addresses', values: [address] };
    const hidden = doors.has(name) ? privateNameOf(fqdn) : undefined;
    suppliers.set(cleanName(fqdn), hidden === undefined ? direct : { type: 'alias', target: hidden });
    if (hidden !== undefined) suppliers.set(hidden, direct);
  }
  const answer = (name: string): ZoneAnswer => {
    const own = zones.filter((zone) => isWithin(name, zone.name)).map((zone) => answerZone(zone, name));
    const known = own.find(({ type }) => type === 'addresses' || type === 'alias') ?? suppliers.get(name);
    if (known) return known;
    const host = hosts.get(name) ?? frontends.get(name);
    if (host !== undefined) return { type: 'addresses', values: [host] };
    const azure = clusterAddress(name);
    if (azure !== undefined) return { type: 'addresses', values: [formatIpv4(azure)] };
    return own.find(({ type }) => type === 'nodata') ?? { type: 'nxdomain' };
  };
  const addressesOf = (name: string, depth = 0): readonly Ipv4[] => {
    const found = answer(cleanName(name));
    if (found.type === 'addresses') return found.values.flatMap((text) => parseIpv4(text) ?? []);
    return found.type === 'alias' && depth < MOST_ALIASES ? addressesOf(found.target, depth + 1) : [];
  };
  return { answer, addressesOf: (name) => addressesOf(name) };
}
