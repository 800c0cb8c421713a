// kubectl explain: group, kind, version, and the fields that are kept here with their types. What each means stands in the project's own table.
import { fieldsOf } from '../../manifest/fields.ts';
import { KINDS, writtenKind } from '../../manifest/kinds.ts';
import { type Call, type Done, fail, failWith, ok } from '../call.ts';
import { isDone, withFlags } from './flags.ts';
import { readKind } from './kinds.ts';

export function runExplain(call: Call): Promise<Done> {
  return Promise.resolve(explain(call));
}

function explain(call: Call): Done {
  const read = withFlags(call, 'explain', 'recursive api-version=');
  if (isDone(read)) return read;
  const [asked] = read.plain;
  if (asked === undefined)
    return fail(
      'error: You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.',
    );
  const [name = '', ...path] = asked.split('.');
  const kind = readKind(name);
  if (!kind.ok)
    return kind.absent === undefined
      ? fail(`error: the server doesn't have a resource type "${name.slice(0, 80)}"`)
      : failWith(call.shell, 'absentKind', { kind: kind.absent });
  const [group = '', version] = (KINDS.get(kind.kind) ?? 'v1').split('/');
  const fields = fieldsOf(kind.kind, path);
  if (fields.length === 0 && path.length > 0) return fail(`error: field "${(path.at(-1) ?? '').slice(0, 80)}" does not exist`);
  const head = [
    ...(version === undefined ? [] : [`GROUP:      ${group}`]),
    `KIND:       ${writtenKind(kind.kind)}`,
    `VERSION:    ${version ?? group}`,
    '',
    ...(path.length === 0 ? [] : [`FIELD: ${path.at(-1) ?? ''}`, '']),
  ];
  const lines = fields.map(({ name: field, type }) => `  ${field}\t<${writtenType(type)}>`);
  return ok([...head, ...(lines.length === 0 ? [call.shell.env.say('terminal.noFields')] : ['FIELDS:', ...lines])].join('\n'));
}

/** `NetworkPolicyPort[]` → `[]NetworkPolicyPort`, as kubectl spells types. */
function writtenType(type: string): string {
  if (type.endsWith('[]')) return `[]${writtenType(type.slice(0, -2))}`;
  const plain: Readonly<Record<string, string>> = {
    strings: '[]string',
    bool: 'boolean',
    int: 'integer',
    text: 'string',
    map: 'map[string]string',
  };
  return Object.hasOwn(plain, type) ? (plain[type] ?? type) : type;
}
