// What a load is put on: one process over a file, or with --gateways N [--verifiers N] a fleet over a PostgreSQL behind a proxy. Tells what each part has used.
import { readFileSync } from 'node:fs';
import { argument, dataFolder, type Process, startServer } from './bots.ts';
import { findNginx, startFleet } from './fleet.ts';
import { startOwnPostgres } from './ownPostgres.ts';

export interface Serving {
  /** Where clients knock. */
  readonly url: string;
  /** In a sentence's words. */
  readonly name: string;
  /** Those whose figures are worth asking, by part. */
  parts(): Readonly<Record<string, readonly Process[]>>;
  /** The storm: what was done, when it is done. */
  strike(): Promise<string>;
  close(): Promise<void>;
}

export async function startServing(): Promise<Serving> {
  const gateways = argument('gateways', 0);
  return gateways === 0 ? startOne() : startMany(gateways, argument('verifiers', 2));
}

async function startOne(): Promise<Serving> {
  const data = dataFolder();
  let server = await startServer({ DATA_DIR: data, PORT: '0' });
  const { url } = server;
  return {
    url,
    name: 'one process over a file',
    parts: () => ({ server: [server] }),
    strike: async () => {
      server.child.kill('SIGKILL');
      await server.gone;
      server = await startServer({ DATA_DIR: data, PORT: new URL(url).port });
      return 'killed and started again';
    },
    close: async () => {
      server.child.kill('SIGTERM');
      await server.gone;
    },
  };
}

async function startMany(gateways: number, verifiers: number): Promise<Serving> {
  const at = process.argv.indexOf('--postgres');
  const given = at < 0 ? undefined : process.argv[at + 1];
  const own = given === undefined ? await startOwnPostgres({ durable: true }) : undefined;
  const proxy = findNginx() === undefined ? 'own' : 'nginx';
  const fleet = await startFleet({ gateways, verifiers, postgres: given ?? own?.url('postgres') ?? '', proxy });
  let left = fleet.gateways;
  return {
    url: fleet.url,
    name: `${gateways} gateways and ${verifiers} verifiers over PostgreSQL behind ${proxy === 'nginx' ? 'nginx' : 'our own proxy (in the generator)'}`,
    parts: () => ({ gateways: left, ...(verifiers > 0 ? { verifiers: fleet.verifiers } : {}) }),
    strike: async () => {
      const [first, ...others] = left;
      first?.child.kill('SIGKILL');
      await first?.gone;
      left = others;
      return `one of ${gateways} gateways killed`;
    },
    close: async () => {
      await fleet.close();
      await own?.stop();
    },
  };
}

/** Seconds of a core that a process has used, its workers included. */
export function coreOf({ child }: Process): number {
  try {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

/** Megabytes. */
export function memoryOf({ child }: Process): number {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}
