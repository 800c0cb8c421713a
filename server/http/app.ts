// The HTTP side of the classroom: joins, commands and submissions are plain POSTs, views plain GETs; every body is small, strict JSON.
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { rebuildChallenge } from '../../src/classroom/challenge.ts';
import { type Actor, parseCommand } from '../../src/classroom/command.ts';
import { readTypedCode } from '../../src/classroom/roomCode.ts';
import { viewRoom } from '../../src/classroom/view.ts';
import type { LiveRoom } from '../rooms/room.ts';
import type { Refused, Rooms } from '../rooms/rooms.ts';
import { isSecret } from '../secrets.ts';
import { writeExport } from './exports.ts';
import type { Limits } from './limits.ts';
import type { Metrics } from './metrics.ts';

export interface AppInput {
  readonly rooms: Rooms;
  readonly limits: Limits;
  readonly metrics: Metrics;
  readonly now: () => number;
  readonly gauges: () => Readonly<Record<string, number>>;
  /** Is the database there? */
  readonly health: () => Promise<boolean>;
  readonly draining: () => boolean;
  readonly teacherKey?: string;
  readonly game: (url: URL) => Response;
  readonly addressOf: (context: Context) => string;
  readonly stream: (room: LiveRoom, actor: Actor) => Response;
  readonly onProblem: (what: string) => void;
}

/** Characters of a body: the longest solution link and what stands around it. */
const MOST_BODY = 16 * 1024;
const STATUS: Partial<
  Record<
    Refused['code'] | 'badRequest' | 'blocked' | 'draining' | 'teacherKey' | 'large',
    400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503
  >
> = {
  unknownRoom: 404,
  notAllowed: 403,
  tooSoon: 429,
  blocked: 429,
  busy: 503,
  draining: 503,
  badRequest: 400,
  badSolution: 422,
  tooHard: 422,
  name: 422,
  badName: 422,
  teacherKey: 401,
  large: 413,
};
type Code = keyof typeof STATUS | Refused['code'];

