// Real faults of the building around the cluster: guards, signposts, the gate, private doors, names. F-2 F-4 F-6 E-20 E-21 E-25 and the private ones.
import { sameValue } from '../../engine/model/sameValue.ts';
import type { SecurityRule } from '../../engine/model/azure.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { type Broken, type Fault, type Injected, typo } from './faults.ts';

interface Change {
  readonly network: NetworkDocument;
  readonly object: string;
  readonly was: string | number;
  readonly is: string | number;
}

function breakNetwork(
  head: Pick<Fault, 'code' | 'rules' | 'from'> & { readonly commands: readonly string[] },
  change: (network: NetworkDocument, world: Broken) => Change | undefined,
): Fault {
  const { commands, ...rest } = head;
  return {
    ...rest,
    inject: (world): Injected | undefined => {
      const changed = change(world.spec.network, world);
      if (!changed || sameValue(changed.network, world.spec.network)) return undefined;
      const { network, object, was, is } = changed;
      return { edits: [{ type: 'putNetwork', network }], params: { object, was, is }, commands };
    },
  };
}

const NSG = ['az network nsg rule list --nsg-name nsg-nodes -o table', 'az network watcher test-ip-flow'] as const;

/** The rule of that name in nsg-nodes, changed. */
function withRule(
  network: NetworkDocument,
  name: string,
  change: (rule: SecurityRule) => SecurityRule,
): NetworkDocument | undefined {
  const group = network.networkSecurityGroups?.find((each) => each.name === 'nsg-nodes');
  if (!group?.securityRules.some((rule) => rule.name === name)) return undefined;
  const securityRules = group.securityRules.map((rule) => (rule.name === name ? change(rule) : rule));
  return {
    ...network,
    networkSecurityGroups: (network.networkSecurityGroups ?? []).map((each) =>
      each === group ? { ...group, securityRules } : each,
    ),
  };
}

function breakRule(
  code: string,
  change: (world: Broken) =>
    | {
        readonly rule: string;
        readonly field: string;
        readonly was: string | number;
        readonly is: string | number;
        readonly set: Partial<SecurityRule>;
      }
    | undefined,
): Fault {
  return breakNetwork({ code, rules: ['F-6', 'F-7'], from: 2, commands: NSG }, (network, world) => {
    const { rule, was, is, set, field } = change(world) ?? { rule: '', was: '', is: '', set: {}, field: '' };
    const changed = withRule(network, rule, (each) => ({ ...each, ...set }));
    return changed && { network: changed, object: `NetworkSecurityGroup/nsg-nodes, ${rule}, ${field}`, was, is };
  });
}

const ROUTES = [
  'az network nic show-effective-route-table',
  'az network route-table route list --route-table-name rt-house',
] as const;
const GATE = [
  'az network firewall policy rule-collection-group list -g $RG --policy-name $POLICY',
  'az monitor log-analytics query -w $WORKSPACE --analytics-query "AZFWApplicationRule | take 20" -o table',
] as const;
const ZONE = ['az network private-dns link vnet list', 'kubectl exec … -- nslookup'] as const;

