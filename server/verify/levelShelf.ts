// The levels as the server knows them: our own files from the disk, read when first asked for. A seed's dress is kept for a while, as it is asked for often.
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Level } from '../../src/levels/level.ts';
import { type LevelFiles, parseLevel } from '../../src/levels/parseLevel.ts';
import { varyLevel } from '../../src/levels/variant/varyLevel.ts';

export interface LevelShelf {
  /** Undefined when there is none. `seed`: of a variant. */
  read(id: string, seed?: number): Level | undefined;
  filesOf(id: string): LevelFiles | undefined;
}

const MOST = 300;

export function openLevelShelf(folder: string): LevelShelf {
  const names = new Set(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name),
  );
  const files = new Map<string, LevelFiles>();
  const levels = new Map<string, Level | undefined>();

  const filesOf = (id: string): LevelFiles | undefined => {
    if (!names.has(id)) return undefined;
    const known = files.get(id);
    if (known) return known;
    const paths = readdirSync(join(folder, id), { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.(yaml|md)$/.test(path),
    );
    const read = Object.fromEntries(
      paths.sort().map((path) => [path.split(sep).join('/'), readFileSync(join(folder, id, path), 'utf8')]),
    );
    files.set(id, read);
    return read;
  };

  return {
    filesOf,
    read: (id, seed) => {
      const name = `${id}~${seed ?? ''}`;
      if (levels.has(name)) return levels.get(name);
      const read = filesOf(id);
      if (!read) return undefined;
      const { level } = parseLevel(seed === undefined ? read : varyLevel(read, String(seed)));
      if (levels.size >= MOST) levels.delete(levels.keys().next().value ?? '');
      levels.set(name, level);
      return level;
    },
  };
}
