// A literal reading of the layers, pair by pair and rule by rule, written apart from the engine's tables.
// Rules: CAL2–CAL13, CIL1–CIL8, CIL11, ANP1–ANP6, NP2, NP3, NP37.
import type { AdminPeer, AdminRule, AdminSubject } from '../../src/engine/model/adminPolicy.ts';
import type { CalicoEntityRule, CalicoRule } from '../../src/engine/model/calico.ts';
import type { CiliumEgressRule, CiliumIngressRule, CiliumRule } from '../../src/engine/model/cilium.ts';
import type { PolicyResource } from '../../src/engine/model/kubernetes.ts';
import type { LabelSelector } from '../../src/engine/model/labels.ts';
import { type CalicoSelector, calicoSelectorHolds, parseCalicoSelector } from '../../src/engine/net/calicoSelector.ts';
import type { Protocol } from '../../src/engine/net/packet.ts';
import {
  anyPort,
  bruteForcePolicy,
  type End,
  holds,
  inRange,
  isSubject,
  peerHolds,
  rangeOf,
  readPolicy,
  requirementsOf,
} from './bruteForcePolicy.ts';
import type { RawWorld } from './rawWorld.ts';

type Engine = 'calico' | 'cilium' | 'spec';
type Answer = 'allow' | 'deny' | 'pass' | 'next';
type Direction = 'ingress' | 'egress';

interface Case {
  readonly direction: Direction;
  readonly subject: End;
  readonly peer: End;
  readonly destination: End;
  readonly port: number;
  readonly protocol: Protocol;
}

/** One policy: undefined when it does not select, else what it says; `closes`: the end of its tier is closed by it. */
interface Judge {
  readonly order: number;
  readonly name: string;
  judge(about: Case): { readonly answer: Answer; readonly closes: boolean } | undefined;
}

export interface Layered {
  end(text: string): End;
  allows(from: End, to: End, port: number, protocol: Protocol): boolean;
}

export function bruteForceLayers(world: RawWorld, resources: readonly PolicyResource[], engine: Engine): Layered {
  const ends = bruteForcePolicy(world);
  const tiers = engine === 'calico' ? calicoTiers(world, resources) : plainTiers(world, resources, engine);
  const judge = (about: Case): boolean => {
    const { subject, peer, direction } = about;
    if (!isSubject(subject)) return true;
    const ownNode = !isSubject(peer) && peer.node !== '' && peer.node === subject.node;
    if (ownNode && (direction === 'ingress' || engine === 'spec')) return true;
    for (const tier of tiers) {
      let closed = false;
      let passed = false;
      for (const policy of tier) {
        const said = policy.judge(about);
        if (!said) continue;
        closed ||= said.closes;
        if (said.answer === 'allow') return true;
        if (said.answer === 'deny') return false;
        if (said.answer === 'pass') {
          passed = true;
          break;
        }
      }
      if (closed && !passed) return false;
    }
    return true;
  };
  return {
    end: (text) => ends.end(text),
    allows: (from, to, port, protocol) =>
      (from.pod !== null && from.pod === to.pod) ||
      (judge({ direction: 'egress', subject: from, peer: to, destination: to, port, protocol }) &&
        judge({ direction: 'ingress', subject: to, peer: from, destination: to, port, protocol })),
  };
}

function kubernetes(world: RawWorld, engine: Engine): Judge[] {
  return world.policies.map((raw) => {
    const policy = readPolicy(raw);
    return {
      order: 1000,
      name: `knp.default.${raw.namespace}/${raw.name}`,
      judge: ({ direction, subject, peer, destination, port, protocol }) => {
        const rules = policy[direction];
        const { pod } = subject;
        if (rules === null || pod === null || pod.namespace !== policy.namespace || !holds(policy.subjects, pod.labels))
          return undefined;
        const seen = engine === 'cilium' && (peer.pod !== null || peer.node !== '');
        const met = rules.some(
          ({ peers, ports }) =>
            (peers.length === 0 ||
              peers.some((each) => !(seen && each.block !== null) && peerHolds(each, policy.namespace, peer))) &&
            anyPort(ports, destination, port, protocol),
        );
        return { answer: met ? 'allow' : 'next', closes: true };
      },
    };
  });
}

function matches(selector: LabelSelector, labels: ReadonlyMap<string, string>): boolean {
  return holds(requirementsOf(selector), labels);
}

