// Required egress: a node that cannot reach what AKS itself needs, or its API server, does not become Ready. Asked of the same walk as any
// flow, from one node of each subnet. Rules: E-3, E-5, E-26, E-36, E-37, E-38, E-41, G-11.
import { NEEDED } from '../dataplane/clusterNeeds.ts';
import type { Dataplane } from '../dataplane/dataplane.ts';
import { apiDoorOf, apiNameOf } from '../dataplane/suppliers.ts';
import type { Trace } from '../forward/trace.ts';
import { traceFlow } from '../forward/traceFlow.ts';
import type { ManagedCluster, NetworkDocument } from '../model/networkDocument.ts';
import { formatIpv4 } from '../net/ipv4.ts';

/** Azure's own names of the exit codes 50, 51 and 52 (G-11). */
export type BootstrapFailure =
  | 'OutboundConnFailVMExtensionError'
  | 'K8SAPIServerConnFailVMExtensionError'
  | 'K8SAPIServerDNSLookupFailVMExtensionError';

/** Nodes that do not become Ready, and why. */
export function findUnready(dataplane: Dataplane): ReadonlyMap<string, BootstrapFailure> {
  const { cluster, nodes, network } = dataplane.placement;
  const unready = new Map<string, BootstrapFailure>();
  if (!cluster || !mayFail(network, cluster)) return unready;
  const needs = needsOf(dataplane, cluster);
  const bySubnet = new Map<string, BootstrapFailure | undefined>();
  for (const node of nodes) {
    if (!node.ready) continue;
    if (!bySubnet.has(node.subnet)) bySubnet.set(node.subnet, failureOf(dataplane, node.name, needs)?.code);
    const failure = bySubnet.get(node.subnet);
    if (failure) unready.set(node.name, failure);
  }
  return unready;
}

interface Need {
  readonly url: string;
  readonly isApi: boolean;
}

function needsOf({ placement }: Dataplane, cluster: ManagedCluster): readonly Need[] {
  const { network, privateEndpoints } = placement;
  const { outboundType } = cluster.networkProfile;
  // An isolated cluster takes what it needs from a registry of its own (E-5).
  const isolated = outboundType === 'none' || outboundType === 'block';
  const access = cluster.apiServerAccessProfile;
  // One with its API server on the street is told so (checkApiServer); its nodes are taken as they stand.
  if (isolated && access?.enablePrivateCluster !== true && access?.enableVnetIntegration !== true) return [];
  const outside = isolated ? [] : NEEDED.map((name): Need => ({ url: `https://${name}/`, isApi: false }));
  // With VNet integration nodes go to the door in their own VNet, whatever the name says on the street (E-38).
  const door = privateEndpoints.find(({ name }) => name === apiDoorOf(cluster));
  const inner = access?.enableVnetIntegration === true ? door : undefined;
  const name = inner ? formatIpv4(inner.address) : apiNameOf(network, cluster);
  return name === undefined ? outside : [...outside, { url: `https://${name}/`, isApi: true }];
}

/** Whether anything stands in this world that could shut the way out, or the API server's door. */
function mayFail(network: NetworkDocument, cluster: ManagedCluster): boolean {
  const some = (list: readonly unknown[] | undefined): boolean => (list?.length ?? 0) > 0;
  const { outboundType = 'loadBalancer' } = cluster.networkProfile;
  const access = cluster.apiServerAccessProfile;
  return (
    !['loadBalancer', 'managedNATGateway'].includes(outboundType) ||
    access?.enablePrivateCluster === true ||
    access?.enableVnetIntegration === true ||
    some(access?.authorizedIPRanges) ||
    some(network.routeTables) ||
    some(network.networkSecurityGroups) ||
    network.virtualNetworks.some((vnet) => some(vnet.dnsServers)) ||
    (network.onPremises ?? []).some((site) => site.advertisedRoutes?.some((text) => text.endsWith('/0')) === true)
  );
}

interface Failed {
  readonly code: BootstrapFailure;
  readonly trace: Trace;
}

function failureOf(dataplane: Dataplane, node: string, needs: readonly Need[]): Failed | undefined {
  for (const { url, isApi } of needs) {
    const answer = traceFlow(dataplane, { flow: { from: `node:${node}`, to: url } });
    // What cannot be judged is not held against the node.
    if (!answer.ok) continue;
    const trace = answer.value;
    const { outcome } = trace.verdict;
    if (outcome === 'delivered') continue;
    const unknown = outcome === 'nxdomain' || outcome === 'nodata';
    if (isApi && unknown) return { code: 'K8SAPIServerDNSLookupFailVMExtensionError', trace };
    // A name server that fails today need not have failed when the node was made.
    if (unknown || outcome === 'dns-timeout') continue;
    return { code: isApi ? 'K8SAPIServerConnFailVMExtensionError' : 'OutboundConnFailVMExtensionError', trace };
  }
  return undefined;
}

/** What the first node that did not start asked for in vain. */
export function traceOfBootstrap(dataplane: Dataplane): Trace | undefined {
  const { cluster, nodes } = dataplane.placement;
  const node = nodes.find(({ reason }) => reason?.endsWith('VMExtensionError') === true);
  return cluster && node && failureOf(dataplane, node.name, needsOf(dataplane, cluster))?.trace;
}
