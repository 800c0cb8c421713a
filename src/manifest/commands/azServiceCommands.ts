// Typed az commands of zones, private endpoints, machines and application gateways. Section I-4, I-8.
import type { AzCall, AzCommand, AzCommands } from './az.ts';
import { type Draft, filled, list, notThere, upsert, without, writeFields } from './azDraft.ts';
import { type Card, type CommandRefusal, refuse } from './commandTypes.ts';

type ZoneList = 'dnsZones' | 'privateDnsZones';

function zoneOf({ draft, given }: AzCall, key: ZoneList): NonNullable<Draft['privateDnsZones']>[number] | CommandRefusal {
  const name = filled(given, 'zone-name') ?? '';
  const zones = draft[key] as NonNullable<Draft['privateDnsZones']> | undefined;
  return zones?.find((item) => item.name === name) ?? notThere(`Microsoft.Network/${key}`, name);
}

function writeRecord(call: AzCall, key: ZoneList, type: 'A' | 'CNAME'): CommandRefusal | undefined {
  const zone = zoneOf(call, key);
  if ('ok' in zone) return zone;
  const name = filled(call.given, 'record-set-name');
  const value = filled(call.given, type === 'A' ? 'ipv4-address' : 'cname');
  if (name === undefined || value === undefined)
    return refuse('needsFlag', {
      command: 'az … record-set',
      flag: name === undefined ? '--record-set-name' : type === 'A' ? '--ipv4-address' : '--cname',
    });
  const held = zone.records.find((item) => item.name === name && item.type === type);
  if (!held) zone.records.push({ name, type, values: [value] });
  else if (type === 'CNAME') held.values = [value];
  else if (!held.values.includes(value)) held.values.push(value);
  return undefined;
}

function removeRecord(call: AzCall, key: ZoneList, type: 'A' | 'CNAME'): undefined {
  const zone = zoneOf(call, key);
  if ('ok' in zone) return undefined;
  const value = filled(call.given, type === 'A' ? 'ipv4-address' : 'cname');
  const held = zone.records.find((item) => item.type === type && item.name === filled(call.given, 'record-set-name'));
  if (held) held.values = held.values.filter((item) => item !== value);
  zone.records = zone.records.filter(({ values }) => values.length > 0);
  return undefined;
}

function zoneCommands(group: 'dns' | 'private-dns', key: ZoneList): [string, AzCommand][] {
  const flags = 'zone-name,z= record-set-name= ipv4-address,a= cname,c= ttl= keep-empty-record-set';
  const at = `network ${group}`;
  return [
    [
      `${at} zone create`,
      {
        flags: 'parent-name=',
        run: ({ draft, name }) => {
          const zones = (draft[key] ??= []) as { name: string; records: never[]; virtualNetworkLinks?: never[] }[];
          upsert(zones, { name, records: [], ...(key === 'privateDnsZones' ? { virtualNetworkLinks: [] } : {}) });
          return undefined;
        },
      },
    ],
    [
      `${at} zone delete`,
      {
        flags: '',
        run: ({ draft, name }) =>
          void ((draft[key] as { name: string }[] | undefined) = without(draft[key] as { name: string }[] | undefined, name)),
      },
    ],
    [`${at} record-set a add-record`, { flags, nameless: true, run: (call) => writeRecord(call, key, 'A') }],
    [`${at} record-set a remove-record`, { flags, nameless: true, run: (call) => removeRecord(call, key, 'A') }],
    [`${at} record-set cname set-record`, { flags, nameless: true, run: (call) => writeRecord(call, key, 'CNAME') }],
    [`${at} record-set cname remove-record`, { flags, nameless: true, run: (call) => removeRecord(call, key, 'CNAME') }],
  ];
}

function writeEndpoint({ draft, given, name }: AzCall): CommandRefusal | undefined {
  const subnet = filled(given, 'subnet');
  const target = filled(given, 'private-connection-resource-id');
  if (subnet === undefined || target === undefined)
    return refuse('needsFlag', {
      command: 'az network private-endpoint create',
      flag: subnet === undefined ? '--subnet' : '--private-connection-resource-id',
    });
  const endpoint = upsert((draft.privateEndpoints ??= []), { name, subnet, target, status: 'Approved' });
  Object.assign(endpoint, { subnet, target, status: filled(given, 'manual-request') === 'true' ? 'Pending' : 'Approved' });
  const address = (given.values.get('ip-config') ?? []).find((word) => word.startsWith('private-ip-address='))?.split('=')[1];
  if (address === undefined) return undefined;
  // Its zone groups follow it.
  const kept = endpoint.ipAddress === undefined ? [] : keptRecords(draft, endpoint);
  endpoint.ipAddress = address;
  for (const { record } of kept) record.values = [address];
  return undefined;
}

