// The API: rooms, seats, commands, views, the log. Keys come in a header and nowhere else; who somebody is, is decided by the key alone.
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { aliasOfKey } from '../../src/classroom/aliases.ts';
import { rebuildChallenge } from '../../src/classroom/challenge.ts';
import { type Actor, MAY, parseCommand } from '../../src/classroom/command.ts';
import { decide, decideJoin } from '../../src/classroom/decide.ts';
import { cleanName } from '../../src/classroom/names.ts';
import { seedOf } from '../../src/classroom/seeds.ts';
import { viewRoom } from '../../src/classroom/view.ts';
import { hashKey, KEY } from '../keys.ts';
import type { OpenRoom } from '../room/registry.ts';
import { type Answered, answerOf, submit } from '../room/submit.ts';
import type { Doors } from './doors.ts';
import { channelsOf } from '../live/fanout.ts';
import { waitForFrame } from '../live/longPoll.ts';
import { openStream } from '../live/eventStream.ts';
import { readJson } from './readJson.ts';
import { refuse, type Refused } from './refusals.ts';

const key = v.pipe(v.string(), v.regex(KEY));
const CREATE = v.strictObject({ challenge: v.unknown(), hostKey: key, projectorKey: key });
const JOIN = v.strictObject({ key, host: v.exactOptional(key), alias: v.exactOptional(v.pipe(v.string(), v.maxLength(1000))) });
const COMMAND = v.strictObject({ command: v.unknown(), key: v.exactOptional(v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/))) });

interface Called {
  readonly room: OpenRoom;
  readonly actor: Actor;
  readonly bearer: string | undefined;
}

type Api = Hono<{ Variables: { json: unknown } }>;

