// Opening made levels and files, writing a solution as a file, and walking through an opened solution move by move. Own work is never overwritten.
import { applyEdit } from '../engine/edit/edit.ts';
import { variantId } from '../levels/variant/variantId.ts';
import type { Context } from './context.ts';
import { compileAt } from './documentActions.ts';
import { refreshResults } from './judging.ts';
import type { OpenActions } from './openActions.ts';
import { saveNow } from './saving.ts';
import { keepLevel, listKept } from './workshopLevels.ts';
import type { WorkshopActions } from './workshopTypes.ts';

type OpeningActions = Pick<WorkshopActions, 'openLevelLink' | 'openFile' | 'solutionFile' | 'replayTo'>;

export function createOpeningActions(
  context: Context,
  open: Pick<OpenActions, 'openLevel' | 'openLink' | 'openSolution'>,
): OpeningActions {
  const { store, services } = context;
  return {
    openLevelLink: async (fragment) => {
      const read = await services.workshop?.decodeLevel(fragment);
      if (!read) return;
      if (!read.ok) {
        context.setSession({ linkProblem: read.problem });
        return;
      }
      await keepLevel(context, read.made, read.id);
      const solution = /&s=(.+)$/s.exec(fragment)?.[1];
      if (solution === undefined) await open.openLevel(read.id);
      else await open.openLink(solution);
    },
    openFile: async (text) => {
      const solution = await services.manifests.readSolutionFile(text);
      if (solution.ok) {
        await saveNow(context);
        await open.openSolution(solution.solution);
        return variantId(solution.solution.level, solution.solution.seed);
      }
      if (solution.problem.code !== 'notALink') {
        context.setSession({ linkProblem: solution.problem });
        return undefined;
      }
      const read = await services.workshop?.readMade(text);
      if (!services.workshop || !read) return undefined;
      if (!read.ok) {
        context.notify(`made.file.${read.code}`, { where: read.where });
        return undefined;
      }
      const id = await services.workshop.idOf(read.made);
      await keepLevel(context, read.made, id);
      await open.openLevel(id);
      return id;
    },
    solutionFile: async () => {
      const { session, document } = store.getState();
      const level = session.levelId ?? 'sandbox';
      const rev = session.level?.rev ?? 0;
      const { start, spec: now } = document;
      const seed = session.seed === undefined ? {} : { seed: session.seed };
      const solution = await services.manifests.solutionOf({ level, rev, ...seed, start, now });
      return services.manifests.writeSolutionFile(solution);
    },
    replayTo: (position) =>
      void context.enqueue(async () => {
        const { document, session } = store.getState();
        const applied = Math.min(document.log.length, Math.max(0, Math.trunc(position)));
        if (!session.shared || applied === document.applied) return;
        const between =
          applied < document.applied
            ? document.log
                .slice(applied, document.applied)
                .reverse()
                .map(({ inverse }) => inverse)
            : document.log.slice(document.applied, applied).map(({ edit }) => edit);
        const edit = { type: 'batch', edits: between } as const;
        const { spec } = applyEdit(document.spec, edit);
        const revision = document.revision + 1;
        const compiled = await compileAt(context, edit, revision, spec);
        context.setDocument({ spec, revision, applied });
        context.setResults({ compiled, revision });
        await refreshResults(context);
      }),
  };
}

/** The levels kept in this browser, for the start page; read when the store begins. */
export function watchKept(context: Context): void {
  void listKept(context).then((kept) => {
    if (kept.length > 0) context.setSession({ kept });
  });
}
