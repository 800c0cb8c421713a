// What Azure says of private access: names that private endpoints, zones and suppliers' rules refer to, addresses of private endpoints.
// Rules: A-28, E-30, E-31, E-35, E-36; InvalidResourceReference and the PrivateIPAddress codes of Azure.
import type { ManagedCluster } from '../model/networkDocument.ts';
import { cidrContains, formatIpv4, type Ipv4, parseIpv4 } from '../net/ipv4.ts';
import { isAzureReserved } from './addressBook.ts';
import { clusterPath, type Placed, type Report } from './validation.ts';

export function checkPrivateAccess(placed: Placed, report: Report): void {
  const { network, subnets } = placed;
  const subnetNames = new Set(network.virtualNetworks.flatMap((vnet) => vnet.subnets.map(({ name }) => name)));
  const need = (known: ReadonlySet<string>, kind: string, at: { readonly path: string; readonly name: string }): boolean => {
    if (!known.has(at.name)) report('InvalidResourceReference', at.path, { kind, name: at.name });
    return known.has(at.name);
  };
  const services = new Set((network.paasServices ?? []).map(({ name }) => name));
  const taken = new Set<Ipv4>((network.virtualMachines ?? []).flatMap(({ ipAddress }) => parseIpv4(ipAddress ?? '') ?? []));
  for (const endpoint of network.privateEndpoints ?? []) {
    const path = `privateEndpoints.${endpoint.name}`;
    need(services, 'paasService', { path: `${path}.target`, name: endpoint.target });
    if (!need(subnetNames, 'subnet', { path: `${path}.subnet`, name: endpoint.subnet })) continue;
    const subnet = subnets.find(({ name }) => name === endpoint.subnet);
    const address = parseIpv4(endpoint.ipAddress ?? '');
    if (!subnet || address === undefined) continue;
    const params = { ip: formatIpv4(address), subnet: subnet.name };
    if (!cidrContains(subnet.range, address)) report('PrivateIPAddressNotInSubnet', `${path}.ipAddress`, params);
    else if (isAzureReserved(subnet.range, address)) report('PrivateIPAddressInReservedRange', `${path}.ipAddress`, params);
    else if (taken.has(address)) report('PrivateIPAddressInUse', `${path}.ipAddress`, params);
    taken.add(address);
  }
  const vnets = new Set(network.virtualNetworks.map(({ name }) => name));
  for (const zone of network.privateDnsZones ?? []) {
    zone.virtualNetworkLinks.forEach((name, index) => {
      need(vnets, 'virtualNetwork', { path: `privateDnsZones.${zone.name}.virtualNetworkLinks[${index}]`, name });
    });
  }
  for (const service of network.paasServices ?? []) {
    service.virtualNetworkRules?.forEach((name, index) => {
      need(subnetNames, 'subnet', { path: `paasServices.${service.name}.virtualNetworkRules[${index}]`, name });
    });
  }
}

const ZONE_ROLE = 'Private DNS Zone Contributor';
const NETWORK_ROLE = 'Network Contributor';

/** A private cluster's name: somebody must know it, and AKS must be allowed to write it into a zone of the player's own (E-36). */
export function checkPrivateCluster(placed: Placed, cluster: ManagedCluster, report: Report): void {
  const profile = cluster.apiServerAccessProfile;
  if (profile?.enablePrivateCluster !== true) return;
  const path = clusterPath(cluster, 'apiServerAccessProfile.privateDNSZone');
  const zone = profile.privateDNSZone ?? 'system';
  if (zone === 'none' && profile.enablePrivateClusterPublicFQDN === false) report('PrivateClusterWithoutName', path);
  if (zone === 'none' || zone === 'system') return;
  if (!(placed.network.privateDnsZones ?? []).some(({ name }) => name === zone))
    report('InvalidResourceReference', path, { kind: 'privateDnsZone', name: zone });
  const { type, roleAssignments = [] } = cluster.identity ?? {};
  const has = (role: string, scope: string): boolean =>
    roleAssignments.some((item) => item.role === role && item.scope === scope);
  const missing = [
    type === 'UserAssigned' ? [] : ['UserAssigned'],
    has(ZONE_ROLE, zone) ? [] : [ZONE_ROLE],
    has(NETWORK_ROLE, placed.clusterVnet) ? [] : [NETWORK_ROLE],
  ].flat();
  if (missing.length > 0) report('CustomPrivateDnsZoneNotPermitted', path, { zone, missing: missing.join(', ') });
}
