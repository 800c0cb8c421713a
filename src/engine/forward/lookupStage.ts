// A name becomes an address: the question is a flow of its own, through the sender's egress and the resolver's ingress policies.
// Rules: DNS4, DNS5, DNS9–DNS11, DNS13, NP44, D-9, D-18, G-1…G-7.
import { clusterFirst, type DnsAnswer, type DnsQuestion, followAnswer, lookup } from '../dataplane/dns.ts';
import { usableAnywhere } from '../dataplane/endpoints.ts';
import type { PodEntry, PolicyDecision } from '../dataplane/tables.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { formatIpv4, type Ipv4, parseIpv4 } from '../net/ipv4.ts';
import type { StepCode } from './codes.ts';
import { addStep, choose, refuseWalk, stop, type WalkState } from './walkState.ts';

/** Resolves `name` as the sender would and says so; undefined ends the walk. */
export function resolveName(state: WalkState, name: string): Ipv4 | undefined {
  const { sender, dataplane } = state;
  const pod = sender.type === 'pod' ? dataplane.placement.pods[sender.pod] : undefined;
  const settings = pod && settingsOf(state, pod);
  if (state.refusal) return undefined;
  if (sender.type === 'pod' && settings) return askDirectory(state, { name, type: 'A', ...settings }, sender.pod);
  return askOutside(state, name, resolverOf(state));
}

/** resolv.conf of a pod that asks CoreDNS; undefined for one that uses its node's resolver (DNS11, G-4). */
function settingsOf(state: WalkState, pod: PodEntry): Pick<DnsQuestion, 'search' | 'ndots'> | undefined {
  const { dnsPolicy, hostNetwork } = pod;
  const { nameservers = [], searches = [], options = [] } = pod.dnsConfig ?? {};
  const given = Number(options.find((option) => option.name === 'ndots')?.value ?? Number.NaN);
  if (dnsPolicy === 'None') {
    const resolver = state.dataplane.dns.resolver?.clusterIP;
    if (resolver === undefined || !nameservers.includes(formatIpv4(resolver))) return refuseWalk(state, 'dnsPolicy: None');
    return { search: searches, ndots: given >= 0 ? given : 1 };
  }
  if (dnsPolicy !== 'ClusterFirstWithHostNet' && (dnsPolicy !== 'ClusterFirst' || hostNetwork)) return undefined;
  const standard = clusterFirst(pod.namespace);
  return { search: [...standard.search, ...searches], ndots: given >= 0 ? given : standard.ndots };
}

function askDirectory(state: WalkState, question: DnsQuestion, pod: number): Ipv4 | undefined {
  const lost = whyNoAnswer(state, pod);
  if (lost) {
    state.dns = { question: question.name, answers: [], resolver: 'coredns' };
    const params = { question: question.name, object: lost.rule?.object ?? '', field: lost.rule?.field ?? '' };
    addStep(state, { type: 'resolve', effect: 'drop', code: lost.code, params, cites: lost.cites, rule: lost.rule });
    stop(state, 'dns-timeout', 'dns', lost.rule);
    return undefined;
  }
  const { asked, answer } = lookup(state.dataplane.dns, question);
  const target = answer.type === 'cname' ? answer.target : answer.type === 'forward' ? answer.name : undefined;
  if (target !== undefined && meetsOwnDns(state, target)) return undefined;
  return answered(state, { asked, answer: followAnswer(state.dataplane.dns, answer), resolver: 'coredns' });
}

/** A node, a machine or a host asks its network's resolver: the public directory for all we know (G-5, DNS10). */
function askOutside(state: WalkState, name: string, resolver: string): Ipv4 | undefined {
  if (meetsOwnDns(state, name)) return undefined;
  const asked = name.replace(/\.$/, '');
  return answered(state, { asked, answer: followAnswer(state.dataplane.dns, { type: 'forward', name: asked }), resolver });
}

function resolverOf(state: WalkState): string {
  if (state.sender.type !== 'host') return 'node';
  const { kind, site } = state.sender.host;
  return kind === 'onPremisesHost' ? site : kind === 'internetHost' ? 'internet' : '168.63.129.16';
}

/** Name servers and private zones of the player's own are not simulated: a name that would be theirs is refused. */
function meetsOwnDns(state: WalkState, name: string): boolean {
  const { sender, dataplane } = state;
  const { deferred, placement } = dataplane;
  const vnet =
    sender.type !== 'host' ? placement.clusterVnet : sender.host.kind === 'virtualMachine' ? sender.host.site : undefined;
  const part = vnet !== undefined && deferred.ownDns.has(vnet) ? 'dnsServers' : deferred.sectionOfName(name);
  // A private zone is not heard of on the street.
  if (part === undefined || (part === 'privateDnsZones' && sender.type === 'host' && sender.host.kind === 'internetHost'))
    return false;
  refuseWalk(state, part);
  return true;
}

interface Answered {
  readonly asked: string;
  readonly answer: DnsAnswer;
  readonly resolver: string;
}

function answered(state: WalkState, { asked, answer, resolver }: Answered): Ipv4 | undefined {
  const values = answer.type === 'records' ? answer.values.filter((value) => parseIpv4(value) !== undefined) : [];
  state.dns = { question: asked, answers: values, resolver };
  if (values.length === 0) {
    const outcome = answer.type === 'nodata' ? 'nodata' : 'nxdomain';
    addStep(state, {
      type: 'resolve',
      effect: 'refuse',
      code: `dns.${outcome}`,
      params: { question: asked, resolver },
      cites: ['DNS5', 'G-3'],
    });
    stop(state, outcome, 'dns');
    return undefined;
  }
  const chosen = values[choose(state, values.length, { point: `dns ${asked}` })] ?? '';
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

interface Silence {
  readonly code: StepCode;
  readonly cites: readonly string[];
  readonly rule: RuleRef | undefined;
}

/** Why a pod's question gets no answer: nobody answers for the directory, or policies keep the pod from all who do (NP44, DNS13). */
function whyNoAnswer(state: WalkState, pod: number): Silence | undefined {
  const { policy, dns } = state.dataplane;
  const port = dns.resolver?.ports.find((item) => item.spec.port === 53 && item.spec.protocol === 'UDP');
  const endpoints = port ? usableAnywhere(port) : [];
  if (endpoints.length === 0) {
    return {
      code: 'dns.noServer',
      cites: ['DNS13', 'SVC12'],
      rule: { object: `Service/${dns.resolver?.key ?? 'kube-system/kube-dns'}`, field: 'spec.selector' },
    };
  }
  let denied: PolicyDecision | undefined;
  for (const endpoint of endpoints) {
    if (endpoint.pod === undefined) return undefined;
    const question = { port: endpoint.port, protocol: 'UDP' } as const;
    const out = policy.decide({ direction: 'egress', pod, peer: { type: 'pod', pod: endpoint.pod }, ...question });
    const into = policy.decide({ direction: 'ingress', pod: endpoint.pod, peer: { type: 'pod', pod }, ...question });
    if (out.allowed && into.allowed) return undefined;
    denied ??= out.allowed ? into : out;
  }
  return { code: 'dns.timeout', cites: ['NP44', 'DNS13', 'D-9'], rule: denied?.rule };
}
