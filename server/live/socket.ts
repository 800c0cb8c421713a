// WebSockets: one a reader, who says with the first message who it is. Small frames, no compression, half-open connections found by ping.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Actor } from '../../src/classroom/command.ts';
import { readTypedCode } from '../../src/classroom/roomCode.ts';
import type { LiveRoom } from '../rooms/room.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { isSecret } from '../secrets.ts';
import type { Limits } from '../http/limits.ts';
import type { Hub } from './hub.ts';

const PATH = /^\/api\/rooms\/([^/?]{1,64})\/socket$/;
const FIRST_MS = 5_000;
const PING_MS = 20_000;
const MOST_FRAME = 4 * 1024;
/** Frames of one reader in a second. */
const MOST_FRAMES = 20;

export interface SocketInput {
  readonly server: Server;
  readonly rooms: Rooms;
  readonly hub: Hub;
  readonly limits: Limits;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly draining: () => boolean;
}

export function attachSockets({ server, rooms, hub, limits, addressOf, draining }: SocketInput): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_FRAME, perMessageDeflate: false, clientTracking: true });
  const alive = new WeakSet<WebSocket>();

  const turnAway = (socket: Duplex, status: string): void => {
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  };
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => undefined);
    const path = PATH.exec(request.url ?? '');
    if (draining()) return turnAway(socket, '503 Service Unavailable');
    if (!path) return turnAway(socket, '404 Not Found');
    // A page of another origin has no business here.
    if (!isSameOrigin(request)) return turnAway(socket, '403 Forbidden');
    const address = addressOf(request);
    if (limits.isBlocked(address)) return turnAway(socket, '429 Too Many Requests');
    sockets.handleUpgrade(request, socket, head, (opened) => begin(opened, path[1] ?? '', address));
  });

  const begin = (socket: WebSocket, typed: string, address: string): void => {
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    socket.on('error', () => socket.terminate());
    const late = setTimeout(() => socket.terminate(), FIRST_MS);
    let frames = 0;
    let second = 0;
    let asked = false;
    socket.on('message', (data, isBinary) => {
      const now = Math.floor(performance.now() / 1000);
      frames = now === second ? frames + 1 : 1;
      second = now;
      if (isBinary || frames > MOST_FRAMES) return socket.terminate();
      if (asked) return;
      asked = true;
      clearTimeout(late);
      void enter(socket, { typed, address, text: Buffer.isBuffer(data) ? data.toString('utf8') : '' }).catch(() =>
        socket.terminate(),
      );
    });
    socket.on('close', () => clearTimeout(late));
  };

  const enter = async (
    socket: WebSocket,
    { typed, address, text }: { readonly typed: string; readonly address: string; readonly text: string },
  ): Promise<void> => {
    const code = readTypedCode(typed);
    const token = tokenOf(text);
    const room: LiveRoom | undefined = code.ok ? await rooms.find(code.code) : undefined;
    const actor: Actor = room && token !== undefined ? await rooms.actor(room, token) : { role: 'nobody' };
    if (!room || actor.role === 'nobody') {
      limits.failed(address);
      socket.close(4003, 'notAllowed');
      return;
    }
    if (socket.readyState !== socket.OPEN) return;
    const stop = hub.add(room, {
      actor,
      send: (message) => socket.send(message),
      waiting: () => socket.bufferedAmount,
      close: () => socket.close(1012, 'again'),
    });
    socket.on('close', stop);
  };

  const pings = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!alive.has(socket)) socket.terminate();
      else {
        alive.delete(socket);
        socket.ping();
      }
    }
  }, PING_MS);
  pings.unref();
  return () => {
    clearInterval(pings);
    for (const socket of sockets.clients) socket.close(1012, 'again');
    sockets.close();
  };
}

function tokenOf(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const token = typeof value === 'object' && value !== null && 'token' in value ? value.token : undefined;
    return isSecret(token) ? token : undefined;
  } catch {
    return undefined;
  }
}

/** Programs send no Origin; a browser always does. */
function isSameOrigin({ headers }: IncomingMessage): boolean {
  if (headers.origin === undefined) return true;
  try {
    return new URL(headers.origin).host === headers.host;
  } catch {
    return false;
  }
}
