// Hub: who looks at a room now, and what each is sent when it changes: patches from the version they have, in batches; a reader that does not keep up is
// sent the whole view when it has room again. Boards are worked out once for all seats.
import type { Actor } from '../../src/classroom/command.ts';
import type { RoomState } from '../../src/classroom/room.ts';
import { createViews, diffViews, type RoomPatch, type RoomView, type SeatRow } from '../../src/classroom/view.ts';
import type { LiveRoom } from '../rooms/room.ts';

/** What travels, one JSON text each. */
export type LiveMessage =
  | { readonly type: 'view'; readonly view: RoomView; readonly now: number }
  | { readonly type: 'patch'; readonly patch: RoomPatch; readonly now: number }
  | { readonly type: 'gone' };

export interface Reader {
  readonly actor: Actor;
  send(text: string): void;
  /** Bytes that wait to be taken. */
  waiting(): number;
  close(): void;
}

export interface Hub {
  /** Sends the whole view now, and every change from then on; answers how to stop. */
  add(room: LiveRoom, reader: Reader): () => void;
  readonly readers: () => number;
  close(): void;
}

interface Watched {
  readonly readers: Map<Reader, number>;
  /** As it was last sent: boards by role, own rows by seat. */
  last: Sent;
  timer: NodeJS.Timeout | undefined;
  readonly stop: () => void;
}

interface Sent {
  readonly state: RoomState;
  readonly boards: ReadonlyMap<string, RoomView>;
  readonly own: ReadonlyMap<number, string>;
}

/** A reader that has more than this waiting gets nothing until it caught up; with ten times as much it is let go. */
const MOST_WAITING = 256 * 1024;

export function createHub({ batchMs, now }: { readonly batchMs: number; readonly now: () => number }): Hub {
  const rooms = new Map<LiveRoom, Watched>();

  const flush = (room: LiveRoom, watched: Watched): void => {
    watched.timer = undefined;
    if (room.gone) {
      for (const reader of watched.readers.keys()) {
        reader.send(text({ type: 'gone' }));
        reader.close();
      }
      return;
    }
    const before = watched.last;
    const { state } = room;
    if (state.version === before.state.version) return;
    const views = createViews(state);
    const after = sentOf(state, views, watched.readers.keys());
    const patches = new Map<string, RoomPatch>();
    const boardPatch = (role: string): RoomPatch | undefined => {
      const [old, fresh] = [before.boards.get(role), after.boards.get(role)];
      if (!old || !fresh) return undefined;
      const known = patches.get(role) ?? diffViews(old, fresh);
      patches.set(role, known);
      return known;
    };
    for (const [reader, version] of watched.readers) {
      const { actor } = reader;
      if (actor.role === 'seat' && state.seats.get(actor.seat)?.standing === 'removed') {
        reader.send(text({ type: 'gone' }));
        reader.close();
        continue;
      }
      const waits = reader.waiting();
      if (waits > MOST_WAITING * 10) {
        reader.close();
        continue;
      }
      if (waits > MOST_WAITING) {
        // What it has stays; the next flush finds that its version is old.
        continue;
      }
      const shared = version === before.state.version ? boardPatch(actor.role) : undefined;
      const patch = shared && withOwn(shared, actor, { before, after });
      reader.send(patch ? text({ type: 'patch', patch, now: now() }) : text({ type: 'view', view: views.of(actor), now: now() }));
      watched.readers.set(reader, state.version);
    }
    watched.last = after;
  };

  const watch = (room: LiveRoom): Watched => {
    const known = rooms.get(room);
    if (known) return known;
    const hear = (): void => {
      if (watched.timer === undefined) watched.timer = setTimeout(() => flush(room, watched), batchMs);
    };
    const watched: Watched = {
      readers: new Map(),
      last: { state: room.state, boards: new Map(), own: new Map() },
      timer: undefined,
      stop: () => {
        room.hear.delete(hear);
        clearTimeout(watched.timer);
        rooms.delete(room);
      },
    };
    room.hear.add(hear);
    rooms.set(room, watched);
    return watched;
  };

  return {
    add: (room, reader) => {
      const watched = watch(room);
      reader.send(text({ type: 'view', view: createViews(room.state).of(reader.actor), now: now() }));
      watched.readers.set(reader, room.state.version);
      // The first of its kind: the next patch needs something to start from.
      if (watched.last.state.version === room.state.version)
        watched.last = merge(watched.last, sentOf(room.state, createViews(room.state), [reader]));
      return () => {
        watched.readers.delete(reader);
        if (watched.readers.size === 0) watched.stop();
      };
    },
    readers: () => [...rooms.values()].reduce((sum, { readers }) => sum + readers.size, 0),
    close: () => {
      for (const { readers, stop } of rooms.values()) {
        for (const reader of readers.keys()) reader.close();
        stop();
      }
    },
  };
}

function sentOf(state: RoomState, views: ReturnType<typeof createViews>, readers: Iterable<Reader>): Sent {
  const boards = new Map<string, RoomView>();
  const own = new Map<number, string>();
  for (const { actor } of readers) {
    if (!boards.has(actor.role)) boards.set(actor.role, actor.role === 'seat' ? views.board() : views.of(actor));
    if (actor.role === 'seat' && !own.has(actor.seat)) own.set(actor.seat, JSON.stringify(views.own(actor.seat) ?? null));
  }
  return { state, boards, own };
}

function merge(old: Sent, more: Sent): Sent {
  return { state: more.state, boards: new Map([...old.boards, ...more.boards]), own: new Map([...old.own, ...more.own]) };
}

/** The board's patch with the seat's own row in place of what others see of it. */
function withOwn(
  shared: RoomPatch,
  actor: Actor,
  { before, after }: { readonly before: Sent; readonly after: Sent },
): RoomPatch | undefined {
  if (actor.role !== 'seat') return shared;
  const [old, fresh] = [before.own.get(actor.seat), after.own.get(actor.seat)];
  // Not seen at the last flush: only a whole view is sure.
  if (old === undefined || fresh === undefined) return undefined;
  const key = String(actor.seat);
  const { [key]: _hidden, ...rows } = shared.rows;
  const gone = shared.gone.filter((seat) => seat !== key);
  const own = JSON.parse(fresh) as SeatRow | null;
  return { ...shared, rows: old === fresh || !own ? rows : { ...rows, [key]: own }, gone };
}

function text(message: LiveMessage): string {
  return JSON.stringify(message);
}
