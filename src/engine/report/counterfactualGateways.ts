// Repairs of an application gateway whose manager is shut out: its range opened before the rule that shuts it, or the announced default route kept
// off its subnet. A route of a table is taken away in counterfactualGuards.ts. Rules: C-20, E-42, S10.
import { MANAGER_PORTS, MANAGER_TAG } from '../dataplane/gatewayManager.ts';
import type { NetworkSecurityGroup, RouteTable, SecurityRule } from '../model/azure.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { type Candidate, type Case, stepsOf } from './counterfactual.ts';
import { freeName, withSubnet } from './counterfactualEgress.ts';
import { changed, inNetwork, nameIn } from './counterfactualWrite.ts';

const FIRST_PRIORITY = 100;
const LAST_PRIORITY = 4096;

export function admitManager({ spec: { network }, trace }: Case): Candidate[] {
  const step = stepsOf(trace).find(({ code }) => code === 'gateway.shutOut' || code === 'gateway.outdated');
  if (!step?.rule) return [];
  const gateway = String(step.params['gateway'] ?? '');
  const group = network.networkSecurityGroups?.find(
    ({ name }) => name === nameIn(step.rule?.object ?? '', 'NetworkSecurityGroup'),
  );
  const site = nameIn(step.rule.object, 'OnPremises');
  return [
    ...(group ? openRange(network, group, { gateway, field: step.rule.field }) : []),
    ...(site === undefined ? [] : keepOff(network, { gateway, site, subnet: String(step.params['subnet'] ?? '') })),
  ];
}

function openRange(
  network: NetworkDocument,
  group: NetworkSecurityGroup,
  { gateway, field }: { readonly gateway: string; readonly field: string },
): Candidate[] {
  const current = /\[([^\]]+)\]/.exec(field)?.[1] ?? '–';
  const deciding = group.securityRules.find(({ name }) => name === current);
  const taken = new Set(group.securityRules.flatMap(({ direction, priority }) => (direction === 'Inbound' ? priority : [])));
  let priority = deciding ? deciding.priority - 1 : LAST_PRIORITY;
  while (taken.has(priority)) priority--;
  if (priority < FIRST_PRIORITY) return [];
  const ports = `${MANAGER_PORTS.from}-${MANAGER_PORTS.to}`;
  const fresh: SecurityRule = {
    name: freeName('gateway-manager', group.securityRules),
    priority,
    direction: 'Inbound',
    access: 'Allow',
    protocol: 'Tcp',
    sourceAddressPrefix: MANAGER_TAG,
    sourcePortRange: '*',
    destinationAddressPrefix: '*',
    destinationPortRange: ports,
  };
  const written = { ...group, securityRules: [...group.securityRules, fresh] };
  const params = { gateway, group: group.name, field: 'securityRules', current, suggested: MANAGER_TAG, ports, priority };
  const networkSecurityGroups = changed(network.networkSecurityGroups, written);
  return [
    inNetwork('net.manager', `NetworkSecurityGroup/${group.name}`, { params, network: { ...network, networkSecurityGroups } }),
  ];
}

/** Routes of gateways are not propagated to the subnet. */
function keepOff(
  network: NetworkDocument,
  { gateway, site, subnet: name }: { readonly gateway: string; readonly site: string; readonly subnet: string },
): Candidate[] {
  const subnet = network.virtualNetworks.flatMap(({ subnets }) => subnets).find((each) => each.name === name);
  if (!subnet) return [];
  const known = network.routeTables?.find((table) => table.name === subnet.routeTable);
  const table: RouteTable = {
    ...(known ?? { name: freeName(`rt-${name}`, network.routeTables ?? []), routes: [] }),
    disableBgpRoutePropagation: true,
  };
  const routeTables = known ? changed(network.routeTables, table) : [...(network.routeTables ?? []), table];
  const placed = { ...network, routeTables };
  const field = 'disableBgpRoutePropagation';
  return [
    inNetwork('net.managerRoutes', `Subnet/${name}`, {
      params: { gateway, site, subnet: name, field, suggested: table.name },
      network: known ? placed : withSubnet(placed, subnet, { ...subnet, routeTable: table.name }),
    }),
  ];
}
