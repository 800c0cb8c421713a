// Sql: the little that the store needs of a database, so that one schema and one set of statements serves SQLite and PostgreSQL.

export type Value = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

export interface Runner {
  /** `?` stands for each value. */
  all(text: string, values?: readonly Value[]): Promise<readonly Row[]>;
  /** Rows that were changed. */
  run(text: string, values?: readonly Value[]): Promise<number>;
}

export interface Sql extends Runner {
  readonly dialect: 'sqlite' | 'postgres';
  /** All or nothing; durable once it resolves. */
  transaction<T>(work: (runner: Runner) => Promise<T>): Promise<T>;
  /** Tells every process that shares the database; absent where only one can. */
  notify?(channel: string, text: string): Promise<void>;
  listen?(channel: string, hear: (text: string) => void): Promise<void>;
  close(): Promise<void>;
}
