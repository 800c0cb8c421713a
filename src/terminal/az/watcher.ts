// Azure's own ways to look at a packet's way (H-1…H-4): effective routes and security rules of a network interface, next hop, IP flow verify.
import type { Flow, Step } from '../../engine/forward/trace.ts';
import { one } from '../../manifest/commands/flagTable.ts';
import { cidrContains, parseCidr, parseIpv4 } from '../../engine/net/ipv4.ts';
import { type Done, fail, failWith, refusalText } from '../call.ts';
import type { AzCall, AzLooks, AzValue } from './az.ts';
import { notFound } from './network.ts';
import type { AzTable } from './output.ts';
import { idOf } from './resources.ts';

const ROUTE_TABLE: AzTable = [
  ['Source', 'source'],
  ['State', 'state'],
  ['Address Prefix', 'addressPrefix'],
  ['Next Hop Type', 'nextHopType'],
  ['Next Hop IP', 'nextHopIpAddress'],
];

const RULES_TABLE: AzTable = [
  ['Direction', 'direction'],
  ['Priority', 'priority'],
  ['Name', 'name'],
  ['Access', 'access'],
  ['Protocol', 'protocol'],
  ['Source', 'sourceAddressPrefixes'],
  ['Destination', 'destinationAddressPrefixes'],
  ['Ports', 'destinationPortRanges'],
];

interface Machine {
  readonly name: string;
  readonly subnet: string;
  readonly address: string;
  /** As flows spell it. */
  readonly sender: string;
  readonly isVm: boolean;
}

/** A machine or node by its own name, or by that of its interface: `NAME`, `NAME-nic`, `NAMEVMNic`. */
function machineNamed({ shell }: AzCall, text: string): Machine | undefined {
  const name = text.replace(/(?:-nic\d*|VMNic|-nic-\d+)$/, '');
  const { plan, spec } = shell.env;
  const vm = spec.network.virtualMachines?.find((item) => item.name === text || item.name === name);
  if (vm) return { name: vm.name, subnet: vm.subnet, address: vm.ipAddress ?? '', sender: `vm:${vm.name}`, isVm: true };
  const node = plan.nodes.find((item) => item.name === text || item.name === name);
  return node && { name: node.name, subnet: node.subnet, address: node.ip, sender: `node:${node.name}`, isVm: false };
}

function withMachine(call: AzCall, name: string, read: (machine: Machine) => Promise<AzValue>): AzValue | Promise<AzValue> {
  if (name === '') return fail('the following arguments are required: --name/-n, --resource-group/-g', 2);
  const machine = machineNamed(call, name);
  return machine
    ? read(machine)
    : {
        ...notFound(call, 'networkInterfaces', name),
        err: `${notFound(call, 'networkInterfaces', name).err}${call.shell.env.say('terminal.nicNames')}\n`,
      };
}

async function effectiveRoutes(call: AzCall, machine: Machine): Promise<AzValue> {
  const answer = await call.shell.env.port.effectiveRoutes(machine.subnet);
  if (!answer.ok) return fail(refusalText(call.shell, answer));
  const rows = answer.value.routes.map((route) => ({
    addressPrefix: [route.addressPrefix],
    disableBgpRoutePropagation: answer.value.disableBgpRoutePropagation,
    hasBgpOverride: false,
    name: route.name ?? null,
    nextHopIpAddress: route.nextHopIpAddress === undefined ? [] : [route.nextHopIpAddress],
    nextHopType: route.nextHopType,
    source: route.source,
    state: route.state,
  }));
  const asked = one(call.given, 'output');
  // Its table is of the routes; everything else shows what they come in.
  return asked === 'table' && one(call.given, 'query') === undefined
    ? { value: rows, table: ROUTE_TABLE }
    : { value: { value: rows } };
}

async function effectiveRules(call: AzCall, machine: Machine): Promise<AzValue> {
  const answer = await call.shell.env.port.effectiveRules({
    subnet: machine.subnet,
    ...(machine.isVm ? { machine: machine.name } : {}),
  });
  if (!answer.ok) return fail(refusalText(call.shell, answer));
  const { groups } = answer.value;
  if (groups.length === 0) return failWith(call.shell, 'noGuards', { subnet: machine.subnet });
  const rulesOf = (group: (typeof groups)[number]): readonly Record<string, unknown>[] =>
    group.rules.map(({ rule: _rule, name, ...line }) => ({
      ...line,
      name: `${line.priority >= 65_000 ? 'defaultSecurityRules' : 'securityRules'}/${name}`,
    }));
  if (one(call.given, 'output') === 'table' && one(call.given, 'query') === undefined)
    return { value: groups.flatMap((group) => rulesOf(group)), table: RULES_TABLE };
  return {
    value: {
      value: groups.map((group) => ({
        association:
          group.association === 'subnet'
            ? {
                subnet: {
                  id: idOf(call.scope, 'Network/virtualNetworks', vnetOf(call, machine.subnet), 'subnets', machine.subnet),
                },
              }
            : { networkInterface: { id: idOf(call.scope, 'Network/networkInterfaces', `${machine.name}-nic`) } },
        effectiveSecurityRules: rulesOf(group),
        networkSecurityGroup: { id: idOf(call.scope, 'Network/networkSecurityGroups', group.group) },
      })),
    },
  };
}

