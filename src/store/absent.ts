// What ought to be there and is not, by the engine's own complaints, by what goals ask for and by what is written down and joined to nothing:
// Services, policy engines, controllers, certificates, devices on the way, links of zones, signposts and guards without a floor. Pure.
import type { Plan } from '../engine/dataplane/plan.ts';
import type { Goal } from '../engine/goals/goal.ts';
import type { Diagnostic } from '../engine/model/diagnostic.ts';
import type { NetworkDocument } from '../engine/model/networkDocument.ts';

export const ABSENT_KINDS = [
  'service',
  'policyEngine',
  'controller',
  'secret',
  'natGateway',
  'firewall',
  'device',
  'zoneLink',
  'routeTable',
  'networkSecurityGroup',
] as const;
export type AbsentKind = (typeof ABSENT_KINDS)[number];

export interface Absent {
  readonly kind: AbsentKind;
  readonly selection: string;
  readonly name: string;
  /** Subnet whose floor it belongs on; '': the lobby. */
  readonly subnet: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface AbsentSource {
  readonly plan: Plan;
  readonly network: NetworkDocument;
  readonly diagnostics: readonly Diagnostic[];
  readonly goals: readonly Goal[];
}

const MOST = 12;
const MOST_SERVICES = 8;
const FIREWALL_SUBNET = 'AzureFirewallSubnet';
/** `name.namespace`, with or without the cluster's own ending. */
const SERVICE_HOST = /^([a-z0-9-]+)\.([a-z0-9-]+)(?:\.svc(?:\.cluster\.local)?)?$/;

export function findAbsent(source: AbsentSource): readonly Absent[] {
  const found = new Map<string, Absent>();
  const add = (absent: Absent): void => {
    if (!found.has(absent.selection)) found.set(absent.selection, absent);
  };
  for (const name of absentServices(source.plan, source.goals)) add(service(name, 'state.absent.service'));
  for (const item of source.diagnostics) for (const absent of complainedOf(item)) add(absent);
  for (const absent of wantedOnTheWay(source)) add(absent);
  for (const absent of joinedToNothing(source)) add(absent);
  return [...found.values()].slice(0, MOST);
}

/** `ns/name`, in the goals' order. Hidden goals stay hidden. */
export function absentServices(plan: Plan, goals: readonly Goal[]): readonly string[] {
  const there = new Set(plan.services.map(({ namespace, name }) => `${namespace}/${name}`));
  const spaces = new Set([...plan.pods, ...plan.services].map(({ namespace }) => namespace));
  const absent = new Set<string>();
  for (const goal of goals) {
    if (goal.hidden === true || goal.type === 'mustNotArrive' || !('to' in goal)) continue;
    for (const to of goal.to) {
      const host = to.replace(/^[a-z]+:\/\//, '').replace(/[:/].*$/s, '');
      const [, name, namespace] = SERVICE_HOST.exec(host) ?? [];
      if (name === undefined || namespace === undefined || !spaces.has(namespace)) continue;
      if (!there.has(`${namespace}/${name}`)) absent.add(`${namespace}/${name}`);
    }
  }
  return [...absent].slice(0, MOST_SERVICES);
}

function service(name: string, code: string): Absent {
  return { kind: 'service', selection: `service:${name}`, name, subnet: '', code, params: { name } };
}

function absent(kind: AbsentKind, name: string, more: Partial<Pick<Absent, 'subnet' | 'code' | 'params'>> = {}): Absent {
  const subnet = more.subnet ?? '';
  const selection = `absent:${kind}/${subnet === '' ? '' : `${subnet}/`}${name}`;
  return { kind, selection, name, subnet, code: `state.absent.${kind}`, params: { name, subnet }, ...more };
}

/** A complaint of the engine that names what is missing; its sentence says why. */
function complainedOf({ code, path, params }: Diagnostic): readonly Absent[] {
  const said = { code: `diagnostic.${code}`, params };
  const text = (key: string): string => String(params[key] ?? '');
  switch (code) {
    case 'PolicyNotEnforced':
      return [absent('policyEngine', 'networkPolicy', said)];
    case 'PolicyKindNotEnforced':
      return [absent('policyEngine', text('kind'), said)];
    case 'IngressClassNotServed':
    case 'IngressClassUnknown':
    case 'GatewayClassNotServed':
      return [absent('controller', text('class'), said)];
    case 'IngressWithoutClass':
      return [absent('controller', text('ingress'), said)];
    case 'IngressSecretMissing':
      return [absent('secret', text('secret'), said)];
    case 'RouteServiceMissing':
      return [{ ...service(text('service'), said.code), params }];
    case 'OutboundTypeRequiresNatGateway':
      return [absent('natGateway', text('subnet'), said)];
    case 'OutboundTypeRequiresDefaultRoute':
      return [absent('routeTable', '0.0.0.0/0', { ...said, subnet: text('subnet') })];
    case 'InvalidResourceReference': {
      const [, subnet] = /^virtualNetworks\.[^.]+\.subnets\.([^.]+)\./.exec(path) ?? [];
      if (text('kind') === 'natGateway') return [absent('natGateway', text('name'), said)];
      if (subnet !== undefined && (text('kind') === 'routeTable' || text('kind') === 'networkSecurityGroup'))
        return [absent(text('kind') as AbsentKind, text('name'), { ...said, subnet })];
      return [];
    }
    default:
      return [];
  }
}

/** Devices that a goal wants passed and that nothing is called. */
function wantedOnTheWay({ plan, network, goals }: AbsentSource): readonly Absent[] {
  const named = [
    network.natGateways,
    network.azureFirewalls,
    network.virtualNetworkGateways,
    network.applicationGateways,
    network.trafficControllers,
    network.privateEndpoints,
    network.virtualMachines,
    network.paasServices,
    network.onPremises,
  ].flatMap((list) => (list ?? []).map(({ name }) => name));
  const there = new Set(named);
  const home = homeSubnets(plan, network);
  const { outboundType } = network.managedClusters[0]?.networkProfile ?? {};
  return goals.flatMap((goal) => {
    if (goal.hidden === true || goal.type !== 'passesThrough') return [];
    return goal.via.flatMap((name): Absent[] => {
      // The load balancer is AKS's own, and a router of HTTP is a pod.
      if (there.has(name) || /^(lb|ingress):/.test(name)) return [];
      if (name === 'natgw:managed') return outboundType === 'managedNATGateway' ? [] : [absent('natGateway', name)];
      if (/nat/i.test(name)) return [absent('natGateway', name)];
      if (!/^(fw|.*firewall|afw)/i.test(name)) return [absent('device', name)];
      return [absent('firewall', name, home.includes(FIREWALL_SUBNET) ? { subnet: FIREWALL_SUBNET } : {})];
    });
  });
}

function homeSubnets(plan: Plan, network: NetworkDocument): readonly string[] {
  const subnet = plan.nodes[0]?.subnet;
  const home = network.virtualNetworks.find(({ subnets }) => subnets.some(({ name }) => name === subnet));
  return (home?.subnets ?? []).map(({ name }) => name);
}

/** Written down, and joined to nothing: it decides nowhere (F-1, F-6, G-6). */
function joinedToNothing({ plan, network }: AbsentSource): readonly Absent[] {
  const subnets = network.virtualNetworks.flatMap((vnet) => vnet.subnets);
  const node = subnets.find(({ name }) => name === plan.nodes[0]?.subnet);
  const found: Absent[] = [];
  for (const [kind, list] of [
    ['routeTable', network.routeTables],
    ['networkSecurityGroup', network.networkSecurityGroups],
  ] as const) {
    if (!node || node[kind] !== undefined) continue;
    for (const { name } of list ?? [])
      if (!subnets.some((subnet) => subnet[kind] === name)) found.push(absent(kind, name, { subnet: node.name }));
  }
  const home = network.virtualNetworks.find((vnet) => vnet.subnets.some(({ name }) => name === node?.name));
  // A network that asks servers of its own needs no link: they do the asking.
  if (!home || (home.dnsServers?.length ?? 0) > 0) return found;
  for (const { name, virtualNetworkLinks } of network.privateDnsZones ?? [])
    if (name.startsWith('privatelink.') && !virtualNetworkLinks.includes(home.name))
      found.push(absent('zoneLink', name, { params: { name, vnet: home.name } }));
  return found;
}
