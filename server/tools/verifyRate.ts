// How much the way through the pool costs beside the bare engine: distinct solutions (a variant for each seat) judged by the engine alone with its levels at
// hand, then by the pool as the server asks it, with the variants at hand and with
// variants it has never seen, and by a verifier behind its port. Seconds are those of a core, of all threads of
// this process.
import { join } from 'node:path';
import { createEngine } from '../../src/engine/createEngine.ts';
import { verifySolution } from '../../src/levels/verify/verifySolution.ts';
import { readConfig } from '../config.ts';
import { buildOf } from '../verify/build.ts';
import type { Question } from '../verify/judge.ts';
import { openLevelShelf } from '../verify/levelShelf.ts';
import { createVerifierPool, type VerifierPool } from '../verify/pool.ts';
import { createRemoteVerifiers } from '../verify/remote.ts';
import { startVerifier } from '../verify/service.ts';
import { CODEC, drawKey, LEVEL_IDS, ROOT, solutionsOf } from './bots.ts';

export interface VerifyRate {
  readonly solutions: number;
  /** Verifications a second and core. */
  readonly bare: number;
  readonly pool: number;
  readonly poolCold: number;
  /** Asked by HTTP, as a gateway asks a verifier; both ends counted. */
  readonly elsewhere: number;
}

const coreSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
};

/** `count`: at most 300, as many variants as the server keeps at hand. */
export async function measureVerifier(count: number): Promise<VerifyRate> {
  const levels = join(ROOT, 'levels');
  const shelf = openLevelShelf(levels);
  const questionsOf = (first: number, kind: 'won' | 'lost'): readonly Question[] =>
    Array.from({ length: count }, (_, index) => {
      const level = LEVEL_IDS[index % LEVEL_IDS.length] ?? '';
      const seed = first + index;
      return { level, rev: shelf.read(level)?.rev ?? 0, seed, solution: solutionsOf(level, { seed })[kind] };
    });
  const pool = createVerifierPool({
    workerFile: process.env['CIDR_HOUSE_WORKER'] ?? '',
    levels,
    workers: 1,
    milliseconds: 60_000,
    queue: count,
    onAnswer: () => undefined,
  });
  const known = questionsOf(1, 'won');
  const unknown = questionsOf(1 + count, 'won');
  const others = [2, 3, 4].map((set) => questionsOf(1 + set * count, 'won'));
  const parsed = known.map(({ level, seed, solution }) => {
    const read = CODEC.decodeLink(solution);
    return { level: shelf.read(level, seed), edits: read.ok ? read.solution.edits : [] };
  });
  const rate = async (work: () => Promise<number> | number): Promise<number> => {
    const before = coreSeconds();
    const won = await work();
    if (won !== count) throw new Error(`only ${won} of ${count} were judged as won`);
    return count / (coreSeconds() - before);
  };
  const bareRound = (): number =>
    parsed.filter(({ level, edits }) => {
      const verified = level && verifySolution(createEngine(), level, edits);
      return verified?.ok && verified.verdict.stars > 0;
    }).length;
  const poolRound = async (questions: readonly Question[], asked: VerifierPool = pool): Promise<number> => {
    const answers = await Promise.all(questions.map((question) => asked.ask(question)));
    return answers.filter((answer) => answer.ok && answer.verdict.stars > 0).length;
  };
  // Both sides are warm and have the variants at hand before anything counts.
  for (const other of others) {
    bareRound();
    await poolRound(other);
  }
  await poolRound(questionsOf(1, 'lost'));
  const result = {
    solutions: count,
    bare: await rate(bareRound),
    pool: await rate(() => poolRound(known)),
    poolCold: await rate(() => poolRound(unknown)),
  };
  await pool.close();
  const read = readConfig({ ROLE: 'verifier', VERIFIER_KEY: drawKey(), PORT: '0', LOG: 'off', VERIFY_MS: '60000' });
  if (!read.ok) throw new Error(read.message);
  const { verifierKey: key = '', verifyMs: milliseconds } = read.config;
  const workerFile = process.env['CIDR_HOUSE_WORKER'] ?? '';
  const service = await startVerifier({ config: read.config, key, levels, workerFile });
  const remote = createRemoteVerifiers({
    verifiers: [service.url],
    key,
    build: buildOf(workerFile, levels),
    milliseconds,
    queue: count,
    onAnswer: () => undefined,
    onFailure: () => undefined,
  });
  for (const other of others) await poolRound(other, remote);
  await poolRound(questionsOf(1, 'lost'), remote);
  const elsewhere = await rate(() => poolRound(known, remote));
  await remote.close();
  await service.drain();
  return { ...result, elsewhere };
}
