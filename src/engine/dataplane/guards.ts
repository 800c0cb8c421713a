// Guards: network security groups of subnets and machines, compiled once. The first matching rule decides; then Azure's default rules.
// Rules: F-6, F-7, F-8 (VirtualNetwork holds VNet, peers, headquarters, the host's own address and prefixes of user routes; Overlay's pod
// CIDR is taken in too), F-9, F-11, A-14.
import type { NetworkSecurityGroup } from '../model/azure.ts';
import { type Cidr, cidrContains, cidrOf, type Ipv4, formatCidr, parseCidr, parseIpv4 } from '../net/ipv4.ts';
import type { WireProtocol } from '../net/packet.ts';
import { type AddressSet, compileAddressSet } from '../net/addressSet.ts';
import { type OrderedRule, rulesInOrder } from './guardRules.ts';
import { advertisedBy, rangesOf } from './peers.ts';
import type { Routes } from './routes.ts';
import type { Placement } from './tables.ts';

export interface Guarded {
  readonly direction: 'Inbound' | 'Outbound';
  readonly source: Ipv4;
  readonly sourcePort: number;
  readonly destination: Ipv4;
  readonly destinationPort: number;
  readonly protocol: WireProtocol;
}

export interface GuardDecision {
  readonly group: string;
  readonly rule: string;
  /** One of Azure's own (F-7). */
  readonly isDefault: boolean;
  readonly priority: number;
  readonly allowed: boolean;
}

export interface Guards {
  /** The group of a subnet, or of a machine's interface, judges; undefined where none stands. */
  ofSubnet(vnet: string, subnet: string | undefined, flow: Guarded): GuardDecision | undefined;
  ofMachine(machine: string, flow: Guarded): GuardDecision | undefined;
  /** What a tag holds as it is read in one subnet; nothing for `Internet`, which is whatever VirtualNetwork is not. */
  rangesOfTag(tag: string, where: Where): readonly Cidr[];
}

const HOST = cidrOf(0xa83f8110, 32);

interface Where {
  readonly vnet: string;
  readonly subnet: string | undefined;
}

interface VirtualNetwork {
  readonly ranges: readonly Cidr[];
  readonly holds: AddressSet;
}

type Covers = (address: Ipv4, where: Where) => boolean;

interface Rule {
  readonly name: string;
  readonly priority: number;
  readonly isDefault: boolean;
  readonly allowed: boolean;
  readonly protocol: WireProtocol | undefined;
  readonly source: Covers;
  readonly destination: Covers;
  readonly sourcePorts: readonly (readonly [number, number])[];
  readonly destinationPorts: readonly (readonly [number, number])[];
}

type Group = Readonly<Record<Guarded['direction'], readonly Rule[]>>;

export interface GuardInput {
  readonly placement: Placement;
  readonly routes: Routes;
  readonly rangesOfTag: (tag: string) => readonly Cidr[];
}

