// npm run mutants -- [--count N] [--seed S] [--only PATH]: N small changes of src/engine/dataplane and forward, one at a time, each against
// the tests that speak of the same rules; a change that no test notices has survived. Progress on standard error; the last line of standard
// output is {mutants, killed, survived, survivors}. Exit 1 when more than one in ten survives. No file is written to: vitest is handed the
// changed text (mutant.mjs).
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'rolldown/utils';
import { ensurePackages, ROOT, say } from './lib.mjs';

ensurePackages();

const SOURCES = ['src/engine/dataplane', 'src/engine/forward'];
const TESTS = ['tests/engine', 'tests/troubles', 'tests/conformance', 'tests/property'];
/** They speak of texts, links and virtual time, or are long. */
const LEFT_OUT = /yamlFuzz|linkFuzz|safety|hostile/;
/** A change that makes a loop endless is noticed too. */
const PATIENCE_MS = 300_000;
const FIRST = 4;
/** Tests that see a whole world's answers, asked before all others. */
const isBroad = (name) => /Golden|conformance|troubles/.test(name);

const BINARY = new Map([
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
  ['===', '!=='],
  ['!==', '==='],
  ['+', '-'],
  ['-', '+'],
  ['*', '+'],
  ['&&', '||'],
  ['||', '&&'],
  ['&', '|'],
  ['|', '&'],
]);

function readNumber(name, otherwise) {
  const at = process.argv.indexOf(name);
  if (at < 0) return otherwise;
  const value = Number(process.argv[at + 1]);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  say(`${name} needs a whole number.`);
  process.exit(2);
}

function filesUnder(folder, pattern) {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((name) => pattern.test(name))
    .sort();
}

/** Every place where a small change is worth trying. */
function sitesOf(file) {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const { program } = parseSync(file, text);
  const sites = [];
  const replace = (start, end, by) => sites.push({ file, start, end, by, was: text.slice(start, end) });
  const visit = (node) => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null || typeof node.type !== 'string') return undefined;
    if (node.type.startsWith('TS')) return visit(node.expression);
    if (node.type === 'ImportDeclaration') return undefined;
    if ((node.type === 'BinaryExpression' || node.type === 'LogicalExpression') && BINARY.has(node.operator)) {
      const start = text.indexOf(node.operator, node.left.end);
      if (start >= 0 && start < node.right.start) replace(start, start + node.operator.length, BINARY.get(node.operator));
    }
    if (node.type === 'UnaryExpression' && node.operator === '!') replace(node.start, node.argument.start, '');
    if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') {
      const { start, end } = node.test;
      replace(start, end, `!(${text.slice(start, end)})`);
    }
    if (node.type === 'Literal' && typeof node.value === 'boolean') replace(node.start, node.end, String(!node.value));
    if (node.type === 'Literal' && typeof node.value === 'number') replace(node.start, node.end, String(node.value + 1));
    for (const [key, child] of Object.entries(node)) {
      // What stands after `??` for the compiler's sake is never reached.
      const isDefault = node.type === 'LogicalExpression' && node.operator === '??' && key === 'right';
      if (key !== 'parent' && !(isDefault && child.type !== 'LogicalExpression')) visit(child);
    }
    return undefined;
  };
  visit(program);
  return sites;
}

/** The same numbers for the same seed. */
function createRandom(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const RULES = /\b(?:[A-K]-\d+|(?:NP|SVC|DNS|ING|GW|VAL|KDISC|C|D|S)\d+)\b/g;
const rulesOf = (text) => new Set(text.match(RULES) ?? []);

/** Tests in the order in which they are likely to notice: those that import the file, then those that name its rules. */
function testsFor(file, tests) {
  const own = rulesOf(readFileSync(join(ROOT, file), 'utf8').split('\n').slice(0, 6).join('\n'));
  const base = `/${file.split('/').at(-1)}'`;
  const scored = tests.map(({ name, text, rules }) => {
    const shared = [...own].filter((rule) => rules.has(rule)).length;
    return { name, score: (text.includes(base) ? 10 : 0) + shared };
  });
  return scored.sort((a, b) => b.score - a.score).map(({ name }) => name);
}

/** Does a test fail? */
function notices(mutant, names) {
  return new Promise((resolve) => {
    const args = [join(ROOT, 'scripts/mutant.mjs'), ...names];
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: 'ignore',
      env: { ...process.env, MUTANT: mutant ? JSON.stringify(mutant) : '' },
      detached: true,
    });
    const timer = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), PATIENCE_MS);
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code !== 0);
    });
  });
}

function placeOf({ file, start, was, by }) {
  const line = readFileSync(join(ROOT, file), 'utf8').slice(0, start).split('\n').length;
  return `${file}:${line} ${was.replaceAll(/\s+/g, ' ')} → ${by.replaceAll(/\s+/g, ' ') || '(nothing)'}`;
}

const only = process.argv[process.argv.indexOf('--only') + 1];
const isChosen = (file) => !process.argv.includes('--only') || file.includes(only);
const sites = SOURCES.flatMap((folder) => filesUnder(folder, /\.ts$/))
  .filter(isChosen)
  .flatMap(sitesOf);
const random = createRandom(readNumber('--seed', 1));
const mutants = Array.from({ length: Math.min(sites.length, readNumber('--count', 60)) }, () =>
  sites.splice(random(sites.length), 1),
).flat();
const tests = TESTS.flatMap((folder) => filesUnder(folder, /\.test\.ts$/))
  .filter((name) => !LEFT_OUT.test(name))
  .map((name) => {
    const text = readFileSync(join(ROOT, name), 'utf8');
    return { name, text, rules: rulesOf(text) };
  });

if (await notices(undefined, ['tests/engine/policy.test.ts'])) {
  say('The tests fail without any change.');
  process.exit(2);
}
const survivors = [];
for (const [index, mutant] of mutants.entries()) {
  const names = testsFor(mutant.file, tests);
  const near = names.slice(0, FIRST);
  const far = names.slice(FIRST);
  const isKilled = (await notices(mutant, near)) || (await notices(mutant, far.filter(isBroad))) || (await notices(mutant, far));
  if (!isKilled) survivors.push(placeOf(mutant));
  say(`${index + 1} of ${mutants.length}: ${isKilled ? 'noticed ' : 'SURVIVED'} ${placeOf(mutant)}`);
}
const [all, survived] = [mutants.length, survivors.length];
process.stdout.write(`${JSON.stringify({ mutants: all, killed: all - survived, survived, survivors })}\n`);
process.exitCode = survived * 10 > all ? 1 : 0;
