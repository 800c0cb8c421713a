// Networks as az commands: addresses, guards, route tables, gateways, VNets, peerings. Section I-1, I-4, I-6, I-7.
import type { NetworkSecurityGroup, RouteTable, SecurityRule } from '../../engine/model/azure.ts';
import type { NetworkDocument, Subnet, VirtualNetwork } from '../../engine/model/networkDocument.ts';
import { type AzUnit, GROUP } from './azUnit.ts';
import { flag, flags, onlyIf, option } from './shell.ts';

/** In the order in which one needs the other; subnets come after what they name. */
export function networkUnits(network: NetworkDocument): AzUnit[] {
  return [
    ...(network.publicIPAddresses ?? []).map(({ name }) =>
      simple(`public-ip/${name}`, 'network public-ip', { name, flags: ['--sku Standard', '--allocation-method Static'] }),
    ),
    ...(network.networkSecurityGroups ?? []).flatMap(guardUnits),
    ...(network.routeTables ?? []).flatMap(routeTableUnits),
    ...(network.natGateways ?? []).map((gateway) =>
      simple(`nat-gateway/${gateway.name}`, 'network nat gateway', {
        name: gateway.name,
        flags: [
          ...flags('--public-ip-addresses', gateway.publicIpAddresses),
          ...flag('--idle-timeout', gateway.idleTimeoutInMinutes),
        ],
      }),
    ),
    ...network.virtualNetworks.flatMap(vnetUnits),
  ];
}

export function simple(key: string, group: string, what: { readonly name: string; readonly flags: readonly string[] }): AzUnit {
  return {
    key,
    create: `az ${group} create ${GROUP} ${option('--name', what.name)}`,
    flags: what.flags,
    remove: `az ${group} delete ${GROUP} ${option('--name', what.name)}`,
  };
}

function guardUnits(guard: NetworkSecurityGroup): AzUnit[] {
  return [
    simple(`nsg/${guard.name}`, 'network nsg', { name: guard.name, flags: [] }),
    ...guard.securityRules.map((rule) => ruleUnit(guard.name, rule)),
  ];
}

function ruleUnit(guard: string, rule: SecurityRule): AzUnit {
  const at = `${GROUP} ${option('--nsg-name', guard)} ${option('--name', rule.name)}`;
  const all = (one: string | undefined, many: readonly string[] | undefined): string[] => [
    ...(one === undefined ? [] : [one]),
    ...(many ?? []),
  ];
  // What az takes by itself is left out: everything, but of the ports at the far end only 80.
  const some = (...[one, many]: Parameters<typeof all>): string[] => all(one, many).filter((text) => text !== '*');
  const ports = all(rule.destinationPortRange, rule.destinationPortRanges);
  return {
    key: `nsg/${guard}/${rule.name}`,
    create: `az network nsg rule create ${at}`,
    flags: [
      ...flag('--priority', rule.priority),
      ...flag('--direction', rule.direction),
      ...flag('--access', rule.access),
      ...flag('--protocol', rule.protocol),
      ...flags('--source-address-prefixes', some(rule.sourceAddressPrefix, rule.sourceAddressPrefixes)),
      ...flags('--source-port-ranges', some(rule.sourcePortRange, rule.sourcePortRanges)),
      ...flags('--destination-address-prefixes', some(rule.destinationAddressPrefix, rule.destinationAddressPrefixes)),
      ...flags('--destination-port-ranges', ports.length > 0 ? ports : ['*']),
    ],
    remove: `az network nsg rule delete ${at}`,
  };
}

function routeTableUnits(table: RouteTable): AzUnit[] {
  return [
    simple(`route-table/${table.name}`, 'network route-table', {
      name: table.name,
      flags: flag('--disable-bgp-route-propagation', table.disableBgpRoutePropagation),
    }),
    ...table.routes.map((route): AzUnit => {
      const at = `${GROUP} ${option('--route-table-name', table.name)} ${option('--name', route.name)}`;
      return {
        key: `route-table/${table.name}/${route.name}`,
        create: `az network route-table route create ${at}`,
        flags: [
          ...flag('--address-prefix', route.addressPrefix),
          ...flag('--next-hop-type', route.nextHopType),
          ...flag('--next-hop-ip-address', route.nextHopIpAddress),
        ],
        remove: `az network route-table route delete ${at}`,
      };
    }),
  ];
}

function vnetUnits(vnet: VirtualNetwork): AzUnit[] {
  return [
    {
      key: `vnet/${vnet.name}`,
      create: `az network vnet create ${GROUP} ${option('--name', vnet.name)}`,
      flags: ['--location "$LOC"', ...flags('--address-prefixes', vnet.addressSpace), ...flags('--dns-servers', vnet.dnsServers)],
      update: `az network vnet update ${GROUP} ${option('--name', vnet.name)}`,
      fixed: ['--location'],
      remove: `az network vnet delete ${GROUP} ${option('--name', vnet.name)}`,
    },
    ...vnet.subnets.map((subnet): AzUnit => {
      const at = `${GROUP} ${option('--vnet-name', vnet.name)} ${option('--name', subnet.name)}`;
      return {
        key: `vnet/${vnet.name}/subnet/${subnet.name}`,
        create: `az network vnet subnet create ${at}`,
        flags: subnetFlags(subnet),
        update: `az network vnet subnet update ${at}`,
        remove: `az network vnet subnet delete ${at}`,
      };
    }),
  ];
}

function subnetFlags(subnet: Subnet): string[] {
  return [
    ...flag('--address-prefixes', subnet.addressPrefix),
    ...flag('--network-security-group', subnet.networkSecurityGroup),
    ...flag('--route-table', subnet.routeTable),
    ...flag('--nat-gateway', subnet.natGateway),
    ...flags('--service-endpoints', subnet.serviceEndpoints),
    ...flags('--delegations', subnet.delegations),
    ...flag('--private-endpoint-network-policies', subnet.privateEndpointNetworkPolicies),
  ];
}

/** After the gateways, and a side that uses the other's gateway after the side that lends it. */
export function peeringUnits(network: NetworkDocument): AzUnit[] {
  const units = network.virtualNetworks.flatMap(peeringsOf);
  const borrows = ({ flags: own }: AzUnit): boolean => own.includes('--use-remote-gateways');
  return [...units.filter((unit) => !borrows(unit)), ...units.filter(borrows)];
}

function peeringsOf(vnet: VirtualNetwork): AzUnit[] {
  return (vnet.peerings ?? []).map((peering): AzUnit => {
    const at = `${GROUP} ${option('--name', peering.name)} ${option('--vnet-name', vnet.name)}`;
    return {
      key: `vnet/${vnet.name}/peering/${peering.name}`,
      create: `az network vnet peering create ${at}`,
      flags: [
        `${option('--remote-vnet', peering.remoteVirtualNetwork)}`,
        '--allow-vnet-access',
        ...onlyIf(peering.allowForwardedTraffic, '--allow-forwarded-traffic'),
        ...onlyIf(peering.allowGatewayTransit, '--allow-gateway-transit'),
        ...onlyIf(peering.useRemoteGateways, '--use-remote-gateways'),
      ],
      remove: `az network vnet peering delete ${at}`,
    };
  });
}
