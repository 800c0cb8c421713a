// npm run levels [-- NNN-name]: proves every level, or one, and writes down what is proved: docs/levels.md, and the links of new solutions.
import { runBin } from './lib.mjs';

const [level] = process.argv.slice(2);
const tests = ['tests/levels/levels.test.ts', 'tests/share/golden.test.ts'];
const only = level === undefined ? [] : ['-t', `level ${level}|all levels together|links that must open`];
const { code, output } = await runBin('vitest', ['run', '--project', 'node', '--reporter=dot', ...tests, ...only], {
  capture: true,
  env: { UPDATE_GOLDEN: '1', NO_COLOR: '1' },
});
// Thousands of dots say nothing.
const from = output.search(/^.*Failed Tests|^ *Test Files/m);
process.stdout.write(from < 0 ? output : output.slice(from));
process.exit(code);
