// What an HTTP rule of Cilium asks of a request: whole matches of method, path and host. Flows here send GET without headers. Rule: CIL12.
import type { CiliumHttpRule } from '../model/cilium.ts';
import { matchPattern } from '../net/matchPattern.ts';
import type { Packet } from '../net/packet.ts';
import { parsePattern } from '../net/pattern.ts';

const METHOD = 'GET';

export function requestHolds(rule: CiliumHttpRule, request: NonNullable<Packet['http']>): boolean {
  if ((rule.headers ?? []).length > 0 || rule.headerMatches !== undefined) return false;
  return holds(rule.method, METHOD) && holds(rule.path, request.path) && holds(rule.host, request.host);
}

/** A pattern that cannot be read matches nothing. */
function holds(given: string | undefined, text: string): boolean {
  if (given === undefined || given === '') return true;
  const parsed = parsePattern(given);
  return parsed.ok && matchPattern(parsed.pattern, text, 'whole') !== undefined;
}
