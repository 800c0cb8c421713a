// Homework on the server: it opens and closes by itself, whoever has more time keeps it, who comes late has the clock that the challenge says.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { FIRST, openSchool, roomOf, SECOND, type School, type StoreKind, type TestRoom } from '../support/school.ts';

const MINUTE = 60_000;
// Less often than a key may ask.
const LONG = { timeout: 10_000, interval: 60 };

export function homeworkSuite(kind: () => StoreKind): void {
  let school: School;
  /** How far this school's clock has been put forward. */
  let ahead = 0;
  const now = (): number => Date.now() + ahead;
  beforeAll(async () => {
    school = await openSchool(kind(), {}, now);
  });
  afterAll(() => school.app.drain());

  const phaseOf = async (room: TestRoom): Promise<string> => (await room.view(room.host)).body.view.meta.phase as string;
  const until = (room: TestRoom, phase: string) => vi.waitFor(async () => expect(await phaseOf(room)).toBe(phase), LONG);
  /** Puts the clock forward; a word to everybody makes the room look at it. */
  const pass = async (room: TestRoom, milliseconds: number): Promise<void> => {
    ahead += milliseconds;
    await room.command(room.host, { type: 'say', text: 'Look at the clock.' });
  };
  const codeOf = async (room: TestRoom, key: string, level = FIRST): Promise<string> => {
    const { body } = await room.submit(key, { level });
    return body.ok === true ? 'taken' : (body.code as string);
  };

  it('opens and closes at its hours without anybody asking, and takes work between them alone', async () => {
    const opens = now() + 2500;
    const room = await school.openRoom({ window: { opens, closes: opens + 1500 } });
    const [one, two] = [await room.join(), await room.join()];
    expect([one.status, two.status]).toEqual([200, 200]);
    await room.command(room.host, { type: 'factor', seat: 2, factor: 2 });
    expect(await codeOf(room, one.key)).toBe('notRunning');
    await until(room, 'running');
    expect(now()).toBeGreaterThanOrEqual(opens);
    expect(await codeOf(room, one.key)).toBe('taken');
    // Its hour is over for the one; the other has twice the window.
    await vi.waitFor(async () => expect((await room.view(room.host)).body.view.rows['1'].expired).toBe(true), LONG);
    expect(await phaseOf(room)).toBe('running');
    expect(await codeOf(room, one.key, SECOND)).toBe('expired');
    expect(await codeOf(room, two.key)).toBe('taken');
    await until(room, 'ended');
    expect(now()).toBeGreaterThanOrEqual(opens + 3000);
    expect(await codeOf(room, two.key, SECOND)).toBe('ended');
    const log = (await school.ask('GET', `/api/rooms/${room.code}/log`, { key: room.host })).body.log as {
      at: number;
      event: { type: string };
    }[];
    const at = (type: string) => (log.find(({ event }) => event.type === type)?.at ?? 0) - opens;
    expect(at('started')).toBeGreaterThanOrEqual(0);
    expect(at('seatExpired')).toBeGreaterThanOrEqual(1500);
    expect(at('ended')).toBeGreaterThanOrEqual(3000);
  });

  it.each(['shared', 'own'] as const)('who comes late has the rest, or minutes of their own: %s', async (lateClock) => {
    const opens = now() + 200;
    const room = await school.openRoom({ minutes: 10, lateClock, window: { opens, closes: opens + 60 * MINUTE } });
    const early = await room.join();
    await until(room, 'running');
    await pass(room, 6 * MINUTE);
    const late = await room.join();
    const { deadline } = (await room.view(late.key)).body.view.rows['2'] as { deadline: number };
    const left = Math.round((deadline - now()) / MINUTE);
    expect(left).toBe(lateClock === 'own' ? 10 : 4);
    await pass(room, 5 * MINUTE);
    await vi.waitFor(async () => expect((await room.view(room.host)).body.view.rows['1'].expired).toBe(true), LONG);
    expect(await codeOf(room, early.key)).toBe('expired');
    if (lateClock === 'own') expect(await codeOf(room, late.key)).toBe('taken');
    else await vi.waitFor(async () => expect(await codeOf(room, late.key)).toBe('expired'), LONG);
    // Nobody has longer than the window, but whose factor stretches it.
    await room.command(room.host, { type: 'extend', minutes: 120, seat: 2 });
    await room.command(room.host, { type: 'factor', seat: 1, factor: 0 });
    await pass(room, 50 * MINUTE);
    expect(await phaseOf(room)).toBe('running');
    expect(await codeOf(room, early.key)).toBe('taken');
  });

  it('a server that slept over the opening opens late, and the minutes of all count from the hour', async () => {
    const opens = now() + 10 * MINUTE;
    const room = await school.openRoom({ minutes: 30, window: { opens, closes: opens + 60 * MINUTE } });
    await room.join();
    await pass(room, 20 * MINUTE);
    await until(room, 'running');
    const { meta } = (await room.view(room.host)).body.view as { meta: { startedAt: number; ends: number; opens: number } };
    expect(meta).toMatchObject({ startedAt: opens, ends: opens + 30 * MINUTE, opens });
  });

  it('a server that was away over the closing answers nobody before it has closed', async () => {
    const place = kind();
    const first = await openSchool(place, {}, now);
    const opens = now() + 10;
    const room = await first.openRoom({ window: { opens, closes: opens + 5 * MINUTE } });
    const seat = await room.join();
    await until(room, 'running');
    await first.app.drain();
    ahead += 6 * MINUTE;
    const second = await openSchool(place, {}, now);
    const again = roomOf(second, room);
    expect((await again.view(seat.key)).body.view.meta.phase).toBe('ended');
    expect(await codeOf(again, seat.key)).toBe('ended');
    await second.app.drain();
  });

  it('closed without anybody in it, it is ended, and opens again for as long as the teacher likes', async () => {
    const opens = now() + MINUTE;
    const room = await school.openRoom({ window: { opens, closes: opens + MINUTE } });
    const seat = await room.join();
    await pass(room, 5 * MINUTE);
    await until(room, 'ended');
    await room.command(room.host, { type: 'reopen' });
    await room.command(room.host, { type: 'start' });
    await pass(room, 600 * MINUTE);
    expect(await codeOf(room, seat.key)).toBe('taken');
    expect(await phaseOf(room)).toBe('running');
  });
}
