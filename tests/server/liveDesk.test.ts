// The desk of live rooms against the real server: a teacher, students on their own variants, a network that goes and comes back, a reload, and the end.
import { WebSocket as NodeSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { defaultChallenge } from '../../src/classroom/challenge.ts';
import { dropRehearsal } from '../../src/classroom/rehearsal.ts';
import { foldLog } from '../../src/classroom/room.ts';
import { connectRooms } from '../../src/client/rooms.ts';
import { parseLevel, readSolution } from '../../src/levels/parseLevel.ts';
import { varyLevel } from '../../src/levels/variant/varyLevel.ts';
import { createLiveDesk, type LiveDesk } from '../../src/store/live/liveDesk.ts';
import type { ManifestClient, SaveBox } from '../../src/store/services.ts';
import type { App } from '../../src/store/store.ts';
import { stuckOn } from '../../src/ui/live/stuck.ts';
import { createManifestApi } from '../../workers/manifestApi.ts';
import { readLevelFolder } from '../levels/folders.ts';
import { judged, openInProcess, remote } from '../support/inProcessApp.ts';
import { FIRST, LEVELS, SECOND, libsqlKind, openSchool, type School } from './support/school.ts';

let school: School;
beforeAll(async () => {
  school = await openSchool(libsqlKind());
});
afterAll(() => school.app.drain());

interface Browser {
  readonly app: App;
  readonly desk: LiveDesk;
  readonly kept: Map<string, unknown>;
  online: boolean;
}

function openBrowser(kept = new Map<string, unknown>()): Browser {
  const saves: SaveBox = {
    read: async (key) => structuredClone(kept.get(key)),
    write: async (key, value) => kept.set(key, structuredClone(value)).size > 0,
    remove: async (key) => void kept.delete(key),
  };
  const app = openInProcess(saves);
  const rooms = connectRooms({
    base: school.app.url,
    box: saves,
    fetch: (input, init) => (browser.online ? fetch(input, init) : Promise.reject(new TypeError('offline'))),
    socket: (url) => new NodeSocket(url) as unknown as WebSocket,
  });
  const manifests = remote(createManifestApi()) as ManifestClient;
  const address = (page: string): string => `https://game.example/${page}`;
  const browser: Browser = {
    app,
    kept,
    online: true,
    desk: createLiveDesk({
      app: app.store,
      rooms,
      manifests,
      saves,
      address,
      pace: 20,
      levelFiles: async (id) => readLevelFolder(id),
    }),
  };
  return browser;
}

const state = ({ desk }: Browser) => desk.store.getState();

async function openRoom(change = {}): Promise<{ teacher: Browser; code: string }> {
  const teacher = openBrowser();
  await teacher.desk.askServer();
  const code = await teacher.desk.openRoom({ ...defaultChallenge('Orchard class', LEVELS, 7), seeds: 'perSeat', ...change });
  expect(state(teacher).no).toBeUndefined();
  await teacher.desk.openRoute(`class/h/${code}`);
  await vi.waitFor(() => expect(state(teacher).view?.meta.phase).toBe('lobby'));
  return { teacher, code: code ?? '' };
}

async function solve(student: Browser, code: string): Promise<void> {
  await student.desk.openRoute(`class/j/${code}/${FIRST}`);
  await judged(student.app);
  const { seed } = student.app.store.getState().session;
  expect(seed).toBe(state(student).ticket?.seed);
  const files = readLevelFolder(FIRST);
  const edits = readSolution(seed === undefined ? files : varyLevel(files, String(seed)), 'reference') ?? [];
  await student.app.store.getState().actions.dispatchEdit({ type: 'batch', edits }, 'edit.yaml');
  await judged(student.app);
}

describe('a live room', () => {
  it('is opened, joined, played on own variants and judged by the server, through a lost network and a reload', async () => {
    const { teacher, code } = await openRoom();
    const anna = openBrowser();
    await anna.desk.openRoute(`class/j/${code}`);
    expect(await anna.desk.join(code)).toBe(true);
    // Before the start nothing opens.
    await vi.waitFor(() => expect(state(anna).view).toBeDefined());
    expect(await anna.desk.play(FIRST)).toBe(false);
    await teacher.desk.command({ type: 'start' });
    await vi.waitFor(() => expect(state(anna).view?.meta.phase).toBe('running'));

    await anna.desk.openRoute(`class/j/${code}/${FIRST}`);
    anna.online = false;
    await solve(anna, code);
    await vi.waitFor(() => expect(state(anna).handed[FIRST]).toMatchObject({ state: 'waiting', why: 'offline' }));
    expect(state(anna).waiting).toBe(1);
    // The tab is closed and opened again with the network: the same seat, and the work goes out by itself.
    await anna.app.flush();
    const again = openBrowser(anna.kept);
    await again.desk.openRoute(`class/j/${code}`);
    expect(state(again).ticket).toEqual(state(anna).ticket);
    await vi.waitFor(() => expect(state(again).handed[FIRST]).toMatchObject({ state: 'taken', stars: 3 }), 10_000);
    await vi.waitFor(() => expect(state(teacher).view?.rows['1']?.levels[FIRST]?.stars).toBe(3));
    // Nothing of it is the student's own progress.
    expect(anna.app.store.getState().progress.levels).toEqual({});

    await teacher.desk.lookAt(1);
    expect(state(teacher).look?.works[0]?.link).toContain(`${FIRST}#s=2.`);
    expect(state(teacher).look?.works[0]).toMatchObject({ attempt: 1, stars: 3, level: FIRST });
    // Without a network the page still shows what the seat last saw; on another device the seat is the same.
    const away = openBrowser(new Map(again.kept));
    away.online = false;
    await away.desk.openRoute(`class/j/${code}`);
    await vi.waitFor(() => expect(state(away).view?.rows['1']?.levels[FIRST]?.stars).toBe(3));
    const phone = openBrowser();
    await phone.desk.openRoute(`class/j/${again.desk.seatLink()?.split('class/j/')[1]}`);
    await vi.waitFor(() => expect(state(phone).view?.rows['1']?.levels[FIRST]?.stars).toBe(3));
    expect(state(phone).ticket?.alias).toBe(state(again).ticket?.alias);
    const home = openBrowser();
    await home.desk.openRoute(`class/h/${teacher.desk.roomLink()?.split('class/h/')[1]}`);
    await vi.waitFor(() => expect(state(home).view?.rows['1']?.points).toBe(3));
    // The teacher's browser knows its rooms tomorrow.
    const tomorrow = openBrowser(teacher.kept);
    await tomorrow.desk.openRoute(`class/h/${code}`);
    await vi.waitFor(() => expect(state(tomorrow).view?.rows['1']?.points).toBe(3));
    expect(await tomorrow.desk.deleteRoom()).toBe(true);
    expect(state(tomorrow).rooms).toEqual([]);
    await vi.waitFor(() => expect(state(again).over).toBe('deleted'), 10_000);
  });

  it('keeps who waits at the door outside until the teacher lets them in, and out when they are removed', async () => {
    const { teacher, code } = await openRoom({ approve: true });
    await teacher.desk.command({ type: 'start' });
    const ben = openBrowser();
    expect(await ben.desk.join(code)).toBe(true);
    await vi.waitFor(() => expect(state(ben).view?.rows['1']?.standing).toBe('waiting'));
    await teacher.desk.command({ type: 'approve', seat: 1 });
    await vi.waitFor(() => expect(state(ben).view?.rows['1']?.standing).toBe('in'));
    await teacher.desk.command({ type: 'rename', seat: 1, alias: 'Ben' });
    await vi.waitFor(() => expect(state(ben).view?.rows['1']?.alias).toBe('Ben'));
    await teacher.desk.command({ type: 'remove', seat: 1 });
    await vi.waitFor(() => expect(state(ben).over).toBe('removed'), 10_000);
  });

  it('lets the teacher walk through a student’s attempts move by move, where nothing can be changed and nothing is kept', async () => {
    const { teacher, code } = await openRoom();
    await teacher.desk.command({ type: 'start' });
    const dora = openBrowser();
    await dora.desk.openRoute(`class/j/${code}`);
    await dora.desk.join(code);
    await vi.waitFor(() => expect(state(dora).view?.meta.phase).toBe('running'));
    await dora.desk.openRoute(`class/j/${code}/${FIRST}`);
    await judged(dora.app);
    await dora.desk.handIn();
    await vi.waitFor(() => expect(state(dora).handed[FIRST]).toMatchObject({ state: 'taken', stars: 0 }), 10_000);
    await solve(dora, code);
    await vi.waitFor(() => expect(state(dora).handed[FIRST]).toMatchObject({ state: 'taken', stars: 3 }), 10_000);
    await vi.waitFor(() => expect(state(teacher).view?.rows['1']?.levels[FIRST]?.attempts).toBe(2));

    await teacher.desk.lookAt(1, FIRST);
    expect(state(teacher).look?.works.map(({ attempt, stars }) => [attempt, stars])).toEqual([
      [1, 0],
      [2, 3],
    ]);
    await teacher.desk.lookAt(1, SECOND);
    expect(state(teacher).look?.works).toEqual([]);
    const page = teacher.desk.watchLink(1, FIRST)?.split('game.example/')[1] ?? '';
    const before = [...teacher.kept.keys()].sort();
    await teacher.desk.openRoute(page);
    await judged(teacher.app);
    const { actions } = teacher.app.store.getState();
    const shown = () => teacher.app.store.getState();
    expect(shown().session).toMatchObject({ levelId: FIRST, seed: state(dora).ticket?.seed });
    const { log } = shown().document;
    expect(log.length).toBeGreaterThan(0);
    expect(shown().session.shared?.watched).toEqual({
      name: state(dora).ticket?.alias,
      page: `class/h/${code}`,
      attempts: [0, log.length],
    });
    await vi.waitFor(() => expect(shown().session.shared?.verified).toBe(true));
    const won = shown().document.spec;
    // Its edits cannot be mixed with the teacher's.
    expect(await actions.dispatchEdit({ type: 'putNetwork', network: won.network }, 'edit.yaml')).toBe(false);
    actions.replayTo(0);
    await vi.waitFor(() => expect(shown().document.applied).toBe(0));
    expect(shown().document.spec).toEqual(shown().document.start);
    for (let moves = 1; moves <= log.length; moves++) {
      actions.replayTo(moves);
      await vi.waitFor(() => expect(shown().document.applied).toBe(moves));
    }
    expect(shown().document.spec).toEqual(won);
    await teacher.app.flush();
    expect([...teacher.kept.keys()].sort()).toEqual(before);
    expect(shown().progress.levels).toEqual({});
    // Nobody else's key opens it.
    const stranger = openBrowser();
    await stranger.desk.openRoute(page);
    expect(stranger.app.store.getState().session.shared).toBeUndefined();
  });

  it('shows the teacher what a student builds while it is built, and goes along with it', async () => {
    const { teacher, code } = await openRoom({ seeds: 'plain' });
    await teacher.desk.command({ type: 'start' });
    const eve = openBrowser();
    await eve.desk.openRoute(`class/j/${code}`);
    await eve.desk.join(code);
    await vi.waitFor(() => expect(state(eve).view?.meta.phase).toBe('running'));
    await eve.desk.openRoute(`class/j/${code}/${SECOND}`);
    await judged(eve.app);
    const cell = () => state(teacher).view?.rows['1']?.levels[SECOND];
    // What was only opened is nothing to look at.
    await vi.waitFor(() => expect(cell()?.openedAt).toBeDefined());
    expect(cell()).toMatchObject({ attempts: 0 });
    expect(cell()?.works).toBeUndefined();
    expect(await teacher.desk.watch(1, SECOND)).toBe(false);

    const { spec } = eve.app.store.getState().document;
    const files = readLevelFolder(SECOND);
    // Not won: what is won is handed in by itself.
    const wrong = parseLevel(files).level?.solutions.find(({ kind }) => kind === 'wrong')?.id ?? '';
    const edits = readSolution(files, wrong) ?? [];
    await eve.app.store.getState().actions.dispatchEdit({ type: 'batch', edits }, 'edit.yaml');
    await vi.waitFor(() => expect(cell()?.works).toBeGreaterThan(0));
    const built = eve.app.store.getState().document.spec;
    expect(built).not.toEqual(spec);
    await teacher.desk.openRoute(teacher.desk.watchLink(1, SECOND)?.split('game.example/')[1] ?? '');
    const shown = () => teacher.app.store.getState();
    await vi.waitFor(() => expect(shown().document.spec).toEqual(built));
    // It is taken back; the page that looks at the end follows, and the way there stays.
    const moves = shown().document.log.length;
    eve.app.store.getState().actions.undo();
    await vi.waitFor(() => expect(shown().document.log.length).toBeGreaterThan(moves), { timeout: 15_000, interval: 50 });
    await vi.waitFor(() => expect(shown().document.spec).toEqual(spec));
    expect(shown().document.applied).toBe(shown().document.log.length);
    // Who looks at an earlier move is left there.
    shown().actions.replayTo(1);
    await vi.waitFor(() => expect(shown().document.applied).toBe(1));
    const walked = shown().document.log.length;
    eve.app.store.getState().actions.redo();
    await vi.waitFor(() => expect(shown().document.log.length).toBeGreaterThan(walked), { timeout: 15_000, interval: 50 });
    expect(shown().document.applied).toBe(1);
    // Another seat sees nothing of it.
    const other = openBrowser();
    await other.desk.join(code);
    await vi.waitFor(() => expect(state(other).view).toBeDefined());
    expect(JSON.stringify(state(other).view)).not.toContain('works');
  }, 60_000);

  it('can be tried alone: bots join, hand in wrong and right solutions, are told apart, leave when cleared, and go in no export', async () => {
    const { teacher, code } = await openRoom();
    await teacher.desk.command({ type: 'start' });
    const real = openBrowser();
    await real.desk.openRoute(`class/j/${code}`);
    await real.desk.join(code);
    await teacher.desk.rehearse(3);
    const bots = () => Object.values(state(teacher).view?.rows ?? {}).filter(({ rehearsal }) => rehearsal);
    await vi.waitFor(() => expect(bots()).toHaveLength(3));
    const won = () => bots().filter(({ levels }) => LEVELS.every(({ id }) => levels[id]?.solved)).length;
    await vi.waitFor(() => expect(won()).toBe(3), { timeout: 60_000, interval: 200 });
    const log = (await teacher.desk.readLog()) ?? [];
    const stars = log.flatMap(({ event }) => (event.type === 'submitted' ? [event.verdict.stars] : []));
    expect(stars.filter((count) => count === 3)).toHaveLength(6);
    expect(stars).toContain(0);
    const home = dropRehearsal(log);
    expect(home.filter(({ event }) => event.type === 'seatTaken')).toHaveLength(1);
    expect(home.some(({ event }) => event.type === 'submitted' || event.type === 'levelOpened')).toBe(false);
    expect(foldLog(home)?.seats.size).toBe(1);
    // A page that comes back has no reins, and clears them all the same.
    const tomorrow = openBrowser(teacher.kept);
    await tomorrow.desk.openRoute(`class/h/${code}`);
    await vi.waitFor(() => expect(state(tomorrow).view?.meta.seats).toBe(4));
    await tomorrow.desk.clearRehearsal();
    await vi.waitFor(() => expect(state(tomorrow).view?.meta.seats).toBe(1));
    expect(state(real).over).toBeUndefined();
  }, 90_000);

  it('has seat cards: each link is a seat of its own under the name that is printed on it, also the second time', async () => {
    const { teacher, code } = await openRoom();
    await teacher.desk.makeCards(5);
    const cards = state(teacher).cards ?? [];
    expect(new Set(cards.map(({ alias }) => alias)).size).toBe(5);
    const again = openBrowser(teacher.kept);
    await again.desk.openRoute(`class/h/${code}.cards`);
    expect(state(again).side).toBe('cards');
    await again.desk.makeCards(6);
    expect(state(again).cards?.slice(0, 5)).toEqual(cards);
    const card = cards[2];
    for (let device = 0; device < 2; device++) {
      const student = openBrowser();
      await student.desk.openRoute(card?.link.split('game.example/')[1] ?? '');
      expect(state(student).ticket).toMatchObject({ seat: 1, alias: card?.alias });
    }
  });

  it('says why nobody gets in, and a projector needs its own key', async () => {
    const { teacher, code } = await openRoom();
    await teacher.desk.command({ type: 'lock', locked: true });
    const late = openBrowser();
    await late.desk.openRoute(`class/j/${code}`);
    expect(await late.desk.join(code)).toBe(false);
    expect(state(late).no).toBeDefined();
    const wall = openBrowser();
    await wall.desk.openRoute(`class/show/${code}.${state(teacher).room?.projectorKey}`);
    await vi.waitFor(() => expect(state(wall).view?.meta.title).toBe('Orchard class'));
    const stranger = openBrowser();
    await stranger.desk.openRoute(`class/h/${code}`);
    expect(state(stranger).room).toBeUndefined();
    expect(state(stranger).view).toBeUndefined();
  });
});

describe('who may be stuck', () => {
  const row = (cell: object) =>
    ({
      seat: 1,
      place: 1,
      points: 0,
      standing: 'in',
      levels: { a: { attempts: 0, stars: 0, points: 0, solved: false, ...cell } },
    }) as const;
  it.each([
    [{ attempts: 2, openedAt: 0 }, 299_000, false],
    [{ attempts: 3, openedAt: 0 }, 1000, true],
    [{ attempts: 0, openedAt: 0 }, 300_000, true],
    [{ attempts: 9, openedAt: 0, solved: true }, 900_000, false],
  ])('%o after %i ms: %s', (cell, now, stuck) => {
    expect(stuckOn(row(cell), now) !== undefined).toBe(stuck);
  });
});
