// npm run fuzz -- --cases N [--seed S]: N worlds of NetworkPolicies and N of layers against the brute-force reading, N edits, N mutated links,
// N mutated level links, N/10 mutated level files, N mutated YAML texts and N capture filters. `--only worlds,edits,links,levels,files,yaml,filters` runs some.
// Progress on standard error; the last line of standard output is one JSON object; exit 1 on any mismatch, crash or slow case.
import { createEngine } from '../../src/engine/createEngine.ts';
import { fuzzEdits } from './editFuzz.ts';
import { fuzzFilters } from './filterFuzz.ts';
import { compareLayerEdits, compareLayers, LAYER_ENGINES } from './layerAgreement.ts';
import { fuzzLinks } from './linkFuzz.ts';
import { fuzzPaper } from './paperFuzz.ts';
import { comparePairs, comparePolicy } from './policyAgreement.ts';
import { fuzzLevelFiles, fuzzLevelLinks, type LevelFuzzReport } from './levelFuzz.ts';
import { fuzzYaml } from './yamlFuzz.ts';

const PROBES = 60;
const WATCHDOG_MS = 2000;
const started = performance.now();
const totals = { cases: 0, layers: 0, probes: 0, mutations: 0, mismatches: 0, crashes: 0, slow: 0 };

function readNumber(name: string, otherwise: number): number {
  const at = process.argv.indexOf(name);
  if (at < 0) return otherwise;
  const value = Number(process.argv[at + 1]);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  process.stderr.write(`${name} needs a whole number.\n`);
  process.exit(2);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function elapsed(): string {
  return `${Math.round((performance.now() - started) / 1000)} s`;
}

/** A stage that throws is one crash and does not end the run. */
function guarded(what: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    totals.crashes++;
    say(`${what} threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

function fuzzWorld(seed: number, engine: ReturnType<typeof createEngine>): void {
  const before = performance.now();
  // Every tenth world takes the road through YAML.
  const verdicts = comparePolicy(seed, PROBES, seed % 10 === 0 ? 'text' : 'spec', engine);
  const pairs = comparePairs(seed);
  totals.probes += verdicts.probes + pairs.probes;
  for (const line of [...verdicts.mismatches, ...pairs.mismatches]) {
    totals.mismatches++;
    if (totals.mismatches <= 20) say(line);
  }
  if (performance.now() - before > WATCHDOG_MS) {
    totals.slow++;
    say(`seed ${seed}: slow`);
  }
}

/** `--only links,levels`: these stages alone. */
const only = process.argv.includes('--only') ? (process.argv[process.argv.indexOf('--only') + 1] ?? '').split(',') : undefined;
const wanted = (stage: string): boolean => only === undefined || only.includes(stage);

const cases = readNumber('--cases', 1000);
const seed = readNumber('--seed', 1);
const progress = (what: string) => (done: number) => {
  if (done % 10_000 === 0 || done === cases) say(`${what}: ${done} of ${cases} (${elapsed()})`);
};

const engine = createEngine();
for (let index = 0; index < (wanted('worlds') ? cases : 0); index++) {
  guarded(`world of seed ${seed + index}`, () => fuzzWorld(seed + index, engine));
  totals.cases++;
  progress('worlds')(index + 1);
}
for (let index = 0; index < (wanted('worlds') ? cases : 0); index++) {
  // One world of layers in each turn; every eighth is edited as well.
  const kind = LAYER_ENGINES[index % LAYER_ENGINES.length] ?? 'spec';
  guarded(`layers of seed ${seed + index}`, () => {
    const reports = [
      compareLayers(seed + index, kind, 30),
      ...(index % 8 === 0 ? [compareLayerEdits(seed + index, kind, 6)] : []),
    ];
    for (const { probes, mismatches } of reports) {
      totals.probes += probes;
      totals.mismatches += mismatches.length;
      mismatches.slice(0, 5).forEach(say);
    }
  });
  totals.layers++;
  progress('layers')(index + 1);
}
if (wanted('edits'))
  guarded('edits', () => {
    for (let done = 0; done < cases; done += 10_000) {
      const report = fuzzEdits(Math.min(10_000, cases - done), seed + done);
      totals.mutations += report.cases;
      totals.mismatches += report.failures.length;
      report.failures.slice(0, 5).forEach(say);
      progress('edits')(done + report.cases);
    }
  });
if (wanted('links'))
  guarded('links', () => {
    const report = fuzzLinks(cases, seed, progress('links'));
    totals.mutations += report.cases;
    for (const { link, what } of report.failures) {
      if (what.startsWith('took')) totals.slow++;
      else totals.crashes++;
      say(`link ${what}: ${link}`);
    }
  });
/** Stages that read what strangers send: how many, how many opened, how long the slowest took. */
function tellLevels(what: string, report: LevelFuzzReport): void {
  totals.mutations += report.cases;
  for (const { text, what: complaint } of report.failures) {
    if (complaint.startsWith('took')) totals.slow++;
    else totals.crashes++;
    say(`${what} ${complaint}: ${JSON.stringify(text)}`);
  }
  const { cases: count, opened, checked, refused, slowestMs } = report;
  say(`${what}: ${JSON.stringify({ cases: count, opened, checked, refused, slowestMs })}`);
}
if (wanted('levels'))
  guarded('level links', () => tellLevels('level links', fuzzLevelLinks(cases, seed, progress('level links'))));
if (wanted('files'))
  guarded('level files', () => tellLevels('level files', fuzzLevelFiles(Math.ceil(cases / 10), seed, progress('level files'))));
if (wanted('paper')) guarded('paper', () => tellLevels('paper', fuzzPaper(cases, seed, progress('paper'))));
if (wanted('yaml'))
  guarded('yaml', () => {
    const report = fuzzYaml(cases, seed, progress('yaml'));
    totals.mutations += report.cases;
    totals.crashes += report.crashes;
    totals.slow += report.slow;
    for (const { text, what } of report.failures) say(`yaml ${what}: ${JSON.stringify(text)}`);
  });
if (wanted('filters'))
  guarded('filters', () => {
    const report = fuzzFilters(cases, seed);
    totals.mutations += report.cases;
    totals.mismatches += report.failures.length;
    report.failures.slice(0, 5).forEach(say);
  });

const seconds = Math.round((performance.now() - started) / 100) / 10;
process.stdout.write(`${JSON.stringify({ ...totals, seed, seconds })}\n`);
process.exitCode = totals.mismatches + totals.crashes + totals.slow > 0 ? 1 : 0;
