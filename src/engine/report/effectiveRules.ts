// Security rules of a subnet's group, and of a machine's own, in the order in which they are asked, with what each tag holds there: as
// `az network nic list-effective-nsg` shows them. Rules: F-6, F-7, F-8, F-9.
import type { Dataplane } from '../dataplane/dataplane.ts';
import { rulesInOrder } from '../dataplane/guardRules.ts';
import type { GuardDecision, Guarded } from '../dataplane/guards.ts';
import type { NetworkSecurityGroup, SecurityRule } from '../model/azure.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { formatCidr, parseIpv4 } from '../net/ipv4.ts';
import { subnetNamed } from './subnetNamed.ts';

export interface EffectiveRuleLine {
  readonly direction: SecurityRule['direction'];
  readonly priority: number;
  readonly name: string;
  readonly access: SecurityRule['access'];
  /** `All` for any. */
  readonly protocol: 'Tcp' | 'Udp' | 'Icmp' | 'All';
  readonly sourceAddressPrefixes: readonly string[];
  readonly sourcePortRanges: readonly string[];
  readonly destinationAddressPrefixes: readonly string[];
  readonly destinationPortRanges: readonly string[];
  readonly rule: RuleRef;
}

export interface EffectiveGroup {
  readonly group: string;
  readonly association: 'subnet' | 'networkInterface';
  readonly rules: readonly EffectiveRuleLine[];
}

export interface EffectiveRules {
  /** In the order of inbound traffic: the subnet's group, then the interface's. */
  readonly groups: readonly EffectiveGroup[];
  /** What the tags that these rules name hold, as they are read in this subnet; `Internet` is whatever VirtualNetwork is not. */
  readonly tags: readonly { readonly tag: string; readonly addressPrefixes: readonly string[] }[];
  /** What each group says of the packet asked about, in the order of its direction; a group that is not there says nothing. */
  readonly verdicts?: readonly (GuardDecision & { readonly association: EffectiveGroup['association'] })[];
}

/** A first packet, as five fields and a direction. */
export interface GuardedPacket {
  readonly direction: Guarded['direction'];
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  readonly protocol: Guarded['protocol'];
}

export interface EffectiveRulesQuestion {
  readonly subnet: string;
  /** With the group of this machine's own interface, which must be in the subnet. */
  readonly machine?: string;
  readonly packet?: GuardedPacket;
}

/** Undefined for a subnet or machine that is not there. */
export function listEffectiveRules(
  dataplane: Dataplane,
  { subnet: asked, machine, packet }: EffectiveRulesQuestion,
): EffectiveRules | undefined {
  const { network } = dataplane.placement;
  const found = subnetNamed(network, asked);
  const owner = machine === undefined ? undefined : network.virtualMachines?.find((item) => item.name === machine);
  if (!found || (machine !== undefined && owner?.subnet !== found.subnet.name)) return undefined;
  const { vnet, subnet: declared } = found;
  const list = (name: string | undefined, association: EffectiveGroup['association']): EffectiveGroup[] => {
    const group = network.networkSecurityGroups?.find((item) => item.name === name);
    return group ? [{ group: group.name, association, rules: linesOf(group) }] : [];
  };
  const groups = [...list(declared.networkSecurityGroup, 'subnet'), ...list(owner?.networkSecurityGroup, 'networkInterface')];
  return {
    groups,
    tags: tagsOf(groups).map((tag) => ({
      tag,
      addressPrefixes: dataplane.guards.rangesOfTag(tag, { vnet: vnet.name, subnet: declared.name }).map(formatCidr),
    })),
    ...(packet ? { verdicts: verdictsOf(dataplane, packet, { vnet: vnet.name, subnet: declared.name, machine }) } : {}),
  };
}

/** Inbound the subnet's group is asked first, outbound the interface's (F-6). */
function verdictsOf(
  { guards }: Dataplane,
  { source, destination, ...packet }: GuardedPacket,
  at: { readonly vnet: string; readonly subnet: string; readonly machine: string | undefined },
): NonNullable<EffectiveRules['verdicts']> {
  const [from, to] = [parseIpv4(source), parseIpv4(destination)];
  if (from === undefined || to === undefined) return [];
  const flow: Guarded = { ...packet, source: from, destination: to };
  const bySubnet = guards.ofSubnet(at.vnet, at.subnet, flow);
  const byMachine = at.machine === undefined ? undefined : guards.ofMachine(at.machine, flow);
  const found = [
    ...(bySubnet ? [{ ...bySubnet, association: 'subnet' as const }] : []),
    ...(byMachine ? [{ ...byMachine, association: 'networkInterface' as const }] : []),
  ];
  return packet.direction === 'Inbound' ? found : found.reverse();
}

function tagsOf(groups: readonly EffectiveGroup[]): readonly string[] {
  const found = new Set<string>();
  for (const { rules } of groups)
    for (const { sourceAddressPrefixes, destinationAddressPrefixes } of rules)
      for (const text of [...sourceAddressPrefixes, ...destinationAddressPrefixes]) if (/^[a-z]/i.test(text)) found.add(text);
  return [...found];
}

function linesOf(group: NetworkSecurityGroup): EffectiveRuleLine[] {
  return (['Inbound', 'Outbound'] as const).flatMap((direction) =>
    rulesInOrder(group, direction).map(
      ({ rule, isDefault }): EffectiveRuleLine => ({
        direction,
        priority: rule.priority,
        name: rule.name,
        access: rule.access,
        protocol: rule.protocol === '*' ? 'All' : rule.protocol,
        sourceAddressPrefixes: listed(rule.sourceAddressPrefix, rule.sourceAddressPrefixes),
        sourcePortRanges: listed(rule.sourcePortRange, rule.sourcePortRanges),
        destinationAddressPrefixes: listed(rule.destinationAddressPrefix, rule.destinationAddressPrefixes),
        destinationPortRanges: listed(rule.destinationPortRange, rule.destinationPortRanges),
        rule: {
          object: `NetworkSecurityGroup/${group.name}`,
          field: isDefault ? `defaultSecurityRules[${rule.name}]` : `securityRules[${rule.name}]`,
        },
      }),
    ),
  );
}

function listed(one: string | undefined, more: readonly string[] | undefined): readonly string[] {
  const texts = [...(one === undefined ? [] : [one]), ...(more ?? [])];
  return texts.length === 0 ? ['*'] : texts;
}
