// Reading plain JSON without trusting it: what is not there, or is something else, reads as empty.
import type { Plain } from './types.ts';

export function isRecord(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `at(pod, 'spec', 'nodeName')`. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let current = value;
  for (const step of path) {
    if (typeof step === 'number') current = Array.isArray(current) ? (current as readonly unknown[])[step] : undefined;
    else current = isRecord(current) && Object.hasOwn(current, step) ? current[step] : undefined;
  }
  return current;
}

export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? String(found) : '';
}

export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
}

/** Pairs of a map of texts. */
export function pairsAt(value: unknown, ...path: readonly (string | number)[]): readonly (readonly [string, string])[] {
  const found = at(value, ...path);
  return isRecord(found) ? Object.entries(found).map(([key, item]) => [key, String(item)] as const) : [];
}

/** `app=web,tier=front`, sorted as kubectl shows labels; '' for none. */
export function labelText(pairs: readonly (readonly [string, string])[], separator: string = ','): string {
  return pairs
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(separator);
}

export function orNone(text: string): string {
  return text === '' ? '<none>' : text;
}
