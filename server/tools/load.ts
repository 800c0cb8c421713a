// npm run load -- --students N [--room N] [--seconds N] [--idle N] [--distinct] [--variants] [--gateways N --verifiers N [--postgres URL]]: a school that rings in, works, hands in at the bell, and comes back after the server was killed.
// Generator and server share this machine: say so beside every figure.
import { cpus } from 'node:os';
import { WebSocket } from 'ws';
import type { Frame } from '../live/hub.ts';
import {
  argument,
  ask,
  type BotRoom,
  drawKey,
  drawSubmission,
  LEVEL_IDS,
  openRoom,
  percentile,
  type Solutions,
  sleep,
  solutionsOf,
} from './bots.ts';
import { coreOf, memoryOf, startServing } from './serving.ts';
import { measureVerifier } from './verifyRate.ts';

const students = argument('students', 300);
const perRoom = argument('room', 30);
const seconds = argument('seconds', 20);
const idle = argument('idle', 0);
/** No two hand in the same, so that no verdict comes from memory; or every seat plays a variant of its own besides. */
const variants = process.argv.includes('--variants');
const distinct = variants || process.argv.includes('--distinct');
const solutions = LEVEL_IDS.map((id) => ({ id, ...solutionsOf(id) }));

interface Student {
  readonly room: BotRoom;
  readonly key: string;
  seat: number;
  seed: number | undefined;
  socket: WebSocket | undefined;
  /** Version of the room it was told last. */
  version: number;
  waiting: { readonly seq: number; readonly sent: number }[];
}

const acks: number[] = [];
const boards: number[] = [];
let refused = 0;

