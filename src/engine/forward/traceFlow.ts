// traceFlow: one flow, every choice made by a hash of its five-tuple and the seed (house rules, determinism; SVC14, B-22).
import type { Dataplane } from '../dataplane/dataplane.ts';
import { hashText, wayOf } from '../net/hash.ts';
import type { WalkAnswer } from './answer.ts';
import type { Flow, Trace } from './trace.ts';
import { walkFlow } from './walk.ts';

export function traceFlow(dataplane: Dataplane, input: { readonly flow: Flow; readonly seed?: number }): WalkAnswer<Trace> {
  const { flow, seed = 1 } = input;
  const result = walkFlow(dataplane, flow, (count, point, shares) => wayOf(hashText(point, seed), count, shares));
  return result.ok ? { ok: true, value: result.trace } : result;
}
