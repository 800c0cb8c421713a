// Which variant of a level a seat plays: none, the same for everybody, or one of its own, so that a copied answer fits nobody else.
import type { Challenge } from './challenge.ts';

/** A link's header holds no larger one; 0 would be the level as it is written. */
const MOST = 999_999;

/** Undefined: the level as it is written. The same challenge, seat and level give the same seed for ever. */
export function seedOf({ seeds, seed }: Pick<Challenge, 'seeds' | 'seed'>, seat: number, level: string): number | undefined {
  if (seeds === 'plain') return undefined;
  return 1 + (mix(`${seed}/${seeds === 'same' ? 0 : seat}/${level}`) % MOST);
}

/** FNV-1a, then stirred: near seats draw far apart. */
function mix(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
