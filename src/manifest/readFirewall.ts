// Azure Firewall of the Network document: groups, collections and rules of three types, each with the fields its type has (E-20…E-22).
import type {
  ApplicationRule,
  AzureFirewall,
  NatRule,
  NetworkRule,
  RuleCollection,
  RuleCollectionGroup,
} from '../engine/model/azure.ts';
import { addressOf, nameOf, namedPartsOf, needAddress, needText, type Part } from './networkFields.ts';
import { invalid, required } from './problems.ts';
import { checkPortRange, checkPrefix } from './readAzure.ts';
import { bool, compact, number, oneOf, text, texts } from './take.ts';

export function readFirewall(part: Part): AzureFirewall {
  const { source } = part;
  return compact<AzureFirewall>({
    name: nameOf(part),
    virtualNetwork: needText(part, 'virtualNetwork'),
    privateIPAddress: addressOf(part, 'privateIPAddress'),
    publicIPAddresses: texts(source, 'publicIPAddresses') ?? [],
    instances: number(source, 'instances'),
    dnsProxy: bool(source, 'dnsProxy'),
    threatIntelMode: oneOf(source, 'threatIntelMode', ['Off', 'Alert', 'Deny'] as const),
    snatPrivateRanges: prefixes(part, 'snatPrivateRanges'),
    ruleCollectionGroups: namedPartsOf(part, 'ruleCollectionGroups').map(readGroup),
  });
}

function readGroup(part: Part): RuleCollectionGroup {
  return {
    name: nameOf(part),
    priority: priorityOf(part),
    ruleCollections: namedPartsOf(part, 'ruleCollections').map(readCollection),
  };
}

/** 100 is asked first, 65,000 last. */
function priorityOf({ found, source, path }: Part): number {
  const priority = number(source, 'priority');
  if (priority === undefined) found.fail(required('required', [...path, 'priority']));
  else if (priority < 100 || priority > 65_000)
    found.fail(invalid('priority', [...path, 'priority'], priority, 'must be between 100 and 65000, inclusive'));
  return priority ?? 65_000;
}

function readCollection(part: Part): RuleCollection {
  const { found, source, path } = part;
  const type = oneOf(source, 'type', ['Application', 'Network', 'Dnat'] as const);
  if (type === undefined) found.fail(required('required', [...path, 'type']));
  const head = { name: nameOf(part), priority: priorityOf(part) };
  const rules = namedPartsOf(part, 'rules');
  if (type === 'Dnat') return { ...head, type, action: 'Dnat', rules: rules.map(readNat) };
  const action = oneOf(source, 'action', ['Allow', 'Deny'] as const);
  if (action === undefined) found.fail(required('required', [...path, 'action'], 'Allow or Deny'));
  return type === 'Network'
    ? { ...head, type, action: action ?? 'Deny', rules: rules.map(readNetworkRule) }
    : { ...head, type: 'Application', action: action ?? 'Deny', rules: rules.map(readApplication) };
}

function readApplication(part: Part): ApplicationRule {
  const protocols = texts(part.source, 'protocols') ?? [];
  protocols.forEach((value, index) => {
    if (!/^(http|https|mssql):\d{1,5}$/i.test(value))
      part.found.fail(invalid('protocol', [...part.path, 'protocols', index], value, 'must be Http:80, Https:443 or the like'));
  });
  return compact<ApplicationRule>({
    name: nameOf(part),
    sourceAddresses: prefixes(part, 'sourceAddresses') ?? ['*'],
    protocols,
    targetFqdns: texts(part.source, 'targetFqdns')?.map((name) => name.toLowerCase()),
    fqdnTags: texts(part.source, 'fqdnTags'),
  });
}

function readNetworkRule(part: Part): NetworkRule {
  return compact<NetworkRule>({
    name: nameOf(part),
    sourceAddresses: prefixes(part, 'sourceAddresses') ?? ['*'],
    ipProtocols: words(part, 'ipProtocols', ['TCP', 'UDP', 'ICMP', 'Any'] as const),
    destinationAddresses: prefixes(part, 'destinationAddresses'),
    destinationFqdns: texts(part.source, 'destinationFqdns')?.map((name) => name.toLowerCase()),
    destinationPorts: ports(part),
  });
}

function readNat(part: Part): NatRule {
  const { found, source, path } = part;
  // Azure's own tools write this port as text.
  const written = text(source, 'translatedPort');
  const translatedPort = written === undefined ? number(source, 'translatedPort') : Number(written);
  if (translatedPort === undefined) found.fail(required('port', [...path, 'translatedPort']));
  else if (!Number.isInteger(translatedPort) || translatedPort < 1 || translatedPort > 65_535)
    found.fail(invalid('port', [...path, 'translatedPort'], written ?? translatedPort, 'must be between 1 and 65535, inclusive'));
  return {
    name: nameOf(part),
    sourceAddresses: prefixes(part, 'sourceAddresses') ?? ['*'],
    ipProtocols: words(part, 'ipProtocols', ['TCP', 'UDP', 'Any'] as const),
    destinationAddresses: prefixes(part, 'destinationAddresses') ?? [],
    destinationPorts: ports(part),
    translatedAddress: needAddress(part, 'translatedAddress'),
    translatedPort: translatedPort ?? 0,
  };
}

function prefixes(part: Part, key: string): string[] | undefined {
  const values = texts(part.source, key);
  values?.forEach((value, index) => {
    checkPrefix(part, value, [key, index]);
  });
  return values;
}

function ports(part: Part): string[] {
  const values = texts(part.source, 'destinationPorts') ?? [];
  values.forEach((value, index) => {
    checkPortRange(part, value, ['destinationPorts', index]);
  });
  return values;
}

function words<T extends string>(part: Part, key: string, known: readonly T[]): T[] {
  return (texts(part.source, key) ?? []).flatMap((value, index) => {
    const word = known.find((item) => item === value);
    if (word !== undefined) return [word];
    part.found.fail(invalid('protocol', [...part.path, key, index], value, `supported values: ${known.join(', ')}`));
    return [];
  });
}
