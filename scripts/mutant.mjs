// One change of one file under some tests (mutants.mjs): MUTANT is {file, start, end, by}, made while the file is read; the arguments are the
// tests. Exit 1 when one of them fails.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startVitest } from 'vitest/node';
import { ROOT } from './lib.mjs';

const mutant = process.env['MUTANT'] ? JSON.parse(process.env['MUTANT']) : undefined;
const plugin = {
  name: 'mutant',
  enforce: /** @type {const} */ ('pre'),
  /** @param {string} id */
  load(id) {
    if (!mutant || id.split('?')[0] !== join(ROOT, mutant.file)) return undefined;
    const text = readFileSync(join(ROOT, mutant.file), 'utf8');
    return text.slice(0, mutant.start) + mutant.by + text.slice(mutant.end);
  },
};
const options = {
  root: ROOT,
  watch: false,
  bail: 1,
  reporters: ['dot'],
  setupFiles: ['tests/support/setup.ts'],
  testTimeout: 60_000,
  isolate: false,
};
const vitest = await startVitest('test', process.argv.slice(2), { ...options, config: false }, { plugins: [plugin] });
await vitest.close();
process.exit(process.exitCode ?? 0);
