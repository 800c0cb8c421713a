// A PostgreSQL of the tests' own: its binaries found, a fresh cluster in a temporary folder, a port of its own, gone when the tests are.
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export interface Postgres {
  readonly url: string;
  /** An empty database of its own. */
  fresh(): Promise<string>;
  /** As the machine would: at once, nothing flushed. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

const NOBODY = 65_534;
let started: Promise<Postgres> | undefined;

export function hasPostgres(): boolean {
  return findBin() !== undefined;
}

export function openPostgresForTests(): Promise<Postgres> {
  started ??= begin();
  return started;
}

function findBin(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  return [...versions.toReversed(), '/usr/local/bin', '/usr/bin', '/opt/homebrew/bin'].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
}

async function begin(): Promise<Postgres> {
  const bin = findBin();
  if (bin === undefined) throw new Error('PostgreSQL is not installed.');
  const folder = mkdtempSync(join(tmpdir(), 'cidr-pg-'));
  // PostgreSQL refuses to run as root.
  const as = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if ('uid' in as) chownSync(folder, NOBODY, NOBODY);
  const data = join(folder, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'cidr', '--no-sync', '-E', 'UTF8'], {
    ...as,
    stdio: 'ignore',
    cwd: folder,
  });
  const port = await freePort();
  const url = `postgres://cidr@127.0.0.1:${port}/postgres`;
  let child: ReturnType<typeof spawn> | undefined;
  const start = async (): Promise<void> => {
    child = spawn(
      join(bin, 'postgres'),
      ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'],
      {
        ...as,
        stdio: 'ignore',
        cwd: folder,
      },
    );
    for (let tries = 0; tries < 100; tries++) {
      if (await answers(url)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('PostgreSQL does not start.');
  };
  const kill = async (): Promise<void> => {
    const running = child;
    if (!running || running.exitCode !== null) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGQUIT');
    await gone;
  };
  process.on('exit', () => {
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  await start();
  let count = 0;
  return {
    url,
    start,
    kill,
    fresh: async () => {
      const name = `room_${process.pid}_${++count}`;
      await once(url, `CREATE DATABASE ${name}`);
      return url.replace(/postgres$/, name);
    },
  };
}

async function once(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await once(url, 'SELECT 1');
    return true;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
