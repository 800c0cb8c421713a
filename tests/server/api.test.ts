// The classroom over HTTP, on both databases: rooms, seats, commands by role, submissions that are judged here, restarts, exports, limits.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_SCHEMA, type Command, MAY, ROLES, type Role } from '../../src/classroom/command.ts';
import { foldLog } from '../../src/classroom/room.ts';
import { seedOf } from '../../src/classroom/seeds.ts';
import type { LoggedEvent } from '../../src/classroom/event.ts';
import { linksOfLevel } from '../share/levelSolutions.ts';
import { readLevelsFrom } from '../../server/verify/levelFiles.ts';
import { createJudge } from '../../server/verify/verifier.ts';
import { codec } from '../share/codec.ts';
import {
  ask,
  type Database,
  databases,
  freshDatabase,
  joinAt,
  type Keys,
  LEVEL,
  LEVELS_FOLDER,
  openRoomAt,
  openSchool,
  type School,
  submissionName,
  ticket,
} from './school.ts';

const files = readLevelsFrom(LEVELS_FOLDER);
const links = (id: string): Map<string, string> =>
  new Map(
    linksOfLevel(id, files(id) ?? {}).map(({ name, solution }) => [name.split('/')[1] ?? '', codec.encodeSolution(solution)]),
  );
const solutions = links(LEVEL);
const RIGHT = solutions.get('reference') ?? '';
const WRONG = [...solutions].find(([name]) => !['reference'].includes(name) && isWrong(name))?.[1] ?? '';
function isWrong(name: string): boolean {
  return linksOfLevel(LEVEL, files(LEVEL) ?? {}).some((link) => link.name === `${LEVEL}/${name}` && link.kind === 'wrong');
}
const submit = (solution: string, submission = submissionName()): Command => ({
  type: 'submit',
  level: LEVEL,
  submission,
  solution,
});

