// Which variant a seat plays: as the level is written, one for all, or a seat's own, so that a neighbour's answer is of no use.
import { hashText } from '../engine/net/hash.ts';
import type { Challenge } from './challenge.ts';

/** The largest that a solution link carries (share/envelope.ts). */
export const MOST_SEED: number = 2 ** 28 - 1;

/** Undefined: the levels as they are written. `seat`: a seat's number in a room, or what was drawn for it on paper. */
export function seedOf({ seeds, seed }: Pick<Challenge, 'seeds' | 'seed'>, seat: number): number | undefined {
  if (seeds === 'plain') return undefined;
  return 1 + (hashText(seeds === 'same' ? `class/${seed}` : `seat/${seed}/${seat}`, seed) % MOST_SEED);
}