type Zone = NonNullable<Draft['privateDnsZones']>[number];

/** The records that zone groups keep for an endpoint: its address under the first label of its service's name, in zones of `privatelink`. */
function keptRecords(draft: Draft, endpoint: Endpoint): { readonly zone: Zone; readonly record: Zone['records'][number] }[] {
  const label = labelOf(draft, endpoint);
  return (draft.privateDnsZones ?? []).flatMap((zone) =>
    zone.name.startsWith('privatelink.')
      ? zone.records
          .filter(
            ({ name, type, values }) => name === label && type === 'A' && values.length === 1 && values[0] === endpoint.ipAddress,
          )
          .map((record) => ({ zone, record }))
      : [],
  );
}

type Endpoint = NonNullable<Draft['privateEndpoints']>[number];

function labelOf(draft: Draft, endpoint: Endpoint): string {
  const service = draft.paasServices?.find((item) => item.name === endpoint.target);
  return service?.fqdn.split('.')[0] ?? endpoint.target;
}

/** The group writes the endpoint's address into the zone under its service's name. */
function writeZoneGroup({ draft, given }: AzCall): CommandRefusal | undefined {
  const name = filled(given, 'endpoint-name') ?? '';
  const endpoint = draft.privateEndpoints?.find((item) => item.name === name);
  if (!endpoint) return notThere('Microsoft.Network/privateEndpoints', name);
  const called = filled(given, 'private-dns-zone') ?? '';
  const zone = draft.privateDnsZones?.find((item) => item.name === called);
  if (!zone) return notThere('Microsoft.Network/privateDnsZones', called);
  if (endpoint.ipAddress === undefined) return refuse('endpointWithoutAddress', { endpoint: name.slice(0, 80) });
  const label = labelOf(draft, endpoint);
  const held = zone.records.find((item) => item.name === label && item.type === 'A');
  if (held) held.values = [endpoint.ipAddress];
  else zone.records.push({ name: label, type: 'A', values: [endpoint.ipAddress] });
  return undefined;
}

function dropRecords(draft: Draft, name: string): undefined {
  const endpoint = draft.privateEndpoints?.find((item) => item.name === name);
  if (endpoint)
    for (const { zone, record } of keptRecords(draft, endpoint)) zone.records = zone.records.filter((item) => item !== record);
  return undefined;
}

function writeCard({ given, name, session }: AzCall): CommandRefusal | undefined {
  const subnet = filled(given, 'subnet');
  if (subnet === undefined) return refuse('needsFlag', { command: 'az network nic create', flag: '--subnet' });
  const card: Record<string, unknown> = { subnet };
  writeFields(card, given, { fields: CARD_FIELDS, whole: false });
  session.cards.set(name, card as unknown as Card);
  return undefined;
}

const CARD_FIELDS = {
  'private-ip-address': ['ipAddress', 'text'],
  'network-security-group': ['networkSecurityGroup', 'text'],
  'public-ip-address': ['publicIPAddress', 'text'],
  'ip-forwarding': ['enableIPForwarding', 'bool'],
} as const;

const CARD_FLAGS =
  'vnet-name= subnet= private-ip-address= network-security-group,nsg= public-ip-address= ip-forwarding= accelerated-networking= dns-servers*';

function writeMachine(call: AzCall): CommandRefusal | undefined {
  const { draft, given, name, session } = call;
  const named = list(given, 'nics')?.[0];
  const card = named === undefined ? undefined : session.cards.get(named);
  if (named !== undefined && !card) return notThere('Microsoft.Network/networkInterfaces', named);
  const subnet = card?.subnet ?? filled(given, 'subnet');
  if (subnet === undefined) return refuse('needsFlag', { command: 'az vm create', flag: '--nics' });
  const machine = upsert((draft.virtualMachines ??= []), { name, subnet });
  if (card) Object.assign(machine, card);
  else {
    machine.subnet = subnet;
    writeFields(machine, given, { fields: CARD_FIELDS, whole: false });
  }
  return undefined;
}

