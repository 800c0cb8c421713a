// The classroom server, put together: store, judges, rooms, HTTP and live updates on one port. Tests build it in their own process; main.ts from the
// environment.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { createApp } from './http/app.ts';
import { createLimits } from './http/limits.ts';
import { createMetrics } from './http/metrics.ts';
import { createHub } from './live/hub.ts';
import { attachSockets } from './live/socket.ts';
import { openStream } from './live/stream.ts';
import { createRooms, type Rooms } from './rooms/rooms.ts';
import { CHANCE } from './secrets.ts';
import type { Store } from './store/store.ts';
import type { Verifier } from './verify/verifier.ts';

export interface ClassroomInput {
  readonly store: Store;
  readonly verifier: Verifier;
  readonly host: string;
  readonly port: number;
  readonly batchMs: number;
  readonly trustProxy: boolean;
  readonly teacherKey?: string;
  readonly game: (url: URL) => Response;
  readonly now?: () => number;
  /** Something went wrong inside: a word for the log, never a name or an address. */
  readonly onProblem: (what: string) => void;
}

export interface Classroom {
  readonly port: number;
  readonly rooms: Rooms;
  readonly server: Server;
  /** Takes nothing new, lets what runs finish, closes everything. */
  close(): Promise<void>;
}

const TICK_MS = 500;
const FAILURES = { perMinute: 60, all: 3_000 } as const;
/** A request must arrive whole in this time, its head in less: who sends a byte a second holds nothing open. */
const REQUEST_MS = 15_000;
const HEAD_MS = 8_000;
const DRAIN_MS = 10_000;

export async function openClassroom(input: ClassroomInput): Promise<Classroom> {
  const { store, verifier, onProblem, now = Date.now } = input;
  let draining = false;
  const metrics = createMetrics();
  const problem = (what: string): void => {
    metrics.count('problems');
    onProblem(what);
  };
  const limits = createLimits({ ...FAILURES, now });
  const rooms = createRooms({ store, verifier, chance: CHANCE, now });
  const hub = createHub({ batchMs: input.batchMs, now });
  const addressIn = (request: IncomingMessage): string => {
    const forwarded = input.trustProxy ? String(request.headers['x-forwarded-for'] ?? '').split(',') : [];
    return forwarded.at(-1)?.trim() || (request.socket.remoteAddress ?? '');
  };
  const app = createApp({
    rooms,
    limits,
    metrics,
    now,
    gauges: () => ({
      readers: hub.readers(),
      rooms_held: rooms.held(),
      addresses_held: limits.held(),
      memory_bytes: process.memoryUsage.rss(),
    }),
    health: () =>
      store.sql.all('SELECT 1 AS one').then(
        () => true,
        () => false,
      ),
    draining: () => draining,
    ...(input.teacherKey === undefined ? {} : { teacherKey: input.teacherKey }),
    game: input.game,
    addressOf: (context: Context) => addressIn((context.env as HttpBindings).incoming),
    stream: (room, actor) => openStream(hub, room, actor),
    onProblem,
  });
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  server.requestTimeout = REQUEST_MS;
  server.headersTimeout = HEAD_MS;
  server.maxHeadersCount = 64;
  const detach = attachSockets({ server, rooms, hub, limits, addressOf: addressIn, draining: () => draining });
  await store.sql.listen?.('cidr_room', (code) => rooms.heard(code));
  let ticking = false;
  const timer = setInterval(() => {
    if (ticking) return;
    ticking = true;
    void rooms
      .tick()
      .catch(() => problem('tick'))
      .finally(() => (ticking = false));
  }, TICK_MS);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(input.port, input.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    rooms,
    server,
    close: async () => {
      draining = true;
      clearInterval(timer);
      hub.close();
      detach();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      await closed;
      clearTimeout(force);
      await verifier.close();
      await store.close();
    },
  };
}
