// The field table, read: which fields a type has, which values a field takes, what stands below a path. Drives unknown-field errors,
// type errors, completion, the JSON Schema and the honesty report.
import { KUBERNETES_ENUMS, KUBERNETES_FIELDS } from './fieldTable.ts';
import { KINDS } from './kinds.ts';
import { HOUSE_ENUMS, HOUSE_FIELDS } from './networkTable.ts';
import { POLICY_ENUMS, POLICY_FIELDS } from './policyFieldTable.ts';
import type { ReportReason } from './reportReasons.ts';
import { ROUTE_ENUMS, ROUTE_FIELDS } from './routeTable.ts';

export interface FieldSpec {
  readonly name: string;
  /** string, int, number, bool, any, IntOrString, strings, map (string → string), or a type of the table; `[]` for lists. */
  readonly type: string;
  readonly treatment: 'honoured' | 'ignored' | 'unsupported';
  readonly reason: ReportReason;
}

const TABLE = new Map(Object.entries({ ...KUBERNETES_FIELDS, ...ROUTE_FIELDS, ...POLICY_FIELDS, ...HOUSE_FIELDS }));
const ENUMS = new Map(Object.entries({ ...KUBERNETES_ENUMS, ...ROUTE_ENUMS, ...POLICY_ENUMS, ...HOUSE_ENUMS }));
const MARKS = {
  '': { treatment: 'honoured', reason: 'report.honoured' },
  '-': { treatment: 'ignored', reason: 'report.noEffect' },
  '~': { treatment: 'unsupported', reason: 'report.later' },
  '=': { treatment: 'ignored', reason: 'report.server' },
} as const;
const parsed = new Map<string, ReadonlyMap<string, FieldSpec>>();

/** Fields of a type; undefined when the table has no such type. */
export function fieldsOfType(type: string): ReadonlyMap<string, FieldSpec> | undefined {
  const known = parsed.get(type);
  if (known) return known;
  const text = TABLE.get(type);
  if (text === undefined) return undefined;
  const fields = new Map(text.split(' ').map((entry) => [entry.slice(0, entry.indexOf(':')), parseEntry(entry)]));
  parsed.set(type, fields);
  return fields;
}

function parseEntry(entry: string): FieldSpec {
  const [, name = '', type = '', mark = '', word = ''] = /^(\w+):([\w[\]]+)([-~=]?)(\w*)$/.exec(entry) ?? [];
  if (name === '') throw new Error(`the field table says "${entry}"`);
  const meaning = MARKS[mark as keyof typeof MARKS];
  return { name, type, ...meaning, ...(word === '' ? {} : { reason: `report.${word}` as ReportReason }) };
}

export function enumOf(type: string, field: string): readonly string[] | undefined {
  return ENUMS.get(`${type}.${field}`);
}

export function typesOfTable(): readonly string[] {
  return [...TABLE.keys()];
}

export interface CompletionField {
  readonly name: string;
  readonly type: string;
  readonly values?: readonly string[];
  /** The type of the table that has the field: `ServiceSpec`. */
  readonly owner: string;
  /** Key of words/ where the game does not simulate the field. */
  readonly doc?: string;
}

const TOP_TYPES: ReadonlySet<string> = new Set(KINDS.keys());

/**
 * What may stand at a path of field names below a kind: `fieldsOf('Service', ['spec', 'ports'])`; list positions are left out.
 * Empty when nothing is known. What the server writes is not offered.
 */
export function fieldsOf(kind: string, path: readonly string[]): readonly CompletionField[] {
  if (!TOP_TYPES.has(kind)) return [];
  let type = kind;
  for (const name of path) {
    const field = fieldsOfType(type)?.get(name);
    if (!field) return [];
    type = field.type.replace('[]', '');
  }
  return [...(fieldsOfType(type)?.values() ?? [])]
    .filter((field) => field.reason !== 'report.server')
    .map((field) => {
      const values = field.type === 'bool' ? ['true', 'false'] : enumOf(type, field.name);
      return {
        name: field.name,
        type: field.type,
        owner: type,
        ...(values ? { values } : {}),
        ...(field.treatment === 'honoured' ? {} : { doc: field.reason }),
      };
    });
}
