// Which new diagnostics refuse an edit at the counter (the API would not take it) and which are states of a running world.
import type { Diagnostic } from '../engine/model/diagnostic.ts';

/** Errors that Azure reports while it works, after it took the request: the world shows them instead of refusing the edit. */
const RUNTIME_CODES: ReadonlySet<string> = new Set([
  'InsufficientSubnetSize',
  'PodCidrExhausted',
  'KubenetRouteLimit',
  'PrivateIPAddressInUse',
  'PrivateIPAddressInReservedRange',
  'PrivateIPAddressNotInSubnet',
]);

/** The first error that `after` has and `before` had not, unless it is a state of a running world. */
export function findRefusal(before: readonly Diagnostic[], after: readonly Diagnostic[]): Diagnostic | undefined {
  const known = new Set(before.map((diagnostic) => `${diagnostic.code} ${diagnostic.path}`));
  return after.find(
    (diagnostic) =>
      diagnostic.severity === 'error' &&
      !RUNTIME_CODES.has(diagnostic.code) &&
      !known.has(`${diagnostic.code} ${diagnostic.path}`),
  );
}