function connect(student: Student, url: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}${student.room.path}/socket`);
    student.socket = socket;
    socket.on('error', () => undefined);
    socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', key: student.key })));
    socket.on('close', () => resolve(-1));
    socket.on('message', (text: Buffer) => {
      const frame = JSON.parse(text.toString()) as Frame;
      if (frame.type === 'bye') return;
      student.version = frame.type === 'view' ? frame.view.version : frame.patch.to;
      const now = performance.now();
      for (const { seq, sent } of student.waiting) if (seq <= student.version) boards.push(now - sent);
      student.waiting = student.waiting.filter(({ seq }) => seq > student.version);
      resolve(now - began);
    });
  });
}

/** Made before anything counts: what it costs is the generator's. */
const own = new Map<string, Solutions>();
const nameOf = ({ key }: Student, id: string): string => `${key} ${id}`;

async function handIn(student: Student, url: string, turn: number): Promise<void> {
  const plain = solutions[turn % solutions.length] ?? { id: '', won: '', lost: '' };
  const { id } = plain;
  const { won, lost } = own.get(nameOf(student, id)) ?? plain;
  const body = { command: { type: 'submit', level: id, submission: drawSubmission(), solution: turn % 2 === 0 ? won : lost } };
  const sent = performance.now();
  for (let tries = 0; tries < 10; tries++) {
    const reply = await ask(`${url}${student.room.path}/commands`, 'POST', { key: student.key, body });
    if (reply?.status === 200) {
      const now = performance.now();
      acks.push(now - sent);
      const seq = Number(reply.body['seq']);
      if (seq <= student.version) boards.push(now - sent);
      else student.waiting.push({ seq, sent });
      return;
    }
    refused++;
    await sleep(500 + 1000 * Math.random());
  }
}

const serverNow = (what: typeof coreOf): [string, number][] =>
  Object.entries(serving.parts()).map(([part, processes]) => [part, processes.reduce((sum, one) => sum + what(one), 0)]);
const memory = (): string =>
  serverNow(memoryOf)
    .map(([part, size]) => `${part} ${size} MB`)
    .join(', ');

/** Since it was asked last: seconds of a core of the server's parts, and of this generator. */
function spent(): string {
  const { user, system } = process.cpuUsage();
  const now = new Map([...serverNow(coreOf), ['generator', (user + system) / 1_000_000] as const]);
  const told = [...now].map(([part, used]) => `${part} ${(used - (counted.get(part) ?? 0)).toFixed(1)} s`).join(', ');
  counted = now;
  return told;
}

let counted = new Map<string, number>();

function report(name: string): void {
  const line = (values: readonly number[]): string => `p50 ${percentile(values, 0.5)} ms, p99 ${percentile(values, 0.99)} ms`;
  process.stdout.write(
    `${name}: ${acks.length} handed in; acknowledged ${line(acks)}; on the board ${line(boards)}; ${refused} sent again; cores used: ${spent()}\n`,
  );
  acks.length = 0;
  boards.length = 0;
  refused = 0;
}

/** Mean of a histogram that the servers keep, in milliseconds. */
async function meanOf(name: string): Promise<string> {
  const { verifiers, ...others } = serving.parts();
  // A gateway's own figure for a verification is its wait for the verifier's answer.
  const processes = name === 'verify_seconds' && verifiers ? verifiers : Object.values(others).flat();
  const texts = await Promise.all(processes.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
  const read = (part: string): number =>
    texts.reduce((sum, text) => sum + Number(new RegExp(`classroom_${name}_${part} (\\S+)`).exec(text)?.[1] ?? 0), 0);
  return `${((1000 * read('sum')) / Math.max(1, read('count'))).toFixed(1)} ms over ${read('count')}`;
}

const serving = await startServing();
process.stdout.write(
  `${students} students in rooms of ${perRoom}; ${serving.name}; ${cpus().length} cores, shared by all of it and the generator\n`,
);
const rooms: BotRoom[] = [];
// Opening rooms is limited for one address; here one address is a whole district.
for (let count = 0; count < Math.ceil(students / perRoom); count++)
  rooms.push(
    await openRoom(serving.url, {
      seats: 500,
      board: 'top5',
      seed: 1 + count,
      ...(variants ? { seeds: 'perSeat' as const } : {}),
    }),
  );
const everybody = Array.from({ length: students }, (_, index): Student => {
  const room = rooms[index % rooms.length] as BotRoom;
  return { room, key: drawKey(), seat: 0, seed: undefined, socket: undefined, version: 0, waiting: [] };
});

const bell = performance.now();
const joins = await Promise.all(
  everybody.map(async (student) => {
    await sleep(Math.random() * Math.min(20_000, students * 10));
    const began = performance.now();
    const reply = await ask(`${serving.url}${student.room.path}/seats`, 'POST', { body: { key: student.key } });
    student.seat = Number(reply?.body['seat'] ?? 0);
    if (typeof reply?.body['seed'] === 'number') student.seed = reply.body['seed'];
    await connect(student, serving.url);
    return reply?.status === 200 ? performance.now() - began : -1;
  }),
);
process.stdout.write(
  `bell: ${joins.filter((took) => took >= 0).length} of ${students} in, in ${((performance.now() - bell) / 1000).toFixed(1)} s; each p50 ${percentile(joins, 0.5)} ms, p99 ${percentile(joins, 0.99)} ms; ${memory()}; cores used: ${spent()}\n`,
);
if (distinct)
  for (const [index, student] of everybody.entries()) {
    // Sockets are answered meanwhile.
    await sleep(0);
    for (const id of LEVEL_IDS) {
      const { seed } = student;
      own.set(nameOf(student, id), solutionsOf(id, { mark: `note-${index}`, ...(seed === undefined ? {} : { seed }) }));
    }
  }
spent();
for (const room of rooms)
  await ask(`${serving.url}${room.path}/commands`, 'POST', { key: room.host, body: { command: { type: 'start' } } });

await Promise.all(
  everybody.map(async (student, index) => {
    const end = performance.now() + seconds * 1000;
    await sleep(Math.random() * Math.min(20_000, seconds * 1000));
    for (let turn = index; performance.now() < end; turn++) {
      await handIn(student, serving.url, turn);
      await sleep(20_000);
    }
  }),
);
await sleep(1000);
report('steady, one each 20 s');
process.stdout.write(`after it: ${memory()}\n`);
await Promise.all(
  everybody.map(async (student, index) => {
    await sleep(Math.random() * 3000);
    // Not the level of the first time.
    await handIn(student, serving.url, index + 1);
  }),
);
await sleep(1000);
report('deadline, all in 3 s');

for (const name of ['commit_seconds', 'request_seconds', 'verify_seconds'])
  process.stdout.write(`the server's own ${name}: mean ${await meanOf(name)}\n`);

const storm = performance.now();
const struck = await serving.strike();
await sleep(100);
const lost = everybody.filter(({ socket }) => socket?.readyState !== WebSocket.OPEN);
await Promise.all(
  lost.map(async (student) => {
    await sleep(Math.random() * 3000);
    while ((await connect(student, serving.url)) < 0) await sleep(500 + 2500 * Math.random());
  }),
);
process.stdout.write(
  `storm: ${struck}, all ${lost.length} who were cut off are back in ${((performance.now() - storm) / 1000).toFixed(1)} s\n`,
);

if (idle > 0) {
  const before = memory();
  const first = everybody[0] as Student;
  for (let count = 0; count < idle; count += 200)
    await Promise.all(Array.from({ length: 200 }, () => connect({ ...first, waiting: [] }, serving.url)));
  process.stdout.write(`idle: ${idle} more sockets, ${before} → ${memory()}\n`);
}

for (const { socket } of everybody) socket?.terminate();
await serving.close();
const { solutions: judged, bare, pool, poolCold, elsewhere } = await measureVerifier(120);
process.stdout.write(
  `verifier, ${judged} distinct solutions, a second and core: bare engine ${bare.toFixed(0)}; through the pool ${pool.toFixed(0)} (${(pool / bare).toFixed(2)} of it), with variants not seen before ${poolCold.toFixed(0)} (${(poolCold / bare).toFixed(2)}); through a verifier of its own ${elsewhere.toFixed(0)} (${(elsewhere / bare).toFixed(2)})\n`,
);
process.exit(0);
