// SQLite by libsql: one file, one process. Every transaction is on the disk before it is answered (WAL, synchronous FULL).
import Database from 'libsql';
import type { Row, Runner, Sql, Value } from './sql.ts';

export function openSqlite(file: string): Sql {
  const database = new Database(file);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('PRAGMA foreign_keys = ON');
  database.exec('PRAGMA busy_timeout = 5000');
  const statements = new Map<string, Database.Statement>();
  const prepared = (text: string): Database.Statement => {
    const known = statements.get(text) ?? database.prepare(text);
    statements.set(text, known);
    return known;
  };
  const runner: Runner = {
    all: async (text, values = []) => prepared(text).all(...(values as Value[])) as Row[],
    run: async (text, values = []) => prepared(text).run(...(values as Value[])).changes,
  };
  // One connection: a transaction keeps the others waiting, readers included, so that nobody reads what may be rolled back.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    dialect: 'sqlite',
    all: (text, values) => inTurn(() => runner.all(text, values)),
    run: (text, values) => inTurn(() => runner.run(text, values)),
    transaction: (work) =>
      inTurn(async () => {
        database.exec('BEGIN IMMEDIATE');
        try {
          const result = await work(runner);
          database.exec('COMMIT');
          return result;
        } catch (error) {
          // A full disk may have rolled back already.
          if (database.inTransaction) database.exec('ROLLBACK');
          throw error;
        }
      }),
    close: () => inTurn(async () => void database.close()),
  };
}
