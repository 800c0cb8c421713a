// Who answers names outside the cluster, and what each knows: Azure's resolver with a VNet's private zones and machine names, name servers of
// the player's own, a firewall's DNS proxy, machines that pass questions on, the street. Data only; who reaches whom is the walk's business.
// Rules: E-21, E-31, F-5, F-10, G-5…G-7, G-9.
import type { DnsServer } from '../model/azure.ts';
import { formatIpv4, type Ipv4, parseIpv4 } from '../net/ipv4.ts';
import { firewallAddress } from './devices.ts';
import { compilePublicDirectory, PUBLIC_RESOLVERS, type PublicDirectory } from './publicDirectory.ts';
import { privateZonesOf } from './suppliers.ts';
import type { HostEntry, Placement } from './tables.ts';
import { cleanName, compileZone, type Zone } from './zones.ts';

/** Azure's resolver, on every host of every VNet (F-10). */
export const AZURE_DNS: Ipv4 = 0xa83f8110;

export interface ServerZone extends Zone {
  /** A zone that is asked of others instead of answered (a conditional forwarder). */
  readonly forwarders: readonly Ipv4[];
}

export type Directory =
  /** Answers as the VNet that the question comes from sees it. */
  | { readonly type: 'azure' }
  | {
      readonly type: 'server';
      readonly name: string;
      readonly host: HostEntry;
      readonly zones: readonly ServerZone[];
      readonly forwarders: readonly Ipv4[];
    }
  /** Asks Azure's resolver of its own VNet (E-21). */
  | { readonly type: 'proxy'; readonly name: string; readonly virtualNetwork: string }
  | { readonly type: 'street'; readonly name: string };

export interface PrivateZone extends Zone {
  /** As the document spells it. */
  readonly zone: string;
  readonly links: ReadonlySet<string>;
}

export interface Directories {
  readonly street: PublicDirectory;
  readonly privateZones: readonly PrivateZone[];
  /** Who answers at an address; undefined where nobody does. */
  at(address: Ipv4): Directory | undefined;
  /** Servers that hosts of a VNet are told to ask, in their order (G-5). */
  ofVnet(vnet: string): readonly Ipv4[];
  /** Servers of a site: those that stand in it; none means the site's own resolver, which knows the street (E-31). */
  ofSite(site: string): readonly Ipv4[];
  /** What Azure adds to short names in a VNet; its machines have their names there. */
  suffixOf(vnet: string): string;
  /** Private zones that a VNet's resolver answers: those linked to it, and its machines' own (F-5). */
  zonesOf(vnet: string): readonly (PrivateZone | Zone)[];
}

export function compileDirectories(placement: Placement, frontends: ReadonlyMap<string, string>): Directories {
  const { network } = placement;
  const privateZones = privateZonesOf(network, placement.privateEndpoints).map(
    (zone): PrivateZone => ({ ...compileZone(zone), zone: zone.name, links: new Set(zone.virtualNetworkLinks) }),
  );
  const servers = new Map<string, readonly Ipv4[]>();
  const zones = new Map<string, readonly (PrivateZone | Zone)[]>();
  for (const vnet of network.virtualNetworks) {
    const own = (vnet.dnsServers ?? []).flatMap((text) => parseIpv4(text) ?? []);
    servers.set(vnet.name, own.length === 0 ? [AZURE_DNS] : own);
    zones.set(vnet.name, [...privateZones.filter(({ links }) => links.has(vnet.name)), machineZone(placement, vnet.name)]);
  }
  const byAddress = new Map<Ipv4, Directory>([[AZURE_DNS, { type: 'azure' }]]);
  const add = (address: Ipv4 | undefined, directory: Directory): void => {
    if (address !== undefined && !byAddress.has(address)) byAddress.set(address, directory);
  };
  const hosts = new Map(placement.hosts.map((host) => [host.address, host]));
  for (const server of network.dnsServers ?? []) {
    const address = parseIpv4(server.ipAddress);
    const host = address === undefined ? undefined : hosts.get(address);
    if (host) add(address, compileServer(server, host));
  }
  for (const firewall of network.azureFirewalls ?? []) {
    const { name, virtualNetwork } = firewall;
    if (firewall.dnsProxy === true) add(firewallAddress(network, firewall), { type: 'proxy', name, virtualNetwork });
  }
  for (const host of [...placement.hosts, ...PUBLIC_RESOLVERS]) {
    if (!host.ports.some(({ port, protocol }) => port === 53 && protocol === 'UDP')) continue;
    const { kind, name, site } = host;
    // What it runs is not declared: a machine in a VNet passes questions on to Azure, anybody else knows the street.
    add(host.address, kind === 'virtualMachine' ? { type: 'proxy', name, virtualNetwork: site } : { type: 'street', name });
  }
  return {
    street: compilePublicDirectory({ network, endpoints: placement.privateEndpoints, frontends }),
    privateZones,
    at: (address) => byAddress.get(address),
    ofVnet: (vnet) => servers.get(vnet) ?? [AZURE_DNS],
    ofSite: (site) =>
      (network.dnsServers ?? []).flatMap(({ ipAddress }) => {
        const host = hosts.get(parseIpv4(ipAddress) ?? -1);
        return host?.kind === 'onPremisesHost' && host.site === site ? [host.address] : [];
      }),
    suffixOf: (vnet) => ((servers.get(vnet) ?? []).every((address) => address === AZURE_DNS) ? suffix(vnet) : REDDOG),
    zonesOf: (vnet) => zones.get(vnet) ?? [],
  };
}

/** What Azure hands out as the search suffix where name servers are the player's own: nobody answers it (G-9). */
export const REDDOG = 'reddog.microsoft.com';
export const CLOUDAPP = 'internal.cloudapp.net';

function suffix(vnet: string): string {
  return `${vnet.toLowerCase().replace(/[^a-z0-9-]+/g, '-')}.ax.${CLOUDAPP}`;
}

/** Machines of a VNet by their names; names do not pass a peering (F-5). */
function machineZone(placement: Placement, vnet: string): Zone {
  const records = placement.hosts
    .filter((host) => host.kind === 'virtualMachine' && host.site === vnet)
    .map((host) => ({ name: cleanName(host.name), type: 'A', values: [formatIpv4(host.address)] }) as const);
  return compileZone({ name: suffix(vnet), records });
}

function compileServer(server: DnsServer, host: HostEntry): Directory {
  const addresses = (texts: readonly string[]): Ipv4[] => texts.flatMap((text) => parseIpv4(text) ?? []);
  return {
    type: 'server',
    name: server.name,
    host,
    zones: server.zones.map((zone) => ({ ...compileZone(zone), forwarders: addresses(zone.forwarders ?? []) })),
    forwarders: addresses(server.forwarders),
  };
}
