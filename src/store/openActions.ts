// Opening things: a level, the sandbox, a shared link; and making a link. Own work is loaded from its save and never overwritten by a link.
import { applyEdit, type Edit } from '../engine/edit/edit.ts';
import { EMPTY_SPEC, type NetworkSpec } from '../engine/model/spec.ts';
import type { Level, LevelText } from '../levels/level.ts';
import { readVariantId, variantId } from '../levels/variant/variantId.ts';
import type { Solution } from '../share/solution.ts';
import { type Context, FIRST_SESSION } from './context.ts';
import { readDrill } from './drill.ts';
import type { Drill } from './drillTypes.ts';
import { refreshResults } from './judging.ts';
import { isWorkshopId } from './workshopIds.ts';
import { madeLink, openWorkshop } from './workshopLevels.ts';
import { challengeKey, documentKey, isRecord, saveDocument, saveNow } from './saving.ts';
import type { SavedEntry } from './services.ts';
import type { Actions, ChallengePlay, LogEntry, SessionState, WalkState } from './state.ts';

export type OpenActions = Pick<
  Actions,
  | 'openStart'
  | 'openCodex'
  | 'openLevel'
  | 'openSandbox'
  | 'openChallengeLevel'
  | 'openPaper'
  | 'openSolution'
  | 'openWalk'
  | 'extendWalk'
  | 'openLink'
  | 'forkShared'
  | 'makeLink'
  | 'viewSolution'
>;

interface Restored {
  readonly entries: readonly SavedEntry[];
  readonly applied: number;
  readonly drafts: Readonly<Record<string, string>>;
  readonly solutionViewed: boolean;
  readonly guessed?: boolean;
  readonly drill?: Drill;
}

interface Opening {
  readonly screen: 'level' | 'sandbox';
  readonly level?: Level;
  readonly text?: LevelText;
  readonly start: NetworkSpec;
  readonly workshop?: SessionState['workshop'];
  /** The variant that a seed makes of the level; `varied`: one would make something of it. */
  readonly seed?: number;
  readonly varied?: boolean;
  readonly challenge?: ChallengePlay;
}

