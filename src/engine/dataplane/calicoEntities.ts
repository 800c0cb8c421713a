// Whom Calico's rules mean: selectors over labels, network sets, service accounts and the endpoints of Services, in the namespaces that a rule
// looks into. Rules: CAL9–CAL13.
import type { CalicoEntityRule, CalicoPolicySpec, CalicoRule } from '../model/calico.ts';
import { listObjects, type NetworkSpec } from '../model/spec.ts';
import { calicoSelectorHolds, type Labelled, parseCalicoSelector } from '../net/calicoSelector.ts';
import { type Cidr, cidrContains, type Ipv4, parseCidr, parseIpv4 } from '../net/ipv4.ts';
import { addBit, type Bitset, createBitset, fillBits, hasBit } from './bitset.ts';
import { podsBySpace } from './podIndex.ts';
import { calicoPorts, NO_PORT, type PortTest } from './layerPorts.ts';
import type { LayerRule } from './layers.ts';
import { findBehind } from './serviceBehind.ts';
import type { Direction, PolicySetup } from './policyTables.ts';
import type { PodEntry } from './tables.ts';

/** What a selector finds: pods, and ranges of network sets. */
interface Found {
  readonly pods: Bitset;
  readonly nets: readonly Cidr[];
}

interface RulePlace {
  readonly direction: Direction;
  /** '' in a GlobalNetworkPolicy. */
  readonly home: string;
  readonly field: string;
}

export interface Finder {
  subjects(given: CalicoPolicySpec, within: (namespace: string) => boolean): Bitset;
  namespaces(selector: string): (name: string) => boolean;
  rule(rule: CalicoRule, place: RulePlace): LayerRule | undefined;
}

/** A selector that does not parse finds nothing; manifest/ refuses such a text. */
function compileSelector(selector: string | undefined): (of: Labelled) => boolean {
  const parsed = parseCalicoSelector(selector ?? '');
  return parsed.ok ? (of) => calicoSelectorHolds(parsed.selector, of) : () => false;
}

function labelled(labels: Readonly<Record<string, string>>, own: Readonly<Record<string, string>>): Labelled {
  const label = (key: string): string | undefined =>
    Object.hasOwn(own, key) ? own[key] : Object.hasOwn(labels, key) ? labels[key] : undefined;
  return { label, all: true, global: false };
}

