// A firewall's rules, compiled: groups, collections and rules by priority; DNAT, then network, then application; the first match ends it.
// Rules: E-20, E-21, E-22, E-23, E-26 (the tag AzureKubernetesService).
import type { ApplicationRule, AzureFirewall, NatRule, NetworkRule, RuleCollection } from '../model/azure.ts';
import { type Cidr, cidrContains, cidrOf, type Ipv4, parseCidr, parseIpv4, PRIVATE_RANGES } from '../net/ipv4.ts';
import type { Protocol } from '../net/packet.ts';
import { isClusterName } from './clusterNeeds.ts';

/** What the firewall can read of a packet. */
export interface Inspected {
  readonly source: Ipv4;
  readonly destination: Ipv4;
  readonly port: number;
  readonly protocol: Protocol;
  /** SNI or Host, where the flow was written to a name. */
  readonly name?: string | undefined;
  readonly scheme?: 'http' | 'https' | undefined;
}

export interface FirewallRuleRef {
  readonly group: string;
  readonly collection: string;
  readonly rule: string;
}

export type FirewallDecision =
  | { readonly type: 'network' | 'application'; readonly allowed: boolean; readonly ref: FirewallRuleRef }
  /** Nothing matched: denied (E-20). */
  | { readonly type: 'none'; readonly allowed: false };

export interface FirewallRules {
  /** Who an address of the firewall on the street is translated to; undefined: nobody. */
  translate(packet: Inspected): { readonly to: Ipv4; readonly port: number; readonly ref: FirewallRuleRef } | undefined;
  decide(packet: Inspected): FirewallDecision;
  /** Does a destination that network rules admit keep its sender (E-22)? */
  keepsSource(destination: Ipv4): boolean;
}

export interface FirewallWorld {
  readonly rangesOfTag: (tag: string) => readonly Cidr[];
  /** Addresses that the firewall itself finds for a name. */
  readonly resolve: (name: string) => readonly Ipv4[];
}

interface Listed<T> {
  readonly ref: FirewallRuleRef;
  readonly action: RuleCollection['action'];
  readonly rule: T;
}

export function compileFirewallRules(firewall: AzureFirewall, world: FirewallWorld): FirewallRules {
  const groups = [...firewall.ruleCollectionGroups].sort((a, b) => a.priority - b.priority);
  const list = <T extends { readonly name: string }>(rulesOf: (collection: RuleCollection) => readonly T[]): Listed<T>[] =>
    groups.flatMap((group) =>
      [...group.ruleCollections]
        .sort((a, b) => a.priority - b.priority)
        .flatMap((collection) =>
          rulesOf(collection).map((rule) => ({
            ref: { group: group.name, collection: collection.name, rule: rule.name },
            action: collection.action,
            rule,
          })),
        ),
    );
  const nat = list((collection): readonly NatRule[] => (collection.type === 'Dnat' ? collection.rules : []));
  const network = list((collection): readonly NetworkRule[] => (collection.type === 'Network' ? collection.rules : []));
  const application = list((collection): readonly ApplicationRule[] =>
    collection.type === 'Application' ? collection.rules : [],
  );
  const covers = (text: string, address: Ipv4): boolean => {
    if (text === '*') return true;
    const single = parseIpv4(text);
    const range = single === undefined ? parseCidr(text) : cidrOf(single, 32);
    return (range ? [range] : world.rangesOfTag(text)).some((item) => cidrContains(item, address));
  };
  const anyOf = (texts: readonly string[], address: Ipv4): boolean => texts.some((text) => covers(text, address));
  const named = (texts: readonly string[] | undefined, { destination }: Inspected): boolean =>
    firewall.dnsProxy === true && (texts ?? []).some((name) => world.resolve(name).includes(destination));
  const networkFits = ({ rule }: Listed<NetworkRule>, packet: Inspected): boolean =>
    anyOf(rule.sourceAddresses, packet.source) &&
    protocolFits(rule.ipProtocols, packet.protocol) &&
    portFits(rule.destinationPorts, packet.port) &&
    (anyOf(rule.destinationAddresses ?? [], packet.destination) || named(rule.destinationFqdns, packet));
  const applicationFits = ({ rule }: Listed<ApplicationRule>, packet: Inspected): boolean =>
    anyOf(rule.sourceAddresses, packet.source) &&
    rule.protocols.some((text) => speaks(text, packet)) &&
    nameFits(rule, packet.name);
  const ranges = firewall.snatPrivateRanges ?? ['IANAPrivateRanges'];
  const kept = ranges.flatMap((text) => (text.toLowerCase() === 'ianaprivateranges' ? PRIVATE_RANGES : (parseCidr(text) ?? [])));
  return {
    translate: (packet) => {
      const found = nat.find(
        ({ rule }) =>
          anyOf(rule.sourceAddresses, packet.source) &&
          protocolFits(rule.ipProtocols, packet.protocol) &&
          portFits(rule.destinationPorts, packet.port) &&
          anyOf(rule.destinationAddresses, packet.destination),
      );
      const to = found && parseIpv4(found.rule.translatedAddress);
      return found && to !== undefined ? { to, port: found.rule.translatedPort, ref: found.ref } : undefined;
    },
    decide: (packet) => {
      const first = network.find((item) => networkFits(item, packet));
      if (first) return { type: 'network', allowed: first.action === 'Allow', ref: first.ref };
      const second = packet.name === undefined ? undefined : application.find((item) => applicationFits(item, packet));
      if (second) return { type: 'application', allowed: second.action === 'Allow', ref: second.ref };
      return { type: 'none', allowed: false };
    },
    keepsSource: (destination) => kept.some((range) => cidrContains(range, destination)),
  };
}

function protocolFits(protocols: readonly string[], protocol: Protocol): boolean {
  return protocols.some((item) => item === 'Any' || item === protocol);
}

function portFits(texts: readonly string[], port: number): boolean {
  return texts.some((text) => {
    if (text === '*') return true;
    const [from = Number.NaN, to = from] = text.split('-').map(Number);
    return port >= from && port <= to;
  });
}

/** `Https:443`: the protocol on that port. A flow that was not written as a URL speaks what the port's rule says, with its name in it. */
function speaks(text: string, { protocol, port, scheme }: Inspected): boolean {
  const [kind = '', number] = text.toLowerCase().split(':');
  if (protocol !== 'TCP' || Number(number) !== port) return false;
  return kind === 'mssql' ? scheme === undefined : scheme === undefined || scheme === kind;
}

/** `*.example.com` holds every name under it; `*` every name (E-21). */
function nameFits({ targetFqdns = [], fqdnTags = [] }: ApplicationRule, name: string | undefined): boolean {
  if (name === undefined) return false;
  const asked = name.toLowerCase().replace(/\.$/, '');
  if (fqdnTags.some((tag) => tag.toLowerCase() === 'azurekubernetesservice') && isClusterName(asked)) return true;
  return targetFqdns.some((text) => {
    const wanted = text.toLowerCase();
    if (wanted === '*') return true;
    return wanted.startsWith('*') ? asked.endsWith(wanted.slice(1)) && asked.length > wanted.length - 1 : asked === wanted;
  });
}
