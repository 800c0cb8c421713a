// The rung above all others, where a school has a fan-out engine beside its rooms: a ticket from the room, then the engine's unidirectional WebSocket, which
// takes the token and says `connect`, publications, `disconnect` and empty pings, one or several JSON texts in a frame.
import type { Frame } from './classroomLive.ts';

export interface Ticket {
  readonly socket: string;
  readonly token: string;
  readonly seat?: number;
}

interface Push {
  readonly connect?: unknown;
  readonly pub?: { readonly data: Frame };
  readonly disconnect?: unknown;
}

export interface FanoutListener {
  readonly ticket: Ticket;
  /** Of the page, for an address that is a path. */
  readonly room: string;
  readonly socket: (url: string) => WebSocket;
  readonly stopping: AbortSignal;
  /** Milliseconds for the engine's first word. */
  readonly patience: number;
  /** Milliseconds of silence after which the line counts as dead: the engine pings every 25 s. */
  readonly silence?: number;
  /** It listens: what was missed is asked for now. */
  readonly onConnect: () => void;
  /** False: the other side said goodbye. */
  readonly onFrame: (frame: Frame) => boolean;
}

/** Answers, when it is over, whether it ever heard anything. */
export function listenToFanout(parts: FanoutListener): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = parts.socket(addressOf(parts.ticket.socket, parts.room));
    let heard = false;
    let deadline = setTimeout(() => socket.close(), parts.patience);
    const leave = (): void => socket.close();
    parts.stopping.addEventListener('abort', leave);
    const take = (push: Push): void => {
      if (push.connect !== undefined) {
        heard = true;
        parts.onConnect();
      } else if (push.disconnect !== undefined) socket.close();
      else if (push.pub && !parts.onFrame(push.pub.data)) socket.close();
    };
    socket.addEventListener('open', () => socket.send(JSON.stringify({ token: parts.ticket.token })));
    socket.addEventListener('message', ({ data }: MessageEvent) => {
      if (heard) {
        clearTimeout(deadline);
        deadline = setTimeout(() => socket.close(), parts.silence ?? 60_000);
      }
      for (const line of String(data).trim().split('\n')) {
        const push = readPush(line);
        if (push) take(push);
      }
    });
    const over = (): void => {
      clearTimeout(deadline);
      parts.stopping.removeEventListener('abort', leave);
      resolve(heard);
    };
    socket.addEventListener('close', over);
    socket.addEventListener('error', over);
  });
}

function readPush(line: string): Push | undefined {
  try {
    const push: unknown = JSON.parse(line);
    return typeof push === 'object' && push !== null ? push : undefined;
  } catch {
    // A filter's page between two frames is no word of the engine.
    return undefined;
  }
}

function addressOf(socket: string, room: string): string {
  return new URL(socket, room).href.replace(/^http/, 'ws');
}
