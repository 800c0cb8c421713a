// Hub: everybody who watches one room. Changes are gathered for a moment, then each pair of eyes gets the difference to what it saw last; who reads too
// slowly gets nothing more until it has caught up, and then a whole view.
import type { Actor } from '../../src/classroom/command.ts';
import { diffViews, type RoomPatch, type RoomView, type SeatViews, viewRoom, viewSeats } from '../../src/classroom/view.ts';
import type { RoomState } from '../../src/classroom/room.ts';
import type { LiveRoom } from '../room/liveRoom.ts';

export type Frame =
  | { readonly type: 'view'; readonly view: RoomView }
  | { readonly type: 'patch'; readonly patch: RoomPatch }
  | { readonly type: 'bye'; readonly code: string };

export interface Watcher {
  readonly actor: Actor;
  /** Version it has seen; undefined: nothing yet. */
  version: number | undefined;
  /** Whether it takes more at the moment. */
  ready(): boolean;
  send(text: string): void;
  close(code: string): void;
}

export interface Hub {
  changed(): void;
  /** Answers how to leave. What it is owed goes out at once. */
  join(watcher: Watcher): () => void;
  /** It has caught up: what it missed goes out as one view. */
  caughtUp(watcher: Watcher): void;
  size(): number;
  closeAll(code: string): void;
}

export function createHub(room: LiveRoom, batchMs: number): Hub {
  const watchers = new Set<Watcher>();
  /** What everybody in step saw at the last flush, per pair of eyes. */
  let last = new Map<string, RoomView>();
  let shared: SeatViews | undefined;
  let seen: RoomState | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = (): void => {
    timer = undefined;
    const state = room.state();
    const views = new Map<string, RoomView>();
    // Seats that tell how far they have come are of interest to the host and themselves: a class of three hundred is not told of each.
    const before = seen;
    const isQuiet = before !== undefined && before.version >= state.spoken;
    const inClass = isQuiet ? undefined : viewSeats(state, shared);
    shared = inClass ?? shared;
    seen = state;
    const hasNews = ({ actor, version }: Watcher): boolean =>
      !isQuiet ||
      version === undefined ||
      version < state.spoken ||
      actor.role === 'host' ||
      (actor.role === 'seat' && before.seats.get(actor.seat) !== state.seats.get(actor.seat));
    const texts = new Map<string, string>();
    for (const watcher of watchers) {
      const { actor } = watcher;
      if (actor.role === 'seat' && state.seats.get(actor.seat)?.standing === 'removed') {
        part(watcher, 'removed');
        continue;
      }
      const name = nameOf(actor);
      const known = last.get(name);
      if (!hasNews(watcher)) {
        if (known && !views.has(name)) views.set(name, known);
        continue;
      }
      let view = views.get(name);
      if (view?.version !== state.version) {
        view = actor.role === 'seat' && inClass ? inClass.viewOf(actor.seat) : viewRoom(state, actor);
        views.set(name, view);
      }
      if (!watcher.ready() || watcher.version === state.version) continue;
      const inStep = known !== undefined && known.version === watcher.version;
      const key = `${name} ${inStep}`;
      let text = texts.get(key);
      if (text === undefined) {
        text = write(inStep ? { type: 'patch', patch: diffViews(known, view) } : { type: 'view', view });
        texts.set(key, text);
      }
      watcher.version = state.version;
      watcher.send(text);
    }
    last = views;
  };

  const sendView = (watcher: Watcher): void => {
    const state = room.state();
    if (watcher.version === state.version || !watcher.ready()) return;
    watcher.version = state.version;
    const view = viewRoom(state, watcher.actor);
    if (!last.has(nameOf(watcher.actor))) last.set(nameOf(watcher.actor), view);
    watcher.send(write({ type: 'view', view }));
  };

  const part = (watcher: Watcher, code: string): void => {
    watchers.delete(watcher);
    watcher.send(write({ type: 'bye', code }));
    watcher.close(code);
  };

  return {
    changed: () => {
      timer ??= setTimeout(flush, batchMs);
    },
    join: (watcher) => {
      watchers.add(watcher);
      sendView(watcher);
      return () => watchers.delete(watcher);
    },
    caughtUp: sendView,
    size: () => watchers.size,
    closeAll: (code) => {
      clearTimeout(timer);
      for (const watcher of watchers) part(watcher, code);
    },
  };
}

function nameOf(actor: Actor): string {
  return actor.role === 'seat' ? `seat ${actor.seat}` : actor.role;
}

function write(frame: Frame): string {
  return JSON.stringify(frame);
}
