// Load balancer frontends: internal ones from a subnet, public ones declared or lent; Services may share one on different ports.
// Rules: world-format "Addresses", B-13, B-18, B-23…B-25, C12, SVC20.
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Service } from '../model/kubernetes.ts';
import { cidrContains, formatIpv4, type Ipv4, parseIpv4 } from '../net/ipv4.ts';
import { type AddressBook, isAzureReserved, takeExact, takeLowest } from './addressBook.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import { mayJoin } from './validateRights.ts';

const PREFIX = 'service.beta.kubernetes.io/';
export const FIRST_PUBLIC = parseIpv4('20.50.0.1') ?? 0;

export function isInternal(service: Service): boolean {
  return service.metadata.annotations?.[`${PREFIX}azure-load-balancer-internal`] === 'true';
}

/** The subnet of an internal frontend: named by annotation, else the nodes' own (B-23). */
export function internalSubnet(service: Service, nodeSubnet: string): string {
  return service.metadata.annotations?.[`${PREFIX}azure-load-balancer-internal-subnet`] ?? nodeSubnet;
}

/** Azure's controller serves Services of its own alone: a class names somebody else (SVC20). */
export function isBalanced({ spec }: Service): boolean {
  return spec.type === 'LoadBalancer' && spec.loadBalancerClass === undefined;
}

export interface FrontendInput {
  readonly services: readonly Service[];
  readonly network: NetworkDocument;
  readonly nodeSubnet: string;
  readonly bySubnet: ReadonlyMap<string, AddressBook>;
}

type Report = (code: string, service: Service, field: string, params: Diagnostic['params']) => void;

export function allocateFrontends(
  input: FrontendInput,
  report: Report,
): { ips: Map<string, string>; frontends: string[]; next: Ipv4; publicOf: ReadonlyMap<string, string> } {
  const ips = new Map<string, string>();
  const frontends: string[] = [];
  const publicOf = new Map<string, string>();
  const taken = new Set<string>((input.network.publicIPAddresses ?? []).flatMap((item) => item.ipAddress ?? []));
  let next = FIRST_PUBLIC;
  const lend = (): string => {
    while (taken.has(formatIpv4(next))) next++;
    const address = formatIpv4(next++);
    taken.add(address);
    return address;
  };
  for (const item of input.network.publicIPAddresses ?? []) publicOf.set(item.name, item.ipAddress ?? lend());
  const balancers = input.services.filter(isBalanced);
  for (const service of input.services) {
    const { type, loadBalancerClass } = service.spec;
    if (type === 'LoadBalancer' && loadBalancerClass !== undefined)
      report('LoadBalancerClassUnknown', service, 'spec.loadBalancerClass', { class: loadBalancerClass });
  }
  const fixed = new Set<string>();
  // Declared frontends hold their address before anybody is given a free one.
  for (const service of balancers.filter(isInternal)) {
    const wanted = wantedAddress(service);
    if (wanted === undefined) continue;
    const subnet = internalSubnet(service, input.nodeSubnet);
    if (!mayJoin(input.network, subnet)) continue;
    const book = input.bySubnet.get(subnet);
    const address = parseIpv4(wanted);
    if (!book || address === undefined || !cidrContains(book.range, address))
      report('PrivateIPAddressNotInSubnet', service, 'metadata.annotations', { ip: wanted, subnet });
    else if (isAzureReserved(book.range, address))
      report('PrivateIPAddressInReservedRange', service, 'metadata.annotations', { ip: wanted, subnet });
    else if (!takeExact(book, address) && !fixed.has(`${subnet} ${wanted}`))
      report('PrivateIPAddressInUse', service, 'metadata.annotations', { ip: wanted, subnet });
    else {
      fixed.add(`${subnet} ${wanted}`);
      ips.set(nameOf(service), wanted);
      frontends.push(subnet);
    }
  }
  for (const service of balancers) {
    if (ips.has(nameOf(service))) continue;
    if (isInternal(service)) {
      const subnet = internalSubnet(service, input.nodeSubnet);
      if (!mayJoin(input.network, subnet)) report('LinkedAuthorizationFailed', service, 'metadata.annotations', { subnet });
      if (wantedAddress(service) !== undefined || !mayJoin(input.network, subnet)) continue;
      const book = input.bySubnet.get(subnet);
      const address = book && takeLowest(book);
      if (!book) report('InvalidResourceReference', service, 'metadata.annotations', { kind: 'subnet', name: subnet });
      else if (address === undefined)
        report('InsufficientSubnetSize', service, 'spec.type', { subnet, needed: 1, free: 0, usable: 0 });
      else {
        ips.set(nameOf(service), formatIpv4(address));
        frontends.push(subnet);
      }
      continue;
    }
    const named = service.metadata.annotations?.[`${PREFIX}azure-pip-name`];
    const address = (named === undefined ? undefined : publicOf.get(named)) ?? wantedAddress(service);
    if (named !== undefined && address === undefined)
      report('InvalidResourceReference', service, 'metadata.annotations', { kind: 'publicIPAddress', name: named });
    else ips.set(nameOf(service), address ?? lend());
  }
  refuseTakenPorts(balancers, ips, report);
  countRules(balancers, ips, report);
  while (taken.has(formatIpv4(next))) next++;
  return { ips, frontends, next, publicOf };
}

/** The address it asks for, if any (B-23, B-24). */
export function wantedAddress(service: Service): string | undefined {
  return service.metadata.annotations?.[`${PREFIX}azure-load-balancer-ipv4`] ?? service.spec.loadBalancerIP;
}

function nameOf({ metadata }: Service): string {
  return `${metadata.namespace}/${metadata.name}`;
}

/** A node's interface stands behind 300 rules at most (B-25, C12). */
const MOST_RULES = 300;
const MANY_RULES = 250;

function countRules(balancers: readonly Service[], ips: ReadonlyMap<string, string>, report: Report): void {
  let rules = 0;
  for (const service of balancers) {
    if (!ips.has(nameOf(service))) continue;
    const before = rules;
    rules += service.spec.ports.filter(({ protocol }) => protocol !== 'SCTP').length;
    if (before <= MOST_RULES && rules > MOST_RULES)
      report('LoadBalancerRulesExceeded', service, 'spec.ports', { count: rules, most: MOST_RULES });
    else if (before <= MANY_RULES && rules > MANY_RULES)
      report('LoadBalancerRulesNear', service, 'spec.ports', { count: rules, most: MOST_RULES });
  }
}

/** One frontend has one rule for a port and protocol: the first Service has it, the other stays pending (B-18, B-24). */
function refuseTakenPorts(balancers: readonly Service[], ips: Map<string, string>, report: Report): void {
  const holders = new Map<string, string>();
  for (const service of balancers) {
    const ip = ips.get(nameOf(service));
    if (ip === undefined) continue;
    const keys = service.spec.ports.map(({ port, protocol }) => `${ip} ${port}/${protocol}`);
    const at = keys.findIndex((key) => holders.has(key));
    if (at < 0) for (const key of keys) holders.set(key, nameOf(service));
    else {
      const { port = 0, protocol = '' } = service.spec.ports[at] ?? {};
      const holder = holders.get(keys[at] ?? '') ?? '';
      report('FrontendPortInUse', service, `spec.ports[${at}].port`, { ip, port, protocol, holder });
      ips.delete(nameOf(service));
    }
  }
}
