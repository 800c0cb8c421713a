// Asking the engine what the world is worth now: goals, scores, hints. Answers about an older revision are dropped.
import type { Goal } from '../engine/goals/goal.ts';
import type { Context } from './context.ts';
import { settleDrill } from './drill.ts';
import { sendAgain } from './playback.ts';
import { markProgress, saveDocument } from './saving.ts';
import type { SessionState } from './state.ts';

/** Re-judges the current revision and publishes the result, unless the document has moved on meanwhile. */
export async function refreshResults(context: Context): Promise<void> {
  const { store, services } = context;
  const { document, session } = store.getState();
  const goals = goalsOf(session);
  context.setResults({ engine: 'working' });
  const judged = await services.engine.judge({ revision: document.revision, goals, start: document.start });
  if (store.getState().document.revision !== document.revision) return;
  if (!judged.ok) {
    context.setResults({ engine: 'ready' });
    return;
  }
  context.setResults({ judgement: judged.value, engine: 'ready' });
  settleDrill(context, judged.value);
  if (judged.value.goals.some(({ failure }) => failure?.code === 'goal.find.hop' || failure?.code === 'goal.find.layer')) {
    context.setSession({ guessed: true });
    saveDocument(context);
  }
  await sendAgain(context);
  const { shared } = store.getState().session;
  // In the middle of its moves a solution is not yet what was handed on.
  if (shared && document.applied === document.log.length)
    context.setSession({ shared: { ...shared, verified: judged.value.goals.every((goal) => goal.pass) } });
  if (session.hintRung > 0) await refreshHints(context);
  markProgress(context);
}

/** Beside the builder the sandbox is judged by the goals of the level on the way. */
function goalsOf({ level, screen, builder }: SessionState): readonly Goal[] {
  if (level) return level.goals;
  return screen === 'sandbox' && builder?.open === true ? builder.draft.goals : [];
}

export async function refreshHints(context: Context): Promise<void> {
  const { store, services } = context;
  const { document, session } = store.getState();
  const answer = await services.engine.hints({ revision: document.revision, goals: session.level?.goals ?? [] });
  if (answer.ok && store.getState().document.revision === document.revision) context.setResults({ hints: answer.value });
}
