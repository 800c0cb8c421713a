// Deleted is deleted: no word of a room stays in the file beside the process or in its log of writes. And addresses are forgotten.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBuckets, createGuesses } from '../../server/http/limits.ts';
import { openLibsqlDb } from '../../server/store/libsqlDb.ts';
import { createSqlStore } from '../../server/store/sqlStore.ts';
import { openSchool, type School } from './support/school.ts';

const folder = mkdtempSync(join(tmpdir(), 'classroom-'));
let school: School;
beforeAll(async () => {
  school = await openSchool({ name: 'libsql', open: () => createSqlStore(openLibsqlDb(join(folder, 'classroom.db'))) });
});
afterAll(() => school.app.drain());

const filesWith = (word: string): string[] =>
  readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(word));

it('a room that is deleted leaves no name, no word and no code on the disk', async () => {
  const room = await school.openRoom({ freeNames: true, title: 'Quincewood class' });
  for (const alias of ['Zebulon', 'Hepzibah']) {
    const seat = await room.join(undefined, alias);
    await room.command(room.host, { type: 'start' });
    await room.submit(seat.key);
  }
  await room.command(room.host, { type: 'say', text: 'Mirabelle tart at four.' });
  const words = ['Zebulon', 'Hepzibah', 'Mirabelle', 'Quincewood', room.code];
  for (const word of words) expect(filesWith(word), word).not.toEqual([]);
  const other = await school.openRoom({ title: 'Medlar class' });
  expect((await school.ask('DELETE', `/api/rooms/${room.code}`, { key: room.host })).status).toBe(200);
  for (const word of words) expect(filesWith(word), word).toEqual([]);
  expect(filesWith('Medlar')).not.toEqual([]);
  expect((await other.view(other.host)).status).toBe(200);
});

it('an address is forgotten when its minute is over, and what it may do is not', async () => {
  let at = 0;
  const guesses = createGuesses(() => at);
  const buckets = createBuckets(2, 1, () => at);
  guesses.fail('192.0.2.1');
  expect([buckets.take('192.0.2.1'), buckets.take('192.0.2.1'), buckets.take('192.0.2.1')]).toEqual([true, true, false]);
  guesses.forget();
  buckets.forget();
  expect([guesses.size(), buckets.size()]).toEqual([1, 1]);
  expect(buckets.take('192.0.2.1')).toBe(false);
  at = 60_000;
  guesses.forget();
  buckets.forget();
  expect([guesses.size(), buckets.size()]).toEqual([0, 0]);
  expect(buckets.take('192.0.2.1')).toBe(true);
});