/** A card that is changed where its machine stands already. */
function changeCard(call: AzCall): CommandRefusal | undefined {
  const refusal = writeCard(call);
  const owner = call.draft.virtualMachines?.find(({ name }) => `${name}-nic` === call.name);
  if (refusal || !owner) return refusal;
  for (const [field] of Object.values(CARD_FIELDS)) delete owner[field];
  Object.assign(owner, call.session.cards.get(call.name));
  return undefined;
}

export const SERVICE_COMMANDS: AzCommands = {
  ...Object.fromEntries([...zoneCommands('dns', 'dnsZones'), ...zoneCommands('private-dns', 'privateDnsZones')]),
  'network private-dns link vnet create': {
    flags: 'zone-name,z= virtual-network,v= registration-enabled,e=',
    run: (call) => {
      const zone = zoneOf(call, 'privateDnsZones');
      if ('ok' in zone) return zone;
      const vnet = filled(call.given, 'virtual-network');
      if (vnet === undefined)
        return refuse('needsFlag', { command: 'az network private-dns link vnet create', flag: '--virtual-network' });
      if (!zone.virtualNetworkLinks.includes(vnet)) zone.virtualNetworkLinks.push(vnet);
      return undefined;
    },
  },
  'network private-dns link vnet delete': {
    flags: 'zone-name,z=',
    run: (call) => {
      const zone = zoneOf(call, 'privateDnsZones');
      if (!('ok' in zone))
        zone.virtualNetworkLinks = zone.virtualNetworkLinks.filter((vnet) => call.name !== `link-${vnet}` && call.name !== vnet);
      return undefined;
    },
  },
  'network private-endpoint create': {
    flags:
      'vnet-name= subnet= private-connection-resource-id= group-id= connection-name= manual-request= ip-config* request-message= nic-name=',
    run: writeEndpoint,
  },
  'network private-endpoint delete': {
    flags: '',
    run: ({ draft, name }) => {
      dropRecords(draft, name);
      draft.privateEndpoints = without(draft.privateEndpoints, name);
      return undefined;
    },
  },
  'network private-endpoint dns-zone-group create': {
    flags: 'endpoint-name= private-dns-zone= zone-name=',
    run: writeZoneGroup,
  },
  'network private-endpoint dns-zone-group delete': {
    flags: 'endpoint-name=',
    run: ({ draft, given }) => dropRecords(draft, filled(given, 'endpoint-name') ?? ''),
  },
  'network nic create': { flags: CARD_FLAGS, run: changeCard },
  'network nic delete': { flags: '', run: 'nothing' },
  'vm create': {
    flags: `nics* image= size= admin-username= admin-password= generate-ssh-keys ssh-key-values* authentication-type= ${CARD_FLAGS}`,
    run: writeMachine,
  },
  'vm delete': {
    flags: 'force-deletion=',
    run: ({ draft, name }) => void (draft.virtualMachines = without(draft.virtualMachines, name)),
  },
  'network application-gateway create': {
    flags:
      'sku= vnet-name= subnet= public-ip-address= private-ip-address= priority= capacity= min-capacity= max-capacity= http-settings-port= servers*',
    run: ({ draft, given, name }) => {
      const subnet = filled(given, 'subnet');
      if (subnet === undefined)
        return refuse('needsFlag', { command: 'az network application-gateway create', flag: '--subnet' });
      const gateway = upsert((draft.applicationGateways ??= []), {
        name,
        subnet,
        sku: 'Standard_v2',
        operationalState: 'Running',
      });
      writeFields(gateway, given, {
        fields: {
          subnet: ['subnet', 'text'],
          'public-ip-address': ['publicIPAddress', 'text'],
          'private-ip-address': ['privateIPAddress', 'text'],
        },
        whole: true,
      });
      gateway.sku = filled(given, 'sku') ?? gateway.sku;
      return undefined;
    },
  },
  'network application-gateway delete': {
    flags: '',
    run: ({ draft, name }) => void (draft.applicationGateways = without(draft.applicationGateways, name)),
  },
  'network application-gateway start': { flags: '', run: (call) => turn(call, 'Running') },
  'network application-gateway stop': { flags: '', run: (call) => turn(call, 'Stopped') },
};

function turn({ draft, name }: AzCall, state: 'Running' | 'Stopped'): CommandRefusal | undefined {
  const gateway = draft.applicationGateways?.find((item) => item.name === name);
  if (!gateway) return notThere('Microsoft.Network/applicationGateways', name);
  gateway.operationalState = state;
  return undefined;
}
