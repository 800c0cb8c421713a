// From a question to the engine's load plan, and from a result to what is shown: totals, senders to choose from, the moment that is looked at. Pure.
import type { Plan } from '../engine/dataplane/plan.ts';
import type { Trace } from '../engine/forward/trace.ts';
import type { NetworkDocument } from '../engine/model/networkDocument.ts';
import type { Goal } from '../engine/goals/goal.ts';
import type { LoadWay } from '../engine/report/load/loadWays.ts';
import type { LoadFlow, LoadPlan } from '../engine/report/load/plan.ts';
import type { LoadResult, Sample } from '../engine/report/load/tally.ts';
import { listSenders, listTargets, STREET } from './ends.ts';
import type { LoadAsk, LoadReport, LoadTotals } from './loadTypes.ts';
import type { AppState } from './state.ts';

export const FIRST_ASK: LoadAsk = { from: [], to: '', rate: 5, hold: 10, seconds: 30 };
/** What the form takes; the engine has larger bounds of its own. */
export const ASK_BOUNDS = {
  rate: { least: 0.1, most: 2000 },
  hold: { least: 0, most: 3600 },
  seconds: { least: 1, most: 600 },
} as const;
export const MOST_ASKED = 16;
/** Callers on the street: as many addresses. */
export const CALLERS = 8;
const WAIT = 10_000;
const PROBE = 10_000;

const SHORT: ReadonlyMap<string, string> = new Map([
  ['Deployment', 'deploy'],
  ['StatefulSet', 'sts'],
  ['DaemonSet', 'ds'],
]);

export interface LoadSender {
  readonly name: string;
  /** Of a workload its ready pods; of the street its callers. */
  readonly count: number;
}

/** Workloads first, then everybody who can send. */
export function listLoadSenders(plan: Plan | undefined, network: NetworkDocument): readonly LoadSender[] {
  const workloads = new Map<string, number>();
  for (const { owner = '', ready } of plan?.pods ?? []) {
    const [kind = '', namespace = '', name = ''] = owner.split('/');
    const short = SHORT.get(kind);
    if (short === undefined) continue;
    const key = `${namespace}/${short}/${name}`;
    workloads.set(key, (workloads.get(key) ?? 0) + (ready ? 1 : 0));
  }
  return [
    ...[...workloads].map(([name, count]) => ({ name, count })),
    ...listSenders(plan, network).map((name) => ({ name, count: name === STREET ? CALLERS : 1 })),
  ];
}

/** What the goals write to, then everything that listens. */
export function listLoadTargets(plan: Plan | undefined, goals: readonly Goal[]): readonly string[] {
  const named = goals.flatMap((goal) => ('to' in goal ? goal.to : []));
  return [...new Set([...named, ...listTargets(plan)])];
}

export function planLoad({ from, to, rate, hold, seconds }: LoadAsk, senders: readonly LoadSender[]): LoadPlan {
  const duration = seconds * 1000;
  return {
    seed: 1,
    duration,
    sample: 1000,
    probe: PROBE,
    events: [],
    flows: from.map((name): LoadFlow => {
      const count = senders.find((sender) => sender.name === name)?.count ?? 1;
      return {
        name,
        from: name,
        to,
        ...(name === STREET ? { clients: CALLERS } : {}),
        rate: rate * count,
        start: 0,
        end: duration,
        hold: hold * 1000,
        requests: Math.max(1, Math.ceil(hold)),
        wait: WAIT,
        retries: 0,
        backoff: 1000,
        spread: 'even',
      };
    }),
  };
}

export function totalsOf({ samples }: LoadResult): LoadTotals {
  return samples.reduce(({ opened, failed }, sample) => ({ opened: opened + sample.opened, failed: failed + sample.failed }), {
    opened: 0,
    failed: 0,
  });
}

/** Connections that nobody had answered when the run ended. */
export function waitingOf({ endings, samples }: LoadResult): number {
  const open = endings.reduce((sum, { outcome, count }) => sum + (outcome === 'open' ? count : 0), 0);
  return Math.max(0, open - (samples[samples.length - 1]?.active ?? 0));
}

/** What a board shows: a run of the world that stands, while no single envelope walks. */
export function shownLoad({ document, session, results }: AppState): LoadReport | undefined {
  const { load } = results;
  return load?.revision === document.revision && !session.playback ? load.report : undefined;
}

/** Beyond the end: the last one. */
export function sampleAt(result: LoadResult, index: number | undefined): Sample | undefined {
  const last = result.samples.length - 1;
  return result.samples[index === undefined ? last : Math.min(last, Math.max(0, Math.trunc(index)))];
}

/** The walk of this way among those that the engine walks for its sender. */
export function findWalk(way: LoadWay, traces: readonly Trace[]): Trace | undefined {
  const same = (a: readonly string[], b: readonly string[]): boolean =>
    a.length === b.length && a.every((name, at) => b[at] === name);
  const names = ({ hops }: Trace, kind: string): string[] => hops.flatMap(({ at }) => (at.kind === kind ? [at.name] : []));
  return traces.find(
    (trace) =>
      trace.verdict.outcome === way.outcome &&
      (trace.verdict.reason ?? '') === way.reason &&
      trace.deliveredTo === way.receiver &&
      same(names(trace, 'node'), way.nodes) &&
      same(names(trace, 'pod'), way.pods),
  );
}
