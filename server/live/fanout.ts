// Fanout: where browsers listen when this process does not hold their connections. A room says once what changed, for the class, the teacher, the projector
// and each seat whose own row moved; who is told, is the engine's business. What goes missing is noticed by its numbers and asked for whole.
import type { Actor } from '../../src/classroom/command.ts';
import type { RoomState } from '../../src/classroom/room.ts';
import {
  diffViews,
  type RoomPatch,
  type RoomView,
  type SeatRow,
  type SeatViews,
  viewRoom,
  viewSeats,
} from '../../src/classroom/view.ts';

export type PushedFrame =
  | { readonly type: 'patch'; readonly patch: RoomPatch }
  /** A seat's own row, whole: what the class is not shown of it. */
  | { readonly type: 'own'; readonly version: number; readonly row: SeatRow }
  | { readonly type: 'bye'; readonly code: string };

/** One place of a room where somebody listens. */
export type Channel = 'class' | 'host' | 'projector' | `seat.${number}`;

export interface Message {
  readonly room: string;
  readonly channel: Channel;
  readonly frame: PushedFrame;
}

export interface Ticket {
  /** Address of the engine's socket, as the page sees it: absolute, or a path of the game's own. */
  readonly socket: string;
  readonly token: string;
  /** Whose own row comes by itself, and patches do not touch. */
  readonly seat?: number;
}

export interface Fanout {
  ticket(room: string, channels: readonly Channel[], actor: Actor): Ticket;
  /** In order; comes back at once. */
  publish(messages: readonly Message[]): void;
  /** Ends what a seat holds open. */
  part(room: string, seat: number): void;
  close(): Promise<void>;
}

/** Where these eyes may listen: who is not let in yet hears of itself alone. */
export function channelsOf(state: RoomState, actor: Actor): readonly Channel[] {
  if (actor.role === 'host' || actor.role === 'projector') return [actor.role];
  if (actor.role !== 'seat') return [];
  return state.seats.get(actor.seat)?.standing === 'in' ? ['class', `seat.${actor.seat}`] : [`seat.${actor.seat}`];
}

export interface Publisher {
  /** What this process wrote, and nothing else: whoever writes, tells. */
  written(before: RoomState, after: RoomState): void;
  bye(code: string): void;
}

export function createPublisher(room: string, fanout: Fanout, batchMs: number): Publisher {
  let owed: { readonly before: RoomState; readonly after: RoomState } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shared: { readonly state: RoomState; readonly views: SeatViews } | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (!owed) return;
    const { before, after } = owed;
    owed = undefined;
    const was = shared?.state === before ? shared.views : viewSeats(before);
    const now = viewSeats(after, was);
    shared = { state: after, views: now };
    const board = (state: RoomState, { meta, rows }: SeatViews): RoomView => ({ version: state.version, meta, rows });
    const tell = (channel: Channel, frame: PushedFrame): Message => ({ room, channel, frame });
    const patch = (role: 'host' | 'projector'): Message =>
      tell(role, { type: 'patch', patch: diffViews(viewRoom(before, { role }), viewRoom(after, { role })) });
    fanout.publish([
      tell('class', { type: 'patch', patch: diffViews(board(before, was), board(after, now)) }),
      patch('host'),
      patch('projector'),
      ...ownRows(was, now, after).map(({ seat, row }) => tell(`seat.${seat}`, { type: 'own', version: after.version, row })),
      ...removed(before, after).map((seat) => tell(`seat.${seat}`, { type: 'bye', code: 'removed' })),
    ]);
    for (const seat of removed(before, after)) fanout.part(room, seat);
  };

  return {
    written: (before, after) => {
      // Somebody else wrote between: two stretches, each told by who wrote it.
      if (owed && owed.after.version !== before.version) flush();
      owed = { before: owed?.before ?? before, after };
      timer ??= setTimeout(flush, batchMs);
    },
    bye: (code) => {
      flush();
      const channels: readonly Channel[] = ['class', 'host', 'projector'];
      fanout.publish(channels.map((channel) => ({ room, channel, frame: { type: 'bye', code } })));
    },
  };
}

function ownRows(was: SeatViews, now: SeatViews, after: RoomState): readonly { readonly seat: number; readonly row: SeatRow }[] {
  return [...after.seats.values()].flatMap(({ seat, standing }) => {
    if (standing === 'removed') return [];
    const row = now.viewOf(seat).rows[String(seat)];
    const old = was.viewOf(seat).rows[String(seat)];
    return row && JSON.stringify(row) !== JSON.stringify(old) ? [{ seat, row }] : [];
  });
}

function removed(before: RoomState, after: RoomState): readonly number[] {
  return [...after.seats.values()]
    .filter(({ seat, standing }) => standing === 'removed' && before.seats.get(seat)?.standing !== 'removed')
    .map(({ seat }) => seat);
}
