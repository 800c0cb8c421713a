// docs/levels.md: one line a level, sorted, written by the test run (UPDATE_GOLDEN=1) from what it has just proved.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Level } from '../../src/levels/level.ts';

const FILE = join(import.meta.dirname, '../../docs/levels.md');
export const REWRITE = 'npm run levels';

/** What is proved of each level, in the order of the columns; the sentence is the table's legend. */
export const PROOFS = {
  start: 'the start does not win',
  open: 'allow-all does not win, alone or over the reference (– where nothing must be kept out)',
  stars: 'the reference wins with three stars at exactly par',
  bears: 'the reference without any one of its objects or answers loses',
  others: 'every alternative wins (– for questions alone, which have one answer)',
  wrong: 'every wrong solution fails its goal and earns its hint, in words of both vocabularies; there are at least four',
  may: 'the player may make every solution, right or wrong',
  en: 'the English texts are complete, and cite only rules that the level names and docs/spec.md has',
  zh: 'so are the Simplified Chinese ones',
  link: 'the link of every solution round-trips in at most 4,000 characters; the reference’s is in the corpus of links that open for ever',
  twin: 'it is won through the editor and the forms alone, without a canvas (tests/ui/twin.test.tsx; · where that is not proved)',
  seeds:
    'its seeded variants keep every verdict, hint codes included (– where it keeps its dress; tests/levels/variants.test.ts)',
} as const;
export type Proof = keyof typeof PROOFS;

const FACTS = ['level', 'ch', 'min', 'goals', 'hidden', 'right', 'wrong', 'par', 'exposure', 'chars'];
const NAMES = Object.keys(PROOFS) as Proof[];

export interface LevelProofs {
  readonly level: Level;
  /** Characters of the reference's link, without the address. */
  readonly link: number;
  readonly proved: ReadonlyMap<Proof, '✓' | '–' | '·'>;
}

export function rowOf({ level, link, proved }: LevelProofs): string {
  const { id, chapter, minutes, goals, solutions, par, rules } = level;
  const hidden = goals.filter((goal) => goal.hidden === true).length;
  const wrong = solutions.filter(({ kind }) => kind === 'wrong').length;
  const facts = [id, chapter, minutes, goals.length, hidden, solutions.length - wrong, wrong, par.changes, par.exposure, link];
  return `| ${[...facts, ...NAMES.map((name) => proved.get(name) ?? '✗'), rules.join(' ')].join(' | ')} |`;
}

/** Level id → its line, as the file has them. */
export function readRows(): ReadonlyMap<string, string> {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
  return new Map([...text.matchAll(/^\| (\d{3}-[a-z0-9-]+) \|.*$/gm)].map((match) => [match[1] ?? '', match[0]]));
}

/** Lines of levels that did not run stay; lines of levels that are gone go. */
export function writeRows(rows: ReadonlyMap<string, string>, ids: readonly string[]): void {
  writeFileSync(FILE, textOf(new Map([...readRows(), ...rows]), ids));
}

/** Two branches that each added lines may leave a line twice or out of order: the whole text is compared. */
export function isInOrder(ids: readonly string[]): boolean {
  const rows = readRows();
  return ids.every((id) => rows.has(id)) && readFileSync(FILE, 'utf8') === textOf(rows, ids);
}

function textOf(rows: ReadonlyMap<string, string>, ids: readonly string[]): string {
  const columns = [...FACTS, ...NAMES, 'rules'];
  return [
    '# Levels and what is proved of each',
    '',
    `Written by the test run, never by hand: \`${REWRITE}\` proves every level and writes this table and the links of new levels. One line a level, sorted by name.`,
    '',
    '`right` counts the reference with its alternatives; `par` is in changed objects; `chars` are those of the reference’s link after the address. Of all levels',
    'together: no two share both their rules and their winning edit, and 95 % of all links take at most 1,200 characters.',
    '',
    ...NAMES.map((name) => `- \`${name}\`: ${PROOFS[name]}.`),
    '',
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => ' --- |').join('')}`,
    ...ids.toSorted().flatMap((id) => rows.get(id) ?? []),
    '',
  ].join('\n');
}
