// The desk of live rooms: one store for a teacher's room, a student's seat and a projector. Keys stay in this browser; a page that comes back finds its place.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppStore } from '../context.ts';
import type { ManifestClient, SaveBox } from '../services.ts';
import { createHostActions, type HostActions, WATCH } from './hostActions.ts';
import { LIVE_KEYS, readRooms } from './liveSaves.ts';
import type { LiveState, RoomKeys, Rooms } from './liveTypes.ts';
import { createPupilActions, type PupilActions } from './pupilActions.ts';
import { createRehearsal, type RehearsalActions } from './rehearsal.ts';
import { type CardActions, createCardActions } from './seatCards.ts';

export interface LiveParts {
  readonly app: AppStore;
  readonly rooms: Rooms;
  readonly manifests: Pick<ManifestClient, 'solutionOf' | 'encodeLink' | 'decodeLink' | 'readLevel' | 'solutionEdits'>;
  readonly saves: SaveBox;
  readonly levelFiles: (id: string) => Promise<Readonly<Record<string, string>> | undefined>;
  /** How long a rehearsal's seats think, and how long after a change a student's work is shown, in milliseconds; absent: as long as people take. */
  readonly pace?: number;
  /** Absolute address of a page of the game. */
  address(page: string): string;
}

export interface LiveContext extends LiveParts {
  readonly store: StoreApi<LiveState>;
  readonly set: (part: { readonly [K in keyof LiveState]?: LiveState[K] | undefined }) => void;
  /** Follows a room until another is followed. */
  readonly follow: (keys: RoomKeys) => void;
  readonly unfollow: () => void;
}

export interface LiveDesk extends HostActions, PupilActions, RehearsalActions, CardActions {
  readonly store: StoreApi<LiveState>;
  /** `class/h/<code>`, `class/j`, `class/j/<code>` (either with keys behind the code, from another device), `class/j/<code>/<level>`, `class/show/<code>.<key>`; `class/h/<code>.w<seat>/<level>` watches, `class/h/<code>.cards` prints seat cards. */
  openRoute(route: string): Promise<void>;
  askServer(): Promise<void>;
  /** The server's clock, in milliseconds. */
  now(): number;
}

export const CARDS = 'cards';
const WATCHED = new RegExp(`^${WATCH}(\\d{1,6})$`);

export function createLiveDesk(parts: LiveParts): LiveDesk {
  const store = createStore<LiveState>(() => ({ side: 'join', rooms: [], handed: {}, waiting: 0 }));
  const set: LiveContext['set'] = (part) =>
    store.setState((state) => {
      const next: Partial<Record<keyof LiveState, unknown>> = { ...state, ...part };
      for (const key of Object.keys(part) as (keyof LiveState)[]) if (next[key] === undefined) delete next[key];
      return next as unknown as LiveState;
    }, true);
  let followed = '';
  let stop: (() => void) | undefined;
  const unfollow = (): void => {
    stop?.();
    stop = undefined;
    followed = '';
  };
  const context: LiveContext = {
    ...parts,
    store,
    set,
    unfollow,
    follow: (keys) => {
      const name = `${keys.code}/${keys.key}`;
      if (name === followed) return;
      unfollow();
      followed = name;
      set({ view: undefined, line: undefined, over: undefined, look: undefined });
      // What a line says after another room was opened is nobody's business any more.
      const mine = (): boolean => followed === name;
      stop = parts.rooms.watch(keys, {
        onView: (view) => mine() && set({ view }),
        onState: (line) => mine() && set({ line }),
        onEnd: (over) => mine() && set({ over }),
      });
    },
  };
  const host = createHostActions(context);
  const pupil = createPupilActions(context);
  const { actions } = parts.app.getState();
  let begun: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    begun ??= parts.saves.read(LIVE_KEYS.rooms).then((rooms) => set({ rooms: readRooms(rooms) }));
    return begun;
  };
  return {
    ...host,
    ...pupil,
    ...createRehearsal(context),
    ...createCardActions(context),
    store,
    now: () => parts.rooms.now(),
    askServer: async () => {
      await begin();
      if (store.getState().served === undefined) set({ served: await parts.rooms.isServed() });
    },
    openRoute: async (route) => {
      const [, letter, rest = '', level] = route.split('/');
      await begin();
      set({ no: undefined });
      const [code = '', key = '', second] = rest.split('.');
      if (letter === 'h') {
        await host.enterRoom(code, key, second);
        if (key === CARDS) set({ side: 'cards', cards: undefined });
        const seat = WATCHED.exec(key)?.[1];
        if (seat !== undefined && level !== undefined && (await host.watch(Number(seat), level))) return;
      } else if (letter === 'show') {
        set({ side: 'show', code });
        context.follow({ code, key });
      } else {
        await pupil.enter(code, key);
        if (level !== undefined && (await pupil.play(level))) return;
      }
      actions.openPaper('live');
    },
  };
}
