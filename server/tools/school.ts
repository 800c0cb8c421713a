// A small school for chaos: one process over a file, or two over one PostgreSQL, each behind a line that can go bad; a disk that can fill, clocks that can jump.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Process, startServer } from './bots.ts';
import { type OwnPostgres, startOwnPostgres } from './ownPostgres.ts';
import { startTcpProxy, type TcpProxy } from './tcpProxy.ts';

export interface Disk {
  readonly folder: string;
  fill(): void;
  free(): void;
}

export interface School {
  readonly kind: 'libsql' | 'postgres';
  readonly servers: readonly Process[];
  readonly lines: readonly TcpProxy[];
  readonly postgres: OwnPostgres | undefined;
  /** Undefined: this machine lets nobody make one. */
  readonly disk: Disk | undefined;
  /** Through the line of the turn's process. */
  urlOf(turn: number): string;
  /** Past all lines. */
  directUrlOf(turn: number): string;
  /** Gone at once, and back. */
  kill(index: number): Promise<void>;
  setClock(index: number, ahead: number): void;
  close(): Promise<void>;
}

export async function openSchool(kind: School['kind']): Promise<School> {
  const postgres = kind === 'postgres' ? await startOwnPostgres({ durable: true }) : undefined;
  const disk = kind === 'libsql' ? mountDisk() : undefined;
  const folder = disk?.folder ?? mkdtempSync(join(tmpdir(), 'classroom-chaos-'));
  const servers: Process[] = [];
  const ports: number[] = [];
  const clocks: number[] = [];
  const start = async (index: number): Promise<void> => {
    const server = await startServer({
      ...(postgres ? { DATABASE_URL: postgres.url('postgres') } : { DATA_DIR: folder }),
      PORT: String(ports[index] ?? 0),
      BATCH_MS: '50',
      POLL_MS: '50',
    });
    ports[index] = Number(new URL(server.url).port);
    servers[index] = server;
    server.child.send({ ahead: clocks[index] ?? 0 });
  };
  const lines: TcpProxy[] = [];
  for (let index = 0; index < (postgres ? 2 : 1); index++) {
    await start(index);
    lines.push(await startTcpProxy(() => ports[index] ?? 0));
  }
  return {
    kind,
    servers,
    lines,
    postgres,
    disk,
    urlOf: (turn) => lines[turn % lines.length]?.url ?? '',
    directUrlOf: (turn) => servers[turn % servers.length]?.url ?? '',
    kill: async (index) => {
      const server = servers[index];
      server?.child.kill('SIGKILL');
      await server?.gone;
      await start(index);
    },
    setClock: (index, ahead) => {
      clocks[index] = ahead;
      servers[index]?.child.send({ ahead });
    },
    close: async () => {
      for (const { child } of servers) child.kill('SIGTERM');
      await Promise.all(servers.map(({ gone }) => gone));
      for (const line of lines) await line.close();
      await postgres?.stop();
      if (disk) spawnSync('umount', [disk.folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const DISK = '24m';

/** A file system of a few megabytes in memory: only root may make one. */
function mountDisk(): Disk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'classroom-disk-'));
  const made = process.getuid?.() === 0 ? spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', folder]) : undefined;
  if (made?.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
  process.once('exit', () => void spawnSync('umount', ['-l', folder]));
  const fillers = join(folder, 'fillers');
  return {
    folder,
    fill: () => {
      mkdirSync(fillers, { recursive: true });
      // To the last byte: large pieces first, small ones into what is left.
      for (const size of [1 << 20, 1 << 16, 1 << 12, 1 << 9])
        for (let count = 0; count < 64; count++) {
          try {
            writeFileSync(join(fillers, `${size}-${count}`), Buffer.alloc(size, 1));
          } catch {
            break;
          }
        }
    },
    free: () => rmSync(fillers, { recursive: true, force: true }),
  };
}
