// Required egress: a node that cannot reach what AKS itself needs does not become Ready. Asked of the same walk as any flow, from one node
// of each subnet. Rules: E-3, E-5, E-26, E-41, G-11.
import { neededNames } from '../dataplane/clusterNeeds.ts';
import type { Dataplane } from '../dataplane/dataplane.ts';
import { traceFlow } from '../forward/traceFlow.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';

/** Azure's own names of the exit codes 50 and 51 (G-11). */
export type BootstrapFailure = 'OutboundConnFailVMExtensionError' | 'K8SAPIServerConnFailVMExtensionError';

/** Nodes that do not become Ready, and why. */
export function findUnready(dataplane: Dataplane): ReadonlyMap<string, BootstrapFailure> {
  const { cluster, nodes, network } = dataplane.placement;
  const unready = new Map<string, BootstrapFailure>();
  if (!cluster || !mayFail(network)) return unready;
  // An isolated cluster takes what it needs from a registry of its own (E-5).
  const { outboundType } = cluster.networkProfile;
  if (outboundType === 'none' || outboundType === 'block') return unready;
  const names = neededNames(cluster, network.location ?? 'westeurope');
  const bySubnet = new Map<string, BootstrapFailure | undefined>();
  for (const node of nodes) {
    if (!node.ready) continue;
    if (!bySubnet.has(node.subnet)) bySubnet.set(node.subnet, failureOf(dataplane, node.name, names));
    const failure = bySubnet.get(node.subnet);
    if (failure) unready.set(node.name, failure);
  }
  return unready;
}

/** Whether anything stands in this world that could shut the way out. */
function mayFail(network: NetworkDocument): boolean {
  const some = (list: readonly unknown[] | undefined): boolean => (list?.length ?? 0) > 0;
  const { outboundType = 'loadBalancer' } = network.managedClusters[0]?.networkProfile ?? {};
  return (
    !['loadBalancer', 'managedNATGateway'].includes(outboundType) ||
    some(network.routeTables) ||
    some(network.networkSecurityGroups) ||
    network.virtualNetworks.some((vnet) => some(vnet.dnsServers)) ||
    (network.onPremises ?? []).some((site) => site.advertisedRoutes?.some((text) => text.endsWith('/0')) === true)
  );
}

function failureOf(dataplane: Dataplane, node: string, names: readonly string[]): BootstrapFailure | undefined {
  for (const name of names) {
    const answer = traceFlow(dataplane, { flow: { from: `node:${node}`, to: `https://${name}/` } });
    // What cannot be judged is not held against the node.
    if (!answer.ok) continue;
    const { outcome } = answer.value.verdict;
    if (outcome === 'delivered') continue;
    const api = name.endsWith('.azmk8s.io');
    // A name server that fails today need not have failed when the node was made.
    if (outcome === 'nxdomain' || outcome === 'nodata' || outcome === 'dns-timeout') continue;
    return api ? 'K8SAPIServerConnFailVMExtensionError' : 'OutboundConnFailVMExtensionError';
  }
  return undefined;
}
