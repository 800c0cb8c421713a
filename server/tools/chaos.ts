// npm run chaos -- --histories N [--seats N] [--seed N] [--postgres URL]: small classes live through kills, stops and cut connections; then a checker reads what is left.
// With --postgres two processes serve the same rooms and race. Nothing that was acknowledged may be lost or doubled.
import { applyPatch, type RoomView } from '../../src/classroom/view.ts';
import type { LoggedEvent } from '../../src/classroom/event.ts';
import {
  argument,
  ask,
  type BotRoom,
  chance,
  dataFolder,
  drawKey,
  drawSubmission,
  LEVEL_IDS,
  openRoom,
  type Process,
  sleep,
  solutionsOf,
  startServer,
} from './bots.ts';
import { checkCodes, checkHistory } from './check.ts';
import type { Frame } from '../live/hub.ts';

const histories = argument('histories', 3);
const seats = argument('seats', 8);
const seed = argument('seed', 1);
const at = process.argv.indexOf('--postgres');
const postgres = at < 0 ? undefined : process.argv[at + 1];
const solutions = new Map(LEVEL_IDS.map((id) => [id as string, solutionsOf(id)]));
const data = dataFolder();
const ports = new Map<number, number>();
const servers: Process[] = [];

async function start(index: number): Promise<void> {
  const env = {
    ...(postgres ? { DATABASE_URL: postgres } : { DATA_DIR: data }),
    PORT: String(ports.get(index) ?? 0),
    BATCH_MS: '50',
    POLL_MS: '50',
  };
  const server = await startServer(env);
  ports.set(index, Number(new URL(server.url).port));
  servers[index] = server;
}

const urlOf = (turn: number): string => servers[turn % servers.length]?.url ?? '';

/** Tries until somebody answers for good: what the page's outbox does. */
async function insist(
  path: string,
  given: { readonly key?: string; readonly body?: unknown },
  turn: number,
): Promise<Record<string, unknown>> {
  for (let tries = 0; tries < 200; tries++) {
    const reply = await ask(`${urlOf(turn + tries)}${path}`, 'POST', given);
    if (reply && reply.status !== 503 && reply.status !== 429 && reply.status !== 500) return reply.body;
    await sleep(50 + 100 * chance(seed, `${path} ${tries} ${turn}`));
  }
  return { ok: false, code: 'gaveUp' };
}

/** Watches by long polls, over whoever answers; tells which versions it saw. */
function watch(
  room: BotRoom,
  key: string,
  turn: number,
): { readonly seen: number[]; stop(): Promise<void>; end(version: number): Promise<void> } {
  const seen: number[] = [];
  let view: RoomView | undefined;
  let running = true;
  const loop = (async () => {
    for (let tries = turn; running; tries++) {
      const reply = await ask(`${urlOf(tries)}${room.path}/view?since=${view?.version ?? 0}&wait=300`, 'GET', { key });
      if (reply?.status !== 200) {
        if (reply?.status !== 204) await sleep(50);
        continue;
      }
      const frame = reply.body as unknown as Frame;
      // A gateway that has not read on yet may know less: what is older than what one has is not taken.
      if (frame.type === 'view' && frame.view.version >= (view?.version ?? 0)) view = frame.view;
      if (frame.type === 'patch' && view) view = applyPatch(view, frame.patch) ?? view;
      if (view && seen.at(-1) !== view.version) seen.push(view.version);
    }
  })();
  return {
    seen,
    end: async (version) => {
      for (let tries = 0; tries < 200 && seen.at(-1) !== version; tries++) await sleep(50);
    },
    stop: async () => {
      running = false;
      await loop;
    },
  };
}