export function createApp(input: AppInput): Hono {
  const { rooms, limits, metrics, now } = input;
  const app = new Hono();

  const refuse = (context: Context, code: Code, params?: Refused['params']): Response => {
    metrics.count('refusals');
    const wait = code === 'tooSoon' ? Math.ceil(Number(params?.['ms'] ?? 1000) / 1000) : code === 'blocked' ? 60 : 2;
    const status = STATUS[code] ?? 409;
    if (status === 429 || status === 503) context.header('retry-after', String(wait));
    return context.json({ ok: false, code, ...(params ? { params } : {}) }, status);
  };

  /** The room of the address, for whoever may know that it is there. An unknown code costs the address one of its failures. */
  const roomOf = async (context: Context): Promise<LiveRoom | Response> => {
    const address = input.addressOf(context);
    if (limits.isBlocked(address)) return refuse(context, 'blocked');
    const typed = readTypedCode(context.req.param('code') ?? '');
    const room = typed.ok ? await rooms.find(typed.code) : undefined;
    if (room) return room;
    limits.failed(address);
    return refuse(context, 'unknownRoom');
  };

  /** Who asks, by the secret that comes along; a wrong one is a failure too. */
  const withActor = async (context: Context): Promise<{ readonly room: LiveRoom; readonly actor: Actor } | Response> => {
    const room = await roomOf(context);
    if (room instanceof Response) return room;
    const [, token] = /^Bearer ([\w-]{22,64})$/.exec(context.req.header('authorization') ?? '') ?? [];
    const actor: Actor = token === undefined ? { role: 'nobody' } : await rooms.actor(room, token);
    if (token !== undefined && actor.role === 'nobody') limits.failed(input.addressOf(context));
    return { room, actor };
  };

  app.use('/api/*', async (context, next) => {
    await next();
    context.header('cache-control', 'no-store');
    context.header('x-content-type-options', 'nosniff');
  });
  app.post('/api/*', bodyLimit({ maxSize: MOST_BODY, onError: (context) => refuse(context, 'large') }));
  app.use('/api/*', async (context, next) => {
    if (context.req.method !== 'POST' && context.req.method !== 'DELETE') return next();
    if (input.draining()) return refuse(context, 'draining');
    // A page of another origin cannot send JSON without being asked first, and is not answered here.
    const json = (context.req.header('content-type') ?? '').startsWith('application/json');
    return context.req.method === 'DELETE' || json ? next() : refuse(context, 'badRequest');
  });

  app.get('/healthz', async (context) => {
    const well = await input.health();
    return context.json({ ok: well, draining: input.draining() }, well && !input.draining() ? 200 : 503);
  });
  app.get('/metrics', (context) => context.text(metrics.write(input.gauges())));

  app.post('/api/rooms', async (context) => {
    if (input.teacherKey !== undefined) {
      const address = input.addressOf(context);
      if (limits.isBlocked(address)) return refuse(context, 'blocked');
      if (context.req.header('x-teacher-key') !== input.teacherKey) {
        limits.failed(address);
        return refuse(context, 'teacherKey');
      }
    }
    const body = await bodyOf(context);
    const challenge = rebuildChallenge(isRecord(body) ? body['challenge'] : undefined);
    if (!challenge.ok) return refuse(context, 'badRequest', { where: challenge.where });
    metrics.count('rooms_opened');
    return context.json({ ok: true, ...(await rooms.open(challenge.challenge)) }, 201);
  });

  app.get('/api/rooms/:code', async (context) => {
    const room = await roomOf(context);
    if (room instanceof Response) return room;
    const { meta, version } = viewRoom(room.state, { role: 'nobody' });
    const { freeNames, approve } = room.state.challenge;
    return context.json({ ok: true, version, meta, freeNames, approve, now: now() });
  });

  app.post('/api/rooms/:code/join', async (context) => {
    const room = await roomOf(context);
    if (room instanceof Response) return room;
    const body = await bodyOf(context);
    if (!isRecord(body)) return refuse(context, 'badRequest');
    const { ticket, alias, ...more } = body;
    if (!isSecret(ticket) || Object.keys(more).length > 0) return refuse(context, 'badRequest');
    if (alias !== undefined && (typeof alias !== 'string' || alias.length > 200)) return refuse(context, 'badRequest');
    const joined = await rooms.join(room, { ticket, ...(alias === undefined ? {} : { alias }) });
    if (!joined.ok) return refuse(context, joined.code, joined.params);
    metrics.count('seats_taken');
    return context.json({ ok: true, ...joined.value });
  });

  app.post('/api/rooms/:code/commands', async (context) => {
    const asked = await withActor(context);
    if (asked instanceof Response) return asked;
    const { room, actor } = asked;
    const command = parseCommand(await bodyOf(context));
    if (!command) return refuse(context, 'badRequest');
    if (command.type !== 'submit') {
      const done = await rooms.command(room, actor, command);
      if (!done.ok) return refuse(context, done.code, done.params);
      metrics.count('commands');
      return context.json({ ok: true, version: done.value });
    }
    if (actor.role !== 'seat') return refuse(context, 'notAllowed');
    const began = now();
    const done = await rooms.submit(room, actor.seat, command);
    metrics.took(Math.max(0, now() - began) / 1000);
    if (!done.ok) {
      metrics.count('submissions_refused');
      return refuse(context, done.code, done.params);
    }
    metrics.count(done.value.again ? 'submissions_again' : 'submissions');
    return context.json({ ok: true, ...done.value });
  });

  app.get('/api/rooms/:code/view', async (context) => {
    const asked = await withActor(context);
    if (asked instanceof Response) return asked;
    const { room, actor } = asked;
    if (actor.role === 'nobody') return refuse(context, 'notAllowed');
    if (context.req.query('since') === String(room.state.version)) return context.body(null, 204);
    return context.json({ type: 'view', view: viewRoom(room.state, actor), now: now() });
  });

  app.get('/api/rooms/:code/live', async (context) => {
    const asked = await withActor(context);
    if (asked instanceof Response) return asked;
    return asked.actor.role === 'nobody' ? refuse(context, 'notAllowed') : input.stream(asked.room, asked.actor);
  });

  app.get('/api/rooms/:code/solutions/:seat', async (context) => {
    const asked = await withActor(context);
    if (asked instanceof Response) return asked;
    const { room, actor } = asked;
    const seat = Number(context.req.param('seat'));
    const own = actor.role === 'seat' && actor.seat === seat;
    if (actor.role !== 'host' && !own) return refuse(context, 'notAllowed');
    return context.json({ ok: true, solutions: await rooms.solutions(room, seat) });
  });

  app.get('/api/rooms/:code/export/:format', async (context) => {
    const asked = await withActor(context);
    if (asked instanceof Response) return asked;
    if (asked.actor.role !== 'host') return refuse(context, 'notAllowed');
    const written = await writeExport(rooms, asked.room, context.req.param('format'));
    if (!written) return refuse(context, 'badRequest');
    context.header('content-type', written.type);
    context.header('content-disposition', `attachment; filename="${written.name}"`);
    return context.body(written.text);
  });

  app.delete('/api/rooms/:code', async (context) => {
    const asked = await withActor(context);
    if (asked instanceof Response) return asked;
    if (asked.actor.role !== 'host') return refuse(context, 'notAllowed');
    await rooms.remove(asked.room);
    return context.json({ ok: true });
  });

  app.all('/api/*', (context) => refuse(context, 'badRequest'));
  app.get('*', (context) => input.game(new URL(context.req.url)));
  app.onError((error, context) => {
    metrics.count('problems');
    input.onProblem(error instanceof Error ? error.name : 'unknown');
    return refuse(context, 'busy');
  });
  return app;
}

/** Undefined for whatever is no JSON. */
async function bodyOf(context: Context): Promise<unknown> {
  try {
    return JSON.parse(await context.req.text()) as unknown;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
