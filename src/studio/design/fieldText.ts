// What a player types into a field and what the document holds, both ways; a text that cannot stand there says why, by code. Pure.
// Rules: VAL22 and VAL23 (ranges), A-32 (surge), F-3, F-6.
import { parseCidr, parseIpv4 } from '../../engine/net/ipv4.ts';
import type { FieldSpec } from './fieldSpec.ts';
import { type Thing, valueAt, wordOf } from './place.ts';

/** `value` undefined: the field is not written. */
export type FieldRead =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string; readonly params: Readonly<Record<string, string | number>> };

const LISTS: ReadonlySet<FieldSpec['type']> = new Set([
  'texts',
  'cidrs',
  'addresses',
  'sources',
  'ports',
  'recordValues',
  'refs',
  'choices',
]);
const MOST = 200;

export function isListField({ type }: FieldSpec): boolean {
  return LISTS.has(type);
}

/** The values of a field that has one way of writing one of them and another for several. */
export function valuesOf(field: FieldSpec, thing: Thing): readonly string[] {
  const one = valueOf(field, thing);
  const many = field.plural === undefined ? undefined : thing[field.plural];
  return [...(Array.isArray(one) ? one : one === undefined ? [] : [one]), ...(Array.isArray(many) ? many : [])].map(wordOf);
}

export function valueOf({ name }: FieldSpec, thing: Thing): unknown {
  return valueAt(thing, name.split('.'));
}

export function textOf(field: FieldSpec, thing: Thing): string {
  if (isListField(field)) return valuesOf(field, thing).join(', ');
  const value = valueOf(field, thing);
  return wordOf(value);
}

export function readField(field: FieldSpec, text: string, thing: Thing = {}): FieldRead {
  const clean = text.trim();
  if (isListField(field)) return readList(field, clean, thing);
  if (clean === '') return field.required ? refuse('required') : { ok: true, value: undefined };
  if (field.type === 'number') return readNumber(field, clean);
  if (field.type === 'flag') return { ok: true, value: clean === 'true' ? true : undefined };
  const code = findFault(field, clean, thing);
  return code === undefined ? { ok: true, value: clean } : refuse(code, { value: clean });
}

function readList(field: FieldSpec, clean: string, thing: Thing): FieldRead {
  const parts = clean.split(/[\s,;]+/).filter((part) => part !== '');
  if (parts.length > MOST) return refuse('tooMany', { most: MOST });
  for (const part of parts) {
    const code = findFault(field, part, thing);
    if (code !== undefined) return refuse(code, { value: part });
  }
  const values = [...new Set(parts)];
  if (values.length === 0 && (field.type === 'cidrs' || field.type === 'choices')) return refuse('required');
  return { ok: true, value: values.length === 0 && !field.required ? undefined : values };
}

function readNumber({ least, most }: FieldSpec, clean: string): FieldRead {
  if (!/^-?\d{1,9}$/.test(clean)) return refuse('number', { value: clean });
  const value = Number(clean);
  if ((least !== undefined && value < least) || (most !== undefined && value > most))
    return refuse('range', { value, least: least ?? 0, most: most ?? 0 });
  return { ok: true, value };
}

/** Words of Azure's names: letters, digits, and what may stand between them. */
const NAME = /^[A-Za-z0-9_][\w.-]{0,78}$/;

function findFault({ type, choices }: FieldSpec, text: string, thing: Thing): string | undefined {
  switch (type) {
    case 'name':
      return NAME.test(text) ? undefined : 'name';
    case 'cidr':
    case 'cidrs':
      return parseCidr(text) ? undefined : 'cidr';
    case 'address':
    case 'addresses':
      return parseIpv4(text) === undefined ? 'address' : undefined;
    case 'prefix':
      return parseCidr(text) || /^[A-Za-z][\w.]*$/.test(text) ? undefined : 'prefix';
    case 'sources':
      return text === '*' || parseCidr(text) || parseIpv4(text) !== undefined || /^[A-Za-z][\w.]*$/.test(text)
        ? undefined
        : 'source';
    case 'ports':
      return isPorts(text) ? undefined : 'ports';
    case 'surge':
      return /^(\d{1,4}|\d{1,3}%)$/.test(text) ? undefined : 'surge';
    case 'recordValues':
      return thing['type'] === 'CNAME' || parseIpv4(text) !== undefined ? undefined : 'address';
    case 'choice':
    case 'choices':
      return choices?.includes(text) ? undefined : 'choice';
    default:
      return text.length > 253 ? 'tooLong' : undefined;
  }
}

function isPorts(text: string): boolean {
  const [, from, to] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const high = Number(to ?? from);
  return text === '*' || (from !== undefined && Number(from) <= high && high <= 65_535);
}

function refuse(code: string, params: Readonly<Record<string, string | number>> = {}): FieldRead {
  return { ok: false, code, params };
}
