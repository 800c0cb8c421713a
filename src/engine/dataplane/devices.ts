// Devices that packets pass on their way, by their addresses: firewalls, machines that forward, names of public addresses.
// Rules: F-3, F-4 (an appliance is there and forwards, or it is a black hole), E-24, E-28 (instances of a firewall).
import type { AzureFirewall } from '../model/azure.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { type Cidr, cidrContains, type Ipv4, parseCidr, parseIpv4 } from '../net/ipv4.ts';
import { compileFirewallRules, type FirewallRules, type FirewallWorld } from './firewallRules.ts';
import type { Placement } from './tables.ts';

export const FIREWALL_SUBNET = 'AzureFirewallSubnet';

export interface FirewallEntry {
  readonly firewall: AzureFirewall;
  readonly vnet: string;
  readonly privateIP: Ipv4;
  /** What its receivers see where it translates to a private address (E-28). */
  readonly instanceIP: Ipv4;
  readonly publicIPs: readonly Ipv4[];
  readonly rules: FirewallRules;
}

export interface NatGatewayEntry {
  readonly name: string;
  readonly publicIPs: readonly Ipv4[];
}

export interface Devices {
  /** A firewall by its private address. */
  firewallAt(address: Ipv4): FirewallEntry | undefined;
  /** A firewall by a public address. */
  firewallOnStreet(address: Ipv4): FirewallEntry | undefined;
  readonly firewalls: readonly FirewallEntry[];
  /** Does this machine pass on what is not its own? */
  forwards(machine: string): boolean;
  /** The subnet a machine is in. */
  subnetOfMachine(machine: string): string | undefined;
  /** A machine's own public address (E-14). */
  publicIPOfMachine(machine: string): Ipv4 | undefined;
  /** The NAT gateway that a subnet names (E-13). */
  natGatewayOf(vnet: string, subnet: string | undefined): NatGatewayEntry | undefined;
}

/** Where a firewall is pointed at: the address it has, else the first of its subnet that Azure leaves. */
export function firewallAddress(network: NetworkDocument, firewall: AzureFirewall): Ipv4 | undefined {
  const range = firewallRange(network, firewall);
  return parseIpv4(firewall.privateIPAddress ?? '') ?? (range && range.base + 4);
}

function firewallRange({ virtualNetworks }: NetworkDocument, { virtualNetwork }: AzureFirewall): Cidr | undefined {
  const vnet = virtualNetworks.find(({ name }) => name === virtualNetwork);
  return parseCidr(vnet?.subnets.find(({ name }) => name === FIREWALL_SUBNET)?.addressPrefix ?? '');
}

export function compileDevices(placement: Pick<Placement, 'network' | 'publicIPs'>, world: FirewallWorld): Devices {
  const { network } = placement;
  const addressOf = (name: string): readonly Ipv4[] => {
    const address = placement.publicIPs.get(name) ?? parseIpv4(name);
    return address === undefined ? [] : [address];
  };
  const gateways = new Map(
    (network.natGateways ?? []).map(({ name, publicIpAddresses }) => [
      name,
      { name, publicIPs: publicIpAddresses.flatMap(addressOf) },
    ]),
  );
  const firewalls = (network.azureFirewalls ?? []).flatMap((firewall): FirewallEntry[] => {
    const vnet = network.virtualNetworks.find((item) => item.name === firewall.virtualNetwork);
    const range = firewallRange(network, firewall);
    const privateIP = firewallAddress(network, firewall);
    if (!vnet || privateIP === undefined) return [];
    const next = privateIP + 1;
    return [
      {
        firewall,
        vnet: vnet.name,
        privateIP,
        instanceIP: range && cidrContains(range, next) ? next : privateIP,
        publicIPs: firewall.publicIPAddresses.flatMap(addressOf),
        rules: compileFirewallRules(firewall, world),
      },
    ];
  });
  const machines = new Map((network.virtualMachines ?? []).map((machine) => [machine.name, machine]));
  return {
    firewalls,
    firewallAt: (address) => firewalls.find((entry) => entry.privateIP === address),
    firewallOnStreet: (address) => firewalls.find((entry) => entry.publicIPs.includes(address)),
    forwards: (machine) => machines.get(machine)?.enableIPForwarding === true,
    subnetOfMachine: (machine) => machines.get(machine)?.subnet,
    publicIPOfMachine: (name) => addressOf(machines.get(name)?.publicIPAddress ?? '')[0],
    natGatewayOf: (vnet, subnet) => {
      const declared = network.virtualNetworks.find((item) => item.name === vnet)?.subnets.find((item) => item.name === subnet);
      return declared?.natGateway === undefined ? undefined : gateways.get(declared.natGateway);
    },
  };
}
