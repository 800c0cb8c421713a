// The corpus of links that open for ever: links.json, and a file for each level, so that levels of two branches never meet in one place. One link a line.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Solution } from '../../src/share/solution.ts';

export interface GoldenLink {
  readonly name: string;
  readonly link: string;
  readonly solution: Solution;
}

const GOLDEN = join(import.meta.dirname, '..', 'golden');
const FOLDER = join(GOLDEN, 'links');

export function readGoldenLinks(): GoldenLink[] {
  const names = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl')) : [];
  return [readFirst(), ...names.toSorted().map((name) => readLines(join(FOLDER, name)))].flat();
}

/** What the corpus began with; it does not grow any more. */
export function readFirst(): GoldenLink[] {
  return JSON.parse(readFileSync(join(GOLDEN, 'links.json'), 'utf8')) as GoldenLink[];
}

function readLines(file: string): GoldenLink[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as GoldenLink);
}

/** Appended to the file of its level; what is there stays as it is. */
export function addGoldenLinks(level: string, added: readonly GoldenLink[]): void {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${level}.jsonl`);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  writeFileSync(file, before + added.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
}
