// npm run classroom: one process that serves the game and the classroom on one port. Settings: config.ts. Logs are lines of JSON without names, codes
// or addresses.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openClassroom } from './classroom.ts';
import { readConfig } from './config.ts';
import { serveGame } from './http/gameFiles.ts';
import { migrate } from './store/migrations.ts';
import { openPostgres } from './store/postgres.ts';
import { openSqlite } from './store/sqlite.ts';
import { createStore } from './store/store.ts';
import { readLevelsFrom } from './verify/levelFiles.ts';
import { createPool } from './verify/pool.ts';
import { createInlineVerifier } from './verify/verifier.ts';

function log(what: string, more: Readonly<Record<string, string | number | boolean>> = {}): void {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), what, ...more })}\n`);
}

function need(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start this program with npm run classroom.`);
  return value;
}

async function main(): Promise<void> {
  const read = readConfig(process.env);
  if (!read.ok) {
    process.stderr.write(`${read.problem}\n`);
    process.exitCode = 2;
    return;
  }
  const { config } = read;
  const onProblem = (what: string): void => log('problem', { problem: what });
  const levels = join(need('CIDR_ROOT'), 'levels');
  const game = join(need('CIDR_ROOT'), 'dist');
  if (config.databaseUrl === undefined) mkdirSync(config.dataDir, { recursive: true });
  const sql =
    config.databaseUrl === undefined
      ? openSqlite(join(config.dataDir, 'classroom.db'))
      : openPostgres(config.databaseUrl, onProblem);
  await migrate(sql);
  const verifier =
    config.verifiers === 0
      ? createInlineVerifier(readLevelsFrom(levels))
      : createPool({ file: need('CIDR_WORKER'), levels, size: config.verifiers, timeoutMs: config.verifyMs, onProblem });
  const policy = need('CIDR_POLICY');
  const classroom = await openClassroom({
    store: createStore(sql),
    verifier,
    host: config.host,
    port: config.port,
    batchMs: config.batchMs,
    trustProxy: config.trustProxy,
    ...(config.teacherKey === undefined ? {} : { teacherKey: config.teacherKey }),
    game: (url) => serveGame(game, policy, url),
    onProblem,
  });
  log('open', { port: classroom.port, database: sql.dialect, verifiers: config.verifiers });
  let closing = false;
  const close = (signal: string): void => {
    if (closing) return;
    closing = true;
    log('draining', { signal });
    void classroom.close().then(() => {
      log('closed');
      process.exit(0);
    });
  };
  process.on('SIGTERM', () => close('SIGTERM'));
  process.on('SIGINT', () => close('SIGINT'));
  process.on('unhandledRejection', () => onProblem('unhandled'));
}

await main();
