// Repairs of the way a letter takes to the street: it leaves, yet by another device or under another address than it should. A NAT gateway for the
// sender's subnet, or the signpost that leads to the gate or over the bridge. Rules: E-13, E-14, E-25, E-32, E-33, E-35, E-40, F-2, F-3.
import { firewallAddress } from '../dataplane/devices.ts';
import { serviceEndpointsFor } from '../dataplane/serviceEndpoints.ts';
import type { Route, RouteTable } from '../model/azure.ts';
import type { NetworkDocument, Subnet } from '../model/networkDocument.ts';
import { formatIpv4 } from '../net/ipv4.ts';
import { type Candidate, type Case, stepsOf } from './counterfactual.ts';
import { freeName, subnetsOf, withSubnet } from './counterfactualEgress.ts';
import { changed, inNetwork, nameIn } from './counterfactualWrite.ts';

const DEFAULT = '0.0.0.0/0';

/** What the goal asks of the way out: the devices that are passed, or the address that the receiver sees. */
export interface WantedExit {
  readonly via?: readonly string[];
  readonly source?: string;
}

export function repairExit(input: Case, wanted: WantedExit): Candidate[] {
  const { network } = input.spec;
  const holds = (names: readonly string[]): boolean =>
    names.some((name) =>
      (network.publicIPAddresses ?? []).some((each) => each.name === name && each.ipAddress === wanted.source),
    );
  const stampOf = (site: string): boolean =>
    (network.onPremises ?? []).some(({ name, publicIPAddress }) => name === site && publicIPAddress === (wanted.source ?? '–'));
  const asked = (name: string): boolean => wanted.via?.includes(name) === true;
  const subnets = subnetsOf(input);
  const seen = input.trace.sourceSeen ?? '–';
  const rooms = (network.natGateways ?? []).filter(({ name, publicIpAddresses }) => asked(name) || holds(publicIpAddresses));
  const gates = (network.azureFirewalls ?? []).flatMap((gate): Exit[] => {
    const address = firewallAddress(network, gate);
    if (address === undefined || !(asked(gate.name) || holds(gate.publicIPAddresses))) return [];
    return [{ device: gate.name, nextHopType: 'VirtualAppliance', nextHopIpAddress: formatIpv4(address) }];
  });
  const bridges = (network.virtualNetworkGateways ?? []).flatMap(({ name, connections }): Exit[] =>
    asked(name) || connections.some((site) => asked(site) || stampOf(site))
      ? [{ device: name, nextHopType: 'VirtualNetworkGateway' }]
      : [],
  );
  return subnets.flatMap((subnet) => [
    ...rooms.flatMap(({ name }) => (subnet.natGateway === name ? [] : [useMailRoom(network, subnet, { name, seen })])),
    ...[...gates, ...bridges].flatMap((exit) => pointAt(network, subnet, exit)),
  ]);
}

/** A signpost that serves one floor zone and hangs in others too: each of them without it. */
export function takeSignDown({ spec: { network }, trace }: Case): Candidate[] {
  const table = nameIn(trace.verdict.rule?.object ?? '', 'RouteTable');
  const hung = network.virtualNetworks.flatMap(({ subnets }) => subnets).filter(({ routeTable }) => routeTable === table);
  if (table === undefined || hung.length < 2) return [];
  return hung.map((subnet) => {
    const { routeTable: current = '', ...bare } = subnet;
    const params = { subnet: subnet.name, table: current, field: 'routeTable' };
    return inNetwork('net.unhang', `Subnet/${subnet.name}`, { params, network: withSubnet(network, subnet, bare) });
  });
}

/** The supplier turns the floor zone itself away: without the zone's service endpoint letters take the way of all others again (E-35). */
export function leaveSideWay({ spec: { network }, trace }: Case): Candidate[] {
  const way = stepsOf(trace).find(({ code }) => code === 'route.serviceEndpoint')?.params;
  const service = network.paasServices?.find(({ name }) => name === way?.['service']);
  const subnet = network.virtualNetworks.flatMap(({ subnets }) => subnets).find(({ name }) => name === way?.['subnet']);
  if (!service || !subnet) return [];
  const used = serviceEndpointsFor(subnet, service.type);
  const { serviceEndpoints = [], ...bare } = subnet;
  const rest = serviceEndpoints.filter((name) => !used.includes(name));
  const params = { subnet: subnet.name, service: service.name, field: 'serviceEndpoints', current: used.join(', ') };
  const written = rest.length === 0 ? bare : { ...bare, serviceEndpoints: rest };
  return [inNetwork('net.sideWay', `Subnet/${subnet.name}`, { params, network: withSubnet(network, subnet, written) })];
}

/** What reached the street although it should not, by no gate: each gate there is, for it may have a rule. */
export function leadThroughGate(input: Case): Candidate[] {
  const { via, deliveredTo } = input.trace;
  const gates = (input.spec.network.azureFirewalls ?? []).map(({ name }) => name);
  const onStreet = deliveredTo?.startsWith('internet:') === true;
  return onStreet && !gates.some((gate) => via.includes(gate)) ? gates.flatMap((gate) => repairExit(input, { via: [gate] })) : [];
}

