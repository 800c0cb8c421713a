// Repairs of NetworkPolicies for a letter that a door stopped: which clause nearly lets it through. Rules: NP5, NP11, NP12, NP17, NP20–NP24, NP30, NP41, NP44.
// Nothing here reads a policy against a packet: each guess is a changed policy, and the one evaluator says whether it helps.
import type { PodPlan } from '../dataplane/plan.ts';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicyRule } from '../model/kubernetes.ts';
import { listObjects } from '../model/spec.ts';
import type { Protocol } from '../net/packet.ts';
import { cidrContains, parseCidr, parseIpv4 } from '../net/ipv4.ts';
import { type Candidate, type Case, findPod, findPodByAddress, formatLabels, podName, stepsOf } from './counterfactual.ts';
import { type Direction, formatPeer, formatPorts, NAME_LABEL, peerOf, typeOf, withRules } from './policyShapes.ts';

/** One shut door: whose it is, which way, and who stood before it. */
export interface Door {
  readonly direction: Direction;
  readonly subject: PodPlan;
  /** The other end: a pod, or an address outside. */
  readonly peer: PodPlan | string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly lookup: boolean;
}

const DNS_PORTS: readonly NetworkPolicyPort[] = [
  { protocol: 'UDP', port: 53 },
  { protocol: 'TCP', port: 53 },
];
const OPPOSITE = { Ingress: 'Egress', Egress: 'Ingress' } as const;

export function repairPolicy(input: Case): Candidate[] {
  const door = findDoor(input);
  if (!door) return [];
  const policies = listObjects(input.spec, 'NetworkPolicy');
  const selecting = new Set(policies.filter((policy) => selects(input, policy, door.subject)));
  const own = policies.filter((policy) => policy.metadata.namespace === door.subject.namespace);
  return [
    ...own.filter((policy) => selecting.has(policy)).flatMap((policy) => nearClauses(policy, door)),
    ...own.filter((policy) => !selecting.has(policy)).flatMap((policy) => subjectMissed(policy, door)),
    ...policies.filter((policy) => guardsNobody(input, policy)).flatMap((policy) => wrongNamespace(policy, door)),
    ...own.filter((policy) => selecting.has(policy)).flatMap((policy) => wrongTypes(policy, door)),
    ...own.filter((policy) => selecting.has(policy)).flatMap((policy) => subjectTooWide(input, policy, door)),
    ...homesOf(own, door)
      .filter((policy) => selecting.has(policy))
      .flatMap((policy) => newRule(policy, door)),
  ];
}

export function findDoor({ dataplane, trace }: Case): Door | undefined {
  const drop = stepsOf(trace).findLast((step) => step.effect === 'drop');
  if (trace.verdict.outcome === 'dns-timeout') {
    const subject = findPod(dataplane, trace.flow.from);
    const directory = dataplane.placement.pods.find(
      (pod) => pod.namespace === 'kube-system' && pod.labels['k8s-app'] === 'kube-dns',
    );
    if (!subject) return undefined;
    return {
      direction: 'egress',
      subject,
      peer: directory ?? drop?.before.destinationIP ?? '0.0.0.0',
      port: 53,
      protocol: 'UDP',
      lookup: true,
    };
  }
  if (!drop || (drop.type !== 'egressPolicy' && drop.type !== 'ingressPolicy')) return undefined;
  const { sourceIP, destinationIP, destinationPort: port, protocol } = drop.before;
  const direction = drop.type === 'egressPolicy' ? 'egress' : 'ingress';
  const source =
    findPodByAddress(dataplane, sourceIP) ?? (direction === 'egress' ? findPod(dataplane, trace.flow.from) : undefined);
  const destination = findPodByAddress(dataplane, destinationIP);
  const subject = direction === 'egress' ? source : destination;
  const peer = direction === 'egress' ? (destination ?? destinationIP) : (source ?? sourceIP);
  return subject && protocol !== 'ICMP' ? { direction, subject, peer, port, protocol, lookup: false } : undefined;
}

