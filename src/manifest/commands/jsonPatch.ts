// JSON patch (RFC 6902): add, remove, replace, move, copy, test at JSON pointers. A sentence where it cannot be done; never a throw.
import { sameValue } from '../../engine/model/sameValue.ts';
import type { Plain } from '../mergePatch.ts';

const MOST_OPERATIONS = 1000;

export function applyJsonPatch(target: Plain, patch: unknown): Plain | string {
  if (!Array.isArray(patch)) return 'error: a JSON patch is a list of operations';
  if (patch.length > MOST_OPERATIONS) return `error: a JSON patch has ${MOST_OPERATIONS} operations at most`;
  let value: unknown = target;
  for (const operation of patch as readonly unknown[]) {
    const step = typeof operation === 'object' && operation !== null ? (operation as Plain) : {};
    const next = applyOne(value, step);
    if ('trouble' in next) return next.trouble;
    ({ value } = next);
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Plain)
    : 'error: the patch leaves no object';
}

type Done = { readonly value: unknown } | { readonly trouble: string };

function applyOne(document: unknown, { op, path, from, value }: Plain): Done {
  const at = pointer(path);
  const source = op === 'move' || op === 'copy' ? pointer(from) : [];
  if (!at || !source) return { trouble: `error: "${String(at ? from : path).slice(0, 120)}" is no JSON pointer` };
  const there = find(document, op === 'move' || op === 'copy' ? source : at);
  const lost: Done = {
    trouble: `error: the path ${String(op === 'move' || op === 'copy' ? from : path).slice(0, 120)} does not exist`,
  };
  switch (op) {
    case 'test':
      return there && sameValue(there.value, value)
        ? { value: document }
        : { trouble: `error: testing path ${String(path).slice(0, 120)} failed` };
    case 'add':
      return change(document, at, { type: 'add', value });
    case 'replace':
      return there ? change(document, at, { type: 'replace', value }) : lost;
    case 'remove':
      return there ? change(document, at, { type: 'remove' }) : lost;
    case 'copy':
      return there ? change(document, at, { type: 'add', value: there.value }) : lost;
    case 'move': {
      const without = there ? change(document, source, { type: 'remove' }) : lost;
      return 'trouble' in without || !there ? without : change(without.value, at, { type: 'add', value: there.value });
    }
    default:
      return { trouble: `error: unknown operation "${String(op).slice(0, 40)}"` };
  }
}

function pointer(path: unknown): string[] | undefined {
  if (typeof path !== 'string' || (path !== '' && !path.startsWith('/')) || path.length > 2000) return undefined;
  return path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function find(document: unknown, at: readonly string[]): { readonly value: unknown } | undefined {
  let value = document;
  for (const key of at) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Plain)[key];
  }
  return { value };
}

type Change = { readonly type: 'add' | 'replace'; readonly value: unknown } | { readonly type: 'remove' };

function change(document: unknown, [key, ...rest]: readonly string[], how: Change): Done {
  if (key === undefined) return how.type === 'remove' ? { value: {} } : { value: how.value };
  const lost: Done = { trouble: `error: the path part "${key.slice(0, 80)}" does not exist` };
  if (Array.isArray(document)) {
    const list = [...(document as readonly unknown[])];
    const index = key === '-' && rest.length === 0 ? list.length : /^(0|[1-9]\d{0,5})$/.test(key) ? Number(key) : -1;
    if (index < 0 || index > list.length || (index === list.length && (rest.length > 0 || how.type !== 'add'))) return lost;
    if (rest.length > 0) {
      const inner = change(list[index], rest, how);
      if ('trouble' in inner) return inner;
      list[index] = inner.value;
    } else if (how.type === 'add') list.splice(index, 0, how.value);
    else if (how.type === 'replace') list[index] = how.value;
    else list.splice(index, 1);
    return { value: list };
  }
  if (typeof document !== 'object' || document === null) return lost;
  const fields = new Map(Object.entries(document));
  if (rest.length > 0) {
    if (!fields.has(key)) return lost;
    const inner = change(fields.get(key), rest, how);
    if ('trouble' in inner) return inner;
    fields.set(key, inner.value);
  } else if (how.type === 'remove') fields.delete(key);
  else fields.set(key, how.value);
  return { value: Object.fromEntries(fields) };
}
