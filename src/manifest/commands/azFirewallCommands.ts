// Typed az commands of Azure Firewall: classic rules, whose collections stand in a group of the document. Section I-7.
import type { AzureFirewall } from '../../engine/model/azure.ts';
import { classicRules } from '../azure/azFirewall.ts';
import type { AzCall, AzCommands } from './az.ts';
import { type Draft, filled, list, notThere, spelt, upsert, without, writeFields } from './azDraft.ts';
import { type CommandRefusal, refuse } from './commandTypes.ts';
import { formatIpv4, parseCidr } from '../../engine/net/ipv4.ts';

const FIREWALL_FLAGS =
  'enable-dns-proxy= threat-intel-mode= private-ranges* sku= tier= zones* firewall-policy= vnet-name= public-ip=';

type Firewall = NonNullable<Draft['azureFirewalls']>[number];

function writeFirewall({ draft, given, name }: AzCall, whole: boolean): CommandRefusal | undefined {
  const firewall = upsert((draft.azureFirewalls ??= []), {
    name,
    virtualNetwork: '',
    publicIPAddresses: [],
    ruleCollectionGroups: [],
  });
  writeFields(firewall, given, {
    fields: {
      'enable-dns-proxy': ['dnsProxy', 'bool'],
      'threat-intel-mode': ['threatIntelMode', 'text'],
      'private-ranges': ['snatPrivateRanges', 'list'],
    },
    whole,
  });
  const vnet = filled(given, 'vnet-name');
  if (vnet !== undefined) place(draft, firewall, vnet);
  // The network comes with the first configuration; a document has it from the start.
  if (firewall.virtualNetwork === '') {
    const home =
      draft.virtualNetworks.find(({ subnets }) => subnets.some((subnet) => subnet.name === 'AzureFirewallSubnet')) ??
      draft.virtualNetworks[0];
    if (!home) return refuse('noFirewallSubnet');
    place(draft, firewall, home.name);
  }
  return undefined;
}

/** Azure gives the first address of the subnet. */
function place(draft: Draft, firewall: Firewall, vnet: string): void {
  if (firewall.virtualNetwork === vnet) return;
  firewall.virtualNetwork = vnet;
  const subnet = draft.virtualNetworks
    .find(({ name }) => name === vnet)
    ?.subnets.find(({ name }) => name === 'AzureFirewallSubnet');
  const range = parseCidr(subnet?.addressPrefix ?? '');
  if (range) firewall.privateIPAddress = formatIpv4(range.base + 4);
}

function firewallOf({ draft, given }: AzCall): Firewall | CommandRefusal {
  const name = filled(given, 'firewall-name') ?? '';
  return draft.azureFirewalls?.find((item) => item.name === name) ?? notThere('Microsoft.Network/azureFirewalls', name);
}

/** Classic rules know no groups: those of one type come to stand in one, in the order in which they were asked. */
function settle(firewall: Firewall, type: RuleType): void {
  const holders = firewall.ruleCollectionGroups.filter(({ ruleCollections }) =>
    ruleCollections.some((item) => item.type === type),
  );
  if (holders.length < 2) return;
  const settled = classicRules(firewall as AzureFirewall).filter((item) => item.type === type) as Collection[];
  const next = Math.max(...firewall.ruleCollectionGroups.map(({ priority }) => priority)) + 1;
  for (const group of holders) group.ruleCollections = group.ruleCollections.filter((item) => item.type !== type);
  firewall.ruleCollectionGroups = firewall.ruleCollectionGroups.filter(({ ruleCollections }) => ruleCollections.length > 0);
  firewall.ruleCollectionGroups.push({
    name: `${type.toLowerCase()}-rules`,
    priority: Math.min(next, 65_000),
    ruleCollections: settled,
  });
}

const KINDS = { Application: 'application-rule', Network: 'network-rule', Dnat: 'nat-rule' } as const;
type RuleType = keyof typeof KINDS;
type Collection = Firewall['ruleCollectionGroups'][number]['ruleCollections'][number];

