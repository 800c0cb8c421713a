// One text for one value: sorted keys, no spaces, no undefined. And the caps that are checked before JSON.parse sees a hostile text.
import { compareText } from '../engine/net/hash.ts';

export const MAX_DEPTH = 64;

/** The value must be plain data: strings, finite numbers, booleans, arrays, records. Absent fields are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields: string[] = [];
    for (const [key, field] of Object.entries(value).sort(([a], [b]) => compareText(a, b))) {
      if (field !== undefined) fields.push(`${JSON.stringify(key)}:${canonicalJson(field)}`);
    }
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** Everything `part` says is said by `whole` too: same scalars, same list lengths; `whole` may have more fields. */
export function keepsAll(part: unknown, whole: unknown): boolean {
  if (Array.isArray(part)) {
    return Array.isArray(whole) && part.length === whole.length && part.every((item, index) => keepsAll(item, whole[index]));
  }
  if (typeof part !== 'object' || part === null) return part === whole;
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return false;
  const fields = new Map<string, unknown>(Object.entries(whole));
  return Object.entries(part).every(([key, field]) => fields.has(key) && keepsAll(field, fields.get(key)));
}

/**
 * Parses JSON text that nobody vouches for: undefined when it is no JSON, nests deeper than the cap, or holds the one key
 * that JavaScript objects treat as more than a name.
 */
export function parseCappedJson(text: string): { readonly value: unknown } | undefined {
  if (nestsTooDeep(text)) return undefined;
  try {
    let clean = true;
    const value: unknown = JSON.parse(text, (key, field: unknown) => {
      if (key === '__proto__') clean = false;
      return field;
    });
    return clean ? { value } : undefined;
  } catch {
    return undefined;
  }
}

function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (quoted) {
      if (unit === 0x5c) index++;
      else if (unit === 0x22) quoted = false;
    } else if (unit === 0x22) quoted = true;
    else if (unit === 0x7b || unit === 0x5b) {
      if (++depth > MAX_DEPTH) return true;
    } else if (unit === 0x7d || unit === 0x5d) depth--;
  }
  return false;
}
