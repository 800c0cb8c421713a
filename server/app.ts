// The server, put together: one port for the game, the API and the sockets. Starts on a store that is handed in, and ends without losing what it answered.
import { createServer, type IncomingMessage } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { Config } from './config.ts';
import { actorOf, createApi } from './http/api.ts';
import { codeOf, type Doors } from './http/doors.ts';
import { mayRead } from './http/figures.ts';
import { createBuckets, createGuesses } from './http/limits.ts';
import { closeSlowly, listenAt } from './http/port.ts';
import { refuse } from './http/refusals.ts';
import { MAX_BODY } from './http/readJson.ts';
import { createStatic, SECURITY_HEADERS } from './http/static.ts';
import { createCentrifugo } from './live/centrifugo.ts';
import { createSockets } from './live/sockets.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { createRegistry } from './room/registry.ts';
import { createCommitter } from './store/committer.ts';
import type { Store } from './store/store.ts';
import { buildOf } from './verify/build.ts';
import { openLevelShelf } from './verify/levelShelf.ts';
import { createVerifierPool } from './verify/pool.ts';
import { createRemoteVerifiers } from './verify/remote.ts';

export interface AppParts {
  readonly config: Config;
  readonly store: Store;
  /** The built game, the levels, the bundled worker. */
  readonly dist: string;
  readonly levels: string;
  readonly workerFile: string;
  readonly now?: () => number;
  readonly writeLog?: (line: string) => void;
}

export interface App {
  readonly port: number;
  readonly url: string;
  /** Lets what has begun come to its end, at most as long as the configuration says. */
  drain(): Promise<void>;
}

/** How long a store that failed counts as failing. */
const SICK_MS = 10_000;

