// The planner of ranges: free room in a virtual network, a bar of its address space, the smallest prefix that holds a number, what a subnet of a
// special name or owner needs. Rules, C-30, E-24, E-38, E-40.
import type { VirtualNetwork } from '../../engine/model/networkDocument.ts';
import { type Cidr, cidrLast, cidrOf, cidrOverlaps, cidrSize, formatCidr, parseCidr } from '../../engine/net/ipv4.ts';

/** Azure keeps the first four addresses and the last. */
const KEPT = 5;
const LONGEST = 29;

export function usableOf(range: Cidr): number {
  return Math.max(0, cidrSize(range) - KEPT);
}

/** The longest prefix whose subnet has this many usable addresses; undefined beyond a /8. */
export function prefixFor(addresses: number): number | undefined {
  for (let prefix = LONGEST; prefix >= 8; prefix--) if (2 ** (32 - prefix) - KEPT >= addresses) return prefix;
  return undefined;
}

export interface BarPiece {
  readonly kind: 'subnet' | 'free';
  readonly name?: string;
  readonly first: number;
  readonly size: number;
  /** Of the whole space, 0–1. */
  readonly share: number;
}

interface Taken {
  readonly name: string;
  readonly range: Cidr;
}

function takenIn(vnet: VirtualNetwork): readonly Taken[] {
  return vnet.subnets
    .flatMap(({ name, addressPrefix }): Taken[] => {
      const range = parseCidr(addressPrefix);
      return range ? [{ name, range }] : [];
    })
    .sort((a, b) => a.range.base - b.range.base);
}

/** Each space of a virtual network from its first address to its last; overlapping subnets are cut where they overlap. */
export function barsOf(vnet: VirtualNetwork): readonly { readonly space: string; readonly pieces: readonly BarPiece[] }[] {
  const taken = takenIn(vnet);
  return vnet.addressSpace.flatMap((space) => {
    const whole = parseCidr(space);
    if (!whole) return [];
    const total = cidrSize(whole);
    const pieces: BarPiece[] = [];
    let at = whole.base;
    const push = (kind: BarPiece['kind'], end: number, name?: string): void => {
      if (end <= at) return;
      pieces.push({ kind, first: at, size: end - at, share: (end - at) / total, ...(name === undefined ? {} : { name }) });
      at = end;
    };
    for (const { name, range } of taken) {
      if (!cidrOverlaps(range, whole)) continue;
      push('free', Math.min(range.base, cidrLast(whole) + 1));
      push('subnet', Math.min(cidrLast(range), cidrLast(whole)) + 1, name);
    }
    push('free', cidrLast(whole) + 1);
    return [{ space, pieces }];
  });
}

/** The first free range of a size, aligned as a range must be; undefined where there is no room. */
export function freeRange(vnet: VirtualNetwork, prefix: number, except?: string): string | undefined {
  const taken = takenIn(vnet).filter(({ name }) => name !== except);
  for (const space of vnet.addressSpace) {
    const whole = parseCidr(space);
    if (!whole || whole.prefix > prefix) continue;
    const end = cidrLast(whole);
    let at = whole.base;
    // Each turn passes a subnet: there are no more turns than subnets, and one.
    while (at + 2 ** (32 - prefix) - 1 <= end) {
      const range = cidrOf(at, prefix);
      const hit = taken.find((other) => cidrOverlaps(other.range, range));
      if (!hit) return formatCidr(range);
      const size = 2 ** (32 - prefix);
      at = Math.ceil((cidrLast(hit.range) + 1) / size) * size;
    }
  }
  return undefined;
}

/** The largest ranges that are free, the largest first. */
export function freeRanges(vnet: VirtualNetwork, most = 4): readonly string[] {
  const found: Cidr[] = [];
  for (const { pieces } of barsOf(vnet)) {
    for (const { kind, first, size } of pieces) {
      if (kind !== 'free') continue;
      let at = first;
      const end = first + size;
      while (at < end) {
        const prefix = widestAt(at, end - at);
        found.push(cidrOf(at, prefix));
        at += 2 ** (32 - prefix);
      }
    }
  }
  return found
    .filter(({ prefix }) => prefix <= LONGEST)
    .sort((a, b) => a.prefix - b.prefix || a.base - b.base)
    .slice(0, most)
    .map(formatCidr);
}

/** The widest range that may start here and is no larger than what is left. */
function widestAt(first: number, left: number): number {
  let prefix = 0;
  while (prefix < 32 && (first % 2 ** (32 - prefix) !== 0 || 2 ** (32 - prefix) > left)) prefix++;
  return prefix;
}

export interface SubnetNeed {
  readonly code: 'firewall' | 'firewallManagement' | 'gateway' | 'bastion' | 'apiServer' | 'trafficController' | 'appGateway';
  /** The longest prefix that will do. */
  readonly prefix: number;
  /** Azure refuses less; otherwise it is advice. */
  readonly must: boolean;
  readonly rules: readonly string[];
}

const BY_NAME: Readonly<Record<string, SubnetNeed>> = {
  AzureFirewallSubnet: { code: 'firewall', prefix: 26, must: true, rules: ['E-24'] },
  AzureFirewallManagementSubnet: { code: 'firewallManagement', prefix: 26, must: true, rules: ['E-24'] },
  GatewaySubnet: { code: 'gateway', prefix: 27, must: false, rules: ['E-40'] },
  AzureBastionSubnet: { code: 'bastion', prefix: 26, must: true, rules: [] },
};
const BY_DELEGATION: Readonly<Record<string, SubnetNeed>> = {
  'Microsoft.ContainerService/managedClusters': { code: 'apiServer', prefix: 28, must: true, rules: ['E-38'] },
  'Microsoft.ServiceNetworking/trafficControllers': { code: 'trafficController', prefix: 24, must: true, rules: ['C-30'] },
};
const APP_GATEWAY: SubnetNeed = { code: 'appGateway', prefix: 24, must: false, rules: ['C-16'] };

/** What a subnet of this name, delegation or tenant must be large enough for. */
export function needsOf(
  { name, delegations = [] }: VirtualNetwork['subnets'][number],
  holdsAppGateway: boolean,
): readonly SubnetNeed[] {
  const named = Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined;
  const delegated = delegations.flatMap((each) => (Object.hasOwn(BY_DELEGATION, each) ? (BY_DELEGATION[each] ?? []) : []));
  return [...(named ? [named] : []), ...delegated, ...(holdsAppGateway ? [APP_GATEWAY] : [])];
}
