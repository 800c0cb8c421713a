// Why a flow could not be asked, for people who typed it: what the end should look like, or which end of this world is nearest.
import type { Answer } from '../engine/api.ts';
import type { Plan } from '../engine/dataplane/plan.ts';
import type { NetworkDocument } from '../engine/model/networkDocument.ts';
import { nearest } from './arguments.ts';
import { refusalSentence } from './sentences.ts';

type Refusal = Extract<Answer<unknown>, { ok: false }>;

interface Known {
  readonly plan: Plan;
  readonly network: NetworkDocument;
}

const SHORT_OWNERS: Readonly<Record<string, string>> = { Deployment: 'deploy', StatefulSet: 'sts', DaemonSet: 'ds' };

const REASONS: Readonly<Record<string, string>> = {
  noPod: 'this world has no such pod',
  noServiceOrPod: 'this world has no such Service or pod',
  noNode: 'this world has no such node',
  noHost: 'this world has no such machine or host',
  noSender: 'nobody in this world sends from that address',
  podWithoutAddress: 'this pod has no address',
  noPort: 'a receiver needs a port, as in shop/web:80 or 10.0.0.4:80/udp',
  badPort: 'a port is a number from 1 to 65535',
  badName: 'this is neither a URL, ns/service:port, pod:ns/name:port, IP:port nor NAME:port',
};

export function flowRefusal(refusal: Refusal, known: Known): string {
  const { text, why } = refusal.params;
  const reason = refusal.code === 'badFlow' ? REASONS[String(why)] : undefined;
  if (reason === undefined) return refusalSentence(refusal);
  const end = String(text);
  const [, head = '', port = ''] = /^(.*?)((?::\d+)?(?:\/(?:tcp|udp|sctp))?)$/i.exec(end) ?? [];
  const near = /^no(Pod|Service|Node|Host)/.test(String(why)) ? nearest(head, listEnds(known)) : undefined;
  return `${end}: ${reason}.${near === undefined ? '' : ` Did you mean ${near}${port}?`}`;
}

function listEnds({ plan, network }: Known): string[] {
  const pods = plan.pods.flatMap(({ namespace, name, owner }) => {
    const [kind = '', , workload = ''] = owner?.split('/') ?? [];
    const short = SHORT_OWNERS[kind];
    return [`${namespace}/${name}`, ...(short === undefined ? [] : [`${namespace}/${short}/${workload}`])];
  });
  return [
    ...pods,
    ...plan.services.map(({ namespace, name }) => `${namespace}/${name}`),
    ...plan.nodes.map(({ name }) => `node:${name}`),
    ...(network.virtualMachines ?? []).map(({ name }) => `vm:${name}`),
    ...(network.onPremises ?? []).flatMap(({ hosts }) => hosts.map(({ name }) => `onprem:${name}`)),
    ...(network.internetHosts ?? []).map(({ name }) => `internet:${name}`),
  ];
}
