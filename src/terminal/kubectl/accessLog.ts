// kubectl logs of an ingress-nginx controller: its access log of the flows that go about, in the format it has unless told otherwise
// (ingress-nginx docs, log-format-upstream), without times and sizes that nobody measured.
import type { Step, Trace } from '../../engine/forward/trace.ts';
import type { Shell } from '../call.ts';
import { flowsOf } from '../net/tcpdump.ts';
import { listAt, textAt } from '../plainRead.ts';
import type { Plain, TerminalEnv } from '../types.ts';

export function isNginxController(pod: Plain): boolean {
  const images = listAt(pod, 'spec', 'containers').map((container) => textAt(container, 'image'));
  return (
    textAt(pod, 'metadata', 'labels', 'app.kubernetes.io/component') === 'controller' ||
    images.some((image) => /(?:^|\/)ingress-nginx\/controller(?:[:@]|$)/.test(image))
  );
}

/** Lines of one controller's pod, `ns/name`. */
export async function accessLog(shell: Shell, pod: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const flow of flowsOf(shell)) {
    const answer = await shell.env.port.trace(flow, 1);
    if (answer.ok) lines.push(...linesOf(shell.env, answer.value, pod));
  }
  return lines;
}

function linesOf(env: TerminalEnv, trace: Trace, pod: string): readonly string[] {
  const steps = trace.hops.flatMap((hop) =>
    hop.at.kind === 'pod' && hop.at.name === pod ? hop.steps.filter(({ type }) => type === 'http') : [],
  );
  const [first] = steps;
  const status = trace.http?.status;
  if (!first || status === undefined || trace.verdict.outcome === 'tls-name') return [];
  const { sourceIP, http } = first.before;
  const upstream = upstreamOf(
    env,
    steps.find(({ code }) => code === 'http.forwarded'),
  );
  return [
    `${sourceIP} - - [-] "GET ${http?.path ?? '/'} HTTP/1.1" ${status} - "-" "curl/7.81.0" - - [${upstream.name}] [] ${upstream.address} - - ${upstream.address === '-' ? '-' : status} -`,
  ];
}

/** `namespace-service-port`, and the endpoint by its address. */
function upstreamOf(env: TerminalEnv, step: Step | undefined): { readonly name: string; readonly address: string } {
  const [namespace = '', service = ''] = String(step?.params['service'] ?? '').split('/');
  if (!step || service === '') return { name: 'upstream-default-backend', address: '-' };
  const plan = env.plan.services.find((item) => item.namespace === namespace && item.name === service);
  const port = plan?.ports[0];
  const [, pod = '', number = ''] = /^(.*):(\d+)$/.exec(String(step.params['endpoint'] ?? '')) ?? [];
  const ip = env.plan.pods.find((item) => `${item.namespace}/${item.name}` === pod)?.ip ?? pod;
  return { name: `${namespace}-${service}-${port?.name ?? port?.port ?? ''}`, address: `${ip}:${number}` };
}
