// LEVEL of `grade`: a folder under levels/ by name, or any path to one, read and validated as the game does.
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Level } from '../levels/level.ts';
import { parseLevel } from '../levels/parseLevel.ts';
import { varyLevel } from '../levels/variant/varyLevel.ts';
import { nearest } from './arguments.ts';
import { locate, readTextFile } from './files.ts';
import { type CliIo, type Usable, unusable, usable } from './io.ts';

const LEVEL_FILE = /\.(yaml|md)$/;
const MOST_FILES = 200;

/** `seed`: the variant that it draws. */
export async function readLevel(io: CliIo, word: string, seed?: number): Promise<Usable<Level>> {
  const folder = await findLevel(io, word);
  if (!folder.ok) return folder;
  const files: Record<string, string> = {};
  const paths = (await readdir(folder.value, { recursive: true })).filter((path) => LEVEL_FILE.test(path)).sort();
  for (const path of paths.slice(0, MOST_FILES)) {
    const file = await readTextFile(join(folder.value, path), join(word, path));
    if (!file.ok) return file;
    files[path.split(sep).join('/')] = file.value.text;
  }
  const { level, problems } = parseLevel(seed === undefined ? files : varyLevel(files, String(seed)));
  if (level) return usable(level);
  const [problem] = problems;
  return unusable(`The level ${word} cannot be read: ${problem ? `${problem.path}: ${problem.message}` : 'it is incomplete'}.`);
}

async function findLevel(io: CliIo, word: string): Promise<Usable<string>> {
  const names = await levelNames(io.root);
  if (names.includes(word)) return usable(join(io.root, 'levels', word));
  const found = await locate(io, word);
  if (found?.isFolder === true) {
    const isLevel = await locate(io, join(found.path, 'level.yaml'));
    if (isLevel) return usable(found.path);
    return unusable(`${word}: this folder is no level; it has no level.yaml.`);
  }
  const near = nearest(word, names);
  const known = names.length > 0 ? ` The levels are ${names.join(', ')}.` : '';
  return unusable(`There is no level "${word}".${near ? ` Did you mean ${near}?` : known}`);
}

async function levelNames(root: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(join(root, 'levels'), { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => relative('.', name))
      .sort();
  } catch {
    return [];
  }
}