export function createOpenActions(context: Context): OpenActions {
  const { store, services } = context;

  const readLevel = async (name: string): Promise<Opening | undefined> => {
    const { id, seed } = readVariantId(name);
    if (isWorkshopId(id)) {
      const open = await openWorkshop(context, id);
      return open && { screen: 'level', ...open, start: open.level.start };
    }
    const files = await services.levelFiles(id);
    if (!files) {
      context.notify('level.unknown', { id });
      return undefined;
    }
    const read = await services.manifests.readLevel(files, store.getState().session.locale, seed);
    if (!read.ok) {
      context.notify('level.broken', { id, message: read.problems[0]?.message ?? '' });
      return undefined;
    }
    const { level, text, varied } = read;
    return { screen: 'level', level, text, varied, start: level.start, ...(seed === undefined ? {} : { seed }) };
  };

  const opening = (id: string): Promise<Opening | undefined> =>
    id === 'sandbox' ? Promise.resolve({ screen: 'sandbox', start: EMPTY_SPEC }) : readLevel(id);

  const show = async (open: Opening, restored: Restored, shared: SessionState['shared'] | undefined): Promise<void> => {
    const log: LogEntry[] = [];
    let spec = open.start;
    for (const entry of restored.entries) {
      const result = applyEdit(spec, entry.edit);
      log.push({ ...entry, inverse: result.inverse });
      spec = result.spec;
    }
    for (const entry of log.slice(restored.applied).reverse()) spec = applyEdit(spec, entry.inverse).spec;
    const revision = store.getState().document.revision + 1;
    const compiled = await services.engine.load({ spec, revision });
    const {
      projection,
      turn,
      theme,
      words,
      locale,
      colours,
      contrast,
      sound,
      toured,
      boardHidden,
      insets,
      notice,
      builder,
      kept,
    } = store.getState().session;
    store.setState({
      document: { spec, start: open.start, revision, log, applied: restored.applied },
      session: {
        ...FIRST_SESSION,
        projection,
        turn,
        theme,
        words,
        locale,
        colours,
        contrast,
        sound,
        ...(toured === undefined ? {} : { toured }),
        boardHidden,
        insets,
        screen: open.screen,
        // Where nothing may be changed there is nothing to write: the house is read.
        ...(open.level && isReadOnly(open.level) ? { tabs: { bench: 'objects', bottom: 'trace' } } : {}),
        drafts: restored.drafts,
        solutionViewed: restored.solutionViewed,
        ...(restored.guessed === true ? { guessed: true } : {}),
        ...(restored.drill && open.level?.incident ? { drill: restored.drill } : {}),
        ...(open.level ? { level: open.level, levelId: open.level.id } : {}),
        ...(open.text ? { text: open.text } : {}),
        ...(shared ? { shared } : {}),
        ...(open.workshop ? { workshop: open.workshop } : {}),
        ...(open.seed === undefined ? {} : { seed: open.seed }),
        ...(open.challenge ? { challenge: open.challenge } : {}),
        ...(open.varied === true ? { varied: true } : {}),
        ...(builder ? { builder } : {}),
        ...(kept ? { kept } : {}),
        // What was said while opening (a save that could not be read) must still be read after it.
        ...(notice ? { notice } : {}),
      },
      results: { revision, compiled, engine: 'working' },
    });
    await refreshResults(context);
  };

  const openOwn = (id: string): Promise<void> =>
    context.enqueue(async () => {
      await saveNow(context);
      context.setSession({ notice: undefined });
      const open = await opening(id);
      if (open) await show(open, await restore(context, id, open.level?.rev ?? 0), undefined);
    });

  const openShared = async (solution: Solution): Promise<void> => {
    const open = await opening(variantId(solution.level, solution.seed));
    if (!open) return;
    const entries = solution.edits.map((edit) => ({ edit, label: 'edit.shared', params: {} }));
    const restored = { entries, applied: entries.length, drafts: {}, solutionViewed: false };
    await show(open, restored, { from: 'link' });
    if (open.level && open.level.rev !== solution.rev) context.notify('link.olderLevel', { rev: solution.rev });
  };

  /** A solution holds what it differs by from the start: what a move is, two states after each other say. */
  const walkOf = async (
    start: NetworkSpec,
    states: readonly WalkState[],
  ): Promise<{ readonly entries: readonly SavedEntry[]; readonly attempts: readonly number[] }> => {
    const entries: SavedEntry[] = [];
    const attempts: number[] = [];
    let before = start;
    for (const { solution, handedIn } of states) {
      const { level, rev, edits } = solution;
      const now = applyEdit(start, { type: 'batch', edits }).spec;
      const moves = await services.manifests.solutionOf({ level, rev, start: before, now });
      entries.push(...moves.edits.map((edit) => ({ edit, label: 'edit.shared', params: {} })));
      if (handedIn) attempts.push(entries.length);
      before = now;
    }
    return { entries, attempts };
  };

  const openWalk: Actions['openWalk'] = (states, by) =>
    context.enqueue(async () => {
      await saveNow(context);
      const last = states.at(-1)?.solution;
      const open = last && (await opening(variantId(last.level, last.seed)));
      if (!last || !open) return;
      const { entries, attempts } = await walkOf(open.start, states);
      const restored = { entries, applied: entries.length, drafts: {}, solutionViewed: false };
      await show(open, restored, { from: 'link', watched: { ...by, attempts } });
      if (open.level && open.level.rev !== last.rev) context.notify('link.olderLevel', { rev: last.rev });
    });

  const extendWalk: Actions['extendWalk'] = async (states) => {
    const to = await context.enqueue(async () => {
      const { session, document } = store.getState();
      const { shared, levelId, seed } = session;
      const last = states.at(-1)?.solution;
      if (!shared?.watched || !last || last.level !== levelId || last.seed !== seed) return undefined;
      const { entries, attempts } = await walkOf(document.start, states);
      const log: LogEntry[] = [];
      let spec = document.start;
      for (const entry of entries) {
        const result = applyEdit(spec, entry.edit);
        log.push({ ...entry, inverse: result.inverse });
        spec = result.spec;
      }
      const atEnd = document.applied === document.log.length;
      if (log.length < document.applied) return undefined;
      context.setDocument({ log });
      context.setSession({
        shared: {
          from: 'link',
          watched: { ...shared.watched, attempts },
          ...verifiedOf(shared, log.length === document.log.length),
        },
      });
      return atEnd ? log.length : undefined;
    });
    if (to !== undefined) store.getState().actions.replayTo(to);
  };

  return {
    openWalk,
    extendWalk,
    openStart: () => {
      void saveNow(context);
      const {
        level: _level,
        text: _text,
        levelId: _id,
        seed: _seed,
        challenge: _challenge,
        varied: _varied,
        shared: _shared,
        workshop: _workshop,
        playback: _playback,
        codexPage: _codexPage,
        ...rest
      } = store.getState().session;
      store.setState({ session: { ...rest, screen: 'start', selection: undefined } });
    },
    openCodex: (page) => {
      void saveNow(context);
      context.setSession({ screen: 'codex', codexPage: page, playback: undefined, comparison: undefined });
    },
    openLevel: openOwn,
    openSandbox: () => openOwn('sandbox'),
    openChallengeLevel: (id, challenge) =>
      context.enqueue(async () => {
        await saveNow(context);
        context.setSession({ notice: undefined });
        const open = await opening(id);
        if (!open?.level) return;
        const restored = await restore(context, challengeKey(challenge.id, open.level.id), open.level.rev);
        await show({ ...open, challenge }, restored, undefined);
      }),
    openPaper: (screen = 'paper') => {
      void saveNow(context);
      context.setSession({ screen, playback: undefined, comparison: undefined });
    },
    openSolution: (solution) => context.enqueue(() => openShared(solution)),
    openLink: (fragment) =>
      context.enqueue(async () => {
        await saveNow(context);
        const result = await services.manifests.decodeLink(fragment);
        if (result.ok) await openShared(result.solution);
        else context.setSession({ linkProblem: result.problem });
      }),
    forkShared: () =>
      void context.enqueue(async () => {
        const { session, document } = store.getState();
        const id = variantId(session.levelId ?? 'sandbox', session.seed);
        if (!session.shared) return;
        const open = await opening(id);
        if (!open) return;
        const own = await restore(context, id, open.level?.rev ?? 0);
        await show(open, own, undefined);
        // One edit on top of the player's own log: undo brings their own work back.
        const mine = store.getState().document.spec;
        const { edits } = await services.manifests.solutionOf({ level: id, rev: 0, start: mine, now: document.spec });
        await store.getState().actions.dispatchEditNow({ type: 'batch', edits }, 'edit.fork');
      }),
    makeLink: async () => {
      const { session, document } = store.getState();
      const level = session.levelId ?? 'sandbox';
      const rev = session.level?.rev ?? 0;
      const { start, spec: now } = document;
      const seed = session.seed === undefined ? {} : { seed: session.seed };
      const solution = await services.manifests.solutionOf({ level, rev, ...seed, start, now });
      const problem = await services.manifests.linkProblem(solution);
      if (problem) {
        context.notify('share.tooLarge');
        return undefined;
      }
      const page = services.address(level).replace(/#.*$/, '');
      const code = await services.manifests.encodeLink(solution);
      // Whoever opens a made level's solution needs the level itself.
      if (session.workshop?.kind !== 'made' || !session.level) return `${page}#s=${code}`;
      const whole = await madeLink(context, level);
      return whole === undefined ? undefined : `${page}#l=${whole}&s=${code}`;
    },
    viewSolution: async () => {
      const { session } = store.getState();
      // What is handed in is one's own.
      if (!session.level || session.challenge) return;
      const files = await services.levelFiles(session.level.id);
      const edits = files && (await services.manifests.solutionEdits(files, 'reference', session.seed));
      if (!edits) return;
      context.setSession({ solutionViewed: true });
      await toReference(context, edits);
      saveDocument(context);
    },
  };
}

/** Takes the document from wherever it is to start + `edits`, as one undoable edit. */
async function toReference(context: Context, edits: readonly Edit[]): Promise<void> {
  const { document } = context.store.getState();
  const { spec } = applyEdit(document.start, { type: 'batch', edits });
  const solution = await context.services.manifests.solutionOf({ level: 'solution', rev: 0, start: document.spec, now: spec });
  if (solution.edits.length === 0) return;
  await context.store.getState().actions.dispatchEdit({ type: 'batch', edits: solution.edits }, 'edit.solution');
}

async function restore(context: Context, id: string, rev: number): Promise<Restored> {
  const empty: Restored = { entries: [], applied: 0, drafts: {}, solutionViewed: false };
  const saved = await context.services.saves.read(documentKey(id));
  if (saved === undefined) return empty;
  const entries = isRecord(saved) ? await context.services.manifests.rebuildEntries(saved['entries']) : undefined;
  if (!isRecord(saved) || !entries) {
    // Kept under another key, so that nothing is lost even when it cannot be read.
    await context.services.saves.write(`${documentKey(id)}/unreadable`, saved);
    context.notify('save.unreadable');
    return empty;
  }
  if (saved['rev'] !== rev) context.notify('save.olderLevel');
  const applied = typeof saved['applied'] === 'number' ? saved['applied'] : entries.length;
  const drafts = isRecord(saved['drafts']) ? saved['drafts'] : {};
  const drill = readDrill(saved['drill']);
  return {
    entries,
    applied: Math.min(entries.length, Math.max(0, Math.trunc(applied))),
    drafts: Object.fromEntries(Object.entries(drafts).filter((pair): pair is [string, string] => typeof pair[1] === 'string')),
    solutionViewed: saved['solutionViewed'] === true,
    ...(saved['guessed'] === true ? { guessed: true } : {}),
    ...(drill ? { drill } : {}),
  };
}

function isReadOnly({ editable }: Level): boolean {
  return editable.objects.length === 0 && editable.network.length === 0;
}

/** What was found of a walk's end holds as long as that is its end. */
function verifiedOf(
  { verified }: NonNullable<SessionState['shared']>,
  same: boolean,
): Pick<NonNullable<SessionState['shared']>, 'verified'> {
  return same && verified !== undefined ? { verified } : {};
}
