// npm run spec: fills the last two columns of docs/spec.md (where each rule is implemented and tested) from the sources.
// `-- --check` changes nothing and says what is cited without a row; tests/spec.test.ts asks the same.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, say } from './lib.mjs';

const SPEC = join(ROOT, 'docs', 'spec.md');
const ID = String.raw`(?:[A-HM]-\d{1,2}|(?:NP|SVC|PW|ING|GW|ANP|CAL|CIL|DNS|VAL|C|T|S)\d{1,2})`;
const RANGE = new RegExp(String.raw`\b(${ID})\s?[–…]\s?(${ID})(?![\w-])`, 'g');
const ONE = new RegExp(String.raw`(?<![\w.#-])(${ID})(?![\w-]|\.\d)`, 'g');
const MOST_PLACES = 4;

/** Ids that a text cites, ranges such as `NP1–NP9` written out. */
export function citedIds(text, ranges = true) {
  const found = new Set();
  for (const [, first, last] of ranges ? text.matchAll(RANGE) : []) {
    const [, prefix, from] = /^(.*?)(\d+)$/.exec(first);
    const [, other, to] = /^(.*?)(\d+)$/.exec(last);
    if (prefix !== other) continue;
    for (let number = Number(from); number <= Number(to); number++) {
      found.add(`${prefix}${from.length === 2 && from.startsWith('0') ? String(number).padStart(2, '0') : number}`);
    }
  }
  for (const [, id] of text.matchAll(ONE)) found.add(id);
  return found;
}

function filesUnder(folder, pattern) {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => pattern.test(name))
    .sort();
}

/** Rule id → the files that cite it. A test counts for what it names, not for a range in its first lines. */
function placesOf(files, shorten, ranges = true) {
  const places = new Map();
  for (const file of files) {
    for (const id of citedIds(readFileSync(join(ROOT, file), 'utf8'), ranges)) {
      if (!places.has(id)) places.set(id, []);
      places.get(id).push(shorten(file));
    }
  }
  return places;
}

export function readPlaces() {
  return {
    implemented: placesOf(
      filesUnder('src', /\.tsx?$/).filter((name) => /^src\/(engine|manifest)\//.test(name)),
      (name) => name.slice('src/'.length).replace(/\.tsx?$/, ''),
    ),
    tested: placesOf(
      [...filesUnder('tests', /\.test\.ts$/), ...filesUnder('tests/conformance', /\.json$/)],
      (name) => name.slice('tests/'.length).replace(/\.test\.ts$/, ''),
      false,
    ),
  };
}

/** Ids that have a row. */
export function statedIds(text) {
  return new Set([...text.matchAll(/^\| (\S+) \| /gm)].map(([, id]) => id).filter((id) => id !== 'id'));
}

export function fillColumns(text, { implemented, tested }) {
  const list = (names) =>
    names === undefined
      ? '-'
      : [...names.slice(0, MOST_PLACES), ...(names.length > MOST_PLACES ? [`+${names.length - MOST_PLACES}`] : [])].join(', ');
  return text.replace(/^\| (\S+) \| (.*?) \| [^|]* \| [^|]* \|$/gm, (row, id, rule) =>
    id === 'id' ? row : `| ${id} | ${rule} | ${list(implemented.get(id))} | ${list(tested.get(id))} |`,
  );
}

/** Ids that the sources name (ranges aside) and the page has no row for. */
export function citedWithoutRow(text, cited = everyCited()) {
  const stated = statedIds(text);
  return [...new Set(cited)].filter((id) => !stated.has(id)).sort((a, b) => (a < b ? -1 : 1));
}

function everyCited() {
  const files = [
    ...filesUnder('src', /\.tsx?$/),
    ...filesUnder('tests', /\.test\.ts$/).filter((name) => name !== 'tests/spec.test.ts'),
    ...filesUnder('levels', /level\.yaml$/),
  ];
  return files.flatMap((file) => [...citedIds(readFileSync(join(ROOT, file), 'utf8'), false)]);
}

if (process.argv[1] === import.meta.filename) {
  const text = readFileSync(SPEC, 'utf8');
  const places = readPlaces();
  const missing = citedWithoutRow(text);
  if (missing.length > 0) say(`Cited without a row in docs/spec.md: ${missing.join(', ')}`);
  if (!process.argv.includes('--check')) writeFileSync(SPEC, fillColumns(text, places));
  const rows = [...statedIds(text)];
  const count = (map) => rows.filter((id) => map.has(id)).length;
  say(`${rows.length} rules, ${count(places.implemented)} implemented, ${count(places.tested)} tested.`);
  process.exit(missing.length > 0 ? 1 : 0);
}
