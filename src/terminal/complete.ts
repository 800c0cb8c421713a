// Completion: what may stand at the cursor: commands, verbs, kinds, names, namespaces, flags, machines, groups of az. Pure but for lists of objects.
import { azCommands } from './az/groups.ts';
import { commandNames } from './commands.ts';
import { listItems, nameOf, namespaceOf } from './kubectl/items.ts';
import { isNamespaced, kindNames, readKind } from './kubectl/kinds.ts';
import { kubectlVerbs } from './kubectl/kubectl.ts';
import { machineNames } from './places.ts';
import type { TerminalEnv, TerminalState } from './types.ts';

export interface Completion {
  /** Where the word that is completed begins. */
  readonly from: number;
  readonly candidates: readonly string[];
}

const MOST = 100;
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  get: ['-n', '-A', '-l', '-o', '--show-labels', '--sort-by', '--no-headers', '--field-selector'],
  describe: ['-n', '-A', '-l'],
  exec: ['-it', '-n', '-c', '--'],
  delete: ['-n', '-l', '--all', '-f'],
  apply: ['-f', '-n'],
  create: ['-f', '-n', '--image', '--port', '--replicas', '--tcp', '--class', '--rule', '--dry-run=client'],
  expose: ['--port', '--target-port', '--type', '--name', '-n'],
  label: ['--overwrite', '-n', '-l'],
  scale: ['--replicas', '-n'],
  run: ['--image', '-it', '--rm', '-n', '--labels', '--'],
  debug: ['-it', '--image'],
  az: ['-g', '-n', '-o', '--query'],
  curl: ['-v', '-s', '-I', '-k', '-L', '-m', '-H', '--resolve', '--connect-timeout'],
  tcpdump: ['-i', '-n', '-c', '-v'],
  grep: ['-i', '-v', '-E', '-c', '-o', '-A', '-B'],
};
const OUTPUTS = ['wide', 'yaml', 'json', 'name', 'jsonpath=', 'custom-columns='];
const AZ_OUTPUTS = ['table', 'json', 'tsv', 'yaml', 'none'];
export async function complete(
  line: string,
  cursor: number,
  given: { readonly state: TerminalState; readonly env: TerminalEnv },
): Promise<Completion> {
  const before = line.slice(Math.max(0, cursor - 4000), cursor);
  const stage = before.slice(
    Math.max(...['|', ';', '&&', '$('].map((sign) => before.lastIndexOf(sign) + (before.includes(sign) ? sign.length : 1)), 0),
  );
  const words = stage.trimStart().split(/\s+/);
  const current = words.pop() ?? '';
  const all = await candidates(words, current, given);
  const fitting = [...new Set(all)].filter((item) => item.startsWith(current) && item !== current).sort();
  return { from: cursor - current.length, candidates: fitting.slice(0, MOST) };
}

async function candidates(
  words: readonly string[],
  current: string,
  { state, env }: { readonly state: TerminalState; readonly env: TerminalEnv },
): Promise<readonly string[]> {
  const [first = '', verb = ''] = words;
  const last = words.at(-1) ?? '';
  if (words.length === 0) return commandNames();
  if (first === 'ssh') return machineNames(env);
  if (first === 'az') return azCandidates(words, current, last);
  if (first === 'helm')
    return words.length === 1
      ? ['repo', 'install', 'upgrade', 'list', 'uninstall']
      : ['ingress-nginx/ingress-nginx', '--namespace', '--create-namespace', '--set'];
  if (first === 'help') return ['places', 'pipes', 'curl', 'tcpdump', 'helm'];
  if (first !== 'kubectl' && first !== 'k') return current.startsWith('-') ? (FLAGS[first] ?? []) : hostNames(env);
  if (last === '-n' || last === '--namespace') return (await listItems('Namespace', env)).map((item) => nameOf(item));
  if (last === '-o' || last === '--output') return OUTPUTS;
  if (words.includes('--'))
    return words.at(-1) === '--' ? ['curl', 'nslookup', 'nc', 'ping', 'wget', 'ip', 'tcpdump', 'sh'] : hostNames(env);
  if (words.length === 1) return kubectlVerbs();
  if (current.startsWith('-')) return FLAGS[verb] ?? ['-n'];
  return objectCandidates(words.slice(1), current, { namespace: namespaceIn(words) ?? state.namespace, env });
}

function azCandidates(words: readonly string[], current: string, last: string): readonly string[] {
  if (last === '-o' || last === '--output') return AZ_OUTPUTS;
  if (current.startsWith('-')) return FLAGS['az'] ?? [];
  const path = words.slice(1);
  return azCommands().flatMap((command) => {
    const parts = command.split(' ');
    return path.every((word, index) => parts[index] === word) ? (parts[path.length] ?? []) : [];
  });
}

function namespaceIn(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => word === '-n' || word === '--namespace');
  return at < 0 ? words.map((word) => /^--namespace=(.+)$/.exec(word)?.[1]).find((item) => item !== undefined) : words[at + 1];
}

const BY_POD: ReadonlySet<string> = new Set(['exec', 'logs', 'debug', 'port-forward']);

async function objectCandidates(
  words: readonly string[],
  current: string,
  { namespace, env }: { readonly namespace: string; readonly env: TerminalEnv },
): Promise<readonly string[]> {
  const [verb = '', ...rest] = words;
  const plain = rest.filter(
    (word, index) => !word.startsWith('-') && !/^(?:-n|--namespace|-o|-l|-c)$/.test(rest[index - 1] ?? ''),
  );
  const slash = current.indexOf('/');
  if (slash > 0)
    return (await namesOf(current.slice(0, slash), namespace, env)).map((name) => `${current.slice(0, slash)}/${name}`);
  if (BY_POD.has(verb))
    return plain.length > 0
      ? []
      : [
          ...(await namesOf('pod', namespace, env)),
          ...(verb === 'debug' ? (await namesOf('node', namespace, env)).map((name) => `node/${name}`) : []),
        ];
  if (verb === 'create') return ['namespace', 'deployment', 'service', 'ingress'];
  if (verb === 'config') return ['current-context', 'get-contexts', 'set-context', 'use-context'];
  if (verb === 'rollout') return plain.length === 0 ? ['status', 'restart'] : ['deployment/'];
  if (verb === 'retina') return plain.length === 0 ? ['capture'] : ['create'];
  if (verb === 'set') return plain.length === 0 ? ['image', 'selector'] : [];
  if (plain.length === 0) return kindNames();
  return namesOf(plain[0] ?? '', namespace, env);
}

async function namesOf(kindText: string, namespace: string, env: TerminalEnv): Promise<readonly string[]> {
  const read = readKind(kindText);
  if (!read.ok) return [];
  const items = await listItems(read.kind, env);
  return items.filter((item) => !isNamespaced(read.kind) || namespaceOf(item) === namespace).map((item) => nameOf(item));
}

/** What curl and its like may be pointed at. */
function hostNames({ plan, spec }: TerminalEnv): readonly string[] {
  return [
    ...plan.services.map(({ namespace, name }) => `${name}.${namespace}`),
    ...(spec.network.internetHosts ?? []).map(({ name }) => name),
    ...(spec.network.dnsZones ?? []).flatMap((zone) =>
      zone.records.map(({ name }) => (name === '@' ? zone.name : `${name}.${zone.name}`)),
    ),
    ...plan.pods.flatMap(({ ip }) => (ip === '' ? [] : [ip])),
  ];
}
