// Typed az commands of networks: groups, public addresses, guards, VNets, subnets, peerings. Section I-1, I-4.
import type { AzCall, AzCommands } from './az.ts';
import { type Draft, type FieldMap, filled, list, notThere, upsert, without, writeFields } from './azDraft.ts';
import { type CommandRefusal, refuse } from './commandTypes.ts';
import { isOn, listed } from './flagTable.ts';

const RULE_FIELDS: FieldMap = {
  priority: ['priority', 'number'],
  direction: ['direction', 'text'],
  access: ['access', 'text'],
  protocol: ['protocol', 'text'],
};

const RULE_LISTS = {
  'source-address-prefixes': 'sourceAddressPrefix',
  'source-port-ranges': 'sourcePortRange',
  'destination-address-prefixes': 'destinationAddressPrefix',
  'destination-port-ranges': 'destinationPortRange',
} as const;

const SUBNET_FIELDS: FieldMap = {
  'network-security-group': ['networkSecurityGroup', 'text'],
  'route-table': ['routeTable', 'text'],
  'nat-gateway': ['natGateway', 'text'],
  'service-endpoints': ['serviceEndpoints', 'list'],
  delegations: ['delegations', 'list'],
  'private-endpoint-network-policies': ['privateEndpointNetworkPolicies', 'text'],
};

const RULE_FLAGS =
  'nsg-name= priority= direction= access= protocol= source-address-prefixes* source-port-ranges* destination-address-prefixes* destination-port-ranges* description= source-asgs* destination-asgs*';
const SUBNET_FLAGS =
  'vnet-name= address-prefixes,address-prefix* network-security-group,nsg= route-table= nat-gateway= service-endpoints* delegations* private-endpoint-network-policies= disable-private-endpoint-network-policies= default-outbound-access=';
const VNET_FLAGS = 'address-prefixes* dns-servers* subnet-name= subnet-prefixes* flowtimeout=';
const PEERING_FLAGS =
  'vnet-name= remote-vnet= allow-vnet-access allow-forwarded-traffic allow-gateway-transit use-remote-gateways';

function writeRule({ draft, given, name }: AzCall, whole: boolean): CommandRefusal | undefined {
  const guard = filled(given, 'nsg-name') ?? '';
  const held = draft.networkSecurityGroups?.find((item) => item.name === guard);
  if (!held) return notThere('Microsoft.Network/networkSecurityGroups', guard);
  if (!whole && held.securityRules.every((rule) => rule.name !== name)) return notThere(`${guard}/securityRules`, name);
  const rule = upsert(held.securityRules, {
    name,
    priority: 0,
    direction: 'Inbound',
    access: 'Allow',
    protocol: '*',
  } as (typeof held.securityRules)[number]);
  writeFields(rule, given, { fields: RULE_FIELDS, whole: false });
  for (const [flag, field] of Object.entries(RULE_LISTS)) {
    const values = list(given, flag);
    if (!whole && !values) continue;
    // What az takes where a flag is left out: everything, but port 80.
    const target: Record<string, unknown> = rule;
    const plural = field.endsWith('x') ? `${field}es` : `${field}s`;
    delete target[field];
    delete target[plural];
    if (values?.length === 1) target[field] = values[0];
    else if (values) target[plural] = values;
    else target[field] = field === 'destinationPortRange' ? '80' : '*';
  }
  if (rule.priority === 0) return refuse('needsFlag', { command: 'az network nsg rule create', flag: '--priority' });
  return undefined;
}

function vnetOf(draft: Draft, name: string): Draft['virtualNetworks'][number] | CommandRefusal {
  return draft.virtualNetworks.find((item) => item.name === name) ?? notThere('Microsoft.Network/virtualNetworks', name);
}

