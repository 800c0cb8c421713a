// Repairs of the way out to the street: the cluster's outbound type, a NAT gateway for its subnet, an address for the gateway, a default route to
// the firewall that is there. Rules: E-1, E-10, E-14, E-20, E-24, F-1.
import type { NatGateway, RouteTable } from '../model/azure.ts';
import type { NetworkDocument, Subnet } from '../model/networkDocument.ts';
import { firewallAddress } from '../dataplane/devices.ts';
import { formatIpv4 } from '../net/ipv4.ts';
import { type Candidate, type Case, findPod, stepsOf } from './counterfactual.ts';
import { changed, inNetwork } from './counterfactualWrite.ts';

export function repairEgress(input: Case): Candidate[] {
  const { network } = input.spec;
  const outboundType = network.managedClusters[0]?.networkProfile.outboundType;
  const last = stepsOf(input.trace).at(-1);
  return [
    ...openOutbound(network),
    ...(outboundType === 'userAssignedNATGateway' ? subnetsOf(input).flatMap((subnet) => attach(network, subnet)) : []),
    ...(outboundType === 'userDefinedRouting' ? subnetsOf(input).flatMap((subnet) => pointOut(network, subnet)) : []),
    ...(last?.code === 'route.unstamped' ? giveAddress(network, String(last.params['device'] ?? '')) : []),
  ];
}

function openOutbound(network: NetworkDocument): Candidate[] {
  const [cluster, ...others] = network.managedClusters;
  const outboundType = cluster?.networkProfile.outboundType;
  if (!cluster || (outboundType !== 'none' && outboundType !== 'block')) return [];
  const networkProfile = { ...cluster.networkProfile, outboundType: 'loadBalancer' as const };
  const params = { object: cluster.name, field: 'networkProfile.outboundType', current: outboundType, suggested: 'loadBalancer' };
  const managedClusters = [{ ...cluster, networkProfile }, ...others];
  return [inNetwork('net.egress', `managedClusters/${cluster.name}`, { params, network: { ...network, managedClusters } })];
}

/** Where the sender's packets may leave from: its node's subnet, and that of its pods. */
export function subnetsOf({ spec: { network }, dataplane, trace }: Case): Subnet[] {
  const pod = findPod(dataplane, trace.flow.from);
  const name = pod?.node ?? trace.flow.from.replace(/^node:/, '');
  const node = dataplane.plan.nodes.find((each) => each.name === name);
  const pool = network.managedClusters[0]?.agentPoolProfiles.find((each) => each.name === node?.pool);
  const names = new Set([node?.subnet, ...(pod && !pod.hostNetwork ? [pool?.podSubnet] : [])]);
  return network.virtualNetworks.flatMap(({ subnets }) => subnets.filter((subnet) => names.has(subnet.name)));
}

/** Another subnet in the place of this very one: several VNets may have one of its name. */
export function withSubnet(network: NetworkDocument, old: Subnet, subnet: Subnet): NetworkDocument {
  const virtualNetworks = network.virtualNetworks.map((vnet) => ({
    ...vnet,
    subnets: vnet.subnets.map((each) => (each === old ? subnet : each)),
  }));
  return { ...network, virtualNetworks };
}

/** A gateway that is there, or a new one with an address. */
function attach(network: NetworkDocument, subnet: Subnet): Candidate[] {
  if (subnet.natGateway !== undefined) return [];
  const known = (network.natGateways ?? []).filter(({ publicIpAddresses }) => publicIpAddresses.length > 0);
  const choices = known.length > 0 ? known.map((gateway) => ({ gateway, base: network })) : [fresh(network)];
  return choices.map(({ gateway, base }) => {
    const params = { subnet: subnet.name, field: 'natGateway', current: '–', suggested: gateway.name };
    return inNetwork('net.natGateway', `Subnet/${subnet.name}`, {
      params,
      network: withSubnet(base, subnet, { ...subnet, natGateway: gateway.name }),
    });
  });
}

function fresh(network: NetworkDocument): { readonly gateway: NatGateway; readonly base: NetworkDocument } {
  const address = freeName('pip-natgw', network.publicIPAddresses ?? []);
  const gateway: NatGateway = { name: freeName('natgw', network.natGateways ?? []), publicIpAddresses: [address] };
  const base = {
    ...network,
    publicIPAddresses: [...(network.publicIPAddresses ?? []), { name: address }],
    natGateways: [...(network.natGateways ?? []), gateway],
  };
  return { gateway, base };
}

export function freeName(wanted: string, taken: readonly { readonly name: string }[]): string {
  const names = new Set(taken.map(({ name }) => name));
  let name = wanted;
  for (let number = 2; names.has(name); number++) name = `${wanted}-${number}`;
  return name;
}

/** A gateway without an address stamps nothing. */
function giveAddress(network: NetworkDocument, name: string): Candidate[] {
  const gateway = network.natGateways?.find((each) => each.name === name);
  if (!gateway || gateway.publicIpAddresses.length > 0) return [];
  const address = freeName(`pip-${name}`, network.publicIPAddresses ?? []);
  const written = {
    ...network,
    publicIPAddresses: [...(network.publicIPAddresses ?? []), { name: address }],
    natGateways: changed(network.natGateways, { ...gateway, publicIpAddresses: [address] }),
  };
  const params = { gateway: name, field: 'publicIpAddresses', current: '–', suggested: address };
  return [inNetwork('net.natAddress', `NatGateway/${name}`, { params, network: written })];
}

/** `userDefinedRouting` needs a default route; the firewall of this world is where it should lead (E-24). */
function pointOut(network: NetworkDocument, subnet: Subnet): Candidate[] {
  return (network.azureFirewalls ?? []).flatMap((gate): Candidate[] => {
    const address = firewallAddress(network, gate);
    if (address === undefined) return [];
    const suggested = formatIpv4(address);
    const known = network.routeTables?.find(({ name }) => name === subnet.routeTable);
    if (known?.routes.some(({ addressPrefix }) => addressPrefix === '0.0.0.0/0')) return [];
    const table: RouteTable = known ?? { name: freeName('rt-egress', network.routeTables ?? []), routes: [] };
    const route = {
      name: freeName('to-firewall', table.routes),
      addressPrefix: '0.0.0.0/0',
      nextHopType: 'VirtualAppliance' as const,
      nextHopIpAddress: suggested,
    };
    const written = { ...table, routes: [...table.routes, route] };
    const routeTables = known ? changed(network.routeTables, written) : [...(network.routeTables ?? []), written];
    const params = { table: table.name, subnet: subnet.name, firewall: gate.name, field: 'routes', suggested };
    const base = { ...network, routeTables };
    return [
      inNetwork('net.defaultRoute', `RouteTable/${table.name}`, {
        params,
        network: known ? base : withSubnet(base, subnet, { ...subnet, routeTable: table.name }),
      }),
    ];
  });
}
