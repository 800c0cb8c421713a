// Cilium's policies as layers: all denies first, then the union of all allows together with NetworkPolicy v1. Rules: CIL1–CIL13,
// D-19, D-20.
import type { CiliumCidrRule, CiliumEgressRule, CiliumIngressRule, CiliumResource, CiliumRule } from '../model/cilium.ts';
import type { Labels, LabelSelector } from '../model/labels.ts';
import { listObjects, type NetworkSpec } from '../model/spec.ts';
import { cidrContains, type Ipv4, parseCidr, parseIpv4 } from '../net/ipv4.ts';
import { addBit, type Bitset, createBitset, uniteInto } from './bitset.ts';
import { ciliumPorts, NO_PORT } from './layerPorts.ts';
import { apiServerAddresses } from './apiServerDoors.ts';
import { hasSelector } from './endpoints.ts';
import { findBehind } from './serviceBehind.ts';
import type { ServiceTables } from './services.ts';
import type { LayerPolicy, LayerRule, Tier } from './layers.ts';
import { isPolicyPod, podsBySpace } from './podIndex.ts';
import type { Direction, PolicySetup } from './policyTables.ts';
import { selectorMatches } from './selectors.ts';
import type { Placement } from './tables.ts';

const NAMESPACE = 'io.kubernetes.pod.namespace';
const NAMESPACE_LABELS = 'io.cilium.k8s.namespace.labels.';
const OPEN = { ingress: false, egress: false };

export function ciliumTiers(spec: NetworkSpec, setup: PolicySetup, kubernetes: readonly LayerPolicy[]): Tier[] {
  const policies = ciliumPolicies(spec, setup);
  return [
    { cites: ['CIL4'], policies: policies.map(({ deny }) => deny) },
    { cites: ['CIL2', 'CIL4'], policies: [...kubernetes, ...policies.map(({ allow }) => allow)] },
  ];
}

export function ciliumPolicies(
  spec: NetworkSpec,
  setup: PolicySetup,
): { readonly deny: LayerPolicy; readonly allow: LayerPolicy }[] {
  const finder = createFinder(setup);
  return [...listObjects(spec, 'CiliumNetworkPolicy'), ...listObjects(spec, 'CiliumClusterwideNetworkPolicy')].flatMap(
    (policy) => {
      const { namespace, name } = policy.metadata;
      const object = namespace === '' ? `${policy.kind}/${name}` : `${policy.kind}/${namespace}/${name}`;
      const parts = [
        ...(policy.spec ? [{ rule: policy.spec, path: 'spec' }] : []),
        ...(policy.specs ?? []).map((rule, at) => ({ rule, path: `specs[${at}]` })),
      ];
      if (needsMore(policy, setup.placement) !== undefined) return [];
      return parts.map(({ rule, path }) => compileRule(finder, rule, { object, namespace, path }));
    },
  );
}

/** What a policy asks for and the cluster has not: it is refused whole, so it judges nothing (D-19, D-20). */
export function needsMore(
  policy: CiliumResource,
  { cluster }: Pick<Placement, 'cluster'>,
): 'networking' | 'namespaced' | undefined {
  const rules = [...(policy.spec ? [policy.spec] : []), ...(policy.specs ?? [])];
  const parts = rules.flatMap(({ ingress = [], egress = [] }): (CiliumIngressRule & CiliumEgressRule)[] => [
    ...ingress,
    ...egress,
  ]);
  const reads = parts.some(({ toPorts = [] }) => toPorts.some(({ rules: inner }) => inner !== undefined));
  if (!reads && !parts.some(({ toFQDNs }) => toFQDNs !== undefined)) return undefined;
  if (cluster?.advancedNetworking?.enabled !== true) return 'networking';
  const http = parts.some(({ toPorts = [] }) => toPorts.some(({ rules: inner }) => inner?.http !== undefined));
  return http && policy.kind === 'CiliumClusterwideNetworkPolicy' ? 'namespaced' : undefined;
}

interface Where {
  readonly object: string;
  readonly namespace: string;
  readonly path: string;
}

