// The rungs of the ladder that lead to the room's own process: a socket, a stream of events, polls. Each answers, when it is over, whether it ever heard
// anything. A line that says nothing for too long counts as dead: networks forget connections without telling either end.
import type { Frame, Rung } from './classroomLive.ts';

export interface Ears {
  /** `https://school.example/api/rooms/CODE`. */
  readonly room: string;
  readonly key: string;
  readonly fetch: typeof fetch;
  readonly stopping: AbortSignal;
  /** Milliseconds for the first word. */
  readonly patience: number;
  /** Milliseconds of silence after which a line is asked, or taken for dead. */
  readonly silence: number;
  version(): number | undefined;
  hear(rung: Rung): void;
  /** False: the other side said goodbye. */
  take(frame: Frame): boolean;
  refuse(response: Response): Promise<void>;
}

const POLL_MS = 20_000;

/** A request that is given up after so many milliseconds, and when the page leaves. Undefined: nobody answered. */
export async function askRoom(
  { room, key, fetch: send, stopping }: Pick<Ears, 'room' | 'key' | 'fetch' | 'stopping'>,
  path: string,
  within: number,
): Promise<Response | undefined> {
  const giveUp = new AbortController();
  const leave = (): void => giveUp.abort();
  stopping.addEventListener('abort', leave);
  const late = setTimeout(leave, within);
  try {
    const response = await send(`${room}${path}`, { headers: { Authorization: `Bearer ${key}` }, signal: giveUp.signal });
    // Read here: a body may hang as well as a head.
    const body = response.status === 204 ? null : await response.text();
    return new Response(body, { status: response.status, headers: response.headers });
  } catch {
    return undefined;
  } finally {
    clearTimeout(late);
    stopping.removeEventListener('abort', leave);
  }
}

/** What is new since the version one has; true: it was told something. */
export async function lookAgain(ears: Ears): Promise<'new' | 'nothing' | 'nobody'> {
  const response = await askRoom(ears, `/view?since=${ears.version() ?? 0}&wait=0`, ears.silence);
  if (response?.status === 200) {
    ears.take((await response.json()) as Frame);
    return 'new';
  }
  return response?.ok === true ? 'nothing' : 'nobody';
}

export function listenBySocket(ears: Ears, open: (url: string) => WebSocket): Promise<boolean> {
  return new Promise((resolve) => {
    let heard = false;
    let heardAt = 0;
    const socket = open(`${ears.room.replace(/^http/, 'ws')}/socket`);
    const silent = setTimeout(() => socket.close(), ears.patience);
    const leave = (): void => over();
    ears.stopping.addEventListener('abort', leave);
    const hear = (): void => {
      clearTimeout(silent);
      heardAt = performance.now();
      if (!heard) ears.hear('socket');
      heard = true;
    };
    socket.addEventListener('open', () => {
      const version = ears.version();
      socket.send(JSON.stringify({ type: 'hello', key: ears.key, ...(version === undefined ? {} : { version }) }));
      // Told from a version it has: silence then means that nothing is new, so the first word is asked for.
      if (version !== undefined) void lookAgain(ears).then((found) => found !== 'nobody' && hear());
    });
    socket.addEventListener('message', ({ data }: MessageEvent) => {
      hear();
      if (!ears.take(JSON.parse(String(data)) as Frame)) socket.close();
    });
    // Pings are the browser's own affair and not seen here. Something new that the socket did not bring: it is dead.
    const look = setInterval(() => {
      if (!heard || performance.now() - heardAt < ears.silence) return;
      void lookAgain(ears).then((found) => {
        if (found === 'nothing') heardAt = performance.now();
        if (found === 'new' && performance.now() - heardAt >= ears.silence) over();
      });
    }, ears.silence / 2);
    const over = (): void => {
      clearTimeout(silent);
      clearInterval(look);
      ears.stopping.removeEventListener('abort', leave);
      socket.close();
      resolve(heard);
    };
    socket.addEventListener('close', over);
    socket.addEventListener('error', over);
  });
}

export async function listenByStream(ears: Ears): Promise<boolean> {
  let heard = false;
  const quiet = new AbortController();
  const leave = (): void => quiet.abort();
  ears.stopping.addEventListener('abort', leave);
  let silent = setTimeout(leave, ears.patience);
  try {
    const response = await ears.fetch(`${ears.room}/stream`, {
      headers: { Authorization: `Bearer ${ears.key}` },
      signal: quiet.signal,
    });
    if (!response.ok || !response.body) {
      await ears.refuse(response);
      return false;
    }
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return heard;
      // A heartbeat is a word too, once the first event has shown that nothing holds them back.
      if (heard) {
        clearTimeout(silent);
        silent = setTimeout(leave, ears.silence);
      }
      text += decoder.decode(value, { stream: true });
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        // Padding is no word yet: a proxy may pass that on and keep the rest.
        if (!event.startsWith('data: ')) continue;
        clearTimeout(silent);
        silent = setTimeout(leave, ears.silence);
        if (!heard) ears.hear('stream');
        heard = true;
        if (!ears.take(JSON.parse(event.slice(6)) as Frame)) return heard;
      }
    }
  } catch {
    return heard;
  } finally {
    clearTimeout(silent);
    quiet.abort();
    ears.stopping.removeEventListener('abort', leave);
  }
}

export async function listenByPolls(ears: Ears): Promise<boolean> {
  let heard = false;
  for (;;) {
    // The first one comes back at once: it says whether anybody is there.
    const wait = heard ? Math.min(POLL_MS, ears.silence) : 0;
    const response = await askRoom(ears, `/view?since=${ears.version() ?? 0}&wait=${wait}`, wait + ears.patience);
    if (!response) return heard;
    if (!response.ok) {
      await ears.refuse(response);
      return heard;
    }
    if (!heard) ears.hear('poll');
    heard = true;
    if (response.status === 200 && !ears.take((await response.json()) as Frame)) return heard;
  }
}