const RULE_FLAGS: Readonly<Record<RuleType, string>> = {
  Application: 'protocols* target-fqdns* fqdn-tags*',
  Network: 'protocols* destination-addresses* destination-fqdns* destination-ports* destination-ip-groups*',
  Dnat: 'protocols* destination-addresses* destination-ports* translated-address= translated-port= translated-fqdn=',
};

function writeFirewallRule(call: AzCall, type: RuleType): CommandRefusal | undefined {
  const firewall = firewallOf(call);
  if ('ok' in firewall) return firewall;
  settle(firewall, type);
  const { given, name } = call;
  const command = `az network firewall ${KINDS[type]} create`;
  const called = filled(given, 'collection-name');
  if (called === undefined) return refuse('needsFlag', { command, flag: '--collection-name' });
  const held = firewall.ruleCollectionGroups
    .flatMap(({ ruleCollections }) => ruleCollections)
    .find((item) => item.type === type && item.name === called);
  const collection = held ?? openCollection(call, firewall, { type, called });
  if ('ok' in collection) return collection;
  const rule: Record<string, unknown> & { name: string } = { name, sourceAddresses: list(given, 'source-addresses') ?? ['*'] };
  const protocols = list(given, 'protocols') ?? [];
  if (type === 'Application') rule['protocols'] = protocols.map(spellProtocol);
  else
    rule['ipProtocols'] = protocols.map(
      (word) => ['TCP', 'UDP', 'ICMP', 'Any'].find((known) => known.toLowerCase() === word.toLowerCase()) ?? word,
    );
  writeFields(rule, given, {
    fields: {
      'target-fqdns': ['targetFqdns', 'list'],
      'fqdn-tags': ['fqdnTags', 'list'],
      'destination-addresses': ['destinationAddresses', 'list'],
      'destination-fqdns': ['destinationFqdns', 'list'],
      'destination-ports': ['destinationPorts', 'list'],
      'translated-address': ['translatedAddress', 'text'],
      'translated-port': ['translatedPort', 'number'],
    },
    whole: false,
  });
  const rules = collection.rules as (typeof rule)[];
  const at = rules.findIndex((item) => item.name === name);
  if (at < 0) rules.push(rule);
  else rules[at] = rule;
  const action = filled(given, 'action');
  const priority = filled(given, 'priority');
  if (held && action !== undefined) (held as { action: string }).action = spelt('action', action);
  if (held && priority !== undefined)
    (held as { priority: unknown }).priority = /^\d{1,6}$/.test(priority) ? Number(priority) : priority;
  return undefined;
}

/** `https=443` → `Https:443` */
function spellProtocol(text: string): string {
  const [name = '', port] = text.split('=');
  const known = ['Http', 'Https', 'Mssql'].find((word) => word.toLowerCase() === name.toLowerCase()) ?? name;
  return port === undefined ? text : `${known}:${port}`;
}

function openCollection(
  { given }: AzCall,
  firewall: Firewall,
  what: { readonly type: RuleType; readonly called: string },
): Collection | CommandRefusal {
  const command = `az network firewall ${KINDS[what.type]} create`;
  const action = filled(given, 'action');
  const priority = filled(given, 'priority');
  if (action === undefined) return refuse('needsFlag', { command, flag: '--action' });
  if (priority === undefined || !/^\d{1,6}$/.test(priority)) return refuse('needsFlag', { command, flag: '--priority' });
  const groups = firewall.ruleCollectionGroups;
  // All collections of one type stand in one group, in which their own priorities order them as classic rules are ordered.
  const own = groups.findLast(({ ruleCollections }) => ruleCollections.some(({ type }) => type === what.type));
  const free = own?.ruleCollections.every(({ name }) => name !== what.called) === true;
  const next = Math.max(0, ...groups.map((group) => group.priority)) + 100;
  const fresh = `${what.type.toLowerCase()}${own ? `-${groups.length + 1}` : ''}`;
  const group = free && own ? own : upsert(groups, { name: fresh, priority: next, ruleCollections: [] });
  const collection = {
    name: what.called,
    priority: Number(priority),
    type: what.type,
    action: spelt('action', action),
    rules: [],
  } as unknown as Collection;
  group.ruleCollections.push(collection);
  return collection;
}

