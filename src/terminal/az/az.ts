// az: what looks is answered from the document and the engine, what changes goes to the manifests' reader; `--query` and `-o` for all.
import { flagTable, type Given, one, readFlags } from '../../manifest/commands/flagTable.ts';
import { nearestWord } from '../../manifest/nearest.ts';
import { applyEdit } from '../../engine/edit/edit.ts';
import { compareText } from '../../engine/net/hash.ts';
import { type Call, type Done, fail, failWith, ok, type Run } from '../call.ts';
import { askChange } from '../changing.ts';
import { AKS_LOOKS } from './aks.ts';
import { BALANCER_LOOKS } from './balancers.ts';
import { GATEWAY_LOOKS } from './gateways.ts';
import { LOG_LOOKS } from './logs.ts';
import { METRIC_LOOKS } from './metrics.ts';
import { NETWORK_LOOKS } from './network.ts';
import { type AzTable, printAz } from './output.ts';
import { runQuery } from './query.ts';
import { GROUP, type Scope } from './resources.ts';
import { SUPPLIER_LOOKS } from './suppliers.ts';
import { WATCHER_LOOKS } from './watcher.ts';

export interface AzCall extends Call {
  readonly given: Given;
  readonly scope: Scope;
  /** `--name`; '' when it is not given. */
  readonly name: string;
}

export type AzValue = { readonly value: unknown; readonly table?: AzTable } | Done;

export interface AzLook {
  readonly flags: string;
  readonly run: (call: AzCall) => AzValue | Promise<AzValue>;
}

export type AzLooks = Readonly<Record<string, AzLook>>;

const COMMON =
  'resource-group,g= name,n= location,l= output,o= query= subscription= only-show-errors no-wait verbose debug ids= help,h include-hidden max-items= next-token=';

const GENERAL: AzLooks = {
  'account show': {
    flags: 'sdk-auth',
    run: () => ({
      value: {
        environmentName: 'AzureCloud',
        id: '00000000-0000-0000-0000-000000000000',
        isDefault: true,
        name: 'CIDR House',
        state: 'Enabled',
        tenantId: '00000000-0000-0000-0000-000000000000',
        user: { name: 'you', type: 'user' },
      },
    }),
  },
  'account set': { flags: '', run: () => ok('') },
  login: { flags: 'use-device-code tenant= identity', run: () => ok('') },
  'group list': { flags: 'tag=', run: ({ scope }) => ({ value: [groupOf(scope)], table: GROUP_TABLE }) },
  'group show': { flags: '', run: ({ scope }) => ({ value: groupOf(scope), table: GROUP_TABLE }) },
  'extension add': { flags: 'upgrade y,yes source= allow-preview=', run: () => ok('') },
  'extension list': { flags: '', run: () => ({ value: [] }) },
  'provider register': { flags: 'namespace= wait', run: () => ok('') },
};

const GROUP_TABLE: AzTable = [
  ['Name', 'name'],
  ['Location', 'location'],
  ['Status', 'properties', 'provisioningState'],
];

function groupOf({ group, location }: Scope): unknown {
  return {
    id: `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/${group}`,
    location,
    managedBy: null,
    name: group,
    properties: { provisioningState: 'Succeeded' },
    tags: null,
    type: 'Microsoft.Resources/resourceGroups',
  };
}

const LOOKS: ReadonlyMap<string, AzLook> = new Map(
  Object.entries({
    ...GENERAL,
    ...AKS_LOOKS,
    ...NETWORK_LOOKS,
    ...BALANCER_LOOKS,
    ...GATEWAY_LOOKS,
    ...LOG_LOOKS,
    ...METRIC_LOOKS,
    ...WATCHER_LOOKS,
    ...SUPPLIER_LOOKS,
  }),
);
const MOST_WORDS = 6;

export function azLooks(): readonly string[] {
  return [...LOOKS.keys()];
}

export const runAz: Run = async (call) => {
  const end = call.words.findIndex((word, index) => index > 0 && word.startsWith('-'));
  const path = call.words.slice(1, end < 0 ? undefined : end);
  let length = Math.min(path.length, MOST_WORDS);
  while (length > 0 && !LOOKS.has(path.slice(0, length).join(' '))) length--;
  const name = path.slice(0, length).join(' ');
  const look = LOOKS.get(name);
  if (call.words.length === 1 || (path.length === 0 && call.words.some((word) => word === '--help' || word === '-h')))
    return ok(call.shell.env.say('terminal.help.az', { commands: azLooks().join('\n  az ') }));
  if (!look) return groupText(path) ?? change(call, path);
  const given = readFlags(call.words.slice(1 + length), flagTable(`${COMMON} ${look.flags}`), {
    command: `az ${name}`,
    abbreviated: true,
  });
  if ('ok' in given) return fail(call.shell.env.say(`command.${given.code}`, given.params), 2);
  const [stray] = given.words;
  if (stray !== undefined) return fail(`unrecognized arguments: ${stray.slice(0, 120)}`, 2);
  if (given.values.has('help')) return failWith(call.shell, 'helpOf', { command: `az ${name}` });
  const ids = one(given, 'ids');
  const { network } = call.shell.env.spec;
  const scope: Scope = { group: one(given, 'resource-group') ?? GROUP, location: network.location ?? 'westeurope' };
  const answer = await look.run({ ...call, given, scope, name: one(given, 'name') ?? ids?.split('/').at(-1) ?? '' });
  return 'code' in answer ? answer : show(call, given, answer);
};

