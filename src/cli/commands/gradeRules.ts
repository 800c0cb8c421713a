// What the game itself holds a solution to: stars, and which errors refuse an edit at the counter. tests/cli holds these against the store's.
import type { Judgement } from '../../engine/api.ts';
import type { Diagnostic } from '../../engine/model/diagnostic.ts';
import type { Level } from '../../levels/level.ts';

/** One star for all goals, one for exposure no worse than the author's, one for cost and changes within par. */
export function countStars(level: Level, { goals, scores }: Judgement): 0 | 1 | 2 | 3 {
  if (!goals.every(({ pass }) => pass)) return 0;
  if (scores.exposure > level.par.exposure) return 1;
  return scores.cost <= level.par.cost && scores.changes <= level.par.changes ? 3 : 2;
}

/** Errors that Azure reports while it works, after it took the request. */
const RUNTIME_CODES: ReadonlySet<string> = new Set([
  'InsufficientSubnetSize',
  'PodCidrExhausted',
  'KubenetRouteLimit',
  'PrivateIPAddressInUse',
  'PrivateIPAddressInReservedRange',
  'PrivateIPAddressNotInSubnet',
]);

/** The first error that the start has not and that the API would not take. */
export function findNewError(start: readonly Diagnostic[], now: readonly Diagnostic[]): Diagnostic | undefined {
  const known = new Set(start.map(({ code, path }) => `${code} ${path}`));
  return now.find(
    ({ code, path, severity }) => severity === 'error' && !RUNTIME_CODES.has(code) && !known.has(`${code} ${path}`),
  );
}