describe.each(databases())('a classroom on %s', (name) => {
  let database: Database;
  let school: School;
  let clock = 0;
  beforeAll(async () => {
    database = await freshDatabase(name);
    // Two seconds and more between any two questions to the clock: no test waits for the pause between two submissions.
    school = await openSchool(database, { now: () => Date.now() + (clock += 3) });
  }, 60_000);
  afterAll(async () => {
    await school.close();
    database.drop();
  });
  const say = (keys: Keys, token: string, command: unknown) =>
    ask(school, `/api/rooms/${keys.code}/commands`, { token, body: command });
  const pass = (): void => void (clock += 3_000);
  const opened = async (more = {}) => {
    const keys = await openRoomAt(school, more);
    const seat = await joinAt(school, keys.code, 'Ann');
    return { keys, seat };
  };
  const started = async (more = {}) => {
    const room = await opened(more);
    await say(room.keys, room.keys.hostKey, { type: 'start' });
    return room;
  };

  it('opens a room, seats who has a code in any spelling, and tells nobody a secret', async () => {
    const keys = await openRoomAt(school);
    expect(keys.code).toMatch(/^[34679CDFGHJKMNPQRTVWXYB]{6}$/);
    const spelled = `${keys.code.slice(0, 3).toLowerCase()}-${keys.code.slice(3)}`;
    const joined = await ask(school, `/api/rooms/${encodeURIComponent(spelled)}/join`, {
      body: { ticket: ticket(), alias: ' Ann  Marie ' },
    });
    expect(joined.body).toMatchObject({ ok: true, seat: 1, alias: 'Ann Marie' });
    const seen = JSON.stringify([(await ask(school, `/api/rooms/${keys.code}`)).body, joined.body]);
    expect(seen).not.toContain(keys.hostKey);
    expect(seen).not.toContain('Hash');
    const rows = JSON.stringify(await (await database.open()).all('SELECT * FROM rooms'));
    expect(rows).not.toContain(keys.hostKey);
  });

  it('the same ticket is the same seat, however often and however many at once', async () => {
    const keys = await openRoomAt(school);
    const one = ticket();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ask(school, `/api/rooms/${keys.code}/join`, { body: { ticket: one } })),
    );
    expect(new Set(answers.map(({ body }) => body['seat']))).toEqual(new Set([1]));
    expect((await ask(school, `/api/rooms/${keys.code}`)).body).toMatchObject({ meta: { seats: 1 } });
  });

  it('300 pupils behind one address get in, and no two have one seat or one name', async () => {
    const keys = await openRoomAt(school, { freeNames: false });
    const seats = await Promise.all(Array.from({ length: 300 }, () => joinAt(school, keys.code)));
    expect(new Set(seats.map(({ seat }) => seat)).size).toBe(300);
    const { body } = await ask(school, `/api/rooms/${keys.code}/view`, { token: keys.hostKey });
    const { view } = body as { view: { rows: Record<string, { alias: string }> } };
    expect(new Set(Object.values(view.rows).map(({ alias }) => alias)).size).toBe(300);
  });

  it('judges what is handed in itself: a right one earns, a wrong one names its mistake, a bad one is no attempt', async () => {
    const { keys, seat } = await started();
    const wrong = await say(keys, seat.token, submit(WRONG));
    expect(wrong.body).toMatchObject({ ok: true, verdict: { stars: 0 }, again: false });
    expect((wrong.body['verdict'] as { mistake?: string }).mistake).toBeTypeOf('string');
    pass();
    const bad = await say(keys, seat.token, submit(`${RIGHT.slice(0, -4)}AAAA`));
    expect([bad.status, bad.body['code']]).toEqual([422, 'badSolution']);
    pass();
    const right = await say(keys, seat.token, submit(RIGHT));
    expect(right.body).toMatchObject({ ok: true, verdict: { stars: 3 } });
    const { body } = await ask(school, `/api/rooms/${keys.code}/view`, { token: seat.token });
    expect(body).toMatchObject({
      view: { rows: { 1: { points: 3, levels: { [LEVEL]: { attempts: 2, stars: 3, solved: true } } } } },
    });
  });

  it('a submission sent again, at once or later, is the one submission', async () => {
    const { keys, seat } = await started({ attempts: 1 });
    const one = submit(RIGHT);
    const answers = await Promise.all(Array.from({ length: 50 }, () => say(keys, seat.token, one)));
    const kept = answers.filter(({ status }) => status === 200);
    expect(kept.length).toBeGreaterThan(0);
    expect(new Set(kept.map(({ body }) => body['seq'])).size).toBe(1);
    pass();
    expect((await say(keys, seat.token, one)).body).toMatchObject({ ok: true, again: true, seq: kept[0]?.body['seq'] });
    pass();
    expect((await say(keys, seat.token, submit(RIGHT))).body).toMatchObject({ ok: false, code: 'attemptsUsed' });
    const log = await logOf(keys);
    expect(log.filter(({ event }) => event.type === 'submitted')).toHaveLength(1);
  });

  it('two submissions of one seat in the same second: the second is told when to come again', async () => {
    const { keys, seat } = await started();
    await say(keys, seat.token, submit(WRONG));
    const soon = await say(keys, seat.token, submit(RIGHT));
    expect([soon.status, soon.body['code']]).toEqual([429, 'tooSoon']);
    expect(Number(soon.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('a solution of another level, of another variant or without one awards nothing', async () => {
    const { keys, seat } = await started({ seeds: 'perSeat' });
    const other = links('402-only-the-web-team').get('reference') ?? '';
    for (const [solution, why] of [
      [other, 'otherLevel'],
      [RIGHT, 'otherVariant'],
    ] as const) {
      pass();
      expect((await say(keys, seat.token, submit(solution))).body).toMatchObject({ code: 'badSolution', params: { code: why } });
    }
    expect((await ask(school, `/api/rooms/${keys.code}/view`, { token: seat.token })).body).toMatchObject({
      view: { rows: { 1: { points: 0 } } },
    });
    const seeds = [1, 2, 3].map((number) => seedOf({ seeds: 'perSeat', seed: 7 }, number, LEVEL));
    expect(new Set(seeds).size).toBe(3);
    expect(createJudge(files)({ level: LEVEL, rev: 1, seed: seeds[0] ?? 1, solution: RIGHT })).toMatchObject({
      ok: false,
      why: 'otherVariant',
    });
  });

  describe('every command × every role', () => {
    const examples: { readonly [Type in Command['type']]: Extract<Command, { type: Type }> } = {
      approve: { type: 'approve', seat: 1 },
      rename: { type: 'rename', seat: 1, alias: 'Bo' },
      hide: { type: 'hide', seat: 1, hidden: true },
      remove: { type: 'remove', seat: 2 },
      factor: { type: 'factor', seat: 1, factor: 1.5 },
      start: { type: 'start' },
      pause: { type: 'pause' },
      resume: { type: 'resume' },
      extend: { type: 'extend', minutes: 5 },
      end: { type: 'end' },
      reopen: { type: 'reopen' },
      lock: { type: 'lock', locked: true },
      setBoard: { type: 'setBoard', board: 'off' },
      freeze: { type: 'freeze', frozen: true },
      skip: { type: 'skip', level: LEVEL, skipped: true },
      say: { type: 'say', text: 'Five minutes' },
      openLevel: { type: 'openLevel', level: LEVEL },
      submit: { type: 'submit', level: LEVEL, submission: submissionName(), solution: RIGHT },
    };
    it('the table has every command there is', () => {
      expect(Object.keys(examples).sort()).toEqual(COMMAND_SCHEMA.options.map((option) => option.entries.type.literal).sort());
    });
    it.each(Object.values(examples).flatMap((command) => ROLES.map((role) => [command.type, role, command] as const)))(
      '%s by %s',
      async (type, role, command) => {
        const { keys, seat } = await opened();
        await joinAt(school, keys.code, 'Cy');
        const token: Record<Role, string> = { host: keys.hostKey, projector: keys.showKey, seat: seat.token, nobody: ticket() };
        const before = await logOf(keys);
        const { status, body } = await say(keys, token[role], command);
        if (MAY[type].includes(role)) {
          expect(body['code']).not.toBe('notAllowed');
          return;
        }
        expect([status, body]).toEqual([403, { ok: false, code: 'notAllowed' }]);
        expect(await logOf(keys)).toEqual(before);
      },
    );
  });

  it('what is for the host alone is for the host alone: other seats’ work, exports, deletion', async () => {
    const { keys, seat } = await started();
    const other = await joinAt(school, keys.code, 'Zuleika');
    await say(keys, seat.token, submit(RIGHT));
    const paths = [`solutions/${seat.seat}`, 'export/csv', 'export/json'];
    for (const token of [keys.showKey, other.token, ticket()])
      for (const path of paths) expect((await ask(school, `/api/rooms/${keys.code}/${path}`, { token })).status).toBe(403);
    for (const token of [keys.showKey, other.token, seat.token])
      expect((await ask(school, `/api/rooms/${keys.code}`, { token, method: 'DELETE' })).status).toBe(403);
    expect((await ask(school, `/api/rooms/${keys.code}/solutions/${seat.seat}`, { token: seat.token })).body).toMatchObject({
      solutions: [{ level: LEVEL, solution: RIGHT, stars: 3 }],
    });
    const csv = await ask(school, `/api/rooms/${keys.code}/export/csv`, { token: keys.hostKey });
    expect(String(csv.body['text'])).toContain('"Ann"');
    expect((await ask(school, `/api/rooms/${keys.code}`, { token: keys.hostKey, method: 'DELETE' })).status).toBe(200);
    expect((await ask(school, `/api/rooms/${keys.code}`)).status).toBe(404);
    const left = await (await database.open()).all('SELECT COUNT(*) AS count FROM events WHERE body LIKE ?', ['%Zuleika%']);
    expect(Number(left[0]?.['count'])).toBe(0);
  });

  it('nothing is lost when the server is: seats, points and the log are as they were', async () => {
    const { keys, seat } = await started();
    const one = submit(RIGHT);
    const told = await say(keys, seat.token, one);
    const before = await logOf(keys);
    await school.close();
    school = await openSchool(database, { now: () => Date.now() + (clock += 3) });
    expect(await logOf(keys)).toEqual(before);
    expect((await say(keys, seat.token, one)).body).toMatchObject({ ok: true, again: true, seq: told.body['seq'] });
    const { body } = await ask(school, `/api/rooms/${keys.code}/view`, { token: seat.token });
    expect(body).toMatchObject({ view: { version: before.length, rows: { 1: { alias: 'Ann', points: 3 } } } });
    expect(foldLog(before)?.seats.get(1)?.points).toBe(3);
  });

  it('a view says when nothing changed, and a paused room takes nothing', async () => {
    const { keys, seat } = await started();
    const { body } = await ask(school, `/api/rooms/${keys.code}/view`, { token: seat.token });
    const { version } = (body as { view: { version: number } }).view;
    expect((await ask(school, `/api/rooms/${keys.code}/view?since=${version}`, { token: seat.token })).status).toBe(204);
    await say(keys, keys.hostKey, { type: 'pause' });
    expect((await ask(school, `/api/rooms/${keys.code}/view?since=${version}`, { token: seat.token })).status).toBe(200);
    expect((await say(keys, seat.token, submit(RIGHT))).body).toMatchObject({ ok: false, code: 'paused' });
    await say(keys, keys.hostKey, { type: 'remove', seat: seat.seat });
    await say(keys, keys.hostKey, { type: 'resume' });
    expect((await say(keys, seat.token, submit(RIGHT))).body).toMatchObject({ ok: false, code: 'removed' });
  });

  async function logOf(keys: Keys): Promise<readonly LoggedEvent[]> {
    const { body } = await ask(school, `/api/rooms/${keys.code}/export/json`, { token: keys.hostKey });
    return (body as unknown as { log: readonly LoggedEvent[] }).log;
  }
});
