// Autosave: the log of edits, the drafts and the stars. Written a moment after the last change; a shared solution is never saved.
import { variantId } from '../levels/variant/variantId.ts';
import type { Context } from './context.ts';
import { isWorkshopId } from './workshopIds.ts';
import type { Drill } from './drillTypes.ts';
import { starsOf } from './stars.ts';
import type { Progress } from './state.ts';

export interface SavedDocument {
  readonly version: 1;
  readonly level: string;
  readonly rev: number;
  readonly entries: readonly { readonly edit: unknown; readonly label: string; readonly params: unknown }[];
  readonly applied: number;
  readonly drafts: Readonly<Record<string, string>>;
  readonly solutionViewed: boolean;
  readonly guessed?: boolean;
  readonly drill?: Drill;
}

const DELAY_MS = 150;
const timers = new WeakMap<object, ReturnType<typeof setTimeout>>();

export function documentKey(levelId: string): string {
  return `document/${levelId}`;
}

/** Of a level played for a challenge: beside one's own work on it. */
export function challengeKey(challenge: string, levelId: string): string {
  return `challenge/${challenge}/${levelId}`;
}

/** Which document is open: a level's id, or 'sandbox'; undefined on the start page and while viewing a shared solution. */
function openKey(context: Context): string | undefined {
  const { session } = context.store.getState();
  if (session.shared || session.screen === 'start' || session.workshop?.kind === 'test') return undefined;
  if (session.screen === 'sandbox') return 'sandbox';
  if (session.challenge && session.levelId !== undefined) return challengeKey(session.challenge.id, session.levelId);
  return session.levelId === undefined ? undefined : variantId(session.levelId, session.seed);
}

export function saveDocument(context: Context): void {
  const pending = timers.get(context);
  if (pending) clearTimeout(pending);
  timers.set(
    context,
    setTimeout(() => void saveNow(context), DELAY_MS),
  );
}

/** Writes at once; called when the page is about to go, too. */
export async function saveNow(context: Context, leaving = false): Promise<void> {
  const key = openKey(context);
  if (!key) return;
  const { document, session } = context.store.getState();
  const saved: SavedDocument = {
    version: 1,
    level: key,
    rev: session.level?.rev ?? 0,
    entries: document.log.map(({ edit, label, params }) => ({ edit, label, params })),
    applied: document.applied,
    drafts: session.drafts,
    solutionViewed: session.solutionViewed,
    ...(session.guessed === true ? { guessed: true } : {}),
    ...(session.drill ? { drill: session.drill } : {}),
  };
  if (!(await context.services.saves.write(documentKey(key), saved, leaving))) context.notify('save.failed');
}

/** Remembers the best result of the open level. */
export function markProgress(context: Context): void {
  const { session, results } = context.store.getState();
  if (session.shared || !session.level || !results.judgement || session.workshop?.kind === 'test') return;
  // A variant is for practice: the stars are those of the level as it is written.
  if (session.seed !== undefined || session.challenge) return;
  const stars = starsOf(session.level, results.judgement, session);
  const progress = context.store.getState().progress;
  const old = progress.levels[session.level.id];
  if (stars === 0 || (old && old.stars >= stars)) return;
  const next: Progress = {
    levels: { ...progress.levels, [session.level.id]: { stars, rev: session.level.rev, ...results.judgement.scores } },
  };
  context.store.setState({ progress: next });
  void context.services.saves.write('progress', next);
}

/** `known`: the levels there are, where they are known; others are left out. */
export function readProgress(saved: unknown, known?: readonly string[]): Progress {
  const levels: Record<string, Progress['levels'][string]> = {};
  const source = isRecord(saved) && isRecord(saved['levels']) ? saved['levels'] : {};
  for (const [id, entry] of Object.entries(source).slice(0, 1000)) {
    if (!isRecord(entry) || (known && !known.includes(id) && !isWorkshopId(id))) continue;
    const number = (key: string): number => (typeof entry[key] === 'number' ? entry[key] : 0);
    levels[id] = {
      stars: Math.min(3, Math.max(0, number('stars'))),
      rev: number('rev'),
      changes: number('changes'),
      exposure: number('exposure'),
      cost: number('cost'),
    };
  }
  return { levels };
}

/** The better result of each level that either has. */
export function mergeProgress(own: Progress, other: Progress): Progress {
  const levels = { ...own.levels };
  for (const [id, result] of Object.entries(other.levels)) if (result.stars > (levels[id]?.stars ?? 0)) levels[id] = result;
  return { levels };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
