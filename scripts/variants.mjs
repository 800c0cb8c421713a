// npm run variants [-- COUNT [NNN-name]]: every level, or one, under so many seeds (200); every verdict must be the level's own.
import { runBin } from './lib.mjs';

const [count = '200', level] = process.argv.slice(2);
const { code } = await runBin('vitest', ['run', '--project', 'node', 'tests/levels/variants.test.ts'], {
  env: { VARIANTS: count, ...(level === undefined ? {} : { LEVEL: level }) },
});
process.exit(code);
