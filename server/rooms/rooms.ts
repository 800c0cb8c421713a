// Rooms: what may be asked of them, decided on the fold of the log and written down before it is answered. Any process may serve any room: who writes
// second finds the number taken, reads on and decides again.
import type { Challenge } from '../../src/classroom/challenge.ts';
import type { Actor, Command } from '../../src/classroom/command.ts';
import {
  decide,
  decideJoin,
  decideSubmit,
  decideTime,
  type Decision,
  findSubmitRefusal,
  nextMoment,
  type RefusalCode,
} from '../../src/classroom/decide.ts';
import type { LoggedEvent, RoomEvent, SubmissionVerdict } from '../../src/classroom/event.ts';
import { makeAlias } from '../../src/classroom/aliases.ts';
import { cleanName } from '../../src/classroom/names.ts';
import type { RoomState } from '../../src/classroom/room.ts';
import { seedOf } from '../../src/classroom/seeds.ts';
import { type Chance, hashSecret } from '../secrets.ts';
import type { Store } from '../store/store.ts';
import type { Verifier } from '../verify/verifier.ts';
import { actorOf, type LiveRoom, openLive, takeUp } from './room.ts';

const DAY = 86_400_000;
const MOST_TRIES = 20;
/** Between two submissions of one seat. */
const SUBMIT_MS = 2_000;
/** A room nobody listens to leaves the memory, not the disk. */
const IDLE_MS = 15 * 60_000;

