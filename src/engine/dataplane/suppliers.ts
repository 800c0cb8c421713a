// Suppliers, private endpoints and private zones: those that the document declares, and those that AKS makes for API servers.
// Rules: E-38, E-36 (a private cluster's endpoint in the first pool's subnet, its zone linked to the cluster's VNet alone), E-37, E-31.
import type { PaasService, PrivateDnsZone, PrivateEndpoint } from '../model/azure.ts';
import type { ManagedCluster, NetworkDocument } from '../model/networkDocument.ts';
import { formatIpv4, type Ipv4 } from '../net/ipv4.ts';

/** A service with doors of its own: a PaaS service, or the API server of a cluster (then named as the cluster). */
export interface Supplier extends Omit<PaasService, 'type'> {
  readonly type: PaasService['type'] | 'apiServer';
}

const REGION = 'westeurope';
const API_PORTS: Supplier['ports'] = [{ port: 443, protocol: 'TCP', tls: true }];

function regionOf({ location }: NetworkDocument): string {
  return (location ?? REGION).toLowerCase().replaceAll(' ', '');
}

function isPrivate({ apiServerAccessProfile }: ManagedCluster): boolean {
  return apiServerAccessProfile?.enablePrivateCluster === true;
}

/** API server VNet integration: a door in a subnet of its own, for a public cluster too (E-38). */
function isIntegrated({ apiServerAccessProfile }: ManagedCluster): boolean {
  return apiServerAccessProfile?.enableVnetIntegration === true;
}

/** The zone that holds a private cluster's name; undefined where the player wants none. */
export function zoneOfCluster(network: NetworkDocument, cluster: ManagedCluster): string | undefined {
  const given = cluster.apiServerAccessProfile?.privateDNSZone ?? 'system';
  if (!isPrivate(cluster) || given === 'none') return undefined;
  return given === 'system' ? `privatelink.${regionOf(network)}.azmk8s.io` : given;
}

/** The name that everybody can ask for; undefined where a private cluster has none. */
function publicNameOf(network: NetworkDocument, cluster: ManagedCluster): string | undefined {
  if (isPrivate(cluster) && cluster.apiServerAccessProfile?.enablePrivateClusterPublicFQDN === false) return undefined;
  return streetNameOf(network, cluster);
}

function streetNameOf(network: NetworkDocument, cluster: ManagedCluster): string {
  return `${cluster.name}.hcp.${regionOf(network)}.azmk8s.io`.toLowerCase();
}

/** Names that clusters of this document would have on the street, whether or not they do. */
export function streetNamesOf(network: NetworkDocument): ReadonlySet<string> {
  return new Set(network.managedClusters.map((cluster) => streetNameOf(network, cluster)));
}

/** The name that nodes of the cluster ask for; undefined where nobody knows any. */
export function apiNameOf(network: NetworkDocument, cluster: ManagedCluster): string | undefined {
  const zone = zoneOfCluster(network, cluster);
  return zone === undefined ? publicNameOf(network, cluster) : `${cluster.name}.${zone}`.toLowerCase();
}

export function suppliersOf(network: NetworkDocument): readonly Supplier[] {
  const servers = network.managedClusters.map((cluster): Supplier => {
    const ranges = cluster.apiServerAccessProfile?.authorizedIPRanges;
    return {
      name: cluster.name,
      type: 'apiServer',
      fqdn: publicNameOf(network, cluster) ?? '',
      publicNetworkAccess: isPrivate(cluster) ? 'Disabled' : 'Enabled',
      ports: API_PORTS,
      // An empty list switches the ranges off (E-37).
      ...(ranges && ranges.length > 0 ? { ipRules: ranges } : {}),
    };
  });
  return [...(network.paasServices ?? []), ...servers];
}

export interface EndpointClaim extends PrivateEndpoint {
  readonly supplier: Supplier | undefined;
  readonly integrated?: boolean;
}

/** How the door of an API server inside a VNet is called. */
export function apiDoorOf(cluster: ManagedCluster): string {
  return `apiserver:${cluster.name}`;
}

/** Private endpoints with what they open to. */
export function privateEndpointsOf(network: NetworkDocument): readonly EndpointClaim[] {
  const suppliers = suppliersOf(network);
  const find = (name: string, server: boolean): Supplier | undefined =>
    suppliers.find((item) => item.name === name && (item.type === 'apiServer') === server);
  const declared = (network.privateEndpoints ?? []).map((endpoint) => ({ ...endpoint, supplier: find(endpoint.target, false) }));
  const servers = network.managedClusters
    .filter((cluster) => isPrivate(cluster) || isIntegrated(cluster))
    .map(
      (cluster): EndpointClaim => ({
        name: apiDoorOf(cluster),
        subnet: apiSubnetOf(network, cluster),
        target: cluster.name,
        status: 'Approved',
        supplier: find(cluster.name, true),
        integrated: isIntegrated(cluster),
      }),
    );
  return [...declared, ...servers];
}

/** With VNet integration the API server has a subnet of its own (E-38). */
function apiSubnetOf(network: NetworkDocument, cluster: ManagedCluster): string {
  const own = isIntegrated(cluster) ? cluster.apiServerAccessProfile?.subnet : undefined;
  return own ?? cluster.agentPoolProfiles[0]?.vnetSubnet ?? network.virtualNetworks[0]?.subnets[0]?.name ?? '';
}

interface PlacedEndpoint {
  readonly address: Ipv4;
  readonly virtualNetwork: string;
  readonly target: Supplier | undefined;
}

/** Private zones; AKS links the zone of a private cluster to the cluster's VNet and writes its record there. */
export function privateZonesOf(network: NetworkDocument, endpoints: readonly PlacedEndpoint[]): readonly PrivateDnsZone[] {
  const zones = new Map((network.privateDnsZones ?? []).map((zone) => [zone.name, zone]));
  for (const cluster of network.managedClusters) {
    const name = zoneOfCluster(network, cluster);
    const door = endpoints.find(({ target }) => target?.type === 'apiServer' && target.name === cluster.name);
    if (name === undefined || !door) continue;
    const old = zones.get(name);
    zones.set(name, {
      name,
      virtualNetworkLinks: [...(old?.virtualNetworkLinks ?? []), door.virtualNetwork],
      records: [...(old?.records ?? []), { name: cluster.name, type: 'A', values: [formatIpv4(door.address)] }],
    });
  }
  return [...zones.values()];
}
