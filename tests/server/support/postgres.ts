// The tools' own PostgreSQL, for tests.
import { type OwnPostgres, startOwnPostgres } from '../../../server/tools/ownPostgres.ts';

export { hasPostgres } from '../../../server/tools/ownPostgres.ts';
export type TestPostgres = OwnPostgres;

export function startPostgres(): Promise<TestPostgres> {
  return startOwnPostgres();
}