function vnetOf({ shell }: AzCall, subnet: string): string {
  return shell.env.spec.network.virtualNetworks.find(({ subnets }) => subnets.some(({ name }) => name === subnet))?.name ?? '';
}

/** The most exact of the routes that are in force, read off their list. */
async function nextHop(call: AzCall, machine: Machine): Promise<AzValue> {
  const to = parseIpv4(one(call.given, 'dest-ip') ?? '');
  if (to === undefined) return fail('the following arguments are required: --dest-ip, --source-ip', 2);
  const answer = await call.shell.env.port.effectiveRoutes(machine.subnet);
  if (!answer.ok) return fail(refusalText(call.shell, answer));
  const fitting = answer.value.routes.flatMap((route) => {
    const prefix = parseCidr(route.addressPrefix);
    return route.state === 'Active' && prefix && cidrContains(prefix, to) ? [{ route, length: prefix.prefix }] : [];
  });
  const best = fitting.toSorted((a, b) => b.length - a.length)[0]?.route;
  const table = call.shell.env.spec.network.virtualNetworks
    .flatMap(({ subnets }) => subnets)
    .find(({ name }) => name === machine.subnet)?.routeTable;
  return {
    value: {
      ...(best?.nextHopIpAddress === undefined ? {} : { nextHopIpAddress: best.nextHopIpAddress }),
      nextHopType: best?.nextHopType ?? 'None',
      routeTableId:
        best?.source === 'User' && table !== undefined ? idOf(call.scope, 'Network/routeTables', table) : 'System Route',
    },
  };
}

/** `ADDRESS:PORT`. */
function endIn(text: string): { readonly address: string; readonly port: number } | undefined {
  const [, address = '', port = ''] = /^(\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5})$/.exec(text) ?? [];
  return parseIpv4(address) === undefined ? undefined : { address, port: Number(port) };
}

async function testIpFlow(call: AzCall, machine: Machine): Promise<AzValue> {
  const direction = one(call.given, 'direction') ?? '';
  const protocol = (one(call.given, 'protocol') ?? '').toUpperCase();
  const local = endIn(one(call.given, 'local') ?? '');
  const remote = endIn(one(call.given, 'remote') ?? '');
  if (!/^(?:Inbound|Outbound)$/i.test(direction) || !/^(?:TCP|UDP)$/.test(protocol) || !local || !remote)
    return fail('the following arguments are required: --direction, --local, --protocol, --remote, --vm', 2);
  const outward = direction.toLowerCase() === 'outbound';
  const suffix = protocol === 'UDP' ? '/udp' : '';
  const flow = outward
    ? { from: machine.sender, to: `${remote.address}:${remote.port}${suffix}` }
    : { from: remote.address, to: `${machine.address}:${local.port}${suffix}` };
  const way = outward ? 'Outbound' : 'Inbound';
  const first = await guardsOn(call, flow, way);
  if ('code' in first) return first;
  // From the street a machine is met at its public address.
  const street = outward || first.length > 0 ? undefined : publicAddress(call, machine);
  const guards =
    street === undefined ? first : await guardsOn(call, { from: remote.address, to: `${street}:${local.port}${suffix}` }, way);
  if ('code' in guards) return guards;
  const denied = guards.find((step) => step.effect === 'drop');
  const decided = denied ?? guards.at(-1);
  if (!decided) return failWith(call.shell, 'noGuardsMet', { subnet: machine.subnet });
  const rule = (decided.rule?.field ?? '').replace(/\[(.*)\]$/, '/$1');
  return { value: { access: denied ? 'Deny' : 'Allow', ruleName: rule } };
}

async function guardsOn(call: AzCall, flow: Flow, way: string): Promise<readonly Step[] | Done> {
  const answer = await call.shell.env.port.trace(flow, 1);
  if (!answer.ok) return fail(refusalText(call.shell, answer));
  return answer.value.hops.flatMap(({ steps }) =>
    steps.filter((step) => step.type === 'nsg' && step.params['direction'] === way),
  );
}

function publicAddress({ shell }: AzCall, { name }: Machine): string | undefined {
  const { virtualMachines = [], publicIPAddresses = [] } = shell.env.spec.network;
  const own = virtualMachines.find((item) => item.name === name)?.publicIPAddress;
  return publicIPAddresses.find((item) => item.name === own)?.ipAddress;
}

const WATCHING = 'nic= resource-group-vm= vm=';

export const WATCHER_LOOKS: AzLooks = {
  'network nic show-effective-route-table': {
    flags: '',
    run: (call) => withMachine(call, call.name, (machine) => effectiveRoutes(call, machine)),
  },
  'network nic list-effective-nsg': {
    flags: '',
    run: (call) => withMachine(call, call.name, (machine) => effectiveRules(call, machine)),
  },
  'network watcher show-next-hop': { flags: `${WATCHING} dest-ip= source-ip=`, run: (call) => watched(call, nextHop) },
  'network watcher test-ip-flow': {
    flags: `${WATCHING} direction= protocol= local= remote=`,
    run: (call) => watched(call, testIpFlow),
  },
};

function watched(call: AzCall, read: (call: AzCall, machine: Machine) => Promise<AzValue>): AzValue | Promise<AzValue> {
  const vm = (one(call.given, 'vm') ?? one(call.given, 'nic') ?? '').split('/').at(-1) ?? '';
  return withMachine(call, vm, (machine) => read(call, machine));
}
