// What every group of actions shares: the store, the services, and three small writers. One place decides how state is copied.
import type { StoreApi } from 'zustand/vanilla';
import { EMPTY_SPEC } from '../engine/model/spec.ts';
import type { Services } from './services.ts';
import type { Actions, AppState, DocumentState, ResultsState, SessionState } from './state.ts';

export type StoreState = AppState & { readonly actions: Actions };
export type AppStore = StoreApi<StoreState>;

export interface Context {
  readonly store: AppStore;
  readonly services: Services;
  /** Runs one after another: edits, undo and loads never overlap. */
  enqueue<T>(work: () => Promise<T>): Promise<T>;
  setDocument(part: Partial<DocumentState>): void;
  setSession(part: { readonly [K in keyof SessionState]?: SessionState[K] | undefined }): void;
  setResults(part: { readonly [K in keyof ResultsState]?: ResultsState[K] | undefined }): void;
  notify(code: string, params?: Readonly<Record<string, string | number>>): void;
}

export const FIRST_DOCUMENT: DocumentState = {
  spec: EMPTY_SPEC,
  start: EMPTY_SPEC,
  revision: 0,
  log: [],
  applied: 0,
};

export const FIRST_SESSION: SessionState = {
  screen: 'start',
  selection: undefined,
  projection: 'iso',
  turn: 0,
  theme: 'system',
  words: 'office',
  locale: 'en',
  colours: 'house',
  contrast: 'normal',
  sound: false,
  boardHidden: false,
  traffic: false,
  tabs: { bench: 'yaml', bottom: 'trace' },
  terminal: { entries: [], prompt: 'you@desk:~$ ', busy: false, history: [] },
  benchWide: false,
  overlay: 'none',
  drafts: {},
  problems: [],
  hintRung: 0,
  solutionViewed: false,
  insets: { top: 0, right: 0, bottom: 0, left: 0 },
};

/** Copies `part` over `state`; a key given as undefined is removed, so optional fields stay truly absent. */
function merge<T extends object>(state: T, part: object): T {
  const next = { ...state, ...part };
  for (const key of Object.keys(part) as (keyof T)[]) {
    if (next[key] === undefined && key !== ('selection' as keyof T)) delete next[key];
  }
  return next;
}

export function createContext(store: AppStore, services: Services): Context {
  let tail: Promise<unknown> = Promise.resolve();
  const setSession: Context['setSession'] = (part) => store.setState((state) => ({ session: merge(state.session, part) }));
  return {
    store,
    services,
    enqueue: (work) => {
      const run = tail.then(work, work);
      tail = run.catch(() => undefined);
      return run;
    },
    setDocument: (part) => store.setState((state) => ({ document: merge(state.document, part) })),
    setSession,
    setResults: (part) => store.setState((state) => ({ results: merge(state.results, part) })),
    notify: (code, params = {}) => setSession({ notice: { code, params, at: services.now() } }),
  };
}
