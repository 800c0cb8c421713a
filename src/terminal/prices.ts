// What a typed line costs while an incident runs, in minutes: a table by command. A capture at a room's door costs more than one in a pod. What
// changes something costs nothing here: the change itself has its price.
import { parseShell, type Stage } from './shell.ts';
import type { Place } from './types.ts';

/** The longest beginning of the words that is listed decides; flags before a kubectl verb are passed over. Unlisted: free. */
export const LINE_MINUTES: Readonly<Record<string, number>> = {
  'kubectl get': 1,
  'kubectl top': 1,
  'kubectl rollout status': 1,
  'kubectl rollout history': 1,
  'kubectl cluster-info': 1,
  'kubectl auth': 1,
  'kubectl describe': 2,
  'kubectl logs': 2,
  'kubectl port-forward': 2,
  'kubectl debug': 2,
  'kubectl retina': 8,
  'helm list': 1,
  'helm get': 2,
  'helm status': 2,
  'az network nic show-effective-route-table': 4,
  'az network nic list-effective-nsg': 4,
  'az network watcher': 4,
  'az network application-gateway show-backend-health': 4,
  'az monitor': 4,
  curl: 2,
  wget: 2,
  nslookup: 2,
  dig: 2,
  host: 2,
  getent: 2,
  ping: 2,
  nc: 2,
  ncat: 2,
  netcat: 2,
  telnet: 2,
  agnhost: 2,
  '/agnhost': 2,
  openssl: 2,
  traceroute: 4,
  tracepath: 4,
  ip: 1,
  ss: 1,
  netstat: 1,
  env: 1,
  printenv: 1,
  cat: 1,
  hubble: 5,
  tcpdump: 5,
};
const AZ_LOOK = 2;
const CAPTURE_AT_NODE = 8;
const AZ_FREE: ReadonlySet<string> = new Set(['account', 'login', 'extension', 'provider', 'group']);
/** Words in front of another command. */
const WRAPPERS: ReadonlySet<string> = new Set(['sudo', 'time', 'timeout', 'watch']);
const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', '/bin/sh', '/bin/bash']);
const MOST_DEPTH = 4;

/** `place`: where the line is typed. A text that cannot be read costs nothing. */
export function minutesOf(text: string, place: Place['kind'] = 'desk', depth: number = MOST_DEPTH): number {
  const parsed = parseShell(text);
  if (!parsed.ok || depth <= 0) return 0;
  return parsed.statements
    .flatMap(({ stages }) => stages)
    .reduce((sum, stage) => sum + minutesOfWords(plainWords(stage), place, depth) + minutesInside(stage, place, depth), 0);
}

/** `$( … )` is looked at, too. */
function minutesInside({ words }: Stage, place: Place['kind'], depth: number): number {
  return words.flat().reduce((sum, part) => (part.type === 'output' ? sum + minutesOf(part.command, place, depth - 1) : sum), 0);
}

function plainWords({ words }: Stage): readonly string[] {
  return words.map((parts) => parts.map((part) => (part.type === 'text' ? part.text : '')).join(''));
}

function minutesOfWords(words: readonly string[], place: Place['kind'], depth: number): number {
  const [first = ''] = words;
  if (depth <= 0 || first === '') return 0;
  const inner = (rest: readonly string[], where: Place['kind'] = place): number => minutesOfWords(rest, where, depth - 1);
  if (WRAPPERS.has(first)) return inner(words.slice(words.findIndex((word, at) => at > 0 && !/^(?:-|\d)/.test(word))));
  if (SHELLS.has(first)) return words[1] === '-c' ? minutesOf(words[2] ?? '', place, depth - 1) : 0;
  if (first === 'ssh') {
    const target = words.findIndex(
      (word, at) => at > 0 && !word.startsWith('-') && !/^-[iploJLRDWFbcm]$/.test(words[at - 1] ?? ''),
    );
    return target < 0 ? 0 : inner(words.slice(target + 1), 'node');
  }
  if (first === 'kubectl' || first === 'k') return kubectlMinutes(words, inner);
  if (first === 'az') return azMinutes(words);
  if (first === 'cat') return words.some((word) => word.startsWith('/')) ? (LINE_MINUTES['cat'] ?? 0) : 0;
  if (first === 'tcpdump' && place === 'node') return CAPTURE_AT_NODE;
  return priced([first]);
}

function kubectlMinutes(words: readonly string[], inner: (rest: readonly string[], where: Place['kind']) => number): number {
  const dashes = words.indexOf('--');
  const bare = withoutFlags(words.slice(1, dashes < 0 ? undefined : dashes));
  const [verb = ''] = bare;
  if (verb === 'exec' || verb === 'run') return dashes < 0 ? 0 : inner(words.slice(dashes + 1), 'pod');
  return priced(['kubectl', ...bare]);
}

/** `-n shop get pods` is `get pods`. */
function withoutFlags(words: readonly string[]): readonly string[] {
  return words.filter((word, at) => !word.startsWith('-') && !/^(?:-n|--namespace|--context)$/.test(words[at - 1] ?? ''));
}

function azMinutes(words: readonly string[]): number {
  const end = words.findIndex((word) => word.startsWith('-'));
  const path = words.slice(0, end < 0 ? undefined : end);
  const own = priced(path);
  if (own > 0 || AZ_FREE.has(path[1] ?? '')) return own;
  return /^(?:show|list|check|query)/.test(path.at(-1) ?? '') ? AZ_LOOK : 0;
}

function priced(words: readonly string[]): number {
  for (let length = words.length; length > 0; length--) {
    const key = words.slice(0, length).join(' ');
    if (Object.hasOwn(LINE_MINUTES, key)) return LINE_MINUTES[key] ?? 0;
  }
  return 0;
}
