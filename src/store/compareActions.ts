// Comparing two CNI modes: asks the engine for both worlds, walks one envelope in both, takes one of them as a single edit. The player's own
// document and view stay untouched until a mode is taken. Answers that come too late are dropped.
import { applyEdit } from '../engine/edit/edit.ts';
import type { Flow, Trace } from '../engine/forward/trace.ts';
import type { Difference } from '../engine/report/difference.ts';
import type { Preview } from '../engine/api.ts';
import { COMPARED_SIDES, type Compared, type ComparedModes, type World } from './comparison.ts';
import type { Context } from './context.ts';
import { walkInStep } from './inStep.ts';
import type { Actions } from './state.ts';

export type CompareActions = Pick<Actions, 'compare' | 'lookAtCompared' | 'sendBoth' | 'takeMode'>;

const MOST_FLOWS = 100;
/** More pods than that have more flows than one question may take the engine's time for. */
const MOST_PODS = 1000;

export function createCompareActions(context: Context): CompareActions {
  const { store } = context;
  return {
    compare: async (modes) => {
      if (!modes) {
        context.setSession({ comparison: undefined });
        context.setResults({ compared: undefined });
        return;
      }
      const { session } = store.getState();
      const { projection, turn } = session;
      const fresh = { position: 0, playing: false, selection: undefined, projection, turn, overlay: 'none' } as const;
      context.setSession({ comparison: { ...fresh, ...session.comparison, ...modes, position: 0, playing: false } });
      await refreshComparison(context);
    },
    lookAtCompared: (part) => {
      const { comparison } = store.getState().session;
      if (!comparison) return;
      const last = Math.max(0, (store.getState().results.compared?.walks?.moments.length ?? 1) - 1);
      const next = { ...comparison, ...part };
      const position = Math.min(last, Math.max(0, Math.trunc(next.position)));
      context.setSession({ comparison: { ...next, position, playing: next.playing && position < last } });
    },
    sendBoth: async (from, to) => {
      const { comparison } = store.getState().session;
      if (!comparison) return;
      context.setSession({ comparison: { ...comparison, flow: { from, to }, position: 0, playing: false } });
      await refreshComparison(context);
    },
    takeMode: async (side) => {
      const { document, results, session } = store.getState();
      const { compared } = results;
      const world = compared?.[side];
      // What stands on the screen may be an answer to the choice before.
      if (!world || session.comparison?.[side] !== world.report.mode || world.compiled.revision !== document.revision)
        return false;
      const { name } = document.spec.network.metadata;
      const done = await store.getState().actions.dispatchEdit(world.report.edit, 'edit.cni', { name });
      if (done) await store.getState().actions.compare(undefined);
      return done;
    },
  };
}

/** Another document, another comparison; another level, none. */
export function watchComparison(context: Context): void {
  context.store.subscribe((state, old) => {
    if (!state.session.comparison) return;
    if (state.document.start !== old.document.start || state.session.screen !== old.session.screen)
      void state.actions.compare(undefined);
    else if (state.results.compiled !== old.results.compiled) void refreshComparison(context);
  });
}

/** First the two worlds, then the flows between them, which take longer. */
async function refreshComparison(context: Context): Promise<void> {
  const { comparison } = context.store.getState().session;
  if (!comparison) return;
  const { revision } = context.store.getState().document;
  const late = (): boolean => {
    const now = context.store.getState();
    const { comparison: wanted } = now.session;
    return (
      now.document.revision !== revision ||
      wanted?.left !== comparison.left ||
      wanted.right !== comparison.right ||
      wanted.flow !== comparison.flow
    );
  };
  const known = context.store.getState().results.compared;
  const compared = await askBoth(context, { left: comparison.left, right: comparison.right }, comparison.flow);
  if (late() || !compared) return;
  const { left, right } = compared;
  if (!left || !right || left.compiled.plan.pods.length > MOST_PODS) return context.setResults({ compared });
  // Another envelope in the same two worlds: their flows are known.
  if (known?.between && known.left?.compiled.revision === revision && sameModes(known.modes, compared.modes))
    return context.setResults({ compared: { ...compared, between: known.between } });
  context.setResults({ compared: { ...compared, counting: true } });
  const between = await differenceBetween(context, left, right);
  if (!late()) context.setResults({ compared: { ...compared, ...(between ? { between } : {}) } });
}

function sameModes(a: ComparedModes, b: ComparedModes): boolean {
  return a.left === b.left && a.right === b.right;
}

/** Undefined: the document has moved on meanwhile. */
async function askBoth(context: Context, modes: ComparedModes, flow: Flow | undefined): Promise<Compared | undefined> {
  const { engine } = context.services;
  const { document, session } = context.store.getState();
  const { revision, spec } = document;
  const answer = await engine.compareModes({ revision, modes: [modes.left, modes.right], flows: false });
  if (!answer.ok) return answer.code === 'stale' ? undefined : { modes, refused: { code: answer.code, params: answer.params } };
  const { reports } = answer.value;
  const goals = session.level?.goals ?? [];
  const flows = flow ? [flow] : [];
  const previews = await engine.preview({ revision, edits: reports.map(({ edit }) => edit), goals, flows });
  if (!previews.ok) return undefined;
  const pick = (
    side: (typeof COMPARED_SIDES)[number],
  ): { world: World; walk: Preview['traces'][number] | undefined } | undefined => {
    const index = reports.findIndex(({ mode }) => mode === modes[side]);
    const [report, preview] = [reports[index], previews.value[index]];
    if (!report || !preview) return undefined;
    const { plan, diagnostics } = preview;
    return {
      world: {
        report,
        spec: applyEdit(spec, report.edit).spec,
        compiled: { revision, plan, diagnostics },
        judgement: { revision, goals: preview.goals, scores: { exposure: 0, cost: 0, changes: 0 } },
      },
      walk: preview.traces[0],
    };
  };
  const [left, right] = [pick('left'), pick('right')];
  const refused = [left?.walk, right?.walk].find((walk) => walk && !walk.ok);
  return {
    modes,
    ...(left ? { left: left.world } : {}),
    ...(right ? { right: right.world } : {}),
    ...(refused && !refused.ok ? { flowRefused: { code: refused.code, params: refused.params } } : {}),
    ...(left?.walk?.ok && right?.walk?.ok ? { walks: bothWalks(left.walk.value, right.walk.value) } : {}),
  };
}

function bothWalks(left: Trace, right: Trace): NonNullable<Compared['walks']> {
  return { left, right, moments: walkInStep(left, right) };
}

/** Undefined where there is too much to walk, or the engine has given up. */
async function differenceBetween(context: Context, left: World, right: World): Promise<Difference | undefined> {
  try {
    const answer = await context.services.engine.diff({ a: left.spec, b: right.spec, most: MOST_FLOWS });
    return answer.ok ? answer.value : undefined;
  } catch {
    return undefined;
  }
}
