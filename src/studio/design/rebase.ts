// Changes that are not applied yet, carried over to a document that has moved on meanwhile: what only one side changed is that side's; where both
// changed the same field, the player's own draft stands. Pure.
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { sameValue } from '../../engine/model/sameValue.ts';
import { isThing, type Thing } from './place.ts';

export interface Versions {
  /** What the draft was begun from. */
  readonly base: NetworkDocument;
  readonly mine: NetworkDocument;
  readonly theirs: NetworkDocument;
}

export function rebase({ base, mine, theirs }: Versions): NetworkDocument {
  return merge(base, mine, theirs) as NetworkDocument;
}

function merge(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (sameValue(base, mine)) return theirs;
  if (sameValue(base, theirs) || sameValue(mine, theirs)) return mine;
  if (isThing(mine) && isThing(theirs)) return mergeFields(isThing(base) ? base : {}, mine, theirs);
  const lists = [base ?? [], mine, theirs].map(namedList);
  const [old, own, other] = lists;
  return old && own && other ? mergeLists(old, own, other) : mine;
}

function mergeFields(base: Thing, mine: Thing, theirs: Thing): Thing {
  const keys = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  return Object.fromEntries(
    [...keys].flatMap((key) => {
      const value = merge(base[key], mine[key], theirs[key]);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

type Named = ReadonlyMap<string, Thing>;

function mergeLists(base: Named, mine: Named, theirs: Named): readonly unknown[] {
  const keys = new Set([...theirs.keys(), ...mine.keys()]);
  return [...keys].flatMap((key) => {
    const value = merge(base.get(key), mine.get(key), theirs.get(key));
    return value === undefined ? [] : [value];
  });
}

/** A list whose elements are known by a name that stands once; undefined for any other. */
function namedList(value: unknown): Named | undefined {
  if (!Array.isArray(value)) return undefined;
  const found = new Map<string, Thing>();
  for (const item of value) {
    if (!isThing(item) || typeof item['name'] !== 'string' || found.has(item['name'])) return undefined;
    found.set(item['name'], item);
  }
  return found;
}