export function selects({ dataplane }: Pick<Case, 'dataplane'>, policy: NetworkPolicy, subject: PodPlan): boolean {
  const { name, namespace } = policy.metadata;
  const indices = dataplane.policy.selectedBy({ kind: 'NetworkPolicy', namespace, name });
  return indices.some((index) => podName(dataplane.placement.pods[index] ?? { namespace: '', name: '' }) === podName(subject));
}

/** Rules that fail in one clause only: the right peer at another port, or the right port for another peer. */
function nearClauses(policy: NetworkPolicy, door: Door): Candidate[] {
  const rules = policy.spec[door.direction] ?? [];
  return rules.flatMap((rule, index) => {
    const field = `spec.${door.direction}[${index}]`;
    const replace = (changed: NetworkPolicyRule): NetworkPolicy =>
      withRules(
        policy,
        door.direction,
        rules.map((each, at) => (at === index ? changed : each)),
      );
    return [...nearPorts(policy, rule, door, { field, replace }), ...nearPeers(policy, rule, door, { field, replace })];
  });
}

interface Place {
  readonly field: string;
  readonly replace: (rule: NetworkPolicyRule) => NetworkPolicy;
}

function nearPorts(policy: NetworkPolicy, rule: NetworkPolicyRule, door: Door, { field, replace }: Place): Candidate[] {
  const written = rule.ports ?? [];
  if (written.length === 0) return [];
  // Without a number every port is meant, of one protocol alone (NP18).
  const otherProtocol = written.find(({ port = door.port, protocol }) => port === door.port && protocol !== door.protocol);
  const ports = door.lookup ? DNS_PORTS : [...written, { protocol: door.protocol, port: door.port }];
  const params = { field: `${field}.ports`, current: formatPorts(written), suggested: formatPorts(ports) };
  return [candidate(otherProtocol ? 'np.udp' : 'np.port', policy, door, { params, repaired: replace({ ...rule, ports }) })];
}

function nearPeers(policy: NetworkPolicy, rule: NetworkPolicyRule, door: Door, { field, replace }: Place): Candidate[] {
  const list = door.direction === 'ingress' ? 'from' : 'to';
  const { peer } = door;
  const peers = rule.peers ?? [];
  return peers.flatMap((item, index) => {
    const at = `${field}.${list}[${index}]`;
    const swap = (changed: NetworkPolicyPeer): NetworkPolicy =>
      replace({ ...rule, peers: peers.map((each, place) => (place === index ? changed : each)) });
    const make = (code: string, changed: NetworkPolicyPeer, params: Candidate['params']): Candidate =>
      candidate(code, policy, door, { params, repaired: swap(changed) });
    if (item.ipBlock) {
      const exact: NetworkPolicyPeer = typeof peer === 'string' ? { ipBlock: { cidr: `${peer}/32` } } : peerOf(peer);
      const suggested = typeof peer === 'string' ? `${peer}/32` : formatPeer(exact);
      return [
        make(holdsPod(item.ipBlock.cidr, peer) ? 'np.ipBlockPod' : door.lookup ? 'np.clusterIP' : 'np.ipBlock', exact, {
          field: `${at}.ipBlock`,
          current: item.ipBlock.cidr,
          suggested,
        }),
      ];
    }
    if (typeof peer === 'string') return [];
    const byName = { matchLabels: { [NAME_LABEL]: peer.namespace } };
    const suggested = `${NAME_LABEL}: ${peer.namespace}`;
    const found: Candidate[] = [];
    if (item.namespaceSelector) {
      const current = formatLabels(item.namespaceSelector.matchLabels);
      found.push(
        make('np.nsLabel', { ...item, namespaceSelector: byName }, { field: `${at}.namespaceSelector`, current, suggested }),
      );
    } else if (peer.namespace !== policy.metadata.namespace) {
      found.push(
        make(
          'np.peerNs',
          { ...item, namespaceSelector: byName },
          { field: `${at}.namespaceSelector`, current: policy.metadata.namespace, suggested },
        ),
      );
    }
    if (item.podSelector) {
      const params = {
        field: `${at}.podSelector`,
        current: formatLabels(item.podSelector.matchLabels),
        suggested: formatLabels(peer.labels),
      };
      found.push(make('np.peer', { ...item, podSelector: { matchLabels: peer.labels } }, params));
    }
    return found;
  });
}

