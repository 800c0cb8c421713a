// Repairs of the way between two networks that are both neighbours of a gate and not of each other: a signpost to the gate on either side, since
// the answer needs one as well as the letter. Rules: F-1, F-2, F-3, F-5, S46.
import { firewallAddress } from '../dataplane/devices.ts';
import type { RouteTable } from '../model/azure.ts';
import type { NetworkDocument, Subnet, VirtualNetwork } from '../model/networkDocument.ts';
import { cidrContains, formatIpv4, parseCidr, parseIpv4 } from '../net/ipv4.ts';
import { type Candidate, type Case, stepsOf } from './counterfactual.ts';
import { freeName, subnetsOf, withSubnet } from './counterfactualEgress.ts';
import { changed, inNetwork } from './counterfactualWrite.ts';

/** Signposts tried for one flow. */
const MOST_SIGNS = 8;

interface Side {
  readonly vnet: VirtualNetwork;
  readonly subnets: readonly Subnet[];
}

export function signToSpoke(input: Case): Candidate[] {
  const { network } = input.spec;
  const last = stepsOf(input.trace).at(-1)?.before;
  if (!last) return [];
  const sender = sideOf(network, last.sourceIP) ?? clusterSide(input);
  const receiver = sideOf(network, last.destinationIP);
  if (!sender || !receiver || sender.vnet === receiver.vnet) return [];
  return (network.azureFirewalls ?? [])
    .flatMap((gate): Candidate[] => {
      const hop = firewallAddress(network, gate);
      const arePeers = [sender, receiver].every(({ vnet }) =>
        vnet.peerings?.some(({ remoteVirtualNetwork }) => remoteVirtualNetwork === gate.virtualNetwork),
      );
      if (hop === undefined || !arePeers) return [];
      const exit = { device: gate.name, hop: formatIpv4(hop) };
      return [
        ...signs(network, sender, { ...exit, to: receiver.vnet }),
        ...signs(network, receiver, { ...exit, to: sender.vnet }),
      ];
    })
    .slice(0, MOST_SIGNS);
}

interface Exit {
  readonly device: string;
  readonly hop: string;
  readonly to: VirtualNetwork;
}

function signs(network: NetworkDocument, { subnets }: Side, { device, hop, to }: Exit): Candidate[] {
  return subnets.flatMap((subnet) =>
    to.addressSpace.flatMap((prefix): Candidate[] => {
      const known = network.routeTables?.find(({ name }) => name === subnet.routeTable);
      if (known?.routes.some(({ addressPrefix }) => addressPrefix === prefix)) return [];
      const table: RouteTable = known ?? { name: freeName(`rt-${subnet.name}`, network.routeTables ?? []), routes: [] };
      const name = freeName(`to-${to.name}`, table.routes);
      const route = { name, addressPrefix: prefix, nextHopType: 'VirtualAppliance' as const, nextHopIpAddress: hop };
      const written = { ...table, routes: [...table.routes, route] };
      const routeTables = known ? changed(network.routeTables, written) : [...(network.routeTables ?? []), written];
      const placed = { ...network, routeTables };
      const suggested = `VirtualAppliance ${hop}`;
      const params = { subnet: subnet.name, table: table.name, field: 'routes', prefix, remote: to.name, device, suggested };
      return [
        inNetwork('net.spoke', `RouteTable/${table.name}`, {
          params,
          network: known ? placed : withSubnet(placed, subnet, { ...subnet, routeTable: table.name }),
        }),
      ];
    }),
  );
}

function holds(prefix: string, address: number): boolean {
  const cidr = parseCidr(prefix);
  return cidr !== undefined && cidrContains(cidr, address);
}

/** The network of an address; its subnet, and the others there that follow signposts: behind a load balancer's address stand nodes elsewhere. */
function sideOf(network: NetworkDocument, text: string): Side | undefined {
  const address = parseIpv4(text);
  const vnet = network.virtualNetworks.find(
    ({ addressSpace }) => address !== undefined && addressSpace.some((prefix) => holds(prefix, address)),
  );
  if (!vnet || address === undefined) return undefined;
  const own = vnet.subnets.filter(({ addressPrefix }) => holds(addressPrefix, address));
  return {
    vnet,
    subnets: [...own, ...vnet.subnets.filter((subnet) => !own.includes(subnet) && subnet.routeTable !== undefined)],
  };
}

/** A pod's letter that is not stamped yet: where its node stands. */
function clusterSide(input: Case): Side | undefined {
  const subnets = subnetsOf(input);
  const vnet = input.spec.network.virtualNetworks.find((each) => subnets.some((subnet) => each.subnets.includes(subnet)));
  return vnet && { vnet, subnets };
}
