// Load runs: begun, gone on with slice by slice in the engine's worker, stopped; then the ways that were taken are walked once each for the board,
// and the load balancer is asked for its probes. Answers that come too late are dropped.
import type { Answer } from '../engine/api.ts';
import type { Trace } from '../engine/forward/trace.ts';
import type { BalancerReport } from '../engine/report/balancerReport.ts';
import type { LoadWay } from '../engine/report/load/loadWays.ts';
import type { LoadResult } from '../engine/report/load/tally.ts';
import type { Context } from './context.ts';
import { ASK_BOUNDS, FIRST_ASK, findWalk, listLoadSenders, MOST_ASKED, planLoad, totalsOf } from './loadPlanning.ts';
import type { LoadActions, LoadAsk, LoadReport, LoadRunView, LoadWalk } from './loadTypes.ts';

/** Things that happen in one slice: some tens of milliseconds of the worker. */
const SLICE = 40_000;
/** Ways that are drawn, and senders that are walked for them. */
const MOST_WALKS = 80;
const MOST_WALKED = 40;

export function createLoadActions(context: Context): LoadActions {
  const { store, services } = context;
  let turn = 0;
  let running: number | undefined;

  const show = (view: LoadRunView): void => context.setResults({ load: view });
  const endRun = (): void => {
    turn++;
    if (running !== undefined) void services.engine.stopLoad({ run: running });
    running = undefined;
  };

  return {
    askLoad: (part) => {
      const { loadAsk = FIRST_ASK } = store.getState().session;
      context.setSession({ loadAsk: boundAsk({ ...loadAsk, ...part }) });
    },
    runLoad: async () => {
      endRun();
      const mine = turn;
      const { document, session, results } = store.getState();
      const ask = session.loadAsk ?? FIRST_ASK;
      const { revision, spec } = document;
      const late = (): boolean => mine !== turn || store.getState().document.revision !== revision;
      const old = results.load;
      const before = old?.report ? totalsOf(old.report.result) : old?.before;
      const view: LoadRunView = {
        revision,
        ask,
        state: 'running',
        share: 0,
        connections: 0,
        ...(before ? { before } : {}),
      };
      context.setSession({ loadMoment: undefined });
      show(view);
      const refuse = ({ code, params }: Extract<Answer<unknown>, { readonly ok: false }>): void => {
        running = undefined;
        show({ ...view, state: 'refused', refused: { code, params } });
      };
      const plan = planLoad(ask, listLoadSenders(results.compiled?.plan, spec.network));
      const started = await services.engine.startLoad({ revision, plan });
      if (!started.ok) return late() ? undefined : refuse(started);
      if (late()) return void services.engine.stopLoad({ run: started.value });
      running = started.value;
      for (;;) {
        const step = await services.engine.stepLoad({ run: started.value, budget: SLICE });
        if (late()) return;
        if (!step.ok) return refuse(step);
        const { now, duration, connections, result } = step.value;
        if (!result) {
          show({ ...view, share: duration > 0 ? now / duration : 1, connections });
          continue;
        }
        running = undefined;
        const report = await reportLoad(context, ask, result);
        if (!late()) show({ ...view, state: 'done', share: 1, connections, report });
        return;
      }
    },
    stopLoad: () => {
      const { load } = store.getState().results;
      endRun();
      if (load?.state === 'running') show({ ...load, state: 'stopped' });
    },
    showLoadMoment: (index) => {
      const last = (store.getState().results.load?.report?.result.samples.length ?? 1) - 1;
      context.setSession({ loadMoment: Math.min(last, Math.max(0, Math.trunc(index))) });
    },
    clearLoad: () => {
      endRun();
      context.setResults({ load: undefined });
      context.setSession({ loadMoment: undefined });
    },
  };
}

/** Another document ends a run; another level forgets what was asked. */
export function watchLoad(context: Context): void {
  context.store.subscribe(({ document, session, results, actions }, old) => {
    if (document.start !== old.document.start || session.levelId !== old.session.levelId) {
      if (results.load) actions.clearLoad();
      if (session.loadAsk) context.setSession({ loadAsk: undefined });
    } else if (document.revision !== old.document.revision && results.load?.state === 'running') actions.stopLoad();
  });
}

function boundAsk(ask: LoadAsk): LoadAsk {
  const within = (name: keyof typeof ASK_BOUNDS): number => {
    const { least, most } = ASK_BOUNDS[name];
    return Number.isFinite(ask[name]) ? Math.min(most, Math.max(least, ask[name])) : FIRST_ASK[name];
  };
  return {
    from: [...new Set(ask.from)].slice(0, MOST_ASKED),
    to: ask.to.slice(0, 2048),
    rate: within('rate'),
    hold: within('hold'),
    seconds: Math.round(within('seconds')),
  };
}

async function reportLoad(context: Context, ask: LoadAsk, result: LoadResult): Promise<LoadReport> {
  const walks = await walkWays(context, ask, result.ways.slice(0, MOST_WALKS));
  const service = walks.map(({ trace }) => balancedService(trace)).find((name) => name !== undefined);
  const desk = service === undefined ? undefined : await askProbes(context, service);
  return { result, walks, ...(desk ? { desk } : {}) };
}

async function walkWays({ store, services }: Context, { to }: LoadAsk, ways: readonly LoadWay[]): Promise<readonly LoadWalk[]> {
  const { revision } = store.getState().document;
  const known = new Map<string, readonly Trace[]>();
  const walks: LoadWalk[] = [];
  for (const way of ways) {
    // A workload is no end that could be walked from; its pod is.
    const from = way.pods[0] !== undefined && way.pods[0] !== way.receiver ? way.pods[0] : way.flow;
    if (!known.has(from) && known.size < MOST_WALKED) {
      const all = await services.engine.traceAll({ revision, flow: { from, to } });
      const one = all.ok ? undefined : await services.engine.trace({ revision, flow: { from, to } });
      known.set(from, all.ok ? all.value : one?.ok ? [one.value] : []);
    }
    const trace = findWalk(way, known.get(from) ?? []);
    if (trace) walks.push({ way, trace });
  }
  return walks;
}

/** `ns/name` of the Service at whose load balancer the letter came in. */
function balancedService({ hops }: Trace): string | undefined {
  for (const { at, steps } of hops) {
    if (at.kind !== 'loadBalancer') continue;
    for (const { params } of steps) if (typeof params['service'] === 'string') return params['service'];
  }
  return undefined;
}

async function askProbes({ store, services }: Context, service: string): Promise<LoadReport['desk']> {
  const { revision } = store.getState().document;
  const answer = await services.engine.service({ revision, query: { op: 'balancer', service } });
  if (!answer.ok || typeof answer.value !== 'object') return undefined;
  const { rules } = answer.value as BalancerReport;
  const pool = rules[0]?.pool ?? [];
  return {
    service,
    lamps: pool.map(({ node, inPool, why, rule }) => ({ node, lit: inPool, why, ...(rule ? { rule } : {}) })),
  };
}
