// The schema, step by step, each with its way back. The log is `event`; `room` holds what must be found without reading a log.
import type { Db, Run } from './db.ts';

interface Migration {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

const MIGRATIONS: readonly Migration[] = [
  {
    up: [
      `CREATE TABLE room (
        id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, host_hash TEXT NOT NULL UNIQUE, projector_hash TEXT NOT NULL,
        version BIGINT NOT NULL, opened_at BIGINT NOT NULL)`,
      `CREATE TABLE event (
        room TEXT NOT NULL REFERENCES room(id) ON DELETE CASCADE, seq BIGINT NOT NULL, at BIGINT NOT NULL,
        key TEXT, body TEXT NOT NULL, PRIMARY KEY (room, seq), UNIQUE (room, key))`,
    ],
    down: ['DROP TABLE event', 'DROP TABLE room'],
  },
  {
    // Rooms of before are kept as long as a room is by default.
    up: [
      'ALTER TABLE room ADD COLUMN delete_at BIGINT NOT NULL DEFAULT 0',
      'UPDATE room SET delete_at = opened_at + 2592000000',
      'CREATE INDEX room_delete_at ON room (delete_at)',
    ],
    down: ['DROP INDEX room_delete_at', 'ALTER TABLE room DROP COLUMN delete_at'],
  },
];

export const NEWEST: number = MIGRATIONS.length;

/** Several processes may start at once: the table is made by one, and locked while steps are taken. */
export async function migrate(db: Db, to: number = NEWEST): Promise<number> {
  if (!Number.isInteger(to) || to < 0 || to > NEWEST)
    throw new Error(`there is no schema version ${to}; the newest is ${NEWEST}`);
  return db.transaction(async (run) => {
    if (db.shared) await run('SELECT pg_advisory_xact_lock(726473)');
    await run('CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)');
    let version = await versionOf(run);
    while (version !== to) {
      const rising = version < to;
      const step = MIGRATIONS[rising ? version : version - 1];
      for (const sql of (rising ? step?.up : step?.down) ?? []) await run(sql);
      version += rising ? 1 : -1;
      await run('UPDATE schema_version SET version = ?', [version]);
    }
    return version;
  });
}

async function versionOf(run: Run): Promise<number> {
  const { rows } = await run('SELECT version FROM schema_version');
  const version = rows[0]?.['version'];
  if (version === undefined) {
    await run('INSERT INTO schema_version (version) VALUES (0)');
    return 0;
  }
  const known = Number(version);
  if (known > NEWEST) throw new Error(`the data are of schema version ${known}, this server knows ${NEWEST}: start a newer one`);
  return known;
}
