// The level folders of the repository, read the way a player's browser gets them: path inside the folder → text.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LevelFiles } from '../../src/levels/parseLevel.ts';

const ROOT = join(import.meta.dirname, '../../levels');

export function listLevelIds(): string[] {
  return readdirSync(ROOT)
    .filter((name) => /^\d{3}-/.test(name))
    .sort();
}

export function readLevelFolder(id: string): LevelFiles {
  const names = readdirSync(join(ROOT, id), { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  return Object.fromEntries(
    names.filter((name) => /\.(yaml|md)$/.test(name)).map((name) => [name, readFileSync(join(ROOT, id, name), 'utf8')]),
  );
}