function removeRule(call: AzCall, type: RuleType): CommandRefusal | undefined {
  const firewall = firewallOf(call);
  if ('ok' in firewall) return undefined;
  settle(firewall, type);
  const called = filled(call.given, 'collection-name');
  for (const group of firewall.ruleCollectionGroups) {
    for (const collection of group.ruleCollections) {
      if (collection.type === type && collection.name === called)
        (collection as { rules: { name: string }[] }).rules = without(collection.rules as { name: string }[], call.name);
    }
    // A collection without rules is gone, and so is an empty group.
    group.ruleCollections = group.ruleCollections.filter(({ rules }) => rules.length > 0);
  }
  firewall.ruleCollectionGroups = firewall.ruleCollectionGroups.filter(({ ruleCollections }) => ruleCollections.length > 0);
  return undefined;
}

/** Configurations of the export are numbered in the order of the addresses. */
function slotOf({ name, publicIPAddresses }: Firewall, configuration: string): number | undefined {
  const slot = publicIPAddresses.findIndex((_, index) => configuration === `${name}-${index + 1}`);
  return slot < 0 ? undefined : slot;
}

const RULES = (Object.keys(KINDS) as RuleType[]).flatMap((type) => [
  [
    `network firewall ${KINDS[type]} create`,
    {
      flags: `firewall-name,f= collection-name,c= source-addresses* source-ip-groups* action= priority= description= ${RULE_FLAGS[type]}`,
      run: (call: AzCall) => writeFirewallRule(call, type),
    },
  ] as const,
  [
    `network firewall ${KINDS[type]} delete`,
    { flags: 'firewall-name,f= collection-name,c=', run: (call: AzCall) => removeRule(call, type) },
  ] as const,
]);

export const FIREWALL_COMMANDS: AzCommands = {
  'network firewall create': { flags: FIREWALL_FLAGS, run: (call) => writeFirewall(call, true) },
  'network firewall update': {
    flags: FIREWALL_FLAGS,
    run: (call) =>
      call.draft.azureFirewalls?.some(({ name }) => name === call.name)
        ? writeFirewall(call, false)
        : notThere('Microsoft.Network/azureFirewalls', call.name),
  },
  'network firewall delete': {
    flags: '',
    run: ({ draft, name }) => void (draft.azureFirewalls = without(draft.azureFirewalls, name)),
  },
  'network firewall ip-config create': {
    flags: 'firewall-name,f= public-ip-address= vnet-name= m-name= m-public-ip-address= private-ip-address=',
    run: (call) => {
      const firewall = firewallOf(call);
      if ('ok' in firewall) return firewall;
      const address = filled(call.given, 'public-ip-address');
      const slot = slotOf(firewall, call.name);
      if (address !== undefined && slot !== undefined) firewall.publicIPAddresses[slot] = address;
      else if (address !== undefined && !firewall.publicIPAddresses.includes(address)) firewall.publicIPAddresses.push(address);
      const vnet = filled(call.given, 'vnet-name');
      if (vnet !== undefined) place(call.draft, firewall, vnet);
      return undefined;
    },
  },
  'network firewall ip-config delete': {
    flags: 'firewall-name,f=',
    run: (call) => {
      const firewall = firewallOf(call);
      if ('ok' in firewall) return undefined;
      const slot = slotOf(firewall, call.name);
      firewall.publicIPAddresses = firewall.publicIPAddresses.filter((_, index) => index !== slot);
      return undefined;
    },
  },
  ...Object.fromEntries(RULES),
};
