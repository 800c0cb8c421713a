// The desk of paper mode: a store of its own beside the game's, with the teacher's actions and the student's. Solutions are judged in the workshop's worker,
// one level at a time, so that a drop of thirty shows how far it is and can be stopped.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppStore } from '../context.ts';
import type { ManifestClient, Remote, SaveBox } from '../services.ts';
import { KEYS, readDraft, readIndex } from './paperSaves.ts';
import { EMPTY_DRAFT, type PaperApi, type PaperState } from './paperTypes.ts';
import { createSeatActions, type SeatActions } from './seatActions.ts';
import { createTeacherActions, type TeacherActions } from './teacherActions.ts';

export interface PaperParts {
  readonly app: AppStore;
  readonly worker: Remote<PaperApi>;
  readonly manifests: Pick<ManifestClient, 'readLevel' | 'rebuildEntries' | 'solutionOf'>;
  readonly saves: SaveBox;
  levelFiles(id: string): Promise<Readonly<Record<string, string>> | undefined>;
  /** Revision of each level that there is. */
  readonly revs: ReadonlyMap<string, number>;
  /** Absolute address of a page of the game (client/router.ts). */
  address(page: string): string;
  now(): number;
  /** A fair draw from 0 to 2^32 - 1. */
  draw(): number;
  /** Tells the page around this one, where a learning platform has put the game into one of its own (scorm/sco.js). */
  readonly report?: (told: SeatReport) => void;
  /** Saves the open level's work now. */
  readonly flush?: () => Promise<void>;
}

/** What a learning platform keeps of a seat: a score that it may believe, and the code that proves it. */
export interface SeatReport {
  readonly points: number;
  readonly most: number;
  readonly done: boolean;
  /** `r=1.…`; empty where it is too long for a link. */
  readonly result: string;
}

export interface PaperContext extends PaperParts {
  readonly store: StoreApi<PaperState>;
  readonly set: (part: { readonly [K in keyof PaperState]?: PaperState[K] | undefined }) => void;
  /** Says so when the browser did not keep it. */
  readonly keep: (key: string, value: unknown) => Promise<void>;
}

export interface PaperDesk extends TeacherActions, SeatActions {
  readonly store: StoreApi<PaperState>;
  /** `class`, `class/t/<id>`, `class/c/<code>`, `class/c/<code>/<level>`, `class/r/<code>`. */
  openRoute(route: string): Promise<void>;
}

export function createPaperDesk(parts: PaperParts): PaperDesk {
  const store = createStore<PaperState>(() => ({ side: 'teacher', kept: [], draft: EMPTY_DRAFT }));
  const set: PaperContext['set'] = (part) =>
    store.setState((state) => {
      const next: Partial<Record<keyof PaperState, unknown>> = { ...state, ...part };
      for (const key of Object.keys(part) as (keyof PaperState)[]) if (next[key] === undefined) delete next[key];
      return next as unknown as PaperState;
    }, true);
  const context: PaperContext = {
    ...parts,
    store,
    set,
    keep: async (key, value) => {
      if (!(await parts.saves.write(key, value))) set({ unsaved: true });
    },
  };
  const teacher = createTeacherActions(context);
  const seat = createSeatActions(context);
  const { actions } = parts.app.getState();
  let begun: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    begun ??= Promise.all([parts.saves.read(KEYS.draft), parts.saves.read(KEYS.index)]).then(([draft, index]) =>
      set({ draft: readDraft(draft), kept: readIndex(index) }),
    );
    return begun;
  };
  return {
    ...teacher,
    ...seat,
    store,
    openRoute: async (route) => {
      const [, letter, rest = '', level] = route.split('/');
      await begin();
      set({ problem: undefined, stray: undefined });
      if (letter === 'c') {
        await seat.takeSeat(rest);
        if (level === undefined) actions.openPaper();
        else if (!(await seat.play(level))) actions.openPaper();
        return;
      }
      set({ side: 'teacher' });
      if (letter === 't') await teacher.openChallenge(rest);
      else if (letter === 'r') await teacher.takeStray(rest);
      else set({ open: undefined });
      actions.openPaper();
    },
  };
}
