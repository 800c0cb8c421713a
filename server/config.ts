// Settings of the classroom server, from the environment alone, each with its default; a wrong one is refused with a sentence at the start.
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** `postgres://…`; absent: one SQLite file in the data folder. */
  readonly databaseUrl?: string;
  /** Workers that judge; 0 judges in the server's own thread. */
  readonly verifiers: number;
  /** Milliseconds after which a judge is stopped. */
  readonly verifyMs: number;
  /** A proxy in front says the caller's address (X-Forwarded-For, its last entry). */
  readonly trustProxy: boolean;
  /** Milliseconds between two updates of the same room. */
  readonly batchMs: number;
  /** May anybody open a room? Otherwise the key that must be given. */
  readonly teacherKey?: string;
}

export type ConfigResult = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problem: string };

export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const problems: string[] = [];
  const whole = (name: string, fallback: number, { least, most }: { readonly least: number; readonly most: number }): number => {
    const text = env[name];
    if (text === undefined || text === '') return fallback;
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    problems.push(`${name} is "${text}": a whole number from ${least} to ${most} is wanted.`);
    return fallback;
  };
  const databaseUrl = env['DATABASE_URL'];
  if (databaseUrl !== undefined && databaseUrl !== '' && !/^postgres(ql)?:\/\//.test(databaseUrl))
    problems.push('DATABASE_URL must begin with postgres://; leave it out for a file in DATA_DIR.');
  const teacherKey = env['TEACHER_KEY'];
  if (teacherKey !== undefined && teacherKey !== '' && teacherKey.length < 8)
    problems.push('TEACHER_KEY must have at least 8 characters.');
  const config: Config = {
    host: env['HOST'] ?? '0.0.0.0',
    port: whole('PORT', 8080, { least: 0, most: 65_535 }),
    dataDir: resolve(env['DATA_DIR'] ?? 'data'),
    ...(databaseUrl === undefined || databaseUrl === '' ? {} : { databaseUrl }),
    verifiers: whole('VERIFIERS', Math.max(1, availableParallelism() - 1), { least: 0, most: 64 }),
    verifyMs: whole('VERIFY_MS', 10_000, { least: 100, most: 120_000 }),
    trustProxy: env['TRUST_PROXY'] === '1',
    batchMs: whole('BATCH_MS', 250, { least: 0, most: 10_000 }),
    ...(teacherKey === undefined || teacherKey === '' ? {} : { teacherKey }),
  };
  const [problem] = problems;
  return problem === undefined ? { ok: true, config } : { ok: false, problem };
}
