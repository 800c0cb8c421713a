// Rules of a security group that are nearly right: one field off (a room's number for reception's, a node port, a tag), or too wide.
// Each is a guess that is tried like all others. Rules: B-13, B-14, B-16, F-6, F-9, F-11.
import type { Step } from '../forward/trace.ts';
import type { NetworkSecurityGroup, SecurityRule } from '../model/azure.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { cidrContains, cidrContainsCidr, parseCidr, parseIpv4 } from '../net/ipv4.ts';
import type { Candidate } from './counterfactual.ts';
import { changed, writeNetwork } from './counterfactualWrite.ts';

/** Rules of a group that are looked at. */
const NEAREST = 6;

type Part = 'destination' | 'port' | 'source';

/** Rules that would let this letter in, were it not for one field. */
export function nearRules(network: NetworkDocument, group: NetworkSecurityGroup, step: Step): Candidate[] {
  const { sourceIP, destinationIP, destinationPort } = step.before;
  const fromStreet = !/^(?:10|172|192|100|169)\./.test(sourceIP);
  return group.securityRules
    .filter(({ access }) => access === 'Allow')
    .slice(0, NEAREST)
    .flatMap((rule): Candidate[] => [
      mended({ network, group, rule }, 'destination', destinationIP),
      mended({ network, group, rule }, 'port', String(destinationPort)),
      // A room's number is one of a floor zone's: the next room has another.
      ...(fromStreet ? [] : floorOf(network, sourceIP).map((prefix) => mended({ network, group, rule }, 'source', prefix))),
      mended({ network, group, rule }, 'source', fromStreet ? 'Internet' : sourceIP),
    ]);
}

interface Place {
  readonly network: NetworkDocument;
  readonly group: NetworkSecurityGroup;
  readonly rule: SecurityRule;
}

const FIELDS = {
  destination: ['destinationAddressPrefix', 'destinationAddressPrefixes'],
  port: ['destinationPortRange', 'destinationPortRanges'],
  source: ['sourceAddressPrefix', 'sourceAddressPrefixes'],
} as const;

function mended({ network, group, rule }: Place, part: Part, suggested: string): Candidate {
  const [one, many] = FIELDS[part];
  const { [many]: list, ...rest } = rule;
  const current = [...(rule[one] === undefined ? [] : [rule[one]]), ...(list ?? [])].join(', ');
  const written: SecurityRule = { ...rest, [one]: suggested };
  return {
    code: `nsg.${part}`,
    params: { group: group.name, rule: rule.name, field: one, current, suggested },
    ref: `NetworkSecurityGroup/${group.name}`,
    edits: [writeRule(network, group, written)],
  };
}

/** A rule for every address behind this guard is narrowed to each address that the cluster publishes, but for this one. */
export function narrowRule(
  network: NetworkDocument,
  group: NetworkSecurityGroup,
  { item, step }: { readonly item: string | undefined; readonly step: Step },
): Candidate[] {
  const rule = group.securityRules.find(({ name }) => name === item);
  if (!rule) return [];
  const own = (network.publicIPAddresses ?? []).flatMap(({ ipAddress }) => ipAddress ?? []);
  return own
    .filter((address) => address !== step.before.destinationIP)
    .slice(0, NEAREST)
    .map((address) => ({ ...mended({ network, group, rule }, 'destination', address), code: 'nsg.wide' }));
}

/** A rule for more senders than are wanted: for one floor zone that it covers and this sender is not of. */
export function narrowSource(
  network: NetworkDocument,
  group: NetworkSecurityGroup,
  { item, step }: { readonly item: string | undefined; readonly step: Step },
): Candidate[] {
  const rule = group.securityRules.find(({ name }) => name === item);
  const sender = parseIpv4(step.before.sourceIP);
  if (!rule || sender === undefined) return [];
  const covered = parseCidr(rule.sourceAddressPrefix ?? '');
  return network.virtualNetworks
    .flatMap(({ subnets }) => subnets)
    .filter(({ addressPrefix }) => {
      const floor = parseCidr(addressPrefix);
      // A tag or `*` covers every floor zone.
      return (
        floor && !cidrContains(floor, sender) && (!covered || (cidrContainsCidr(covered, floor) && covered.prefix < floor.prefix))
      );
    })
    .slice(0, NEAREST)
    .map(({ addressPrefix }) => {
      const found = mended({ network, group, rule }, 'source', addressPrefix);
      return { ...found, code: 'nsg.guests', params: { ...found.params, sender: step.before.sourceIP } };
    });
}

function floorOf(network: NetworkDocument, text: string): string[] {
  const address = parseIpv4(text);
  return network.virtualNetworks
    .flatMap(({ subnets }) => subnets.map(({ addressPrefix }) => addressPrefix))
    .filter((prefix) => {
      const floor = parseCidr(prefix);
      return address !== undefined && floor !== undefined && cidrContains(floor, address);
    });
}

function writeRule(
  network: NetworkDocument,
  group: NetworkSecurityGroup,
  rule: SecurityRule,
): NonNullable<Candidate['edits']>[number] {
  const securityRules = group.securityRules.map((each) => (each.name === rule.name ? rule : each));
  return writeNetwork({ ...network, networkSecurityGroups: changed(network.networkSecurityGroups, { ...group, securityRules }) });
}
