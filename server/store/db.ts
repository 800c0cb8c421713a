// Db: as much of a database as the store needs. Statements are written for PostgreSQL 15 and SQLite alike, with `?` for parameters.

export type Value = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

export interface Ran {
  readonly rows: readonly Row[];
  readonly changes: number;
}

export type Run = (sql: string, params?: readonly Value[]) => Promise<Ran>;

export interface Db {
  readonly shared: boolean;
  readonly run: Run;
  /** All or nothing; what it throws is thrown on. */
  transaction<T>(work: (run: Run) => Promise<T>): Promise<T>;
  /** What was deleted leaves the disk now, where the database would keep it for a while. */
  readonly scrub?: () => Promise<void>;
  close(): Promise<void>;
}
