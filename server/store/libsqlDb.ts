// Db in one file: libsql (SQLite), write-ahead log, flushed to the disk before a commit is answered.
import Database from 'libsql';
import type { Db, Ran, Run, Value } from './db.ts';

interface Statement {
  readonly reader: boolean;
  all(...params: readonly Value[]): Ran['rows'];
  run(...params: readonly Value[]): { readonly changes: number };
}

export function openLibsqlDb(file: string): Db {
  const database = new Database(file);
  // What is deleted is overwritten.
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON',
  );
  const statements = new Map<string, Statement>();
  const runNow = (sql: string, params: readonly Value[] = []): Ran => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = database.prepare(sql) as unknown as Statement;
      // Statements of changing length would fill it.
      if (statements.size < 200) statements.set(sql, statement);
    }
    if (statement.reader) return { rows: statement.all(...params), changes: 0 };
    return { rows: [], changes: statement.run(...params).changes };
  };
  // One connection: who comes meanwhile waits for the transaction's end.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T> | T): Promise<T> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
  const run: Run = (sql, params) => inTurn(() => runNow(sql, params));
  return {
    shared: false,
    run,
    // The log of writes still holds what was written before.
    scrub: () => inTurn(() => void database.exec('PRAGMA wal_checkpoint(TRUNCATE)')),
    transaction: (work) =>
      inTurn(async () => {
        database.exec('BEGIN IMMEDIATE');
        try {
          const result = await work((sql, params) => Promise.resolve(runNow(sql, params)));
          database.exec('COMMIT');
          return result;
        } catch (error) {
          try {
            database.exec('ROLLBACK');
          } catch {
            // A full disk rolls back by itself.
          }
          throw error;
        }
      }),
    close: () =>
      inTurn(() => {
        database.close();
      }),
  };
}