export function createFinder(spec: NetworkSpec, { placement, services }: PolicySetup): Finder {
  const { pods, namespaceLabels } = placement;
  const sets = [...listObjects(spec, 'NetworkSet'), ...listObjects(spec, 'GlobalNetworkSet')].map(({ metadata, spec: given }) => {
    const { namespace } = metadata;
    const own: Record<string, string> = namespace === '' ? {} : { 'projectcalico.org/namespace': namespace };
    return {
      namespace,
      labels: labelled(metadata.labels ?? {}, own),
      nets: (given.nets ?? []).flatMap((net) => rangeOf(net) ?? []),
    };
  });
  const spaces = podsBySpace(pods);
  const everybody = createBitset(pods.length);
  fillBits(everybody, pods.length);
  const podLabels = pods.map((pod) =>
    labelled(pod.labels, {
      'projectcalico.org/namespace': pod.namespace,
      'projectcalico.org/orchestrator': 'k8s',
      'projectcalico.org/serviceaccount': accountOf(pod),
    }),
  );
  const namespaces = (selector: string): ((name: string) => boolean) => {
    const known = new Map<string, boolean>();
    const holds = compileSelector(selector);
    return (name) => {
      let answer = known.get(name);
      if (answer === undefined) {
        const labels = namespaceLabels.get(name) ?? { 'kubernetes.io/metadata.name': name };
        known.set(name, (answer = holds(labelled(labels, { 'projectcalico.org/name': name }))));
      }
      return answer;
    };
  };
  /** Many rules ask alike. */
  const kept = new Map<string, Found>();
  const find = (selector: string | undefined, scope: Scope, runs?: (pod: PodEntry) => boolean): Found => {
    const name = `${scope.key} ${selector ?? ''}`;
    const known = runs ? undefined : kept.get(name);
    if (known) return known;
    const found = search(compileSelector(selector), (each) => scope.within(each), runs);
    if (!runs) kept.set(name, found);
    return found;
  };
  const search = (
    holds: (of: Labelled) => boolean,
    within: (namespace: string) => boolean,
    runs: (pod: PodEntry) => boolean = () => true,
  ): Found => {
    const set = createBitset(pods.length);
    for (const [namespace, members] of spaces) {
      if (!within(namespace)) continue;
      for (const index of members) {
        const [pod, labels] = [pods[index], podLabels[index]];
        if (pod && labels && runs(pod) && holds(labels)) addBit(set, index);
      }
    }
    const nets = sets.filter(({ namespace, labels }) => within(namespace) && holds(labels));
    return { pods: set, nets: nets.flatMap((each) => each.nets) };
  };
  /** Where a peer's selector looks: its namespaceSelector, the policy's own namespace, or everywhere (CAL13). */
  const scope = (entity: CalicoEntityRule, home: string): Scope => {
    const selector = entity.namespaceSelector;
    if (selector === undefined || selector === '')
      return home === '' ? EVERYWHERE : { key: `=${home}`, within: (namespace) => namespace === home };
    const key = `?${selector}`;
    const parsed = parseCalicoSelector(selector);
    if (parsed.ok && parsed.selector.type === 'global') return { key, within: (namespace) => namespace === '' };
    const inside = namespaces(selector);
    return { key, within: (namespace) => namespace !== '' && inside(namespace) };
  };

  const rule = (given: CalicoRule, { direction, home, field }: RulePlace): LayerRule | undefined => {
    if (given.action === 'Log') return undefined;
    const action = given.action === 'Allow' ? 'allow' : given.action === 'Pass' ? 'pass' : 'deny';
    const side = direction === 'ingress' ? 'source' : 'destination';
    const peer = entityTest(given[side] ?? {}, home);
    const subject = entityTest(given[direction === 'ingress' ? 'destination' : 'source'] ?? {}, home);
    const unknown = given.http !== undefined || given.ipVersion === 6 || given.icmp !== undefined;
    const never = unknown && (action === 'allow' || given.ipVersion === 6 || given.icmp !== undefined);
    return {
      action,
      field,
      pods: peer.pods(),
      outside: (address) => peer.outside(address),
      ...(never ? NO_PORT : bothPorts(calicoPorts(given), direction === 'egress' ? peer.ports : undefined)),
      ...(subject.narrows ? { only: subject.pods() } : {}),
    };
  };

  const entityTest = (entity: CalicoEntityRule, home: string): EntityTest => {
    const accounts = accountTest(entity);
    const scoped = entity.selector !== undefined || entity.namespaceSelector !== undefined || accounts !== undefined;
    const selected =
      scoped || (home !== '' && entity.notSelector !== undefined)
        ? find(entity.selector, scope(entity, home), accounts)
        : undefined;
    // A network set runs under no account.
    const positive = selected && accounts ? { ...selected, nets: [] } : selected;
    const { name = '', namespace = home } = entity.services ?? {};
    const behind = entity.services ? findBehind(services, `${namespace}/${name}`) : undefined;
    const negative = entity.notSelector === undefined ? undefined : find(entity.notSelector, EVERYWHERE);
    const nets = entity.nets && entity.nets.length > 0 ? entity.nets.flatMap((net) => rangeOf(net) ?? []) : undefined;
    const notNets = (entity.notNets ?? []).flatMap((net) => rangeOf(net) ?? []);
    const inRanges = (ranges: readonly Cidr[], address: Ipv4 | undefined): boolean =>
      address !== undefined && ranges.some((range) => cidrContains(range, address));
    const test = (pod: number | undefined, address: Ipv4 | undefined): boolean => {
      const isFound = (found: Found): boolean => (pod !== undefined && hasBit(found.pods, pod)) || inRanges(found.nets, address);
      return (
        (positive === undefined || isFound(positive)) &&
        (behind === undefined || behind.holds(pod, address)) &&
        (negative === undefined || !isFound(negative)) &&
        (nets === undefined || inRanges(nets, address)) &&
        !inRanges(notNets, address)
      );
    };
    return {
      pods: () => {
        const plain = behind === undefined && negative === undefined && nets === undefined && notNets.length === 0;
        if (plain && (positive === undefined || positive.nets.length === 0)) return positive?.pods ?? everybody;
        return bitsOf(pods.length, (pod) => test(pod, pods[pod]?.address));
      },
      outside: (address) => test(undefined, address),
      ports: behind && { ports: (port, protocol, at) => behind.ports(port, protocol, at), named: true },
      narrows:
        positive !== undefined || behind !== undefined || negative !== undefined || nets !== undefined || notNets.length > 0,
    };
  };
  return {
    namespaces,
    rule,
    subjects: (given, within) => {
      const accounts = given.serviceAccountSelector;
      const runs = accounts === undefined ? undefined : accountSelected(accounts);
      return search(compileSelector(given.selector), within, runs).pods;
    },
  };
}

/** Where a selector looks, and what to call it. */
interface Scope {
  readonly key: string;
  within(namespace: string): boolean;
}

const EVERYWHERE: Scope = { key: '*', within: () => true };

interface EntityTest {
  pods(): Bitset;
  outside(address: Ipv4): boolean;
  /** Where a Service says who is meant, it says at which ports. */
  readonly ports: PortTest | undefined;
  readonly narrows: boolean;
}

function accountOf({ serviceAccountName = 'default' }: PodEntry): string {
  return serviceAccountName;
}

/** Service accounts have no labels of their own here, only the name that Calico gives them as one. */
function accountSelected(selector: string): (pod: PodEntry) => boolean {
  const holds = compileSelector(selector);
  return (pod) => holds(labelled({}, { 'projectcalico.org/name': accountOf(pod) }));
}

function accountTest({ serviceAccounts }: CalicoEntityRule): ((pod: PodEntry) => boolean) | undefined {
  if (!serviceAccounts) return undefined;
  const { names = [], selector } = serviceAccounts;
  const chosen = selector === undefined ? undefined : accountSelected(selector);
  return (pod) => (names.length === 0 || names.includes(accountOf(pod))) && chosen?.(pod) !== false;
}

function bothPorts(a: PortTest, b: PortTest | undefined): PortTest {
  if (!b) return a;
  return { ports: (port, protocol, at) => a.ports(port, protocol, at) && b.ports(port, protocol, at), named: true };
}

function rangeOf(text: string): Cidr | undefined {
  const address = parseIpv4(text);
  return address === undefined ? parseCidr(text) : { base: address, prefix: 32 };
}

function bitsOf(size: number, isMember: (pod: number) => boolean): Bitset {
  const set = createBitset(size);
  for (let pod = 0; pod < size; pod++) if (isMember(pod)) addBit(set, pod);
  return set;
}
