// traceAll: every way a flow can go — each load balancer node, each backend, each answer of a name — so that no goal passes by luck.
// Choice points are met in the same order on every walk; the vector of choices is counted up like a number whose digits have their own base.
import type { Dataplane } from '../dataplane/dataplane.ts';
import { refuse, type WalkAnswer } from './answer.ts';
import type { Flow, Trace } from './trace.ts';
import { walkFlow } from './walk.ts';

/** More ways than this are too many to judge one by one. */
const MOST_TRACES = 4096;

export function traceAll(dataplane: Dataplane, flow: Flow): WalkAnswer<readonly Trace[]> {
  const traces: Trace[] = [];
  let choices: number[] = [];
  for (;;) {
    const sizes: number[] = [];
    const result = walkFlow(dataplane, flow, (count) => {
      const depth = sizes.length;
      sizes.push(count);
      return choices[depth] ?? 0;
    });
    if (!result.ok) return result;
    traces.push(result.trace);
    if (traces.length > MOST_TRACES) return refuse('tooComplex', { traces: MOST_TRACES });
    const made = sizes.map((_size, depth) => choices[depth] ?? 0);
    let depth = made.length - 1;
    while (depth >= 0 && (made[depth] ?? 0) + 1 >= (sizes[depth] ?? 1)) depth--;
    if (depth < 0) return { ok: true, value: traces };
    choices = [...made.slice(0, depth), (made[depth] ?? 0) + 1];
  }
}
