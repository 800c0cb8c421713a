// az by table: the longest run of words that is a command, its flags, and what it does to the Network document. Section I of the rules.
import { nearestWord } from '../nearest.ts';
import { AKS_COMMANDS } from './azAks.ts';
import { closeDraft, type Draft, openDraft } from './azDraft.ts';
import { FIREWALL_COMMANDS } from './azFirewallCommands.ts';
import { NETWORK_COMMANDS } from './azNetworkCommands.ts';
import { PAAS_COMMANDS } from './azPaasCommands.ts';
import { ROUTE_COMMANDS } from './azRouteCommands.ts';
import { SERVICE_COMMANDS } from './azServiceCommands.ts';
import {
  type Command,
  type CommandAnswer,
  type CommandPlace,
  type CommandRefusal,
  NOTHING,
  refuse,
  type Session,
} from './commandTypes.ts';
import { type FlagTable, flagTable, type Given, readFlags } from './flagTable.ts';

export interface AzCall {
  readonly draft: Draft;
  readonly given: Given;
  readonly session: Session;
  /** `--name`, or what stands for it; never ''. */
  readonly name: string;
}

/** `flags` beside the common ones; `run` writes to the draft, or refuses. */
export interface AzCommand {
  readonly flags: string;
  readonly run: ((call: AzCall) => CommandRefusal | undefined) | 'nothing';
  /** Does not go by a name. */
  readonly nameless?: true;
}

export type AzCommands = Readonly<Record<string, AzCommand>>;

const COMMON =
  'resource-group,g= name,n= location,l= output,o= query= subscription= only-show-errors no-wait yes,y tags* verbose debug ids= no-prompt if-match= defer acquire-policy-token change-reference=';

const COMMANDS: ReadonlyMap<string, AzCommand & { readonly table: FlagTable }> = new Map(
  [NETWORK_COMMANDS, ROUTE_COMMANDS, FIREWALL_COMMANDS, SERVICE_COMMANDS, PAAS_COMMANDS, AKS_COMMANDS].flatMap((commands) =>
    Object.entries(commands).map(
      ([path, command]) => [path, { ...command, table: flagTable(`${COMMON} ${command.flags}`) }] as const,
    ),
  ),
);

/** Every first part of a command: `network`, `network vnet`. */
const GROUPS: ReadonlySet<string> = new Set(
  [...COMMANDS.keys()].flatMap((path) => path.split(' ').map((_, index, words) => words.slice(0, index).join(' '))),
);

const LOOKS: ReadonlySet<string> = new Set([
  'show',
  'list',
  'get-versions',
  'wait',
  'get-upgrades',
  'login',
  'account',
  'version',
  'check-acr',
  'show-connection-string',
  'list-usages',
  'show-effective-route-table',
  'list-effective-nsg',
  'exists',
]);
const MOST_WORDS = 6;

export function runAz(place: CommandPlace, command: Command): CommandAnswer {
  const end = command.words.findIndex((word, index) => index > 0 && word.startsWith('-'));
  const path = command.words.slice(1, end < 0 ? undefined : end).slice(0, MOST_WORDS);
  let length = path.length;
  while (length > 0 && !COMMANDS.has(path.slice(0, length).join(' '))) length--;
  const known = COMMANDS.get(path.slice(0, length).join(' '));
  if (!known) return unknown(path);
  const name = `az ${path.slice(0, length).join(' ')}`;
  const given = readFlags(command.words.slice(1 + length), known.table, { command: name, abbreviated: true });
  if ('ok' in given) return given;
  const [stray] = given.words;
  if (stray !== undefined) return refuse('strayWord', { command: name, word: stray.slice(0, 60) });
  if (known.run === 'nothing') return NOTHING;
  const ids = given.values.get('ids')?.at(-1);
  const own = given.values.get('name')?.at(-1) ?? (ids === undefined ? undefined : nameInIds(ids)) ?? '';
  if (own === '' && known.nameless !== true) return refuse('needsFlag', { command: name, flag: '--name' });
  const draft = openDraft(place.spec.network);
  const refusal = known.run({ draft, given, session: place.session, name: own });
  return refusal ?? closeDraft(draft);
}

function nameInIds(text: string): string {
  return text.split('/').at(-1) ?? text;
}

function unknown(path: readonly string[]): CommandAnswer {
  if (path.length === 0) return refuse('noVerb', { command: 'az' });
  const written = `az ${path.join(' ')}`.slice(0, 80);
  if (path.some((word) => LOOKS.has(word))) return refuse('looksOnly', { command: written });
  let depth = 0;
  while (depth < path.length && GROUPS.has(path.slice(0, depth + 1).join(' '))) depth++;
  const group = path.slice(0, depth).join(' ');
  const wrong = path[depth];
  if (wrong === undefined) return refuse('noVerb', { command: written });
  const next = new Set(
    [...COMMANDS.keys()]
      .filter((key) => group === '' || key.startsWith(`${group} `))
      .flatMap((key) => key.split(' ')[depth] ?? []),
  );
  const near = nearestWord(wrong, [...next]);
  return near === undefined
    ? refuse('notSimulatedAz', { command: written })
    : refuse('unknownCommandNear', { command: written, near: `az ${group === '' ? '' : `${group} `}${near}` });
}