function writeVnet({ draft, given, name }: AzCall): CommandRefusal | undefined {
  const vnet = upsert(draft.virtualNetworks, { name, addressSpace: [], subnets: [] } as Draft['virtualNetworks'][number]);
  const space = list(given, 'address-prefixes');
  if (space) vnet.addressSpace = space;
  else if (vnet.addressSpace.length === 0) vnet.addressSpace = ['10.0.0.0/16'];
  writeFields(vnet, given, { fields: { 'dns-servers': ['dnsServers', 'list'] }, whole: false });
  const subnet = filled(given, 'subnet-name');
  const prefix = list(given, 'subnet-prefixes')?.[0];
  if (subnet !== undefined) {
    const held = upsert(vnet.subnets, { name: subnet, addressPrefix: prefix ?? vnet.addressSpace[0] ?? '' });
    if (prefix !== undefined) held.addressPrefix = prefix;
  }
  return undefined;
}

function writeSubnet({ draft, given, name }: AzCall, whole: boolean): CommandRefusal | undefined {
  const named =
    filled(given, 'vnet-name') ??
    draft.virtualNetworks.find(({ subnets }) => !whole && subnets.some((item) => item.name === name))?.name ??
    '';
  const vnet = vnetOf(draft, named);
  if ('ok' in vnet) return vnet;
  const prefix = list(given, 'address-prefixes')?.[0];
  const old = vnet.subnets.find((item) => item.name === name);
  if (!old && !whole) return notThere(`${named}/subnets`, name);
  if (!old && prefix === undefined)
    return refuse('needsFlag', { command: 'az network vnet subnet create', flag: '--address-prefixes' });
  const subnet = upsert(vnet.subnets, { name, addressPrefix: prefix ?? '' });
  if (prefix !== undefined) subnet.addressPrefix = prefix;
  writeFields(subnet, given, { fields: SUBNET_FIELDS, whole });
  const disabled = filled(given, 'disable-private-endpoint-network-policies');
  if (disabled !== undefined) subnet.privateEndpointNetworkPolicies = disabled.toLowerCase() === 'true' ? 'Disabled' : 'Enabled';
  return undefined;
}

function writePeering({ draft, given, name }: AzCall): CommandRefusal | undefined {
  const vnet = vnetOf(draft, filled(given, 'vnet-name') ?? '');
  if ('ok' in vnet) return vnet;
  const remote = filled(given, 'remote-vnet');
  if (remote === undefined) return refuse('needsFlag', { command: 'az network vnet peering create', flag: '--remote-vnet' });
  vnet.peerings ??= [];
  const peering = upsert(vnet.peerings, { name, remoteVirtualNetwork: remote });
  peering.remoteVirtualNetwork = remote;
  for (const [flag, field] of [
    ['allow-forwarded-traffic', 'allowForwardedTraffic'],
    ['allow-gateway-transit', 'allowGatewayTransit'],
    ['use-remote-gateways', 'useRemoteGateways'],
  ] as const) {
    if (isOn(given, flag)) peering[field] = true;
    else delete peering[field];
  }
  return undefined;
}

const PEERING_FIELDS = ['allowForwardedTraffic', 'allowGatewayTransit', 'useRemoteGateways'] as const;

/** `--set allowForwardedTraffic=true`: az has no flags of its own for a peering that stands. */
function setPeering({ draft, given, name }: AzCall): CommandRefusal | undefined {
  const vnet = vnetOf(draft, filled(given, 'vnet-name') ?? '');
  if ('ok' in vnet) return vnet;
  const peering = vnet.peerings?.find((item) => item.name === name);
  if (!peering) return notThere('virtualNetworkPeerings', name);
  const pairs = listed(given, 'set') ?? [];
  if (pairs.length === 0) return refuse('needsFlag', { command: 'az network vnet peering update', flag: '--set' });
  for (const pair of pairs) {
    const [, key = '', value = ''] = /^([A-Za-z]+)=(true|false)$/i.exec(pair) ?? [];
    const field = PEERING_FIELDS.find((one) => one.toLowerCase() === key.toLowerCase());
    if (field === undefined)
      return refuse('needsFlag', {
        command: 'az network vnet peering update',
        flag: `--set ${PEERING_FIELDS.join('|')}=true|false`,
      });
    if (value.toLowerCase() === 'true') peering[field] = true;
    else delete peering[field];
  }
  return undefined;
}

/** `--remove serviceEndpoints`, as az empties a field that has no flag for nothing. */
const REMOVABLE = ['networkSecurityGroup', 'routeTable', 'natGateway', 'serviceEndpoints', 'delegations'] as const;

