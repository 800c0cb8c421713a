// Application gateways: where each stands, its frontends, the address it speaks from, and whether this cluster's AGIC writes its rules.
// Rules: C-16, C-17, C-18, C-19, C-20; world-format "Addresses are a function of the document".
import type { ApplicationGateway } from '../model/azure.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { cidrContains, cidrLast, formatIpv4, type Ipv4, parseIpv4 } from '../net/ipv4.ts';
import { FIRST_PUBLIC } from './frontends.ts';
import { managerShutOut } from './gatewayManager.ts';
import type { HostEntry, Placement } from './tables.ts';

export interface AppGatewayEntry {
  readonly gateway: ApplicationGateway;
  /** Its instance: the sender of every connection to a backend (C-17). */
  readonly host: HostEntry;
  readonly virtualNetwork: string;
  readonly publicIP?: Ipv4;
  readonly privateIP?: Ipv4;
  /** AGIC of this cluster writes its rules, all of them (C-18). */
  readonly agic: boolean;
  /** What keeps its manager away, so that nothing AGIC writes arrives (C-20). */
  readonly shutOut?: RuleRef;
}

export interface AppGateways {
  readonly list: readonly AppGatewayEntry[];
  readonly byPublicIP: ReadonlyMap<Ipv4, AppGatewayEntry>;
  readonly byPrivateIP: ReadonlyMap<Ipv4, AppGatewayEntry>;
}

export function compileAppGateways(placement: Placement): AppGateways {
  const { network, cluster } = placement;
  const addon = cluster?.addonProfiles?.ingressApplicationGateway;
  const publics = publicAddresses(network);
  const list: AppGatewayEntry[] = [];
  const byPublicIP = new Map<Ipv4, AppGatewayEntry>();
  const byPrivateIP = new Map<Ipv4, AppGatewayEntry>();
  const gateways = network.applicationGateways ?? [];
  for (const gateway of gateways) {
    const subnet = placement.subnets.find(({ name }) => name === gateway.subnet);
    if (!subnet) continue;
    const named = gateway.publicIPAddress;
    const publicIP = named === undefined ? undefined : (publics.get(named.toLowerCase()) ?? parseIpv4(named));
    const privateIP = parseIpv4(gateway.privateIPAddress ?? '');
    const agic =
      addon?.enabled === true &&
      (addon.applicationGateway === undefined ? gateways.length === 1 : addon.applicationGateway === gateway.name);
    const address = freeAddress(placement, gateways, subnet);
    const shutOut = managerShutOut(network, gateway.subnet);
    const entry: AppGatewayEntry = {
      gateway,
      host: {
        kind: 'virtualMachine',
        name: gateway.name,
        address,
        site: subnet.virtualNetwork,
        ports: [],
        // With an OverlayExtensionConfig of its own (C-19).
        ...(agic && placement.mode === 'overlay' ? { reachesPods: true } : {}),
      },
      virtualNetwork: subnet.virtualNetwork,
      agic,
      ...(shutOut ? { shutOut } : {}),
      ...(publicIP === undefined ? {} : { publicIP }),
      ...(privateIP === undefined ? {} : { privateIP }),
    };
    list.push(entry);
    if (publicIP !== undefined) byPublicIP.set(publicIP, entry);
    if (privateIP !== undefined) byPrivateIP.set(privateIP, entry);
  }
  return { list, byPublicIP, byPrivateIP };
}

/** Names in lower case → addresses; those without one are given 20.50.0.1 upward, in document order. */
function publicAddresses(network: NetworkDocument): ReadonlyMap<string, Ipv4> {
  const listed = network.publicIPAddresses ?? [];
  const taken = new Set(listed.flatMap(({ ipAddress }) => ipAddress ?? []));
  let next = FIRST_PUBLIC;
  return new Map(
    listed.flatMap(({ name, ipAddress }) => {
      while (ipAddress === undefined && taken.has(formatIpv4(next))) next++;
      const address = ipAddress === undefined ? next++ : parseIpv4(ipAddress);
      return address === undefined ? [] : [[name.toLowerCase(), address] as const];
    }),
  );
}

/** The lowest address of the subnet that nobody declared or was given; its subnet is a gateway's alone (C-16). */
export function freeAddress(
  placement: Placement,
  gateways: readonly ApplicationGateway[],
  { range }: { readonly range: Placement['subnets'][number]['range'] },
): Ipv4 {
  const held = [...placement.nodes, ...placement.hosts, ...placement.privateEndpoints].map(({ address }) => address);
  const taken = new Set([
    ...held.filter((address) => address !== undefined && cidrContains(range, address)),
    ...gateways.map(({ privateIPAddress }) => parseIpv4(privateIPAddress ?? '')),
  ]);
  let address = range.base + 4;
  while (taken.has(address) && address < cidrLast(range)) address++;
  return address;
}