/** What a group holds, laid out as az does; undefined for what is no group of those that look. */
function groupText(path: readonly string[]): Done | undefined {
  const beginning = `${path.join(' ')} `;
  const inside = azLooks().filter((name) => name.startsWith(beginning));
  if (path.length === 0 || inside.length === 0) return undefined;
  const next = inside.map((name) => name.slice(beginning.length).split(' '));
  const list = (title: string, names: readonly string[]): string =>
    names.length === 0
      ? ''
      : `\n${title}:\n${[...new Set(names)]
          .toSorted(compareText)
          .map((name) => `    ${name}\n`)
          .join('')}`;
  const groups = list(
    'Subgroups',
    next.flatMap(([first = '', ...more]) => (more.length > 0 ? first : [])),
  );
  return ok(
    `\nGroup\n    az ${path.join(' ')}\n${groups}${list(
      'Commands',
      next.flatMap(([first = '', ...more]) => (more.length > 0 ? [] : first)),
    )}`,
  );
}

function show(call: Call, given: Given, { value, table }: { readonly value: unknown; readonly table?: AzTable }): Done {
  const query = one(given, 'query');
  const found = query === undefined ? ({ ok: true, value } as const) : runQuery(query, value);
  if (!found.ok) return failWith(call.shell, 'azQuery', { at: found.at });
  const format = one(given, 'output') ?? 'json';
  const text = printAz(found.value, format, query === undefined ? table : undefined);
  return text === undefined
    ? fail(
        `az: error: argument --output/-o: invalid choice: '${format.slice(0, 40)}' (choose from 'json', 'jsonc', 'yaml', 'yamlc', 'table', 'tsv', 'none')`,
        2,
      )
    : { out: text, err: '', code: 0 };
}

/** A line that changes something: the edit, and the thing as its `show` has it, where there is one. */
async function change(call: Call, path: readonly string[]): Promise<Done> {
  const { shell } = call;
  const asked = await askChange(shell, withoutOutput(call.words), call.input);
  if ('code' in asked) {
    const near = nearestWord(path.join(' '), azLooks());
    return near === undefined || !/simulated|no command/.test(asked.err)
      ? asked
      : { ...asked, err: `${asked.err}${shell.env.say('terminal.azNear', { command: `az ${near}` })}\n` };
  }
  shell.edits.push(...asked.edits);
  const verb = path.at(-1) ?? '';
  if (asked.edits.length === 0 || verb === 'delete' || verb === 'remove') return ok('');
  const spec = asked.edits.reduce((current, edit) => applyEdit(current, edit).spec, shell.env.spec);
  const showing = `${path.slice(0, -1).join(' ')} show`;
  if (!LOOKS.has(showing) || !/^(?:create|update|add|enable|set)$/.test(verb)) return ok('');
  const inner = { ...shell, env: { ...shell.env, spec }, edits: [] };
  const shown = await runAz({
    shell: inner,
    words: ['az', ...showing.split(' '), ...namesIn(call.words, LOOKS.get(showing)?.flags ?? '')],
    input: undefined,
  });
  return shown.code === 0 ? shown : ok('');
}

/** Ids are read from `-o tsv` by scripts; a change itself prints what it made whatever it is asked for. */
function withoutOutput(words: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    const before = words[index - 1] ?? '';
    return /^(?:-o|--output|--query)(?:=|$)/.test(word) ||
      ((before === '-o' || before === '--output' || before === '--query') && !word.startsWith('-'))
      ? []
      : [word];
  });
}

/** What names the thing, out of a change's flags. */
function namesIn(words: readonly string[], flags: string): string[] {
  const parents = flags.split(' ').flatMap((flag) => (flag.endsWith('=') ? `--${flag.slice(0, -1).split(',')[0] ?? ''}` : []));
  const kept = new Set(['-n', '--name', '-g', '--resource-group', '-o', '--output', '--query', ...parents]);
  return words.flatMap((word, index) => {
    const [flag = ''] = word.split('=');
    if (kept.has(flag) && word.includes('=')) return [word];
    return kept.has(word) ? [word, words[index + 1] ?? ''] : [];
  });
}
