// How panels reach the store, the words and the links: one context, three hooks. Panels never hold state that belongs to the store.
import { createContext } from 'preact';
import { useContext, useSyncExternalStore } from 'preact/compat';
import type { CompletionField } from '../manifest/fields.ts';
import type { FormattedText } from '../manifest/formatText.ts';
import type { CodexDesk } from '../store/codexDesk.ts';
import type { LiveDesk } from '../store/live/liveDesk.ts';
import type { LiveState } from '../store/live/liveTypes.ts';
import type { PaperDesk } from '../store/paper/paperDesk.ts';
import type { PaperState } from '../store/paper/paperTypes.ts';
import type { AppStore, StoreState } from '../store/context.ts';
import type { Actions } from '../store/state.ts';
import type { LevelCard } from '../levels/level.ts';
import type { ArchiveResult } from '../share/archive.ts';
import { say } from '../words/say.ts';

export interface UiEnvironment {
  readonly store: AppStore;
  readonly cards: readonly LevelCard[];
  /** The same cards with the titles of another language; absent where there is one language only. */
  readonly cardsIn?: (locale: string) => readonly LevelCard[];
  /** Address of a level or the sandbox, for real links that also work with the middle mouse button. */
  readonly address: (levelId: string) => string;
  /** Goes there without leaving the page. */
  readonly navigate: (levelId: string | undefined) => void;
  /** Puts a board into `parent` that shows this store's world or another's; answers its handle, or a reason why there is none. */
  readonly mountBoard: (parent: HTMLElement, world?: AppStore) => Promise<BoardHandle | { readonly failed: string }>;
  /** Fields and values for the editor's completion and its help. */
  readonly fieldsOf: (kind: string, path: readonly string[]) => Promise<readonly CompletionField[]>;
  /** The text laid out anew, meaning and comments kept; `left`: where a document had to stay as it is. */
  readonly formatText: (text: string) => Promise<FormattedText>;
  readonly writeObject: (key: string) => Promise<string>;
  /** Several objects as documents of one text, as they are or as they were at the start; those that are not there are left out. */
  readonly writeObjects: (keys: readonly string[], when: 'now' | 'start') => Promise<string>;
  readonly writeWorld: () => Promise<string>;
  /** The manifests in a zip. */
  readonly unpack: (bytes: Uint8Array) => Promise<ArchiveResult>;
  /** A newer game that is ready, and how to take it; absent where nothing is kept for later. */
  readonly updates?: {
    readonly waiting: () => boolean;
    readonly subscribe: (listener: () => void) => () => void;
    readonly take: () => void;
  };
  /** The codex; absent where there is none. */
  readonly codex?: CodexDesk;
  /** Challenges on paper; absent where there are none. */
  readonly paper?: PaperDesk | undefined;
  /** Live rooms; absent until a page of them is opened. */
  readonly live?: LiveDesk | undefined;
  /** What the rules say that steps cite, by id. */
  readonly rules?: () => Promise<Readonly<Record<string, string>>>;
  /** Line and column of a path (`Service/shop/web: spec.ports`) in a text. */
  readonly locate: (text: string, path: string) => Promise<{ readonly line: number; readonly column: number } | undefined>;
}

export interface BoardHandle {
  readonly remove: () => void;
  readonly command: (command: 'zoomIn' | 'zoomOut' | 'frame' | 'frameSelection') => void;
  /** What is seen now, as a PNG. */
  readonly picture: () => Promise<Blob | undefined>;
  /** Which colour and pattern stands for which namespace. */
  readonly departments: () => readonly { readonly namespace: string; readonly colour: string; readonly pattern: string }[];
  /** The whole plan as an SVG document. */
  readonly planSvg: () => string;
}

export const Environment = createContext<UiEnvironment | undefined>(undefined);

export function useEnvironment(): UiEnvironment {
  const environment = useContext(Environment);
  if (!environment) throw new Error('no environment');
  return environment;
}

/** Reads a part of the state; the component is drawn again only when that part changes (compared by identity). */
export function useApp<T>(select: (state: StoreState) => T): T {
  const { store } = useEnvironment();
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}

/** The desk of paper mode and a part of its state. */
export function usePaper<T>(select: (state: PaperState) => T): T {
  const { paper } = useEnvironment();
  if (!paper) throw new Error('no paper');
  return useSyncExternalStore(paper.store.subscribe, () => select(paper.store.getState()));
}

export function usePaperDesk(): PaperDesk {
  const { paper } = useEnvironment();
  if (!paper) throw new Error('no paper');
  return paper;
}

/** The desk of live rooms and a part of its state. */
export function useLive<T>(select: (state: LiveState) => T): T {
  const { store } = useLiveDesk();
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}

export function useLiveDesk(): LiveDesk {
  const { live } = useEnvironment();
  if (!live) throw new Error('no live rooms');
  return live;
}

export function useActions(): Actions {
  return useEnvironment().store.getState().actions;
}

export type Params = Readonly<Record<string, string | number>>;

/** The sentence of a key, in the player's choice of office or network words. */
export function useWords(): (key: string, params?: Params) => string {
  const words = useApp((state) => state.session.words);
  const locale = useApp((state) => state.session.locale);
  return (key, params = {}) => say(key, params, { words, locale });
}

/** The same in network words always: what tools print. */
export function useNetworkWords(): (key: string, params?: Params) => string {
  const locale = useApp((state) => state.session.locale);
  return (key, params = {}) => say(key, params, { words: 'network', locale });
}

/** The levels' cards in the player's language. */
export function useCards(): readonly LevelCard[] {
  const { cards, cardsIn } = useEnvironment();
  const locale = useApp((state) => state.session.locale);
  return cardsIn?.(locale) ?? cards;
}
