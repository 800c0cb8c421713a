// The pool of verifiers with a worker that misbehaves on demand: hung ones are ended and replaced, broken ones too, and a full queue says so.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createVerifierPool, type VerifierPool } from '../../server/verify/pool.ts';

const file = join(mkdtempSync(join(tmpdir(), 'pool-')), 'worker.mjs');
writeFileSync(
  file,
  `import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ id, question }) => {
  if (question.solution === 'hang') for (;;);
  if (question.solution === 'crash') process.exit(3);
  if (question.solution === 'throw') throw new Error('broken');
  parentPort.postMessage({ id, answer: { ok: true, verdict: { goals: [], stars: 1, hash: question.solution } } });
});`,
);
const kinds: string[] = [];
const pools: VerifierPool[] = [];
const open = (workers = 1, queue = 100): VerifierPool => {
  const pool = createVerifierPool({
    workerFile: file,
    levels: '',
    workers,
    queue,
    milliseconds: 400,
    onAnswer: (_, kind) => kinds.push(kind),
  });
  pools.push(pool);
  return pool;
};
const question = (solution: string) => ({ level: '001-one', rev: 1, solution });
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

it('a hung or broken verification is answered, its worker replaced, and what waited goes on', async () => {
  const pool = open();
  const answers = await Promise.all(
    ['a', 'hang', 'b', 'crash', 'c', 'throw', 'd'].map((solution) => pool.ask(question(solution))),
  );
  expect(answers.map((answer) => (answer.ok ? answer.verdict.hash : answer.code))).toEqual([
    'a',
    'tooComplex',
    'b',
    'broken',
    'c',
    'broken',
    'd',
  ]);
});

it('the same question is judged once, at once and later', async () => {
  const pool = open();
  kinds.length = 0;
  await Promise.all(Array.from({ length: 20 }, () => pool.ask(question('same'))));
  await pool.ask(question('same'));
  expect(kinds.filter((kind) => kind === 'judged')).toHaveLength(1);
  await pool.ask({ ...question('same'), seed: 4 });
  expect(kinds.filter((kind) => kind === 'judged')).toHaveLength(2);
});

it('a full queue sends away at once, and closing answers everybody', async () => {
  const pool = open(1, 2);
  const all = ['hang', 'x', 'y', 'z'].map((solution) => pool.ask(question(solution)));
  expect(await all[3]).toEqual({ ok: false, code: 'busy' });
  await pool.close();
  expect((await Promise.all(all)).every((answer) => !answer.ok && answer.code === 'busy')).toBe(true);
});
