// A stream of choices from a seed: the same in Node and in every browser, and no clock behind it.
import { hashText } from '../../engine/net/hash.ts';

export interface Random {
  /** A whole number from 0 to `count` - 1. */
  below(count: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  chance(oneIn: number): boolean;
  shuffled<T>(items: readonly T[]): T[];
}

export function createRandom(seed: string): Random {
  let count = 0;
  const below = (limit: number): number => hashText(`${seed}/${count++}`, 0x5eed) % limit;
  return {
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    chance: (oneIn) => below(oneIn) === 0,
    shuffled: (items) => {
      const left = [...items];
      for (let last = left.length - 1; last > 0; last--) {
        const other = below(last + 1);
        const kept = left[last] as (typeof left)[number];
        left[last] = left[other] as (typeof left)[number];
        left[other] = kept;
      }
      return left;
    },
  };
}
