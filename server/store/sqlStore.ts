// Store over a Db. A room's version is its lock: events are written behind the version they were decided on, or not at all.
import type { RoomEvent } from '../../src/classroom/event.ts';
import type { Db, Row, Run } from './db.ts';
import { migrate } from './migrations.ts';
import type { Store, StoredEvent, StoredRoom } from './store.ts';

const ROOM = 'id, code, host_hash, projector_hash, version, opened_at, delete_at';
const ROWS_AT_ONCE = 100;

export function createSqlStore(db: Db): Store {
  return {
    shared: db.shared,
    migrate: (to) => migrate(db, to),
    openRoom: (room, events) =>
      db.transaction(async (run) => {
        const known = await run('SELECT id FROM room WHERE host_hash = ?', [room.hostHash]);
        if (known.rows.length > 0) return 'known';
        const { id, code, hostHash, projectorHash, version, openedAt, deleteAt } = room;
        const made = await run(`INSERT INTO room (${ROOM}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`, [
          id,
          code,
          hostHash,
          projectorHash,
          version,
          openedAt,
          deleteAt,
        ]);
        if (made.changes === 0) return 'codeTaken';
        await insertEvents(run, id, events);
        return 'opened';
      }),
    findRoom: async (code) => roomOf((await db.run(`SELECT ${ROOM} FROM room WHERE code = ?`, [code])).rows[0]),
    findRoomOfHost: async (hash) => roomOf((await db.run(`SELECT ${ROOM} FROM room WHERE host_hash = ?`, [hash])).rows[0]),
    countRooms: async () => Number((await db.run('SELECT COUNT(*) AS count FROM room')).rows[0]?.['count'] ?? 0),
    readLog: async (room, after) => {
      const { rows } = await db.run('SELECT seq, at, key, body FROM event WHERE room = ? AND seq > ? ORDER BY seq', [
        room,
        after,
      ]);
      return rows.map(eventOf);
    },
    append: (batches) =>
      db.transaction(async (run) => {
        const taken = new Map<string, boolean>();
        // In one order everywhere: two processes that lock the same rooms never wait for each other.
        for (const { room, from, events } of [...batches].sort((a, b) => (a.room < b.room ? -1 : 1))) {
          const to = from + events.length;
          const moved = await run('UPDATE room SET version = ? WHERE id = ? AND version = ?', [to, room, from]);
          taken.set(room, moved.changes === 1);
          if (moved.changes === 1) await insertEvents(run, room, events);
        }
        return batches.map(({ room }) => taken.get(room) === true);
      }),
    readVersions: async (rooms) => {
      if (rooms.length === 0) return new Map();
      const places = rooms.map(() => '?').join(', ');
      const { rows } = await db.run(`SELECT id, version FROM room WHERE id IN (${places})`, rooms);
      return new Map(rows.map((row) => [String(row['id']), Number(row['version'])]));
    },
    removeRoom: async (id) => {
      await db.run('DELETE FROM room WHERE id = ?', [id]);
      await db.scrub?.();
    },
    removeExpired: async (now) => {
      const gone = await db.transaction(async (run) => {
        const { rows } = await run('SELECT id FROM room WHERE delete_at <= ?', [now]);
        await run('DELETE FROM room WHERE delete_at <= ?', [now]);
        return rows.map((row) => String(row['id']));
      });
      if (gone.length > 0) await db.scrub?.();
      return gone;
    },
    close: () => db.close(),
  };
}

async function insertEvents(run: Run, room: string, events: readonly StoredEvent[]): Promise<void> {
  for (let at = 0; at < events.length; at += ROWS_AT_ONCE) {
    const some = events.slice(at, at + ROWS_AT_ONCE);
    const values = some.map(() => '(?, ?, ?, ?, ?)').join(', ');
    const params = some.flatMap((event) => [room, event.seq, event.at, event.key ?? null, JSON.stringify(event.event)]);
    await run(`INSERT INTO event (room, seq, at, key, body) VALUES ${values}`, params);
  }
}

function roomOf(row: Row | undefined): StoredRoom | undefined {
  return (
    row && {
      id: String(row['id']),
      code: String(row['code']),
      hostHash: String(row['host_hash']),
      projectorHash: String(row['projector_hash']),
      version: Number(row['version']),
      openedAt: Number(row['opened_at']),
      deleteAt: Number(row['delete_at']),
    }
  );
}

function eventOf(row: Row): StoredEvent {
  const key = row['key'];
  return {
    seq: Number(row['seq']),
    at: Number(row['at']),
    ...(typeof key === 'string' ? { key } : {}),
    event: JSON.parse(String(row['body'])) as RoomEvent,
  };
}
