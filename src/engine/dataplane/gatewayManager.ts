// What keeps an application gateway's manager away: a guard of its subnet that shuts 65200–65535, or 0.0.0.0/0 that leads past the internet.
// Without it the gateway goes on with what it was given last, and hears of nothing new. Rules: C-20, E-42, S10.
import type { SecurityRule } from '../model/azure.ts';
import type { NetworkDocument, Subnet, VirtualNetwork } from '../model/networkDocument.ts';
import type { RuleRef } from '../model/ruleRef.ts';

export const MANAGER_TAG = 'GatewayManager';
export const MANAGER_PORTS = { from: 65_200, to: 65_535 };
const EVERYTHING = '0.0.0.0/0';

/** The rule or route that does it; undefined: the manager comes in. */
export function managerShutOut(network: NetworkDocument, name: string): RuleRef | undefined {
  const vnet = network.virtualNetworks.find(({ subnets }) => subnets.some((each) => each.name === name));
  const subnet = vnet?.subnets.find((each) => each.name === name);
  return vnet && subnet && (guardAgainst(network, subnet) ?? capturedBy(network, vnet, subnet));
}

/** 0.0.0.0/0 of a route table to anywhere but the internet, or by BGP where gateway routes are propagated (C-20, E-42). */
export function capturedBy(network: NetworkDocument, vnet: VirtualNetwork, subnet: Subnet): RuleRef | undefined {
  const table = network.routeTables?.find(({ name }) => name === subnet.routeTable);
  const own = table?.routes.find(({ addressPrefix }) => addressPrefix === EVERYTHING);
  if (table && own)
    return own.nextHopType === 'Internet' ? undefined : { object: `RouteTable/${table.name}`, field: `routes[${own.name}]` };
  if (table?.disableBgpRoutePropagation === true) return undefined;
  const peers = (vnet.peerings ?? []).flatMap(({ useRemoteGateways, remoteVirtualNetwork }) =>
    useRemoteGateways === true ? remoteVirtualNetwork : [],
  );
  const sites = new Set(
    (network.virtualNetworkGateways ?? []).flatMap(({ virtualNetwork, connections }) =>
      virtualNetwork === vnet.name || peers.includes(virtualNetwork) ? connections : [],
    ),
  );
  const site = network.onPremises?.find(
    ({ name, advertisedRoutes }) => sites.has(name) && advertisedRoutes?.includes(EVERYTHING) === true,
  );
  return site && { object: `OnPremises/${site.name}`, field: 'advertisedRoutes' };
}

/** TCP 65200–65535 from GatewayManager must come in: the first rule that concerns any of these ports decides; without one, the last of all. */
export function guardAgainst(network: NetworkDocument, subnet: Subnet): RuleRef | undefined {
  const group = network.networkSecurityGroups?.find(({ name }) => name === subnet.networkSecurityGroup);
  if (!group) return undefined;
  const object = `NetworkSecurityGroup/${group.name}`;
  let open: readonly Range[] = [MANAGER_PORTS];
  const rules = group.securityRules.filter((rule) => rule.direction === 'Inbound' && concerns(rule));
  for (const rule of [...rules].sort((a, b) => a.priority - b.priority)) {
    const ports = portsOf(rule);
    if (rule.access === 'Deny' && open.some((part) => ports.some((port) => overlaps(part, port))))
      return { object, field: `securityRules[${rule.name}]` };
    if (rule.access === 'Allow') open = open.flatMap((part) => without(part, ports));
    if (open.length === 0) return undefined;
  }
  return { object, field: 'defaultSecurityRules[DenyAllInBound]' };
}

function concerns(rule: SecurityRule): boolean {
  const sources = [rule.sourceAddressPrefix, ...(rule.sourceAddressPrefixes ?? [])].map((text) => text?.toLowerCase());
  return (
    (rule.protocol === 'Tcp' || rule.protocol === '*') &&
    sources.some((text) => text === '*' || text === MANAGER_TAG.toLowerCase() || text === EVERYTHING || text === 'internet')
  );
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function portsOf(rule: SecurityRule): Range[] {
  return [rule.destinationPortRange, ...(rule.destinationPortRanges ?? [])].flatMap((text) => {
    if (text === undefined) return [];
    if (text === '*') return [{ from: 0, to: 65_535 }];
    const [from = '', to = from] = text.split('-');
    return [{ from: Number(from), to: Number(to) }];
  });
}

function overlaps(a: Range, b: Range): boolean {
  return a.from <= b.to && b.from <= a.to;
}

function without(part: Range, taken: readonly Range[]): Range[] {
  return taken.reduce<Range[]>(
    (left, cut) =>
      left.flatMap((piece) =>
        overlaps(piece, cut)
          ? [
              { from: piece.from, to: cut.from - 1 },
              { from: cut.to + 1, to: piece.to },
            ].filter(({ from, to }) => from <= to)
          : [piece],
      ),
    [part],
  );
}
