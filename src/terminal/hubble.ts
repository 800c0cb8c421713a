// hubble observe: flows as Cilium's own recorder tells them (H-3). Only where the dataplane is Cilium; of the flows sent from here and the goals'.
import type { Packet } from '../engine/net/packet.ts';
import type { Step, Trace } from '../engine/forward/trace.ts';
import { hashText } from '../engine/net/hash.ts';
import { failWith, refusalText, type Run, type Shell } from './call.ts';
import { lastOf, readArguments } from './net/arguments.ts';
import { flowsOf } from './net/tcpdump.ts';

const FLAGS = {
  taking:
    'n namespace pod from-pod to-pod from-namespace to-namespace from-ip to-ip ip verdict port to-port from-port protocol t type last o output since first server label fqdn to-fqdn service',
  switches: 'f follow all A print-node-name print-raw-filters ip-translation tls tls-allow-insecure debug P auto-port-forward',
};

export const runHubble: Run = async (call) => {
  const { shell } = call;
  const profile = shell.env.spec.network.managedClusters[0];
  if (profile?.networkProfile.networkDataplane !== 'cilium') return failWith(shell, 'hubbleNeedsCilium');
  const verb = call.words[1] ?? '';
  if (verb === 'status')
    return {
      out: `Healthcheck (via localhost:4245): Ok\nCurrent/Max Flows: ${flowsOf(shell).length}/4,095\nConnected Nodes: ${shell.env.plan.nodes.length}/${shell.env.plan.nodes.length}\n`,
      err: '',
      code: 0,
    };
  if (verb !== 'observe') return failWith(shell, 'hubbleVerbs');
  const given = readArguments(call.words.slice(2), FLAGS);
  if (given.unknown !== undefined) return { out: '', err: `unknown flag: ${given.unknown}\n`, code: 1 };
  const note = profile.advancedNetworking?.enabled === true ? '' : `${shell.env.say('terminal.hubbleNeedsAcns')}\n`;
  const lines: string[] = [];
  for (const [index, flow] of flowsOf(shell).entries()) {
    const answer = await shell.env.port.trace(flow, 1);
    if (!answer.ok) {
      lines.push(refusalText(shell, answer));
      continue;
    }
    lines.push(...linesOf(shell, answer.value, index).filter((line) => keeps(line, given)));
  }
  const last = Number(lastOf(given, 'last') ?? '20');
  const shown = lines.slice(Number.isFinite(last) && last > 0 ? -last : 0);
  const none = shown.length === 0 ? `${shell.env.say('terminal.nothingSent')}\n` : '';
  return { out: shown.map((line) => `${line}\n`).join(''), err: `${note}${none}`, code: 0 };
};

function keeps(line: string, given: ReturnType<typeof readArguments>): boolean {
  const verdict = lastOf(given, 'verdict');
  if (verdict !== undefined && !line.includes(` ${verdict.toUpperCase()} `)) return false;
  const [, from = '', to = ''] = /: (\S+) \([^)]*\) [-<]> (\S+) \(/.exec(line) ?? [];
  const wants = (names: readonly string[], test: (value: string) => boolean): boolean => {
    const value = lastOf(given, ...names);
    return value === undefined || test(value);
  };
  const begins = (end: string, value: string): boolean =>
    end.startsWith(value.includes('/') ? `${value}:` : `${value}/`) || end.startsWith(value);
  return (
    wants(['n', 'namespace'], (value) => from.startsWith(`${value}/`) || to.startsWith(`${value}/`)) &&
    wants(['from-namespace'], (value) => from.startsWith(`${value}/`)) &&
    wants(['to-namespace'], (value) => to.startsWith(`${value}/`)) &&
    wants(['pod'], (value) => begins(from, value) || begins(to, value)) &&
    wants(['from-pod'], (value) => begins(from, value)) &&
    wants(['to-pod'], (value) => begins(to, value)) &&
    wants(['port', 'to-port'], (value) => to.endsWith(`:${value}`)) &&
    wants(['from-ip'], (value) => from.startsWith(`${value}:`)) &&
    wants(['to-ip'], (value) => to.startsWith(`${value}:`)) &&
    wants(['protocol'], (value) => line.toLowerCase().includes(`(${value.toLowerCase()}`))
  );
}

/** Policy's word on the way out and in, then what became of the packet. */
function linesOf(shell: Shell, trace: Trace, second: number): string[] {
  const clock = (micro: number): string =>
    `Jan  1 00:00:${String(second % 60).padStart(2, '0')}.${String(micro).padStart(3, '0')}`;
  const lines: string[] = [];
  const steps = trace.hops.flatMap(({ steps: own }) => own);
  const write = (packet: Packet, type: string, verdict: string): void => {
    const flags = packet.protocol === 'TCP' ? 'TCP Flags: SYN' : packet.protocol;
    lines.push(
      `${clock(lines.length)}: ${endOf(shell, packet.sourceIP, packet.sourcePort)} ${arrowOf(verdict)} ${endOf(shell, packet.destinationIP, packet.destinationPort)} ${type} ${verdict} (${flags})`,
    );
  };
  for (const step of steps) {
    if (step.type === 'egressPolicy' || step.type === 'ingressPolicy') policyLine(step, write);
    else if (step.type === 'deliver') write(step.before, 'to-endpoint', step.effect === 'deliver' ? 'FORWARDED' : 'DROPPED');
  }
  const last = steps.at(-1);
  if (lines.length === 0 && last)
    write(
      last.before,
      trace.verdict.outcome === 'delivered' ? 'to-network' : 'to-stack',
      trace.verdict.outcome === 'delivered' ? 'FORWARDED' : 'DROPPED',
    );
  return lines;
}

function policyLine(step: Step, write: (packet: Packet, type: string, verdict: string) => void): void {
  const way = step.type === 'egressPolicy' ? 'EGRESS' : 'INGRESS';
  const allowed = step.effect !== 'drop' && step.effect !== 'refuse';
  write(
    step.before,
    `policy-verdict:${step.rule === undefined || !allowed ? 'none' : 'L3-L4'} ${way}`,
    allowed ? 'ALLOWED' : 'DENIED',
  );
  if (!allowed) write(step.before, 'Policy denied', 'DROPPED');
}

/** Which way a refused packet belongs is not known: only what was let through is surely no reply. */
function arrowOf(verdict: string): string {
  return verdict === 'DENIED' || verdict === 'DROPPED' ? '<>' : '->';
}

function endOf({ env }: Shell, ip: string, port: number): string {
  const pod = env.plan.pods.find((item) => item.ip === ip && !item.hostNetwork);
  const node = env.plan.nodes.find((item) => item.ip === ip);
  const where = port === 0 ? '' : `:${port}`;
  if (pod) return `${pod.namespace}/${pod.name}${where} (ID:${identityOf(`${pod.namespace} ${JSON.stringify(pod.labels)}`)})`;
  return `${ip}${where} (${node ? 'remote-node' : 'world'})`;
}

/** Pods of the same labels have the same identity; the number illustrates. */
function identityOf(labels: string): number {
  return 256 + (hashText(labels, 5) % 65_000);
}
