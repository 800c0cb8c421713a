// Several gateways and several verifiers as processes of their own, on one PostgreSQL, behind a proxy that gives every request and every socket to the next
// of them: a class notices neither that nor that some of them are killed.
import { randomBytes } from 'node:crypto';
import { WebSocket as NodeSocket } from 'ws';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bundleServer } from '../../scripts/classroomParts.mjs';
import { ask, drawKey, drawSubmission, openRoom, type Process, solutionsOf, startServer } from '../../server/tools/bots.ts';
import { type Fleet, findNginx, startFleet } from '../../server/tools/fleet.ts';
import { type Accepted, createClassroomClient, type Reply } from '../../src/client/classroomClient.ts';
import { type Rung, watchRoom } from '../../src/client/classroomLive.ts';
import type { RoomView } from '../../src/classroom/view.ts';
import { hasPostgres, startPostgres, type TestPostgres } from './support/postgres.ts';
import { until } from './suites/live.ts';

const inside = process.env['CI'] !== undefined && process.env['CI'] !== '';
if (!hasPostgres && !inside)
  process.stderr.write(
    'There is no PostgreSQL on this machine (Debian: apt install postgresql): gateways on one of it are not tested.\n',
  );
if (findNginx() === undefined)
  process.stderr.write(
    'There is no nginx on this machine (Debian: apt install nginx-light): gateways are tested behind our own proxy alone.\n',
  );

it.runIf(inside)('CI has a PostgreSQL', () => {
  expect(hasPostgres).toBe(true);
});

const LEVEL = '010-the-first-letter';
const QUICK = { BATCH_MS: '20', POLL_MS: '50', VERIFY_MS: '2000' };

