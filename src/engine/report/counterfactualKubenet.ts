// Repairs of kubenet: who writes to pods from another subnet needs the nodes' route table there (A-8, A-10, C-19);
// its own table hangs where the nodes are, or the cluster leaves the mode that lives on it.
import { withClusterMode } from '../edit/clusterMode.ts';
import type { Subnet } from '../model/networkDocument.ts';
import type { Candidate, Case } from './counterfactual.ts';
import { withSubnet } from './counterfactualEgress.ts';
import { inNetwork } from './counterfactualWrite.ts';

/** The subnet in which the letter found no route: of the gateway or machine where it ended. */
export function hangNodeTable({ spec: { network }, dataplane: { plan }, trace }: Case): Candidate[] {
  const [cluster] = network.managedClusters;
  if (plan.mode !== 'kubenet' || !cluster) return [];
  const place = trace.hops.at(-1)?.at.name;
  const stands = [...(network.applicationGateways ?? []), ...(network.virtualMachines ?? [])].find(({ name }) => name === place);
  const subnets = network.virtualNetworks.flatMap(({ subnets: own }) => own);
  const nodes = subnets.find(({ name }) => name === cluster.agentPoolProfiles[0]?.vnetSubnet);
  const subnet = subnets.find(({ name }) => name === stands?.subnet);
  if (!subnet || !nodes || subnet === nodes || subnet.routeTable === nodes.routeTable) return [];
  const { routeTable: current, ...rest } = subnet;
  const hung: Subnet = nodes.routeTable === undefined ? rest : { ...rest, routeTable: nodes.routeTable };
  const params = {
    subnet: subnet.name,
    nodes: nodes.name,
    device: place ?? '–',
    field: 'routeTable',
    current: current ?? '–',
    suggested: nodes.routeTable ?? '–',
  };
  return [inNetwork('net.nodeTable', `Subnet/${subnet.name}`, { params, network: withSubnet(network, subnet, hung) })];
}

/** The table that AKS writes to hangs loose, and another, or none, stands in its place: no copy of its routes follows the nodes. */
export function hangOwnTable({ spec: { network }, dataplane: { plan } }: Case): Candidate[] {
  const [cluster] = network.managedClusters;
  const table = network.routeTables?.find(({ name }) => name === cluster?.nodeRouteTable);
  if (plan.mode !== 'kubenet' || !cluster || !table) return [];
  const nodes = new Set(cluster.agentPoolProfiles.map(({ vnetSubnet }) => vnetSubnet));
  const subnets = network.virtualNetworks.flatMap(({ subnets: own }) => own);
  const bare = subnets.filter(({ name, routeTable }) => nodes.has(name) && routeTable !== table.name);
  const [first] = bare;
  if (!first) return [];
  const params = { subnet: first.name, field: 'routeTable', current: first.routeTable ?? '–', suggested: table.name };
  const hung = bare.reduce((so, subnet) => withSubnet(so, subnet, { ...subnet, routeTable: table.name }), network);
  return [inNetwork('net.aksTable', `Subnet/${first.name}`, { params, network: hung })];
}

/** No table will ever hang there: Overlay needs none. */
export function leaveKubenet(input: Case): Candidate[] {
  const [cluster] = input.spec.network.managedClusters;
  const moved = hangOwnTable(input).length > 0 ? withClusterMode(input.spec.network, 'overlay') : undefined;
  if (!cluster || !moved) return [];
  const engine = cluster.networkProfile.networkPolicy ?? 'none';
  const field = 'networkProfile.networkPluginMode';
  const params = { object: cluster.name, field, current: 'kubenet', suggested: 'overlay', engine };
  return [inNetwork('cni.leaveKubenet', `managedClusters/${cluster.name}`, { params, network: moved.network })];
}
