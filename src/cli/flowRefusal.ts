// Why a flow could not be asked, for people who typed it: what the end should look like, or which end of this world is nearest.
import type { Answer } from '../engine/api.ts';
import type { Plan } from '../engine/dataplane/plan.ts';
import type { NetworkDocument } from '../engine/model/networkDocument.ts';
import { nearest } from './arguments.ts';
import { label } from './language.ts';
import { refusalSentence } from './sentences.ts';

type Refusal = Extract<Answer<unknown>, { ok: false }>;

interface Known {
  readonly plan: Plan;
  readonly network: NetworkDocument;
}

const SHORT_OWNERS: Readonly<Record<string, string>> = { Deployment: 'deploy', StatefulSet: 'sts', DaemonSet: 'ds' };

const REASONS: ReadonlySet<string> = new Set([
  'noPod',
  'noServiceOrPod',
  'noNode',
  'noHost',
  'noSender',
  'podWithoutAddress',
  'noPort',
  'badPort',
  'badName',
]);

export function flowRefusal(refusal: Refusal, known: Known): string {
  const { text, why } = refusal.params;
  if (refusal.code !== 'badFlow' || !REASONS.has(String(why))) return refusalSentence(refusal);
  const reason = label(`flow.${why}`);
  const end = String(text);
  const [, head = '', port = ''] = /^(.*?)((?::\d+)?(?:\/(?:tcp|udp|sctp))?)$/i.exec(end) ?? [];
  const near = /^no(Pod|Service|Node|Host)/.test(String(why)) ? nearest(head, listEnds(known)) : undefined;
  return near === undefined
    ? label('flow.refused', { end, reason })
    : label('flow.near', { end, reason, near: `${near}${port}` });
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
