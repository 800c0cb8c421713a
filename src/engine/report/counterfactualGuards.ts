// Repairs of guards, signposts and the gate: a rule of a security group for exactly this flow, a route taken away, forwarding switched on, a rule
// of the firewall. Each names the deciding object. Rules: F-2, F-3, F-5, F-6, F-7, E-20, E-21, E-27.
import { firewallAddress } from '../dataplane/devices.ts';
import { formatIpv4 } from '../net/ipv4.ts';
import type { Step } from '../forward/trace.ts';
import type { AzureFirewall, NetworkRule, NetworkSecurityGroup, RuleCollection, SecurityRule } from '../model/azure.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { type Candidate, type Case, stepsOf } from './counterfactual.ts';
import { narrowRule, narrowSource, nearRules } from './counterfactualNearRules.ts';
import { changed, nameIn, writeNetwork } from './counterfactualWrite.ts';

export function repairGuards({ spec: { network }, trace }: Case): Candidate[] {
  const { rule } = trace.verdict;
  const step = stepsOf(trace).findLast(({ effect }) => effect === 'drop' || effect === 'refuse');
  if (!rule || !step) return [];
  const item = /\[([^\]]+)\]/.exec(rule.field)?.[1];
  const group = network.networkSecurityGroups?.find(({ name }) => name === nameIn(rule.object, 'NetworkSecurityGroup'));
  // The route is named by the step too, where what it leads to is at fault.
  const table = nameIn(rule.object, 'RouteTable') ?? (step.type === 'route' ? textOf(step.params['table']) : undefined);
  const route = nameIn(rule.object, 'RouteTable') === undefined ? textOf(step.params['route']) : item;
  const machine = network.virtualMachines?.find(({ name }) => name === nameIn(rule.object, 'VirtualMachine'));
  const firewall = network.azureFirewalls?.find(({ name }) => name === nameIn(rule.object, 'AzureFirewall'));
  return [
    ...(group ? nearRules(network, group, step) : []),
    ...(group ? ruleCandidates(network, group, { step, item, access: 'Allow' }) : []),
    ...(table === undefined ? [] : withoutRoute(network, table, route)),
    ...(machine && machine.enableIPForwarding !== true
      ? [
          {
            code: 'net.forwarding',
            params: { machine: machine.name, field: 'enableIPForwarding', suggested: 'true' },
            ref: rule.object,
            edits: [
              writeNetwork({
                ...network,
                virtualMachines: changed(network.virtualMachines, { ...machine, enableIPForwarding: true }),
              }),
            ],
          },
        ]
      : []),
    ...(rule.field.endsWith('allowForwardedTraffic') ? forwarded(network, nameIn(rule.object, 'VirtualNetwork'), item) : []),
    ...(firewall ? gateRule(network, firewall, { step, action: 'Allow' }) : []),
  ];
}

function textOf(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** Shutting the flow out at every guard and gate that judged it. */
export function closeGuards({ spec: { network }, trace }: Case): Candidate[] {
  const passed = stepsOf(trace).flatMap((step) => (step.effect === 'pass' && step.rule ? [{ step, rule: step.rule }] : []));
  const lists = passed.flatMap(({ step, rule: { object, field } }) => {
    const group = network.networkSecurityGroups?.find(({ name }) => name === nameIn(object, 'NetworkSecurityGroup'));
    return group ? [{ group, judged: { item: /\[([^\]]+)\]/.exec(field)?.[1], step } }] : [];
  });
  return [
    // A line that is too wide comes before one more line.
    ...lists.flatMap(({ group, judged }) => narrowRule(network, group, judged)),
    ...lists.flatMap(({ group, judged }) => narrowSource(network, group, judged)),
    ...passed.flatMap(({ step, rule: { object } }): Candidate[] => {
      const own = lists.find(({ judged }) => judged.step === step);
      const firewall = network.azureFirewalls?.find(({ name }) => name === nameIn(object, 'AzureFirewall'));
      return [
        ...(own ? ruleCandidates(network, own.group, { ...own.judged, access: 'Deny' }) : []),
        ...(firewall ? gateRule(network, firewall, { step, action: 'Deny' }) : []),
      ];
    }),
  ];
}

/** A rule of somebody's own let it in, at one guard at least. */
export function isAdmitted({ trace }: Case): boolean {
  return stepsOf(trace).some(
    ({ effect, rule }) =>
      effect === 'pass' && rule?.object?.startsWith('NetworkSecurityGroup') && rule.field?.startsWith('securityRules'),
  );
}

interface Judged {
  readonly step: Step;
  /** The rule that decided; a default rule is none of the group's own. */
  readonly item: string | undefined;
  readonly access: SecurityRule['access'];
}

/** A rule just before the one that decided, for this flow alone; the direction is tried both ways where the step does not say it. */
function ruleCandidates(network: NetworkDocument, group: NetworkSecurityGroup, { step, item, access }: Judged): Candidate[] {
  const deciding = group.securityRules.find(({ name }) => name === item);
  const told = deciding?.direction ?? [step.params['direction']].find((each) => each === 'Inbound' || each === 'Outbound');
  const directions: readonly SecurityRule['direction'][] = told === undefined ? ['Inbound', 'Outbound'] : [told];
  const { protocol, sourceIP, destinationIP, destinationPort } = step.before;
  return directions.flatMap((direction): Candidate[] => {
    const priority = priorityBefore(group, direction, deciding?.priority ?? 4097);
    if (priority === undefined) return [];
    const fresh: SecurityRule = {
      name: `${access.toLowerCase()}-${destinationPort}-${priority}`,
      priority,
      direction,
      access,
      protocol: protocol === 'UDP' ? 'Udp' : protocol === 'TCP' ? 'Tcp' : '*',
      sourceAddressPrefix: sourceIP,
      sourcePortRange: '*',
      destinationAddressPrefix: destinationIP,
      destinationPortRange: String(destinationPort),
    };
    const written = { ...group, securityRules: [...group.securityRules, fresh] };
    const params = {
      group: group.name,
      field: 'securityRules',
      current: item ?? '–',
      suggested: fresh.name,
      access,
      direction,
      priority,
      protocol,
      source: sourceIP,
      destination: destinationIP,
      port: destinationPort,
    };
    const networkSecurityGroups = changed(network.networkSecurityGroups, written);
    return [
      {
        code: access === 'Allow' ? 'nsg.allow' : 'nsg.deny',
        params,
        ref: `NetworkSecurityGroup/${group.name}`,
        edits: [writeNetwork({ ...network, networkSecurityGroups })],
      },
    ];
  });
}

