// Bots: what the tools need of people and of a server. They speak the protocol as the page does, and nothing else.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Challenge, defaultChallenge } from '../../src/classroom/challenge.ts';
import { parseLevel, readSolution } from '../../src/levels/parseLevel.ts';
import { varyLevel } from '../../src/levels/variant/varyLevel.ts';
import { networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain } from '../../src/manifest/plainObjects.ts';
import { applySolutionEdits, solutionOf } from '../../src/share/difference.ts';
import { createLinkCodec, type LinkCodec } from '../../src/share/linkCodec.ts';
import { openLevelShelf } from '../verify/levelShelf.ts';

export const ROOT: string = process.env['CIDR_HOUSE_ROOT'] ?? process.cwd();
const shelf = openLevelShelf(join(ROOT, 'levels'));
export const CODEC: LinkCodec = createLinkCodec({ networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain });

export const LEVEL_IDS = ['010-the-first-letter', '020-short-of-desks', '030-nobody-at-the-desk'] as const;

export function levelsOf(): Challenge['levels'] {
  return LEVEL_IDS.map((id) => ({ id, rev: shelf.read(id)?.rev ?? 0 }));
}

export interface Solutions {
  readonly won: string;
  readonly lost: string;
}

/** `seed`: of the variant that a seat plays. `mark`: a Service of that name beside, so that no two seats hand in the same. */
export function solutionsOf(id: string, { seed, mark }: { readonly seed?: number; readonly mark?: string } = {}): Solutions {
  const written = shelf.filesOf(id) ?? {};
  const files = seed === undefined ? written : varyLevel(written, String(seed));
  const known = seed === undefined ? shelf.read(id) : parseLevel(files).level;
  if (!known) throw new Error(`there is no level ${id}`);
  const reference = known.solutions.find(({ kind }) => kind === 'reference');
  const beside = mark === undefined ? '' : markOf(mark);
  const link = (text: string): string => {
    const edits = text === '' ? [] : (readSolution({ ...files, [reference?.file ?? '']: text }, reference?.id ?? '') ?? []);
    const now = applySolutionEdits(known.start, edits);
    const solution = solutionOf({ level: id, rev: known.rev, start: known.start, now });
    return CODEC.encodeSolution(seed === undefined ? solution : { ...solution, seed });
  };
  return { won: link(`${files[reference?.file ?? ''] ?? ''}${beside}`), lost: link(beside) };
}

function markOf(name: string): string {
  return `\n---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop }\nspec: { selector: { note: ${name} }, ports: [{ port: 80 }] }\n`;
}

export function drawKey(): string {
  return randomBytes(16).toString('base64url');
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export function drawSubmission(): string {
  return Array.from(randomBytes(26), (byte) => LETTERS[byte % 32]).join('');
}

/** A number from 0 to 1 that a seed and a name decide. */
export function chance(seed: number, name: string): number {
  return createHash('sha256').update(`${seed} ${name}`).digest().readUInt32BE() / 2 ** 32;
}

export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Undefined: nobody answered. */
export async function ask(
  url: string,
  method: string,
  given: { readonly key?: string; readonly body?: unknown } = {},
  within = 30_000,
): Promise<Reply | undefined> {
  try {
    const response = await fetch(url, {
      method,
      headers: {
        ...(given.key === undefined ? {} : { Authorization: `Bearer ${given.key}` }),
        ...(given.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
      signal: AbortSignal.timeout(within),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {} };
  } catch {
    return undefined;
  }
}

export interface BotRoom {
  readonly code: string;
  readonly host: string;
  readonly path: string;
}

export async function openRoom(url: string, change: Partial<Challenge> = {}): Promise<BotRoom> {
  const challenge = { ...defaultChallenge('Rehearsal', levelsOf(), 7), ...change };
  const host = drawKey();
  const keys = { hostKey: host, projectorKey: drawKey() };
  for (let tries = 0; tries < 60; tries++) {
    const made = await ask(`${url}/api/rooms`, 'POST', { body: { challenge, ...keys } });
    if (made?.status === 201) return { code: String(made.body['code']), host, path: `/api/rooms/${String(made.body['code'])}` };
    await sleep(500);
  }
  throw new Error('no room could be opened');
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export interface Process {
  readonly child: ChildProcess;
  readonly url: string;
  gone: Promise<void>;
}

/** One server process, answering. */
export async function startServer(env: Readonly<Record<string, string>>): Promise<Process> {
  const child = spawn(process.execPath, ['--disable-proto=delete', process.env['CIDR_HOUSE_SERVER'] ?? ''], {
    env: { ...process.env, LOG: 'off', ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const found = /open at (\S+)\//.exec(chunk.toString())?.[1];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error('the server ended at once')));
  });
  return { child, url, gone };
}

export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'classroom-tool-'));
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function argument(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? otherwise : Number(process.argv[at + 1]);
  return Number.isFinite(value) && value >= 0 ? value : otherwise;
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
}
