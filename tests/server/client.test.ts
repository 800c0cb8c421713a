// The page's side of a room, against the real server: the ladder with rungs taken away, and an outbox that loses nothing.
import { randomBytes } from 'node:crypto';
import { WebSocket as NodeSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClassroomClient, createClassroomClient, type Reply, type Accepted } from '../../src/client/classroomClient.ts';
import { type LiveParts, type Rung, watchRoom } from '../../src/client/classroomLive.ts';
import type { RoomView } from '../../src/classroom/view.ts';
import { FIRST, libsqlKind, linkOf, openSchool, type School, type TestRoom } from './support/school.ts';
import { until } from './suites/live.ts';

let school: School;
beforeAll(async () => {
  school = await openSchool(libsqlKind());
});
afterAll(() => school.app.drain());

const openSocket = (url: string): WebSocket => new NodeSocket(url) as unknown as WebSocket;

function watch(room: TestRoom, key: string, change: Partial<LiveParts> = {}) {
  const states: (Rung | 'lost')[] = [];
  const views: RoomView[] = [];
  const ends: string[] = [];
  const stop = watchRoom({
    room: `${school.app.url}/api/rooms/${room.code}`,
    key,
    fetch,
    socket: openSocket,
    onView: (view) => views.push(view),
    onState: (state) => states.push(state),
    onEnd: (code) => ends.push(code),
    patience: 300,
    longest: 100,
    ...change,
  });
  return { states, views, ends, stop };
}

const addressOf = (input: Parameters<typeof fetch>[0]): string =>
  typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;

const noStream: typeof fetch = (input, init) =>
  addressOf(input).endsWith('/stream')
    ? Promise.resolve(new Response('blocked by the school', { status: 403 }))
    : fetch(input, init);
/** A proxy that holds every event back. */
const heldStream: typeof fetch = (input, init) =>
  addressOf(input).endsWith('/stream')
    ? Promise.resolve(
        new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(':   \n\n')) })),
      )
    : fetch(input, init);
const deadSocket = (): WebSocket => openSocket('ws://127.0.0.1:9/');

describe('the ladder', () => {
  it.each([
    ['socket', {}],
    ['stream', { socket: deadSocket }],
    ['stream', { socket: undefined }],
    ['poll', { socket: deadSocket, fetch: noStream }],
  ] as const)('ends on the %s when no higher rung bears', async (rung, change) => {
    const room = await school.openRoom();
    const watched = watch(room, room.host, change);
    await until(() => watched.states.includes(rung));
    await room.command(room.host, { type: 'start' });
    await until(() => watched.views.at(-1)?.meta.phase === 'running');
    expect(watched.states.filter((state) => state !== 'lost')).toEqual([rung]);
    watched.stop();
  });

  it('a stream that a proxy holds back is given up for polls', async () => {
    const room = await school.openRoom();
    const patient = { ...watch(room, room.host, { socket: undefined, fetch: noStream }) };
    const watched = watch(room, room.host, { socket: undefined, fetch: heldStream });
    await until(() => patient.states.includes('poll'));
    watched.stop();
    patient.stop();
  });

  it('a lost socket comes back by itself and misses nothing', async () => {
    const room = await school.openRoom();
    const sockets: WebSocket[] = [];
    const watched = watch(room, room.host, {
      socket: (url) => {
        const socket = openSocket(url);
        sockets.push(socket);
        return socket;
      },
    });
    await until(() => watched.views.length > 0);
    sockets[0]?.close();
    await room.command(room.host, { type: 'say', text: 'While you were away' });
    await until(() => watched.views.at(-1)?.meta.said?.text === 'While you were away');
    expect(sockets.length).toBeGreaterThan(1);
    watched.stop();
  });

  it('a seat that is removed, and a key that fits nothing, are an end and not a loss', async () => {
    const room = await school.openRoom();
    const seat = await room.join();
    const watched = watch(room, seat.key);
    const stranger = watch(room, 'x'.repeat(30));
    await until(() => watched.views.length > 0);
    await room.command(room.host, { type: 'remove', seat: 1 });
    await until(() => watched.ends.length === 1 && stranger.ends.length === 1);
    expect([watched.ends, stranger.ends]).toEqual([['removed'], ['noKey']]);
  });
});

describe('the outbox', () => {
  const box = () => {
    const kept = new Map<string, unknown>();
    return {
      read: (key: string) => Promise.resolve(kept.get(key)),
      write: (key: string, value: unknown) => Promise.resolve(kept.set(key, structuredClone(value)) !== undefined),
    };
  };
  const clientOf = (send: typeof fetch, kept: ReturnType<typeof box>): ClassroomClient =>
    createClassroomClient({
      base: school.app.url,
      fetch: send,
      box: kept,
      draw: (bytes) => new Uint8Array(randomBytes(bytes)),
      longest: 50,
    });

  it('what is handed in without a network is sent when it is back, once, even over a new page', async () => {
    const room = await school.openRoom();
    const kept = box();
    const dead: typeof fetch = () => Promise.reject(new Error('no network'));
    const key = clientOf(fetch, kept).drawKey();
    const keys = { code: room.code, key };
    expect((await clientOf(fetch, kept).join(keys)).ok).toBe(true);
    await room.command(room.host, { type: 'start' });
    const offline = clientOf(dead, kept).openOutbox(keys, () => undefined);
    await offline.handIn(FIRST, linkOf(FIRST, { nothing: true }));
    await offline.handIn(FIRST, linkOf(FIRST));
    expect(offline.waiting()).toBe(2);
    offline.close();
    const answers: Reply<Accepted>[] = [];
    const online = clientOf(fetch, kept).openOutbox(keys, (_, reply) => answers.push(reply));
    await online.resume();
    expect(answers.map((answer) => answer.ok && answer.verdict.stars)).toEqual([0, 3]);
    expect(online.waiting()).toBe(0);
  });

  it('an answer that got lost is asked for again, and the work is written once', async () => {
    const room = await school.openRoom();
    let lost = 2;
    const losing: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (addressOf(input).endsWith('/commands') && lost-- > 0) throw new Error('cut');
      return response;
    };
    const client = clientOf(losing, box());
    const keys = { code: room.code, key: client.drawKey() };
    await client.join(keys);
    await room.command(room.host, { type: 'start' });
    const answers: Reply<Accepted>[] = [];
    const outbox = client.openOutbox(keys, (_, reply) => answers.push(reply));
    await outbox.handIn(FIRST, linkOf(FIRST));
    await until(() => answers.some(({ ok }) => ok));
    const { log } = (await school.ask('GET', `/api/rooms/${room.code}/log`, { key: room.host })).body as {
      log: { event: { type: string } }[];
    };
    expect(log.filter(({ event }) => event.type === 'submitted')).toHaveLength(1);
  });

  it('in a pause it waits, and goes on when the room does', async () => {
    const room = await school.openRoom();
    const client = clientOf(fetch, box());
    const keys = { code: room.code, key: client.drawKey() };
    await client.join(keys);
    await room.command(room.host, { type: 'start' });
    await room.command(room.host, { type: 'pause' });
    const answers: Reply<Accepted>[] = [];
    const outbox = client.openOutbox(keys, (_, reply) => answers.push(reply));
    await outbox.handIn(FIRST, linkOf(FIRST));
    await until(() => answers.some((answer) => !answer.ok && answer.code === 'paused'));
    await room.command(room.host, { type: 'resume' });
    await until(() => answers.some(({ ok }) => ok));
  });
});
