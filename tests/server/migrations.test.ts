// The schema goes up and down on a file with rooms in it, and a newer one than this server knows is left alone.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLibsqlDb } from '../../server/store/libsqlDb.ts';
import { migrate, NEWEST } from '../../server/store/migrations.ts';
import { createSqlStore } from '../../server/store/sqlStore.ts';

const room = {
  id: 'r1',
  code: 'CCCCCC',
  hostHash: 'h',
  projectorHash: 'p',
  version: 1,
  openedAt: 1_800_000_000_000,
  deleteAt: 1_900_000_000_000,
};

it('up, down and up again keeps rooms and logs', async () => {
  const db = openLibsqlDb(join(mkdtempSync(join(tmpdir(), 'classroom-')), 'classroom.db'));
  const store = createSqlStore(db);
  expect(await store.migrate()).toBe(NEWEST);
  await store.openRoom(room, [{ seq: 1, at: room.openedAt, event: { type: 'started' } }]);
  expect(await store.migrate(1)).toBe(1);
  expect(await store.migrate()).toBe(NEWEST);
  expect(await store.findRoom('CCCCCC')).toMatchObject({ id: 'r1', deleteAt: room.openedAt + 30 * 86_400_000 });
  expect(await store.readLog('r1', 0)).toHaveLength(1);
  expect(await store.migrate(0)).toBe(0);
  await expect(store.migrate(99)).rejects.toThrow('no schema version 99');
  await db.run('UPDATE schema_version SET version = 99');
  await expect(migrate(db)).rejects.toThrow('start a newer one');
  await store.close();
});

it('a batch behind another version is not taken, its neighbour in the same transaction is', async () => {
  const store = createSqlStore(openLibsqlDb(join(mkdtempSync(join(tmpdir(), 'classroom-')), 'classroom.db')));
  await store.migrate();
  const opened = { seq: 1, at: 1, event: { type: 'started' } } as const;
  await store.openRoom(room, [opened]);
  await store.openRoom({ ...room, id: 'r2', code: 'DDDDDD', hostHash: 'h2' }, [opened]);
  const next = { seq: 2, at: 2, event: { type: 'paused' } } as const;
  const taken = await store.append([
    { room: 'r1', from: 0, events: [next] },
    { room: 'r2', from: 1, events: [next] },
  ]);
  expect(taken).toEqual([false, true]);
  expect([await store.readLog('r1', 0), await store.readLog('r2', 0)].map(({ length }) => length)).toEqual([1, 2]);
  expect(await store.removeExpired(room.deleteAt)).toHaveLength(2);
  expect(await store.countRooms()).toBe(0);
  await store.close();
});