export const AZURE_FAULTS: readonly Fault[] = [
  breakRule('nsg.port', ({ random }) => {
    const is = random.pick(['8080', '443', '30080']);
    return { rule: 'street-in', field: 'destinationPortRange', was: '80', is, set: { destinationPortRange: is } };
  }),
  breakRule('nsg.destination', ({ house }) => {
    const is = `10.${house.octets.house}.0.0/24`;
    return {
      rule: 'street-in',
      field: 'destinationAddressPrefix',
      was: '198.51.100.40',
      is,
      set: { destinationAddressPrefix: is },
    };
  }),
  breakRule('nsg.priority', () => ({ rule: 'machines-in', field: 'priority', was: 300, is: 410, set: { priority: 410 } })),
  breakRule('nsg.source', ({ house }) => {
    const is = `10.${house.octets.house}.7.0/28`;
    return {
      rule: 'machines-in',
      field: 'sourceAddressPrefix',
      was: `10.${house.octets.house}.9.0/28`,
      is,
      set: { sourceAddressPrefix: is },
    };
  }),
  breakRule('nsg.wide', ({ house }) => {
    const is = `10.${house.octets.house}.8.0/23`;
    return {
      rule: 'machines-in',
      field: 'sourceAddressPrefix',
      was: `10.${house.octets.house}.9.0/28`,
      is,
      set: { sourceAddressPrefix: is },
    };
  }),
  breakNetwork(
    { code: 'dns.record', rules: ['G-5', 'DNS10'], from: 2, commands: ['nslookup', 'az network dns record-set a list'] },
    (network) => {
      const [zone, ...others] = network.dnsZones ?? [];
      const [record] = zone?.records ?? [];
      if (!zone || !record) return undefined;
      const is = '198.51.100.44';
      return {
        network: { ...network, dnsZones: [{ ...zone, records: [{ ...record, values: [is] }] }, ...others] },
        object: `${record.name}.${zone.name}`,
        was: '198.51.100.40',
        is,
      };
    },
  ),
  breakNetwork({ code: 'route.missing', rules: ['F-1', 'F-2'], from: 2, commands: ROUTES }, (network) => {
    const [house, ...others] = network.virtualNetworks;
    if (!house || !network.routeTables) return undefined;
    const subnets = house.subnets.map(({ routeTable: _table, ...subnet }) => subnet);
    return {
      network: { ...network, virtualNetworks: [{ ...house, subnets }, ...others] },
      object: 'snet-nodes, routeTable',
      was: 'rt-house',
      is: '',
    };
  }),
  breakNetwork({ code: 'route.nextHop', rules: ['F-3', 'F-4'], from: 2, commands: ROUTES }, (network, { house, random }) => {
    const [table, ...others] = network.routeTables ?? [];
    const [route] = table?.routes ?? [];
    if (!table || route?.nextHopIpAddress === undefined) return undefined;
    const is = `10.${house.octets.hub}.1.${5 + random.below(20)}`;
    return {
      network: { ...network, routeTables: [{ ...table, routes: [{ ...route, nextHopIpAddress: is }] }, ...others] },
      object: 'RouteTable/rt-house, suppliers, nextHopIpAddress',
      was: route.nextHopIpAddress,
      is,
    };
  }),
  breakNetwork({ code: 'route.prefix', rules: ['F-2'], from: 3, commands: ROUTES }, (network) => {
    const [table, ...others] = network.routeTables ?? [];
    const [route] = table?.routes ?? [];
    if (!table || !route) return undefined;
    const is = '203.0.113.0/25';
    return {
      network: { ...network, routeTables: [{ ...table, routes: [{ ...route, addressPrefix: is }] }, ...others] },
      object: 'RouteTable/rt-house, suppliers, addressPrefix',
      was: route.addressPrefix,
      is,
    };
  }),
  breakNetwork(
    { code: 'peer.half', rules: ['F-5'], from: 3, commands: ['az network vnet peering list --vnet-name vnet-hub'] },
    (network) => {
      const [house, hub] = network.virtualNetworks;
      if (!house || hub?.peerings === undefined) return undefined;
      const { peerings: _gone, ...alone } = hub;
      return { network: { ...network, virtualNetworks: [house, alone] }, object: 'vnet-hub, peerings', was: 'to-house', is: '' };
    },
  ),
  ...(['fw.name', 'fw.source'] as const).map((code) =>
    breakNetwork(
      { code, rules: code === 'fw.name' ? ['E-20', 'E-21'] : ['E-20'], from: 2, commands: GATE },
      (network, { house, random }) => {
        const [gate] = network.azureFirewalls ?? [];
        const [group] = gate?.ruleCollectionGroups ?? [];
        const [collection] = group?.ruleCollections ?? [];
        if (!gate || !group || collection?.type !== 'Application') return undefined;
        const [payments, ...others] = collection.rules;
        if (!payments) return undefined;
        const was = code === 'fw.name' ? (payments.targetFqdns?.[0] ?? '') : (payments.sourceAddresses[0] ?? '');
        const is = code === 'fw.name' ? `${typo('api', random)}.presspay.example` : `10.${house.octets.house}.4.0/24`;
        const rule = code === 'fw.name' ? { ...payments, targetFqdns: [is] } : { ...payments, sourceAddresses: [is] };
        const ruleCollections = [{ ...collection, rules: [rule, ...others] }];
        return {
          network: { ...network, azureFirewalls: [{ ...gate, ruleCollectionGroups: [{ ...group, ruleCollections }] }] },
          object: 'AzureFirewall/fw, payments',
          was,
          is,
        };
      },
    ),
  ),
  breakNetwork({ code: 'zone.link', rules: ['E-31', 'G-5'], from: 2, commands: ZONE }, (network) => {
    const [zone] = network.privateDnsZones ?? [];
    if (!zone) return undefined;
    return {
      network: { ...network, privateDnsZones: [{ ...zone, virtualNetworkLinks: [] }] },
      object: zone.name,
      was: 'vnet-house',
      is: '',
    };
  }),
  breakNetwork({ code: 'zone.record', rules: ['E-31', 'G-5'], from: 2, commands: ZONE }, (network, { house }) => {
    const [zone] = network.privateDnsZones ?? [];
    const [record] = zone?.records ?? [];
    if (!zone || !record) return undefined;
    const is = `10.${house.octets.house}.3.9`;
    return {
      network: { ...network, privateDnsZones: [{ ...zone, records: [{ ...record, values: [is] }] }] },
      object: `${record.name}.${zone.name}`,
      was: `10.${house.octets.house}.3.5`,
      is,
    };
  }),
  breakNetwork(
    { code: 'pe.pending', rules: ['E-30'], from: 2, commands: ['az network private-endpoint-connection list'] },
    (network) => {
      const [endpoint] = network.privateEndpoints ?? [];
      if (!endpoint) return undefined;
      return {
        network: { ...network, privateEndpoints: [{ ...endpoint, status: 'Pending' }] },
        object: endpoint.name,
        was: 'Approved',
        is: 'Pending',
      };
    },
  ),
];
