// A PostgreSQL of a tool's own: a fresh cluster in a temporary folder, on a port of its own, as a user that is not root; it can be killed and come back.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgresDb } from '../store/postgresDb.ts';

export interface OwnPostgres {
  url(database: string): string;
  /** A fresh database; answers its address. */
  create(name: string): Promise<string>;
  /** Down at once, without a word to its clients, and up again after so many milliseconds. */
  restart(away: number): Promise<void>;
  stop(): Promise<void>;
}

function findBinaries(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort().reverse() : [];
  const folders = [...versions.map((version) => join(debian, version, 'bin')), '/usr/local/bin', '/usr/bin', '/opt/homebrew/bin'];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export const hasPostgres: boolean = findBinaries() !== undefined;

/** `durable`: flushed to the disk at each commit, as in a school; tests do without. */
export async function startOwnPostgres({ durable = false }: { readonly durable?: boolean } = {}): Promise<OwnPostgres> {
  const binaries = findBinaries();
  if (binaries === undefined) throw new Error('there is no PostgreSQL on this machine');
  const folder = mkdtempSync(join(tmpdir(), 'classroom-pg-'));
  chmodSync(folder, 0o755);
  // initdb and postgres refuse to run as root: then `nobody` runs them.
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'school', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'],
    { ...user, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const start = async (): Promise<ChildProcess> => {
    const settings = ['-p', String(port), '-k', folder, '-h', '127.0.0.1', '-c', 'max_connections=60'];
    const server = spawn(join(binaries, 'postgres'), ['-D', data, ...settings, '-c', `fsync=${durable ? 'on' : 'off'}`], {
      ...user,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await new Promise<void>((resolve, reject) => {
      let said = '';
      server.stderr.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-20_000);
        if (said.includes('ready to accept connections')) resolve();
      });
      server.on('exit', () => reject(new Error(`postgres: ${said}`)));
    });
    return server;
  };
  let server = await start();
  process.once('exit', () => server.kill('SIGKILL'));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await gone;
  };
  const url = (database: string): string => `postgres://school@127.0.0.1:${port}/${database}`;
  return {
    url,
    create: async (name) => {
      const admin = openPostgresDb(url('postgres'), () => undefined);
      await admin.run(`CREATE DATABASE ${name}`);
      await admin.close();
      return url(name);
    },
    restart: async (away) => {
      await end('SIGQUIT');
      await new Promise((resolve) => setTimeout(resolve, away));
      server = await start();
    },
    stop: async () => {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
