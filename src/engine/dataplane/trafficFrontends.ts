// Application Gateway for Containers, as Azure has it: frontends with a name and an address of the street, the subnet they speak from, and
// what keeps requests from getting there or from getting on to pods. Rules: C-30, C14.
import type { TrafficController } from '../model/azure.ts';
import type { NetworkDocument, Subnet } from '../model/networkDocument.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { cidrSize, formatIpv4, type Ipv4, parseCidr, parseIpv4 } from '../net/ipv4.ts';
import { freeAddress } from './appGateways.ts';
import type { HostEntry, Placement } from './tables.ts';
import { type Claim, type Claimant, frontendKey } from './trafficClaims.ts';

const DELEGATION = 'microsoft.servicenetworking/trafficcontrollers';
const DOMAIN = 'alb.azure.com';
const FIRST_FRONTEND = parseIpv4('20.70.0.1') ?? 0;
/** Addresses an association takes (its page says at least 256). */
export const ASSOCIATION_ADDRESSES = 256;
const OVERLAY_PREFIX = 24;

/** Nothing listens at all. */
export type FrontendFault = 'kubenet' | 'controllerMissing' | 'subnetMissing' | 'notDelegated' | 'tooSmall';
/** Requests are read, and no pod of Overlay is within reach. */
export type OverlayFault = 'size' | 'shared' | 'otherVnet';

export interface FrontendEntry {
  /** Name of the `trafficControllers` entry. */
  readonly resource: string;
  readonly frontend: string;
  readonly fqdn: string;
  readonly address: Ipv4;
  /** The association's address: the sender of every connection to a backend. */
  readonly host: HostEntry;
  readonly claimant?: Claimant;
  readonly fault?: FrontendFault;
  readonly overlayFault?: OverlayFault;
  /** What either of them is about. */
  readonly rule?: RuleRef;
}

export type TrafficFrontends = ReadonlyMap<Ipv4, FrontendEntry>;

interface Named {
  readonly controller: TrafficController;
  readonly frontend: string;
  readonly fqdn: string;
  readonly address: Ipv4;
}

/** Those of the document in its order, then those the controller made. */
function namesOfFrontends(network: NetworkDocument, claims: readonly Claim[]): Named[] {
  const controllers = network.trafficControllers ?? [];
  const made = claims.filter(({ fault }) => fault === undefined);
  const all = controllers.flatMap((controller) => {
    const own = made.filter(({ resource, frontend }) => resource === controller.name && !controller.frontends.includes(frontend));
    return [...controller.frontends, ...own.map(({ frontend }) => frontend)].map((frontend) => ({ controller, frontend }));
  });
  return all.map(({ controller, frontend }, index) => ({
    controller,
    frontend,
    fqdn: `${frontend}.${controller.name}.${DOMAIN}`.toLowerCase(),
    address: FIRST_FRONTEND + index,
  }));
}

/** What the street's directory knows of them. */
export function frontendNames(network: NetworkDocument, claims: readonly Claim[]): ReadonlyMap<string, string> {
  return new Map(namesOfFrontends(network, claims).map(({ fqdn, address }) => [fqdn, formatIpv4(address)]));
}

export function compileTrafficFrontends(placement: Placement, claims: readonly Claim[]): TrafficFrontends {
  const { network, mode } = placement;
  const holders = new Map(
    claims.flatMap((claim) =>
      claim.fault === undefined ? [[frontendKey(claim.resource, claim.frontend), claim.claimant] as const] : [],
    ),
  );
  return new Map(
    namesOfFrontends(network, claims).map(({ controller, frontend, fqdn, address }) => {
      const claimant = holders.get(frontendKey(controller.name, frontend));
      const fault = faultOf(placement, controller);
      const overlay = mode === 'overlay' && !fault ? overlayFaultOf(placement, controller) : undefined;
      const entry: FrontendEntry = {
        resource: controller.name,
        frontend,
        fqdn,
        address,
        host: hostOf(placement, controller, overlay === undefined),
        ...(claimant ? { claimant } : {}),
        ...(fault ? { fault: fault.code, rule: fault.rule } : {}),
        ...(overlay ? { overlayFault: overlay, rule: overlayRule(controller, overlay) } : {}),
      };
      return [address, entry] as const;
    }),
  );
}

