// Repairs of the gate by name: the application rule that lets a supplier's name through, and the rule that lets through too much, taken away.
// Rules of addresses are in counterfactualGuards.ts. Rules: E-20, E-21, E-26.
import { isClusterName } from '../dataplane/clusterNeeds.ts';
import type { ApplicationRule, AzureFirewall, RuleCollection } from '../model/azure.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { type Candidate, type Case, stepsOf } from './counterfactual.ts';
import { subnetsOf } from './counterfactualEgress.ts';
import { questionOf } from './counterfactualWeb.ts';
import { changed, inNetwork, nameIn } from './counterfactualWrite.ts';

/** A name that no rule covers: an application rule for the floor zone, or the tag that stands for what a cluster needs. */
export function admitName(input: Case): Candidate[] {
  const { network } = input.spec;
  const step = stepsOf(input.trace).findLast(({ effect }) => effect === 'drop');
  const firewall = gateOf(network, step?.rule?.object);
  const question = questionOf(input.trace.flow.to);
  // What came from the street is judged by DNAT rules alone (E-20), and a number has no name to read.
  if (!firewall || !step || !question || step.params['from'] === 'internet' || !/[a-z]/i.test(question.host)) return [];
  const [subnet] = subnetsOf(input);
  const source = subnet?.addressPrefix ?? step.before.sourceIP;
  const tagged = isClusterName(question.host);
  const protocol = `${question.scheme === 'https' ? 'Https' : 'Http'}:${step.before.destinationPort}`;
  const rule: ApplicationRule = {
    name: 'admitted',
    sourceAddresses: [source],
    protocols: [protocol],
    ...(tagged ? { fqdnTags: ['AzureKubernetesService'] } : { targetFqdns: [question.host] }),
  };
  const collection: RuleCollection = { name: 'admitted', priority: 100, type: 'Application', action: 'Allow', rules: [rule] };
  const taken = new Set(firewall.ruleCollectionGroups.map(({ priority }) => priority));
  let priority = 100;
  while (taken.has(priority) && priority < 65_000) priority++;
  const groups = [...firewall.ruleCollectionGroups, { name: `admitted-${priority}`, priority, ruleCollections: [collection] }];
  const params = {
    firewall: firewall.name,
    field: 'ruleCollectionGroups',
    target: question.host,
    protocol,
    source,
    suggested: tagged ? 'AzureKubernetesService' : question.host,
  };
  return [
    inNetwork(tagged ? 'fw.tag' : 'fw.name', `AzureFirewall/${firewall.name}`, {
      params,
      network: withGate(network, { ...firewall, ruleCollectionGroups: groups }),
    }),
  ];
}

/** A line of the gate's own book said no: no other line is missing (E-20). */
export function takeDenialOut({ spec: { network }, trace }: Case): Candidate[] {
  const step = stepsOf(trace).findLast(({ effect }) => effect === 'drop');
  const firewall = gateOf(network, step?.rule?.object);
  if (step?.code !== 'firewall.denied' || !firewall) return [];
  const { group = '', collection = '', rule = '', target = '', source = '' } = step.params;
  const params = { firewall: firewall.name, field: step.rule?.field ?? '', group, collection, rule, target, source };
  const open = withoutRule(firewall, [String(group), String(collection), String(rule)]);
  return [inNetwork('fw.denied', `AzureFirewall/${firewall.name}`, { params, network: withGate(network, open) })];
}

/** The rule that let the letter out, taken away; network rules are asked before any name is read. */
export function withdrawRule({ spec: { network }, trace }: Case): Candidate[] {
  return stepsOf(trace).flatMap((step): Candidate[] => {
    const firewall = gateOf(network, step.rule?.object);
    const { type, group = '', collection = '', rule = '', target = '' } = step.params;
    if (step.code !== 'firewall.allowed' || !firewall || (type !== 'network' && type !== 'application')) return [];
    const params = { firewall: firewall.name, field: step.rule?.field ?? '', group, collection, rule, target };
    return [
      inNetwork(type === 'network' ? 'fw.order' : 'fw.fqdn', `AzureFirewall/${firewall.name}`, {
        params,
        network: withGate(network, withoutRule(firewall, [String(group), String(collection), String(rule)])),
      }),
    ];
  });
}

function gateOf(network: NetworkDocument, object = ''): AzureFirewall | undefined {
  return network.azureFirewalls?.find(({ name }) => name === nameIn(object, 'AzureFirewall'));
}

function withGate(network: NetworkDocument, firewall: AzureFirewall): NetworkDocument {
  return { ...network, azureFirewalls: changed(network.azureFirewalls, firewall) };
}

function withoutRule(firewall: AzureFirewall, [group, collection, rule]: readonly [string, string, string]): AzureFirewall {
  const kept = <T extends { readonly name: string }>(rules: readonly T[]): T[] => rules.filter(({ name }) => name !== rule);
  const ruleCollectionGroups = firewall.ruleCollectionGroups.map((each) =>
    each.name !== group
      ? each
      : {
          ...each,
          ruleCollections: each.ruleCollections.map((one): RuleCollection => {
            if (one.name !== collection) return one;
            if (one.type === 'Application') return { ...one, rules: kept(one.rules) };
            return one.type === 'Network' ? { ...one, rules: kept(one.rules) } : one;
          }),
        },
  );
  return { ...firewall, ruleCollectionGroups };
}