/** A private endpoint's own route is as exact as can be (E-32): one as exact of the sender's table leads by the gate that is wanted. */
export function signToEndpoint(input: Case, wanted: readonly string[]): Candidate[] {
  const { spec, dataplane, trace } = input;
  const { network } = spec;
  const door = dataplane.placement.privateEndpoints.find(({ name }) => trace.via.includes(name));
  if (!door) return [];
  const prefix = `${formatIpv4(door.address)}/32`;
  return (network.azureFirewalls ?? []).flatMap((gate): Candidate[] => {
    const address = firewallAddress(network, gate);
    if (address === undefined || !wanted.includes(gate.name) || trace.via.includes(gate.name)) return [];
    const suggested = `VirtualAppliance ${formatIpv4(address)}`;
    return subnetsOf(input).flatMap((subnet): Candidate[] => {
      const table = network.routeTables?.find(({ name }) => name === subnet.routeTable);
      if (!table || table.routes.some(({ addressPrefix }) => addressPrefix === prefix)) return [];
      const hop = { nextHopType: 'VirtualAppliance' as const, nextHopIpAddress: formatIpv4(address) };
      const routes = [...table.routes, { name: freeName(door.name, table.routes), addressPrefix: prefix, ...hop }];
      const params = { endpoint: door.name, prefix, device: gate.name, table: table.name, field: 'routes', suggested };
      return [
        inNetwork('net.endpoint', `RouteTable/${table.name}`, { params, network: withTable(network, { ...table, routes }) }),
      ];
    });
  });
}

interface Exit {
  readonly device: string;
  readonly nextHopType: Route['nextHopType'];
  readonly nextHopIpAddress?: string;
}

function useMailRoom(
  network: NetworkDocument,
  subnet: Subnet,
  { name, seen }: { readonly name: string; readonly seen: string },
): Candidate {
  const params = { subnet: subnet.name, field: 'natGateway', current: subnet.natGateway ?? '–', suggested: name, seen };
  return inNetwork('net.mailRoom', `Subnet/${subnet.name}`, {
    params,
    network: withSubnet(network, subnet, { ...subnet, natGateway: name }),
  });
}

/** The default route of this subnet: turned, hung up, or written into the table that is there or lies loose. */
function pointAt(network: NetworkDocument, subnet: Subnet, exit: Exit): Candidate[] {
  const own = network.routeTables?.find(({ name }) => name === subnet.routeTable);
  const hop = exit.nextHopIpAddress === undefined ? exit.nextHopType : `${exit.nextHopType} ${exit.nextHopIpAddress}`;
  const about = { subnet: subnet.name, device: exit.device, prefix: DEFAULT, suggested: hop };
  const standing = own?.routes.find(({ addressPrefix }) => addressPrefix === DEFAULT);
  if (own && standing) {
    if (leadsTo(standing, exit)) return [];
    const turned = own.routes.map((each) => (each === standing ? routeTo(standing.name, exit) : each));
    const current = [standing.nextHopType, standing.nextHopIpAddress ?? ''].join(' ').trim();
    const params = { ...about, table: own.name, route: standing.name, field: `routes[${standing.name}]`, current };
    return [inNetwork('net.turn', `RouteTable/${own.name}`, { params, network: withTable(network, { ...own, routes: turned }) })];
  }
  const loose = own ?? (network.routeTables ?? []).find((table) => !isHung(network, table));
  if (!own && loose?.routes.some((route) => leadsTo(route, exit))) {
    const params = { ...about, table: loose.name, field: 'routeTable', suggested: loose.name };
    const hung = withSubnet(network, subnet, { ...subnet, routeTable: loose.name });
    return [inNetwork('net.hang', `Subnet/${subnet.name}`, { params, network: hung })];
  }
  const table = loose ?? { name: freeName('rt-egress', network.routeTables ?? []), routes: [] };
  const routes = table.routes.filter(({ addressPrefix }) => addressPrefix !== DEFAULT);
  const written = { ...table, routes: [...routes, routeTo(freeName('default', routes), exit)] };
  const placed = withTable(network, written);
  return [
    inNetwork('net.signpost', `RouteTable/${table.name}`, {
      params: { ...about, table: table.name, field: 'routes' },
      network: own ? placed : withSubnet(placed, subnet, { ...subnet, routeTable: table.name }),
    }),
  ];
}

function leadsTo(route: Route, exit: Exit): boolean {
  return (
    route.addressPrefix === DEFAULT &&
    route.nextHopType === exit.nextHopType &&
    (exit.nextHopIpAddress === undefined || route.nextHopIpAddress === exit.nextHopIpAddress)
  );
}

function routeTo(name: string, { nextHopType, nextHopIpAddress }: Exit): Route {
  const route = { name, addressPrefix: DEFAULT, nextHopType };
  return nextHopIpAddress === undefined ? route : { ...route, nextHopIpAddress };
}

function isHung({ virtualNetworks }: NetworkDocument, { name }: RouteTable): boolean {
  return virtualNetworks.some(({ subnets }) => subnets.some(({ routeTable }) => routeTable === name));
}

function withTable(network: NetworkDocument, table: RouteTable): NetworkDocument {
  const known = network.routeTables?.some(({ name }) => name === table.name) === true;
  const routeTables = known ? changed(network.routeTables, table) : [...(network.routeTables ?? []), table];
  return { ...network, routeTables };
}
