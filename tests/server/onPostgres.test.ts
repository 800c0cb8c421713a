// The same classroom server over PostgreSQL, and two processes of it over one database.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { openPostgresDb } from '../../server/store/postgresDb.ts';
import { hasPostgres, startPostgres, type TestPostgres } from './support/postgres.ts';
import { openSchool, postgresKind, roomOf, type School, type StoreKind } from './support/school.ts';
import { abuseSuite } from './suites/abuse.ts';
import { homeworkSuite } from './suites/homework.ts';
import { liveSuite } from './suites/live.ts';
import { racesSuite } from './suites/races.ts';
import { rolesSuite } from './suites/roles.ts';
import { submittingSuite } from './suites/submitting.ts';

const inside = process.env['CI'] !== undefined && process.env['CI'] !== '';
if (!hasPostgres && !inside)
  process.stderr.write('There is no PostgreSQL on this machine (Debian: apt install postgresql): its suite is skipped.\n');

it.runIf(inside)('CI has a PostgreSQL', () => {
  expect(hasPostgres).toBe(true);
});

describe.runIf(hasPostgres)('the classroom server on PostgreSQL', () => {
  let server: TestPostgres;
  let school: School;
  let kind: StoreKind;
  beforeAll(async () => {
    server = await startPostgres();
    kind = postgresKind(server.url('postgres'));
    school = await openSchool(kind);
  });
  afterAll(async () => {
    await school.app.drain();
    await server.stop();
  });
  rolesSuite(() => school);
  submittingSuite(
    () => school,
    () => kind,
  );
  liveSuite(() => school);
  racesSuite(
    () => school,
    () => kind,
  );
  abuseSuite(() => school);
  describe('homework', () => homeworkSuite(() => kind));

  it('a connection that ends in the middle of a transaction fails it, and ends nothing else', async () => {
    const idle: Error[] = [];
    const db = openPostgresDb(server.url('postgres'), (error) => idle.push(error));
    const cut = db.transaction(async (run) => {
      const { rows } = await run('SELECT pg_backend_pid() AS pid');
      const admin = new pg.Client({ connectionString: server.url('postgres') });
      await admin.connect();
      await admin.query('SELECT pg_terminate_backend($1)', [rows[0]?.['pid']]);
      await admin.end();
      // Nothing is asked while it breaks.
      await new Promise((resolve) => setTimeout(resolve, 100));
      await run('SELECT 1');
    });
    await expect(cut).rejects.toThrow();
    expect((await db.run('SELECT 1 AS one')).rows[0]?.['one']).toBe(1);
    await db.close();
  });

  it('a database that breaks off is a pause, not a loss', async () => {
    const room = await school.openRoom();
    await room.join();
    const admin = new pg.Client({ connectionString: server.url('postgres') });
    await admin.connect();
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()');
    await admin.end();
    const answers = [await room.join(), await room.join(), await room.join()];
    expect(answers.every(({ status }) => status === 200 || status === 503)).toBe(true);
    const last = await room.join();
    expect(last.status).toBe(200);
    const seats = answers.filter(({ status }) => status === 200).length + 2;
    expect(Object.keys((await roomOf(school, room).view(room.host)).body.view.rows)).toHaveLength(seats);
  });
});
