// Handing in: judged by the engine, written once, answered again, kept over a restart.
import { expect, it } from 'vitest';
import {
  drawKey,
  drawSubmission,
  FIRST,
  linkOf,
  openSchool,
  roomOf,
  SECOND,
  type School,
  type StoreKind,
} from '../support/school.ts';

export function submittingSuite(school: () => School, kind: () => StoreKind): void {
  it('a reference wins three stars, doing nothing wins none, and the board follows', async () => {
    const room = await school().openRoom();
    const seat = await room.join();
    expect((await room.submit(seat.key)).body.code).toBe('notRunning');
    await room.command(room.host, { type: 'start' });
    const lost = await room.submit(seat.key, { solution: linkOf(FIRST, { nothing: true }) });
    expect(lost.body.verdict.stars).toBe(0);
    const won = await room.submit(seat.key);
    expect(won.body.verdict).toMatchObject({ stars: 3 });
    expect((await room.view(room.host)).body.view.rows['1']).toMatchObject({ points: 3, place: 1 });
  });

  it('I1 the same submission is written once, however often and however at once it is sent', async () => {
    const room = await school().openRoom();
    const seat = await room.join();
    await room.command(room.host, { type: 'start' });
    const submission = drawSubmission();
    const answers = await Promise.all(Array.from({ length: 50 }, () => room.submit(seat.key, { submission })));
    const taken = answers.filter(({ status }) => status === 200);
    expect(taken.length).toBeGreaterThan(0);
    // Those that came while the first was being judged are told to come again, and then hear the first answer.
    expect(answers.filter(({ status }) => status !== 200).every(({ body }) => body.code === 'tooFast')).toBe(true);
    const late = await room.submit(seat.key, { submission });
    expect(new Set([...taken, late].map(({ body }) => body.seq)).size).toBe(1);
    await room.command(room.host, { type: 'end' });
    expect((await room.submit(seat.key, { submission })).body).toMatchObject({ ok: true, again: true, seq: late.body.seq });
    const log = (await school().ask('GET', `/api/rooms/${room.code}/log`, { key: room.host })).body.log as {
      event: { type: string };
    }[];
    expect(log.filter(({ event }) => event.type === 'submitted')).toHaveLength(1);
  });

  it('joining again with the same key is the same seat, opening again with the same keys is the same room', async () => {
    const room = await school().openRoom();
    const key = drawKey();
    const seats = await Promise.all(Array.from({ length: 20 }, () => room.join(key)));
    expect(new Set(seats.map(({ body }) => body.seat))).toEqual(new Set([1]));
    const { challenge } = {
      challenge: (await school().ask('GET', `/api/rooms/${room.code}/log`, { key: room.host })).body.log[0].event.challenge,
    };
    const again = await school().ask('POST', '/api/rooms', {
      body: { challenge, hostKey: room.host, projectorKey: room.projector },
    });
    expect(again.body.code).toBe(room.code);
    const stolen = await school().ask('POST', '/api/rooms', { body: { challenge, hostKey: room.host, projectorKey: drawKey() } });
    expect(stolen.body.code).toBe('otherRoom');
  });

  it('a command that is sent twice with its key is done once', async () => {
    const room = await school().openRoom({ minutes: 10 });
    const key = drawKey();
    const first = await room.command(room.host, { type: 'extend', minutes: 5 }, { key });
    const second = await room.command(room.host, { type: 'extend', minutes: 5 }, { key });
    expect(second.body).toMatchObject({ seq: first.body.seq, again: true });
  });

  it('per-seat numbers: a neighbour’s solution is refused, one’s own counts', async () => {
    const room = await school().openRoom({ seeds: 'perSeat' });
    const [one, two] = [await room.join(), await room.join()];
    expect(one.body.seed).not.toBe(two.body.seed);
    await room.command(room.host, { type: 'start' });
    const solution = linkOf(FIRST, { seed: one.body.seed });
    expect((await room.submit(two.key, { solution })).body.code).toBe('otherSeed');
    expect((await room.submit(two.key)).body.code).toBe('otherSeed');
    expect((await room.submit(one.key, { solution })).body.verdict.stars).toBe(3);
  });

  it('what cannot be read, belongs elsewhere or breaks a rule of the level is refused with a sentence', async () => {
    const room = await school().openRoom();
    const seat = await room.join();
    await room.command(room.host, { type: 'start' });
    const good = linkOf(FIRST);
    const cases: readonly (readonly [string, string])[] = [
      [good.slice(0, -5), 'badSolution'],
      [`${good.slice(0, 40)}${good[40] === 'A' ? 'B' : 'A'}${good.slice(41)}`, 'badSolution'],
      [linkOf(SECOND), 'otherLevel'],
    ];
    for (const [solution, code] of cases) {
      const answer = await room.submit(seat.key, { solution });
      expect([answer.status, answer.body.code]).toEqual([422, code]);
    }
    expect((await room.submit(seat.key, { level: '999-no-such', solution: good })).body.code).toBe('noSuchLevel');
    expect((await room.view(room.host)).body.view.rows['1'].points).toBe(0);
  });

  it('I2 a restart keeps everything: seats, keys, points, answers', async () => {
    const one = await openSchool(kind());
    const room = await one.openRoom();
    const seat = await room.join();
    await room.command(room.host, { type: 'start' });
    const submission = drawSubmission();
    const first = await room.submit(seat.key, { submission });
    const view = (await room.view(room.host)).body.view;
    await one.app.drain();
    const two = await openSchool(kind());
    try {
      const same = roomOf(two, room);
      expect((await same.view(room.host)).body.view).toEqual(view);
      expect((await same.submit(seat.key, { submission })).body).toMatchObject({ seq: first.body.seq, again: true });
      expect((await two.ask('GET', `/api/rooms/${room.code}/me`, { key: seat.key })).body).toMatchObject({
        role: 'seat',
        seat: 1,
      });
    } finally {
      await two.app.drain();
    }
  });

  it('deleted is deleted: the room, its log, its code', async () => {
    const room = await school().openRoom();
    const seat = await room.join();
    expect((await school().ask('DELETE', `/api/rooms/${room.code}`, { key: seat.key })).status).toBe(403);
    expect((await school().ask('DELETE', `/api/rooms/${room.code}`, { key: room.host })).status).toBe(200);
    expect((await room.view(room.host)).body.code).toBe('noSuchRoom');
  });
}
