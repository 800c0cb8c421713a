// A composed document as plain values, copied out with a budget: aliases written out, merge keys merged, repeated keys found in linear time.
import { isAlias, isMap, isScalar, isSeq, type Node, Scalar, type YAMLMap } from 'yaml';
import { type Budget, MAX_DEPTH } from './caps.ts';
import { own, type Said } from './ownSentences.ts';

export interface ValueError extends Said {
  readonly offset: number;
}

export interface PlainValue {
  readonly value: unknown;
  readonly error?: ValueError;
  /** Where each anchor stands, for finding fields behind an alias. */
  readonly anchors: ReadonlyMap<string, Node>;
}

interface Walk {
  readonly budget: Budget;
  readonly anchors: Map<string, Node>;
  readonly open: Set<Node>;
  /** How many aliases we are inside of. */
  aliased: number;
  error?: ValueError;
}

export function plainValue(root: unknown, budget: Budget): PlainValue {
  const walk: Walk = { budget, anchors: new Map(), open: new Set(), aliased: 0 };
  const value = valueOf(walk, root, 0);
  return { value, anchors: walk.anchors, ...(walk.error ? { error: walk.error } : {}) };
}

function fail(walk: Walk, node: unknown, said: Said): null {
  const offset =
    typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) ? Number(node.range[0]) : 0;
  walk.error ??= { offset, ...said };
  return null;
}

/** After the first error the walk ends at once: every branch answers null. */
function valueOf(walk: Walk, node: unknown, depth: number): unknown {
  if (walk.error || node === null || node === undefined) return null;
  if (--walk.budget.values < 0) return fail(walk, node, own('tooMany'));
  if (walk.aliased > 0 && --walk.budget.aliasValues < 0)
    return fail(walk, node, { message: 'document contains excessive aliasing' });
  if (depth > MAX_DEPTH + 2) return fail(walk, node, own('tooDeep', { most: String(MAX_DEPTH) }));
  if (isAlias(node)) return aliasValue(walk, node.source, node, depth);
  if (isScalar(node)) {
    if (node.anchor !== undefined) walk.anchors.set(node.anchor, node);
    if (typeof node.value === 'number' && !Number.isFinite(node.value))
      return fail(walk, node, own('noNumber', { text: String(node.source) }));
    return typeof node.value === 'bigint' ? Number(node.value) : node.value;
  }
  if (!isMap(node) && !isSeq(node)) return fail(walk, node, own('unreadValue'));
  if (node.anchor !== undefined) walk.anchors.set(node.anchor, node);
  walk.open.add(node);
  const value = isMap(node) ? mapValue(walk, node, depth) : node.items.map((item) => valueOf(walk, item, depth + 1));
  walk.open.delete(node);
  return value;
}

function aliasValue(walk: Walk, name: string, alias: Node, depth: number): unknown {
  const target = walk.anchors.get(name);
  if (!target) return fail(walk, alias, { message: `unknown anchor '${name.slice(0, 60)}' referenced` });
  if (walk.open.has(target)) return fail(walk, alias, { message: `anchor '${name.slice(0, 60)}' value contains itself` });
  if (--walk.budget.aliases < 0) return fail(walk, alias, { message: 'document contains excessive aliasing' });
  walk.aliased++;
  const value = valueOf(walk, target, depth + 1);
  walk.aliased--;
  return value;
}

function mapValue(walk: Walk, map: YAMLMap, depth: number): Readonly<Record<string, unknown>> | null {
  const entries = new Map<string, unknown>();
  const merged: Readonly<Record<string, unknown>>[] = [];
  const keys = new Set<string>();
  for (const { key, value } of map.items) {
    if (!isScalar(key) || typeof key.value !== 'string') return fail(walk, key, own('keyNoText'));
    // A setter of JavaScript's, and nothing that Kubernetes could mean.
    if (key.value === '__proto__') return fail(walk, key, own('forbiddenKey', { key: '__proto__' }));
    if (keys.has(key.value)) return fail(walk, key, { message: `key "${key.value.slice(0, 80)}" already set in map` });
    keys.add(key.value);
    const found = valueOf(walk, value, depth + 1);
    if (walk.error) return null;
    if (!isMergeKey(key)) entries.set(key.value, found);
    else if (!addMerged(merged, found))
      return fail(walk, key, { message: 'map merge requires map or sequence of maps as the value' });
  }
  // What the mapping says itself wins, then the earlier source.
  for (const source of merged) {
    for (const [key, value] of Object.entries(source)) {
      if (!entries.has(key)) entries.set(key, value);
    }
  }
  return Object.fromEntries(entries);
}

function addMerged(merged: Readonly<Record<string, unknown>>[], found: unknown): boolean {
  for (const item of Array.isArray(found) ? (found as readonly unknown[]) : [found]) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
    merged.push(item as Readonly<Record<string, unknown>>);
  }
  return true;
}

export function isMergeKey(key: Scalar): boolean {
  return key.value === '<<' && (key.type === undefined || key.type === Scalar.PLAIN);
}
