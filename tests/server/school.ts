// A school for tests: the classroom server in this process on a port of its own, over either database, and pupils who speak its HTTP.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Challenge } from '../../src/classroom/challenge.ts';
import { type Classroom, openClassroom } from '../../server/classroom.ts';
import { migrate } from '../../server/store/migrations.ts';
import { openPostgres } from '../../server/store/postgres.ts';
import type { Sql } from '../../server/store/sql.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import { createStore } from '../../server/store/store.ts';
import { readLevelsFrom } from '../../server/verify/levelFiles.ts';
import { createInlineVerifier, type Verifier } from '../../server/verify/verifier.ts';
import { hasPostgres, openPostgresForTests } from './postgres.ts';

export const LEVELS_FOLDER = join(import.meta.dirname, '..', '..', 'levels');
export const LEVEL = '030-nobody-at-the-desk';

export type DatabaseName = 'sqlite' | 'postgres';

/** Without PostgreSQL its half is left out with a sentence; on the project's own machine it must be there. */
export function databases(): readonly DatabaseName[] {
  if (hasPostgres()) return ['sqlite', 'postgres'];
  if (process.env['CI'] !== undefined)
    throw new Error('PostgreSQL is not installed: the server suite must run on both databases here.');
  process.stderr.write('PostgreSQL is not installed: the server suite runs on SQLite alone.\n');
  return ['sqlite'];
}

export interface Database {
  readonly name: DatabaseName;
  open(): Promise<Sql>;
  drop(): void;
}

export async function freshDatabase(name: DatabaseName): Promise<Database> {
  if (name === 'postgres') {
    const url = await (await openPostgresForTests()).fresh();
    return { name, open: async () => openPostgres(url, () => undefined), drop: () => undefined };
  }
  const folder = mkdtempSync(join(tmpdir(), 'cidr-room-'));
  return {
    name,
    open: async () => openSqlite(join(folder, 'classroom.db')),
    drop: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface School extends Classroom {
  readonly url: string;
  readonly problems: string[];
}

export async function openSchool(
  database: Database,
  more: {
    readonly verifier?: Verifier;
    readonly now?: () => number;
    readonly teacherKey?: string;
    readonly trustProxy?: boolean;
  } = {},
): Promise<School> {
  const sql = await database.open();
  await migrate(sql);
  const problems: string[] = [];
  const classroom = await openClassroom({
    store: createStore(sql),
    verifier: more.verifier ?? createInlineVerifier(readLevelsFrom(LEVELS_FOLDER)),
    host: '127.0.0.1',
    port: 0,
    batchMs: 20,
    trustProxy: more.trustProxy ?? false,
    ...(more.now ? { now: more.now } : {}),
    ...(more.teacherKey === undefined ? {} : { teacherKey: more.teacherKey }),
    game: () => new Response('the game\n'),
    onProblem: (what) => problems.push(what),
  });
  return { ...classroom, problems, url: `http://127.0.0.1:${classroom.port}` };
}

export function challengeOf(more: Partial<Challenge> = {}): Challenge {
  return {
    title: 'Monday',
    levels: [
      { id: LEVEL, rev: 1 },
      { id: '402-only-the-web-team', rev: 1 },
    ],
    seeds: 'plain',
    seed: 7,
    points: 'stars',
    hints: true,
    attempts: 0,
    minutes: 0,
    lateClock: 'shared',
    board: 'all',
    seats: 400,
    approve: false,
    freeNames: true,
    keepDays: 30,
    ...more,
  };
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

export async function ask(
  school: { readonly url: string },
  path: string,
  {
    token,
    body,
    method,
    headers = {},
  }: {
    readonly token?: string;
    readonly body?: unknown;
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<Answer> {
  const response = await fetch(`${school.url}${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = { text };
  }
  return { status: response.status, body: parsed as Answer['body'], headers: response.headers };
}

export interface Keys {
  readonly code: string;
  readonly hostKey: string;
  readonly showKey: string;
}

export async function openRoomAt(school: School, more: Partial<Challenge> = {}): Promise<Keys> {
  const { body } = await ask(school, '/api/rooms', { body: { challenge: challengeOf(more) } });
  return body as unknown as Keys;
}

let tickets = 0;
export function ticket(): string {
  return `ticket-${String(++tickets).padStart(20, '0')}`;
}

export async function joinAt(
  school: School,
  code: string,
  alias?: string,
): Promise<{ readonly token: string; readonly seat: number }> {
  const token = ticket();
  const { body, status } = await ask(school, `/api/rooms/${code}/join`, {
    body: { ticket: token, ...(alias === undefined ? {} : { alias }) },
  });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return { token, seat: Number(body['seat']) };
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
let submissions = 0;
/** A name as clients draw it: 26 letters of Crockford's base 32. */
export function submissionName(number = ++submissions): string {
  let text = '';
  for (let left = number; text.length < 26; left = Math.floor(left / 32)) text = (LETTERS[left % 32] ?? '0') + text;
  return text;
}
