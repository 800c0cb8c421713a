// PostgreSQL by pg: the same statements with $1 for ?, and NOTIFY between processes. A lost connection is opened again by the pool.
import pg from 'pg';
import type { Row, Runner, Sql, Value } from './sql.ts';

const RETRY_MS = 1_000;

export function openPostgres(url: string, onProblem: (what: string) => void): Sql {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5_000, idleTimeoutMillis: 30_000 });
  pool.on('error', () => onProblem('database.connection'));
  // Whole numbers of 64 bits: ours are times and counts, far below 2^53.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const over = (client: Pick<pg.ClientBase, 'query'>): Runner => ({
    all: async (text, values = []) => (await client.query(numbered(text), values as Value[])).rows as Row[],
    run: async (text, values = []) => (await client.query(numbered(text), values as Value[])).rowCount ?? 0,
  });
  let listener: pg.Client | undefined;
  let closed = false;
  const listenOn = async (channel: string, hear: (text: string) => void): Promise<void> => {
    if (closed) return;
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    const again = (): void => {
      if (listener === client) listener = undefined;
      if (!closed) setTimeout(() => void listenOn(channel, hear).catch(again), RETRY_MS).unref();
    };
    client.on('error', again);
    client.on('notification', ({ payload }) => hear(payload ?? ''));
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    listener = client;
    // What was said while nobody listened: everything may have changed.
    hear('');
  };
  return {
    dialect: 'postgres',
    ...over(pool),
    transaction: async (work) => {
      const client = await pool.connect();
      let failed: Error | undefined;
      try {
        await client.query('BEGIN');
        const result = await work(over(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        failed = error instanceof Error ? error : new Error('database');
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      } finally {
        // A connection that broke is not given back.
        client.release(failed !== undefined && !('code' in failed && String(failed.code).length === 5) ? failed : undefined);
      }
    },
    notify: async (channel, text) => void (await pool.query('SELECT pg_notify($1, $2)', [channel, text])),
    listen: listenOn,
    close: async () => {
      closed = true;
      await listener?.end().catch(() => undefined);
      await pool.end();
    },
  };
}

function numbered(text: string): string {
  let count = 0;
  return text.replaceAll('?', () => `$${++count}`);
}