function hostOf(placement: Placement, controller: TrafficController, reaches: boolean): HostEntry {
  const subnet = placement.subnets.find(({ name }) => name === controller.associationSubnet);
  const before = sharers(placement.network, controller).indexOf(controller);
  return {
    kind: 'virtualMachine',
    name: controller.name,
    address: subnet ? freeAddress(placement, [], subnet) + Math.max(0, before) : 0,
    site: subnet?.virtualNetwork ?? '',
    ports: [],
    ...(placement.mode === 'overlay' && reaches ? { reachesPods: true } : {}),
  };
}

/** Resources with an association in the same subnet, in the document's order. */
export function sharers(network: NetworkDocument, { associationSubnet }: TrafficController): TrafficController[] {
  return (network.trafficControllers ?? []).filter((item) => item.associationSubnet === associationSubnet);
}

export function isDelegated({ delegations }: Subnet): boolean {
  return (delegations ?? []).some((service) => service.toLowerCase() === DELEGATION);
}

/** Room for this association after those before it. */
export function hasRoom(network: NetworkDocument, controller: TrafficController, { addressPrefix }: Subnet): boolean {
  const range = parseCidr(addressPrefix);
  const needed = ASSOCIATION_ADDRESSES * (sharers(network, controller).indexOf(controller) + 1);
  return range !== undefined && cidrSize(range) >= needed;
}

/** The VNet and subnet of an association. */
export function associationOf(
  network: NetworkDocument,
  { associationSubnet }: TrafficController,
): { readonly vnet: string; readonly subnet: Subnet } | undefined {
  for (const { name, subnets } of network.virtualNetworks) {
    const subnet = subnets.find((item) => item.name === associationSubnet);
    if (subnet) return { vnet: name, subnet };
  }
  return undefined;
}

function faultOf(
  { network, cluster, mode }: Placement,
  controller: TrafficController,
): { readonly code: FrontendFault; readonly rule: RuleRef } | undefined {
  const of = (code: FrontendFault, object: string, field: string): { code: FrontendFault; rule: RuleRef } => ({
    code,
    rule: { object, field },
  });
  const name = `ManagedCluster/${cluster?.name ?? ''}`;
  if (cluster?.ingressProfile?.applicationLoadBalancer?.enabled !== true)
    return of('controllerMissing', name, 'ingressProfile.applicationLoadBalancer');
  if (mode === 'kubenet') return of('kubenet', name, 'networkProfile.networkPlugin');
  const found = associationOf(network, controller);
  if (!found) return of('subnetMissing', `TrafficController/${controller.name}`, 'associationSubnet');
  const subnet = `Subnet/${found.subnet.name}`;
  if (!isDelegated(found.subnet)) return of('notDelegated', subnet, 'delegations');
  return hasRoom(network, controller, found.subnet) ? undefined : of('tooSmall', subnet, 'addressPrefix');
}

/** Overlay is extended to a /24 of the cluster's own VNet, for one association (C-30). */
export function overlayFaultOf(
  placement: Pick<Placement, 'network' | 'clusterVnet'>,
  controller: TrafficController,
): OverlayFault | undefined {
  const found = associationOf(placement.network, controller);
  if (!found) return undefined;
  if (found.vnet !== placement.clusterVnet) return 'otherVnet';
  if (parseCidr(found.subnet.addressPrefix)?.prefix !== OVERLAY_PREFIX) return 'size';
  return sharers(placement.network, controller)[0] === controller ? undefined : 'shared';
}

function overlayRule(controller: TrafficController, fault: OverlayFault): RuleRef {
  return fault === 'size'
    ? { object: `Subnet/${controller.associationSubnet}`, field: 'addressPrefix' }
    : { object: `TrafficController/${controller.name}`, field: 'associationSubnet' };
}