/** The nearest free number before `limit`; priorities are 100 to 4096, one rule each in a direction (F-6). */
function priorityBefore(group: NetworkSecurityGroup, direction: SecurityRule['direction'], limit: number): number | undefined {
  const taken = new Set(group.securityRules.filter((rule) => rule.direction === direction).map(({ priority }) => priority));
  for (let priority = Math.min(limit, 4097) - 1; priority >= 100; priority--) if (!taken.has(priority)) return priority;
  return undefined;
}

function withoutRoute(network: NetworkDocument, name: string, item: string | undefined): Candidate[] {
  const table = network.routeTables?.find((each) => each.name === name);
  const route = table?.routes.find((each) => each.name === item);
  if (!table || !route) return [];
  const routes = table.routes.filter((each) => each !== route);
  const params = {
    table: name,
    route: route.name,
    prefix: route.addressPrefix,
    current: route.nextHopType,
    field: `routes[${route.name}]`,
  };
  const routeTables = changed(network.routeTables, { ...table, routes });
  const removed: Candidate = {
    code: 'net.route',
    params,
    ref: `RouteTable/${name}`,
    edits: [writeNetwork({ ...network, routeTables })],
  };
  // Who points at an appliance usually means the firewall that is there (E-24).
  const gates = route.nextHopType === 'VirtualAppliance' ? (network.azureFirewalls ?? []) : [];
  const pointed = gates.flatMap((firewall): Candidate[] => {
    const address = firewallAddress(network, firewall);
    const suggested = address === undefined ? undefined : formatIpv4(address);
    if (suggested === undefined || suggested === route.nextHopIpAddress) return [];
    const mended = table.routes.map((each) => (each === route ? { ...each, nextHopIpAddress: suggested } : each));
    const written = changed(network.routeTables, { ...table, routes: mended });
    const next = { ...params, current: route.nextHopIpAddress ?? '–', suggested, firewall: firewall.name };
    return [
      {
        code: 'net.nextHop',
        params: next,
        ref: `RouteTable/${name}`,
        edits: [writeNetwork({ ...network, routeTables: written })],
      },
    ];
  });
  return [...pointed, removed];
}

function forwarded(network: NetworkDocument, name: string | undefined, item: string | undefined): Candidate[] {
  const vnet = network.virtualNetworks.find((each) => each.name === name);
  const peering = vnet?.peerings?.find((each) => each.name === item);
  if (!vnet || !peering) return [];
  const peerings = (vnet.peerings ?? []).map((each) => (each === peering ? { ...each, allowForwardedTraffic: true } : each));
  const params = { vnet: vnet.name, peering: peering.name, field: 'allowForwardedTraffic', suggested: 'true' };
  const virtualNetworks = changed(network.virtualNetworks, { ...vnet, peerings });
  return [
    { code: 'net.forwarded', params, ref: `VirtualNetwork/${vnet.name}`, edits: [writeNetwork({ ...network, virtualNetworks })] },
  ];
}

/** A network rule for this flow alone, in a group that is asked before all others (E-20). */
function gateRule(
  network: NetworkDocument,
  firewall: AzureFirewall,
  { step, action }: { readonly step: Step; readonly action: 'Allow' | 'Deny' },
): Candidate[] {
  const { protocol, sourceIP, destinationIP, destinationPort } = step.before;
  // Where a line says no, none is missing: counterfactualGate.ts names that line.
  if (protocol === 'SCTP' || (action === 'Allow' && step.code === 'firewall.denied')) return [];
  const taken = new Set(firewall.ruleCollectionGroups.map(({ priority }) => priority));
  let priority = 100;
  while (taken.has(priority) && priority < 65_000) priority++;
  const name = `${action.toLowerCase()}-${destinationPort}`;
  const rule: NetworkRule = {
    name,
    sourceAddresses: [sourceIP],
    ipProtocols: [protocol],
    destinationAddresses: [destinationIP],
    destinationPorts: [String(destinationPort)],
  };
  const collection: RuleCollection = { name, priority: 100, type: 'Network', action, rules: [rule] };
  const fresh = { name: `${name}-${priority}`, priority, ruleCollections: [collection] };
  const written = { ...firewall, ruleCollectionGroups: [...firewall.ruleCollectionGroups, fresh] };
  const params = {
    firewall: firewall.name,
    field: 'ruleCollectionGroups',
    suggested: fresh.name,
    access: action,
    protocol,
    source: sourceIP,
    destination: destinationIP,
    port: destinationPort,
  };
  const azureFirewalls = changed(network.azureFirewalls, written);
  return [
    {
      code: action === 'Allow' ? 'fw.allow' : 'fw.deny',
      params,
      ref: `AzureFirewall/${firewall.name}`,
      edits: [writeNetwork({ ...network, azureFirewalls })],
    },
  ];
}
