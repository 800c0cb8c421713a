// Lines that go bad between a page and its room, and clocks that are put wrong: the page notices by itself, and nothing is lost or doubled.
import { randomBytes } from 'node:crypto';
import { WebSocket as NodeSocket } from 'ws';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTcpProxy, type TcpProxy } from '../../server/tools/tcpProxy.ts';
import type { LoggedEvent } from '../../src/classroom/event.ts';
import type { RoomView } from '../../src/classroom/view.ts';
import { type Accepted, createClassroomClient, type Reply } from '../../src/client/classroomClient.ts';
import { watchRoom } from '../../src/client/classroomLive.ts';
import { FIRST, libsqlKind, linkOf, openSchool, type School, type TestRoom } from './support/school.ts';
import { until } from './suites/live.ts';

let school: School;
let line: TcpProxy;
let ahead = 0;
beforeAll(async () => {
  school = await openSchool(libsqlKind(), {}, () => Date.now() + ahead);
  line = await startTcpProxy(() => school.app.port);
});
afterEach(() => {
  line.weather = 'calm';
  ahead = 0;
});
afterAll(async () => {
  await line.close();
  await school.app.drain();
});

function watch(room: TestRoom) {
  const watched = { views: [] as RoomView[], states: [] as string[] };
  const stop = watchRoom({
    room: `${line.url}/api/rooms/${room.code}`,
    key: room.host,
    fetch,
    socket: (url) => new NodeSocket(url) as unknown as WebSocket,
    onView: (view) => watched.views.push(view),
    onState: (state) => watched.states.push(state),
    onEnd: () => undefined,
    patience: 400,
    longest: 100,
    silence: 500,
  });
  return Object.assign(watched, { stop });
}

const logOf = async (room: TestRoom): Promise<readonly LoggedEvent[]> =>
  ((await school.ask('GET', `/api/rooms/${room.code}/log`, { key: room.host })).body as { readonly log: readonly LoggedEvent[] })
    .log;

describe('lines that go bad', () => {
  it('a socket that fell silent without a word is noticed, and the page climbs again', async () => {
    const room = await school.openRoom();
    const watched = watch(room);
    await until(() => watched.states.includes('socket'));
    line.weather = 'halfOpen';
    await room.command(room.host, { type: 'say', text: 'Can you hear me?' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(watched.views.at(-1)?.meta.said).toBeUndefined();
    line.weather = 'calm';
    await until(() => watched.views.at(-1)?.meta.said?.text === 'Can you hear me?');
    await until(() => watched.states.at(-1) === 'socket');
    watched.stop();
  });

  it('a filter that takes upgrades out and holds streams back leaves the polls', async () => {
    const room = await school.openRoom();
    line.weather = 'filtered';
    const watched = watch(room);
    await until(() => watched.states.includes('poll'));
    await room.command(room.host, { type: 'start' });
    await until(() => watched.views.at(-1)?.meta.phase === 'running');
    expect(watched.states.filter((state) => state !== 'lost')).toEqual(['poll']);
    watched.stop();
  });

  it('I1 an answer that breaks off is asked for again, and the work stands once', async () => {
    const room = await school.openRoom();
    const kept = new Map<string, unknown>();
    const client = createClassroomClient({
      base: line.url,
      fetch,
      box: {
        read: (key) => Promise.resolve(kept.get(key)),
        write: (key, value) => Promise.resolve(kept.set(key, structuredClone(value)) !== undefined),
      },
      draw: (bytes) => new Uint8Array(randomBytes(bytes)),
      longest: 50,
    });
    const keys = { code: room.code, key: client.drawKey() };
    await client.join(keys);
    await room.command(room.host, { type: 'start' });
    const answers: Reply<Accepted>[] = [];
    const outbox = client.openOutbox(keys, (_, reply) => answers.push(reply));
    line.weather = 'lostAnswers';
    await outbox.handIn(FIRST, linkOf(FIRST));
    await until(() => answers.filter((answer) => !answer.ok && answer.code === 'offline').length > 1);
    line.weather = 'calm';
    await until(() => answers.some(({ ok }) => ok));
    expect((await logOf(room)).filter(({ event }) => event.type === 'submitted')).toHaveLength(1);
    outbox.close();
  });
});

describe('clocks that are put wrong', () => {
  it('I3 forward over the end of the time: what comes next is late, whether or not the timer was there first', async () => {
    const room = await school.openRoom({ minutes: 10 });
    const seat = await room.join();
    await room.command(room.host, { type: 'start' });
    ahead = 11 * 60_000;
    expect((await room.submit(seat.key)).body.code).toBe('expired');
    expect((await logOf(room)).map(({ event }) => event.type)).toEqual(['roomOpened', 'seatTaken', 'started', 'seatExpired']);
  });

  it('I7 back by an hour: the room goes on, and its log never goes back', async () => {
    const room = await school.openRoom();
    const seat = await room.join();
    await room.command(room.host, { type: 'start' });
    ahead = -3_600_000;
    // Whoever tries codes waits its fifth of a second, not an hour.
    const guess = (): Promise<unknown> =>
      school.ask('POST', '/api/rooms/CCCCCC/seats', { body: { key: randomBytes(16).toString('base64url') } });
    await Promise.all(Array.from({ length: 65 }, guess));
    expect((await room.submit(seat.key)).body.verdict.stars).toBe(3);
    const times = (await logOf(room)).map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});
