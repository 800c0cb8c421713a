// Schema, step by step, up and down: the same for both databases. A step that has been released is never changed.
import type { Sql } from './sql.ts';

interface Step {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

const STEPS: readonly Step[] = [
  {
    up: [
      `CREATE TABLE rooms (
        id TEXT PRIMARY KEY,
        code TEXT NOT NULL UNIQUE,
        host_hash TEXT NOT NULL,
        show_hash TEXT NOT NULL,
        opened_at BIGINT NOT NULL,
        purge_at BIGINT NOT NULL
      )`,
      'CREATE INDEX rooms_purge ON rooms (purge_at)',
      // The log. Who writes a number that is taken has an old picture of the room, reads on and decides again.
      `CREATE TABLE events (
        room TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
        seq BIGINT NOT NULL,
        at BIGINT NOT NULL,
        body TEXT NOT NULL,
        seat BIGINT,
        submission TEXT,
        PRIMARY KEY (room, seq)
      )`,
      'CREATE UNIQUE INDEX events_submission ON events (room, seat, submission)',
      `CREATE TABLE seats (
        room TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
        seat BIGINT NOT NULL,
        token_hash TEXT NOT NULL,
        PRIMARY KEY (room, seat)
      )`,
      'CREATE UNIQUE INDEX seats_token ON seats (room, token_hash)',
    ],
    down: ['DROP TABLE seats', 'DROP TABLE events', 'DROP TABLE rooms'],
  },
];

export const NEWEST = STEPS.length;

/** To `target`, up or down, one step a transaction. A database that is newer than this program is refused. */
export async function migrate(sql: Sql, target: number = NEWEST): Promise<void> {
  await sql.run('CREATE TABLE IF NOT EXISTS schema_steps (step BIGINT PRIMARY KEY)');
  const [row] = await sql.all('SELECT COALESCE(MAX(step), 0) AS step FROM schema_steps');
  let at = Number(row?.['step'] ?? 0);
  if (at > NEWEST) throw new Error(`The database has schema ${at}; this program knows ${NEWEST}. Start the newer program.`);
  for (; at < target; at++) await apply(sql, STEPS[at]?.up ?? [], ['INSERT INTO schema_steps (step) VALUES (?)', at + 1]);
  for (; at > target; at--) await apply(sql, STEPS[at - 1]?.down ?? [], ['DELETE FROM schema_steps WHERE step = ?', at]);
}

async function apply(sql: Sql, statements: readonly string[], [mark, step]: readonly [string, number]): Promise<void> {
  await sql.transaction(async (runner) => {
    // Two processes that start together: the second waits for the row and finds the work done.
    const marked = await runner.run(`${mark}${mark.startsWith('INSERT') ? ' ON CONFLICT DO NOTHING' : ''}`, [step]);
    if (marked === 0) return;
    for (const statement of statements) await runner.run(statement);
  });
}
