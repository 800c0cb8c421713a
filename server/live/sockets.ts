// The first rung: WebSockets. The first frame says who it is, and nothing more is ever asked; silent ones are pinged, slow ones fall behind and are ended.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import * as v from 'valibot';
import { parseCappedJson } from '../../src/share/canonicalJson.ts';
import { isOut } from '../http/api.ts';
import type { Doors } from '../http/doors.ts';
import { KEY } from '../keys.ts';
import type { Watcher } from './hub.ts';

const HELLO = v.strictObject({
  type: v.literal('hello'),
  key: v.pipe(v.string(), v.regex(KEY)),
  version: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
const HELLO_MS = 5000;
const PING_MS = 20_000;
const BEHIND = 256 * 1024;
const TOO_FAR = 1024 * 1024;
const MAX_FRAME = 4096;
const PATH = /^\/api\/rooms\/([^/?#]{1,64})\/socket$/;

export interface Sockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  size(): number;
  close(): void;
}

export function createSockets(doors: Doors, addressOf: (request: IncomingMessage) => string): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME, perMessageDeflate: false, clientTracking: true });
  const alive = new WeakSet<WebSocket>();
  const pinger = setInterval(() => {
    for (const socket of server.clients) {
      if (!alive.has(socket) || socket.bufferedAmount > TOO_FAR) {
        socket.terminate();
        continue;
      }
      alive.delete(socket);
      socket.ping();
    }
  }, PING_MS).unref();

  const greet = (socket: WebSocket, code: string, address: string): void => {
    alive.add(socket);
    const late = setTimeout(() => socket.close(1008, 'hello'), HELLO_MS);
    socket.on('pong', () => alive.add(socket));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => clearTimeout(late));
    socket.once('message', (data: Buffer, isBinary: boolean) => {
      clearTimeout(late);
      // Whoever goes on talking has not understood.
      socket.on('message', () => socket.close(1008, 'quiet'));
      const read = v.safeParse(HELLO, isBinary ? undefined : parseCappedJson(data.toString('utf8'))?.value);
      if (!read.success) {
        socket.close(1008, 'hello');
        return;
      }
      const { key, version } = read.output;
      void doors.call(code, key, address).then(
        (called) => {
          if ('status' in called) return bye(socket, called.body.code);
          const { room, actor } = called;
          if (actor.role === 'nobody') return bye(socket, 'noKey');
          if (isOut(room, actor)) return bye(socket, 'removed');
          if (socket.readyState !== socket.OPEN) return undefined;
          const watcher = watch(socket, actor, version);
          const leave = room.hub.join(watcher);
          socket.on('close', leave);
          const look = setInterval(() => {
            if (watcher.ready()) room.hub.caughtUp(watcher);
          }, PING_MS / 4).unref();
          socket.on('close', () => clearInterval(look));
          return undefined;
        },
        () => bye(socket, 'broken'),
      );
    });
  };

  return {
    upgrade: (request, socket, head) => {
      const code = PATH.exec(request.url ?? '')?.[1];
      const origin = request.headers.origin;
      const foreign = origin !== undefined && hostOf(origin) !== request.headers.host;
      if (code === undefined || foreign || server.clients.size >= doors.maxSockets) {
        socket.end(
          `HTTP/1.1 ${code === undefined ? '404 Not Found' : foreign ? '403 Forbidden' : '503 Service Unavailable'}\r\nConnection: close\r\n\r\n`,
        );
        return;
      }
      doors.metrics.count('sockets_opened_total');
      server.handleUpgrade(request, socket, head, (opened) => greet(opened, decodeURIComponentSafe(code), addressOf(request)));
    },
    size: () => server.clients.size,
    close: () => {
      clearInterval(pinger);
      for (const socket of server.clients) socket.close(1012, 'restart');
      server.close();
    },
  };
}

function watch(socket: WebSocket, actor: Watcher['actor'], version: number | undefined): Watcher {
  return {
    actor,
    version,
    ready: () => socket.readyState === socket.OPEN && socket.bufferedAmount < BEHIND,
    send: (text) => {
      if (socket.readyState === socket.OPEN) socket.send(text);
    },
    close: (code) => socket.close(code === 'restart' ? 1012 : 1008, code),
  };
}

function bye(socket: WebSocket, code: string): undefined {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ type: 'bye', code }));
  socket.close(1008, code);
  return undefined;
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}

function decodeURIComponentSafe(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
