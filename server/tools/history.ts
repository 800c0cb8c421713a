// One class, lived to its end under a nemesis: students hand in as the page's outbox does, watchers climb the page's own ladder, a teacher pauses, resumes
// and removes. What everybody was told goes to the checker.
import { WebSocket } from 'ws';
import type { LoggedEvent } from '../../src/classroom/event.ts';
import type { RoomView } from '../../src/classroom/view.ts';
import { watchRoom } from '../../src/client/classroomLive.ts';
import { ask, type BotRoom, chance, drawKey, drawSubmission, LEVEL_IDS, openRoom, sleep, solutionsOf } from './bots.ts';
import { checkHistory } from './check.ts';
import type { Nemesis } from './nemeses.ts';
import type { School } from './school.ts';

export interface Lived {
  readonly code: string;
  readonly acknowledged: number;
  /** Requests that nobody answered, or that were sent away for the moment: that the harm was felt. */
  readonly hindered: number;
  readonly broken: readonly string[];
}

const ANSWER_MS = 4000;
const solutions = new Map(LEVEL_IDS.map((id) => [id as string, solutionsOf(id)]));

export async function liveHistory(
  school: School,
  nemesis: Nemesis,
  { number, seed, seats }: { readonly number: number; readonly seed: number; readonly seats: number },
): Promise<Lived> {
  const draw = (name: string): number => chance(seed, `${number} ${name}`);
  let hindered = 0;
  const room = await openRoom(school.directUrlOf(number), { seats: 60, board: 'all', minutes: 45 });

  /** Tries until somebody answers for good: what the page's outbox does. */
  const insist = async (path: string, given: Parameters<typeof ask>[2], turn: number): Promise<Record<string, unknown>> => {
    for (let tries = 0; tries < 300; tries++) {
      const reply = await ask(`${school.urlOf(turn + tries)}${room.path}${path}`, 'POST', given, ANSWER_MS);
      if (reply && reply.status !== 503 && reply.status !== 429 && reply.status !== 500) return reply.body;
      if (reply?.status !== 429) hindered++;
      await sleep(50 + 100 * draw(`${path} ${tries} ${turn}`));
    }
    return { ok: false, code: 'gaveUp' };
  };
  const command = (body: Record<string, unknown>, turn: number) =>
    insist('/commands', { key: room.host, body: { command: body, key: drawKey() } }, turn);

  const keys = Array.from({ length: seats }, drawKey);
  const joined = await Promise.all(keys.map((key, turn) => insist('/seats', { body: { key } }, turn)));
  await command({ type: 'start' }, 0);
  const watchers = [
    watch(school, room, room.host, 0),
    watch(school, room, keys[0] ?? '', 1),
    watch(school, room, keys[1] ?? '', 0),
  ];
  const acks: { seat: number; submission: string; seq: number; stars: number }[] = [];

  const plays = keys.map(async (key, index) => {
    const seat = Number(joined[index]?.['seat']);
    for (let turn = 0; turn < 3; turn++) {
      await sleep(600 * draw(`wait ${index} ${turn}`));
      const level = LEVEL_IDS[turn % LEVEL_IDS.length] ?? LEVEL_IDS[0];
      const submission = drawSubmission();
      const solution = solutions.get(level)?.[draw(`won ${index} ${turn}`) < 0.6 ? 'won' : 'lost'];
      const body = { command: { type: 'submit', level, submission, solution } };
      const send = (by: number) => insist('/commands', { key, body }, by);
      // A third of them are sent twice at once, as a page does that lost an answer.
      const answers = await Promise.all(draw(`twice ${index} ${turn}`) < 0.33 ? [send(index), send(index + 1)] : [send(index)]);
      for (const answer of answers) {
        const verdict = answer['verdict'] as { readonly stars: number } | undefined;
        if (answer['ok'] === true && verdict) acks.push({ seat, submission, seq: Number(answer['seq']), stars: verdict.stars });
      }
    }
  });
  const teacher = (async () => {
    await sleep(300 * draw('pause'));
    await command({ type: 'pause' }, 1);
    await sleep(100);
    await command({ type: 'resume' }, 0);
    // The last key's seat, whatever its number: a slow line lets them in in any order.
    await command({ type: 'remove', seat: Number(joined[seats - 1]?.['seat']) }, 1);
  })();
  const harm = (async () => {
    await sleep(200 + 400 * draw('harm'));
    await nemesis.harm(school, draw);
  })();
  await Promise.all([...plays, teacher, harm]);
  await command({ type: 'end' }, number);

  // The weather is calm and everybody is there: what do they see?
  const read = async (path: string, key: string): Promise<Record<string, unknown>> => {
    for (;;) {
      const reply = await ask(`${school.directUrlOf(0)}${room.path}${path}`, 'GET', { key }, ANSWER_MS);
      if (reply?.status === 200) return reply.body;
      await sleep(100);
    }
  };
  const log = (await read('/log', room.host))['log'] as LoggedEvent[];
  const version = log.at(-1)?.seq ?? 0;
  await Promise.all(watchers.map((watcher) => watcher.end(version)));
  // A process that reads on by polls may be a moment behind the one that wrote.
  const settled = async (key: string): Promise<RoomView> => {
    for (let tries = 0; ; tries++) {
      const view = (await read('/view', key))['view'] as RoomView;
      if (view.version >= version || tries === 100) return view;
      await sleep(50);
    }
  };
  const hostView = await settled(room.host);
  const seatViews = [];
  for (const [index, key] of keys.slice(0, 3).entries())
    seatViews.push({ seat: Number(joined[index]?.['seat']), view: await settled(key) });
  return {
    code: room.code,
    acknowledged: acks.length,
    hindered,
    broken: checkHistory({ code: room.code, log, acks, seen: watchers.map(({ seen }) => seen), hostView, seatViews }),
  };
}

/** The page's own ladder, with the patience of somebody in a hurry. */
function watch(
  school: School,
  room: BotRoom,
  key: string,
  turn: number,
): { readonly seen: number[]; end(version: number): Promise<void> } {
  const seen: number[] = [];
  const stop = watchRoom({
    room: `${school.urlOf(turn)}${room.path}`,
    key,
    fetch,
    socket: (url) => new WebSocket(url) as unknown as globalThis.WebSocket,
    onView: ({ version }) => seen.push(version),
    onState: () => undefined,
    onEnd: () => undefined,
    patience: 1500,
    longest: 1000,
    silence: 2000,
  });
  return {
    seen,
    end: async (version) => {
      for (let tries = 0; tries < 400 && seen.at(-1) !== version; tries++) await sleep(50);
      stop();
    },
  };
}
