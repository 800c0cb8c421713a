// Azure Firewall as az commands, rule by rule. Section I-7; az's classic rules have no groups, only an order.
import type { AzureFirewall, NetworkRule, RuleCollection } from '../../engine/model/azure.ts';
import { type AzUnit, GROUP } from './azUnit.ts';
import { flag, flags, option } from './shell.ts';

export function firewallUnits(firewall: AzureFirewall): AzUnit[] {
  return [
    {
      key: `firewall/${firewall.name}`,
      before: ['az extension add --name azure-firewall'],
      create: `az network firewall create ${GROUP} ${option('--name', firewall.name)}`,
      flags: [
        '--location "$LOC"',
        ...flag('--enable-dns-proxy', firewall.dnsProxy),
        ...flag('--threat-intel-mode', firewall.threatIntelMode),
        ...flags('--private-ranges', firewall.snatPrivateRanges),
      ],
      update: `az network firewall update ${GROUP} ${option('--name', firewall.name)}`,
      fixed: ['--location'],
      remove: `az network firewall delete ${GROUP} ${option('--name', firewall.name)}`,
    },
    ...firewall.publicIPAddresses.map((address, index): AzUnit => {
      const at = `${GROUP} ${option('--firewall-name', firewall.name)} ${option('--name', `${firewall.name}-${index + 1}`)}`;
      return {
        key: `firewall/${firewall.name}/ip/${index}`,
        create: `az network firewall ip-config create ${at}`,
        // The VNet belongs to the first configuration alone.
        flags: [
          ...flag('--public-ip-address', address),
          ...flag('--vnet-name', index === 0 ? firewall.virtualNetwork : undefined),
        ],
        remove: `az network firewall ip-config delete ${at}`,
      };
    }),
    ...classicRules(firewall).flatMap((collection) => collectionUnits(firewall.name, collection)),
  ];
}

/**
 * Classic rules have no groups: collections of one type from several groups are numbered anew in the order in which the groups ask them, so that
 * the firewall goes on deciding the same.
 */
export function classicRules({ ruleCollectionGroups }: Pick<AzureFirewall, 'ruleCollectionGroups'>): RuleCollection[] {
  const groups = [...ruleCollectionGroups].sort((a, b) => a.priority - b.priority);
  return (['Dnat', 'Network', 'Application'] as const).flatMap((wanted) => {
    const lists = groups.map((group) =>
      group.ruleCollections.filter(({ type }) => type === wanted).sort((a, b) => a.priority - b.priority),
    );
    const isOne = lists.filter((list) => list.length > 0).length < 2;
    return lists.flat().map((collection, index) => (isOne ? collection : { ...collection, priority: 100 + 10 * index }));
  });
}

const RULE_COMMANDS = { Application: 'application-rule', Network: 'network-rule', Dnat: 'nat-rule' } as const;

function collectionUnits(firewall: string, collection: RuleCollection): AzUnit[] {
  const kind = RULE_COMMANDS[collection.type];
  return ruleFlags(collection).map(({ name, own }, index): AzUnit => {
    const at = `${GROUP} ${option('--firewall-name', firewall)} ${option('--collection-name', collection.name)} ${option('--name', name)}`;
    return {
      key: `firewall/${firewall}/${kind}/${collection.name}/${name}`,
      create: `az network firewall ${kind} create ${at}`,
      // The first rule makes its collection, and says what it does.
      flags: [...own, ...(index === 0 ? [`--action ${collection.action}`, `--priority ${collection.priority}`] : [])],
      remove: `az network firewall ${kind} delete ${at}`,
    };
  });
}

function ruleFlags(collection: RuleCollection): { readonly name: string; readonly own: string[] }[] {
  switch (collection.type) {
    case 'Application':
      return collection.rules.map((rule) => ({
        name: rule.name,
        own: [
          ...flags('--source-addresses', rule.sourceAddresses),
          ...flags(
            '--protocols',
            rule.protocols.map((protocol) => protocol.replace(':', '=')),
          ),
          ...flags('--target-fqdns', rule.targetFqdns),
          ...flags('--fqdn-tags', rule.fqdnTags),
        ],
      }));
    case 'Network':
      return collection.rules.map((rule) => ({
        name: rule.name,
        own: packetFlags(rule),
      }));
    case 'Dnat':
      return collection.rules.map((rule) => ({
        name: rule.name,
        own: [
          ...packetFlags(rule),
          ...flag('--translated-address', rule.translatedAddress),
          ...flag('--translated-port', rule.translatedPort),
        ],
      }));
  }
}

/** What network and DNAT rules say alike: which packets they are about. */
function packetFlags(rule: Omit<NetworkRule, 'name'>): string[] {
  return [
    ...flags('--protocols', rule.ipProtocols),
    ...flags('--source-addresses', rule.sourceAddresses),
    ...flags('--destination-addresses', rule.destinationAddresses),
    ...flags('--destination-fqdns', rule.destinationFqdns),
    ...flags('--destination-ports', rule.destinationPorts),
  ];
}
