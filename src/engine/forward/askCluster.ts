// A question asked of CoreDNS: it must be reached and be there, answers the cluster's names itself, and passes the others on to what its node's
// network gives it. Rules: CIL10, DNS1–DNS3, DNS9, DNS10, DNS13, NP44, D-9, G-1, G-5, G-6, G-9.
import { answerCluster, externalNameRule } from '../dataplane/dns.ts';
import { type Endpoint, usableAnywhere } from '../dataplane/endpoints.ts';
import { nameHolds } from '../dataplane/learnedNames.ts';
import type { PolicyDecision } from '../dataplane/tables.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import type { Ipv4 } from '../net/ipv4.ts';
import { addressRecords, type Asker, forward, type Heard, legTo } from './askServer.ts';
import type { DnsRecordSeen } from './trace.ts';
import { choose, type WalkState } from './walkState.ts';

const MOST_ALIASES = 8;

export function askCluster(state: WalkState, asker: Asker, name: string): Heard {
  const desk = findDesk(state, asker);
  if (desk.type === 'silent') return { status: 'TIMEOUT', records: [], silent: 'coredns', ...because(desk.rule) };
  const [listed] = desk.names;
  // Cilium's proxy reads the question on its way and answers it itself (CIL10, CIL12).
  if (listed && !desk.names.some(({ names }) => names.some((each) => nameHolds(each, name))))
    return { status: 'REFUSED', records: [], rule: { object: listed.object, field: `${listed.field}.rules.dns` } };
  const records: DnsRecordSeen[] = [];
  let asked = name;
  let alias: RuleRef | undefined;
  for (let depth = 0; depth <= MOST_ALIASES; depth++) {
    const answer = answerCluster(state.dataplane.dns, asked, 'A');
    switch (answer.type) {
      case 'forward': {
        const heard = passOn(state, desk.endpoint, asked);
        const answered = heard.status === 'NOERROR' || heard.status === 'NXDOMAIN';
        // A zone that answered, or whoever kept the question away, decided before the alias did.
        return { ...heard, records: [...records, ...heard.records], ...because(heard.rule ?? (answered ? alias : undefined)) };
      }
      case 'cname':
        records.push({ name: asked, type: 'CNAME', value: answer.target });
        asked = answer.target.toLowerCase();
        alias ??= externalNameRule(answer.service);
        continue;
      case 'records': {
        const { service } = answer;
        const own = service === undefined ? undefined : { object: `Service/${service}`, field: 'spec.clusterIP' };
        return { status: 'NOERROR', records: [...records, ...addressRecords(asked, answer.values)], ...because(alias ?? own) };
      }
      default: {
        const own = answer.type === 'nxdomain' ? answer.rule : undefined;
        return { status: answer.type === 'nodata' ? 'NOERROR' : 'NXDOMAIN', records, ...because(alias ?? own) };
      }
    }
  }
  return { status: 'NXDOMAIN', records: [] };
}

function because(rule: RuleRef | undefined): Pick<Heard, 'rule'> {
  return rule ? { rule } : {};
}

/** Upstream servers are taken at random among those that answer their health checks (G-6); each choice is one of the walk's. */
function passOn(state: WalkState, desk: Endpoint, name: string): Heard {
  const { dns, placement } = state.dataplane;
  const servers = dns.directories.ofVnet(placement.clusterVnet);
  const self = deskAsker(state, desk);
  const alive = servers.length > 1 ? servers.filter((server) => isAlive(state, self, server)) : servers;
  const chosen = alive[choose(state, alive.length, { point: `upstream ${name}` })];
  return forward(state, self, { servers: chosen === undefined ? servers : [chosen], name });
}

function isAlive(state: WalkState, self: Asker, server: Ipv4): boolean {
  const leg = legTo(state, self, server);
  if (!leg.ok) state.refusal ??= leg;
  return leg.ok && leg.verdict.outcome === 'delivered';
}

function deskAsker(state: WalkState, { pod, address }: Endpoint): Asker {
  const { placement } = state.dataplane;
  const entry = pod === undefined ? undefined : placement.pods[pod];
  const node = entry?.nodeIndex ?? 0;
  return {
    name: entry ? `${entry.namespace}/${entry.name}` : 'coredns',
    sender: pod === undefined ? { type: 'node', node } : { type: 'pod', pod },
    address,
    vnet: placement.clusterVnet,
    path: [],
  };
}

type Desk =
  | { readonly type: 'found'; readonly endpoint: Endpoint; readonly names: NonNullable<PolicyDecision['dns']> }
  | { readonly type: 'silent'; readonly rule: RuleRef | undefined };

/** A CoreDNS that is ready and may be asked: nobody answers for the directory, or policies keep the pod from all who do (NP44, DNS13). */
function findDesk(state: WalkState, { sender }: Asker): Desk {
  const { policy, dns } = state.dataplane;
  const port = dns.resolver?.ports.find((item) => item.spec.port === 53 && item.spec.protocol === 'UDP');
  const endpoints = port ? usableAnywhere(port) : [];
  if (endpoints.length === 0) {
    return {
      type: 'silent',
      rule: { object: `Service/${dns.resolver?.key ?? 'kube-system/kube-dns'}`, field: 'spec.selector' },
    };
  }
  let denied: PolicyDecision | undefined;
  for (const endpoint of endpoints) {
    if (endpoint.pod === undefined || sender.type !== 'pod') return { type: 'found', endpoint, names: [] };
    const { pod } = sender;
    const question = { port: endpoint.port, protocol: 'UDP' } as const;
    const out = policy.decide({ direction: 'egress', pod, peer: { type: 'pod', pod: endpoint.pod }, ...question });
    const into = policy.decide({ direction: 'ingress', pod: endpoint.pod, peer: { type: 'pod', pod }, ...question });
    if (out.allowed && into.allowed) return { type: 'found', endpoint, names: out.dns ?? [] };
    denied ??= out.allowed ? into : out;
  }
  return { type: 'silent', rule: denied?.rule };
}
