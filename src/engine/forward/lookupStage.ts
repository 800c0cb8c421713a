// A name becomes an address: the question is a flow of its own, through the sender's egress and the resolver's ingress policies.
// Rules: DNS4, DNS5, DNS10, DNS11, DNS13, NP44, D-9, D-18, G-1…G-4.
import { type DnsAnswer, answerPublic, lookup } from '../dataplane/dns.ts';
import type { Dataplane } from '../dataplane/dataplane.ts';
import type { PolicyDecision } from '../dataplane/tables.ts';
import { formatIpv4, type Ipv4, parseIpv4 } from '../net/ipv4.ts';
import { addStep, stop, type WalkState } from './walkState.ts';

/** Resolves `name` as the sender would and says so; undefined ends the walk. */
export function resolveName(state: WalkState, name: string): Ipv4 | undefined {
  const { sender, dataplane } = state;
  const entry = sender.type === 'pod' ? dataplane.placement.pods[sender.pod] : undefined;
  if (entry?.dnsPolicy === 'None') {
    state.refusal = { ok: false, code: 'unsupported', params: { part: 'dnsPolicy: None' } };
    return undefined;
  }
  // A hostNetwork pod with ClusterFirst uses its node's resolver (DNS11).
  const cluster =
    entry !== undefined &&
    (entry.dnsPolicy === 'ClusterFirstWithHostNet' || (entry.dnsPolicy === 'ClusterFirst' && !entry.hostNetwork));
  if (!cluster || !entry) return answered(state, name, publicAnswer(dataplane, name), resolverOf(state));
  const denied = sender.type === 'pod' ? directoryDenied(dataplane, sender.pod) : undefined;
  if (denied) {
    const rule = denied.rule;
    addStep(state, {
      type: 'resolve',
      effect: 'drop',
      code: 'dns.timeout',
      params: { question: name, object: rule?.object ?? '', field: rule?.field ?? '' },
      cites: ['NP44', 'DNS13', 'D-9'],
      rule,
    });
    state.dns = { question: name, answers: [], resolver: 'coredns' };
    stop(state, 'dns-timeout', 'dns', rule);
    return undefined;
  }
  const { asked, answer } = lookup(dataplane.dns, name, 'A', entry.namespace);
  return answered(state, asked, follow(dataplane, answer), 'coredns');
}

function resolverOf(state: WalkState): string {
  if (state.sender.type !== 'host') return 'node';
  return state.sender.host.kind === 'onPremisesHost'
    ? state.sender.host.site
    : state.sender.host.kind === 'internetHost'
      ? 'internet'
      : '168.63.129.16';
}

function publicAnswer(dataplane: Dataplane, name: string): DnsAnswer {
  const values = answerPublic(dataplane.placement.network, name);
  return values ? { type: 'records', values } : { type: 'nxdomain' };
}

/** CNAMEs and forwarded questions end in the public directory (DNS9, DNS10). */
function follow(dataplane: Dataplane, answer: DnsAnswer): DnsAnswer {
  if (answer.type === 'forward') return publicAnswer(dataplane, answer.name);
  if (answer.type !== 'cname') return answer;
  const inside = lookup(dataplane.dns, `${answer.target}.`, 'A', 'default').answer;
  return inside.type === 'forward' || inside.type === 'cname' ? publicAnswer(dataplane, answer.target) : inside;
}

function answered(state: WalkState, asked: string, answer: DnsAnswer, resolver: string): Ipv4 | undefined {
  const values = answer.type === 'records' ? answer.values.filter((value) => parseIpv4(value) !== undefined) : [];
  state.dns = { question: asked, answers: values, resolver };
  if (values.length === 0) {
    const code = answer.type === 'nodata' ? 'dns.nodata' : 'dns.nxdomain';
    addStep(state, { type: 'resolve', effect: 'refuse', code, params: { question: asked, resolver }, cites: ['DNS5', 'G-3'] });
    stop(state, answer.type === 'nodata' ? 'nodata' : 'nxdomain', 'dns');
    return undefined;
  }
  const chosen = values[values.length === 1 ? 0 : state.choose(values.length, `dns ${asked}`)] ?? '';
  const address = parseIpv4(chosen);
  const service = answer.type === 'records' ? answer.service : undefined;
  addStep(state, {
    type: 'resolve',
    effect: 'pass',
    code: 'dns.resolved',
    params: { question: asked, answer: chosen, resolver },
    cites: ['DNS1', 'DNS4'],
    rule: service === undefined ? undefined : { object: `Service/${service}`, field: 'spec.clusterIP' },
    ...(address === undefined ? {} : { after: { ...state.packet, destinationIP: formatIpv4(address) } }),
  });
  return address;
}

/** The decision that keeps a pod from every resolver on UDP 53, if one does. */
function directoryDenied(dataplane: Dataplane, pod: number): PolicyDecision | undefined {
  const { placement, policy } = dataplane;
  let denied: PolicyDecision | undefined;
  for (let index = 0; index < placement.pods.length; index++) {
    const resolver = placement.pods[index];
    if (resolver?.namespace !== 'kube-system' || resolver.labels['k8s-app'] !== 'kube-dns' || !resolver.ready) continue;
    const question = { port: 53, protocol: 'UDP' } as const;
    const out = policy.decide({ direction: 'egress', pod, peer: { type: 'pod', pod: index }, ...question });
    const into = policy.decide({ direction: 'ingress', pod: index, peer: { type: 'pod', pod }, ...question });
    if (out.allowed && into.allowed) return undefined;
    denied ??= out.allowed ? into : out;
  }
  return denied;
}