function plainTiers(world: RawWorld, resources: readonly PolicyResource[], engine: Engine): Judge[][] {
  const plain = kubernetes(world, engine);
  const cilium = resources.flatMap((resource) =>
    resource.kind === 'CiliumNetworkPolicy' || resource.kind === 'CiliumClusterwideNetworkPolicy'
      ? [...(resource.spec ? [resource.spec] : []), ...(resource.specs ?? [])].map((rule) => ({
          rule,
          namespace: resource.metadata.namespace,
        }))
      : [],
  );
  const middle =
    engine === 'cilium'
      ? [cilium.map((each) => ciliumJudge(each, true)), [...plain, ...cilium.map((each) => ciliumJudge(each, false))]]
      : [plain];
  return [
    adminJudges(resources, 'AdminNetworkPolicy', engine),
    ...middle,
    adminJudges(resources, 'BaselineAdminNetworkPolicy', engine),
  ];
}

function adminJudges(
  resources: readonly PolicyResource[],
  kind: 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy',
  engine: Engine,
): Judge[] {
  return resources
    .flatMap((resource): Judge[] => {
      if (resource.kind !== kind) return [];
      const order = resource.kind === 'AdminNetworkPolicy' ? resource.spec.priority : 0;
      return [
        {
          order,
          name: resource.metadata.name,
          judge: (about) => {
            if (!adminHolds(resource.spec.subject, about.subject)) return undefined;
            const rule = (resource.spec[about.direction] ?? []).find((each) => adminMeets(each, about, engine));
            const answer =
              rule?.action === 'Allow' ? 'allow' : rule?.action === 'Deny' ? 'deny' : rule?.action === 'Pass' ? 'pass' : 'next';
            return { answer, closes: false };
          },
        },
      ];
    })
    .sort((a, b) => a.order - b.order);
}

function adminHolds({ namespaces, pods }: AdminSubject, { pod }: End): boolean {
  if (pod === null || pod.hostNetwork) return false;
  if (namespaces) return matches(namespaces, pod.namespaceLabels);
  return pods !== undefined && matches(pods.namespaceSelector, pod.namespaceLabels) && matches(pods.podSelector, pod.labels);
}

function adminMeets(rule: AdminRule, { peer, destination, port, protocol }: Case, engine: Engine): boolean {
  const isNode = !isSubject(peer) && peer.node !== '';
  const met = (rule.from ?? rule.to ?? []).some((each: AdminPeer) => {
    if (each.nodes) return isNode && Object.keys(each.nodes).length === 0;
    if (each.networks)
      return !(engine === 'cilium' && (isNode || peer.pod)) && each.networks.some((text) => inRange(rangeOf(text), peer.address));
    return adminHolds(each, peer);
  });
  if (!met || rule.ports === undefined) return met;
  return rule.ports.some(({ portNumber, portRange, namedPort }) => {
    if (portNumber) return (portNumber.protocol ?? 'TCP') === protocol && portNumber.port === port;
    if (portRange) return (portRange.protocol ?? 'TCP') === protocol && port >= portRange.start && port <= portRange.end;
    return anyPort([{ port: namedPort ?? '', protocol }], destination, port, protocol);
  });
}

function ciliumJudge({ rule, namespace }: { readonly rule: CiliumRule; readonly namespace: string }, deny: boolean): Judge {
  return {
    order: 0,
    name: '',
    judge: (about) => {
      const { direction, subject } = about;
      if (!ciliumHolds(rule.endpointSelector ?? {}, namespace, { end: subject, confined: true })) return undefined;
      const [allows, denies] = [rule[direction], rule[`${direction}Deny` as const]];
      const closes = !deny && (rule.enableDefaultDeny?.[direction] ?? (allows !== undefined || denies !== undefined));
      const list: readonly (CiliumIngressRule & CiliumEgressRule)[] = (deny ? denies : allows) ?? [];
      const met = list.some((each) => ciliumMeets(each, namespace, about));
      return { answer: met ? (deny ? 'deny' : 'allow') : 'next', closes };
    },
  };
}

function ciliumHolds(
  selector: LabelSelector,
  namespace: string,
  { end, confined }: { readonly end: End; readonly confined: boolean },
): boolean {
  const { pod } = end;
  if (pod === null || pod.hostNetwork) return false;
  const named = selector.matchLabels?.['k8s:io.kubernetes.pod.namespace'];
  if (named !== undefined && !confined) return pod.namespace === named;
  return (namespace === '' || pod.namespace === namespace) && matches(selector, pod.labels);
}