export function compileGuards({ placement, routes, rangesOfTag }: GuardInput): Guards {
  const { network } = placement;
  const virtual = new Map<string, VirtualNetwork>();
  const virtualAt = (where: Where): VirtualNetwork => {
    const key = `${where.vnet} ${where.subnet ?? ''}`;
    let found = virtual.get(key);
    if (!found) {
      const ranges = virtualRanges(placement, routes, where);
      virtual.set(key, (found = { ranges, holds: compileAddressSet(ranges) }));
    }
    return found;
  };
  const virtualNetwork: Covers = (address, where) => virtualAt(where).holds(address);
  const covers = (text: string): Covers => {
    if (text === '*') return () => true;
    const tag = text.toLowerCase();
    if (tag === 'virtualnetwork') return virtualNetwork;
    if (tag === 'internet') return (address, where) => !virtualNetwork(address, where);
    if (tag === 'azureloadbalancer') return (address) => cidrContains(HOST, address);
    const single = parseIpv4(text);
    const range = single === undefined ? parseCidr(text) : cidrOf(single, 32);
    return compileAddressSet(range ? [range] : rangesOfTag(text));
  };
  const any = (one: string | undefined, more: readonly string[] | undefined): Covers => {
    const list = [...(one === undefined ? [] : [one]), ...(more ?? [])].map(covers);
    return list.length === 0 ? () => true : (address, where) => list.some((item) => item(address, where));
  };
  const compileRule = ({ rule, isDefault }: OrderedRule): Rule => ({
    name: rule.name,
    priority: rule.priority,
    isDefault,
    allowed: rule.access === 'Allow',
    protocol: GUARDED[rule.protocol],
    source: any(rule.sourceAddressPrefix, rule.sourceAddressPrefixes),
    destination: any(rule.destinationAddressPrefix, rule.destinationAddressPrefixes),
    sourcePorts: portsOf(rule.sourcePortRange, rule.sourcePortRanges),
    destinationPorts: portsOf(rule.destinationPortRange, rule.destinationPortRanges),
  });
  const compileGroup = (group: NetworkSecurityGroup): Group => ({
    Inbound: rulesInOrder(group, 'Inbound').map(compileRule),
    Outbound: rulesInOrder(group, 'Outbound').map(compileRule),
  });
  const groups = new Map((network.networkSecurityGroups ?? []).map((group) => [group.name, compileGroup(group)]));
  const machines = new Map((network.virtualMachines ?? []).map((machine) => [machine.name, machine]));
  const judge = (name: string | undefined, where: Where, flow: Guarded): GuardDecision | undefined => {
    const group = name === undefined ? undefined : groups.get(name);
    if (name === undefined || !group) return undefined;
    const rule = group[flow.direction].find((item) => matches(item, where, flow));
    // The last default rule matches everything.
    return rule && { group: name, rule: rule.name, isDefault: rule.isDefault, priority: rule.priority, allowed: rule.allowed };
  };
  return {
    ofSubnet: (vnet, subnet, flow) => {
      const declared = routes.peers.vnets.get(vnet)?.subnets.find(({ name }) => name === subnet);
      return judge(declared?.networkSecurityGroup, { vnet, subnet }, flow);
    },
    ofMachine: (name, flow) => {
      const machine = machines.get(name);
      const vnet = network.virtualNetworks.find((item) => item.subnets.some((subnet) => subnet.name === machine?.subnet));
      return judge(machine?.networkSecurityGroup, { vnet: vnet?.name ?? '', subnet: machine?.subnet }, flow);
    },
    rangesOfTag: (text, where) => {
      const tag = text.toLowerCase();
      if (tag === 'virtualnetwork') return virtualAt(where).ranges;
      // Everything else: no list of ranges.
      if (tag === 'internet') return [];
      return tag === 'azureloadbalancer' ? [HOST] : rangesOfTag(text);
    },
  };
}

/** `*` is every protocol. */
const GUARDED = { Tcp: 'TCP', Udp: 'UDP', Icmp: 'ICMP', '*': undefined } as const;
const EVERY_PORT: readonly (readonly [number, number])[] = [[0, 65_535]];

function portsOf(one: string | undefined, more: readonly string[] | undefined): readonly (readonly [number, number])[] {
  const texts = [...(one === undefined ? [] : [one]), ...(more ?? [])];
  if (texts.length === 0 || texts.includes('*')) return EVERY_PORT;
  return texts.flatMap((text): (readonly [number, number])[] => {
    const [from = Number.NaN, to = from] = text.split('-').map(Number);
    return Number.isNaN(from) ? [] : [[from, to]];
  });
}

function matches(rule: Rule, where: Where, flow: Guarded): boolean {
  const holds = (ports: Rule['sourcePorts'], port: number): boolean => ports.some(([from, to]) => port >= from && port <= to);
  return (
    (rule.protocol === undefined || rule.protocol === flow.protocol) &&
    holds(rule.destinationPorts, flow.destinationPort) &&
    holds(rule.sourcePorts, flow.sourcePort) &&
    rule.source(flow.source, where) &&
    rule.destination(flow.destination, where)
  );
}

/** What the tag VirtualNetwork holds for one subnet (F-8). */
function virtualRanges(placement: Placement, routes: Routes, where: Where): readonly Cidr[] {
  const { peers } = routes;
  const own = peers.vnets.get(where.vnet);
  const sites = peers.gatewaysOf(where.vnet).flatMap((gateway) => gateway.connections.map((name) => peers.sites.get(name)));
  // A default route is no network of ours, though Azure's list may show it.
  const routed = routes
    .effective(where)
    .filter(
      (route) => (route.kind === 'user' || route.kind === 'aks') && route.prefix.prefix > 0 && route.hop.type !== 'internet',
    )
    .map((route) => route.prefix);
  const ranges = [
    HOST,
    ...rangesOf(own?.addressSpace ?? []),
    ...peers.peersOf(where.vnet).flatMap((peer) => rangesOf(peer.addressSpace)),
    ...sites.flatMap((site) => [
      ...rangesOf(site?.addressSpace ?? []),
      ...advertisedBy(site).filter((range) => range.prefix > 0),
    ]),
    ...routed,
    ...(placement.mode === 'overlay' && where.vnet === placement.clusterVnet && placement.podCidr ? [placement.podCidr] : []),
  ];
  return [...new Map(ranges.map((range) => [formatCidr(range), range])).values()];
}
