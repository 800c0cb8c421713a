// Rules of a security group that are nearly right: one field off (a room's number for reception's, a node port, a tag), or too wide.
// Each is a guess that is tried like all others. Rules: B-13, B-14, B-16, F-6, F-9, F-11.
import type { Step } from '../forward/trace.ts';
import type { NetworkSecurityGroup, SecurityRule } from '../model/azure.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
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

function writeRule(
  network: NetworkDocument,
  group: NetworkSecurityGroup,
  rule: SecurityRule,
): NonNullable<Candidate['edits']>[number] {
  const securityRules = group.securityRules.map((each) => (each.name === rule.name ? rule : each));
  return writeNetwork({ ...network, networkSecurityGroups: changed(network.networkSecurityGroups, { ...group, securityRules }) });
}
