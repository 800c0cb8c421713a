// Deterministic choice: a 32-bit hash of the five-tuple and a seed. No clock, no random (house rules, determinism).

/** FNV-1a over UTF-16 units with a final avalanche; the same in Node and in every browser. */
export function hashText(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x7feb352d) >>> 0;
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x846ca68b) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** One of `count` ways by a hash: evenly, or as many of all as its share says. */
export function wayOf(hash: number, count: number, shares?: readonly number[]): number {
  if (!shares) return hash % count;
  let left = hash % shares.reduce((sum, share) => sum + share, 0);
  for (const [way, share] of shares.entries()) {
    if (left < share) return way;
    left -= share;
  }
  return 0;
}

/** Code-unit order: the one string order of the engine (never the reader's locale). */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
