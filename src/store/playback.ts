// Playback of a finished trace: one flat index over the forward walk's steps and then the reply's.
import type { Hop, Step, Trace } from '../engine/forward/trace.ts';

export interface FlatStep {
  readonly hop: Hop;
  readonly step: Step;
  /** Index of the hop in its walk. */
  readonly hopIndex: number;
  readonly stepIndex: number;
  readonly direction: 'forward' | 'reply';
}

export function flattenTrace(trace: Trace): FlatStep[] {
  const flat: FlatStep[] = [];
  const add = (hops: readonly Hop[], direction: FlatStep['direction']): void => {
    hops.forEach((hop, hopIndex) => {
      hop.steps.forEach((step, stepIndex) => flat.push({ hop, step, hopIndex, stepIndex, direction }));
    });
  };
  add(trace.hops, 'forward');
  if (trace.reply) add(trace.reply.hops, 'reply');
  return flat;
}

/** Number of positions of a trace; at least 1 so that an empty trace can still be shown. */
export function traceLength(trace: Trace): number {
  return Math.max(1, flattenTrace(trace).length);
}
