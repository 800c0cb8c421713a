// Live: sockets, streams and long polls tell the same, in order and without a gap; and who reads slowly gets a whole view later.
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { applyPatch, type RoomView } from '../../../src/classroom/view.ts';
import type { Frame } from '../../../server/live/hub.ts';
import { FIRST, linkOf, type School, type TestRoom } from '../support/school.ts';

interface Watched {
  view: RoomView | undefined;
  readonly frames: Frame[];
  close(): void;
}

const take = (watched: Watched, frame: Frame): void => {
  watched.frames.push(frame);
  if (frame.type === 'view') watched.view = frame.view;
  if (frame.type === 'patch' && watched.view) watched.view = applyPatch(watched.view, frame.patch);
};

function watchSocket(school: School, room: TestRoom, key: string): Watched {
  const socket = new WebSocket(`${school.app.url.replace('http', 'ws')}/api/rooms/${room.code}/socket`);
  const watched: Watched = { view: undefined, frames: [], close: () => socket.close() };
  socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', key })));
  socket.on('message', (data: Buffer) => take(watched, JSON.parse(data.toString()) as Frame));
  return watched;
}

async function watchStream(school: School, room: TestRoom, key: string): Promise<Watched> {
  const abort = new AbortController();
  const response = await fetch(`${school.app.url}/api/rooms/${room.code}/stream`, {
    headers: { Authorization: `Bearer ${key}` },
    signal: abort.signal,
  });
  const watched: Watched = { view: undefined, frames: [], close: () => abort.abort() };
  void (async () => {
    let text = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) if (part.startsWith('data: ')) take(watched, JSON.parse(part.slice(6)) as Frame);
      }
    } catch {
      // Closed by the test.
    }
  })();
  return watched;
}

export async function until(what: () => boolean, most = 15_000): Promise<void> {
  const end = Date.now() + most;
  while (!what() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(what()).toBe(true);
}

export function liveSuite(school: () => School): void {
  it('I4 socket, stream and poll end equal to what a fresh view says, by patches without a gap', async () => {
    const room = await school().openRoom({ board: 'all' });
    const seat = await room.join();
    const watchers = [
      watchSocket(school(), room, room.host),
      watchSocket(school(), room, seat.key),
      await watchStream(school(), room, room.projector),
    ];
    const keys = [room.host, seat.key, room.projector];
    await until(() => watchers.every(({ view }) => view !== undefined));
    await room.command(room.host, { type: 'start' });
    for (let count = 0; count < 6; count++) {
      await room.join();
      await room.command(room.host, { type: 'say', text: `Word ${count}` });
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    const fresh = (await Promise.all(keys.map((key) => room.view(key)))).map(({ body }) => body.view as RoomView);
    await until(() => watchers.every(({ view }, index) => view?.version === fresh[index]?.version));
    for (const [index, { view, frames }] of watchers.entries()) {
      expect(view).toEqual(fresh[index]);
      expect(frames.some(({ type }) => type === 'patch')).toBe(true);
      const versions = frames.map((frame) =>
        frame.type === 'view' ? frame.view.version : frame.type === 'patch' ? frame.patch.to : 0,
      );
      expect(versions).toEqual([...versions].sort((a, b) => a - b));
    }
    for (const watcher of watchers) watcher.close();
  });

  it('what a seat is at is told to the host and that seat, and to the others with the next thing that is theirs', async () => {
    const room = await school().openRoom({ board: 'all' });
    const [one, two] = [await room.join(), await room.join()];
    await room.command(room.host, { type: 'start' });
    for (const seat of [one, two]) await room.command(seat.key, { type: 'openLevel', level: FIRST });
    const keys = [room.host, one.key, two.key, room.projector, two.key];
    const watchers = keys.map((key) => watchSocket(school(), room, key));
    const [host, mine, other, wall] = watchers as [Watched, Watched, Watched, Watched];
    await until(() => watchers.every(({ view }) => view !== undefined));
    // A first flush, so that everybody is in step.
    await room.command(room.host, { type: 'say', text: 'Begin.' });
    const said = (await room.view(room.host)).body.view.version as number;
    await until(() => watchers.every(({ view }) => view?.version === said));
    const counts = [other, wall].map(({ frames }) => frames.length);
    for (let told = 1; told <= 3; told++) {
      await room.command(one.key, { type: 'work', level: FIRST, solution: linkOf(FIRST) });
      await until(() => host.view?.rows['1']?.levels[FIRST]?.works === told);
      await until(() => mine.view?.rows['1']?.levels[FIRST]?.works === told);
    }
    expect([other, wall].map(({ frames }) => frames.length)).toEqual(counts);
    // A poll from before is answered at once, and is then where the others are.
    const polled = (await room.view(two.key, `?since=${said}&wait=5000`)).body as Frame;
    expect(polled.type === 'view' && polled.view.version).toBe(said + 3);
    await room.command(room.host, { type: 'say', text: 'Well done.' });
    await until(() => watchers.every(({ view }) => view?.meta.said?.text === 'Well done.'));
    const fresh = (await Promise.all(keys.map((key) => room.view(key)))).map(({ body }) => body.view as RoomView);
    for (const [index, { view, frames }] of watchers.entries()) {
      expect(view).toEqual(fresh[index]);
      expect(frames.at(-1)?.type).toBe('patch');
    }
    for (const watcher of watchers) watcher.close();
  });

  it('a poll waits for what is new, and comes back empty when nothing is', async () => {
    const room = await school().openRoom();
    const version = (await room.view(room.host)).body.view.version as number;
    expect((await room.view(room.host, `?since=${version}&wait=50`)).status).toBe(204);
    const waiting = room.view(room.host, `?since=${version}&wait=5000`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await room.command(room.host, { type: 'start' });
    const answer = (await waiting).body as Frame;
    expect(answer.type === 'bye' ? 0 : answer.type === 'view' ? answer.view.version : answer.patch.to).toBe(version + 1);
    expect((await room.view(room.host, '?since=-1&wait=1')).status).toBe(400);
  });

  it('I5 a seat that is removed is told and hears no more', async () => {
    const room = await school().openRoom();
    const seat = await room.join();
    const watched = watchSocket(school(), room, seat.key);
    await until(() => watched.view !== undefined);
    await room.command(room.host, { type: 'remove', seat: 1 });
    await until(() => watched.frames.at(-1)?.type === 'bye');
  });

  it('a socket without a key, with a long frame or from another page is closed', async () => {
    const room = await school().openRoom();
    const address = `${school().app.url.replace('http', 'ws')}/api/rooms/${room.code}/socket`;
    const closed = (say: string, headers: Record<string, string> = {}): Promise<number> =>
      new Promise((resolve) => {
        const socket = new WebSocket(address, { headers });
        socket.on('open', () => socket.send(say));
        socket.on('close', (code) => resolve(code));
        socket.on('error', () => undefined);
      });
    expect(await closed('{"type":"hello","key":"0123456789012345678901"}')).toBe(1008);
    expect(await closed('nothing')).toBe(1008);
    expect(await closed('x'.repeat(5000))).toBe(1009);
    expect(await closed('{}', { Origin: 'http://elsewhere.example' })).toBe(1006);
  });
}