async function live(number: number): Promise<string[]> {
  const draw = (name: string): number => chance(seed, `${number} ${name}`);
  const room = await openRoom(urlOf(number), { seats: 60, board: 'all' });
  codes.push(room.code);
  const command = (body: Record<string, unknown>, turn: number) =>
    insist(`${room.path}/commands`, { key: room.host, body: { command: body, key: drawKey() } }, turn);
  const keys = Array.from({ length: seats }, drawKey);
  const joined = await Promise.all(keys.map((key, turn) => insist(`${room.path}/seats`, { body: { key } }, turn)));
  await command({ type: 'start' }, 0);
  const watchers = [watch(room, room.host, 0), watch(room, keys[0] ?? '', 1)];
  const acks: { seat: number; submission: string; seq: number; stars: number }[] = [];

  const plays = keys.map(async (key, index) => {
    const seat = Number(joined[index]?.['seat']);
    for (let turn = 0; turn < 3; turn++) {
      await sleep(400 * draw(`wait ${index} ${turn}`));
      const level = LEVEL_IDS[turn % LEVEL_IDS.length] ?? LEVEL_IDS[0];
      const submission = drawSubmission();
      const solution = solutions.get(level)?.[draw(`won ${index} ${turn}`) < 0.6 ? 'won' : 'lost'];
      const body = { command: { type: 'submit', level, submission, solution } };
      const send = (by: number) => insist(`${room.path}/commands`, { key, body }, by);
      // A third of them are sent twice at once, as a page does that lost an answer.
      const answers = await Promise.all(draw(`twice ${index} ${turn}`) < 0.33 ? [send(index), send(index + 1)] : [send(index)]);
      for (const answer of answers) {
        const verdict = answer['verdict'] as { readonly stars: number } | undefined;
        if (answer['ok'] === true && verdict) acks.push({ seat, submission, seq: Number(answer['seq']), stars: verdict.stars });
      }
    }
  });
  const hosts = (async () => {
    await sleep(300 * draw('pause'));
    await command({ type: 'pause' }, 1);
    await sleep(100);
    await command({ type: 'resume' }, 0);
    await command({ type: 'remove', seat: seats }, 1);
  })();
  const harm = (async () => {
    await sleep(200 + 500 * draw('harm'));
    const victim = Math.floor(draw('victim') * servers.length);
    const server = servers[victim];
    if (!server) return;
    if (draw('kind') < 0.6) {
      server.child.kill('SIGKILL');
      await server.gone;
      await start(victim);
      done.killed++;
    } else {
      server.child.kill('SIGSTOP');
      await sleep(1000 + 2000 * draw('stopped'));
      server.child.kill('SIGCONT');
      done.stopped++;
    }
  })();
  await Promise.all([...plays, hosts, harm]);
  await command({ type: 'end' }, number);
  acknowledged += acks.length;

  const read = async (path: string, key: string): Promise<Record<string, unknown>> => {
    for (;;) {
      const reply = await ask(`${urlOf(0)}${room.path}${path}`, 'GET', { key });
      if (reply?.status === 200) return reply.body;
      await sleep(100);
    }
  };
  const log = (await read('/log', room.host))['log'] as LoggedEvent[];
  const version = log.at(-1)?.seq ?? 0;
  await Promise.all(watchers.map((watcher) => watcher.end(version)));
  await Promise.all(watchers.map((watcher) => watcher.stop()));
  const hostView = (await read('/view', room.host))['view'] as RoomView;
  const seatViews = await Promise.all(
    keys.slice(0, 3).map(async (key, index) => ({
      seat: Number(joined[index]?.['seat']),
      view: (await read('/view', key))['view'] as RoomView,
    })),
  );
  return checkHistory({ code: room.code, log, acks, seen: watchers.map(({ seen }) => seen), hostView, seatViews });
}

const codes: string[] = [];
const done = { killed: 0, stopped: 0 };
let acknowledged = 0;
const broken: string[] = [];
const began = Date.now();
await start(0);
if (postgres) await start(1);
for (let number = 1; number <= histories; number++) {
  broken.push(...(await live(number)));
  process.stderr.write(`${number} of ${histories} histories, ${broken.length} broken invariants\n`);
}
broken.push(...checkCodes(codes));
for (const { child } of servers) child.kill('SIGTERM');
await Promise.all(servers.map(({ gone }) => gone));
for (const line of broken) process.stdout.write(`${line}\n`);
process.stdout.write(
  `${histories} histories on ${postgres ? 'PostgreSQL, two processes' : 'libsql, one process'}: ${acknowledged} acknowledged submissions, ${done.killed} kills, ${done.stopped} stops, ${broken.length} broken invariants (${Math.round((Date.now() - began) / 1000)} s)\n`,
);
process.exit(broken.length === 0 ? 0 : 1);
