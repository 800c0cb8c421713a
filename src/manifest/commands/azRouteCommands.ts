// Typed az commands of ways out: route tables, NAT gateways, gateways to headquarters with their tunnels. Section I-6, I-7.
import type { AzCall, AzCommands } from './az.ts';
import { filled, list, notThere, upsert, without, writeFields } from './azDraft.ts';
import { type CommandRefusal, refuse } from './commandTypes.ts';

const ROUTE_FLAGS = 'route-table-name= address-prefix= next-hop-type= next-hop-ip-address=';
const NAT_FLAGS = 'public-ip-addresses* public-ip-prefixes* idle-timeout= zone*';

function writeRoute({ draft, given, name }: AzCall, whole: boolean): CommandRefusal | undefined {
  const table = filled(given, 'route-table-name') ?? '';
  const held = draft.routeTables?.find((item) => item.name === table);
  if (!held) return notThere('Microsoft.Network/routeTables', table);
  const route = upsert(held.routes, { name, addressPrefix: '', nextHopType: 'Internet' });
  writeFields(route, given, {
    fields: {
      'address-prefix': ['addressPrefix', 'text'],
      'next-hop-type': ['nextHopType', 'text'],
      'next-hop-ip-address': ['nextHopIpAddress', 'text'],
    },
    whole,
  });
  return undefined;
}

function writeNat({ draft, given, name }: AzCall, whole: boolean): CommandRefusal | undefined {
  if (!whole && !draft.natGateways?.some((item) => item.name === name)) return notThere('Microsoft.Network/natGateways', name);
  const gateway = upsert((draft.natGateways ??= []), { name, publicIpAddresses: [] });
  writeFields(gateway, given, {
    fields: { 'public-ip-addresses': ['publicIpAddresses', 'list'], 'idle-timeout': ['idleTimeoutInMinutes', 'number'] },
    whole,
  });
  gateway.publicIpAddresses ??= [];
  return undefined;
}

export const ROUTE_COMMANDS: AzCommands = {
  'network route-table create': {
    flags: 'disable-bgp-route-propagation=',
    run: ({ draft, given, name }) => {
      const table = upsert((draft.routeTables ??= []), { name, routes: [] });
      writeFields(table, given, {
        fields: { 'disable-bgp-route-propagation': ['disableBgpRoutePropagation', 'bool'] },
        whole: true,
      });
      return undefined;
    },
  },
  'network route-table update': {
    flags: 'disable-bgp-route-propagation=',
    run: ({ draft, given, name }) => {
      const table = draft.routeTables?.find((item) => item.name === name);
      if (!table) return notThere('Microsoft.Network/routeTables', name);
      writeFields(table, given, {
        fields: { 'disable-bgp-route-propagation': ['disableBgpRoutePropagation', 'bool'] },
        whole: false,
      });
      return undefined;
    },
  },
  'network route-table delete': {
    flags: '',
    run: ({ draft, name }) => void (draft.routeTables = without(draft.routeTables, name)),
  },
  'network route-table route create': { flags: ROUTE_FLAGS, run: (call) => writeRoute(call, true) },
  'network route-table route update': { flags: ROUTE_FLAGS, run: (call) => writeRoute(call, false) },
  'network route-table route delete': {
    flags: 'route-table-name=',
    run: ({ draft, given, name }) => {
      const table = draft.routeTables?.find((item) => item.name === filled(given, 'route-table-name'));
      if (table) table.routes = without(table.routes, name);
      return undefined;
    },
  },
  'network nat gateway create': { flags: NAT_FLAGS, run: (call) => writeNat(call, true) },
  'network nat gateway update': { flags: NAT_FLAGS, run: (call) => writeNat(call, false) },
  'network nat gateway delete': {
    flags: '',
    run: ({ draft, name }) => void (draft.natGateways = without(draft.natGateways, name)),
  },
  'network vnet-gateway create': {
    flags: 'vnet= public-ip-addresses,public-ip-address* gateway-type= sku= vpn-type= asn= vpn-gateway-generation=',
    run: ({ draft, given, name }) => {
      const virtualNetwork = filled(given, 'vnet');
      if (virtualNetwork === undefined) return refuse('needsFlag', { command: 'az network vnet-gateway create', flag: '--vnet' });
      const gateway = upsert((draft.virtualNetworkGateways ??= []), {
        name,
        virtualNetwork,
        gatewayType: 'Vpn',
        connections: [],
      });
      writeFields(gateway, given, {
        fields: { vnet: ['virtualNetwork', 'text'], 'gateway-type': ['gatewayType', 'text'] },
        whole: false,
      });
      // The document has no address of a gateway's own: the one it was made with is nobody else's.
      for (const address of list(given, 'public-ip-addresses') ?? []) {
        if (address === `${name}-ip`) draft.publicIPAddresses = without(draft.publicIPAddresses, address);
      }
      return undefined;
    },
  },
  'network vnet-gateway delete': {
    flags: '',
    run: ({ draft, name }) => void (draft.virtualNetworkGateways = without(draft.virtualNetworkGateways, name)),
  },
  'network local-gateway create': {
    flags: 'gateway-ip-address= local-address-prefixes* asn= bgp-peering-address=',
    run: ({ draft, given, name }) => {
      const site = upsert((draft.onPremises ??= []), { name, addressSpace: [], hosts: [] });
      writeFields(site, given, { fields: { 'local-address-prefixes': ['addressSpace', 'list'] }, whole: false });
      return undefined;
    },
  },
  // Headquarters itself stays where it is.
  'network local-gateway delete': { flags: '', run: 'nothing' },
  'network vpn-connection create': {
    flags: 'vnet-gateway1= local-gateway2= shared-key= enable-bgp',
    run: ({ draft, given }) => {
      const name = filled(given, 'vnet-gateway1') ?? '';
      const gateway = draft.virtualNetworkGateways?.find((item) => item.name === name);
      const site = filled(given, 'local-gateway2');
      if (!gateway) return notThere('Microsoft.Network/virtualNetworkGateways', name);
      if (site === undefined)
        return refuse('needsFlag', { command: 'az network vpn-connection create', flag: '--local-gateway2' });
      if (!gateway.connections.includes(site)) gateway.connections.push(site);
      return undefined;
    },
  },
  'network vpn-connection delete': {
    flags: '',
    run: ({ draft, name }) => {
      for (const gateway of draft.virtualNetworkGateways ?? [])
        gateway.connections = gateway.connections.filter((site) => `${gateway.name}-${site}` !== name);
      return undefined;
    },
  },
};
