// JSON merge patches (RFC 7386): the smallest part of an object that, merged over the old one, gives the new one.
import { sameValue } from '../engine/model/sameValue.ts';

export type Plain = Readonly<Record<string, unknown>>;

/** Undefined when nothing differs. Lists are replaced whole; null takes a field away. */
export function mergePatch(from: Plain, to: Plain): Plain | undefined {
  const patch = new Map<string, unknown>();
  for (const key of Object.keys(from)) if (!Object.hasOwn(to, key)) patch.set(key, null);
  for (const [key, value] of Object.entries(to)) {
    const old = Object.hasOwn(from, key) ? from[key] : undefined;
    if (sameValue(old, value)) continue;
    patch.set(key, isPlain(old) && isPlain(value) ? mergePatch(old, value) : value);
  }
  return patch.size === 0 ? undefined : Object.fromEntries(patch);
}

export function applyMergePatch(target: unknown, patch: unknown): unknown {
  if (!isPlain(patch)) return patch;
  const merged = new Map(Object.entries(isPlain(target) ? target : {}));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, applyMergePatch(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