export function createApi(doors: Doors): Api {
  const { registry, shelf, metrics } = doors;
  const app: Api = new Hono();

  const no = (c: Context, { status, body }: Refused): Response => {
    metrics.count('refusals_total', `code="${body.code}"`);
    if (body.again !== undefined) c.header('Retry-After', String(body.again));
    return c.json(body, status);
  };
  const tell = (c: Context, answered: Answered): Response => ('refused' in answered ? no(c, answered.refused) : c.json(answered));

  /** The room of this address and who asks; a refusal when there is none, or nobody vouches and the line is too long. */
  const call = async (c: Context): Promise<Called | Refused> =>
    doors.call(c.req.param('code') ?? '', bearerOf(c), doors.addressOf(c));
  const isRefused = (called: Called | Refused): called is Refused => 'status' in called;

  app.use('*', async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
    c.header('X-Content-Type-Options', 'nosniff');
  });
  app.use('*', async (c, next) => {
    if (c.req.method === 'POST') {
      const read = await readJson(c.req.raw);
      if (read === 'tooLarge') {
        c.header('Connection', 'close');
        return no(c, refuse('tooLarge'));
      }
      c.set('json', read.value);
    }
    await next();
    return undefined;
  });
  app.onError((error, c) => {
    doors.log.error('a request broke', error);
    return no(c, refuse('broken'));
  });

  app.post('/rooms', async (c) => {
    const read = v.safeParse(CREATE, c.get('json'));
    if (!read.success) return no(c, refuse('badRequest'));
    const { hostKey, projectorKey } = read.output;
    if (hostKey === projectorKey) return no(c, refuse('badRequest'));
    const rebuilt = rebuildChallenge(read.output.challenge);
    if (!rebuilt.ok) return no(c, refuse('badChallenge', { why: rebuilt.where }));
    const { challenge } = rebuilt;
    if (challenge.levels.some(({ id, rev }) => shelf.read(id)?.rev !== rev)) return no(c, refuse('otherLevels'));
    const title = cleanTitle(challenge.title);
    if (title === undefined) return no(c, refuse('badChallenge', { why: 'title' }));
    if (!doors.creations.take(doors.addressOf(c))) return no(c, refuse('tooFast', { again: 10 }));
    const room = await registry.create({ ...challenge, title }, { host: hostKey, projector: projectorKey });
    if (room === 'full') return no(c, refuse('tooMany', { again: 60 }));
    if (room === 'otherRoom') return no(c, refuse('otherRoom'));
    metrics.count('rooms_opened_total');
    return c.json({ ok: true, code: room.code, deleteAt: room.deleteAt }, 201);
  });

  app.post('/rooms/:code/seats', async (c) => {
    const read = v.safeParse(JOIN, c.get('json'));
    if (!read.success) return no(c, refuse('badRequest'));
    const called = await doors.call(c.req.param('code'), read.output.key, doors.addressOf(c));
    if (isRefused(called)) return no(c, called);
    const { live } = called.room;
    if (called.actor.role === 'host' || called.actor.role === 'projector') return no(c, refuse('badRequest'));
    const { challenge } = live.state();
    const { host } = read.output;
    // A seat of the teacher's own, to try the room with.
    const rehearsal = host !== undefined;
    if (rehearsal && actorOf(called.room, host).role !== 'host') return no(c, refuse('notAllowed'));
    let alias = aliasOfKey(read.output.key);
    if (challenge.freeNames && read.output.alias !== undefined) {
      const name = cleanName(read.output.alias);
      if (!name.ok) return no(c, refuse('badName', { why: name.problem }));
      alias = name.name;
    }
    const outcome = await live.change({
      key: seatKey(read.output.key),
      decide: (state) => decideJoin(state, { seat: state.seats.size + 1, alias, rehearsal }),
    });
    if (!outcome.ok) {
      if (outcome.code === 'locked') doors.guesses.fail(doors.addressOf(c));
      return no(c, refuse(outcome.code, outcome.code === 'storeDown' ? { again: 2 } : {}));
    }
    if (!outcome.again) metrics.count('seats_taken_total');
    return c.json({ ok: true, ...selfOf(live.state(), actorOf(called.room, read.output.key)), version: outcome.version });
  });

  app.post('/rooms/:code/commands', async (c) => {
    const read = v.safeParse(COMMAND, c.get('json'));
    const command = read.success ? parseCommand(read.output.command) : undefined;
    if (!read.success || !command) return no(c, refuse('badRequest'));
    const called = await call(c);
    if (isRefused(called)) return no(c, called);
    const { room, actor, bearer } = called;
    if (actor.role === 'nobody') return no(c, refuse('noKey'));
    if (!MAY[command.type].includes(actor.role)) return no(c, refuse('notAllowed'));
    const who = `${room.live.stored.id} ${bearer ?? ''}`;
    if (command.type === 'submit') {
      if (actor.role !== 'seat') return no(c, refuse('notAllowed'));
      // A repeated one costs nothing and is always answered.
      const again = room.live.ackOf(`s:${actor.seat}:${command.submission}`) !== undefined;
      if (!again && !doors.submissions.take(who)) return no(c, refuse('tooFast', { again: 2 }));
      const answered = await submit({ room: room.live, seat: actor.seat, command, pool: doors.pool, busy: doors.busy });
      metrics.count(
        'submissions_total',
        `outcome="${'refused' in answered ? answered.refused.body.code : answered.again ? 'again' : 'accepted'}"`,
      );
      return tell(c, answered);
    }
    if (!doors.requests.take(who)) return no(c, refuse('tooFast', { again: 1 }));
    if (command.type === 'rename') {
      const name = cleanName(command.alias);
      if (!name.ok) return no(c, refuse('badName', { why: name.problem }));
    }
    // Told twice it is only told again: nothing of it is kept to answer with.
    const own =
      read.output.key === undefined || command.type === 'work'
        ? {}
        : { key: `${actor.role === 'host' ? 'h' : `c:${actor.role}`}:${read.output.key}` };
    return tell(c, answerOf(await room.live.change({ ...own, decide: (state) => decide(state, actor, command) })));
  });

  app.get('/rooms/:code/me', async (c) => {
    const called = await call(c);
    if (isRefused(called)) return no(c, called);
    return c.json({ ok: true, ...selfOf(called.room.live.state(), called.actor) });
  });

  app.get('/rooms/:code/view', async (c) => {
    const called = await call(c);
    if (isRefused(called)) return no(c, called);
    const { room, actor, bearer } = called;
    if (actor.role !== 'nobody' && !doors.requests.take(`${room.live.stored.id} ${bearer ?? ''}`))
      return no(c, refuse('tooFast', { again: 1 }));
    if (isOut(room, actor)) return no(c, refuse('removed'));
    if (c.req.query('since') === undefined) return c.json({ type: 'view', view: viewRoom(room.live.state(), actor) });
    const since = wholeNumber(c.req.query('since'), Number.MAX_SAFE_INTEGER);
    const wait = wholeNumber(c.req.query('wait'), 25_000);
    if (since === undefined || wait === undefined) return no(c, refuse('badRequest'));
    // It was told more by another gateway than this one has read.
    if (since > room.live.state().version) await room.live.catchUp();
    const text = await waitForFrame(room.hub, { actor, since, wait, gone: c.req.raw.signal });
    return text === undefined ? c.body(null, 204) : c.body(text, 200, { 'Content-Type': 'application/json' });
  });

  /** Where to listen when a fan-out engine stands beside; nothing: here. */
  app.get('/rooms/:code/ticket', async (c) => {
    const called = await call(c);
    if (isRefused(called)) return no(c, called);
    const { room, actor } = called;
    if (actor.role === 'nobody') return no(c, refuse('noKey'));
    if (isOut(room, actor)) return no(c, refuse('removed'));
    if (!doors.fanout) return c.body(null, 204);
    metrics.count('tickets_total');
    return c.json(doors.fanout.ticket(room.live.stored.id, channelsOf(room.live.state(), actor), actor));
  });

  app.get('/rooms/:code/stream', async (c) => {
    const called = await call(c);
    if (isRefused(called)) return no(c, called);
    const { room, actor } = called;
    if (actor.role === 'nobody') return no(c, refuse('noKey'));
    if (isOut(room, actor)) return no(c, refuse('removed'));
    if (registry.sockets() >= doors.maxSockets) return no(c, refuse('busy', { again: 5 }));
    metrics.count('streams_opened_total');
    return openStream(room.hub, actor);
  });

  /** The whole log: of everybody, or of the seat that is asked for, for the host; its own work for a seat. */
  app.get('/rooms/:code/log', async (c) => {
    const called = await call(c);
    if (isRefused(called)) return no(c, called);
    const { room, actor, bearer } = called;
    if (actor.role === 'nobody') return no(c, refuse('noKey'));
    if (actor.role === 'projector' || isOut(room, actor)) return no(c, refuse('notAllowed'));
    if (!doors.exports.take(`${room.live.stored.id} ${bearer ?? ''}`)) return no(c, refuse('tooFast', { again: 5 }));
    const log = await doors.store.readLog(room.live.stored.id, 0);
    const asked = wholeNumber(c.req.query('seat'), 1_000_000);
    if (asked === undefined) return no(c, refuse('badRequest'));
    const seat = actor.role === 'seat' ? actor.seat : asked;
    const told = seat === 0 ? log : log.filter(({ event }) => 'seat' in event && event.seat === seat);
    return c.json({ ok: true, log: told.map(({ seq, at, event }) => ({ seq, at, event })) });
  });

  app.delete('/rooms/:code', async (c) => {
    const called = await call(c);
    if (isRefused(called)) return no(c, called);
    if (called.actor.role !== 'host') return no(c, refuse(called.actor.role === 'nobody' ? 'noKey' : 'notAllowed'));
    await registry.remove(called.room);
    metrics.count('rooms_deleted_total');
    return c.json({ ok: true });
  });

  return app;
}

