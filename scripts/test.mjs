// npm test: installs what it needs, a browser included, and runs every check. The last line sums them all: "N passed, N failed".
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { ensurePackages, ROOT, runBin, say } from './lib.mjs';
import { comparePictures } from './pictures.mjs';

const REPORTS = join(ROOT, 'test-results', 'reports');
let passed = 0;
let failed = 0;

/** Runs one step. A configuration that is missing, or a step that breaks, is a failure like any other; the next step runs all the same. */
async function step(name, config, work) {
  const started = Date.now();
  say(`\n== ${name}`);
  const counts = await attempt(config, work);
  passed += counts.passed;
  failed += counts.failed;
  say(`${name}: ${counts.passed} passed, ${counts.failed} failed (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

async function attempt(config, work) {
  if (!existsSync(join(ROOT, config))) {
    say(`${config} is missing.`);
    return { passed: 0, failed: 1 };
  }
  try {
    return await work();
  } catch (error) {
    say(error?.stack ?? String(error));
    return { passed: 0, failed: 1 };
  }
}

/** A check that passes or fails as one. */
function check(bin, args) {
  return async () => {
    const { code, output } = await runBin(bin, args, { capture: true });
    if (code !== 0) say(output);
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  };
}

function readReport(name) {
  try {
    return JSON.parse(readFileSync(join(REPORTS, name), 'utf8'));
  } catch {
    return undefined;
  }
}

async function unitTests() {
  const file = join(REPORTS, 'vitest.json');
  const { code } = await runBin('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  const report = readReport('vitest.json');
  if (!report) return { passed: 0, failed: 1 };
  // A suite that does not load has no failed test of its own, yet the run has failed.
  const failures =
    report.numFailedTests + (code !== 0 && report.numFailedTests === 0 ? Math.max(1, report.numFailedTestSuites) : 0);
  return { passed: report.numPassedTests, failed: failures };
}

async function endToEnd() {
  const browser = await findBrowser();
  if (browser === undefined) {
    say('No browser could be found or installed.');
    return { passed: 0, failed: 1 };
  }
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: join(REPORTS, 'playwright.json'), ...(browser ? { CHROMIUM_PATH: browser } : {}) };
  const { code } = await runBin('playwright', ['test', '--reporter=list,json'], { env });
  const stats = readReport('playwright.json')?.stats;
  if (!stats) return { passed: 0, failed: 1 };
  const failures = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: failures + (code !== 0 && failures === 0 ? 1 : 0) };
}

ensurePackages();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
await step('types', 'tsconfig.json', check('tsc', ['-b']));
await step('lint', '.oxlintrc.json', check('oxlint', ['--type-aware', '--deny-warnings']));
await step('format', 'biome.json', check('biome', ['format', '.']));
await step('unit, property, conformance, levels', 'vitest.config.ts', unitTests);
await step('build', 'vite.config.ts', check('vite', ['build', '--logLevel', 'warn']));
await step('pictures of the board', 'tests/pictures/house.png', () => comparePictures());
await step('end to end', 'playwright.config.ts', endToEnd);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
