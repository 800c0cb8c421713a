// Live updates: socket, stream and polling show the same room; patches are numbered, a reader that missed one gets the whole; removed seats are let go.
import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyPatch, type RoomView } from '../../src/classroom/view.ts';
import type { LiveMessage } from '../../server/live/hub.ts';
import {
  ask,
  type Database,
  databases,
  freshDatabase,
  joinAt,
  type Keys,
  openRoomAt,
  openSchool,
  type School,
  ticket,
} from './school.ts';

interface Watching {
  readonly view: () => RoomView | undefined;
  readonly versions: readonly number[];
  readonly kinds: readonly string[];
  readonly closed: () => number | undefined;
  readonly stop: () => void;
}

function follow(
  onMessage: (take: (text: string) => void) => () => void,
): Omit<Watching, 'closed'> & { readonly gone: () => boolean } {
  let view: RoomView | undefined;
  let gone = false;
  const versions: number[] = [];
  const kinds: string[] = [];
  const stop = onMessage((text) => {
    const message = JSON.parse(text) as LiveMessage;
    kinds.push(message.type);
    if (message.type === 'gone') gone = true;
    else if (message.type === 'view') ({ view } = message);
    else {
      const next = view && applyPatch(view, message.patch);
      if (!next) throw new Error(`a gap before ${message.patch.to}`);
      view = next;
    }
    if (view) versions.push(view.version);
  });
  return { view: () => view, versions, kinds, gone: () => gone, stop };
}

function watchSocket(
  school: School,
  code: string,
  token: string,
  headers: Record<string, string> = {},
): Watching & { readonly socket: WebSocket } {
  const socket = new WebSocket(`${school.url.replace('http', 'ws')}/api/rooms/${code}/socket`, { headers });
  let closed: number | undefined;
  socket.on('open', () => socket.send(JSON.stringify({ token })));
  socket.on('close', (reason) => (closed = reason));
  socket.on('error', () => undefined);
  const followed = follow((take) => {
    socket.on('message', (data: Buffer) => take(data.toString('utf8')));
    return () => socket.terminate();
  });
  return { ...followed, closed: () => closed, socket };
}

function watchStream(school: School, code: string, token: string): ReturnType<typeof follow> {
  const abort = new AbortController();
  return follow((take) => {
    void (async () => {
      const response = await fetch(`${school.url}/api/rooms/${code}/live`, {
        headers: { authorization: `Bearer ${token}` },
        signal: abort.signal,
      });
      let text = '';
      const decoder = new TextDecoder();
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        text += decoder.decode(chunk, { stream: true });
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) if (part.startsWith('data: ')) take(part.slice(6));
      }
    })().catch(() => undefined);
    return () => abort.abort();
  });
}

