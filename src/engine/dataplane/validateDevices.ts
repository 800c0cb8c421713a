// What Azure says of guards, signposts, mail rooms, gates and gateways: limits, names that nothing has, places where they may not stand.
// Rules: E-13, E-23, E-24, E-40, F-3, F-6; application gateways are in validateGateways.ts.
import type { NetworkSecurityGroup } from '../model/azure.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { parseCidr } from '../net/ipv4.ts';
import { FIREWALL_SUBNET } from './devices.ts';
import { KUBENET_ROUTE_LIMIT } from './nodes.ts';
import type { Report } from './validation.ts';

const GATEWAY_SUBNET = 'GatewaySubnet';
const MOST_NAT_ADDRESSES = 16;
/** Routes of one table that name a service tag (F-3). */
const MOST_TAG_ROUTES = 25;
const NAT_PORTS = 64_512;
const FIREWALL_PORTS = 2496;

export interface DeviceWorld {
  readonly network: NetworkDocument;
  readonly report: Report;
}

export function checkDevices(world: DeviceWorld): void {
  const { network, report } = world;
  const addresses = new Set((network.publicIPAddresses ?? []).map(({ name }) => name));
  const vnets = new Map(network.virtualNetworks.map((vnet) => [vnet.name, vnet]));
  const needAddress = (name: string, path: string): void => {
    if (!addresses.has(name)) report('InvalidResourceReference', path, { kind: 'publicIPAddress', name });
  };
  for (const group of network.networkSecurityGroups ?? []) checkGroup(group, report);
  for (const { name, routes } of network.routeTables ?? []) {
    const path = `routeTables.${name}.routes`;
    if (routes.length > KUBENET_ROUTE_LIMIT)
      report('RouteTableTooManyRoutes', path, { count: routes.length, limit: KUBENET_ROUTE_LIMIT });
    const count = routes.filter(({ addressPrefix }) => parseCidr(addressPrefix) === undefined).length;
    if (count > MOST_TAG_ROUTES) report('RouteTableTooManyServiceTags', path, { count, limit: MOST_TAG_ROUTES });
  }
  for (const gateway of network.natGateways ?? []) {
    const path = `natGateways.${gateway.name}`;
    const count = gateway.publicIpAddresses.length;
    if (count > MOST_NAT_ADDRESSES)
      report('NatGatewayTooManyPublicIPs', `${path}.publicIpAddresses`, { count, limit: MOST_NAT_ADDRESSES });
    const minutes = gateway.idleTimeoutInMinutes;
    if (minutes !== undefined && (minutes < 4 || minutes > 120))
      report('IdleTimeoutOutOfRange', `${path}.idleTimeoutInMinutes`, { minutes });
    gateway.publicIpAddresses.forEach((name, index) => needAddress(name, `${path}.publicIpAddresses[${index}]`));
  }
  for (const firewall of network.azureFirewalls ?? []) {
    const path = `azureFirewalls.${firewall.name}`;
    const vnet = vnets.get(firewall.virtualNetwork);
    if (!vnet)
      report('InvalidResourceReference', `${path}.virtualNetwork`, { kind: 'virtualNetwork', name: firewall.virtualNetwork });
    else if (!vnet.subnets.some(({ name }) => name === FIREWALL_SUBNET))
      report('AzureFirewallSubnetMissing', `${path}.virtualNetwork`, { firewall: firewall.name, vnet: vnet.name });
    firewall.publicIPAddresses.forEach((name, index) => needAddress(name, `${path}.publicIPAddresses[${index}]`));
  }
  checkGatewaySubnets(world);
}

function checkGroup(group: NetworkSecurityGroup, report: Report): void {
  for (const rule of group.securityRules) {
    if (rule.priority >= 100 && rule.priority <= 4096) continue;
    const path = `networkSecurityGroups.${group.name}.securityRules.${rule.name}.priority`;
    report('SecurityRuleInvalidPriority', path, { rule: rule.name, priority: rule.priority });
  }
}

/** No default route and no NAT gateway where gateways stand (E-13, E-40). */
function checkGatewaySubnets({ network, report }: DeviceWorld): void {
  for (const vnet of network.virtualNetworks) {
    const subnet = vnet.subnets.find(({ name }) => name === GATEWAY_SUBNET);
    const path = `virtualNetworks.${vnet.name}.subnets.${GATEWAY_SUBNET}`;
    if (subnet?.natGateway !== undefined)
      report('NatGatewayOnGatewaySubnet', `${path}.natGateway`, { gateway: subnet.natGateway });
    const table = network.routeTables?.find(({ name }) => name === subnet?.routeTable);
    if (table?.routes.some(({ addressPrefix }) => parseCidr(addressPrefix)?.prefix === 0))
      report('DefaultRouteOnGatewaySubnet', `${path}.routeTable`, { table: table.name });
  }
}

/** SNAT ports of NAT gateways and firewalls, by name (E-13, E-23). */
export function devicePorts(network: NetworkDocument): {
  natGatewayPorts?: Readonly<Record<string, number>>;
  firewallSnatPorts?: Readonly<Record<string, number>>;
} {
  const { natGateways = [], azureFirewalls = [] } = network;
  const nat = natGateways.map(({ name, publicIpAddresses }) => [name, publicIpAddresses.length * NAT_PORTS] as const);
  const firewalls = azureFirewalls.map(
    ({ name, publicIPAddresses, instances = 2 }) => [name, publicIPAddresses.length * instances * FIREWALL_PORTS] as const,
  );
  return {
    ...(nat.length > 0 ? { natGatewayPorts: Object.fromEntries(nat) } : {}),
    ...(firewalls.length > 0 ? { firewallSnatPorts: Object.fromEntries(firewalls) } : {}),
  };
}