function updateSubnet(call: AzCall): CommandRefusal | undefined {
  const refused = writeSubnet(call, false);
  if (refused) return refused;
  const vnetName = filled(call.given, 'vnet-name');
  const subnet = call.draft.virtualNetworks
    .filter(({ name }) => vnetName === undefined || name === vnetName)
    .flatMap(({ subnets }) => subnets)
    .find(({ name }) => name === call.name);
  for (const wanted of listed(call.given, 'remove') ?? []) {
    const field = REMOVABLE.find((one) => one.toLowerCase() === wanted.toLowerCase());
    if (field === undefined)
      return refuse('needsFlag', { command: 'az network vnet subnet update', flag: `--remove ${REMOVABLE.join('|')}` });
    if (subnet) delete subnet[field];
  }
  return undefined;
}

export const NETWORK_COMMANDS: AzCommands = {
  'group create': {
    flags: 'managed-by=',
    run: ({ draft, given }) => {
      const location = filled(given, 'location');
      // Where nothing is said a world stands in westeurope.
      const isSaid =
        location !== undefined && !location.startsWith('$') && (draft.location !== undefined || location !== 'westeurope');
      if (isSaid) draft.location = location;
      return undefined;
    },
  },
  'extension add': { flags: '', run: 'nothing', nameless: true },
  'network public-ip create': {
    flags: 'sku= allocation-method= version= zone* dns-name= tier=',
    run: ({ draft, name }) => {
      upsert((draft.publicIPAddresses ??= []), { name });
      return undefined;
    },
  },
  'network public-ip delete': {
    flags: '',
    run: ({ draft, name }) => void (draft.publicIPAddresses = without(draft.publicIPAddresses, name)),
  },
  'network nsg create': {
    flags: '',
    run: ({ draft, name }) => void upsert((draft.networkSecurityGroups ??= []), { name, securityRules: [] }),
  },
  'network nsg delete': {
    flags: '',
    run: ({ draft, name }) => void (draft.networkSecurityGroups = without(draft.networkSecurityGroups, name)),
  },
  'network nsg rule create': { flags: RULE_FLAGS, run: (call) => writeRule(call, true) },
  'network nsg rule update': { flags: RULE_FLAGS, run: (call) => writeRule(call, false) },
  'network nsg rule delete': {
    flags: 'nsg-name=',
    run: ({ draft, given, name }) => {
      const guard = draft.networkSecurityGroups?.find((item) => item.name === filled(given, 'nsg-name'));
      if (guard) guard.securityRules = without(guard.securityRules, name);
      return undefined;
    },
  },
  'network vnet create': { flags: VNET_FLAGS, run: writeVnet },
  'network vnet update': {
    flags: VNET_FLAGS,
    run: (call) => {
      const vnet = vnetOf(call.draft, call.name);
      return 'ok' in vnet ? vnet : writeVnet(call);
    },
  },
  'network vnet delete': {
    flags: '',
    run: ({ draft, name }) => void (draft.virtualNetworks = without(draft.virtualNetworks, name)),
  },
  'network vnet subnet create': { flags: SUBNET_FLAGS, run: (call) => writeSubnet(call, true) },
  'network vnet subnet update': { flags: `${SUBNET_FLAGS} remove*`, run: updateSubnet },
  'network vnet subnet delete': {
    flags: 'vnet-name=',
    run: ({ draft, given, name }) => {
      const vnet = draft.virtualNetworks.find((item) => item.name === filled(given, 'vnet-name'));
      if (vnet) vnet.subnets = without(vnet.subnets, name);
      return undefined;
    },
  },
  'network vnet peering create': { flags: PEERING_FLAGS, run: writePeering },
  'network vnet peering update': { flags: 'vnet-name= set*', run: setPeering },
  'network vnet peering delete': {
    flags: 'vnet-name=',
    run: ({ draft, given, name }) => {
      const vnet = draft.virtualNetworks.find((item) => item.name === filled(given, 'vnet-name'));
      if (!vnet) return undefined;
      vnet.peerings = without(vnet.peerings, name);
      if (vnet.peerings.length === 0) delete vnet.peerings;
      return undefined;
    },
  },
};