/** The number is in the block, and still the block does not match: this engine finds pods by label alone (NP28, D-15). */
function holdsPod(block: string, peer: Door['peer']): boolean {
  const [cidr, address] = [parseCidr(block), typeof peer === 'string' ? undefined : parseIpv4(peer.ip)];
  return cidr !== undefined && address !== undefined && cidrContains(cidr, address);
}

/** A policy of this namespace that was meant for the subject and selects somebody else (NP11). */
function subjectMissed(policy: NetworkPolicy, door: Door): Candidate[] {
  // One that is written with expressions says on purpose whom it means.
  if ((policy.spec[door.direction] ?? []).length === 0 || policy.spec.podSelector.matchExpressions?.length) return [];
  const params = {
    field: 'spec.podSelector',
    current: formatLabels(policy.spec.podSelector.matchLabels),
    suggested: formatLabels(door.subject.labels),
  };
  const repaired = { ...policy, spec: { ...policy.spec, podSelector: { matchLabels: door.subject.labels } } };
  return [candidate('np.subject', policy, door, { params, repaired })];
}

/** Staff of a namespace that a narrower selector is tried on. */
const MAX_STAFF = 8;

/** `podSelector: {}` hangs the reader at every door of the namespace; it may have been meant for one (NP11). */
function subjectTooWide({ dataplane }: Case, policy: NetworkPolicy, door: Door): Candidate[] {
  if (!isForAll(policy) || !hasRules(policy, door)) return [];
  const { namespace, labels } = door.subject;
  const staff = new Map(
    dataplane.plan.pods
      .filter((pod) => pod.namespace === namespace && formatLabels(pod.labels) !== formatLabels(labels))
      .map((pod) => [formatLabels(pod.labels), pod.labels] as const),
  );
  return [...staff].slice(0, MAX_STAFF).map(([suggested, matchLabels]) => {
    const params = { field: 'spec.podSelector', current: '{}', suggested };
    const repaired = { ...policy, spec: { ...policy.spec, podSelector: { matchLabels } } };
    return candidate('np.subjectWide', policy, door, { params, repaired });
  });
}

/** Where it lies it selects nobody: it may have been meant for another namespace. */
export function guardsNobody({ dataplane }: Pick<Case, 'dataplane'>, { metadata: { name, namespace } }: NetworkPolicy): boolean {
  return dataplane.policy.selectedBy({ kind: 'NetworkPolicy', namespace, name }).length === 0;
}

/** A policy guards its own namespace only: would it help where the subject lives? (NP11, NP20) */
export function wrongNamespace(
  policy: NetworkPolicy,
  door: Pick<Door, 'direction' | 'subject' | 'peer' | 'port' | 'protocol'>,
): Candidate[] {
  if (!policy.spec.policyTypes.includes(typeOf(door.direction))) return [];
  const { namespace } = door.subject;
  if (policy.metadata.namespace === namespace) return [];
  const moved: NetworkPolicy = { ...policy, metadata: { ...policy.metadata, namespace } };
  const params = { field: 'metadata.namespace', current: policy.metadata.namespace, suggested: namespace };
  const { name } = policy.metadata;
  const head = candidate('np.policyNs', policy, { lookup: false, ...door }, { params, repaired: moved });
  return [
    {
      ...head,
      edits: [
        { type: 'removeObject', ref: { kind: 'NetworkPolicy', namespace: policy.metadata.namespace, name } },
        ...(head.edits ?? []),
      ],
    },
  ];
}