export type Told<T> = { readonly ok: true; readonly value: T } | Refused;
export interface Refused {
  readonly ok: false;
  /** A key of words/ after `room.`. */
  readonly code: RefusalCode | 'unknownRoom' | 'busy' | 'tooSoon' | 'badSolution' | 'tooHard' | 'name';
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface Submitted {
  readonly seq: number;
  readonly verdict: SubmissionVerdict;
  /** Written before: the same submission again. */
  readonly again: boolean;
}

export interface HandedIn {
  readonly seq: number;
  readonly at: number;
  readonly level: string;
  readonly solution: string;
  readonly stars: number;
}

export interface Rooms {
  open(challenge: Challenge): Promise<{ readonly code: string; readonly hostKey: string; readonly showKey: string }>;
  find(code: string): Promise<LiveRoom | undefined>;
  actor(room: LiveRoom, token: string): Promise<Actor>;
  join(
    room: LiveRoom,
    asked: { readonly ticket: string; readonly alias?: string },
  ): Promise<Told<{ readonly seat: number; readonly alias: string }>>;
  command(room: LiveRoom, actor: Actor, command: Exclude<Command, { type: 'submit' }>): Promise<Told<number>>;
  submit(room: LiveRoom, seat: number, command: Extract<Command, { type: 'submit' }>): Promise<Told<Submitted>>;
  /** What a seat handed in, oldest first. */
  solutions(room: LiveRoom, seat: number): Promise<readonly HandedIn[]>;
  log(room: LiveRoom): Promise<readonly LoggedEvent[]>;
  remove(room: LiveRoom): Promise<void>;
  /** What the clock has to say, in every room that is in memory; and what is idle leaves it. */
  tick(): Promise<void>;
  /** Another process wrote; an empty name is all rooms. */
  heard(code: string): void;
  readonly held: () => number;
}

export interface RoomsInput {
  readonly store: Store;
  readonly verifier: Verifier;
  readonly chance: Chance;
  readonly now: () => number;
}

export function createRooms({ store, verifier, chance, now }: RoomsInput): Rooms {
  const live = new Map<string, LiveRoom>();
  const opening = new Map<string, Promise<LiveRoom | undefined>>();

  const load = async (code: string): Promise<LiveRoom | undefined> => {
    const record = await store.findRoom(code);
    if (!record) return undefined;
    const tokens = await store.readTokens(record.id);
    const log = await store.readLog(record.id, 0);
    const room = openLive(record, log, tokens);
    if (room) live.set(code, room);
    return room;
  };

  const find = async (code: string): Promise<LiveRoom | undefined> => {
    const known = live.get(code);
    const room = known ?? (await (opening.get(code) ?? begin(code)));
    if (room) room.touchedAt = now();
    return room;
  };
  const begin = (code: string): Promise<LiveRoom | undefined> => {
    const promise = load(code).finally(() => opening.delete(code));
    opening.set(code, promise);
    return promise;
  };

  const catchUp = async (room: LiveRoom): Promise<void> => {
    // Secrets first: a seat whose secret is known is then in the log that is read.
    for (const [hash, seat] of await store.readTokens(room.record.id)) room.tokens.set(hash, seat);
    takeUp(room, await store.readLog(room.record.id, room.state.version));
  };

  /** One decision at a time in this process; against others the numbers of the log decide. */
  const inTurn = <T>(room: LiveRoom, work: () => Promise<T>): Promise<T> => {
    const next = room.turn.then(work, work);
    room.turn = next.catch(() => undefined);
    return next;
  };

  const commit = (
    room: LiveRoom,
    make: (state: RoomState) => Decision,
    token?: (state: RoomState) => { readonly seat: number; readonly hash: string },
  ): Promise<Told<readonly LoggedEvent[]>> =>
    inTurn(room, async () => {
      const attempt = async (append: Store['append']): Promise<Told<readonly LoggedEvent[]> | undefined> => {
        if (room.gone) return refuse('unknownRoom');
        const decision = make(room.state);
        if (!decision.ok) return refuse(decision.code);
        if (decision.events.length === 0) return { ok: true, value: [] };
        const events = numbered(room, decision.events);
        const seat = token?.(room.state);
        const written = await append({ room: room.record.id, events, ...(seat ? { token: seat } : {}) });
        if (written && seat) room.tokens.set(seat.hash, seat.seat);
        return written ? { ok: true, value: events } : undefined;
      };
      let told = await attempt((append) => store.append(append));
      // Another process wrote first: what it wrote is read and decided on, and nobody comes between.
      told ??= await store.exclusive(room.record.id, async (alone) => {
        for (const [hash, seat] of await alone.readTokens()) room.tokens.set(hash, seat);
        takeUp(room, await alone.readLog(room.state.version));
        return attempt((append) => alone.append(append));
      });
      if (told?.ok && told.value.length > 0) {
        takeUp(room, told.value);
        void store.sql.notify?.('cidr_room', room.record.code).catch(() => undefined);
      }
      return told ?? refuse('busy');
    });

  /** Never earlier than what is written: a clock that was set back changes no order. */
  const numbered = (room: LiveRoom, events: readonly RoomEvent[]): LoggedEvent[] => {
    const at = Math.max(now(), room.lastAt);
    return events.map((event, index) => ({ seq: room.state.version + 1 + index, at, event }));
  };

  /** Whoever asks late is told by the log, not by who looked at the clock first. */
  const onTime = async (room: LiveRoom): Promise<void> => {
    const moment = nextMoment(room.state);
    if (moment === undefined || now() < moment) return;
    await commit(room, (state) => ({ ok: true, events: decideTime(state, Math.max(now(), room.lastAt)) }));
  };

  return {
    open: async (challenge) => {
      const [hostKey, showKey] = [chance.secret(), chance.secret()];
      const at = now();
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const record = {
          id: chance.id(),
          code: chance.code(),
          hostHash: hashSecret(hostKey),
          showHash: hashSecret(showKey),
          openedAt: at,
          purgeAt: at + challenge.keepDays * DAY,
        };
        if (await store.createRoom(record, { seq: 1, at, event: { type: 'roomOpened', challenge } }))
          return { code: record.code, hostKey, showKey };
      }
      throw new Error('no code is free');
    },
    find,
    actor: async (room, token) => {
      const hash = hashSecret(token);
      const actor = actorOf(room, hash);
      if (actor.role !== 'nobody' || store.sql.dialect === 'sqlite') return actor;
      // A seat that another process gave away a moment ago.
      await inTurn(room, () => catchUp(room));
      return actorOf(room, hash);
    },
    join: async (room, { ticket, alias }) => {
      const hash = hashSecret(ticket);
      const wanted = await findAlias(room, alias, chance);
      if (!wanted.ok) return wanted;
      const answer = (seat: number): Told<{ readonly seat: number; readonly alias: string }> => ({
        ok: true,
        value: { seat, alias: room.state.seats.get(seat)?.alias ?? wanted.value },
      });
      await onTime(room);
      const seatOf = (state: RoomState): number => 1 + [...state.seats.keys()].reduce((most, seat) => Math.max(most, seat), 0);
      let known = room.tokens.get(hash);
      if (known !== undefined) return answer(known);
      const written = await commit(
        room,
        (state) => {
          // The same ticket again, while the first was on its way: the same seat.
          known = room.tokens.get(hash);
          return known === undefined ? decideJoin(state, { seat: seatOf(state), alias: wanted.value }) : { ok: true, events: [] };
        },
        (state) => ({ seat: seatOf(state), hash }),
      );
      if (!written.ok) return written;
      const seat = known ?? room.tokens.get(hash);
      return seat === undefined ? refuse('busy') : answer(seat);
    },
    command: async (room, actor, command) => {
      await onTime(room);
      const written = await commit(room, (state) => decide(state, actor, command));
      return written.ok ? { ok: true, value: room.state.version } : written;
    },
    submit: async (room, seat, { level, submission, solution }) => {
      const again = (): Told<Submitted> | undefined => {
        const before = room.submissions.get(`${seat}/${submission}`);
        return before && { ok: true, value: { ...before, again: true } };
      };
      const known = again();
      if (known) return known;
      await onTime(room);
      const refusal = findSubmitRefusal(room.state, seat, level);
      if (refusal) return refuse(refusal);
      const wait = (room.lastSubmit.get(seat) ?? -Infinity) + SUBMIT_MS - now();
      if (wait > 0 && wait <= SUBMIT_MS) return refuse('tooSoon', { ms: Math.ceil(wait) });
      room.lastSubmit.set(seat, now());
      const { challenge } = room.state;
      const rev = challenge.levels.find(({ id }) => id === level)?.rev ?? 0;
      const seed = seedOf(challenge, seat, level);
      const judged = await verifier.verify({ level, rev, ...(seed === undefined ? {} : { seed }), solution });
      if (!judged.ok) {
        // A judge that broke is no fault of the seat: it may try again at once.
        if (judged.code === 'busy') room.lastSubmit.delete(seat);
        return judged.code === 'badSolution'
          ? refuse('badSolution', { code: judged.why, ...judged.params })
          : refuse(judged.code);
      }
      const { verdict } = judged;
      const written = await commit(room, (state) =>
        room.submissions.has(`${seat}/${submission}`)
          ? { ok: true, events: [] }
          : decideSubmit(state, seat, { level, submission, solution, verdict }),
      );
      if (!written.ok) return written;
      const [event] = written.value;
      return event ? { ok: true, value: { seq: event.seq, verdict, again: false } } : (again() ?? refuse('busy'));
    },
    solutions: async (room, seat) => {
      const log = await store.readLog(room.record.id, 0);
      return log.flatMap(({ seq, at, event }): HandedIn[] =>
        event.type === 'submitted' && event.seat === seat
          ? [{ seq, at, level: event.level, solution: event.solution, stars: event.verdict.stars }]
          : [],
      );
    },
    log: (room) => store.readLog(room.record.id, 0),
    remove: async (room) => {
      room.gone = true;
      live.delete(room.record.code);
      await store.deleteRoom(room.record.id);
      for (const hear of room.hear) hear(room.state);
    },
    tick: async () => {
      for (const room of live.values()) {
        await onTime(room);
        if (room.hear.size === 0 && now() - room.touchedAt > IDLE_MS) live.delete(room.record.code);
      }
      if ((await store.purge(now())) === 0) return;
      for (const room of live.values()) {
        if (await store.findRoom(room.record.code)) continue;
        room.gone = true;
        live.delete(room.record.code);
      }
    },
    heard: (code) => {
      const rooms = code === '' ? [...live.values()] : [live.get(code)];
      for (const room of rooms) if (room) void inTurn(room, () => catchUp(room)).catch(() => undefined);
    },
    held: () => live.size,
  };
}

async function findAlias(room: LiveRoom, typed: string | undefined, chance: Chance): Promise<Told<string>> {
  if (typed === undefined || !room.state.challenge.freeNames) return { ok: true, value: makeAlias(chance.number()) };
  const name = cleanName(typed);
  return name.ok ? { ok: true, value: name.name } : refuse('name', { problem: name.problem });
}

function refuse(code: Refused['code'], params?: Refused['params']): Refused {
  return { ok: false, code, ...(params ? { params } : {}) };
}
