// Repairs for a letter that arrived and must not: which door stands open, and which clause holds it open.
// Rules: D-12, NP5, NP10–NP17, NP20–NP23; B-1 (front doors), A-7 (flat pods).
import type { PodPlan } from '../dataplane/plan.ts';
import type { Edit } from '../edit/edit.ts';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyRule } from '../model/kubernetes.ts';
import { listObjects } from '../model/spec.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { type Candidate, type Case, findPod, findPodByAddress, isOutside, podName, stepsOf } from './counterfactual.ts';
import { guardsNobody, selects, wrongNamespace } from './counterfactualPolicy.ts';
import { closeDoor } from './counterfactualDoors.ts';
import { switchMode } from './counterfactualNetwork.ts';
import { type Direction, formatPorts, peerOf, withRules } from './policyShapes.ts';

export function repairArrival(input: Case): Candidate[] {
  const { dataplane, trace } = input;
  const last = stepsOf(trace).at(-1)?.after;
  const target = findPod(dataplane, trace.deliveredTo);
  const sender = findPod(dataplane, trace.flow.from);
  const protocol = last?.protocol ?? 'TCP';
  const found: Candidate[] = [...unplugged(input)];
  if (protocol === 'ICMP') return found;
  const flow = { port: last?.destinationPort ?? 0, protocol };
  const doors: Passed[] = [
    ...(target ? [{ ...flow, direction: 'ingress' as const, subject: target, peer: sender ?? last?.sourceIP ?? '' }] : []),
    ...(sender ? [{ ...flow, direction: 'egress' as const, subject: sender, peer: target ?? last?.destinationIP ?? '' }] : []),
  ];
  // A rule that somebody wrote says more than a reader that nobody hung up.
  for (const written of [true, false])
    for (const door of doors) {
      const rule = ruleThatAllowed(trace, door.direction);
      if (written && rule) found.push(...wideClause(input, door, rule));
      if (!written && !rule) found.push(...noReader(input, door));
    }
  if (isOutside(trace)) {
    found.push(...closeDoor(input));
    const direct = stepsOf(trace)[0]?.before.destinationIP;
    if (direct !== undefined && findPodByAddress(dataplane, direct)) found.push(...switchMode(input, 'cni.routable'));
  }
  return found;
}

/** Policies are there and nobody enforces them (D-12, NP10). */
function unplugged({ spec, dataplane }: Case): Candidate[] {
  if (dataplane.plan.policyEngine !== 'none' || listObjects(spec, 'NetworkPolicy').length === 0) return [];
  const [cluster, ...others] = spec.network.managedClusters;
  if (!cluster) return [];
  const powered = { ...cluster, networkProfile: { ...cluster.networkProfile, networkPolicy: 'calico' as const } };
  const edits: Edit[] = [{ type: 'putNetwork', network: { ...spec.network, managedClusters: [powered, ...others] } }];
  const params = { object: cluster.name, field: 'networkProfile.networkPolicy', current: 'none', suggested: 'calico' };
  return [{ code: 'np.noEngine', params, ref: `managedClusters/${cluster.name}`, edits }];
}

