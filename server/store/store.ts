// Store: rooms, their logs and the seats' secrets (hashed). Appends that arrive together are committed together; none is acknowledged before it is durable.
import type { LoggedEvent, RoomEvent } from '../../src/classroom/event.ts';
import type { Row, Runner, Sql } from './sql.ts';

export interface RoomRecord {
  readonly id: string;
  readonly code: string;
  readonly hostHash: string;
  readonly showHash: string;
  readonly openedAt: number;
  readonly purgeAt: number;
}

export interface Append {
  readonly room: string;
  /** The first is the number that the writer believes to be next. */
  readonly events: readonly LoggedEvent[];
  /** Of the seat that these events take. */
  readonly token?: { readonly seat: number; readonly hash: string };
}

export interface Alone {
  readLog(after: number): Promise<readonly LoggedEvent[]>;
  readTokens(): Promise<ReadonlyMap<string, number>>;
  append(append: Append): Promise<boolean>;
}

export interface Store {
  /** False: the code is taken. */
  createRoom(room: RoomRecord, opened: LoggedEvent): Promise<boolean>;
  findRoom(code: string): Promise<RoomRecord | undefined>;
  readLog(room: string, after: number): Promise<readonly LoggedEvent[]>;
  readTokens(room: string): Promise<ReadonlyMap<string, number>>;
  /** False: somebody else wrote first (or this submission is written already). */
  append(append: Append): Promise<boolean>;
  /** While `work` runs nobody else writes in this room: for whoever came second too often. */
  exclusive<T>(room: string, work: (alone: Alone) => Promise<T>): Promise<T>;
  deleteRoom(room: string): Promise<void>;
  /** Rooms whose time is over; how many went. */
  purge(now: number): Promise<number>;
  /** Rooms that somebody may wait for: `now` is used to leave out the old. */
  openRooms(): Promise<readonly string[]>;
  close(): Promise<void>;
  readonly sql: Sql;
}

interface Waiting {
  readonly append: Append;
  readonly done: (written: boolean) => void;
  readonly failed: (error: unknown) => void;
}

const MOST_TOGETHER = 200;

export function createStore(sql: Sql): Store {
  let waiting: Waiting[] = [];
  /** Writers of a room queue at its row, in the order of rooms; SQLite has one writer anyway. */
  const lock = async (runner: Runner, rooms: readonly string[]): Promise<void> => {
    if (sql.dialect !== 'postgres') return;
    for (const room of rooms) await runner.all('SELECT id FROM rooms WHERE id = ? FOR UPDATE', [room]);
  };
  let flushing = false;

  const flush = async (): Promise<void> => {
    if (flushing) return;
    flushing = true;
    while (waiting.length > 0) {
      // In the order of rooms, within a room as they came: two processes never wait for each other in a circle.
      const batch = waiting
        .slice(0, MOST_TOGETHER)
        .sort((a, b) => (a.append.room < b.append.room ? -1 : a.append.room > b.append.room ? 1 : 0));
      waiting = waiting.slice(MOST_TOGETHER);
      try {
        const written = await sql.transaction(async (runner) => {
          const results: boolean[] = [];
          await lock(runner, [...new Set(batch.map(({ append }) => append.room))]);
          for (const { append } of batch) results.push(await write(runner, append));
          return results;
        });
        for (const [index, { done }] of batch.entries()) done(written[index] === true);
      } catch (error) {
        // Nothing of it is written: each is told so, and none is acknowledged.
        for (const { failed } of batch) failed(error);
      }
    }
    flushing = false;
  };

  return {
    sql,
    createRoom: (room, opened) =>
      sql.transaction(async (runner) => {
        const made = await runner.run(
          'INSERT INTO rooms (id, code, host_hash, show_hash, opened_at, purge_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
          [room.id, room.code, room.hostHash, room.showHash, room.openedAt, room.purgeAt],
        );
        if (made === 0) return false;
        await insert(runner, room.id, opened);
        return true;
      }),
    findRoom: async (code) => {
      const [row] = await sql.all('SELECT * FROM rooms WHERE code = ?', [code]);
      return row && roomOf(row);
    },
    readLog: (room, after) => readLog(sql, room, after),
    readTokens: (room) => readTokens(sql, room),
    exclusive: (room, work) =>
      sql.transaction(async (runner) => {
        await lock(runner, [room]);
        return work({
          readLog: (after) => readLog(runner, room, after),
          readTokens: () => readTokens(runner, room),
          append: (append) => write(runner, append),
        });
      }),
    append: (append) =>
      new Promise((done, failed) => {
        waiting.push({ append, done, failed });
        // After this turn: whoever else has something to write now comes along.
        setImmediate(() => void flush());
      }),
    deleteRoom: (room) => sql.transaction((runner) => remove(runner, [room])),
    purge: (now) =>
      sql.transaction(async (runner) => {
        const rows = await runner.all('SELECT id FROM rooms WHERE purge_at <= ?', [now]);
        await remove(
          runner,
          rows.map((row) => String(row['id'])),
        );
        return rows.length;
      }),
    openRooms: async () => (await sql.all('SELECT code FROM rooms')).map((row) => String(row['code'])),
    close: () => sql.close(),
  };
}

async function readLog(runner: Runner, room: string, after: number): Promise<readonly LoggedEvent[]> {
  const rows = await runner.all('SELECT seq, at, body FROM events WHERE room = ? AND seq > ? ORDER BY seq', [room, after]);
  return rows.map(loggedOf);
}

async function readTokens(runner: Runner, room: string): Promise<ReadonlyMap<string, number>> {
  const rows = await runner.all('SELECT seat, token_hash FROM seats WHERE room = ?', [room]);
  return new Map(rows.map((row) => [String(row['token_hash']), Number(row['seat'])]));
}

async function write(runner: Runner, { room, events, token }: Append): Promise<boolean> {
  for (const [index, event] of events.entries()) {
    const written = await insert(runner, room, event);
    if (written) continue;
    if (index === 0) return false;
    throw new Error('a log with a gap');
  }
  if (token) await runner.run('INSERT INTO seats (room, seat, token_hash) VALUES (?, ?, ?)', [room, token.seat, token.hash]);
  return true;
}

async function insert(runner: Runner, room: string, { seq, at, event }: LoggedEvent): Promise<boolean> {
  const [seat, submission] = event.type === 'submitted' ? [event.seat, event.submission] : [null, null];
  const changed = await runner.run(
    'INSERT INTO events (room, seq, at, body, seat, submission) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    [room, seq, at, JSON.stringify(event), seat, submission],
  );
  return changed > 0;
}

/** Children first: a database that does not cascade is as empty afterwards. */
async function remove(runner: Runner, rooms: readonly string[]): Promise<void> {
  for (const room of rooms) {
    await runner.run('DELETE FROM events WHERE room = ?', [room]);
    await runner.run('DELETE FROM seats WHERE room = ?', [room]);
    await runner.run('DELETE FROM rooms WHERE id = ?', [room]);
  }
}

function roomOf(row: Row): RoomRecord {
  return {
    id: String(row['id']),
    code: String(row['code']),
    hostHash: String(row['host_hash']),
    showHash: String(row['show_hash']),
    openedAt: Number(row['opened_at']),
    purgeAt: Number(row['purge_at']),
  };
}

/** Written by ourselves, and rebuilt by nobody: the database is as trusted as the program. */
function loggedOf(row: Row): LoggedEvent {
  return { seq: Number(row['seq']), at: Number(row['at']), event: JSON.parse(String(row['body'])) as RoomEvent };
}
