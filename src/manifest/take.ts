// Taking fields out of audited records: typed, optional ones truly absent. Nothing is passed through, everything is rebuilt.
import { isRecord } from './isRecord.ts';

export type Rec = Readonly<Record<string, unknown>>;

export function record(value: unknown): Rec {
  return isRecord(value) ? value : {};
}

export function text(source: Rec, key: string): string | undefined {
  const value = Object.hasOwn(source, key) ? source[key] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function number(source: Rec, key: string): number | undefined {
  const value = Object.hasOwn(source, key) ? source[key] : undefined;
  return typeof value === 'number' ? value : undefined;
}

export function bool(source: Rec, key: string): boolean | undefined {
  const value = Object.hasOwn(source, key) ? source[key] : undefined;
  return typeof value === 'boolean' ? value : undefined;
}

/** undefined when the key is absent or null; an empty list stays an empty list. */
export function list(source: Rec, key: string): readonly unknown[] | undefined {
  const value = Object.hasOwn(source, key) ? source[key] : undefined;
  return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
}

export function texts(source: Rec, key: string): string[] | undefined {
  return list(source, key)?.filter((item): item is string => typeof item === 'string');
}

export function has(source: Rec, key: string): boolean {
  return Object.hasOwn(source, key) && source[key] !== null && source[key] !== undefined;
}

/** A map of texts with its keys in code-unit order; undefined when empty or absent. */
export function labels(source: Rec, key: string): Readonly<Record<string, string>> | undefined {
  const value = record(source[key]);
  const entries = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

type Loose<T> = { readonly [K in keyof T]: object extends Pick<T, K> ? T[K] | undefined : T[K] };

/** Leaves out what is undefined, so that an absent field is absent. Say the type: `compact<Pod>({…})`. */
export function compact<T extends object>(value: Loose<T>): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}

/** An empty list says nothing. */
export function filled<T>(values: readonly T[] | undefined): readonly T[] | undefined {
  return values && values.length > 0 ? values : undefined;
}

/** One of the words of an enum that the audit has already judged; undefined for anything else. */
export function oneOf<T extends string>(source: Rec, key: string, words: readonly T[]): T | undefined {
  const value = text(source, key);
  return words.find((word) => word === value);
}