function compileRule(
  finder: Finder,
  rule: CiliumRule,
  { object, namespace, path }: Where,
): { deny: LayerPolicy; allow: LayerPolicy } {
  // Policies about nodes select no pod (NP38).
  const subjects = rule.endpointSelector ? finder.pods(rule.endpointSelector, namespace, true) : finder.none;
  const subjectField = `${path}.endpointSelector`;
  const compile = (direction: Direction, deny: boolean): LayerRule[] | undefined => {
    const field = deny ? (`${direction}Deny` as const) : direction;
    const list: readonly (CiliumIngressRule & CiliumEgressRule)[] | undefined = rule[field];
    return list?.flatMap((item, at) => {
      const place = { direction, deny, namespace, field: `${path}.${field}[${at}]` };
      // Each entry of toPorts may look into the request in its own way (CIL12).
      if ((item.toPorts ?? []).every(({ rules }) => rules === undefined)) return [finder.rule(item, place)];
      return (item.toPorts ?? []).map((ports, entry) => {
        const { http, dns } = ports.rules ?? {};
        const rule = finder.rule({ ...item, toPorts: [ports] }, { ...place, field: `${place.field}.toPorts[${entry}]` });
        return { ...rule, ...(http ? { http } : {}), ...(dns ? { dns } : {}) };
      });
    });
  };
  const [ingress, egress] = [compile('ingress', false), compile('egress', false)];
  const [ingressDeny, egressDeny] = [compile('ingress', true), compile('egress', true)];
  // A direction with any section of rules denies the rest, unless it says otherwise (CIL2).
  const closes = {
    ingress: rule.enableDefaultDeny?.ingress ?? (ingress ?? ingressDeny) !== undefined,
    egress: rule.enableDefaultDeny?.egress ?? (egress ?? egressDeny) !== undefined,
  };
  return {
    deny: { object, subjectField, subjects, ingress: ingressDeny, egress: egressDeny, closes: OPEN },
    allow: {
      object,
      subjectField,
      subjects,
      ingress: ingress ?? (closes.ingress ? [] : undefined),
      egress: egress ?? (closes.egress ? [] : undefined),
      closes,
    },
  };
}

interface RulePlace {
  readonly direction: Direction;
  readonly deny: boolean;
  readonly namespace: string;
  readonly field: string;
}

interface Finder {
  readonly none: Bitset;
  pods(selector: LabelSelector, namespace: string, isSubject: boolean): Bitset;
  rule(rule: CiliumIngressRule & CiliumEgressRule, place: RulePlace): LayerRule;
}

/** Cilium writes where a label comes from before its key. */
function plainKey(key: string): string {
  return key.startsWith('k8s:') || key.startsWith('any:') ? key.slice(4) : key;
}

function plainSelector({ matchLabels, matchExpressions }: LabelSelector): LabelSelector {
  return {
    ...(matchLabels
      ? { matchLabels: Object.fromEntries(Object.entries(matchLabels).map(([key, value]) => [plainKey(key), value])) }
      : {}),
    ...(matchExpressions ? { matchExpressions: matchExpressions.map((each) => ({ ...each, key: plainKey(each.key) })) } : {}),
  };
}

function namesNamespace({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)].some(
    (key) => key === NAMESPACE || key.startsWith(NAMESPACE_LABELS),
  );
}

interface Reach {
  readonly pods: Bitset;
  own: boolean;
  others: boolean;
  world: boolean;
  readonly ranges: ((address: Ipv4) => boolean)[];
}