interface Passed {
  readonly direction: Direction;
  readonly subject: PodPlan;
  readonly peer: PodPlan | string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

function ruleThatAllowed(trace: Case['trace'], direction: Direction): RuleRef | undefined {
  const type = direction === 'ingress' ? 'ingressPolicy' : 'egressPolicy';
  return stepsOf(trace).findLast((step) => step.type === type && step.rule?.object.startsWith('NetworkPolicy/'))?.rule;
}

/** A rule let it in: which part of the rule is too wide? */
function wideClause(input: Case, passed: Passed, rule: RuleRef): Candidate[] {
  const { spec } = input;
  const policy = listObjects(spec, 'NetworkPolicy').find((each) => `NetworkPolicy/${podName(each.metadata)}` === rule.object);
  const place = /^spec\.(ingress|egress)\[(\d+)\](?:\.(?:from|to)\[(\d+)\])?/.exec(rule.field);
  const index = Number(place?.[2] ?? -1);
  const rules = policy?.spec[passed.direction] ?? [];
  const clause = rules[index];
  if (!policy || !clause) return [];
  const field = `spec.${passed.direction}[${index}]`;
  const list = passed.direction === 'ingress' ? 'from' : 'to';
  const make = (code: string, changed: NetworkPolicyRule | undefined, params: Candidate['params']): Candidate => {
    const repaired = withRules(
      policy,
      passed.direction,
      changed ? rules.map((each, at) => (at === index ? changed : each)) : rules.filter((_each, at) => at !== index),
    );
    return about(code, policy, passed, { params, edits: [{ type: 'putObject', resource: repaired }] });
  };
  const peers = clause.peers ?? [];
  if (peers.length > 0 && isForReplies(input, passed))
    return [make('np.reply', undefined, { field, current: '–', suggested: '–' })];
  if (peers.length === 0) {
    const everybody = (clause.ports ?? []).length === 0;
    const guests = listGuests(input, passed);
    const narrowed = guests.length === 0 ? undefined : { ...clause, peers: guests };
    return [
      make(everybody ? 'np.allowAll' : 'np.emptyFrom', narrowed, {
        field: everybody ? field : `${field}.${list}`,
        current: everybody ? '{}' : '[]',
        suggested: list,
      }),
    ];
  }
  const ports = widePorts(clause, passed, { field, make });
  const guests = listGuests(input, passed);
  const address = typeof passed.peer === 'string' ? passed.peer : passed.peer.ip;
  const others = widePeers(clause, Number(place?.[3] ?? 0), { field: `${field}.${list}`, make, guests, address });
  // Who is welcome at another ear came to the wrong one; who is welcome nowhere here should not be on the list.
  return isWelcome(input, passed) ? [...ports, ...others] : [...others, ...ports];
}

function isWelcome({ welcome = [] }: Case, { subject, peer, direction }: Passed, way: 'there' | 'back' = 'there'): boolean {
  const ends = [typeof peer === 'string' ? peer : podName(peer), podName(subject)];
  const [from, to] = (direction === 'ingress') === (way === 'there') ? ends : ends.toReversed();
  return welcome.some(([one, two]) => one === from && two === to);
}

/** The other end may write here and this end may not write there: a rule "for the answers", which need none (NP8). */
function isForReplies(input: Case, passed: Passed): boolean {
  return isWelcome(input, passed, 'back') && !isWelcome(input, passed);
}

/** Those who are welcome at this door, each by namespace and labels. */
function listGuests({ dataplane, welcome = [] }: Case, passed: Passed): NetworkPolicyPeer[] {
  const subject = podName(passed.subject);
  const names = welcome.flatMap(([from, to]) =>
    passed.direction === 'ingress' ? (to === subject ? from : []) : from === subject ? to : [],
  );
  return [...new Set(names)].flatMap((name) => {
    const pod = findPod(dataplane, name);
    return pod ? peerOf(pod) : [];
  });
}

type Make = (code: string, changed: NetworkPolicyRule | undefined, params: Candidate['params']) => Candidate;

/** No `ports` is every port (NP17); a range or list may hold one too many. Tried: every other port of the door's owner. */
function widePorts(clause: NetworkPolicyRule, passed: Passed, { field, make }: { field: string; make: Make }): Candidate[] {
  const owner = passed.direction === 'ingress' ? passed.subject : passed.peer;
  const written = clause.ports ?? [];
  const declared = typeof owner === 'string' ? [] : owner.ports.map(({ port, protocol }) => ({ port, protocol }));
  const kept = (written.length > 0 ? written : declared).filter(
    (entry) => entry.port !== passed.port || entry.protocol !== passed.protocol,
  );
  if (kept.length === 0 || (written.length > 0 && kept.length === written.length)) return [];
  const current = written.length === 0 ? '[]' : formatPorts(written);
  return [make('np.port', { ...clause, ports: kept }, { field: `${field}.ports`, current, suggested: formatPorts(kept) })];
}

/** The list item that let it in: two items are OR (NP22), a namespace alone is all of its pods (NP21). */
function widePeers(
  clause: NetworkPolicyRule,
  at: number,
  { field, make, guests, address }: { field: string; make: Make; guests: readonly NetworkPolicyPeer[]; address: string },
): Candidate[] {
  const peers = clause.peers ?? [];
  const item = peers[at];
  if (!item) return [];
  const others = peers.filter((_each, index) => index !== at);
  const half = item.podSelector ? 'namespaceSelector' : 'podSelector';
  const found: Candidate[] = [];
  others.forEach((other) => {
    if (item.ipBlock || other.ipBlock || item[half] || !other[half]) return;
    const merged = { ...clause, peers: [...others.filter((each) => each !== other), { ...item, [half]: other[half] }] };
    found.push(make('np.or', merged, { field, current: String(peers.length), suggested: String(peers.length - 1) }));
  });
  if (item.ipBlock) {
    const block = item.ipBlock;
    const without = {
      ...clause,
      peers: peers.with(at, { ipBlock: { ...block, except: [...(block.except ?? []), `${address}/32`] } }),
    };
    const params = { field: `${field}[${at}].ipBlock`, current: block.cidr, suggested: `${address}/32` };
    return [make('np.wideBlock', without, params)];
  }
  const everyone =
    item.namespaceSelector &&
    Object.keys(item.namespaceSelector.matchLabels ?? {}).length === 0 &&
    !item.namespaceSelector.matchExpressions;
  const excludes = item.namespaceSelector?.matchExpressions?.some(({ operator }) => operator === 'NotIn') === true;
  const code = excludes ? 'np.notIn' : everyone ? (item.podSelector ? 'np.anyNamespace' : 'np.allPods') : 'np.wide';
  // In its place those who are welcome, and nobody else.
  const left = [...others, ...guests];
  found.push(
    make(code, left.length > 0 ? { ...clause, peers: left } : undefined, {
      field: `${field}[${at}]`,
      current: String(peers.length),
      suggested: half,
    }),
  );
  return found;
}

/** No policy judged it in this direction: one that misses its subject, sits in another namespace, lacks the direction; or none at all. */
function noReader(input: Case, passed: Passed): Candidate[] {
  const policies = listObjects(input.spec, 'NetworkPolicy');
  const { namespace, labels } = passed.subject;
  const type = passed.direction === 'ingress' ? 'Ingress' : 'Egress';
  const own = policies.filter((policy) => policy.metadata.namespace === namespace);
  const missed = own
    .filter((policy) => policy.spec.policyTypes.includes(type) && !selects(input, policy, passed.subject))
    .map((policy) => {
      const repaired: NetworkPolicy = { ...policy, spec: { ...policy.spec, podSelector: {} } };
      const params = { field: 'spec.podSelector', current: formatSelector(policy), suggested: '{}' };
      return about('np.subject', policy, passed, { params, edits: [{ type: 'putObject', resource: repaired }] });
    });
  const untyped = own
    .filter((policy) => !policy.spec.policyTypes.includes(type) && selects(input, policy, passed.subject))
    .map((policy) => {
      const policyTypes = [...policy.spec.policyTypes, type] as const;
      const params = {
        field: 'spec.policyTypes',
        current: policy.spec.policyTypes.join(', '),
        suggested: policyTypes.join(', '),
      };
      return about('np.types', policy, passed, {
        params,
        edits: [{ type: 'putObject', resource: { ...policy, spec: { ...policy.spec, policyTypes } } }],
      });
    });
  const away = policies.filter((policy) => guardsNobody(input, policy)).flatMap((policy) => wrongNamespace(policy, passed));
  const fresh: NetworkPolicy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `deny-${passed.direction}`, namespace },
    spec: { podSelector: { matchLabels: labels }, policyTypes: [type] },
  };
  const params = { field: 'spec.podSelector', current: '–', suggested: formatSelector(fresh) };
  const missing = about('np.unguarded', fresh, passed, { params, edits: [{ type: 'putObject', resource: fresh }] });
  return [...away, ...missed, ...untyped, missing];
}

function formatSelector(policy: NetworkPolicy): string {
  const entries = Object.entries(policy.spec.podSelector.matchLabels ?? {});
  return entries.length === 0 ? '{}' : entries.map(([key, value]) => `${key}: ${value}`).join(', ');
}

function about(
  code: string,
  policy: NetworkPolicy,
  passed: Passed,
  { params, edits }: { params: Candidate['params']; edits: readonly Edit[] },
): Candidate {
  const peer = typeof passed.peer === 'string' ? passed.peer : podName(passed.peer);
  const { port, protocol, direction } = passed;
  return {
    code,
    params: {
      policy: podName(policy.metadata),
      namespace: policy.metadata.namespace,
      subject: podName(passed.subject),
      peer,
      port,
      protocol,
      direction,
      ...params,
    },
    ref: `NetworkPolicy/${podName(policy.metadata)}`,
    edits,
  };
}