describe.each(databases())('live updates on %s', (name) => {
  let database: Database;
  let school: School;
  beforeAll(async () => {
    database = await freshDatabase(name);
    school = await openSchool(database);
  }, 60_000);
  afterAll(async () => {
    await school.close();
    database.drop();
  });
  const say = (keys: Keys, command: unknown, token: string = keys.hostKey) =>
    ask(school, `/api/rooms/${keys.code}/commands`, { token, body: command });
  const viewOf = async (keys: Keys, token: string): Promise<RoomView> =>
    (await ask(school, `/api/rooms/${keys.code}/view`, { token })).body['view'] as RoomView;

  it('socket and stream end at what a poll says, for every role, and no version goes back', async () => {
    const keys = await openRoomAt(school, { board: 'top5', freeNames: false });
    const seats = [];
    for (let index = 0; index < 8; index++) seats.push(await joinAt(school, keys.code));
    const tokens = [keys.hostKey, keys.showKey, ...seats.map(({ token }) => token)];
    const watching = tokens.flatMap((token) => [watchSocket(school, keys.code, token), watchStream(school, keys.code, token)]);
    await expect.poll(() => watching.every(({ view }) => view() !== undefined)).toBe(true);
    await say(keys, { type: 'start' });
    for (const { token } of seats) await say(keys, { type: 'openLevel', level: '402-only-the-web-team' }, token);
    await say(keys, { type: 'rename', seat: 3, alias: 'Somebody' });
    await say(keys, { type: 'hide', seat: 4, hidden: true });
    await say(keys, { type: 'freeze', frozen: true });
    await say(keys, { type: 'rename', seat: 5, alias: 'Else' });
    await say(keys, { type: 'freeze', frozen: false });
    await say(keys, { type: 'say', text: 'Two minutes' });
    for (const [index, token] of tokens.entries()) {
      const polled = await viewOf(keys, token);
      for (const watched of watching.slice(index * 2, index * 2 + 2))
        await expect.poll(() => watched.view(), { timeout: 5_000 }).toEqual(polled);
    }
    for (const { versions, kinds } of watching) {
      expect(versions).toEqual(versions.toSorted((a, b) => a - b));
      expect(kinds).toContain('patch');
    }
    for (const { stop } of watching) stop();
  });

  it('I8 nobody’s messages hold what only another may see', async () => {
    const keys = await openRoomAt(school, { board: 'top5' });
    const [one, other] = [await joinAt(school, keys.code, 'Ann'), await joinAt(school, keys.code, 'Bo')];
    const texts: string[] = [];
    const watched = watchSocket(school, keys.code, other.token);
    watched.socket.on('message', (data: Buffer) => texts.push(data.toString('utf8')));
    const shown = watchSocket(school, keys.code, keys.showKey);
    const shownTexts: string[] = [];
    shown.socket.on('message', (data: Buffer) => shownTexts.push(data.toString('utf8')));
    await expect.poll(() => watched.view() && shown.view()).toBeDefined();
    await say(keys, { type: 'factor', seat: one.seat, factor: 2 });
    await say(keys, { type: 'say', text: 'Hello' });
    await expect.poll(() => watched.view()?.meta.said?.text).toBe('Hello');
    await expect.poll(() => shown.view()?.meta.said?.text).toBe('Hello');
    // Whoever has more time has it between the teacher and themselves; the projector names nobody.
    expect(texts.join()).not.toMatch(/"seat":1[^{}]*"factor"/);
    expect(shownTexts.join()).not.toMatch(/Ann|Bo/);
    watched.stop();
    shown.stop();
  });

  it('a removed seat is told and let go; a wrong secret, a page of elsewhere and a silent caller get nothing', async () => {
    const keys = await openRoomAt(school);
    const seat = await joinAt(school, keys.code, 'Ann');
    const watched = watchSocket(school, keys.code, seat.token);
    await expect.poll(() => watched.view()).toBeDefined();
    await say(keys, { type: 'remove', seat: seat.seat });
    await expect.poll(() => watched.closed()).toBeDefined();
    expect(watched.kinds.at(-1)).toBe('gone');
    const wrong = watchSocket(school, keys.code, ticket());
    await expect.poll(() => wrong.closed()).toBe(4003);
    const foreign = watchSocket(school, keys.code, keys.hostKey, { origin: 'https://evil.example' });
    await expect.poll(() => foreign.closed()).toBeDefined();
    expect([wrong.view(), foreign.view()]).toEqual([undefined, undefined]);
  });

  it('frames that are too large or too many end the connection, and nobody else’s', async () => {
    const keys = await openRoomAt(school);
    const [good, large, many] = [0, 1, 2].map(() => watchSocket(school, keys.code, keys.hostKey));
    await expect.poll(() => [good, large, many].every((watched) => watched?.view() !== undefined)).toBe(true);
    large?.socket.send('x'.repeat(5_000));
    for (let index = 0; index < 60; index++) many?.socket.send('x');
    await expect.poll(() => [large?.closed(), many?.closed()].every((reason) => reason !== undefined)).toBe(true);
    await say(keys, { type: 'say', text: 'Still here' });
    await expect.poll(() => good?.view()?.meta.said?.text).toBe('Still here');
    good?.stop();
  });
});

describe.runIf(databases().includes('postgres'))('two processes, one school', () => {
  it('what is done at one is seen at the other, and two that write at once lose nothing', async () => {
    const database = await freshDatabase('postgres');
    const [one, two] = [await openSchool(database), await openSchool(database)];
    const keys = await openRoomAt(one, { freeNames: false });
    const watched = watchSocket(two, keys.code, keys.hostKey);
    await expect.poll(() => watched.view()).toBeDefined();
    const seats = await Promise.all(Array.from({ length: 60 }, (_, index) => joinAt(index % 2 === 0 ? one : two, keys.code)));
    expect(new Set(seats.map(({ seat }) => seat)).size).toBe(60);
    await ask(one, `/api/rooms/${keys.code}/commands`, { token: keys.hostKey, body: { type: 'start' } });
    const told = await Promise.all(
      seats.map(({ token }, index) =>
        ask(index % 2 === 0 ? two : one, `/api/rooms/${keys.code}/commands`, {
          token,
          body: { type: 'openLevel', level: '402-only-the-web-team' },
        }),
      ),
    );
    expect(told.map(({ body }) => body['code']).filter((code) => code !== undefined)).toEqual([]);
    // What the other process wrote is heard of, not asked for: a moment later it is there.
    const polled = async (): Promise<RoomView> =>
      (await ask(one, `/api/rooms/${keys.code}/view`, { token: keys.hostKey })).body['view'] as RoomView;
    const opened = async (): Promise<number> =>
      Object.values((await polled()).rows).filter(({ levels }) => levels['402-only-the-web-team']?.openedAt !== undefined).length;
    await expect.poll(opened, { timeout: 10_000 }).toBe(60);
    await expect.poll(async () => watched.view()?.version === (await polled()).version, { timeout: 10_000 }).toBe(true);
    expect(watched.view()).toEqual(await polled());
    watched.stop();
    await one.close();
    await two.close();
  });
});
