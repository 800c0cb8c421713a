// Every command by its first word, and where it may be typed: kubectl and az at the desk or a machine, the networking tools anywhere.
import { runAz } from './az/az.ts';
import { type Call, type Done, fail, failWith, ok, placeOf, type Run, type Shell } from './call.ts';
import { runOpenssl } from './certificates.ts';
import { FILTERS } from './filters.ts';
import { runHelm } from './helm.ts';
import { runHubble } from './hubble.ts';
import { runKubectl } from './kubectl/kubectl.ts';
import { runAgnhost, runNc, runTelnet, runWget } from './net/connect.ts';
import { runCurl } from './net/curl.ts';
import { etcFile, runEnv } from './net/files.ts';
import { runHostname, runIp, runSs } from './net/ip.ts';
import { runDig, runGetent, runHost, runNslookup } from './net/names.ts';
import { runPing, runTraceroute } from './net/ping.ts';
import { runTcpdump } from './net/tcpdump.ts';
import { isShell, runExit, runSsh, shellText } from './places.ts';

const NOT_SIMULATED: ReadonlySet<string> = new Set(
  'jq yq sed awk cut tr xargs watch terraform bicep docker podman kustomize vi vim nano git python python3 node npm pip apt apt-get yum systemctl iptables nft ipset conntrack crictl ctr strace nmap mtr iperf iperf3 cilium calicoctl istioctl linkerd krew ls pwd cd mkdir rm cp mv touch chmod find ps top df free ifconfig route arp'.split(
    ' ',
  ),
);
/** Only where somebody administers: not inside a container, not on a node. */
const ADMIN: ReadonlySet<string> = new Set(['kubectl', 'k', 'az', 'helm', 'hubble']);

const run =
  (answer: (call: Call) => Done): Run =>
  (call) =>
    Promise.resolve(answer(call));

const echo = run(({ words }) => {
  const flag = /^-[neE]+$/.test(words[1] ?? '') ? (words[1] ?? '') : '';
  const rest = words.slice(flag === '' ? 1 : 2).join(' ');
  const text = flag.includes('e') ? rest.replaceAll(/\\([nt])/g, (_, letter: string) => (letter === 'n' ? '\n' : '\t')) : rest;
  return { out: flag.includes('n') ? text : `${text}\n`, err: '', code: 0 };
});

const cat: Run = (call) => {
  const etc = call.words.find((word) => word.startsWith('/etc/'));
  return etc === undefined ? (FILTERS.get('cat')?.(call) ?? Promise.resolve(ok(''))) : etcFile(call.shell, etc);
};

const sh: Run = async (call) => {
  const text = shellText(call.words);
  if (text !== undefined) {
    const inner: Shell = { ...call.shell, depth: call.shell.depth - 1 };
    const done = await inner.runText(inner, text);
    call.shell.state = inner.state;
    return done;
  }
  return isShell(call.words) ? ok('') : failWith(call.shell, 'scripts');
};

/** `timeout 5 COMMAND`: nothing here takes any time. */
const timeout: Run = ({ shell, words, input }) => {
  const at = words.findIndex((word, index) => index > 0 && /^\d+(?:\.\d+)?[smh]?$/.test(word));
  return at < 0 || at + 1 >= words.length
    ? Promise.resolve(fail('Usage: timeout DURATION COMMAND [ARG]...', 125))
    : shell.run(shell, words.slice(at + 1), input);
};

const COMMANDS: ReadonlyMap<string, Run> = new Map<string, Run>([
  ...FILTERS,
  ['kubectl', runKubectl],
  ['k', runKubectl],
  ['az', runAz],
  ['helm', runHelm],
  ['hubble', runHubble],
  ['openssl', runOpenssl],
  ['curl', runCurl],
  ['wget', runWget],
  ['nslookup', runNslookup],
  ['dig', runDig],
  ['host', runHost],
  ['getent', runGetent],
  ['ping', runPing],
  ['traceroute', runTraceroute],
  ['tracepath', runTraceroute],
  ['nc', runNc],
  ['ncat', runNc],
  ['netcat', runNc],
  ['telnet', runTelnet],
  ['agnhost', runAgnhost],
  ['/agnhost', runAgnhost],
  ['ip', runIp],
  ['ss', runSs],
  ['netstat', runSs],
  ['hostname', runHostname],
  ['tcpdump', runTcpdump],
  ['env', runEnv],
  ['printenv', runEnv],
  ['ssh', runSsh],
  ['exit', runExit],
  ['logout', runExit],
  ['cat', cat],
  ['sh', sh],
  ['bash', sh],
  ['ash', sh],
  ['/bin/sh', sh],
  ['/bin/bash', sh],
  ['echo', echo],
  ['printf', run(({ words }) => ({ out: (words[1] ?? '').replaceAll(String.raw`\n`, '\n'), err: '', code: 0 }))],
  ['true', run(() => ok(''))],
  ['false', run(() => fail(''))],
  ['set', run(() => ok(''))],
  ['sleep', run(() => ok(''))],
  [
    'time',
    (call) => (call.words.length > 1 ? call.shell.run(call.shell, call.words.slice(1), call.input) : Promise.resolve(ok(''))),
  ],
  ['timeout', timeout],
  [
    'sudo',
    (call) => (call.words.length > 1 ? call.shell.run(call.shell, call.words.slice(1), call.input) : Promise.resolve(ok(''))),
  ],
  ['export', run(() => ok(''))],
  [
    'whoami',
    run(({ shell }) => ok(placeOf(shell).kind === 'desk' ? 'you' : placeOf(shell).kind === 'pod' ? 'root' : 'azureuser')),
  ],
  [
    'clear',
    run(({ shell }) => {
      shell.clear = true;
      return ok('');
    }),
  ],
  [
    'history',
    run(({ shell }) =>
      ok(shell.state.history.map((line, index) => `${String(index + 1).padStart(5)}  ${line.split('\n')[0] ?? ''}`).join('\n')),
    ),
  ],
  ['help', run(({ shell, words }) => help(words[1], (key) => shell.env.say(key)))],
]);

const HELPED: ReadonlySet<string> = new Set(['kubectl', 'az', 'helm', 'curl', 'tcpdump', 'places', 'pipes']);

function help(topic: string | undefined, say: (key: string) => string): Done {
  return ok(
    topic !== undefined && HELPED.has(topic) && topic !== 'kubectl' && topic !== 'az'
      ? say(`terminal.help.${topic}`)
      : say('terminal.help'),
  );
}

export function commandNames(): string[] {
  return [...COMMANDS.keys()].filter((name) => /^[a-z]+$/.test(name) && name !== 'k').sort();
}

/** Runs words wherever the shell is; refusals say what to use instead. */
export async function runWords({ shell, words, input }: Call): Promise<Done> {
  const name = words[0] ?? '';
  const found = COMMANDS.get(name);
  const { kind } = placeOf(shell);
  if (shell.depth < -20) return failWith(shell, 'tooDeep', { most: 20 });
  if (found && ADMIN.has(name) && (kind === 'pod' || kind === 'node')) return failWith(shell, 'notHere', { command: name });
  if (found) return found({ shell, words, input });
  if (NOT_SIMULATED.has(name))
    return failWith(shell, ['jq', 'yq', 'awk', 'sed', 'cut', 'tr', 'xargs'].includes(name) ? 'noTextTool' : 'noTool', {
      command: name,
    });
  return failWith(shell, 'unknownTool', { command: name.slice(0, 60) });
}
