// Chance of a load run: 32-bit mixing of numbers, and an exponential distribution whose logarithm is made of plus and times alone, so that
// every machine draws the same.

/** Two numbers become one that looks like neither. */
export function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x7feb352d);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const LN2 = 0.6931471805599453;

/** Of a mean of one: minus the logarithm of a number from 0 (not itself) to 1. */
export function exponential(random: number): number {
  let x = (random + 1) / 4_294_967_296;
  let halvings = 0;
  while (x < 0.5) {
    x *= 2;
    halvings++;
  }
  // ln x = 2 artanh((x - 1) / (x + 1)); |z| is at most a third.
  const z = (x - 1) / (x + 1);
  const square = z * z;
  let term = z;
  let sum = 0;
  for (let power = 1; power < 24; power += 2) {
    sum += term / power;
    term *= square;
  }
  return halvings * LN2 - 2 * sum;
}
