// az network: lists and single things of the document: VNets, subnets, peerings, guards, routes, gateways, endpoints, zones, load balancers.
import { one } from '../../manifest/commands/flagTable.ts';
import { type Done, fail } from '../call.ts';
import { listAt, textAt } from '../plainRead.ts';
import type { Plain } from '../types.ts';
import type { AzCall, AzLook, AzLooks, AzValue } from './az.ts';
import type { AzTable } from './output.ts';
import { idOf, networkLists, peeringsOf } from './resources.ts';

const TABLES: Readonly<Record<string, AzTable>> = {
  vnet: [
    ['Name', 'name'],
    ['ResourceGroup', 'resourceGroup'],
    ['Location', 'location'],
    ['Prefixes', 'addressSpace', 'addressPrefixes'],
    ['DnsServers', 'dhcpOptions', 'dnsServers'],
    ['ProvisioningState', 'provisioningState'],
  ],
};
const RULE_TABLE: AzTable = [
  ['Name', 'name'],
  ['ResourceGroup', 'resourceGroup'],
  ['Priority', 'priority'],
  ['SourcePortRanges', 'sourcePortRange'],
  ['SourceAddressPrefixes', 'sourceAddressPrefix'],
  ['Access', 'access'],
  ['Protocol', 'protocol'],
  ['Direction', 'direction'],
  ['DestinationPortRanges', 'destinationPortRange'],
  ['DestinationAddressPrefixes', 'destinationAddressPrefix'],
];

export function notFound(call: AzCall, type: string, name: string): Done {
  const message = `The Resource 'Microsoft.Network/${type}/${name.slice(0, 80)}' under resource group '${call.scope.group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`;
  return fail(`(ResourceNotFound) ${message}\nCode: ResourceNotFound\nMessage: ${message}`, 3);
}

const TYPES: Readonly<Record<string, string>> = {
  vnet: 'virtualNetworks',
  'public-ip': 'publicIPAddresses',
  nsg: 'networkSecurityGroups',
  'route-table': 'routeTables',
  'nat gateway': 'natGateways',
  firewall: 'azureFirewalls',
  'private-endpoint': 'privateEndpoints',
  'private-dns zone': 'privateDnsZones',
  'dns zone': 'dnszones',
  'application-gateway': 'applicationGateways',
  'vnet-gateway': 'virtualNetworkGateways',
};

function listOf(call: AzCall, what: string): readonly Plain[] {
  return networkLists(call.shell.env.spec.network, call.scope).get(what)?.() ?? [];
}

function oneOf(call: AzCall, what: string, name: string): Plain | Done {
  if (name === '') return fail('the following arguments are required: --name/-n', 2);
  return listOf(call, what).find((item) => item['name'] === name) ?? notFound(call, TYPES[what] ?? what, name);
}

function isFailed(value: Plain | Done): value is Done {
  return 'err' in value && 'out' in value;
}

function topLevel(what: string): readonly (readonly [string, AzLook])[] {
  const table = TABLES[what];
  const told = (value: unknown): AzValue => ({ value, ...(table ? { table } : {}) });
  return [
    [`network ${what} list`, { flags: 'vnet-name=', run: (call) => told(listOf(call, what)) }],
    [
      `network ${what} show`,
      {
        flags: 'expand=',
        run: (call) => {
          const item = oneOf(call, what, call.name);
          return isFailed(item) ? item : told(item);
        },
      },
    ],
  ];
}

/** Things inside a thing: `subnet` in a `vnet`'s `subnets`. */
function inside(
  what: string,
  {
    parent,
    flag,
    key,
    type,
    table,
  }: { readonly parent: string; readonly flag: string; readonly key: string; readonly type: string; readonly table?: AzTable },
): readonly (readonly [string, AzLook])[] {
  const within = (call: AzCall): readonly unknown[] | Done => {
    const owner = one(call.given, flag) ?? one(call.given, 'ids')?.split('/').at(-3);
    if (owner === undefined) return fail(`the following arguments are required: --${flag}`, 2);
    const item = oneOf(call, parent, owner);
    return isFailed(item) ? item : listAt(item, key);
  };
  const told = (value: unknown): AzValue => ({ value, ...(table ? { table } : {}) });
  return [
    [
      `network ${what} list`,
      {
        flags: `${flag}= include-default`,
        run: (call) => {
          const list = within(call);
          return 'code' in list ? list : told(list);
        },
      },
    ],
    [
      `network ${what} show`,
      {
        flags: `${flag}= expand=`,
        run: (call) => {
          const list = within(call);
          if ('code' in list) return list;
          const found = list.find((item) => textAt(item, 'name') === call.name);
          return found === undefined ? notFound(call, type, call.name) : told(found);
        },
      },
    ],
  ];
}

