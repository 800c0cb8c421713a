// createEngine: the one door's other side. Holds one revision's document and tables, answers in plain values, never throws across.
import type { Answer, Compiled, EngineApi, Preview } from './api.ts';
import { traceFlow } from './forward/traceFlow.ts';
import { compareModes } from './goals/compareModes.ts';
import { foresee } from './goals/foresee.ts';
import { findHints } from './goals/hints.ts';
import { judgeGoals } from './goals/judge.ts';
import { checkMigration, checkOutbound } from './goals/migration.ts';
import { weighNeeds } from './goals/needs.ts';
import { scoreWorld } from './goals/scores.ts';
import { findWhyNot } from './goals/whyNot.ts';
import { compileWorld, editWorld, traceEvery, withEdits, type World } from './goals/world.ts';
import { captureFlow } from './report/capture/captureFlow.ts';
import { answerMatrix, answerPairs } from './report/connectivity.ts';
import { queryHttp } from './report/httpQueries.ts';
import { reportCosts } from './report/cost.ts';
import { findDifference, sideOf } from './report/difference.ts';
import { listEffectiveRoutes } from './report/effectiveRoutes.ts';
import { listEffectiveRules } from './report/effectiveRules.ts';
import { listFirewallLog } from './report/firewallLog.ts';
import { answerFacts } from './report/facts.ts';
import { listSelected, listSelection } from './report/selection.ts';
import { listRouters } from './report/routers.ts';
import { openRuns } from './report/load/runs.ts';
import { queryPolicy, queryService } from './report/serviceQueries.ts';
import { computeSpread } from './report/spread.ts';

interface Held {
  readonly revision: number;
  readonly seed: number;
  readonly world: World;
}

const DEFAULT_SEED = 1;

export function createEngine(): EngineApi {
  let held: Held | undefined;
  const runs = openRuns();

  const stale = (asked: number): Extract<Answer<never>, { ok: false }> => ({
    ok: false,
    code: 'stale',
    params: held ? { asked, held: held.revision } : { asked },
  });
  /** Asks about the revision that is held; any other one is stale. */
  const ask = <T>(revision: number, answer: (current: Held) => Answer<T>): Answer<T> =>
    held?.revision === revision ? answer(held) : stale(revision);

  return {
    load: ({ spec, revision, seed = DEFAULT_SEED, policyEngine }) => {
      held = { revision, seed, world: compileWorld(spec, policyEngine) };
      return compiledOf(held);
    },
    edit: ({ edit, from, to }) =>
      ask(from, (current) => {
        held = { ...current, revision: to, world: editWorld(current.world, edit) };
        return answered(compiledOf(held));
      }),
    trace: ({ revision, flow, seed }) =>
      ask(revision, (current) => traceFlow(current.world.dataplane, { flow, seed: seed ?? current.seed })),
    traceAll: ({ revision, flow }) => ask(revision, ({ world }) => traceEvery(world, flow)),
    judge: ({ revision, goals, start }) =>
      ask(revision, ({ world }) =>
        answered({ revision, goals: judgeGoals(world, goals), scores: scoreWorld(world, goals, start) }),
      ),
    preview: ({ revision, edits, goals, flows = [] }) =>
      ask(revision, ({ world, seed }) =>
        answered(
          edits.map((edit): Preview => {
            const tried = withEdits(world, [edit]);
            const { plan, diagnostics } = tried.dataplane;
            const traces = flows.map((flow) => traceFlow(tried.dataplane, { flow, seed }));
            return { plan, diagnostics, goals: judgeGoals(tried, goals), traces };
          }),
        ),
      ),
    matrix: ({ revision, ports }) => ask(revision, ({ world }) => answerMatrix(world.dataplane, ports)),
    pairs: ({ revision }) => ask(revision, ({ world }) => answerPairs(world.dataplane)),
    facts: ({ revision, questions }) => ask(revision, ({ world }) => answered(answerFacts(world.dataplane, questions))),
    hints: ({ revision, goals, most }) => ask(revision, ({ world }) => answered(findHints(world, goals, most))),
    service: ({ revision, query }) => ask(revision, ({ world }) => answered(queryService(world.dataplane, query))),
    policy: ({ revision, query }) => ask(revision, ({ world }) => queryPolicy(world.dataplane, query)),
    capture: ({ revision, ...query }) =>
      ask(revision, ({ world, seed }) => captureFlow(world.dataplane, { ...query, seed: query.seed ?? seed })),
    http: ({ revision, query }) => ask(revision, ({ world }) => queryHttp(world.dataplane, query)),
    routers: ({ revision }) => ask(revision, ({ world }) => answered(listRouters(world.dataplane, world.spec))),
    startLoad: ({ revision, plan }) => ask(revision, ({ world }) => runs.start(world, plan)),
    stepLoad: ({ run, budget }) => runs.step(run, budget),
    stopLoad: ({ run }) => runs.stop(run),
    selectedBy: ({ revision, ref }) => ask(revision, ({ world }) => answered(listSelected(world.dataplane, ref))),
    selects: ({ revision, ...question }) => ask(revision, ({ world }) => answered(listSelection(world.dataplane, question))),
    whyNot: ({ revision, ...question }) => ask(revision, ({ world }) => findWhyNot(world, question)),
    diff: ({ a, b, policyEngine, most }) =>
      findDifference(sideOf(compileWorld(a, policyEngine)), sideOf(compileWorld(b, policyEngine)), most),
    compareModes: ({ revision, ...question }) => ask(revision, ({ world }) => compareModes(world, question)),
    foresee: ({ revision, ...question }) => ask(revision, ({ world }) => answered(foresee(world, question))),
    checkMigration: ({ revision, ...question }) =>
      ask(revision, ({ world }) =>
        'mode' in question ? checkMigration(world, question.mode) : checkOutbound(world, question.outboundType),
      ),
    blastRadius: ({ revision, ...question }) => ask(revision, ({ world }) => computeSpread(world.dataplane, question)),
    weighNeeds: ({ revision, ...question }) => ask(revision, ({ world }) => weighNeeds(world, question)),
    effectiveRoutes: ({ revision, subnet, toward }) =>
      ask(revision, ({ world }) => inSubnet(subnet, listEffectiveRoutes(world.dataplane, subnet, toward))),
    effectiveRules: ({ revision, ...question }) =>
      ask(revision, ({ world }) => inSubnet(question.machine ?? question.subnet, listEffectiveRules(world.dataplane, question))),
    firewallLog: ({ revision, flow, seed }) =>
      ask(revision, (current) => {
        const traced = traceFlow(current.world.dataplane, { flow, seed: seed ?? current.seed });
        return traced.ok ? answered(listFirewallLog(traced.value)) : traced;
      }),
    costs: ({ revision }) => ask(revision, ({ world }) => answered(reportCosts(world.spec, world.dataplane))),
  };
}

function compiledOf({ revision, world }: Held): Compiled {
  const { diagnostics, plan } = world.dataplane;
  return { revision, diagnostics, plan };
}

function inSubnet<T>(name: string, value: T | undefined): Answer<T> {
  return value === undefined ? { ok: false, code: 'noSubnet', params: { name } } : answered(value);
}

function answered<T>(value: T): Answer<T> {
  return { ok: true, value };
}
