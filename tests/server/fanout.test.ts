// Rooms over a fan-out engine: the real server and the page's own ladder against a stand-in that keeps to Centrifugo's documented protocol. Centrifugo
// itself does not run here.
import { WebSocket as NodeSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { signToken } from '../../server/live/centrifugo.ts';
import { createPublisher, type Message } from '../../server/live/fanout.ts';
import { defaultChallenge } from '../../src/classroom/challenge.ts';
import type { RoomEvent } from '../../src/classroom/event.ts';
import { foldEvent, type RoomState } from '../../src/classroom/room.ts';
import type { RoomPatch, RoomView } from '../../src/classroom/view.ts';
import { type LiveParts, watchRoom } from '../../src/client/classroomLive.ts';
import { type FakeCentrifugo, startFakeCentrifugo } from './support/fakeCentrifugo.ts';
import { FIRST, LEVELS, libsqlKind, linkOf, openSchool, type School, type TestRoom } from './support/school.ts';
import { until } from './suites/live.ts';

let engine: FakeCentrifugo;
let school: School;
beforeAll(async () => {
  engine = await startFakeCentrifugo();
  const { api, key, secret, socket } = engine;
  school = await openSchool(libsqlKind(), { centrifugo: { api, key, secret, socket } });
});
afterAll(async () => {
  await school.app.drain();
  await engine.close();
});

const openSocket = (url: string): WebSocket => new NodeSocket(url) as unknown as WebSocket;

function watch(room: TestRoom, key: string, change: Partial<LiveParts> = {}) {
  const watched = {
    view: undefined as RoomView | undefined,
    states: [] as string[],
    ends: [] as string[],
    opened: [] as string[],
  };
  const stop = watchRoom({
    room: `${school.app.url}/api/rooms/${room.code}`,
    key,
    fetch,
    socket: (url) => {
      watched.opened.push(new URL(url).pathname);
      return openSocket(url);
    },
    onView: (view) => (watched.view = view),
    onState: (state) => watched.states.push(state),
    onEnd: (code) => watched.ends.push(code),
    patience: 500,
    longest: 100,
    ...change,
  });
  return Object.assign(watched, { stop });
}

const channelsOf = (what: string): readonly string[] =>
  engine
    .channels()
    .filter((channel) => channel.endsWith(what))
    .map((channel) => channel.split('.').slice(1).join('.'));

/** What everybody sees is what a fresh question answers. */
async function settle(
  room: TestRoom,
  eyes: readonly { readonly key: string; readonly watched: { readonly view: RoomView | undefined } }[],
) {
  for (const { key, watched } of eyes) {
    const { view } = (await room.view(key)).body as { readonly view: RoomView };
    await until(() => JSON.stringify(sorted(watched.view)) === JSON.stringify(sorted(view)));
  }
}
const sorted = (view: RoomView | undefined): unknown =>
  view && { ...view, rows: Object.fromEntries(Object.entries(view.rows).sort(([a], [b]) => Number(a) - Number(b))) };

describe('rooms over a fan-out engine', () => {
  it('I4 teacher, projector and students see what the room is, and this process holds none of their sockets', async () => {
    const room = await school.openRoom({ board: 'all' });
    const ann = await room.join();
    const bob = await room.join();
    const eyes = [room.host, room.projector, ann.key, bob.key].map((key) => ({ key, watched: watch(room, key) }));
    await until(() => eyes.every(({ watched }) => watched.states.includes('socket')));
    await room.command(room.host, { type: 'start' });
    await room.submit(ann.key);
    await room.submit(bob.key, { solution: linkOf(FIRST, { nothing: true }) });
    await room.command(room.host, { type: 'say', text: 'Well done' });
    await settle(room, eyes);
    expect(eyes.map(({ watched }) => [...new Set(watched.opened)])).toEqual(eyes.map(() => ['/connection/uni_websocket']));
    for (const { watched } of eyes) watched.stop();
    await until(() => engine.connections() === 0);
  });

  it('I8 what the class is told holds nothing that belongs to one seat', async () => {
    const room = await school.openRoom({ board: 'all' });
    const ann = await room.join();
    await room.command(room.host, { type: 'start' });
    const before = engine.published.length;
    await room.submit(ann.key, { solution: linkOf(FIRST, { nothing: true }) });
    const isToldOfGoals = ({ channel, data }: { readonly channel: string; readonly data: unknown }): boolean =>
      channel.endsWith('.seat.1') && JSON.stringify(data).includes('"goals"');
    await until(() => engine.published.slice(before).some(isToldOfGoals));
    const told = engine.published.slice(before);
    const of = (end: string): string =>
      JSON.stringify(told.filter(({ channel }) => channel.endsWith(end)).map(({ data }) => data));
    expect(of('.seat.1')).toContain('"goals"');
    expect(of('.class')).toContain('"attempts":1');
    expect(of('.class')).not.toMatch(/"goals"|"mistake"|"missed"|"lastAt"|"factor"/);
    expect(of('.projector')).not.toMatch(/"alias"|"goals"/);
  });

  it('who waits to be let in listens to itself alone, and to the class from then on', async () => {
    const room = await school.openRoom({ board: 'all', approve: true });
    const ann = await room.join();
    const watched = watch(room, ann.key);
    await until(() => watched.states.includes('socket'));
    expect(channelsOf('.class')).toEqual([]);
    expect(channelsOf('.seat.1')).toEqual(['seat.1']);
    await room.command(room.host, { type: 'approve', seat: 1 });
    await until(() => channelsOf('.class').length === 1);
    await settle(room, [{ key: ann.key, watched }]);
    watched.stop();
  });

  it('I5 who is removed hears goodbye, loses the line, and gets no other ticket', async () => {
    const room = await school.openRoom();
    const ann = await room.join();
    const watched = watch(room, ann.key);
    await until(() => watched.states.includes('socket'));
    await room.command(room.host, { type: 'remove', seat: 1 });
    await until(() => watched.ends.length === 1 && channelsOf('.seat.1').length === 0);
    expect(watched.ends).toEqual(['removed']);
    expect((await school.ask('GET', `/api/rooms/${room.code}/ticket`, { key: ann.key })).status).toBe(403);
  });

  it('a word that got lost is noticed by its number, and the whole is asked for', async () => {
    const room = await school.openRoom({ board: 'all' });
    const ann = await room.join();
    const watched = watch(room, ann.key);
    await until(() => watched.states.includes('socket'));
    engine.lose(engine.channels().find((channel) => channel.endsWith('.class')) ?? '', 1);
    await room.command(room.host, { type: 'say', text: 'Lost' });
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(watched.view?.meta.said).toBeUndefined();
    await room.command(room.host, { type: 'start' });
    await settle(room, [{ key: ann.key, watched }]);
    expect(watched.view?.meta.said?.text).toBe('Lost');
    watched.stop();
  });

  it('an engine that does not answer for a moment is told again, in order', async () => {
    const room = await school.openRoom();
    const watched = watch(room, room.host);
    await until(() => watched.states.includes('socket'));
    engine.broken = true;
    await room.command(room.host, { type: 'start' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await room.command(room.host, { type: 'pause' });
    engine.broken = false;
    await until(() => watched.view?.meta.phase === 'paused');
    watched.stop();
  });

  it('where the engine cannot be reached, the page goes down its ladder', async () => {
    const room = await school.openRoom();
    const opened: string[] = [];
    const watched = watch(room, room.host, {
      socket: (url) => {
        const { pathname } = new URL(url);
        opened.push(pathname);
        return openSocket(pathname.startsWith('/connection') ? 'ws://127.0.0.1:9/' : url);
      },
    });
    await until(() => watched.states.includes('socket'));
    await room.command(room.host, { type: 'start' });
    await until(() => watched.view?.meta.phase === 'running');
    expect(opened.map((path) => path.split('/')[1])).toEqual(['connection', 'api']);
    watched.stop();
  });

  it('tickets are for who has a key, and a token of another hand opens nothing', async () => {
    const room = await school.openRoom();
    expect((await school.ask('GET', `/api/rooms/${room.code}/ticket`)).status).toBe(401);
    const { body } = await school.ask('GET', `/api/rooms/${room.code}/ticket`, { key: room.host });
    const [, claims = ''] = (body.token as string).split('.');
    const read = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Record<string, unknown>;
    const listen = (token: string): Promise<string> =>
      new Promise((resolve) => {
        const socket = new NodeSocket(engine.socket);
        socket.on('open', () => socket.send(JSON.stringify({ token })));
        socket.on('message', (text: Buffer) => {
          resolve(Object.keys(JSON.parse(text.toString('utf8')) as object).join());
          socket.close();
        });
      });
    expect(await listen(body.token as string)).toBe('connect');
    expect(await listen(signToken(read, 'another-secret'))).toBe('disconnect');
    expect(await listen(signToken({ ...read, exp: 1 }, engine.secret))).toBe('disconnect');
  });
});

describe('who writes, tells', () => {
  const publishedBy = (run: (publisher: ReturnType<typeof createPublisher>) => void): Promise<readonly Message[]> =>
    new Promise((resolve) => {
      const told: Message[] = [];
      const fanout = {
        ticket: () => ({ socket: '', token: '' }),
        publish: (messages: readonly Message[]) => told.push(...messages),
        part: () => undefined,
        close: () => Promise.resolve(),
      };
      run(createPublisher('r', fanout, 10));
      setTimeout(() => resolve(told), 40);
    });
  const states = (...events: readonly RoomEvent[]): readonly RoomState[] => {
    let state = foldEvent(undefined, {
      seq: 1,
      at: 1,
      event: { type: 'roomOpened', challenge: defaultChallenge('Room', LEVELS, 7) },
    });
    return events.flatMap((event, index) => {
      state = foldEvent(state, { seq: index + 2, at: index + 2, event });
      return state ? [state] : [];
    });
  };
  const patchesOf = (told: readonly Message[], channel: string): readonly [number, number][] =>
    told.flatMap(({ channel: where, frame }) =>
      where === channel && frame.type === 'patch'
        ? [[(frame.patch satisfies RoomPatch).from, frame.patch.to] as [number, number]]
        : [],
    );

  it('one stretch becomes one patch; what another process wrote between is its to tell', async () => {
    const [a, b, c, d] = states(
      { type: 'seatTaken', seat: 1, alias: 'Teal Heron', waits: false },
      { type: 'started' },
      { type: 'paused' },
      { type: 'resumed' },
    );
    if (!a || !b || !c || !d) throw new Error('no states');
    const together = await publishedBy((publisher) => {
      publisher.written(a, b);
      publisher.written(b, c);
    });
    expect(patchesOf(together, 'class')).toEqual([[2, 4]]);
    const apart = await publishedBy((publisher) => {
      publisher.written(a, b);
      publisher.written(c, d);
    });
    expect(patchesOf(apart, 'class')).toEqual([
      [2, 3],
      [4, 5],
    ]);
    expect(patchesOf(apart, 'host')).toEqual(patchesOf(apart, 'class'));
  });
});

describe('its settings', () => {
  it('go together, or nothing starts', () => {
    expect(readConfig({ CENTRIFUGO_API: 'http://127.0.0.1:8000/api' })).toMatchObject({ ok: false });
    expect(readConfig({ CENTRIFUGO_API: 'ftp://x', CENTRIFUGO_API_KEY: 'k', CENTRIFUGO_TOKEN_SECRET: 's' })).toMatchObject({
      ok: false,
    });
    expect(
      readConfig({ CENTRIFUGO_API: 'http://127.0.0.1:8000/api/', CENTRIFUGO_API_KEY: 'k', CENTRIFUGO_TOKEN_SECRET: 's' }),
    ).toMatchObject({
      ok: true,
      config: { centrifugo: { api: 'http://127.0.0.1:8000/api', socket: '/connection/uni_websocket' } },
    });
  });
});
