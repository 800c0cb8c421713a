// A school for tests: the real server on a port of its own over a store, and people who speak to it by real HTTP.
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorker } from '../../../scripts/classroomParts.mjs';
import { type App, startApp } from '../../../server/app.ts';
import { type Config, readConfig } from '../../../server/config.ts';
import { openLibsqlDb } from '../../../server/store/libsqlDb.ts';
import { openPostgresDb } from '../../../server/store/postgresDb.ts';
import { createSqlStore } from '../../../server/store/sqlStore.ts';
import type { Store } from '../../../server/store/store.ts';
import { type Challenge, defaultChallenge } from '../../../src/classroom/challenge.ts';
import { parseLevel, readSolution } from '../../../src/levels/parseLevel.ts';
import { openLevelShelf } from '../../../server/verify/levelShelf.ts';
import { varyLevel } from '../../../src/levels/variant/varyLevel.ts';
import { applySolutionEdits, solutionOf } from '../../../src/share/difference.ts';
import { codec } from '../../share/codec.ts';

export const ROOT: string = join(import.meta.dirname, '..', '..', '..');
const shelf = openLevelShelf(join(ROOT, 'levels'));

/** `010-the-first-letter`: small, with a reference that wins. */
export const LEVELS: Challenge['levels'] = ['010-the-first-letter', '020-short-of-desks'].map((id) => ({
  id,
  rev: shelf.read(id)?.rev ?? 0,
}));
export const [FIRST, SECOND] = LEVELS.map(({ id }) => id) as [string, string];

/** The link of a level's reference, or of doing nothing. */
export function linkOf(
  id: string,
  { seed, nothing = false }: { readonly seed?: number; readonly nothing?: boolean } = {},
): string {
  const written = shelf.filesOf(id) ?? {};
  const files = seed === undefined ? written : varyLevel(written, String(seed));
  const { level } = parseLevel(files);
  if (!level) throw new Error(`no level ${id}`);
  const reference = level.solutions.find(({ kind }) => kind === 'reference')?.id ?? '';
  const edits = nothing ? [] : (readSolution(files, reference) ?? []);
  const now = applySolutionEdits(level.start, edits);
  const solution = solutionOf({ level: id, rev: level.rev, start: level.start, now });
  return codec.encodeSolution(seed === undefined ? solution : { ...solution, seed });
}

export function drawKey(): string {
  return randomBytes(16).toString('base64url');
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export function drawSubmission(): string {
  return Array.from(randomBytes(26), (byte) => LETTERS[byte % 32]).join('');
}

export interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- bodies of every route, looked into by the test that asked
  readonly body: any;
  readonly headers: Headers;
}

export interface StoreKind {
  readonly name: string;
  /** A store over the same data each time. */
  open(): Store;
}

export function libsqlKind(): StoreKind {
  const file = join(mkdtempSync(join(tmpdir(), 'classroom-')), 'classroom.db');
  return { name: 'libsql', open: () => createSqlStore(openLibsqlDb(file)) };
}

export function postgresKind(url: string): StoreKind {
  return { name: 'PostgreSQL', open: () => createSqlStore(openPostgresDb(url, () => undefined)) };
}

export interface School {
  readonly app: App;
  readonly logged: string[];
  readonly ask: (
    method: string,
    path: string,
    given?: { readonly key?: string; readonly body?: unknown; readonly headers?: Record<string, string> },
  ) => Promise<Answer>;
  openRoom(change?: Partial<Challenge>): Promise<TestRoom>;
}

export interface TestRoom {
  readonly code: string;
  readonly host: string;
  readonly projector: string;
  join(key?: string, alias?: string): Promise<Answer & { readonly key: string }>;
  command(key: string | undefined, command: unknown, more?: Record<string, unknown>): Promise<Answer>;
  submit(
    key: string,
    given?: { readonly level?: string; readonly solution?: string; readonly submission?: string },
  ): Promise<Answer>;
  view(key?: string, query?: string): Promise<Answer>;
}

export async function openSchool(kind: StoreKind, settings: Partial<Config> = {}, now?: () => number): Promise<School> {
  const read = readConfig({});
  if (!read.ok) throw new Error(read.message);
  const logged: string[] = [];
  const app = await startApp({
    config: { ...read.config, port: 0, batchMs: 20, pollMs: 50, drainMs: 2000, ...settings },
    store: kind.open(),
    dist: join(ROOT, 'public'),
    levels: join(ROOT, 'levels'),
    workerFile: await bundleWorker(),
    writeLog: (line) => logged.push(line),
    ...(now ? { now } : {}),
  });
  const ask: School['ask'] = async (method, path, { key, body, headers = {} } = {}) => {
    const response = await fetch(`${app.url}${path}`, {
      method,
      headers: {
        ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, body: json ? JSON.parse(text) : text, headers: response.headers };
  };
  return {
    app,
    logged,
    ask,
    openRoom: async (change = {}) => {
      const host = drawKey();
      const projector = drawKey();
      const challenge = { ...defaultChallenge('Orchard class', LEVELS, 7), ...change };
      const made = await ask('POST', '/api/rooms', { body: { challenge, hostKey: host, projectorKey: projector } });
      if (made.status !== 201) throw new Error(`no room: ${JSON.stringify(made.body)}`);
      return roomOf({ ask }, { code: made.body.code as string, host, projector });
    },
  };
}

export function roomOf({ ask }: Pick<School, 'ask'>, keys: Pick<TestRoom, 'code' | 'host' | 'projector'>): TestRoom {
  const path = `/api/rooms/${keys.code}`;
  return {
    ...keys,
    join: async (key = drawKey(), alias) => ({
      ...(await ask('POST', `${path}/seats`, { body: { key, ...(alias === undefined ? {} : { alias }) } })),
      key,
    }),
    command: (key, command, more = {}) =>
      ask('POST', `${path}/commands`, { ...(key === undefined ? {} : { key }), body: { command, ...more } }),
    submit: (key, { level = FIRST, solution = linkOf(level), submission = drawSubmission() } = {}) =>
      ask('POST', `${path}/commands`, { key, body: { command: { type: 'submit', level, submission, solution } } }),
    view: (key, query = '') => ask('GET', `${path}/view${query}`, key === undefined ? {} : { key }),
  };
}