export function seatKey(key: string): string {
  return `t:${hashKey(key)}`;
}

/** Who holds this key in this room. */
export function actorOf({ live }: OpenRoom, bearer: string | undefined): Actor {
  if (bearer === undefined || !KEY.test(bearer)) return { role: 'nobody' };
  const hash = hashKey(bearer);
  if (hash === live.stored.hostHash) return { role: 'host' };
  if (hash === live.stored.projectorHash) return { role: 'projector' };
  const taken = live.ackOf(`t:${hash}`)?.event;
  return taken?.type === 'seatTaken' ? { role: 'seat', seat: taken.seat } : { role: 'nobody' };
}

export function isOut({ live }: OpenRoom, actor: Actor): boolean {
  return actor.role === 'seat' && live.state().seats.get(actor.seat)?.standing === 'removed';
}

function selfOf(state: ReturnType<OpenRoom['live']['state']>, actor: Actor): Readonly<Record<string, unknown>> {
  if (actor.role !== 'seat') return { role: actor.role };
  const seat = state.seats.get(actor.seat);
  const seed = seedOf(state.challenge, actor.seat);
  return {
    role: 'seat',
    seat: actor.seat,
    alias: seat?.alias,
    standing: seat?.standing,
    ...(seed === undefined ? {} : { seed }),
  };
}

function bearerOf(c: Context): string | undefined {
  return /^Bearer ([\w-]{1,200})$/.exec(c.req.header('Authorization') ?? '')?.[1];
}

function wholeNumber(text: string | undefined, most: number): number | undefined {
  if (text === undefined) return 0;
  const value = Number(text);
  return /^\d{1,16}$/.test(text) && value <= most ? value : undefined;
}

/** Signs that turn a line around or hide have no place in a title either; its length is the challenge's. */
function cleanTitle(title: string): string | undefined {
  const clean = title.normalize('NFKC').trim();
  return clean === '' || /[\p{Cc}\p{Cs}\p{Co}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}]|\p{M}{3,}/u.test(clean)
    ? undefined
    : clean;
}
