// Repairs of name servers of the player's own: one that knows less than its neighbour passes questions on to Azure's resolver, or leaves the list
// of the virtual network. Rules: E-31, G-5, G-6, G-7, S49.
import { AZURE_DNS } from '../dataplane/directories.ts';
import type { DnsServer } from '../model/azure.ts';
import { formatIpv4 } from '../net/ipv4.ts';
import type { Candidate, Case } from './counterfactual.ts';
import { changed, inNetwork } from './counterfactualWrite.ts';

const AZURE = formatIpv4(AZURE_DNS);

/** The servers of the player's own that this lookup met. */
export function repairServers(input: Case): Candidate[] {
  const asked = new Set((input.trace.dns?.queries ?? []).map(({ server }) => server));
  const met = (input.spec.network.dnsServers ?? []).filter(({ ipAddress }) => asked.has(ipAddress));
  return met.flatMap((server) => [...passOn(input, server), ...leaveOut(input, server)]);
}

function passOn({ spec: { network } }: Case, server: DnsServer): Candidate[] {
  if (server.forwarders.includes(AZURE)) return [];
  const dnsServers = changed(network.dnsServers, { ...server, forwarders: [AZURE] });
  const current = server.forwarders.join(', ') || '–';
  const params = { server: server.name, field: 'forwarders', current, suggested: AZURE };
  return [inNetwork('dns.forwarder', `DnsServer/${server.name}`, { params, network: { ...network, dnsServers } })];
}

function leaveOut({ spec: { network }, dataplane }: Case, { ipAddress }: DnsServer): Candidate[] {
  const vnet = network.virtualNetworks.find(({ name }) => name === dataplane.placement.clusterVnet);
  if (vnet?.dnsServers?.includes(ipAddress) !== true) return [];
  const others = vnet.dnsServers.filter((address) => address !== ipAddress);
  const dnsServers = others.length === 0 ? [AZURE] : others;
  const virtualNetworks = changed(network.virtualNetworks, { ...vnet, dnsServers });
  const params = { vnet: vnet.name, field: 'dnsServers', current: vnet.dnsServers.join(', '), suggested: dnsServers.join(', ') };
  return [inNetwork('dns.servers', `VirtualNetwork/${vnet.name}`, { params, network: { ...network, virtualNetworks } })];
}