function createFinder({ placement, services }: PolicySetup): Finder {
  const { pods, namespaceLabels } = placement;
  let desks: ReadonlySet<Ipv4> | undefined;
  const none = createBitset(pods.length);
  const every = createBitset(pods.length);
  const labels = pods.map((pod, index): Labels => {
    if (isPolicyPod(pod)) addBit(every, index);
    const space = namespaceLabels.get(pod.namespace) ?? { 'kubernetes.io/metadata.name': pod.namespace };
    const inherited = Object.entries(space).map(([key, value]) => [`${NAMESPACE_LABELS}${key}`, value]);
    return Object.fromEntries([...Object.entries(pod.labels), ...inherited, [NAMESPACE, pod.namespace]]) as Labels;
  });
  const spaces = podsBySpace(pods);
  const everyone = [...spaces.values()].flat();
  const kept = new Map<string, Bitset>();
  const find = (given: LabelSelector, namespace: string, isSubject: boolean): Bitset => {
    const key = JSON.stringify([given, namespace, isSubject]);
    let set = kept.get(key);
    if (!set) kept.set(key, (set = search(given, namespace, isSubject)));
    return set;
  };
  const search = (given: LabelSelector, namespace: string, isSubject: boolean): Bitset => {
    const selector = plainSelector(given);
    // A CiliumNetworkPolicy stays in its namespace unless a peer names another (CIL5).
    const confined = namespace !== '' && (isSubject || !namesNamespace(selector));
    const set = createBitset(pods.length);
    for (const index of confined ? (spaces.get(namespace) ?? []) : everyone)
      if (selectorMatches(selector, labels[index] ?? {})) addBit(set, index);
    return set;
  };
  const enter = (reach: Reach, entity: string, direction: Direction): void => {
    const all = entity === 'all';
    if (all || entity === 'cluster') uniteInto(reach.pods, every);
    if (all || entity === 'cluster' || entity === 'host') reach.own = true;
    if (all || entity === 'cluster' || entity === 'remote-node') reach.others = true;
    // Where the API server is; towards pods it comes as anything, and AKS gives no such identity (CIL7).
    if (entity === 'kube-apiserver' && direction === 'egress') {
      const known = (desks ??= apiServerAddresses(placement));
      reach.ranges.push((address) => known.has(address));
    }
    if (all || entity === 'world' || entity === 'world-ipv4') reach.world = true;
  };
  const reachOf = (rule: CiliumIngressRule & CiliumEgressRule, { direction, namespace }: RulePlace): Reach | 'any' => {
    const side = direction === 'ingress' ? 'from' : 'to';
    const given = Object.entries(rule).filter(([key]) => key.startsWith(side) && key !== 'toPorts' && !key.endsWith('Requires'));
    const ported = rule.toPorts !== undefined || rule.icmps !== undefined;
    // Ports alone: anybody. Nothing at all: nobody (CIL3).
    if (given.length === 0 && ported) return 'any';
    const reach: Reach = { pods: createBitset(pods.length), own: false, others: false, world: false, ranges: [] };
    const [endpoints, entities, cidrs, sets] =
      direction === 'ingress'
        ? [rule.fromEndpoints, rule.fromEntities, rule.fromCIDR, rule.fromCIDRSet]
        : [rule.toEndpoints, rule.toEntities, rule.toCIDR, rule.toCIDRSet];
    for (const selector of endpoints ?? []) uniteInto(reach.pods, find(selector, namespace, false));
    for (const entity of entities ?? []) enter(reach, entity, direction);
    for (const service of (direction === 'egress' ? rule.toServices : undefined) ?? [])
      for (const key of namedServices(services, service, namespace)) reach.ranges.push(writtenBehind(services, key));
    for (const cidr of cidrs ?? []) reach.ranges.push(rangeTest({ cidr }));
    for (const set of sets ?? []) reach.ranges.push(rangeTest(set));
    return reach;
  };
  return {
    none,
    pods: find,
    rule: (rule, place) => {
      const action = place.deny ? ('deny' as const) : ('allow' as const);
      const reach = reachOf(rule, place);
      // A condition that we do not read grants nothing (CIL13).
      const unknown = !place.deny && (rule.fromRequires ?? rule.toRequires ?? rule.authentication) !== undefined;
      const ports = unknown || rule.icmps !== undefined ? NO_PORT : ciliumPorts(rule.toPorts);
      const names = rule.toFQDNs ? { names: rule.toFQDNs } : {};
      const base = { action, field: place.field, ...names, ...ports };
      if (reach === 'any') {
        const everybody = createBitset(pods.length);
        pods.forEach((_pod, index) => addBit(everybody, index));
        return { ...base, pods: everybody, outside: () => true };
      }
      const { own, others, world, ranges } = reach;
      if (own && others) {
        pods.forEach((pod, index) => {
          if (pod.hostNetwork && pod.nodeIndex !== undefined) addBit(reach.pods, index);
        });
      }
      return {
        ...base,
        pods: reach.pods,
        // Blocks never hold nodes (CIL8); what is no node and no pod is the world.
        outside: (address, node) => (node === undefined ? world || ranges.some((range) => range(address)) : own && others),
        ...(own === others ? {} : { nodes: own ? ('own' as const) : ('other' as const) }),
      };
    },
  };
}

/** Services without a selector that an entry of `toServices` means, `ns/name` (CIL13). */
function namedServices(
  services: ServiceTables | undefined,
  { k8sService, k8sServiceSelector }: NonNullable<CiliumEgressRule['toServices']>[number],
  home: string,
): string[] {
  const wanted = k8sService ? { ...k8sService, selector: undefined } : k8sServiceSelector;
  if (!wanted) return [];
  const { namespace = home === '' ? undefined : home, selector } = wanted;
  return (services?.list ?? []).flatMap(({ key, service }) => {
    if (hasSelector(service) || (namespace !== undefined && service.metadata.namespace !== namespace)) return [];
    const named = k8sService
      ? service.metadata.name === k8sService.serviceName
      : selector !== undefined && selectorMatches(plainSelector(selector), service.metadata.labels ?? {});
    return named ? [key] : [];
  });
}

function writtenBehind(services: ServiceTables | undefined, key: string): (address: Ipv4) => boolean {
  const behind = findBehind(services, key);
  return (address) => behind.holds(undefined, address);
}

function rangeTest({ cidr: text, except = [] }: CiliumCidrRule): (address: Ipv4) => boolean {
  const range = text === undefined ? undefined : rangeOf(text);
  const gaps = except.flatMap((gap) => rangeOf(gap) ?? []);
  return (address) => range !== undefined && cidrContains(range, address) && !gaps.some((gap) => cidrContains(gap, address));
}

function rangeOf(text: string): ReturnType<typeof parseCidr> {
  const address = parseIpv4(text);
  return address === undefined ? parseCidr(text) : { base: address, prefix: 32 };
}