function ciliumMeets(rule: CiliumIngressRule & CiliumEgressRule, namespace: string, about: Case): boolean {
  const { peer, subject, destination, port, protocol } = about;
  const given = Object.keys(rule).filter((key) => key !== 'toPorts');
  if (given.length === 0 && rule.toPorts === undefined) return false;
  const isPod = isSubject(peer);
  const isNode = !isPod && peer.node !== '';
  const isOwn = isNode && peer.node === subject.node;
  const outside = !isPod && !isNode;
  const entity = (name: string): boolean =>
    name === 'all' ||
    (name === 'world' && outside) ||
    (name === 'cluster' && !outside) ||
    (name === 'host' && isOwn) ||
    (name === 'remote-node' && isNode && !isOwn);
  const ranges = [
    ...(rule.fromCIDR ?? rule.toCIDR ?? []).map((cidr) => ({ cidr, except: [] as readonly string[] })),
    ...(rule.fromCIDRSet ?? rule.toCIDRSet ?? []).map(({ cidr = '', except = [] }) => ({ cidr, except })),
  ];
  const met =
    given.length === 0 ||
    (rule.fromEndpoints ?? rule.toEndpoints ?? []).some((each) => ciliumHolds(each, namespace, { end: peer, confined: false })) ||
    (rule.fromEntities ?? rule.toEntities ?? []).some(entity) ||
    (outside &&
      ranges.some(
        ({ cidr, except }) => inRange(rangeOf(cidr), peer.address) && !except.some((gap) => inRange(rangeOf(gap), peer.address)),
      ));
  if (!met || rule.toPorts === undefined || rule.toPorts.length === 0) return met;
  return rule.toPorts.some(({ ports = [] }) =>
    ports.some((entry) => {
      if (entry.protocol !== undefined && entry.protocol !== 'ANY' && entry.protocol !== protocol) return false;
      if (entry.port === 'http') return anyPort([{ port: 'http', protocol }], destination, port, protocol);
      const low = Number(entry.port);
      return low === 0 || (port >= low && port <= Math.max(low, entry.endPort ?? low));
    }),
  );
}

interface NetSet {
  readonly namespace: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly nets: readonly string[];
}

const parsedOnce = new Map<string, CalicoSelector>();

function calicoHolds(selector: string, labels: ReadonlyMap<string, string>): boolean {
  let known = parsedOnce.get(selector);
  if (!known) {
    const parsed = parseCalicoSelector(selector);
    if (!parsed.ok) throw new Error(parsed.error);
    parsedOnce.set(selector, (known = parsed.selector));
  }
  return calicoSelectorHolds(known, { label: (key) => labels.get(key), all: true, global: false });
}

function calicoTiers(world: RawWorld, resources: readonly PolicyResource[]): Judge[][] {
  const sets: NetSet[] = resources.flatMap((resource) =>
    resource.kind === 'NetworkSet' || resource.kind === 'GlobalNetworkSet'
      ? [
          {
            namespace: resource.metadata.namespace,
            labels: new Map(Object.entries(resource.metadata.labels ?? {})),
            nets: resource.spec.nets ?? [],
          },
        ]
      : [],
  );
  const tiers = new Map<string, { order: number; end: string; list: Judge[] }>([
    ['kube-admin', { order: 1000, end: 'Pass', list: adminJudges(resources, 'AdminNetworkPolicy', 'calico') }],
    ['default', { order: 1e6, end: 'Deny', list: kubernetes(world, 'calico') }],
    ['kube-baseline', { order: 1e7, end: 'Pass', list: adminJudges(resources, 'BaselineAdminNetworkPolicy', 'calico') }],
  ]);
  for (const resource of resources) {
    if (resource.kind === 'Tier')
      tiers.set(resource.metadata.name, {
        order: resource.spec.order ?? Infinity,
        end: resource.spec.defaultAction ?? 'Deny',
        list: [],
      });
  }
  for (const resource of resources) {
    if (resource.kind !== 'CalicoNetworkPolicy' && resource.kind !== 'GlobalNetworkPolicy') continue;
    const { metadata, spec } = resource;
    const home = metadata.namespace;
    const inside = resource.kind === 'GlobalNetworkPolicy' ? resource.spec.namespaceSelector : undefined;
    tiers.get(spec.tier ?? 'default')?.list.push({
      order: spec.order ?? Infinity,
      name: home === '' ? metadata.name : `${metadata.name}/${home}`,
      judge: (about) => {
        const { pod } = about.subject;
        const [into, out] = [(spec.ingress ?? []).length > 0, (spec.egress ?? []).length > 0];
        const types: readonly string[] = spec.types ?? (out && !into ? ['Egress'] : out ? ['Ingress', 'Egress'] : ['Ingress']);
        if (pod === null || !types.includes(about.direction === 'ingress' ? 'Ingress' : 'Egress')) return undefined;
        if (home !== '' && pod.namespace !== home) return undefined;
        if (inside !== undefined && !calicoHolds(inside, namespaceOf(about.subject))) return undefined;
        if (!calicoHolds(spec.selector ?? '', pod.labels)) return undefined;
        for (const rule of spec[about.direction] ?? []) {
          if (rule.action === 'Log' || !calicoMeets(rule, about, { home, sets })) continue;
          return { answer: rule.action === 'Allow' ? 'allow' : rule.action === 'Deny' ? 'deny' : 'pass', closes: true };
        }
        return { answer: 'next', closes: true };
      },
    });
  }
  return [...tiers]
    .sort(([, a], [, b]) => a.order - b.order)
    .map(([, { end, list }]) =>
      list
        .sort((a, b) => (a.order === b.order ? (a.name < b.name ? -1 : 1) : a.order - b.order))
        .map((each) => ({
          ...each,
          judge: (about: Case) => {
            const said = each.judge(about);
            return said && { ...said, closes: said.closes && end === 'Deny' };
          },
        })),
    );
}

