// The classroom server as the pages' desk asks it: requests of classroomClient.ts, the ladder of classroomLive.ts, the log, and whether there is a server at all.
import { type ClassroomClient, createClassroomClient, type Reply, type RoomKeys } from './classroomClient.ts';
import { type LiveParts, watchRoom } from './classroomLive.ts';
import type { LoggedEvent } from '../classroom/event.ts';
import type { Box } from './saveBox.ts';

export interface RoomsClient extends ClassroomClient {
  isServed(): Promise<boolean>;
  /** The server's clock: a school's computers may be minutes off. */
  now(): number;
  watch(keys: RoomKeys, on: Pick<LiveParts, 'onView' | 'onState' | 'onEnd'>): () => void;
  /** Of all seats, or of one. */
  readLog(keys: RoomKeys, seat?: number): Promise<Reply<{ readonly log: readonly LoggedEvent[] }>>;
  remove(keys: RoomKeys): Promise<Reply<unknown>>;
}

/** Milliseconds: the header counts whole seconds. */
const LEAST_OFF = 2000;

/** `base`: the folder of the game, without its last slash. */
export function connectRooms({
  base,
  box,
  fetch: ask,
  socket,
}: {
  readonly base: string;
  readonly box: Pick<Box, 'read' | 'write'>;
  readonly fetch: typeof fetch;
  readonly socket: LiveParts['socket'];
}): RoomsClient {
  let ahead = 0;
  const send: typeof fetch = async (input, init) => {
    const response = await ask(input, init);
    const said = Date.parse(response.headers.get('Date') ?? '');
    if (!Number.isNaN(said)) ahead = Math.abs(said - Date.now()) < LEAST_OFF ? 0 : said - Date.now();
    return response;
  };
  const client = createClassroomClient({
    base,
    fetch: send,
    box,
    draw: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  });
  const request = async <T>(path: string, key: string, method = 'GET'): Promise<Reply<T>> => {
    try {
      const response = await send(`${base}/api/rooms/${path}`, { method, headers: { Authorization: `Bearer ${key}` } });
      return (await response.json()) as Reply<T>;
    } catch {
      return { ok: false, code: 'offline' };
    }
  };
  return {
    ...client,
    // The page itself is asked for, and its headers tell: on a plain host that is no error, and a service worker answers no HEAD.
    isServed: async () => {
      try {
        return (await send(`${base}/`, { method: 'HEAD' })).headers.has('X-Classroom');
      } catch {
        return false;
      }
    },
    now: () => Date.now() + ahead,
    watch: ({ code, key }, on) => watchRoom({ room: `${base}/api/rooms/${code}`, key, fetch: send, socket, ...on }),
    readLog: ({ code, key }, seat) => request(`${code}/log${seat === undefined ? '' : `?seat=${seat}`}`, key),
    remove: ({ code, key }) => request(code, key, 'DELETE'),
  };
}
