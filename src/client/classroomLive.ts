// Live updates of a room, up and down a ladder: a fan-out engine where there is one, a socket, else a stream of events, else polls, so that a room works where a school's network lets only plain
// requests through. Versions are counted: whatever leaves a gap, or comes from before, makes the whole view be asked for.
import { applyPatch, keepOwn, type RoomPatch, type RoomView, type SeatRow, withOwn } from '../classroom/view.ts';
import { listenToFanout, type Ticket } from './fanoutRung.ts';

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
}

const RUNGS: readonly ('fanout' | Rung)[] = ['fanout', 'socket', 'stream', 'poll'];
const POLL_MS = 20_000;
/** Where nobody keeps count of who listens, the room is asked now and then whether a last word went missing. */
const LOOK_MS = 60_000;
/** After a restart of the server everybody tries again: the socket says so, and it is no end. */
const ENDS = new Set(['removed', 'deleted', 'noKey', 'noSuchRoom', 'notAllowed']);

/** Begins at once; answers how to stop. */
export function watchRoom(parts: LiveParts): () => void {
  const { random = Math.random, patience = 5000, longest = 30_000 } = parts;
  const headers = { Authorization: `Bearer ${parts.key}` };
  const stopping = new AbortController();
  let view: RoomView | undefined;
  /** Version of the own row, where it comes by itself. */
  let ownAt = 0;
  let asking: Promise<void> | undefined;
  let stopped = false;

  const stop = (): void => {
    stopped = true;
    stopping.abort();
  };
  const show = (next: RoomView): void => {
    if (view && next.version <= view.version) return;
    view = next;
    ownAt = Math.max(ownAt, next.version);
    parts.onView(next);
  };
  const askWhole = async (): Promise<void> => {
    const response = await parts.fetch(`${parts.room}/view`, { headers, signal: stopping.signal });
    if (response.ok) show(((await response.json()) as { readonly view: RoomView }).view);
    else await refuse(response);
  };
  const refuse = async (response: Response): Promise<void> => {
    const { code } = (await response.json().catch(() => ({ code: '' }))) as { readonly code: string };
    if (ENDS.has(code)) end(code);
  };
  const end = (code: string): void => {
    if (stopped) return;
    stop();
    parts.onEnd(code);
  };
  /** False: the other side said goodbye. */
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

  /** One question at a time, and not everybody's in the same moment. */
  const askSoon = (): Promise<void> =>
    (asking ??= new Promise((resolve) => setTimeout(resolve, random() * Math.min(500, longest)))
      .then(askWhole)
      .catch(() => undefined)
      .finally(() => (asking = undefined)));
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

  /** Each answers whether it heard anything, when it is over. */
  const climb: Readonly<Record<'fanout' | Rung, () => Promise<boolean>>> = {
    fanout: async () => {
      if (!parts.socket) return false;
      const response = await parts.fetch(`${parts.room}/ticket`, { headers, signal: stopping.signal }).catch(() => undefined);
      if (response?.status !== 200) {
        if (response && !response.ok) await refuse(response);
        return false;
      }
      const ticket = (await response.json().catch(() => undefined)) as Ticket | undefined;
      if (ticket === undefined || isOver()) return false;
      const look = setInterval(() => void confirm(), LOOK_MS * (0.75 + random() / 2));
      const heard = await listenToFanout({
        ticket,
        room: parts.room,
        socket: parts.socket,
        stopping: stopping.signal,
        patience,
        onConnect: () => void askSoon().then(() => parts.onState('socket')),
        onFrame: (frame) => takePushed(frame, ticket.seat),
      });
      clearInterval(look);
      return heard;
    },
    socket: () =>
      new Promise((resolve) => {
        if (!parts.socket) {
          resolve(false);
          return;
        }
        let heard = false;
        const socket = parts.socket(`${parts.room.replace(/^http/, 'ws')}/socket`);
        const silent = setTimeout(() => socket.close(), patience);
        const leave = (): void => socket.close();
        stopping.signal.addEventListener('abort', leave);
        socket.addEventListener('open', () =>
          socket.send(JSON.stringify({ type: 'hello', key: parts.key, ...(view ? { version: view.version } : {}) })),
        );
        // Told from a version it has: silence then means that nothing is new, so the first word is asked for.
        socket.addEventListener('open', () => void (view && heard === false && confirm().then((ok) => ok && hear())));
        const hear = (): void => {
          clearTimeout(silent);
          if (!heard) parts.onState('socket');
          heard = true;
        };
        socket.addEventListener('message', ({ data }: MessageEvent) => {
          hear();
          if (!take(JSON.parse(String(data)) as Frame)) socket.close();
        });
        const over = (): void => {
          clearTimeout(silent);
          stopping.signal.removeEventListener('abort', leave);
          resolve(heard);
        };
        socket.addEventListener('close', over);
        socket.addEventListener('error', over);
      }),
    stream: async () => {
      let heard = false;
      const quiet = new AbortController();
      const leave = (): void => quiet.abort();
      stopping.signal.addEventListener('abort', leave);
      const silent = setTimeout(leave, patience);
      try {
        const response = await parts.fetch(`${parts.room}/stream`, { headers, signal: quiet.signal });
        if (!response.ok || !response.body) {
          await refuse(response);
          return false;
        }
        const reader = response.body.getReader();
        const decoder = new TextDecoder();
        let text = '';
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return heard;
          text += decoder.decode(value, { stream: true });
          const events = text.split('\n\n');
          text = events.pop() ?? '';
          for (const event of events) {
            // Padding is no word yet: a proxy may pass that on and keep the rest.
            if (!event.startsWith('data: ')) continue;
            clearTimeout(silent);
            if (!heard) parts.onState('stream');
            heard = true;
            if (!take(JSON.parse(event.slice(6)) as Frame)) return heard;
          }
        }
      } catch {
        return heard;
      } finally {
        clearTimeout(silent);
        stopping.signal.removeEventListener('abort', leave);
      }
    },
    poll: async () => {
      let heard = false;
      try {
        for (;;) {
          // The first one comes back at once: it says whether anybody is there.
          const wait = heard ? POLL_MS : 0;
          const response = await parts.fetch(`${parts.room}/view?since=${view?.version ?? 0}&wait=${wait}`, {
            headers,
            signal: stopping.signal,
          });
          if (!response.ok) {
            await refuse(response);
            return heard;
          }
          if (!heard) parts.onState('poll');
          heard = true;
          if (response.status === 200 && !take((await response.json()) as Frame)) return heard;
        }
      } catch {
        return heard;
      }
    },
  };
  const confirm = async (): Promise<boolean> => {
    const response = await parts
      .fetch(`${parts.room}/view?since=${view?.version ?? 0}&wait=0`, { headers, signal: stopping.signal })
      .catch(() => undefined);
    if (response?.status === 200) take((await response.json()) as Frame);
    return response?.ok === true;
  };

  const isOver = (): boolean => stopped;
  void (async () => {
    let rung = 0;
    let tries = 0;
    while (!stopped) {
      const heard = await climb[RUNGS[rung] ?? 'poll']();
      if (isOver()) return;
      parts.onState('lost');
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
  return stop;
}
