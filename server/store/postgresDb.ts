// Db in PostgreSQL, for schools that run several processes.
import pg from 'pg';
import type { Db, Ran, Run, Value } from './db.ts';

const numbered = new Map<string, string>();

/** `?` as `$1`, `$2`, …: no statement of ours has a question mark inside a string. */
function withNumbers(sql: string): string {
  const known = numbered.get(sql);
  if (known !== undefined) return known;
  let count = 0;
  const text = sql.replaceAll('?', () => `$${++count}`);
  if (numbered.size < 500) numbered.set(sql, text);
  return text;
}

export function openPostgresDb(url: string, onError: (error: Error) => void): Db {
  const pool = new pg.Pool({ connectionString: url, max: 8, connectionTimeoutMillis: 5000, idleTimeoutMillis: 30_000 });
  // An idle connection that breaks (a restart of the database) is replaced when one is needed.
  pool.on('error', onError);
  const runOn = async (client: pg.Pool | pg.PoolClient, sql: string, params: readonly Value[] = []): Promise<Ran> => {
    const { rows, rowCount } = await client.query<Record<string, unknown>>(withNumbers(sql), [...params]);
    return { rows, changes: rowCount ?? 0 };
  };
  const run: Run = (sql, params) => runOn(pool, sql, params);
  return {
    shared: true,
    run,
    transaction: async (work) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      // The pool listens to idle ones only: a connection that ends between two statements would end the process.
      const onBreak = (error: Error): void => {
        broken = error;
      };
      client.on('error', onBreak);
      try {
        await client.query('BEGIN');
        const result = await work((sql, params) => runOn(client, sql, params));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        try {
          await client.query('ROLLBACK');
        } catch (failed) {
          broken = failed instanceof Error ? failed : new Error(String(failed));
        }
        throw error;
      } finally {
        client.off('error', onBreak);
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}
