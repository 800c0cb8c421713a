// Which variant a seat plays: the level as it is written, one for the whole class, or one of its own, so that a neighbour's answer is no use.
import { hashText } from '../engine/net/hash.ts';
import type { Challenge } from './challenge.ts';

/** What a link's header holds (share/envelope.ts). */
const MOST = 2 ** 28 - 1;

/** 1 to 2^28 - 1, or undefined: no variant. */
export function seatSeed({ seeds, seed }: Pick<Challenge, 'seeds' | 'seed'>, seat: number): number | undefined {
  if (seeds === 'plain') return undefined;
  const drawn = seeds === 'same' ? seed : hashText(`seat/${seat}`, seed);
  return (drawn % MOST) + 1;
}
