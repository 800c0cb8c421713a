// `--query`: the common part of JMESPath: fields, indices, slices, projections, filters by ==, !=, contains and starts_with, lists and maps of values,
// pipes, length. What it visits is counted; what it does not know it names.
import { compareText } from '../../engine/net/hash.ts';
import { isRecord } from '../plainRead.ts';
import { BAD, type Chain, type Node, readChain, type Reader, space, type Test } from './queryParse.ts';

export type QueryResult = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly at: string };

export function runQuery(text: string, value: unknown): QueryResult {
  const reader: Reader = { text: text.slice(0, 4000), at: 0, left: 2000 };
  try {
    const chain = readChain(reader);
    space(reader);
    if (reader.at < reader.text.length) throw BAD;
    return { ok: true, value: evaluate(chain, value, { left: 200_000 }) };
  } catch (error) {
    if (error === BAD || error instanceof RangeError) return { ok: false, at: reader.text.slice(reader.at, reader.at + 20) };
    throw error;
  }
}

interface Budget {
  left: number;
}

/** From the first projection on, what follows is asked of each. */
function evaluate(chain: Chain, value: unknown, budget: Budget): unknown {
  let current = value;
  for (let at = 0; at < chain.length; at++) {
    const node = chain[at];
    if (!node) break;
    if (--budget.left < 0) throw BAD;
    const spread = spreads(node, current, budget);
    if (spread === undefined) {
      current = one(node, current, budget);
      continue;
    }
    if (spread === null) return null;
    const end = chain.findIndex((item, index) => index > at && (item.type === 'pipe' || (item.type === 'each' && item.flat)));
    const rest = chain.slice(at + 1, end < 0 ? undefined : end);
    current = spread.map((item) => evaluate(rest, item, budget)).filter((item) => item !== null && item !== undefined);
    at += rest.length;
  }
  return current;
}

/** The values that a projection goes on with; null where there is no list; undefined for a node that is none. */
function spreads(node: Node, value: unknown, budget: Budget): readonly unknown[] | null | undefined {
  if (node.type === 'values') return isRecord(value) ? Object.values(value) : null;
  if (node.type !== 'each' && node.type !== 'filter' && node.type !== 'slice') return undefined;
  if (!Array.isArray(value)) return null;
  const list = value as readonly unknown[];
  if (node.type === 'slice') return list.slice(node.from, node.to);
  if (node.type === 'filter') return list.filter((item) => holds(node.test, item, budget));
  return node.flat ? list.flat(1) : list;
}

function holds(test: Test, value: unknown, budget: Budget): boolean {
  const left = evaluate(test.left, value, budget);
  const right = evaluate(test.right, value, budget);
  const own =
    test.sign === ''
      ? left !== null && left !== undefined && left !== false && left !== '' && !(Array.isArray(left) && left.length === 0)
      : test.sign === '=='
        ? JSON.stringify(left ?? null) === JSON.stringify(right ?? null)
        : test.sign === '!='
          ? JSON.stringify(left ?? null) !== JSON.stringify(right ?? null)
          : typeof left === 'number' &&
            typeof right === 'number' &&
            (test.sign === '<'
              ? left < right
              : test.sign === '>'
                ? left > right
                : test.sign === '<='
                  ? left <= right
                  : left >= right);
  if (test.and) return own && holds(test.and, value, budget);
  return test.or ? own || holds(test.or, value, budget) : own;
}

function one(node: Node, value: unknown, budget: Budget): unknown {
  switch (node.type) {
    case 'field':
      return isRecord(value) && Object.hasOwn(value, node.name) ? value[node.name] : null;
    case 'literal':
      return node.value;
    case 'index':
      return Array.isArray(value) ? ((value as readonly unknown[]).at(node.index) ?? null) : null;
    case 'list':
      return value === null ? null : node.items.map((item) => evaluate(item, value, budget));
    case 'map':
      return value === null
        ? null
        : Object.fromEntries(node.items.map(([key, item]) => [key, evaluate(item, value, budget) ?? null]));
    case 'call':
      return called(
        node.name,
        node.items.map((item) => evaluate(item, value, budget)),
      );
    default:
      return value;
  }
}

function called(name: string, [first, second]: readonly unknown[]): unknown {
  const list = Array.isArray(first) ? (first as readonly unknown[]) : undefined;
  if (name === 'length')
    return list?.length ?? (typeof first === 'string' ? first.length : isRecord(first) ? Object.keys(first).length : 0);
  if (name === 'contains')
    return list ? list.includes(second) : typeof first === 'string' && typeof second === 'string' && first.includes(second);
  if (name === 'starts_with') return typeof first === 'string' && typeof second === 'string' && first.startsWith(second);
  if (name === 'ends_with') return typeof first === 'string' && typeof second === 'string' && first.endsWith(second);
  if (name === 'keys') return isRecord(first) ? Object.keys(first) : [];
  if (name === 'join') return Array.isArray(second) && typeof first === 'string' ? second.map(String).join(first) : '';
  if (name === 'sort') return list ? list.map(String).toSorted(compareText) : first;
  return name === 'to_string' ? (typeof first === 'string' ? first : JSON.stringify(first)) : (first ?? second);
}
