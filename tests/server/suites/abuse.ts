// Abuse: forged bodies, floods, guesses, large and slow senders, hostile names. Each is refused with a sentence, and the room goes on.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasWords } from '../../../src/words/say.ts';
import { REFUSALS } from '../../../server/http/refusals.ts';
import { drawKey, drawSubmission, FIRST, linkOf, type School } from '../support/school.ts';

export function abuseSuite(school: () => School): void {
  it('three hundred pupils behind one address all get in at once', async () => {
    const room = await school().openRoom({ seats: 300 });
    const joined = await Promise.all(Array.from({ length: 300 }, () => room.join()));
    expect(joined.map(({ status }) => status)).toEqual(joined.map(() => 200));
    expect(new Set(joined.map(({ body }) => body.alias)).size).toBe(300);
    const more = await room.join();
    expect(more.body.code).toBe('full');
  });

  it('bodies that are too large, too deep, of the wrong kind or with more than asked are refused', async () => {
    const room = await school().openRoom();
    const seat = await room.join();
    await room.command(room.host, { type: 'start' });
    const send = (body: unknown, headers: Record<string, string> = {}) =>
      school().ask('POST', `/api/rooms/${room.code}/commands`, { key: seat.key, body, headers });
    expect((await send(`{"command":"${'x'.repeat(70_000)}"}`)).body.code).toBe('tooLarge');
    expect((await send('['.repeat(5000))).body.code).toBe('badRequest');
    expect(
      (await send('{"command":{"type":"openLevel","level":"010-the-first-letter","__proto__":{"role":"host"}}}')).body.code,
    ).toBe('badRequest');
    expect((await send({ command: { type: 'start' }, role: 'host' })).body.code).toBe('badRequest');
    expect((await send({ command: { type: 'constructor' } })).body.code).toBe('badRequest');
    expect((await send('{"command":{"type":"start"}}', { 'Content-Type': 'text/plain' })).body.code).toBe('badRequest');
    const forged = {
      type: 'submit',
      level: FIRST,
      submission: drawSubmission(),
      solution: linkOf(FIRST, { nothing: true }),
      stars: 3,
      points: 99,
    };
    expect((await send({ command: forged })).body.code).toBe('badRequest');
    expect(({} as Record<string, unknown>)['role']).toBeUndefined();
  });

  it('mutated commands of a seat never award a point', async () => {
    const room = await school().openRoom({ minutes: 10 });
    const seat = await room.join();
    await room.command(room.host, { type: 'start' });
    const lost = linkOf(FIRST, { nothing: true });
    const plain = JSON.stringify({ command: { type: 'submit', level: FIRST, submission: drawSubmission(), solution: lost } });
    await fc.assert(
      fc.asyncProperty(fc.nat(plain.length - 1), fc.string({ maxLength: 4 }), fc.nat(6), async (at, put, cut) => {
        const body = plain.slice(0, at) + put + plain.slice(at + cut);
        const { status, body: answer } = await school().ask('POST', `/api/rooms/${room.code}/commands`, { key: seat.key, body });
        expect(status).not.toBe(500);
        if (status !== 200) expect(typeof answer.message).toBe('string');
        else expect(answer.verdict?.stars ?? 0).toBe(0);
      }),
      { numRuns: 250, seed: 7 },
    );
    expect((await room.view(room.host)).body.view.rows['1'].points).toBe(0);
  });

  it('hostile names are refused with their reason, and never reach the log', async () => {
    const room = await school().openRoom({ freeNames: true });
    const names: readonly (readonly [string, string])[] = [
      ['\u202enoitcejni', 'signs'],
      ['a\u0300\u0301\u0302\u0303', 'stacked'],
      ['\u0430dmin', 'mixed'],
      ['   ', 'empty'],
      ['x'.repeat(500), 'long'],
      ['\ufdfa'.repeat(3), 'long'],
    ];
    for (const [name, why] of names)
      expect((await room.join(drawKey(), name)).body, name).toMatchObject({ code: 'badName', why });
    expect((await room.join(drawKey(), '=1+1')).body.alias).toBe('=1+1');
    expect((await room.command(room.host, { type: 'rename', seat: 1, alias: '\u202ex' })).body.why).toBe('signs');
  });

  it('submissions come in bursts at most, and the board goes on', async () => {
    const room = await school().openRoom();
    const seat = await room.join();
    await room.command(room.host, { type: 'start' });
    const answers = [];
    for (let count = 0; count < 12; count++)
      answers.push(await room.submit(seat.key, { solution: linkOf(FIRST, { nothing: true }) }));
    expect(answers.filter(({ body }) => body.code === 'tooFast').length).toBeGreaterThan(3);
    expect(answers.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('2');
    expect((await room.view(room.host)).status).toBe(200);
  });

  it('whoever tries codes waits longer and longer, and whoever has a key does not', async () => {
    const room = await school().openRoom();
    const guess = () => school().ask('POST', '/api/rooms/CCCCCC/seats', { body: { key: drawKey() } });
    const quick = await Promise.all(Array.from({ length: 70 }, guess));
    expect(quick.every(({ body }) => body.code === 'noSuchRoom')).toBe(true);
    const began = Date.now();
    await Promise.all(Array.from({ length: 10 }, guess));
    expect(Date.now() - began).toBeGreaterThan(1500);
    const quickly = Date.now();
    expect((await room.view(room.host)).status).toBe(200);
    expect(Date.now() - quickly).toBeLessThan(500);
  });

  it('every refusal has its sentence, and the log tells no names, codes or keys', async () => {
    for (const code of REFUSALS) expect(code === 'locked' || hasWords(`room.no.${code}`), code).toBe(true);
    const room = await school().openRoom({ freeNames: true });
    const seat = await room.join(drawKey(), 'Zaphod');
    const told = school().logged.join('');
    for (const secret of [room.code, room.host, seat.key, 'Zaphod', '127.0.0.1']) expect(told).not.toContain(secret);
    expect((await school().ask('GET', '/metrics')).body).toContain('classroom_rooms_opened_total');
    // Who comes through a proxy is from elsewhere, and a key that is not set opens nothing.
    for (const headers of [{ 'X-Forwarded-For': '127.0.0.1' }, { Via: '1.1 proxy', Authorization: 'Bearer undefined' }])
      expect((await school().ask('GET', '/metrics', { headers })).status).toBe(404);
  });
}
