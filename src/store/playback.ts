// Playback of a finished trace: one flat index over the forward walk's steps and then the reply's; sent again when the world has changed.
import type { Hop, Step, Trace } from '../engine/forward/trace.ts';
import type { GoalResult } from '../engine/goals/goal.ts';
import { sameValue } from '../engine/model/sameValue.ts';
import type { Context } from './context.ts';

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

/** Position of the step that a failing goal blames: its hop counts on into the reply's. */
export function failingPosition(trace: Trace, failure: GoalResult['failure']): number | undefined {
  if (failure?.hop === undefined || failure.step === undefined) return undefined;
  const hops = [...trace.hops, ...(trace.reply?.hops ?? [])];
  if (hops[failure.hop]?.steps[failure.step] === undefined) return undefined;
  return hops.slice(0, failure.hop).reduce((sum, hop) => sum + hop.steps.length, failure.step);
}

/** The shown envelope walks the world as it is now: a goal's as it was judged, any other by its own ends. At rest where it stood. */
export async function sendAgain(context: Context): Promise<void> {
  const { store, services } = context;
  const { document, results, session } = store.getState();
  const shown = session.playback;
  if (!shown) return;
  const trace = await walkNow();
  const { playback } = store.getState().session;
  if (playback?.trace !== shown.trace || store.getState().document.revision !== document.revision) return;
  if (!trace) context.setSession({ playback: { ...playback, again: 'stale' } });
  else if (sameValue(trace, shown.trace)) context.setSession({ playback: { ...playback, again: 'sent' } });
  else {
    const position = Math.min(playback.position, traceLength(trace) - 1);
    context.setSession({ playback: { ...playback, trace, position, playing: false, again: 'sent' } });
  }

  async function walkNow(): Promise<Trace | undefined> {
    if (shown?.goal !== undefined) return results.judgement?.goals.find(({ id }) => id === shown.goal)?.trace;
    const answer = shown && (await services.engine.trace({ revision: document.revision, flow: shown.trace.flow }));
    return answer?.ok ? answer.value : undefined;
  }
}
