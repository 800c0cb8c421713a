// The Network document being changed by az commands: a deep copy that may be written to, read back by the one strict reader.
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { HOUSE_ENUMS } from '../networkTable.ts';
import { networkToPlain } from '../plainObjects.ts';
import { type CommandAnswer, type CommandRefusal, said } from './commandTypes.ts';
import { type Given, one } from './flagTable.ts';
import { nameInId } from './ids.ts';
import { readPlain } from './objectEdits.ts';

type Mutable<T> = T extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
    : T;

export type Draft = Mutable<NetworkDocument>;
/** Things that a document lists by name. */
export type Named = Record<string, unknown> & { name: string };

export function openDraft(network: NetworkDocument): Draft {
  return JSON.parse(JSON.stringify(network)) as Draft;
}

export function closeDraft(draft: Draft): CommandAnswer {
  // Lists that have become empty are not there.
  for (const [key, value] of Object.entries(draft)) {
    if (Array.isArray(value) && value.length === 0 && key !== 'virtualNetworks' && key !== 'managedClusters')
      delete draft[key as keyof Draft];
  }
  const read = readPlain(networkToPlain(draft as NetworkDocument), 'default');
  if (!read.ok) return read;
  return { ok: true, edit: { type: 'putNetwork', network: read.object.network ?? (draft as NetworkDocument) } };
}

/** The value of a flag, `undefined` where it is not given or emptied. */
export function filled(given: Given, flag: string): string | undefined {
  const text = one(given, flag);
  return text === undefined || text === '' ? undefined : nameInId(text);
}

export function list(given: Given, flag: string): string[] | undefined {
  const values = given.values
    .get(flag)
    ?.filter((value) => value !== '')
    .map(nameInId);
  return values === undefined || values.length === 0 ? undefined : values;
}

/** Text, number, boolean and list fields of one thing by flag; a flag that is emptied takes its field away. */
export type FieldMap = Readonly<Record<string, readonly [field: string, type: 'text' | 'number' | 'bool' | 'list']>>;

/** `whole`: a create over an existing thing; what its flags may say and do not is taken away. */
export function writeFields(
  target: Record<string, unknown>,
  given: Given,
  how: { readonly fields: FieldMap; readonly whole: boolean },
): void {
  for (const [flag, [field, type]] of Object.entries(how.fields)) {
    if (!given.values.has(flag)) {
      if (how.whole) delete target[field];
      continue;
    }
    const text = filled(given, flag);
    const value =
      type === 'list'
        ? list(given, flag)
        : text === undefined
          ? undefined
          : type === 'text'
            ? spelt(field, text)
            : type === 'number'
              ? /^-?\d{1,9}$/.test(text)
                ? Number(text)
                : text
              : text.toLowerCase() === 'true'
                ? true
                : text.toLowerCase() === 'false'
                  ? false
                  : text;
    if (value === undefined) delete target[field];
    else target[field] = value;
  }
}

/** az takes the words of an enumeration in any case. */
export function spelt(field: string, text: string): string {
  const lists = Object.entries(HOUSE_ENUMS).filter(([key]) => key.endsWith(`.${field}`) && !key.startsWith('OpenPort.'));
  return lists.flatMap(([, words]) => words).find((word) => word.toLowerCase() === text.toLowerCase()) ?? text;
}

/** The thing of that name in a list, made where it is not there. */
export function upsert<T extends { name: string }>(items: T[], fresh: T): T {
  const found = items.find(({ name }) => name === fresh.name);
  if (found) return found;
  items.push(fresh);
  return fresh;
}

export function without<T extends { name: string }>(items: readonly T[] | undefined, name: string): T[] {
  return (items ?? []).filter((item) => item.name !== name);
}

export function notThere(what: string, name: string): CommandRefusal {
  return said(`(ResourceNotFound) The Resource '${what}/${name.slice(0, 80)}' under resource group was not found.`);
}
