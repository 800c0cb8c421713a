// One line of data that tells a thing from its neighbours in a list: no sentences, only what stands in its fields. Pure.
import { isThing, type Thing, wordOf } from './place.ts';

export function summaryOf(type: string, thing: Thing): string {
  const word = (name: string): string => wordOf(thing[name]);
  const list = (name: string): string => listText(thing[name]);
  switch (type) {
    case 'Subnet':
      return [word('addressPrefix'), word('routeTable'), word('networkSecurityGroup'), word('natGateway')]
        .filter(Boolean)
        .join(' · ');
    case 'VirtualNetwork':
      return list('addressSpace');
    case 'Peering':
      return `→ ${word('remoteVirtualNetwork')}`;
    case 'Route':
      return `${word('addressPrefix')} → ${[word('nextHopType'), word('nextHopIpAddress')].filter(Boolean).join(' ')}`;
    case 'SecurityRule':
      return `${word('priority')} ${word('direction')} ${word('access')} ${word('protocol')} ${either(thing, 'sourceAddressPrefix', 'sourceAddressPrefixes')} → ${either(thing, 'destinationAddressPrefix', 'destinationAddressPrefixes')}:${either(thing, 'destinationPortRange', 'destinationPortRanges')}`;
    case 'NatGateway':
      return list('publicIpAddresses');
    case 'PublicIPAddress':
      return word('ipAddress');
    case 'Firewall':
      return [word('virtualNetwork'), word('privateIPAddress'), list('publicIPAddresses')].filter(Boolean).join(' · ');
    case 'RuleGroup':
      return word('priority');
    case 'RuleCollection':
      return [word('priority'), word('type'), word('action')].join(' ');
    case 'FirewallRule':
      return ruleText(thing);
    case 'PrivateEndpoint':
      return `${word('target')} ← ${word('subnet')} ${word('ipAddress')}`.trim();
    case 'PaasService':
      return word('fqdn');
    case 'PrivateDnsZone':
      return list('virtualNetworkLinks');
    case 'DnsRecord':
      return `${word('type')} ${list('values')}`;
    case 'VirtualMachine':
    case 'ApplicationGateway':
      return [word('subnet'), word('ipAddress'), word('publicIPAddress')].filter(Boolean).join(' · ');
    case 'DnsServer':
      return word('ipAddress');
    case 'AgentPool':
      return `${word('count')} × ${word('maxPods') || '…'}`;
    default:
      return '';
  }
}

function ruleText(thing: Thing): string {
  const to = [thing['targetFqdns'], thing['fqdnTags'], thing['destinationFqdns'], thing['destinationAddresses']]
    .map(listText)
    .filter(Boolean);
  const how = listText(thing['protocols']) || `${listText(thing['ipProtocols'])} ${listText(thing['destinationPorts'])}`;
  const translated =
    thing['translatedAddress'] === undefined ? '' : ` ⇒ ${wordOf(thing['translatedAddress'])}:${wordOf(thing['translatedPort'])}`;
  return `${listText(thing['sourceAddresses'])} → ${to.join(', ')} ${how}${translated}`;
}

function either(thing: Thing, one: string, many: string): string {
  return [wordOf(thing[one]), listText(thing[many])].filter(Boolean).join(',') || '*';
}

/** The first few, and how many more there are. */
function listText(value: unknown): string {
  if (!Array.isArray(value)) return '';
  const words = value.map((item: unknown) => (isThing(item) ? wordOf(item['name']) : wordOf(item)));
  return words.length > 3 ? `${words.slice(0, 3).join(',')} +${words.length - 3}` : words.join(',');
}
