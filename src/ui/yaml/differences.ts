// Two texts compared line by line: which lines went, which came, and where they stand. The view of changes and its words are made of these.
import { Text } from '@codemirror/state';
import { Chunk } from '@codemirror/merge';

export interface Difference {
  /** 1-based line in the text of now, where the change begins. */
  readonly line: number;
  /** The same in the text of the start. */
  readonly lineBefore: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Beyond this many changed letters the comparison gets coarser instead of slower. */
export const SCAN_LIMIT = 2000;

export function listDifferences(before: string, now: string): readonly Difference[] {
  const a = Text.of(before.split('\n'));
  const b = Text.of(now.split('\n'));
  return Chunk.build(a, b, { scanLimit: SCAN_LIMIT }).map((chunk) => ({
    line: b.lineAt(Math.min(chunk.fromB, b.length)).number,
    lineBefore: a.lineAt(Math.min(chunk.fromA, a.length)).number,
    removed: linesOf(a, chunk.fromA, chunk.toA),
    added: linesOf(b, chunk.fromB, chunk.toB),
  }));
}

function linesOf(text: Text, from: number, to: number): readonly string[] {
  return from === to ? [] : text.sliceString(from, Math.min(text.length, to - 1)).split('\n');
}
