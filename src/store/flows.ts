// The table of flows: every pair that fits the words, walked in every way it can go, with the pods that are reached and who decided.
import type { Trace } from '../engine/forward/trace.ts';
import type { Context } from './context.ts';
import { listSenders, listTargets, STREET } from './ends.ts';

export interface FlowRow {
  readonly from: string;
  readonly to: string;
  /** The way that is shown: one that arrives, where any does. */
  readonly trace: Trace;
  /** Ways it can go (backends, nodes, answers of DNS), and how many of them arrive. */
  readonly ways: number;
  readonly arriving: number;
  /** Where they arrive: `ns/pod` and other ends, each once. */
  readonly reached: readonly string[];
}

export interface FlowTable {
  readonly rows: readonly FlowRow[];
  /** Pairs that the words fit, walked or not. */
  readonly found: number;
  readonly revision: number;
}

export interface FlowQuestion {
  /** Parts of names; every word must be in the name. `internet` also means anybody on the street. */
  readonly from: string;
  readonly to: string;
}

/** Walked for one table; more are counted, and narrower words are asked for. */
export const MOST_FLOWS = 200;

export function createFlowList(context: Context): (question: FlowQuestion) => Promise<FlowTable | undefined> {
  const { store, services } = context;
  let asked = 0;
  return async ({ from, to }) => {
    const turn = ++asked;
    const { document, results } = store.getState();
    const { revision, spec } = document;
    const plan = results.compiled?.plan;
    const senders = fitting(listSenders(plan, spec.network), from);
    const targets = fitting(listTargets(plan), to);
    const pairs: (readonly [string, string])[] = [];
    let found = 0;
    for (const sender of senders) {
      for (const target of targets) {
        if (target.startsWith(`pod:${sender}:`)) continue;
        found++;
        if (pairs.length < MOST_FLOWS) pairs.push([sender, target]);
      }
    }
    const rows: FlowRow[] = [];
    for (const [sender, target] of pairs) {
      const flow = { from: sender, to: target };
      const all = await services.engine.traceAll({ revision, flow });
      // Too many ways to walk them all: one of them stands for the rest.
      const one = all.ok ? undefined : await services.engine.trace({ revision, flow });
      if (turn !== asked || store.getState().document.revision !== revision) return undefined;
      const traces = all.ok ? all.value : one?.ok ? [one.value] : [];
      const row = rowOf(sender, target, traces);
      if (row) rows.push(row);
    }
    return { rows, found, revision };
  };
}

function rowOf(from: string, to: string, traces: readonly Trace[]): FlowRow | undefined {
  const arriving = traces.filter(({ verdict }) => verdict.outcome === 'delivered');
  const trace = arriving[0] ?? traces[0];
  if (!trace) return undefined;
  const reached = [...new Set(arriving.flatMap(({ deliveredTo }) => deliveredTo ?? []))];
  return { from, to, trace, ways: traces.length, arriving: arriving.length, reached };
}

function fitting(names: readonly string[], words: string): string[] {
  const parts = words
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== '');
  const spelled = (name: string): string => (name === STREET ? `internet anybody ${name}` : name.toLowerCase());
  return names.filter((name) => parts.every((part) => spelled(name).includes(part)));
}
