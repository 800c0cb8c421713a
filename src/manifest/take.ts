// Taking fields out of audited records: typed, optional ones truly absent. Nothing is passed through, everything is rebuilt.
import { isRecord } from './audit.ts';
import { MAX_DEPTH } from './caps.ts';

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

/** The named fields as plain values, for what is kept and not read; undefined when there are none. */
export function keepPlain<K extends string>(source: Rec, keys: readonly K[]): { readonly [Key in K]?: unknown } | undefined {
  const entries = keys.flatMap((key) => {
    const value = Object.hasOwn(source, key) ? source[key] : undefined;
    const isEmpty = value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
    return isEmpty ? [] : [[key, copyPlain(value, 0)] as const];
  });
  return entries.length > 0 ? (Object.fromEntries(entries) as { readonly [Key in K]?: unknown }) : undefined;
}

/** A deep copy, so that nothing of the parsed text lives on. Names of JavaScript's own, and what is too deep, stay behind. */
function copyPlain(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) return value.map((item: unknown) => copyPlain(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== '__proto__' && key !== 'constructor' && key !== 'prototype');
  return Object.fromEntries(entries.map(([key, item]) => [key, copyPlain(item, depth + 1)]));
}
