// Solution: what a link carries. The difference between a level's start and the player's network, canonical.
import type { Edit } from '../engine/edit/edit.ts';

export interface Solution {
  /** Level id, or 'sandbox' (then the difference is from the empty default world). */
  readonly level: string;
  readonly rev: number;
  /** The variant of the level that it solves (varyLevel); absent: the level as it is written. */
  readonly seed?: number;
  /** putObject / removeObject / putNetwork only, sorted by object; never a batch. */
  readonly edits: readonly Edit[];
}

export type LinkProblem =
  | {
      readonly code:
        | 'notALink'
        | 'newerFormat'
        | 'badCharacters'
        | 'tooLong'
        | 'tooLarge'
        | 'damaged'
        | 'badContent'
        | 'notCanonical';
      readonly params: Readonly<Record<string, string | number>>;
    }
  /** A cut-off link says how much arrived: {arrived, expected} characters. */
  | { readonly code: 'cutOff'; readonly params: { readonly arrived: number; readonly expected: number } };

export type LinkResult =
  | { readonly ok: true; readonly solution: Solution }
  | { readonly ok: false; readonly problem: LinkProblem };
