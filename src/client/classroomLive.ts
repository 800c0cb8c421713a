// Live updates of a room, up and down a ladder: a fan-out engine where there is one, a socket, else a stream of events, else polls, so that a room works
// where a school's network lets only plain requests through. Versions are counted: whatever leaves a gap, or comes from before, makes the whole view be
// asked for.
import { applyPatch, keepOwn, type RoomPatch, type RoomView, type SeatRow, withOwn } from '../classroom/view.ts';
import { listenToFanout, type Ticket } from './fanoutRung.ts';
import { askRoom, type Ears, listenByPolls, listenBySocket, listenByStream, lookAgain } from './rungs.ts';

export type Rung = 'socket' | 'stream' | 'poll';

export type Frame =
  | { readonly type: 'view'; readonly view: RoomView }
  | { readonly type: 'patch'; readonly patch: RoomPatch }
  | { readonly type: 'own'; readonly version: number; readonly row: SeatRow }
  | { readonly type: 'bye'; readonly code: string };

export interface LiveParts {
  /** `https://school.example/api/rooms/CODE`. */
  readonly room: string;
  readonly key: string;
  readonly fetch: typeof fetch;
  readonly socket: ((url: string) => WebSocket) | undefined;
  readonly onView: (view: RoomView) => void;
  /** `lost`: nobody answers at the moment. */
  readonly onState: (state: Rung | 'lost') => void;
  /** Removed, deleted, or a key that fits nothing: for good. */
  readonly onEnd: (code: string) => void;
  readonly random?: () => number;
  /** Milliseconds until a rung that says nothing is given up, and the longest pause between two tries. */
  readonly patience?: number;
  readonly longest?: number;
  /** Milliseconds of silence on a line that once spoke: the server says something every 15 s on a stream. */
  readonly silence?: number;
}

const RUNGS: readonly ('fanout' | Rung)[] = ['fanout', 'socket', 'stream', 'poll'];
/** After a restart of the server everybody tries again: the socket says so, and it is no end. */
const ENDS = new Set(['removed', 'deleted', 'noKey', 'noSuchRoom', 'notAllowed']);

/** Begins at once; answers how to stop. */
export function watchRoom(parts: LiveParts): () => void {
  const { random = Math.random, patience = 5000, longest = 30_000, silence = 45_000 } = parts;
  const stopping = new AbortController();
  let view: RoomView | undefined;
  /** Version of the own row, where it comes by itself. */
  let ownAt = 0;
  let asking: Promise<void> | undefined;

  const end = (code: string): void => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    parts.onEnd(code);
  };
  const refuse = async (response: Response): Promise<void> => {
    const { code } = (await response.json().catch(() => ({ code: '' }))) as { readonly code: string };
    if (ENDS.has(code)) end(code);
  };
  const show = (next: RoomView): void => {
    if (view && next.version <= view.version) return;
    view = next;
    ownAt = Math.max(ownAt, next.version);
    parts.onView(next);
  };
  const askWhole = async (): Promise<void> => {
    const response = await askRoom(ears, '/view', patience * 2);
    if (response?.ok) show(((await response.json()) as { readonly view: RoomView }).view);
    else if (response) await refuse(response);
  };
  /** One question at a time, and not everybody's in the same moment. */
  const askSoon = (): Promise<void> =>
    (asking ??= new Promise((resolve) => setTimeout(resolve, random() * Math.min(500, longest)))
      .then(askWhole)
      .catch(() => undefined)
      .finally(() => (asking = undefined)));
  const take = (frame: Frame): boolean => {
    if (frame.type === 'bye') {
      if (ENDS.has(frame.code)) end(frame.code);
      return false;
    }
    if (frame.type === 'view') show(frame.view);
    else if (frame.type === 'patch') {
      const next = view && applyPatch(view, frame.patch);
      if (next) show(next);
      else void askWhole().catch(() => undefined);
    }
    return true;
  };
  const takePushed = (frame: Frame, seat: number | undefined): boolean => {
    if (frame.type === 'own') {
      if (!view || frame.version <= ownAt) return true;
      const before = view.rows[String(frame.row.seat)]?.standing;
      ownAt = frame.version;
      view = withOwn(view, frame.row);
      parts.onView(view);
      // Let in, or sent to wait: what it may hear is another thing now.
      return before === frame.row.standing;
    }
    if (frame.type !== 'patch') return take(frame);
    const next = view && applyPatch(view, keepOwn(frame.patch, seat));
    if (!next) void askSoon();
    else if (next.version > (view?.version ?? 0)) {
      view = next;
      parts.onView(next);
    }
    return true;
  };

  const { room, key, fetch: send, onState } = parts;
  const ears: Ears = {
    room,
    key,
    fetch: send,
    stopping: stopping.signal,
    patience,
    silence,
    version: () => view?.version,
    hear: onState,
    take,
    refuse,
  };

  /** Each answers whether it heard anything, when it is over. */
  const climb: Readonly<Record<'fanout' | Rung, () => Promise<boolean>>> = {
    fanout: async () => {
      if (!parts.socket) return false;
      const response = await askRoom(ears, '/ticket', patience);
      if (response?.status !== 200) {
        if (response && !response.ok) await refuse(response);
        return false;
      }
      const ticket = (await response.json().catch(() => undefined)) as Ticket | undefined;
      if (ticket === undefined || stopping.signal.aborted) return false;
      // Where nobody keeps count of who listens, the room is asked now and then whether a last word went missing.
      const look = setInterval(() => void lookAgain(ears), silence * (1 + random() / 2));
      const heard = await listenToFanout({
        ticket,
        room,
        socket: parts.socket,
        stopping: stopping.signal,
        patience,
        onConnect: () => void askSoon().then(() => onState('socket')),
        onFrame: (frame) => takePushed(frame, ticket.seat),
      });
      clearInterval(look);
      return heard;
    },
    socket: () => (parts.socket ? listenBySocket(ears, parts.socket) : Promise.resolve(false)),
    stream: () => listenByStream(ears),
    poll: () => listenByPolls(ears),
  };

  void (async () => {
    let rung = 0;
    let tries = 0;
    while (!stopping.signal.aborted) {
      const heard = await climb[RUNGS[rung] ?? 'poll']();
      if (stopping.signal.aborted) return;
      onState('lost');
      // Heard and lost: the same rung again. Never heard: one lower, and from the last to the first, as networks change.
      if (heard) tries = 0;
      else {
        rung = (rung + 1) % RUNGS.length;
        if (rung !== 0) continue;
        tries++;
      }
      const pause = random() * Math.min(longest, 500 * 2 ** (tries + 1));
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  })();
  return () => stopping.abort();
}