describe.runIf(hasPostgres)('gateways and verifiers', () => {
  let server: TestPostgres;
  let databases = 0;
  const fleets: Fleet[] = [];
  const stops: (() => void)[] = [];
  beforeAll(async () => {
    const [pg, { main, worker }] = await Promise.all([startPostgres(), bundleServer()]);
    server = pg;
    Object.assign(process.env, { CIDR_HOUSE_SERVER: main, CIDR_HOUSE_WORKER: worker });
  }, 30_000);
  afterEach(async () => {
    for (const stop of stops.splice(0)) stop();
    await Promise.all(fleets.splice(0).map((fleet) => fleet.close()));
  });
  afterAll(() => server.stop());

  const start = async (proxy: 'nginx' | 'own', gateways: number, verifiers: number): Promise<Fleet> => {
    const postgres = await server.create(`fleet${++databases}`);
    const fleet = await startFleet({ gateways, verifiers, postgres, env: QUICK, proxy });
    fleets.push(fleet);
    return fleet;
  };

  /** A student as the page is one: it watches by a socket, and hands in by an outbox, both through the proxy. */
  const enrol = async (url: string, code: string) => {
    const client = createClassroomClient({
      base: url,
      fetch,
      box: { read: () => Promise.resolve(undefined), write: () => Promise.resolve(true) },
      draw: (bytes) => new Uint8Array(randomBytes(bytes)),
      longest: 100,
    });
    const key = client.drawKey();
    const joined = await client.join({ code, key });
    if (!joined.ok) throw new Error(`not in: ${joined.code}`);
    const student = {
      key,
      seat: joined.seat,
      views: [] as RoomView[],
      states: [] as (Rung | 'lost')[],
      answers: [] as Reply<Accepted>[],
      hand: (mark: string): void => void outbox.handIn(LEVEL, solutionsOf(LEVEL, { mark }).won),
      done: () => student.answers.filter(({ ok }) => ok).length,
      /** What it sees of somebody. */
      sees: (seat: number) => student.views.at(-1)?.rows[seat]?.points ?? 0,
    };
    const outbox = client.openOutbox({ code, key }, (_, reply) => student.answers.push(reply));
    stops.push(() => outbox.close());
    stops.push(
      watchRoom({
        room: `${url}/api/rooms/${code}`,
        key,
        fetch,
        socket: (address) => new NodeSocket(address) as unknown as WebSocket,
        onView: (view) => student.views.push(view),
        onState: (state) => student.states.push(state),
        onEnd: () => undefined,
        patience: 2000,
        longest: 200,
      }),
    );
    return student;
  };

  const openClass = async (fleet: Fleet, count: number) => {
    const room = await openRoom(fleet.url, { board: 'all' });
    const students = await Promise.all(Array.from({ length: count }, () => enrol(fleet.url, room.code)));
    const command = (order: unknown) =>
      ask(`${fleet.url}${room.path}/commands`, 'POST', { key: room.host, body: { command: order } });
    expect((await command({ type: 'start' }))?.status).toBe(200);
    await until(() => students.every(({ states }) => states.at(-1) === 'socket'));
    return { room, students, command };
  };
  const figure = async ({ url }: Process, name: string): Promise<number> => {
    const text = await (await fetch(`${url}/metrics`)).text();
    const line = text.split('\n').find((one) => one.startsWith(`classroom_${name} `));
    return Number(line?.split(' ')[1] ?? 0);
  };
  const kill = async (process: Process | undefined): Promise<void> => {
    process?.child.kill('SIGKILL');
    await process?.gone;
  };
  const submitted = async (url: string, path: string, host: string): Promise<number> => {
    const reply = await ask(`${url}${path}/log`, 'GET', { key: host });
    const log = (reply?.body['log'] ?? []) as { event: { type: string } }[];
    return log.filter(({ event }) => event.type === 'submitted').length;
  };

  it.each([['own'], ...(findNginx() === undefined ? [] : [['nginx']])] as ['own' | 'nginx'][])(
    'a class on two gateways sees one board, and when one is killed everybody is on the other (%s proxy)',
    async (proxy) => {
      const fleet = await start(proxy, 2, 2);
      const { room, students, command } = await openClass(fleet, 6);
      const watchers = await Promise.all(fleet.gateways.map((gateway) => figure(gateway, 'watchers')));
      expect(watchers.every((count) => count > 0) && watchers.reduce((sum, count) => sum + count, 0)).toBe(6);
      // Handed in at one of them, by name; seen by those who listen at either.
      for (const [index, { url }] of fleet.gateways.entries()) {
        const { key = '', seat = 0 } = students[index] ?? {};
        const body = {
          command: { type: 'submit', level: LEVEL, submission: drawSubmission(), solution: solutionsOf(LEVEL).won },
        };
        expect((await ask(`${url}${room.path}/commands`, 'POST', { key, body }))?.status).toBe(200);
        await until(() => students.every(({ sees }) => sees(seat) > 0));
      }
      for (const { seat, hand } of students) hand(`first-${seat}`);
      await until(() => students.every(({ done }) => done() === 1));
      // No two were alike. Which verifier has which hangs on their addresses; a busy one's question may be asked of the other as well.
      const judged = await Promise.all(fleet.verifiers.map((verifier) => figure(verifier, 'verifications_total{kind="judged"}')));
      expect(judged.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(7);

      for (const { seat, hand } of students) hand(`second-${seat}`);
      await kill(fleet.gateways[0]);
      await until(() => students.every(({ done }) => done() === 2));
      expect(students.some(({ states }) => states.includes('lost'))).toBe(true);
      await until(() => students.every(({ states }) => states.at(-1) === 'socket'));
      expect(await figure(fleet.gateways[1] as Process, 'watchers')).toBe(6);
      expect((await command({ type: 'say', text: 'Still here' }))?.status).toBe(200);
      await until(() => students.every(({ views }) => views.at(-1)?.meta.said?.text === 'Still here'));
      expect(await submitted(fleet.url, room.path, room.host)).toBe(2 + 6 + 6);
      for (const { views } of students) {
        const versions = views.map(({ version }) => version);
        expect(versions).toEqual([...versions].sort((a, b) => a - b));
      }
    },
    20_000,
  );

  it('verifiers that are killed are done without; without any the room lives on, and work waits for one', async () => {
    const fleet = await start('own', 1, 2);
    const { room, students, command } = await openClass(fleet, 4);
    for (const { seat, hand } of students) hand(`one-${seat}`);
    await kill(fleet.verifiers[0]);
    // Nobody had to ask again: the gateway did.
    await until(() => students.every(({ answers }) => answers.length > 0));
    expect(students.flatMap(({ answers }) => answers.map(({ ok }) => ok))).toEqual([true, true, true, true]);
    await kill(fleet.verifiers[1]);
    for (const { seat, hand } of students) hand(`two-${seat}`);
    expect((await command({ type: 'say', text: 'One moment' }))?.status).toBe(200);
    await until(() => students.every(({ views }) => views.at(-1)?.meta.said?.text === 'One moment'));
    expect(students.map(({ done }) => done())).toEqual([1, 1, 1, 1]);
    const { port } = new URL(fleet.verifiers[1]?.url ?? '');
    const again = await startServer({ ...QUICK, ROLE: 'verifier', VERIFIER_KEY: fleet.key, PORT: port });
    stops.push(() => again.child.kill('SIGKILL'));
    await until(() => students.every(({ done }) => done() === 2), 8000);
    expect(await submitted(fleet.url, room.path, room.host)).toBe(8);
    // It knows no room, and whoever has not its key learns nothing.
    const question = { level: LEVEL, rev: 1, solution: solutionsOf(LEVEL).won };
    const asked = await Promise.all(
      [undefined, drawKey()].map((key) =>
        ask(`${again.url}/verify`, 'POST', { ...(key === undefined ? {} : { key }), body: question }),
      ),
    );
    expect(asked.map((reply) => reply?.status)).toEqual([401, 401]);
    expect((await ask(`${again.url}/verify`, 'POST', { key: fleet.key, body: { ...question, stars: 3 } }))?.status).toBe(400);
    expect((await ask(`${again.url}/api/rooms/${room.code}/view`, 'GET'))?.status).toBe(404);
  }, 20_000);
});