/** Rules without their direction do nothing (NP13); a direction without rules shuts (NP12, NP14). */
function wrongTypes(policy: NetworkPolicy, door: Door): Candidate[] {
  const type = typeOf(door.direction);
  const { policyTypes } = policy.spec;
  const rules = policy.spec[door.direction] ?? [];
  const listed = policyTypes.includes(type);
  if (listed === rules.length > 0) return [];
  const others = policyTypes.filter((each) => each !== type);
  // The one type that is listed is the wrong one: the rules are all of the other direction.
  const meant: typeof others = (policy.spec[type === 'Ingress' ? 'egress' : 'ingress'] ?? []).length > 0 ? [OPPOSITE[type]] : [];
  // Without any rule a policy means to deny what its types name.
  const denies = (policy.spec.ingress ?? []).length === 0 && (policy.spec.egress ?? []).length === 0;
  const types = !listed ? [...policyTypes, type] : denies ? [] : others.length > 0 ? others : meant;
  if (types.length === 0) return [];
  const params = { field: 'spec.policyTypes', current: policyTypes.join(', '), suggested: types.join(', ') };
  return [candidate('np.types', policy, door, { params, repaired: { ...policy, spec: { ...policy.spec, policyTypes: types } } })];
}

/** No clause comes near: a rule is missing. */
function newRule(policy: NetworkPolicy, door: Door): Candidate[] {
  if (!policy.spec.policyTypes.includes(typeOf(door.direction))) return [];
  const { peer } = door;
  const exact: NetworkPolicyPeer = typeof peer === 'string' ? { ipBlock: { cidr: `${peer}/32` } } : peerOf(peer);
  const ports = door.lookup ? DNS_PORTS : [{ protocol: door.protocol, port: door.port }];
  const code = door.lookup ? 'np.dns' : door.direction === 'egress' ? 'np.egressSide' : 'np.missing';
  const rules = policy.spec[door.direction] ?? [];
  const attempt = (rule: NetworkPolicyRule): Candidate => {
    const suggested = `${formatPeer(exact)} · ${formatPorts(ports)}`;
    const params = { field: `spec.${door.direction}`, current: String(rules.length), suggested };
    return candidate(code, policy, door, { params, repaired: withRules(policy, door.direction, [...rules, rule]) });
  };
  // A directory that is no pod of this world is reached by port alone.
  return door.lookup && typeof peer === 'string' ? [attempt({ ports })] : [attempt({ peers: [exact], ports })];
}

/** A policy that lists rules already, and is about few, is the likelier home of one more. */
function homesOf(policies: readonly NetworkPolicy[], door: Door): readonly NetworkPolicy[] {
  const rank = (policy: NetworkPolicy): number => (hasRules(policy, door) ? 0 : 2) + (isForAll(policy) ? 1 : 0);
  return policies.toSorted((a, b) => rank(a) - rank(b));
}

function isForAll({ spec: { podSelector } }: NetworkPolicy): boolean {
  return Object.keys(podSelector.matchLabels ?? {}).length === 0 && (podSelector.matchExpressions ?? []).length === 0;
}

function hasRules(policy: NetworkPolicy, door: Door): boolean {
  return (policy.spec[door.direction] ?? []).length > 0;
}

function candidate(
  code: string,
  policy: NetworkPolicy,
  door: Pick<Door, 'direction' | 'subject' | 'peer' | 'port' | 'protocol' | 'lookup'>,
  { params, repaired }: { readonly params: Candidate['params']; readonly repaired: NetworkPolicy },
): Candidate {
  const peer = typeof door.peer === 'string' ? door.peer : podName(door.peer);
  const about = { subject: podName(door.subject), peer, peerNamespace: typeof door.peer === 'string' ? '' : door.peer.namespace };
  const { port, protocol, direction } = door;
  return {
    code,
    params: { policy: podName(policy.metadata), ...about, port, protocol, direction, ...params },
    ref: `NetworkPolicy/${podName(policy.metadata)}`,
    edits: [{ type: 'putObject', resource: repaired }],
  };
}
