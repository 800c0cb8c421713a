// The classroom's process: configuration by environment, one store, signals. `migrate N` moves the schema up or down and ends.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startApp } from './app.ts';
import { readConfig } from './config.ts';
import { openLibsqlDb } from './store/libsqlDb.ts';
import { openPostgresDb } from './store/postgresDb.ts';
import { createSqlStore } from './store/sqlStore.ts';
import { startVerifier } from './verify/service.ts';

/** `now`: another clock, for who wants to see what a wrong one does. */
export function serve(now?: () => number): void {
  open(now).catch((error: unknown) => {
    process.stderr.write(`The classroom could not be opened: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}

async function open(now: (() => number) | undefined): Promise<void> {
  const read = readConfig(process.env);
  if (!read.ok) {
    process.stderr.write(`${read.message}\n`);
    process.exit(2);
  }
  const { config } = read;
  const root = process.env['CIDR_HOUSE_ROOT'] ?? process.cwd();
  const workerFile = process.env['CIDR_HOUSE_WORKER'] ?? join(root, 'verifyWorker.mjs');
  const levels = join(root, 'levels');
  if (config.role === 'verifier') {
    const verifier = await startVerifier({ config, key: config.verifierKey ?? '', levels, workerFile });
    process.stdout.write(`The verifier is open at ${verifier.url}/\n`);
    endOnSignal(() => verifier.drain());
    return;
  }
  if (!config.databaseUrl) mkdirSync(config.dataDir, { recursive: true });
  const db = config.databaseUrl
    ? openPostgresDb(config.databaseUrl, () => undefined)
    : openLibsqlDb(join(config.dataDir, 'classroom.db'));
  const store = createSqlStore(db);
  const [word, number] = process.argv.slice(2);
  if (word === 'migrate') {
    const version = await store.migrate(number === undefined ? undefined : Number(number));
    process.stdout.write(`The data are of schema version ${version}.\n`);
    await store.close();
    return;
  }
  const app = await startApp({ config, store, dist: join(root, 'dist'), levels, workerFile, ...(now ? { now } : {}) });
  process.stdout.write(`The classroom is open at ${app.url}/\n`);
  endOnSignal(() => app.drain());
}

function endOnSignal(drain: () => Promise<void>): void {
  let ending = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (ending) process.exit(1);
      ending = true;
      void drain().then(() => process.exit(0));
    });
}
