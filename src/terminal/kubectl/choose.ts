// Which objects the words of `get` and `describe` mean: `pods,svc`, `pod web-0`, `pod/web-0 svc/web`, `-l`, `-A`, `--field-selector`.
import { matchesSelectorText } from '../../manifest/commands/selectorText.ts';
import { one } from '../../manifest/commands/flagTable.ts';
import { type Done, fail, failWith } from '../call.ts';
import { textAt } from '../plainRead.ts';
import type { Plain } from '../types.ts';
import { labelsOf } from './columns.ts';
import { everywhere, type KubectlCall } from './flags.ts';
import { listItems, nameOf, namespaceOf } from './items.ts';
import { ALL, isNamespaced, readKind, resourceName } from './kinds.ts';

export interface Group {
  readonly kind: string;
  readonly items: readonly Plain[];
}

export interface Chosen {
  readonly groups: readonly Group[];
  /** Objects were named, so that one that is missing is an error. */
  readonly named: boolean;
  /** What was not found, in the API server's words. */
  readonly errors: readonly string[];
}

const MOST_NAMES = 200;

export async function choose(call: KubectlCall): Promise<Chosen | Done> {
  const { plain } = call;
  const [first = ''] = plain;
  if (first === '')
    return fail(
      'error: Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).\nSee \'kubectl get -h\' for help and examples',
    );
  if (plain.length > MOST_NAMES) return failWith(call.shell, 'tooManyNames', { most: MOST_NAMES });
  if (plain.some((word) => word.includes('/'))) return choosePairs(call);
  const kinds: string[] = [];
  for (const text of first.split(',').filter((word) => word !== '')) {
    if (text === 'all') {
      kinds.push(...ALL);
      continue;
    }
    const kind = kindOf(call, text);
    if (typeof kind !== 'string') return kind;
    kinds.push(kind);
  }
  const names = plain.slice(1);
  if (names.length > 0 && everywhere(call)) return fail('error: a resource cannot be retrieved by name across all namespaces');
  const groups: Group[] = [];
  const errors: string[] = [];
  for (const kind of new Set(kinds)) {
    const all = await inNamespace(call, kind);
    if (names.length === 0) {
      const chosen = filtered(call, all);
      if ('code' in chosen) return chosen;
      groups.push({ kind, items: chosen });
      continue;
    }
    groups.push({ kind, items: pick(all, { kind, names }, errors) });
  }
  return { groups, named: names.length > 0, errors };
}

async function choosePairs(call: KubectlCall): Promise<Chosen | Done> {
  const groups: Group[] = [];
  const errors: string[] = [];
  const listed = new Map<string, readonly Plain[]>();
  for (const word of call.plain) {
    const [text = '', name = '', more] = word.split('/');
    if (name === '' || more !== undefined)
      return fail(
        word.includes('/')
          ? 'error: arguments in resource/name form may not have more than one slash'
          : "error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
      );
    const kind = kindOf(call, text);
    if (typeof kind !== 'string') return kind;
    const all = listed.get(kind) ?? (await inNamespace(call, kind));
    listed.set(kind, all);
    groups.push({ kind, items: pick(all, { kind, names: [name] }, errors) });
  }
  return { groups, named: true, errors };
}

export function kindOf({ shell }: KubectlCall, text: string): string | Done {
  const read = readKind(text);
  if (read.ok) return read.kind;
  return read.absent === undefined
    ? fail(`error: the server doesn't have a resource type "${text.slice(0, 80)}"`)
    : failWith(shell, 'absentKind', { kind: read.absent });
}

async function inNamespace(call: KubectlCall, kind: string): Promise<readonly Plain[]> {
  const all = await listItems(kind, call.shell.env);
  return everywhere(call) || !isNamespaced(kind) ? all : all.filter((item) => namespaceOf(item) === call.namespace);
}

function pick(
  all: readonly Plain[],
  { kind, names }: { readonly kind: string; readonly names: readonly string[] },
  errors: string[],
): readonly Plain[] {
  const found: Plain[] = [];
  for (const name of names) {
    const item = all.find((candidate) => nameOf(candidate) === name);
    if (item) found.push(item);
    else errors.push(`Error from server (NotFound): ${resourceName(kind)} "${name.slice(0, 120)}" not found`);
  }
  return found;
}

function filtered(call: KubectlCall, all: readonly Plain[]): readonly Plain[] | Done {
  const selector = one(call.given, 'selector');
  const fields = one(call.given, 'field-selector');
  let items = all;
  if (selector !== undefined) {
    if (matchesSelectorText(selector, {}) === undefined)
      return fail(`error: unable to parse requirement: ${selector.slice(0, 120)}`);
    items = items.filter((item) => matchesSelectorText(selector, labelsOf(item)) === true);
  }
  for (const part of fields === undefined ? [] : fields.split(',')) {
    const [, path = '', sign, value = ''] = /^([A-Za-z.]+)(==?|!=)(.*)$/.exec(part) ?? [];
    if (sign === undefined) return fail(`Error from server (BadRequest): invalid field selector ${part.slice(0, 80)}`);
    items = items.filter((item) => (textAt(item, ...path.split('.')) === value) === (sign !== '!='));
  }
  return items;
}