function namespaceOf({ pod }: End): ReadonlyMap<string, string> {
  return new Map([...(pod?.namespaceLabels ?? []), ['projectcalico.org/name', pod?.namespace ?? '']]);
}

interface Where {
  readonly home: string;
  readonly sets: readonly NetSet[];
}

function calicoMeets(rule: CalicoRule, about: Case, where: Where): boolean {
  const { direction, subject, peer, destination, port, protocol } = about;
  const name = (given: string | number): string => (given === 6 ? 'TCP' : String(given));
  if (rule.protocol !== undefined && name(rule.protocol) !== protocol) return false;
  if (rule.notProtocol !== undefined && name(rule.notProtocol) === protocol) return false;
  const hears = (entry: string | number): boolean => {
    const [low, high] = String(entry).split(':').map(Number);
    if (low === undefined || Number.isNaN(low)) return anyPort([{ port: String(entry), protocol }], destination, port, protocol);
    return port >= low && port <= (high ?? low);
  };
  const { ports, notPorts } = rule.destination ?? {};
  if (ports && !ports.some(hears)) return false;
  if (notPorts?.some(hears)) return false;
  const [from, to] = direction === 'ingress' ? [peer, subject] : [subject, peer];
  return entityHolds(rule.source ?? {}, from, where) && entityHolds(rule.destination ?? {}, to, where);
}

function entityHolds(entity: CalicoEntityRule, end: End, { home, sets }: Where): boolean {
  const space = entity.namespaceSelector;
  const inScope = (namespace: string, labels: ReadonlyMap<string, string>): boolean => {
    if (space === undefined) return home === '' || namespace === home;
    if (space === 'global()') return namespace === '';
    return namespace !== '' && calicoHolds(space, labels);
  };
  const known = (selector: string | undefined, scoped: boolean): boolean => {
    const { pod } = end;
    if (
      pod !== null &&
      !pod.hostNetwork &&
      (!scoped || inScope(pod.namespace, namespaceOf(end))) &&
      calicoHolds(selector ?? '', pod.labels)
    )
      return true;
    return sets.some(
      (set) =>
        (!scoped || inScope(set.namespace, spaceLabels(set.namespace))) &&
        calicoHolds(selector ?? '', set.labels) &&
        set.nets.some((net) => inRange(rangeOf(net), end.address)),
    );
  };
  if (
    (entity.selector !== undefined || space !== undefined || (home !== '' && entity.notSelector !== undefined)) &&
    !known(entity.selector, true)
  )
    return false;
  if (entity.notSelector !== undefined && known(entity.notSelector, false)) return false;
  if (entity.nets && !entity.nets.some((net) => inRange(rangeOf(net), end.address))) return false;
  return !entity.notNets?.some((net) => inRange(rangeOf(net), end.address));
}

let spaces: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map();

/** Namespaces of the world at hand, with the label that Calico gives them. */
function spaceLabels(name: string): ReadonlyMap<string, string> {
  return spaces.get(name) ?? new Map([['projectcalico.org/name', name]]);
}

export function rememberSpaces(world: RawWorld): void {
  spaces = new Map(
    world.namespaces.map(({ name, labels }) => [name, new Map([...Object.entries(labels), ['projectcalico.org/name', name]])]),
  );
}
