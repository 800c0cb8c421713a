// Every command by every role over real HTTP, and who may read what.
import { expect, it } from 'vitest';
import { type Command, type CommandType, MAY, ROLES, type Role } from '../../../src/classroom/command.ts';
import { aliasOfKey } from '../../../src/classroom/aliases.ts';
import { drawKey, drawSubmission, FIRST, linkOf, type School } from '../support/school.ts';

const SAMPLES: { readonly [Type in CommandType]: Extract<Command, { type: Type }> } = {
  approve: { type: 'approve', seat: 1 },
  rename: { type: 'rename', seat: 1, alias: 'Gala' },
  hide: { type: 'hide', seat: 1, hidden: true },
  remove: { type: 'remove', seat: 2 },
  factor: { type: 'factor', seat: 1, factor: 2 },
  pause: { type: 'pause' },
  resume: { type: 'resume' },
  extend: { type: 'extend', minutes: 5 },
  end: { type: 'end' },
  reopen: { type: 'reopen' },
  start: { type: 'start' },
  lock: { type: 'lock', locked: false },
  setBoard: { type: 'setBoard', board: 'all' },
  freeze: { type: 'freeze', frozen: true },
  skip: { type: 'skip', level: '020-short-of-desks', skipped: true },
  say: { type: 'say', text: 'Five minutes.' },
  openLevel: { type: 'openLevel', level: FIRST },
  work: { type: 'work', level: FIRST, solution: linkOf(FIRST) },
  submit: { type: 'submit', level: FIRST, submission: drawSubmission(), solution: linkOf(FIRST) },
};

export function rolesSuite(school: () => School): void {
  it('every command is for whom the table says, and for nobody else', async () => {
    const room = await school().openRoom({ seats: 10 });
    const seat = await room.join();
    await room.join();
    await room.command(room.host, { type: 'start' });
    const keys: Readonly<Record<Role, string | undefined>> = {
      host: room.host,
      seat: seat.key,
      projector: room.projector,
      nobody: undefined,
    };
    const before = (await room.view(room.host)).body.view.version as number;
    for (const role of ROLES) {
      for (const command of Object.values(SAMPLES)) {
        if (MAY[command.type].includes(role)) continue;
        const answer = await room.command(keys[role], command);
        expect([answer.status, answer.body.code], `${role} ${command.type}`).toEqual(
          role === 'nobody' ? [401, 'noKey'] : [403, 'notAllowed'],
        );
        expect(answer.body.message.length).toBeGreaterThan(10);
      }
    }
    expect((await room.view(room.host)).body.view.version).toBe(before);
    for (const command of Object.values(SAMPLES)) {
      for (const role of MAY[command.type]) {
        const answer = await room.command(keys[role], command);
        expect(answer.body.code, `${role} ${command.type}`).not.toBe('notAllowed');
        expect([200, 409], `${role} ${command.type}`).toContain(answer.status);
      }
    }
  });

  it('a rehearsal’s seat is the host’s to give: it is told apart for everybody, and waits at no door', async () => {
    const room = await school().openRoom({ approve: true, board: 'all' });
    const other = await school().openRoom();
    const seat = await room.join();
    const ask = (host: unknown) => school().ask('POST', `/api/rooms/${room.code}/seats`, { body: { key: drawKey(), host } });
    for (const key of [seat.key, room.projector, other.host, drawKey()]) expect((await ask(key)).body.code).toBe('notAllowed');
    expect((await ask(7)).body.code).toBe('badRequest');
    expect((await ask(room.host)).body).toMatchObject({ seat: 2, standing: 'in' });
    const { rows } = (await room.view(room.host)).body.view;
    expect([rows['1'].rehearsal, rows['2'].rehearsal]).toEqual([undefined, true]);
    expect((await room.view(room.projector)).body.view.rows['2'].rehearsal).toBe(true);
  });

  it('a card’s key has its name before it is used, and another when that is taken', async () => {
    const room = await school().openRoom();
    const key = drawKey();
    expect((await room.join(key)).body.alias).toBe(aliasOfKey(key));
  });

  it('a key of one room opens no other, and a made-up key is nobody', async () => {
    const [mine, other] = [await school().openRoom(), await school().openRoom()];
    const seat = await mine.join();
    for (const key of [mine.host, mine.projector, seat.key, drawKey(), 'x'.repeat(30)]) {
      expect((await other.command(key, { type: 'start' })).body.code).toBe('noKey');
      expect((await school().ask('GET', `/api/rooms/${other.code}/log`, { key })).body.code).toBe('noKey');
      expect((await school().ask('DELETE', `/api/rooms/${other.code}`, { key })).body.code).toBe('noKey');
    }
  });

  it('I8 nobody sees what is not theirs: names, mistakes and work of others', async () => {
    const room = await school().openRoom({ board: 'all' });
    const [one, two] = [await room.join(), await room.join()];
    await room.command(room.host, { type: 'start' });
    await room.submit(one.key, { solution: linkOf(FIRST, { nothing: true }) });
    const seen = (await room.view(two.key)).body.view.rows;
    expect(seen['1'].levels[FIRST]).not.toHaveProperty('mistake');
    expect(seen['1']).not.toHaveProperty('lastAt');
    expect(JSON.stringify((await room.view(room.projector)).body)).not.toContain(one.body.alias);
    expect((await room.view()).body.view.rows).toEqual({});
    expect((await room.view(room.host)).body.view.rows['1'].levels[FIRST].mistake).toBeDefined();
    const log = (await school().ask('GET', `/api/rooms/${room.code}/log`, { key: two.key })).body.log as {
      event: { seat?: number };
    }[];
    expect(log.length).toBeGreaterThan(0);
    expect(log.every(({ event }) => event.seat === 2)).toBe(true);
    expect((await school().ask('GET', `/api/rooms/${room.code}/log`, { key: room.projector })).status).toBe(403);
  });

  it('who waits for approval sees itself alone, and who was removed sees nothing', async () => {
    const room = await school().openRoom({ approve: true, board: 'all' });
    const [one, two] = [await room.join(), await room.join()];
    await room.command(room.host, { type: 'approve', seat: 1 });
    expect(Object.keys((await room.view(two.key)).body.view.rows)).toEqual(['2']);
    expect(Object.keys((await room.view(one.key)).body.view.rows)).toEqual(['1']);
    await room.command(room.host, { type: 'remove', seat: 1 });
    expect((await room.view(one.key)).body.code).toBe('removed');
    expect((await room.submit(one.key)).body.code).toBe('removed');
  });

  it('a locked room looks like no room to whom nobody vouches for', async () => {
    const room = await school().openRoom();
    const seat = await room.join();
    await room.command(room.host, { type: 'lock', locked: true });
    const locked = await room.join();
    const none = await school().ask('POST', '/api/rooms/CCCCCC/seats', { body: { key: drawKey() } });
    expect([locked.status, locked.body]).toEqual([none.status, none.body]);
    expect((await room.view()).status).toBe(404);
    expect((await room.join(seat.key)).body.seat).toBe(1);
  });
}