function peerings(call: AzCall): readonly Plain[] | Done {
  const name = one(call.given, 'vnet-name') ?? '';
  const vnet = call.shell.env.spec.network.virtualNetworks.find((item) => item.name === name);
  return vnet ? peeringsOf(call.scope, vnet) : notFound(call, 'virtualNetworks', name);
}

const PEERING: AzTable = [
  ['AllowForwardedTraffic', 'allowForwardedTraffic'],
  ['AllowGatewayTransit', 'allowGatewayTransit'],
  ['AllowVirtualNetworkAccess', 'allowVirtualNetworkAccess'],
  ['Name', 'name'],
  ['PeeringState', 'peeringState'],
  ['UseRemoteGateways', 'useRemoteGateways'],
];

const RECORDS: AzLook = {
  flags: 'zone-name,z= record-set-name=',
  run: (call) => {
    const name = one(call.given, 'zone-name') ?? '';
    const zones = [...(call.shell.env.spec.network.privateDnsZones ?? []), ...(call.shell.env.spec.network.dnsZones ?? [])];
    const zone = zones.find((item) => item.name === name);
    if (!zone) return notFound(call, 'privateDnsZones', name);
    return {
      value: zone.records.map((record) => ({
        ...(record.type === 'A'
          ? { aRecords: record.values.map((ipv4Address) => ({ ipv4Address })) }
          : { cnameRecord: { cname: record.values[0] ?? '' } }),
        fqdn: `${record.name === '@' ? '' : `${record.name}.`}${zone.name}.`,
        name: record.name,
        resourceGroup: call.scope.group,
        ttl: 3600,
        type: `Microsoft.Network/privateDnsZones/${record.type}`,
      })),
    };
  },
};

export const NETWORK_LOOKS: AzLooks = {
  ...Object.fromEntries(Object.keys(TYPES).flatMap((what) => topLevel(what))),
  ...Object.fromEntries([
    ...inside('vnet subnet', { parent: 'vnet', flag: 'vnet-name', key: 'subnets', type: 'virtualNetworks/subnets' }),
    ...inside('nsg rule', {
      parent: 'nsg',
      flag: 'nsg-name',
      key: 'securityRules',
      type: 'networkSecurityGroups/securityRules',
      table: RULE_TABLE,
    }),
    ...inside('route-table route', {
      parent: 'route-table',
      flag: 'route-table-name',
      key: 'routes',
      type: 'routeTables/routes',
    }),
  ]),
  'network vnet peering list': {
    flags: 'vnet-name=',
    run: (call) => {
      const list = peerings(call);
      return 'code' in list ? list : { value: list, table: PEERING };
    },
  },
  'network vnet peering show': {
    flags: 'vnet-name=',
    run: (call) => {
      const list = peerings(call);
      if ('code' in list) return list;
      const found = list.find((item) => item['name'] === call.name);
      return found ? { value: found, table: PEERING } : notFound(call, 'virtualNetworks/virtualNetworkPeerings', call.name);
    },
  },
  'network private-dns record-set a list': RECORDS,
  'network private-dns record-set list': RECORDS,
  'network dns record-set list': RECORDS,
  'network dns record-set a list': RECORDS,
  'network private-dns link vnet list': {
    flags: 'zone-name,z=',
    run: (call) => {
      const name = one(call.given, 'zone-name') ?? '';
      const zone = call.shell.env.spec.network.privateDnsZones?.find((item) => item.name === name);
      if (!zone) return notFound(call, 'privateDnsZones', name);
      return {
        value: zone.virtualNetworkLinks.map((vnet) => ({
          name: vnet,
          provisioningState: 'Succeeded',
          registrationEnabled: false,
          resourceGroup: call.scope.group,
          virtualNetwork: { id: idOf(call.scope, 'Network/virtualNetworks', vnet) },
          virtualNetworkLinkState: 'Completed',
        })),
      };
    },
  },
  'vm list': {
    flags: 'show-details,d',
    run: (call) => ({
      value: (call.shell.env.spec.network.virtualMachines ?? []).map((vm) => ({
        location: call.scope.location,
        name: vm.name,
        privateIps: vm.ipAddress ?? '',
        provisioningState: 'Succeeded',
        publicIps:
          call.shell.env.spec.network.publicIPAddresses?.find(({ name }) => name === vm.publicIPAddress)?.ipAddress ?? '',
        resourceGroup: call.scope.group,
      })),
    }),
  },
};