export async function startApp(parts: AppParts): Promise<App> {
  const { config, store, now = Date.now } = parts;
  const log = createLog(config.log, parts.writeLog ?? ((line) => process.stdout.write(line)));
  const metrics = createMetrics();
  await store.migrate();
  const committer = createCommitter(store, (milliseconds, events) => {
    metrics.observe('commit_seconds', milliseconds / 1000);
    metrics.count('events_total', '', events);
  });
  let failedAt = -Infinity;
  const onFailure = (error: unknown): void => {
    failedAt = performance.now();
    metrics.count('store_failures_total');
    log.error('the store failed', error);
  };
  const { batchMs, pollMs, maxRooms } = config;
  const fanout =
    config.centrifugo &&
    createCentrifugo({
      ...config.centrifugo,
      now,
      onSent: (messages) => metrics.count('fanout_messages_total', '', messages),
      onFailure: (error, lost) => {
        metrics.count('fanout_lost_total', '', lost);
        log.error('the fan-out engine failed', error);
      },
    });
  const registry = createRegistry({ store, committer, now, batchMs, pollMs, maxRooms, onFailure, ...(fanout ? { fanout } : {}) });
  const verifying = {
    milliseconds: config.verifyMs,
    queue: config.verifyQueue,
    onAnswer: (seconds: number, kind: string): void => {
      metrics.count('verifications_total', `kind="${kind}"`);
      if (kind !== 'remembered') metrics.observe('verify_seconds', seconds);
    },
  };
  const { workerFile, levels } = parts;
  const pool = config.elsewhere
    ? createRemoteVerifiers({
        ...verifying,
        ...config.elsewhere,
        build: buildOf(workerFile, levels),
        onFailure: (error) => {
          metrics.count('verifier_failures_total');
          log.error('a verifier failed', error);
        },
      })
    : createVerifierPool({ ...verifying, workerFile, levels, workers: config.workers });
  const addressOf = (request: IncomingMessage): string => callerOf(request, config.trustProxy);
  // Limits count on a clock that nobody puts right.
  const tick = (): number => performance.now();
  const guesses = createGuesses(tick);
  const doors: Doors = {
    store,
    registry,
    pool,
    metrics,
    log,
    guesses,
    shelf: openLevelShelf(parts.levels),
    ...(fanout ? { fanout } : {}),
    creations: createBuckets(30, 0.5, tick),
    submissions: createBuckets(6, 0.5, tick),
    requests: createBuckets(60, 20, tick),
    exports: createBuckets(6, 0.2, tick),
    busy: new Set(),
    maxSockets: config.maxSockets,
    addressOf: (c: Context) => addressOf((c.env as HttpBindings).incoming),
    call: async (typed, bearer, address) => {
      const code = codeOf(typed);
      const room = code === undefined ? undefined : await registry.find(code);
      if (room) {
        let actor = actorOf(room, bearer);
        if (actor.role === 'nobody' && bearer !== undefined && store.shared) {
          // A seat that another process gave away a moment ago.
          await room.live.catchUp();
          actor = actorOf(room, bearer);
        }
        if (actor.role !== 'nobody') return { room, actor, bearer };
      }
      if (!(await guesses.pace(address))) return refuse('tooFast', { again: 30 });
      if (room && !room.live.state().locked) return { room, actor: { role: 'nobody' }, bearer };
      guesses.fail(address);
      return refuse('noSuchRoom');
    },
  };

  // Addresses are held to count with, and no longer than that.
  const forgetter = setInterval(() => {
    for (const each of [guesses, doors.creations, doors.submissions, doors.requests, doors.exports]) each.forget();
  }, 60_000).unref();

  let draining = false;
  const app = new Hono();
  app.route('/api', createApi(doors));
  app.notFound((c) => c.json(refuse('badRequest').body, 404));
  app.get('/healthz', async (c) => {
    if (draining) return c.text('draining\n', 503);
    try {
      await store.countRooms();
      // Reading works on a full disk; what was refused a moment ago says more.
      if (performance.now() - failedAt < SICK_MS) return c.text('the store did not take what it was given\n', 503);
      return c.text('ok\n');
    } catch (error) {
      onFailure(error);
      return c.text('the store does not answer\n', 503);
    }
  });
  app.get('/metrics', (c) => (mayRead(c, config.metricsKey) ? c.text(metrics.write()) : c.json(refuse('badRequest').body, 404)));
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const serveFile = createStatic(parts.dist);

  const server = createServer(
    {
      headersTimeout: config.headMs,
      requestTimeout: config.bodyMs,
      connectionsCheckingInterval: Math.min(2000, config.headMs),
      keepAliveTimeout: 30_000,
    },
    (request, response) => {
      const path = (request.url ?? '/').split('?')[0] ?? '/';
      const began = performance.now();
      response.on('finish', () => metrics.observe('request_seconds', (performance.now() - began) / 1000));
      if (draining) response.setHeader('Connection', 'close');
      if (Number(request.headers['content-length'] ?? 0) > MAX_BODY * 16) {
        response.writeHead(413, { ...SECURITY_HEADERS, Connection: 'close' }).end(JSON.stringify(refuse('tooLarge').body));
        return;
      }
      if (path === '/healthz' || path === '/metrics' || path.startsWith('/api/')) void answer(request, response);
      else serveFile(request, response);
    },
  );
  const sockets = createSockets(doors, addressOf);
  server.on('upgrade', (request, socket, head) => {
    if (draining) socket.destroy();
    else sockets.upgrade(request, socket, head);
  });
  metrics.gauge('rooms', () => registry.count());
  metrics.gauge('watchers', () => registry.sockets());
  metrics.gauge('sockets', () => sockets.size());
  metrics.gauge('verify_queue', () => pool.waiting());
  metrics.gauge('memory_bytes', () => process.memoryUsage.rss());

  const { port, url } = await listenAt(server, config);
  log.info('the classroom is open', { port });
  return {
    port,
    url,
    drain: async () => {
      draining = true;
      clearInterval(forgetter);
      log.info('the classroom drains');
      await closeSlowly(server, config.drainMs, async () => {
        await registry.close();
        sockets.close();
      });
      await pool.close();
      await committer.idle();
      await fanout?.close();
      await store.close();
      log.info('the classroom is closed');
    },
  };
}

/** Behind proxies that are trusted, the address that the outermost of them saw. */
function callerOf(request: IncomingMessage, trusted: number): string {
  const own = request.socket.remoteAddress ?? 'unknown';
  if (trusted === 0) return own;
  const header = request.headers['x-forwarded-for'];
  const list = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map((part) => part.trim());
  return (list.at(-trusted) ?? '').slice(0, 64) || own;
}
