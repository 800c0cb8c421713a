// Whether two layouts are the same house: most edits (a policy, a label) move nothing, and what is drawn already need not be built again. Pure.
import type { Layout } from './types.ts';

/** Everything that is drawn or walked on; `bySelection` follows from `things`. */
const PARTS = [
  'things',
  'rooms',
  'building',
  'frontDoor',
  'sideDoors',
  'ground',
  'lawns',
  'road',
  'crossing',
  'paths',
  'bridges',
  'plots',
  'trees',
  'lounges',
  'lanes',
  'spurs',
  'frame',
  'departments',
] as const satisfies readonly (keyof Layout)[];

export function sameLayout(a: Layout, b: Layout): boolean {
  return PARTS.every((part) => same(a[part], b[part]));
}

/** Layouts are trees of plain values, a few deep. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key) && same(left[key], right[key]))
  );
}
