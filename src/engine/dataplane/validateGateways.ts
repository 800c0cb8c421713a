// What Azure says of application gateways: their SKU, their subnet's routes and guards, what they name. Rules: C-16, C-20, E-42, S10.
import type { SecurityRule } from '../model/azure.ts';
import type { NetworkDocument, Subnet, VirtualNetwork } from '../model/networkDocument.ts';
import type { Placed, Report } from './validation.ts';

const V2 = /^(?:Standard|WAF)_v2$/i;
const MANAGEMENT = { from: 65_200, to: 65_535 };
const EVERYTHING = '0.0.0.0/0';

export function checkGateways({ network, cluster }: Placed, report: Report): void {
  const gateways = network.applicationGateways ?? [];
  for (const gateway of gateways) {
    const path = `applicationGateways.${gateway.name}`;
    const params = { gateway: gateway.name, subnet: gateway.subnet };
    if (!V2.test(gateway.sku)) report('AppGatewaySkuUnsupported', `${path}.sku`, { gateway: gateway.name, sku: gateway.sku });
    const vnet = network.virtualNetworks.find(({ subnets }) => subnets.some(({ name }) => name === gateway.subnet));
    const subnet = vnet?.subnets.find(({ name }) => name === gateway.subnet);
    if (!vnet || !subnet) {
      report('InvalidResourceReference', `${path}.subnet`, { kind: 'subnet', name: gateway.subnet });
      continue;
    }
    if (isCaptured(network, vnet, subnet)) report('AppGatewayDefaultRouteUnsupported', `${path}.subnet`, params);
    if (isShutOff(network, subnet))
      report('ApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup', `${path}.subnet`, params);
    const named = gateway.publicIPAddress;
    const known = named === undefined || network.publicIPAddresses?.some(({ name }) => name === named) === true;
    if (!known && !/^[\d.]+$/.test(named))
      report('InvalidResourceReference', `${path}.publicIPAddress`, { kind: 'publicIPAddress', name: named });
  }
  const addon = cluster?.addonProfiles?.ingressApplicationGateway;
  const named = addon?.enabled === true ? addon.applicationGateway : undefined;
  if (named !== undefined && !gateways.some(({ name }) => name === named)) {
    const path = `managedClusters.${cluster?.name ?? ''}.addonProfiles.ingressApplicationGateway`;
    report('InvalidResourceReference', path, { kind: 'applicationGateway', name: named });
  }
}

/** 0.0.0.0/0 of a route table to anywhere but the internet, or by BGP where gateway routes are propagated (C-20, E-42). */
function isCaptured(network: NetworkDocument, vnet: VirtualNetwork, subnet: Subnet): boolean {
  const table = network.routeTables?.find(({ name }) => name === subnet.routeTable);
  const own = table?.routes.find(({ addressPrefix }) => addressPrefix === EVERYTHING);
  if (own) return own.nextHopType !== 'Internet';
  if (table?.disableBgpRoutePropagation === true) return false;
  const peers = (vnet.peerings ?? []).flatMap(({ useRemoteGateways, remoteVirtualNetwork }) =>
    useRemoteGateways === true ? remoteVirtualNetwork : [],
  );
  const sites = new Set(
    (network.virtualNetworkGateways ?? []).flatMap(({ virtualNetwork, connections }) =>
      virtualNetwork === vnet.name || peers.includes(virtualNetwork) ? connections : [],
    ),
  );
  return (network.onPremises ?? []).some(
    ({ name, advertisedRoutes }) => sites.has(name) && advertisedRoutes?.includes(EVERYTHING) === true,
  );
}

/** TCP 65200–65535 from GatewayManager must come in: the first rule that concerns any of these ports decides; without one, nothing comes in. */
function isShutOff(network: NetworkDocument, subnet: Subnet): boolean {
  const group = network.networkSecurityGroups?.find(({ name }) => name === subnet.networkSecurityGroup);
  if (!group) return false;
  let open: readonly Range[] = [MANAGEMENT];
  const rules = group.securityRules.filter((rule) => rule.direction === 'Inbound' && concerns(rule));
  for (const rule of [...rules].sort((a, b) => a.priority - b.priority)) {
    const ports = portsOf(rule);
    if (rule.access === 'Deny' && open.some((part) => ports.some((port) => overlaps(part, port)))) return true;
    if (rule.access === 'Allow') open = open.flatMap((part) => without(part, ports));
    if (open.length === 0) return false;
  }
  return true;
}

function concerns(rule: SecurityRule): boolean {
  const sources = [rule.sourceAddressPrefix, ...(rule.sourceAddressPrefixes ?? [])].map((text) => text?.toLowerCase());
  return (
    (rule.protocol === 'Tcp' || rule.protocol === '*') &&
    sources.some((text) => text === '*' || text === 'gatewaymanager' || text === EVERYTHING || text === 'internet')
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
