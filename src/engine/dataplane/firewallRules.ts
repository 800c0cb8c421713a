// A firewall's rules, compiled: groups, collections and rules by priority; DNAT, then network, then application; the first match ends it.
// Rules: E-20, E-21, E-22, E-23, E-26 (the tag AzureKubernetesService).
import type { ApplicationRule, AzureFirewall, NatRule, NetworkRule, RuleCollection } from '../model/azure.ts';
import { type Cidr, cidrContains, cidrOf, type Ipv4, parseCidr, parseIpv4, PRIVATE_RANGES } from '../net/ipv4.ts';
import type { WireProtocol } from '../net/packet.ts';
import { type AddressSet, compileAddressSet } from '../net/addressSet.ts';
import { isClusterName } from './clusterNeeds.ts';

/** What the firewall can read of a packet. */
export interface Inspected {
  readonly source: Ipv4;
  readonly destination: Ipv4;
  readonly port: number;
  readonly protocol: WireProtocol;
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
  readonly isFrom: AddressSet;
}

export function compileFirewallRules(firewall: AzureFirewall, world: FirewallWorld): FirewallRules {
  const groups = [...firewall.ruleCollectionGroups].sort((a, b) => a.priority - b.priority);
  const covers = coversBy(world);
  const list = <T extends Rule>(rulesOf: (collection: RuleCollection) => readonly T[]): Listed<T>[] =>
    groups.flatMap((group) =>
      [...group.ruleCollections]
        .sort((a, b) => a.priority - b.priority)
        .flatMap((collection) =>
          rulesOf(collection).map((rule) => ({
            ref: { group: group.name, collection: collection.name, rule: rule.name },
            action: collection.action,
            rule,
            isFrom: covers(rule.sourceAddresses),
          })),
        ),
    );
  const nat = list((collection): readonly NatRule[] => (collection.type === 'Dnat' ? collection.rules : [])).map((item) => ({
    ...item,
    fits: ports(item.rule),
    isTo: covers(item.rule.destinationAddresses),
  }));
  const network = list((collection): readonly NetworkRule[] => (collection.type === 'Network' ? collection.rules : [])).map(
    (item) => ({
      ...item,
      fits: ports(item.rule),
      isTo: covers(item.rule.destinationAddresses ?? []),
    }),
  );
  const application = list((collection): readonly ApplicationRule[] =>
    collection.type === 'Application' ? collection.rules : [],
  ).map((item) => ({ ...item, speaks: spoken(item.rule), isNamed: names(item.rule) }));
  // Names in network rules are asked for once, and only when a packet comes as far as their rule.
  const addresses = new Map<string, ReadonlySet<Ipv4>>();
  const resolves = (texts: readonly string[] | undefined, destination: Ipv4): boolean =>
    firewall.dnsProxy === true &&
    (texts ?? []).some((name) => {
      let found = addresses.get(name);
      if (!found) addresses.set(name, (found = new Set(world.resolve(name))));
      return found.has(destination);
    });
  const ranges = firewall.snatPrivateRanges ?? ['IANAPrivateRanges'];
  const kept = ranges.flatMap((text) => (text.toLowerCase() === 'ianaprivateranges' ? PRIVATE_RANGES : (parseCidr(text) ?? [])));
  return {
    translate: (packet) => {
      const found = nat.find(({ isFrom, fits, isTo }) => fits(packet) && isFrom(packet.source) && isTo(packet.destination));
      const to = found && parseIpv4(found.rule.translatedAddress);
      return found && to !== undefined ? { to, port: found.rule.translatedPort, ref: found.ref } : undefined;
    },
    decide: (packet) => {
      const first = network.find(
        ({ isFrom, fits, isTo, rule }) =>
          fits(packet) &&
          isFrom(packet.source) &&
          (isTo(packet.destination) || resolves(rule.destinationFqdns, packet.destination)),
      );
      if (first) return { type: 'network', allowed: first.action === 'Allow', ref: first.ref };
      const asked = packet.name?.toLowerCase().replace(/\.$/, '');
      const second =
        asked === undefined
          ? undefined
          : application.find(({ isFrom, speaks, isNamed }) => isNamed(asked) && speaks(packet) && isFrom(packet.source));
      if (second) return { type: 'application', allowed: second.action === 'Allow', ref: second.ref };
      return { type: 'none', allowed: false };
    },
    keepsSource: (destination) => kept.some((range) => cidrContains(range, destination)),
  };
}

interface Rule {
  readonly name: string;
  readonly sourceAddresses: readonly string[];
}

/** Lists of addresses, ranges and service tags as one question; a list that stands in many rules is read once. */
function coversBy(world: FirewallWorld): (texts: readonly string[]) => AddressSet {
  const known = new Map<string, AddressSet>();
  return (texts) => {
    const key = texts.join(' ');
    let covers = known.get(key);
    if (!covers) known.set(key, (covers = compileCovers(texts, world)));
    return covers;
  };
}

function compileCovers(texts: readonly string[], world: FirewallWorld): AddressSet {
  if (texts.includes('*')) return () => true;
  const ranges = texts.flatMap((text) => {
    const single = parseIpv4(text);
    const range = single === undefined ? parseCidr(text) : cidrOf(single, 32);
    return range ? [range] : world.rangesOfTag(text);
  });
  return compileAddressSet(ranges);
}

function ports(rule: Pick<NetworkRule, 'ipProtocols' | 'destinationPorts'>): (packet: Inspected) => boolean {
  const spans = rule.destinationPorts.map((text): readonly [number, number] => {
    if (text === '*') return [0, 65_535];
    const [from = Number.NaN, to = from] = text.split('-').map(Number);
    return [from, to];
  });
  return ({ protocol, port }) =>
    rule.ipProtocols.some((item) => item === 'Any' || item === protocol) &&
    spans.some(([from, to]) => port >= from && port <= to);
}

/** `Https:443`: the protocol on that port. A flow that was not written as a URL speaks what the port's rule says, with its name in it. */
function spoken({ protocols }: ApplicationRule): (packet: Inspected) => boolean {
  const known = protocols.map((text) => {
    const [kind = '', number] = text.toLowerCase().split(':');
    return { kind, port: Number(number) };
  });
  return ({ protocol, port, scheme }) =>
    protocol === 'TCP' &&
    known.some((item) => item.port === port && (scheme === undefined || (item.kind !== 'mssql' && scheme === item.kind)));
}

/** `*.example.com` holds every name under it; `*` every name (E-21). Asked for names in lower case without a dot at the end. */
function names({ targetFqdns = [], fqdnTags = [] }: ApplicationRule): (asked: string) => boolean {
  const wanted = targetFqdns.map((text) => text.toLowerCase());
  if (wanted.includes('*')) return () => true;
  const exact = new Set(wanted);
  const under = wanted.flatMap((text) => (text.startsWith('*') ? [text.slice(1)] : []));
  const isTagged = fqdnTags.some((tag) => tag.toLowerCase() === 'azurekubernetesservice');
  return (asked) =>
    exact.has(asked) ||
    under.some((end) => asked.length > end.length && asked.endsWith(end)) ||
    (isTagged && isClusterName(asked));
}
