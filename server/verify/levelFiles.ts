// The levels this server knows: text files of the project's own folder, read when first asked for.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { ReadLevelFiles } from './verifier.ts';

const LEVEL = /^\d{3}(-[a-z0-9]+)+$/;
const FILE = /\.(yaml|md)$/;

export function readLevelsFrom(folder: string): ReadLevelFiles {
  return (id) => {
    const path = join(folder, id);
    if (!LEVEL.test(id) || !existsSync(join(path, 'level.yaml'))) return undefined;
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => FILE.test(name));
    return Object.fromEntries(names.map((name) => [name.split(sep).join('/'), readFileSync(join(path, name), 'utf8')]));
  };
}
